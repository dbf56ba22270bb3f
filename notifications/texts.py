"""Messages as they are read: placeholders filled, times written out, in English or Urdu.

A message carries ids and instants only; here they get the names that the definition gives them.
Pure. What a message may hold at all is checked when a definition is published.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.definition.definition import ENDED, Definition
from workflow.definition.districts import Districts
from workflow.definition.words import Words
from workflow.engine.say import ENDED_WITH_PARENT

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS = (
    Words("January", "جنوری"),
    Words("February", "فروری"),
    Words("March", "مارچ"),
    Words("April", "اپریل"),
    Words("May", "مئی"),
    Words("June", "جون"),
    Words("July", "جولائی"),
    Words("August", "اگست"),
    Words("September", "ستمبر"),
    Words("October", "اکتوبر"),
    Words("November", "نومبر"),
    Words("December", "دسمبر"),
)
_WEEKDAYS = (
    Words("Mon", "پیر"),
    Words("Tue", "منگل"),
    Words("Wed", "بدھ"),
    Words("Thu", "جمعرات"),
    Words("Fri", "جمعہ"),
    Words("Sat", "ہفتہ"),
    Words("Sun", "اتوار"),
)
#: Of a clock that is not running when the message is written.
NOT_SET = Words("not set", "مقرر نہیں")


def say(words: Words, data: Mapping[str, object], language: str) -> str:
    """The text in a language, each placeholder replaced by what `data` holds for it.

    A value is `Words`, a text, or a local `datetime`; a placeholder without one stays as it is, so
    that the mistake is seen.

    >>> say(Words("{clock} is due.", "{clock}"), {"clock": Words("Intake", "اندراج")}, "en")
    'Intake is due.'
    """

    def filled(found: re.Match[str]) -> str:
        value = data.get(found[1])
        return found[0] if value is None else shown(value, language)

    return _PLACEHOLDER.sub(filled, words.in_(language))


def shown(value: object, language: str) -> str:
    """A name, a text or a time as it is read."""
    if isinstance(value, Words):
        return value.in_(language)
    if isinstance(value, datetime):
        return moment(value, language)
    return str(value)


def moment(local: datetime, language: str) -> str:
    """A local time: `Tue 16 March 2027, 17:00`.

    >>> moment(datetime(2027, 3, 16, 17, 0), "en")
    'Tue 16 March 2027, 17:00'
    """
    comma = "،" if language == "ur" else ","
    return f"{day(local, language)}{comma} {local:%H:%M}"


def day(local: date, language: str) -> str:
    """A local date: `Tue 16 March 2027`."""
    weekday = _WEEKDAYS[local.weekday()].in_(language)
    return f"{weekday} {local.day} {_MONTHS[local.month - 1].in_(language)} {local.year}"


def local_time(instant: int, zone: str) -> datetime:
    """An instant (UTC ms) as the local time of a zone."""
    return (_EPOCH + timedelta(milliseconds=instant)).astimezone(ZoneInfo(zone))


def named(
    data: Mapping[str, object],
    definition: Definition,
    districts: Districts,
    zone: str,
    *,
    child: Definition | None = None,
) -> dict[str, object]:
    """The data of a message with names for its ids and local times for its instants.

    `child` is the definition of the child that the message tells of: its outcome is named there.
    """
    names: dict[str, object] = {
        "case": data.get("case"),
        "due": NOT_SET,
        "stage": _place(data.get("stage"), definition),
        "place": _place(data.get("place"), definition),
        "department": definition.departments.get(str(data.get("department"))),
        "outcome": _outcome(data.get("outcome"), child or definition),
        "province": districts.provinces.get(str(data.get("province"))),
    }
    if (clock := definition.clocks.get(str(data.get("clock")))) is not None:
        names["clock"] = clock.words
    if (rule := definition.children.get(str(data.get("child")))) is not None:
        names["child"] = rule.words
    if isinstance(due := data.get("due"), int):
        names["due"] = local_time(due, zone)
    return {name: value for name, value in names.items() if value is not None}


def _place(id_: object, definition: Definition) -> Words | None:
    scope = definition.scopes.get(str(id_))
    return scope.words if scope else definition.outcomes.get(str(id_))


def _outcome(id_: object, definition: Definition) -> Words | None:
    return ENDED_WITH_PARENT if id_ == ENDED else definition.outcomes.get(str(id_))
