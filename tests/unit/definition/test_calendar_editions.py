"""Editions of a calendar: inherited holidays, announcements, the sighting of the moon."""

from datetime import date

import pytest

from tests.times import EID, a_calendar, at, holidays, written
from workflow.definition.calendar_editions import (
    Expected,
    announce,
    confirm,
    expected_between,
    inherited,
)
from workflow.definition.calendar_files import CalendarFile, HolidayEntry
from workflow.definition.calendars import CalendarInvalid, compile_calendar
from workflow.definition.words import Words

EID_WORDS = Words(EID["en"], EID["ur"])


def file(**entries: object) -> CalendarFile:
    return CalendarFile.model_validate(written(**entries))


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


FEDERAL = file(calendar="federal", holidays=holidays("2027-03-10", "2027-03-23"))


def test_the_holidays_of_the_extended_calendar_hold_too() -> None:
    own = file(extends="federal", holidays=holidays("2027-04-04"))
    found = inherited(own, {"federal": FEDERAL})
    assert list(found.holidays) == days("2027-03-10", "2027-03-23", "2027-04-04")
    assert found.extends is None


def test_only_the_holidays_are_inherited() -> None:
    own = file(extends="federal", week={"mon": "10:00-12:00"})
    found = inherited(own, {"federal": FEDERAL})
    assert (found.calendar, list(found.week)) == ("office", ["mon"])


def test_an_own_entry_goes_before_an_inherited_one() -> None:
    half = {"2027-03-10": {**EID, "hours": "09:00-12:00"}}
    found = inherited(file(extends="federal", holidays=half), {"federal": FEDERAL})
    assert found.holidays[date(2027, 3, 10)].hours == ((540, 720),)


def test_holidays_are_inherited_through_several_calendars() -> None:
    middle = file(calendar="middle", extends="federal", holidays=holidays("2027-04-04"))
    found = inherited(file(extends="middle"), {"federal": FEDERAL, "middle": middle})
    assert len(found.holidays) == 3


def test_a_holiday_may_be_not_observed() -> None:
    own = file(extends="federal", not_observed=["2027-03-23"])
    found = inherited(own, {"federal": FEDERAL})
    assert list(found.holidays) == days("2027-03-10")
    assert compile_calendar(found).id == "office"


def test_holidays_outside_the_own_dates_are_left_out() -> None:
    own = file(extends="federal", **{"from": "2027-03-11", "until": "2027-03-22"})
    assert inherited(own, {"federal": FEDERAL}).holidays == {}


def test_holidays_on_the_first_and_the_last_own_date_are_taken_over() -> None:
    own = file(extends="federal", **{"from": "2027-03-10", "until": "2027-03-23"})
    assert len(inherited(own, {"federal": FEDERAL}).holidays) == 2


def test_a_day_not_observed_that_is_no_holiday_is_refused() -> None:
    own = file(extends="federal", not_observed=["2027-03-24", "2027-03-10"])
    with pytest.raises(CalendarInvalid, match='"not_observed" names 2027-03-24, which is no'):
        inherited(own, {"federal": FEDERAL})


def test_an_unknown_calendar_is_refused_with_the_known_ones() -> None:
    with pytest.raises(CalendarInvalid, match=r'no calendar "federel" to extend\. Known: federal'):
        inherited(file(extends="federel"), {"federal": FEDERAL})


def test_calendars_that_extend_one_another_in_a_circle_are_refused() -> None:
    other = file(calendar="other", extends="office")
    own = file(extends="other")
    with pytest.raises(CalendarInvalid, match="office → other → office extend one another"):
        inherited(own, {"other": other, "office": own})


def test_a_calendar_that_extends_none_stays_as_it_is() -> None:
    assert inherited(FEDERAL, {}) == FEDERAL


# -- expected ------------------------------------------------------------------------------------

BEFORE_EID = a_calendar(
    holidays=holidays("2027-03-10", "2027-03-11", "2027-03-12", status="expected")
)
MONDAY = at("Mon 2027-03-08 15:00")


def test_consecutive_expected_days_of_one_holiday_are_one() -> None:
    assert expected_between(BEFORE_EID, MONDAY, at("Tue 2027-03-16 17:00")) == (
        Expected(date(2027, 3, 10), date(2027, 3, 12), EID_WORDS),
    )


def test_both_dates_of_the_question_count() -> None:
    one_day = expected_between(BEFORE_EID, at("Fri 2027-03-12 23:59"), at("Fri 2027-03-12 23:59"))
    assert [each.first for each in one_day] == days("2027-03-12")
    until = expected_between(BEFORE_EID, MONDAY, at("Wed 2027-03-10 00:00"))
    assert [each.first for each in until] == days("2027-03-10")
    assert expected_between(BEFORE_EID, MONDAY, at("Tue 2027-03-09 23:59")) == ()
    assert (
        expected_between(BEFORE_EID, at("Sat 2027-03-13 00:00"), at("Tue 2027-03-16 17:00")) == ()
    )


def test_what_is_announced_is_not_expected() -> None:
    calendar = a_calendar(holidays=holidays("2027-03-10"))
    assert expected_between(calendar, MONDAY, at("Tue 2027-03-16 17:00")) == ()


def test_two_holidays_that_follow_one_another_are_two() -> None:
    other = {"2027-03-11": {"en": "Other", "ur": "دوسری", "status": "expected"}}
    calendar = a_calendar(holidays={**holidays("2027-03-10", status="expected"), **other})
    assert len(expected_between(calendar, MONDAY, at("Tue 2027-03-16 17:00"))) == 2


def test_one_holiday_on_days_apart_is_two() -> None:
    calendar = a_calendar(holidays=holidays("2027-03-10", "2027-03-12", status="expected"))
    assert len(expected_between(calendar, MONDAY, at("Tue 2027-03-16 17:00"))) == 2


def test_hours_of_a_period_may_be_expected_but_a_holiday_goes_first() -> None:
    ramadan = {
        "from": "2027-03-09",
        "to": "2027-03-11",
        "because": {"en": "Ramadan hours", "ur": "رمضان المبارک کے اوقات"},
        "status": "expected",
        "week": {"wed": "09:00-15:00"},
    }
    calendar = a_calendar(periods=[ramadan], holidays=holidays("2027-03-11"))
    found = expected_between(calendar, MONDAY, at("Tue 2027-03-16 17:00"))
    words = Words("Ramadan hours", "رمضان المبارک کے اوقات")
    assert found == (Expected(date(2027, 3, 9), date(2027, 3, 10), words),)


def test_a_period_that_is_announced_is_not_expected() -> None:
    because = {"en": "Ramadan hours", "ur": "رمضان المبارک کے اوقات"}
    period = {"from": "2027-03-09", "to": "2027-03-11", "because": because, "week": {}}
    assert expected_between(a_calendar(periods=[period]), MONDAY, at("Tue 2027-03-16 17:00")) == ()


def test_nothing_is_expected_outside_the_dates_of_the_calendar() -> None:
    calendar = a_calendar(holidays=holidays("2027-01-01", "2027-12-31", status="expected"))
    found = expected_between(calendar, at("Fri 2026-01-02 00:00"), at("Mon 2029-01-01 00:00"))
    assert [each.first for each in found] == days("2027-01-01", "2027-12-31")


# -- announcements -------------------------------------------------------------------------------

EID_DAY = HolidayEntry(en=EID["en"], ur=EID["ur"])


def test_announcing_makes_another_edition_and_leaves_this_one_alone() -> None:
    before = BEFORE_EID.hash
    added = dict.fromkeys(days("2027-03-15"), EID_DAY)
    after = announce(BEFORE_EID, added=added, removed=days("2027-03-10"), edition="2")
    assert list(after.file.holidays) == days("2027-03-11", "2027-03-12", "2027-03-15")
    assert (after.edition, BEFORE_EID.hash) == ("2", before)
    assert after.hash != before


def test_an_edition_needs_a_name_of_its_own() -> None:
    with pytest.raises(CalendarInvalid, match='Edition "1" exists already'):
        announce(BEFORE_EID, added={}, edition="1")


def test_a_day_that_is_no_holiday_cannot_be_removed() -> None:
    with pytest.raises(CalendarInvalid, match="2027-03-15 is no holiday of office"):
        announce(BEFORE_EID, added={}, removed=days("2027-03-15"), edition="2")


@pytest.mark.parametrize("day", ["2026-12-31", "2028-01-01"])
def test_a_day_the_calendar_does_not_know_cannot_be_announced(day: str) -> None:
    with pytest.raises(
        CalendarInvalid, match=f"known from 2027-01-01 to 2027-12-31 only, not on {day}"
    ):
        announce(BEFORE_EID, added=dict.fromkeys(days(day), EID_DAY), edition="2")


def test_the_first_and_the_last_date_can_be_announced() -> None:
    added = dict.fromkeys(days("2027-01-01", "2027-12-31"), EID_DAY)
    assert len(announce(BEFORE_EID, added=added, edition="2").file.holidays) == 5


def test_the_moon_puts_the_expected_holiday_on_the_days_on_which_it_was_seen() -> None:
    after = confirm(BEFORE_EID, days("2027-03-11", "2027-03-12", "2027-03-13"), edition="2")
    assert list(after.file.holidays) == days("2027-03-11", "2027-03-12", "2027-03-13")
    assert {entry.status for entry in after.file.holidays.values()} == {"announced"}
    assert {entry.words for entry in after.file.holidays.values()} == {EID_WORDS}


def test_the_moon_may_move_a_holiday_by_a_week_but_not_by_more() -> None:
    assert list(confirm(BEFORE_EID, days("2027-03-19"), edition="2").file.holidays) == days(
        "2027-03-19"
    )
    with pytest.raises(
        CalendarInvalid, match=r"no holiday within a week of 2027-03-20\. Announce it"
    ):
        confirm(BEFORE_EID, days("2027-03-20"), edition="2")


def test_an_announced_holiday_and_another_expected_one_nearby_stay() -> None:
    other = {"2027-03-14": {"en": "Other", "ur": "دوسری", "status": "expected"}}
    calendar = a_calendar(
        holidays={
            **holidays("2027-03-10", status="expected"),
            **other,
            **holidays("2027-03-09"),
        }
    )
    after = confirm(calendar, days("2027-03-11"), edition="2")
    assert list(after.file.holidays) == days("2027-03-09", "2027-03-11", "2027-03-14")
    assert after.file.holidays[date(2027, 3, 14)].status == "expected"


def test_the_same_holiday_of_another_time_of_the_year_stays_expected() -> None:
    calendar = a_calendar(holidays=holidays("2027-03-10", "2027-03-26", status="expected"))
    assert list(confirm(calendar, days("2027-03-11"), edition="2").file.holidays) == days(
        "2027-03-11", "2027-03-26"
    )


def test_nothing_can_be_confirmed_where_nothing_is_expected() -> None:
    with pytest.raises(CalendarInvalid, match="expects no holiday"):
        confirm(a_calendar(), days("2027-03-11"), edition="2")
