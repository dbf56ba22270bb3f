"""What a person does in a scenario: the whole grammar of acts, and how a text is read by it.

A form is the text itself, with a word in capitals for each thing that it names. Forms are tried in
the order written; a single word that is none of them is a transition.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import process

from workflow.errors import WorkflowError

#: The form of an act that makes a transition.
MAKES = "TRANSITION"

#: Every form, and what it does.
FORMS: Mapping[str, str] = {
    "opens a case": "opens the case of the story, or the facts of one that is refused",
    "opens a case at PLACES": "opens a back-log case that stands at these places already",
    "confirms TRANSITION": "agrees, as the second person, to a proposed transition",
    "declines TRANSITION": "declines a proposed transition",
    "starts TRACK": "starts a track by hand",
    "records": "writes the facts of `with:` down",
    "adds to LIST": "adds an item with the facts of `with:` to a list",
    "changes ITEM of LIST": "changes facts of an item of a list",
    "removes ITEM of LIST because TEXT": "strikes an item of a list out",
    "ticks ITEMS": "ticks items of a checklist",
    "unticks ITEMS": "takes ticks back",
    "marks ITEM as STATE": "says how far a document has come",
    "marks ITEM as STATE because TEXT": "the same, with the reason",
    "reaches the victim by CHANNEL": "records a contact with the victim",
    "does not reach the victim by CHANNEL": "records an attempt that failed",
    "records consent for PURPOSE": "records consent without an end",
    "records consent for PURPOSE until TIME": "records consent that ends",
    "records no consent for PURPOSE": "records that consent is refused or withdrawn",
    "assigns REGION to PERSON": "gives the main line (`main`) or a track to somebody, or to nobody",
    "pauses for PAUSE": "lets the clocks that allow this reason stand still",
    "resumes PAUSE": "ends that reason",
    "extends CLOCK by NUMBER for EXTENSION": "gives a clock more time, in its own unit",
    "excuses CLOCK because TEXT": "excuses a breach",
    "nudges REGION": "asks for movement",
    "puts back REGION because TEXT": "undoes the last, wrong step",
    "asks PROVINCE to take the case": "asks for a transfer",
    "takes the case": "accepts a transfer",
    "does not take the case because TEXT": "refuses a transfer",
    "reopens the case": "opens an ended case again",
    MAKES: "makes a transition, by its name, or by its id where the name is offered twice",
}

#: Words in capitals that stand for more than one word of the act.
_LONG = frozenset({"TEXT", "TIME", "PLACES", "ITEMS"})
_CAPITALS = re.compile(r"\b[A-Z]{4,}\b")


class BadAct(WorkflowError, ValueError):
    """An act cannot be read; the text says why and what to write."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as read: its form, and what stands where the form has a word in capitals."""

    form: str
    parts: Mapping[str, str]

    def listed(self, part: str) -> tuple[str, ...]:
        """The names of a part that may hold several: `A, B and C`."""
        return tuple(re.split(r"(?: and |, *)", self.parts[part]))


def _pattern(form: str) -> re.Pattern[str]:
    def group(found: re.Match[str]) -> str:
        anything = ".+" if found[0] in _LONG else "[^ ]+"
        return f"(?P<{found[0]}>{anything})"

    return re.compile(_CAPITALS.sub(group, form))


_PATTERNS = {form: _pattern(form) for form in FORMS}


def parse_act(text: str) -> Act:
    """The act that a text means.

    >>> parse_act("extends referral by 2 for flood").parts
    {'CLOCK': 'referral', 'NUMBER': '2', 'EXTENSION': 'flood'}

    Raises:
        BadAct: the text has none of the forms.
    """
    clean = " ".join(text.split())
    for form, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(clean):
            return Act(form, found.groupdict())
    nearest = process.extractOne(clean, [form for form in FORMS if form != MAKES])[0]
    raise BadAct(
        f'"{text}" is not an act. The nearest form is "{nearest}"; '
        "a transition is one word, its name."
    )
