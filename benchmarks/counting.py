"""Counting working time on calendars of one, ten and a hundred years."""

from datetime import date
from random import Random

from benchmarks.measuring import Subject, in_turns
from benchmarks.rows import Row, micro
from benchmarks.world import read_rules
from workflow.definition.calendars import Calendar, compile_calendar
from workflow.engine.working_time import HOUR, add

SUMS = 2_000
YEARS = (1, 10, 100)
FIRST = 1950


def counting() -> list[Row]:
    file = next(iter(read_rules().calendars.values())).file
    subjects = {}
    for years in YEARS:
        # A copy is not validated: no calendar may claim to be known for a hundred years.
        span = {"first": date(FIRST, 1, 1), "until": date(FIRST + years - 1, 12, 31)}
        calendar = compile_calendar(file.model_copy(update=span | {"holidays": {}}))
        subjects[str(years)] = _sums(calendar)
    taken = in_turns(subjects)
    one, ten, hundred = (taken[str(years)] for years in YEARS)
    return [
        Row(
            name="add",
            what="adding working time on a calendar of 10 years",
            measured=ten.best * 1e6,
            median=ten.median * 1e6,
            unit="µs",
            limit=2,
        ),
        Row(
            name="growth",
            what="adding on a calendar of 100 years, compared with one of 1 year",
            measured=hundred.times(one),
            median=hundred.median_times(one),
            unit="times",
            limit=3,
            note=f"{micro(hundred.best)} against {micro(one.best)}; a search through it all would "
            "take 100 times",
        ),
    ]


def _sums(calendar: Calendar) -> Subject:
    """The same sums on every run, spread over the calendar, some of them over weeks."""
    random = Random(calendar.first_ordinal)  # noqa: S311
    last = calendar.worked[-1] - 200 * HOUR
    starts = (calendar.opens[0] + int(random.random() * last * 3) for _ in range(SUMS))
    pairs = [(t, random.randint(1, 200) * HOUR) for t in starts]

    def run() -> None:
        for t, amount in pairs:
            add(calendar, t, amount)

    run()
    return Subject(run, SUMS)
