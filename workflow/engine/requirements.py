"""Everything that stands between a case and a transition, all at once."""

from collections.abc import Iterable, Iterator, Mapping

from workflow.definition.definition import CheckItem, PlaceInfo, TransitionRule
from workflow.definition.guards import Finished, Guard, evaluate, terms
from workflow.definition.labels import DefinitionLabels
from workflow.definition.reasons import Reason, unmet
from workflow.engine import say
from workflow.engine.machine import Test
from workflow.engine.permission import hidden_from, role_reasons
from workflow.engine.turn import Turn
from workflow.engine.view import CaseView

#: States in which a document counts as being there.
SETTLED = frozenset({"verified", "substituted", "waived"})


def unmet_by(
    turn: Turn, rule: TransitionRule, given: Mapping[str, object] | None
) -> tuple[Reason, ...]:
    """Why the person of this turn may not make the transition now; () = they may.

    `given` are the facts that come with it; None = only asking, so that what must be given with
    it is not called missing.
    """
    found = [*role_reasons(turn, turn.person, rule.by, rule.region)]
    if any(turn.person.id in turn.case.made_by.get(name, ()) for name in rule.not_by):
        found.append(say.BARRED)
    if given is not None:
        found += not_given(turn, rule.ask, given)
    found += _not_recorded(turn, rule)
    if rule.when is not None:
        found += guard_reasons(turn, rule.when, turn.rules.machines.guards[rule.id])
    if rule.checklist:
        found += _unticked(turn, turn.definition.places[rule.source])
    return tuple(dict.fromkeys(found))


def not_given(turn: Turn, ask: Iterable[str], given: Mapping[str, object]) -> Iterator[Reason]:
    """The fields that must come with an act and do not."""
    for name in ask:
        if given.get(name) in (None, ""):
            yield say.give(turn.definition.fields[name].words, name)


def _not_recorded(turn: Turn, rule: TransitionRule) -> Iterator[Reason]:
    fields = turn.definition.fields
    for name in turn.rules.machines.needed[rule.id]:
        if not is_recorded(turn, name):
            yield say.record_first(fields[name].words, name)


def is_recorded(turn: Turn, name: str) -> bool:
    """Whether a field is known, or recorded as not known; a list once it has an item."""
    return turn.case.facts.get(name) is not None or bool(turn.case.lists.get(name))


def guard_reasons(turn: Turn, guard: Guard, test: Test) -> tuple[Reason, ...]:
    """Why a guard does not hold, as far as the person of this turn may know of it.

    What they may not know of is not counted; where it stands in the way, the reason says no more
    than that something is in progress elsewhere.
    """
    if test(turn.view) is True:
        return ()
    known = CaseView(turn.rules, turn.case, turn.now, hidden_from(turn, turn.person))
    joins = [term for term in terms(guard) if isinstance(term, Finished)]
    found = unmet(guard, known, DefinitionLabels(turn.definition))
    if any(_goes_on_elsewhere(join, known, turn.view) for join in joins):
        return (*found, say.IN_PROGRESS)
    return found


def _goes_on_elsewhere(join: Finished, known: CaseView, view: CaseView) -> bool:
    """Whether more is open than is known, or the answer would be another."""
    (seen, all_seen), (done, all_there) = known.finished(join.name), view.finished(join.name)
    differs = evaluate(join, known) is not evaluate(join, view)
    return differs or all_there - done > all_seen - seen


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
