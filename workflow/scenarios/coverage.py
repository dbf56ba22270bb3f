"""How much of the definitions a set of scenarios shows.

What is written once is counted once, in the file where it is written: a message of `common` told
by any workflow, a transition `anywhere`, and everything an overlay leaves as it is. What an overlay
adds or changes is its own. An outcome of a guard that no case can bring about is not counted.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from workflow.definition.definition import SYSTEM, Definition, Path, TransitionRule
from workflow.definition.guard_analysis import always_true, never_true
from workflow.definition.guards import Guard
from workflow.definition.library import Library
from workflow.definition.problems import Mark
from workflow.definition.reader import mark_at
from workflow.scenarios.seeing import (
    EXTENSION,
    GUARD,
    MESSAGE,
    PAUSE,
    REFUSAL,
    REMINDER,
    RUNG,
    TRANSITION,
    Sight,
)

#: How much of each kind must be shown, in percent; a kind that is not here is only reported.
WANTED: Mapping[str, int] = {
    TRANSITION: 100,
    GUARD: 90,
    REMINDER: 100,
    RUNG: 100,
    PAUSE: 100,
    MESSAGE: 100,
}
KINDS = (TRANSITION, GUARD, REMINDER, RUNG, PAUSE, MESSAGE, EXTENSION, REFUSAL)
#: Words of an overlay that change nothing but what is read.
_TEXTS = frozenset({"en", "ur"})


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing to be shown: where it is written, its kind, and which of several it is."""

    mark: Mark
    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.mark} {self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the things of one kind in one file are shown, and which are not."""

    file: str
    kind: str
    shown: int
    needed: int
    missing: tuple[Item, ...]

    @property
    def percent(self) -> int:
        """Rounded down; 100 where there is nothing to show."""
        return 100 * self.shown // self.needed if self.needed else 100

    @property
    def enough(self) -> bool:
        """Whether it reaches what is wanted of its kind."""
        return self.percent >= WANTED.get(self.kind, 0)


def coverage(library: Library, seen: Iterable[Sight]) -> tuple[Share, ...]:
    """What of each file is shown, by file and kind."""
    homes = {key: _Home(library, key) for key in library.definitions}
    needed = {home.item(sight) for home in homes.values() for sight in home.needed()}
    shown = {homes[sight.definition].item(sight) for sight in seen}
    return tuple(_shares(needed, shown))


def _shares(needed: set[Item], shown: set[Item]) -> Iterator[Share]:
    def where(item: Item) -> tuple[str, int]:
        return item.mark.file, KINDS.index(item.kind)

    for (file, kind), group in groupby(sorted(needed, key=where), key=where):
        items = set(group)
        missing = tuple(sorted(items - shown))
        found = len(items) - len(missing)
        yield Share(file, KINDS[kind], found, len(items), missing)


def as_text(shares: Iterable[Share]) -> str:
    """The report for people: a line for each file and kind, then what is missing of it."""
    return "\n".join(line for share in shares for line in _lines(share))


def _lines(share: Share) -> Iterator[str]:
    wanted = WANTED.get(share.kind)
    need = f" of {wanted} % wanted" if wanted is not None else ""
    yield f"{share.file} {share.kind}: {share.shown}/{share.needed} = {share.percent} %{need}"
    yield from (f"  not shown: {item}" for item in share.missing)


def as_data(shares: Iterable[Share]) -> list[dict[str, object]]:
    """The report for programs, as JSON takes it."""
    return [
        {
            "file": share.file,
            "kind": share.kind,
            "shown": share.shown,
            "needed": share.needed,
            "wanted_percent": WANTED.get(share.kind),
            "enough": share.enough,
            "missing": [
                {"line": i.mark.line, "column": i.mark.column, "name": i.name}
                for i in share.missing
            ],
        }
        for share in shares
    ]


class _Home:
    """What one definition has to show, and in which file each part of it is written."""

    def __init__(self, library: Library, key: str) -> None:
        self.key = key
        self.definition: Definition = library.definitions[key]
        self.tree = library.trees[key]
        merged = library.overlays.get(key)
        changed = merged.changed if merged else ()
        self.changed = [path for path in changed if path[-1] not in _TEXTS]

    def item(self, sight: Sight) -> Item:
        """The thing shown, at the place where it is written."""
        owner = _owner(sight)
        own = next((path for path in self.changed if _related(path, owner)), sight.path)
        where = mark_at(self.tree, own)
        name = ".".join(map(str, sight.path))
        return Item(where, sight.kind, f"{name} {sight.detail}".rstrip())

    def needed(self) -> Iterator[Sight]:
        """Everything that scenarios should show of the definition."""
        for found in (self._transitions, self._guards, self._clocks, self._messages):
            yield from found()

    def _sight(self, kind: str, path: Path, detail: str = "") -> Sight:
        return Sight(self.key, kind, path, detail)

    def _rules(self) -> Iterable[TransitionRule]:
        """Each transition as written, once."""
        return {rule.written: rule for rule in self.definition.transitions.values()}.values()

    def _transitions(self) -> Iterator[Sight]:
        for rule in self._rules():
            yield self._sight(TRANSITION, rule.written)
            if any(ref.role != SYSTEM for ref in rule.by):
                yield self._sight(REFUSAL, rule.written)

    def _guards(self) -> Iterator[Sight]:
        fields = {name: field.type for name, field in self.definition.fields.items()}
        for path, guard in self._written_guards():
            if never_true(guard, fields) is not True:
                yield self._sight(GUARD, (*path, "when"), "true")
            if always_true(guard, fields) is not True:
                yield self._sight(GUARD, (*path, "when"), "false")

    def _written_guards(self) -> Iterator[tuple[Path, Guard]]:
        for rule in self._rules():
            if rule.when is not None:
                yield rule.written, rule.when
        for clock in self.definition.clocks.values():
            if clock.when is not None:
                yield clock.path, clock.when
        yield from self._item_guards()
        for region in self.definition.regions.values():
            if region.may_start is not None and region.may_start.when is not None:
                yield ("stages", region.id, "may_start"), region.may_start.when

    def _item_guards(self) -> Iterator[tuple[Path, Guard]]:
        """Of checklist items that a transition asks for, each once."""
        items = {
            item.path: item.when
            for place in self.definition.places.values()
            if any(rule.checklist for rule in place.transitions)
            for item in place.checklist
        }
        return ((path, when) for path, when in items.items() if when is not None)

    def _clocks(self) -> Iterator[Sight]:
        for clock in self.definition.clocks.values():
            for offset in clock.reminders:
                yield self._sight(REMINDER, (*clock.path, "remind"), str(offset))
            for rung in range(len(clock.rungs)):
                yield self._sight(RUNG, ("ladders", clock.ladder, rung))
            for pause in clock.pause_for:
                yield self._sight(PAUSE, ("pauses", pause))
            for extension in clock.extend:
                yield self._sight(EXTENSION, ("extensions", extension))

    def _messages(self) -> Iterator[Sight]:
        for name in dict.fromkeys(self._said()):
            yield self._sight(MESSAGE, ("messages", name))

    def _said(self) -> Iterator[str]:
        """The messages that some event of this workflow sends."""
        definition = self.definition
        for event, notices in definition.notify.items():
            if _EVENTS.get(event, _always)(definition):
                yield from (notice.say for notice in notices)
        for scope in definition.scopes.values():
            yield from (notice.say for notice in scope.tell)
        for rule in definition.transitions.values():
            yield from (notice.say for notice in rule.tell)
        for clock in definition.clocks.values():
            yield from (rung.say for rung in clock.rungs if rung.say)


def _always(_: Definition) -> bool:
    return True


#: Events that some workflows never have.
_EVENTS: Mapping[str, Callable[[Definition], bool]] = {
    "reminder": lambda d: any(clock.reminders for clock in d.clocks.values()),
    "late": lambda d: any(not rung.say for clock in d.clocks.values() for rung in clock.rungs),
    "put_back": lambda d: d.put_back is not None,
    "proposed": lambda d: any(rule.two_people for rule in d.transitions.values()),
    "child_finished": lambda d: bool(d.children),
    "transfer_asked": lambda d: d.transfer is not None,
    "transfer_answered": lambda d: d.transfer is not None,
}


def _owner(sight: Sight) -> Path:
    """The transition, clock or other entry that a thing shown belongs to."""
    return sight.path[:-1] if sight.kind in (GUARD, REMINDER) else sight.path


def _related(path: Path, other: Path) -> bool:
    shorter = min(len(path), len(other))
    return path[:shorter] == other[:shorter]
