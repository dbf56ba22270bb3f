"""The case that is measured: one step with everything a step usually has. Fictitious throughout."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from workflow.definition.library import read_library
from workflow.engine.case import Case
from workflow.engine.commands import Advance, Command, Open, TimerDue
from workflow.engine.decide import decide
from workflow.engine.decision import Decision
from workflow.engine.people import THE_SYSTEM, Grant, Person
from workflow.engine.rules import Rules, rules_for

WORLD = Path(__file__).parent / "world"
KARACHI = ZoneInfo("Asia/Karachi")
OFFICER = Person("ayesha", (Grant("officer", "welfare", "province.north"),))
FACTS = {"full_name": "Bano", "district": "upper", "incident_date": date(2027, 3, 1)}


def at(text: str) -> int:
    """A local time in Karachi as UTC milliseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=KARACHI).timestamp() * 1000)


@dataclass(frozen=True, slots=True)
class Measured:
    """A case that has just been opened, and the two commands that are measured on it."""

    rules: Rules
    case: Case
    advance: Advance
    advance_at: int
    timer: TimerDue
    timer_at: int


def read_rules() -> Rules:
    """The rules of the small world beside this file."""
    files = {p.name: p.read_bytes() for p in sorted(WORLD.glob("*.yaml"))}
    return rules_for(read_library(files), "measured")


def open_case() -> Measured:
    """The world with its case."""
    rules = read_rules()
    opened = granted(
        rules, Case("K7Q2-M9XD"), Open(by=OFFICER, facts=FACTS), at("2027-03-08 15:00")
    )
    reminder = opened.timers["intake"]
    assert reminder is not None
    return Measured(
        rules=rules,
        case=opened.case,
        advance=Advance(by=OFFICER, trigger="accept", facts={"confirmed": True}),
        advance_at=at("2027-03-09 10:00"),
        timer=TimerDue(by=THE_SYSTEM, timer="intake"),
        timer_at=reminder,
    )


def granted(rules: Rules, case: Case, command: Command, now: int) -> Decision:
    """The decision; a refusal would be measured as something quick."""
    answer = decide(rules, case, command, now)
    assert isinstance(answer, Decision), answer
    return answer
