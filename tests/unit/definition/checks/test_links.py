import pytest

from tests.unit.definition.a_workflow import (
    BEGUN_SLA,
    CLOSE,
    GO_ON,
    SAFE,
    SHARED,
    TITLE,
    Edit,
    codes,
    findings,
    library,
    only_finding,
)
from workflow.definition.checks.examination import check

SERVICE = SHARED["service.yaml"].decode()
ENDING_SLA = "        sla: {within: 10 working days, escalate: standard}\n"
SERVICES: Edit = (
    TITLE,
    TITLE + "children: {services: {workflow: service, en: Services, ur: خدمات}}\n",
)
AMOUNT: Edit = (
    "fields:\n",
    "fields:\n  amount: {type: money, class: identity, en: Amount, ur: رقم}\n",
)
FIGURE = "  figure: {table: amounts, as_of: seen_on, gives: {amount: amount}}\n"


def child(workflow: str, opened: str) -> tuple[Edit, Edit]:
    """A child of the sample that is opened as said: `runs` by itself, `open` by a person."""
    children = f"children: {{some: {{workflow: {workflow}, en: Some, ur: کچھ}}}}\n"
    by_itself: Edit = (BEGUN_SLA, BEGUN_SLA + "        runs: [some]\n")
    by_hand: Edit = (GO_ON, GO_ON.replace("en:", "open: [some], en:"))
    return (TITLE, TITLE + children), {"runs": by_itself, "open": by_hand}[opened]


def waits(clock: str) -> tuple[Edit, Edit, Edit]:
    """The sample waits for its services at a step with that clock."""
    runs: Edit = (ENDING_SLA, f"        {clock}\n        runs: [services]\n")
    return SERVICES, runs, (CLOSE, CLOSE.replace("en:", "when: all services finished, en:"))


def test_a_workflow_does_not_open_itself() -> None:
    assert codes(*child("sample", "runs")) == ["S109"]
    assert codes(*child("sample", "open")) == []


def test_children_that_open_their_parent_again_are_told_at_both() -> None:
    found = [p for p in check(library(*child("circle", "runs"))) if p.code == "S109"]
    assert [p.mark.file for p in found] == ["circle.yaml", "sample.yaml"]
    assert found[1].text == '"sample" opens "circle", which in the end opens "sample" again.'


def test_a_child_that_a_person_opens_makes_no_circle() -> None:
    assert codes(*child("circle", "open")) == []


def test_a_broken_child_opens_nothing() -> None:
    assert codes(*child("circle", "runs"), circle="workflow: circle\n") == []


def test_a_decision_may_follow_from_another() -> None:
    grades = (
        "decisions:\n"
        + FIGURE
        + ("  grading: {table: grades, as_of: seen_on, gives: {level: grade}}\n")
    )
    grade = AMOUNT[1] + (
        "  grade: {type: choice, options: {low: {en: L, ur: ک}, high: {en: H, ur: ز}}, "
        "en: Grade, ur: درجہ}\n"
    )
    assert codes((TITLE, TITLE + grades), ("fields:\n", grade)) == []


def test_decisions_do_not_follow_from_one_another() -> None:
    circle = (
        "decisions:\n"
        + FIGURE
        + ("  grading: {table: grades, as_of: seen_on, gives: {level: level}}\n")
    )
    assert codes((TITLE, TITLE + circle), AMOUNT) == ["D306", "D306"]


def test_a_date_that_a_decision_rests_on_counts_as_its_input() -> None:
    dated = SHARED["amounts.yaml"].decode().replace("table: amounts", "table: dates")
    dated = dated.replace("type: money", "type: date").replace("PKR 1000", "2027-01-01")
    dated = dated.replace("PKR 2000", "2027-02-02")
    circle = "decisions: {dating: {table: dates, as_of: seen_on, gives: {amount: seen_on}}}\n"
    assert codes((TITLE, TITLE + circle), dates=dated) == ["D306", "D305"]


def test_a_broken_table_is_known_by_the_inputs_that_are_written() -> None:
    circle = (
        "decisions: {one: {table: t, as_of: seen_on, inputs: {x: amount}, "
        "gives: {amount: amount}}}\n"
    )
    assert codes((TITLE, TITLE + circle), AMOUNT, t="table: t\n") == ["D306"]


def test_a_field_is_filled_from_one_table() -> None:
    two = "decisions:\n" + FIGURE + FIGURE.replace("figure", "second")
    (found,) = findings((TITLE, TITLE + two), AMOUNT)
    assert (found.code, found.text) == ("D305", '"amount" is filled from two tables.')
    assert [mark.line for mark in found.related] == [9]


@pytest.mark.parametrize("by_hand", ["ask: [amount]", "set: {amount: PKR 5}"])
def test_what_a_table_fills_is_not_filled_by_hand(by_hand: str) -> None:
    decision: Edit = (TITLE, TITLE + "decisions:\n" + FIGURE)
    found = only_finding(decision, AMOUNT, (SAFE, SAFE.replace("en:", f"{by_hand}, en:")))
    assert (found.code, found.help) == ("D305", "Take it out here.")


def test_what_a_table_fills_may_have_to_be_known() -> None:
    decision: Edit = (TITLE, TITLE + "decisions:\n" + FIGURE)
    known: Edit = (SAFE, SAFE.replace("en:", "record: [amount], en:"))
    assert codes(decision, AMOUNT, known) == []


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("sla: {within: 10 days, escalate: standard}", []),
        ("sla: {within: 9 days, escalate: standard}", ["T502"]),
        ("sla: {within: 7 working days, escalate: standard}", ["T502"]),
        ("sla: {until_date: seen_on, escalate: standard}", []),
        ("sla: {within: 2 days, until: seen_on, escalate: standard}", []),
    ],
)
def test_a_clock_that_waits_for_children_leaves_them_their_time(
    clock: str, expected: list[str]
) -> None:
    assert codes(*waits(clock)) == expected


def test_a_clock_of_the_whole_case_is_not_measured_against_children() -> None:
    whole = "clocks: {whole: {within: 2 days, escalate: standard, en: W, ur: کل}}\n"
    edits = waits("sla: {within: 10 days, escalate: standard}")
    assert codes(*edits, ("fields:\n", whole + "fields:\n")) == []


def test_the_time_a_child_may_take_is_that_of_its_quickest_way() -> None:
    detour = SERVICE.replace(
        "      given: {to: given,",
        "      later: {to: waiting, by: [officer], en: Later, ur: بعد}\n      given: {to: given,",
    ).replace(
        "outcomes:",
        "  waiting: {en: Waiting, ur: انتظار, department: health, legal_basis: [act], "
        "sla: {within: 90 days, escalate: standard}, "
        "transitions: {given: {to: given, by: [officer], en: Given, ur: فراہم}, "
        "back: {to: asked, by: [officer], ask: [note], en: Back, ur: واپس}}}\noutcomes:",
    )
    assert codes(*waits("sla: {within: 10 days, escalate: standard}"), service=detour) == []


def test_the_clock_of_a_childs_stage_counts_once_for_all_its_steps() -> None:
    steps = "    steps:\n" + "".join(
        f"      {name}:\n        en: S\n        ur: قدم\n        sla: {{within: 8 days, escalate: "
        f"standard}}\n        transitions:\n          go_{name}: "
        f"{{to: {to}, by: [officer], en: G, ur: آگے}}\n"
        for name, to in (("one", "two"), ("two", "given"))
    )
    staged = SERVICE.replace("      given: {to: given,", "      aside: {to: given,").replace(
        "outcomes:", steps + "outcomes:"
    )
    edits = waits("sla: {within: 10 days, escalate: standard}")
    assert codes(*edits, service=staged) == []
    bare = staged.replace("    sla: {within: 10 days, escalate: standard}\n", "")
    two_steps = bare.replace("      aside: {to: given", "      aside: {to: stay")
    assert codes(*edits, service=two_steps) == ["T502"]


def test_a_child_without_a_time_limit_takes_no_time() -> None:
    free = SERVICE.replace("within: 10 days", "within: 10 days, when: need is food")
    assert codes(*waits("sla: {within: 1 day, escalate: standard}"), service=free) == []


def test_a_child_that_never_ends_is_told_there() -> None:
    stuck = SERVICE.replace("given: {to: given,", "given: {to: stay,")
    assert codes(*waits("sla: {within: 1 day, escalate: standard}"), service=stuck) == []
