"""What is offered at every place of the main line, and where it is not after all."""

from collections.abc import Iterator

from workflow.definition.definition import MAIN, Definition, TransitionRule


def offered_anywhere(definition: Definition) -> Iterator[tuple[TransitionRule, tuple[str, ...]]]:
    """Each transition written under `anywhere`, once, with the stages and places that lack it."""
    found: dict[object, list[TransitionRule]] = {}
    for rule in definition.transitions.values():
        if rule.origin:
            found.setdefault(rule.written, []).append(rule)
    for rules in found.values():
        yield rules[0], tuple(_lacking(definition, {rule.source for rule in rules}))


def _lacking(definition: Definition, offered: set[str]) -> Iterator[str]:
    """The stages without any of the places, and single places of the others."""
    stages: dict[str, list[str]] = {}
    for place in definition.regions[MAIN].places:
        stages.setdefault(definition.places[place].stage, []).append(place)
    for stage, places in stages.items():
        if offered.isdisjoint(places):
            yield stage
        else:
            yield from (place for place in places if place not in offered)
