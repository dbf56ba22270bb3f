"""Opening a case: at its first place, or from a back-log at a later one."""

from datetime import date

from tests.worlds import AYESHA, CLERK, GUL, HAMZA, KAMRAN, Story, at, small_rules, someone
from workflow.engine import commands as c
from workflow.engine.people import THE_SYSTEM

ATTACK = date(2027, 3, 8)


def test_a_case_opens_at_the_first_place_and_its_department_hears_of_it() -> None:
    story = Story().open(full_name="R. (fictitious)", district="upper", incident_date=ATTACK)
    assert story.case.standing == {"main": "intake.registered"}
    assert story.told() == [
        ("ayesha", "arrived"),
        ("bilal", "arrived"),
        ("kamran", "new_case"),
        ("nadia", "new_case"),
    ]


def test_a_case_that_is_open_cannot_be_opened_again() -> None:
    assert Story().open().refused(c.Open(by=AYESHA)) == ["open"]


def test_only_those_who_work_at_the_first_place_open_a_case() -> None:
    for stranger in (HAMZA, CLERK, GUL):
        assert Story().refused(c.Open(by=stranger)) == ["role"]


def test_a_victim_may_be_registered_in_any_office() -> None:
    southerner = someone("saad", "officer", "welfare", "province.south")
    assert Story().open(by=southerner, district="upper").case.is_open


def test_a_fact_that_no_field_holds_is_refused_with_its_name() -> None:
    assert Story().refused(c.Open(by=AYESHA, facts={"shoe_size": 42})) == ["unknown"]


def test_a_figure_from_a_table_is_not_written_by_hand_on_opening() -> None:
    assert Story().refused(c.Open(by=AYESHA, facts={"amount": 5})) == ["value"]


def test_the_system_may_open_a_case() -> None:
    story = Story()
    story.do(c.Open(by=THE_SYSTEM))
    assert story.case.is_open


def test_a_backlog_case_stands_where_it_stands_and_its_clocks_count_from_then() -> None:
    story = Story("2027-03-08 15:00")
    story.do(
        c.Open(
            by=AYESHA,
            facts={"district": "upper", "incident_date": date(2027, 2, 1)},
            standing={"main": "support", "aid": "aid.watching"},
            since={"support": at("2027-03-01 10:00")},
            occurred_at=at("2027-02-02 09:00"),
        )
    )
    assert story.case.standing == {
        "main": "support",
        "aid": "aid.watching",
        "money": "money.deciding",
    }
    assert story.due("support") == "2027-03-03 10:00"
    assert story.case.opened_at == at("2027-02-02 09:00")


def test_a_backlog_case_that_is_late_from_the_start_sends_no_old_reminders() -> None:
    story = Story("2027-03-08 15:00")
    story.do(
        c.Open(
            by=AYESHA,
            standing={"main": "support"},
            since={"support": at("2027-02-01 10:00")},
            occurred_at=at("2027-02-01 09:00"),
        )
    )
    assert "overdue" not in [say for _, say in story.told()]


def test_a_backlog_case_needs_a_place_on_the_main_line() -> None:
    assert Story().refused(c.Open(by=AYESHA, standing={"aid": "aid.giving"})) == ["unknown"]


def test_a_backlog_case_stands_only_at_places_that_exist() -> None:
    standing = {"main": "support", "aid": "support", "garden": "shed"}
    assert Story().refused(c.Open(by=AYESHA, standing=standing)) == ["unknown", "unknown"]


def test_what_lies_in_the_future_has_not_happened() -> None:
    later = at("2027-03-09 09:00")
    story = Story("2027-03-08 15:00")
    assert story.refused(c.Open(by=AYESHA, occurred_at=later)) == ["value"]
    assert story.refused(c.Open(by=AYESHA, standing={"main": "support"}, since={"support": later}))


def test_a_child_takes_over_only_what_it_receives_and_what_it_is_for() -> None:
    story = Story(rules=small_rules("errand"))
    story.do(
        c.Open(
            by=THE_SYSTEM,
            parent="K7Q2-M9XD",
            facts={"district": "upper", "full_name": "R. (fictitious)"},
            item={"need": "legal"},
        )
    )
    assert story.case.facts == {"district": "upper", "need": "legal"}


def test_the_supervisor_may_open_too() -> None:
    story = Story()
    story.do(c.Open(by=KAMRAN))
    assert story.case.is_open
