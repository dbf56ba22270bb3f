"""What a workflow declares itself and never uses: W951, W952. What it shares may serve others.

A name counts as used as soon as any value of the merged file mentions it; one that only happens to
be spelled like another is therefore missed, and nothing is called unused that is not.
"""

import re
from collections.abc import Iterator

from workflow.definition.checks.subject import Subject
from workflow.definition.problems import Problem
from workflow.definition.reader import List, Node, Text
from workflow.definition.references import definition_for

#: Where names are declared that something else must mention.
_SECTIONS = (
    "sources",
    "departments",
    "roles",
    "fields",
    "lists",
    "purposes",
    "pauses",
    "extensions",
    "ladders",
    "messages",
    "children",
    "outcomes",
)
#: Maps whose keys are names of fields.
_BY_FIELD = "set"
_LANGUAGES = ("en", "ur")
_NAME = re.compile("[a-z][a-z0-9_]*")
#: Known to the engine and the screens without being mentioned.
_BUILT_IN = frozenset({"officer", "supervisor", "administrator", "auditor", "system"})


def check_unused(subject: Subject) -> Iterator[Problem]:
    """Everything that could be left out of this workflow."""
    used = _BUILT_IN.union(_mentioned(subject.tree), _handed_over(subject))
    shared = {file for file, tree in subject.library.documents.items() if "common" in tree.entries}
    for section in _SECTIONS:
        for name in getattr(subject.file, section):
            if name not in used and subject.mark((section, name)).file not in shared:
                yield subject.problem(
                    (section, name),
                    "W952" if section == "fields" else "W951",
                    f'"{name}" is declared and never used.',
                    "Use it, or remove it.",
                )


def _mentioned(node: Node) -> Iterator[str]:
    """Every name in a value, and the fields that `set:` names."""
    if isinstance(node, Text):
        yield from _NAME.findall(node.value)
    elif isinstance(node, List):
        for item in node.items:
            yield from _mentioned(item)
    else:
        for key, entry in node.entries.items():
            if key not in _LANGUAGES:
                yield from _mentioned(entry.node)
            if key == _BY_FIELD and not isinstance(entry.node, Text | List):
                yield from entry.node.entries


def _handed_over(subject: Subject) -> Iterator[str]:
    """The fields that go to children of this workflow, or come from its parents."""
    me, known = subject.definition, subject.library.definitions
    yield from me.receives
    for child in me.children.values():
        key = definition_for(known, child.workflow, me.overlay)
        yield from known[key].receives if key in known else ()
    for parent in known.values():
        for child in parent.children.values():
            if child.workflow == me.workflow:
                yield child.item
                yield from parent.fields[child.for_each].items if child.for_each else ()
