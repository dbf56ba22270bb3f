"""The world of a story: time, order of timers, and what a command leaves behind."""

import pytest

from tests.unit.scenarios.small import HEAD, OPENED, library, played
from workflow.engine import commands as c
from workflow.engine.clock_facts import Reminded, Rung
from workflow.engine.entries import ClockFact
from workflow.engine.people import Grant, Person
from workflow.errors import WorkflowError
from workflow.scenarios.history import Happened
from workflow.scenarios.times import parse_time
from workflow.scenarios.world import Inconsistent, World

KARACHI = "Asia/Karachi"
AYESHA = Person("ayesha", (Grant("officer", "home"),))
MONDAY = parse_time("Mon 2027-03-01 10:00", KARACHI)


def world() -> World:
    made = World(library(), {"ayesha": AYESHA}, {})
    made.pass_time(MONDAY)
    return made


def opened(made: World) -> Happened:
    facts = {"full_name": "Fictitious R.", "district": "lahore", "urgent": False}
    return made.begin("aid", c.Open(by=AYESHA, facts=facts), 0)


def test_timers_come_due_by_instant_then_case_then_timer() -> None:
    made = world()
    opened(made)
    opened(made)
    made.pass_time(parse_time("Mon 2027-03-15 10:00", KARACHI))
    timers = [h for h in made.history if isinstance(h.command, c.TimerDue)]
    order = [(h.at, int(h.case)) for h in timers]
    assert len(order) > 2
    assert order == sorted(order)


def test_time_that_has_passed_does_not_come_back() -> None:
    made = world()
    made.pass_time(MONDAY - 1)
    assert made.now == MONDAY


def test_a_timer_at_the_very_instant_of_a_step_comes_before_its_act() -> None:
    made = world()
    opened(made)
    due = made.cases["1"].timers["intake"]
    made.pass_time(due - 1)
    assert len(made.history) == 1
    made.pass_time(due)
    assert len(made.history) == 2


def test_every_reminder_and_rung_comes_once() -> None:
    story = played(OPENED + "  - {at: Mon 2027-05-03 10:00}\n").story
    facts = [
        entry.fact
        for happened in story
        for entry in happened.entries
        if isinstance(entry, ClockFact) and isinstance(entry.fact, Reminded | Rung)
    ]
    assert [type(fact).__name__ for fact in facts] == ["Reminded", "Rung", "Rung"]


def test_a_case_whose_opening_is_refused_does_not_come_to_be() -> None:
    made = world()
    stranger = Person("stranger", ())
    assert made.begin("aid", c.Open(by=stranger), 0).refused is not None
    assert made.cases == {}
    assert opened(made).case == "1"


def test_a_refused_command_leaves_case_entries_and_timers_as_they_were() -> None:
    made = world()
    opened(made)
    held = made.cases["1"]
    before = (held.case, tuple(held.entries), dict(held.timers))
    assert made.ask(held, c.Advance(by=AYESHA, trigger="accept")).refused is not None
    assert (held.case, tuple(held.entries), dict(held.timers)) == before


def test_a_world_whose_entries_do_not_lead_to_the_case_is_inconsistent() -> None:
    made = world()
    opened(made)
    held = made.cases["1"]
    del held.entries[-1]
    with pytest.raises(Inconsistent, match="case 1"):
        made.ask(held, c.Record(by=AYESHA, facts={"urgent": True}))


def test_a_child_is_numbered_after_its_parent() -> None:
    head = HEAD.replace("story:", "story:")
    steps = OPENED + (
        "  - ayesha: check\n"
        "  - {ayesha: accept, with: {loss: shop, needs: [food, school]}, tick: [seen]}\n"
    )
    story = played(steps, head=head).story
    assert [h.case for h in story if isinstance(h.command, c.Open)] == ["1", "1.1", "1.2"]


def test_children_still_open_end_with_their_parent() -> None:
    steps = OPENED + (
        "  - ayesha: check\n"
        "  - {ayesha: accept, with: {loss: shop, needs: [food]}, tick: [seen]}\n"
        "  - {kamran: give_up, with: {reason: made up}, expect: {refused: [role]}}\n"
        "  - {bakht: give_up, with: {reason: made up}, expect: {ended: closed}}\n"
        "  - {in: errands/food, expect: {place: ended}}\n"
    )
    head = HEAD.replace("  gul:", "  bakht: supervisor of health\n  gul:")
    assert [str(failure) for failure in played(steps, head=head).failures] == []


def test_no_story_happens_without_districts() -> None:
    bare = type(library())(
        **{
            **{name: getattr(library(), name) for name in library().__dataclass_fields__},
            "districts": None,
        }
    )
    with pytest.raises(WorkflowError, match="districts"):
        World(bare, {}, {})
