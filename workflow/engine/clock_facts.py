"""What can happen to an SLA clock. A clock is the list of these facts, and nothing else.

Facts are only ever added. Each takes effect at `at`, the instant it was recorded; what really
happened earlier is kept with the entry of the case and can only excuse. The reading of them is in
`clocks.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal

from workflow.definition.durations import Limit, parse_limit
from workflow.errors import WorkflowError

#: `told`: a message went out; `overtaken`: a later one went instead, after the system was down.
How = Literal["told", "overtaken"]
#: `passed over`: it lay before the clock began to count, which was late from the start.
RungHow = Literal["told", "overtaken", "passed over"]


@dataclass(frozen=True, slots=True)
class Started:
    """The clock begins, or is found to have begun at `anchor`.

    `limit` is a date where the clock is due on a date of the case (`until_date`). `calendar` is the
    id of the responsible office's calendar and `edition` the hash of its edition.
    """

    at: int
    limit: Limit | date
    calendar: str | None = None
    edition: str | None = None
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stands still for a reason; `until` is where the longest pause allowed ends it."""

    at: int
    reason: str
    by: str
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Resumed:
    """A reason to stand still is gone; None: all of them. It runs again when none is left."""

    at: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Extended:
    """A supervisor gave more time, in the unit of the clock."""

    at: int
    by: str
    reason: str
    more: Limit


@dataclass(frozen=True, slots=True)
class Retargeted:
    """Another limit, another office's calendar, or both; the time used is kept."""

    at: int
    why: str
    limit: Limit | date | None = None
    calendar: str | None = None
    edition: str | None = None


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What the clock counts from was corrected."""

    at: int
    anchor: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder, known by its offset as written, came due."""

    at: int
    which: str
    planned: int
    how: How = "told"


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung of the ladder was reached."""

    at: int
    rung: int
    planned: int
    how: RungHow = "told"


@dataclass(frozen=True, slots=True)
class Breached:
    """The clock was due and not done."""

    at: int
    due_then: int


@dataclass(frozen=True, slots=True)
class Excused:
    """A breach, by its position among those of this clock from 0, was not the officer's doing."""

    at: int
    breach: int
    because: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """What the clock waited for is done, or its place was left."""

    at: int


@dataclass(frozen=True, slots=True)
class Returned:
    """The case came back to the place: the clock goes on, without the time it was away."""

    at: int


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The clock no longer matters."""

    at: int
    why: str


@dataclass(frozen=True, slots=True)
class CalendarRevised:
    """Another edition of the calendar became known; `edition` is its hash."""

    at: int
    calendar: str
    edition: str


Fact = (
    Started
    | Paused
    | Resumed
    | Extended
    | Retargeted
    | Reanchored
    | Reminded
    | Rung
    | Breached
    | Excused
    | Stopped
    | Returned
    | Cancelled
    | CalendarRevised
)

#: After one of these a clock says nothing more, unless the case returns.
ENDS = (Stopped, Cancelled)

_KINDS: tuple[type[Fact], ...] = (
    Started,
    Paused,
    Resumed,
    Extended,
    Retargeted,
    Reanchored,
    Reminded,
    Rung,
    Breached,
    Excused,
    Stopped,
    Returned,
    Cancelled,
    CalendarRevised,
)
_BY_NAME: dict[str, type[Fact]] = {kind.__name__: kind for kind in _KINDS}


class FactUnreadable(WorkflowError):
    """What was stored is not a fact of a clock."""

    def __init__(self, name: object) -> None:
        super().__init__(
            f'"{name}" is not a fact of a clock. The entry was written by another release of '
            "Humrah, or changed since; verify the record before going on."
        )


def as_data(fact: Fact) -> dict[str, str | int]:
    """The fact as JSON can hold it; what is None is left out.

    >>> as_data(Started(0, parse_limit("30 days")))
    {'fact': 'Started', 'at': 0, 'limit': '30 days'}
    """
    data: dict[str, str | int] = {"fact": type(fact).__name__}
    for each in fields(fact):
        value = getattr(fact, each.name)
        if value is not None:
            data[each.name] = value if isinstance(value, int) else str(value)
    return data


def from_data(data: Mapping[str, str | int]) -> Fact:
    """The fact that `as_data` wrote.

    Raises:
        FactUnreadable: it is none.
    """
    kind = _BY_NAME.get(str(data.get("fact")))
    if kind is None:
        raise FactUnreadable(data.get("fact"))
    values = {name: _value(name, value) for name, value in data.items() if name != "fact"}
    try:
        return kind(**values)
    except TypeError:
        raise FactUnreadable(data) from None


def _value(name: str, value: str | int) -> Any:
    if name == "limit":
        text = str(value)
        return parse_limit(text) if " " in text else date.fromisoformat(text)
    return parse_limit(str(value)) if name == "more" else value
