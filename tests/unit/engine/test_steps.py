"""Advancing by a transition, two people, and starting a track by hand."""

from datetime import date

import pytest

from tests.worlds import (
    AYESHA,
    BILAL,
    CLERK,
    GUL,
    HAMZA,
    KAMRAN,
    NADIA,
    OMAR,
    RABIA,
    SANA,
    Story,
    someone,
)
from workflow.engine import commands as c
from workflow.engine.decision import Refusal
from workflow.engine.entries import NotKnown
from workflow.engine.people import THE_SYSTEM, Grant, Person

ATTACK = date(2027, 3, 8)


@pytest.fixture
def story() -> Story:
    """A case being checked."""
    story = Story().open(
        full_name="R. (fictitious)", district="upper", incident_date=ATTACK, urgent=False
    )
    story.go(AYESHA, "check")
    return story


@pytest.fixture
def supported(story: Story) -> Story:
    """A case in support whose tracks and referrals are done."""
    story.do(c.Tick(by=AYESHA, items=("seen",)))
    story.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    story.go(AYESHA, "accept", confirmed=True)
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"})}))
    story.do(c.ChildFinished(by=THE_SYSTEM, key="referrals/legal", outcome="done"))
    story.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    story.go(OMAR, "approve")
    story.go(RABIA, "paid")
    story.messages.clear()
    return story


def test_every_reason_is_named_at_once(story: Story) -> None:
    assert story.refused(c.Advance(by=HAMZA, trigger="accept")) == [
        "role",
        "record_first",
        "checklist",
        "document",
    ]


def test_reasons_are_given_in_both_languages(story: Story) -> None:
    answer = story.ask(c.Advance(by=HAMZA, trigger="accept"))
    assert isinstance(answer, Refusal)
    assert all(r.words.en and r.words.ur and r.words.en != r.words.ur for r in answer.reasons)


def test_a_refusal_leaves_nothing_behind(story: Story) -> None:
    before = story.case
    story.refused(c.Advance(by=AYESHA, trigger="accept", facts={"confirmed": True}, tick=("seen",)))
    assert story.case is before
    assert "confirmed" not in story.case.facts


def test_facts_ticks_and_documents_come_with_the_transition(story: Story) -> None:
    story.do(
        c.Advance(
            by=AYESHA,
            trigger="accept",
            facts={"confirmed": True},
            tick=("seen",),
            documents={"certificate": "verified"},
        )
    )
    assert story.case.standing["main"] == "support"
    assert story.case.facts["risk"] == "low"


def test_a_checklist_item_counts_only_while_its_guard_holds(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True, "confirmed": True}))
    assert story.refused(c.Advance(by=AYESHA, trigger="accept")) == ["checklist"]


def test_what_is_not_possible_here_is_answered_with_what_is(story: Story) -> None:
    answer = story.ask(c.Advance(by=AYESHA, trigger="check"))
    assert isinstance(answer, Refusal)
    assert [r.code for r in answer.reasons] == ["not_offered"]
    assert '"Accept"' in answer.reasons[0].words.en


def test_a_transition_that_only_the_clock_makes_is_never_offered_to_people(story: Story) -> None:
    assert story.refused(c.Advance(by=AYESHA, trigger="lost_contact")) == ["not_offered"]


def test_a_name_offered_in_two_places_is_settled_by_who_may_make_it() -> None:
    story = Story().open(urgent=True)
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    story.go(HAMZA, "watch")
    story.go(HAMZA, "renew")
    story.go(HAMZA, "given")
    assert story.case.standing["aid"] == "finished"


def test_what_must_be_recorded_is_asked_for_when_the_stage_is_left() -> None:
    bare = Story().open()
    assert bare.refused(c.Advance(by=AYESHA, trigger="check")) == ["field"]
    bare.do(c.Record(by=AYESHA, facts={"incident_date": NotKnown("nobody remembers")}))
    bare.go(AYESHA, "check")
    assert bare.refused(c.Advance(by=AYESHA, trigger="accept", facts={"confirmed": True})) == [
        "field",
        "field",
        "field",
        "checklist",
    ]


def test_a_case_that_ends_need_not_be_complete() -> None:
    story = Story().open()
    story.go(KAMRAN, "refuse", confirmed=False, reason="made up")
    assert story.case.outcome == "refused"


def test_what_is_asked_must_come_with_the_act(story: Story) -> None:
    assert story.refused(c.Advance(by=AYESHA, trigger="withdraw")) == ["ask"]
    story.go(AYESHA, "withdraw", reason="wishes it (fictitious)")
    assert story.case.outcome == "withdrawn"


def test_an_act_that_leads_nowhere_records_and_starts(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    story.go(AYESHA, "note_death", "2027-03-09 10:00")
    assert story.case.standing["main"] == "intake.checking"
    assert story.case.standing["aid"] == "aid.giving"
    assert story.case.facts["visited_on"] == date(2027, 3, 9)
    assert story.case.facts["urgent"] is False


def test_starting_a_track_that_runs_changes_nothing(story: Story) -> None:
    story.go(AYESHA, "note_death")
    story.go(HAMZA, "watch")
    story.go(AYESHA, "note_death")
    assert story.case.standing["aid"] == "aid.watching"


def test_nothing_advances_in_a_case_that_has_ended(story: Story) -> None:
    story.go(AYESHA, "withdraw", reason="made up")
    for command in (
        c.Advance(by=AYESHA, trigger="accept"),
        c.StartTrack(by=AYESHA, track="aid"),
        c.Record(by=AYESHA, facts={"urgent": True}),
        c.Pause(by=AYESHA, reason="unreachable"),
        c.Transfer(by=KAMRAN, province="south"),
        c.AnswerTransfer(by=KAMRAN, accept=True),
    ):
        assert story.refused(command) in (["ended"], ["transfer"])


# -- two people ----------------------------------------------------------------------------------


def test_the_first_of_two_people_only_proposes(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    assert supported.case.standing["main"] == "support"
    assert supported.told() == [("kamran", "second_person"), ("nadia", "second_person")]


def test_the_second_person_confirms_and_both_have_made_it(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    supported.do(c.Confirm(by=NADIA, trigger="decide"))
    assert supported.case.standing["main"] == "follow_up"
    assert supported.case.made_by["decide"] == {"kamran", "nadia"}


def test_nobody_confirms_what_they_proposed_themselves(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    assert supported.refused(c.Confirm(by=KAMRAN, trigger="decide")) == ["second_person"]
    assert supported.refused(c.Advance(by=KAMRAN, trigger="decide")) == ["second_person"]


def test_only_those_who_could_propose_may_confirm_or_decline(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    assert supported.refused(c.Confirm(by=AYESHA, trigger="decide")) == ["role"]
    assert supported.refused(c.Confirm(by=AYESHA, trigger="decide", agree=False)) == ["role"]


def test_a_declined_proposal_is_over(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    supported.do(c.Confirm(by=NADIA, trigger="decide", agree=False))
    assert supported.case.proposals == {}
    assert supported.refused(c.Confirm(by=NADIA, trigger="decide")) == ["second_person"]


def test_a_proposal_falls_when_what_it_read_has_changed(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    supported.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal", "shelter"})}))
    assert supported.case.proposals == {}
    assert "proposal:support/decide" not in supported.timers


def test_a_proposal_stands_when_something_else_has_changed(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    supported.do(c.Record(by=AYESHA, facts={"hearing_on": date(2027, 4, 1)}))
    assert list(supported.case.proposals) == ["support/decide"]


def test_a_proposal_expires_after_seven_days(supported: Story) -> None:
    supported.go(KAMRAN, "decide", "2027-03-09 10:00")
    supported.until("2027-03-16 16:59")
    assert supported.case.proposals
    supported.until("2027-03-16 17:00")
    assert not supported.case.proposals


def test_a_proposal_ends_with_the_case(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    supported.go(AYESHA, "withdraw", reason="made up")
    assert supported.case.proposals == {}


def test_whoever_decided_does_not_close(supported: Story) -> None:
    supported.go(KAMRAN, "decide")
    supported.do(c.Confirm(by=NADIA, trigger="decide"))
    supported.go(AYESHA, "close")
    assert supported.case.outcome == "closed"


def test_whoever_approved_does_not_pay() -> None:
    story = Story().open(district="upper", incident_date=ATTACK)
    both = Person("both", (Grant("officer", "home"), Grant("supervisor", "home")))
    story.do(c.Record(by=AYESHA, facts={"harm": "death", "full_name": "R. (fictitious)"}))
    story.go(AYESHA, "check")
    story.do(c.Tick(by=AYESHA, items=("seen",)))
    story.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    story.go(AYESHA, "accept", confirmed=True, urgent=False)
    story.go(both, "approve")
    assert story.refused(c.Advance(by=both, trigger="paid")) == ["not_by"]
    story.go(someone("third", "supervisor", "home"), "paid")


# -- tracks --------------------------------------------------------------------------------------


def test_a_track_is_started_where_the_definition_allows_it() -> None:
    story = Story().open(urgent=True)
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    assert story.case.standing["aid"] == "aid.giving"
    assert story.due("aid") == "2027-03-09 15:00"


def test_a_track_asks_for_role_guard_and_facts_all_at_once() -> None:
    story = Story().open(urgent=False)
    assert story.refused(c.StartTrack(by=CLERK, track="aid")) == ["role", "withheld"]
    assert story.refused(c.StartTrack(by=GUL, track="shelter")) == ["ask"]
    assert story.refused(c.StartTrack(by=AYESHA, track="money")) == ["unknown"]
    assert story.refused(c.StartTrack(by=AYESHA, track="garden")) == ["unknown"]


def test_a_track_that_runs_cannot_be_started_again_but_a_finished_one_can() -> None:
    story = Story().open(urgent=True)
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    assert story.refused(c.StartTrack(by=AYESHA, track="aid")) == ["open"]
    story.go(HAMZA, "given", "2027-03-08 16:00")
    story.do(c.StartTrack(by=AYESHA, track="aid"), "2027-03-10 10:00")
    assert story.case.standing["aid"] == "aid.giving"


def test_a_waived_track_needs_a_reason_and_counts_as_finished() -> None:
    story = Story().open(urgent=True)
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    assert story.refused(c.Advance(by=SANA, trigger="give_up")) == ["ask"]
    story.go(SANA, "give_up", reason="made up")
    assert story.case.standing["aid"] == "waived"


def test_going_back_and_again_keeps_or_restarts_clocks_as_the_definition_says(story: Story) -> None:
    story.go(AYESHA, "again", "2027-03-09 10:00")
    story.go(AYESHA, "back", "2027-03-09 11:00")
    assert story.due("intake") == "2027-03-11 17:00"


def test_two_officers_may_both_be_told_while_nobody_has_the_case(story: Story) -> None:
    assert {person for person, _ in story.told()} >= {AYESHA.id, BILAL.id}
