from itertools import pairwise

import pytest

from tests.unit.definition.a_workflow import (
    BEGUN_SLA,
    CLOSE,
    GO_BACK,
    GO_ON,
    OUTCOMES,
    TITLE,
    Edit,
    codes,
    definition,
    only_finding,
)
from workflow.definition.checks.rungs import running_at

STEPS = "    steps:\n"
OWN: Edit = (TITLE, TITLE + "ladders:\n  own:\n    - {at: due, tell: [national], do: give_up}\n")
GIVE_UP = "          give_up: {to: closed, by: [system], en: Give up, ur: ختم}\n"


def stage_clock(words: str) -> Edit:
    """A clock of the stage `work`."""
    return STEPS, f"    sla: {{within: 9 days, escalate: own{words}}}\n{STEPS}"


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("", ["work.begun", "work.ending"]),
        (", from: ending", ["work.begun", "work.ending"]),
        (", until: ending", ["work.begun"]),
        (", from: seen_on", ["work.begun", "work.ending"]),
        (", from: seen_on, until: ending", ["work.begun"]),
    ],
)
def test_a_clock_runs_from_where_it_starts_to_where_it_stops(words: str, places: list[str]) -> None:
    made = definition((STEPS, f"    sla: {{within: 9 days, escalate: standard{words}}}\n{STEPS}"))
    assert running_at(made, made.clocks["work"]) == places


def test_a_clock_that_begins_late_does_not_run_before() -> None:
    edits: list[Edit] = [
        (STEPS, f"    sla: {{within: 9 days, from: ending, escalate: standard}}\n{STEPS}"),
        (GO_BACK, GO_BACK.replace("to: begun", "to: intake")),
    ]
    made = definition(*edits)
    assert running_at(made, made.clocks["work"]) == ["work.ending"]


def test_the_clock_of_the_whole_case_runs_along_the_main_line() -> None:
    whole = "clocks: {whole: {within: 90 days, escalate: standard, en: W, ur: کل}}\n"
    made = definition((OUTCOMES, whole + OUTCOMES))
    assert running_at(made, made.clocks["whole"]) == ["intake", "work.begun", "work.ending"]


def test_what_a_rung_does_exists_wherever_its_clock_runs() -> None:
    at_one: Edit = (GO_ON, GO_ON + GIVE_UP)
    at_both: tuple[Edit, Edit] = (at_one, (CLOSE, CLOSE + GIVE_UP))
    assert codes(OWN, stage_clock(""), *at_both) == []
    assert codes(OWN, stage_clock(", until: ending"), at_one) == []
    found = only_finding(OWN, stage_clock(""), at_one)
    assert (found.code, found.help) == (
        "T505",
        "Add it there, or name another ladder at the clock.",
    )
    assert found.text == (
        '"give_up" is no transition "by: [system]" at "Ending", where the clock "Work" runs.'
    )


def test_a_rung_that_does_what_nobody_knows_is_told_what_exists() -> None:
    misspelt: Edit = (TITLE, OWN[1].replace("give_up", "giv_up"))
    found = only_finding(
        misspelt,
        stage_clock(", until: ending"),
        (GO_ON, GO_ON + GIVE_UP.replace("[system]", "[system, officer]")),
    )
    assert found.help == 'Did you mean "give_up"?'


def test_places_without_the_act_are_counted_when_there_are_many() -> None:
    step = (
        "      {0}: {{en: {0}, ur: قدم, "
        "transitions: {{go_{0}: {{to: {1}, by: [officer], en: G, ur: آگے}}}}}}\n"
    )
    steps = "".join(step.format(*pair) for pair in pairwise(["s1", "s2", "s3", "ending"]))
    more: Edit = ("      ending:\n", steps + "      ending:\n")
    found = only_finding(
        OWN, stage_clock(""), more, (GO_ON, GO_ON.replace("ending", "s1")), (CLOSE, CLOSE + GIVE_UP)
    )
    assert 'at "Begun", "s1", "s2" and 1 more' in found.text


def test_a_rung_tells_somebody_who_may_know_of_the_clock() -> None:
    secret: Edit = (BEGUN_SLA, BEGUN_SLA.replace("standard", "own, class: security"))
    ladder = "ladders:\n  own:\n    - {at: due, tell: [%s]}\n"
    assert codes(secret, (TITLE, TITLE + ladder % "officer, guard")) == []
    found = only_finding(secret, (TITLE, TITLE + ladder % "national"))
    assert (found.code, found.text) == (
        "N601",
        'Nobody whom this rung tells may know of "Begun".',
    )


def test_the_class_of_the_place_counts_too() -> None:
    ladder: Edit = (TITLE, TITLE + "ladders:\n  own:\n    - {at: due, tell: [national]}\n")
    open_: Edit = (BEGUN_SLA, BEGUN_SLA.replace("standard", "own"))
    secret: Edit = (BEGUN_SLA, open_[1] + "        class: security\n")
    assert codes(ladder, open_) == []
    assert codes(ladder, secret) == ["N601", "P702"]
