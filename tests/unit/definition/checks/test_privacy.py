import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    BEGUN_SLA,
    CLOSE,
    GO_ON,
    OUTCOMES,
    REFUSE,
    SAFE,
    SHARED,
    TITLE,
    Edit,
    codes,
    findings,
    only_finding,
)

NOTE = "  note: {type: text, class: identity, en: Note, ur: نوٹ}\n"
SECRET: Edit = (NOTE, NOTE.replace("identity", "security"))
TRACK = "    alongside: yes\n"
UNRECORDED: Edit = (", seen_on, note?]", ", seen_on]")
UNASKED: Edit = (REFUSE, REFUSE.replace(" ask: [note],", ""))


def child(each: str, text: str) -> tuple[Edit, ...]:
    """Services for each of a list field whose only item is the note of the child."""
    field = f"  plan: {{type: {text}, class: health, en: Plan, ur: منصوبہ}}\n"
    children = f"children: {{services: {{workflow: service, {each} en: S, ur: خدمات}}}}\n"
    return (
        (TITLE, TITLE + children),
        ("fields:\n", "fields:\n" + field),
        ("record: [urgent", "record: [plan, urgent"),
        (BEGUN_SLA, BEGUN_SLA + "        runs: [services]\n"),
    )


@pytest.mark.parametrize("kind", ["text", "phone", "identity_number"])
def test_what_may_hold_anything_is_never_public(kind: str) -> None:
    found = only_finding((NOTE, NOTE.replace("type: text, class: identity", f"type: {kind}")))
    assert (found.code, found.mark.column) == ("P703", 3)


def test_that_holds_for_the_items_of_a_list_too() -> None:
    items = "fields:\n  list: {type: list, en: L, ur: ف, items: {a: {type: text, en: A, ur: ا}}}\n"
    found = only_finding(("fields:\n", items), ("record: [urgent", "record: [list, urgent"))
    assert (found.code, found.text) == (
        "P703",
        'Anything can be written into "A", so it cannot be public.',
    )


def test_whoever_is_asked_for_a_field_may_see_it() -> None:
    found = only_finding(SECRET, UNRECORDED)
    assert (found.code, found.text) == (
        "P702",
        '"supervisor" must give "Note", which is security data that the role may not see.',
    )
    guarded: Edit = (REFUSE, REFUSE.replace("[supervisor]", "[guard]"))
    assert codes(SECRET, UNRECORDED, guarded) == []


def test_a_blind_role_is_told_even_beside_one_that_sees() -> None:
    both: Edit = (REFUSE, REFUSE.replace("[supervisor]", "[guard, supervisor]"))
    assert codes(SECRET, UNRECORDED, both) == ["P702"]


def test_what_is_asked_by_a_transition_offered_anywhere_is_told_once() -> None:
    anywhere = (
        "anywhere: {off: {to: closed, by: [officer], ask: [note], legal_basis: act, "
        "en: O, ur: ا}}\n"
    )
    assert codes(SECRET, UNRECORDED, UNASKED, (OUTCOMES, anywhere + OUTCOMES)) == ["P702"]


def test_somebody_who_acts_at_a_place_can_record_what_it_records() -> None:
    found = only_finding(SECRET, UNASKED)
    assert found.text == (
        'Nobody who acts at "Intake" may see security data, so nobody can record "Note".'
    )
    one: Edit = (ACCEPT, ACCEPT.replace("[officer]", "[officer, guard]"))
    assert codes(SECRET, UNASKED, one) == []


def test_what_a_step_records_is_looked_at_too() -> None:
    step: Edit = (BEGUN_SLA, BEGUN_SLA + "        record: [note]\n")
    found = only_finding(SECRET, UNASKED, UNRECORDED, step)
    assert (found.code, found.mark.column) == ("P702", len("        record: [") + 1)


@pytest.mark.parametrize(
    "edit",
    [
        (SAFE, SAFE.replace("en:", "class: security, en:")),
        (TRACK, TRACK + "    class: security\n"),
    ],
)
def test_whoever_makes_a_transition_may_know_of_it(edit: Edit) -> None:
    (found,) = [p for p in findings(edit) if p.code == "P702"]
    assert found.text == '"officer" may not know of this: it is of class security.'


def test_the_class_of_the_whole_workflow_counts_too() -> None:
    whole: Edit = (TITLE, TITLE + "class: security\n")
    found = [p for p in findings(whole) if p.code == "P702"]
    assert len(found) == 5


def test_the_system_sees_what_it_must() -> None:
    ladder = "ladders:\n  own:\n    - {at: due, tell: [guard], do: let_go}\n"
    edits: tuple[Edit, ...] = (
        ("fields:\n", ladder + "fields:\n"),
        ("sla: {within: 24 hours, escalate: standard}", "sla: {within: 24 hours, escalate: own}"),
        (TRACK, TRACK + "    class: security\n"),
        (
            SAFE,
            SAFE.replace("[officer]", "[guard]")
            + SAFE.replace("safe:", "let_go:").replace("[officer]", "[system]"),
        ),
    )
    assert codes(*edits) == []


def test_what_is_offered_anywhere_need_not_be_for_all_who_may_come() -> None:
    secret: Edit = (BEGUN_SLA, BEGUN_SLA + "        class: security\n")
    guarded: Edit = (GO_ON, GO_ON.replace("[officer]", "[guard]"))
    anywhere = "anywhere: {off: {to: closed, by: [officer], legal_basis: act, en: O, ur: ا}}\n"
    edits = (secret, guarded, (OUTCOMES, anywhere + OUTCOMES))
    assert [p.code for p in findings(*edits) if p.mark.file == "sample.yaml"] == []


def test_a_field_keeps_its_class_in_a_child() -> None:
    items = (
        "list, items: {need: {type: choice, class: %s, en: N, ur: ض, "
        "options: {food: {en: F, ur: خ}}}}"
    )
    assert codes(*child("for_each: plan,", items % "health")) == []
    found = only_finding(*child("for_each: plan,", items % "identity"))
    assert (found.code, found.text) == (
        "P704",
        '"N" is identity data here and health data in "service".',
    )


def test_the_item_of_a_choice_keeps_its_class_too() -> None:
    choices = "choices, options: {food: {en: Food, ur: خوراک}}"
    edits = child("for_each: plan, item: need,", choices)
    assert codes(*edits) == []
    plan, recorded = edits[1][1], edits[2]
    public: Edit = (edits[1][0], plan.replace("class: health, ", ""))
    assert codes(edits[0], public, recorded, edits[3]) == ["P704"]


def test_a_broken_child_receives_nothing() -> None:
    edits = child("", "number")
    service = SHARED["service.yaml"].decode().replace("owner: nacta\n", "")
    assert codes(*edits, service=service) == []


def test_what_an_outcome_of_the_supervisor_asks_is_seen() -> None:
    assert codes((CLOSE, CLOSE.replace("en:", "ask: [note], en:"))) == []
