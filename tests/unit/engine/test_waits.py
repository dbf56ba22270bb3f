"""What waits for time: proposals, pauses, consent; timers that come early, late or for nothing."""

import pytest

from tests.worlds import AYESHA, BILAL, KAMRAN, NADIA, RABIA, Story, at
from workflow.engine import commands as c
from workflow.engine.decision import Refusal
from workflow.engine.entries import ProposalEnded
from workflow.engine.people import THE_SYSTEM

SHARE = "support/share"


@pytest.fixture
def story() -> Story:
    """A case opened on Monday 8 March 2027 at three in the afternoon."""
    return Story().open()


@pytest.fixture
def proposed() -> Story:
    """Kamran has proposed on Monday to share; it waits until the next Monday evening."""
    story = Story().open().to_support()
    story.do(c.RecordConsent(by=AYESHA, purpose="sharing", until=at("2027-04-30 12:00")))
    story.go(KAMRAN, "share")
    return story


def timer(story: Story, name: str, when: str) -> None:
    story.do(c.TimerDue(by=THE_SYSTEM, timer=name), when)


def ended(story: Story) -> list[str]:
    return [entry.how for entry in story.entries if isinstance(entry, ProposalEnded)]


# -- proposals ------------------------------------------------------------------------------------


def test_a_proposal_waits_for_seven_days(proposed: Story) -> None:
    assert proposed.timers[f"proposal:{SHARE}"] == at("2027-03-15 17:00")
    proposed.until("2027-03-15 17:00")
    assert (ended(proposed), proposed.case.proposals) == (["expired"], {})
    assert f"proposal:{SHARE}" not in proposed.timers


def test_a_timer_that_comes_too_early_is_put_off(proposed: Story) -> None:
    timer(proposed, f"proposal:{SHARE}", "2027-03-15 16:59")
    assert SHARE in proposed.case.proposals
    assert proposed.timers[f"proposal:{SHARE}"] == at("2027-03-15 17:00")


def test_an_expired_proposal_is_not_confirmed_though_its_timer_is_late(proposed: Story) -> None:
    confirm = c.Confirm(by=NADIA, trigger="share")
    assert proposed.refused(confirm, "2027-03-15 17:00") == ["second_person"]
    proposed.do(confirm, "2027-03-15 16:59")
    assert proposed.case.made_by["share"] == {"kamran", "nadia"}


def test_what_has_expired_may_be_proposed_again(proposed: Story) -> None:
    assert proposed.refused(c.Advance(by=NADIA, trigger="share")) == ["second_person"]
    proposed.go(NADIA, "share", "2027-03-16 09:00")
    assert ended(proposed) == ["expired"]
    assert proposed.case.proposals[SHARE].by == "nadia"
    assert proposed.refused(c.Confirm(by=NADIA, trigger="share")) == ["second_person"]


def test_a_proposal_falls_when_the_consent_it_rests_on_is_withdrawn(proposed: Story) -> None:
    proposed.do(c.RecordConsent(by=AYESHA, purpose="sharing", given=False))
    assert ended(proposed) == ["changed"]
    assert proposed.refused(c.Confirm(by=NADIA, trigger="share")) == ["second_person"]


def test_a_proposal_stands_while_what_it_rests_on_does(proposed: Story) -> None:
    proposed.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    proposed.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    proposed.go(AYESHA, "claim")
    assert ended(proposed) == []
    for _ in range(2):
        proposed.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    assert ended(proposed) == ["changed"]


def test_anybody_who_may_make_it_may_decline_it(proposed: Story) -> None:
    assert proposed.refused(c.Confirm(by=AYESHA, trigger="share", agree=False)) == ["role"]
    proposed.do(c.Confirm(by=KAMRAN, trigger="share", agree=False))
    assert ended(proposed) == ["declined"]
    assert "share" not in proposed.case.made_by


def test_two_proposals_of_one_name_are_told_apart_by_their_place(proposed: Story) -> None:
    proposed.do(c.StartTrack(by=AYESHA, track="transport"))
    assert proposed.refused(c.Advance(by=KAMRAN, trigger="share")) == ["ambiguous"]
    proposed.go(RABIA, "share")
    assert proposed.refused(c.Confirm(by=NADIA, trigger="share")) == ["ambiguous"]
    proposed.do(c.Confirm(by=NADIA, trigger="transport.called/share"))
    assert list(proposed.case.proposals) == [SHARE]
    assert proposed.case.made_by["share"] == {"rabia", "nadia"}


# -- pauses ---------------------------------------------------------------------------------------


def test_a_pause_ends_by_itself_when_it_has_lasted_longest(story: Story) -> None:
    story.do(c.Pause(by=AYESHA, reason="in_hospital"))
    assert story.timers["pause:in_hospital"] == at("2027-03-11 17:00")
    timer(story, "pause:in_hospital", "2027-03-11 16:00")
    assert "in_hospital" in story.case.pauses
    story.until("2027-03-11 17:00")
    assert story.case.pauses == {}
    assert story.due("intake") == "2027-03-17 17:00"


def test_a_pause_is_over_when_it_was_to_be_though_its_timer_is_late(story: Story) -> None:
    story.do(c.Pause(by=AYESHA, reason="in_hospital"))
    story.do(c.Resume(by=BILAL, reason="in_hospital"), "2027-03-15 10:00")
    assert story.due("intake") == "2027-03-17 17:00"


def test_a_pause_that_nobody_asked_for_does_not_end(story: Story) -> None:
    assert story.refused(c.Resume(by=AYESHA, reason="in_hospital")) == ["pause"]
    timer(story, "pause:in_hospital", "2027-03-09 10:00")
    assert story.entries[-1].at == at("2027-03-08 15:00")


def test_pauses_end_with_the_case(story: Story) -> None:
    story.do(c.Pause(by=AYESHA, reason="in_hospital"))
    story.go(AYESHA, "withdraw", reason="made up")
    assert (story.case.pauses, story.timers) == ({}, {})
    assert story.refused(c.Resume(by=AYESHA, reason="in_hospital")) == ["pause"]


# -- consent --------------------------------------------------------------------------------------


def test_consent_ends_by_itself_and_what_it_allowed_with_it(proposed: Story) -> None:
    assert "support.shared" in proposed.timers
    timer(proposed, "consent:sharing", "2027-03-09 10:00")
    assert proposed.timers["consent:sharing"] == at("2027-04-30 12:00")
    proposed.until("2027-04-30 12:00")
    assert not proposed.case.consents["sharing"].given
    assert "support.shared" not in proposed.timers
    assert "consent:sharing" not in proposed.timers


def test_consent_that_is_refused_has_no_end(story: Story) -> None:
    never = c.RecordConsent(by=AYESHA, purpose="sharing", given=False, until=at("2027-04-01 09:00"))
    assert story.do(never).timers == {"consent:sharing": None}
    timer(story, "consent:sharing", "2027-04-02 09:00")
    timer(story, "consent:nothing", "2027-04-02 09:00")
    assert story.case.consents["sharing"].until == 0


def test_all_that_is_wrong_with_a_consent_is_said_at_once(story: Story) -> None:
    assert story.refused(c.RecordConsent(by=RABIA, purpose="fishing")) == ["role", "unknown"]


# -- nobody asks for these ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        c.TimerDue(by=KAMRAN, timer="intake"),
        c.ChildFinished(by=KAMRAN, key="referrals/legal", outcome="done"),
        c.ParentEnded(by=KAMRAN),
        c.CalendarAnnounced(by=KAMRAN, calendar="weekdays", old="", new=""),
    ],
)
def test_what_happens_by_itself_is_asked_for_by_nobody(story: Story, command: c.Command) -> None:
    answer = story.ask(command)
    assert isinstance(answer, Refusal)
    assert [reason.words.en for reason in answer.reasons] == [
        "This happens by itself; nobody asks for it."
    ]
