"""What stands in the texts of every file, whoever reads them: P701 and U901.

The files are looked at as they are written, so that nothing is missed that a workflow does not use.
"""

import re
from collections.abc import Iterator

from workflow.definition.checks.codes import finding
from workflow.definition.fields import canonical_digits
from workflow.definition.library import Library
from workflow.definition.problems import Problem
from workflow.definition.reader import Map, Text
from workflow.definition.trees import maps_in

#: Letters of the Arabic script.
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
#: What looks like the data of a person, once Urdu digits are written as 0-9.
_PERSONAL = (
    ("an identity card number", re.compile(r"\b\d{5}[- ]\d{7}[- ]\d\b")),
    ("a mobile telephone number", re.compile(r"(?<!\d)(?:\+92|0092|0)[ -]?3\d{2}[ -]?\d{7}(?!\d)")),
    ("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+\.\w")),
    ("a long number", re.compile(r"\d{8,}")),
)


def check_texts(library: Library) -> Iterator[Problem]:
    """Every text in both languages, of every file that can be read."""
    for tree in library.documents.values():
        for labelled in maps_in(tree):
            for language in ("en", "ur"):
                if text := text_in(labelled, language):
                    yield from _personal(text)
            yield from _scripts(labelled)


def _personal(text: Text) -> Iterator[Problem]:
    typed = canonical_digits(text.value)
    found = next((what for what, shape in _PERSONAL if shape.search(typed)), None)
    if found:
        yield finding(
            text.mark,
            "P701",
            f"This text seems to hold {found}.",
            "Leave it out, also as an example: a definition is read by many.",
        )


def _scripts(labelled: Map) -> Iterator[Problem]:
    english, urdu = text_in(labelled, "en"), text_in(labelled, "ur")
    if english and _ARABIC.search(english.value):
        yield finding(
            english.mark,
            "U901",
            "The English text has letters of the Urdu script.",
            'Write it in English; the Urdu text goes under "ur".',
        )
    rest = _PLACEHOLDER.sub("", urdu.value).strip() if urdu else ""
    if urdu and rest and not _ARABIC.search(rest):
        yield finding(
            urdu.mark,
            "U901",
            "The Urdu text has no letter of the Urdu script.",
            "Write it in Urdu; names too, as they are read aloud.",
        )


def text_in(tree: Map, word: str) -> Text | None:
    """The text under a word of a map."""
    entry = tree.entries.get(word)
    return entry.node if entry and isinstance(entry.node, Text) else None
