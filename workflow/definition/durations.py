"""How much time a limit gives, and where a reminder or a rung lies: text to values.

Durations are written only as `24 hours`, `16 working hours`, `3 working days`, `30 days`. The four
units are never converted into one another; `workflow.engine.working_time` says what each means.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from workflow.errors import WorkflowError

HOW = "Write it like 24 hours, 16 working hours, 3 working days or 30 days."
HOW_OFFSET = 'Write it like 50%, "1 working day before", due or "2 hours after".'

_LIMIT = re.compile(r"([0-9]{1,9}) +(working +)?(hour|day)(s?)", re.ASCII)
_PERCENT = re.compile(r"([0-9]{1,9}) ?%", re.ASCII)


class BadDuration(WorkflowError, ValueError):
    """A duration or an offset cannot be read; the text says why and what to write."""


class Unit(StrEnum):
    """What a limit counts."""

    HOURS = "hours"
    WORKING_HOURS = "working hours"
    WORKING_DAYS = "working days"
    DAYS = "days"


#: Ten years of each unit (working time at five days of eight hours): more is a slip of the pen.
MOST = {
    Unit.HOURS: 87_600,
    Unit.WORKING_HOURS: 20_880,
    Unit.WORKING_DAYS: 2_610,
    Unit.DAYS: 3_650,
}


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of time in one unit.

    >>> str(Limit(1, Unit.WORKING_DAYS))
    '1 working day'
    """

    count: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.value
        return f"{self.count} {unit.removesuffix('s') if self.count == 1 else unit}"


@dataclass(frozen=True, slots=True)
class Percent:
    """When this share of a clock's time is used."""

    share: int

    def __str__(self) -> str:
        return f"{self.share}%"


@dataclass(frozen=True, slots=True)
class Before:
    """So long before a clock is due."""

    limit: Limit

    def __str__(self) -> str:
        return f"{self.limit} before"


@dataclass(frozen=True, slots=True)
class Due:
    """When a clock is due."""

    def __str__(self) -> str:
        return "due"


@dataclass(frozen=True, slots=True)
class After:
    """So long after a clock is due."""

    limit: Limit

    def __str__(self) -> str:
        return f"{self.limit} after"


Offset = Percent | Before | Due | After


def parse_limit(text: str) -> Limit:
    """The limit that `text` writes.

    >>> parse_limit("3 working days")
    Limit(count=3, unit=<Unit.WORKING_DAYS: 'working days'>)

    Raises:
        BadDuration: another form or unit, zero, or more than ten years.
    """
    text = text.strip()
    found = _LIMIT.fullmatch(text)
    if found is None:
        raise BadDuration(f'"{text}" is not a duration. {HOW}')
    count = int(found[1])
    unit = Unit(f"{'working ' if found[2] else ''}{found[3]}s")
    _in_range(text, count, unit)
    return Limit(count, unit)


def _in_range(text: str, count: int, unit: Unit) -> None:
    if count == 0:
        raise BadDuration(f'"{text}" leaves no time at all. Write at least 1 {unit}.')
    if count > MOST[unit]:
        raise BadDuration(f'"{text}" is longer than ten years. Write at most {MOST[unit]} {unit}.')


def parse_offset(text: str) -> Offset:
    """Where a reminder or a rung lies.

    >>> str(parse_offset("1 working day before"))
    '1 working day before'

    Raises:
        BadDuration: another form, a share outside 1 % to 99 %, or a duration that cannot be read.
    """
    text = text.strip()
    if text == "due":
        return Due()
    if found := _PERCENT.fullmatch(text):
        return _percent(text, int(found[1]))
    limit, _, side = text.rpartition(" ")
    if side == "before":
        return Before(parse_limit(limit))
    if side == "after":
        return After(parse_limit(limit))
    raise BadDuration(f'"{text}" is not a point in the time of a clock. {HOW_OFFSET}')


def _percent(text: str, share: int) -> Percent:
    if not 1 <= share <= 99:
        raise BadDuration(f'"{text}" is not a share of a clock\'s time. Write 1% to 99%, or due.')
    return Percent(share)
