"""Whether somebody hears of what happens, and whether messages can be filled: N601, N602, N603."""

import re
from collections.abc import Iterator

from workflow.definition.checks.subject import Subject
from workflow.definition.definition import Definition
from workflow.definition.model import Event
from workflow.definition.problems import Problem
from workflow.definition.spelling import did_you_mean

#: All that a message may hold: nothing of it says who the victim is or what has happened to them.
PLACEHOLDERS = (
    "case",
    "stage",
    "place",
    "department",
    "due",
    "clock",
    "child",
    "outcome",
    "province",
)
_BRACED = re.compile(r"\{([^{}]*)\}")


def check_told(subject: Subject) -> Iterator[Problem]:
    """Everything that is wrong with notices and messages."""
    for event in _events(subject.definition):
        if not any(tell.tell for tell in subject.file.notify.get(event, ())):
            yield subject.problem(
                ("notify", event),
                "N601",
                f'When something is "{event}", nobody is told.',
                f'Write under "notify:" who is told: "{event}: [{{tell: […], say: …}}]".',
            )
    for name, words in subject.definition.messages.items():
        for language in ("en", "ur"):
            yield from _placeholders(subject, name, language, words.in_(language))
        yield from _same(subject, name, words.en, words.ur)


def _events(definition: Definition) -> Iterator[Event]:
    """What can happen in this workflow that somebody should hear of."""
    yield from ("opened", "entered", "assigned", "nudged", "excused", "ended")
    clocks = definition.clocks.values()
    possible: dict[Event, bool] = {
        "reminder": any(clock.reminders for clock in clocks),
        "late": any(clock.ladder for clock in clocks),
        "put_back": definition.put_back is not None,
        "proposed": any(rule.two_people for rule in definition.transitions.values()),
        "child_finished": bool(definition.children),
        "transfer_asked": definition.transfer is not None,
        "transfer_answered": definition.transfer is not None,
    }
    yield from (event for event, can_be in possible.items() if can_be)


def _placeholders(subject: Subject, name: str, language: str, text: str) -> Iterator[Problem]:
    path = ("messages", name, language)
    for word in _BRACED.findall(text):
        field = subject.definition.fields.get(word)
        if field is not None and field.class_ != "public":
            yield subject.problem(
                path,
                "P701",
                f'"{{{word}}}" is {field.class_} data and may not be sent in a message.',
                "Leave it out: whoever may read it opens the case.",
            )
        elif word not in PLACEHOLDERS:
            yield subject.problem(
                path,
                "N602",
                f'A message cannot hold "{{{word}}}".',
                did_you_mean(word, PLACEHOLDERS),
            )
    rest = _BRACED.sub("", text)
    if "{" in rest or "}" in rest:
        yield subject.problem(
            path,
            "N602",
            "A brace of this message has no partner.",
            "Write a placeholder like {case}, and no braces otherwise.",
        )


def _same(subject: Subject, name: str, english: str, urdu: str) -> Iterator[Problem]:
    in_english, in_urdu = set(_BRACED.findall(english)), set(_BRACED.findall(urdu))
    for language, lacking in (("ur", in_english - in_urdu), ("en", in_urdu - in_english)):
        if lacking:
            shown = ", ".join(f"{{{word}}}" for word in sorted(lacking))
            yield subject.problem(
                ("messages", name, language),
                "N603",
                f"The text in the other language also says {shown}.",
                "Let both texts say the same.",
            )
