"""From a tree of nodes to one of the written models, each complaint at its place in the file."""

from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workflow.definition.problems import DefinitionInvalid, Mark, Problem
from workflow.definition.reader import List, Map, Node, Path, Text, key_mark_at, mark_at, plain
from workflow.definition.spelling import did_you_mean
from workflow.definition.written import Written

Model = TypeVar("Model", bound=Written)

_KEY = "[key]"


def read_model(model: type[Model], tree: Map) -> Model:
    """The tree as one of the written models.

    Raises:
        DefinitionInvalid: with every word that is unknown, missing or unfit, each at its place.
    """
    try:
        return model.model_validate(plain(tree))
    except ValidationError as bad:
        raise DefinitionInvalid([_problem(model, tree, error) for error in bad.errors()]) from None


def where(tree: Node, path: Path) -> Mark:
    """Where a text stands, or the name of a map or list; as far as the path leads."""
    node = tree
    for part in path:
        below = _below(node, part)
        if below is None:
            break
        node = below
    return (mark_at if isinstance(node, Text) else key_mark_at)(tree, path)


def _below(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Map):
        entry = node.entries.get(str(part))
        return entry.node if entry else None
    return node.items[int(part)] if isinstance(node, List) and int(part) < len(node.items) else None


def _problem(model: type[Written], tree: Map, error: ErrorDetails) -> Problem:
    path = tuple(part for part in error["loc"] if part != _KEY)
    name = path[-1] if path else ""
    if error["type"] == "extra_forbidden":
        return Problem(
            key_mark_at(tree, path),
            "L001",
            f'"{name}" is not a word of the language here.',
            did_you_mean(str(name), words_of(model, path[:-1])),
        )
    if error["type"] == "missing":
        return Problem(
            where(tree, path[:-1]), "L008", f'"{name}" is missing here.', f'Add "{name}: …".'
        )
    mark = key_mark_at(tree, path) if _KEY in error["loc"] else mark_at(tree, path)
    return Problem(mark, "L009", _plainly(error), "Correct it here.")


def _plainly(error: ErrorDetails) -> str:
    """Pydantic's own messages in the words of an administrator; ours as they are."""
    if error["type"] == "literal_error":
        return f'"{error["input"]}" is not possible here; possible are {error["ctx"]["expected"]}.'
    if error["type"] == "enum":
        return f'"{error["input"]}" is not possible here; possible are {error["ctx"]["expected"]}.'
    if error["type"] in ("model_type", "dict_type", "model_attributes_type"):
        return 'Here a map is expected: indented lines of "word: value".'
    if error["type"] == "tuple_type":
        return 'Here a list is expected: "[one, two]", or lines beginning with "- ".'
    return error["msg"].removeprefix("Value error, ")


def words_of(model: type[Written], path: tuple[str | int, ...]) -> tuple[str, ...]:
    """The words that the map at that path of a model may hold."""
    here: Any = model
    for part in path:
        here = _inside(here, part)
    written = _as_model(here)
    if written is None:
        return ()
    return tuple(info.alias or name for name, info in written.model_fields.items())


def _as_model(kind: Any) -> type[BaseModel] | None:
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return next((o for o in options if isinstance(o, type) and issubclass(o, BaseModel)), None)


def _inside(kind: Any, part: str | int) -> Any:
    """The type of what stands under `part` in a value of type `kind`; None when nothing may."""
    while get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    model = _as_model(kind)
    if model is not None:
        named = {info.alias or name: info.annotation for name, info in model.model_fields.items()}
        return named.get(str(part))
    if get_origin(kind) in (Union, UnionType):
        return next((found for o in get_args(kind) if (found := _inside(o, part))), None)
    if get_origin(kind) is dict:
        return get_args(kind)[1]
    return get_args(kind)[0] if get_origin(kind) is tuple else None
