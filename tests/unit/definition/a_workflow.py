"""The workflow of the corpus, changed a little, read together with what it shares."""

from pathlib import Path

from workflow.definition.checks.examination import check
from workflow.definition.definition import Definition
from workflow.definition.library import Library, read_library
from workflow.definition.problems import Problem

CORPUS = Path(__file__).parents[2] / "corpus"
SAMPLE = (CORPUS / "sample.yaml").read_text("utf-8")
SHARED = {path.name: path.read_bytes() for path in (CORPUS / "shared").glob("*.yaml")}

#: Lines of the sample that tests change most.
TITLE = "title: {en: Sample, ur: نمونہ}\n"
ACCEPT = "      accept: {to: work, by: [officer], start: [shelter], en: Accept, ur: قبول}\n"
REFUSE = "      refuse: {to: refused, by: [supervisor], ask: [note], en: Refuse, ur: مسترد}\n"
GO_ON = "          go_on: {to: ending, by: [officer], en: Go on, ur: آگے}\n"
CLOSE = "          close: {to: closed, by: [supervisor], en: Close, ur: بند}\n"
GO_BACK = "          go_back: {to: begun, by: [officer], ask: [seen_on], en: Go back, ur: واپس}\n"
SAFE = "      safe: {to: finished, by: [officer], en: Safe, ur: محفوظ}\n"
SLA = "    sla: {within: 3 working days, remind: [50%], escalate: standard}\n"
BEGUN_SLA = "        sla: {within: 5 days, escalate: standard}\n"
OUTCOMES = "outcomes:\n"

Edit = tuple[str, str]


def edited(*edits: Edit, text: str = SAMPLE) -> str:
    """The sample with each old text, which is there once, replaced by a new one."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def library(*edits: Edit, **others: str) -> Library:
    """The library of the changed sample, what it shares, and other files by their stem."""
    files = {f"{name}.yaml": text.encode() for name, text in others.items()}
    return read_library({**SHARED, "sample.yaml": edited(*edits).encode(), **files})


def definition(*edits: Edit, **others: str) -> Definition:
    """The changed sample, built."""
    made = library(*edits, **others)
    assert "sample" in made.definitions, made.problems
    return made.definitions["sample"]


def findings(*edits: Edit, **others: str) -> list[Problem]:
    """What is found in the changed sample itself."""
    return [p for p in check(library(*edits, **others)) if p.mark.file == "sample.yaml"]


def codes(*edits: Edit, **others: str) -> list[str]:
    """The codes of what is found in the changed sample itself."""
    return [problem.code for problem in findings(*edits, **others)]


def only_finding(*edits: Edit, **others: str) -> Problem:
    """The one thing that is found."""
    (found,) = findings(*edits, **others)
    return found


def value(text: str, marked: str) -> tuple[int, int]:
    """The line and column at which a text begins that occurs once."""
    assert text.count(marked) == 1, marked
    before = text[: text.index(marked)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")
