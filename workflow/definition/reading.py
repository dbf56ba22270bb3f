"""From a tree of nodes to one of the written models, each complaint at its place in the file."""

from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workflow.definition.characters import shown
from workflow.definition.problems import DefinitionInvalid, Mark, Problem
from workflow.definition.reader import List, Map, Node, Path, Text, key_mark_at, mark_at, plain
from workflow.definition.spelling import did_you_mean
from workflow.definition.written import Written

Model = TypeVar("Model", bound=Written)

_KEY = "[key]"
_UNKNOWN = "extra_forbidden"


def read_model(model: type[Model], tree: Map) -> Model:
    """The tree as one of the written models.

    Raises:
        DefinitionInvalid: with every word that is unknown, missing or unfit, each at its place.
    """
    found, problems = read_known(model, tree)
    if found is None or problems:
        raise DefinitionInvalid(problems)
    return found


def read_known(model: type[Model], tree: Map) -> tuple[Model | None, tuple[Problem, ...]]:
    """What the tree comes to without the words that are unknown, and every complaint.

    None if something else is wrong too. So a misspelt word does not hide what else is to be found.
    """
    written: Any = plain(tree)
    problems: list[Problem] = []
    while True:
        try:
            return model.model_validate(written), tuple(problems)
        except ValidationError as bad:
            errors = bad.errors()
        problems += [_problem(model, tree, error) for error in errors]
        if any(error["type"] != _UNKNOWN for error in errors):
            return None, tuple(problems)
        for error in errors:
            _forget(written, _path(tree, error["loc"]))


def _forget(written: Any, path: Path) -> None:
    for part in path[:-1]:
        written = written[part]
    del written[path[-1]]


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
    if isinstance(node, List) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def _path(tree: Map, location: Path) -> Path:
    """A location of pydantic without what it adds: the mark of a key, the name of an alternative.

    The last part is kept: it may be what is missing.
    """
    node: Node = tree
    path = []
    parts = [part for part in location if part != _KEY]
    for part in parts[:-1]:
        below = _below(node, part)
        if below is not None:
            path.append(part)
            node = below
    return (*path, *parts[-1:])


def _problem(model: type[Written], tree: Map, error: ErrorDetails) -> Problem:
    path = _path(tree, error["loc"])
    name = path[-1] if path else ""
    if error["type"] == _UNKNOWN:
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
    kind, written = error["type"], error["input"]
    if kind in ("literal_error", "enum") and isinstance(written, str):
        return f"{shown(written)} is not possible here; possible are {error['ctx']['expected']}."
    if kind in ("literal_error", "enum"):
        return "Here a single word is expected, not a list or a map."
    if kind in ("model_type", "dict_type"):
        return 'Here a map is expected: indented lines of "word: value".'
    if kind == "tuple_type":
        return 'Here a list is expected: "[one, two]", or lines beginning with "- ".'
    if kind == "too_short":
        return "Nothing is written here."
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
