"""Facts as the store keeps them."""

import datetime
import json

import pytest

from workflow.definition.durations import Limit, Unit
from workflow.engine.clock_facts import (
    Breached,
    CalendarRevised,
    Cancelled,
    Excused,
    Extended,
    Fact,
    FactUnreadable,
    Paused,
    Reanchored,
    Reminded,
    Resumed,
    Retargeted,
    Returned,
    Rung,
    Started,
    Stopped,
    as_data,
    from_data,
)

THREE_DAYS = Limit(3, Unit.WORKING_DAYS)
FACTS: tuple[Fact, ...] = (
    Started(1, THREE_DAYS, "office", "abc", 0),
    Started(1, datetime.date(2027, 3, 12)),
    Paused(2, "unreachable", "ayesha", 9),
    Paused(2, "unreachable", "ayesha"),
    Resumed(3, "unreachable"),
    Resumed(3),
    Extended(4, "kamran", "flood", Limit(1, Unit.WORKING_DAYS)),
    Retargeted(5, "office", None, "other", "def"),
    Retargeted(5, "date", datetime.date(2027, 3, 12)),
    Retargeted(5, "priority", Limit(24, Unit.HOURS)),
    Reanchored(6, 5),
    Reminded(7, "50%", 6, "overtaken"),
    Rung(8, 0, 7, "passed over"),
    Breached(9, 8),
    Excused(10, 0, "office 2"),
    Stopped(11),
    Returned(12),
    Cancelled(13, "no longer applies"),
    CalendarRevised(14, "office", "def"),
)


@pytest.mark.parametrize("fact", FACTS, ids=repr)
def test_a_fact_comes_back_from_json_as_it_was(fact: Fact) -> None:
    assert from_data(json.loads(json.dumps(as_data(fact)))) == fact


def test_every_kind_of_fact_is_tried_here() -> None:
    assert {type(fact) for fact in FACTS} == set(Fact.__args__)


def test_a_fact_is_stored_in_words_that_can_be_read() -> None:
    assert as_data(FACTS[0]) == {
        "fact": "Started",
        "at": 1,
        "limit": "3 working days",
        "calendar": "office",
        "edition": "abc",
        "anchor": 0,
    }
    assert as_data(FACTS[1]) == {"fact": "Started", "at": 1, "limit": "2027-03-12"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"fact": "Exploded", "at": 1},
        {"fact": "Stopped"},
        {"fact": "Stopped", "at": 1, "why": "unknown"},
    ],
)
def test_what_is_no_fact_is_an_error_with_a_remedy(data: dict[str, str | int]) -> None:
    with pytest.raises(FactUnreadable, match="verify the record before going on"):
        from_data(data)
