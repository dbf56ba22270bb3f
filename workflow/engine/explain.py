"""The account of a clock, day by day in its own unit: what counted, what did not, and why.

Rows hold values, so that a page and a terminal can both show them; only reasons and the closing
sentence are texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

from workflow.definition.calendar_editions import expected_between
from workflow.definition.calendars import Calendar, Span, instant, period_of
from workflow.definition.durations import Unit
from workflow.definition.words import Words
from workflow.engine import explain_words as say
from workflow.engine.clock_facts import Fact, Paused
from workflow.engine.clocks import Reading, Run, State, in_order, read_clock
from workflow.engine.working_time import closings, elapsed, local_ordinal

Why = Literal["", "first day", "paused", "holiday", "closed", "period", "put off", "late"]
_NO_WORDS: Mapping[str, Words] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One local date in the life of a clock.

    `open` are the office's hours, `counted` the stretches in which the clock ran (within the
    office's hours if it counts those); both as instants. `used` and `total` (so far) are
    milliseconds or days, as the clock counts. `due` is there on the day of the due.
    """

    date: date
    weekday: str
    open: tuple[Span, ...]
    counted: tuple[Span, ...]
    used: int
    total: int
    skipped: Why
    #: `skipped` in words: the name of the holiday, the reason of the pause.
    why: str
    #: Whether the holiday or the hours of this day have not been announced yet.
    expected: bool
    facts: tuple[Fact, ...]
    due: int | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The days of a clock, and what they come to."""

    rows: tuple[Row, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class _Day:
    """A local date: its ordinal, its first instant and the first of the next date."""

    ordinal: int
    start: int
    end: int


def explain(
    facts: Sequence[Fact],
    calendars: Mapping[str, Calendar],
    *,
    zone: str,
    language: str,
    now: int | None = None,
    reasons: Mapping[str, Words] = _NO_WORDS,
) -> Explanation:
    """The account of a clock from its start to its due, or to the last thing that happened to it.

    `reasons` names the reasons of pauses; one that is missing is shown by its id.

    Raises:
        CalendarExhausted: a calendar ends before the clock is due.
    """
    reading = read_clock(facts, calendars, zone=zone, now=now)
    account = _Account(reading, in_order(facts), language, reasons)
    return Explanation(tuple(account.rows()), account.closing())


class _Account:
    """One clock being explained."""

    def __init__(
        self,
        reading: Reading,
        facts: Sequence[Fact],
        language: str,
        reasons: Mapping[str, Words],
    ) -> None:
        self.reading = reading
        self.facts = facts
        self.language = language
        self.reasons = reasons
        self.zone = reading.calendar.zone if reading.calendar else reading.zone

    def rows(self) -> Iterator[Row]:
        raw = total = 0
        for day in self._days():
            counted = tuple(self._counted(day))
            raw += self._amount(day, counted)
            before, total = total, self._shown(raw)
            skipped, why = self._skipped(day, total - before)
            yield Row(
                date=date.fromordinal(day.ordinal),
                weekday=say.WEEKDAYS[(day.ordinal - 1) % 7].in_(self.language),
                open=self._open(day),
                counted=counted,
                used=total - before,
                total=total,
                skipped=skipped,
                why=why.in_(self.language),
                expected=self._expected(day),
                facts=tuple(f for f in self.facts if day.start <= f.at < day.end),
                due=self._due_on(day),
            )
