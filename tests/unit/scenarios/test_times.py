"""Times as a scenario writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.scenarios.times import BadTime, parse_time, written

KARACHI = "Asia/Karachi"
#: 2000-01-01 and 2100-01-01, in minutes.
MINUTES = st.integers(min_value=15_778_080, max_value=68_374_080)


@given(MINUTES)
def test_a_time_that_is_written_is_read_as_the_same_instant(minute: int) -> None:
    instant = minute * 60_000
    assert parse_time(written(instant, "UTC"), "UTC") == instant


def test_a_time_is_local_to_the_zone() -> None:
    assert parse_time("Mon 2027-03-08 05:00", "UTC") == parse_time("Mon 2027-03-08 10:00", KARACHI)


def test_a_wrong_day_of_the_week_is_an_error_that_names_the_right_one() -> None:
    with pytest.raises(BadTime, match="2027-03-08 is a Mon"):
        parse_time("Tue 2027-03-08 15:00", KARACHI)


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-08 15:00",
        "Mon 2027-03-08",
        "Mon 8 March 2027 15:00",
        "Xyz 2027-03-08 15:00",
        "Mon 2027-02-30 15:00",
        "Mon 2027-03-08 25:00",
        "",
    ],
)
def test_what_is_no_time_is_refused_with_how_to_write_it(text: str) -> None:
    with pytest.raises(BadTime, match="Write it like Mon 2027-03-08 15:00"):
        parse_time(text, KARACHI)


def test_what_lies_within_a_minute_is_not_written() -> None:
    assert written(parse_time("Mon 2027-03-08 15:00", KARACHI) + 59_999, KARACHI) == (
        "Mon 2027-03-08 15:00"
    )
