import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    BEGUN_SLA,
    CLOSE,
    GO_BACK,
    GO_ON,
    OUTCOMES,
    SAFE,
    SLA,
    Edit,
    codes,
    definition,
    findings,
    only_finding,
)
from workflow.definition.checks.ways import started_tracks

NO_START: Edit = (ACCEPT, ACCEPT.replace(" start: [shelter],", ""))
SHELTER = "  shelter:\n    en: Shelter\n    ur: پناہ\n    alongside: yes\n"
UNASKED: Edit = (GO_BACK, GO_BACK.replace(" ask: [seen_on],", ""))
FRESH: tuple[Edit, Edit] = (
    (BEGUN_SLA, BEGUN_SLA.replace("standard", "standard, on_return: restart")),
    (
        "        sla: {within: 10 working days, escalate: standard}\n",
        "        sla: {within: 10 working days, escalate: standard, on_return: restart}\n",
    ),
)


def track(name: str, guard: str) -> str:
    return f"""\
  {name}:
    en: Track
    ur: مرحلہ
    alongside: yes
    department: home
    legal_basis: [act]
    may_start: {{in: [work], by: [officer]}}
    sla: {{within: 24 hours, escalate: standard}}
    transitions:
      {name}_done: {{to: finished, by: [officer], when: {guard}, en: Done, ur: مکمل}}
      {name}_kept: {{to: {name}, by: [officer], ask: [level], en: Kept, ur: برقرار}}
"""


def test_a_track_is_started_by_a_stage_a_transition_a_track_or_a_person() -> None:
    by_stage: Edit = ("  work:\n", "  work:\n    start: [shelter]\n")
    by_hand: Edit = (SHELTER, SHELTER + "    may_start: {in: [work], by: [officer]}\n")
    for edits in ((), (NO_START, by_stage), (NO_START, by_hand)):
        assert started_tracks(definition(*edits)) == {"shelter"}
    further = (
        OUTCOMES,
        track("help", "urgent").replace("    may_start: {in: [work], by: [officer]}\n", "")
        + OUTCOMES,
    )
    by_track: Edit = (SAFE, SAFE.replace("en:", "start: [help], en:"))
    assert started_tracks(definition(further, by_track)) == {"shelter", "help"}
    assert started_tracks(definition(further)) == {"shelter"}


def test_a_track_that_nobody_starts_is_told_once_and_not_searched() -> None:
    found = only_finding(NO_START, (SAFE, SAFE.replace("to: finished", "to: stay")))
    assert (found.code, found.text) == ("S101", 'Nothing starts the track "shelter".')


def test_where_a_case_is_reopened_counts_as_a_beginning() -> None:
    reopen = "reopen: {from: [closed], to: %s, by: [supervisor], within: 9 days, en: R, ur: ر}\n"
    to_outcome: Edit = (ACCEPT, ACCEPT.replace("to: work", "to: closed"))
    assert codes(to_outcome, (OUTCOMES, reopen % "work" + OUTCOMES)) == []
    assert codes(to_outcome, (OUTCOMES, reopen % "intake" + OUTCOMES)) == ["S101", "S101"]


def test_of_places_that_lead_nowhere_the_last_is_told_with_the_way_there() -> None:
    found = [
        p
        for p in findings((CLOSE, CLOSE.replace("to: closed", "to: stay")), (GO_BACK, ""))
        if p.code == "S102"
    ]
    assert [p.text for p in found] == [
        'A case can get stuck at "Ending": no way leads from there to an end. '
        "It comes here by: accept → go_on."
    ]
    assert found[0].help == 'Add a transition that leads on, at last to "closed" or "refused".'


def test_a_track_can_get_stuck_where_it_begins() -> None:
    found = only_finding((SAFE, SAFE.replace("to: finished", "to: stay")))
    assert (found.code, found.mark.line) == ("S102", 43)
    assert "It comes here by: beginning here." in found.text
    assert found.help.endswith('at last to "finished" or "waived".')


def test_without_any_outcome_every_case_gets_stuck() -> None:
    found = findings(
        (
            "outcomes:\n  closed: {en: Closed, ur: بند}\n  refused: {en: Refused, ur: مسترد}\n",
            "outcomes: {}\n",
        ),
        (CLOSE, CLOSE.replace("to: closed", "to: stay")),
        ("to: refused", "to: stay"),
    )
    assert [p.help for p in found] == ["Add a transition that leads on, at last to an outcome."]


def test_a_way_that_only_the_system_takes_counts_if_a_rung_takes_it() -> None:
    by_system: Edit = (CLOSE, CLOSE.replace("[supervisor]", "[system]"))
    assert codes(by_system) == ["S102", "S104"]
    ladder = "ladders:\n  own:\n    - {at: due, tell: [national], do: close}\n"
    taken: Edit = ("fields:\n", ladder + "fields:\n")
    clock: Edit = (
        "        sla: {within: 10 working days, escalate: standard}\n",
        "        sla: {within: 10 working days, escalate: own}\n",
    )
    assert codes(by_system, taken, clock) == []


def test_tracks_that_wait_for_one_another_are_told_once() -> None:
    edits: Edit = (
        OUTCOMES,
        track("one", "all two finished")
        + track("two", "urgent and all three finished")
        + track("three", "all one finished")
        + OUTCOMES,
    )
    found = [p for p in findings(edits) if p.code == "S102"]
    assert [p.text for p in found] == [
        "These tracks wait for one another and can never finish: one → two → three → one."
    ]


@pytest.mark.parametrize("second", ["urgent", "all one finished or urgent", "any shelter finished"])
def test_tracks_that_wait_in_one_direction_can_finish(second: str) -> None:
    edits: Edit = (OUTCOMES, track("one", "all two finished") + track("two", second) + OUTCOMES)
    assert "S102" not in codes(edits)


def test_a_circle_is_progress_if_something_is_asked_or_ticked_in_it() -> None:
    assert codes(UNASKED, *FRESH) == ["S106"]
    ticked: Edit = (GO_ON, GO_ON.replace("en:", "needs: checklist, en:"))
    assert codes(UNASKED, *FRESH, ticked) == []


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("sla: {within: 30 days, escalate: standard}", []),
        ("sla: {within: 30 days, from: seen_on, escalate: standard}", ["S106"]),
        ("sla: {within: 30 days, until: seen_on, escalate: standard}", ["S106"]),
        ("sla: {within: 30 days, until: ending, escalate: standard}", ["S106"]),
        ("sla: {until_date: seen_on, escalate: standard}", ["S106"]),
    ],
)
def test_a_clock_that_runs_on_around_a_circle_ends_it(clock: str, expected: list[str]) -> None:
    around: Edit = ("    steps:\n", f"    {clock}\n    steps:\n")
    assert codes(UNASKED, *FRESH, around) == expected


def test_a_clock_of_the_whole_case_ends_every_circle() -> None:
    whole = "clocks: {whole: {within: 90 days, escalate: standard, en: Whole, ur: کل}}\n"
    assert codes(UNASKED, *FRESH, (OUTCOMES, whole + OUTCOMES)) == []


def test_a_clock_of_a_stage_does_not_run_on_when_the_stage_is_left() -> None:
    out: Edit = (GO_ON, GO_ON.replace("to: ending", "to: intake"))
    edits = (UNASKED, *FRESH, out, (SLA, SLA.replace("remind", "on_return: restart, remind")))
    assert "S106" in codes(
        *edits, ("    steps:\n", "    sla: {within: 9 days, escalate: standard}\n    steps:\n")
    )


def test_a_step_that_enters_itself_again_is_a_circle() -> None:
    again: Edit = (SAFE, SAFE + "      again: {to: shelter, by: [officer], en: Again, ur: پھر}\n")
    fresh: Edit = ("sla: {within: 24 hours,", "sla: {within: 24 hours, on_return: restart,")
    assert codes(again) == []
    assert only_finding(again, fresh).code == "S106"


def test_a_role_that_has_its_department_needs_none_of_the_place() -> None:
    homeless: Edit = (SHELTER + "    department: home\n", SHELTER)
    assert codes(homeless) == ["S108"]
    assert codes(homeless, (SAFE, SAFE.replace("[officer]", "[national]"))) == []
    assert codes(homeless, (SAFE, SAFE.replace("[officer]", "[case.officer]"))) == []
