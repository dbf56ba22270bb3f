from workflow.definition.problems import Mark, Problem
from workflow.definition.report import as_json, text

FIRST = Problem(Mark("a.yaml", 3, 9), "L007", '"en" has no value.', "Write it.")
SECOND = Problem(
    Mark("b.yaml", 5, 1),
    "W951",
    '"x" is declared and never used.',
    "Use it.",
    "warning",
    (Mark("a.yaml", 1, 2),),
)


def test_each_finding_is_a_line_with_its_place_code_and_what_to_do() -> None:
    assert text([FIRST, SECOND]).splitlines() == [
        'a.yaml:3:9 L007 "en" has no value. Write it.',
        'b.yaml:5:1 W951 (warning) "x" is declared and never used. Use it.',
        "    see a.yaml:1:2",
    ]


def test_nothing_found_is_nothing_said() -> None:
    assert (text([]), as_json([])) == ("", [])


def test_an_editor_gets_every_part_of_a_finding() -> None:
    assert as_json([SECOND]) == [
        {
            "file": "b.yaml",
            "line": 5,
            "column": 1,
            "code": "W951",
            "severity": "warning",
            "text": '"x" is declared and never used.',
            "help": "Use it.",
            "related": [{"file": "a.yaml", "line": 1, "column": 2}],
        }
    ]
