"""From written stages and steps to places, and what happens on entering them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workflow.definition.building_clocks import clock, notices
from workflow.definition.building_regions import regions
from workflow.definition.building_transitions import add_anywhere, each_once, transition
from workflow.definition.definition import (
    CheckItem,
    ClockRule,
    Path,
    PlaceInfo,
    Recorded,
    Region,
    ScopeInfo,
    TransitionRule,
)
from workflow.definition.model import Place, Stage
from workflow.definition.naming import Names


@dataclass(frozen=True, slots=True)
class Built:
    """What the stages of a workflow come to."""

    regions: dict[str, Region]
    places: dict[str, PlaceInfo]
    scopes: dict[str, ScopeInfo]
    clocks: dict[str, ClockRule]


def build_places(names: Names) -> Built:
    """Every region, place, scope and clock of the stages, in the order written."""
    built = Built({}, {}, {}, {})
    for stage_id, stage in names.file.stages.items():
        _stage(names, built, stage_id, stage)
    add_anywhere(names, built.places)
    built.regions.update(regions(names, built.places))
    return built


def _stage(names: Names, built: Built, stage_id: str, stage: Stage) -> None:
    path: Path = ("stages", stage_id)
    department = _department(names, path, stage, "")
    built.scopes[stage_id] = _scope(names, built, path, stage_id, stage, department)
    shared = _Shared(names, stage_id, stage, path, department)
    if not stage.steps:
        built.places[stage_id] = shared.place(stage_id, "", stage, path)
    for step_id, step in stage.steps.items():
        place_id = f"{stage_id}.{step_id}"
        here = (*path, "steps", step_id)
        department = _department(names, here, step, built.scopes[stage_id].department)
        built.scopes[place_id] = _scope(names, built, here, place_id, step, department)
        built.places[place_id] = shared.place(place_id, step_id, step, here)


def _department(names: Names, path: Path, place: Place, above: str) -> str:
    if place.department is None:
        return above
    here = (*path, "department")
    return names.known(here, place.department, names.file.departments, "department")


def _scope(
    names: Names, built: Built, path: Path, id_: str, place: Place, department: str
) -> ScopeInfo:
    region = names.region_of(id_)
    own = [
        clock(
            names, (*path, "sla"), scope=id_, region=region, words=place.words, written=sla, id_=id_
        )
        for sla in (place.sla,)
        if sla is not None
    ]
    own += [
        clock(
            names,
            (*path, "clocks", name),
            scope=id_,
            region=region,
            words=place.words,
            written=written,
            id_=f"{id_}.{name}",
        )
        for name, written in place.clocks.items()
    ]
    built.clocks.update({rule.id: rule for rule in own})
    return ScopeInfo(
        id=id_,
        words=place.words,
        department=department,
        start=names.all_known((*path, "start"), place.start, names.tracks, "track"),
        runs=names.all_known((*path, "runs"), place.runs, names.file.children, "child"),
        tell=notices(names, (*path, "tell"), place.tell),
        clocks=tuple(rule.id for rule in own),
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a stage gives to each of its places."""

    names: Names
    stage_id: str
    stage: Stage
    path: Path
    department: str

    def place(self, id_: str, step: str, place: Place, path: Path) -> PlaceInfo:
        own_record = recorded(self.names, (*path, "record"), place.record) if step else ()
        transitions = [*self._transitions(id_, place, path)] if step else []
        transitions += self._transitions(id_, self.stage, self.path)
        each_once(self.names, id_, transitions)
        department = place.department or self.department
        return PlaceInfo(
            id=id_,
            region=self.names.region_of(id_),
            stage=self.stage_id,
            step=step,
            words=place.words,
            department=department,
            class_=place.class_ if place.class_ != "public" else self.stage.class_,
            record=own_record,
            stage_record=recorded(self.names, (*self.path, "record"), self.stage.record),
            checklist=self._checklist(id_, place, path),
            transitions=tuple(transitions),
            legal_basis=self.names.sources((*path, "legal_basis"), place.legal_basis),
            path=path,
        )

    def _checklist(self, id_: str, place: Place, path: Path) -> tuple[CheckItem, ...]:
        items = [*checklist(self.names, path, id_, place)]
        if place is not self.stage:
            items += checklist(self.names, self.path, self.stage_id, self.stage)
        return tuple(items)

    def _transitions(self, id_: str, place: Place, path: Path) -> Iterator[TransitionRule]:
        for name, written in place.transitions.items():
            here = (*path, "transitions", name)
            yield transition(self.names, here, id_, name, written)


def recorded(names: Names, path: Path, texts: Iterable[str]) -> tuple[Recorded, ...]:
    """The fields of a `record:`; `name?` may stay unknown."""
    return tuple(
        Recorded(names.field((*path, i), text.removesuffix("?")), optional=text.endswith("?"))
        for i, text in enumerate(texts)
    )


def checklist(names: Names, path: Path, id_: str, place: Place) -> Iterator[CheckItem]:
    """The checklist items written at a place."""
    for name, item in place.checklist.items():
        here = (*path, "checklist", name)
        yield CheckItem(
            id=f"{id_}/{name}",
            name=name,
            words=item.words,
            document=item.with_ == "document",
            when=names.guard((*here, "when"), item.when),
            path=here,
        )
