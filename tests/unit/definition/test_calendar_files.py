"""A calendar as written: what its author may get wrong."""

import datetime

import pytest
from pydantic import ValidationError

from tests.times import FIVE_DAYS, holidays, written
from workflow.definition.calendar_files import CalendarFile, Window


def problem(**entries: object) -> str:
    """The one problem of a calendar with these entries."""
    with pytest.raises(ValidationError) as caught:
        CalendarFile.model_validate(written(**entries))
    assert caught.value.error_count() == 1
    return caught.value.errors()[0]["msg"].removeprefix("Value error, ")


def week(hours: object) -> dict[str, object]:
    return {**FIVE_DAYS, "mon": hours}


def monday(hours: object) -> tuple[Window, ...]:
    return CalendarFile.model_validate(written(week=week(hours))).week["mon"]


def test_opening_hours_are_read_as_minutes_after_midnight() -> None:
    assert monday("09:00-17:30") == (Window(540, 1050),)


@pytest.mark.parametrize("text", ["09:00 - 17:00", "09:00–17:00", " 09:00-17:00 "])
def test_a_dash_may_be_typed_in_several_ways(text: str) -> None:
    assert monday(text) == (Window(540, 1020),)


def test_a_day_may_have_several_openings() -> None:
    assert monday(["09:00-12:30", "14:00-17:00"]) == (Window(540, 750), Window(840, 1020))


def test_openings_may_touch() -> None:
    assert monday(["09:00-12:30", "12:30-17:00"]) == (Window(540, 750), Window(750, 1020))


@pytest.mark.parametrize("hours", ["closed", []])
def test_a_day_may_be_said_to_be_closed(hours: object) -> None:
    assert monday(hours) == ()


def test_a_day_that_is_missing_is_closed() -> None:
    assert "sat" not in CalendarFile.model_validate(written()).week


def test_a_day_may_last_until_midnight() -> None:
    assert monday("00:00-24:00") == (Window(0, 1440),)


def test_an_opening_is_shown_as_it_is_written() -> None:
    assert str(Window(540, 1440)) == "09:00-24:00"


@pytest.mark.parametrize("text", ["9-17", "9:00-17:00", "09:00", "09:60-17:00", "30:00-31:00", ""])
def test_hours_in_another_form_are_refused_with_what_to_write(text: str) -> None:
    assert problem(week=week(text)) == (
        f'"{text}" is not a time of opening. Write it like 09:00-17:00.'
    )


def test_hours_that_are_a_map_are_refused_without_a_traceback() -> None:
    assert "is not a time of opening" in problem(week=week({"opens": "09:00"}))


def test_an_opening_that_closes_before_it_opens_is_refused() -> None:
    assert problem(week=week("22:00-06:00")) == (
        '"22:00-06:00" closes before it opens. Write a night in two parts: until 24:00, and from '
        "00:00 on the next day."
    )


def test_an_opening_of_no_length_is_refused() -> None:
    assert "closes before it opens" in problem(week=week("09:00-09:00"))


def test_an_opening_past_midnight_is_refused() -> None:
    assert problem(week=week("20:00-24:01")) == (
        '"20:00-24:01" goes past midnight. The last time of a day is 24:00.'
    )


def test_openings_that_overlap_are_refused() -> None:
    assert problem(week=week(["09:00-13:00", "12:59-17:00"])) == (
        "12:59-17:00 begins before 09:00-13:00 has ended. Write the openings of a day in order, "
        "without overlap."
    )


@pytest.mark.parametrize("zone", ["Asia/Lahore-ish", "../etc/passwd", "Asia", "PKT+5"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    assert problem(zone=zone) == (
        f'"{zone}" is not a time zone. Write its IANA name, like Asia/Karachi.'
    )


def test_a_calendar_that_ends_before_it_begins_is_refused() -> None:
    assert problem(until="2026-12-31") == (
        "This calendar is known until 2026-12-31, before it begins on 2027-01-01."
    )


def test_a_calendar_of_a_single_day_is_read() -> None:
    file = CalendarFile.model_validate(written(until="2027-01-01"))
    assert file.first == file.until


def test_a_calendar_that_knows_more_than_thirty_years_is_refused() -> None:
    CalendarFile.model_validate(written(until="2057-12-31"))
    assert "more than 30 years" in problem(until="2058-01-01")


def ramadan(first: str, last: str) -> dict[str, object]:
    return {
        "from": first,
        "to": last,
        "because": {"en": "Ramadan hours", "ur": "رمضان المبارک کے اوقات"},
        "week": dict.fromkeys(FIVE_DAYS, "09:00-15:00"),
    }


def test_a_period_has_both_its_dates() -> None:
    file = CalendarFile.model_validate(written(periods=[ramadan("2027-02-09", "2027-02-09")]))
    assert file.periods[0].first == file.periods[0].last == datetime.date(2027, 2, 9)
    assert file.periods[0].status == "announced"


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    assert problem(periods=[ramadan("2027-03-09", "2027-02-09")]) == (
        "This period ends on 2027-02-09, before it begins on 2027-03-09."
    )


def test_periods_that_overlap_are_refused_in_whatever_order_they_are_written() -> None:
    text = (
        'The period "Ramadan hours" from 2027-03-09 overlaps "Ramadan hours", which ends on '
        "2027-03-09."
    )
    one, other = ramadan("2027-02-09", "2027-03-09"), ramadan("2027-03-09", "2027-03-20")
    assert problem(periods=[one, other]) == problem(periods=[other, one]) == text


def test_periods_may_follow_one_another() -> None:
    periods = [ramadan("2027-02-09", "2027-03-08"), ramadan("2027-03-09", "2027-03-20")]
    assert len(CalendarFile.model_validate(written(periods=periods)).periods) == 2


@pytest.mark.parametrize("day", ["2026-12-31", "2028-01-01"])
def test_a_holiday_outside_the_dates_of_the_calendar_is_refused(day: str) -> None:
    assert problem(holidays=holidays(day)) == (
        f"The holiday {day} lies outside the dates this calendar is known for, 2027-01-01 to "
        "2027-12-31. Correct it, or the dates."
    )


def test_a_holiday_may_be_on_the_first_and_the_last_date() -> None:
    file = CalendarFile.model_validate(written(holidays=holidays("2027-01-01", "2027-12-31")))
    assert len(file.holidays) == 2


def test_a_holiday_is_announced_unless_it_says_otherwise() -> None:
    day = {"2027-03-10": {"en": "Eid", "ur": "عید"}}
    file = CalendarFile.model_validate(written(holidays=day))
    assert file.holidays[datetime.date(2027, 3, 10)].status == "announced"


def test_one_day_not_observed_needs_no_brackets() -> None:
    file = CalendarFile.model_validate(written(not_observed="2027-03-10"))
    assert file.not_observed == (datetime.date(2027, 3, 10),)


def test_an_unknown_word_is_refused() -> None:
    assert "Extra inputs are not permitted" in problem(weekend="sat")


def test_all_that_may_be_written_is_read() -> None:
    file = CalendarFile.model_validate(
        written(
            extends="pakistan-federal",
            in_force="2027-01-01",
            recorded_at="2026-11-21",
            source="Example",
            status="example",
            because={"en": "First edition", "ur": "پہلی اشاعت"},
            sources={"hours": {"title": {"en": "Notice", "ur": "اعلان"}, "status": "unverified"}},
        )
    )
    assert file.extends == "pakistan-federal"
    assert file.sources["hours"].status == "unverified"


def test_the_schema_for_editors_can_be_made() -> None:
    properties = CalendarFile.model_json_schema()["properties"]
    assert {"calendar", "edition", "from", "until", "week", "holidays"} <= set(properties)
