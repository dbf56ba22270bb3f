"""What is written down in a case: facts, items, ticks, documents, contact, consent, assignment."""

from datetime import date

import pytest

from tests.worlds import (
    AYESHA,
    BILAL,
    CLERK,
    GUL,
    HAMZA,
    KAMRAN,
    OMAR,
    Story,
    at,
    someone,
)
from workflow.engine import commands as c
from workflow.engine.decision import Refusal
from workflow.engine.entries import Entitled, NotKnown
from workflow.engine.people import THE_SYSTEM
from workflow.engine.view import CaseView

ATTACK = date(2027, 3, 8)


@pytest.fixture
def story() -> Story:
    """A case just opened."""
    return Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)


@pytest.fixture
def checked(story: Story) -> Story:
    """A case being checked, with its checklist."""
    story.go(AYESHA, "check")
    return story


def test_facts_are_written_by_those_who_have_the_case(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    assert story.case.value("urgent") is True
    for stranger in (HAMZA, CLERK, OMAR, someone("x", "poet", "welfare")):
        assert story.refused(c.Record(by=stranger, facts={"urgent": True})) == ["role"]


def test_a_fact_that_cannot_be_known_counts_as_recorded_and_has_no_value(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": NotKnown("unconscious")}))
    assert story.case.value("urgent") is None


def test_a_field_of_a_class_one_may_not_read_does_not_exist_for_one(story: Story) -> None:
    assert story.refused(c.Record(by=AYESHA, facts={"risk": "high"})) == ["unknown"]


def test_an_empty_record_changes_nothing(story: Story) -> None:
    assert story.do(c.Record(by=AYESHA, facts={})).entries == ()


# -- figures from tables --------------------------------------------------------------------------


def test_a_figure_follows_from_the_table_with_its_row_and_edition(story: Story) -> None:
    decision = story.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    (entitled,) = [e for e in decision.entries if isinstance(e, Entitled)]
    assert (entitled.table, entitled.edition, entitled.row) == ("amounts", "second", 1)
    assert entitled.legal_basis == ("test_law",)
    assert story.case.value("amount") == 2_000_000


def test_the_edition_is_that_of_the_day_of_the_attack(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"harm": "death", "incident_date": date(2027, 2, 28)}))
    assert story.case.value("amount") == 1_000_000


def test_a_figure_that_no_longer_follows_is_withdrawn(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    story.do(c.Record(by=AYESHA, facts={"harm": "injury"}))
    assert story.case.facts["amount"] == NotKnown("Not covered any more")
    story.do(c.Record(by=AYESHA, facts={"harm": NotKnown("unclear")}))
    assert story.case.facts["amount"] is None


def test_without_the_day_of_the_attack_there_is_no_figure() -> None:
    story = Story().open(harm="death")
    assert "amount" not in story.case.facts


def test_the_same_fact_written_again_gives_no_new_figure(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    again = story.do(c.Record(by=AYESHA, facts={"harm": "death"}))
    assert not [e for e in again.entries if isinstance(e, Entitled)]


# -- lists ----------------------------------------------------------------------------------------


def test_items_of_a_list_are_added_changed_and_struck_out(story: Story) -> None:
    story.do(c.RecordItem(by=AYESHA, field="payees", facts={"name": "A. (fictitious)"}))
    story.do(c.RecordItem(by=AYESHA, field="payees", facts={"name": "B. (fictitious)"}))
    story.do(c.RecordItem(by=AYESHA, field="payees", item="1", facts={"share": 500}))
    story.do(c.RemoveItem(by=AYESHA, field="payees", item="2", reason="entered twice"))
    assert story.case.lists["payees"] == {"1": {"name": "A. (fictitious)", "share": 500}}


def test_the_number_of_an_item_is_never_used_again(story: Story) -> None:
    story.do(c.RecordItem(by=AYESHA, field="payees", facts={"share": 1}))
    story.do(c.RemoveItem(by=AYESHA, field="payees", item="1", reason="slip"))
    story.do(c.RecordItem(by=AYESHA, field="payees", facts={"share": 2}))
    assert list(story.case.lists["payees"]) == ["2"]


def test_items_that_do_not_fit_are_refused(story: Story) -> None:
    refused = story.refused
    assert refused(c.RecordItem(by=AYESHA, field="garden", facts={})) == ["unknown"]
    assert refused(c.RecordItem(by=AYESHA, field="payees", facts={"age": 4})) == ["unknown"]
    assert refused(c.RecordItem(by=AYESHA, field="payees", item="9", facts={})) == ["unknown"]
    assert refused(c.RemoveItem(by=AYESHA, field="payees", item="9", reason="x")) == ["unknown"]
    assert refused(c.RemoveItem(by=HAMZA, field="payees", item="9", reason="x")) == ["role"]


# -- checklist and documents ----------------------------------------------------------------------


def test_items_are_ticked_and_the_tick_is_taken_back(checked: Story) -> None:
    checked.do(c.Tick(by=AYESHA, items=("seen",)))
    assert checked.case.ticked == {"intake.checking/seen"}
    assert checked.do(c.Tick(by=AYESHA, items=("intake.checking/seen",))).entries == ()
    checked.do(c.Tick(by=AYESHA, items=("seen",), on=False))
    assert not checked.case.ticked


def test_only_items_of_the_open_places_can_be_ticked(checked: Story) -> None:
    assert checked.refused(c.Tick(by=AYESHA, items=("moon", "certificate"))) == [
        "unknown",
        "document",
    ]


def test_a_document_goes_from_received_to_verified(checked: Story) -> None:
    checked.do(c.SetDocument(by=AYESHA, item="certificate", state="received"))
    checked.do(c.Record(by=AYESHA, facts={"urgent": False, "confirmed": True}))
    checked.do(c.Tick(by=AYESHA, items=("seen",)))
    assert checked.refused(c.Advance(by=AYESHA, trigger="accept")) == ["document"]
    checked.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    checked.go(AYESHA, "accept")


@pytest.mark.parametrize("state", ["substituted", "waived"])
def test_a_document_is_substituted_or_waived_only_with_a_reason(checked: Story, state: str) -> None:
    bare = c.SetDocument(by=AYESHA, item="certificate", state=state)  # type: ignore[arg-type]
    assert checked.refused(bare) == ["document"]
    checked.do(
        c.SetDocument(by=AYESHA, item="certificate", state=state, reason="burnt")  # type: ignore[arg-type]
    )


def test_what_is_no_document_has_no_state(checked: Story) -> None:
    assert checked.refused(c.SetDocument(by=AYESHA, item="seen", state="received")) == ["unknown"]


# -- contact, consent, assignment -----------------------------------------------------------------


def test_attempts_in_a_row_are_counted_until_the_victim_is_reached(story: Story) -> None:
    for _ in range(2):
        story.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    story.do(c.TryContact(by=AYESHA, channel="visit", reached=True))
    story.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    assert CaseView(story.rules, story.case, story.now).attempts == 1


def test_an_attempt_in_the_future_has_not_happened(story: Story) -> None:
    later = at("2027-03-09 15:00")
    command = c.TryContact(by=AYESHA, channel="phone", reached=True, occurred_at=later)
    assert story.refused(command) == ["value"]
    assert story.refused(c.TryContact(by=HAMZA, channel="phone", reached=True)) == ["role"]


def test_consent_is_given_withdrawn_and_runs_out(story: Story) -> None:
    until = at("2027-03-10 15:00")
    story.do(c.RecordConsent(by=AYESHA, purpose="sharing", until=until))
    assert story.timers["consent:sharing"] == until
    story.until("2027-03-10 15:00")
    assert story.case.consents["sharing"].given is False
    story.do(c.RecordConsent(by=AYESHA, purpose="sharing"))
    story.do(c.RecordConsent(by=AYESHA, purpose="sharing", given=False))
    assert story.case.consents["sharing"].given is False


def test_an_old_timer_does_not_end_a_newer_consent(story: Story) -> None:
    story.do(c.RecordConsent(by=AYESHA, purpose="sharing", until=at("2027-03-20 15:00")))
    story.do(c.TimerDue(by=THE_SYSTEM, timer="consent:sharing"), "2027-03-10 15:00")
    assert story.case.consents["sharing"].given is True


def test_consent_is_asked_only_for_a_purpose_that_exists(story: Story) -> None:
    assert story.refused(c.RecordConsent(by=AYESHA, purpose="gossip")) == ["unknown"]
    assert story.refused(c.RecordConsent(by=HAMZA, purpose="sharing")) == ["role"]


def test_a_case_is_given_to_an_officer_who_hears_of_it(story: Story) -> None:
    story.messages.clear()
    story.do(c.Assign(by=KAMRAN, region="main", to=BILAL))
    assert story.told() == [("bilal", "yours")]
    story.do(c.Assign(by=AYESHA, region="main", to=AYESHA))
    assert story.told() == []


def test_a_case_goes_only_to_those_who_could_have_it(story: Story) -> None:
    south = someone("saad", "officer", "welfare", "province.south")
    for stranger in (HAMZA, CLERK, south):
        assert story.refused(c.Assign(by=KAMRAN, region="main", to=stranger)) == ["role"]
    assert story.refused(c.Assign(by=KAMRAN, region="aid", to=HAMZA)) == ["unknown"]
    assert story.refused(c.Assign(by=HAMZA, region="main", to=HAMZA)) == ["role"]


def test_a_case_can_be_nobodys_again(story: Story) -> None:
    story.do(c.Assign(by=KAMRAN, region="main", to=AYESHA))
    story.do(c.Assign(by=KAMRAN, region="main", to=None))
    assert story.case.assigned["main"] == ""


def test_whoever_has_a_part_of_the_case_may_write_in_it_all(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    story.do(c.Assign(by=HAMZA, region="aid", to=HAMZA))
    story.do(c.Record(by=HAMZA, facts={"reason": "made up"}))


def test_the_refusal_says_who_has_the_case(story: Story) -> None:
    answer = story.ask(c.Record(by=HAMZA, facts={"urgent": True}))
    assert isinstance(answer, Refusal)
    assert "Welfare" in answer.reasons[0].words.en


def test_a_protection_officer_writes_where_protection_has_the_case(story: Story) -> None:
    story.do(c.StartTrack(by=GUL, track="shelter", facts={"reason": "threat (fictitious)"}))
    story.do(c.Record(by=GUL, facts={"risk": "high"}))
    assert story.case.value("risk") == "high"
