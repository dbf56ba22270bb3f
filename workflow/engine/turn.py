"""One command being decided: the case as it grows, and everything that happens on the way.

A turn holds a draft nobody else sees. What is noted becomes an entry and is folded into the draft
at once, so that later questions of the same command see it. Refusing throws the turn away.
"""

from collections.abc import Iterable, Mapping

from workflow.definition.definition import MAIN, ClockRule, Definition, PlaceInfo, RoleRef
from workflow.engine.case import Case
from workflow.engine.clock_facts import ENDS, Fact
from workflow.engine.clock_moments import next_moment
from workflow.engine.clocks import Reading, having_told, read_clock
from workflow.engine.decision import ChildToOpen, Decision, Message
from workflow.engine.entries import ClockFact, Entry
from workflow.engine.fold import draft_of, fold_into
from workflow.engine.people import Address, Person, owner_of
from workflow.engine.rules import Rules
from workflow.engine.view import CaseView

Data = Mapping[str, object]
NO_DATA: Data = {}
#: How the duty of another province is addressed: as an area of its own.
PROVINCE = "province."


def not_public(*classes: str) -> frozenset[str]:
    """Those of the classes that not everybody may read."""
    return frozenset(classes) - {"public"}


def classes_of(definition: Definition, place: PlaceInfo) -> frozenset[str]:
    """What one must be able to read to know that a case stands at a place."""
    region = definition.regions[place.region]
    return not_public(definition.class_, region.class_, place.class_)


class Turn:
    """The draft, who acts, and what has come of it so far."""

    __slots__ = (
        "_read",
        "before",
        "case",
        "closes",
        "definition",
        "entries",
        "hands_over",
        "hands_over_to",
        "messages",
        "now",
        "opens",
        "person",
        "rules",
        "timers",
        "touched",
        "view",
    )

    def __init__(self, rules: Rules, case: Case, person: Person, now: int) -> None:
        self.rules = rules
        self.definition: Definition = rules.definition
        self.before = case
        self.case = draft_of(case)
        self.person = person
        self.now = now
        self.entries: list[Entry] = []
        self.messages: list[Message] = []
        self.opens: list[ChildToOpen] = []
        self.closes: list[str] = []
        self.timers: dict[str, int | None] = {}
        self.touched: dict[str, None] = {}
        self.hands_over_to = ""
        self.hands_over: Data = NO_DATA
        self.view = CaseView(rules, self.case, now)
        self._read: dict[str, tuple[tuple[Fact, ...], Reading]] = {}

    def note(self, entry: Entry) -> None:
        """Something happens."""
        self.entries.append(entry)
        fold_into(self.case, entry)

    def clock_fact(self, clock: str, fact: Fact, *, fresh: bool = False) -> None:
        """A fact goes into the ledger of a clock."""
        before = self.case.clocks.get(clock)
        self.note(ClockFact(self.now, self.person.id, clock, fact, fresh))
        self.touched[clock] = None
        read = self._read.get(clock)
        if read and read[0] is before and (told := having_told(read[1], fact)):
            self._read[clock] = self.case.clocks[clock], told

    def place(self, region: str) -> PlaceInfo | None:
        """Where the region stands; None when it is not open."""
        return self.definition.places.get(self.case.standing.get(region, ""))

    def open_places(self) -> tuple[PlaceInfo, ...]:
        """The places at which the case stands."""
        places = self.definition.places
        standing = () if self.case.outcome else self.case.standing.values()
        return tuple([places[at] for at in standing if at in places])

    @property
    def district(self) -> str:
        """The district of the case; "" while it is unknown."""
        return str(self.case.value(self.definition.area) or "")

    def department_of(self, region: str) -> str:
        """The department responsible for where the region stands, or where it would begin."""
        place = self.place(region)
        if place is None:
            place = self.definition.places[self.definition.regions[region].initial]
        return place.department

    def classes(self, region: str) -> frozenset[str]:
        """What one must be able to read to know where a region stands, or that it is there."""
        place = self.place(region)
        if place is None:
            return not_public(self.definition.class_, self.definition.regions[region].class_)
        return classes_of(self.definition, place)

    def reading(self, clock: str) -> Reading:
        """The clock as it stands now; read once for the facts it has now."""
        facts = self.case.clocks[clock]
        read = self._read.get(clock)
        if read is None or read[0] is not facts:
            editions, zone = self.rules.editions, self.rules.zone
            read = facts, read_clock(facts, editions, zone=zone, now=self.now)
            self._read[clock] = read
        return read[1]

    # -- telling ---------------------------------------------------------------------------------

    def tell_event(
        self,
        event: str,
        region: str,
        about: str = "",
        *,
        class_: str = "public",
        data: Data = NO_DATA,
    ) -> None:
        """Send what `notify` says of an event."""
        for notice in self.definition.notify.get(event, ()):
            self.tell(notice.tell, notice.say, region, about, class_=class_, data=data)

    def tell(
        self,
        refs: Iterable[RoleRef],
        say: str,
        region: str,
        about: str = "",
        *,
        class_: str = "public",
        data: Data = NO_DATA,
    ) -> None:
        """Send one message to whoever the refs mean."""
        classes = self.classes(region) | not_public(class_)
        to = tuple(a for ref in refs for a in self.addresses(ref, region, classes))
        self.send(to, say, region, about, data)

    def send(
        self,
        to: tuple[Address, ...],
        say: str,
        region: str,
        about: str,
        data: Data,
    ) -> None:
        """Send one message to these addresses, if there are any."""
        if not to:
            return
        rule = self.definition.clocks.get(about)
        place = self.place(region)
        # A track that is over names itself, never where the main line stands.
        over = self.case.at if region == MAIN else region
        known = {
            "case": self.case.number,
            "stage": place.stage if place else over,
            "place": place.id if place else over,
            "department": self.department_of(region),
        }
        urgent = rule is not None and rule.firm in ("emergency", "protection")
        self.messages.append(Message(say, to, about, urgent, {**known, **data}))

    def addresses(self, ref: RoleRef, region: str, classes: frozenset[str]) -> tuple[Address, ...]:
        """Whom a ref means for a region of this case, if they may read all these classes."""
        if ref.who == "regions":
            role = RoleRef("", ref.role)
            return tuple(
                address
                for place in self.open_places()
                for address in self.addresses(
                    role, place.region, classes | classes_of(self.definition, place)
                )
            )
        if ref.who == "parent":
            return self._of_parent(ref, classes)
        if ref.who == "case":
            department = owner_of(self.definition, ref, self.department_of(MAIN))
            officer = self.case.assigned.get(MAIN, "")
            return (Address(ref.role, department, self.district, "", classes, officer),)
        own = self.department_of(region)
        department = owner_of(self.definition, ref, ref.who or own)
        assigned = self.case.assigned.get(region, "") if department == own else ""
        return (Address(ref.role, department, self.district, assigned, classes),)

    def _of_parent(self, ref: RoleRef, classes: frozenset[str]) -> tuple[Address, ...]:
        case = self.case
        if not case.parent:
            return ()
        department = owner_of(self.definition, ref, case.parent_department)
        officer = case.parent_officer
        return (Address(ref.role, department, self.district, "", classes, officer),)

    # -- the answer ------------------------------------------------------------------------------

    def decision(self) -> Decision:
        """Everything that came of it."""
        for clock in self.touched:
            self.timers[clock] = self._next(self.definition.clocks[clock])
        return Decision(
            case=self.case,
            entries=tuple(self.entries),
            messages=tuple(self.messages),
            opens=tuple(self.opens),
            timers=self.timers,
            closes=tuple(self.closes),
            hands_over_to=self.hands_over_to,
            hands_over=self.hands_over,
        )

    def _next(self, rule: ClockRule) -> int | None:
        if isinstance(self.case.clocks[rule.id][-1], ENDS):
            return None
        moment = next_moment(
            self.reading(rule.id), reminders=rule.reminders, rungs=rule.rung_offsets
        )
        return moment.at if moment else None
