"""Whether the conditions of a workflow leave a way open: S104, G201, G204, G205, G206."""

from collections.abc import Iterator

from workflow.definition.checks.graph import only_system, waits_for
from workflow.definition.checks.known import known_at
from workflow.definition.checks.subject import Subject
from workflow.definition.checks.ways import started_tracks
from workflow.definition.definition import Path, PlaceInfo, TransitionRule
from workflow.definition.guard_analysis import Findings, Situation, gaps, never_true
from workflow.definition.guards import Finished, Guard, fields_read
from workflow.definition.labels import TRACKS, DefinitionLabels
from workflow.definition.problems import Problem

#: So many situations fit into one message.
_MOST_SHOWN = 3


def check_guards(subject: Subject) -> Iterator[Problem]:
    """Everything that is wrong with the conditions."""
    yield from _never_used(subject)
    for path, guard in _conditions(subject):
        yield from _never_true(subject, path, guard)
    known = known_at(subject.definition)
    for place in subject.definition.places.values():
        yield from _gaps(subject, place, known.get(place.id, frozenset()))


def _never_used(subject: Subject) -> Iterator[Problem]:
    done = {rung.do for clock in subject.definition.clocks.values() for rung in clock.rungs}
    for rule in _written_once(subject):
        if not rule.by:
            why, help_ = "nobody may make it", 'Name a role in "by".'
        elif only_system(rule) and rule.name not in done:
            why, help_ = "no rung of a ladder makes it", f'Write "do: {rule.name}" at a rung.'
        else:
            continue
        yield _dead(subject, rule.written, f'"{rule.name}" can never be used: {why}.', help_)


def _dead(subject: Subject, path: Path, text: str, help_: str) -> Problem:
    return subject.problem(path, "S104", text, help_)


def _written_once(subject: Subject) -> Iterator[TransitionRule]:
    """One rule for each transition as written."""
    first: dict[Path, TransitionRule] = {}
    for rule in subject.definition.transitions.values():
        first.setdefault(rule.written, rule)
    return iter(first.values())


def _conditions(subject: Subject) -> Iterator[tuple[Path, Guard]]:
    """Every guard and where it is written, each once."""
    definition = subject.definition
    guards: dict[Path, Guard | None] = {
        (*rule.written, "when"): rule.when for rule in definition.transitions.values()
    }
    for clock in definition.clocks.values():
        guards[*clock.path, "when"] = clock.when
    for region in definition.regions.values():
        if region.may_start:
            guards["stages", region.id, "may_start", "when"] = region.may_start.when
    for place in definition.places.values():
        guards.update({(*item.path, "when"): item.when for item in place.checklist})
    return ((path, guard) for path, guard in guards.items() if guard is not None)


def _never_true(subject: Subject, path: Path, guard: Guard) -> Iterator[Problem]:
    definition = subject.definition
    types = {name: info.type for name, info in definition.fields.items()}
    if never_true(guard, types):
        text = "This condition is never true, whatever is recorded."
        yield _dead(subject, path, text, "Correct it, or remove what depends on it.")
    for join in waits_for(guard):
        if why := _never_joined(subject, path, join):
            yield _dead(subject, path, f"This condition is never true: {why}.", "Correct it.")


def _never_joined(subject: Subject, path: Path, join: Finished) -> str:
    definition = subject.definition
    own = str(path[1])
    if own in definition.regions and "transitions" in path and join.name in (own, TRACKS):
        return f'"{own}" itself is open as long as somebody asks'
    tracks = started_tracks(definition)
    opened = {
        *(name for scope in definition.scopes.values() for name in scope.runs),
        *(name for rule in definition.transitions.values() for name in rule.open),
    }
    exists = tracks if join.name == TRACKS else {*tracks, *opened} & {join.name}
    return "" if join.every or exists else f'nothing ever opens "{join.name}"'


def _gaps(subject: Subject, place: PlaceInfo, known: frozenset[str]) -> Iterator[Problem]:
    exits = [r for r in place.transitions if not r.origin and r.target and not only_system(r)]
    guards = [rule.when for rule in exits if rule.when is not None]
    if not exits or len(guards) < len(exits):
        return
    recorded = {r.field for r in (*place.record, *place.stage_record) if not r.optional}
    types = {name: info.type for name, info in subject.definition.fields.items()}
    asked = frozenset().union(*map(fields_read, guards))
    found = gaps(guards, types, assumed_known=asked)
    yield from _told(subject, place, found)
    if not found.situations and not found.too_many:
        later = gaps(guards, types, assumed_known=known | recorded)
        if later.situations:
            yield subject.problem(
                place.path,
                "G205",
                f'At "{place.words.en}" nothing can be done'
                f"{_situations(subject, later.situations)}.",
                'Name the field in "record:" here or before, or add a transition.',
            )


def _told(subject: Subject, place: PlaceInfo, found: Findings) -> Iterator[Problem]:
    where, name = place.path, place.words.en
    if found.too_many:
        yield subject.problem(
            where,
            "G206",
            f'The conditions at "{name}" distinguish {found.too_many:,} situations; '
            "they were not gone through.",
            "Divide the place into steps.",
        )
    if found.situations:
        yield subject.problem(
            where,
            "G201",
            f'At "{name}" nothing can be done{_situations(subject, found.situations)}.',
            "Add a transition for that, or widen a condition.",
        )
    if found.waits:
        labels = DefinitionLabels(subject.definition)
        what = " or ".join(dict.fromkeys(wait.waits_text(labels) for wait in found.waits))
        yield subject.problem(
            where,
            "G204",
            f'At "{name}" a case waits for {what}.',
            "Nothing need be done; see that somebody is told when it has happened.",
        )


def _situations(subject: Subject, found: tuple[Situation, ...]) -> str:
    labels = DefinitionLabels(subject.definition)
    shown = [situation.text(labels) for situation in found[:_MOST_SHOWN]]
    if not shown[0]:
        return ", whatever is recorded"
    more = f"; and in {len(found) - _MOST_SHOWN} more cases" if len(found) > _MOST_SHOWN else ""
    return f" when {'; or when '.join(shown)}{more}"
