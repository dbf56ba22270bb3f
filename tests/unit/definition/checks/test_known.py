from tests.unit.definition.a_workflow import (
    ACCEPT,
    BEGUN_SLA,
    GO_ON,
    OUTCOMES,
    REFUSE,
    SAFE,
    Edit,
    definition,
)
from tests.unit.definition.any_guard import guard
from workflow.definition.checks.known import known_at, made_known

RECORDED = frozenset({"urgent", "level", "seen_on"})
TRACK = "    alongside: yes\n"


def known(place: str, *edits: Edit) -> frozenset[str]:
    return known_at(definition(*edits))[place]


def test_nothing_is_known_where_a_case_begins() -> None:
    assert known("intake") == frozenset()


def test_what_had_to_be_recorded_is_known_behind_the_place() -> None:
    assert known("work.begun") == RECORDED


def test_what_may_stay_unknown_is_not_known() -> None:
    assert "note" not in known("work.begun")


def test_what_is_asked_recorded_set_or_tested_on_the_way_is_known_behind_it() -> None:
    more = "ask: [note], when: urgent, "
    assert known("work.begun", (ACCEPT, ACCEPT.replace("en:", more + "en:"))) == RECORDED | {"note"}
    assert "note" in known("work.ending", (GO_ON, GO_ON.replace("en:", "record: [note], en:")))
    unset: Edit = ("record: [urgent, level", "record: [level")
    assert "urgent" in known(
        "work.ending", unset, (GO_ON, GO_ON.replace("en:", "set: {urgent: no}, en:"))
    )


def test_only_what_every_way_brings_is_known() -> None:
    second: Edit = (
        REFUSE,
        REFUSE + "      skip: {to: work, by: [officer], ask: [note], en: S, ur: چ}\n",
    )
    assert known("work.begun", second) == RECORDED


def test_a_way_offered_anywhere_brings_nothing_that_is_recorded() -> None:
    anywhere = "anywhere: {jump: {to: work, by: [officer], except: [work], en: J, ur: ج}}\n"
    assert known("work.begun", (OUTCOMES, anywhere + OUTCOMES)) == frozenset()


def test_what_a_stage_records_is_known_only_behind_the_stage() -> None:
    edits: tuple[Edit, ...] = (
        ("    record: [urgent, level, seen_on, note?]\n", ""),
        ("    steps:\n", "    record: [level]\n    steps:\n"),
        (BEGUN_SLA, BEGUN_SLA + "        record: [urgent]\n"),
        ("to: refused", "to: stay"),
        ("          close: {to: closed,", "          close: {to: later,"),
        (
            "  shelter:\n",
            "  later: {en: Later, ur: بعد, department: home, legal_basis: [act], "
            "sla: {within: 9 days, escalate: standard}, "
            "transitions: {end: {to: closed, by: [officer], en: End, ur: ختم}, "
            "deny: {to: refused, by: [officer], en: Deny, ur: انکار}}}\n  shelter:\n",
        ),
    )
    assert known("work.ending", *edits) == {"urgent"}
    assert known("later", *edits) == {"urgent", "level"}


def test_a_track_knows_what_is_known_wherever_it_is_started() -> None:
    assert known("shelter") == RECORDED
    by_stage: Edit = ("  intake:\n", "  intake:\n    start: [shelter]\n")
    assert known("shelter", by_stage) == frozenset()


def test_a_track_started_by_hand_knows_what_is_asked_for_it() -> None:
    no_start: Edit = (ACCEPT, ACCEPT.replace(" start: [shelter],", ""))
    may = "    may_start: {in: [work], by: [officer], ask: [note], when: urgent}\n"
    assert known("shelter", no_start, (TRACK, TRACK + may)) == RECORDED | {"note"}


def test_a_track_that_ends_brings_nothing_to_the_main_line() -> None:
    ask: Edit = (SAFE, SAFE.replace("en:", "ask: [note], en:"))
    assert "note" not in known("work.ending", ask)


def test_where_a_case_is_reopened_nothing_is_certain() -> None:
    reopen = "reopen: {from: [closed], to: work, by: [supervisor], within: 9 days, en: R, ur: ر}\n"
    assert known("work.begun", (OUTCOMES, reopen + OUTCOMES)) == frozenset()


def test_a_condition_that_is_true_was_tested_on_known_fields() -> None:
    text = "urgent and not minor and (threat is low or age > 3) and age is known"
    assert set(made_known(guard(text))) == {"urgent", "minor", "age"}


def test_a_condition_on_others_or_on_the_unknown_makes_nothing_known() -> None:
    text = "all tracks finished and attempts >= 3 and threat is not known"
    assert set(made_known(guard(text))) == set()
    assert set(made_known(guard("not threat is not known"))) == {"threat"}
    assert set(made_known(guard("not threat is known"))) == set()
    assert set(made_known(None)) == set()
