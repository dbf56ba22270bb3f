"""What a workflow has to do with others: its children, and the decision tables that fill fields."""

from workflow.definition.definition import ChildRule, DecisionRule, Path
from workflow.definition.fields import FieldType, Kind
from workflow.definition.model import Child
from workflow.definition.naming import Names


def children(names: Names) -> dict[str, ChildRule]:
    """The children, each with the field it is opened for."""
    rules = {}
    for name, child in names.file.children.items():
        _check_items(names, ("children", name), child)
        rules[name] = ChildRule(
            id=name,
            words=child.words,
            workflow=child.workflow,
            for_each=child.for_each or "",
            item=child.item or "",
            class_=child.class_,
            outlives=child.outlives,
        )
    return rules


def _check_items(names: Names, path: Path, child: Child) -> None:
    """`item` says where a chosen option goes; the fields of a list item keep their names."""
    each: FieldType | None = None
    if child.for_each is not None:
        here = (*path, "for_each")
        names.field(here, child.for_each)
        kinds = (Kind.CHOICES, Kind.LIST)
        names.of_kind(here, child.for_each, kinds, "A child is opened for each item")
        each = names.fields.get(child.for_each)
        if each is None:
            return
    if (each is not None and each.kind is Kind.CHOICES) != (child.item is not None):
        names.wrong(
            path,
            "L008",
            'A child has "item" exactly when it is opened for each choice of a field.',
            'Name in "item" the field of the child that receives the choice, or remove it.',
        )


def decisions(names: Names) -> dict[str, DecisionRule]:
    """The decision tables that fill fields of the case."""
    rules = {}
    for name, rule in names.file.decisions.items():
        path: Path = ("decisions", name)
        names.field((*path, "as_of"), rule.as_of)
        names.of_kind((*path, "as_of"), rule.as_of, (Kind.DATE,), "A table applies as of a date")
        for word, columns in (("inputs", rule.inputs), ("gives", rule.gives)):
            for column, field in columns.items():
                names.field((*path, word, column), field)
        rules[name] = DecisionRule(name, rule.table, rule.as_of, rule.inputs, rule.gives)
    return rules
