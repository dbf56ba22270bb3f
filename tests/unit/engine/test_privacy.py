"""What a person may know of a case: a protected track is invisible to those without its class."""

from datetime import date

import pytest

from tests.worlds import AYESHA, CLERK, DESK, GUL, KAMRAN, OMAR, Story, directory, someone
from workflow.engine import commands as c
from workflow.engine.actions import available_actions, clocks_for, standing_for
from workflow.engine.decision import Refusal
from workflow.engine.people import (
    THE_SYSTEM,
    Address,
    Directory,
    Grant,
    Person,
    covers,
    resolve,
    sees,
)

ATTACK = date(2027, 3, 8)


@pytest.fixture
def threatened() -> Story:
    """A witness under threat: protection runs from registration on."""
    story = Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)
    story.messages.clear()
    story.do(c.StartTrack(by=GUL, track="shelter", facts={"reason": "threat (fictitious)"}))
    return story


def test_only_those_with_the_class_hear_of_the_protection(threatened: Story) -> None:
    assert {person for person, _ in threatened.told()} == {"gul"}


def test_only_those_with_the_class_see_where_it_stands(threatened: Story) -> None:
    def regions(person: Person) -> list[str]:
        found = standing_for(threatened.rules, threatened.case, person, threatened.now)
        return [standing.region for standing in found]

    assert regions(AYESHA) == regions(CLERK) == ["main"]
    assert regions(GUL) == ["main", "shelter"]


def test_only_those_with_the_class_see_its_clock(threatened: Story) -> None:
    def clocks(person: Person) -> tuple[str, ...]:
        return clocks_for(threatened.rules, threatened.case, person, threatened.now)

    assert "shelter" not in clocks(KAMRAN)
    assert "shelter" in clocks(GUL)


def test_nothing_that_can_be_done_gives_it_away(threatened: Story) -> None:
    def names(story: Story, person: Person) -> list[str]:
        return [a.name for a in available_actions(story.rules, story.case, person, story.now)]

    quiet = Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)
    assert names(threatened, AYESHA) == names(quiet, AYESHA)
    assert "safe" in names(threatened, GUL)


def test_an_act_of_a_hidden_track_does_not_exist(threatened: Story) -> None:
    quiet = Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)
    command = c.Advance(by=AYESHA, trigger="safe")
    assert threatened.ask(command) == quiet.ask(command)


def test_waiting_for_a_hidden_track_is_only_hinted_at(threatened: Story) -> None:
    story = threatened
    story.go(AYESHA, "check")
    story.do(c.Tick(by=AYESHA, items=("seen",)))
    story.do(c.SetDocument(by=AYESHA, item="certificate", state="verified"))
    story.go(AYESHA, "accept", confirmed=True, urgent=False)
    answer = story.ask(c.Advance(by=KAMRAN, trigger="decide"))
    assert isinstance(answer, Refusal)
    text = " ".join(reason.words.en for reason in answer.reasons)
    assert "Shelter" not in text
    assert "2" not in text


def test_actions_name_every_reason_and_what_is_to_be_given(threatened: Story) -> None:
    story = threatened
    found = {a.name: a for a in available_actions(story.rules, story.case, AYESHA, story.now)}
    assert found["check"].allowed
    assert not found["refuse"].allowed
    assert found["withdraw"].ask == ("reason",)
    assert [r.code for r in found["start aid"].reasons] == ["record_first"]


def test_whoever_proposed_waits_for_a_second_person() -> None:
    story = Story()
    story.do(c.Open(by=AYESHA, standing={"main": "support"}, facts={"harm": "death"}))
    story.do(c.Record(by=AYESHA, facts={"incident_date": ATTACK, "needs": frozenset({"legal"})}))
    story.do(c.ChildFinished(by=THE_SYSTEM, key="referrals/legal", outcome="done"))
    story.go(OMAR, "approve")
    story.go(someone("rabia", "supervisor", "home"), "paid")
    story.go(KAMRAN, "decide")
    found = {a.name: a for a in available_actions(story.rules, story.case, KAMRAN, story.now)}
    assert found["decide"].proposed_by == "kamran"
    assert [r.code for r in found["decide"].reasons] == ["second_person"]


# -- people ---------------------------------------------------------------------------------------


def test_the_assigned_officer_alone_is_meant_while_still_entitled(threatened: Story) -> None:
    rules = threatened.rules
    people = directory(rules)
    address = Address("officer", "welfare", "upper", assigned="bilal")
    assert resolve(address, rules.definition, people, 0) == ("bilal",)
    gone = Address("officer", "welfare", "upper", assigned="hamza")
    assert resolve(gone, rules.definition, people, 0) == ("ayesha", "bilal")
    unknown = Address("officer", "welfare", "upper", assigned="nobody")
    assert resolve(unknown, rules.definition, people, 0) == ("ayesha", "bilal")


def test_the_case_officer_is_meant_whatever_department_has_the_case(threatened: Story) -> None:
    rules = threatened.rules
    address = Address("officer", "health", "upper", case_officer="ayesha")
    assert resolve(address, rules.definition, directory(rules), 0) == ("ayesha",)


def test_a_stand_in_hears_instead(threatened: Story) -> None:
    rules = threatened.rules
    people = Directory(directory(rules).people, rules.districts, {"ayesha": "bilal"})
    address = Address("officer", "welfare", "upper")
    assert resolve(address, rules.definition, people, 0) == ("bilal",)


def test_an_area_covers_its_districts_and_no_other() -> None:
    districts = Story().rules.districts
    assert covers(districts, "pakistan", "upper")
    assert covers(districts, "upper", "upper")
    assert covers(districts, "province.north", "upper")
    assert covers(districts, "upper", "")
    assert not covers(districts, "province.south", "upper")
    assert not covers(None, "province.north", "upper")


def test_a_grant_holds_from_its_beginning_until_its_end() -> None:
    grant = Grant("officer", "welfare", since=10, until=20)
    assert [grant.holds_at(t) for t in (9, 10, 19, 20)] == [False, True, True, False]


def test_a_role_that_has_lapsed_reads_nothing() -> None:
    definition = Story().rules.definition
    lapsed = Person("old", (Grant("guardian", "home", until=5), Grant("poet", "home")))
    assert sees(definition, lapsed, "security", 4)
    assert not sees(definition, lapsed, "security", 5)
    assert sees(definition, DESK, "public", 0)
