"""A workflow as Mermaid text, for pages that draw it themselves (README, pull requests).

A state diagram with one composite state for the main line and one for each track. Mermaid knows no
arrows between the insides of two composite states, so stages are part of the names of places, and
an arrow from the main line to a track says only that it may be started.
"""

from collections.abc import Iterator

from humrah.drawing import picture_words as w
from humrah.drawing.everywhere import offered_anywhere
from humrah.drawing.guard_text import guard_text
from workflow.definition.definition import (
    FINISHED,
    MAIN,
    WAIVED,
    Definition,
    PlaceInfo,
    Region,
    TransitionRule,
)
from workflow.definition.words import Words

_INDENT = "    "
#: Characters that mean something to Mermaid inside a text, as its entities.
_ESCAPED = {ord(c): f"#{ord(c)};" for c in '"#;:{}<>%`\\'}


def mermaid(definition: Definition, language: str = "en") -> str:
    """The state diagram of a workflow in English, or with `language` "ur" in Urdu."""
    return "\n".join(_Diagram(definition, language).lines()) + "\n"


def escaped(text: str) -> str:
    """The text as Mermaid shows it unchanged.

    >>> escaped('Held: "yes"')
    'Held#58; #34;yes#34;'
    """
    return " ".join(text.split()).translate(_ESCAPED)


class _Diagram:
    """One diagram being written."""

    def __init__(self, definition: Definition, language: str) -> None:
        self.definition = definition
        self.language = language

    def _in(self, words: Words) -> str:
        return escaped(words.in_(self.language))

    def lines(self) -> Iterator[str]:
        yield "stateDiagram-v2"
        yield f"{_INDENT}accTitle: {self._in(self.definition.words)}"
        for region in self.definition.regions.values():
            words = w.MAIN_LINE if region.id == MAIN else region.words
            yield f'{_INDENT}state "{self._in(words)}" as {_region(region.id)} {{'
            yield from (_INDENT * 2 + line for line in self._region(region))
            yield f"{_INDENT}}}"
        for track in self.definition.regions:
            if track != MAIN:
                yield f"{_INDENT}{_region(MAIN)} --> {_region(track)}"

    def _region(self, region: Region) -> Iterator[str]:
        places = [self.definition.places[place] for place in region.places]
        for place in places:
            yield f'state "{self._named(place)}" as {_state(place.id)}'
        yield f"[*] --> {_state(region.initial)}"
        rules = [rule for place in places for rule in place.transitions]
        for rule in rules:
            if not rule.origin:
                yield self._arrow(_state(rule.source), rule)
        if region.id == MAIN:
            yield from self._anywhere()
            yield from self._outcomes()

    def _named(self, place: PlaceInfo) -> str:
        if place.region != MAIN or not place.step:
            return self._in(place.words)
        return f"{self._in(self.definition.scopes[place.stage].words)} / {self._in(place.words)}"

    def _arrow(self, source: str, rule: TransitionRule) -> str:
        label = self._in(rule.words)
        if rule.when is not None:
            label += f" [{escaped(guard_text(rule.when))}]"
        if rule.target == WAIVED:
            label += f" ({self._in(w.WAIVED)})"
        return f"{source} --> {self._target(source, rule)} : {label}"

    def _target(self, source: str, rule: TransitionRule) -> str:
        if rule.target in (FINISHED, WAIVED):
            return "[*]"
        if rule.target in self.definition.outcomes:
            return _outcome(rule.target)
        return _state(rule.target) if rule.target else source

    def _anywhere(self) -> Iterator[str]:
        offered = tuple(offered_anywhere(self.definition))
        if offered:
            yield f'state "{self._in(w.ANYWHERE)}" as anywhere'
        for rule, lacking in offered:
            names = self._in(w.COMMA).join(self._in(self.definition.words_of(n)) for n in lacking)
            remark = f" ({self._in(w.NOT_AT).format(names=names)})" if lacking else ""
            yield self._arrow("anywhere", rule) + remark

    def _outcomes(self) -> Iterator[str]:
        for outcome, words in self.definition.outcomes.items():
            yield f'state "{self._in(words)}" as {_outcome(outcome)}'
            yield f"{_outcome(outcome)} --> [*]"


def _region(region: str) -> str:
    return f"region_{region}"


def _state(place: str) -> str:
    """A name for a place that is no word of Mermaid's, and no other place's."""
    return f"at.{place}"


def _outcome(outcome: str) -> str:
    return f"ends.{outcome}"
