"""How an edition of a calendar comes from others: inherited holidays, announcements, the moon.

An edition is never changed; each function here answers with a new one. Whose clocks that moves is
for `workflow.engine.clock_revision`.
"""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.definition.calendar_files import CalendarFile, HolidayEntry
from workflow.definition.calendars import Calendar, CalendarInvalid, compile_calendar, period_of
from workflow.definition.words import Words

#: How far from its expected date the sighting of the moon may put a holiday.
MOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Expected:
    """Consecutive dates whose holiday, or whose hours, have not been announced yet."""

    first: date
    last: date
    words: Words


def inherited(file: CalendarFile, known: Mapping[str, CalendarFile]) -> CalendarFile:
    """The file with the holidays of the calendars it extends; its own entries go before theirs.

    Raises:
        CalendarInvalid: an unknown calendar, a circle, or `not_observed` on no holiday.
    """
    return _inherited(file, known, (file.calendar,))


def _inherited(
    file: CalendarFile, known: Mapping[str, CalendarFile], below: tuple[str, ...]
) -> CalendarFile:
    if file.extends is None:
        return _with_holidays(file, {})
    if file.extends in below:
        raise CalendarInvalid(
            f"The calendars {' → '.join((*below, file.extends))} extend one another in a circle. "
            'Remove one "extends".'
        )
    if file.extends not in known:
        raise CalendarInvalid(
            f'There is no calendar "{file.extends}" to extend. Known: {", ".join(sorted(known))}.'
        )
    base = _inherited(known[file.extends], known, (*below, file.extends))
    return _with_holidays(file, base.holidays)


def _with_holidays(file: CalendarFile, base: Mapping[date, HolidayEntry]) -> CalendarFile:
    idle = sorted(set(file.not_observed) - set(base))
    if idle:
        raise CalendarInvalid(
            f'"not_observed" names {idle[0]}, which is no holiday of a calendar extended here.'
        )
    taken = {
        day: entry
        for day, entry in base.items()
        if file.first <= day <= file.until and day not in file.not_observed
    }
    holidays = dict(sorted((taken | file.holidays).items()))
    return file.model_copy(update={"holidays": holidays, "extends": None, "not_observed": ()})


def expected_between(calendar: Calendar, t0: int, t1: int) -> tuple[Expected, ...]:
    """What is not announced yet on the dates from `t0` to `t1`: why a due is only "about"."""
    found: list[Expected] = []
    first, last = (bisect_right(calendar.midnights, t) - 1 for t in (t0, t1))
    file, start = calendar.file, calendar.first_ordinal
    for i in range(max(first, 0), min(last, len(calendar.days) - 1) + 1):
        day = date.fromordinal(start + i)
        words = _expected(file, day)
        if words is None:
            continue
        if found and found[-1].words == words and (day - found[-1].last).days == 1:
            found[-1] = Expected(found[-1].first, day, words)
        else:
            found.append(Expected(day, day, words))
    return tuple(found)


def _expected(file: CalendarFile, day: date) -> Words | None:
    if day in file.holidays:
        holiday = file.holidays[day]
        return holiday.words if holiday.status == "expected" else None
    period = period_of(file, day)
    return period.because.words if period and period.status == "expected" else None


def announce(
    calendar: Calendar,
    *,
    added: Mapping[date, HolidayEntry],
    removed: Collection[date] = (),
    edition: str,
) -> Calendar:
    """The next edition: with the holidays `added` (or replaced) and without those `removed`.

    Raises:
        CalendarInvalid: the name of this edition again, no such holiday, or a date not known yet.
    """
    file = calendar.file
    if edition == calendar.edition:
        raise CalendarInvalid(
            f'Edition "{edition}" exists already. Give the next one its own name.'
        )
    for day in removed:
        if day not in file.holidays:
            raise CalendarInvalid(f"{day} is no holiday of {calendar.id}, so it cannot be removed.")
    for day in added:
        if not file.first <= day <= file.until:
            raise CalendarInvalid(
                f"{calendar.id} is known from {file.first} to {file.until} only, not on {day}."
            )
    kept = {day: entry for day, entry in file.holidays.items() if day not in removed}
    holidays = dict(sorted((kept | dict(added)).items()))
    return compile_calendar(file.model_copy(update={"holidays": holidays, "edition": edition}))


def confirm(calendar: Calendar, seen: Collection[date], *, edition: str) -> Calendar:
    """The next edition once the moon has been sighted: the holiday falls on the dates `seen`.

    They replace all days of the holiday that was expected within a week of them, and bear its name.

    Raises:
        CalendarInvalid: no holiday is expected then, or as for `announce`.
    """
    expected = {d: h for d, h in calendar.file.holidays.items() if h.status == "expected"}
    away = {d: min(abs(d - day) for day in seen) for d in expected}
    nearest = min(expected, key=lambda d: (away[d], d), default=None)
    if nearest is None or away[nearest] > MOON:
        raise CalendarInvalid(
            f"{calendar.id} expects no holiday within a week of {_listed(seen)}. "
            "Announce it by name."
        )
    entry = expected[nearest]
    gone = [d for d in expected if expected[d].words == entry.words and away[d] <= 2 * MOON]
    announced = entry.model_copy(update={"status": "announced"})
    return announce(calendar, added=dict.fromkeys(seen, announced), removed=gone, edition=edition)


def _listed(days: Collection[date]) -> str:
    return ", ".join(map(str, sorted(days)))
