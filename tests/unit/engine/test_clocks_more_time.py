"""More time for a clock, and a corrected anchor."""

import pytest

from tests.times import (
    MONDAY,
    at,
    due,
    extended,
    paused,
    read,
    resumed,
    shown,
    started,
)
from workflow.definition.durations import Unit
from workflow.engine.clock_facts import (
    Cancelled,
    Fact,
    Reanchored,
    Stopped,
)
from workflow.engine.clock_rules import UnitMismatch
from workflow.engine.clocks import (
    ExtensionNotPossible,
    check_extension,
)

# -- more time -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "more", "end"),
    [
        ("24 hours", "2 hours", "Tue 2027-03-09 17:00"),
        ("16 working hours", "3 working hours", "Thu 2027-03-11 10:00"),
        ("3 working days", "1 working day", "Fri 2027-03-12 17:00"),
        ("3 days", "1 day", "Fri 2027-03-12 17:00"),
        ("2027-03-12", "3 days", "Mon 2027-03-15 17:00"),
    ],
)
def test_an_extension_adds_time_in_the_unit_of_the_clock(limit: str, more: str, end: str) -> None:
    reading = read(started(limit, MONDAY), extended("Mon 2027-03-08 16:00", more))
    assert shown(reading.due) == end


def test_an_extension_while_a_clock_is_paused_counts_when_it_runs_again() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        extended("Mon 2027-03-08 17:00", "2 hours"),
    )
    assert shown(read(*facts).due_before_pause) == "Tue 2027-03-09 17:00"
    assert due(*facts, resumed("Mon 2027-03-08 18:00")) == "Tue 2027-03-09 19:00"


def test_an_extension_in_another_unit_is_refused() -> None:
    facts = (started("24 hours", MONDAY), extended("Mon 2027-03-08 16:00", "1 working day"))
    text = "counts hours, so 1 working day cannot be added"
    with pytest.raises(UnitMismatch, match=text) as caught:
        read(*facts)
    assert caught.value.unit is Unit.HOURS


def test_an_extension_is_checked_before_it_is_recorded() -> None:
    start = started("3 working days", MONDAY)
    reading = read(start)
    check_extension(reading, [start], extended(MONDAY, "1 working day"))
    with pytest.raises(UnitMismatch):
        check_extension(reading, [start], extended(MONDAY, "1 day"))


def test_a_clock_is_extended_once_for_each_reason() -> None:
    facts = (started("3 working days", MONDAY), extended(MONDAY, "1 working day"))
    reading = read(*facts)
    check_extension(reading, facts, extended(MONDAY, "1 working day", "another reason"))
    with pytest.raises(ExtensionNotPossible, match='given for "road closed" already'):
        check_extension(reading, facts, extended(MONDAY, "2 working days"))


@pytest.mark.parametrize("end", [Stopped(at(MONDAY)), Cancelled(at(MONDAY), "closed")])
def test_a_clock_that_ended_needs_no_more_time(end: Fact) -> None:
    facts = (started("3 working days", MONDAY), end)
    with pytest.raises(ExtensionNotPossible, match="no longer runs"):
        check_extension(read(*facts), facts, extended(MONDAY, "1 working day"))


# -- a corrected anchor ----------------------------------------------------------------------------


def test_a_later_anchor_moves_the_due() -> None:
    facts = (
        started("3 working days", MONDAY),
        Reanchored(at("Wed 2027-03-10 12:00"), at("Tue 2027-03-09 10:00")),
    )
    reading = read(*facts)
    assert shown(reading.due) == "Fri 2027-03-12 17:00"
    assert shown(reading.started_at) == "Tue 2027-03-09 10:00"


def test_an_earlier_anchor_never_makes_the_due_earlier() -> None:
    anchor = at("Mon 2027-03-01 10:00")
    facts = (started("3 working days", MONDAY), Reanchored(at("Wed 2027-03-10 12:00"), anchor))
    assert due(*facts) == "Thu 2027-03-11 17:00"


def test_a_later_anchor_forgets_the_pauses_before_it() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 20:00"),
        paused("Mon 2027-03-08 22:00"),
        resumed("Mon 2027-03-08 23:00"),
    )
    corrected = Reanchored(at("Tue 2027-03-09 10:00"), at("Mon 2027-03-08 21:00"))
    assert due(*facts, corrected) == "Tue 2027-03-09 22:00"


def test_a_later_anchor_that_would_make_the_due_earlier_by_dropping_pauses_keeps_it() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Tue 2027-03-09 16:00"),
    )
    assert due(*facts) == "Wed 2027-03-10 15:00"
    corrected = Reanchored(at("Tue 2027-03-09 18:00"), at("Mon 2027-03-08 15:30"))
    assert due(*facts, corrected) == "Wed 2027-03-10 15:30"
    corrected = Reanchored(at("Tue 2027-03-09 18:00"), at("Tue 2027-03-09 12:00"))
    assert due(*facts, corrected) == "Wed 2027-03-10 16:00"


def test_a_later_anchor_never_takes_back_what_a_pause_gave() -> None:
    """The pause passed the close of the first day; without it the clock would be due on Tuesday."""
    facts = (
        started("1 working day", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 18:00"),
    )
    assert due(*facts) == "Wed 2027-03-10 17:00"
    corrected = Reanchored(at("Tue 2027-03-09 10:00"), at("Mon 2027-03-08 20:00"))
    assert due(*facts, corrected) == "Wed 2027-03-10 17:00"
    # A day later the pause is forgotten: one working day from Wednesday.
    corrected = Reanchored(at("Wed 2027-03-10 10:00"), at("Wed 2027-03-10 09:00"))
    assert due(*facts, corrected) == "Thu 2027-03-11 17:00"


def test_a_later_anchor_while_paused_counts_from_the_anchor() -> None:
    facts = (started("24 hours", MONDAY), paused("Mon 2027-03-08 16:00"))
    corrected = Reanchored(at("Mon 2027-03-08 20:00"), at("Mon 2027-03-08 18:00"))
    assert shown(read(*facts, corrected).due_before_pause) == "Tue 2027-03-09 18:00"
    assert due(*facts, corrected, resumed("Mon 2027-03-08 21:00")) == "Tue 2027-03-09 21:00"


def test_the_anchor_of_a_date_does_not_matter() -> None:
    facts = (
        started("2027-03-12", MONDAY),
        Reanchored(at("Tue 2027-03-09 12:00"), at("Tue 2027-03-09 10:00")),
    )
    assert due(*facts) == "Fri 2027-03-12 17:00"
