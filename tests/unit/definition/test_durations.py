"""Durations and offsets, as they may be written."""

import pytest

from workflow.definition.durations import (
    MOST,
    After,
    BadDuration,
    Before,
    Due,
    Limit,
    Percent,
    Unit,
    parse_limit,
    parse_offset,
)
from workflow.errors import WorkflowError


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("24 hours", Limit(24, Unit.HOURS)),
        ("16 working hours", Limit(16, Unit.WORKING_HOURS)),
        ("3 working days", Limit(3, Unit.WORKING_DAYS)),
        ("30 days", Limit(30, Unit.DAYS)),
        ("1 hour", Limit(1, Unit.HOURS)),
        ("1 working hour", Limit(1, Unit.WORKING_HOURS)),
        ("1 working day", Limit(1, Unit.WORKING_DAYS)),
        ("1 day", Limit(1, Unit.DAYS)),
        ("  3   working  days ", Limit(3, Unit.WORKING_DAYS)),
    ],
)
def test_each_unit_is_read_in_singular_and_plural(text: str, limit: Limit) -> None:
    assert parse_limit(text) == limit


@pytest.mark.parametrize("unit", list(Unit))
def test_a_limit_reads_back_what_it_writes(unit: Unit) -> None:
    for count in (1, 2, MOST[unit]):
        limit = Limit(count, unit)
        assert parse_limit(str(limit)) == limit


def test_one_is_written_in_the_singular() -> None:
    assert [str(Limit(1, unit)) for unit in Unit] == [
        "1 hour",
        "1 working hour",
        "1 working day",
        "1 day",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "days",
        "3days",
        "P3D",
        "three days",
        "-3 days",
        "1.5 days",
        "3 weeks",
        "3 working weeks",
        "3 Days",
        "3 business days",
        "٣ days",
        "3 days and 2 hours",
        "9999999999 days",
    ],
)
def test_any_other_form_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(BadDuration, match=r"is not a duration\. Write it like 24 hours") as caught:
        parse_limit(text)
    assert f'"{text}"' in str(caught.value)


@pytest.mark.parametrize("text", ["0 days", "00 working hours"])
def test_no_time_at_all_is_refused(text: str) -> None:
    with pytest.raises(BadDuration, match=r"leaves no time at all\. Write at least 1 "):
        parse_limit(text)


@pytest.mark.parametrize("unit", list(Unit))
def test_more_than_ten_years_is_refused_with_the_most_that_is_allowed(unit: Unit) -> None:
    with pytest.raises(BadDuration, match=f"longer than ten years. Write at most {MOST[unit]} "):
        parse_limit(f"{MOST[unit] + 1} {unit}")


def test_a_bad_duration_is_one_of_our_errors_and_one_that_pydantic_understands() -> None:
    assert issubclass(BadDuration, WorkflowError)
    assert issubclass(BadDuration, ValueError)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("50%", Percent(50)),
        ("1%", Percent(1)),
        ("99 %", Percent(99)),
        ("due", Due()),
        (" due ", Due()),
        ("1 working day before", Before(Limit(1, Unit.WORKING_DAYS))),
        ("2 hours after", After(Limit(2, Unit.HOURS))),
        ("16 working hours  before", Before(Limit(16, Unit.WORKING_HOURS))),
    ],
)
def test_each_form_of_offset_is_read(text: str, offset: object) -> None:
    assert parse_offset(text) == offset


@pytest.mark.parametrize("text", ["50%", "due", "1 working day before", "2 hours after"])
def test_an_offset_is_written_as_it_was_read(text: str) -> None:
    assert str(parse_offset(text)) == text


@pytest.mark.parametrize("text", ["", "half", "2 hours", "before", "after 2 hours", "50", "-5%"])
def test_any_other_offset_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(BadDuration, match="Write it like"):
        parse_offset(text)


@pytest.mark.parametrize("text", ["0%", "100%", "150%"])
def test_a_share_outside_the_time_of_a_clock_is_refused(text: str) -> None:
    with pytest.raises(BadDuration, match="Write 1% to 99%, or due"):
        parse_offset(text)


def test_the_duration_inside_an_offset_is_checked_as_well() -> None:
    with pytest.raises(BadDuration, match="leaves no time at all"):
        parse_offset("0 days before")
