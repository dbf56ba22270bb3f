"""Whether every place has a clock, and every clock can be kept and heard: T501 to T509, K402."""

from collections.abc import Iterator
from datetime import timedelta

from workflow.definition.checks.spans import after_due, exceeds
from workflow.definition.checks.subject import Subject
from workflow.definition.definition import ClockRule, PlaceInfo
from workflow.definition.durations import After, Before, Due, Percent, Unit
from workflow.definition.model import Rung
from workflow.definition.problems import Problem

#: A case opened on the first day must find a calendar for about so long.
_AHEAD = timedelta(days=365)


def check_times(subject: Subject) -> Iterator[Problem]:
    """Everything that is wrong with the clocks and ladders."""
    for place in subject.definition.places.values():
        yield from _without_a_clock(subject, place)
    for clock in subject.definition.clocks.values():
        yield from _unheard(subject, clock)
        yield from _reminders(subject, clock)
        yield from _firm(subject, clock)
        yield from _extensions(subject, clock)
    for ladder, rungs in subject.file.ladders.items():
        yield from _order(subject, ladder, rungs)
        yield from _ends_low(subject, ladder, rungs)
    yield from _calendar(subject)


def _without_a_clock(subject: Subject, place: PlaceInfo) -> Iterator[Problem]:
    scopes = subject.definition.scopes
    if not any(scopes[scope].clocks for scope in place.within):
        yield subject.problem(
            place.path,
            "T501",
            f'"{place.words.en}" has no time limit: a case can stand there unseen.',
            'Write "sla: {within: …, escalate: …}" at the place or its stage.',
        )


def _unheard(subject: Subject, clock: ClockRule) -> Iterator[Problem]:
    if not clock.rungs:
        yield subject.problem(
            clock.path,
            "T503",
            f'Nobody hears when "{clock.words.en}" is late.',
            'Name a ladder: "escalate: …".',
        )


def _reminders(subject: Subject, clock: ClockRule) -> Iterator[Problem]:
    for i, offset in enumerate(clock.reminders):
        path = (*clock.path, "remind", i)
        if isinstance(offset, Due | After):
            text = f'A reminder at "{offset}" comes when it is too late.'
            yield subject.problem(path, "T506", text, "Put it on the ladder, as a rung.")
        elif isinstance(offset, Percent) and clock.limit is None:
            text = "This clock has no length of which a share could be taken."
            yield subject.problem(path, "T506", text, 'Write it like "3 working days before".')
        elif isinstance(offset, Before) and clock.limit and exceeds(offset, clock.limit):
            text = f'"{offset}" lies before the beginning: the whole limit is {clock.limit}.'
            yield subject.problem(path, "T506", text, "Write a shorter time, or a share like 50%.")


def _firm(subject: Subject, clock: ClockRule) -> Iterator[Problem]:
    for word, names in (("pause_for", clock.pause_for), ("extend", clock.extend)):
        if clock.firm and names:
            yield subject.problem(
                (*clock.path, word),
                "T507",
                f"This clock is firm ({clock.firm}), so it gives no time away.",
                f'Remove "{word}", or "firm".',
            )


def _extensions(subject: Subject, clock: ClockRule) -> Iterator[Problem]:
    unit = clock.limit.unit if clock.limit else Unit.DAYS
    for i, name in enumerate(clock.extend):
        more = subject.definition.extensions[name].at_most
        if more.unit is not unit:
            yield subject.problem(
                (*clock.path, "extend", i),
                "T509",
                f'"{name}" gives {more}, but this clock counts {unit}.',
                f"Name an extension in {unit}, or give the clock its unit.",
                related=(("extensions", name, "at_most"),),
            )


def _order(subject: Subject, ladder: str, rungs: tuple[Rung, ...]) -> Iterator[Problem]:
    highest: float | None = None
    for i, rung in enumerate(rungs):
        path, at = ("ladders", ladder, i, "at"), after_due(rung.at)
        if at is None:
            text = f'A rung at "{rung.at}" would be climbed before anything is late.'
            help_ = 'A rung is at "due" or after it; before it, clocks have "remind".'
            yield subject.problem(path, "T508", text, help_)
        elif highest is not None and at <= highest:
            text = f'This rung, "{rung.at}", does not come after those before it.'
            yield subject.problem(path, "T508", text, "Write the rungs in order of time.")
        else:
            highest = at


def _ends_low(subject: Subject, ladder: str, rungs: tuple[Rung, ...]) -> Iterator[Problem]:
    before = {"officer", *(role for rung in rungs[:-1] for role in rung.tell)}
    if rungs and not rungs[-1].do and not set(rungs[-1].tell) - before:
        yield subject.problem(
            ("ladders", ladder, len(rungs) - 1),
            "T504",
            f'The last rung of "{ladder}" tells nobody who has not been told already.',
            "Let it end with somebody higher, who can help.",
        )


def _calendar(subject: Subject) -> Iterator[Problem]:
    calendar = subject.library.calendars.get(subject.definition.calendar)
    needed = subject.definition.in_force + _AHEAD
    if calendar and calendar.until < needed:
        yield subject.problem(
            ("calendar",),
            "K402",
            f'"{calendar.id}" is known only until {calendar.until}; limits of cases opened after '
            f"{subject.definition.in_force} may reach further.",
            f"Publish an edition of the calendar that reaches {needed} or later.",
        )
