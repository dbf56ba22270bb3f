"""Cases that are older than their record: opened where they stand, late from the start."""

from tests.worlds import AYESHA, GUL, HAMZA, REGISTERED, Story, at, local, small_rules
from workflow.engine import commands as c
from workflow.engine.clock_facts import Rung
from workflow.engine.entries import Moved, Opened
from workflow.engine.people import THE_SYSTEM

#: A case that came in on 1 February, and into support on 1 March.
OLD = c.Open(
    by=AYESHA,
    facts={**REGISTERED, "needs": frozenset({"legal"})},
    standing={"main": "support", "money": "money.paying"},
    since={"support": at("2027-03-01 10:00"), "money.paying": at("2027-03-05 10:00")},
    occurred_at=at("2027-02-01 10:00"),
)


def test_it_stands_where_it_stands_since_it_really_came_there() -> None:
    story = Story()
    story.do(OLD)
    assert story.case.standing == {"main": "support", "money": "money.paying"}
    assert [local(story.case.since[p]) for p in ("main", "support", "money", "money.paying")] == [
        "2027-02-01 10:00",
        "2027-03-01 10:00",
        "2027-03-05 10:00",
        "2027-03-05 10:00",
    ]


def test_it_was_recorded_when_it_was_recorded() -> None:
    story = Story()
    decision = story.do(OLD)
    assert {entry.at for entry in decision.entries} == {at("2027-03-08 15:00")}
    (opened,) = [entry for entry in decision.entries if isinstance(entry, Opened)]
    assert opened.backlog
    moves = [entry for entry in decision.entries if isinstance(entry, Moved)]
    assert [move.region for move in moves] == ["main", "money"]


def test_its_clocks_count_from_then_and_are_late_from_the_start() -> None:
    story = Story()
    story.do(OLD)
    assert story.due("whole_case") == "2027-08-02 17:00"
    assert story.due("support") == "2027-03-03 10:00"
    rungs = [fact.how for fact in story.case.clocks["support"] if isinstance(fact, Rung)]
    assert rungs == ["passed over", "passed over"]
    assert "overdue" not in {say for _, say in story.told()}


def test_what_it_needs_is_opened_and_what_is_not_under_way_yet_is_started() -> None:
    story = Story()
    decision = story.do(
        c.Open(by=AYESHA, facts={"needs": frozenset({"legal"})}, standing={"main": "support"})
    )
    assert story.case.standing["money"] == "money.deciding"
    assert [child.key for child in decision.opens] == ["referrals/legal"]


def test_all_that_is_wrong_with_it_is_said_at_once() -> None:
    wrong = c.Open(
        by=HAMZA,
        facts={"fishing": 1, "amount": 2},
        standing={"aid": "support", "fishing": "x"},
        occurred_at=at("2027-03-09 10:00"),
    )
    assert Story().refused(wrong) == [
        "value",
        "unknown",
        "unknown",
        "unknown",
        "unknown",
        "value",
        "role",
    ]


def test_only_the_system_opens_a_child() -> None:
    child = c.Open(by=GUL, parent="K7Q2-M9XD", facts={"district": "upper", "harm": "death"})
    assert Story().refused(child) == ["role"]


def test_a_child_takes_along_what_it_receives_and_its_item() -> None:
    story = Story(rules=small_rules("errand"))
    story.do(
        c.Open(
            by=THE_SYSTEM,
            parent="K7Q2-M9XD",
            facts={**REGISTERED, "harm": "death"},
            item={"need": "legal", "share": 5},
        )
    )
    assert story.case.facts == {"district": "upper", "need": "legal"}


def test_a_case_may_have_come_in_earlier_and_stand_at_its_beginning() -> None:
    story = Story()
    story.do(c.Open(by=AYESHA, occurred_at=at("2027-03-01 10:00")))
    assert story.due("intake") == "2027-03-11 17:00"
    assert local(story.case.since["main"]) == "2027-03-01 10:00"
