"""Whether a guard fits the fields it speaks of: G203, and L001 for a name that does not exist.

A guard that passes here can be evaluated for any case of that workflow without a surprise.
"""

from collections.abc import Collection, Iterator, Mapping

from workflow.definition.fields import COUNTED, FieldType, Kind
from workflow.definition.guards import (
    Attempts,
    Compare,
    Consent,
    FieldTerm,
    Finished,
    Guard,
    Includes,
    Is,
    Known,
    Term,
    Within,
    Yes,
    terms,
)
from workflow.definition.problems import Mark, Problem
from workflow.definition.spelling import did_you_mean

_YES_NO = ("yes", "no")
#: How a field of each kind is asked about.
_ASK_IT: Mapping[Kind, str] = {
    Kind.YESNO: 'Write "{0}", "not {0}" or "{0} is known".',
    Kind.CHOICE: 'Write "{0} is …" with one of its values, or "{0} is known".',
    Kind.CHOICES: 'Write "{0} includes …" with one of its values, or "{0} is known".',
    Kind.NUMBER: 'Write "{0} >= 40", or "{0} is known".',
    Kind.PERCENT: 'Write "{0} >= 40%", or "{0} is known".',
    Kind.MONEY: 'Write "{0} >= PKR 100000", or "{0} is known".',
    Kind.DATE: 'Write "within 30 days of {0}", "{0} < 2027-03-08" or "{0} is known".',
}
_ONLY_KNOWN = 'Write "{0} is known" or "{0} is not known".'
_A = {
    Kind.TEXT: "a text",
    Kind.CHOICE: "a choice",
    Kind.CHOICES: "a choice of several",
    Kind.YESNO: "a yes/no question",
    Kind.DATE: "a date",
    Kind.INSTANT: "an instant",
    Kind.NUMBER: "a number",
    Kind.PERCENT: "a percentage",
    Kind.MONEY: "an amount of money",
    Kind.PHONE: "a phone number",
    Kind.IDENTITY_NUMBER: "an identity number",
    Kind.LIST: "a list",
}

#: What is wrong, and what to do; at which place follows from the term.
Finding = tuple[str, str, str]


def check_types(
    guard: Guard,
    *,
    fields: Mapping[str, FieldType],
    names: Collection[str],
    purposes: Collection[str],
    mark: Mark,
) -> tuple[Problem, ...]:
    """All that does not fit, in the order of the text.

    `names` are those of tracks and children that `all … finished` may mention; `mark` is where the
    text of the guard begins.
    """
    return tuple(
        Problem(Mark(mark.file, mark.line, mark.column + term.at), code, text, help_)
        for term in terms(guard)
        for code, text, help_ in _findings(term, fields, names, purposes)
    )


def _findings(
    term: Term,
    fields: Mapping[str, FieldType],
    names: Collection[str],
    purposes: Collection[str],
) -> Iterator[Finding]:
    match term:
        case Finished(name):
            yield from _declared("track or child", name, names)
        case Consent(purpose):
            yield from _declared("purpose", purpose, purposes)
        case Attempts():
            pass
        case _:
            found = fields.get(term.field)
            if found is None:
                yield from _declared("field", term.field, fields)
            else:
                yield from _misfits(term, found)


def _declared(kind: str, name: str, known: Collection[str]) -> Iterator[Finding]:
    if name not in known:
        yield "L001", f'There is no {kind} "{name}".', did_you_mean(name, known)


def _misfits(term: FieldTerm, type_: FieldType) -> Iterator[Finding]:
    match term:
        case Known():
            pass
        case Yes():
            yield from _asked_rightly(term, type_, (Kind.YESNO,), "with its name alone")
        case Is(_, values) if type_.kind is Kind.YESNO:
            yield from _unknown_values(term, values, _YES_NO)
        case Is(_, values):
            yield from _asked_rightly(term, type_, (Kind.CHOICE,), 'with "is"', values)
        case Includes(_, values):
            yield from _asked_rightly(term, type_, (Kind.CHOICES,), 'with "includes"', values)
        case Within():
            yield from _asked_rightly(term, type_, (Kind.DATE,), 'with "within … days of"')
        case _:
            yield from _comparable(term, type_)


def _asked_rightly(
    term: FieldTerm,
    type_: FieldType,
    kinds: Collection[Kind],
    how: str,
    values: tuple[str, ...] = (),
) -> Iterator[Finding]:
    if type_.kind in kinds:
        yield from _unknown_values(term, values, type_.options)
    else:
        text = f'"{term.field}" is {_A[type_.kind]} and cannot be asked {how}.'
        yield "G203", text, _ASK_IT.get(type_.kind, _ONLY_KNOWN).format(term.field)


def _unknown_values(
    term: FieldTerm, values: tuple[str, ...], options: tuple[str, ...]
) -> Iterator[Finding]:
    for value in values:
        if value not in options:
            text = f'"{value}" is not a value of "{term.field}".'
            help_ = f"Its values are {', '.join(options)}."
            # After "is" or "includes", `or` goes on with the values: see grammar.py.
            other = f' If "{value}" is a field, write "or ({value})".' if value != values[0] else ""
            yield "G203", text, help_ + other


def _comparable(term: Compare, type_: FieldType) -> Iterator[Finding]:
    """A bare number compares with any figure; PKR, % and dates only with their own kind."""
    kinds = COUNTED if term.kind is Kind.NUMBER else (term.kind,)
    yield from _asked_rightly(term, type_, kinds, f"with {_A[term.kind]}")
