"""Where a case meets the end of what is known: calendars, provinces, hidden places."""

from tests.worlds import AYESHA, KAMRAN, Story, someone
from workflow.engine import commands as c
from workflow.engine.decision import Refusal

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
