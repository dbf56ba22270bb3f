"""The engine's own reasons, in the officer's words and in both languages.

Guards have their words in `definition.reasons`; here is everything else that can stand in the way.
"""

from collections.abc import Iterable

from workflow.definition.definition import Definition, RoleRef
from workflow.definition.reasons import Reason
from workflow.definition.words import Words


def reason(code: str, en: str, ur: str, *fields: str) -> Reason:
    """A reason; `fields` are those whose names it gives away."""
    return Reason(code, Words(en, ur), frozenset(fields))


def only(definition: Definition, refs: Iterable[RoleRef], department: str) -> Reason:
    """Who may do it instead."""
    names = [_who(definition, ref, department) for ref in refs]
    en = " or ".join(dict.fromkeys(words.en for words in names))
    ur = " یا ".join(dict.fromkeys(words.ur for words in names))
    return reason("role", f"Only {en} may do this.", f"یہ کام صرف {ur} کر سکتا ہے۔")


def _who(definition: Definition, ref: RoleRef, department: str) -> Words:
    role = definition.roles[ref.role]
    owner = role.department or ref.who or department
    words = definition.departments.get(owner)
    if words is None:
        return role.words
    return Words(f"{role.words.en} ({words.en})", f"{role.words.ur} ({words.ur})")


def only_those(definition: Definition, departments: Iterable[str]) -> Reason:
    """Which departments have the case now; none that could be named = another."""
    listed = tuple(dict.fromkeys(definition.departments[name] for name in departments if name))
    en = ", ".join(words.en for words in listed) or "another department"
    ur = "، ".join(words.ur for words in listed) or "دوسرا محکمہ"
    return reason(
        "role",
        f"Only those who have the case now may do this: {en}.",
        f"یہ کام صرف وہ کر سکتے ہیں جن کے پاس کیس ہے: {ur}۔",
    )


def record_first(words: Words, field: str) -> Reason:
    """A field that must be known before."""
    return reason("field", f'Record "{words.en}" first.', f"پہلے «{words.ur}» درج کریں۔", field)


def give(words: Words, field: str) -> Reason:
    """A field that must come with the act."""
    return reason("ask", f'Give "{words.en}" with this.', f"اس کے ساتھ «{words.ur}» لکھیں۔", field)


def tick_first(words: Words) -> Reason:
    """A checklist item that is not ticked."""
    return reason("checklist", f"Tick first: {words.en}.", f"پہلے نشان لگائیں: {words.ur}۔")


def document_first(words: Words) -> Reason:
    """A document that is not there yet."""
    return reason(
        "document",
        f"Document needed: {words.en} (verified, substituted or waived).",
        f"دستاویز درکار ہے: {words.ur} (تصدیق شدہ، متبادل یا معاف)۔",
    )


def why_not_the_document(words: Words) -> Reason:
    """A document is substituted or waived without a reason."""
    return reason(
        "document",
        f"Say why {words.en} is substituted or waived.",
        f"بتائیں کہ {words.ur} کا متبادل یا معافی کیوں ہے۔",
    )


def not_offered(name: str, offered: Iterable[Words]) -> Reason:
    """A transition that is not possible here, and what is."""
    listed = tuple(dict.fromkeys(offered))
    en = ", ".join(f'"{words.en}"' for words in listed) or "nothing"
    ur = "، ".join(f"«{words.ur}»" for words in listed) or "کچھ نہیں"
    return reason(
        "not_offered",
        f'"{name}" is not possible at this place. Possible here: {en}.',
        f"«{name}» اس جگہ ممکن نہیں۔ یہاں ممکن ہے: {ur}۔",
    )


def ambiguous(name: str, ids: Iterable[str]) -> Reason:
    """A transition that is offered in several places at once."""
    listed = ", ".join(ids)
    return reason(
        "ambiguous",
        f'"{name}" is offered in more than one place. Say which: {listed}.',
        f"«{name}» ایک سے زیادہ جگہ ممکن ہے۔ بتائیں کون سا: {listed}۔",
    )


def no_calendar(calendar: str, until: str) -> Reason:
    """A due cannot be worked out, because the calendar does not reach that far."""
    return reason(
        "calendar",
        f'The calendar "{calendar}" is known only until {until}. '
        "Ask an administrator to extend it.",
        f"کیلنڈر «{calendar}» صرف {until} تک معلوم ہے۔ منتظم سے اس میں توسیع کروائیں۔",
    )


def unknown(kind: Words, name: str) -> Reason:
    """Something that does not exist here."""
    return reason(
        "unknown", f'There is no {kind.en} "{name}" here.', f"یہاں {kind.ur} «{name}» موجود نہیں۔"
    )


def computed(words: Words, field: str) -> Reason:
    """A field that no hand may fill."""
    return reason(
        "value",
        f'"{words.en}" is worked out from the table and cannot be written by hand.',
        f"«{words.ur}» جدول سے نکلتا ہے، ہاتھ سے نہیں لکھا جا سکتا۔",
        field,
    )


def item_by_item(words: Words, field: str) -> Reason:
    """A list that was given as one fact."""
    return reason(
        "value",
        f'"{words.en}" is filled item by item, not at once.',
        f"«{words.ur}» ایک ایک اندراج کر کے بھری جاتی ہے، ایک ساتھ نہیں۔",
        field,
    )


ENDED = reason(
    "ended",
    "This case has ended. Reopen it first.",
    "یہ کیس ختم ہو چکا ہے۔ پہلے اسے دوبارہ کھولیں۔",
)
BY_ITSELF = reason(
    "role",
    "This happens by itself; nobody asks for it.",
    "یہ خود بخود ہوتا ہے؛ کوئی اس کی درخواست نہیں کرتا۔",
)
ALREADY_OPEN = reason("open", "This case is open already.", "یہ کیس پہلے سے کھلا ہے۔")
BARRED = reason(
    "not_by",
    "Whoever did the earlier step may not do this one. Ask a colleague.",
    "جس نے پچھلا کام کیا وہ یہ نہیں کر سکتا۔ کسی ساتھی سے کہیں۔",
)
SECOND_PERSON = reason(
    "second_person",
    "You proposed this. A second person must confirm it.",
    "یہ تجویز آپ کی ہے۔ کسی دوسرے شخص کی توثیق درکار ہے۔",
)
PROPOSED_ALREADY = reason(
    "second_person",
    "This has been proposed already. Confirm or decline the proposal.",
    "یہ پہلے ہی تجویز ہو چکا ہے۔ تجویز کی توثیق کریں یا رد کریں۔",
)
NO_PROPOSAL = reason(
    "second_person",
    "There is no open proposal for this; it may have expired, or what it read has changed.",
    "اس کی کوئی تجویز کھلی نہیں؛ ممکن ہے مدت ختم ہو گئی ہو یا معلومات بدل گئی ہوں۔",
)
REASON_NEEDED = reason(
    "ask", "Say why, so that it can be put right.", "وجہ لکھیں تاکہ درستی ہو سکے۔"
)
WITHHELD = reason(
    "withheld",
    "Something is missing that you may not read. Ask your supervisor who can complete it.",
    "کچھ ایسا باقی ہے جو آپ نہیں پڑھ سکتے۔ اپنے نگران سے پوچھیں کہ اسے کون مکمل کر سکتا ہے۔",
)
ELSEWHERE = Words("In progress with another department", "دوسرے محکمے میں زیر عمل")
ENDED_WITH_PARENT = Words("Ended with the main case", "مرکزی کیس کے ساتھ ختم")
IN_PROGRESS = reason("finished", f"{ELSEWHERE.en}.", f"{ELSEWHERE.ur}۔")
