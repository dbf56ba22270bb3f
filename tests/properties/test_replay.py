"""Whatever is asked of a case, in whatever order: what must hold after every single step."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from tests.properties.any_command import (
    DAY,
    FIRST,
    HOUR,
    free_days,
    next_timer,
    openings,
    others,
    steps,
)
from tests.worlds import PEOPLE, Story, directory, office_rules
from workflow.definition.definition import MAIN, TRACK_ENDS
from workflow.engine import commands as c
from workflow.engine.actions import available_actions, clocks_for, standing_for
from workflow.engine.clock_running import is_running
from workflow.engine.decide import decide
from workflow.engine.decision import Decision, Message, Refusal
from workflow.engine.fold import replay
from workflow.engine.people import THE_SYSTEM, Person, resolve, sees

STEPS = 25


class Walk:
    """One case, and everything that is checked of it."""

    def __init__(self) -> None:
        self.story = Story(rules=office_rules())

    def ask(self, command: c.Command) -> None:
        """Ask something, and look at the answer from all sides."""
        story = self.story
        before = deepcopy(story.case)
        answer = decide(story.rules, story.case, command, story.now)
        assert story.case == before
        assert decide(story.rules, before, command, story.now) == answer
        if isinstance(answer, Refusal):
            assert answer.reasons
            assert all(reason.words.en and reason.words.ur for reason in answer.reasons)
        else:
            story.do(command)
            self.granted(answer)

    def granted(self, decision: Decision) -> None:
        story = self.story
        assert {entry.at for entry in decision.entries} <= {story.now}
        assert replay(story.case.number, story.entries) == story.case
        stands(story)
        timers(story)
        for message in decision.messages:
            told(story, message)

    def come_due(self) -> None:
        """The next timer, when it is to come."""
        if self.story.timers:
            instant, timer = next_timer(self.story)
            self.story.now = max(self.story.now, instant)
            self.ask(c.TimerDue(by=THE_SYSTEM, timer=timer))

    def announce(self, data: st.DataObject) -> None:
        """A holiday is announced, or a calendar that nobody counts by is looked at again."""
        calendar = data.draw(st.sampled_from(["weekdays", "sixdays"]))
        self.granted(
            self.story.announced(
                data.draw(st.sampled_from(free_days(self.story, calendar))), calendar
            )
        )


def stands(story: Story) -> None:
    """A case stands at known places while it is open, and nothing counts once it has ended."""
    case, definition = story.case, story.rules.definition
    if case.outcome:
        assert case.standing[MAIN] == case.outcome
        assert {at for region, at in case.standing.items() if region != MAIN} <= set(TRACK_ENDS)
        assert not any(is_running(facts) for facts in case.clocks.values())
        assert (case.pauses, case.proposals, case.transfer_to) == ({}, {}, "")
        assert {timer.partition(":")[0] for timer in story.timers} <= {"consent"}
        return
    for region, at in case.standing.items():
        ends = () if region == MAIN else TRACK_ENDS
        assert at in definition.regions[region].places or at in ends


def timers(story: Story) -> None:
    """A timer that comes too early does nothing; one that is due has nothing left to do then."""
    for timer, instant in story.timers.items():
        due = c.TimerDue(by=THE_SYSTEM, timer=timer)
        fired = decide(story.rules, story.case, due, story.now)
        assert isinstance(fired, Decision)
        if instant > story.now:
            assert fired.entries == ()
            assert fired.timers == {timer: instant}
        again = decide(story.rules, fired.case, due, story.now)
        assert isinstance(again, Decision)
        assert again.entries == ()


def told(story: Story, message: Message) -> None:
    """Nobody hears of what they may not read."""
    definition, people = story.rules.definition, directory(story.rules)
    place = definition.places.get(str(message.data["place"]))
    clock = definition.clocks.get(message.about)
    classes = {place.class_, definition.regions[place.region].class_} if place else set()
    classes |= {clock.class_} if clock else set()
    for address in message.to:
        for name in resolve(address, definition, people, story.now):
            person = people.people[name]
            assert all(sees(definition, person, class_, story.now) for class_ in classes)


def unaware(story: Story, person: Person) -> None:
    """What is shown to somebody names nothing that they may not know of."""
    rules, case = story.rules, story.case
    regions = {seen.region for seen in standing_for(rules, case, person, story.now)}
    actions = {action.region for action in available_actions(rules, case, person, story.now)}
    clocks = {clock.partition(".")[0] for clock in clocks_for(rules, case, person, story.now)}
    if not sees(rules.definition, person, "security", story.now):
        assert "shelter" not in regions | clocks
        assert actions <= {*regions, "shelter", "aid", "transport", MAIN}


def asking_is_doing(story: Story, person: Person) -> None:
    """What is called possible is granted, and what is not is refused for the same reasons."""
    for action in available_actions(story.rules, story.case, person, story.now):
        if action.rule is None or action.ask:
            continue
        command: c.Command = c.Advance(by=person, trigger=action.id)
        if action.proposed_by:
            command = c.Confirm(by=person, trigger=action.id)
        answer = decide(story.rules, story.case, command, story.now)
        assert isinstance(answer, Decision) is action.allowed, action
        if isinstance(answer, Refusal):
            assert set(answer.reasons) == set(action.reasons)


@given(st.data())
def test_whatever_is_asked_a_case_stays_sound(data: st.DataObject) -> None:
    walk = Walk()
    walk.ask(data.draw(openings()))
    for _ in range(STEPS):
        story = walk.story
        match data.draw(st.integers(0, 9)):
            case 0 | 1 | 2 | 3:
                walk.ask(data.draw(steps(story)))
            case 4 | 5 | 6:
                walk.ask(data.draw(others(story)))
            case 7:
                walk.come_due()
            case 8:
                story.now += data.draw(st.sampled_from([HOUR, 8 * HOUR, 3 * DAY, 9 * DAY]))
            case _:
                walk.announce(data)
        person = data.draw(st.sampled_from([FIRST, *PEOPLE]))
        unaware(story, person)
        asking_is_doing(story, person)
