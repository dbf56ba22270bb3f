"""The main line and the tracks: their places, where they begin, who may start them."""

from collections.abc import Mapping

from workflow.definition.definition import MAIN, MayStartRule, Path, PlaceInfo, Region
from workflow.definition.model import MayStart, Stage
from workflow.definition.naming import Names, first_place


def regions(names: Names, places: Mapping[str, PlaceInfo]) -> dict[str, Region]:
    """The main line first, then the tracks in the order written."""
    main = [stage for stage in names.file.stages if stage not in names.tracks]
    for name in main:
        _nobody_starts(names, name)
    built = [_main(names, places, main[0])] if main else []
    if not main:
        names.wrong(
            ("stages",),
            "S107",
            "Every stage runs alongside, so a case has nowhere to begin.",
            'Leave "alongside: yes" out at the stages of the main line.',
        )
    for track, stage in names.file.stages.items():
        if stage.alongside:
            built.append(_track(names, places, track, stage))
    return {region.id: region for region in built}


def _nobody_starts(names: Names, stage: str) -> None:
    if names.file.stages[stage].may_start is not None:
        names.wrong(
            ("stages", stage, "may_start"),
            "L009",
            "This stage is no track, so nobody starts it.",
            'Remove "may_start", or write "alongside: yes".',
        )


def _main(names: Names, places: Mapping[str, PlaceInfo], first: str) -> Region:
    return Region(
        id=MAIN,
        words=names.file.title.words,
        initial=first_place(names.file, first),
        places=_places_of(places, MAIN),
        class_=names.file.class_,
        may_start=None,
    )


def _track(names: Names, places: Mapping[str, PlaceInfo], track: str, stage: Stage) -> Region:
    return Region(
        id=track,
        words=stage.words,
        initial=first_place(names.file, track),
        places=_places_of(places, track),
        class_=stage.class_,
        may_start=_may_start(names, ("stages", track, "may_start"), stage.may_start),
    )


def _places_of(places: Mapping[str, PlaceInfo], region: str) -> tuple[str, ...]:
    return tuple(place.id for place in places.values() if place.region == region)


def _may_start(names: Names, path: Path, written: MayStart | None) -> MayStartRule | None:
    if written is None:
        return None
    main = [stage for stage in names.file.stages if stage not in names.tracks]
    return MayStartRule(
        stages=frozenset(names.all_known((*path, "in"), written.in_, main, "stage")),
        by=names.roles((*path, "by"), written.by),
        when=names.guard((*path, "when"), written.when),
        ask=names.field_names((*path, "ask"), written.ask),
    )
