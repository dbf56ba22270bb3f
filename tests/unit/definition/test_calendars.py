"""A calendar compiled: opening hours as instants, and the tables."""

import datetime
from collections.abc import Mapping

import pytest

from tests.times import (
    ALWAYS,
    EID,
    FIVE_DAYS,
    HOUR,
    OFFICE,
    a_calendar,
    at,
    holidays,
    shown,
    written,
)
from workflow.definition.calendar_files import CalendarFile
from workflow.definition.calendars import Calendar, CalendarInvalid, compile_calendar
from workflow.errors import WorkflowError

MONDAY = datetime.date(2027, 3, 8)


def hours(calendar: Calendar, day: datetime.date) -> list[tuple[str, str]]:
    spans = calendar.days[day.toordinal() - calendar.first_ordinal]
    return [
        (shown(opens, calendar.zone)[-5:], shown(closes, calendar.zone)[-5:])
        for opens, closes in spans
    ]


def test_a_date_is_open_by_the_week() -> None:
    assert hours(OFFICE, MONDAY) == [("09:00", "17:00")]
    assert hours(OFFICE, datetime.date(2027, 3, 13)) == []


def test_a_holiday_closes_the_office() -> None:
    assert hours(a_calendar(holidays=holidays("2027-03-08")), MONDAY) == []


def test_a_half_day_is_a_holiday_with_hours() -> None:
    half = {"2027-03-08": {**EID, "hours": "09:00-12:00"}}
    assert hours(a_calendar(holidays=half), MONDAY) == [("09:00", "12:00")]


def ramadan(**week: str) -> list[dict[str, object]]:
    because = {"en": "Ramadan hours", "ur": "رمضان المبارک کے اوقات"}
    return [{"from": "2027-02-09", "to": "2027-03-09", "because": because, "week": week}]


def test_a_period_goes_before_the_week_and_a_holiday_before_the_period() -> None:
    calendar = a_calendar(
        periods=ramadan(mon="09:00-15:00", tue="09:00-15:00"), holidays=holidays("2027-03-09")
    )
    assert hours(calendar, MONDAY) == [("09:00", "15:00")]
    assert hours(calendar, datetime.date(2027, 3, 9)) == []
    assert hours(calendar, datetime.date(2027, 2, 8)) == [("09:00", "17:00")]
    assert hours(calendar, datetime.date(2027, 3, 15)) == [("09:00", "17:00")]


def test_a_day_that_the_week_of_a_period_leaves_out_is_closed() -> None:
    calendar = a_calendar(periods=ramadan(mon="09:00-15:00"))
    assert hours(calendar, datetime.date(2027, 3, 5)) == []


def test_the_tables_fit_together() -> None:
    calendar = OFFICE
    assert len(calendar.midnights) == 366
    assert len(calendar.days) == 365
    assert calendar.worked[0] == 0
    assert calendar.worked[-1] == len(calendar.opens) * 8 * HOUR
    assert calendar.working_days[0] == 0
    assert calendar.working_days[-1] == len(calendar.day_closes) == 261
    assert calendar.opens[0] == at("Fri 2027-01-01 09:00")
    assert calendar.closes[-1] == calendar.day_closes[-1] == at("Fri 2027-12-31 17:00")


def test_a_day_with_two_openings_has_one_close() -> None:
    calendar = a_calendar(week={"mon": ["09:00-12:30", "14:00-17:00"]})
    assert len(calendar.opens) == 2 * len(calendar.day_closes)
    assert calendar.day_closes[0] == at("Mon 2027-01-04 17:00")


def test_a_calendar_knows_its_name_and_its_last_date() -> None:
    assert OFFICE.id == "office"
    assert OFFICE.edition == "1"
    assert OFFICE.zone == "Asia/Karachi"
    assert OFFICE.title.ur == "دفتر"
    assert OFFICE.until == datetime.date(2027, 12, 31)


def test_two_calendars_with_the_same_content_are_the_same() -> None:
    assert a_calendar() == OFFICE
    assert hash(a_calendar()) == hash(OFFICE)


def test_when_an_edition_was_recorded_is_not_part_of_it() -> None:
    assert a_calendar(recorded_at="2026-11-21").hash == OFFICE.hash


@pytest.mark.parametrize(
    "entries",
    [
        {"calendar": "other"},
        {"edition": "2"},
        {"title": {"en": "Office", "ur": "محکمہ"}},
        {"zone": "Asia/Kabul"},
        {"from": "2027-01-02"},
        {"until": "2027-12-30"},
        {"in_force": "2027-01-01"},
        {"week": {**FIVE_DAYS, "sat": "09:00-13:00"}},
        {"periods": ramadan(mon="09:00-15:00")},
        {"holidays": holidays("2027-03-10")},
        {"holidays": holidays("2027-03-10", status="expected")},
        {"holidays": {"2027-03-10": {**EID, "hours": "09:00-12:00"}}},
        {"holidays": {"2027-03-10": {**EID, "en": "Eid"}}},
    ],
)
def test_whatever_decides_or_is_shown_changes_the_hash(entries: dict[str, object]) -> None:
    hashes = {
        a_calendar(**entries).hash,
        OFFICE.hash,
        a_calendar(holidays=holidays("2027-03-11")).hash,
    }
    assert len(hashes) == 3


def test_the_hash_is_sixty_four_hexadecimal_digits() -> None:
    assert len(OFFICE.hash) == 64
    assert int(OFFICE.hash, 16)


def test_an_empty_calendar_is_refused_and_does_not_hang() -> None:
    with pytest.raises(CalendarInvalid, match="no working time in the 60 days until 2027-03-01"):
        a_calendar(week={})


def test_a_short_calendar_without_working_time_is_refused_too() -> None:
    with pytest.raises(CalendarInvalid, match="no working time in the 3 days until 2027-01-03"):
        a_calendar(week={}, until="2027-01-03")


def closed(first: str, last: str) -> list[dict[str, object]]:
    because = {"en": "Closed", "ur": "بند"}
    return [{"from": first, "to": last, "because": because, "week": {}}]


def test_sixty_closed_days_in_a_row_are_refused_and_fifty_nine_are_not() -> None:
    every_day = dict.fromkeys(ALWAYS, "09:00-17:00")
    a_calendar(week=every_day, periods=closed("2027-03-01", "2027-04-28"))
    with pytest.raises(CalendarInvalid, match="until 2027-04-29"):
        a_calendar(week=every_day, periods=closed("2027-03-01", "2027-04-29"))


def test_a_bad_calendar_is_one_of_our_errors() -> None:
    assert issubclass(CalendarInvalid, WorkflowError)


def test_a_calendar_whose_holidays_were_not_taken_over_cannot_be_compiled() -> None:
    with pytest.raises(CalendarInvalid, match='holidays of "pakistan-federal" have not been taken'):
        compile_calendar(CalendarFile.model_validate(written(extends="pakistan-federal")))


def in_2008(week: Mapping[str, object], zone: str = "Asia/Karachi") -> Calendar:
    return a_calendar(**{"from": "2008-01-01", "until": "2008-12-31"}, zone=zone, week=week)


def test_karachi_is_not_always_five_hours_ahead() -> None:
    calendar = in_2008(FIVE_DAYS)
    assert at("Fri 2008-05-30 09:00") in calendar.opens
    assert at("Mon 2008-06-02 09:00") in calendar.opens
    gap = at("Mon 2008-06-02 09:00") - at("Fri 2008-05-30 17:00")
    assert gap == (3 * 24 - 8 - 1) * HOUR


def test_the_day_on_which_the_clocks_go_forward_has_twenty_three_hours() -> None:
    calendar = in_2008(ALWAYS)
    sunday = calendar.days[datetime.date(2008, 6, 1).toordinal() - calendar.first_ordinal]
    assert sum(closes - opens for opens, closes in sunday) == 23 * HOUR


def test_the_day_on_which_the_clocks_go_back_has_twenty_five_hours() -> None:
    calendar = in_2008(ALWAYS)
    friday = calendar.days[datetime.date(2008, 10, 31).toordinal() - calendar.first_ordinal]
    assert sum(closes - opens for opens, closes in friday) == 25 * HOUR


def test_the_hour_that_happens_twice_is_open_twice() -> None:
    calendar = in_2008({**FIVE_DAYS, "fri": "22:30-23:30"})
    friday = calendar.days[datetime.date(2008, 10, 31).toordinal() - calendar.first_ordinal]
    assert [closes - opens for opens, closes in friday] == [HOUR, HOUR // 2]


def test_an_opening_inside_the_hour_that_does_not_exist_is_none() -> None:
    windows = ["00:00-00:30", "00:40-01:00", "01:10-02:00"]
    calendar = in_2008({**FIVE_DAYS, "sun": windows})
    sunday = calendar.days[datetime.date(2008, 6, 1).toordinal() - calendar.first_ordinal]
    assert sunday == ((at("Sun 2008-06-01 01:10"), at("Sun 2008-06-01 02:00")),)


def test_opening_hours_are_always_in_order_and_apart() -> None:
    for zone in ("Asia/Karachi", "Europe/London", "America/Sao_Paulo", "Pacific/Apia"):
        calendar = in_2008(ALWAYS, zone)
        edges = [edge for day in calendar.days for span in day for edge in span]
        assert edges == sorted(edges)
