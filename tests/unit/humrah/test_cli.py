import json
from importlib.resources import files
from pathlib import Path

import pytest

from humrah import cli
from tests.unit.humrah.small_workflow import CALENDAR, FILES, WORKFLOW

SCENARIO = """\
scenario: quick-close
for: small-support 2027.1
title: {en: Quickly closed, ur: جلد بند}
people:
  ayesha: {is: officer of home, en: Ayesha, ur: عائشہ}
  kamran: {is: supervisor of home, en: Kamran, ur: کامران}
story:
  - {at: Mon 2027-03-15 09:00, ayesha: opens a case, with: {urgent: no}}
  - {ayesha: begin}
  - {ayesha: confirm, expect: {place: follow_up}}
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of definitions without a fault, and with one scenario."""
    for name, data in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "quick-close.yaml").write_text(SCENARIO, "utf-8")
    return tmp_path


def said(capture: Capture, *arguments: object) -> tuple[int, str, str]:
    """Exit status, answer and complaint of a command."""
    status = cli.run([str(argument) for argument in arguments])
    out, err = capture.readouterr()
    assert "Traceback" not in out + err
    return status, out, err


# -- check ---------------------------------------------------------------------------------------


def test_the_shipped_definitions_have_no_errors(capsys: Capture) -> None:
    status, out, _ = said(capsys, "check")
    assert status == 0, out
    assert "no errors" in out.splitlines()[-1]


def test_an_error_is_told_with_its_place_and_what_to_do(folder: Path, capsys: Capture) -> None:
    file = folder / "small-support.yaml"
    file.write_text(WORKFLOW.replace("when: urgent, start", "when: urgnt, start"), "utf-8")
    status, out, _ = said(capsys, "check", folder)
    assert status == 1
    line = WORKFLOW[: WORKFLOW.index("hurry:")].count("\n") + 1
    (finding,) = (text for text in out.splitlines() if "urgnt" in text)
    assert finding.startswith(f"{file}:{line}:")
    assert '"urgent"' in finding
    assert "1 error" in out.splitlines()[-1]


def test_findings_come_in_the_order_of_their_places(folder: Path, capsys: Capture) -> None:
    broken = WORKFLOW.replace("department: home\n    sla", "department: hme\n    sla")
    broken = broken.replace("to: in_force, by", "to: in_farce, by")
    (folder / "small-support.yaml").write_text(broken, "utf-8")
    _, out, _ = said(capsys, "check", folder)
    found = [line.split(":")[1] for line in out.splitlines() if "in_farce" in line or "hme" in line]
    assert found == sorted(found, key=int)
    assert len(found) == 2


def test_a_file_alone_is_read_with_its_neighbours(folder: Path, capsys: Capture) -> None:
    status, out, _ = said(capsys, "check", folder / "small-support.yaml")
    assert status == 0, out
    assert out.splitlines()[-1].startswith("1 file: no errors")


def test_a_fault_of_a_neighbour_is_not_told_of_a_file(folder: Path, capsys: Capture) -> None:
    calendar = folder / "calendars" / "small-office.yaml"
    calendar.write_text(CALENDAR.replace("fri: 09:00", "fri: 19:00"), "utf-8")
    assert said(capsys, "check", folder)[0] == 1
    assert said(capsys, "check", calendar)[0] == 1
    _, out, _ = said(capsys, "check", folder / "scenarios" / "quick-close.yaml")
    assert "small-office.yaml:" not in out


def test_findings_for_programs_are_json(folder: Path, capsys: Capture) -> None:
    (folder / "small-support.yaml").write_text(WORKFLOW.replace("by: [officer]", "by: []"), "utf-8")
    status, out, _ = said(capsys, "check", folder, "--format", "json")
    data = json.loads(out)
    assert status == int(any(f["severity"] == "error" for f in data["findings"]))
    assert data["files"] == 3
    assert {"file", "line", "column", "code", "text", "help"} <= data["findings"][0].keys()


def test_what_is_not_yaml_at_all_is_told(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "odd.yaml"
    file.write_bytes(b"\x00\xff\xfe workflow: [")
    status, out, _ = said(capsys, "check", file)
    assert status == 1
    assert str(file) in out


def test_a_fault_of_a_scenario_is_found_by_checking(folder: Path, capsys: Capture) -> None:
    story = folder / "scenarios" / "quick-close.yaml"
    story.write_text(SCENARIO.replace("ayesha: confirm", "ayesha: confrm"), "utf-8")
    status, out, _ = said(capsys, "check", folder)
    assert status == 1
    assert '"confrm"' in out


def test_a_path_that_does_not_exist_is_a_wrong_question(capsys: Capture) -> None:
    status, _, err = said(capsys, "check", "nowhere")
    assert status == 2
    assert 'There is no file or folder "nowhere"' in err


def test_a_file_that_may_not_be_read_is_told(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("humrah.library._read", locked)
    status, _, err = said(capsys, "check", folder)
    assert status == 2
    assert "Permission denied" in err


# -- scenarios and play --------------------------------------------------------------------------


def test_a_single_story_that_comes_true_is_well(folder: Path, capsys: Capture) -> None:
    status, out, _ = said(capsys, "scenarios", folder / "scenarios" / "quick-close.yaml")
    assert "came true: quick-close (small-support, 3 steps)" in out
    assert status == 0, out


def test_a_story_that_comes_otherwise_is_told_with_its_place(folder: Path, capsys: Capture) -> None:
    file = folder / "scenarios" / "quick-close.yaml"
    file.write_text(SCENARIO.replace("place: follow_up", "place: identification.checking"), "utf-8")
    status, out, _ = said(capsys, "scenarios", file)
    assert status == 1
    assert "CAME OTHERWISE: quick-close" in out
    assert f"{file}:" in out
    assert "0 of 1 scenarios came true." in out


def test_scenarios_that_show_too_little_are_not_enough(folder: Path, capsys: Capture) -> None:
    status, out, _ = said(capsys, "scenarios", folder)
    assert status == 1
    assert "1 of 1 scenarios came true." in out
    assert "do not show enough" in out
    assert "care" in out


def test_stories_for_programs_are_json(folder: Path, capsys: Capture) -> None:
    status, out, _ = said(capsys, "scenarios", folder, "--format", "json")
    data = json.loads(out)
    assert status == 1
    assert data["well"] is False
    assert data["scenarios"][0]["came_true"] is True
    assert {share["kind"] for share in data["coverage"]} >= {"transition", "guard"}


def test_a_story_that_cannot_be_read_counts_as_one(folder: Path, capsys: Capture) -> None:
    file = folder / "scenarios" / "quick-close.yaml"
    file.write_text(SCENARIO.replace("Mon 2027", "Tue 2027").replace("confirm", "x"), "utf-8")
    status, out, _ = said(capsys, "scenarios", file)
    assert status == 1
    assert "0 of 1 scenarios came true." in out


def test_a_folder_without_a_scenario_is_a_wrong_question(folder: Path, capsys: Capture) -> None:
    status, _, err = said(capsys, "scenarios", folder / "calendars")
    assert status == 2
    assert "There is no scenario there" in err


@pytest.mark.parametrize("name", ["", "scenarios/quick-close.yaml"])
def test_stories_are_not_told_by_definitions_with_errors(
    folder: Path, capsys: Capture, name: str
) -> None:
    (folder / "small-support.yaml").write_text(WORKFLOW.replace("owner: home\n", ""), "utf-8")
    status, out, _ = said(capsys, "scenarios", folder / name)
    assert status == 1
    assert f"{folder}/small-support.yaml:" in out
    assert "0 of 1 scenarios came true." in out


def test_a_story_is_told_whatever_is_wrong_with_other_files(folder: Path, capsys: Capture) -> None:
    (folder / "unfinished.yaml").write_text("workflow: unfinished\n", "utf-8")
    assert said(capsys, "scenarios", folder / "scenarios" / "quick-close.yaml")[0] == 0
    status, out, _ = said(capsys, "scenarios", folder)
    assert status == 1
    assert "unfinished.yaml:1:1" in out


def test_a_story_that_cannot_be_played_is_told_why(folder: Path, capsys: Capture) -> None:
    (folder / "small-support.yaml").write_text(WORKFLOW.replace("owner: home\n", ""), "utf-8")
    status, _, err = said(capsys, "play", folder / "scenarios" / "quick-close.yaml")
    assert status == 1
    assert f"{folder}/small-support.yaml:" in err


@pytest.mark.parametrize(("language", "word"), [("en", "Quickly closed"), ("ur", "جلد بند")])
def test_a_scenario_is_played_in_either_language(
    folder: Path, capsys: Capture, language: str, word: str
) -> None:
    file = folder / "scenarios" / "quick-close.yaml"
    status, out, _ = said(capsys, "play", file, "--lang", language)
    assert status == 0
    assert word in out


def test_a_shipped_scenario_is_played_by_its_id(capsys: Capture) -> None:
    status, out, _ = said(capsys, "play", "emergency-to-long-term")
    assert status == 0
    assert len(out.splitlines()) > 50


@pytest.mark.parametrize("name", ["nothing", "", "definitions"])
def test_a_scenario_that_does_not_exist_is_a_wrong_question(capsys: Capture, name: str) -> None:
    status, _, err = said(capsys, "play", name)
    assert status == 2
    assert "emergency-to-long-term" in err


# -- draw, clock, and the rest -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notation", "begins"),
    [("mermaid", "stateDiagram-v2"), ("svg", "<svg"), ("scxml", "<scxml")],
)
def test_a_workflow_is_drawn_in_each_notation(capsys: Capture, notation: str, begins: str) -> None:
    status, out, _ = said(capsys, "draw", "referral", "--as", notation)
    assert status == 0
    assert out.startswith(begins)


def test_an_overlay_is_drawn_by_its_name(capsys: Capture) -> None:
    status, out, _ = said(capsys, "draw", "victim-support/punjab", "--as", "svg", "--lang", "ur")
    assert status == 0
    assert 'lang="ur"' in out


def test_a_drawing_is_written_to_a_file(folder: Path, capsys: Capture) -> None:
    file = folder / "small.svg"
    at = ("--definitions", folder, "--out", file)
    assert said(capsys, "draw", "small-support", "--as", "svg", *at) == (0, "", "")
    assert "Small support" in file.read_text("utf-8")


def test_a_drawing_that_cannot_be_written_is_told(folder: Path, capsys: Capture) -> None:
    status, _, err = said(capsys, "draw", "referral", "--out", folder / "no" / "such" / "x.svg")
    assert status == 2
    assert "could not be read or written" in err


def test_an_unknown_workflow_is_told_with_what_was_meant(capsys: Capture) -> None:
    status, _, err = said(capsys, "draw", "referal")
    assert status == 2
    assert '"referral"' in err


def test_a_workflow_with_errors_is_not_drawn(folder: Path, capsys: Capture) -> None:
    broken = WORKFLOW.replace("to: in_force, by", "to: in_farce, by")
    (folder / "small-support.yaml").write_text(broken, "utf-8")
    status, out, err = said(capsys, "draw", "small-support", "--definitions", folder)
    assert (status, out) == (1, "")
    assert "in_farce" in err


def test_a_due_date_is_said_with_the_days_on_the_way(folder: Path, capsys: Capture) -> None:
    calendar = folder / "calendars" / "small-office.yaml"
    asked = ("clock", "3 working days", "--from", "2027-03-08 15:00", "--calendar", calendar)
    status, out, _ = said(capsys, *asked, "--explain")
    assert status == 0
    assert "Due about Fri 12 March 2027 13:00: Eid al-Fitr not announced yet." in out
    assert "Not announced yet: Eid al-Fitr" in out
    assert "Wed 2027-03-10" in out


def test_a_wrong_limit_is_told(capsys: Capture) -> None:
    status, _, err = said(capsys, "clock", "3 parsecs", "--from", "2027-03-08")
    assert status == 1
    assert "3 parsecs" in err


@pytest.mark.parametrize("kind", list(cli.Kind))
def test_the_schemas_beside_the_definitions_are_those_of_the_code(kind: cli.Kind) -> None:
    there = files("definitions") / "schemas" / f"{kind}.json"
    assert there.read_text("utf-8") == cli.schema_text(kind), (
        "write them again: humrah schema --write definitions/schemas"
    )


def test_a_schema_is_printed(capsys: Capture) -> None:
    status, out, _ = said(capsys, "schema", "calendar")
    assert status == 0
    assert json.loads(out)["title"] == "Humrah: calendar"


def test_schemas_are_written_one_file_each(tmp_path: Path, capsys: Capture) -> None:
    assert said(capsys, "schema", "--write", tmp_path) == (0, "", "")
    assert {path.stem for path in tmp_path.iterdir()} == set(cli.Kind)


def test_the_version_is_said(capsys: Capture) -> None:
    status, out, _ = said(capsys, "--version")
    assert status == 0
    assert out.startswith("humrah ")


def test_the_help_names_every_command(capsys: Capture) -> None:
    status, out, _ = said(capsys, "--help")
    assert status == 0
    for command in ("check", "scenarios", "play", "draw", "clock", "schema"):
        assert f" {command} " in out


@pytest.mark.parametrize("arguments", [["frobnicate"], ["draw"], ["check", "--format", "xml"]])
def test_a_wrong_use_is_status_two(capsys: Capture, arguments: list[str]) -> None:
    assert said(capsys, *arguments)[0] == 2
