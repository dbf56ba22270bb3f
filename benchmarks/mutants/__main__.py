"""`python -m benchmarks.mutants`: change the definitions on purpose and count what is noticed.

150 mutants, always the same for the same definitions; two processes. The exit status is 1 when
fewer are noticed than wanted.
"""

import argparse
import multiprocessing
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.mutants.kinds import mutants
from benchmarks.mutants.mutant import Mutant
from benchmarks.mutants.report import Report, equivalent
from benchmarks.mutants.sampling import chosen
from benchmarks.mutants.trial import Verdict, baseline, verdict
from workflow.definition.reader import read

HERE = Path(__file__).parent
EQUIVALENT = HERE / "equivalent.yaml"
RESULTS = HERE / "results.json"
COUNT, SEED, PROCESSES = 150, 1, 2


def main() -> int:
    """Try the mutants that the command line asks for, and tell what became of them."""
    args = _arguments()
    listed = list(mutants(baseline().library))
    found = [m for m in listed if args.only in m.name]
    picked = found if args.all else chosen(found, args.count, args.seed)
    print(f"{len(picked)} of {len(listed)} mutants, {len(baseline().stories)} scenarios.")
    for file in baseline().false:
        print(f"left out, for it comes otherwise without any change: {file}")
    if args.list:
        print(*picked, sep="\n")
        return 0
    began = time.monotonic()
    verdicts = list(_tried(picked, args.processes))
    report = Report(verdicts, equivalent(read(EQUIVALENT.read_bytes(), EQUIVALENT.name)))
    print(*report.lines(), sep="\n")
    print(f"{time.monotonic() - began:.0f} seconds.")
    if args.out:
        args.out.write_text(report.as_json(args.seed), encoding="utf-8")
    return 0 if report.enough else 1


def _tried(picked: Sequence[Mutant], processes: int) -> Iterator[Verdict]:
    # Forked, so that every process begins with the baseline that was worked out above.
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        for done, result in enumerate(pool.imap(verdict, picked), start=1):
            if sys.stderr.isatty():
                print(f"\r{done} of {len(picked)}", end="", file=sys.stderr)
            yield result


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT, help="how many (150)")
    parser.add_argument("--seed", type=int, default=SEED, help="which choice of them (1)")
    parser.add_argument("--all", action="store_true", help="every mutant; takes an hour")
    parser.add_argument("--only", default="", help="only those with this text in the name")
    parser.add_argument("--list", action="store_true", help="print them, and try none")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--out", type=Path, help="where the results are written")
    args = parser.parse_args()
    if (args.count, args.seed, args.all, args.only) == (COUNT, SEED, False, ""):
        args.out = args.out or RESULTS
    return args


if __name__ == "__main__":
    sys.exit(main())
