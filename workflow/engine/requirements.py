"""Everything that stands between a case and a transition, all at once."""

from collections.abc import Collection, Iterator

from workflow.definition.definition import (
    WAIVED,
    CheckItem,
    PlaceInfo,
    Recorded,
    TransitionRule,
)
from workflow.definition.reasons import Reason, unmet
from workflow.engine import say
from workflow.engine.permission import role_reasons
from workflow.engine.turn import Turn
from workflow.engine.view import DefinitionLabels

#: States in which a document counts as being there.
SETTLED = frozenset({"verified", "substituted", "waived"})


def unmet_by(turn: Turn, rule: TransitionRule, given: Collection[str] | None) -> tuple[Reason, ...]:
    """Why the person of this turn may not make the transition now; () = they may.

    `given` are the fields that come with it; None = only asking, so that what must be given with
    it is not called missing.
    """
    found = [*role_reasons(turn, turn.person, rule.by, rule.region)]
    if any(turn.person.id in turn.case.made_by.get(name, ()) for name in rule.not_by):
        found.append(say.BARRED)
    found += _facts(turn, rule, given)
    found += _guard(turn, rule)
    if rule.checklist:
        found += _unticked(turn, turn.definition.places[rule.source])
    return tuple(dict.fromkeys(found))


def _facts(turn: Turn, rule: TransitionRule, given: Collection[str] | None) -> Iterator[Reason]:
    fields = turn.definition.fields
    for name in rule.ask:
        if given is not None and name not in given:
            yield say.give(fields[name].words, name)
    for name in (*rule.record, *_to_record(turn, rule)):
        if not is_recorded(turn, name):
            yield say.record_first(fields[name].words, name)


def is_recorded(turn: Turn, name: str) -> bool:
    """Whether a field is known, or recorded as not known; a list once it has an item."""
    return turn.case.facts.get(name) is not None or bool(turn.case.lists.get(name))


def _to_record(turn: Turn, rule: TransitionRule) -> Iterator[str]:
    """What must be recorded before the place is left in the ordinary way.

    A case that ends here, or a track that is waived, need not be complete; nor need it for an act
    that leads nowhere, or that is offered anywhere.
    """
    place = turn.definition.places[rule.source]
    target = turn.definition.places.get(rule.target)
    if rule.origin or not rule.target or rule.target == WAIVED:
        return
    if rule.target in turn.definition.outcomes:
        return
    yield from _needed(place.record)
    if target is None or target.stage != place.stage:
        yield from _needed(place.stage_record)


def _needed(recorded: tuple[Recorded, ...]) -> Iterator[str]:
    return (r.field for r in recorded if not r.optional)


def _guard(turn: Turn, rule: TransitionRule) -> tuple[Reason, ...]:
    if rule.when is None or turn.rules.machines.guards[rule.id](turn.view) is True:
        return ()
    return unmet(rule.when, turn.view, DefinitionLabels(turn.definition))


def _unticked(turn: Turn, place: PlaceInfo) -> Iterator[Reason]:
    for item in open_items(turn, place):
        yield say.document_first(item.words) if item.document else say.tick_first(item.words)


def open_items(turn: Turn, place: PlaceInfo) -> Iterator[CheckItem]:
    """The checklist items of a place that count and are not settled."""
    tests = turn.rules.machines.items
    for item in place.checklist:
        test = tests.get(item.id)
        if (test is None or test(turn.view) is True) and not _settled(turn, item):
            yield item


def _settled(turn: Turn, item: CheckItem) -> bool:
    if not item.document:
        return item.id in turn.case.ticked
    document = turn.case.documents.get(item.id)
    return document is not None and document.state in SETTLED
