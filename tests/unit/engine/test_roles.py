"""Who may do what: role, department, area, and the family of the case; who is told accordingly."""

from typing import Any

import pytest

from tests.worlds import (
    AYESHA,
    BILAL,
    DESK,
    GUL,
    HAMZA,
    KAMRAN,
    OMAR,
    RABIA,
    REGISTERED,
    Story,
    small_rules,
    someone,
)
from workflow.engine import commands as c
from workflow.engine.actions import standing_for
from workflow.engine.decision import Refusal
from workflow.engine.people import THE_SYSTEM, Grant, Person


def errand(**parent: Any) -> Story:
    """An errand, on its own or of a case of welfare."""
    story = Story(rules=small_rules("errand"))
    story.do(c.Open(by=THE_SYSTEM, facts={"district": "upper"}, **parent))
    story.messages.clear()
    return story


def of_welfare() -> Story:
    return errand(parent="K7Q2-M9XD", parent_department="welfare", parent_officer="ayesha")


def words(story: Story, command: c.Command) -> list[str]:
    answer = story.ask(command)
    assert isinstance(answer, Refusal)
    return [reason.words.en for reason in answer.reasons]


def test_the_people_of_the_parent_may_act_in_a_child() -> None:
    story = of_welfare()
    assert story.refused(c.Advance(by=HAMZA, trigger="recall")) == ["role"]
    story.go(BILAL, "recall")
    assert story.case.outcome == "done"


def test_without_a_parent_nobody_is_of_the_parent() -> None:
    story = errand()
    for person in (AYESHA, HAMZA):
        assert story.refused(c.Advance(by=person, trigger="recall")) == ["role"]
    story.until("2027-03-12 18:00")
    assert story.told() == [("hamza", "overdue"), ("sana", "over")]
    assert story.case.outcome == "silent"


def test_the_people_of_the_main_line_may_act_in_a_track_and_are_told() -> None:
    story = Story().open(**REGISTERED)
    story.do(c.Assign(by=KAMRAN, region="main", to=AYESHA))
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.messages.clear()
    assert story.refused(c.Advance(by=HAMZA, trigger="call_off")) == ["role"]
    story.go(BILAL, "call_off")
    assert story.told() == [("ayesha", "undone"), ("ayesha", "undone")]


def test_a_role_of_any_department_is_named_alone() -> None:
    story = Story().open().to_follow_up()
    assert words(story, c.Advance(by=AYESHA, trigger="inform")) == [
        "Only National desk may do this."
    ]
    story.go(DESK, "inform")


def test_an_officer_of_another_area_has_no_part_in_it() -> None:
    story = Story().open(**REGISTERED)
    southern = someone("zara", "officer", "welfare", "province.south")
    boss = someone("zahid", "supervisor", "welfare", "province.south")
    assert story.refused(c.Advance(by=southern, trigger="check")) == ["role"]
    assert story.refused(c.Record(by=southern, facts={"confirmed": True})) == ["role"]
    assert story.refused(c.Assign(by=KAMRAN, region="main", to=southern)) == ["role"]
    assert story.refused(c.Nudge(by=boss, region="main")) == ["role"]
    assert story.refused(c.Excuse(by=boss, clock="intake", because="x")) == ["role", "excuse"]


def test_a_grant_that_has_ended_allows_nothing() -> None:
    story = Story().open()
    former = Person("former", (Grant("officer", "welfare", until=story.now),))
    assert story.refused(c.Record(by=former, facts={"confirmed": True})) == ["role"]
    assert story.refused(c.Advance(by=former, trigger="note_death")) == ["role"]


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_whoever_only_reads_or_arranges_writes_nothing(role: str) -> None:
    story = Story().open()
    reader = someone("reader", role, "welfare")
    assert story.refused(c.TryContact(by=reader, channel="phone", reached=True)) == ["role"]
    assert story.refused(c.Assign(by=KAMRAN, region="main", to=reader)) == ["role"]


def test_the_system_writes_where_it_must() -> None:
    story = Story().open()
    story.do(c.Record(by=THE_SYSTEM, facts={"confirmed": True}))
    assert story.case.value("confirmed") is True


def test_the_officer_of_a_region_stays_with_it_and_with_no_other() -> None:
    story = Story().open()
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.do(c.Assign(by=HAMZA, region="transport", to=HAMZA))
    story.go(HAMZA, "drive")
    story.do(c.TryContact(by=HAMZA, channel="phone", reached=True))
    story.do(c.Assign(by=HAMZA, region="transport", to=OMAR))
    assert story.refused(c.Assign(by=HAMZA, region="main", to=AYESHA)) == ["role"]


def test_a_case_that_has_ended_is_nobodys_to_give() -> None:
    story = Story().open()
    story.go(AYESHA, "withdraw", reason="made up")
    assert story.refused(c.Assign(by=KAMRAN, region="main", to=AYESHA)) == ["ended"]
    assert story.refused(c.Nudge(by=KAMRAN, region="main")) == ["unknown"]


def test_a_step_of_a_class_is_only_with_another_department_for_those_without_it() -> None:
    story = Story().open().to_checking()
    assert story.refused(c.Advance(by=AYESHA, trigger="hold")) == ["not_offered"]
    story.go(GUL, "hold")
    (seen,) = standing_for(story.rules, story.case, AYESHA, story.now)
    assert (seen.region, seen.place, seen.department) == ("main", "", "")
    assert seen.words.en == "In progress with another department"
    (known,) = standing_for(story.rules, story.case, GUL, story.now)
    assert known.place == "intake.held"


def test_at_such_a_step_the_others_are_told_no_department() -> None:
    story = Story().open().to_checking()
    story.go(GUL, "hold")
    assert words(story, c.Record(by=AYESHA, facts={"confirmed": True})) == [
        "Only those who have the case now may do this: another department."
    ]
    assert words(story, c.Pause(by=AYESHA, reason="unreachable")) == ["Only Officer may do this."]
    assert words(story, c.Advance(by=AYESHA, trigger="release")) == [
        '"release" is not possible at this place. Possible here: nothing.'
    ]


def test_nor_is_it_named_as_the_one_that_may() -> None:
    story = Story().open().to_checking()
    story.go(GUL, "hold")
    transfer = c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved (fictitious)"})
    assert words(story, transfer) == ["Only Supervisor may do this."]


def test_messages_of_such_a_step_reach_only_those_with_the_class() -> None:
    story = Story().open().to_checking()
    story.messages.clear()
    story.go(GUL, "hold")
    story.do(c.Transfer(by=RABIA, province="south", facts={"reason": "moved (fictitious)"}))
    story.until("2027-03-15 10:00")
    assert story.told() == []
