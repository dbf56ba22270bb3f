import pytest

from tests.unit.definition.a_workflow import (
    BEGUN_SLA,
    SHARED,
    TITLE,
    Edit,
    codes,
    findings,
    library,
    only_finding,
)

AMOUNT: Edit = (
    "fields:\n",
    "fields:\n  amount: {type: money, class: identity, en: Amount, ur: رقم}\n",
)
RUNS: Edit = (BEGUN_SLA, BEGUN_SLA + "        runs: [services]\n")
OPTIONS = "{food: {en: Food, ur: خوراک}, shelter: {en: Shelter, ur: پناہ}}"
NEEDS: Edit = (
    "record: [urgent",
    "record: [needs, urgent",
)


def decides(text: str) -> Edit:
    return TITLE, f"{TITLE}decisions:\n  figure: {{{text}}}\n"


def opens(text: str) -> Edit:
    return TITLE, f"{TITLE}children:\n  services: {{workflow: service, {text}en: S, ur: خدمات}}\n"


def field(text: str) -> Edit:
    return "fields:\n", f"fields:\n  needs: {{{text}, class: health, en: Needs, ur: ضروریات}}\n"


def test_a_calendar_exists() -> None:
    found = only_finding(("calendar: weekdays", "calendar: weekends"))
    assert (found.code, found.mark.line) == ("L001", 6)
    assert found.help == 'Did you mean "weekdays"?'


def test_a_table_exists() -> None:
    found = only_finding(AMOUNT, decides("table: amount, as_of: seen_on, gives: {amount: amount}"))
    assert found.text == 'There is no decision table "amount".'


def test_inputs_of_the_same_name_need_not_be_written() -> None:
    assert codes(AMOUNT, decides("table: amounts, as_of: seen_on, gives: {amount: amount}")) == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (
            "table: amounts, as_of: seen_on, inputs: {lvl: level}, gives: {amount: amount}",
            'There is no column in "amounts" "lvl".',
        ),
        (
            "table: amounts, as_of: seen_on, gives: {sum: amount}",
            'There is no column in "amounts" "sum".',
        ),
        (
            "table: amounts, as_of: seen_on, inputs: {level: urgent}, gives: {amount: amount}",
            'The field "urgent" is of type yesno, but "level" of type choice.',
        ),
        (
            "table: amounts, as_of: seen_on, gives: {amount: note}",
            'The column "amount" is of type money, but "note" of type text.',
        ),
    ],
)
def test_columns_fit_the_fields(written: str, text: str) -> None:
    assert text in [p.text for p in findings(AMOUNT, decides(written))]


def test_a_field_may_not_have_more_values_than_the_table_knows() -> None:
    more: Edit = ("options: {low:", "options: {middle: {en: Middle, ur: درمیانہ}, low:")
    found = findings(
        AMOUNT, more, decides("table: amounts, as_of: seen_on, gives: {amount: amount}")
    )
    assert [p.text for p in found if p.code == "L009"] == [
        'The field "level" may be middle, which "level" does not know.'
    ]


def test_every_input_of_a_table_is_a_field() -> None:
    table = SHARED["amounts.yaml"].decode().replace("table: amounts", "table: other")
    table = table.replace("level:", "grade:")
    found = only_finding(
        AMOUNT, decides("table: other, as_of: seen_on, gives: {amount: amount}"), other=table
    )
    assert found.text == 'The table needs "grade", and there is no field of that name.'
    assert found.help == 'Write "inputs: {grade: FIELD}".'


def test_a_child_workflow_exists() -> None:
    found = only_finding(
        RUNS, (TITLE, TITLE + "children:\n  services: {workflow: servce, en: S, ur: خدمات}\n")
    )
    assert (found.text, found.help) == (
        'There is no workflow "servce".',
        'Did you mean "service"?',
    )


def test_a_child_of_a_province_is_that_of_its_overlay() -> None:
    of_child = """\
workflow: service
overlay: punjab
extends: service 1
in_force: 2027-01-01
owner: punjab_home
because: {en: Reason, ur: وجہ}
receives: [note, urgent]
fields:
  urgent: {type: text, class: identity, en: Urgent, ur: فوری}
"""
    of_parent = """\
workflow: sample
overlay: punjab
extends: sample 1
in_force: 2027-01-01
owner: punjab_home
because: {en: Reason, ur: وجہ}
"""
    made = library(opens(""), RUNS, child=of_child, parent=of_parent)
    assert "sample" in made.definitions
    assert "sample/punjab" not in made.definitions
    assert [p.text for p in made.problems] == [
        'The field "urgent" is of type yesno, but "service" of type text.'
    ]


def test_what_a_child_receives_is_a_field_of_its_parent() -> None:
    edits: list[Edit] = [
        ("  note: {type: text, class: identity, en: Note, ur: نوٹ}\n", ""),
        (", seen_on, note?]", ", seen_on]"),
        (" ask: [note],", ""),
    ]
    found = only_finding(opens(""), RUNS, *edits)
    assert found.text == '"service" receives "note", which is no field here.'


def test_a_broken_child_is_not_looked_into() -> None:
    made = library(opens(""), RUNS, service="workflow: service\n")
    assert [p for p in made.problems if p.mark.file == "sample.yaml"] == []


@pytest.mark.parametrize(
    ("type_", "more", "expected"),
    [
        (f"type: choices, options: {OPTIONS}", "for_each: needs, item: need, ", []),
        (f"type: choices, options: {OPTIONS}", "for_each: needs, item: ned, ", ["L001"]),
        (f"type: choices, options: {OPTIONS}", "for_each: needs, ", ["L008"]),
        (f"type: choices, options: {OPTIONS}", "item: need, ", ["L008"]),
        (f"type: choices, options: {OPTIONS}", "for_each: nedes, item: need, ", ["L001"]),
        (f"type: choice, options: {OPTIONS}", "for_each: needs, ", ["L009"]),
        (
            "type: choices, options: {food: {en: F, ur: خوراک}, cash: {en: C, ur: نقد}}",
            "for_each: needs, item: need, ",
            ["L009"],
        ),
        (
            f"type: list, items: {{need: {{type: choice, options: {OPTIONS}, class: health, en: N, "
            "ur: ضرورت}, day: {type: date, en: Day, ur: دن}}",
            "for_each: needs, ",
            [],
        ),
        (
            "type: list, items: {need: {type: text, class: health, en: N, ur: ضرورت}}",
            "for_each: needs, ",
            ["L009"],
        ),
    ],
)
def test_the_item_a_child_is_opened_for_fits_its_field(
    type_: str, more: str, expected: list[str]
) -> None:
    assert codes(field(type_), NEEDS, RUNS, opens(more)) == expected
