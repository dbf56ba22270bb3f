"""The pieces every file of the language is written with: ids, texts, yes/no, dates, durations.

The reader hands over text only; the types here give it its meaning, so that `no`, `9:30` or
`2026.1` never become something their author did not write.
"""

import datetime
import re
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainValidator, WithJsonSchema

from workflow.definition.durations import BadDuration, Limit, Offset, parse_limit, parse_offset
from workflow.definition.words import Words

#: An editor reads `edition: 2026.1` as a number; the schema must not call that an error.
_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_ID = re.compile(r"[a-z][a-z0-9_]{0,63}")
_FILE_ID = re.compile(r"[a-z][a-z0-9-]{0,63}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Written(BaseModel):
    """A map as an administrator writes it: frozen, and an unknown word is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("Here a text is expected, not a list or a map.")
    if not value.strip():
        raise ValueError("This is empty. Write the text, or remove the word.")
    return value


def _matching(pattern: re.Pattern[str], example: str) -> BeforeValidator:
    def check(value: object) -> str:
        text = _text(value)
        if not pattern.fullmatch(text):
            raise ValueError(
                f'"{text}" cannot be a name here. Use small Latin letters, digits and '
                f'"{example}", beginning with a letter, at most 64 in all.'
            )
        return text

    return BeforeValidator(check)


def _yes_or_no(value: object) -> bool:
    if value not in ("yes", "no"):
        raise ValueError(f'Write yes or no here, not "{value}".')
    return value == "yes"


def _iso_date(text: str) -> datetime.date | None:
    try:  # the shape first: `fromisoformat` also takes 20261201 and week dates
        return datetime.date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _date(value: object) -> datetime.date:
    text = _text(value)
    day = _iso_date(text)
    if day is None:
        raise ValueError(f'"{text}" is not a date. Write it like 2026-12-01.')
    if not 1900 <= day.year <= 2200:
        raise ValueError(f"{text} lies outside the years 1900 to 2200.")
    return day


def _limit(value: object) -> Limit:
    try:
        return parse_limit(_text(value))
    except BadDuration as bad:
        raise ValueError(str(bad)) from None


def _offset(value: object) -> Offset:
    try:
        return parse_offset(_text(value))
    except BadDuration as bad:
        raise ValueError(str(bad)) from None


def one_or_many(value: object) -> object:
    """A single text as a list of one."""
    return (value,) if isinstance(value, str) else value


def _or_one(item: dict[str, Any]) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [item, {"type": "array", "items": item}]})


Text = Annotated[str, BeforeValidator(_text), WithJsonSchema(_SCALAR)]
#: The name of something inside a file.
Id = Annotated[
    str, _matching(_ID, "_"), WithJsonSchema({"type": "string", "pattern": f"^{_ID.pattern}$"})
]
#: The name of a file and of the workflow, calendar or table in it.
FileId = Annotated[
    str,
    _matching(_FILE_ID, "-"),
    WithJsonSchema({"type": "string", "pattern": f"^{_FILE_ID.pattern}$"}),
]
YesNo = Annotated[
    bool, PlainValidator(_yes_or_no), WithJsonSchema({"enum": ["yes", "no", True, False]})
]
Date = Annotated[
    datetime.date, PlainValidator(_date), WithJsonSchema({"type": "string", "format": "date"})
]
Duration = Annotated[
    Limit,
    PlainValidator(_limit),
    WithJsonSchema(
        {"type": "string", "pattern": r"^\d+ (working )?(hours?|days?)$"},
    ),
]
_OFFSET = {"type": "string", "examples": ["50%", "1 working day before", "due"]}
OffsetText = Annotated[Offset, PlainValidator(_offset), WithJsonSchema(_OFFSET)]
Offsets = Annotated[tuple[OffsetText, ...], BeforeValidator(one_or_many), _or_one(_OFFSET)]
#: A list of names; a single one may be written without brackets.
Names = Annotated[
    tuple[Text, ...],
    BeforeValidator(one_or_many),
    _or_one(_SCALAR),
]

FieldClass = Literal["public", "identity", "contact", "health", "security", "money"]
FieldClasses = Annotated[
    tuple[FieldClass, ...],
    BeforeValidator(one_or_many),
    _or_one({"enum": list(get_args(FieldClass))}),
]
Status = Literal["verified", "unverified", "example", "superseded"]


class Labelled(Written):
    """Something an officer reads about, named in both languages."""

    en: Text
    ur: Text

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.en, self.ur)


class Source(Written):
    """Where a rule or a figure comes from, and whether a lawyer has checked it."""

    title: Labelled
    status: Status
    reference: Text | None = None
    url: Text | None = None
    seen: Date | None = None
    note: Labelled | None = None
