"""Breaches that another edition of the calendar excuses, and those it does not."""

from tests.times import (
    HOUR,
    KARACHI,
    MONDAY,
    OFFICE,
    a_calendar,
    at,
    by_hash,
    read,
    shown,
    started,
)
from tests.unit.engine.an_announcement import ANNOUNCED, EXPECTED, revised, with_holiday
from workflow.definition.durations import parse_limit
from workflow.engine.clock_facts import (
    Breached,
    CalendarRevised,
    Excused,
    Extended,
    Paused,
    Resumed,
    Retargeted,
)
from workflow.engine.clock_revision import revise
from workflow.engine.clocks import State

DUE = at("Thu 2027-03-11 17:00")
BREACHED = Breached(DUE + 1, DUE)
HOLIDAY = with_holiday(OFFICE, "2027-03-10", edition="2")


def test_a_breach_that_would_not_have_happened_is_excused_and_stays() -> None:
    facts = (started("3 working days", MONDAY), BREACHED)
    late = DUE + HOUR
    revision = revised(*facts, old=OFFICE, new=HOLIDAY, when=late)
    assert revision.facts == (
        CalendarRevised(late, "office", HOLIDAY.hash),
        Excused(late, 0, "office 2"),
    )
    reading = read(*facts, *revision.facts, calendars=[OFFICE, HOLIDAY])
    assert (reading.breaches, reading.excused, reading.late) == (1, True, False)
    assert not reading.breach_recorded


def test_a_breach_at_the_very_instant_of_the_new_due_is_excused() -> None:
    facts = (started("3 working days", MONDAY), BREACHED)
    friday = at("Fri 2027-03-12 17:00")
    revision = revised(*facts, old=OFFICE, new=HOLIDAY, when=friday)
    assert len(revision.facts) == 2
    reading = read(*facts, *revision.facts, calendars=[OFFICE, HOLIDAY])
    assert (reading.late, reading.breach_recorded) == (False, False)
    assert len(revised(*facts, old=OFFICE, new=HOLIDAY, when=friday + 1).facts) == 1


def test_a_clock_that_is_late_by_the_new_edition_too_is_not_excused() -> None:
    facts = (started("3 working days", MONDAY), BREACHED)
    revision = revised(*facts, old=OFFICE, new=HOLIDAY, when=at("Mon 2027-03-15 09:00"))
    assert revision.moved == "later"
    reading = read(*facts, *revision.facts, calendars=[OFFICE, HOLIDAY])
    assert (reading.excused, reading.late) == (False, True)


def test_a_breach_that_is_excused_already_is_not_excused_again() -> None:
    facts = (started("3 working days", MONDAY), BREACHED, Excused(DUE + 2, 0, "flood"))
    assert len(revised(*facts, old=OFFICE, new=HOLIDAY, when=DUE + HOUR).facts) == 1


def test_an_earlier_breach_is_judged_when_more_time_was_given() -> None:
    """Breached on Thursday, extended on Thursday evening; the holiday makes the due Friday."""
    extended = Extended(DUE + HOUR, "k", "flood", parse_limit("1 working day"))
    facts = (started("3 working days", MONDAY), BREACHED, extended)
    monday = at("Mon 2027-03-15 09:00")
    revision = revised(*facts, old=OFFICE, new=HOLIDAY, when=monday)
    assert revision.facts[1:] == (Excused(monday, 0, "office 2"),)
    given_late = Extended(at("Mon 2027-03-15 09:00"), "k", "flood", parse_limit("2 working days"))
    facts = (started("3 working days", MONDAY), BREACHED, given_late)
    assert len(revised(*facts, old=OFFICE, new=HOLIDAY, when=monday + HOUR).facts) == 1


def test_a_pause_that_counted_when_it_was_recorded_counts_for_good() -> None:
    """By the new edition the clock was due before it paused; nobody could know that."""
    facts = (
        started("2 working days", MONDAY, EXPECTED),
        Paused(at("Thu 2027-03-11 10:00"), "x", "a"),
    )
    revision = revised(*facts, when=at("Thu 2027-03-11 12:00"))
    reading = read(*facts, *revision.facts, calendars=[EXPECTED, ANNOUNCED])
    assert reading.state is State.PAUSED
    assert shown(reading.due_before_pause) == "Mon 2027-03-15 17:00"
    resumed = Resumed(at("Tue 2027-03-16 10:00"), "x")
    reading = read(*facts, *revision.facts, resumed, calendars=[EXPECTED, ANNOUNCED])
    assert shown(reading.due) == "Tue 2027-03-16 17:00"


def test_a_clock_that_would_have_been_paused_in_time_is_excused() -> None:
    """The pause came after the due as known then, so it did nothing; with the holiday it counts."""
    pause = Paused(at("Fri 2027-03-12 10:00"), "x", "a")
    facts = (started("3 working days", MONDAY), BREACHED, pause)
    revision = revised(*facts, old=OFFICE, new=HOLIDAY, when=at("Mon 2027-03-15 09:00"))
    assert len(revision.facts) == 2
    assert read(*facts, *revision.facts, calendars=[OFFICE, HOLIDAY]).state is State.PAUSED


def test_moving_to_another_office_ends_what_an_edition_can_excuse() -> None:
    other = a_calendar(calendar="other")
    moved = Retargeted(at("Mon 2027-03-15 09:00"), "office", None, other.id, other.hash)
    facts = (started("3 working days", MONDAY), BREACHED, moved)
    new = with_holiday(other, "2027-03-10", edition="2")
    revision = revise(
        facts,
        by_hash(OFFICE, other, new),
        calendar="other",
        edition=new.hash,
        at=at("Mon 2027-03-15 10:00"),
        zone=KARACHI,
    )
    assert len(revision.facts) == 1
