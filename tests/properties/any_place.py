"""Places with two offices each, and watched: a fixed lot, for watching anew takes too long."""

import datetime
import functools
import random
from collections.abc import Mapping
from typing import NamedTuple

from hypothesis import strategies as st

from tests.properties.any_calendar import CITIES, DAYS, compiled, some_calendar
from tests.properties.minute_walk import Walk
from tests.times import EID
from workflow.definition.calendars import Calendar

NUMBER = 40


class Place(NamedTuple):
    """Two offices of one place; of the first, three editions.

    `before` lacks a holiday that `here` has; `changed` has nothing in common with them.
    """

    before: Calendar
    here: Calendar
    changed: Calendar
    there: Calendar
    walk_here: Walk
    walk_there: Walk


@functools.cache
def place(number: int) -> Place:
    """One of a fixed lot of places: watching them all anew each time would take too long."""
    chance = random.Random(number)  # noqa: S311 - examples, not secrets
    zone, first = CITIES[number % len(CITIES)]
    before = some_calendar(chance, zone, first, "here")
    extra = datetime.date.fromisoformat(first) + datetime.timedelta(days=chance.randrange(DAYS - 1))
    holidays = before["holidays"]
    assert isinstance(holidays, Mapping)
    here = {**before, "edition": "2", "holidays": {**holidays, str(extra): EID}}
    changed = {**some_calendar(chance, zone, first, "here"), "edition": "3"}
    there = some_calendar(chance, zone, first, "there")
    return Place(
        compiled(before),
        compiled(here),
        compiled(changed),
        compiled(there),
        Walk(here),
        Walk(there),
    )


PLACES = st.integers(0, NUMBER - 1).map(place)
