"""The children of a case: opened where a place runs them, and for each item that comes later."""

from workflow.definition.definition import ENDED, MAIN, ChildRule
from workflow.definition.fields import Kind
from workflow.engine.decision import ChildToOpen
from workflow.engine.entries import ChildOpened
from workflow.engine.turn import Turn

Facts = dict[str, object]


def run_children(turn: Turn, rule: ChildRule) -> None:
    """Open what a place runs when it is entered: one for each item, or one if none is open."""
    siblings = [child for child in turn.case.children.values() if child.child == rule.id]
    if rule.for_each or all(child.outcome for child in siblings):
        open_children(turn, rule)


def open_children(turn: Turn, rule: ChildRule) -> None:
    """Open the children that are missing: one for each item, or one more."""
    if rule.for_each:
        _open_for_items(turn, rule)
        return
    count = sum(1 for child in turn.case.children.values() if child.child == rule.id)
    _open(turn, rule, str(count + 1), "", {})


def _open_for_items(turn: Turn, rule: ChildRule) -> None:
    """Open a child for each item that has none, or whose child only ended with this case."""
    for item, facts in _items(turn, rule).items():
        past = [c for c in turn.case.children.values() if (c.child, c.item) == (rule.id, item)]
        if all(child.outcome == ENDED for child in past):
            name = f"{item}.{len(past) + 1}" if past else item
            _open(turn, rule, name, item, facts)


def open_missing(turn: Turn) -> None:
    """Open again what ended with a case that has been opened again."""
    for place in turn.open_places():
        for scope in place.within:
            for child in turn.definition.scopes[scope].runs:
                rule = turn.definition.children[child]
                outcomes = [c.outcome for c in turn.case.children.values() if c.child == child]
                if rule.for_each or outcomes[-1:] == [ENDED]:
                    open_children(turn, rule)


def items_changed(turn: Turn, field: str) -> None:
    """Open the children that a later item asks for, where their place is occupied."""
    for place in turn.open_places():
        for scope in place.within:
            for child in turn.definition.scopes[scope].runs:
                rule = turn.definition.children[child]
                if rule.for_each == field:
                    _open_for_items(turn, rule)


def _items(turn: Turn, rule: ChildRule) -> dict[str, Facts]:
    field = turn.definition.fields[rule.for_each]
    if field.type.kind is Kind.LIST:
        return {k: dict(v) for k, v in turn.case.lists.get(rule.for_each, {}).items()}
    chosen = turn.case.value(rule.for_each)
    if not isinstance(chosen, frozenset):
        return {}
    in_order = [option for option in field.options if option in chosen]
    return {option: {rule.item: option} for option in in_order}


def _open(turn: Turn, rule: ChildRule, name: str, item: str, facts: Facts) -> None:
    key = f"{rule.id}/{name}"
    turn.note(ChildOpened(turn.now, turn.person.id, rule.id, key, item))
    turn.opens.append(
        ChildToOpen(
            workflow=rule.workflow,
            key=key,
            department=turn.department_of(MAIN),
            officer=turn.case.assigned.get(MAIN, ""),
            facts=turn.case.facts,
            item=facts,
        )
    )
