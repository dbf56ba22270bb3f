"""A workflow as SCXML, the W3C's notation for statecharts (https://www.w3.org/TR/scxml/).

The case is one `<parallel>` with a region for the main line and one for each track. A track that
is not under way stands in `TRACK-closed` (idle, finished or waived), so that it can be started
again; ends of tracks are states and not `<final>`, because a `<parallel>` whose regions are all
final hears no more events in some interpreters. An outcome lies outside the `<parallel>`: reaching
it ends every track. Each transition has an event of its own: its id with dots.

Guards are conditions by name, `guard_1` and so on, for whoever runs the statechart to answer;
`conditions` says what they mean. What is not about where a case stands (who may, fields,
checklists, clocks, children, putting back a step, the end of a parent) is not exported. A case
that is opened again at a stage, and not where it stopped, forgets how its tracks had ended.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby
from xml.etree import ElementTree as ET

from humrah.drawing.guard_text import guard_text
from workflow.definition.definition import (
    ENDED,
    FINISHED,
    MAIN,
    WAIVED,
    Definition,
    PlaceInfo,
    Region,
    TransitionRule,
)
from workflow.definition.guards import Guard

NAMESPACE = "http://www.w3.org/2005/07/scxml"
#: Of the attributes that only explain: `label`, and `when` with the text of a guard.
OWN = "urn:humrah:workflow"
#: The `<parallel>` of all regions. Ids of the language have no hyphens, those made here have one.
WHOLE_CASE = "whole-case"
#: Where a case that is opened again goes on.
WHERE_IT_STOPPED = "where-it-stopped"
IDLE = "idle"
TRANSFER, REOPEN = "transfer", "reopen"


def event_of(transition: str) -> str:
    """The event that makes a transition: its id, with a dot before the name.

    >>> event_of("identification.checking/confirm")
    'identification.checking.confirm'
    """
    return transition.replace("/", ".")


def event_to_start(track: str) -> str:
    """The event by which a person starts a track, where the workflow lets them."""
    return f"begin-{track}"


def state_of(region: str, place: str) -> str:
    """The state for where a region stands: a place, or how a track ended.

    >>> state_of("protection", "finished"), state_of("protection", "protection.weighing")
    ('protection-finished', 'protection.weighing')
    """
    return f"{region}-{place}" if place in (IDLE, FINISHED, WAIVED) else place


def outcome_state(outcome: str) -> str:
    """The state for an outcome."""
    return f"outcome-{outcome}"


def conditions(definition: Definition) -> dict[str, Guard]:
    """The guards of a workflow by the names they have in its export, each guard once."""
    written = [t.when for t in definition.transitions.values()]
    written += [r.may_start.when for r in definition.regions.values() if r.may_start]
    by_text = {guard_text(guard): guard for guard in written if guard is not None}
    return {f"guard_{n}": guard for n, guard in enumerate(by_text.values(), 1)}


def scxml(definition: Definition, language: str = "en") -> str:
    """The statechart of a workflow, labelled in one language."""
    return _Export(definition, language).text()


class _Export:
    """One export being written."""

    def __init__(self, definition: Definition, language: str) -> None:
        self.definition = definition
        self.language = language
        self.names = {guard_text(g): name for name, g in conditions(definition).items()}

    def text(self) -> str:
        ET.register_namespace("", NAMESPACE)
        ET.register_namespace("humrah", OWN)
        definition = self.definition
        root = ET.Element(
            _tag("scxml"),
            version="1.0",
            datamodel="ecmascript",
            name=definition.workflow,
            initial=WHOLE_CASE,
        )
        self._label(root, definition.words.in_(self.language))
        case = ET.SubElement(root, _tag("parallel"), id=WHOLE_CASE)
        if definition.transfer is not None:
            self._goes(case, TRANSFER, outcome_state(definition.transfer.outcome))
        for region in definition.regions.values():
            self._region(case, region)
        ET.SubElement(case, _tag("history"), id=WHERE_IT_STOPPED, type="deep")
        for outcome, words in definition.outcomes.items():
            self._outcome(root, outcome, words.in_(self.language))
        ET.indent(root)
        return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"

    def _region(self, case: ET.Element, region: Region) -> None:
        first = region.initial if region.id == MAIN else state_of(region.id, IDLE)
        state = ET.SubElement(case, _tag("state"), id=f"region-{region.id}", initial=first)
        self._label(state, region.words.in_(self.language))
        if region.id != MAIN:
            self._closed(state, region)
        places = (self.definition.places[place] for place in region.places)
        for stage, steps in groupby(places, key=lambda place: place.stage):
            self._stage(state, stage, tuple(steps))

    def _closed(self, state: ET.Element, region: Region) -> None:
        """A track that is not under way, and the event that brings it under way."""
        closed = ET.SubElement(
            state,
            _tag("state"),
            id=f"{region.id}-closed",
            initial=state_of(region.id, IDLE),
        )
        self._goes(closed, f"start-{region.id}", region.initial)
        for end in (IDLE, FINISHED, WAIVED):
            ET.SubElement(closed, _tag("state"), id=state_of(region.id, end))

    def _stage(self, above: ET.Element, stage: str, places: tuple[PlaceInfo, ...]) -> None:
        if not places[0].step:
            self._starts_by_hand(self._place(above, places[0]), stage)
            return
        state = ET.SubElement(above, _tag("state"), id=stage, initial=places[0].id)
        self._label(state, self.definition.scopes[stage].words.in_(self.language))
        self._entry(state, stage)
        self._starts_by_hand(state, stage)
        for place in places:
            self._place(state, place)

    def _place(self, above: ET.Element, place: PlaceInfo) -> ET.Element:
        state = ET.SubElement(above, _tag("state"), id=place.id)
        self._label(state, place.words.in_(self.language))
        self._entry(state, place.id)
        for rule in place.transitions:
            self._transition(state, rule)
        return state

    def _entry(self, state: ET.Element, scope: str) -> None:
        tracks = self.definition.scopes[scope].start
        if tracks:
            self._start(ET.SubElement(state, _tag("onentry")), tracks)

    def _transition(self, state: ET.Element, rule: TransitionRule) -> None:
        element = self._goes(state, event_of(rule.id), self._target(rule), rule.when)
        self._label(element, rule.words.in_(self.language))
        self._start(element, rule.start)

    def _target(self, rule: TransitionRule) -> str:
        if rule.region == MAIN and rule.target in self.definition.outcomes:
            return outcome_state(rule.target)
        return state_of(rule.region, rule.target) if rule.target else ""

    def _starts_by_hand(self, state: ET.Element, stage: str) -> None:
        for region in self.definition.regions.values():
            if region.may_start is not None and stage in region.may_start.stages:
                element = self._goes(state, event_to_start(region.id), "", region.may_start.when)
                named = element.get("cond")
                closed = f"In('{region.id}-closed')"
                element.set("cond", f"{closed} && {named}" if named else closed)
                self._start(element, (region.id,))

    def _outcome(self, root: ET.Element, outcome: str, label: str) -> None:
        rule = self.definition.reopen
        again = rule is not None and outcome in rule.outcomes
        state = ET.SubElement(root, _tag("state" if again else "final"), id=outcome_state(outcome))
        self._label(state, label)
        if rule is not None and again:
            self._goes(state, REOPEN, rule.stage or WHERE_IT_STOPPED)

    def _goes(
        self, state: ET.Element, event: str, target: str, when: Guard | None = None
    ) -> ET.Element:
        element = ET.SubElement(state, _tag("transition"), event=event)
        if target:
            element.set("target", target)
        if when is not None:
            text = guard_text(when)
            element.set("cond", self.names[text])
            element.set(f"{{{OWN}}}when", text)
        return element

    def _start(self, element: ET.Element, tracks: Iterable[str]) -> None:
        for track in tracks:
            ET.SubElement(element, _tag("raise"), event=f"start-{track}")

    def _label(self, element: ET.Element, text: str) -> None:
        element.set(f"{{{OWN}}}label", text)


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def standing_as_states(
    standing: Mapping[str, str], outcome: str, regions: Iterable[str]
) -> frozenset[str]:
    """The states a case is in by its export, from where each of its regions stands.

    >>> sorted(standing_as_states({"main": "follow_up"}, "", ("main", "care")))
    ['care-idle', 'follow_up']
    """
    if outcome:
        return frozenset((outcome_state(outcome),))
    return frozenset(state_of(r, _or_idle(standing.get(r, IDLE))) for r in regions)


def _or_idle(place: str) -> str:
    """A track that was cut off stands like one that was never started."""
    return IDLE if place == ENDED else place
