"""What entries make of a case, and what they leave alone."""

from tests.worlds import AYESHA, BILAL, KAMRAN, Story
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.entries import NotKnown, Nudged
from workflow.engine.fold import fold, replay


def test_the_entries_of_a_case_lead_to_it_again() -> None:
    story = Story().open().to_follow_up()
    assert replay(story.case.number, story.entries) == story.case


def test_a_case_can_be_followed_entry_by_entry() -> None:
    story = Story().open().to_follow_up()
    case = Case(story.case.number)
    for entry in story.entries:
        before = case
        case = fold(case, [entry])
        assert before.entries == case.entries - 1
    assert case == story.case


def test_a_case_that_is_folded_stays_as_it_is() -> None:
    case = Story().open().case
    assert fold(case, [Nudged(0, "kamran", "main")]) == fold(case, [Nudged(1, "nadia", "main")])
    assert fold(case, [Nudged(0, "kamran", "main")]).entries == case.entries + 1


def test_what_cannot_be_known_has_no_value() -> None:
    story = Story().open(harm=NotKnown("records burnt"))
    assert story.case.value("harm") is None
    assert story.case.facts["harm"] == NotKnown("records burnt")


def test_a_case_that_has_ended_has_no_open_region() -> None:
    story = Story().open().to_support()
    assert story.case.open_regions() == ("main", "money")
    assert story.case.at == "support"
    story.go(AYESHA, "withdraw", reason="made up")
    assert story.case.open_regions() == ()
    assert (story.case.at, story.case.is_open) == ("withdrawn", False)


def test_a_case_that_is_not_opened_stands_nowhere() -> None:
    assert (Case("1").at, Case("1").is_open, Case("1").open_regions()) == ("", False, ())


def test_a_step_put_back_undoes_who_made_it_and_a_later_act_does_not_hide_that() -> None:
    story = Story().open().to_checking()
    story.go(AYESHA, "back")
    story.go(BILAL, "check")
    story.go(BILAL, "note_death")
    story.do(c.PutBack(by=KAMRAN, region="main", reason="slip"))
    assert story.case.made_by["check"] == {"ayesha"}
    assert story.case.made_by["note_death"] == {"bilal"}
