import pytest

from tests.unit.definition.a_workflow import (
    BEGUN_SLA,
    OUTCOMES,
    SLA,
    TITLE,
    Edit,
    codes,
    definition,
    findings,
    only_finding,
)
from workflow.definition.definition import RoleRef
from workflow.definition.durations import After, Due, Limit, Percent, Unit


def begun(text: str) -> Edit:
    """The clock of the step `begun` with other words in it."""
    return BEGUN_SLA, f"        sla: {{{text}, escalate: standard}}\n"


def ladder(rungs: str) -> tuple[Edit, Edit]:
    """A ladder of its own, used by the clock of the step `begun`."""
    return (TITLE, f"{TITLE}ladders: {{own: [{rungs}]}}\n"), (
        BEGUN_SLA,
        BEGUN_SLA.replace("standard", "own"),
    )


def test_what_is_written_of_a_clock_is_in_its_rule() -> None:
    clock = definition(
        (
            SLA,
            "    sla: {within: 3 working days, remind: [50%], escalate: standard, when: urgent, "
            "pause_for: not_found, extend: [many], on_return: restart, class: health, "
            "legal_basis: [act]}\n",
        )
    ).clocks["intake"]
    assert (clock.limit, clock.reminders) == (Limit(3, Unit.WORKING_DAYS), (Percent(50),))
    assert (clock.pause_for, clock.extend, clock.firm) == (("not_found",), ("many",), "")
    assert (clock.on_return, clock.class_, clock.legal_basis) == ("restart", "health", ("act",))
    assert clock.when is not None
    assert (clock.from_, clock.until) == (("entry", ""), ("leaving", ""))


def test_a_clock_takes_the_rungs_of_its_ladder() -> None:
    clock = definition().clocks["intake"]
    assert clock.ladder == "standard"
    assert clock.rung_offsets == (Due(), After(Limit(2, Unit.WORKING_DAYS)))
    assert clock.rungs[1].tell == (RoleRef("", "national"),)


def test_a_clock_without_a_ladder_has_no_rungs() -> None:
    clock = definition((BEGUN_SLA, "        sla: {within: 5 days}\n")).clocks["work.begun"]
    assert (clock.ladder, clock.rungs) == ("", ())


@pytest.mark.parametrize(
    ("words", "from_", "until"),
    [
        ("within: 5 days, from: opened", ("opened", ""), ("leaving", "")),
        ("within: 5 days, from: seen_on, until: note", ("field", "seen_on"), ("field", "note")),
        (
            "within: 5 days, from: begun, until: ending",
            ("place", "work.begun"),
            ("place", "work.ending"),
        ),
        ("within: 5 days, until: assigned", ("entry", ""), ("assigned", "")),
        ("within: 5 days, until: contacted", ("entry", ""), ("contacted", "")),
    ],
)
def test_a_clock_runs_from_one_thing_until_another(
    words: str, from_: tuple[str, str], until: tuple[str, str]
) -> None:
    clock = definition(begun(words)).clocks["work.begun"]
    assert (clock.from_, clock.until) == (from_, until)


def test_a_clock_may_be_due_on_a_date_of_the_case() -> None:
    clock = definition(begun("until_date: seen_on")).clocks["work.begun"]
    assert (clock.limit, clock.until_date) == (None, "seen_on")


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        ("remind: 50%", "L008", "A clock needs exactly one limit."),
        ("within: 5 days, until_date: seen_on", "L008", "A clock needs exactly one limit."),
        ("until_date: seen", "L001", 'There is no field "seen".'),
        (
            "until_date: urgent",
            "L009",
            'This clock is due on a date, and "urgent" is a field of type yesno.',
        ),
        (
            "within: 5 days, from: level",
            "L009",
            'A clock counts from a date, and "level" is a field of type choice.',
        ),
        ("within: 5 days, from: begn", "L001", 'There is no field or step "begn".'),
        ("within: 5 days, until: intake", "L001", 'There is no field or step "intake".'),
        ("within: 5 days, pause_for: [lunch]", "L001", 'There is no pause "lunch".'),
        ("within: 5 days, extend: [more]", "L001", 'There is no extension "more".'),
        ("within: 5 days, when: urgnt", "L001", 'There is no field "urgnt".'),
        ("within: 5 days, legal_basis: [law]", "L001", 'There is no source "law".'),
        ("within: 5 days, en: Clock", "L008", "This clock has no name in both languages."),
        ("within: 5 days, ur: گھڑی", "L008", "This clock has no name in both languages."),
    ],
)
def test_a_clock_that_cannot_run_is_told(words: str, code: str, text: str) -> None:
    found = only_finding(begun(words))
    assert (found.code, found.text) == (code, text)


def test_a_ladder_exists() -> None:
    found = only_finding((SLA, SLA.replace("standard", "standrad")))
    assert (found.text, found.help) == (
        'There is no ladder "standrad".',
        'Did you mean "standard"?',
    )


def test_a_named_clock_has_a_name_in_both_languages() -> None:
    named = BEGUN_SLA + "        clocks: {visit: {within: 2 hours, escalate: standard}}\n"
    assert only_finding((BEGUN_SLA, named)).code == "L008"


def test_the_clock_of_the_whole_case_knows_no_steps() -> None:
    whole = "clocks: {whole: {within: 9 days, from: begun, escalate: standard, en: W, ur: کل}}\n"
    assert only_finding((OUTCOMES, whole + OUTCOMES)).text == 'There is no field or step "begun".'


@pytest.mark.parametrize(
    ("rung", "text"),
    [
        ("{at: due, tell: [offcer]}", 'There is no role "offcer".'),
        ("{at: due, tell: [national], say: nws}", 'There is no message "nws".'),
        ("{at: due, tell: [ladder]}", 'There is no role "ladder".'),
    ],
)
def test_a_rung_names_what_exists(rung: str, text: str) -> None:
    assert text in [problem.text for problem in findings(*ladder(rung))]


def test_a_rung_may_say_something_of_its_own() -> None:
    made = definition(*ladder("{at: due, tell: [regions.supervisor], say: news}"))
    (rung,) = made.clocks["work.begun"].rungs
    assert (rung.say, rung.do, rung.tell) == ("news", "", (RoleRef("regions", "supervisor"),))


def test_a_ladder_is_looked_at_even_if_no_clock_names_it() -> None:
    edit = TITLE, TITLE + "ladders: {own: [{at: due, tell: [offcer]}]}\n"
    assert codes(edit) == ["L001"]


def test_a_late_notice_hands_over_to_the_rung() -> None:
    assert [notice.tell for notice in definition().notify["late"]] == [()]
