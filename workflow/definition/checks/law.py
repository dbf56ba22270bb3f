"""Whether rules and figures rest on something that has been confirmed: B801, B802.

A plain rule decides where a legal basis must be named: support that is refused or ended. That is
each transition to an outcome, and each by which a track is waived; a basis at the transition, its
place, its stage or the outcome will do.
"""

from collections.abc import Iterator

from workflow.definition.checks.codes import finding
from workflow.definition.checks.subject import Subject
from workflow.definition.definition import WAIVED, Definition, TransitionRule
from workflow.definition.library import Library
from workflow.definition.problems import Problem
from workflow.definition.reader import List
from workflow.definition.reading import where
from workflow.definition.trees import node_at, text_at

_VERIFIED = "verified"


def check_law(subject: Subject) -> Iterator[Problem]:
    """Everything in a workflow that rests on nothing, or on nothing confirmed."""
    definition = subject.definition
    for name in sorted(_relied_on(subject)):
        source = definition.sources[name]
        if source.status != _VERIFIED:
            yield subject.problem(
                ("sources", name, "status"),
                "B801",
                f'The source "{source.words.en}" is {source.status}.',
                "Publication needs it confirmed, or two publishers who waive it.",
            )
    for rule in definition.transitions.values():
        if _ends_support(definition, rule) and not _basis(subject, rule):
            yield subject.problem(
                rule.written,
                "B802",
                f'"{rule.name}" ends support, and no legal basis is named for it.',
                'Write "legal_basis: [SOURCE]" here, at the stage or at the outcome.',
            )


def _relied_on(subject: Subject) -> frozenset[str]:
    """The sources that anything of the workflow names."""
    definition, file = subject.definition, subject.file
    named = [
        *(stage.legal_basis for stage in file.stages.values()),
        *(place.legal_basis for place in definition.places.values()),
        *(rule.legal_basis for rule in definition.transitions.values()),
        *(clock.legal_basis for clock in definition.clocks.values()),
        *(outcome.legal_basis for outcome in file.outcomes.values()),
    ]
    return frozenset(name for names in named for name in names)


def _ends_support(definition: Definition, rule: TransitionRule) -> bool:
    return rule.target == WAIVED or rule.target in definition.outcomes


def _basis(subject: Subject, rule: TransitionRule) -> tuple[str, ...]:
    file = subject.file
    place = subject.definition.places[rule.source]
    outcome = file.outcomes.get(rule.target)
    return (
        *rule.legal_basis,
        *place.legal_basis,
        *file.stages[place.stage].legal_basis,
        *(outcome.legal_basis if outcome else ()),
    )


def check_tables(library: Library) -> Iterator[Problem]:
    """Every edition of a decision table that is not confirmed."""
    for tree in library.documents.values():
        table = library.tables.get(text_at(tree, ("table",)))
        editions = node_at(tree, ("editions",))
        if table is not None and isinstance(editions, List):
            confirmed = {e.label: not e.unverified for e in table.editions}
            for i, edition in enumerate(editions.items):
                label = text_at(edition, ("edition",))
                if not confirmed[label]:
                    yield finding(
                        where(tree, ("editions", i, "status")),
                        "B801",
                        f'The figures of "{label}" are not confirmed.',
                        "Publication needs them confirmed, or two publishers who waive it.",
                    )
