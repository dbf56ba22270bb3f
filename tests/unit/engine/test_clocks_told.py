"""A clock that has only told something need not be read again."""

import pytest

from tests.times import at, read, started
from workflow.engine.clock_facts import Breached, Fact, Paused, Reminded, Rung
from workflow.engine.clocks import having_told

START = started("3 working days", "Mon 2027-03-08 15:00")
HALF_WAY = at("Wed 2027-03-10 09:00")
DUE = at("Thu 2027-03-11 17:00")
REMINDED = Reminded(HALF_WAY, "50%", HALF_WAY)
BREACHED = Breached(DUE + 1, DUE)
NOW = "Fri 2027-03-12 10:00"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ((START,), REMINDED),
        ((START, REMINDED), Rung(HALF_WAY, 0, HALF_WAY, "passed over")),
        ((START, REMINDED, BREACHED), Rung(DUE + 1, 0, DUE)),
    ],
)
def test_what_was_told_leaves_a_clock_as_reading_it_again_would(
    facts: tuple[Fact, ...], told: Reminded | Rung
) -> None:
    before = read(*facts, now=NOW)

    assert having_told(before, told) == read(*facts, told, now=NOW)
    assert having_told(before, told) != before


def test_a_clock_that_stands_still_is_read_again() -> None:
    paused = Paused(HALF_WAY, "unreachable", "ayesha")

    assert having_told(read(START, paused, now=NOW), REMINDED) is None


def test_a_clock_that_is_late_now_is_read_again() -> None:
    assert having_told(read(START, now=NOW), BREACHED) is None
