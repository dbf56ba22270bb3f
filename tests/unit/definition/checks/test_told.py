import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    BEGUN_SLA,
    OUTCOMES,
    SLA,
    TITLE,
    Edit,
    codes,
    edited,
    findings,
    only_finding,
)

TRANSFER = (
    "transfer: {to: refused, by: [supervisor], answer_by: [national], "
    "sla: {within: 2 days, escalate: standard}, en: T, ur: منتقلی}\n"
)


def message(english: str, urdu: str) -> Edit:
    return TITLE, f"{TITLE}messages:\n  news: {{en: '{english}', ur: '{urdu}'}}\n"


def silence(event: str) -> Edit:
    return TITLE, f"{TITLE}notify: {{{event}: []}}\n"


@pytest.mark.parametrize("event", ["opened", "entered", "assigned", "nudged", "excused", "ended"])
def test_somebody_hears_of_what_can_always_happen(event: str) -> None:
    found = only_finding(silence(event))
    assert (found.code, found.text) == ("N601", f'When something is "{event}", nobody is told.')


@pytest.mark.parametrize(
    ("event", "edits"),
    [
        ("reminder", []),
        ("late", []),
        ("put_back", []),
        ("proposed", [(ACCEPT, ACCEPT.replace("en:", "needs: two people, en:"))]),
        ("transfer_asked", [(OUTCOMES, TRANSFER + OUTCOMES)]),
        ("transfer_answered", [(OUTCOMES, TRANSFER + OUTCOMES)]),
        (
            "child_finished",
            [
                (BEGUN_SLA, BEGUN_SLA + "        runs: [services]\n"),
                ("fields:\n", "children: {services: {workflow: service, en: S, ur: خ}}\nfields:\n"),
            ],
        ),
    ],
)
def test_somebody_hears_of_what_this_workflow_can_do(event: str, edits: list[Edit]) -> None:
    assert codes(silence(event), *edits) == ["N601"]


@pytest.mark.parametrize("event", ["proposed", "transfer_asked", "child_finished"])
def test_of_what_cannot_happen_nobody_need_hear(event: str) -> None:
    assert codes(silence(event)) == []


def test_reminders_matter_only_where_a_clock_has_some() -> None:
    assert codes(silence("reminder"), (SLA, SLA.replace("remind: [50%], ", ""))) == []


def test_a_notice_that_tells_nobody_is_none() -> None:
    assert codes((TITLE, TITLE + "notify: {ended: [{tell: [], say: news}]}\n")) == ["N601"]


@pytest.mark.parametrize(
    ("english", "code", "text"),
    [
        ("Case {case} {due} {clock}", None, ""),
        ("Case {caze}", "N602", 'A message cannot hold "{caze}".'),
        ("Case {case.number}", "N602", 'A message cannot hold "{case.number}".'),
        ("Case {}", "N602", 'A message cannot hold "{}".'),
        ("Case {urgent}", "N602", 'A message cannot hold "{urgent}".'),
        ("Case {case", "N602", "A brace of this message has no partner."),
        ("Case case}", "N602", "A brace of this message has no partner."),
        ("Case {note}", "P701", '"{note}" is identity data and may not be sent in a message.'),
    ],
)
def test_a_message_holds_only_what_is_safe(english: str, code: str | None, text: str) -> None:
    found = findings(message(english, english.replace("Case", "کیس")))
    assert [(p.code, p.text) for p in found] == ([(code, text)] * 2 if code else [])


def test_a_misspelt_placeholder_is_told_with_the_right_one() -> None:
    (english, _) = findings(message("Case {caze}", "کیس {caze}"))
    changed = edited(message("Case {caze}", "کیس {caze}"))
    assert english.help == 'Did you mean "case"?'
    assert english.mark.line == changed[: changed.index("'Case")].count("\n") + 1


@pytest.mark.parametrize(
    ("english", "urdu", "language"),
    [("Case {case}: {due}", "کیس {case}", "ur"), ("Case {case}", "کیس {case}: {due}", "en")],
)
def test_both_texts_of_a_message_say_the_same(english: str, urdu: str, language: str) -> None:
    edit = message(english, urdu)
    found = only_finding(edit)
    column = edit[1].splitlines()[-1].index(f"{language}: ") + len(language) + 3
    assert (found.code, found.mark.column) == ("N603", column)
    assert found.text == "The text in the other language also says {due}."
