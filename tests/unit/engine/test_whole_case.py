"""A case as a whole: put back, transfer, reopening, its children, its parent, its end."""

from datetime import date

import pytest

from tests.worlds import AYESHA, HAMZA, KAMRAN, OMAR, RABIA, Story, at, small_rules, someone
from workflow.engine import commands as c
from workflow.engine.people import THE_SYSTEM

ATTACK = date(2027, 3, 8)
SAAD = someone("saad", "supervisor", "welfare", "province.south")


@pytest.fixture
def story() -> Story:
    """A case opened on Monday 8 March 2027 at three in the afternoon."""
    return Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)


def support(story: Story) -> Story:
    """Bring the case into support."""
    story.go(AYESHA, "check")
    story.do(c.Tick(by=AYESHA, items=("seen",)))
    story.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    story.go(AYESHA, "accept", confirmed=True, urgent=False)
    return story


# -- put back -------------------------------------------------------------------------------------


def test_a_step_put_back_gives_the_clocks_back_as_if_never_stopped() -> None:
    story = Story().open(urgent=True)
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    story.go(HAMZA, "watch", "2027-03-08 16:00")
    before = story.case.clocks["aid"]
    assert story.due("aid.watching") == "2027-03-10 17:00"
    sana = someone("sana", "supervisor", "health")
    story.do(c.PutBack(by=sana, region="aid", reason="wrong button"), "2027-03-09 10:00")
    assert story.case.standing["aid"] == "aid.giving"
    assert story.case.clocks["aid"] == before
    assert "aid.watching" not in story.timers
    assert not story.case.made_by.get("watch")


def test_the_clock_of_a_stage_left_by_mistake_runs_on(story: Story) -> None:
    story.go(AYESHA, "check", "2027-03-09 09:00")
    story.do(c.PutBack(by=KAMRAN, region="main", reason="slip"))
    assert story.case.standing["main"] == "intake.registered"
    assert story.due("intake") == "2027-03-11 17:00"
    assert ("ayesha", "undone") in story.told()


def test_a_step_is_put_back_within_two_working_days_only(story: Story) -> None:
    story.go(AYESHA, "check", "2027-03-09 10:00")
    command = c.PutBack(by=KAMRAN, region="main", reason="slip")
    assert story.refused(command, "2027-03-11 17:01") == ["put_back"]
    story.do(command, "2027-03-11 17:00")


def test_a_step_that_has_opened_other_work_is_not_put_back(story: Story) -> None:
    support(story)
    assert story.refused(c.PutBack(by=AYESHA, region="main", reason="x")) == ["role", "put_back"]


def test_nothing_is_put_back_where_nothing_was_done(story: Story) -> None:
    for region in ("main", "aid"):
        assert story.refused(c.PutBack(by=KAMRAN, region=region, reason="x")) == ["put_back"]


def test_a_step_is_put_back_once(story: Story) -> None:
    story.go(AYESHA, "check")
    story.do(c.PutBack(by=KAMRAN, region="main", reason="x"))
    assert story.refused(c.PutBack(by=KAMRAN, region="main", reason="x")) == ["put_back"]


def test_a_clock_that_had_stopped_in_the_stage_left_comes_back(story: Story) -> None:
    support(story)
    story.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    story.go(OMAR, "approve", "2027-03-09 10:00")
    story.do(c.PutBack(by=RABIA, region="money", reason="too early"), "2027-03-09 12:00")
    assert story.case.standing["money"] == "money.deciding"
    assert story.due("money") is not None
    assert "money.paying.payment" not in story.timers


# -- transfer -------------------------------------------------------------------------------------


def test_another_province_is_asked_and_takes_the_case(story: Story) -> None:
    story.messages.clear()
    story.do(c.Transfer(by=KAMRAN, province="south", facts={"reason": "has moved (fictitious)"}))
    assert story.due("transfer") == "2027-03-10 17:00"
    (message,) = story.messages
    assert [(a.role, a.district) for a in message.to] == [("supervisor", "province.south")]
    decision = story.do(c.AnswerTransfer(by=SAAD, accept=True))
    assert story.case.outcome == "moved"
    assert decision.hands_over_to == "south"
    assert decision.hands_over == {"incident_date": ATTACK}
    assert story.timers == {}


def test_a_province_that_does_not_take_the_case_says_why(story: Story) -> None:
    story.do(c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved"}))
    assert story.refused(c.AnswerTransfer(by=AYESHA, accept=False)) == ["role", "ask"]
    story.do(c.AnswerTransfer(by=SAAD, accept=False, reason="lives elsewhere"))
    assert story.case.is_open
    assert "transfer" not in story.timers


def test_a_transfer_is_asked_once_at_a_time_with_its_reason(story: Story) -> None:
    assert story.refused(c.AnswerTransfer(by=SAAD, accept=True)) == ["transfer"]
    assert story.refused(c.Transfer(by=AYESHA, province="south")) == ["role", "ask"]
    story.do(c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved"}))
    again = c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved"})
    assert story.refused(again) == ["transfer"]


def test_a_case_is_not_transferred_to_a_province_that_does_not_exist(story: Story) -> None:
    command = c.Transfer(by=KAMRAN, province="moon", facts={"reason": "moved"})
    assert story.refused(command) == ["unknown"]


def test_a_case_that_ends_waits_for_no_province(story: Story) -> None:
    story.do(c.Transfer(by=KAMRAN, province="south", facts={"reason": "moved"}))
    story.go(AYESHA, "withdraw", reason="made up")
    assert story.timers == {}
    assert story.refused(c.AnswerTransfer(by=SAAD, accept=True)) == ["transfer"]


def test_a_workflow_without_transfer_or_reopening_knows_neither() -> None:
    story = Story(rules=small_rules("errand"))
    story.do(c.Open(by=THE_SYSTEM, parent="K7Q2-M9XD"))
    assert story.refused(c.Transfer(by=HAMZA, province="south")) == ["transfer"]
    assert story.refused(c.Reopen(by=HAMZA)) == ["unknown"]


# -- reopening ------------------------------------------------------------------------------------


def test_a_case_is_reopened_where_it_stopped_with_its_tracks(story: Story) -> None:
    support(story)
    story.go(AYESHA, "withdraw", "2027-03-09 10:00", reason="made up")
    assert story.case.standing == {"main": "withdrawn", "money": "ended"}
    story.do(c.Reopen(by=KAMRAN, facts={"reason": "wishes it again"}), "2027-03-20 10:00")
    assert story.case.standing == {"main": "support", "money": "money.deciding"}
    assert story.due("support") == "2027-03-24 17:00"
    assert "whole_case" in story.timers


def test_reopening_needs_role_reason_time_and_the_right_outcome(story: Story) -> None:
    story.go(AYESHA, "withdraw", "2027-03-09 10:00", reason="made up")
    assert story.refused(c.Reopen(by=AYESHA), "2029-01-01 10:00") == ["role", "ask", "reopen"]
    refused = Story().open()
    refused.go(KAMRAN, "refuse", confirmed=False, reason="made up")
    assert refused.refused(c.Reopen(by=KAMRAN, facts={"reason": "x"})) == ["unknown"]


# -- children -------------------------------------------------------------------------------------


def test_a_child_is_opened_for_each_item_also_for_later_ones(story: Story) -> None:
    support(story)
    first = story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal", "medical"})}))
    assert [child.key for child in first.opens] == ["referrals/medical", "referrals/legal"]
    later = story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal", "shelter"})}))
    assert [(child.key, child.item) for child in later.opens] == [
        ("referrals/shelter", {"need": "shelter"})
    ]


def test_items_known_before_open_their_children_on_entering() -> None:
    story = Story().open(
        full_name="R. (fictitious)",
        district="upper",
        incident_date=ATTACK,
        needs=frozenset({"legal"}),
    )
    assert [child.key for child in support(story).last.opens] == ["referrals/legal"]  # type: ignore[union-attr]


def test_a_single_child_is_opened_each_time_it_is_asked_for(story: Story) -> None:
    support(story)
    story.do(c.Assign(by=KAMRAN, region="main", to=AYESHA))
    one = story.go(AYESHA, "claim").opens
    two = story.go(AYESHA, "claim").opens
    assert [child.key for child in (*one, *two)] == ["claims/1", "claims/2"]
    assert (one[0].department, one[0].officer) == ("welfare", "ayesha")


def test_a_finished_child_is_told_of_and_counts(story: Story) -> None:
    support(story)
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"})}))
    story.messages.clear()
    story.do(c.ChildFinished(by=THE_SYSTEM, key="referrals/legal", outcome="done"))
    assert story.told() == [("ayesha", "child_done"), ("bilal", "child_done")]
    again = c.ChildFinished(by=THE_SYSTEM, key="referrals/legal", outcome="done")
    assert story.do(again).entries == ()
    assert story.do(c.ChildFinished(by=THE_SYSTEM, key="x", outcome="done")).entries == ()


def test_open_children_end_with_the_case_unless_they_outlive_it(story: Story) -> None:
    support(story)
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"})}))
    story.go(AYESHA, "claim")
    assert story.go(AYESHA, "withdraw", reason="made up").closes == ("referrals/legal",)
    story.messages.clear()
    story.do(c.ChildFinished(by=THE_SYSTEM, key="claims/1", outcome="done"))
    assert story.told() == []


def test_a_child_ends_with_its_parent() -> None:
    story = Story(rules=small_rules("errand"))
    story.do(c.Open(by=THE_SYSTEM, parent="K7Q2-M9XD"))
    story.do(c.ParentEnded(by=THE_SYSTEM))
    assert story.case.outcome == "ended"
    assert story.timers == {}
    assert story.do(c.ParentEnded(by=THE_SYSTEM)).entries == ()


def test_a_silent_child_tells_the_parents_people_and_expires() -> None:
    story = Story(rules=small_rules("errand"))
    story.do(
        c.Open(
            by=THE_SYSTEM,
            parent="K7Q2-M9XD",
            parent_department="welfare",
            parent_officer="ayesha",
            facts={"district": "upper"},
        )
    )
    story.messages.clear()
    story.until("2027-03-10 18:00")
    assert story.told() == [("hamza", "overdue"), ("kamran", "overdue"), ("nadia", "overdue")]
    story.until("2027-03-12 18:00")
    assert story.case.outcome == "silent"
    assert ("ayesha", "overdue") in story.told()


def test_everybody_who_has_a_part_of_the_case_hears_of_its_end(story: Story) -> None:
    support(story)
    story.messages.clear()
    story.go(AYESHA, "withdraw", reason="made up")
    assert sorted(person for person, _ in story.told()) == ["kamran", "nadia", "omar"]


def test_a_case_may_end_with_a_track_under_way(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    story.go(AYESHA, "withdraw", "2027-03-09 09:00", reason="made up")
    assert story.case.standing["aid"] == "ended"
    assert story.case.stopped_at == {"aid": "aid.giving", "main": "intake.registered"}
    assert story.case.ended_at == at("2027-03-09 09:00")
