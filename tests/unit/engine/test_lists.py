"""Lists, checklists and documents: what is written item by item."""

import pytest

from tests.worlds import AYESHA, BILAL, GUL, HAMZA, OMAR, Story
from workflow.engine import commands as c
from workflow.engine.decision import Refusal
from workflow.engine.entries import NotKnown
from workflow.engine.people import Grant, Person

PAYEE = {"name": "N. (fictitious)", "share": 50_000}


@pytest.fixture
def story() -> Story:
    """A case in support."""
    return Story().open().to_support()


def test_a_list_is_written_item_by_item(story: Story) -> None:
    answer = story.ask(c.Record(by=AYESHA, facts={"payees": "N., O."}))
    assert isinstance(answer, Refusal)
    assert [r.words.en for r in answer.reasons] == ['"Payees" is filled item by item, not at once.']
    assert story.refused(c.Advance(by=AYESHA, trigger="claim", facts={"payees": "N."})) == ["value"]


def test_a_list_may_be_recorded_as_not_known(story: Story) -> None:
    assert story.refused(c.Advance(by=AYESHA, trigger="pay_out")) == ["record_first"]
    story.do(c.Record(by=AYESHA, facts={"payees": NotKnown("nobody came")}))
    assert story.case.value("payees") is None


def test_only_a_list_has_items(story: Story) -> None:
    item = c.RecordItem(by=AYESHA, field="harm", facts={})
    strike = c.RemoveItem(by=AYESHA, field="harm", item="1", reason="x")
    assert story.refused(item) == story.refused(strike) == ["unknown"]


def test_all_that_is_wrong_with_an_item_is_said_at_once(story: Story) -> None:
    wrong = c.RecordItem(by=AYESHA, field="payees", item="7", facts={"shoe_size": 42, **PAYEE})
    assert story.refused(wrong) == ["unknown", "unknown"]
    assert story.refused(c.RecordItem(by=HAMZA, field="payees", facts=PAYEE)) == ["role"]
    gone = c.RemoveItem(by=AYESHA, field="payees", item="7", reason="")
    assert story.refused(gone) == ["unknown", "ask"]


def test_a_part_of_an_item_that_one_may_not_read_is_none(story: Story) -> None:
    payer = Person("payer", (Grant("payer", "home"),))
    story.do(c.RecordItem(by=OMAR, field="payees", facts=PAYEE))
    assert story.refused(c.RecordItem(by=payer, field="payees", facts=PAYEE)) == ["role"]
    assert story.refused(c.RecordItem(by=GUL, field="payees", facts=PAYEE)) == ["unknown"]


def test_a_child_is_opened_for_each_item_that_has_none(story: Story) -> None:
    story.do(c.RecordItem(by=AYESHA, field="payees", facts=PAYEE))
    story.do(c.RecordItem(by=AYESHA, field="payees", facts={"name": "O. (fictitious)"}))
    first = story.go(AYESHA, "pay_out")
    assert [(child.key, child.item) for child in first.opens] == [
        ("payouts/1", PAYEE),
        ("payouts/2", {"name": "O. (fictitious)"}),
    ]
    story.do(c.RemoveItem(by=AYESHA, field="payees", item="1", reason="has died (fictitious)"))
    story.do(c.RecordItem(by=AYESHA, field="payees", facts={"share": 1}))
    assert [child.key for child in story.go(AYESHA, "pay_out").opens] == ["payouts/3"]


def test_what_runs_at_a_place_is_opened_once_while_it_is_open() -> None:
    story = Story().open()
    ask = c.StartTrack(by=GUL, track="shelter", facts={"reason": "threat (fictitious)"})
    assert [child.key for child in story.do(ask).opens] == ["guards/1"]
    story.go(GUL, "safe", risk="low")
    assert story.do(ask).opens == ()


def test_a_name_that_two_open_places_have_is_told_apart_by_the_place() -> None:
    story = Story().open().to_checking()
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    assert story.refused(c.Tick(by=AYESHA, items=("seen",))) == ["ambiguous"]
    document = c.SetDocument(by=AYESHA, item="seen", state="verified")
    assert story.refused(document) == ["ambiguous"]
    story.do(c.Tick(by=AYESHA, items=("transport.called/seen",)))
    assert story.case.ticked == {"transport.called/seen"}


def test_with_a_transition_the_items_of_its_own_place_are_meant() -> None:
    story = Story().open().to_checking()
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.do(
        c.Advance(
            by=BILAL,
            trigger="accept",
            facts={"confirmed": True, "urgent": False},
            tick=("seen",),
            documents={"certificate": "verified"},
        )
    )
    assert story.case.ticked == {"intake.checking/seen"}


def test_an_item_at_a_hidden_step_is_none() -> None:
    story = Story().open().to_checking()
    story.go(GUL, "hold")
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.do(c.Tick(by=HAMZA, items=("seen",)))
    assert story.case.ticked == {"transport.called/seen"}


def test_what_is_no_document_has_no_state() -> None:
    story = Story().open().to_checking()
    assert story.refused(c.SetDocument(by=AYESHA, item="seen", state="verified")) == ["unknown"]
    assert story.refused(c.SetDocument(by=AYESHA, item="passport", state="verified")) == ["unknown"]
    assert story.refused(c.SetDocument(by=AYESHA, item="certificate", state="waived")) == [
        "document"
    ]
