import pytest

from tests.unit.definition.a_workflow import OUTCOMES, TITLE, Edit, findings

FIELDS = "fields:\n"
TRANSFER = (
    "transfer: {to: refused, by: [supervisor], answer_by: [national], "
    "sla: {within: 2 days, escalate: standard}, en: T, ur: منتقلی}\n"
)


@pytest.mark.parametrize(
    ("edit", "name"),
    [
        ((FIELDS, FIELDS + "  not: {type: number, en: N, ur: ن}\n"), "not"),
        (("{low: {en: Low, ur: کم}", "{known: {en: Low, ur: کم}"), "known"),
        ((FIELDS, "lists: {any: {all: {en: A, ur: ا}}}\n" + FIELDS), "all"),
        ((TITLE, TITLE + "purposes: {within: {en: W, ur: و}}\n"), "within"),
        ((TITLE, TITLE + "children: {tracks: {workflow: service, en: S, ur: خ}}\n"), "tracks"),
        ((TITLE, TITLE + "departments: {case: {en: C, ur: ک}}\n"), "case"),
        ((OUTCOMES, OUTCOMES + "  stay: {en: S, ur: س}\n"), "stay"),
        (("  intake:\n", "  main:\n"), "main"),
        (("  shelter:\n", "  attempts:\n"), "attempts"),
        (("      begun:\n", "      finished:\n"), "finished"),
    ],
)
def test_a_word_of_the_language_is_no_name(edit: Edit, name: str) -> None:
    assert f'"{name}" is a word of the language and no name.' in [p.text for p in findings(edit)]


@pytest.mark.parametrize(
    ("edits", "name"),
    [
        ([(OUTCOMES, OUTCOMES + "  work: {en: W, ur: ک}\n")], "work"),
        ([(TITLE, TITLE + "children: {shelter: {workflow: service, en: S, ur: خ}}\n")], "shelter"),
        (
            [(OUTCOMES, "clocks: {work: {within: 9 days, en: W, ur: ک}}\n" + OUTCOMES)],
            "work",
        ),
        (
            [
                (
                    OUTCOMES,
                    "clocks: {transfer: {within: 9 days, en: W, ur: ک}}\n" + TRANSFER + OUTCOMES,
                )
            ],
            "transfer",
        ),
        ([(OUTCOMES, TRANSFER + OUTCOMES), ("  intake:\n", "  transfer:\n")], "transfer"),
        (
            [("    steps:\n", "    clocks: {begun: {within: 9 days, en: W, ur: ک}}\n    steps:\n")],
            "begun",
        ),
    ],
)
def test_a_name_means_one_thing(edits: list[Edit], name: str) -> None:
    assert f'"{name}" would mean two things here.' in [p.text for p in findings(*edits)]


def test_a_stage_may_be_called_as_a_transfer_is_where_there_is_none() -> None:
    assert "L016" not in [p.code for p in findings(("  intake:\n", "  transfer:\n"))]


def test_a_stage_of_the_main_line_may_bear_a_word_of_conditions() -> None:
    assert "L016" not in [p.code for p in findings(("  intake:\n", "  known:\n"))]
