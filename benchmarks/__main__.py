"""`python -m benchmarks`: measure, print, and keep the results beside this file."""

import argparse

from benchmarks.announcing import announcing
from benchmarks.counting import counting
from benchmarks.deciding import deciding
from benchmarks.reading import reading
from benchmarks.report import keep, machine, print_table, write_page

PARTS = {
    "deciding": deciding,
    "counting": counting,
    "reading": reading,
    "announcing": announcing,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="measure this part, keep nothing")
    parser.add_argument("--write", action="store_true", help="put the table into the documentation")
    asked = parser.parse_args()
    parts = [PARTS[asked.part]] if asked.part else PARTS.values()
    rows = [row for part in parts for row in part()]
    on = machine()
    print_table(rows, on)
    if not asked.part:
        keep(rows, on)
        if asked.write:
            write_page(rows, on)


if __name__ == "__main__":
    main()
