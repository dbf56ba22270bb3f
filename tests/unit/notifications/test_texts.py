"""Messages as they are read."""

from datetime import UTC, datetime

from notifications.texts import NOT_SET, day, local_time, moment, named, say
from tests.unit.scenarios.small import library
from workflow.definition.definition import ENDED
from workflow.definition.words import Words

LATE = Words("Case {case}: {clock} was due {due}.", "کیس {case}: {clock} کا وقت {due} تھا۔")
EVENING = datetime(2027, 3, 16, 17, 0, tzinfo=UTC)


def all_named(**data: object) -> dict[str, object]:
    found = library()
    assert found.districts is not None
    return named(data, found.definitions["aid"], found.districts, "Asia/Karachi")


def test_placeholders_are_filled_in_both_languages() -> None:
    data = {"case": "K7Q2-M9XD", "clock": Words("Intake", "اندراج"), "due": EVENING}
    assert say(LATE, data, "en") == "Case K7Q2-M9XD: Intake was due Tue 16 March 2027, 17:00."
    assert say(LATE, data, "ur") == "کیس K7Q2-M9XD: اندراج کا وقت منگل 16 مارچ 2027، 17:00 تھا۔"


def test_a_placeholder_without_a_value_stays_to_be_seen() -> None:
    assert say(Words("{child} has ended.", "x"), {}, "en") == "{child} has ended."


def test_a_text_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    assert say(Words("{case}", "x"), {"case": "{due}", "due": "never"}, "en") == "{due}"


def test_times_are_written_with_latin_figures_in_both_languages() -> None:
    assert moment(EVENING, "en") == "Tue 16 March 2027, 17:00"
    assert moment(EVENING, "ur") == "منگل 16 مارچ 2027، 17:00"
    assert day(EVENING, "en") == "Tue 16 March 2027"


def test_an_instant_is_the_local_time_of_its_zone() -> None:
    assert local_time(0, "Asia/Karachi").isoformat() == "1970-01-01T05:00:00+05:00"


def test_ids_get_the_names_of_the_definition() -> None:
    data = all_named(
        case="1",
        stage="intake",
        place="intake.checking",
        department="home",
        clock="intake",
        child="errands",
        outcome="closed",
        province="sindh",
        due=0,
    )
    assert {name: getattr(value, "en", value) for name, value in data.items()} == {
        "case": "1",
        "stage": "Intake",
        "place": "Being checked",
        "department": "Home Department",
        "clock": "Intake",
        "child": "Errands",
        "outcome": "Closed",
        "province": "Sindh",
        "due": local_time(0, "Asia/Karachi"),
    }


def test_a_case_that_has_ended_stands_at_its_outcome() -> None:
    stage = all_named(stage="closed")["stage"]
    assert stage == Words("Closed", "بند")


def test_a_clock_that_does_not_run_has_no_time() -> None:
    assert all_named(due=None)["due"] == NOT_SET


def test_the_outcome_of_a_child_has_the_name_its_own_definition_gives() -> None:
    found = library()
    assert found.districts is not None
    data = named(
        {"outcome": "brought"},
        found.definitions["aid"],
        found.districts,
        "Asia/Karachi",
        child=found.definitions["errand"],
    )
    assert data["outcome"] == Words("Brought", "پہنچایا گیا")


def test_a_child_that_ended_with_its_parent_says_so() -> None:
    outcome = all_named(outcome=ENDED)["outcome"]
    assert isinstance(outcome, Words)
    assert outcome.en == "Ended with the main case"
