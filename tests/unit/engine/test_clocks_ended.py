"""The end of a clock, its return, and its breaches."""

from tests.times import (
    HOUR,
    MONDAY,
    at,
    due,
    extended,
    paused,
    read,
    resumed,
    retargeted,
    shown,
    started,
)
from workflow.engine.clock_facts import (
    Breached,
    Cancelled,
    Excused,
    Fact,
    Returned,
    Stopped,
)
from workflow.engine.clocks import (
    State,
)

# -- the end of a clock ----------------------------------------------------------------------------


def test_a_stopped_clock_stays_as_it_was() -> None:
    facts = (started("24 hours", MONDAY), Stopped(at("Tue 2027-03-09 14:00")))
    reading = read(*facts, now="Fri 2027-03-12 12:00")
    assert reading.state is State.STOPPED
    assert shown(reading.stopped_at) == "Tue 2027-03-09 14:00"
    assert reading.used == 23 * HOUR
    assert not reading.late
    assert shown(reading.due) == "Tue 2027-03-09 15:00"


def test_a_clock_stopped_at_its_due_was_in_time_and_a_moment_later_was_not() -> None:
    start = started("24 hours", MONDAY)
    end = at("Tue 2027-03-09 15:00")
    assert not read(start, Stopped(end)).late
    assert read(start, Stopped(end + 1)).late


def test_nothing_happens_to_a_stopped_clock() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Mon 2027-03-08 20:00")),
        paused("Mon 2027-03-08 21:00"),
        resumed("Mon 2027-03-08 22:00"),
        extended("Mon 2027-03-08 22:00", "5 hours"),
        retargeted("Mon 2027-03-08 22:00", "5 hours"),
        Stopped(at("Mon 2027-03-08 23:00")),
    )
    reading = read(*facts)
    assert shown(reading.due) == "Tue 2027-03-09 15:00"
    assert shown(reading.stopped_at) == "Mon 2027-03-08 20:00"


def test_a_clock_stopped_while_it_stood_still_was_not_late() -> None:
    facts = (
        started("24 hours", MONDAY),
        paused("Mon 2027-03-08 20:00"),
        Stopped(at("Fri 2027-03-12 12:00")),
    )
    reading = read(*facts)
    assert (reading.state, reading.late, reading.due) == (State.STOPPED, False, None)
    assert reading.reasons == ()
    assert reading.used == 5 * HOUR


def test_a_clock_that_returns_goes_on_without_the_time_it_was_away() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Mon 2027-03-08 20:00")),
        Returned(at("Wed 2027-03-10 20:00")),
    )
    reading = read(*facts)
    assert reading.state is State.RUNNING
    assert reading.stopped_at is None
    assert shown(reading.due) == "Thu 2027-03-11 15:00"


def test_a_clock_that_was_late_when_it_stopped_is_late_when_it_returns() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
    )
    reading = read(*facts)
    assert reading.late
    assert shown(reading.due) == "Tue 2027-03-09 15:00"
    again = read(*facts, Stopped(at("Wed 2027-03-10 21:00")))
    assert again.late
    assert again.used == 27 * HOUR


def test_more_time_for_a_late_clock_that_returned_counts_from_its_return() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
        extended("Wed 2027-03-10 21:00", "5 hours"),
    )
    assert due(*facts) == "Wed 2027-03-10 23:00"


def test_a_clock_that_returned_in_time_can_stop_in_time_again() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
        extended("Wed 2027-03-10 21:00", "5 hours"),
        Stopped(at("Wed 2027-03-10 22:00")),
    )
    assert not read(*facts).late


def test_a_clock_that_was_late_once_and_stopped_while_it_stood_still_was_not_late() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Tue 2027-03-09 17:00")),
        Returned(at("Wed 2027-03-10 20:00")),
        extended("Wed 2027-03-10 21:00", "5 hours"),
        paused("Wed 2027-03-10 22:00"),
        Stopped(at("Fri 2027-03-12 22:00")),
    )
    assert not read(*facts).late


def test_returning_to_a_clock_that_runs_or_was_cancelled_changes_nothing() -> None:
    start = started("24 hours", MONDAY)
    returned = Returned(at("Mon 2027-03-08 20:00"))
    assert due(start, returned) == "Tue 2027-03-09 15:00"
    cancelled = Cancelled(at("Mon 2027-03-08 18:00"), "closed")
    assert read(start, cancelled, returned).state is State.CANCELLED


def test_a_cancelled_clock_is_never_late() -> None:
    facts = (started("24 hours", MONDAY), Cancelled(at("Wed 2027-03-10 20:00"), "closed"))
    reading = read(*facts, now="Fri 2027-03-12 20:00")
    assert (reading.state, reading.late) == (State.CANCELLED, False)
    assert shown(reading.stopped_at) == "Wed 2027-03-10 20:00"
    assert reading.used == 53 * HOUR


def test_a_stopped_clock_can_be_cancelled() -> None:
    facts = (
        started("24 hours", MONDAY),
        Stopped(at("Wed 2027-03-10 20:00")),
        Cancelled(at("Thu 2027-03-11 20:00"), "opened by mistake"),
    )
    reading = read(*facts)
    assert (reading.state, reading.late) == (State.CANCELLED, False)
    assert shown(reading.stopped_at) == "Wed 2027-03-10 20:00"


# -- breaches --------------------------------------------------------------------------------------


END = at("Tue 2027-03-09 15:00")


def test_a_breach_is_counted_and_its_excuse_told() -> None:
    facts: list[Fact] = [started("24 hours", MONDAY), Breached(END + 1, END)]
    reading = read(*facts)
    assert (reading.breaches, reading.breached_at, reading.excused) == (1, END + 1, False)
    facts.append(Excused(END + HOUR, 0, "flood"))
    assert read(*facts).excused
    assert read(*facts).breaches == 1


def test_a_second_breach_is_not_excused_by_the_first_excuse() -> None:
    facts = (
        started("24 hours", MONDAY),
        Breached(END + 1, END),
        Excused(END + 2, 0, "flood"),
        extended("Tue 2027-03-09 16:00", "4 hours"),
        Breached(END + 5 * HOUR, END + 4 * HOUR),
    )
    reading = read(*facts)
    assert (reading.breaches, reading.excused) == (2, False)
    assert read(*facts, Excused(END + 6 * HOUR, 0, "again")).excused is False
    assert read(*facts, Excused(END + 6 * HOUR, 1, "again")).excused


def test_a_breach_can_be_excused_after_the_clock_stopped() -> None:
    facts = (
        started("24 hours", MONDAY),
        Breached(END + 1, END),
        Stopped(END + HOUR),
        Excused(END + 2 * HOUR, 0, "flood"),
    )
    assert read(*facts).excused
    assert read(*facts).late
