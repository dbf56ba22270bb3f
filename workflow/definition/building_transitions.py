"""From written transitions to a rule at each place where they are offered."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workflow.definition.building_clocks import notices
from workflow.definition.definition import MAIN, Path, PlaceInfo, TransitionRule
from workflow.definition.fields import BadValue, Kind, parse_value
from workflow.definition.model import Transition
from workflow.definition.naming import Names

NEEDS = ("checklist", "two people")
#: The only date that `set:` may write: the day on which the transition is made.
TODAY = "today"


def transition(
    names: Names, path: Path, source: str, name: str, written: Transition
) -> TransitionRule:
    """A transition from one place."""
    stage, anywhere = source.partition(".")[0], path[0] == "anywhere"
    target = names.target((*path, "to"), stage, written.to)
    if written.except_ and not anywhere:
        names.wrong(
            (*path, "except"),
            "L009",
            "This transition is offered at its own place alone, so nothing can be excepted.",
            'Remove "except"; it belongs to the transitions under "anywhere".',
        )
    needs = names.all_known((*path, "needs"), written.needs, NEEDS, "need")
    return TransitionRule(
        id=f"{source}/{name}",
        name=name,
        words=written.words,
        region=names.region_of(source),
        source=source,
        target=target,
        by=names.roles((*path, "by"), written.by),
        not_by=frozenset(
            names.all_known((*path, "not_by"), written.not_by, names.transitions, "transition")
        ),
        when=names.guard((*path, "when"), written.when),
        checklist="checklist" in needs,
        two_people="two people" in needs,
        ask=names.field_names((*path, "ask"), written.ask),
        record=names.field_names((*path, "record"), written.record),
        set_=_set(names, (*path, "set"), written.set_),
        start=names.all_known((*path, "start"), written.start, names.tracks, "track"),
        open=names.all_known((*path, "open"), written.open, names.file.children, "child"),
        tell=notices(names, (*path, "tell"), written.tell),
        legal_basis=names.sources((*path, "legal_basis"), written.legal_basis),
        class_=written.class_,
        origin="anywhere" if anywhere else "",
        written=path,
    )


def _set(names: Names, path: Path, written: Mapping[str, str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for field, text in written.items():
        here = (*path, field)
        names.field(here, field)
        type_ = names.fields.get(field)
        if type_ is None:
            continue
        if text == TODAY and type_.kind is Kind.DATE:
            values[field] = TODAY
            continue
        try:
            values[field] = parse_value(type_, text)
        except BadValue as bad:
            names.wrong(here, "L009", bad.words.en, f'Write a value that "{field}" can have.')
    return values


def each_once(names: Names, place: str, rules: Iterable[TransitionRule]) -> None:
    """At one place a name means one transition, wherever that is written."""
    first: dict[str, TransitionRule] = {}
    for rule in rules:
        other = first.setdefault(rule.name, rule)
        if other is not rule:
            names.wrong(
                rule.written,
                "G202",
                f'At "{place}" there would be two transitions called "{rule.name}".',
                "Give one of them another name.",
                related=(names.mark(other.written),),
            )


def add_anywhere(names: Names, places: dict[str, PlaceInfo]) -> None:
    """Offer what is written under `anywhere` at each place of the main line."""
    for name, written in names.file.anywhere.items():
        path: Path = ("anywhere", name)
        barred = _excepted(names, (*path, "except"), written.except_)
        for place in [p for p in places.values() if p.region == MAIN]:
            if place.id in barred or place.stage in barred:
                continue
            rule = transition(names, path, place.id, name, written)
            rules = (*place.transitions, rule)
            each_once(names, place.id, rules)
            places[place.id] = replace(place, transitions=rules)


def _excepted(names: Names, path: Path, texts: Iterable[str]) -> tuple[str, ...]:
    places = [
        *names.file.stages,
        *(f"{s}.{step}" for s, stage in names.file.stages.items() for step in stage.steps),
    ]
    return names.all_known(path, texts, places, "place")
