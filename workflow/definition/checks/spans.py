"""How long limits are, roughly, so that limits in different units can be laid side by side.

Only for warnings: on an ordinary week of five days of eight hours. The clock never converts units.
"""

from workflow.definition.durations import After, Before, Due, Limit, Offset, Unit

#: Days of the calendar for one of each.
_DAYS = {
    Unit.HOURS: 1 / 24,
    Unit.WORKING_HOURS: 7 / 5 / 8,
    Unit.WORKING_DAYS: 7 / 5,
    Unit.DAYS: 1.0,
}


def days(limit: Limit) -> float:
    """A limit in days of the calendar.

    >>> days(Limit(10, Unit.WORKING_DAYS))
    14.0
    """
    return limit.count * _DAYS[limit.unit]


def after_due(offset: Offset) -> float | None:
    """How many days after the due a rung lies; None for what lies before it."""
    if isinstance(offset, Due):
        return 0.0
    return days(offset.limit) if isinstance(offset, After) else None


def exceeds(offset: Before, limit: Limit) -> bool:
    """Whether so long before the due is before the clock starts."""
    before = offset.limit
    if before.unit is limit.unit:
        return before.count >= limit.count
    return days(before) >= days(limit)
