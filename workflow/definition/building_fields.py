"""From written fields to fields with their types and options."""

from collections.abc import Mapping

from workflow.definition.definition import FieldInfo, Path
from workflow.definition.fields import FieldType, Kind
from workflow.definition.model import CaseField, FieldItem
from workflow.definition.naming import Names
from workflow.definition.words import Words
from workflow.definition.written import Labelled

#: The options that stand for all districts, known to every workflow.
DISTRICTS = "districts"
Lists = Mapping[str, Mapping[str, Words]]
_CHOICES = (Kind.CHOICE, Kind.CHOICES)


def labels(written: Mapping[str, Labelled]) -> dict[str, Words]:
    """What each of them is called."""
    return {name: label.words for name, label in written.items()}


def build_fields(names: Names, districts: Mapping[str, Words]) -> dict[str, FieldInfo]:
    """The fields of the case file; from here on `names` knows their types."""
    filled = {
        field: decision
        for decision, rule in names.file.decisions.items()
        for field in rule.gives.values()
    }
    lists = _lists(names, districts)
    fields = {
        name: _field(names, name, written, lists, computed_by=filled.get(name, ""))
        for name, written in names.file.fields.items()
    }
    names.fields.update({name: info.type for name, info in fields.items()})
    return fields


def _field(
    names: Names,
    name: str,
    written: CaseField,
    lists: Lists,
    *,
    computed_by: str,
) -> FieldInfo:
    path: Path = ("fields", name)
    items = {
        item: _item(names, (*path, "items", item), item, inner, lists)
        for item, inner in (written.items or {}).items()
    }
    if (written.type is Kind.LIST) != bool(items):
        names.wrong(
            path,
            "L008",
            'A field has "items" exactly when its type is list.',
            'Add "items", or choose another type.',
        )
    options = _options(names, path, written, lists)
    types = {item: info.type for item, info in items.items()}
    return FieldInfo(
        id=name,
        words=written.words,
        type=FieldType(written.type, tuple(options), types),
        class_=written.class_,
        options=options,
        items=items,
        computed_by=computed_by,
    )


def _item(names: Names, path: Path, name: str, written: FieldItem, lists: Lists) -> FieldInfo:
    if written.type is Kind.LIST:
        names.wrong(
            path, "L009", "A list cannot hold another list.", "Choose another type for this field."
        )
    options = _options(names, path, written, lists)
    type_ = FieldType(written.type, tuple(options))
    return FieldInfo(name, written.words, type_, written.class_, options)


def _options(names: Names, path: Path, written: FieldItem, lists: Lists) -> Mapping[str, Words]:
    if isinstance(written.options, str):
        options = lists.get(names.known((*path, "options"), written.options, lists, "list"), {})
    else:
        options = labels(written.options or {})
    if (written.type in _CHOICES) != bool(written.options):
        names.wrong(
            path,
            "L008",
            'A field has "options" exactly when its type is choice or choices.',
            'Add "options", or choose another type.',
        )
    return options


def _lists(names: Names, districts: Mapping[str, Words]) -> Lists:
    lists: dict[str, Mapping[str, Words]] = {k: labels(v) for k, v in names.file.lists.items()}
    return lists | {DISTRICTS: districts} if districts else lists
