"""What there is to look at after a step, and how a difference is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workflow.definition.definition import MAIN, Definition
from workflow.engine.case import Case
from workflow.engine.clocks import Reading
from workflow.engine.entries import Entry
from workflow.engine.rules import Rules
from workflow.scenarios import times
from workflow.scenarios.reading_expect import NOT_STARTED
from workflow.scenarios.story import Scenario, StoryStep

#: Where in `expect` it is written, and what is wrong with it.
Finding = tuple[tuple[str | int, ...], str]


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to look at after a step, in the case it is about."""

    scenario: Scenario
    step: StoryStep
    rules: Rules
    case: Case
    now: int
    clocks: Mapping[str, Reading]
    #: All entries of the case, and those since the step before.
    entries: Sequence[Entry]
    recent: Sequence[Entry]
    #: The messages to each person since the last step with `told`, in order.
    told: Mapping[str, Sequence[str]]

    @property
    def definition(self) -> Definition:
        """The definition of the case."""
        return self.rules.definition

    @property
    def region(self) -> str:
        """The region that the step is about."""
        return self.step.where.region or MAIN

    def at(self, region: str) -> str:
        """Where a region stands, or how it ended."""
        if region == MAIN:
            return self.case.at
        return self.case.standing.get(region, NOT_STARTED)

    def time(self, instant: int) -> str:
        """An instant as the story writes it."""
        return times.written(instant, self.scenario.zone)


def named(names: Iterable[str]) -> str:
    """Names in a sentence."""
    return ", ".join(names) or "none"


def differs(word: str, expected: str, found: str) -> Finding:
    """That a word of `expect` names something else than what is."""
    return (word,), f"{word}: expected {expected}; it is {found}."
