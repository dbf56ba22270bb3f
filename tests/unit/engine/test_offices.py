"""Each office counts by its own calendar, and a clock follows the case from one to the other."""

from datetime import date

import pytest

from tests.worlds import AYESHA, HAMZA, KAMRAN, REGISTERED, Story, office_rules
from workflow.engine import commands as c
from workflow.engine.clock_facts import CalendarRevised, Retargeted


@pytest.fixture
def story() -> Story:
    """A case in the north, opened on Monday 8 March 2027 at three in the afternoon."""
    return Story(rules=office_rules()).open(**REGISTERED)


def retargets(story: Story, clock: str) -> list[Retargeted]:
    return [fact for fact in story.case.clocks[clock] if isinstance(fact, Retargeted)]


def test_an_office_without_a_calendar_counts_by_that_of_the_workflow(story: Story) -> None:
    assert story.due("intake") == "2027-03-11 17:00"


def test_the_office_of_the_district_counts_by_its_own_from_the_start() -> None:
    story = Story(rules=office_rules()).open(**{**REGISTERED, "district": "harbour"})
    assert story.due("intake") == "2027-03-11 14:00"
    assert retargets(story, "intake") == []


def test_every_clock_follows_when_the_case_comes_to_another_office(story: Story) -> None:
    story.do(c.Record(by=AYESHA, facts={"district": "harbour"}), "2027-03-09 10:00")
    assert story.due("intake") == "2027-03-11 14:00"
    assert [fact.why for fact in retargets(story, "whole_case")] == ["office"]
    story.do(c.Record(by=AYESHA, facts={"district": "upper"}))
    assert story.due("intake") == "2027-03-11 17:00"


def test_a_district_written_again_moves_nothing(story: Story) -> None:
    entries = story.do(c.Record(by=AYESHA, facts={"district": "upper"})).entries
    assert [type(entry).__name__ for entry in entries] == ["Recorded"]


def test_the_clock_of_a_stage_follows_a_step_of_another_department(story: Story) -> None:
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    assert story.due("transport") == "2027-03-12 17:00"
    story.go(HAMZA, "drive", "2027-03-09 09:00")
    assert story.due("transport") == "2027-03-12 14:00"
    assert retargets(story, "intake") == []


def test_an_announcement_concerns_the_clocks_of_that_calendar_alone(story: Story) -> None:
    story.do(c.StartTrack(by=AYESHA, track="transport"))
    story.go(HAMZA, "drive", "2027-03-09 09:00")
    announced = story.announced(date(2027, 3, 10), "sixdays")
    assert {entry.clock for entry in announced.entries if hasattr(entry, "clock")} == {
        "transport",
        "transport.ride",
    }
    assert story.due("transport") == "2027-03-13 14:00"
    assert story.due("intake") == "2027-03-11 17:00"


def test_a_clock_that_returns_counts_by_what_has_been_announced_since() -> None:
    story = Story().open().to_support()
    story.announced(date(2027, 3, 10))
    story.go(KAMRAN, "to_intake", "2027-03-09 09:00", needs=frozenset())
    assert story.due("intake") == "2027-03-15 17:00"
    assert isinstance(story.case.clocks["intake"][-1], CalendarRevised)
