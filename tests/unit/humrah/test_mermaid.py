import re

import pytest

from humrah.drawing.mermaid import escaped, mermaid
from humrah.library import shipped_library
from tests.unit.humrah.small_workflow import small_library

SMALL = small_library().definitions["small-support"]


def test_the_main_line_and_each_track_are_composite_states() -> None:
    opened = re.findall(r'^    state "(.*)" as (\w+) \{$', mermaid(SMALL), re.MULTILINE)
    assert opened == [
        ("Main line", "region_main"),
        ("Protection", "region_protection"),
        ("Medical care", "region_care"),
    ]


def test_a_label_keeps_its_quotation_marks_as_entities() -> None:
    assert 'state "Identification / Being #34;checked#34; & weighed"' in mermaid(SMALL)


def test_a_transition_shows_its_name_and_its_guard() -> None:
    line = "at.identification.checking --> at.follow_up : Hurry [urgent]"
    assert line in mermaid(SMALL)


def test_what_is_offered_anywhere_is_drawn_once() -> None:
    assert mermaid(SMALL).count("Victim withdraws") == 1


def test_a_track_ends_and_says_when_it_is_waived() -> None:
    text = mermaid(SMALL)
    assert "at.protection.weighing --> [*] : Not needed (waived)" in text
    assert "at.care --> [*] : Cared for\n" in text


def test_an_act_that_leads_nowhere_comes_back_to_its_place() -> None:
    here = "at.identification.checking"
    assert f"{here} --> {here} : Write a note" in mermaid(SMALL)


def test_the_diagram_is_in_urdu_when_asked() -> None:
    assert 'state "شناخت / اندراج" as at.identification.registered' in mermaid(SMALL, "ur")


def test_nothing_that_mermaid_reads_is_left_in_a_label() -> None:
    assert escaped('a"b;c:d{e}#f\n g') == "a#34;b#59;c#58;d#123;e#125;#35;f g"


@pytest.mark.parametrize("key", sorted(shipped_library().definitions))
def test_every_state_of_a_shipped_workflow_is_declared(key: str) -> None:
    text = mermaid(shipped_library().definitions[key])
    declared = set(re.findall(r'state ".*" as (\S+)', text)) | {"[*]"}
    used = {end for ends in re.findall(r"^ +(\S+) --> (\S+)", text, re.MULTILINE) for end in ends}
    assert used <= declared
