import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    BEGUN_SLA,
    CLOSE,
    GO_ON,
    SAFE,
    SLA,
    TITLE,
    Edit,
    codes,
    only_finding,
)

TINT = "  tint: {type: choice, options: i, en: Tint, ur: رنگ}\n"
ENDING = "        sla: {within: 10 working days, escalate: standard}\n"
NUMBER = "fields:\n  colour: {type: number, en: Colour, ur: رنگ}\n"


def into(line: str, words: str) -> Edit:
    """A line of the sample with further words in its map."""
    return line, line.replace("{", f"{{{words}, ", 1)


@pytest.mark.parametrize(
    ("declared", "use"),
    [
        ("pauses: {p: {at_most: 5 days, by: officer, en: P, ur: پ}}", into(SLA, "pause_for: p")),
        (
            "extensions: {x: {at_most: 5 working days, by: officer, en: X, ur: خ}}",
            into(SLA, "extend: x"),
        ),
        ("purposes: {u: {en: U, ur: م}}", into(CLOSE, "when: consent for u")),
        ("messages: {m: {en: M, ur: پ}}", into(CLOSE, "tell: [{tell: officer, say: m}]")),
        ("sources: {s: {status: verified, title: {en: S, ur: م}}}", into(CLOSE, "legal_basis: s")),
        ("departments: {d: {en: D, ur: م}}", into(GO_ON, "tell: [{tell: d.officer, say: news}]")),
        ("roles: {r: {en: R, ur: ذ}}", into(GO_ON, "tell: [{tell: r, say: news}]")),
        ("children: {c: {workflow: service, en: C, ur: ب}}", into(GO_ON, "open: c")),
        ("lists: {i: {a: {en: A, ur: ا}}}", ("fields:\n", f"fields:\n{TINT}")),
        ("ladders: {l: [{at: due, tell: national}]}", (ENDING, ENDING.replace("standard", "l"))),
    ],
)
def test_what_is_declared_and_never_used_is_told(declared: str, use: Edit) -> None:
    edit: Edit = (TITLE, f"{TITLE}{declared}\n")
    name = declared[declared.index("{") + 1]
    found = only_finding(edit)
    assert (found.code, found.text) == ("W951", f'"{name}" is declared and never used.')
    assert "W951" not in codes(edit, use)


def test_an_outcome_that_is_never_reached_is_told() -> None:
    lost: Edit = ("  closed: {en:", "  lost: {en: Lost, ur: گم}\n  closed: {en:")
    assert only_finding(lost).text == '"lost" is declared and never used.'


def test_a_field_that_nobody_asks_for_is_only_remarked() -> None:
    found = only_finding(("fields:\n", NUMBER))
    assert (found.code, found.severity) == ("W952", "info")


@pytest.mark.parametrize("use", ["set: {colour: 3}", "ask: colour", "when: colour > 3"])
def test_a_field_is_used_by_whatever_mentions_it(use: str) -> None:
    assert "W952" not in codes(("fields:\n", NUMBER), (SAFE, SAFE.replace("en:", f"{use}, en:")))


def test_a_field_named_only_in_a_text_is_not_used() -> None:
    assert codes(("fields:\n", NUMBER), (ACCEPT, ACCEPT.replace("en: Accept", "en: colour"))) == [
        "W952"
    ]


def test_a_field_that_a_child_receives_is_used() -> None:
    alone: tuple[Edit, ...] = (
        (", seen_on, note?]", ", seen_on]"),
        (" ask: [note],", ""),
    )
    services: tuple[Edit, ...] = (
        (TITLE, TITLE + "children: {services: {workflow: service, en: S, ur: خدمات}}\n"),
        (BEGUN_SLA, BEGUN_SLA + "        runs: [services]\n"),
    )
    assert codes(*alone) == ["W952"]
    assert codes(*alone, *services) == []
