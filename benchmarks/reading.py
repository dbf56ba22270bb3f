"""From the bytes of a definition to every finding about it."""

from collections.abc import Mapping

from benchmarks.measuring import Subject, in_turns
from benchmarks.rows import Row
from humrah.library import shipped_files
from workflow.definition.checks.examination import check
from workflow.definition.library import read_library

#: What the national definition rests on: common words, the workflows of its children, the calendar
#: it counts by, the table its claims are decided with, the districts.
NATIONAL = (
    "common",
    "victim-support",
    "referral",
    "duty-to-inform",
    "protection-alert",
    "compensation-claim",
    "calendars/pakistan-federal",
    "tables/compensation-islamabad",
    "districts/pakistan",
)
ROUNDS = 5


def reading() -> list[Row]:
    every = shipped_files()
    national = {name: every[name] for name in (f"definitions/{n}.yaml" for n in NATIONAL)}
    library = read_library(national)
    assert "victim-support" in library.definitions, library.problems
    taken = in_turns({"national": _checked(national), "every": _checked(every)}, ROUNDS)
    return [
        Row(
            name="check",
            what="reading, building and checking the national definition and all it rests on "
            f"({len(national)} files)",
            measured=taken["national"].best * 1e3,
            median=taken["national"].median * 1e3,
            unit="ms",
            limit=150,
        ),
        Row(
            name="check-all",
            what=f"the same for everything that is shipped ({len(every)} files)",
            measured=taken["every"].best * 1e3,
            median=taken["every"].median * 1e3,
            unit="ms",
        ),
    ]


def _checked(files: Mapping[str, bytes]) -> Subject:
    return Subject(lambda: check(read_library(files)))
