"""Clocks whose conditions change: dates corrected or withdrawn, guards, returns, time given."""

from datetime import date

import pytest

from tests.worlds import AYESHA, BILAL, HAMZA, KAMRAN, REGISTERED, Story, at, local
from workflow.engine import commands as c
from workflow.engine.clock_facts import Breached, Cancelled, Reanchored, Returned, Rung
from workflow.engine.entries import NotKnown


@pytest.fixture
def story() -> Story:
    """A case opened on Monday 8 March 2027 at three in the afternoon."""
    return Story().open(**REGISTERED)


def kinds(story: Story, clock: str) -> list[str]:
    return [type(fact).__name__ for fact in story.case.clocks[clock]]


def record(story: Story, when: str | None = None, **facts: object) -> None:
    story.do(c.Record(by=AYESHA, facts=facts), when)


# -- what a clock counts from ---------------------------------------------------------------------


def test_a_clock_may_count_from_the_opening(story: Story) -> None:
    assert story.due("offer") == "2027-03-10 17:00"


def test_a_clock_may_count_from_when_its_guard_comes_to_hold(story: Story) -> None:
    record(story, "2027-03-09 10:00", confirmed=True)
    assert story.due("intake.danger") == "2027-03-09 14:00"
    record(story, "2027-03-09 11:00", confirmed=False)
    assert kinds(story, "intake.danger")[-1] == "Cancelled"
    record(story, "2027-03-09 12:00", confirmed=True)
    assert story.due("intake.danger") == "2027-03-09 16:00"


def test_a_date_corrected_twice_counts_from_the_last(story: Story) -> None:
    assert story.due("report") == "2027-03-24 17:00"
    record(story, incident_date=date(2027, 3, 9))
    record(story, incident_date=date(2027, 3, 10))
    record(story, incident_date=date(2027, 3, 10))
    assert kinds(story, "report") == ["Started", "Reanchored", "Reanchored"]
    assert story.due("report") == "2027-03-25 17:00"


def test_a_corrected_date_never_makes_a_clock_due_earlier(story: Story) -> None:
    record(story, incident_date=date(2027, 2, 1))
    assert isinstance(story.case.clocks["report"][-1], Reanchored)
    assert story.due("report") == "2027-03-24 17:00"


def test_a_date_that_is_no_longer_known_cancels_its_clock(story: Story) -> None:
    record(story, incident_date=NotKnown("two attacks are mixed up"))
    assert story.case.clocks["report"][-1] == Cancelled(story.now, "no longer applies")
    assert "report" not in story.timers
    record(story, "2027-03-09 10:00", incident_date=date(2027, 3, 8))
    assert story.due("report") == "2027-03-24 17:00"


def test_a_hearing_that_is_moved_or_called_off_moves_or_ends_its_clock() -> None:
    story = Story().open().to_follow_up()
    assert "follow_up.hearing" not in story.case.clocks
    record(story, hearing_on=date(2027, 3, 18))
    assert story.due("follow_up.hearing") == "2027-03-18 17:00"
    record(story, hearing_on=date(2027, 3, 16))
    assert story.due("follow_up.hearing") == "2027-03-16 17:00"
    record(story, hearing_on=NotKnown("called off"))
    assert "follow_up.hearing" not in story.timers


def test_a_hearing_that_is_over_is_late_at_once_and_sends_no_old_reminder() -> None:
    story = Story().open().to_follow_up()
    record(story, hearing_on=date(2027, 3, 1))
    facts = story.case.clocks["follow_up.hearing"]
    assert [type(fact).__name__ for fact in facts] == ["Started", "Breached", "Rung", "Rung"]
    assert [fact.how for fact in facts if isinstance(fact, Rung)] == ["passed over"] * 2
    assert story.messages == []


def test_an_hour_is_counted_from_the_very_minute() -> None:
    story = Story().open()
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.do(c.Record(by=HAMZA, facts={"called_at": at("2027-03-08 14:10")}))
    assert story.due("transport.pickup") == "2027-03-08 18:10"


# -- until ----------------------------------------------------------------------------------------


def test_a_contact_of_an_earlier_visit_does_not_stop_a_clock_of_this_one() -> None:
    story = Story().open(urgent=True)
    story.do(c.TryContact(by=AYESHA, channel="phone", reached=True), "2027-03-08 16:00")
    assert kinds(story, "intake.first_contact") == ["Started", "Stopped"]
    story.go(AYESHA, "withdraw", "2027-03-09 10:00", reason="made up")
    story.do(c.Reopen(by=KAMRAN, facts={"reason": "came back"}), "2027-03-15 10:00")
    assert isinstance(story.case.clocks["intake.first_contact"][-1], Returned)
    story.do(c.TryContact(by=AYESHA, channel="phone", reached=True), "2027-03-15 11:00")
    assert kinds(story, "intake.first_contact")[-1] == "Stopped"


def test_a_clock_that_has_stopped_does_not_begin_again_because_a_guard_holds_again() -> None:
    story = Story().open(urgent=True)
    story.do(c.TryContact(by=AYESHA, channel="phone", reached=True))
    before = story.case.clocks["intake.first_contact"]
    record(story, urgent=False)
    record(story, urgent=True)
    assert story.case.clocks["intake.first_contact"] == before


# -- lateness -------------------------------------------------------------------------------------


def test_whoever_is_a_minute_late_is_late_though_no_timer_has_come(story: Story) -> None:
    story.do(c.Assign(by=KAMRAN, region="main", to=AYESHA), "2027-03-08 19:01")
    breached = [f for f in story.case.clocks["intake.assignment"] if isinstance(f, Breached)]
    assert breached == [Breached(at("2027-03-08 19:01"), at("2027-03-08 19:00"))]


def test_whoever_is_done_at_the_very_due_is_in_time(story: Story) -> None:
    story.do(c.Assign(by=KAMRAN, region="main", to=AYESHA), "2027-03-08 19:00")
    assert kinds(story, "intake.assignment") == ["Started", "Stopped"]


def test_after_a_standstill_of_the_system_only_the_last_rung_is_told(story: Story) -> None:
    story.messages.clear()
    story.go(AYESHA, "withdraw", "2027-03-17 10:00", reason="made up")
    rungs = [(f.rung, f.how) for f in story.case.clocks["intake"] if isinstance(f, Rung)]
    assert rungs == [(0, "overtaken"), (1, "told")]
    late = [m for m in story.messages if m.about == "intake" and m.say == "overdue"]
    assert [[a.role for a in m.to] for m in late] == [["national"]]


def test_what_a_rung_makes_is_left_to_the_timer_and_not_made_by_somebody_s_act() -> None:
    story = Story().open().to_follow_up()
    for _ in range(2):
        story.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    story.go(AYESHA, "close", "2027-04-08 10:00")
    assert story.case.outcome == "closed"
    assert kinds(story, "follow_up.visit") == ["Started", "Breached", "Stopped"]


def test_a_rung_makes_its_transition_when_its_timer_comes() -> None:
    story = Story().open().to_follow_up()
    for _ in range(2):
        story.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    story.until("2027-04-08 10:00")
    assert (story.case.outcome, local(story.case.ended_at)) == ("lost", "2027-04-07 17:00")
    assert story.entries[-1].by == "system"


def test_a_rung_that_may_not_make_its_transition_only_tells() -> None:
    story = Story().open().to_follow_up()
    story.until("2027-04-08 10:00")
    assert story.case.is_open
    assert ("kamran", "overdue") in story.told()


# -- time given -----------------------------------------------------------------------------------


def test_a_delay_is_excused_once_and_with_a_reason(story: Story) -> None:
    story.until("2027-03-12 10:00")
    assert story.refused(c.Excuse(by=KAMRAN, clock="intake", because="")) == ["ask"]
    story.do(c.Excuse(by=KAMRAN, clock="intake", because="done in time"))
    assert story.refused(c.Excuse(by=KAMRAN, clock="intake", because="again")) == ["excuse"]


def test_an_excuse_does_not_keep_a_clock_from_going_on_when_the_case_returns() -> None:
    story = Story().open()
    story.until("2027-03-12 10:00")
    story.to_support()
    story.do(c.Excuse(by=KAMRAN, clock="intake", because="done in time"))
    story.go(KAMRAN, "to_intake", "2027-03-12 11:00", needs=frozenset())
    assert kinds(story, "intake")[-1] == "Returned"


def test_more_time_is_given_in_the_unit_of_the_clock_alone(story: Story) -> None:
    flood = c.Extend(by=KAMRAN, clock="intake", reason="flood", count=2)
    assert story.refused(flood) == ["unknown"]


def test_a_clock_that_begins_anew_may_be_given_more_time_again() -> None:
    story = Story().open().to_support()
    more = c.Extend(by=KAMRAN, clock="support", reason="overload", count=4)
    story.do(more)
    assert story.refused(more) == ["extension"]
    story.go(KAMRAN, "to_intake", needs=frozenset())
    story.go(AYESHA, "check")
    story.go(AYESHA, "accept")
    story.do(more)
    assert story.due("support") == "2027-03-11 11:00"


def test_a_pause_that_holds_still_holds_when_a_step_is_put_back() -> None:
    story = Story().open().to_support()
    story.do(c.Pause(by=BILAL, reason="in_hospital"))
    story.go(KAMRAN, "to_intake", needs=frozenset())
    story.do(c.PutBack(by=KAMRAN, region="main", reason="slip"))
    assert story.due("support") is None
    assert kinds(story, "support") == ["Started", "Paused"]
