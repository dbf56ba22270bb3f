import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    BEGUN_SLA,
    CLOSE,
    GO_ON,
    OUTCOMES,
    SAFE,
    SLA,
    TITLE,
    Edit,
    codes,
    definition,
    findings,
    only_finding,
)
from workflow.definition.definition import RoleRef

SHELTER = "  shelter:\n    en: Shelter\n    ur: پناہ\n    alongside: yes\n"


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
