"""The clocks of a case: when they start and stop, pauses, extensions, lateness, announcements."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import (
    AYESHA,
    BILAL,
    GUL,
    KAMRAN,
    OMAR,
    RABIA,
    SANA,
    Story,
    local,
    someone,
)
from workflow.definition.calendar_editions import announce
from workflow.definition.calendar_files import HolidayEntry
from workflow.definition.calendars import Calendar
from workflow.engine import commands as c
from workflow.engine.clock_facts import Breached, Cancelled, Excused, Retargeted
from workflow.engine.clock_running import has_breached, is_running
from workflow.engine.people import THE_SYSTEM
from workflow.engine.rules import Rules

ATTACK = date(2027, 3, 8)


@pytest.fixture
def story() -> Story:
    """A case opened on Monday 8 March 2027 at three in the afternoon."""
    return Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)


def kinds(story: Story, clock: str) -> list[str]:
    return [type(fact).__name__ for fact in story.case.clocks[clock]]


def support(story: Story) -> Story:
    """Bring the case into support."""
    story.go(AYESHA, "check")
    story.do(c.Tick(by=AYESHA, items=("seen",)))
    story.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    story.go(AYESHA, "accept", confirmed=True, urgent=False)
    return story


def test_a_clock_stops_when_somebody_has_the_case(story: Story) -> None:
    story.do(c.Assign(by=KAMRAN, region="main", to=AYESHA))
    assert kinds(story, "intake.assignment") == ["Started", "Stopped"]
    assert "intake.assignment" not in story.timers


def test_a_clock_with_a_guard_counts_from_the_beginning_once_it_applies(story: Story) -> None:
    assert "intake.first_contact" not in story.case.clocks
    story.do(c.Record(by=AYESHA, facts={"urgent": True}), "2027-03-08 20:00")
    assert story.due("intake.first_contact") == "2027-03-09 15:00"


def test_a_clock_whose_guard_ceases_to_hold_is_cancelled_and_may_begin_again(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    story.do(c.Record(by=AYESHA, facts={"urgent": False}))
    assert isinstance(story.case.clocks["intake.first_contact"][-1], Cancelled)
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    assert story.due("intake.first_contact") == "2027-03-09 15:00"


def test_reaching_the_victim_stops_the_clock_of_the_first_contact(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    story.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    assert is_running(story.case.clocks["intake.first_contact"])
    story.do(c.TryContact(by=AYESHA, channel="phone", reached=True))
    assert not is_running(story.case.clocks["intake.first_contact"])


def test_a_clock_from_a_date_waits_for_it_and_follows_its_correction() -> None:
    story = Story().open(district="upper")
    assert "report" not in story.case.clocks
    story.do(c.Record(by=AYESHA, facts={"incident_date": date(2027, 3, 5)}))
    assert story.due("report") == "2027-03-22 17:00"
    story.do(c.Record(by=AYESHA, facts={"incident_date": date(2027, 3, 8)}))
    assert story.due("report") == "2027-03-24 17:00"


def test_a_corrected_date_never_makes_a_clock_due_earlier(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"incident_date": date(2027, 3, 1)}))
    assert story.due("report") == "2027-03-24 17:00"


def test_a_field_stops_the_clock_that_waits_for_it(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"visited_on": date(2027, 3, 9)}))
    assert kinds(story, "report")[-1] == "Stopped"


def follow_up(story: Story) -> Story:
    """Bring the case into follow-up."""
    support(story)
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"}), "harm": "death"}))
    story.do(c.ChildFinished(by=THE_SYSTEM, key="referrals/legal", outcome="done"))
    story.go(OMAR, "approve")
    story.go(RABIA, "paid")
    story.go(KAMRAN, "decide")
    nadia = someone("nadia", "supervisor", "welfare")
    story.do(c.Confirm(by=nadia, trigger="decide"))
    return story


def test_a_clock_of_a_date_in_the_file_is_due_at_the_close_of_that_day(story: Story) -> None:
    follow_up(story)
    assert "follow_up.hearing" not in story.case.clocks
    story.do(c.Record(by=AYESHA, facts={"hearing_on": date(2027, 4, 1)}))
    assert story.due("follow_up.hearing") == "2027-04-01 17:00"
    story.do(c.Record(by=AYESHA, facts={"hearing_on": date(2027, 4, 8)}))
    assert story.due("follow_up.hearing") == "2027-04-08 17:00"


def test_a_clock_from_and_until_a_step(story: Story) -> None:
    support(story)
    story.do(c.Record(by=OMAR, facts={"harm": "death"}))
    story.go(OMAR, "approve", "2027-03-09 10:00")
    assert kinds(story, "money") == ["Started", "Stopped"]
    assert story.due("money.paying.payment") == "2027-03-12 17:00"


def test_returning_to_a_stage_goes_on_or_begins_anew(story: Story) -> None:
    support(story)
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"})}))
    story.go(KAMRAN, "to_intake", "2027-03-09 10:00")
    assert kinds(story, "intake")[-2:] == ["Stopped", "Returned"]
    story.go(AYESHA, "check")
    story.go(AYESHA, "accept", "2027-03-10 10:00")
    assert kinds(story, "support") == ["Started"]
    assert story.due("support") == "2027-03-12 10:00"


# -- pauses ---------------------------------------------------------------------------------------


def test_only_clocks_that_list_the_reason_stand_still(story: Story) -> None:
    story.do(c.Pause(by=AYESHA, reason="unreachable"))
    assert story.due("intake") is None
    assert story.due("report") == "2027-03-24 17:00"
    assert local(story.timers["pause:unreachable"]) == "2027-03-22 17:00"


def test_a_pause_moves_the_due_by_the_closings_it_passed(story: Story) -> None:
    story.do(c.Pause(by=AYESHA, reason="unreachable"), "2027-03-09 10:00")
    story.do(c.Resume(by=BILAL, reason="unreachable"), "2027-03-10 10:00")
    assert story.due("intake") == "2027-03-12 17:00"
    assert "pause:unreachable" not in story.timers


def test_a_pause_ends_by_itself_after_the_longest_time_allowed(story: Story) -> None:
    story.do(c.Pause(by=AYESHA, reason="unreachable"))
    story.until("2027-03-22 18:00")
    assert story.case.pauses == {}
    assert story.due("intake") is not None


def test_a_place_entered_during_a_pause_starts_with_its_clock_standing_still(story: Story) -> None:
    support(story)
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"})}))
    assert story.refused(c.Pause(by=AYESHA, reason="unreachable")) == ["pause"]
    story.go(KAMRAN, "to_intake")
    story.do(c.Pause(by=AYESHA, reason="unreachable"))
    story.go(AYESHA, "check")
    story.go(AYESHA, "back")
    assert story.due("intake") is None


def test_a_returning_clock_stands_still_while_the_reason_lasts() -> None:
    story = Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)
    story.do(c.Pause(by=AYESHA, reason="unreachable"))
    support(story)
    story.do(c.Record(by=AYESHA, facts={"needs": frozenset({"legal"})}))
    story.go(KAMRAN, "to_intake")
    assert story.due("intake") is None


def test_pausing_is_refused_with_every_reason(story: Story) -> None:
    assert story.refused(c.Pause(by=AYESHA, reason="weather")) == ["unknown"]
    assert story.refused(c.Resume(by=AYESHA, reason="weather")) == ["unknown"]
    assert story.refused(c.Resume(by=AYESHA, reason="unreachable")) == ["pause"]
    story.do(c.Pause(by=AYESHA, reason="unreachable"))
    assert story.refused(c.Pause(by=GUL, reason="unreachable")) == ["role", "pause"]
    assert story.refused(c.Resume(by=GUL, reason="unreachable")) == ["role"]


def test_an_ended_case_has_nothing_paused(story: Story) -> None:
    story.do(c.Pause(by=AYESHA, reason="unreachable"))
    story.go(AYESHA, "withdraw", reason="made up")
    assert story.case.pauses == {}
    assert story.timers == {}
    assert story.refused(c.Resume(by=AYESHA, reason="unreachable")) == ["pause"]


# -- more time, excuses, nudges -------------------------------------------------------------------


def test_a_supervisor_gives_more_time_once_for_each_reason(story: Story) -> None:
    story.do(c.Extend(by=KAMRAN, clock="intake", reason="court_record", count=2))
    assert story.due("intake") == "2027-03-15 17:00"
    again = c.Extend(by=AYESHA, clock="intake", reason="court_record", count=9)
    assert story.refused(again) == ["role", "extension", "extension"]


def test_only_a_running_clock_that_allows_it_gets_more_time(story: Story) -> None:
    def ask(clock: str, reason: str = "court_record") -> list[str]:
        return story.refused(c.Extend(by=KAMRAN, clock=clock, reason=reason, count=1))

    assert ask("intake.assignment") == ["unknown"]
    assert ask("intake", "weather") == ["unknown"]
    assert ask("shelter") == ["unknown"]
    assert ask("garden") == ["unknown"]


def test_a_breach_is_excused_by_a_supervisor_of_the_department_and_area(story: Story) -> None:
    assert story.refused(c.Excuse(by=KAMRAN, clock="intake", because="x")) == ["excuse"]
    story.until("2027-03-12 09:00")
    story.messages.clear()
    south = someone("saad", "supervisor", "welfare", "province.south")
    for stranger in (AYESHA, SANA, south):
        assert story.refused(c.Excuse(by=stranger, clock="intake", because="x")) == ["role"]
    story.do(c.Excuse(by=KAMRAN, clock="intake", because="done in time, recorded late"))
    assert isinstance(story.case.clocks["intake"][-1], Excused)
    assert story.told() == [("ayesha", "excused"), ("bilal", "excused")]
    assert story.refused(c.Excuse(by=KAMRAN, clock="garden", because="x")) == ["unknown"]


def test_a_nudge_reaches_whoever_has_the_case(story: Story) -> None:
    story.do(c.Assign(by=KAMRAN, region="main", to=BILAL))
    story.messages.clear()
    story.do(c.Nudge(by=KAMRAN, region="main"))
    assert story.told() == [("bilal", "please_move")]
    assert story.refused(c.Nudge(by=AYESHA, region="main")) == ["role"]
    assert story.refused(c.Nudge(by=KAMRAN, region="aid")) == ["unknown"]


# -- timers ---------------------------------------------------------------------------------------


def test_reminder_lateness_and_ladder_reach_each_their_people(story: Story) -> None:
    story.do(c.Assign(by=AYESHA, region="main", to=AYESHA))
    story.messages.clear()
    story.until("2027-03-15 18:00")
    assert story.told() == [
        ("ayesha", "reminder"),
        ("ayesha", "overdue"),
        ("kamran", "overdue"),
        ("nadia", "overdue"),
        ("desk", "overdue"),
    ]


def test_an_officer_one_minute_late_is_late_although_no_timer_has_fired(story: Story) -> None:
    story.go(AYESHA, "check", "2027-03-09 10:00")
    story.do(c.Tick(by=AYESHA, items=("seen",)))
    story.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    story.go(AYESHA, "accept", "2027-03-11 17:01", confirmed=True, urgent=False)
    assert has_breached(story.case.clocks["intake"])


def test_an_officer_in_the_last_minute_is_in_time(story: Story) -> None:
    story.go(AYESHA, "check", "2027-03-09 10:00")
    story.do(c.Tick(by=AYESHA, items=("seen",)))
    story.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    story.go(AYESHA, "accept", "2027-03-11 17:00", confirmed=True, urgent=False)
    assert not has_breached(story.case.clocks["intake"])


def test_after_downtime_only_the_last_rung_is_told(story: Story) -> None:
    story.messages.clear()
    story.do(c.TimerDue(by=THE_SYSTEM, timer="intake"), "2027-03-22 09:00")
    assert [say for _, say in story.told()] == ["overdue"]


def test_a_timer_that_comes_twice_or_too_late_does_nothing(story: Story) -> None:
    story.until("2027-03-12 09:00")
    assert story.do(c.TimerDue(by=THE_SYSTEM, timer="intake")).entries == ()
    for timer in ("garden", "intake.first_contact", "proposal:x", "pause:x", "wish:x"):
        assert story.do(c.TimerDue(by=THE_SYSTEM, timer=timer)).entries == ()


def test_a_rung_makes_the_one_transition_it_names(story: Story) -> None:
    follow_up(story)
    for _ in range(2):
        story.do(c.TryContact(by=AYESHA, channel="phone", reached=False))
    story.until("2027-04-08 09:00")
    assert story.case.outcome == "lost"


def test_a_rung_makes_nothing_when_the_guard_does_not_hold(story: Story) -> None:
    follow_up(story)
    story.until("2027-04-08 09:00")
    assert story.case.outcome == ""


def test_notices_of_emergency_clocks_are_urgent(story: Story) -> None:
    story.messages.clear()
    story.until("2027-03-08 20:00")
    assert [message.urgent for message in story.messages] == [True]


# -- calendars ------------------------------------------------------------------------------------


def next_edition(story: Story, *, holiday: date) -> Rules:
    """The rules after a holiday has been announced."""
    old = story.rules.calendars["weekdays"]
    made_up = HolidayEntry(en="A made-up holiday", ur="فرضی تعطیل")
    new = announce(old, added={holiday: made_up}, edition="2")
    return with_calendar(story.rules, old, new)


def with_calendar(rules: Rules, old: Calendar, new: Calendar) -> Rules:
    return Rules(
        definition=rules.definition,
        machines=rules.machines,
        calendars={**rules.calendars, new.id: new},
        editions={old.hash: old, new.hash: new},
        tables=rules.tables,
        districts=rules.districts,
    )


def test_an_announced_holiday_moves_every_running_clock_later(story: Story) -> None:
    old = story.rules.calendars["weekdays"].hash
    story.rules = next_edition(story, holiday=date(2027, 3, 10))
    new = story.rules.calendars["weekdays"].hash
    story.do(c.CalendarAnnounced(by=THE_SYSTEM, calendar="weekdays", old=old, new=new))
    assert story.due("intake") == "2027-03-12 17:00"


def test_a_breach_that_a_later_holiday_undoes_is_excused_and_told(story: Story) -> None:
    story.do(c.Assign(by=KAMRAN, region="main", to=AYESHA))
    story.until("2027-03-11 18:00")
    story.messages.clear()
    old = story.rules.calendars["weekdays"].hash
    story.rules = next_edition(story, holiday=date(2027, 3, 11))
    new = story.rules.calendars["weekdays"].hash
    story.do(c.CalendarAnnounced(by=THE_SYSTEM, calendar="weekdays", old=old, new=new))
    assert any(isinstance(f, Breached) for f in story.case.clocks["intake"])
    assert isinstance(story.case.clocks["intake"][-1], Excused)
    assert story.told() == [("ayesha", "excused")]


def test_another_office_means_another_calendar(story: Story) -> None:
    first = story.rules.calendars["weekdays"]
    second = replace(first, id="sundays")
    story.rules = Rules(
        definition=story.rules.definition,
        machines=story.rules.machines,
        calendars={"weekdays": first, "sundays": second},
        editions=story.rules.editions,
        tables=story.rules.tables,
        districts=story.rules.districts,
        offices={("welfare", "south"): "sundays", ("health", ""): "sundays"},
    )
    story.do(c.Record(by=AYESHA, facts={"district": "harbour"}))
    assert isinstance(story.case.clocks["intake"][-1], Retargeted)
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    started = story.case.clocks["aid"][0]
    assert getattr(started, "calendar", "") == "sundays"


def test_health_is_told_of_aid_by_its_own_people(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"urgent": True}))
    story.messages.clear()
    story.do(c.StartTrack(by=AYESHA, track="aid"))
    assert story.told() == [("hamza", "arrived")]
