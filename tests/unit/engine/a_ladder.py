"""Reminders and a ladder, as the tests of what a clock says use them."""

from collections.abc import Sequence

from tests.times import (
    KARACHI,
    OFFICE,
    at,
    by_hash,
    shown,
)
from workflow.definition.calendars import Calendar
from workflow.definition.durations import Offset, parse_offset
from workflow.engine.clock_facts import (
    Fact,
    Reminded,
    Rung,
)
from workflow.engine.clock_moments import catch_up, moments
from workflow.engine.clocks import Reading

HALF = (parse_offset("50%"),)
LADDER = (
    parse_offset("due"),
    parse_offset("2 working days after"),
    parse_offset("5 working days after"),
)


def offsets(*texts: str) -> tuple[Offset, ...]:
    """Reminders or rungs."""
    return tuple(map(parse_offset, texts))


def planned(reading: Reading, *texts: str) -> list[str]:
    """When these reminders lie."""
    found = moments(reading, reminders=offsets(*texts), rungs=())
    return [shown(moment.planned) for moment in found if moment.what == "reminder"]


def caught_up(
    *facts: Fact,
    now: str,
    reminders: Sequence[Offset] = HALF,
    rungs: Sequence[Offset] = LADDER,
    calendars: Sequence[Calendar] = (OFFICE,),
) -> tuple[Fact, ...]:
    """What has come due by now."""
    known = by_hash(*calendars)
    return catch_up(facts, known, zone=KARACHI, reminders=reminders, rungs=rungs, now=at(now))


def names(facts: Sequence[Fact]) -> list[str]:
    """The facts in short: what, which, how."""
    told = []
    for fact in facts:
        match fact:
            case Reminded():
                told.append(f"{fact.which} {fact.how}")
            case Rung():
                told.append(f"rung {fact.rung} {fact.how}")
            case _:
                told.append(type(fact).__name__)
    return told
