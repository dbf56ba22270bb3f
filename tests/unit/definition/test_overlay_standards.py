import pytest

from tests.unit.definition.an_overlay import BASE, HEAD_LINES, findings, merged, only_finding, value
from workflow.definition.problems import Mark


@pytest.mark.parametrize(
    "overlay",
    [
        "fields: {full_name: {class: public}}",
        "fields: {full_name: {en: Name}}",
        "stages: {protection: {sla: {within: 12 hours}}}",
        "stages: {protection: {sla: {remind: [50%]}}}",
        "stages: {protection: {steps: {more: {en: More}}}}",
        "stages: {protection: {steps: {assessing: {en: Looked at}}}}",
        "ladders: {standard: [{at: due, tell: [officer]}]}",
        "remove: {path: stages.protection.steps.assessing, because: x}",
        "remove: {path: stages.protection, because: x}",
        "remove: {path: stages, because: x}",
        "remove: {path: ladders.standard, because: x}",
        "remove: {path: fields, because: x}",
    ],
)
def test_where_provinces_may_do_nothing_nothing_is_changed(overlay: str) -> None:
    problems = [p for p in findings(overlay) if "change nothing here" in p.text]
    assert {p.code for p in problems} == {"L013"}
    assert problems[0].mark.file == "punjab.yaml"
    assert [mark.file for mark in problems[0].related] == ["base.yaml"]


def test_both_places_of_a_forbidden_change_are_named() -> None:
    problem = only_finding("fields: {full_name: {class: public}}")
    assert problem.mark == Mark("punjab.yaml", HEAD_LINES + 1, 22)
    assert problem.related == (Mark("base.yaml", 6, 59),)


def test_writing_again_what_the_base_says_is_no_change() -> None:
    assert ("fields", "full_name", "class") not in merged(
        "fields: {full_name: {class: identity}}"
    ).changed


@pytest.mark.parametrize("limit", ["2 working days", "1 working day", "3  working  days"])
def test_where_provinces_may_tighten_a_limit_that_is_no_longer_is_allowed(limit: str) -> None:
    tree = merged(f"stages: {{identification: {{sla: {{within: {limit}}}}}}}").tree
    assert value(tree, "stages", "identification", "sla", "within") == limit


@pytest.mark.parametrize(
    "overlay",
    [
        "within: 4 working days",
        "within: 2 days",
        "within: 16 working hours",
        "within: soon",
        "within: [2 working days]",
        "remind: [80%]",
        "pause_for: [victim_unreachable]",
    ],
)
def test_where_provinces_may_tighten_nothing_else_is_allowed(overlay: str) -> None:
    problem = only_finding(f"stages: {{identification: {{sla: {{{overlay}}}}}}}")
    assert problem.code == "L013"
    assert problem.text.startswith('Provinces may only shorten a "within" here')
    assert [mark.file for mark in problem.related] == ["base.yaml"]


def test_a_limit_that_the_base_does_not_set_is_not_tightened() -> None:
    base = BASE.replace("within: 3 working days, remind", "until_date: hearing, remind")
    problem = only_finding("stages: {identification: {sla: {within: 1 hour}}}", base=base)
    assert problem.code == "L013"


def test_a_limit_that_provinces_may_tighten_is_not_removed() -> None:
    problem = only_finding("remove: {path: stages.identification.sla, because: x}")
    assert problem.code == "L013"


def test_a_map_further_down_may_be_opened_to_change() -> None:
    overlay = "stages: {protection: {steps: {plan: {en: Plan in force}}}}"
    assert value(merged(overlay).tree, "stages", "protection", "steps", "plan", "en") == (
        "Plan in force"
    )
    assert merged("remove: {path: stages.protection.steps.plan, because: x}").removed


def test_a_standard_that_is_not_understood_allows_nothing() -> None:
    base = BASE.replace("provinces_may: change", "provinces_may: chnage")
    problem = only_finding("stages: {identification: {steps: {checking: {en: X}}}}", base=base)
    assert problem.code == "L013"


def test_a_standard_that_is_not_a_text_is_left_to_the_schema() -> None:
    base = BASE.replace("provinces_may: change", "provinces_may: [nothing]")
    assert merged("stages: {identification: {steps: {checking: {en: X}}}}", base).changed


def test_an_overlay_sets_no_standard() -> None:
    problem = only_finding("stages: {referral: {provinces_may: nothing}}")
    assert (problem.code, problem.text) == ("L013", "Only the base says what provinces may do.")
