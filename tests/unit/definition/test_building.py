import pytest

from tests.unit.definition.a_workflow import (
    BEGUN_SLA,
    OUTCOMES,
    SHARED,
    TITLE,
    Edit,
    codes,
    definition,
    findings,
    only_finding,
)
from workflow.definition.definition import Recorded
from workflow.definition.durations import Limit, Unit
from workflow.definition.fields import FieldType, Kind
from workflow.definition.library import read_library

SHELTER = "  shelter:\n    en: Shelter\n    ur: پناہ\n    alongside: yes\n"
REOPEN = (
    "reopen: {from: [closed], to: %s, by: [supervisor], within: 90 days, en: Open, ur: کھولیں}\n"
)
TRANSFER = """\
transfer:
  to: refused
  by: [supervisor]
  answer_by: [national]
  ask: [note]
  sla: {within: 2 working days, escalate: standard}
  en: Transfer
  ur: منتقلی
"""


def test_the_main_line_and_each_track_are_regions_with_their_places_in_order() -> None:
    made = definition()
    assert {r.id: r.places for r in made.regions.values()} == {
        "main": ("intake", "work.begun", "work.ending"),
        "shelter": ("shelter",),
    }
    assert [r.initial for r in made.regions.values()] == ["intake", "shelter"]


def test_a_track_may_be_written_before_the_main_line() -> None:
    first: Edit = (
        "stages:\n",
        "stages:\n  early:\n"
        + SHELTER.split("\n", 1)[1]
        + """\
    department: home
    legal_basis: [act]
    sla: {within: 24 hours, escalate: standard}
    may_start: {in: [work], by: [officer], when: urgent, ask: [level]}
    transitions:
      safe: {to: finished, by: [officer], en: Safe, ur: محفوظ}
""",
    )
    made = definition(first)
    assert made.regions["main"].initial == "intake"
    rule = made.regions["early"].may_start
    assert rule is not None
    assert (rule.stages, rule.ask) == (frozenset({"work"}), ("level",))


def test_a_place_carries_what_its_stage_gives_to_each_step() -> None:
    made = definition(
        ("    steps:\n", "    class: health\n    record: [level]\n    steps:\n"),
        (BEGUN_SLA, BEGUN_SLA + "        record: [note?]\n"),
    )
    begun = made.places["work.begun"]
    assert (begun.department, begun.class_) == ("home", "health")
    assert begun.record == (Recorded("note", optional=True),)
    assert begun.stage_record == (Recorded("level", optional=False),)
    assert begun.within == ("work", "work.begun")
    assert made.places["intake"].within == ("intake",)


def test_the_class_and_department_of_a_step_go_before_those_of_its_stage() -> None:
    made = definition(
        ("    steps:\n", "    class: health\n    steps:\n"),
        (BEGUN_SLA, BEGUN_SLA + "        class: identity\n        department: health\n"),
    )
    begun = made.places["work.begun"]
    assert (begun.department, begun.class_) == ("health", "identity")
    assert made.scopes["work.begun"].department == "health"


def test_checklists_of_stage_and_step_count_at_the_step() -> None:
    made = definition(
        ("    steps:\n", "    checklist: {plan: {en: Plan, ur: منصوبہ}}\n    steps:\n"),
        (
            BEGUN_SLA,
            BEGUN_SLA
            + "        checklist: {paper: {with: document, when: urgent, en: P, ur: کاغذ}}\n",
        ),
    )
    items = made.places["work.begun"].checklist
    assert [(i.id, i.document, i.when is None) for i in items] == [
        ("work.begun/paper", True, False),
        ("work/plan", False, True),
    ]
    assert [i.id for i in made.places["work.ending"].checklist] == ["work/plan"]


def test_clocks_have_the_names_of_their_places() -> None:
    named = (
        "        clocks: {visit: {within: 2 hours, escalate: standard, en: Visit, ur: ملاقات}}\n"
    )
    made = definition(
        (BEGUN_SLA, BEGUN_SLA + named),
        (
            OUTCOMES,
            "clocks: {whole: {within: 90 days, from: opened, escalate: standard, en: W, ur: کل}}\n"
            + TRANSFER
            + OUTCOMES,
        ),
    )
    assert {clock.id: clock.scope for clock in made.clocks.values()} == {
        "whole": "",
        "intake": "intake",
        "work.begun": "work.begun",
        "work.begun.visit": "work.begun",
        "work.ending": "work.ending",
        "shelter": "shelter",
        "transfer": "transfer",
    }
    assert made.scopes["work.begun"].clocks == ("work.begun", "work.begun.visit")
    assert made.clocks["work.begun.visit"].words.en == "Visit"
    assert made.clocks["work.begun"].words.en == "Begun"
    assert made.clocks["shelter"].region == "shelter"


def test_a_case_may_be_reopened_where_it_stopped_or_at_a_stage() -> None:
    stopped = definition((OUTCOMES, REOPEN % "where it stopped" + OUTCOMES)).reopen
    staged = definition((OUTCOMES, REOPEN % "work" + OUTCOMES)).reopen
    assert stopped is not None
    assert staged is not None
    assert (stopped.stage, staged.stage) == ("", "work.begun")
    assert staged.outcomes == frozenset({"closed"})


def test_a_case_is_not_reopened_at_a_track_or_at_nothing() -> None:
    for stage in ("shelter", "wrok"):
        found = only_finding((OUTCOMES, REOPEN % stage + OUTCOMES))
        assert found.text == f'There is no stage "{stage}".'


def test_a_transfer_has_its_outcome_and_its_clock() -> None:
    made = definition((OUTCOMES, TRANSFER + OUTCOMES))
    assert made.transfer is not None
    assert (made.transfer.outcome, made.transfer.clock) == ("refused", "transfer")
    assert made.clocks["transfer"].limit == Limit(2, Unit.WORKING_DAYS)


def test_a_transfer_may_need_the_victims_consent() -> None:
    consent = TRANSFER.replace("  ask:", "  consent: sharing\n  ask:")
    with_consent = definition((OUTCOMES, consent + OUTCOMES)).transfer
    without = definition((OUTCOMES, TRANSFER + OUTCOMES)).transfer
    assert with_consent is not None
    assert without is not None
    assert (with_consent.consent, without.consent) == ("sharing", "")
    wrong = consent.replace("consent: sharing", "consent: shared")
    assert only_finding((OUTCOMES, wrong + OUTCOMES)).text == (
        'There is no purpose of consent "shared".'
    )


def test_a_workflow_may_let_nobody_put_back() -> None:
    assert definition().put_back is not None
    made = read_library(
        {"sample.yaml": SMALLEST.encode(), "weekdays.yaml": SHARED["weekdays.yaml"]}
    )
    assert made.problems == ()
    assert made.definitions["sample"].put_back is None


SMALLEST = """\
workflow: sample
edition: 1
in_force: 2027-01-01
owner: nacta
calendar: weekdays
title: {en: Sample, ur: نمونہ}
roles: {officer: {department: any, en: Officer, ur: افسر}}
stages:
  intake:
    {en: Intake, ur: اندراج, transitions: {done: {to: done, by: officer, en: Done, ur: مکمل}}}
outcomes: {done: {en: Done, ur: مکمل}}
"""


def test_fields_know_their_types_and_who_fills_them() -> None:
    made = definition(
        (
            "fields:\n",
            "lists:\n  colours: {red: {en: Red, ur: سرخ}}\nfields:\n"
            "  amount: {type: money, class: identity, en: Amount, ur: رقم}\n"
            "  losses: {type: list, en: L, ur: نقصان, items: {colour: {type: choice, "
            "options: colours, en: C, ur: رنگ}}}\n",
        ),
        (
            TITLE,
            TITLE
            + "decisions:\n  figure: {table: amounts, as_of: seen_on, gives: {amount: amount}}\n",
        ),
    )
    assert made.fields["losses"].type == FieldType(
        Kind.LIST, (), {"colour": FieldType(Kind.CHOICE, ("red",))}
    )
    assert made.fields["losses"].items["colour"].options["red"].ur == "سرخ"
    assert (made.fields["amount"].computed_by, made.fields["note"].computed_by) == ("figure", "")


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("{type: list, en: F, ur: ف}", "L008"),
        (
            "{type: text, class: identity, items: {a: {type: text, en: A, ur: ا}}, en: F, ur: ف}",
            "L008",
        ),
        ("{type: choice, en: F, ur: ف}", "L008"),
        ("{type: choices, options: {}, en: F, ur: ف}", "L008"),
        ("{type: date, options: {a: {en: A, ur: ا}}, en: F, ur: ف}", "L008"),
        ("{type: choice, options: colors, en: F, ur: ف}", "L001"),
        ("{type: list, en: F, ur: ف, items: {a: {type: list, en: A, ur: ا}}}", "L009"),
        ("{type: list, en: F, ur: ف, items: {a: {type: choice, en: A, ur: ا}}}", "L008"),
    ],
)
def test_a_field_is_of_one_piece(field: str, code: str) -> None:
    assert codes(("fields:\n", f"fields:\n  some: {field}\n"), ("[urgent,", "[some, urgent,")) == [
        code
    ]


def test_a_list_of_options_has_some() -> None:
    (found,) = findings(("fields:\n", "lists: {colours: {}}\nfields:\n"))
    assert (found.code, found.text) == ("L009", "Nothing is written here.")


def test_what_a_clock_or_a_region_is_called_is_known_to_the_definition() -> None:
    made = definition()
    called = {name: made.words_of(name).en for name in ("note", "work", "closed", "home", "x")}
    assert called == {
        "note": "Note",
        "work": "Work",
        "closed": "Closed",
        "home": "Home Department",
        "x": "x",
    }
