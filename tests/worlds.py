"""Small worlds for tests: the definitions of `tests/small`, fictitious people, and one case."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from workflow.definition.library import Library, read_library
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.decide import decide
from workflow.engine.decision import Decision, Message, Refusal
from workflow.engine.entries import Entry
from workflow.engine.people import EVERYWHERE, THE_SYSTEM, Directory, Grant, Person, resolve
from workflow.engine.rules import Rules, rules_for

SMALL = Path(__file__).parent / "small"
KARACHI = ZoneInfo("Asia/Karachi")


def at(text: str) -> int:
    """A local time in Karachi, like "2027-03-08 15:00", as UTC milliseconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=KARACHI).timestamp() * 1000)


def local(instant: int | None) -> str | None:
    """An instant as `at` reads it."""
    if instant is None:
        return None
    return datetime.fromtimestamp(instant / 1000, KARACHI).strftime("%Y-%m-%d %H:%M")


def someone(name: str, role: str, department: str, area: str = EVERYWHERE) -> Person:
    """A fictitious person with one role."""
    return Person(name, (Grant(role, department, area),))


AYESHA = someone("ayesha", "officer", "welfare")
BILAL = someone("bilal", "officer", "welfare")
KAMRAN = someone("kamran", "supervisor", "welfare")
NADIA = someone("nadia", "supervisor", "welfare")
HAMZA = someone("hamza", "officer", "health")
SANA = someone("sana", "supervisor", "health")
OMAR = someone("omar", "officer", "home")
RABIA = someone("rabia", "supervisor", "home")
GUL = someone("gul", "guardian", "home")
DESK = someone("desk", "national", "welfare")
CLERK = someone("clerk", "administrator", "welfare")
PEOPLE = (AYESHA, BILAL, KAMRAN, NADIA, HAMZA, SANA, OMAR, RABIA, GUL, DESK, CLERK)


def read_folder(folder: Path) -> Library:
    """Every YAML file of a folder as one library."""
    files = {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*.yaml"))}
    return read_library(files)


@cache
def small_library() -> Library:
    """The library of `tests/small`."""
    return read_folder(SMALL)


@cache
def small_rules(name: str = "small") -> Rules:
    """The rules of one of its workflows."""
    return rules_for(small_library(), name)


def directory(rules: Rules) -> Directory:
    """Everybody above."""
    return Directory({person.id: person for person in PEOPLE}, rules.districts)


class Story:
    """One case through time: every command at an instant, and everything that came of it."""

    def __init__(self, start: str = "2027-03-08 15:00", rules: Rules | None = None) -> None:
        self.rules = rules or small_rules()
        self.now = at(start)
        self.case = Case("K7Q2-M9XD")
        self.entries: list[Entry] = []
        self.messages: list[Message] = []
        self.timers: dict[str, int] = {}
        self.last: Decision | Refusal | None = None

    def do(self, command: c.Command, when: str | None = None) -> Decision:
        """A command that must be granted."""
        answer = self.ask(command, when)
        assert isinstance(answer, Decision), [reason.words.en for reason in answer.reasons]
        self.case = answer.case
        self.entries += answer.entries
        self.messages += answer.messages
        for timer, instant in answer.timers.items():
            if instant is None:
                self.timers.pop(timer, None)
            else:
                self.timers[timer] = instant
        return answer

    def ask(self, command: c.Command, when: str | None = None) -> Decision | Refusal:
        """What the answer to a command would be."""
        self.now = at(when) if when else self.now
        self.last = decide(self.rules, self.case, command, self.now)
        return self.last

    def refused(self, command: c.Command, when: str | None = None) -> list[str]:
        """The codes of the reasons for which a command must be refused."""
        answer = self.ask(command, when)
        assert isinstance(answer, Refusal)
        return [reason.code for reason in answer.reasons]

    def open(self, by: Person = AYESHA, **facts: Any) -> "Story":
        """Open the case."""
        self.do(c.Open(by=by, facts=facts))
        return self

    def go(self, by: Person, trigger: str, when: str | None = None, **facts: Any) -> Decision:
        """Make a transition."""
        return self.do(c.Advance(by=by, trigger=trigger, facts=facts), when)

    def until(self, when: str) -> "Story":
        """Let time pass: every timer on the way comes due in its order."""
        end = at(when)
        while self.timers:
            instant, timer = min((i, t) for t, i in self.timers.items())
            if instant > end:
                break
            self.now = instant
            self.do(c.TimerDue(by=THE_SYSTEM, timer=timer))
        self.now = end
        return self

    def told(self) -> list[tuple[str, str]]:
        """Who has been told what since this was last asked, by person."""
        people = directory(self.rules)
        found = [
            (person, message.say)
            for message in self.messages
            for address in message.to
            for person in resolve(address, self.rules.definition, people, self.now)
        ]
        self.messages.clear()
        return found

    def due(self, clock: str) -> str | None:
        """When a clock is due."""
        from workflow.engine.clocks import read_clock

        facts = self.case.clocks[clock]
        return local(read_clock(facts, self.rules.editions, zone=self.rules.zone).due)
