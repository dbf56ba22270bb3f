"""All kinds of change, and every mutant that they make of a library."""

from collections.abc import Callable, Iterator, Mapping

from benchmarks.mutants import acting, holding, telling, timing
from benchmarks.mutants.mutant import Mutant
from benchmarks.mutants.spots import Around, Change, Spot, around, spots
from workflow.definition.library import Library
from workflow.definition.reader import Map, key_mark_at
from workflow.definition.trees import text_at

Kind = Callable[[Spot, Around], Iterator[Change]]

#: What is changed in a workflow, an overlay, or what workflows share.
OF_WORKFLOWS: Mapping[str, Kind] = {
    "drop transition": acting.drop_transition,
    "change target": acting.change_target,
    "drop guard": acting.drop_guard,
    "alter guard": acting.alter_guard,
    "swap role": acting.swap_role,
    "drop role": acting.drop_role,
    "drop not_by": acting.drop_not_by,
    "drop two people": acting.drop_two_people,
    "drop checklist": acting.drop_checklist,
    "drop check item": acting.drop_check_item,
    "drop ask": acting.drop_ask,
    "drop set": acting.drop_set,
    "drop start": acting.drop_start,
    "require record": acting.require_record,
    "drop record": acting.drop_record,
    "drop class": acting.drop_class,
    "double limit": timing.double_limit,
    "halve limit": timing.halve_limit,
    "drop reminder": timing.drop_reminder,
    "drop rung": timing.drop_rung,
    "shift rung": timing.shift_rung,
    "drop pause": timing.drop_pause,
    "change until": timing.change_until,
    "change clock": timing.change_clock,
    "drop notice": telling.drop_notice,
    "drop hearer": telling.drop_hearer,
    "change message": telling.change_message,
}
OF_TABLES: Mapping[str, Kind] = {"change amount": holding.change_amount}
OF_CALENDARS: Mapping[str, Kind] = {
    "drop holiday": timing.drop_holiday,
    "change hours": timing.change_hours,
}
BREAK_OVERLAY = "break overlay"
KINDS = (*OF_WORKFLOWS, *OF_TABLES, BREAK_OVERLAY, *OF_CALENDARS)

#: By the first word of a file; scenarios and districts are left as they are.
_OF_FILES: Mapping[str, Mapping[str, Kind]] = {
    "common": OF_WORKFLOWS,
    "workflow": OF_WORKFLOWS,
    "table": OF_TABLES,
    "calendar": OF_CALENDARS,
}


def mutants(library: Library) -> Iterator[Mutant]:
    """Every mutant of the library, file by file."""
    for file, tree in library.documents.items():
        kinds = _OF_FILES.get(next(iter(tree.entries)), {})
        yield from _of_file(library, file, tree, kinds)
        if "overlay" in tree.entries:
            yield from _of_overlay(library, file, tree)


def _of_file(library: Library, file: str, tree: Map, kinds: Mapping[str, Kind]) -> Iterator[Mutant]:
    names = around(library, file)
    for spot in spots(tree):
        if timing.is_over(spot, tree):
            continue
        for kind, changes in kinds.items():
            for path, new, what in changes(spot, names):
                yield Mutant(file, spot.line, kind, what, path, new)


def _of_overlay(library: Library, file: str, tree: Map) -> Iterator[Mutant]:
    key = f"{text_at(tree, ('workflow',))}/{text_at(tree, ('overlay',))}"
    for path, new, what in holding.break_overlay(tree, library.overlays[key]):
        line = key_mark_at(tree, path).line
        yield Mutant(file, line, BREAK_OVERLAY, what, path, new)
