"""The engine against a statechart interpreter that knows nothing of it.

Every workflow is exported to SCXML and run by python-statemachine beside the engine, step by step
over random walks. Where the two stand must be the same after every step, and so must be what they
refuse because of where the case stands or of a guard.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from humrah.drawing import scxml as export
from humrah.library import shipped_library
from tests.integration.statechart import Statechart, StatechartKind
from tests.integration.walking import Walk, rules_of
from tests.unit.humrah.small_workflow import small_library
from workflow.definition.library import Library
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.decide import decide
from workflow.engine.decision import Decision, Refusal
from workflow.engine.entries import ItemRecorded, Proposed

#: For each national workflow, and for each overlay; more than 10,000 in all.
STEPS, STEPS_OF_AN_OVERLAY = 1_200, 150
STEPS_OF_A_CASE = 80
#: Why the engine refuses what the statechart refuses too; other reasons it knows nothing of.
OF_PLACE = frozenset({"not_offered", "ended", "open", "unknown", "transfer", "reopen"})
OF_FACTS = frozenset({"record_first", "known", "within", "compare", "includes", "is", "yes_no"})
OF_STRUCTURE = OF_PLACE | OF_FACTS | {"one_of", "finished", "consent", "attempts"}

SHIPPED = shipped_library()
NATIONAL = sorted(key for key, d in SHIPPED.definitions.items() if not d.overlay)
OVERLAYS = sorted(key for key, d in SHIPPED.definitions.items() if d.overlay)


@dataclass
class Findings:
    """What the walks came to."""

    steps: int = 0
    disagreements: list[str] = field(default_factory=list)
    made: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


class SideBySide:
    """One case, in the engine and in the statechart."""

    def __init__(self, library: Library, key: str, walk: Walk, kind: StatechartKind) -> None:
        self.rules = rules_of(library, key)
        self.definition = self.rules.definition
        self.zone = ZoneInfo(self.rules.zone)
        self.walk = walk
        self.chart = Statechart(kind)
        self.case = Case("1")
        self.reopened = False
        opening = walk.opening()
        answer = self._decide(opening)
        assert isinstance(answer, Decision), answer
        self.chart.file.facts.update(opening.facts)
        self._follow(answer)

    @property
    def is_over(self) -> bool:
        """Whether the case has ended for good."""
        reopen = self.definition.reopen
        return bool(self.case.outcome) and (
            reopen is None or self.case.outcome not in reopen.outcomes
        )

    def step(self, findings: Findings) -> None:
        """One more command on both sides."""
        before = dict(self.case.standing)
        command = self.walk.command(self.case)
        answer = self._decide(command)
        agrees = self._heard(command, answer)
        if isinstance(answer, Decision):
            self._follow(answer)
            self.reopened |= isinstance(command, c.Reopen)
        findings.steps += 1
        findings.refused.update(_codes(answer))
        event = self._event(command) or type(command).__name__
        findings.made.update([] if _codes(answer) else [event])
        engine, chart = self._compared()
        if not agrees or engine != chart:
            findings.disagreements.append(
                f"{event} with {getattr(command, 'facts', {})} at {before}: "
                f"the engine says {sorted(_codes(answer)) or 'yes'} "
                f"and stands at {engine}, the statechart at {chart}."
            )

    def _decide(self, command: c.Command) -> Decision | Refusal:
        """The engine's answer; where two people are needed, the second one agrees at once."""
        now = self.walk.pass_time()
        answer = decide(self.rules, self.case, command, now)
        proposed = isinstance(answer, Decision) and any(
            isinstance(entry, Proposed) for entry in answer.entries
        )
        if proposed and isinstance(answer, Decision) and isinstance(command, c.Advance):
            confirm = c.Confirm(by=self.walk.somebody(), trigger=command.trigger)
            return decide(self.rules, answer.case, confirm, now)
        return answer

    def _heard(self, command: c.Command, answer: Decision | Refusal) -> bool:
        """Whether the statechart takes the same view of a command that is an event to it."""
        event, file = self._event(command), self.chart.file
        if not event or _codes(answer) - OF_STRUCTURE:
            if isinstance(command, c.Record | c.Transfer) and not _codes(answer):
                file.facts.update(command.facts)
            return True
        file.today = datetime.fromtimestamp(self.walk.now / 1000, UTC).astimezone(self.zone).date()
        before = dict(file.facts)
        file.facts.update(getattr(command, "facts", {}))
        takes = self.chart.send(event)
        if not takes:
            file.facts = before
        elif isinstance(command, c.Advance):
            set_ = self.definition.transitions[command.trigger].set_
            file.facts.update({k: file.today if v == "today" else v for k, v in set_.items()})
        return takes is isinstance(answer, Decision)

    def _event(self, command: c.Command) -> str:
        match command:
            case c.Advance(trigger=trigger):
                return export.event_of(trigger)
            case c.StartTrack(track=track):
                return export.event_to_start(track)
            case c.AnswerTransfer(accept=True):
                return export.TRANSFER
            case c.Reopen():
                return export.REOPEN
        return ""

    def _follow(self, answer: Decision) -> None:
        """Write down what the statechart does not work out: computed figures, items, children."""
        self.case, file = answer.case, self.chart.file
        file.consents = {p: consent.given for p, consent in self.case.consents.items()}
        file.tries = [attempt.reached for attempt in self.case.attempts]
        file.children = {key: bool(child.outcome) for key, child in self.case.children.items()}
        file.facts.update({e.field: "items" for e in answer.entries if isinstance(e, ItemRecorded)})
        for name, value in self.case.facts.items():
            if self.definition.fields[name].computed_by:
                file.facts[name] = value

    def _compared(self) -> tuple[list[str], list[str]]:
        """Where both stand, as the same words.

        A case opened again at a stage forgets, in the statechart, how its closed tracks had ended.
        """
        case = self.case
        engine = export.standing_as_states(case.standing, case.outcome, self.definition.regions)
        forgets = self.reopened and self.definition.reopen and self.definition.reopen.stage
        ends = re.compile("-(finished|waived)$" if forgets else "(?!)")
        return sorted(ends.sub("-idle", s) for s in engine), sorted(
            ends.sub("-idle", s) for s in self.chart.states
        )


def _codes(answer: Decision | Refusal) -> frozenset[str]:
    return frozenset(r.code for r in answer.reasons) if isinstance(answer, Refusal) else frozenset()


def walked(library: Library, key: str, steps: int, text: str = "") -> Findings:
    """Cases of one workflow, one after the other, until so many steps are made."""
    definition = library.definitions[key]
    kind = StatechartKind(definition, text or export.scxml(definition))
    findings, tried, seed = Findings(), Counter[str](), 0
    while findings.steps < steps:
        seed += 1
        case = SideBySide(library, key, Walk(definition, seed, tried), kind)
        last = findings.steps + STEPS_OF_A_CASE
        found = len(findings.disagreements)
        while findings.steps < min(last, steps) and not case.is_over:
            case.step(findings)
            if len(findings.disagreements) > found:  # from here on it would disagree for ever
                break
    return findings


@pytest.mark.slow
@pytest.mark.parametrize("key", NATIONAL)
def test_the_engine_and_the_statechart_agree_on_every_step(key: str) -> None:
    findings = walked(SHIPPED, key, STEPS)
    assert findings.disagreements == []
    transitions = SHIPPED.definitions[key].transitions
    made = {event for t in transitions if (event := export.event_of(t)) in findings.made}
    assert len(made) > len(transitions) / 3, "the walks do not come far enough to say much"


@pytest.mark.slow
@pytest.mark.parametrize("key", OVERLAYS)
def test_they_agree_under_every_overlay(key: str) -> None:
    assert walked(SHIPPED, key, STEPS_OF_AN_OVERLAY).disagreements == []


def test_every_shipped_workflow_is_walked() -> None:
    """So that the tests above cannot pass by walking nothing."""
    assert "victim-support" in NATIONAL
    assert len(NATIONAL) * STEPS + len(OVERLAYS) * STEPS_OF_AN_OVERLAY >= 10_000


def test_a_small_workflow_agrees_on_every_step() -> None:
    assert walked(small_library(), "small-support", 500).disagreements == []


def test_a_walk_makes_every_transition_and_meets_refusals() -> None:
    findings = walked(small_library(), "small-support", 1_000)
    transitions = small_library().definitions["small-support"].transitions
    events = {export.event_of(transition) for transition in transitions}
    assert events <= findings.made.keys()
    assert {"not_offered", "yes_no", "record_first", "finished"} <= findings.refused.keys()


def test_a_walk_is_the_same_every_time() -> None:
    assert walked(small_library(), "small-support", 100) == walked(
        small_library(), "small-support", 100
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('registered.begin" target="identification.checking"', 'target="follow_up"'),
        ('checking.confirm" target="follow_up" cond="guard_1"', 'target="follow_up"'),
        ('protect" target="protection.in_force"', 'target="protection-finished"'),
        ('<raise event="start-care" />', ""),
        ('target="where-it-stopped"', 'target="whole-case"'),
    ],
)
def test_a_wrong_statechart_disagrees(right: str, wrong: str) -> None:
    text = export.scxml(small_library().definitions["small-support"])
    head = right[: right.find('" target') + 2] if '" target' in right else ""
    changed = text.replace(right, head + wrong)
    assert changed != text
    assert walked(small_library(), "small-support", 500, changed).disagreements != []
