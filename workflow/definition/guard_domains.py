"""The values a guard can tell apart: finitely many cells for each thing that guards ask about.

Choices are listed, numbers and dates cut at the figures the guards mention, and values about which
every term says the same are put together. `guard_analysis.py` goes through the combinations.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import combinations, pairwise, product

from workflow.definition.domain_words import (
    ALL_AGES,
    ALL_DAYS,
    FOREVER,
    Range,
    Says,
    Shown,
    age_words,
    day_words,
    figure_words,
    shown_days_and_ages,
    shown_options,
    shown_ranges,
    shown_subsets,
    shown_words,
)
from workflow.definition.fields import BOUNDS, FieldType, Kind, Value
from workflow.definition.guards import (
    Attempts,
    Compare,
    Consent,
    Finished,
    Includes,
    Term,
    Truth,
    Within,
    compiled,
)
from workflow.definition.reasons import Labels
from workflow.errors import WorkflowError

_SOME_DAY = date(2000, 1, 1)
#: Above this many options in question, their subsets are not listed any more.
MAX_OPTIONS = 16


class TooManyCombinations(WorkflowError):
    """A guard asks about more than can be gone through."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(f"There are {count:,} combinations; too many to check one by one.")


@dataclass(frozen=True, slots=True)
class Point:
    """One possible state of the one thing a variable stands for, as a guard sees it."""

    says: Says
    value: Value | None = None
    today: date = _SOME_DAY
    done: tuple[int, int] = (0, 0)
    given: Truth = None
    attempts: int = 0

    def fact(self, _field_id: str, /) -> Value | None:
        """The value, whatever field is asked for: a variable stands for one."""
        return self.value

    def finished(self, _name: str, /) -> tuple[int, int]:
        """How many are finished, of how many."""
        return self.done

    def consent(self, _purpose: str, /) -> Truth:
        """Whether there is consent."""
        return self.given


@dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """One thing that guards ask about, and its cells: points that no term tells apart.

    `truths` gives for each term its value in each cell. `waits` is true of what others do in their
    own time (children, consent, attempts) and of nothing that an officer records here.
    """

    name: Callable[[Labels], str]
    shown: Shown
    waits: bool
    cells: tuple[tuple[Says, ...], ...]
    truths: Mapping[Term, tuple[Truth, ...]]

    def text(self, labels: Labels, cells: Iterable[int]) -> str:
        """`Threat level = low or unknown`."""
        says = [say for cell in cells for say in self.cells[cell]]
        return f"{self.name(labels)} = {self.shown(labels, says)}"


def variables(
    terms: Iterable[Term], fields: Mapping[str, FieldType], assumed_known: Collection[str]
) -> tuple[Variable, ...]:
    """One variable for each thing the terms ask about, those that only wait at the end.

    The terms have passed `check_types` against `fields`.
    """
    asked: dict[tuple[type, str], list[Term]] = {}
    for term in dict.fromkeys(terms):
        asked.setdefault(_thing(term), []).append(term)
    made = [_variable(found, fields, assumed_known) for found in asked.values()]
    return tuple(sorted(made, key=lambda variable: variable.waits))


def _thing(term: Term) -> tuple[type, str]:
    match term:
        case Finished(name) | Consent(name):
            return type(term), name
        case Attempts():
            return Attempts, ""
        case _:
            return str, term.field


def _variable(
    terms: list[Term], fields: Mapping[str, FieldType], assumed_known: Collection[str]
) -> Variable:
    match terms[0]:
        case Finished(name):
            return _celled(terms, _FINISHED, lambda labels: labels.children(name).en, waits=True)
        case Consent(purpose):
            return _celled(
                terms,
                _GIVEN,
                lambda labels: f"consent for {labels.purpose(purpose).en}",
                waits=True,
            )
        case Attempts():
            whole = Range(0, FOREVER)
            cuts = {term.count for term in terms if isinstance(term, Attempts)}
            points = [Point(r, attempts=r.low) for r in _ranges(cuts, whole)]
            number = partial(shown_ranges, partial(figure_words, Kind.NUMBER, whole))
            return _celled(terms, points, lambda _: "attempts", waits=True, shown=number)
        case first:
            name = first.field
            points, shown = _points(name, fields[name], terms)
            unknown = [] if name in assumed_known else [Point(None)]
            label = partial(_field_label, name)
            return _celled(terms, [*points, *unknown], label, waits=False, shown=shown)


def _field_label(name: str, labels: Labels) -> str:
    return labels.field(name).en


def _celled(
    terms: list[Term],
    points: Iterable[Point],
    name: Callable[[Labels], str],
    *,
    waits: bool,
    shown: Shown = shown_words,
) -> Variable:
    """The variable with its points put together where every term says the same."""
    tests = [compiled(term) for term in terms]
    cells: dict[tuple[Truth, ...], list[Says]] = {}
    for point in points:
        cells.setdefault(tuple(test(point) for test in tests), []).append(point.says)
    by_term = {term: tuple(truths[i] for truths in cells) for i, term in enumerate(terms)}
    return Variable(name, shown, waits, tuple(map(tuple, cells.values())), by_term)


def _points(name: str, type_: FieldType, terms: list[Term]) -> tuple[list[Point], Shown]:
    """The points of a field that is known, and how to describe some of them."""
    match type_.kind:
        case Kind.YESNO:
            return [Point("yes", True), Point("no", False)], shown_words
        case Kind.CHOICE:
            points = [Point(option, option) for option in type_.options]
            return points, partial(shown_options, name, type_.options)
        case Kind.CHOICES:
            return _subsets(name, terms)
        case Kind.NUMBER | Kind.PERCENT | Kind.MONEY:
            bounds = Range(*BOUNDS[type_.kind])
            points = [Point(r, r.low) for r in _ranges(_figures(terms), bounds)]
            return points, partial(shown_ranges, partial(figure_words, type_.kind, bounds))
        case Kind.DATE:
            return _days(terms)
        case _:
            return [Point("recorded", "")], shown_words


def _subsets(name: str, terms: list[Term]) -> tuple[list[Point], Shown]:
    asked = sorted({v for term in terms if isinstance(term, Includes) for v in term.values})
    if len(asked) > MAX_OPTIONS:
        raise TooManyCombinations(2 ** len(asked))
    subsets = (frozenset(c) for size in range(len(asked) + 1) for c in combinations(asked, size))
    return [Point(chosen, chosen) for chosen in subsets], partial(shown_subsets, name, asked)


def _days(terms: list[Term]) -> tuple[list[Point], Shown]:
    """Points of a date: by the day itself, by how long ago it is, or by both.

    The two are independent, because a case may be looked at on any day.
    """
    days = _ranges(_figures(terms), ALL_DAYS)
    limits = {term.days for term in terms if isinstance(term, Within)}
    ages = _split({limit + 1 for limit in limits}, ALL_AGES)
    both = [(day, age, _on(day, age)) for day, age in product(days, ages)]
    if not limits:
        return [Point(day, *seen) for day, _, seen in both], partial(shown_ranges, day_words)
    if len(days) == 1:
        return [Point(age, *seen) for _, age, seen in both], partial(shown_ranges, age_words)
    return [Point((day, age), *seen) for day, age, seen in both], shown_days_and_ages


def _on(day: Range, age: Range) -> tuple[date, date]:
    """A date in that range, and a today from which it is so long ago."""
    begun = date.fromordinal(day.low)
    return begun, begun + timedelta(days=age.low if age.low > ALL_AGES.low else age.high)


def _figures(terms: list[Term]) -> set[int]:
    """The figures that values are compared with; of dates the ordinals."""
    bounds = [term.value for term in terms if isinstance(term, Compare)]
    return {bound.toordinal() if isinstance(bound, date) else bound for bound in bounds}


def _ranges(cuts: Iterable[int], whole: Range) -> list[Range]:
    """The whole in pieces: each cut by itself, and what lies between.

    >>> _ranges({40}, Range(0, 100))
    [Range(low=0, high=39), Range(low=40, high=40), Range(low=41, high=100)]
    """
    return _split({edge for cut in cuts for edge in (cut, cut + 1)}, whole)


def _split(edges: Iterable[int], whole: Range) -> list[Range]:
    """The whole in pieces, a new one beginning at each edge."""
    begins = [whole.low, *sorted(edge for edge in edges if whole.low < edge <= whole.high)]
    return [Range(low, end - 1) for low, end in pairwise([*begins, whole.high + 1])]


_FINISHED = (
    Point("there are none"),
    Point("none finished", done=(0, 2)),
    Point("some finished", done=(1, 2)),
    Point("all finished", done=(2, 2)),
)
_GIVEN = (Point("given", given=True), Point("refused", given=False), Point("not asked"))
