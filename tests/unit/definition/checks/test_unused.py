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

NUMBER = "fields:\n  colour: {type: number, en: Colour, ur: رنگ}\n"


@pytest.mark.parametrize(
    ("declared", "use"),
    [
        (
            "pauses: {p: {at_most: 5 days, by: officer, en: P, ur: پ}}",
            (SLA, SLA.replace("remind", "pause_for: p, remind")),
        ),
        (
            "extensions: {x: {at_most: 5 working days, by: officer, en: X, ur: خ}}",
            (SLA, SLA.replace("remind", "extend: x, remind")),
        ),
        ("ladders: {l: [{at: due, tell: national}]}", (SLA, SLA.replace("standard", "l"))),
        (
            "purposes: {u: {en: U, ur: م}}",
            (CLOSE, CLOSE.replace("en:", "when: consent for u, en:")),
        ),
        (
            "messages: {m: {en: M, ur: پ}}",
            (CLOSE, CLOSE.replace("en:", "tell: [{tell: officer, say: m}], en:")),
        ),
        (
            "sources: {s: {status: verified, title: {en: S, ur: م}}}",
            (CLOSE, CLOSE.replace("en:", "legal_basis: s, en:")),
        ),
        (
            "departments: {d: {en: D, ur: م}}",
            (CLOSE, CLOSE.replace("[supervisor]", "[d.supervisor]")),
        ),
        ("roles: {r: {en: R, ur: ذ}}", (CLOSE, CLOSE.replace("[supervisor]", "[supervisor, r]"))),
        (
            "lists: {i: {a: {en: A, ur: ا}}}",
            ("fields:\n", "fields:\n  urgent_i: {type: choice, options: i, en: I, ur: ف}\n"),
        ),
        (
            "children: {c: {workflow: service, en: C, ur: ب}}",
            (GO_ON, GO_ON.replace("en:", "open: c, en:")),
        ),
    ],
)
def test_what_is_declared_and_never_used_is_told(declared: str, use: Edit) -> None:
    edit: Edit = (TITLE, f"{TITLE}{declared}\n")
    found = only_finding(edit)
    assert (found.code, found.mark.line) == ("W951", 8)
    assert "W951" not in codes(edit, use)


def test_an_outcome_that_is_never_reached_is_told() -> None:
    lost: Edit = ("  closed: {en:", "  lost: {en: Lost, ur: گم}\n  closed: {en:")
    assert only_finding(lost).text == '"lost" is declared and never used.'


def test_a_field_that_nobody_asks_for_is_only_remarked() -> None:
    found = only_finding(("fields:\n", NUMBER))
    assert (found.code, found.severity) == ("W952", "info")


@pytest.mark.parametrize("use", ["set: {colour: 3}", "ask: colour", "when: colour > 3"])
def test_a_field_is_used_by_whatever_mentions_it(use: str) -> None:
    assert codes(("fields:\n", NUMBER), (SAFE, SAFE.replace("en:", f"{use}, en:"))) in (
        [],
        ["G205"],
    )


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
    assert codes(*alone) in (["W952"], [])
    assert codes(*alone, *services) == []
