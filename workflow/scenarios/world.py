"""A world in memory in which a story happens: cases, their timers, a clock that is set by hand.

It does what the store, the sweep and the sending of messages do in production, in the order that
they promise: timers by (instant, case, timer), each decision applied whole, messages resolved to
people as they are written. After every decision the entries must lead to the decided state.
"""

from collections.abc import Callable, Iterable, Mapping

from workflow.definition.calendars import Calendar
from workflow.definition.definition import SYSTEM, Definition
from workflow.definition.districts import Districts
from workflow.definition.library import Library
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.engine.clocks import Reading, read_clock
from workflow.engine.decide import decide
from workflow.engine.decision import ChildToOpen, Decision, Message, Refusal
from workflow.engine.entries import Entry
from workflow.engine.fold import replay
from workflow.engine.machine import machines_for
from workflow.engine.people import THE_SYSTEM, Directory, Person, resolve
from workflow.engine.rules import Rules
from workflow.errors import WorkflowError
from workflow.scenarios.history import Happened, Held, Told
from workflow.scenarios.story import NOBODY, key_of

#: More timers than this at one instant only wake one another.
MOST_AT_ONCE = 1000


class Inconsistent(WorkflowError):
    """The engine contradicts itself; the text says how."""


class World:
    """Everything there is in a story; changed only by `ask`, `pass_time` and `announce`."""

    def __init__(
        self,
        library: Library,
        people: Mapping[str, Person],
        offices: Mapping[tuple[str, str], str],
    ) -> None:
        self.library = library
        self.now = 0
        #: By number, in the order of opening.
        self.cases: dict[str, Held] = {}
        self.history: list[Happened] = []
        #: The newest edition of each calendar by its id, and every edition by its hash.
        self.calendars = dict(library.calendars)
        self.editions = {calendar.hash: calendar for calendar in library.calendars.values()}
        self._directory = Directory(people, districts_of(library))
        self._offices = offices

    # -- what is known --------------------------------------------------------------------------

    def rules(self, held: Held) -> Rules:
        """What the case is decided by now."""
        definition = self.library.definitions[held.definition]
        return Rules(
            definition=definition,
            machines=machines_for(definition),
            calendars=self.calendars,
            editions=self.editions,
            tables=self.library.tables,
            districts=self._directory.districts,
            offices=self._offices,
        )

    def clocks(self, held: Held) -> dict[str, Reading]:
        """The clocks of a case that have begun, as they stand now."""
        zone = self.rules(held).zone
        return {
            clock: read_clock(facts, self.editions, zone=zone, now=self.now)
            for clock, facts in held.case.clocks.items()
        }

    def child(self, key: str) -> Held | None:
        """The child of that key that was opened last."""
        return next((held for held in reversed(self.cases.values()) if held.key == key), None)

    # -- what happens ---------------------------------------------------------------------------

    def begin(self, definition: str, command: c.Open, step: int) -> Happened:
        """Open a case; one that is refused does not come to be."""
        held = Held(str(self._mains() + 1), definition, Case(str(self._mains() + 1)))
        return self._begin(held, command, step)

    def _mains(self) -> int:
        return sum(1 for held in self.cases.values() if not held.parent)

    def _begin(self, held: Held, command: c.Open, step: int) -> Happened:
        self.cases[held.number] = held
        happened = self.ask(held, command, step)
        if happened.refused is not None:
            del self.cases[held.number]
        return happened

    def ask(self, held: Held, command: c.Command, step: int = -1) -> Happened:
        """Ask something of a case, with everything that follows of itself at this instant."""
        before = held.case
        answer = decide(self.rules(held), before, command, self.now)
        if isinstance(answer, Refusal):
            if command.by.id == SYSTEM and held.case.standing:
                raise Inconsistent(" ".join(reason.words.en for reason in answer.reasons))
            return self._note(held, command, step, before, answer, (), ())
        held.entries.extend(answer.entries)
        if replay(held.number, held.entries) != answer.case:
            raise Inconsistent(
                f"The entries of case {held.number} do not lead to the state that was decided."
            )
        held.case = answer.case
        self._set_timers(held, answer.timers)
        told = tuple(t for message in answer.messages for t in self._tell(held, message))
        happened = self._note(held, command, step, before, None, answer.entries, told)
        self._follow(held, before, answer)
        return happened

    def _note(
        self,
        held: Held,
        command: c.Command,
        step: int,
        before: Case,
        refused: Refusal | None,
        entries: tuple[Entry, ...],
        told: tuple[Told, ...],
    ) -> Happened:
        happened = Happened(
            at=self.now,
            case=held.number,
            definition=held.definition,
            command=command,
            refused=refused,
            entries=entries,
            told=told,
            before=before,
            after=held.case,
            clocks=self.clocks(held),
            step=step,
        )
        self.history.append(happened)
        return happened

    def _set_timers(self, held: Held, timers: Mapping[str, int | None]) -> None:
        for timer, at in timers.items():
            if at is None:
                held.timers.pop(timer, None)
            else:
                held.timers[timer] = at

    def _tell(self, held: Held, message: Message) -> Iterable[Told]:
        definition = self.library.definitions[held.definition]
        people = {
            person
            for address in message.to
            for person in resolve(address, definition, self._directory, self.now)
        }
        for person in sorted(people) or [NOBODY]:
            yield Told(self.now, person, held.number, message)

    # -- what follows ---------------------------------------------------------------------------

    def _follow(self, held: Held, before: Case, decision: Decision) -> None:
        for child in decision.opens:
            self._open_child(held, child)
        for key in decision.closes:
            self._to_child(held, key, c.ParentEnded(by=THE_SYSTEM))
        if held.case.outcome and not before.outcome and held.parent:
            finished = c.ChildFinished(by=THE_SYSTEM, key=held.key, outcome=held.case.outcome)
            self.ask(self.cases[held.parent], finished)
        if decision.hands_over_to:
            self._hand_over(held, decision)

    def _open_child(self, parent: Held, child: ChildToOpen) -> None:
        definition = self._definition(parent)
        taken = sum(1 for held in self.cases.values() if held.parent == parent.number)
        number = f"{parent.number}.{taken + 1}"
        key = key_of(self.library, child.workflow, definition.overlay)
        command = c.Open(
            by=THE_SYSTEM,
            facts=child.facts,
            item=child.item,
            parent=parent.number,
            parent_department=child.department,
            parent_officer=child.officer,
            package=parent.case.package,
        )
        self._begin(Held(number, key, Case(number), parent.number, child.key), command, -1)

    def _to_child(self, parent: Held, key: str, command: c.Command) -> None:
        for held in self.cases.values():
            if held.parent == parent.number and held.key == key:
                self.ask(held, command)

    def _hand_over(self, held: Held, decision: Decision) -> None:
        """Open the case under the receiving province's edition, with the facts it knows too."""
        key = key_of(self.library, self._definition(held).workflow, decision.hands_over_to)
        fields = self.library.definitions[key].fields
        facts = {name: value for name, value in decision.hands_over.items() if name in fields}
        command = c.Open(by=THE_SYSTEM, facts=facts, package=held.case.package)
        self.begin(key, command, -1)

    def _definition(self, held: Held) -> Definition:
        return self.library.definitions[held.definition]

    # -- time -----------------------------------------------------------------------------------

    def pass_time(self, until: int) -> None:
        """Let every timer on the way come due, in order, and stop at `until`."""
        at_once = 0
        while (due := self._next_timer()) is not None and due[0] <= until:
            at, _, number, timer = due
            at_once = at_once + 1 if at <= self.now else 0
            if at_once > MOST_AT_ONCE:
                raise Inconsistent(f'Timer "{timer}" of case {number} comes due again and again.')
            self.now = max(self.now, at)
            held = self.cases[number]
            del held.timers[timer]
            self.ask(held, c.TimerDue(by=THE_SYSTEM, timer=timer))
        self.now = max(self.now, until)

    def _next_timer(self) -> tuple[int, int, str, str] | None:
        return min(
            (
                (at, order, number, timer)
                for order, (number, held) in enumerate(self.cases.items())
                for timer, at in held.timers.items()
            ),
            default=None,
        )

    def announce(self, calendar: str, revise: Callable[[Calendar], Calendar]) -> None:
        """Put a new edition of a calendar in force and let every open case know."""
        old = self.calendars[calendar]
        new = revise(old)
        self.calendars[calendar] = new
        self.editions[new.hash] = new
        command = c.CalendarAnnounced(by=THE_SYSTEM, calendar=calendar, old=old.hash, new=new.hash)
        for held in tuple(self.cases.values()):
            if held.case.is_open:
                self.ask(held, command)


def districts_of(library: Library) -> Districts:
    """The districts, without which nobody's area means anything."""
    if library.districts is None:
        raise WorkflowError("A story needs the districts. Add definitions/districts/pakistan.yaml.")
    return library.districts
