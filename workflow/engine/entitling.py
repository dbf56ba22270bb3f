"""Figures from decision tables, taken again whenever something they rest on changes."""

from collections.abc import Iterable
from datetime import date

from workflow.definition.definition import DecisionRule
from workflow.engine.entitlement import Entitlement, NoEntitlement, Why, first_of
from workflow.engine.entries import Entitled, NotKnown
from workflow.engine.turn import Turn


def entitle(turn: Turn, written: Iterable[str]) -> tuple[str, ...]:
    """Take every figure anew that rests on the fields just written; the fields it fills."""
    names = frozenset(written)
    filled: list[str] = []
    for rule in turn.definition.decisions.values():
        if rule.as_of in names or not names.isdisjoint(_columns(turn, rule).values()):
            filled += _take(turn, rule)
    return tuple(filled)


def _columns(turn: Turn, rule: DecisionRule) -> dict[str, str]:
    """The field that fills each column; a column without a mapping has the field of its name."""
    table = turn.rules.tables[rule.table]
    return {column: rule.inputs.get(column, column) for column in table.inputs}


def _take(turn: Turn, rule: DecisionRule) -> tuple[str, ...]:
    day = turn.case.value(rule.as_of)
    if not isinstance(day, date):
        return ()
    facts = {c: turn.view.fact(f) for c, f in _columns(turn, rule).items()}
    named = (turn.case.package, rule.table)
    known = [turn.rules.tables[name] for name in named if name in turn.rules.tables]
    tables = tuple(table.known(turn.view.today) for table in known)
    found = first_of(tables, as_of=day, facts=facts)
    values = {field: _value(found, column) for column, field in rule.gives.items()}
    if all(turn.case.facts.get(field) == value for field, value in values.items()):
        return ()
    turn.note(_entry(turn, rule, found, values))
    return tuple(values)


def _value(found: Entitlement | NoEntitlement, column: str) -> object:
    """What a field holds now; None where an input is missing, so that no old figure stays."""
    if isinstance(found, Entitlement):
        return found.values[column]
    if found.why is Why.UNKNOWN:
        return None
    return NotKnown(" ".join(reason.words.en for reason in found.reasons))


def _entry(
    turn: Turn,
    rule: DecisionRule,
    found: Entitlement | NoEntitlement,
    values: dict[str, object],
) -> Entitled:
    return Entitled(
        at=turn.now,
        by=turn.person.id,
        decision=rule.id,
        table=found.table,
        edition=found.edition,
        edition_hash=found.edition_hash,
        row=found.row,
        legal_basis=tuple(basis.id for basis in found.legal_basis),
        unverified=found.unverified,
        values=values,
    )
