"""Anything that anybody could ask of a case of the small workflow, sensible or not."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.worlds import PEOPLE, Story
from workflow.engine import commands as c
from workflow.engine.clock_running import has_breached
from workflow.engine.entries import NotKnown
from workflow.engine.people import THE_SYSTEM, Grant, Person

HOUR = 3_600_000
DAY = 24 * HOUR

#: Holds every role everywhere, so that a walk gets somewhere; there are two of them.
ROLES = ("officer", "supervisor", "guardian", "national")
DEPARTMENTS = ("welfare", "health", "home")
ALL_ROLES = tuple(Grant(role, department) for role in ROLES for department in DEPARTMENTS)
FIRST, SECOND = Person("first", ALL_ROLES), Person("second", ALL_ROLES)

DATES = st.dates(date(2027, 2, 1), date(2027, 6, 30))
VALUES: Mapping[str, SearchStrategy[object]] = {
    "full_name": st.just("R. (fictitious)"),
    "district": st.sampled_from(["upper", "lower", "harbour"]),
    "incident_date": DATES,
    "hearing_on": DATES,
    "confirmed": st.booleans(),
    "urgent": st.booleans(),
    "risk": st.sampled_from(["low", "high"]),
    "needs": st.frozensets(st.sampled_from(["medical", "legal", "shelter"])),
    "harm": st.sampled_from(["death", "injury"]),
    "visited_on": DATES,
    "reason": st.just("made up"),
    "called_at": st.integers(1_804_000_000_000, 1_812_000_000_000),
    "payees": st.just(NotKnown("nobody came")),
}
UNKNOWN = st.just(NotKnown("nobody knows"))
CLOCKS = ("intake", "support", "whole_case", "intake.assignment", "shelter", "transfer", "money")
REGIONS = ("main", "aid", "money", "transport", "shelter")


#: What lets most guards through.
FAVOURABLE: Mapping[str, object] = {"confirmed": True, "urgent": False, "harm": "death"}

#: Where a case may stand when it is opened.
BEGINNINGS = st.sampled_from(
    [
        {},
        {"main": "intake.checking", "aid": "aid.watching"},
        {"main": "support", "money": "money.paying", "transport": "transport.driven"},
        {"shelter": "shelter", "main": "support"},
        {"main": "follow_up"},
        {"main": "follow_up", "transport": "transport.called"},
        {"main": "intake.registered", "transport": "transport.called"},
    ]
)


def openings() -> SearchStrategy[c.Command]:
    """A case, new or old."""
    since = st.sampled_from([{}, {"support": 1_803_000_000_000, "money.paying": 1_804_000_000_000}])
    known = facts(asked=("full_name", "district", "incident_date"))
    return st.builds(c.Open, by=st.just(FIRST), facts=known, standing=BEGINNINGS, since=since)


def people() -> SearchStrategy[Person]:
    return st.one_of(st.sampled_from([FIRST, SECOND]), st.sampled_from([FIRST, SECOND, *PEOPLE]))


@st.composite
def facts(draw: st.DrawFn, *, asked: tuple[str, ...] = ()) -> dict[str, object]:
    """Some facts, and those that are asked for."""
    some = draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=2))
    values = {name: draw(st.one_of(VALUES[name], UNKNOWN)) for name in sorted(some)}
    return values | {name: draw(VALUES[name]) for name in asked}


@st.composite
def steps(draw: st.DrawFn, story: Story) -> c.Command:
    """A transition that is written at a place where the case stands, with all it needs."""
    places, outcomes = story.rules.definition.places, story.rules.definition.outcomes
    standing = [places[at] for at in story.case.standing.values() if at in places]
    rules = [rule for place in standing for rule in place.transitions]
    if not rules:
        return c.Reopen(by=draw(people()), facts=draw(facts(asked=("reason",))))
    if draw(st.integers(0, 7)):
        rules = [rule for rule in rules if rule.target not in outcomes]
    rule = draw(st.sampled_from(rules))
    items = places[rule.source].checklist
    asked = {*rule.ask, *story.rules.machines.needed[rule.id]} & VALUES.keys()
    brought = draw(facts(asked=tuple(sorted(asked))))
    return c.Advance(
        by=draw(people()),
        trigger=draw(st.sampled_from([rule.id, rule.id, rule.name])),
        facts=brought | draw(st.sampled_from([{}, FAVOURABLE])),
        tick=tuple(item.id for item in items if not item.document),
        documents={item.id: "verified" for item in items if item.document},
    )


def likely(here: Iterable[str], anywhere: Iterable[str]) -> SearchStrategy[str]:
    """Most of the time something that is there."""
    return st.sampled_from([*here, *here, *here, *anywhere])


def others(story: Story) -> SearchStrategy[c.Command]:
    """Everything else that people ask."""
    case, by = story.case, people()
    region = likely(case.open_regions(), REGIONS)
    moved = likely(case.last_move, REGIONS)
    pauses = likely(case.pauses, ("unreachable", "in_hospital"))
    named = likely(case.proposals, ("decide", "share"))
    until = st.sampled_from([0, story.now + DAY, story.now + 30 * DAY])
    late = [clock for clock, facts in case.clocks.items() if has_breached(facts)]
    clock = likely(late, CLOCKS)

    def ask(kind: type[c.Command], **fields: SearchStrategy[Any]) -> SearchStrategy[c.Command]:
        return st.builds(kind, by=by, **fields)

    return st.one_of(
        ask(c.Confirm, trigger=named, agree=st.sampled_from([True, True, False])),
        ask(c.StartTrack, track=st.sampled_from(REGIONS), facts=facts(asked=("reason",))),
        ask(c.Record, facts=facts()),
        ask(c.RecordItem, field=st.just("payees"), facts=st.just({"share": 5}), item=ITEMS),
        ask(c.RemoveItem, field=st.just("payees"), item=ITEMS, reason=st.just("made up")),
        ask(c.Tick, items=st.just(("seen",)), on=st.booleans()),
        ask(c.SetDocument, item=st.just("certificate"), state=STATES, reason=st.just("lost")),
        ask(c.TryContact, channel=st.just("phone"), reached=st.booleans()),
        ask(c.RecordConsent, purpose=st.just("sharing"), given=st.booleans(), until=until),
        ask(c.Assign, region=region, to=st.one_of(st.none(), people())),
        ask(c.Pause, reason=pauses),
        ask(c.Resume, reason=pauses),
        ask(c.Extend, clock=clock, reason=EXTENSIONS, count=st.integers(0, 6)),
        ask(c.Excuse, clock=clock, because=st.just("done in time")),
        ask(c.Nudge, region=region),
        ask(c.PutBack, region=moved, reason=st.just("slip")),
        ask(c.Transfer, province=st.just("south"), facts=facts(asked=("reason",))),
        ask(c.AnswerTransfer, accept=st.booleans(), reason=st.just("made up")),
        st.builds(
            c.ChildFinished,
            by=st.just(THE_SYSTEM),
            key=likely(case.children, ("referrals/none",)),
            outcome=st.just("done"),
        ),
    )


ITEMS = st.sampled_from(["", "1", "2"])
STATES = st.sampled_from(["missing", "received", "verified", "substituted", "waived"])
EXTENSIONS = st.sampled_from(["court_record", "overload", "flood"])


def next_timer(story: Story) -> tuple[int, str]:
    """The timer that comes due next."""
    return min((instant, timer) for timer, instant in story.timers.items())


def free_days(story: Story, calendar: str) -> list[date]:
    """The weekdays ahead on which a holiday may be announced."""
    known = story.rules.calendars[calendar].file.holidays
    today = datetime.fromtimestamp(story.now / 1000, UTC).date()
    ahead = (today + timedelta(days=days) for days in range(1, 40))
    return [day for day in ahead if day.weekday() < 5 and day not in known]
