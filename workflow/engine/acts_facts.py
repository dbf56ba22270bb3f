"""Deciding what is written down: facts, items of lists, ticks, documents."""

from collections.abc import Iterable, Mapping

from workflow.definition.definition import CheckItem, FieldInfo
from workflow.definition.fields import Kind
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.entries import (
    DocumentSet,
    DocumentState,
    ItemRecorded,
    ItemRemoved,
    NotKnown,
    Ticked,
)
from workflow.engine.following import follow, write
from workflow.engine.permission import can_see, may_work_on, places_seen
from workflow.engine.turn import Turn

Reasons = tuple[Reason, ...]

FIELD = Words("field", "خانہ")
LIST = Words("list", "فہرست")
ITEM = Words("item", "اندراج")
CHECK_ITEM = Words("checklist item", "فہرست کا نکتہ")
DOCUMENT = Words("document", "دستاویز")
FUTURE = say.reason(
    "value",
    "This lies in the future. Write down what has happened.",
    "یہ مستقبل میں ہے۔ وہ لکھیں جو ہو چکا ہے۔",
)


def not_working_on(turn: Turn, region: str = "") -> Reasons:
    """Why somebody may not write in the case, or in one region of it; () = they may.

    Those may whose department has it at an open place, as far as they may know of it. Whoever a
    part of the case is assigned to stays with the victim, also while another department has it.
    """
    if not turn.case.is_open:
        return (say.ENDED,)
    assigned = turn.case.assigned
    theirs = [r for r in turn.case.open_regions() if assigned.get(r) == turn.person.id]
    places = [p for p in places_seen(turn, turn.person) if region in ("", p.region)]
    if may_work_on(turn, turn.person, places) or (region in theirs if region else theirs):
        return ()
    return (say.only_those(turn.definition, (place.department for place in places)),)


def write_facts(turn: Turn, facts: Mapping[str, object]) -> Reasons:
    """Write facts down, if every one of them may be written by this person."""
    reasons = tuple(
        reason
        for name, value in facts.items()
        for reason in (not_writable(turn, name) or _in_one_line(turn, name, value))
    )
    if facts and not reasons:
        write(turn, facts)
    return reasons


def not_writable(turn: Turn, name: str) -> Reasons:
    """Why the person of this turn may not write a field; one they may not read is none to them."""
    field = turn.definition.fields.get(name)
    if field is None or not can_see(turn, turn.person, field.class_):
        return (say.unknown(FIELD, name),)
    if field.computed_by:
        return (say.computed(field.words, name),)
    return ()


def _in_one_line(turn: Turn, name: str, value: object) -> Reasons:
    """A list is filled item by item; only that it cannot be known is one fact."""
    field = turn.definition.fields[name]
    if field.type.kind is Kind.LIST and not isinstance(value, NotKnown):
        return (say.item_by_item(field.words, name),)
    return ()


def record(turn: Turn, command: c.Record) -> Reasons:
    """Facts alone."""
    return not_working_on(turn) or write_facts(turn, command.facts)


def _not_listable(turn: Turn, name: str) -> Reasons:
    reasons = not_working_on(turn) or not_writable(turn, name)
    if reasons:
        return reasons
    if turn.definition.fields[name].type.kind is not Kind.LIST:
        return (say.unknown(LIST, name),)
    return ()


def record_item(turn: Turn, command: c.RecordItem) -> Reasons:
    """An item of a list, added or changed."""
    reasons = _not_listable(turn, command.field)
    if reasons:
        return reasons
    field = turn.definition.fields[command.field]
    items = turn.case.lists.get(command.field, {})
    wrong = [name for name in command.facts if not _in_item(turn, field, name)]
    reasons = tuple(say.unknown(FIELD, name) for name in wrong)
    if command.item and command.item not in items:
        reasons = (say.unknown(ITEM, command.item), *reasons)
    if reasons:
        return reasons
    item = command.item or _next_id(turn, field)
    turn.note(ItemRecorded(turn.now, turn.person.id, command.field, item, dict(command.facts)))
    follow(turn, (command.field,))
    return ()


def _in_item(turn: Turn, field: FieldInfo, name: str) -> bool:
    return name in field.items and can_see(turn, turn.person, field.items[name].class_)


def _next_id(turn: Turn, field: FieldInfo) -> str:
    """Items are numbered as they come; a number is never used twice."""
    return str(turn.case.items_made.get(field.id, 0) + 1)


def remove_item(turn: Turn, command: c.RemoveItem) -> Reasons:
    """An item of a list, struck out."""
    reasons = _not_listable(turn, command.field)
    if reasons:
        return reasons
    if command.item not in turn.case.lists.get(command.field, {}):
        reasons = (say.unknown(ITEM, command.item),)
    if not command.reason:
        reasons = (*reasons, say.REASON_NEEDED)
    if reasons:
        return reasons
    turn.note(ItemRemoved(turn.now, turn.person.id, command.field, command.item, command.reason))
    follow(turn, (command.field,))
    return ()


# -- checklists ----------------------------------------------------------------------------------


def tick(turn: Turn, command: c.Tick) -> Reasons:
    """Checklist items, ticked or not."""
    return not_working_on(turn) or tick_items(turn, command.items, on=command.on)


def tick_items(turn: Turn, names: Iterable[str], *, on: bool = True, at: str = "") -> Reasons:
    """Tick items by name or id; those with a document are settled by the document.

    `at` is the place whose items go before others of the same name.
    """
    reasons: list[Reason] = []
    for name in names:
        item = _check_item(turn, name, at)
        if isinstance(item, Reason):
            reasons.append(item)
        elif item.document:
            reasons.append(say.document_first(item.words))
        elif (item.id in turn.case.ticked) != on:
            turn.note(Ticked(turn.now, turn.person.id, item.id, on))
    return tuple(reasons)


def _check_item(turn: Turn, name: str, at: str) -> CheckItem | Reason:
    places = places_seen(turn, turn.person)
    found = {
        item.id: (place.id, item)
        for place in places
        for item in place.checklist
        if name in (item.name, item.id)
    }
    here = [item for place, item in found.values() if place == at]
    items = here or [item for _, item in found.values()]
    if len(items) > 1:
        return say.ambiguous(name, found)
    return items[0] if items else say.unknown(CHECK_ITEM, name)


def set_document(turn: Turn, command: c.SetDocument) -> Reasons:
    """How far one document has come."""
    return not_working_on(turn) or set_documents(
        turn, {command.item: command.state}, command.reason
    )


def set_documents(
    turn: Turn, documents: Mapping[str, DocumentState], reason: str = "", *, at: str = ""
) -> Reasons:
    """How far several documents have come; substituting or waiving one needs a reason."""
    reasons: list[Reason] = []
    for name, state in documents.items():
        item = _check_item(turn, name, at)
        if isinstance(item, Reason):
            reasons.append(item)
        elif not item.document:
            reasons.append(say.unknown(DOCUMENT, name))
        elif state in ("substituted", "waived") and not reason:
            reasons.append(say.why_not_the_document(item.words))
        else:
            turn.note(DocumentSet(turn.now, turn.person.id, item.id, state, reason))
    return tuple(reasons)
