"""Deciding what is written down: facts, items, ticks, documents, contact, consent, assignment."""

from collections.abc import Iterable, Mapping

from workflow.definition.definition import CheckItem, FieldInfo
from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.clockwork import changed, offices_changed
from workflow.engine.entitling import entitle
from workflow.engine.entries import (
    Assigned,
    ConsentRecorded,
    ContactTried,
    DocumentSet,
    DocumentState,
    ItemRecorded,
    ItemRemoved,
    NotKnown,
    Recorded,
    Ticked,
)
from workflow.engine.moving import items_changed
from workflow.engine.people import Address, Person, covers
from workflow.engine.permission import can_see, may_work_on
from workflow.engine.turn import DISTRICT, Turn

Reasons = tuple[Reason, ...]

FIELD = Words("field", "خانہ")
ITEM = Words("item", "اندراج")
CHECK_ITEM = Words("checklist item", "فہرست کا نکتہ")
PURPOSE = Words("purpose of consent", "رضامندی کا مقصد")
REGION = Words("open part of the case", "کیس کا کھلا حصہ")

#: A visit recorded this much in the future is a slip of the clock, not an error (UTC ms).
_SLACK = 5 * 60 * 1000


def not_working_on(turn: Turn, region: str = "") -> Reasons:
    """Who may write in the case at all: those whose department has it at an open place."""
    if not turn.case.is_open:
        return (say.ENDED,)
    if may_work_on(turn, turn.person, region=region):
        return ()
    places = [p for p in turn.open_places() if not region or p.region == region]
    names = [turn.definition.departments[p.department] for p in places if p.department]
    en = ", ".join(dict.fromkeys(words.en for words in names))
    ur = "، ".join(dict.fromkeys(words.ur for words in names))
    return (
        say.reason(
            "role",
            f"Only those who have the case now may do this: {en}.",
            f"یہ کام صرف وہ کر سکتے ہیں جن کے پاس کیس ہے: {ur}۔",
        ),
    )


def write_facts(turn: Turn, facts: Mapping[str, object]) -> Reasons:
    """Write facts down, if every one of them may be written by this person."""
    reasons = tuple(r for name in facts for r in _not_writable(turn, name))
    if reasons or not facts:
        return reasons
    turn.note(Recorded(turn.now, turn.person.id, dict(facts)))
    follow(turn, facts)
    return ()


def follow(turn: Turn, names: Iterable[str]) -> None:
    """Let everything that depends on changed facts follow: figures, clocks, children, office."""
    written = tuple(names)
    changed(turn, (*written, *entitle(turn, written)))
    for name in written:
        items_changed(turn, name)
    if DISTRICT in written and turn.before.standing:
        offices_changed(turn)


def _not_writable(turn: Turn, name: str) -> Reasons:
    field = turn.definition.fields.get(name)
    if field is None or not can_see(turn, turn.person, field.class_):
        return (say.unknown(FIELD, name),)
    if field.computed_by:
        return (say.computed(field.words, name),)
    return ()


def record(turn: Turn, command: c.Record) -> Reasons:
    """Facts alone."""
    return not_working_on(turn) or write_facts(turn, command.facts)


def record_item(turn: Turn, command: c.RecordItem) -> Reasons:
    """An item of a list, added or changed."""
    reasons = not_working_on(turn) or _not_writable(turn, command.field)
    if reasons:
        return reasons
    field = turn.definition.fields[command.field]
    items = turn.case.lists.get(command.field, {})
    if command.item and command.item not in items:
        return (say.unknown(ITEM, command.item),)
    strange = [name for name in command.facts if name not in field.items]
    if strange:
        return tuple(say.unknown(FIELD, name) for name in strange)
    item = command.item or _next_id(turn, field)
    turn.note(ItemRecorded(turn.now, turn.person.id, command.field, item, dict(command.facts)))
    follow(turn, (command.field,))
    return ()


def _next_id(turn: Turn, field: FieldInfo) -> str:
    """Items are numbered as they come; a number is never used twice."""
    return str(turn.case.items_made.get(field.id, 0) + 1)


def remove_item(turn: Turn, command: c.RemoveItem) -> Reasons:
    """An item of a list, struck out."""
    reasons = not_working_on(turn) or _not_writable(turn, command.field)
    if reasons:
        return reasons
    if command.item not in turn.case.lists.get(command.field, {}):
        return (say.unknown(ITEM, command.item),)
    turn.note(ItemRemoved(turn.now, turn.person.id, command.field, command.item, command.reason))
    follow(turn, (command.field,))
    return ()


def tick(turn: Turn, command: c.Tick) -> Reasons:
    """Checklist items, ticked or not."""
    return not_working_on(turn) or tick_items(turn, command.items, on=command.on)


def tick_items(turn: Turn, names: Iterable[str], *, on: bool = True) -> Reasons:
    """Tick items by name or id; those with a document are settled by the document."""
    reasons: list[Reason] = []
    for name in names:
        item = _check_item(turn, name)
        if item is None:
            reasons.append(say.unknown(CHECK_ITEM, name))
        elif item.document:
            reasons.append(say.document_first(item.words))
        elif (item.id in turn.case.ticked) != on:
            turn.note(Ticked(turn.now, turn.person.id, item.id, on))
    return tuple(reasons)


def _check_item(turn: Turn, name: str) -> CheckItem | None:
    for place in turn.open_places():
        for item in place.checklist:
            if name in (item.name, item.id):
                return item
    return None


def set_document(turn: Turn, command: c.SetDocument) -> Reasons:
    """How far one document has come."""
    return not_working_on(turn) or set_documents(
        turn, {command.item: command.state}, command.reason
    )


def set_documents(turn: Turn, documents: Mapping[str, DocumentState], reason: str = "") -> Reasons:
    """How far several documents have come; substituting or waiving one needs a reason."""
    reasons: list[Reason] = []
    for name, state in documents.items():
        item = _check_item(turn, name)
        if item is None or not item.document:
            reasons.append(say.unknown(CHECK_ITEM, name))
        elif state in ("substituted", "waived") and not reason:
            reasons.append(_why_not_the_document(item))
        else:
            turn.note(DocumentSet(turn.now, turn.person.id, item.id, state, reason))
    return tuple(reasons)


def _why_not_the_document(item: CheckItem) -> Reason:
    return say.reason(
        "document",
        f"Say why {item.words.en} is substituted or waived.",
        f"بتائیں کہ {item.words.ur} کا متبادل یا معافی کیوں ہے۔",
    )


def try_contact(turn: Turn, command: c.TryContact) -> Reasons:
    """An attempt to reach the victim."""
    reasons = not_working_on(turn)
    if reasons:
        return reasons
    occurred_at = command.occurred_at or turn.now
    if occurred_at > turn.now + _SLACK:
        return (FUTURE,)
    turn.note(ContactTried(turn.now, turn.person.id, command.channel, command.reached, occurred_at))
    changed(turn, ("contacted",))
    return ()


FUTURE = say.reason(
    "value",
    "This lies in the future. Write down what has happened.",
    "یہ مستقبل میں ہے۔ وہ لکھیں جو ہو چکا ہے۔",
)


def record_consent(turn: Turn, command: c.RecordConsent) -> Reasons:
    """Consent for a purpose, given or withdrawn."""
    reasons = not_working_on(turn)
    if reasons:
        return reasons
    if command.purpose not in turn.definition.purposes:
        return (say.unknown(PURPOSE, command.purpose),)
    turn.note(
        ConsentRecorded(turn.now, turn.person.id, command.purpose, command.given, command.until)
    )
    wait = f"consent:{command.purpose}"
    turn.timers[wait] = command.until or None
    changed(turn, ())
    return ()


def assign(turn: Turn, command: c.Assign) -> Reasons:
    """Who has a region of the case from now on."""
    reasons = not_working_on(turn)
    if reasons:
        return reasons
    if command.region not in turn.case.open_regions():
        return (say.unknown(REGION, command.region),)
    if command.to is not None and not _could_have(turn, command.to, command.region):
        return (NOT_THEIRS,)
    person = command.to.id if command.to else ""
    turn.note(Assigned(turn.now, turn.person.id, command.region, person))
    changed(turn, ("assigned",))
    _tell_assigned(turn, command.region, person)
    return ()


def _tell_assigned(turn: Turn, region: str, person: str) -> None:
    place = turn.place(region)
    if place is None or not person or person == turn.person.id:
        return
    for notice in turn.definition.notify.get("assigned", ()):
        to = Address("officer", place.department, turn.district, person, place.class_)
        turn.send((to,), notice.say, region, place.stage, {})


def _could_have(turn: Turn, person: Person, region: str) -> bool:
    department = turn.department_of(region)
    return any(
        grant.holds_at(turn.now)
        and grant.department == department
        and grant.role not in ("administrator", "auditor")
        and covers(turn.rules.districts, grant.area, turn.district)
        for grant in person.grants
    )


NOT_THEIRS = say.reason(
    "role",
    "That person does not work in the responsible department for this district.",
    "وہ شخص اس ضلع کے لیے ذمہ دار محکمے میں کام نہیں کرتا۔",
)


def known_facts(facts: Mapping[str, object]) -> dict[str, object]:
    """The facts that are really known."""
    return {k: v for k, v in facts.items() if not isinstance(v, NotKnown)}
