"""Every kind of change finds what it is for, and says what it does."""

import pytest

from benchmarks.mutants.guards import altered
from benchmarks.mutants.kinds import KINDS, mutants
from humrah.library import shipped_library
from tests.unit.benchmarks.small_definition import told

CHANGES = {
    "drop transition": ["intake/checked"],
    "change target": ["of intake/checked: closed to declined"],
    "drop guard": ["of intake/checked"],
    "swap role": [
        "in intake/checked: officer to auditor",
        "in intake/checked: supervisor to auditor",
    ],
    "drop role": ["from intake/checked: officer", "from intake/checked: supervisor"],
    "drop not_by": ["of intake/checked: registered"],
    "drop two people": ["of intake/checked"],
    "drop checklist": ["of intake/checked"],
    "drop check item": ["intake.checklist.seen"],
    "drop ask": ["of intake/checked: reason"],
    "drop set": ["in intake/checked.set: urgent"],
    "drop start": ["of intake: start safety"],
    "require record": ["at intake: urgent?"],
    "drop record": ["at intake: risk"],
    "drop class": ["of intake"],
    "double limit": ["of intake.sla: 3 working days to 6 working days"],
    "halve limit": ["of intake.sla: 3 working days to 1 working day"],
    "drop reminder": ["of intake.sla: 50%"],
    "drop rung": ["0 of standard", "1 of standard"],
    "shift rung": [
        "0 of standard: due to 1 hour after",
        "1 of standard: 1 working day after to 2 working days after",
    ],
    "drop pause": ["of intake.sla: waiting"],
    "change until": ["of intake.sla: until assigned to contacted"],
    "change clock": ["intake.sla: firm emergency to nothing"],
    "drop notice": ["0 of intake/checked.tell"],
    "change message": ["of intake/checked.tell.0: opened to entered"],
}


@pytest.mark.parametrize(("kind", "changes"), CHANGES.items())
def test_a_kind_of_change_finds_every_place_for_it(kind: str, changes: list[str]) -> None:
    assert told(kind) == changes


def test_every_kind_finds_something_in_the_shipped_definitions() -> None:
    assert {mutant.kind for mutant in mutants(shipped_library())} == set(KINDS)


def test_no_two_mutants_of_the_shipped_definitions_have_one_name() -> None:
    names = [mutant.name for mutant in mutants(shipped_library())]

    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("guard", "other"),
    [
        ("urgent", "not (urgent)"),
        ("risk is high or low", "risk is high"),
        ("within 30 days of visit_on", "within 31 days of visit_on"),
        ("all claims finished", "any claims finished"),
        ("plan is not known", "plan is known"),
        ("urgent and minor", "urgent or minor"),
    ],
)
def test_a_guard_is_written_otherwise(guard: str, other: str) -> None:
    assert other in altered(guard)


def test_no_guard_is_altered_into_itself() -> None:
    guards = ("urgent", "risk is high or low and minor", "attempts >= 3", "not all x finished")

    assert all(guard not in altered(guard) for guard in guards)
