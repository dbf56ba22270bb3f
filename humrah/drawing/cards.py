"""What a picture of a workflow shows, in one language: a card for each stage, with its places.

Every way out is a line of text at the place it leaves; one to another place of the same card is an
arrow besides. What is written once for a whole stage, or for the whole main line, is shown once.
Where things lie is for `layout.py`, what they look like for `svg.py`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from humrah.drawing import picture_words as w
from humrah.drawing.everywhere import offered_anywhere
from workflow.definition.definition import (
    FINISHED,
    SYSTEM,
    TRACK_ENDS,
    WAIVED,
    ClockRule,
    Definition,
    PlaceInfo,
    ScopeInfo,
    TransitionRule,
)
from workflow.definition.words import Words


@dataclass(frozen=True, slots=True)
class Line:
    """A way out or an act: its name, where it leads ("" = it leads nowhere), and how it looks.

    `kind` is `step` (to another place of the stage), `on` (to another stage), `end` (an outcome, or
    the end of a track) or `act`.
    """

    text: str
    leads: str
    kind: str
    #: Made by a clock and not by a person.
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A place; `title` is "" where it is the whole stage."""

    id: str
    title: str
    note: str
    lines: tuple[Line, ...]
    #: Where the card is entered.
    first: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """There is a way from one place to another of the same card."""

    source: str
    target: str
    #: It leads to a place that is written earlier.
    back: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A stage, or a list that belongs to several."""

    title: str
    note: str
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    #: What is offered at each of its places.
    lines_title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to be drawn, in order from above."""

    title: str
    note: str
    description: str
    language: str
    main: tuple[Card, ...]
    tracks: tuple[Card, ...]


def picture_of(definition: Definition, language: str = "en") -> Picture:
    """The picture of a workflow in English, or with `language` "ur" in Urdu."""
    return _Cards(definition, "ur" if language == "ur" else "en").picture()


class _Cards:
    """The cards of one workflow."""

    def __init__(self, definition: Definition, language: str) -> None:
        self.definition = definition
        self.language = language

    def picture(self) -> Picture:
        main: list[Card] = []
        tracks: list[Card] = []
        for stage, places in groupby(self.definition.places.values(), key=lambda p: p.stage):
            card = self._stage(self.definition.scopes[stage], tuple(places))
            (tracks if stage in self.definition.regions else main).append(card)
        return Picture(
            title=self._in(self.definition.words),
            note=self._edition(),
            description=self._description(main, tracks),
            language=self.language,
            main=(*main, *self._anywhere(), self._outcomes()),
            tracks=tuple(tracks),
        )

    def _in(self, words: Words) -> str:
        return words.in_(self.language)

    def _edition(self) -> str:
        definition = self.definition
        edition = self._in(w.EDITION).format(edition=definition.edition, day=definition.in_force)
        return f"{definition.overlay} · {edition}" if definition.overlay else edition

    def _description(self, main: Iterable[Card], tracks: Iterable[Card]) -> str:
        comma = self._in(w.COMMA)
        said = [self._in(w.MAIN_LINE_IS).format(names=comma.join(card.title for card in main))]
        if names := comma.join(card.title for card in tracks):
            said.append(self._in(w.TRACKS_ARE).format(names=names))
        ends = comma.join(self._in(words) for words in self.definition.outcomes.values())
        return " ".join([*said, self._in(w.OUTCOMES_ARE).format(names=ends)])

    # -- cards -----------------------------------------------------------------------------------

    def _stage(self, stage: ScopeInfo, places: tuple[PlaceInfo, ...]) -> Card:
        everywhere = self._everywhere(places)
        departments = {place.department for place in places}
        return Card(
            title=self._in(stage.words),
            note=self._note(stage, departments),
            boxes=tuple(
                self._box(place, place is places[0], everywhere, len(departments) > 1)
                for place in places
            ),
            arrows=_arrows(places, everywhere),
            lines_title=self._in(w.AT_EVERY_STEP),
            lines=self._lines(everywhere.values()),
        )

    def _everywhere(self, places: tuple[PlaceInfo, ...]) -> Mapping[object, TransitionRule]:
        """Those written once at a stage with several steps, and offered at each."""
        if len(places) == 1:
            return {}
        return {
            rule.written: rule
            for rule in places[0].transitions
            if rule.written[2:3] == ("transitions",)
        }

    def _box(
        self,
        place: PlaceInfo,
        first: bool,
        everywhere: Mapping[object, TransitionRule],
        several_departments: bool,
    ) -> Box:
        own = [r for r in place.transitions if not r.origin and r.written not in everywhere]
        scope = self.definition.scopes[place.id]
        departments = {place.department} if several_departments else set[str]()
        return Box(
            id=place.id,
            title=self._in(place.words) if place.step else "",
            note=self._note(scope, departments) if place.step else "",
            lines=(*self._begins(scope), *self._lines(own)),
            first=first,
        )

    def _anywhere(self) -> Iterator[Card]:
        """What is offered at every place of the main line."""
        offered = offered_anywhere(self.definition)
        lines = tuple(self._line(rule, self._not_at(lacking)) for rule, lacking in offered)
        if lines:
            yield Card(self._in(w.ANYWHERE), "", (), (), "", lines)

    def _not_at(self, lacking: tuple[str, ...]) -> str:
        if not lacking:
            return ""
        names = self._in(w.COMMA).join(self._in(self.definition.words_of(n)) for n in lacking)
        return f" ({self._in(w.NOT_AT).format(names=names)})"

    def _outcomes(self) -> Card:
        lines = tuple(
            Line(self._in(words), "", "end") for words in self.definition.outcomes.values()
        )
        return Card(self._in(w.OUTCOMES), "", (), (), "", lines)

    # -- lines -----------------------------------------------------------------------------------

    def _lines(self, rules: Iterable[TransitionRule]) -> tuple[Line, ...]:
        return tuple(self._line(rule) for rule in rules)

    def _line(self, rule: TransitionRule, remark: str = "") -> Line:
        by_itself = all(ref.role == SYSTEM for ref in rule.by)
        kind = _kind(rule, self.definition)
        return Line(f"{self._name(rule)}{remark}", self._leads(rule), kind, by_itself)

    def _name(self, rule: TransitionRule) -> str:
        opened = (*rule.start, *rule.open)
        if not opened:
            return self._in(rule.words)
        names = self._in(w.COMMA).join(self._in(self.definition.words_of(o)) for o in opened)
        return f"{self._in(rule.words)} ({self._in(w.STARTS).format(names=names)})"

    def _leads(self, rule: TransitionRule) -> str:
        if not rule.target or rule.target == rule.source:
            return ""
        if rule.target in TRACK_ENDS:
            return self._in({FINISHED: w.FINISHED, WAIVED: w.WAIVED}[rule.target])
        place = self.definition.places.get(rule.target)
        if place is None:
            return self._in(self.definition.outcomes[rule.target])
        source = self.definition.places[rule.source]
        return self._in(self.definition.words_of(_shown(place, source.stage)))

    def _begins(self, scope: ScopeInfo) -> Iterator[Line]:
        """Tracks and children that begin on entering."""
        opened = (*scope.start, *scope.runs)
        if opened:
            names = self._in(w.COMMA).join(self._in(self.definition.words_of(o)) for o in opened)
            yield Line(self._in(w.STARTS).format(names=names), "", "act", by_itself=True)

    def _note(self, scope: ScopeInfo, departments: Collection[str]) -> str:
        """Which departments, and how much time."""
        known = self.definition.departments
        names = [self._in(words) for name, words in known.items() if name in departments]
        said = [self._in(w.COMMA).join(names)] if names else []
        clock = self.definition.clocks.get(scope.id)
        if clock is not None and clock.limit is not None:
            said.append(self._time(clock))
        return " · ".join(said)

    def _time(self, clock: ClockRule) -> str:
        if clock.limit is None:
            return ""
        unit = self._in(w.UNITS[clock.limit.unit, clock.limit.count == 1])
        return self._in(w.WITHIN).format(count=clock.limit.count, unit=unit)


def _arrows(
    places: tuple[PlaceInfo, ...], everywhere: Mapping[object, TransitionRule]
) -> tuple[Arrow, ...]:
    order = [place.id for place in places]
    ends = dict.fromkeys(
        (rule.source, rule.target)
        for place in places
        for rule in place.transitions
        if rule.target in order and rule.target != rule.source and rule.written not in everywhere
    )
    return tuple(Arrow(a, b, back=order.index(b) < order.index(a)) for a, b in ends)


def _kind(rule: TransitionRule, definition: Definition) -> str:
    if not rule.target or rule.target == rule.source:
        return "act"
    target = definition.places.get(rule.target)
    if target is None:
        return "end"
    return "step" if target.stage == definition.places[rule.source].stage else "on"


def _shown(place: PlaceInfo, stage: str) -> str:
    """A place by its own name within its stage, from elsewhere by that of its stage."""
    return place.id if place.stage == stage else place.stage
