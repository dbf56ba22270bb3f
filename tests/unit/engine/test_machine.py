"""The machines of a definition: one flat machine for each region, shared by everybody."""

from dataclasses import replace
from typing import Any

import pytest

from tests.worlds import REGISTERED, Story, small_rules
from workflow.engine.machine import NotLetThrough, fire, machines_for
from workflow.engine.view import CaseView

RULES = small_rules()


def view(**facts: Any) -> CaseView:
    story = Story().open(**REGISTERED, **facts)
    return CaseView(story.rules, story.case, story.now)


def test_a_transition_leads_to_its_target() -> None:
    check = RULES.definition.transitions["intake.registered/check"]
    assert fire(RULES.machines, check, view()) == "intake.checking"


def test_an_act_that_leads_nowhere_stays() -> None:
    claim = RULES.definition.transitions["support/claim"]
    assert fire(RULES.machines, claim, view()) == "support"


@pytest.mark.parametrize("facts", [{}, {"confirmed": False}])
def test_a_guard_that_does_not_hold_lets_nothing_through(facts: dict[str, bool]) -> None:
    accept = RULES.definition.transitions["intake.checking/accept"]
    with pytest.raises(NotLetThrough, match=r"The guard of .* does not hold"):
        fire(RULES.machines, accept, view(**facts))
    assert fire(RULES.machines, accept, view(confirmed=True)) == "support"


def test_the_machines_of_a_definition_are_built_once() -> None:
    assert machines_for(RULES.definition) is RULES.machines
    assert machines_for(replace(RULES.definition)) is not RULES.machines


def test_each_region_has_its_places_and_its_ends() -> None:
    main, money = RULES.machines.regions["main"], RULES.machines.regions["money"]
    assert {"intake.registered", "support", "closed", "moved"} <= set(main.states)
    assert set(money.states) == {"money.deciding", "money.paying", "finished", "waived"}


def test_it_is_known_which_clock_looks_at_what() -> None:
    watchers = RULES.machines.watchers
    assert watchers["urgent"] == ("intake.first_contact",)
    assert watchers["incident_date"] == ("report", "follow_up.visit")
    assert watchers["assigned"] == ("intake.assignment",)
    assert watchers["*"] == ("support.shared",)
    assert RULES.machines.at_place["transport.driven"] == ("transport.pickup", "transport.ride")


def test_it_is_known_what_must_be_recorded_before_a_transition() -> None:
    needed = RULES.machines.needed
    assert needed["intake.registered/check"] == ("incident_date",)
    assert needed["intake.checking/accept"] == ("urgent", "full_name", "district")
    assert needed["intake.checking/refuse"] == needed["intake.checking/withdraw"] == ()
    assert needed["aid.giving/give_up"] == needed["support/claim"] == ()
