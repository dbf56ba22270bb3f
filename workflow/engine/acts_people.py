"""Deciding what concerns people: contact with the victim, consent, who has a region of the case."""

from workflow.definition.reasons import Reason
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import say
from workflow.engine.acts_facts import FUTURE, not_working_on
from workflow.engine.clockwork import changed
from workflow.engine.entries import Assigned, ConsentRecorded, ContactTried
from workflow.engine.people import OFFICER, Address, Person, works_in
from workflow.engine.permission import can_see, sees_region
from workflow.engine.turn import Turn

Reasons = tuple[Reason, ...]

PURPOSE = Words("purpose of consent", "رضامندی کا مقصد")
REGION = Words("open part of the case", "کیس کا کھلا حصہ")
NOT_THEIRS = say.reason(
    "role",
    "That person does not work in the responsible department for this district.",
    "وہ شخص اس ضلع کے لیے ذمہ دار محکمے میں کام نہیں کرتا۔",
)

#: A visit recorded this much in the future is a slip of the clock, not an error (UTC ms).
_SLACK = 5 * 60 * 1000


def try_contact(turn: Turn, command: c.TryContact) -> Reasons:
    """An attempt to reach the victim."""
    reasons = not_working_on(turn)
    occurred_at = command.occurred_at or turn.now
    if occurred_at > turn.now + _SLACK:
        reasons = (*reasons, FUTURE)
    if reasons:
        return reasons
    turn.note(ContactTried(turn.now, turn.person.id, command.channel, command.reached, occurred_at))
    changed(turn, ("contacted",))
    return ()


def record_consent(turn: Turn, command: c.RecordConsent) -> Reasons:
    """Consent for a purpose, given or withdrawn."""
    reasons = not_working_on(turn)
    if command.purpose not in turn.definition.purposes:
        reasons = (*reasons, say.unknown(PURPOSE, command.purpose))
    if reasons:
        return reasons
    until = command.until if command.given else 0
    turn.note(ConsentRecorded(turn.now, turn.person.id, command.purpose, command.given, until))
    turn.timers[f"consent:{command.purpose}"] = until or None
    changed(turn, ())
    return ()


def assign(turn: Turn, command: c.Assign) -> Reasons:
    """Who has a region of the case from now on."""
    if not turn.case.is_open:
        return (say.ENDED,)
    if not sees_region(turn, turn.person, command.region):
        return (say.unknown(REGION, command.region),)
    reasons = not_working_on(turn, command.region)
    if reasons:
        return reasons
    if command.to is not None and not _could_have(turn, command.to, command.region):
        return (NOT_THEIRS,)
    person = command.to.id if command.to else ""
    turn.note(Assigned(turn.now, turn.person.id, command.region, person))
    changed(turn, ("assigned",))
    _tell_assigned(turn, command.region, person)
    return ()


def _tell_assigned(turn: Turn, region: str, person: str) -> None:
    """Tell whoever has it now, and nobody else; not whoever has taken it themselves."""
    if person in ("", turn.person.id):
        return
    department, classes = turn.department_of(region), turn.classes(region)
    to = Address(OFFICER, department, turn.district, person, classes)
    for notice in turn.definition.notify.get("assigned", ()):
        turn.send((to,), notice.say, region, "", {})


def _could_have(turn: Turn, person: Person, region: str) -> bool:
    districts, department = turn.rules.districts, turn.department_of(region)
    works = works_in(person, department, turn.district, districts=districts, now=turn.now)
    return works and can_see(turn, person, *turn.classes(region))
