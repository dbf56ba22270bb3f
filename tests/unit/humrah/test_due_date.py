from pathlib import Path

import pytest

from humrah.due_date import Answer, BadTime, calendar_called, due_date, parse_local
from humrah.library import NotFound
from tests.unit.humrah.small_workflow import CALENDAR
from workflow.definition.durations import BadDuration
from workflow.definition.problems import DefinitionInvalid
from workflow.errors import CalendarExhausted

BEGINS = "2027-03-15 15:00"


@pytest.fixture
def calendar(tmp_path: Path) -> str:
    path = tmp_path / "small-office.yaml"
    path.write_text(CALENDAR, encoding="utf-8")
    return str(path)


def answer(calendar: str, *, limit: str = "3 working days", **given: str) -> Answer:
    begins = given.get("begins", BEGINS)
    pauses = [given["pause"]] if "pause" in given else []
    language = given.get("language", "en")
    return due_date(limit, begins=begins, calendar=calendar, pauses=pauses, language=language)


def test_a_limit_runs_out_at_the_close_of_its_last_day(calendar: str) -> None:
    assert answer(calendar).explanation.closing == "Due Thu 18 March 2027 17:00."


def test_a_holiday_on_the_way_moves_the_due(calendar: str) -> None:
    found = answer(calendar, begins="2027-03-19 10:00", limit="2 working days")
    assert found.explanation.closing == "Due Wed 24 March 2027 17:00."
    assert found.warnings == ()


def test_a_pause_moves_the_due(calendar: str) -> None:
    found = answer(calendar, pause="2027-03-16/2027-03-17")
    assert found.explanation.closing == "Due Fri 19 March 2027 13:00."


def test_a_holiday_that_is_not_announced_is_warned_of(calendar: str) -> None:
    found = answer(calendar, begins="2027-03-09")
    assert found.warnings == (
        "Not announced yet: Eid al-Fitr, expected 2027-03-10 to 2027-03-10. "
        "The due may become later.",
    )


def test_the_days_are_shown_with_their_hours(calendar: str) -> None:
    rows = answer(calendar, begins="2027-03-19 10:00", limit="6 working hours").table().columns
    assert [*rows[0].cells] == [
        "Fri 2027-03-19",
        "Sat 2027-03-20",
        "Sun 2027-03-21",
        "Mon 2027-03-22",
    ]
    assert [*rows[2].cells] == ["10:00-13:00", "", "", "09:00-12:00"]
    assert [*rows[3].cells] == ["3:00", "3:00", "3:00", "6:00"]


def test_the_answer_is_in_urdu_when_asked(calendar: str) -> None:
    assert answer(calendar, language="ur").explanation.closing.startswith("مقررہ وقت")


@pytest.mark.parametrize("text", ["2027-03-15", "2027-03-15 00:00", " 2027-03-15T00:00 "])
def test_a_date_alone_is_its_midnight(text: str) -> None:
    assert parse_local(text, "Asia/Karachi") == 1_805_050_800_000


@pytest.mark.parametrize(
    "text", ["", "tomorrow", "15.03.2027", "2027-02-30", "2027-03-15 25:00", "0001-01-01"]
)
def test_what_is_no_time_is_told_with_what_to_write(text: str) -> None:
    with pytest.raises(BadTime, match="Write it like"):
        parse_local(text, "Asia/Karachi")


@pytest.mark.parametrize("pause", ["2027-03-17/2027-03-16", "2027-03-01/2027-03-02"])
def test_a_pause_lies_after_the_beginning_and_ends_after_it_began(
    calendar: str, pause: str
) -> None:
    with pytest.raises(BadTime, match=pause):
        answer(calendar, pause=pause)


def test_a_pause_has_an_end(calendar: str) -> None:
    with pytest.raises(BadTime, match="is not a pause"):
        answer(calendar, pause="2027-03-16")


def test_what_is_no_duration_is_told(calendar: str) -> None:
    with pytest.raises(BadDuration):
        answer(calendar, limit="3 parsecs")


def test_a_limit_beyond_the_calendar_is_told(calendar: str) -> None:
    with pytest.raises(CalendarExhausted, match="small-office"):
        answer(calendar, limit="900 working days")


def test_a_time_before_the_calendar_is_told(calendar: str) -> None:
    with pytest.raises(BadTime, match="known only from 2026-01-01"):
        answer(calendar, begins="2025-12-31")


def test_a_shipped_calendar_is_called_by_its_id() -> None:
    assert calendar_called("punjab-six-day").id == "punjab-six-day"


def test_an_unknown_calendar_is_told_with_what_was_meant() -> None:
    with pytest.raises(NotFound, match='"punjab-six-day"'):
        calendar_called("punjab-six-days")


def test_a_file_that_holds_no_calendar_is_told(tmp_path: Path) -> None:
    path = tmp_path / "shared.yaml"
    path.write_text("common: shared\nedition: 1\ntitle: {en: Shared, ur: مشترک}\n", "utf-8")
    with pytest.raises(NotFound, match="holds no calendar"):
        calendar_called(str(path))


def test_a_calendar_with_errors_is_not_half_loaded(tmp_path: Path) -> None:
    path = tmp_path / "small-office.yaml"
    path.write_text(CALENDAR.replace("fri: 09:00-13:00", "fri: 13:00-09:00"), "utf-8")
    with pytest.raises(DefinitionInvalid, match="closes before it opens"):
        calendar_called(str(path))
