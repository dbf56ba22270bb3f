"""A wrong step is put back: the region stands where it stood, and its clocks as they would have."""

from datetime import date

import pytest

from tests.worlds import (
    AYESHA,
    BILAL,
    GUL,
    HAMZA,
    KAMRAN,
    OMAR,
    Story,
    at,
    office_rules,
)
from workflow.engine import commands as c
from workflow.engine.clock_facts import Cancelled
from workflow.engine.clocks import read_clock
from workflow.engine.people import Grant, Person

#: Supervises both departments that drive, whichever has the car.
HEAD = Person("head", (Grant("supervisor", "health"), Grant("supervisor", "home")))
NOON = "2027-03-09 12:00"


@pytest.fixture
def ride() -> Story:
    """A car is called on Monday 8 March 2027 at three in the afternoon."""
    return called(Story())


@pytest.fixture
def mistaken() -> Story:
    """In support since Monday at three; on Tuesday at nine sent back to intake by mistake."""
    story = Story().open().to_support()
    send_to_intake(story, "2027-03-09 09:00")
    return story


def send_to_intake(story: Story, when: str) -> None:
    story.go(KAMRAN, "to_intake", when, needs=frozenset({"legal"}))


def called(story: Story) -> Story:
    story.open(district="upper")
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.do(c.Record(by=HAMZA, facts={"called_at": at("2027-03-08 15:00")}))
    return story


def put_back(story: Story, region: str = "main", when: str = NOON) -> None:
    by = HEAD if region == "transport" else KAMRAN
    story.do(c.PutBack(by=by, region=region, reason="slip"), when)


def kinds(story: Story, clock: str) -> list[str]:
    return [type(fact).__name__ for fact in story.case.clocks[clock]]


def test_the_clocks_that_the_step_stopped_run_as_though_it_had_not(ride: Story) -> None:
    before = {clock: ride.due(clock) for clock in ("transport.called", "transport.pickup")}
    ride.go(HAMZA, "drive", "2027-03-08 16:00")
    assert [kinds(ride, clock)[-1] for clock in before] == ["Stopped", "Stopped"]
    put_back(ride, "transport")
    assert {clock: ride.due(clock) for clock in before} == before
    assert ride.timers["transport.called"] == at("2027-03-10 17:00") + 1


def test_a_clock_that_came_due_meanwhile_is_late_after_all(ride: Story) -> None:
    ride.go(HAMZA, "drive", "2027-03-08 16:00")
    put_back(ride, "transport")
    assert ride.timers["transport.pickup"] == at("2027-03-08 19:00") + 1
    ride.until("2027-03-09 12:01")
    assert "Breached" in kinds(ride, "transport.pickup")


def test_the_clocks_that_the_step_began_are_cancelled(ride: Story) -> None:
    ride.go(HAMZA, "drive", "2027-03-08 16:00")
    assert ride.due("transport.ride") == "2027-03-10 17:00"
    put_back(ride, "transport")
    assert ride.case.clocks["transport.ride"][-1] == Cancelled(at(NOON), "put back")
    assert "transport.ride" not in ride.timers


def test_a_clock_that_returned_with_the_step_is_as_it_had_stopped(ride: Story) -> None:
    ride.go(HAMZA, "drive", "2027-03-08 16:00")
    stopped = ride.case.clocks["transport.called"]
    ride.go(OMAR, "return", "2027-03-09 09:00")
    assert kinds(ride, "transport.called")[-1] == "Returned"
    put_back(ride, "transport")
    assert ride.case.standing["transport"] == "transport.driven"
    assert ride.case.clocks["transport.called"] == stopped
    assert "transport.called" not in ride.timers


def test_a_step_that_leads_to_itself_is_put_back_too(ride: Story) -> None:
    before = ride.case.clocks["transport.called"]
    ride.go(HAMZA, "renew", "2027-03-09 09:00")
    put_back(ride, "transport")
    assert ride.case.clocks["transport.called"] == before
    assert ride.due("transport.called") == "2027-03-10 17:00"


def test_a_pause_that_began_meanwhile_holds_for_the_clocks_given_back(mistaken: Story) -> None:
    mistaken.do(c.Pause(by=AYESHA, reason="in_hospital"), "2027-03-09 10:00")
    put_back(mistaken)
    assert mistaken.due("support") is None
    mistaken.do(c.Resume(by=AYESHA, reason="in_hospital"), "2027-03-09 13:00")
    assert mistaken.due("support") == "2027-03-10 16:00"


def test_a_pause_that_ended_meanwhile_is_over_for_them() -> None:
    story = Story().open().to_support()
    story.do(c.Pause(by=AYESHA, reason="in_hospital"), "2027-03-08 16:00")
    send_to_intake(story, "2027-03-09 09:00")
    story.do(c.Resume(by=AYESHA, reason="in_hospital"), "2027-03-09 10:00")
    put_back(story)
    assert story.due("support") == "2027-03-11 11:00"


def test_a_holiday_announced_meanwhile_counts_for_them(mistaken: Story) -> None:
    mistaken.announced(date(2027, 3, 10))
    put_back(mistaken)
    assert mistaken.due("support") == "2027-03-11 15:00"


def test_a_clock_that_no_longer_applies_does_not_go_on() -> None:
    story = Story().open().to_support()
    story.do(c.RecordConsent(by=AYESHA, purpose="sharing"))
    send_to_intake(story, "2027-03-09 09:00")
    story.do(c.RecordConsent(by=AYESHA, purpose="sharing", given=False))
    put_back(story)
    assert kinds(story, "support.shared") == ["Started", "Cancelled"]


def test_a_breach_that_was_excused_meanwhile_stays_excused() -> None:
    story = Story().open().to_support()
    send_to_intake(story, "2027-03-10 16:00")
    story.do(c.Excuse(by=KAMRAN, clock="support", because="done in time"), "2027-03-10 16:30")
    put_back(story, when="2027-03-11 10:00")
    reading = read_clock(story.case.clocks["support"], story.rules.editions, zone="Asia/Karachi")
    assert (reading.breaches, reading.excused, reading.state) == (1, True, "running")


def test_who_made_the_step_before_has_still_made_it() -> None:
    story = Story().open().to_checking()
    story.go(AYESHA, "back")
    story.go(BILAL, "check")
    assert story.case.made_by["check"] == {"ayesha", "bilal"}
    story.do(c.TryContact(by=BILAL, channel="phone", reached=True))
    put_back(story)
    assert story.case.made_by["check"] == {"ayesha"}


def test_whoever_made_it_twice_has_still_made_it_once() -> None:
    story = Story().open().to_checking()
    story.go(AYESHA, "back")
    story.go(AYESHA, "check")
    put_back(story)
    assert story.case.made_by["check"] == {"ayesha"}


def test_the_clocks_go_back_to_the_calendar_of_the_office_before() -> None:
    story = called(Story(rules=office_rules()))
    assert story.due("transport") == "2027-03-12 17:00"
    story.go(HAMZA, "drive", "2027-03-09 09:00")
    assert story.due("transport") == "2027-03-12 14:00"
    put_back(story, "transport")
    assert story.due("transport") == "2027-03-12 17:00"


def test_it_needs_a_supervisor_and_a_reason() -> None:
    story = Story().open().to_checking()
    assert story.refused(c.PutBack(by=AYESHA, region="main", reason="")) == ["role", "ask"]


def test_the_officer_is_told() -> None:
    story = Story().open().to_checking()
    story.messages.clear()
    put_back(story)
    assert story.told() == [("ayesha", "undone"), ("bilal", "undone")]


def test_in_a_region_that_is_hidden_there_is_nothing_to_put_back() -> None:
    story = Story().open()
    closed = story.ask(c.PutBack(by=KAMRAN, region="shelter", reason="x"))
    story.do(c.StartTrack(by=GUL, track="shelter", facts={"reason": "threat (fictitious)"}))
    assert story.ask(c.PutBack(by=KAMRAN, region="shelter", reason="x")) == closed
