from tests.unit.definition.a_workflow import (
    SAMPLE,
    SHARED,
    TITLE,
    edited,
    findings,
    library,
    only_finding,
)
from workflow.definition.library import Library, read_library

OVERLAY = """\
workflow: sample
overlay: punjab
extends: sample 1
in_force: 2027-02-01
owner: punjab_home
because: {en: Shorter limits, ur: کم مہلت}
stages:
  intake: {sla: {within: 2 working days}}
"""
DISTRICTS = """\
districts: pakistan
edition: 1
title: {en: Districts, ur: اضلاع}
recorded_at: 2026-01-01
provinces:
  punjab:
    en: Punjab
    ur: پنجاب
    divisions:
      lahore:
        {en: Lahore, ur: لاہور, districts: {lahore: {en: Lahore, ur: لاہور}}}
"""


def told(library: Library, file: str) -> list[tuple[str, int, str]]:
    return [(p.code, p.mark.line, p.text) for p in library.problems if p.mark.file == file]


def test_a_workflow_is_known_by_its_name_and_with_an_overlay_by_both() -> None:
    made = library(overlay=OVERLAY)
    assert {"sample", "sample/punjab"} <= made.definitions.keys()
    assert made.definitions["sample/punjab"].overlay == "punjab"
    assert made.definitions["sample"].overlay == ""


def test_an_overlay_changes_only_what_it_names() -> None:
    made = library(overlay=OVERLAY)
    national, punjab = made.definitions["sample"], made.definitions["sample/punjab"]
    assert str(national.clocks["intake"].limit) == "3 working days"
    assert str(punjab.clocks["intake"].limit) == "2 working days"
    assert punjab.clocks["intake"].reminders == national.clocks["intake"].reminders
    assert punjab.hash != national.hash


def test_an_overlay_shares_what_its_base_shares() -> None:
    assert "officer" in library(overlay=OVERLAY).definitions["sample/punjab"].roles


def test_a_problem_in_an_overlay_is_told_at_its_own_line() -> None:
    wrong = OVERLAY.replace("within: 2 working days", "escalate: steep")
    made = library(overlay=wrong)
    assert told(made, "overlay.yaml") == [("L001", 8, 'There is no ladder "steep".')]
    assert "sample" in made.definitions
    assert "sample/punjab" not in made.definitions


def test_the_reason_of_an_overlay_is_in_both_languages() -> None:
    made = library(overlay=OVERLAY.replace(", ur: کم مہلت", ""))
    assert told(made, "overlay.yaml") == [("L008", 6, '"ur" is missing here.')]


def test_an_overlay_of_nothing_is_a_problem() -> None:
    made = library(overlay=OVERLAY.replace("workflow: sample", "workflow: smaple"))
    assert told(made, "overlay.yaml")[0][:2] == ("L001", 1)


def test_a_bad_file_hides_nothing_in_another() -> None:
    made = library((TITLE, TITLE + "colour: red\n"), a="workflow: [", b="calendar: b\nedition: 1\n")
    assert {p.mark.file for p in made.problems} >= {"a.yaml", "b.yaml", "sample.yaml"}


def test_nothing_is_half_loaded() -> None:
    made = library(("record: [urgent", "record: [urgently"))
    assert "sample" not in made.definitions
    assert "sample" not in made.files
    assert "national" in made.definitions


def test_a_misspelt_word_does_not_hide_an_unknown_name() -> None:
    found = findings((TITLE, TITLE + "titel: x\n"), ("record: [urgent", "record: [urgently"))
    assert [p.text for p in found] == [
        '"titel" is not a word of the language here.',
        'There is no field "urgently".',
    ]


def test_a_file_says_what_it_is() -> None:
    made = library(a="workflows: a\n")
    assert told(made, "a.yaml") == [
        ("L001", 1, 'A file begins with what it is, and "workflows" is nothing of that.')
    ]
    assert 'Did you mean "workflow"?' in [p.help for p in made.problems]


def test_an_empty_map_is_no_definition() -> None:
    assert told(library(a="{}\n"), "a.yaml")[0][0] == "L001"


def test_what_a_file_is_called_is_a_text() -> None:
    assert told(library(a="workflow: [a]\n"), "a.yaml")[0][:2] == ("L009", 1)


def test_two_files_of_one_name_are_told_with_both_places() -> None:
    made = library(second=SAMPLE)
    (problem,) = [p for p in made.problems if p.mark.file == "second.yaml"]
    assert (problem.code, [mark.file for mark in problem.related]) == ("L002", ["sample.yaml"])


def test_there_is_one_set_of_districts() -> None:
    made = library(a=DISTRICTS, b=DISTRICTS.replace("pakistan", "again"))
    assert made.districts is not None
    assert list(made.districts.districts) == ["lahore"]
    assert told(made, "b.yaml")[0][0] == "L002"


def test_the_districts_are_a_list_of_options_once_there_are_some() -> None:
    choice = "fields:\n  town: {type: choice, options: districts, en: Town, ur: شہر}\n"
    edits = ("fields:\n", choice), ("record: [urgent", "record: [town, urgent")
    assert only_finding(*edits).text == 'There is no list "districts".'
    made = library(*edits, a=DISTRICTS)
    assert made.definitions["sample"].fields["town"].type.options == ("lahore",)
    assert made.definitions["sample"].fields["town"].options["lahore"].en == "Lahore"


def test_scenarios_are_kept_as_trees_by_file() -> None:
    made = library(story="scenario: story\n")
    assert list(made.scenarios) == ["story.yaml"]
    assert "story.yaml" in made.documents


def test_what_is_shared_must_exist() -> None:
    made = library(("shares: base", "shares: bass"))
    assert told(made, "sample.yaml") == [
        ("L001", 5, 'There is no file that begins with "common: bass".')
    ]
    assert "sample" not in made.definitions


def test_what_cannot_be_read_is_not_said_to_be_missing() -> None:
    made = library(("shares: base", "shares: broken"), broken="common: [")
    assert told(made, "sample.yaml") == []
    assert "sample" not in made.definitions


def test_a_list_cannot_be_shared() -> None:
    made = library(("shares: base", "shares: [base]"))
    assert told(made, "sample.yaml")[0][:2] == ("L009", 5)


def test_a_workflow_may_share_nothing() -> None:
    made = library(("shares: base\n", ""))
    assert "L001" in {p.code for p in made.problems if p.mark.file == "sample.yaml"}


def test_a_calendar_that_extends_a_broken_one_waits_for_its_mending() -> None:
    broken = "calendar: broken\nedition: 1\n"
    waiting = (
        SHARED["year.yaml"].decode().replace("calendar: year", "calendar: waiting\nextends: broken")
    )
    further = waiting.replace("waiting", "further").replace("broken", "waiting")
    made = library(broken=broken, waiting=waiting, further=further)
    assert {p.mark.file for p in made.problems} == {"broken.yaml"}
    assert made.calendars.keys() == {"weekdays", "year"}


def test_a_broken_table_is_not_said_to_be_missing() -> None:
    decide = "decisions:\n  figure: {table: t, as_of: seen_on, gives: {amount: amount}}\n"
    amount = "fields:\n  amount: {type: money, class: identity, en: Amount, ur: رقم}\n"
    made = library((TITLE, TITLE + decide), ("fields:\n", amount), t="table: t\n")
    assert told(made, "sample.yaml") == []


def test_an_empty_folder_is_an_empty_library() -> None:
    made = read_library({})
    assert (dict(made.definitions), made.districts, made.problems) == ({}, None, ())


def test_the_same_files_make_the_same_hash() -> None:
    assert (
        library().definitions["sample"].hash
        == library((TITLE, "# a remark\n" + TITLE)).definitions["sample"].hash
    )


def test_a_corrected_text_changes_the_hash_of_the_texts_alone() -> None:
    one = library().definitions["sample"]
    other = library(("en: Accept,", "en: Accept it,")).definitions["sample"]
    assert (one.hash, one.texts == other.texts) == (other.hash, False)


def test_the_sample_is_read_as_it_is() -> None:
    assert edited() == SAMPLE
