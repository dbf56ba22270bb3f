"""Guards: the conditions of the language as a tree, and what they are worth for a case.

`grammar.py` reads the text, `guard_types.py` checks it against the fields, `reasons.py` says what
is missing. A guard has three values (Kleene): where a fact that matters is unknown, the answer is
unknown, and an unknown guard lets nothing through. A tree is turned into functions once, because
the same guard is asked for every case on a worklist.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from workflow.definition.fields import Kind, Value

#: True, False, or None for unknown.
Truth = bool | None


class Op(StrEnum):
    """How two figures or dates are compared."""

    EQUAL = "="
    OTHER = "!="
    LESS = "<"
    MORE = ">"
    AT_MOST = "<="
    AT_LEAST = ">="


COMPARE: Mapping[Op, Callable[[int | date, int | date], bool]] = {
    Op.EQUAL: operator.eq,
    Op.OTHER: operator.ne,
    Op.LESS: operator.lt,
    Op.MORE: operator.gt,
    Op.AT_MOST: operator.le,
    Op.AT_LEAST: operator.ge,
}


@dataclass(frozen=True, slots=True)
class Yes:
    """`X`: a yes/no field is answered yes."""

    field: str
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Is:
    """`X is V or W`, or with `wanted` false `X is not V or W`: neither of them."""

    field: str
    values: tuple[str, ...]
    wanted: bool = True
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Includes:
    """`X includes V or W`: at least one of them was chosen."""

    field: str
    values: tuple[str, ...]
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Known:
    """`X is known`, or with `wanted` false `X is not known`; itself never unknown."""

    field: str
    wanted: bool = True
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Compare:
    """`X >= literal`; `kind` is what the literal was written as: money, percent, date or number."""

    field: str
    op: Op
    value: int | date
    kind: Kind = Kind.NUMBER
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Within:
    """`within 30 days of X`: today is at most so many days after that date, or before it."""

    field: str
    days: int
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """`all NAME finished` (true when there are none), or `any NAME finished`."""

    name: str
    every: bool
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Consent:
    """`consent for PURPOSE`; unknown until it was asked."""

    purpose: str
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Attempts:
    """`attempts >= 3`: how often somebody tried to reach the victim."""

    op: Op
    count: int
    at: int = attribute(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """`not G`."""

    inner: "Guard"


@dataclass(frozen=True, slots=True)
class And:
    """`G and H and …`, two or more."""

    parts: tuple["Guard", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """`G or H or …`, two or more."""

    parts: tuple["Guard", ...]


#: Terms about the value of one field alone.
ValueTerm = Yes | Is | Includes | Known | Compare
FieldTerm = ValueTerm | Within
Term = FieldTerm | Finished | Consent | Attempts
Guard = Term | Not | And | Or


class View(Protocol):
    """All that a guard may look at."""

    def fact(self, field_id: str, /) -> Value | None:
        """The value of a field; None while it is unknown."""

    @property
    def today(self) -> date:
        """The local date of now."""

    def finished(self, name: str, /) -> tuple[int, int]:
        """How many of the tracks or children of that name are finished, and how many there are."""

    def consent(self, purpose: str, /) -> Truth:
        """Whether there is consent; None if it was never asked for."""

    @property
    def attempts(self) -> int:
        """How many attempts to reach the victim are recorded."""


T = TypeVar("T")
Test = Callable[[T], Truth]


def evaluate(guard: Guard, view: View) -> Truth:
    """What the guard is worth; None when a fact that matters is unknown."""
    return compiled(guard)(view)


def compiled(guard: Guard) -> Test[View]:
    """The guard as a function; build it once and keep it."""
    return folded(guard, _on_view)


def folded(guard: Guard, term: Callable[[Term], Test[T]]) -> Test[T]:
    """The guard as a function of whatever its terms are functions of."""
    match guard:
        case Not(inner):
            return _negated(folded(inner, term))
        case And(parts):
            return _deciding(False, tuple(folded(part, term) for part in parts))
        case Or(parts):
            return _deciding(True, tuple(folded(part, term) for part in parts))
        case _:
            return term(guard)


def terms(guard: Guard) -> Iterator[Term]:
    """The terms of a guard in the order in which they were written."""
    waiting: list[Guard] = [guard]
    while waiting:
        match waiting.pop():
            case Not(inner):
                waiting.append(inner)
            case And(parts) | Or(parts):
                waiting.extend(reversed(parts))
            case found:
                yield found


def fields_read(guard: Guard) -> frozenset[str]:
    """The fields whose value the guard depends on."""
    return frozenset(term.field for term in terms(guard) if isinstance(term, FieldTerm))


def value_test(term: ValueTerm) -> Test[Value | None]:
    """The term as a function of the value of its field."""
    match term:
        case Yes():
            return lambda value: None if value is None else value is True
        case Is(_, values, wanted):
            return _is_one_of(_meant(values), wanted)
        case Includes(_, values):
            options = frozenset(values)
            return lambda value: (
                not options.isdisjoint(value) if isinstance(value, frozenset) else None
            )
        case Known(_, wanted):
            return lambda value: (value is not None) is wanted
        case _:
            compare, bound = COMPARE[term.op], term.value
            return lambda value: compare(value, bound) if isinstance(value, int | date) else None


def _negated(test: Test[T]) -> Test[T]:
    def negated(on: T) -> Truth:
        truth = test(on)
        return None if truth is None else not truth

    return negated


def _deciding(decisive: bool, tests: tuple[Test[T], ...]) -> Test[T]:
    """One decisive part settles the whole; otherwise one unknown part leaves it unknown."""

    def decided(on: T) -> Truth:
        answer: Truth = not decisive
        for test in tests:
            truth = test(on)
            if truth is decisive:
                return decisive
            if truth is None:
                answer = None
        return answer

    return decided


def _meant(values: tuple[str, ...]) -> frozenset[str | bool]:
    """The values as a field holds them: yes and no of a yes/no field are True and False."""
    words: dict[str, bool] = {"yes": True, "no": False}
    return frozenset(values) | {words[value] for value in values if value in words}


def _is_one_of(values: frozenset[str | bool], wanted: bool) -> Test[Value | None]:
    return lambda value: None if value is None else (value in values) is wanted


def _on_view(term: Term) -> Test[View]:
    match term:
        case Within(name, days):
            return _within(name, days)
        case Finished(name, every):
            return _finished(name, every=every)
        case Consent(purpose):
            return lambda view: view.consent(purpose)
        case Attempts(op, count):
            compare = COMPARE[op]
            return lambda view: compare(view.attempts, count)
        case _:
            test, name = value_test(term), term.field
            return lambda view: test(view.fact(name))


def _within(name: str, days: int) -> Test[View]:
    def within(view: View) -> Truth:
        begun = view.fact(name)
        return (view.today - begun).days <= days if isinstance(begun, date) else None

    return within


def _finished(name: str, *, every: bool) -> Test[View]:
    def finished(view: View) -> Truth:
        done, total = view.finished(name)
        return done == total if every else done > 0

    return finished
