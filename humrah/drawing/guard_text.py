"""A guard as an administrator would write it, for pictures and exports."""

from datetime import date

from workflow.definition.fields import Kind
from workflow.definition.guards import (
    And,
    Attempts,
    Compare,
    Consent,
    Finished,
    Guard,
    Includes,
    Is,
    Known,
    Not,
    Or,
    Within,
    Yes,
)


def guard_text(guard: Guard) -> str:
    """The text that the grammar reads as this guard.

    >>> guard_text(Or((Is("threat", ("low", "high")), Not(Yes("urgent")))))
    'threat is low or high or not urgent'
    """
    match guard:
        case Not(inner):
            return f"not {_bracketed(inner, And | Or)}"
        case And(parts):
            return " and ".join(_bracketed(part, Or) for part in parts)
        case Or(parts):
            return _either(parts)
        case _:
            return _term(guard)


def _bracketed(guard: Guard, looser: object) -> str:
    text = guard_text(guard)
    return f"({text})" if isinstance(guard, looser) else text  # type: ignore[arg-type]


def _either(parts: tuple[Guard, ...]) -> str:
    """Parts with "or"; a bare field after a list of values would be read as one more of them."""
    texts, after_values = [], False
    for part in parts:
        text = guard_text(part)
        texts.append(f"({text})" if after_values and _begins_with_field(part) else text)
        after_values = _ends_with_values(part)
    return " or ".join(texts)


def _begins_with_field(guard: Guard) -> bool:
    match guard:
        case And(parts) if isinstance(parts[0], Or):
            return False  # it begins with a bracket
        case And(parts) | Or(parts):
            return _begins_with_field(parts[0])
        case _:
            return isinstance(guard, Yes)


def _ends_with_values(guard: Guard) -> bool:
    match guard:
        case Not(And() | Or()):
            return False  # it ends with a bracket
        case Not(inner):
            return _ends_with_values(inner)
        case And(parts) if isinstance(parts[-1], Or):
            return False
        case And(parts) | Or(parts):
            return _ends_with_values(parts[-1])
        case _:
            return isinstance(guard, Is | Includes)


def _term(term: Guard) -> str:  # noqa: C901 - one line for each kind of term
    match term:
        case Yes(field):
            return field
        case Is(field, values, wanted):
            return f"{field} is {'' if wanted else 'not '}{' or '.join(values)}"
        case Includes(field, values):
            return f"{field} includes {' or '.join(values)}"
        case Known(field, wanted):
            return f"{field} is {'' if wanted else 'not '}known"
        case Compare(field, op, value, kind):
            return f"{field} {op} {_literal(kind, value)}"
        case Within(field, days):
            return f"within {days} days of {field}"
        case Finished(name, every):
            return f"{'all' if every else 'any'} {name} finished"
        case Consent(purpose):
            return f"consent for {purpose}"
        case Attempts(op, count):
            return f"attempts {op} {count}"
    raise TypeError(f"{term!r} is no term of a guard.")


def _literal(kind: Kind, value: int | date) -> str:
    if kind is Kind.MONEY:
        return f"PKR {value}"
    return f"{value}%" if kind is Kind.PERCENT else str(value)
