"""What a clock will say and when: ends of pauses, reminders, the breach, rungs."""

from collections.abc import Sequence

import pytest

from tests.times import (
    ALWAYS,
    HOUR,
    KARACHI,
    OFFICE,
    ROUND_THE_CLOCK,
    a_calendar,
    at,
    by_hash,
    holidays,
    read,
    shown,
    started,
)
from workflow.definition.calendars import Calendar
from workflow.definition.durations import Offset, parse_limit, parse_offset
from workflow.engine.clock_facts import (
    Breached,
    Cancelled,
    Extended,
    Fact,
    Paused,
    Reanchored,
    Reminded,
    Resumed,
    Retargeted,
    Rung,
    Started,
    Stopped,
)
from workflow.engine.clock_moments import Moment, catch_up, moments, next_moment
from workflow.engine.clocks import Reading
from workflow.engine.working_time import CalendarMissing

MONDAY = "Mon 2027-03-08 15:00"
HALF = (parse_offset("50%"),)
LADDER = (
    parse_offset("due"),
    parse_offset("2 working days after"),
    parse_offset("5 working days after"),
)


def offsets(*texts: str) -> tuple[Offset, ...]:
    return tuple(map(parse_offset, texts))


def planned(reading: Reading, *texts: str) -> list[str]:
    """When these reminders lie."""
    found = moments(reading, reminders=offsets(*texts), rungs=())
    return [shown(moment.planned) for moment in found if moment.what == "reminder"]


def caught_up(
    *facts: Fact,
    now: str,
    reminders: Sequence[Offset] = HALF,
    rungs: Sequence[Offset] = LADDER,
    calendars: Sequence[Calendar] = (OFFICE,),
) -> tuple[Fact, ...]:
    known = by_hash(*calendars)
    return catch_up(facts, known, zone=KARACHI, reminders=reminders, rungs=rungs, now=at(now))


def names(facts: Sequence[Fact]) -> list[str]:
    """The facts in short: what, which, how."""
    told = []
    for fact in facts:
        match fact:
            case Reminded():
                told.append(f"{fact.which} {fact.how}")
            case Rung():
                told.append(f"rung {fact.rung} {fact.how}")
            case _:
                told.append(type(fact).__name__)
    return told


# -- where offsets lie ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limit", "offset", "when"),
    [
        ("24 hours", "50%", "Tue 2027-03-09 03:00"),
        ("24 hours", "75%", "Tue 2027-03-09 09:00"),
        ("16 working hours", "50%", "Tue 2027-03-09 15:00"),
        ("3 working days", "50%", "Wed 2027-03-10 12:00"),
        ("4 days", "50%", "Wed 2027-03-10 16:00"),
        ("24 hours", "2 hours before", "Tue 2027-03-09 13:00"),
        ("16 working hours", "7 working hours before", "Tue 2027-03-09 16:00"),
        ("3 working days", "1 working day before", "Wed 2027-03-10 17:00"),
        ("16 working hours", "1 working day before", "Tue 2027-03-09 17:00"),
        ("3 working days", "1 day before", "Wed 2027-03-10 17:00"),
        ("5 days", "1 day before", "Fri 2027-03-12 17:00"),
        ("5 days", "2 days before", "Fri 2027-03-12 17:00"),
    ],
)
def test_a_reminder_lies_in_the_time_of_the_clock(limit: str, offset: str, when: str) -> None:
    assert planned(read(started(limit, MONDAY)), offset) == [when]


@pytest.mark.parametrize(
    ("limit", "offset", "when"),
    [
        ("4 days", "50%", "Wed 2027-03-10 19:30"),
        ("4 days", "1 day before", "Fri 2027-03-12 00:00"),
        ("24 hours", "1 day before", "Tue 2027-03-09 00:00"),
    ],
)
def test_without_a_calendar_reminders_lie_by_the_wall_clock(
    limit: str, offset: str, when: str
) -> None:
    assert planned(read(started(limit, MONDAY, None)), offset) == [when]


def test_a_working_reminder_of_a_clock_without_a_calendar_is_an_error_with_a_remedy() -> None:
    reading = read(started("24 hours", MONDAY, None))
    for offset in ("1 working day before", "1 working hour before"):
        with pytest.raises(CalendarMissing):
            planned(reading, offset)


def test_a_close_at_midnight_belongs_to_the_day_that_ends() -> None:
    reading = read(started("3 working days", MONDAY, ROUND_THE_CLOCK), calendars=[ROUND_THE_CLOCK])
    assert shown(reading.due) == "Fri 2027-03-12 00:00"
    assert planned(reading, "1 working day before") == ["Thu 2027-03-11 00:00"]
    assert planned(reading, "1 day before") == ["Thu 2027-03-11 00:00"]
    rungs = offsets("1 working day after", "1 day after", "1 hour after")
    found = [shown(m.planned) for m in moments(reading, reminders=(), rungs=rungs)]
    assert found[1:] == ["Fri 2027-03-12 01:00", "Sat 2027-03-13 00:00", "Sat 2027-03-13 00:00"]


@pytest.mark.parametrize(
    ("offset", "when"),
    [
        ("2 hours after", "Fri 2027-03-12 19:00"),
        ("2 working hours after", "Mon 2027-03-15 11:00"),
        ("2 working days after", "Tue 2027-03-16 17:00"),
        ("2 days after", "Mon 2027-03-15 17:00"),
    ],
)
def test_a_rung_lies_after_the_due_by_the_rule_of_its_unit(offset: str, when: str) -> None:
    reading = read(started("4 working days", MONDAY))
    rung = moments(reading, reminders=(), rungs=offsets(offset))[-1]
    assert (rung.what, rung.rung, shown(rung.planned)) == ("rung", 0, when)
    assert rung.at == rung.planned


def test_the_pauses_are_not_part_of_the_time_of_which_half_is_told() -> None:
    facts = (
        started("24 hours", MONDAY),
        Paused(at("Mon 2027-03-08 17:00"), "x", "a"),
        Resumed(at("Tue 2027-03-09 17:00"), "x"),
    )
    assert planned(read(*facts), "50%") == ["Wed 2027-03-10 03:00"]
    assert planned(read(*facts), "1%") == ["Mon 2027-03-08 15:14"]


def test_half_of_working_days_leaves_out_the_working_time_of_a_pause() -> None:
    facts = (
        started("3 working days", MONDAY),
        Paused(at("Tue 2027-03-09 10:00"), "x", "a"),
        Resumed(at("Wed 2027-03-10 10:00"), "x"),
    )
    assert planned(read(*facts), "50%") == ["Thu 2027-03-11 12:00"]


def test_half_of_a_clock_that_moved_to_another_office_counts_each_office_for_its_time() -> None:
    always = a_calendar(calendar="always", week=ALWAYS)
    facts = (
        started("10 working hours", "Mon 2027-03-08 13:00"),
        Retargeted(at("Mon 2027-03-08 15:00"), "office", None, always.id, always.hash),
    )
    reading = read(*facts, calendars=[OFFICE, always])
    assert shown(reading.due) == "Mon 2027-03-08 23:00"
    assert planned(reading, "50%") == ["Mon 2027-03-08 18:00"]


def test_a_share_that_ends_with_a_stretch_lies_at_its_end() -> None:
    facts = (
        started("10 hours", MONDAY),
        Paused(at("Mon 2027-03-08 20:00"), "x", "a"),
        Resumed(at("Tue 2027-03-09 20:00"), "x"),
    )
    assert planned(read(*facts), "50%") == ["Mon 2027-03-08 20:00"]


def test_working_time_of_a_clock_that_had_no_calendar_is_that_of_its_present_one() -> None:
    facts = (
        started("24 hours", "Mon 2027-03-08 09:00", None),
        Retargeted(
            at("Mon 2027-03-08 12:00"),
            "office",
            parse_limit("8 working hours"),
            OFFICE.id,
            OFFICE.hash,
        ),
    )
    assert planned(read(*facts), "50%") == ["Mon 2027-03-08 13:00"]


# -- what is to come -----------------------------------------------------------------------------


def test_everything_to_come_is_in_order() -> None:
    reading = read(started("3 working days", MONDAY))
    found = moments(reading, reminders=offsets("1 working day before", "50%"), rungs=LADDER)
    due = at("Thu 2027-03-11 17:00")
    assert found == (
        Moment(at("Wed 2027-03-10 12:00"), at("Wed 2027-03-10 12:00"), "reminder", "50%"),
        Moment(
            at("Wed 2027-03-10 17:00"),
            at("Wed 2027-03-10 17:00"),
            "reminder",
            "1 working day before",
        ),
        Moment(due + 1, due, "breach"),
        Moment(due + 1, due, "rung", rung=0),
        Moment(at("Mon 2027-03-15 17:00"), at("Mon 2027-03-15 17:00"), "rung", rung=1),
        Moment(at("Thu 2027-03-18 17:00"), at("Thu 2027-03-18 17:00"), "rung", rung=2),
    )
    assert next_moment(reading, reminders=offsets("50%"), rungs=LADDER) == found[0]


def test_what_is_told_at_the_due_is_told_when_the_clock_is_late() -> None:
    reading = read(started("24 hours", MONDAY))
    reminder, breach = moments(reading, reminders=offsets("due"), rungs=())
    assert reading.due is not None
    assert (reminder.at, reminder.planned) == (breach.at, breach.planned)
    assert reminder.at == reading.due + 1


@pytest.mark.parametrize("end", [Stopped(at(MONDAY) + HOUR), Cancelled(at(MONDAY) + HOUR, "x")])
def test_a_clock_that_ended_has_nothing_more_to_say(end: Fact) -> None:
    reading = read(started("3 working days", MONDAY), end)
    assert moments(reading, reminders=HALF, rungs=LADDER) == ()
    assert next_moment(reading, reminders=HALF, rungs=LADDER) is None


def test_a_paused_clock_only_waits_for_the_end_of_its_pauses() -> None:
    facts = (
        started("3 working days", MONDAY),
        Paused(at(MONDAY) + HOUR, "long", "a", at(MONDAY) + 9 * HOUR),
        Paused(at(MONDAY) + HOUR, "endless", "a"),
        Paused(at(MONDAY) + HOUR, "short", "a", at(MONDAY) + 5 * HOUR),
    )
    found = moments(read(*facts), reminders=HALF, rungs=LADDER)
    assert [(m.what, m.which, m.at - at(MONDAY)) for m in found] == [
        ("resume", "short", 5 * HOUR),
        ("resume", "long", 9 * HOUR),
    ]


def test_a_pause_that_ends_before_it_begins_ends_at_once() -> None:
    facts = (started("24 hours", MONDAY), Paused(at(MONDAY) + HOUR, "x", "a", at(MONDAY)))
    assert names(caught_up(*facts, now="Mon 2027-03-08 17:00")) == ["Resumed"]


def test_a_moment_past_the_end_of_the_calendar_waits_for_another_edition() -> None:
    calendar = a_calendar(until="2027-03-12")
    reading = read(started("3 working days", MONDAY, calendar), calendars=[calendar])
    found = moments(reading, reminders=(), rungs=LADDER)
    assert [moment.rung for moment in found] == [-1, 0]


@pytest.mark.parametrize(
    "offset", ["1 working hour before", "1 working day before", "1 day before"]
)
def test_a_reminder_before_a_due_past_the_end_of_the_calendar_waits_too(offset: str) -> None:
    calendar = a_calendar(until="2027-03-08")
    reading = read(started("48 hours", MONDAY, calendar), calendars=[calendar])
    assert planned(reading, offset, "50%") == ["Tue 2027-03-09 15:00"]


def test_a_reminder_before_a_due_at_the_very_end_of_the_calendar_is_planned() -> None:
    calendar = a_calendar(until="2027-03-10", week=ALWAYS)
    reading = read(started("2 working days", MONDAY, calendar), calendars=[calendar])
    assert planned(reading, "1 working day before") == ["Wed 2027-03-10 00:00"]


def test_a_reminder_long_before_the_calendar_begins_is_none() -> None:
    calendar = a_calendar(**{"from": "2027-03-01"})
    reading = read(started("3 working days", MONDAY, calendar), calendars=[calendar])
    found = ("2000 working hours before", "30 working days before", "30 days before")
    assert planned(reading, *found) == []


def test_days_before_the_first_close_of_a_calendar_end_at_midnight() -> None:
    calendar = a_calendar(holidays=holidays("2027-01-01", "2027-01-04"))
    start = Started(at("Thu 2026-12-31 12:00"), parse_limit("5 days"), calendar.id, calendar.hash)
    reading = read(start, calendars=[calendar])
    assert shown(reading.due) == "Tue 2027-01-05 17:00"
    assert planned(reading, "2 days before", "4 days before") == [
        "Sat 2027-01-02 00:00",
        "Mon 2027-01-04 00:00",
    ]


# -- catching up ---------------------------------------------------------------------------------


def test_nothing_is_due_before_its_time() -> None:
    start = started("3 working days", MONDAY)
    assert caught_up(start, now="Wed 2027-03-10 11:59") == ()


def test_a_reminder_is_told_when_its_time_has_come() -> None:
    start = started("3 working days", MONDAY)
    half = at("Wed 2027-03-10 12:00")
    assert caught_up(start, now="Wed 2027-03-10 12:00") == (Reminded(half, "50%", half, "told"),)


def test_a_reminder_read_late_tells_when_it_was_planned() -> None:
    start = started("3 working days", MONDAY)
    told = Reminded(at("Wed 2027-03-10 16:00"), "50%", at("Wed 2027-03-10 12:00"), "told")
    assert caught_up(start, now="Wed 2027-03-10 16:00") == (told,)


def test_exactly_at_the_due_a_clock_is_not_late_and_a_moment_later_it_is() -> None:
    start = started("24 hours", MONDAY)
    due = at("Tue 2027-03-09 15:00")
    known = by_hash(OFFICE)

    def at_instant(now: int) -> tuple[Fact, ...]:
        return catch_up([start], known, zone=KARACHI, reminders=(), rungs=LADDER, now=now)

    assert at_instant(due) == ()
    assert at_instant(due + 1) == (Breached(due + 1, due), Rung(due + 1, 0, due, "told"))


def test_what_was_recorded_does_not_happen_again() -> None:
    start = started("24 hours", MONDAY)
    facts = (start, *caught_up(start, now="Tue 2027-03-09 16:00"))
    assert names(facts[1:]) == ["50% overtaken", "Breached", "rung 0 told"]
    assert caught_up(*facts, now="Tue 2027-03-09 16:00") == ()
    assert names(caught_up(*facts, now="Fri 2027-03-12 18:00")) == ["rung 1 told"]


def test_after_a_standstill_all_rungs_are_recorded_and_only_the_last_is_told() -> None:
    start = started("24 hours", MONDAY)
    found = caught_up(start, now="Fri 2027-03-19 18:00")
    assert names(found) == [
        "50% overtaken",
        "Breached",
        "rung 0 overtaken",
        "rung 1 overtaken",
        "rung 2 told",
    ]
    assert {fact.at for fact in found} == {at("Fri 2027-03-19 18:00")}


def test_of_several_reminders_only_the_last_is_told() -> None:
    start = started("24 hours", MONDAY)
    reminders = offsets("25%", "50%", "75%")
    found = caught_up(start, now="Tue 2027-03-09 08:00", reminders=reminders)
    assert names(found) == ["25% overtaken", "50% told"]


def test_a_reminder_is_overtaken_by_the_breach_even_before_the_first_rung() -> None:
    start = started("24 hours", MONDAY)
    found = caught_up(start, now="Tue 2027-03-09 16:00", rungs=offsets("2 working days after"))
    assert names(found) == ["50% overtaken", "Breached"]


def test_what_is_planned_for_the_same_instant_is_told_together() -> None:
    start = started("24 hours", MONDAY)
    found = caught_up(
        start,
        now="Tue 2027-03-09 18:00",
        reminders=(),
        rungs=offsets("due", "due", "2 hours after"),
    )
    assert names(found) == ["Breached", "rung 0 overtaken", "rung 1 overtaken", "rung 2 told"]
    found = caught_up(start, now="Tue 2027-03-09 16:00", rungs=offsets("due", "due"), reminders=())
    assert names(found) == ["Breached", "rung 0 told", "rung 1 told"]


def test_rungs_that_lie_before_a_clock_began_are_passed_over() -> None:
    start = started("2027-03-01", "Wed 2027-03-10 12:00")
    found = caught_up(start, now="Wed 2027-03-10 12:00")
    assert names(found) == [
        "Breached",
        "rung 0 passed over",
        "rung 1 passed over",
        "rung 2 passed over",
    ]
    assert caught_up(start, *found, now="Fri 2027-03-12 12:00") == ()


def test_a_rung_that_lies_ahead_of_a_clock_late_from_the_start_is_told() -> None:
    start = started("2027-03-05", "Wed 2027-03-10 12:00")
    found = caught_up(start, now="Wed 2027-03-10 12:00")
    assert names(found) == ["Breached", "rung 0 passed over", "rung 1 passed over"]
    assert names(caught_up(start, *found, now="Fri 2027-03-12 17:00")) == ["rung 2 told"]


def test_a_rung_is_told_even_if_passed_over_rungs_are_recorded_with_it() -> None:
    start = started("2027-03-05", "Wed 2027-03-10 12:00")
    found = caught_up(start, now="Fri 2027-03-12 17:00")
    assert names(found)[-1] == "rung 2 told"


def test_a_reminder_that_lies_before_a_clock_began_is_never_told() -> None:
    start = started("2027-03-11", "Wed 2027-03-10 12:00")
    assert (
        caught_up(start, now="Thu 2027-03-11 16:00", reminders=offsets("2 working days before"))
        == ()
    )


def test_a_clock_that_begins_at_its_due_is_told_of() -> None:
    start = started("2027-03-10", "Wed 2027-03-10 17:00")
    assert names(caught_up(start, now="Wed 2027-03-10 18:00")) == ["Breached", "rung 0 told"]


def test_a_pause_ends_where_it_was_to_end_even_if_nobody_looked() -> None:
    facts = (
        started("24 hours", MONDAY),
        Paused(at("Mon 2027-03-08 16:00"), "x", "a", at("Mon 2027-03-08 20:00")),
    )
    found = caught_up(*facts, now="Tue 2027-03-09 18:00")
    assert found[0] == Resumed(at("Mon 2027-03-08 20:00"), "x")
    assert names(found) == ["Resumed", "50% told"]
    assert shown(read(*facts, *found).due) == "Tue 2027-03-09 19:00"


def test_pauses_that_overlap_end_one_by_one() -> None:
    facts = (
        started("24 hours", MONDAY),
        Paused(at("Mon 2027-03-08 16:00"), "one", "a", at("Mon 2027-03-08 22:00")),
        Paused(at("Mon 2027-03-08 17:00"), "two", "a", at("Mon 2027-03-08 20:00")),
    )
    assert names(caught_up(*facts, now="Mon 2027-03-08 21:00")) == ["Resumed"]
    assert names(caught_up(*facts, now="Mon 2027-03-08 22:00")) == ["Resumed", "Resumed"]


def test_catching_up_twice_is_catching_up_once() -> None:
    start = started("3 working days", MONDAY)
    reminders = offsets("50%", "1 working day before")
    at_once = caught_up(start, now="Fri 2027-03-19 18:00", reminders=reminders)
    steps: list[Fact] = [start]
    for now in ("Wed 2027-03-10 13:00", "Thu 2027-03-11 18:00", "Fri 2027-03-19 18:00"):
        steps.extend(caught_up(*steps, now=now, reminders=reminders))
    kinds = [(type(f), getattr(f, "planned", None)) for f in steps[1:]]
    assert kinds == [(type(f), getattr(f, "planned", None)) for f in at_once]


# -- the due moves -------------------------------------------------------------------------------


def extended(when: str, more: str) -> Extended:
    return Extended(at(when), "kamran", "flood", parse_limit(more))


def test_a_reminder_told_once_is_not_told_again_when_the_due_moves() -> None:
    facts = (
        started("24 hours", MONDAY),
        Reminded(at("Tue 2027-03-09 03:00"), "50%", at("Tue 2027-03-09 03:00")),
        extended("Tue 2027-03-09 10:00", "24 hours"),
    )
    assert planned(read(*facts), "50%", "75%") == ["Wed 2027-03-10 03:00"]


def test_a_late_clock_that_is_due_ahead_again_can_be_late_again() -> None:
    start = started("24 hours", MONDAY)
    facts = [start, *caught_up(start, now="Tue 2027-03-09 16:00")]
    facts.append(extended("Tue 2027-03-09 17:00", "24 hours"))
    assert not read(*facts).late
    assert read(*facts).breaches == 1
    # Half of the time lies before the extension, so it is not told again.
    assert caught_up(*facts, now="Wed 2027-03-10 15:00") == ()
    assert names(caught_up(*facts, now="Wed 2027-03-10 16:00")) == ["Breached", "rung 0 told"]


@pytest.mark.parametrize(
    "fact",
    [
        Retargeted(at("Tue 2027-03-09 17:00"), "priority", parse_limit("48 hours")),
        Reanchored(at("Tue 2027-03-09 17:00"), at("Tue 2027-03-09 15:00")),
    ],
)
def test_whatever_makes_a_late_clock_due_ahead_lets_it_be_late_again(fact: Fact) -> None:
    start = started("24 hours", MONDAY)
    late = caught_up(start, now="Tue 2027-03-09 16:00", reminders=())
    found = caught_up(start, *late, fact, now="Wed 2027-03-10 16:00", reminders=())
    assert names(late) == names(found) == ["Breached", "rung 0 told"]


def test_a_late_clock_that_stays_late_does_not_climb_its_ladder_again() -> None:
    start = started("24 hours", MONDAY)
    facts = [start, *caught_up(start, now="Fri 2027-03-12 18:00")]
    facts.append(extended("Fri 2027-03-12 18:00", "6 hours"))
    assert read(*facts).late
    assert caught_up(*facts, now="Fri 2027-03-12 19:00") == ()
    assert names(caught_up(*facts, now="Tue 2027-03-16 18:00")) == ["rung 2 told"]


def test_another_limit_does_not_make_up_for_moments_that_lie_before_it() -> None:
    start = started("48 hours", MONDAY)
    now = "Tue 2027-03-09 12:00"
    facts = (start, Retargeted(at(now), "priority", parse_limit("2 hours")))
    found = caught_up(*facts, now="Tue 2027-03-09 12:01", reminders=offsets("50%", "1 hour before"))
    assert names(found) == ["Breached", "rung 0 told"]
    assert found[0] == Breached(at("Tue 2027-03-09 12:01"), at(now))
