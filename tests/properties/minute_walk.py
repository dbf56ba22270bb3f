"""An office watched minute by minute: the oracle for counting time.

It reads the text of a calendar and the local clock, and shares nothing with the code it judges:
where that goes from local hours to instants and searches tables, this goes from every instant to
what the clock on the wall says, and looks.
"""

import datetime
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from tests.times import MINUTE

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
#: No zone here changes its offset inside such a piece of an hour.
_PIECE = 15


def _minute(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


class Walk:
    """Every minute of a calendar: which date it belongs to, and whether the office is open."""

    def __init__(self, entries: Mapping[str, object]) -> None:
        self.entries = entries
        self.zone = ZoneInfo(str(entries["zone"]))
        first = datetime.date.fromisoformat(str(entries["from"]))
        until = datetime.date.fromisoformat(str(entries["until"]))
        day = datetime.datetime(first.year, first.month, first.day, tzinfo=self.zone)
        self.begin = int(day.timestamp()) // 60
        self.days: dict[datetime.date, list[bool]] = {}
        #: The ordinal of the date each minute belongs to.
        self.dates: list[int] = []
        self.open: list[bool] = []
        minute = self.begin
        while self._watch(minute, until):
            minute += _PIECE
        #: The minutes at which an office closes for the day, with the date it was open.
        self.closes = self._closes()

    def _watch(self, minute: int, until: datetime.date) -> bool:
        local = datetime.datetime.fromtimestamp(minute * 60, self.zone)
        if local.date() > until:
            return False
        now = local.hour * 60 + local.minute
        self.dates.extend([local.toordinal()] * _PIECE)
        self.open.extend(self._day(local.date())[now : now + _PIECE])
        return True

    def _day(self, day: datetime.date) -> list[bool]:
        """Whether the office is open at each minute the clock can show on a date."""
        if day not in self.days:
            texts = self._texts(day)
            shown = [False] * 24 * 60
            for text in [texts] if isinstance(texts, str) else texts:
                opens, closes = _minute(text[:5]), _minute(text[6:])
                shown[opens:closes] = [True] * (closes - opens)
            self.days[day] = shown
        return self.days[day]

    def _texts(self, day: datetime.date) -> list[str] | str:
        holidays, week = self.entries.get("holidays", {}), self.entries["week"]
        assert isinstance(holidays, dict)
        if str(day) in holidays:
            hours: list[str] | str = holidays[str(day)].get("hours", [])
            return hours
        periods = self.entries.get("periods", [])
        assert isinstance(periods, list)
        for period in periods:
            if period["from"] <= str(day) <= period["to"]:
                week = period["week"]
        assert isinstance(week, dict)
        found: list[str] | str = week.get(_DAYS[day.weekday()], [])
        return found

    def _closes(self) -> dict[int, int]:
        last: dict[int, int] = {}
        for i, (date, is_open) in enumerate(zip(self.dates, self.open, strict=True)):
            if is_open:
                last[date] = self.begin + i + 1
        return {minute: date for date, minute in last.items()}

    # -- what the oracle answers; instants are milliseconds, None = past the end -----------------

    def after_work(self, start: int, minutes: int) -> int | None:
        """When so many minutes have been worked since an instant."""
        i = start // MINUTE - self.begin
        while minutes:
            if i >= len(self.open):
                return None
            minutes -= self.open[i]
            i += 1
        return (self.begin + i) * MINUTE

    def date(self, t: int) -> int:
        """The local date of an instant."""
        return self.dates[t // MINUTE - self.begin]

    def close_from(self, date: int) -> int | None:
        """The first close of business on a date or after it."""
        later = (minute for minute, on in self.closes.items() if on >= date)
        found = min(later, default=None)
        return None if found is None else found * MINUTE

    def nth_close(self, date: int, n: int) -> int | None:
        """The close of the n-th working day after a date."""
        later = sorted(minute for minute, on in self.closes.items() if on > date)
        return later[n - 1] * MINUTE if n <= len(later) else None
