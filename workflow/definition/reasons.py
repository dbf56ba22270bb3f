"""Why a guard does not hold, in the officer's words and in both languages, all reasons at once.

A reason names the fields it speaks of, so that whoever may not read one of them is not shown it;
withholding is left to the engine, which also has reasons of its own (checklist, roles, clocks).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from workflow.definition import reason_words
from workflow.definition.fields import Value
from workflow.definition.guards import (
    And,
    Attempts,
    Compare,
    Consent,
    FieldTerm,
    Finished,
    Guard,
    Includes,
    Is,
    Known,
    Not,
    Or,
    Term,
    View,
    Within,
    compiled,
)
from workflow.definition.words import Words


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that is missing; `code` is for programs.

    `fields`, and `structures` (tracks, children), are those whose state its words give away.
    """

    code: str
    words: Words
    fields: frozenset[str] = frozenset()
    structures: frozenset[str] = frozenset()


class Labels(Protocol):
    """What an officer calls things."""

    def field(self, field_id: str, /) -> Words:
        """A field of the case file."""

    def option(self, field_id: str, option: str, /) -> Words:
        """One of the values of a choice."""

    def children(self, name: str, /) -> Words:
        """A track, all tracks, or the children of that name."""

    def purpose(self, purpose: str, /) -> Words:
        """What consent is asked for."""


def unmet(guard: Guard, view: View, labels: Labels) -> tuple[Reason, ...]:
    """Everything that keeps the guard from being true; empty when it is true.

    Where one of several things would do, one reason names the alternatives.
    """
    return _unmet(guard, True, view, labels)


def record_first(field_id: str, label: Words) -> Reason:
    """The reason that a field is unknown."""
    words = Words(f'Record "{label.en}" first.', f"پہلے «{label.ur}» درج کریں۔")
    return Reason("record_first", words, frozenset({field_id}))


Reasons = tuple[Reason, ...]


def _unmet(guard: Guard, wanted: bool, view: View, labels: Labels) -> Reasons:
    match guard:
        case Not(inner):
            return _unmet(inner, not wanted, view, labels)
        case And(parts) | Or(parts):
            found = [_unmet(part, wanted, view, labels) for part in parts]
            needs_all = isinstance(guard, And) is wanted
            return _all_of(found) if needs_all else _one_of(found)
        case _:
            met = compiled(guard)(view) is wanted
            return () if met else (_reason(guard, wanted, view, labels),)


def _all_of(parts: Iterable[Reasons]) -> Reasons:
    return tuple(dict.fromkeys(reason for part in parts for reason in part))


def _one_of(alternatives: Iterable[Reasons]) -> Reasons:
    """No reason if one of them holds, its own if only one is left, else one that names them all."""
    left = tuple(dict.fromkeys(alternatives))
    if () in left:
        return ()
    if len(left) == 1:
        return left[0]
    words = Words(
        f"One of these is needed: {_numbered(left, 'en')}",
        f"ان میں سے ایک ضروری ہے: {_numbered(left, 'ur')}",
    )
    reasons = _all_of(left)
    fields = frozenset[str]().union(*(reason.fields for reason in reasons))
    structures = frozenset[str]().union(*(reason.structures for reason in reasons))
    return (Reason("one_of", words, fields, structures),)


def _numbered(alternatives: tuple[Reasons, ...], language: str) -> str:
    return " ".join(
        f"({number}) " + " ".join(reason.words.in_(language) for reason in reasons)
        for number, reasons in enumerate(alternatives, start=1)
    )


def _reason(term: Term, wanted: bool, view: View, labels: Labels) -> Reason:
    match term:
        case Finished(name, every):
            words = reason_words.finished(every, wanted, view.finished(name), labels.children(name))
            return Reason("finished", words, structures=frozenset({name}))
        case Consent(purpose):
            words = reason_words.consent(wanted, view.consent(purpose), labels.purpose(purpose))
            return Reason("consent", words)
        case Attempts(op, count):
            needed = op if wanted else reason_words.OPPOSITE[op]
            return Reason("attempts", reason_words.attempts(needed, count, view.attempts))
        case _:
            return _about_field(term, wanted, view, labels)


def _about_field(term: FieldTerm, wanted: bool, view: View, labels: Labels) -> Reason:
    value, label = view.fact(term.field), labels.field(term.field)
    if value is None:
        return record_first(term.field, label)
    code, words = _about_value(term, wanted, value, label, labels)
    return Reason(code, words, frozenset({term.field}))


def _about_value(
    term: FieldTerm, wanted: bool, value: Value, label: Words, labels: Labels
) -> tuple[str, Words]:
    match term:
        case Known():
            return "known", reason_words.must_be_empty(label)
        case Within(_, days) if isinstance(value, date):
            return "within", reason_words.within(wanted, days, value, label)
        case Compare(_, op, bound, kind):
            return "compare", reason_words.compare(
                op if wanted else reason_words.OPPOSITE[op], kind, bound, value, label
            )
        case Includes(name, values):
            return "includes", reason_words.includes(wanted, _options(name, values, labels), label)
        case Is(name, values, positive) if isinstance(value, str):
            chosen = labels.option(name, value)
            return "is", reason_words.is_(
                wanted is positive, _options(name, values, labels), chosen, label
            )
        case _:
            return "yes_no", reason_words.yes_no(value is not True, label)


def _options(field_id: str, options: tuple[str, ...], labels: Labels) -> Words:
    return reason_words.either(labels.option(field_id, option) for option in options)
