"""A calendar as an administrator writes it: office hours, periods such as Ramadan, holidays.

Only the shape and what a single file can get wrong; `calendars.py` turns it into instants.
"""

import re
from itertools import pairwise
from typing import Annotated, Literal, NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from workflow.definition.written import Date, FileId, Id, Labelled, Source, Status, Text, Written

_HOURS = re.compile(r"([0-2][0-9]):([0-5][0-9]) ?[-–] ?([0-2][0-9]):([0-5][0-9])", re.ASCII)
_MIDNIGHT = 24 * 60
#: A calendar that claims to know the next generation's holidays is a slip of the pen.
MOST_YEARS = 30

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Window(NamedTuple):
    """Opening and closing, in minutes after midnight; 24:00 is the end of the day."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return "-".join(f"{at // 60:02}:{at % 60:02}" for at in self)


def _window(text: object) -> Window:
    found = _HOURS.fullmatch(text.strip()) if isinstance(text, str) else None
    if found is None:
        raise ValueError(f'"{text}" is not a time of opening. Write it like 09:00-17:00.')
    from_hour, from_minute, to_hour, to_minute = map(int, found.groups())
    window = Window(from_hour * 60 + from_minute, to_hour * 60 + to_minute)
    if window.closes > _MIDNIGHT:
        raise ValueError(f'"{text}" goes past midnight. The last time of a day is 24:00.')
    if window.opens >= window.closes:
        raise ValueError(
            f'"{text}" closes before it opens. Write a night in two parts: until 24:00, and from '
            "00:00 on the next day."
        )
    return window


def _windows(value: object) -> tuple[Window, ...]:
    if value == "closed":
        return ()
    windows = tuple(map(_window, value if isinstance(value, list | tuple) else (value,)))
    for one, next_ in pairwise(windows):
        if next_.opens < one.closes:
            raise ValueError(
                f"{next_} begins before {one} has ended. Write the openings of a day in order, "
                "without overlap."
            )
    return windows


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(
            f'"{text}" is not a time zone. Write its IANA name, like Asia/Karachi.'
        ) from None
    return text


def _one_or_many(value: object) -> object:
    return (value,) if isinstance(value, str) else value


_WINDOW_SCHEMA = {"type": "string", "examples": ["09:00-17:00", "closed"]}
Windows = Annotated[
    tuple[Window, ...],
    PlainValidator(_windows),
    WithJsonSchema({"anyOf": [_WINDOW_SCHEMA, {"type": "array", "items": _WINDOW_SCHEMA}]}),
]
#: Opening hours by day of the week; a day that is missing is closed.
Week = dict[Weekday, Windows]
Certainty = Literal["expected", "announced"]


class HolidayEntry(Labelled):
    """A day on which the office is shut, or open only in `hours`."""

    #: `expected`: it depends on the moon, or its notice has not been seen.
    status: Certainty = "announced"
    hours: Windows = ()


class Period(Written):
    """Dates, both included, that have a week of their own, such as Ramadan."""

    first: Date = Field(alias="from")
    last: Date = Field(alias="to")
    because: Labelled
    status: Certainty = "announced"
    week: Week

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"This period ends on {self.last}, before it begins on {self.first}.")
        return self


class CalendarFile(Written):
    """One edition of a calendar: when the offices that name it are open."""

    calendar: FileId
    edition: Text
    title: Labelled
    #: The calendar whose holidays hold here too, unless `not_observed`.
    extends: FileId | None = None
    zone: Annotated[Text, AfterValidator(_zone)]
    #: The first and the last date it is known for.
    first: Date = Field(alias="from")
    until: Date
    in_force: Date | None = None
    recorded_at: Date | None = None
    sources: dict[Id, Source] = Field(default_factory=dict)
    source: Text | None = None
    status: Status | None = None
    because: Labelled | None = None
    week: Week
    periods: tuple[Period, ...] = ()
    holidays: dict[Date, HolidayEntry] = Field(default_factory=dict)
    not_observed: Annotated[tuple[Date, ...], BeforeValidator(_one_or_many)] = ()

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self._check_span()
        self._check_periods()
        for day in self.holidays:
            if not self.first <= day <= self.until:
                raise ValueError(
                    f"The holiday {day} lies outside the dates this calendar is known for, "
                    f"{self.first} to {self.until}. Correct it, or the dates."
                )
        return self

    def _check_span(self) -> None:
        if self.until < self.first:
            raise ValueError(
                f"This calendar is known until {self.until}, before it begins on {self.first}."
            )
        if self.until.year - self.first.year > MOST_YEARS:
            raise ValueError(
                f"This calendar claims to be known for more than {MOST_YEARS} years. "
                "Publish shorter editions."
            )

    def _check_periods(self) -> None:
        periods = sorted(self.periods, key=lambda period: period.first)
        for one, next_ in pairwise(periods):
            if next_.first <= one.last:
                raise ValueError(
                    f'The period "{next_.because.en}" from {next_.first} overlaps '
                    f'"{one.because.en}", which ends on {one.last}.'
                )
