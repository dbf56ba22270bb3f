from xml.etree import ElementTree as ET

import pytest

from humrah.drawing.scxml import (
    NAMESPACE,
    conditions,
    event_of,
    outcome_state,
    scxml,
    standing_as_states,
    state_of,
)
from humrah.library import shipped_library
from tests.unit.humrah.small_workflow import small_library
from workflow.definition.guards import Yes

SMALL = small_library().definitions["small-support"]
TARGETS = ("target", "initial")


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def exported(language: str = "en") -> ET.Element:
    return ET.fromstring(scxml(SMALL, language))  # noqa: S314 - our own text


def states(root: ET.Element) -> list[str]:
    return [element.attrib["id"] for element in root.iter() if "id" in element.attrib]


def test_the_case_is_a_parallel_with_a_region_for_the_main_line_and_for_each_track() -> None:
    (case,) = exported().findall(tag("parallel"))
    regions = [state.attrib["id"] for state in case.findall(tag("state"))]
    assert regions == ["region-main", "region-protection", "region-care"]


def test_every_place_and_outcome_and_end_of_a_track_is_a_state() -> None:
    found = states(exported())
    assert set(SMALL.places) <= set(found)
    assert {outcome_state(outcome) for outcome in SMALL.outcomes} <= set(found)
    assert {"care-idle", "care-finished", "care-waived"} <= set(found)


@pytest.mark.parametrize("key", sorted(shipped_library().definitions))
def test_an_export_names_no_state_twice_and_leads_to_none_that_is_missing(key: str) -> None:
    root = ET.fromstring(scxml(shipped_library().definitions[key]))  # noqa: S314
    found = states(root)
    assert len(found) == len(set(found))
    named = {e.attrib[word] for e in root.iter() for word in TARGETS if word in e.attrib}
    assert named <= set(found)


def test_every_transition_has_an_event_of_its_own() -> None:
    events = [e.attrib["event"] for e in exported().iter(tag("transition"))]
    assert {event_of(transition) for transition in SMALL.transitions} <= set(events)
    assert len(events) == len(set(events))


def test_tracks_are_started_by_entering_by_a_transition_and_by_hand() -> None:
    root = exported()
    (entry,) = root.iter(tag("onentry"))
    assert [e.attrib["event"] for e in entry] == ["start-protection"]
    raised = {
        e.attrib["event"]: [r.attrib["event"] for r in e]
        for e in root.iter(tag("transition"))
        if len(e)
    }
    assert raised == {
        "identification.checking.hurry": ["start-care"],
        "begin-care": ["start-care"],
    }


def test_a_guard_is_a_condition_by_name_with_its_text_beside_it() -> None:
    (hurry,) = (
        e
        for e in exported().iter(tag("transition"))
        if e.attrib["event"] == "identification.checking.hurry"
    )
    assert conditions(SMALL)[hurry.attrib["cond"]] == Yes("urgent")
    assert hurry.attrib["{urn:humrah:workflow}when"] == "urgent"


def test_a_guard_that_is_written_twice_is_one_condition() -> None:
    assert len(conditions(SMALL)) == 4


def test_an_outcome_that_can_be_reopened_is_no_final_state() -> None:
    root = exported()
    assert [e.attrib["id"] for e in root.findall(tag("final"))] == ["outcome-withdrawn"]
    (closed,) = root.findall(tag("state"))
    assert closed.attrib["id"] == "outcome-closed"


def test_labels_come_in_the_language_asked_for() -> None:
    assert "اندراج" in scxml(SMALL, "ur")
    assert "اندراج" not in scxml(SMALL, "en")


def test_a_case_that_has_ended_is_in_the_state_of_its_outcome_alone() -> None:
    standing = {"main": "closed", "care": "ended"}
    assert standing_as_states(standing, "closed", SMALL.regions) == {"outcome-closed"}


def test_a_track_that_was_cut_off_stands_like_one_that_never_began() -> None:
    standing = {"main": "follow_up", "care": "ended", "protection": "waived"}
    found = standing_as_states(standing, "", SMALL.regions)
    assert found == {"follow_up", "care-idle", state_of("protection", "waived")}
