"""The account of a clock, day by day."""

from collections.abc import Sequence
from datetime import date

import pytest

from tests.times import (
    EID,
    HOUR,
    KARACHI,
    OFFICE,
    ROUND_THE_CLOCK,
    a_calendar,
    at,
    by_hash,
    holidays,
    shown,
    started,
)
from workflow.definition.calendars import Calendar
from workflow.definition.durations import parse_limit
from workflow.definition.words import Words
from workflow.engine.clock_facts import (
    Breached,
    Cancelled,
    Excused,
    Extended,
    Fact,
    Paused,
    Resumed,
    Retargeted,
    Returned,
    Rung,
    Started,
    Stopped,
)
from workflow.engine.clocks import read_clock
from workflow.engine.explain import Explanation, Row, explain
from workflow.engine.explain_words import when

MONDAY = "Mon 2027-03-08 15:00"
EID_EXPECTED = a_calendar(
    holidays=holidays("2027-03-10", "2027-03-11", "2027-03-12", status="expected")
)


def account(
    *facts: Fact, calendars: Sequence[Calendar] = (OFFICE,), now: str = "", language: str = "en"
) -> Explanation:
    return explain(
        facts,
        by_hash(*calendars),
        zone=KARACHI,
        language=language,
        now=at(now) if now else None,
        reasons={"court": Words("Court adjourned", "سماعت ملتوی")},
    )


def rows(*facts: Fact, calendars: Sequence[Calendar] = (OFFICE,)) -> tuple[Row, ...]:
    return account(*facts, calendars=calendars).rows


def short(found: Sequence[Row]) -> list[tuple[int, str, int, int, str]]:
    """Day of the month, day of the week, used, total, why not."""
    return [(r.date.day, r.weekday, r.used, r.total, r.skipped) for r in found]


def paused(start: str, reason: str = "court") -> Paused:
    return Paused(at(start), reason, "ayesha")


def resumed(end: str, reason: str = "court") -> Resumed:
    return Resumed(at(end), reason)


def test_working_days_are_told_one_by_one() -> None:
    found = rows(started("3 working days", MONDAY))
    assert short(found) == [
        (8, "Mon", 0, 0, "first day"),
        (9, "Tue", 1, 1, ""),
        (10, "Wed", 1, 2, ""),
        (11, "Thu", 1, 3, ""),
    ]
    assert [row.due for row in found] == [None, None, None, at("Thu 2027-03-11 17:00")]
    assert found[0].facts == (started("3 working days", MONDAY),)
    assert found[1].facts == ()
    assert found[0].why == "the first day does not count"


def test_weekends_and_holidays_are_named() -> None:
    found = rows(started("2 working days", MONDAY, EID_EXPECTED), calendars=[EID_EXPECTED])
    assert short(found) == [
        (8, "Mon", 0, 0, "first day"),
        (9, "Tue", 1, 1, ""),
        (10, "Wed", 0, 1, "holiday"),
        (11, "Thu", 0, 1, "holiday"),
        (12, "Fri", 0, 1, "holiday"),
        (13, "Sat", 0, 1, "closed"),
        (14, "Sun", 0, 1, "closed"),
        (15, "Mon", 1, 2, ""),
    ]
    assert (found[2].why, found[2].expected) == ("Eid al-Fitr", True)
    assert (found[5].why, found[5].expected) == ("the office is shut", False)


def test_an_announced_holiday_is_certain() -> None:
    calendar = a_calendar(holidays=holidays("2027-03-09"))
    found = rows(started("1 working day", MONDAY, calendar), calendars=[calendar])
    assert (found[1].skipped, found[1].expected) == ("holiday", False)


def test_working_hours_are_told_with_the_hours_that_count() -> None:
    found = rows(started("16 working hours", MONDAY))
    assert short(found) == [
        (8, "Mon", 2 * HOUR, 2 * HOUR, ""),
        (9, "Tue", 8 * HOUR, 10 * HOUR, ""),
        (10, "Wed", 6 * HOUR, 16 * HOUR, ""),
    ]
    assert found[0].open == ((at("Mon 2027-03-08 09:00"), at("Mon 2027-03-08 17:00")),)
    assert found[0].counted == ((at(MONDAY), at("Mon 2027-03-08 17:00")),)
    assert found[2].counted == ((at("Wed 2027-03-10 09:00"), at("Wed 2027-03-10 15:00")),)


def test_a_half_day_and_ramadan_say_why_the_day_is_short() -> None:
    ramadan = {
        "from": "2027-03-09",
        "to": "2027-03-09",
        "because": {"en": "Ramadan hours", "ur": "رمضان المبارک کے اوقات"},
        "status": "expected",
        "week": {"tue": "09:00-15:00"},
    }
    half = {"2027-03-10": {**EID, "hours": "09:00-12:00"}}
    calendar = a_calendar(periods=[ramadan], holidays=half)
    found = rows(started("10 working hours", MONDAY, calendar), calendars=[calendar])
    assert short(found) == [
        (8, "Mon", 2 * HOUR, 2 * HOUR, ""),
        (9, "Tue", 6 * HOUR, 8 * HOUR, "period"),
        (10, "Wed", 2 * HOUR, 10 * HOUR, "holiday"),
    ]
    assert (found[1].why, found[1].expected) == ("Ramadan hours", True)
    assert (found[2].why, found[2].expected) == ("Eid al-Fitr", False)


def test_hours_count_day_and_night() -> None:
    found = rows(started("24 hours", "Sat 2027-03-13 15:00"))
    assert short(found) == [
        (13, "Sat", 9 * HOUR, 9 * HOUR, ""),
        (14, "Sun", 15 * HOUR, 24 * HOUR, ""),
    ]
    assert found[0].counted == ((at("Sat 2027-03-13 15:00"), at("Sun 2027-03-14 00:00")),)
    assert found[0].open == ()


def test_days_are_counted_at_midnight_and_put_off_to_a_working_day() -> None:
    found = rows(started("5 days", "Tue 2027-03-09 15:00", EID_EXPECTED), calendars=[EID_EXPECTED])
    assert short(found) == [
        (9, "Tue", 0, 0, "first day"),
        (10, "Wed", 1, 1, ""),
        (11, "Thu", 1, 2, ""),
        (12, "Fri", 1, 3, ""),
        (13, "Sat", 1, 4, ""),
        (14, "Sun", 1, 5, ""),
        (15, "Mon", 0, 5, ""),
    ]
    found = rows(started("1 day", "Tue 2027-03-09 15:00", EID_EXPECTED), calendars=[EID_EXPECTED])
    assert [row.skipped for row in found] == [
        "first day",
        "",
        "put off",
        "put off",
        "put off",
        "put off",
        "",
    ]
    assert (found[2].why, found[2].expected) == ("Eid al-Fitr", True)
    assert found[4].why == "the office is shut"


def test_days_without_a_calendar_need_no_office() -> None:
    found = rows(started("2 days", MONDAY, None))
    assert short(found) == [
        (8, "Mon", 0, 0, "first day"),
        (9, "Tue", 1, 1, ""),
        (10, "Wed", 1, 2, ""),
    ]
    assert found[2].due == at("Thu 2027-03-11 00:00")


def test_days_before_the_calendar_begins_are_told_without_opening_hours() -> None:
    start = Started(at("Thu 2026-12-31 12:00"), parse_limit("1 day"), OFFICE.id, OFFICE.hash)
    found = rows(start)
    assert found[0].open == ()
    assert found[1].open == OFFICE.days[0]


@pytest.mark.parametrize("limit", ["24 hours", "16 working hours", "3 working days", "3 days"])
def test_the_last_total_is_the_limit(limit: str) -> None:
    facts = (
        started(limit, MONDAY, EID_EXPECTED),
        paused("Tue 2027-03-09 10:00"),
        resumed("Tue 2027-03-09 20:00"),
    )
    found = rows(*facts, calendars=[EID_EXPECTED])
    assert found[-1].total == read_clock(facts, by_hash(EID_EXPECTED), zone=KARACHI).total


def test_a_pause_is_named_on_the_days_it_covers() -> None:
    facts = (
        started("3 working days", MONDAY),
        paused("Tue 2027-03-09 10:00"),
        paused("Tue 2027-03-09 11:00", "unreachable"),
        resumed("Wed 2027-03-10 12:00"),
        resumed("Thu 2027-03-11 12:00", "unreachable"),
    )
    found = rows(*facts)
    assert short(found)[1:5] == [
        (9, "Tue", 0, 0, "paused"),
        (10, "Wed", 0, 0, "paused"),
        (11, "Thu", 1, 1, ""),
        (12, "Fri", 1, 2, ""),
    ]
    assert found[1].why == "Court adjourned, unreachable"
    assert found[1].counted == ((at("Tue 2027-03-09 09:00"), at("Tue 2027-03-09 10:00")),)


def test_a_pause_that_ended_before_a_weekend_is_not_named_on_it() -> None:
    facts = (
        started("3 working days", MONDAY),
        paused("Tue 2027-03-09 10:00"),
        Resumed(at("Fri 2027-03-12 16:00")),
    )
    found = {row.date.day: row.skipped for row in rows(*facts)}
    assert (found[11], found[12], found[13]) == ("paused", "", "closed")


def test_a_pause_over_the_first_close_leaves_the_next_day_uncounted() -> None:
    facts = (
        started("2 working days", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        resumed("Mon 2027-03-08 18:00"),
    )
    assert short(rows(*facts)) == [
        (8, "Mon", 0, 0, "paused"),
        (9, "Tue", 0, 0, "first day"),
        (10, "Wed", 1, 1, ""),
        (11, "Thu", 1, 2, ""),
    ]


def test_the_days_a_case_was_elsewhere_are_told() -> None:
    facts = (
        started("48 hours", MONDAY),
        paused("Mon 2027-03-08 16:00"),
        Stopped(at("Mon 2027-03-08 20:00")),
        Returned(at("Wed 2027-03-10 08:00")),
    )
    found = rows(*facts)
    assert short(found)[:3] == [
        (8, "Mon", HOUR, HOUR, ""),
        (9, "Tue", 0, HOUR, "away"),
        (10, "Wed", 16 * HOUR, 17 * HOUR, ""),
    ]
    assert found[1].why == "the case was elsewhere"


def test_days_after_the_due_are_late() -> None:
    due = at("Tue 2027-03-09 15:00")
    facts = (
        started("24 hours", MONDAY),
        Breached(due + 1, due),
        Rung(at("Thu 2027-03-11 12:00"), 0, due),
    )
    found = rows(*facts)
    assert [row.skipped for row in found] == ["", "", "late", "late"]
    assert found[3].why == "late"
    assert [type(fact) for fact in found[3].facts] == [Rung]


def test_a_clock_that_is_due_before_it_began_has_one_row() -> None:
    found = rows(started("2027-03-01", MONDAY))
    assert short(found) == [(8, "Mon", 0, 0, "late")]
    assert found[0].due is None


def test_a_paused_clock_is_told_until_the_last_that_happened() -> None:
    facts = (
        started("3 working days", MONDAY),
        paused("Wed 2027-03-10 10:00"),
        Extended(at("Thu 2027-03-11 10:00"), "k", "flood", parse_limit("1 working day")),
    )
    found = rows(*facts)
    assert [row.date.day for row in found] == [8, 9, 10, 11]
    assert [row.due for row in found] == [None] * 4


def test_a_stopped_clock_is_told_until_it_stopped() -> None:
    facts = (
        started("5 working days", MONDAY),
        Stopped(at("Wed 2027-03-10 10:00")),
        Excused(at("Fri 2027-03-12 10:00"), 0, "x"),
    )
    assert [row.date.day for row in rows(*facts)] == [8, 9, 10]


def test_an_office_that_never_closes_ends_its_days_at_midnight() -> None:
    found = rows(started("1 working day", MONDAY, ROUND_THE_CLOCK), calendars=[ROUND_THE_CLOCK])
    assert short(found) == [(8, "Mon", 0, 0, "first day"), (9, "Tue", 1, 1, "")]
    assert found[1].due == at("Wed 2027-03-10 00:00")


def test_a_clock_begun_at_the_weekend_has_no_first_close_to_leave_out() -> None:
    found = rows(started("1 working day", "Sun 2027-03-14 12:00"))
    assert short(found) == [(14, "Sun", 0, 0, "first day"), (15, "Mon", 1, 1, "")]


def test_two_offices_are_told_each_with_what_it_counted() -> None:
    other = a_calendar(calendar="other", week={"tue": "10:00-12:00", "wed": "10:00-12:00"})
    facts = (
        started("6 working hours", MONDAY),
        Retargeted(at("Tue 2027-03-09 10:00"), "office", None, other.id, other.hash),
    )
    found = rows(*facts, calendars=[OFFICE, other])
    assert [row.used for row in found] == [2 * HOUR, 3 * HOUR, HOUR]


# -- the closing sentence ------------------------------------------------------------------------


def test_the_account_closes_with_the_due() -> None:
    assert account(started("3 working days", MONDAY)).closing == "Due Thu 11 March 2027 17:00."


def test_a_due_that_depends_on_the_moon_is_only_about() -> None:
    start = started("2 working days", MONDAY, EID_EXPECTED)
    assert account(start, calendars=[EID_EXPECTED]).closing == (
        "Due about Mon 15 March 2027 17:00: Eid al-Fitr not announced yet."
    )
    after = account(start, calendars=[EID_EXPECTED], now="Sat 2027-03-13 12:00").closing
    assert after == "Due Mon 15 March 2027 17:00."


def test_hours_do_not_depend_on_the_moon() -> None:
    start = started("48 hours", MONDAY, EID_EXPECTED)
    assert account(start, calendars=[EID_EXPECTED]).closing == "Due Wed 10 March 2027 15:00."


def test_the_account_of_a_late_clock_says_so() -> None:
    due = at("Tue 2027-03-09 15:00")
    facts = (started("24 hours", MONDAY), Breached(due + 1, due))
    assert account(*facts).closing == "Was due Tue 9 March 2027 15:00, and is late."
    excused = (*facts, Excused(due + 2, 0, "flood"))
    assert account(*excused).closing.endswith("and is late. The last lateness is excused.")


def test_the_account_of_a_paused_clock_says_what_is_used() -> None:
    hours = account(started("24 hours", MONDAY), paused("Mon 2027-03-08 16:30"))
    assert hours.closing == "Stands still since Mon 8 March 2027 16:30; 1:30 of 24:00 hours used."
    days = account(started("3 working days", MONDAY), paused("Wed 2027-03-10 16:30"))
    assert days.closing == ("Stands still since Wed 10 March 2027 16:30; 1 of 3 working days used.")


def test_a_pause_while_the_due_is_put_off_never_tells_more_than_the_limit() -> None:
    told = account(started("5 days", MONDAY), paused("Mon 2027-03-15 10:00"))
    assert told.closing == "Stands still since Mon 15 March 2027 10:00; 5 of 5 days used."


def test_the_account_of_a_clock_that_ended_says_how() -> None:
    start = started("24 hours", MONDAY)
    in_time = account(start, Stopped(at("Tue 2027-03-09 15:00"))).closing
    assert in_time == "Done Tue 9 March 2027 15:00, in time."
    late = account(start, Stopped(at("Tue 2027-03-09 15:01"))).closing
    assert late == "Done Tue 9 March 2027 15:01; was due Tue 9 March 2027 15:00, so it was late."
    cancelled = account(start, Cancelled(at("Tue 2027-03-09 15:01"), "x")).closing
    assert cancelled == "No longer counts since Tue 9 March 2027 15:01."


def test_the_account_can_be_read_in_urdu() -> None:
    start = started("2 working days", MONDAY, EID_EXPECTED)
    told = account(start, calendars=[EID_EXPECTED], language="ur")
    assert told.closing == "مقررہ وقت تقریباً پیر 15 مارچ 2027 17:00: عید الفطر کا اعلان باقی ہے۔"
    assert [row.weekday for row in told.rows][:3] == ["پیر", "منگل", "بدھ"]
    assert told.rows[0].why == "پہلا دن شمار نہیں ہوتا"
    assert told.rows[2].why == "عید الفطر"


def test_an_instant_is_told_in_its_zone() -> None:
    t = at("Sun 2027-03-14 23:30", "UTC")
    assert when(t, "UTC", "en") == "Sun 14 March 2027 23:30"
    assert when(t, KARACHI, "ur") == "پیر 15 مارچ 2027 04:30"
    assert shown(t) == "Mon 2027-03-15 04:30"
    assert date(2027, 3, 15).weekday() == 0
