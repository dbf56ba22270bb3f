"""The grammar of acts."""

import re

import pytest

from workflow.scenarios.acts import FORMS, MAKES, BadAct, parse_act
from workflow.scenarios.asking import _COMMANDS


@pytest.mark.parametrize("form", FORMS)
def test_every_form_reads_as_itself(form: str) -> None:
    text = re.sub(r"[A-Z]{4,}", lambda found: found[0].lower(), form)
    assert parse_act(text).form == form


def test_every_form_is_a_command() -> None:
    assert _COMMANDS.keys() == FORMS.keys()


def test_a_single_word_is_a_transition() -> None:
    assert parse_act("plan_agreed").parts == {MAKES: "plan_agreed"}


def test_an_id_of_a_transition_is_a_transition() -> None:
    assert parse_act("intake.checking/accept").parts == {MAKES: "intake.checking/accept"}


def test_a_reason_may_have_many_words() -> None:
    act = parse_act("puts back main because the wrong case was open")
    assert act.parts == {"REGION": "main", "TEXT": "the wrong case was open"}


def test_several_things_are_listed_with_commas_and_and() -> None:
    assert parse_act("ticks one, two and three").listed("ITEMS") == ("one", "two", "three")


def test_consent_with_an_end_is_told_from_consent_without() -> None:
    act = parse_act("records consent for sharing until Mon 2027-03-08 15:00")
    assert act.parts == {"PURPOSE": "sharing", "TIME": "Mon 2027-03-08 15:00"}
    assert parse_act("records consent for sharing").parts == {"PURPOSE": "sharing"}


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("open a case", "opens a case"),
        ("pauses because of unreachable", "pauses for PAUSE"),
        ("reopens case", "reopens the case"),
    ],
)
def test_what_has_no_form_is_refused_with_the_nearest_one(text: str, nearest: str) -> None:
    with pytest.raises(BadAct, match=f'nearest form is "{nearest}"'):
        parse_act(text)
