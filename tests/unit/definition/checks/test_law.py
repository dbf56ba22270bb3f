import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    OUTCOMES,
    REFUSE,
    SAFE,
    SHARED,
    SLA,
    TITLE,
    Edit,
    codes,
    library,
    only_finding,
)
from workflow.definition.checks.examination import check

RULES = "sources:\n  rules: {status: %s, title: {en: Rules, ur: قواعد}}\n"
BASELESS: Edit = (
    "    en: Intake\n    ur: اندراج\n    department: home\n    legal_basis: [act]\n",
    "    en: Intake\n    ur: اندراج\n    department: home\n",
)
SHELTER = "    alongside: yes\n    department: home\n    legal_basis: [act]\n"


@pytest.mark.parametrize("status", ["unverified", "example", "superseded"])
def test_a_source_that_something_rests_on_is_confirmed(status: str) -> None:
    clock: Edit = (SLA, SLA.replace("remind", "legal_basis: [rules], remind"))
    found = only_finding((TITLE, TITLE + RULES % status), clock)
    assert (found.code, found.severity) == ("B801", "warning")
    assert found.text == f'The source "Rules" is {status}.'


@pytest.mark.parametrize(
    "edit",
    [
        (ACCEPT, ACCEPT.replace("en:", "legal_basis: [rules], en:")),
        (SHELTER, SHELTER.replace("[act]", "[act, rules]")),
        ("      begun:\n", "      begun:\n        legal_basis: [rules]\n"),
        ("  closed: {en:", "  closed: {legal_basis: [rules], en:"),
    ],
)
def test_a_source_may_be_named_by_any_part(edit: Edit) -> None:
    assert codes((TITLE, TITLE + RULES % "unverified"), edit) == ["B801"]


def test_nothing_rests_on_a_source_that_nothing_names() -> None:
    assert codes((TITLE, TITLE + RULES % "unverified")) == ["W951"]


@pytest.mark.parametrize(
    "edit",
    [
        (REFUSE, REFUSE.replace("en:", "legal_basis: [act], en:")),
        ("  refused: {en:", "  refused: {legal_basis: [act], en:"),
    ],
)
def test_whatever_ends_support_has_a_legal_basis_somewhere(edit: Edit) -> None:
    assert codes(BASELESS) == ["B802"]
    assert codes(BASELESS, edit) == []


def test_a_basis_of_the_step_will_do() -> None:
    stage = "    ur: کارروائی\n    department: home\n    legal_basis: [act]\n"
    baseless: Edit = (stage, stage.replace("    legal_basis: [act]\n", ""))
    step: Edit = ("      ending:\n", "      ending:\n        legal_basis: [act]\n")
    assert codes(baseless) == ["B802"]
    assert codes(baseless, step) == []


def test_a_track_that_is_waived_is_support_ended_and_one_that_finishes_is_not() -> None:
    baseless: Edit = (SHELTER, SHELTER.replace("    legal_basis: [act]\n", ""))
    assert codes(baseless) == []
    assert codes(baseless, (SAFE, SAFE.replace("finished", "waived"))) == ["B802"]


def test_a_way_out_offered_anywhere_is_told_once() -> None:
    anywhere = "anywhere: {off: {to: closed, by: [officer], en: O, ur: ا}}\n"
    assert codes((OUTCOMES, anywhere + OUTCOMES)) == []
    assert codes((OUTCOMES, anywhere + OUTCOMES), BASELESS) == ["B802", "B802"]


def test_an_edition_of_a_table_that_is_not_confirmed_is_told_at_its_status() -> None:
    table = SHARED["amounts.yaml"].decode()
    unsure = table.replace("    status: verified\n", "    status: unverified\n")
    rests = table.replace("{status: verified, ref", "{status: example, ref")
    for text in (unsure, rests):
        found = [p for p in check(library(amounts=text)) if p.mark.file == "amounts.yaml"]
        assert [(p.code, p.severity, p.mark.column) for p in found] == [("B801", "warning", 13)]


def test_a_broken_table_is_not_called_unconfirmed() -> None:
    broken = SHARED["amounts.yaml"].decode().replace("hit_policy: unique\n", "")
    found = [p.code for p in check(library(amounts=broken)) if p.mark.file == "amounts.yaml"]
    assert found == ["L008"]
