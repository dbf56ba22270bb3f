import pytest

from tests.unit.definition.an_overlay import BASE, HEAD_LINES, merged, only_finding, value
from workflow.definition.problems import Mark


def test_what_is_removed_is_gone_and_remembered_with_its_reason() -> None:
    overlay = """\
remove:
  - {path: stages.referral.transitions.declined, because: The committee decides}
  - {path: fields.threat.options, because: Asked elsewhere}
"""
    found = merged(overlay)
    assert value(found.tree, "stages", "referral", "transitions") == {
        "services_in_place": {"to": "support"}
    }
    assert value(found.tree, "fields", "threat") == {"type": "choice"}
    assert [(r.path, r.because, str(r.mark)) for r in found.removed] == [
        (
            ("stages", "referral", "transitions", "declined"),
            "The committee decides",
            f"punjab.yaml:{HEAD_LINES + 2}:5",
        ),
        (("fields", "threat", "options"), "Asked elsewhere", f"punjab.yaml:{HEAD_LINES + 3}:5"),
    ]


def test_a_map_and_a_part_of_it_may_both_be_removed() -> None:
    overlay = "remove: [{path: ladders.other, because: a}, {path: ladders, because: b}]"
    base = BASE.replace(", provinces_may: nothing}\n  other", "}\n  other")
    assert "ladders" not in merged(overlay, base).tree.entries


@pytest.mark.parametrize(
    ("removal", "place", "code", "text"),
    [
        (
            "{path: stages.referal.by, because: x}",
            "12",
            "L011",
            'The base has no "stages.referal" to remove.',
        ),
        ("{path: owner.en, because: x}", "12", "L011", 'The base has no "owner.en" to remove.'),
        ("{path: stages.referral.by}", "5", "L012", "It is not said why this is removed."),
        (
            "{path: stages.referral.by, because: ' '}",
            "5",
            "L012",
            "It is not said why this is removed.",
        ),
        (
            "{path: ladders.other, because: x, on: y}",
            "39",
            "L001",
            '"on" is no word of a removal.',
        ),
        ("{because: x}", "5", "L011", 'The base has no "" to remove.'),
        (
            "ladders.other",
            "5",
            "L015",
            "What is removed is written with its path and a reason.",
        ),
    ],
)
def test_a_removal_names_what_is_there_and_says_why(
    removal: str, place: str, code: str, text: str
) -> None:
    problem = only_finding(f"remove:\n  - {removal}\n")
    assert str(problem.mark) == f"punjab.yaml:{HEAD_LINES + 2}:{place}"
    assert (problem.code, problem.text) == (code, text)


def test_a_misspelt_path_is_answered_with_what_was_meant() -> None:
    problem = only_finding("remove: {path: stages.referal.by, because: x}")
    assert problem.help == 'Did you mean "referral"?'


def test_the_same_thing_is_not_both_removed_and_written() -> None:
    overlay = """\
stages: {referral: {by: [head]}}
remove: {path: stages.referral, because: x}
"""
    problem = only_finding(overlay)
    assert (problem.code, problem.text) == ("L011", "The overlay both removes this and writes it.")
    assert problem.related == (Mark("punjab.yaml", HEAD_LINES + 1, 20),)
