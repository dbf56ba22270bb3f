from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given

from tests.unit.definition.any_guard import TODAY, Seen, cases, guard, guards
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
    Truth,
    Within,
    Yes,
    evaluate,
    fields_read,
    terms,
)


def truth(text: str, **facts: Value) -> Truth:
    return evaluate(guard(text), Seen(facts))


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("x", True, True),
        ("x", False, False),
        ("x is no", False, True),
        ("x is no", True, False),
        ("x is yes or no", True, True),
        ("x is low", "low", True),
        ("x is low", "high", False),
        ("x is low or high", "high", True),
        ("x is not low", "high", True),
        ("x is not low or high", "high", False),
        ("x is yes", "yes", True),
        ("x includes medical", frozenset({"medical", "legal"}), True),
        ("x includes medical or shelter", frozenset({"legal"}), False),
        ("x includes medical", frozenset(), False),
        ("x is known", "", True),
        ("x is not known", "", False),
        ("x = 3", 3, True),
        ("x != 3", 3, False),
        ("x < 3", 2, True),
        ("x < 3", 3, False),
        ("x > 3", 3, False),
        ("x <= 3", 3, True),
        ("x >= 3", 2, False),
        ("x >= 2027-03-08", date(2027, 3, 8), True),
        ("x < 2027-03-08", date(2027, 3, 8), False),
    ],
)
def test_a_term_about_a_known_field_is_true_or_false(
    text: str, value: Value, expected: bool
) -> None:
    assert truth(text, x=value) is expected


@pytest.mark.parametrize(
    "text",
    ["x", "x is low", "x is not low", "x includes medical", "x > 3", "within 3 days of x", "not x"],
)
def test_a_term_about_an_unknown_field_is_unknown(text: str) -> None:
    assert truth(text) is None


def test_whether_a_field_is_known_is_always_known() -> None:
    assert truth("x is known") is False
    assert truth("x is not known") is True


@pytest.mark.parametrize(("days", "expected"), [(-400, True), (0, True), (30, True), (31, False)])
def test_within_counts_local_dates_from_the_field_to_today(days: int, expected: bool) -> None:
    assert truth("within 30 days of x", x=TODAY - timedelta(days=days)) is expected


@pytest.mark.parametrize(
    ("done", "total", "all_", "any_"),
    [(0, 0, True, False), (0, 2, False, False), (1, 2, False, True), (2, 2, True, True)],
)
def test_all_of_none_are_finished_and_any_of_none_is_not(
    done: int, total: int, all_: bool, any_: bool
) -> None:
    seen = Seen(counts={"referrals": (done, total)})
    assert evaluate(guard("all referrals finished"), seen) is all_
    assert evaluate(guard("any referrals finished"), seen) is any_


def test_consent_that_nobody_asked_for_is_unknown() -> None:
    seen = Seen(consents={"sharing": True, "publication": False})
    assert evaluate(guard("consent for sharing"), seen) is True
    assert evaluate(guard("consent for publication"), seen) is False
    assert evaluate(guard("consent for other"), seen) is None


def test_attempts_are_compared_as_they_are_recorded() -> None:
    assert evaluate(guard("attempts >= 3"), Seen(attempts=3)) is True
    assert evaluate(guard("attempts >= 3"), Seen(attempts=2)) is False


def test_the_fields_a_guard_reads_do_not_include_what_it_waits_for() -> None:
    text = "urgent and (within 3 days of day or not x is known) and all tracks finished"
    assert fields_read(guard(f"{text} and consent for sharing and attempts > 2")) == {
        "urgent",
        "day",
        "x",
    }


ORDER: dict[Truth, int] = {False: -1, None: 0, True: 1}
BACK: dict[int, Truth] = {-1: False, 0: None, 1: True}


#: On which sides of the bound a comparison holds.
SIDES = {"=": (0,), "!=": (-1, 1), "<": (-1,), ">": (1,), "<=": (-1, 0), ">=": (0, 1)}


def holds(op: str, value: Any, bound: Any) -> bool:
    return (value > bound) - (value < bound) in SIDES[op]


def naively(found: Guard, seen: Seen) -> Truth:
    """The truth by the book: and is the least, or the greatest, not the opposite."""
    match found:
        case Not(inner):
            return BACK[-ORDER[naively(inner, seen)]]
        case And(parts):
            return BACK[min(ORDER[naively(part, seen)] for part in parts)]
        case Or(parts):
            return BACK[max(ORDER[naively(part, seen)] for part in parts)]
        case Finished(name, every):
            done, total = seen.finished(name)
            return total - done == 0 if every else done >= 1
        case Consent(purpose):
            return seen.consents.get(purpose)
        case Attempts(op, count):
            return holds(op, seen.attempts, count)
        case _:
            return naively_about_field(found, seen.facts.get(found.field), seen.today)


def naively_about_field(term: FieldTerm, value: Any, today: date) -> Truth:
    if isinstance(term, Known):
        return (value is not None) == term.wanted
    if value is None:
        return None
    match term:
        case Yes():
            return bool(value)
        case Is(_, values, wanted):
            answer = ("yes" if value else "no") if isinstance(value, bool) else value
            return (answer in values) == wanted
        case Includes(_, values):
            return any(option in value for option in values)
        case Within(_, days):
            return bool(today <= value + timedelta(days=days))
        case Compare(_, op, bound):
            return holds(op, value, bound)


@given(guards(), cases())
def test_a_guard_is_worth_what_its_parts_are_worth(found: Guard, seen: Seen) -> None:
    assert evaluate(found, seen) is naively(found, seen)


@given(guards(), guards(), cases())
def test_the_laws_of_kleene_hold(one: Guard, other: Guard, seen: Seen) -> None:
    def worth(found: Guard) -> Truth:
        return evaluate(found, seen)

    assert worth(Not(Not(one))) is worth(one)
    assert worth(And((one, one))) is worth(one) is worth(Or((one, one)))
    assert worth(And((one, other))) is worth(And((other, one)))
    assert worth(Or((one, other))) is worth(Or((other, one)))
    assert worth(Not(And((one, other)))) is worth(Or((Not(one), Not(other))))
    assert worth(Not(Or((one, other)))) is worth(And((Not(one), Not(other))))
    assert worth(And((one, Or((one, other))))) is worth(one)


@given(guards(), cases())
def test_learning_more_never_turns_yes_into_no(found: Guard, seen: Seen) -> None:
    """Except where the guard asks whether something is known, unknown is only ever settled."""
    assume(not any(isinstance(term, Known) for term in terms(found)))
    before = evaluate(found, Seen({}, seen.counts, seen.consents, seen.attempts, seen.today))
    assert before is None or before is evaluate(found, seen)
