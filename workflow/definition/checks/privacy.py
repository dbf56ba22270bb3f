"""Whether everybody who must act may see what they act on, and nobody more: P702, P703, P704."""

from collections.abc import Iterable, Iterator, Mapping

from workflow.definition.checks.subject import Subject
from workflow.definition.definition import (
    SYSTEM,
    ChildRule,
    Definition,
    FieldInfo,
    Path,
    PlaceInfo,
    RoleRef,
    TransitionRule,
)
from workflow.definition.fields import Kind
from workflow.definition.problems import Problem
from workflow.definition.references import definition_for

#: The class that everybody may see.
PUBLIC = "public"
#: Kinds of field into which anything may be written, or which name a person by themselves.
_FREE = (Kind.TEXT, Kind.PHONE, Kind.IDENTITY_NUMBER)


def check_privacy(subject: Subject) -> Iterator[Problem]:
    """Everything that may be seen by too many, or not by whom it concerns."""
    definition = subject.definition
    for name, field in definition.fields.items():
        yield from _public_texts(subject, ("fields", name), field)
        for item, inner in field.items.items():
            yield from _public_texts(subject, ("fields", name, "items", item), inner)
    seen: set[Path] = set()
    for rule in definition.transitions.values():
        if rule.written not in seen:
            seen.add(rule.written)
            yield from _asked(subject, rule)
        yield from _by(subject, rule)
    for place in definition.places.values():
        yield from _recorded(subject, place)
    for child in definition.children.values():
        yield from _handed_over(subject, child)


def sees(definition: Definition, ref: RoleRef, class_: str) -> bool:
    """Whether holders of a role may read a class of field."""
    return class_ == PUBLIC or ref.role == SYSTEM or class_ in definition.roles[ref.role].sees


def _public_texts(subject: Subject, path: Path, field: FieldInfo) -> Iterator[Problem]:
    if field.type.kind in _FREE and field.class_ == PUBLIC:
        yield subject.problem(
            path,
            "P703",
            f'Anything can be written into "{field.words.en}", so it cannot be public.',
            'Give it a class: identity, contact, health, security or money ("class: …").',
        )


def _asked(subject: Subject, rule: TransitionRule) -> Iterator[Problem]:
    """Whoever makes a transition gives what is asked for with it."""
    fields = subject.definition.fields
    for i, name in enumerate(rule.ask):
        class_ = fields[name].class_
        blind = [ref for ref in rule.by if not sees(subject.definition, ref, class_)]
        if blind:
            yield subject.problem(
                (*rule.written, "ask", i),
                "P702",
                f'{_roles(blind)} must give "{fields[name].words.en}", which is {class_} data that '
                "the role may not see.",
                'Ask for another field, change "by", or let the role see the class.',
            )


def _by(subject: Subject, rule: TransitionRule) -> Iterator[Problem]:
    """Whoever makes a transition knows of its place; what is offered anywhere is left out."""
    definition = subject.definition
    place = definition.places[rule.source]
    region = definition.regions[place.region]
    for class_ in dict.fromkeys((rule.class_, place.class_, region.class_)):
        blind = [ref for ref in rule.by if not sees(definition, ref, class_)]
        if blind and not rule.origin:
            yield subject.problem(
                (*rule.written, "by"),
                "P702",
                f"{_roles(blind)} may not know of this: it is of class {class_}.",
                'Name another role in "by", or let the role see the class.',
            )


def _recorded(subject: Subject, place: PlaceInfo) -> Iterator[Problem]:
    """Somebody who acts at a place can record what must be recorded there."""
    definition = subject.definition
    acting = [ref for rule in place.transitions for ref in rule.by]
    for word, path, records in (
        ("record", place.path, place.record),
        ("record", ("stages", place.stage), place.stage_record),
    ):
        for i, wanted in enumerate(records):
            field = definition.fields[wanted.field]
            if not any(sees(definition, ref, field.class_) for ref in acting):
                yield subject.problem(
                    (*path, word, i),
                    "P702",
                    f'Nobody who acts at "{place.words.en}" may see {field.class_} data, so nobody '
                    f'can record "{field.words.en}".',
                    'Let a role in "by" see the class, or record it elsewhere.',
                )


def _handed_over(subject: Subject, rule: ChildRule) -> Iterator[Problem]:
    """A field keeps its class in the child that receives it."""
    known = subject.library.definitions
    child = known.get(definition_for(known, rule.workflow, subject.definition.overlay))
    if child is None:
        return
    for name, field in _given(subject.definition.fields, child, rule):
        if field.class_ != child.fields[name].class_:
            yield subject.problem(
                ("children", rule.id),
                "P704",
                f'"{field.words.en}" is {field.class_} data here and {child.fields[name].class_} '
                f'data in "{rule.workflow}".',
                "Give both the same class.",
            )


def _given(
    mine: Mapping[str, FieldInfo], child: Definition, rule: ChildRule
) -> Iterator[tuple[str, FieldInfo]]:
    """What a child receives: the fields it names, and those of the item it is opened for."""
    yield from ((name, mine[name]) for name in child.receives)
    if rule.for_each:
        each = mine[rule.for_each]
        yield from ((name, item) for name, item in each.items.items() if name in child.fields)
        if rule.item:
            yield rule.item, each


def _roles(refs: Iterable[RoleRef]) -> str:
    return ", ".join(f'"{ref}"' for ref in refs)
