from tests.unit.definition.a_workflow import BEGUN_SLA, GO_ON, SLA, library
from workflow.definition.checks.examination import check

OVERLAY = """\
workflow: sample
overlay: punjab
extends: sample 1
in_force: 2027-02-01
owner: punjab_home
because: {en: Reason, ur: وجہ}
stages:
  intake:
    sla: {pause_for: [not_found]}
"""


def test_findings_are_in_the_order_of_the_files_and_their_lines() -> None:
    found = check(library((BEGUN_SLA, ""), (GO_ON, GO_ON.replace("[officer]", "[]"))))
    assert [p.mark for p in found] == sorted(p.mark for p in found)
    assert [p.code for p in found] == ["S102", "T501", "S104", "S101"]


def test_what_is_wrong_with_the_reading_is_among_the_findings() -> None:
    made = library((SLA, SLA + "    colour: red\n"))
    assert set(made.problems) <= set(check(made))


def test_a_finding_in_an_overlay_is_told_at_its_own_line() -> None:
    firm = (SLA, SLA.replace("remind", "firm: statutory, remind"))
    found = [p for p in check(library(firm, overlay=OVERLAY)) if p.code == "T507"]
    assert [str(p.mark) for p in found] == ["overlay.yaml:9:11"]


def test_a_finding_in_the_base_is_told_once_however_many_overlays_there_are() -> None:
    other = OVERLAY.replace("punjab", "sindh")
    made = library((BEGUN_SLA, "        sla: {within: 5 days}\n"), one=OVERLAY, two=other)
    assert [(p.code, p.mark.file) for p in check(made)] == [("T503", "sample.yaml")]


def test_what_could_not_be_built_is_not_checked_further() -> None:
    made = library((SLA, SLA.replace("standard", "steep")), (BEGUN_SLA, ""))
    assert [p.code for p in check(made) if p.mark.file == "sample.yaml"] == ["L001"]
