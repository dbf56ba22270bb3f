from datetime import date

import pytest
from hypothesis import given

from humrah.drawing.guard_text import guard_text
from tests.unit.definition.any_guard import MARK, guards
from workflow.definition.fields import Kind
from workflow.definition.grammar import parse
from workflow.definition.guards import And, Attempts, Compare, Consent, Guard, Is, Not, Op, Or, Yes

URGENT, LOW = Yes("urgent"), Is("threat", ("low",))


def flat(guard: Guard) -> Guard:
    """The guard as the grammar builds it, with no "and" directly in another."""
    match guard:
        case Not(inner):
            return Not(flat(inner))
        case And(parts) | Or(parts):
            kind = type(guard)
            joined = [p.parts if isinstance(p, kind) else (p,) for p in map(flat, parts)]
            return kind(tuple(part for some in joined for part in some))
        case _:
            return guard


@given(guards())
def test_a_guard_is_written_as_it_is_read(guard: Guard) -> None:
    assert parse(guard_text(guard), MARK) == flat(guard)


@pytest.mark.parametrize(
    ("guard", "text"),
    [
        (Or((LOW, URGENT)), "threat is low or (urgent)"),
        (Or((LOW, And((URGENT, LOW)))), "threat is low or (urgent and threat is low)"),
        (Or((Not(LOW), URGENT)), "not threat is low or (urgent)"),
        (And((Or((URGENT, LOW)), LOW)), "(urgent or threat is low) and threat is low"),
        (Not(And((URGENT, LOW))), "not (urgent and threat is low)"),
        (Compare("amount", Op.AT_LEAST, 500_000, Kind.MONEY), "amount >= PKR 500000"),
        (Compare("disability", Op.LESS, 40, Kind.PERCENT), "disability < 40%"),
        (Compare("died_on", Op.MORE, date(2027, 3, 8), Kind.DATE), "died_on > 2027-03-08"),
        (Consent("sharing"), "consent for sharing"),
        (Attempts(Op.AT_LEAST, 3), "attempts >= 3"),
    ],
)
def test_a_guard_has_the_brackets_it_needs_and_its_literals_as_written(
    guard: Guard, text: str
) -> None:
    assert guard_text(guard) == text
    assert parse(text, MARK) == guard
