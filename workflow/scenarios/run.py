"""Running a story: each step is asked of the world, and what it expects is looked at.

A story is run to its end whatever fails on the way, so that every difference is reported at once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from workflow.definition.calendars import Calendar
from workflow.definition.library import Library
from workflow.definition.problems import Mark
from workflow.definition.reader import key_mark_at, mark_at
from workflow.engine.case import Case
from workflow.engine.commands import Command, Open
from workflow.errors import WorkflowError
from workflow.scenarios.acts import Act
from workflow.scenarios.asking import Asking, command
from workflow.scenarios.expecting import differences
from workflow.scenarios.expecting_people import matches, spelled
from workflow.scenarios.history import Happened, Held, Told
from workflow.scenarios.holidays import revised
from workflow.scenarios.looking import Seen
from workflow.scenarios.model import CalendarChange
from workflow.scenarios.seeing import Sight, sights, sights_of_actions
from workflow.scenarios.story import Scenario, StoryStep
from workflow.scenarios.world import World

#: After so many failed timers between two steps the story goes on without the others.
MOST_ALARMS = 20


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """Something is not as the story says; `text` names what was expected and what happened."""

    mark: Mark
    text: str

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a story, and what of the definitions it has shown."""

    scenario: Scenario
    library: Library
    failures: tuple[Failure, ...]
    story: tuple[Happened, ...]
    #: For each step, how much of the story has happened when it is over.
    until: tuple[int, ...]
    #: Every edition of a calendar that was in force, by its hash.
    editions: Mapping[str, Calendar]
    sights: frozenset[Sight]

    @property
    def came_true(self) -> bool:
        """Whether everything is as the story says."""
        return not self.failures


def run(scenario: Scenario, library: Library) -> Result:
    """Play a story from its first step to its last."""
    running = _Running(scenario, library)
    running.change_calendars(("calendars",), scenario.calendars)
    until = []
    for step in scenario.steps:
        running.step(step)
        until.append(len(running.world.history))
    return Result(
        scenario=scenario,
        library=library,
        failures=tuple(sorted(running.failures)),
        story=tuple(running.world.history),
        until=tuple(until),
        editions=running.world.editions,
        sights=frozenset(running.sights),
    )


class _Running:
    """A story on its way."""

    def __init__(self, scenario: Scenario, library: Library) -> None:
        people = {name: someone.person for name, someone in scenario.people.items()}
        self.scenario = scenario
        self.world = World(library, people, scenario.offices)
        self.failures: list[Failure] = []
        self.sights: set[Sight] = set()
        self._told: list[Told] = []
        #: How much of the history, and of the entries of each case, has been looked at.
        self._history_read = 0
        self._entries_read: dict[str, int] = defaultdict(int)

    def fail(self, mark: Mark, text: str) -> None:
        """Note that something is not as the story says."""
        self.failures.append(Failure(mark, text))

    def change_calendars(
        self, path: tuple[str | int, ...], changes: Mapping[str, CalendarChange]
    ) -> None:
        """Put the holidays that the story makes known in force."""
        for calendar, change in changes.items():
            try:
                self.world.announce(calendar, partial(revised, change=change))
            except WorkflowError as bad:
                self.fail(mark_at(self.scenario.tree, (*path, calendar)), str(bad))

    def step(self, step: StoryStep) -> None:
        """One moment of the story."""
        self._pass_time(step)
        self.change_calendars(("story", step.index, "calendar"), step.calendar)
        self._act(step)
        self._read_history()
        held = self._held(step)
        if held is not None:
            self._look(step, held)
        elif step.act is None:
            self.fail(self.scenario.mark(step), "There is no such case yet, or no more.")
        self._entries_read = defaultdict(
            int, {number: len(held.entries) for number, held in self.world.cases.items()}
        )

    def _pass_time(self, step: StoryStep) -> None:
        """Let time pass; a timer that fails is reported, and the others still come due."""
        for _ in range(MOST_ALARMS):
            try:
                self.world.pass_time(step.at)
            except WorkflowError as bad:
                self.fail(self.scenario.mark(step, "at"), str(bad))
            else:
                return

    def _held(self, step: StoryStep) -> Held | None:
        """The case that a step is about; None while there is none."""
        if step.where.child:
            return self.world.child(step.where.child)
        mains = [held for held in self.world.cases.values() if not held.parent]
        if step.where.province:
            return next((h for h in mains[1:] if h.definition == step.where.definition), None)
        return mains[0] if mains else None

    # -- acting ---------------------------------------------------------------------------------

    def _act(self, step: StoryStep) -> None:
        if step.act is None:
            return
        try:
            happened = self._ask(step, step.act)
        except WorkflowError as bad:
            self.fail(self._act_mark(step), str(bad))
            return
        if happened is not None:
            self._look_at_refusal(step, happened)

    def _ask(self, step: StoryStep, act: Act) -> Happened | None:
        held = self._held(step)
        opens = act.form.startswith("opens a case")
        if held is None and not opens:
            self.fail(self._act_mark(step), "There is no such case yet to do this in.")
            return None
        wish = self._command(step, act, held)
        if held is None and isinstance(wish, Open):
            return self.world.begin(step.where.definition, wish, step.index)
        return self.world.ask(held, wish, step.index) if held else None

    def _command(self, step: StoryStep, act: Act, held: Held | None) -> Command:
        definition = self.world.library.definitions[step.where.definition]
        case = held.case if held else Case("")
        return command(Asking(self.scenario, step, act, definition, case))

    def _act_mark(self, step: StoryStep) -> Mark:
        return key_mark_at(self.scenario.tree, ("story", step.index, step.person))

    def _look_at_refusal(self, step: StoryStep, happened: Happened) -> None:
        expected = step.expect.refused
        reasons = happened.refused.reasons if happened.refused else ()
        if expected is None and reasons:
            text = f"refused: expected to be granted; it is refused: {spelled(reasons)}."
            self.fail(self._act_mark(step), text)
        elif expected is not None and not matches(expected, reasons):
            found = f"refused: {spelled(reasons)}" if reasons else "granted"
            text = f"refused: expected {', '.join(expected)}; it is {found}."
            self.fail(self.scenario.mark(step, "expect", "refused"), text)

    # -- looking --------------------------------------------------------------------------------

    def _read_history(self) -> None:
        for happened in self.world.history[self._history_read :]:
            held = self.world.cases.get(happened.case)
            self._told.extend(happened.told)
            if held is not None:
                self.sights.update(sights(self.world.rules(held), happened))
        self._history_read = len(self.world.history)

    def _look(self, step: StoryStep, held: Held) -> None:
        seen = self._seen(step, held)
        for path, text in differences(seen):
            self.fail(self.scenario.mark(step, "expect", *path), text)
        if step.expect.told is not None:
            self._told.clear()
        if step.expect.offered or step.expect.missing:
            shown = sights_of_actions(seen.rules, held.definition, held.case, self.world.now)
            self.sights.update(shown)

    def _seen(self, step: StoryStep, held: Held) -> Seen:
        return Seen(
            scenario=self.scenario,
            step=step,
            rules=self.world.rules(held),
            case=held.case,
            now=self.world.now,
            clocks=self.world.clocks(held),
            entries=held.entries,
            recent=held.entries[self._entries_read[held.number] :],
            told=_by_person(self._told),
        )


def _by_person(told: Sequence[Told]) -> Mapping[str, Sequence[str]]:
    heard: dict[str, list[str]] = defaultdict(list)
    for one in told:
        heard[one.person].append(one.message.say)
    return heard
