"""What a workflow names in other files: its calendar, decision tables and child workflows.

Whether these exist, and whether what is handed to them fits their fields.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from workflow.definition.definition import ChildRule, DecisionRule, Definition, FieldInfo, Path
from workflow.definition.fields import FieldType, Kind
from workflow.definition.problems import Problem
from workflow.definition.reader import Map
from workflow.definition.reading import where
from workflow.definition.spelling import did_you_mean
from workflow.definition.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Around:
    """What exists in the other files; None stands for what exists and has errors of its own."""

    calendars: Collection[str]
    tables: Mapping[str, Table | None]
    workflows: Mapping[str, Definition | None]


def definition_for(known: Collection[str], workflow: str, overlay: str) -> str:
    """The key of the definition that a case of a province takes: its overlay's, or the national.

    >>> definition_for(["referral", "claim", "claim/punjab"], "claim", "punjab")
    'claim/punjab'
    """
    with_overlay = f"{workflow}/{overlay}"
    return with_overlay if with_overlay in known else workflow


def check_references(definition: Definition, tree: Map, around: Around) -> Iterator[Problem]:
    """Everything a built workflow names elsewhere that is not there or does not fit."""
    check = _References(definition, tree, around)
    yield from check.known(("calendar",), definition.calendar, around.calendars, "calendar")
    for rule in definition.decisions.values():
        yield from check.decision(rule)
    for child in definition.children.values():
        yield from check.child(child)


@dataclass(frozen=True, slots=True)
class _References:
    definition: Definition
    tree: Map
    around: Around

    def wrong(self, path: Path, code: str, text: str, help_: str) -> Problem:
        return Problem(where(self.tree, path), code, text, help_)

    def known(self, path: Path, name: str, known: Collection[str], kind: str) -> Iterator[Problem]:
        if name not in known:
            text = f'There is no {kind} "{name}".'
            yield self.wrong(path, "L001", text, did_you_mean(name, known))

    def decision(self, rule: DecisionRule) -> Iterator[Problem]:
        path: Path = ("decisions", rule.id)
        yield from self.known((*path, "table"), rule.table, self.around.tables, "decision table")
        table = self.around.tables.get(rule.table)
        if table is None:
            return
        yield from self._columns(path, rule, table)
        for name, column in table.inputs.items():
            field = rule.inputs.get(name, name)
            yield from self._input((*path, "inputs", name), column, name, field)
        for name, field in rule.gives.items():
            if name in table.gives:
                yield from self._given((*path, "gives", name), table.gives[name].type, name, field)

    def _columns(self, path: Path, rule: DecisionRule, table: Table) -> Iterator[Problem]:
        for word, written, columns in (
            ("inputs", rule.inputs, table.inputs),
            ("gives", rule.gives, table.gives),
        ):
            for name in written:
                here = (*path, word, name)
                yield from self.known(here, name, columns, f'column in "{rule.table}"')

    def _input(self, path: Path, column: Column, name: str, field: str) -> Iterator[Problem]:
        found = self.definition.fields.get(field)
        if found is None:
            text = f'The table needs "{name}", and there is no field of that name.'
            yield self.wrong(path, "L001", text, f'Write "inputs: {{{name}: FIELD}}".')
        else:
            yield from self._fits(path, found.type, column.type, f'The field "{field}"', name)

    def _given(self, path: Path, column: FieldType, name: str, field: str) -> Iterator[Problem]:
        yield from self._fits(
            path, column, self.definition.fields[field].type, f'The column "{name}"', field
        )

    def _fits(
        self, path: Path, from_: FieldType, to: FieldType, what: str, name: str
    ) -> Iterator[Problem]:
        """Every value of one type must be a value of the other."""
        if from_.kind != to.kind:
            text = f'{what} is of type {from_.kind}, but "{name}" of type {to.kind}.'
            yield self.wrong(path, "L009", text, "Give both the same type.")
        elif more := [o for o in from_.options if o not in to.options]:
            text = f'{what} may be {", ".join(more)}, which "{name}" does not know.'
            yield self.wrong(path, "L009", text, "Give both the same options.")

    def child(self, rule: ChildRule) -> Iterator[Problem]:
        path: Path = ("children", rule.id)
        workflows = self.around.workflows
        yield from self.known((*path, "workflow"), rule.workflow, workflows, "workflow")
        key = definition_for(workflows, rule.workflow, self.definition.overlay)
        child = workflows.get(key)
        if child is None:
            return
        for name in child.receives:
            yield from self._received((*path, "workflow"), child, name)
        if rule.for_each:
            yield from self._each(path, rule, child, self.definition.fields[rule.for_each])

    def _received(self, path: Path, child: Definition, name: str) -> Iterator[Problem]:
        mine = self.definition.fields.get(name)
        if mine is None:
            text = f'"{child.workflow}" receives "{name}", which is no field here.'
            yield self.wrong(path, "L001", text, did_you_mean(name, self.definition.fields))
        else:
            yield from self._fits(
                path, mine.type, child.fields[name].type, f'The field "{name}"', child.workflow
            )

    def _each(
        self, path: Path, rule: ChildRule, child: Definition, each: FieldInfo
    ) -> Iterator[Problem]:
        if each.type.kind is Kind.CHOICES:
            here = (*path, "item")
            yield from self.known(here, rule.item, child.fields, f'field in "{child.workflow}"')
            if rule.item in child.fields:
                one = FieldType(Kind.CHOICE, each.type.options)
                to = child.fields[rule.item].type
                yield from self._fits(here, one, to, f'An item of "{each.id}"', rule.item)
        for name, item in each.items.items():
            if name in child.fields:
                here = (*path, "for_each")
                what = f'"{name}" of an item'
                yield from self._fits(here, item.type, child.fields[name].type, what, name)
