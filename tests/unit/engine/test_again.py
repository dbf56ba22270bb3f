"""Cases that come back: reopened where they stopped, or at a stage; and provinces asked again."""

from dataclasses import replace

import pytest

from tests.worlds import (
    AYESHA,
    GUL,
    HAMZA,
    KAMRAN,
    OMAR,
    RABIA,
    REGISTERED,
    SAAD,
    Story,
    small_rules,
    someone,
)
from workflow.engine import commands as c
from workflow.engine.people import THE_SYSTEM
from workflow.engine.rules import Rules

AGAIN = c.Reopen(by=KAMRAN, facts={"reason": "wishes it again"})


def at_stage(stage: str) -> Rules:
    """The small workflow, which here opens a case again at a stage."""
    rules = small_rules()
    assert rules.definition.reopen is not None
    reopen = replace(rules.definition.reopen, stage=stage)
    return replace(rules, definition=replace(rules.definition, reopen=reopen))


def withdrawn(story: Story) -> Story:
    story.open().to_support()
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"})}))
    story.go(AYESHA, "withdraw", "2027-03-09 10:00", reason="made up")
    story.messages.clear()
    return story


def test_an_open_case_is_not_reopened() -> None:
    assert Story().open().refused(AGAIN) == ["open"]


def test_where_it_stopped_nothing_is_started_or_opened_anew() -> None:
    story = withdrawn(Story())
    opens = story.do(AGAIN, "2027-03-15 10:00").opens
    assert story.case.standing == {"main": "support", "money": "money.deciding"}
    assert opens == ()
    assert ("ayesha", "arrived") in story.told()


@pytest.mark.parametrize(("outcome", "opened"), [("ended", ["guards/2"]), ("done", [])])
def test_where_it_stopped_what_ended_with_the_case_is_opened_again(
    outcome: str, opened: list[str]
) -> None:
    story = Story().open()
    story.do(c.StartTrack(by=GUL, track="shelter", facts={"reason": "threat (fictitious)"}))
    story.go(AYESHA, "withdraw", reason="made up")
    story.do(c.ChildFinished(by=THE_SYSTEM, key="guards/1", outcome=outcome))
    assert [child.key for child in story.do(AGAIN).opens] == opened


def test_where_it_stopped_a_finished_track_stays_finished() -> None:
    story = Story().open().to_support()
    story.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    story.go(OMAR, "approve")
    story.go(RABIA, "paid")
    story.go(AYESHA, "withdraw", reason="made up")
    story.do(AGAIN)
    assert story.case.standing == {"main": "support", "money": "finished"}


def test_a_clock_goes_on_where_it_stopped_or_starts_anew_as_it_says() -> None:
    story = withdrawn(Story())
    story.do(AGAIN, "2027-03-15 10:00")
    assert story.due("support") == "2027-03-17 10:00"
    assert story.due("money") == "2027-03-29 17:00"
    assert story.due("offer") == "2027-03-16 17:00"


def test_at_a_stage_it_enters_that_stage_and_its_tracks_with_it() -> None:
    story = withdrawn(Story(rules=at_stage("support")))
    story.do(AGAIN, "2027-03-15 10:00")
    assert story.case.standing == {"main": "support", "money": "money.deciding"}
    story = withdrawn(Story(rules=at_stage("follow_up")))
    story.do(AGAIN, "2027-03-15 10:00")
    assert story.case.standing == {"main": "follow_up", "money": "ended"}


def test_no_step_of_before_can_be_put_back() -> None:
    story = Story().open().to_checking()
    story.go(AYESHA, "withdraw", reason="made up")
    story.do(AGAIN)
    assert story.refused(c.PutBack(by=KAMRAN, region="main", reason="slip")) == ["put_back"]


def test_whoever_barred_themselves_before_is_barred_still() -> None:
    story = Story().open().to_follow_up()
    story.go(AYESHA, "close")
    story.do(AGAIN)
    assert story.case.made_by["decide"] == {"kamran", "nadia"}


def test_time_to_reopen_does_not_end_where_no_calendar_reaches() -> None:
    story = Story("2029-03-01 10:00").open()
    story.go(AYESHA, "withdraw", reason="made up")
    story.do(AGAIN, "2029-06-01 10:00")
    assert story.case.is_open


def test_a_second_province_has_all_its_time() -> None:
    story = Story().open(**REGISTERED)
    ask = c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved (fictitious)"})
    story.do(ask)
    story.do(c.AnswerTransfer(by=SAAD, accept=False, reason="unknown here"), "2027-03-09 16:00")
    story.do(ask, "2027-03-10 10:00")
    assert story.due("transfer") == "2027-03-12 17:00"


def test_only_another_province_is_asked() -> None:
    story = Story().open(**REGISTERED)
    for province in ("north", "atlantis", ""):
        ask = c.Transfer(by=KAMRAN, province=province, facts={"reason": "moved (fictitious)"})
        assert story.refused(ask) == ["unknown"], province


def test_without_districts_any_province_may_be_asked() -> None:
    story = Story(rules=replace(small_rules(), districts=None)).open(**REGISTERED)
    ask = c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved (fictitious)"})
    assert story.refused(replace(ask, province="")) == ["unknown"]
    story.do(ask)
    assert story.case.transfer_to == "south"


def test_only_the_same_department_there_takes_the_case() -> None:
    story = Story().open(**REGISTERED)
    story.do(c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved (fictitious)"}))
    other = someone("doctor", "supervisor", "health", "province.south")
    local_only = someone("harbour", "supervisor", "welfare", "harbour")
    for person in (other, local_only, OMAR):
        assert story.refused(c.AnswerTransfer(by=person, accept=True)) == ["role"]


def test_a_child_opened_by_a_step_is_told_of_on_the_main_line() -> None:
    story = Story().open().to_support()
    story.go(AYESHA, "claim")
    story.messages.clear()
    story.do(c.ChildFinished(by=THE_SYSTEM, key="claims/1", outcome="done"))
    assert story.told() == [("ayesha", "child_done"), ("bilal", "child_done")]


def test_a_step_that_starts_a_track_is_not_put_back() -> None:
    story = Story().open()
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.go(HAMZA, "hurry")
    assert story.case.standing["aid"] == "aid.giving"
    back = c.PutBack(by=RABIA, region="transport", reason="slip")
    assert story.refused(back) == ["put_back"]


def test_what_a_guard_asks_of_a_choice_is_said_by_its_name() -> None:
    story = Story().open().to_follow_up()
    story.do(c.Record(by=AYESHA, facts={"harm": "injury"}))
    answer = story.ask(c.Advance(by=AYESHA, trigger="mourn"))
    assert '"Harm" must be "Death"; it is "Injury".' in str(answer)
