"""The account of a clock, day by day in its own unit: what counted, what did not, and why.

Rows hold values, so that a page and a terminal can both show them; only reasons and the closing
sentence are texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workflow.definition.calendar_editions import expected_between
from workflow.definition.calendars import Calendar, Span
from workflow.definition.words import Words
from workflow.engine import explain_words as say
from workflow.engine.clock_facts import Fact
from workflow.engine.clocks import State, in_order, read_clock
from workflow.engine.explain_days import Life, Why

_NO_WORDS: Mapping[str, Words] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One local date in the life of a clock.

    `open` are the office's hours, `counted` the stretches in which the clock ran (within the
    office's hours if it counts those); both as instants. `used` and `total` (so far) are
    milliseconds or days, as the clock counts. `due` is there on the date of the due.
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
    life = Life(read_clock(facts, calendars, zone=zone, now=now), in_order(facts), reasons)
    return Explanation(tuple(_rows(life, language)), _closing(life, language))


def _rows(life: Life, language: str) -> Iterator[Row]:
    reading = life.reading
    raw = total = 0
    for day in life.days():
        raw += life.amount(day)
        before, total = total, max(0, min(raw - life.head, reading.total))
        reason = life.reason(day, total - before)
        due = reading.due
        yield Row(
            date=date.fromordinal(day.ordinal),
            weekday=say.WEEKDAYS[(day.ordinal - 1) % 7].in_(language),
            open=life.office_hours(day),
            counted=life.counted(day),
            used=total - before,
            total=total,
            skipped=reason.why,
            why=say.AND.in_(language).join(words.in_(language) for words in reason.words),
            expected=reason.expected,
            facts=tuple(fact for fact in life.facts if day.start <= fact.at < day.end),
            due=due if due is not None and day.start < due <= day.end else None,
        )


def _closing(life: Life, language: str) -> str:
    reading = life.reading
    unannounced = _unannounced(life, language)
    sentence = _sentence(life, certain=not unannounced).in_(language)
    told = sentence.format(
        due=say.when(reading.due_at, life.zone, language),
        paused=say.when(reading.paused_at or 0, life.zone, language),
        stopped=say.when(reading.stopped_at or 0, life.zone, language),
        # While a due in days is put off, more dates pass than the limit has.
        used=say.amount_of(min(reading.used, reading.total), reading.unit),
        total=say.amount_of(reading.total, reading.unit),
        unit=say.UNITS[reading.unit].in_(language),
        names=say.AND.in_(language).join(unannounced),
    )
    return f"{told} {say.EXCUSED.in_(language)}" if reading.excused else told


def _sentence(life: Life, *, certain: bool) -> Words:
    reading = life.reading
    if reading.state is State.CANCELLED:
        return say.CANCELLED
    if reading.state is State.PAUSED:
        return say.STANDS_STILL
    if reading.state is State.STOPPED:
        return say.STOPPED_LATE if reading.late else say.STOPPED
    if reading.late:
        return say.WAS_DUE
    return say.DUE if certain else say.DUE_ABOUT


def _unannounced(life: Life, language: str) -> tuple[str, ...]:
    """What may still change the due: holidays not announced between now and then."""
    if life.calendar is None:
        return ()
    found = expected_between(life.calendar, life.reading.as_of, life.reading.due_at)
    return tuple(dict.fromkeys(each.words.in_(language) for each in found))
