import pytest

from tests.unit.definition.an_overlay import (
    HEAD_LINES,
    findings,
    merged,
    names,
    only_finding,
    value,
)


def test_a_new_name_comes_at_the_end() -> None:
    tree = merged("stages: {referral: {transitions: {agree: {to: support}}}}").tree
    transitions = names(tree, "stages", "referral", "transitions")
    assert transitions == ["services_in_place", "declined", "agree"]


def test_a_new_name_stands_after_the_one_it_names() -> None:
    tree = merged("stages: {intake: {after: identification, en: Intake}}").tree
    assert names(tree, "stages") == ["identification", "intake", "referral", "protection"]
    assert value(tree, "stages", "intake") == {"en": "Intake"}


def test_new_names_after_one_another_stand_in_the_order_written() -> None:
    overlay = """\
stages:
  third: {after: second}
  first: {after: identification}
  second: {after: identification}
  last: {en: Last}
"""
    assert names(merged(overlay).tree, "stages") == [
        "identification",
        "first",
        "second",
        "third",
        "referral",
        "protection",
        "last",
    ]


def test_a_new_name_may_take_the_place_of_one_that_is_removed() -> None:
    overlay = """\
stages: {referral: {transitions: {agree: {after: services_in_place, to: support}}}}
remove:
  - {path: stages.referral.transitions.services_in_place, because: The committee decides}
"""
    assert names(merged(overlay).tree, "stages", "referral", "transitions") == ["agree", "declined"]


def test_after_an_unknown_name_nothing_can_stand() -> None:
    problem = only_finding("stages: {intake: {after: identifcation}}")
    assert str(problem.mark) == f"punjab.yaml:{HEAD_LINES + 1}:26"
    assert (problem.code, problem.text) == (
        "L014",
        'There is no "identifcation" here to stand after.',
    )
    assert problem.help == 'Did you mean "identification"?'


def test_after_is_followed_by_one_name() -> None:
    problem = only_finding("stages: {intake: {after: [referral]}}")
    assert (problem.code, problem.text) == ("L014", 'There is no "a list" here to stand after.')


@pytest.mark.parametrize("overlay", ["{a: {after: a}}", "{a: {after: b}, b: {after: a}}"])
def test_a_name_cannot_stand_after_itself(overlay: str) -> None:
    assert {(p.code, p.text[3:]) for p in findings(f"stages: {overlay}")} == {
        ("L014", " would stand after itself.")
    }


def test_what_is_in_the_base_is_not_moved() -> None:
    problem = only_finding("stages: {referral: {after: protection}}")
    assert problem.code == "L014"
    assert problem.text.startswith('"after" gives a new name its place')
