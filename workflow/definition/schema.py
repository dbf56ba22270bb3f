"""JSON Schemas of the files, by which an editor completes words and underlines the unknown ones.

They are made from the written models and say less than the reader does: an editor sees YAML with
its own types, and knows nothing of what one name has to do with another.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from workflow.definition.calendar_files import CalendarFile
from workflow.definition.districts import DistrictsFile
from workflow.definition.model import CommonFile, OverlayFile, WorkflowFile
from workflow.definition.table_files import TableFile
from workflow.definition.written import Written

Json = dict[str, Any]
Value = TypeVar("Value")

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_MODELS: Mapping[str, type[Written]] = {
    "workflow": WorkflowFile,
    "common": CommonFile,
    "calendar": CalendarFile,
    "table": TableFile,
    "districts": DistrictsFile,
}
#: Words that pydantic adds and no editor shows.
_NOISE = frozenset({"title", "default"})


def schema(kind: str) -> Json:
    """The schema of a kind of file: workflow, overlay, common, calendar, table or districts."""
    return _overlay() if kind == "overlay" else schema_of(_MODELS[kind], kind)


def schema_of(model: type[Written], kind: str) -> Json:
    """The schema of a file with that model."""
    made = _everywhere(_plainly, model.model_json_schema(by_alias=True))
    return {"$schema": _DRAFT, "title": f"Humrah: {kind}", **made}


def _overlay() -> Json:
    """Any part of a workflow may be written, none must be; but the overlay says what it is."""
    parts = _everywhere(_optional, schema_of(WorkflowFile, "overlay"))
    head = schema_of(OverlayFile, "overlay")
    return {
        **parts,
        "description": head["description"],
        "properties": {**parts["properties"], **head["properties"]},
        "required": head["required"],
        "$defs": {**parts["$defs"], **head["$defs"]},
    }


def _everywhere(change: Callable[[Json], Json], value: Value) -> Value:
    """The value with every map in it changed, from the inside out."""
    found: Any = value
    if isinstance(found, dict):
        found = change({key: _everywhere(change, inner) for key, inner in found.items()})
    elif isinstance(found, list):
        found = [_everywhere(change, inner) for inner in found]
    return found  # type: ignore[no-any-return]


def _plainly(part: Json) -> Json:
    """What pydantic says, without what no editor shows and no file may hold.

    A property may be called `title`, and then it is a map. Nothing is ever null.
    """
    kept = {
        key: inner
        for key, inner in part.items()
        if key not in _NOISE or (key == "title" and isinstance(inner, dict))
    }
    if "patternProperties" in kept:
        kept["additionalProperties"] = False
    either = [inner for inner in kept.pop("anyOf", []) if inner != {"type": "null"}]
    if len(either) == 1:
        return {**kept, **either[0]}
    return {**kept, "anyOf": either} if either else kept


def _optional(part: Json) -> Json:
    """A part of a workflow as an overlay may write it: in part, and placed `after` another."""
    if not isinstance(part.get("properties"), dict):
        return part
    kept = {key: inner for key, inner in part.items() if key != "required"}
    return {**kept, "properties": {**part["properties"], "after": {"type": "string"}}}
