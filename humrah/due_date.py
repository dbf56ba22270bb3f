"""When a limit runs out, and why: a calendar and a clock, without any case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.table import Table

from humrah.findings import errors_of
from humrah.library import NotFound, only_calendars, select, shipped_files
from workflow.definition.calendar_editions import expected_between
from workflow.definition.calendars import Calendar
from workflow.definition.durations import Limit, parse_limit
from workflow.definition.fields import FIRST_YEAR, LAST_YEAR
from workflow.definition.library import read_library
from workflow.definition.problems import DefinitionInvalid
from workflow.definition.shelf import sort_files
from workflow.definition.spelling import did_you_mean
from workflow.definition.words import Words
from workflow.engine.clock_facts import Fact, Paused, Resumed, Started
from workflow.engine.clocks import Reading, read_clock
from workflow.engine.explain import Explanation, Row, explain
from workflow.engine.explain_words import amount_of
from workflow.errors import WorkflowError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_PAUSE = Words("pause", "وقفہ")
_HEADS = (
    Words("Date", "تاریخ"),
    Words("Office hours", "دفتری اوقات"),
    Words("Counted", "شمار"),
    Words("So far", "اب تک"),
    Words("", ""),
)
_EXPECTED = Words(
    "Not announced yet: {name}, expected {first} to {last}. The due may become later.",
    "ابھی اعلان نہیں ہوا: {name}، متوقع {first} تا {last}۔ مقررہ وقت آگے جا سکتا ہے۔",
)


class BadTime(WorkflowError):
    """A time cannot be read; the text says what to write."""


@dataclass(frozen=True, slots=True)
class Answer:
    """When a limit runs out, the days on the way, and what may still move it."""

    reading: Reading
    explanation: Explanation
    warnings: tuple[str, ...]
    language: str

    def table(self) -> Table:
        """Day by day what counted."""
        table = Table(show_lines=False)
        for position, head in enumerate(_HEADS):
            table.add_column(head.in_(self.language), justify="right" if position == 3 else "left")
        for row in self.explanation.rows:
            table.add_row(*self._row(row), style=None if row.used else "dim")
        return table

    def _row(self, row: Row) -> tuple[str, ...]:
        total = amount_of(row.total, self.reading.unit)
        return (
            f"{row.weekday} {row.date}",
            _spans(row.open, self.reading.zone),
            _spans(row.counted, self.reading.zone),
            total,
            f"{row.why} (?)" if row.expected else row.why,
        )


def due_date(
    limit: str, *, begins: str, calendar: str, pauses: Sequence[str], language: str
) -> Answer:
    """When a limit that begins then runs out; a pause is written `FROM/TO`.

    Raises:
        NotFound: there is no such calendar.
        BadTime, BadDuration, CalendarExhausted: with what to write or do instead.
    """
    found = calendar_called(calendar)
    facts = _facts(parse_limit(limit), begins, pauses, found)
    known: Mapping[str, Calendar] = {found.hash: found}
    start, zone = facts[0].at, found.zone
    reasons = {fact.reason: _PAUSE for fact in facts if isinstance(fact, Paused)}
    reading = read_clock(facts, known, zone=zone)
    told = explain(facts, known, zone=zone, language=language, reasons=reasons)
    return Answer(reading, told, tuple(_warnings(found, start, reading.due_at, language)), language)


def calendar_called(name: str) -> Calendar:
    """A shipped calendar by its id, or the one of a file.

    Raises:
        NotFound: there is none.
        DefinitionInvalid: the file has errors.
    """
    path = Path(name)
    if not path.is_file():
        known = read_library(only_calendars(shipped_files())).calendars
        if name not in known:
            raise NotFound(f'There is no calendar "{name}". {did_you_mean(name, known)}')
        return known[name]
    selection = select([path])
    library = read_library(only_calendars(selection.files))
    own = tuple(sort_files({name: selection.files[name] for name in selection.asked}).calendar)
    if errors := [p for p in errors_of(library.problems) if selection.concerns(p)]:
        raise DefinitionInvalid(errors)
    if not own:
        raise NotFound(f'"{name}" holds no calendar. Name a file that begins with calendar: NAME.')
    return library.calendars[own[0]]


def _facts(limit: Limit, begins: str, pauses: Sequence[str], calendar: Calendar) -> list[Fact]:
    start = parse_local(begins, calendar.zone)
    if start < calendar.midnights[0]:
        raise BadTime(
            f'Calendar "{calendar.id}" is known only from {calendar.file.first}. '
            "Ask about a later time, or use another calendar."
        )
    facts: list[Fact] = [Started(start, limit, calendar.id, calendar.hash)]
    for number, text in enumerate(pauses, 1):
        first, slash, last = text.partition("/")
        if not slash:
            raise BadTime(f'"{text}" is not a pause. Write it like "2027-03-09/2027-03-11".')
        reason = f"pause {number}"
        begin, end = parse_local(first, calendar.zone), parse_local(last, calendar.zone)
        if not start <= begin < end:
            raise BadTime(f'The pause "{text}" begins before the clock, or ends before it begins.')
        facts += [Paused(begin, reason, ""), Resumed(end, reason)]
    return sorted(facts, key=lambda fact: fact.at)


def parse_local(text: str, zone: str) -> int:
    """The instant (UTC ms) of a local time; a date alone is its midnight.

    >>> parse_local("2027-03-08 15:00", "Asia/Karachi")
    1804500000000
    """
    for form in ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d"):
        try:
            local = datetime.strptime(text.strip(), form).replace(tzinfo=ZoneInfo(zone))
        except ValueError:
            continue
        if FIRST_YEAR <= local.year <= LAST_YEAR:
            return (local - _EPOCH) // _MILLISECOND
    raise BadTime(f'"{text}" is not a time. Write it like "2027-03-08 15:00".')


def _warnings(calendar: Calendar, start: int, due: int, language: str) -> list[str]:
    return [
        _EXPECTED.in_(language).format(
            name=each.words.in_(language), first=each.first, last=each.last
        )
        for each in expected_between(calendar, start, due)
    ]


def _spans(spans: Sequence[tuple[int, int]], zone: str) -> str:
    return ", ".join("-".join(_hour(at, zone) for at in span) for span in spans)


def _hour(at: int, zone: str) -> str:
    return f"{(_EPOCH + at * _MILLISECOND).astimezone(ZoneInfo(zone)):%H:%M}"
