"""The kinds of fact a case file holds, and how each is read from what somebody typed.

A value read here is in one canonical form, so that equal facts compare and digest equal. Whether a
fact is known, who may read it and what it is called is left to the definition. Figures may be typed
in Urdu or Arabic digits. Identity numbers are never checked beyond their length: no check digit
exists, and numbers of Azad Jammu and Kashmir begin with 8 (research/domain.md 5).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from workflow.definition.characters import has_a_heap_of_marks
from workflow.definition.words import Words
from workflow.errors import WorkflowError


class Kind(StrEnum):
    """What sort of fact a field holds."""

    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    YESNO = "yesno"
    DATE = "date"
    INSTANT = "instant"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    PHONE = "phone"
    IDENTITY_NUMBER = "identity_number"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class FieldType:
    """A kind with what belongs to it: options of a choice, fields of an item of a list."""

    kind: Kind
    options: tuple[str, ...] = ()
    items: Mapping[str, "FieldType"] = field(default_factory=dict)


#: text, phone, identity_number, choice: str. choices: frozenset. yesno: bool. date: date.
#: instant (milliseconds), number, percent (0..100), money (whole rupees): int.
Scalar = str | bool | int | date | frozenset[str]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list; a field of it that is not known is absent."""

    id: str
    values: Mapping[str, Scalar]


Value = Scalar | tuple[Item, ...]

#: Kinds whose values are whole numbers that can be compared.
COUNTED = frozenset({Kind.NUMBER, Kind.PERCENT, Kind.MONEY})
#: The smallest and largest value of each; JSON in a browser is exact up to 2**53.
BOUNDS: Mapping[Kind, tuple[int, int]] = {
    Kind.NUMBER: (-(10**12), 10**12),
    Kind.PERCENT: (0, 100),
    Kind.MONEY: (0, 10**12),
}
FIRST_YEAR, LAST_YEAR = 1900, 2200
MAX_TEXT = 10_000
MAX_IDENTITY = 40

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٬٪", "01234567890123456789,%")
# Groups of two are written too: 10,00,000 is ten lakh. "1,50" is not a group: it may mean 1.50.
_WHOLE = re.compile(r"-?(?:\d{1,15}|\d{1,3}(?:,\d{2,3})*,\d{3})")
_RUPEES = re.compile(r"(?:PKR|Rs\.?)?\s*(?P<amount>-?[\d,]+)\s*(?:/-)?", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(rf"{_DATE.pattern}[T ]\d{{2}}:\d{{2}}.*")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PHONE = re.compile(r"\+?\d{3,15}")
_YES_NO = {"yes": True, "ہاں": True, "no": False, "نہیں": False}


_TOO_MUCH = Words(
    f"This is longer than {MAX_TEXT:,} characters, or a letter of it carries a heap of marks. "
    "Shorten it, or type it again.",
    f"یہ {MAX_TEXT:,} حروف سے طویل ہے یا کسی حرف پر بہت سے نشان ہیں۔ مختصر کریں یا دوبارہ لکھیں۔",
)


class BadValue(WorkflowError):
    """What was typed cannot be the value of that field; `words` say why and what to write."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words.en)


def parse_value(type_: FieldType, text: str, *, zone: tzinfo | None = None) -> Scalar:
    """The value that `text` means for a field of that type.

    An instant is written with its offset; without one it is local to `zone`. Choices are separated
    by commas. The items of a list are read field by field, each with the type of its own.

    Raises:
        BadValue: nothing was typed, or it does not fit.

    >>> parse_value(FieldType(Kind.MONEY), "PKR 10,00,000")
    1000000
    """
    if len(text) > MAX_TEXT or has_a_heap_of_marks(text):
        raise BadValue(_TOO_MUCH)
    typed = _clean(text)
    if not _figures(typed):
        raise BadValue(Words("Nothing is written here.", "یہاں کچھ نہیں لکھا گیا۔"))
    if type_.kind is Kind.INSTANT:
        return _instant(typed, zone)
    return _READERS[type_.kind](type_, typed)


def canonical_digits(text: str) -> str:
    """The text with Urdu and Arabic digits written as 0-9.

    >>> canonical_digits("۰۳۰۰")
    '0300'
    """
    return text.translate(_DIGITS)


def _clean(text: str) -> str:
    """Composed, without the control characters and half characters that no store accepts."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def _figures(text: str) -> str:
    """A figure as typed, without the marks of direction that a copied number carries."""
    return "".join(c for c in canonical_digits(text) if unicodedata.category(c) != "Cf").strip()


def _text(_: FieldType, text: str) -> str:
    return text


def _choice(type_: FieldType, text: str) -> str:
    if text not in type_.options:
        allowed = ", ".join(type_.options)
        raise BadValue(
            Words(
                f'"{text}" is not one of the choices. Choose one of: {allowed}.',
                f"«{text}» فہرست میں نہیں۔ ان میں سے چنیں: {allowed}۔",
            )
        )
    return text


def _choices(type_: FieldType, text: str) -> frozenset[str]:
    chosen = (part.strip() for part in text.replace("،", ",").split(","))
    return frozenset(_choice(type_, option) for option in chosen if option)


def _yesno(_: FieldType, text: str) -> bool:
    answer = _YES_NO.get(text.lower())
    if answer is None:
        raise BadValue(
            Words(f'Answer yes or no, not "{text}".', f"«{text}» کے بجائے ہاں یا نہیں لکھیں۔")
        )
    return answer


def _date(_: FieldType, text: str) -> date:
    figures = _figures(text)
    try:
        # Checked first: `fromisoformat` also takes 20270308 and week dates.
        day = date.fromisoformat(figures) if _DATE.fullmatch(figures) else None
    except ValueError:
        day = None
    if day is None:
        raise BadValue(
            Words(
                f'"{text}" is not a date. Write year-month-day, for example 2027-03-08.',
                f"«{text}» تاریخ نہیں۔ سال-ماہ-دن لکھیں، مثلاً 2027-03-08۔",
            )
        )
    return _in_years(day)


def _instant(text: str, zone: tzinfo | None) -> int:
    figures = _figures(text)
    try:
        moment = datetime.fromisoformat(figures) if _MOMENT.fullmatch(figures) else None
    except ValueError:
        moment = None
    if moment is None:
        raise BadValue(
            Words(
                f'"{text}" is not a date with a time. '
                "Write it like 2027-03-08 14:30, or 2027-03-08T14:30+05:00.",
                f"«{text}» تاریخ اور وقت نہیں۔ یوں لکھیں: 2027-03-08 14:30۔",
            )
        )
    _in_years(moment.date())
    return _milliseconds(text, moment if moment.tzinfo else moment.replace(tzinfo=zone))


def _milliseconds(text: str, moment: datetime) -> int:
    if moment.tzinfo is None:
        raise BadValue(
            Words(
                f'"{text}" does not say in which time zone. Write it like 2027-03-08T14:30+05:00.',
                f"«{text}» میں ٹائم زون نہیں۔ یوں لکھیں: 2027-03-08T14:30+05:00۔",
            )
        )
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _in_years(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadValue(
            Words(
                f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}; "
                f"{day.isoformat()} does not. Check the year.",
                f"سال {FIRST_YEAR} اور {LAST_YEAR} کے درمیان ہونا چاہیے؛ {day.isoformat()} نہیں۔",
            )
        )
    return day


def _number(type_: FieldType, text: str) -> int:
    return _whole(type_.kind, text, _figures(text))


def _percent(type_: FieldType, text: str) -> int:
    return _whole(type_.kind, text, _figures(text).removesuffix("%").rstrip())


def _money(type_: FieldType, text: str) -> int:
    figures = _figures(text)
    found = _RUPEES.fullmatch(figures)
    return _whole(type_.kind, text, found["amount"] if found else figures)


_EXAMPLES = {Kind.NUMBER: "12", Kind.PERCENT: "40 %", Kind.MONEY: "PKR 1,000,000"}


def _whole(kind: Kind, typed: str, figures: str) -> int:
    if not _WHOLE.fullmatch(figures):
        raise BadValue(
            Words(
                f'"{typed}" is not a whole number. Write it like {_EXAMPLES[kind]}.',
                f"«{typed}» پورا عدد نہیں۔ یوں لکھیں: {_EXAMPLES[kind]}۔",
            )
        )
    number = int(figures.replace(",", ""))
    low, high = BOUNDS[kind]
    if not low <= number <= high:
        raise BadValue(
            Words(
                f"The number must lie between {low:,} and {high:,}; {number:,} does not.",
                f"عدد {low:,} اور {high:,} کے درمیان ہونا چاہیے؛ {number:,} نہیں۔",
            )
        )
    return number


def _phone(_: FieldType, text: str) -> str:
    figures = re.sub(r"\(0\)|[\s().-]", "", _figures(text))
    if not _PHONE.fullmatch(figures):
        raise BadValue(
            Words(
                f'"{text}" is not a phone number. Write digits only, for example 0300 1234567.',
                f"«{text}» فون نمبر نہیں۔ صرف ہندسے لکھیں، مثلاً 0300 1234567۔",
            )
        )
    return _international(figures)


def _international(figures: str) -> str:
    """With +92 where the number is plainly Pakistani; otherwise as it was given.

    A national number has nine or ten digits behind its leading 0; a mobile one begins with 3.
    """
    dialled = re.sub(r"^00", "+", figures)
    if re.fullmatch(r"0\d{9,10}|3\d{9}", dialled):
        return "+92" + dialled.removeprefix("0")
    return re.sub(r"^\+920", "+92", dialled)


def _identity_number(_: FieldType, text: str) -> str:
    figures = re.sub(r"[\s-]", "", _figures(text))
    if re.fullmatch(r"\d{13}", figures):
        return f"{figures[:5]}-{figures[5:12]}-{figures[12]}"
    as_given = _figures(text)
    if len(as_given) > MAX_IDENTITY:
        raise BadValue(
            Words(
                f"An identity number has at most {MAX_IDENTITY} characters; "
                f"this has {len(as_given)}.",
                f"شناختی نمبر میں زیادہ سے زیادہ {MAX_IDENTITY} حروف ہوتے ہیں؛ "
                f"اس میں {len(as_given)} ہیں۔",
            )
        )
    return as_given


def _item_by_item(_: FieldType, _text: str) -> str:
    raise BadValue(
        Words(
            "A list is filled item by item, not in one line.",
            "فہرست ایک سطر میں نہیں، ایک ایک اندراج کر کے بھری جاتی ہے۔",
        )
    )


_READERS: Mapping[Kind, Callable[[FieldType, str], Scalar]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.YESNO: _yesno,
    Kind.DATE: _date,
    Kind.NUMBER: _number,
    Kind.PERCENT: _percent,
    Kind.MONEY: _money,
    Kind.PHONE: _phone,
    Kind.IDENTITY_NUMBER: _identity_number,
    Kind.LIST: _item_by_item,
}
