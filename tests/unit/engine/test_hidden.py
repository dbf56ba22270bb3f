"""Whoever lacks a class cannot tell from any answer whether something of that class is there."""

from typing import Any

import pytest

from tests.worlds import (
    AYESHA,
    GUL,
    HAMZA,
    KAMRAN,
    OMAR,
    RABIA,
    REGISTERED,
    Story,
    directory,
)
from workflow.engine import commands as c
from workflow.engine.actions import available_actions
from workflow.engine.decision import Decision, Refusal
from workflow.engine.people import THE_SYSTEM, Address, Directory, Person, resolve

ASKED: dict[str, Any] = {"reason": "threat (fictitious)"}
ELSEWHERE = ("finished", "In progress with another department.")
UNAWARE = (AYESHA, KAMRAN, OMAR, RABIA, HAMZA)


@pytest.fixture
def quiet() -> Story:
    """A case at intake."""
    return Story().open(**REGISTERED, **ASKED)


@pytest.fixture
def sheltered() -> Story:
    """The same, with somebody in the shelter, whom two people guard."""
    story = Story().open(**REGISTERED)
    story.do(c.StartTrack(by=GUL, track="shelter", facts=ASKED))
    story.messages.clear()
    return story


def asked_by(person: Person) -> tuple[c.Command, ...]:
    """Everything that somebody could try, to find out."""
    return (
        c.Advance(by=person, trigger="safe"),
        c.Advance(by=person, trigger="shelter/safe"),
        c.Assign(by=person, region="shelter", to=person),
        c.Nudge(by=person, region="shelter"),
        c.PutBack(by=person, region="shelter", reason="x"),
        c.Extend(by=person, clock="shelter", reason="court_record", count=1),
        c.Excuse(by=person, clock="shelter", because="x"),
        c.Confirm(by=person, trigger="safe"),
        c.StartTrack(by=person, track="shelter", facts=ASKED),
        c.Record(by=person, facts={"risk": "high"}),
        c.Record(by=person, facts={"confirmed": True}),
        c.Tick(by=person, items=("seen",)),
        c.Pause(by=person, reason="unreachable"),
        c.TryContact(by=person, channel="phone", reached=True),
    )


@pytest.mark.parametrize("person", UNAWARE, ids=lambda person: person.id)
def test_every_answer_is_the_same_with_a_hidden_track_and_without(
    quiet: Story, sheltered: Story, person: Person
) -> None:
    for command in asked_by(person):
        without, with_it = quiet.ask(command), sheltered.ask(command)
        assert isinstance(with_it, Refusal) is isinstance(without, Refusal), command
        if isinstance(without, Refusal):
            assert with_it == without


def test_a_department_that_has_only_a_hidden_part_is_not_named(sheltered: Story) -> None:
    answer = sheltered.ask(c.Record(by=OMAR, facts={"confirmed": True}))
    assert isinstance(answer, Refusal)
    assert [reason.words.en for reason in answer.reasons] == [
        "Only those who have the case now may do this: Welfare."
    ]


def test_those_who_know_of_it_work_on_it(sheltered: Story) -> None:
    sheltered.do(c.Assign(by=GUL, region="shelter", to=GUL))
    sheltered.go(GUL, "safe", risk="low")
    assert sheltered.case.standing["shelter"] == "finished"


def test_it_is_not_given_to_somebody_who_may_not_know_of_it(sheltered: Story) -> None:
    assert sheltered.refused(c.Assign(by=GUL, region="shelter", to=OMAR)) == ["role"]


def test_whoever_has_it_hears_so_and_nobody_else(sheltered: Story) -> None:
    guard = Person("guard", GUL.grants)
    sheltered.do(c.Assign(by=guard, region="shelter", to=GUL))
    assert sheltered.told() == [("gul", "yours")]


def test_asking_again_is_granted_and_heard_by_those_who_protect(sheltered: Story) -> None:
    before = sheltered.case.standing
    sheltered.do(c.StartTrack(by=AYESHA, track="shelter", facts={"reason": "a second threat"}))
    assert sheltered.case.standing == before
    assert [message.urgent for message in sheltered.messages] == [True, True]
    assert sheltered.told() == [("gul", "alarm")]


def test_the_start_is_offered_to_those_who_may_ask_whether_it_is_under_way_or_not(
    quiet: Story, sheltered: Story
) -> None:
    def offered(story: Story, person: Person) -> bool:
        found = available_actions(story.rules, story.case, person, story.now)
        return any(action.name == "start shelter" and action.allowed for action in found)

    assert offered(quiet, AYESHA)
    assert offered(sheltered, AYESHA)
    assert offered(quiet, GUL)
    assert not offered(sheltered, GUL)
    assert not offered(quiet, HAMZA)


def test_those_who_know_of_it_are_told_that_it_is_under_way(sheltered: Story) -> None:
    assert sheltered.refused(c.StartTrack(by=GUL, track="shelter", facts=ASKED)) == ["open"]


def test_what_a_guard_waits_for_is_counted_as_far_as_one_may_know() -> None:
    story = Story().open().to_support()
    story.do(c.StartTrack(by=GUL, track="shelter", facts=ASKED))
    waiting = story.ask(c.Advance(by=KAMRAN, trigger="decide", facts={"needs": frozenset()}))
    assert isinstance(waiting, Refusal)
    assert [(r.code, r.words.en) for r in waiting.reasons] == [
        ("finished", 'All of "Tracks beside the main line" must be finished; 1 of 1 still open.'),
        ELSEWHERE,
    ]
    knows = Person("head", (*GUL.grants, *KAMRAN.grants))
    told = story.ask(c.Advance(by=knows, trigger="decide", facts={"needs": frozenset()}))
    assert isinstance(told, Refusal)
    assert [r.words.en for r in told.reasons] == [
        'All of "Tracks beside the main line" must be finished; 2 of 2 still open.'
    ]


def test_a_hidden_track_alone_in_the_way_has_neither_name_nor_number() -> None:
    story = Story().open().to_follow_up()
    story.do(c.StartTrack(by=GUL, track="shelter", facts=ASKED))
    for trigger in ("close", "thank", "dismiss"):
        answer = story.ask(c.Advance(by=AYESHA, trigger=trigger))
        assert isinstance(answer, Refusal)
        assert [(r.code, r.words.en) for r in answer.reasons] == [ELSEWHERE], trigger


def test_a_hidden_track_that_is_finished_is_not_counted_either() -> None:
    story = Story().open().to_support()
    story.do(c.StartTrack(by=GUL, track="shelter", facts=ASKED))
    story.go(GUL, "safe", risk="low")
    answer = story.ask(c.Advance(by=KAMRAN, trigger="decide", facts={"needs": frozenset()}))
    assert isinstance(answer, Refusal)
    assert [r.words.en for r in answer.reasons] == [
        'All of "Tracks beside the main line" must be finished; 1 of 1 still open.'
    ]


def test_a_hidden_child_is_finished_in_silence_for_all_others(sheltered: Story) -> None:
    assert list(sheltered.case.children) == ["guards/1"]
    sheltered.do(c.ChildFinished(by=THE_SYSTEM, key="guards/1", outcome="done"))
    assert [a.classes for m in sheltered.messages for a in m.to] == [frozenset({"security"})]
    assert sheltered.told() == []


def test_a_child_is_hidden_wherever_it_is_told_of(sheltered: Story) -> None:
    sheltered.go(GUL, "safe", risk="low")
    sheltered.messages.clear()
    sheltered.do(c.ChildFinished(by=THE_SYSTEM, key="guards/1", outcome="done"))
    assert [message.data["stage"] for message in sheltered.messages] == ["intake"]
    assert sheltered.told() == []


def test_a_track_that_is_over_does_not_tell_where_the_main_line_stands() -> None:
    story = Story().open().to_checking()
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.do(c.Assign(by=HAMZA, region="transport", to=HAMZA))
    story.go(GUL, "hold")
    story.messages.clear()
    story.go(OMAR, "call_off")
    assert {message.data["place"] for message in story.messages} == {"transport"}


def test_a_stand_in_hears_only_what_they_may_know(sheltered: Story) -> None:
    definition, people = sheltered.rules.definition, directory(sheltered.rules)
    away = Directory(people.people, people.districts, {"gul": "omar", "ayesha": "bilal"})
    alarm = Address("guardian", "home", "upper", classes=frozenset({"security"}))
    assert resolve(alarm, definition, away, 0) == ("gul",)
    taken = Address("officer", "home", "upper", "omar", frozenset({"security"}))
    assert resolve(taken, definition, away, 0) == ()
    open_ = Address("officer", "welfare", "upper", "ayesha")
    assert resolve(open_, definition, away, 0) == ("bilal",)


def test_a_field_that_one_may_not_read_is_none() -> None:
    story = Story()
    assert story.refused(c.Open(by=AYESHA, facts={"risk": "high", "amount": 5})) == [
        "unknown",
        "value",
    ]


def test_a_missing_field_that_one_may_not_read_is_only_hinted_at(sheltered: Story) -> None:
    blind = Person("blind", (*GUL.grants,))
    found = available_actions(sheltered.rules, sheltered.case, blind, sheltered.now)
    reasons = {action.name: [r.code for r in action.reasons] for action in found}
    assert reasons["safe"] == ["field"]
    assert reasons["start aid"] == ["role", "withheld"]


def test_a_decision_for_others_is_a_decision(quiet: Story) -> None:
    assert isinstance(quiet.ask(c.StartTrack(by=AYESHA, track="shelter", facts=ASKED)), Decision)
