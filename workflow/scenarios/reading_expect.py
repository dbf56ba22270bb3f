"""What a step expects: whether every name in it exists."""

from collections.abc import Collection

from workflow.definition.definition import TRACK_ENDS, Definition, Path
from workflow.scenarios.finding import Finding
from workflow.scenarios.model import Expect
from workflow.scenarios.story import NOBODY

#: A fact of which nothing has been written down.
UNKNOWN = "unknown"
#: A track that was never begun.
NOT_STARTED = "not started"


def check_expected(
    finding: Finding, definition: Definition, path: Path, expect: Expect, people: Collection[str]
) -> None:
    """Note every name in an expectation that does not exist."""
    _check_places(finding, definition, path, expect)
    _check_clocks(finding, definition, path, expect)
    _check_people(finding, definition, path, expect, people)
    for name in expect.entitled:
        known = definition.decisions
        finding.known((*path, "entitled", name), name, known, "decision")


def _check_places(finding: Finding, definition: Definition, path: Path, expect: Expect) -> None:
    places = (*definition.places, *definition.outcomes, *TRACK_ENDS, NOT_STARTED)
    if expect.place is not None:
        finding.known((*path, "place"), expect.place, places, "place")
    for region, place in expect.places.items():
        here = (*path, "places", region)
        finding.known(here, region, definition.regions, "region")
        finding.known(here, place, places, "place")
    if expect.department is not None:
        known = definition.departments
        finding.known((*path, "department"), expect.department, known, "department")
    if expect.ended is not None:
        finding.known((*path, "ended"), expect.ended, definition.outcomes, "outcome")


def _check_clocks(finding: Finding, definition: Definition, path: Path, expect: Expect) -> None:
    for word in ("paused", "stopped", "late", "reminded"):
        names = getattr(expect, word)
        finding.all_known((*path, word), names, definition.clocks, "clock")
    for word in ("due", "escalated"):
        for name in getattr(expect, word):
            finding.known((*path, word, name), name, definition.clocks, "clock")
    for name, rung in expect.escalated.items():
        if not rung.isdecimal():
            text = f'"{rung}" is not the number of a rung.'
            finding.wrong((*path, "escalated", name), "L009", text, "Write 1 for the first.")


def _check_people(
    finding: Finding, definition: Definition, path: Path, expect: Expect, people: Collection[str]
) -> None:
    messages = finding.everywhere(lambda d: d.messages)
    for name, told in (expect.told or {}).items():
        here = (*path, "told", name)
        finding.known(here, name, (*people, NOBODY), "person")
        finding.all_known(here, told, messages, "message")
    transitions = {*definition.transitions, *(f"start {r}" for r in definition.regions)}
    transitions |= {rule.name for rule in definition.transitions.values()}
    for name, offered in expect.offered.items():
        here = (*path, "offered", name)
        finding.known(here, name, people, "person")
        finding.all_known(here, offered, transitions, "transition")
    for name, missing in expect.missing.items():
        finding.known((*path, "missing", name), name, people, "person")
        for transition in missing:
            here = (*path, "missing", name, transition)
            finding.known(here, transition, transitions, "transition")
    finding.all_known((*path, "hidden_from"), expect.hidden_from, people, "person")
