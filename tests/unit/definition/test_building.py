import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    BEGUN_SLA,
    CLOSE,
    GO_ON,
    OUTCOMES,
    SAFE,
    SHARED,
    SLA,
    TITLE,
    Edit,
    codes,
    definition,
    findings,
    only_finding,
)
from workflow.definition.definition import Recorded, RoleRef
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


def test_a_transition_leads_where_its_name_says() -> None:
    made = definition(
        (
            GO_ON,
            GO_ON + "          again: {to: intake, by: [officer], ask: [level], en: A, ur: پھر}\n",
        )
    )
    targets = {rule.id: rule.target for rule in made.transitions.values()}
    assert targets == {
        "intake/accept": "work.begun",
        "intake/refuse": "refused",
        "work.begun/go_on": "work.ending",
        "work.begun/again": "intake",
        "work.ending/close": "closed",
        "work.ending/go_back": "work.begun",
        "shelter/safe": "finished",
    }


def test_a_transition_may_lead_nowhere_or_back_into_its_own_place() -> None:
    made = definition(
        (
            SAFE,
            SAFE
            + "      ask: {to: stay, by: [officer], en: Ask, ur: پوچھیں}\n"
            + "      anew: {to: shelter, by: [officer], ask: [level], en: Anew, ur: دوبارہ}\n"
            + "      over: {to: waived, by: [officer], en: Over, ur: ختم}\n",
        )
    )
    assert [made.transitions[f"shelter/{name}"].target for name in ("ask", "anew", "over")] == [
        "",
        "shelter",
        "waived",
    ]


def test_what_is_written_of_a_transition_is_in_its_rule() -> None:
    made = definition(
        (
            CLOSE,
            "          close: {to: closed, by: [health.supervisor, case.officer], not_by: [go_on], "
            "needs: [checklist, two people], record: [level], set: {urgent: no, seen_on: today}, "
            "tell: [{tell: [regions.officer], say: news}], class: health, en: C, ur: بند}\n",
        )
    )
    rule = made.transitions["work.ending/close"]
    assert rule.by == (RoleRef("health", "supervisor"), RoleRef("case", "officer"))
    assert [str(ref) for ref in rule.by] == ["health.supervisor", "case.officer"]
    assert (rule.not_by, rule.record) == (frozenset({"go_on"}), ("level",))
    assert (rule.checklist, rule.two_people, rule.class_) == (True, True, "health")
    assert rule.set_ == {"urgent": False, "seen_on": "today"}
    assert rule.tell[0].tell == (RoleRef("regions", "officer"),)


def test_what_is_offered_anywhere_is_a_rule_at_each_place_of_the_main_line() -> None:
    anywhere = (
        "anywhere:\n  give_up: {to: closed, by: [officer], except: [work.begun], en: G, ur: ختم}\n"
        "  pass_on: {to: closed, by: [officer], except: [work], en: P, ur: منتقل}\n"
    )
    made = definition((OUTCOMES, anywhere + OUTCOMES))
    offered = [rule.id for rule in made.transitions.values() if rule.origin == "anywhere"]
    assert sorted(offered) == ["intake/give_up", "intake/pass_on", "work.ending/give_up"]


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
  intake: {en: Intake, ur: اندراج, transitions: {done: {to: done, by: [officer], en: Done, ur: مکمل}}}
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


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        ((ACCEPT, ACCEPT.replace("[officer]", "[oficer]")), 'There is no role "oficer".'),
        (
            (ACCEPT, ACCEPT.replace("[officer]", "[homes.officer]")),
            'There is no department "homes".',
        ),
        (
            (ACCEPT, ACCEPT.replace("[officer]", "[regions.officer]")),
            'There is no department "regions".',
        ),
        ((ACCEPT, ACCEPT.replace("to: work", "to: wrok")), 'There is no place to go to "wrok".'),
        ((SAFE, SAFE.replace("finished", "finish")), 'There is no place to go to "finish".'),
        ((ACCEPT, ACCEPT.replace("[shelter]", "[work]")), 'There is no track "work".'),
        ((CLOSE, CLOSE.replace("en:", "open: [claims], en:")), 'There is no child "claims".'),
        ((CLOSE, CLOSE.replace("en:", "needs: [patience], en:")), 'There is no need "patience".'),
        (
            (CLOSE, CLOSE.replace("en:", "not_by: [closing], en:")),
            'There is no transition "closing".',
        ),
        ((CLOSE, CLOSE.replace("en:", "ask: [remark], en:")), 'There is no field "remark".'),
        ((CLOSE, CLOSE.replace("en:", "set: {remark: no}, en:")), 'There is no field "remark".'),
        ((CLOSE, CLOSE.replace("en:", "legal_basis: [acts], en:")), 'There is no source "acts".'),
        (
            (CLOSE, CLOSE.replace("en:", "tell: [{tell: [ladder], say: news}], en:")),
            'There is no role "ladder".',
        ),
        (
            (CLOSE, CLOSE.replace("en:", "tell: [{tell: [officer], say: nws}], en:")),
            'There is no message "nws".',
        ),
        (
            (SLA, "    department: homme\n" + SLA),
            '"department" is written twice (first at line 17).',
        ),
        (("    steps:\n", "    runs: [claims]\n    steps:\n"), 'There is no child "claims".'),
        ((BEGUN_SLA, BEGUN_SLA + "        department: homme\n"), 'There is no department "homme".'),
        (
            (TITLE, TITLE + "roles: {clerk: {department: homme, en: Clerk, ur: منشی}}\n"),
            'There is no department "homme".',
        ),
        (
            (TITLE, TITLE + "roles: {clerk: {sees: [secrets], en: Clerk, ur: منشی}}\n"),
            "\"secrets\" is not possible here; possible are 'public', 'identity', 'contact', "
            "'health', 'security' or 'money'.",
        ),
        (
            (
                OUTCOMES,
                "anywhere: {off: {to: closed, by: [officer], except: [wrk], en: O, ur: ا}}\n"
                + OUTCOMES,
            ),
            'There is no place "wrk".',
        ),
        (
            (OUTCOMES, "anywhere: {off: {to: begun, by: [officer], en: O, ur: ا}}\n" + OUTCOMES),
            'There is no place to go to "begun".',
        ),
        (
            (TITLE, TITLE + "receives: [remark]\n"),
            'There is no field "remark".',
        ),
        (
            (SHELTER, SHELTER + "    may_start: {in: [wrk], by: [officer]}\n"),
            'There is no stage "wrk".',
        ),
    ],
)
def test_an_unknown_name_is_told_where_it_is_used(edit: Edit, text: str) -> None:
    assert text in [problem.text for problem in findings(edit)]


@pytest.mark.parametrize(
    ("edit", "code", "text"),
    [
        (
            (CLOSE, CLOSE.replace("en:", "except: [intake], en:")),
            "L009",
            "This transition is offered at its own place alone, so nothing can be excepted.",
        ),
        (
            ("  work:\n", "  work:\n    may_start: {in: [intake], by: [officer]}\n"),
            "L009",
            "This stage is no track, so nobody starts it.",
        ),
        (
            (CLOSE, CLOSE.replace("en:", "set: {urgent: maybe}, en:")),
            "L009",
            'Answer yes or no, not "maybe".',
        ),
        (
            (ACCEPT, ACCEPT.replace("to: work", "to: shelter")),
            "S105",
            '"to" leads into the track "shelter", which runs beside the main line.',
        ),
        (
            (SAFE, SAFE.replace("finished", "work")),
            "S105",
            '"to" leads out of the track to "work"; a track ends as finished or waived.',
        ),
        (
            (OUTCOMES, "anywhere: {close: {to: closed, by: [officer], en: O, ur: ا}}\n" + OUTCOMES),
            "G202",
            'At "work.ending" there would be two transitions called "close".',
        ),
    ],
)
def test_what_cannot_be_built_is_told_with_its_reason(edit: Edit, code: str, text: str) -> None:
    assert (code, text) in [(problem.code, problem.text) for problem in findings(edit)]


def test_two_transitions_of_one_name_are_told_with_both_places() -> None:
    found = only_finding(
        (OUTCOMES, "anywhere: {close: {to: closed, by: [officer], en: O, ur: ا}}\n" + OUTCOMES)
    )
    assert [mark.line for mark in found.related] == [41]


def test_all_that_is_wrong_with_a_transition_is_found_at_once() -> None:
    wrong = "      accept: {to: wrok, by: [oficer], start: [shelte], en: Accept, ur: قبول}\n"
    assert codes((ACCEPT, wrong)) == ["L001", "L001", "L001"]


def test_a_problem_of_what_is_offered_anywhere_is_told_once() -> None:
    wrong = "anywhere: {off: {to: clsed, by: [officer], when: urgnt, en: O, ur: ا}}\n"
    assert codes((OUTCOMES, wrong + OUTCOMES)) == ["L001", "L001"]


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
