"""Where a case meets the end of what is known: calendars, provinces, hidden places."""

from tests.worlds import AYESHA, HAMZA, KAMRAN, Story, someone
from workflow.engine import commands as c
from workflow.engine.decision import Refusal
from workflow.engine.people import THE_SYSTEM

SAAD = someone("saad", "supervisor", "welfare", "province.south")


def test_a_due_beyond_the_calendar_is_refused_with_what_to_do() -> None:
    answer = Story("2029-12-20 10:00").ask(c.Open(by=AYESHA))
    assert isinstance(answer, Refusal)
    assert [r.code for r in answer.reasons] == ["calendar"]
    assert "2029-12-31" in answer.reasons[0].words.en


def test_the_district_of_the_old_office_does_not_go_along() -> None:
    story = Story().open(district="upper", confirmed=True)
    story.do(c.Transfer(by=KAMRAN, province="south", facts={"reason": "has moved (fictitious)"}))
    decision = story.do(c.AnswerTransfer(by=SAAD, accept=True, facts={"district": "harbour"}))
    assert decision.hands_over == {"confirmed": True, "district": "harbour"}


def test_a_track_that_begins_anew_has_nobody_and_clocks_that_have_not_counted() -> None:
    story = Story().open(urgent=True)
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    story.do(c.Assign(by=HAMZA, region="aid", to=HAMZA))
    story.go(HAMZA, "given", "2027-03-08 16:00")
    story.do(c.StartTrack(by=AYESHA, track="aid"), "2027-04-20 10:00")
    assert "aid" not in story.case.assigned
    assert story.due("aid") == "2027-04-21 10:00"


def test_whoever_asked_another_province_does_not_answer_for_it() -> None:
    everywhere = someone("both", "supervisor", "welfare")
    story = Story().open(district="upper")
    story.do(c.Transfer(by=everywhere, province="south", facts={"reason": "made up"}))
    assert story.refused(c.AnswerTransfer(by=everywhere, accept=True)) == ["not_by"]


def test_a_need_whose_referral_ended_with_the_case_gets_a_new_one_when_it_is_reopened() -> None:
    story = Story()
    story.do(
        c.Open(
            by=AYESHA,
            standing={"main": "support"},
            facts={"needs": frozenset({"legal", "medical"})},
        )
    )
    done = c.ChildFinished(by=THE_SYSTEM, key="referrals/medical", outcome="done")
    story.do(done)
    story.go(AYESHA, "withdraw", reason="made up")
    story.do(c.ChildFinished(by=THE_SYSTEM, key="referrals/legal", outcome="ended"))
    decision = story.do(c.Reopen(by=KAMRAN, facts={"reason": "wishes it again"}))
    assert [(child.key, child.item) for child in decision.opens] == [
        ("referrals/legal.2", {"need": "legal"})
    ]
