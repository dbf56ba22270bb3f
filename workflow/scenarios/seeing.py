"""What a story shows of a definition: which of its transitions, guards, clocks, ladders, messages.

A guard counts as shown only where something hangs on it: the transition was made, refused, or the
step says what is offered or missing; a clock or a checklist item of an occupied place counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.definition.definition import MAIN, Path, TransitionRule
from workflow.definition.guards import Truth, View
from workflow.definition.reasons import Reason
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.clock_facts import Reminded, Rung
from workflow.engine.entries import (
    Acted,
    ClockFact,
    Entry,
    ExtensionUsed,
    Moved,
    PauseBegun,
    Recorded,
)
from workflow.engine.fold import fold
from workflow.engine.rules import Rules
from workflow.engine.view import CaseView
from workflow.scenarios.history import Happened
from workflow.scenarios.story import NOBODY

TRANSITION, REFUSAL, GUARD = "transition", "refusal", "guard"
REMINDER, RUNG, PAUSE, EXTENSION, MESSAGE = "reminder", "rung", "pause", "extension", "message"


@dataclass(frozen=True, slots=True)
class Sight:
    """Something of a definition, by the path at which it is written."""

    definition: str
    kind: str
    path: Path
    detail: str = ""


def sights(rules: Rules, happened: Happened) -> Iterator[Sight]:
    """What one command and its effects have shown."""
    seeing = _Seeing(rules, happened.definition)
    for entry in happened.entries:
        yield from seeing.entry(entry)
    for told in happened.told:
        if told.person != NOBODY:
            yield Sight(happened.definition, MESSAGE, ("messages", told.message.say))
    yield from seeing.asked(happened)
    yield from seeing.clocks(happened.after, happened.at)


def sights_of_actions(rules: Rules, key: str, case: Case, now: int) -> Iterator[Sight]:
    """What a step has shown that says what is offered, or missing, to somebody."""
    seeing = _Seeing(rules, key)
    view = CaseView(rules, case, now)
    for region in case.open_regions():
        place = rules.definition.places.get(case.standing[region])
        for rule in place.transitions if place else ():
            yield from seeing.guards(rule, view)
    for track in rules.definition.regions:
        yield from seeing.start(track, case, view)


class _Seeing:
    def __init__(self, rules: Rules, key: str) -> None:
        self.rules = rules
        self.definition = rules.definition
        self.key = key

    def sight(self, kind: str, path: Path, detail: str = "") -> Sight:
        return Sight(self.key, kind, path, detail)

    def guard(self, path: Path, truth: Truth) -> Iterator[Sight]:
        if truth is not None:
            yield self.sight(GUARD, (*path, "when"), "true" if truth else "false")

    def entry(self, entry: Entry) -> Iterator[Sight]:
        match entry:
            case Moved(transition=made) | Acted(transition=made) if made:
                rule = self.definition.transitions[made]
                yield self.sight(TRANSITION, rule.written)
                if rule.when is not None:
                    yield from self.guard(rule.written, True)
            case ClockFact(clock=clock, fact=Reminded(which=which, how="told")):
                path = (*self.definition.clocks[clock].path, "remind")
                yield self.sight(REMINDER, path, which)
            case ClockFact(clock=clock, fact=Rung(rung=rung, how="told")):
                yield self.sight(RUNG, ("ladders", self.definition.clocks[clock].ladder, rung))
            case PauseBegun(reason=reason):
                yield self.sight(PAUSE, ("pauses", reason))
            case ExtensionUsed(reason=reason):
                yield self.sight(EXTENSION, ("extensions", reason))

    def asked(self, happened: Happened) -> Iterator[Sight]:
        """What a command shows by itself: the guards it met, and whom it refused."""
        command, before = happened.command, happened.before
        if isinstance(command, c.Advance):
            view = self._view(before, command.facts, happened.at)
            for rule in self._asked_for(before, command.trigger):
                yield from self.guards(rule, view)
                if any(r.code == "role" for r in _reasons(happened)):
                    yield self.sight(REFUSAL, rule.written)
        elif isinstance(command, c.StartTrack):
            view = self._view(before, command.facts, happened.at)
            yield from self.start(command.track, before, view)

    def _asked_for(self, case: Case, trigger: str) -> Iterator[TransitionRule]:
        for rule in self.rules.machines.by_name.get(trigger, ()):
            if case.standing.get(rule.region) == rule.source:
                yield rule

    def _view(self, case: Case, facts: Mapping[str, object], now: int) -> CaseView:
        """The case with the facts that come with a command, as its guards see it."""
        return CaseView(self.rules, fold(case, [Recorded(now, "", facts)]), now)

    def guards(self, rule: TransitionRule, view: View) -> Iterator[Sight]:
        """What the guard of a transition is worth, and those of the items it needs ticked."""
        if rule.when is not None:
            yield from self.guard(rule.written, self.rules.machines.guards[rule.id](view))
        if rule.checklist:
            for item in self.definition.places[rule.source].checklist:
                if item.when is not None:
                    yield from self.guard(item.path, self.rules.machines.items[item.id](view))

    def start(self, track: str, case: Case, view: View) -> Iterator[Sight]:
        """What the guard for starting a track is worth, where it may be started."""
        region = self.definition.regions.get(track)
        rule = region.may_start if region else None
        main = self.definition.places.get(case.standing.get(MAIN, ""))
        if rule is None or rule.when is None or main is None or main.stage not in rule.stages:
            return
        path = ("stages", track, "may_start")
        yield from self.guard(path, self.rules.machines.starts[track](view))

    def clocks(self, case: Case, now: int) -> Iterator[Sight]:
        """What the guards of the clocks are worth whose place is occupied."""
        view = CaseView(self.rules, case, now)
        places = [self.definition.places.get(case.standing[r]) for r in case.open_regions()]
        scopes = {scope for place in places if place for scope in place.within}
        if case.is_open:
            scopes.add("")
        for clock, test in self.rules.machines.clocks.items():
            rule = self.definition.clocks[clock]
            if rule.scope in scopes:
                yield from self.guard(rule.path, test(view))


def _reasons(happened: Happened) -> tuple[Reason, ...]:
    return happened.refused.reasons if happened.refused else ()
