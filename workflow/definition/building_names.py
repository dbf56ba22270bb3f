"""Names that would mean two things: words of the language, and one name for two parts."""

from collections.abc import Collection, Iterator

from workflow.definition.definition import FINISHED, MAIN, WAIVED
from workflow.definition.grammar import RESERVED
from workflow.definition.naming import REGIONS, STAY, WHOSE, Names

Path = tuple[str, ...]

#: What `to:` may say besides names.
_WAYS = (STAY, FINISHED, WAIVED)
#: `all tracks finished` means every track.
ALL_TRACKS = "tracks"


def check_names(names: Names) -> None:
    """Note every name that has a meaning of its own, or is given twice where one is meant."""
    for path, reserved in _given(names):
        if path[-1] in reserved:
            _taken(names, path, f'"{path[-1]}" is a word of the language and no name.')
    for path, others in _given_twice(names):
        if path[-1] in others:
            _taken(names, path, f'"{path[-1]}" would mean two things here.')


def _taken(names: Names, path: Path, text: str) -> None:
    names.wrong(path, "L016", text, "Give it another name.")


def _given(names: Names) -> Iterator[tuple[Path, Collection[str]]]:
    """Where a name is given, and what it may not be."""
    file = names.file
    for field, written in file.fields.items():
        yield ("fields", field), RESERVED
        if isinstance(written.options, dict):
            yield from (((("fields", field, "options", o)), RESERVED) for o in written.options)
    for name, options in file.lists.items():
        yield from ((("lists", name, option), RESERVED) for option in options)
    yield from ((("purposes", name), RESERVED) for name in file.purposes)
    yield from ((("children", name), (*RESERVED, ALL_TRACKS)) for name in file.children)
    yield from ((("outcomes", name), _WAYS) for name in file.outcomes)
    yield from ((("departments", name), (*WHOSE, REGIONS)) for name in file.departments)
    for stage, place in file.stages.items():
        track = (*RESERVED, ALL_TRACKS) if place.alongside else ()
        yield ("stages", stage), (*_WAYS, MAIN, *track)
        yield from ((("stages", stage, "steps", step), _WAYS) for step in place.steps)


def _given_twice(names: Names) -> Iterator[tuple[Path, Collection[str]]]:
    """Where a name is given, and what else goes by such a name."""
    file = names.file
    transfer = ("transfer",) if file.transfer else ()
    yield from ((("outcomes", name), file.stages) for name in file.outcomes)
    yield from ((("children", name), names.tracks) for name in file.children)
    # A clock is known by its place, and by its own name behind it.
    yield from ((("clocks", name), (*file.stages, *transfer)) for name in file.clocks)
    yield from ((("stages", stage), transfer) for stage in file.stages)
    for stage, place in file.stages.items():
        yield from ((("stages", stage, "clocks", name), place.steps) for name in place.clocks)
