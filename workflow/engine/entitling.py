"""Figures from decision tables, taken again whenever something they rest on changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from workflow.definition.definition import DecisionRule
from workflow.definition.tables import Table
from workflow.engine.entitlement import Entitlement, NoEntitlement, Why, first_of
from workflow.engine.entries import Entitled, NotKnown
from workflow.engine.turn import Turn


def entitle(turn: Turn, written: Iterable[str]) -> tuple[str, ...]:
    """Take every figure anew that rests on the fields just written; the fields it fills."""
    names = frozenset(written)
    filled: list[str] = []
    for rule in turn.definition.decisions.values():
        tables = _tables(turn, rule)
        if rule.as_of in names or not names.isdisjoint(_inputs(rule, tables).values()):
            filled += _take(turn, rule, tables)
    return tuple(filled)


def _tables(turn: Turn, rule: DecisionRule) -> tuple[Table, ...]:
    """The table of the rule, and before it the package of the incident if it gives the same."""
    package = turn.rules.tables.get(turn.case.package)
    found: tuple[Table, ...] = (turn.rules.tables[rule.table],)
    if package is not None and rule.gives.keys() <= package.gives.keys():
        found = (package, *found)
    return tuple(table.known(turn.view.today) for table in found)


def _inputs(rule: DecisionRule, tables: tuple[Table, ...]) -> dict[str, str]:
    """The field that fills each column; a column without a mapping has the field of its name."""
    return {column: rule.inputs.get(column, column) for table in tables for column in table.inputs}


def _take(turn: Turn, rule: DecisionRule, tables: tuple[Table, ...]) -> tuple[str, ...]:
    found = _found(turn, rule, tables)
    values = {field: _value(found, column) for column, field in rule.gives.items()}
    entry = _entry(turn, rule, found, values)
    if _says_nothing_new(entry, turn.case.entitled.get(rule.id)):
        return ()
    turn.note(entry)
    return tuple(values)


def _says_nothing_new(entry: Entitled, last: Entitled | None) -> bool:
    if last is None:
        return all(value is None for value in entry.values.values())
    return entry == replace(last, at=entry.at, by=entry.by)


def _found(
    turn: Turn, rule: DecisionRule, tables: tuple[Table, ...]
) -> Entitlement | NoEntitlement:
    day = turn.case.value(rule.as_of)
    if not isinstance(day, date):
        return NoEntitlement(rule.table, Why.UNKNOWN, ())
    facts = {column: turn.view.fact(field) for column, field in _inputs(rule, tables).items()}
    return first_of(tables, as_of=day, facts=facts)


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
