"""From entries to the state of a case: `fold(case, entries)` and `replay(entries)`.

The only code that changes what a case is. It decides nothing: every entry means the same whatever
the definition says, so a case can be rebuilt long after its definition is gone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from workflow.definition.definition import ENDED, FINISHED, MAIN, TRACK_ENDS, WAIVED
from workflow.engine import entries as e
from workflow.engine.case import Case, ChildState, Consent, Document

_NAMES = tuple(f.name for f in fields(Case))
_VALUES = attrgetter(*_NAMES)
#: How each value is written on a case, which is frozen for everybody else.
_WRITES = tuple(getattr(Case, name).__set__ for name in _NAMES)


def replay(number: str, entries: Iterable[e.Entry]) -> Case:
    """The state that a case's entries, from the first on, lead to."""
    return fold(Case(number), entries)


def fold(case: Case, entries: Iterable[e.Entry]) -> Case:
    """The state after some more entries; `case` itself stays as it is."""
    draft = draft_of(case)
    for entry in entries:
        fold_into(draft, entry)
    return draft


def draft_of(case: Case) -> Case:
    """A copy that nobody else holds yet and that `fold_into` may therefore write on.

    Copying a case once for each command instead of once for each entry is what keeps a decision
    within a few times the cost of the bare state machine.
    """
    draft = object.__new__(Case)
    for write, value in zip(_WRITES, _VALUES(case), strict=True):
        write(draft, value)
    return draft


def fold_into(draft: Case, entry: e.Entry) -> None:
    """Write one entry on a draft. Its mappings are replaced, never changed: others hold them."""
    _FOLDS[type(entry)](draft, entry)
    _set(draft, "entries", draft.entries + 1)


_set = object.__setattr__


def _with(old: Mapping[str, Any], key: str, value: object) -> dict[str, Any]:
    return {**old, key: value}


def _without(old: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in old.items() if k != key}


def _opened(draft: Case, entry: e.Opened) -> None:
    _set(draft, "workflow", entry.workflow)
    _set(draft, "definition", entry.definition)
    _set(draft, "opened_at", entry.occurred_at)
    _set(draft, "since", {MAIN: entry.occurred_at})
    _set(draft, "parent", entry.parent)
    _set(draft, "parent_department", entry.parent_department)
    _set(draft, "parent_officer", entry.parent_officer)
    _set(draft, "package", entry.package)


def _moved(draft: Case, entry: e.Moved) -> None:
    if entry.source in (FINISHED, WAIVED):
        _forget_run(draft, entry.region)
    standing = dict(draft.standing)
    standing[entry.region] = entry.target
    _set(draft, "standing", standing)
    _set(draft, "since", _since(draft, entry))
    if entry.transition:
        before = draft.made_by.get(entry.transition.rpartition("/")[2], frozenset())
        _set(draft, "made_before", _with(draft.made_before, entry.region, before))
        _made(draft, entry.transition, entry)
        _set(draft, "last_move", _with(draft.last_move, entry.region, entry))
    else:
        _set(draft, "last_move", _without(draft.last_move, entry.region))


def _forget_run(draft: Case, track: str) -> None:
    """A track that begins anew has nobody yet, and clocks that have not counted before."""
    _set(draft, "assigned", _without(draft.assigned, track))
    _set(draft, "since", _outside(draft.since, track))
    _set(draft, "clocks", _outside(draft.clocks, track))


def _outside(of: Mapping[str, Any], track: str) -> dict[str, Any]:
    """What belongs to other places: those of a track are named after it."""
    return {k: v for k, v in of.items() if k.partition(".")[0] != track}


def _since(draft: Case, entry: e.Moved) -> dict[str, int]:
    """The stage and the step come to have been entered; the stage only from outside it."""
    at = entry.occurred_at or entry.at
    since = {**draft.since, entry.target: at}
    stage = entry.target.partition(".")[0]
    if entry.source.partition(".")[0] != stage:
        since[stage] = at
    return since


def _made(draft: Case, transition: str, entry: e.Moved | e.Acted) -> None:
    name = transition.rpartition("/")[2]
    makers = draft.made_by.get(name, frozenset()) | _makers(entry)
    _set(draft, "made_by", _with(draft.made_by, name, makers))


def _makers(entry: e.Moved | e.Acted) -> frozenset[str]:
    return frozenset((entry.proposed_by, entry.by)) - {""}


def _acted(draft: Case, entry: e.Acted) -> None:
    _made(draft, entry.transition, entry)


def _recorded(draft: Case, entry: e.Recorded) -> None:
    _set(draft, "facts", {**draft.facts, **entry.facts})


def _item_recorded(draft: Case, entry: e.ItemRecorded) -> None:
    items = dict(draft.lists.get(entry.field, {}))
    if entry.item not in items:
        made = draft.items_made.get(entry.field, 0) + 1
        _set(draft, "items_made", _with(draft.items_made, entry.field, made))
    items[entry.item] = {**items.get(entry.item, {}), **entry.facts}
    _set(draft, "lists", _with(draft.lists, entry.field, items))


def _item_removed(draft: Case, entry: e.ItemRemoved) -> None:
    items = _without(draft.lists[entry.field], entry.item)
    _set(draft, "lists", _with(draft.lists, entry.field, items))


def _ticked(draft: Case, entry: e.Ticked) -> None:
    item = frozenset((entry.item,))
    _set(draft, "ticked", draft.ticked | item if entry.on else draft.ticked - item)


def _document(draft: Case, entry: e.DocumentSet) -> None:
    document = Document(entry.state, entry.reason)
    _set(draft, "documents", _with(draft.documents, entry.item, document))


def _contact(draft: Case, entry: e.ContactTried) -> None:
    _set(draft, "attempts", (*draft.attempts, entry))


def _consent(draft: Case, entry: e.ConsentRecorded) -> None:
    consent = Consent(entry.given, entry.until)
    _set(draft, "consents", _with(draft.consents, entry.purpose, consent))


def _assigned(draft: Case, entry: e.Assigned) -> None:
    _set(draft, "assigned", _with(draft.assigned, entry.region, entry.person))


def _clock(draft: Case, entry: e.ClockFact) -> None:
    before = () if entry.fresh else draft.clocks.get(entry.clock, ())
    clocks = dict(draft.clocks)
    clocks[entry.clock] = (*before, entry.fact)
    _set(draft, "clocks", clocks)
    if entry.fresh and draft.extensions_used:
        used = frozenset(pair for pair in draft.extensions_used if pair[0] != entry.clock)
        _set(draft, "extensions_used", used)


def _pause(draft: Case, entry: e.PauseBegun) -> None:
    _set(draft, "pauses", _with(draft.pauses, entry.reason, entry.until))


def _pause_ended(draft: Case, entry: e.PauseEnded) -> None:
    _set(draft, "pauses", _without(draft.pauses, entry.reason))


def _extension(draft: Case, entry: e.ExtensionUsed) -> None:
    used = draft.extensions_used | {(entry.clock, entry.reason)}
    _set(draft, "extensions_used", used)


def _nothing(_draft: Case, _entry: e.Entry) -> None:
    """The entry is history alone."""


def _put_back(draft: Case, entry: e.PutBack) -> None:
    _set(draft, "standing", _with(draft.standing, entry.region, entry.source))
    _set(draft, "clocks", {**draft.clocks, **entry.stopped})
    _unmade(draft, draft.last_move[entry.region])
    _set(draft, "last_move", _without(draft.last_move, entry.region))


def _unmade(draft: Case, last: e.Moved) -> None:
    """Whoever made the step has not made it, unless they also made it at another time."""
    name = last.transition.rpartition("/")[2]
    makers = (draft.made_by[name] - _makers(last)) | draft.made_before[last.region]
    others = _without(draft.made_by, name)
    _set(draft, "made_by", {**others, name: makers} if makers else others)


def _proposed(draft: Case, entry: e.Proposed) -> None:
    _set(draft, "proposals", _with(draft.proposals, entry.transition, entry))


def _proposal_ended(draft: Case, entry: e.ProposalEnded) -> None:
    _set(draft, "proposals", _without(draft.proposals, entry.transition))


def _entitled(draft: Case, entry: e.Entitled) -> None:
    _set(draft, "facts", {**draft.facts, **entry.values})
    _set(draft, "entitled", _with(draft.entitled, entry.decision, entry))


def _child_opened(draft: Case, entry: e.ChildOpened) -> None:
    child = ChildState(entry.child, entry.key, entry.item)
    _set(draft, "children", _with(draft.children, entry.key, child))


def _child_ended(draft: Case, entry: e.ChildEnded) -> None:
    child = draft.children[entry.key]
    ended = ChildState(child.child, child.key, child.item, entry.outcome)
    _set(draft, "children", _with(draft.children, entry.key, ended))


def _transfer_asked(draft: Case, entry: e.TransferAsked) -> None:
    _set(draft, "transfer_to", entry.province)
    _set(draft, "transfer_by", entry.by)


def _transfer_answered(draft: Case, _entry: e.TransferAnswered) -> None:
    _set(draft, "transfer_to", "")


def _ended(draft: Case, entry: e.Ended) -> None:
    _set(draft, "outcome", entry.outcome)
    _set(draft, "ended_at", entry.at)
    _set(draft, "stopped_at", entry.stopped_at)
    _set(draft, "transfer_to", "")
    standing = {r: p if p in TRACK_ENDS else ENDED for r, p in draft.standing.items()}
    standing[MAIN] = entry.outcome
    _set(draft, "standing", standing)


def _reopened(draft: Case, entry: e.Reopened) -> None:
    """The case goes on, and no step of before can be put back."""
    _set(draft, "outcome", "")
    _set(draft, "ended_at", 0)
    _set(draft, "stopped_at", {})
    _set(draft, "since", _with(draft.since, MAIN, entry.at))
    _set(draft, "last_move", {})


_FOLDS: Mapping[type[e.Entry], Callable[[Case, Any], None]] = {
    e.Opened: _opened,
    e.Moved: _moved,
    e.Acted: _acted,
    e.Recorded: _recorded,
    e.ItemRecorded: _item_recorded,
    e.ItemRemoved: _item_removed,
    e.Ticked: _ticked,
    e.DocumentSet: _document,
    e.ContactTried: _contact,
    e.ConsentRecorded: _consent,
    e.Assigned: _assigned,
    e.ClockFact: _clock,
    e.PauseBegun: _pause,
    e.PauseEnded: _pause_ended,
    e.ExtensionUsed: _extension,
    e.Nudged: _nothing,
    e.PutBack: _put_back,
    e.Proposed: _proposed,
    e.ProposalEnded: _proposal_ended,
    e.Entitled: _entitled,
    e.ChildOpened: _child_opened,
    e.ChildEnded: _child_ended,
    e.TransferAsked: _transfer_asked,
    e.TransferAnswered: _transfer_answered,
    e.Ended: _ended,
    e.Reopened: _reopened,
}
