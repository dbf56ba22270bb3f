"""Showing what was measured: a table to read, a file to keep, a table for the documentation."""

import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from importlib.metadata import version
from pathlib import Path

from benchmarks.rows import Row, shown

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs" / "reference" / "performance.md"
BEGIN, END = "<!-- measured -->\n", "<!-- end -->\n"
LIBRARIES = ("transitions", "python-statemachine", "pydantic", "pyyaml")


def machine() -> dict[str, str]:
    """What it ran on, without a name that says whose it is."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        **{name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def print_table(rows: Iterable[Row], on: Mapping[str, str]) -> None:
    print(", ".join(f"{name} {value}" for name, value in on.items()))
    for row in rows:
        print(f"{row.verdict or '    '}  {row.what}")
        asked = f"; asked: {row.target}" if row.target else ""
        note = f" ({row.note})" if row.note else ""
        median = shown(row.median, row.unit)
        print(f"      {shown(row.measured, row.unit)}{note}; middle round {median}{asked}")


def keep(rows: Iterable[Row], on: Mapping[str, str]) -> None:
    """Write the results beside the measurements."""
    data = {
        "machine": dict(on),
        "rows": [
            {
                "name": row.name,
                "what": row.what,
                "measured": float(f"{row.measured:.4g}"),
                "middle_round": float(f"{row.median:.4g}"),
                "unit": row.unit,
                "target": row.target,
                "verdict": row.verdict,
                "note": row.note,
            }
            for row in rows
        ],
    }
    RESULTS.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_page(rows: Iterable[Row], on: Mapping[str, str]) -> None:
    """Put the table into the documentation, in place of the last one."""
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        sys.exit(f'{PAGE.name} has lost its marks "{BEGIN.strip()}" and "{END.strip()}".')
    table = "\n".join(_table(rows, on))
    PAGE.write_text(f"{before}{begin}{table}\n{end}{after}", encoding="utf-8")


def _table(rows: Iterable[Row], on: Mapping[str, str]) -> Iterable[str]:
    yield "| what | asked for | measured | middle round | |"
    yield "|---|---|---|---|---|"
    for row in rows:
        note = f" ({row.note})" if row.note else ""
        measured, median = shown(row.measured, row.unit), shown(row.median, row.unit)
        yield f"| {row.what} | {row.target} | {measured}{note} | {median} | {row.verdict} |"
    yield ""
    libraries = ", ".join(f"{name} {on[name]}" for name in LIBRARIES)
    yield f"Machine: {on['processor']}, {on['cores']} cores; {on['python']}; {libraries}."
