"""The words for cells of `guard_domains.py`: which values of a field a finding is about.

English only, like every finding of the checks.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workflow.definition.fields import FIRST_YEAR, LAST_YEAR, Kind
from workflow.definition.reason_words import written
from workflow.definition.reasons import Labels

#: More of anything than is ever counted here.
FOREVER = 10**6
#: From how many options on the others are named instead.
_MANY = 4


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """Whole numbers from `low` to `high`, both included."""

    low: int
    high: int


ALL_DAYS = Range(date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal())
#: In days before today; a date may lie ahead.
ALL_AGES = Range(-FOREVER, FOREVER)

#: How a point is described: a range (for dates of ordinals), two of them (a day, and days since
#: then), the options included, an option or phrase, or None for unknown.
Says = Range | tuple[Range, Range] | frozenset[str] | str | None
#: Says what some points of one variable have in common.
Shown = Callable[[Labels, Sequence[Says]], str]


def shown_words(_: Labels, says: Sequence[Says]) -> str:
    """Fixed phrases."""
    return " or ".join("unknown" if say is None else str(say) for say in says)


def shown_options(name: str, options: tuple[str, ...], labels: Labels, says: Sequence[Says]) -> str:
    """Values of a choice; where most are meant, the others are named."""
    chosen = [option for option in options if option in says]
    rest = [option for option in options if option not in says]
    exceptions = len(chosen) > _MANY and len(rest) <= _MANY
    names = " or ".join(labels.option(name, option).en for option in rest)
    if exceptions:
        return f"anything but {names}{', or unknown' if None in says else ''}" if rest else "known"
    return _or([labels.option(name, option).en for option in chosen], says)


def shown_subsets(name: str, asked: Sequence[str], labels: Labels, says: Sequence[Says]) -> str:
    """What was chosen of the options that guards ask about."""

    def named(subset: frozenset[str]) -> str:
        words = [labels.option(name, option).en for option in asked if option in subset]
        return " and ".join(words) if words else "none of the ones asked for"

    return _or([named(say) for say in says if isinstance(say, frozenset)], says)


def shown_ranges(one: Callable[[Range], str], _: Labels, says: Sequence[Says]) -> str:
    """Ranges, those that touch joined; `one` describes one of them."""
    return _or([one(piece) for piece in _joined(s for s in says if isinstance(s, Range))], says)


def _joined(pieces: Iterable[Range]) -> list[Range]:
    joined: list[Range] = []
    for piece in sorted(pieces):
        if joined and joined[-1].high + 1 == piece.low:
            joined[-1] = Range(joined[-1].low, piece.high)
        else:
            joined.append(piece)
    return joined


def shown_days_and_ages(_: Labels, says: Sequence[Says]) -> str:
    """Days with how long ago they are."""
    days_by_age: dict[Range, list[Range]] = {}
    for day, age in (say for say in says if isinstance(say, tuple)):
        days_by_age.setdefault(age, []).append(day)
    known = [
        f"{day_words(d)} and {age_words(age)}"
        for age, days in days_by_age.items()
        for d in _joined(days)
    ]
    return _or(known, says)


def _or(known: list[str], says: Sequence[Says]) -> str:
    return " or ".join([*known, *(["unknown"] if None in says else [])])


def figure_words(kind: Kind, whole: Range, piece: Range) -> str:
    """A range of figures; `whole` is all that the kind allows."""
    if piece == whole:
        return "known"
    if piece.low == piece.high:
        return written(kind, piece.low)
    if piece.low == whole.low:
        return f"below {written(kind, piece.high + 1)}"
    if piece.high == whole.high:
        return f"{written(kind, piece.low)} or more"
    return f"{written(kind, piece.low)} to {written(kind, piece.high)}"


def day_words(piece: Range) -> str:
    """A range of days, as ordinals."""
    first, last = date.fromordinal(piece.low), date.fromordinal(piece.high)
    if piece == ALL_DAYS:
        return "known"
    if piece.low == piece.high:
        return str(first)
    if piece.low == ALL_DAYS.low:
        return f"before {last + timedelta(days=1)}"
    return f"{first} or later" if piece.high == ALL_DAYS.high else f"{first} to {last}"


def age_words(piece: Range) -> str:
    """A range of days that have passed."""
    if piece == ALL_AGES:
        return "known"
    if piece.low == ALL_AGES.low:
        return f"at most {piece.high} days ago"
    if piece.high == ALL_AGES.high:
        return f"more than {piece.low - 1} days ago"
    return f"{piece.low} to {piece.high} days ago"
