"""Small worlds for tests: the definitions of `tests/small`, fictitious people, and one case."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from workflow.definition.calendar_editions import announce
from workflow.definition.calendar_files import HolidayEntry
from workflow.definition.library import Library, read_library
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.clocks import read_clock
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
SAAD = someone("saad", "supervisor", "welfare", "province.south")
PEOPLE = (AYESHA, BILAL, KAMRAN, NADIA, HAMZA, SANA, OMAR, RABIA, GUL, DESK, CLERK, SAAD)


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


#: The office of welfare in the south works six days, that of home everywhere.
OFFICES = {("welfare", "south"): "sixdays", ("home", ""): "sixdays"}


def office_rules() -> Rules:
    """The rules of the small workflow where some offices have a calendar of their own."""
    return rules_for(small_library(), "small", OFFICES)


def with_holiday(rules: Rules, day: date, calendar: str = "weekdays") -> Rules:
    """The rules once a holiday has been announced."""
    old = rules.calendars[calendar]
    entry = HolidayEntry(en="Holiday", ur="تعطیل", status="announced")
    new = announce(old, added={day: entry}, edition=f"{old.edition}+{day}")
    return replace(
        rules,
        calendars={**rules.calendars, calendar: new},
        editions={**rules.editions, new.hash: new},
    )


def directory(rules: Rules) -> Directory:
    """Everybody above."""
    return Directory({person.id: person for person in PEOPLE}, rules.districts)


#: What a case needs to leave registration. The name is fictitious.
REGISTERED: Mapping[str, Any] = {
    "full_name": "R. (fictitious)",
    "district": "upper",
    "incident_date": date(2027, 3, 8),
}


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

    def to_checking(self, by: Person = AYESHA) -> "Story":
        """From the opening to the check."""
        self.do(c.Record(by=by, facts=REGISTERED))
        self.go(by, "check")
        return self

    def to_support(self, by: Person = AYESHA) -> "Story":
        """From the opening into support; money is under way then."""
        self.to_checking(by)
        self.do(c.Tick(by=by, items=("intake.checking/seen",)))
        self.do(c.SetDocument(by=by, item="certificate", state="verified"))
        self.go(by, "accept", confirmed=True, urgent=False)
        return self

    def to_follow_up(self) -> "Story":
        """From the opening into follow-up, with everything else finished."""
        self.to_support()
        self.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"}), "harm": "death"}))
        self.do(c.ChildFinished(by=THE_SYSTEM, key="referrals/legal", outcome="done"))
        self.go(OMAR, "approve")
        self.go(RABIA, "paid")
        self.go(KAMRAN, "decide")
        self.do(c.Confirm(by=NADIA, trigger="decide"))
        self.messages.clear()
        return self

    def announced(self, day: date, calendar: str = "weekdays") -> Decision:
        """A holiday is announced while the case is open."""
        old = self.rules.calendars[calendar].hash
        self.rules = with_holiday(self.rules, day, calendar)
        new = self.rules.calendars[calendar].hash
        return self.do(c.CalendarAnnounced(by=THE_SYSTEM, calendar=calendar, old=old, new=new))

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
        facts = self.case.clocks[clock]
        return local(read_clock(facts, self.rules.editions, zone=self.rules.zone).due)
