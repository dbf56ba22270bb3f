"""A holiday is announced while 100,000 clocks are open: each is counted anew."""

from collections.abc import Iterator
from random import Random

from benchmarks.measuring import Subject, in_turns
from benchmarks.rows import Row
from benchmarks.world import at, read_rules
from workflow.definition.calendar_files import HolidayEntry
from workflow.definition.calendars import Calendar, compile_calendar
from workflow.definition.durations import Due, Limit, Offset, Percent, Unit, parse_offset
from workflow.engine.clock_facts import Fact, Paused, Resumed, Started
from workflow.engine.clock_moments import catch_up, next_moment
from workflow.engine.clock_revision import revise
from workflow.engine.clocks import State, read_clock
from workflow.engine.rules import Rules
from workflow.engine.working_time import HOUR

CLOCKS = 100_000
ROUNDS = 5
NOW = at("2027-03-19 11:00")
#: A limit, and how many hours ago a clock with it began at most: a few are late already.
LIMITS = (
    (Limit(3, Unit.WORKING_DAYS), 5 * 24),
    (Limit(10, Unit.WORKING_DAYS), 14 * 24),
    (Limit(16, Unit.WORKING_HOURS), 2 * 24),
    (Limit(30, Unit.DAYS), 30 * 24),
    (Limit(72, Unit.HOURS), 72),
)
REMINDERS: tuple[Offset, ...] = (Percent(50),)
RUNGS: tuple[Offset, ...] = (Due(), parse_offset("2 working days after"))


def announcing() -> list[Row]:
    rules = read_rules()
    old = next(iter(rules.calendars.values()))
    new = _with_a_holiday(old)
    calendars = {old.hash: old, new.hash: new}
    ledgers = list(_ledgers(rules, old))

    def run() -> None:
        for facts in ledgers:
            _dated_again(facts, calendars, new)

    assert sum(_moves(facts, calendars, new) for facts in ledgers) > CLOCKS // 4
    taken = in_turns({"all": Subject(run)}, ROUNDS)["all"]
    return [
        Row(
            name="announcement",
            what=f"dating {CLOCKS:,} open clocks anew when a holiday is announced",
            measured=taken.best,
            median=taken.median,
            unit="s",
            limit=5,
        )
    ]


def _with_a_holiday(calendar: Calendar) -> Calendar:
    """Two days of the week after `NOW` are found to be holidays."""
    holidays = dict(calendar.file.holidays)
    pattern = next(iter(holidays.values()))
    for day in ("2027-03-22", "2027-03-24"):
        date = type(next(iter(holidays))).fromisoformat(day)
        holidays[date] = HolidayEntry.model_validate(pattern.model_dump())
    return compile_calendar(calendar.file.model_copy(update={"holidays": holidays, "edition": "2"}))


def _ledgers(rules: Rules, calendar: Calendar) -> Iterator[tuple[Fact, ...]]:
    """Open clocks of every unit, one in ten after a pause, with what has happened since."""
    random = Random(1)  # noqa: S311
    calendars = {calendar.hash: calendar}
    for i in range(CLOCKS):
        limit, ago = LIMITS[i % len(LIMITS)]
        begun = NOW - random.randint(1, ago) * HOUR
        facts: list[Fact] = [Started(begun, limit, calendar.id, calendar.hash)]
        if random.random() < 0.1 and begun + 30 * HOUR < NOW:
            facts += [Paused(begun + HOUR, "unreachable", "ayesha"), Resumed(begun + 30 * HOUR)]
        facts += catch_up(
            facts, calendars, zone=rules.zone, reminders=REMINDERS, rungs=RUNGS, now=NOW
        )
        yield tuple(facts)


def _dated_again(
    facts: tuple[Fact, ...], calendars: dict[str, Calendar], new: Calendar
) -> int | None:
    """What the announcement adds to a clock, and when it must be looked at next."""
    revision = revise(facts, calendars, calendar=new.id, edition=new.hash, at=NOW, zone=new.zone)
    reading = read_clock((*facts, *revision.facts), calendars, zone=new.zone, now=NOW)
    assert reading.state is State.RUNNING
    moment = next_moment(reading, reminders=REMINDERS, rungs=RUNGS)
    return moment.at if moment else None


def _moves(facts: tuple[Fact, ...], calendars: dict[str, Calendar], new: Calendar) -> bool:
    revision = revise(facts, calendars, calendar=new.id, edition=new.hash, at=NOW, zone=new.zone)
    return revision.after > revision.before
