"""The tutorial for administrators does what it says, command by command."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from humrah.cli import app
from humrah.library import shipped_files

TUTORIAL = Path(__file__).parents[2] / "docs/tutorial/change-a-time-limit.md"
LIMIT = "      within: 5 working days\n"


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The copy of step 1, in the current folder."""
    monkeypatch.chdir(tmp_path)
    for name, data in shipped_files().items():
        copied = tmp_path / name.replace("definitions", "my-rules", 1)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(data)
    return tmp_path / "my-rules/victim-support.yaml"


def change(rules: Path, limit: str) -> None:
    text = rules.read_text(encoding="utf-8")
    assert LIMIT in text
    rules.write_text(text.replace(LIMIT, f"      within: {limit}\n", 1), encoding="utf-8")


def humrah(*words: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, list(words))
    return ran.exit_code, " ".join(ran.output.split())


def promised(start: str) -> str:
    """The line of the tutorial that begins so, as the program must print it."""
    found = re.search(
        rf"^{re.escape(start)}.*$", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert found is not None
    return found[0]


def test_the_mistake_is_found_where_the_tutorial_says(rules: Path) -> None:
    change(rules, "4 workingdays")
    code, output = humrah("check", "my-rules/victim-support.yaml")
    assert code == 1
    assert promised("my-rules/victim-support.yaml") in output


def test_the_proper_change_has_no_error(rules: Path) -> None:
    change(rules, "4 working days")
    assert humrah("check", "my-rules/victim-support.yaml")[0] == 0


def test_the_story_says_what_the_change_does(rules: Path) -> None:
    change(rules, "4 working days")
    code, output = humrah("scenarios", "my-rules/scenarios/emergency-to-long-term.yaml")
    assert code == 1
    for place in ("46:29", "95:29"):
        assert promised(f"my-rules/scenarios/emergency-to-long-term.yaml:{place}") in output


def test_with_the_new_dates_the_story_comes_true_again(rules: Path) -> None:
    change(rules, "4 working days")
    story = rules.parent / "scenarios/emergency-to-long-term.yaml"
    text = story.read_text(encoding="utf-8")
    old, new = "identification: Wed 2027-03-17 17:00", "identification: Tue 2027-03-16 17:00"
    assert text.count(old) == 2
    story.write_text(text.replace(old, new), encoding="utf-8")
    assert humrah("scenarios", "my-rules/scenarios/emergency-to-long-term.yaml")[0] == 0


def test_the_clock_explains_the_days() -> None:
    words = ("4 working days", "--from", "2027-03-06 19:30", "--calendar", "punjab-five-day")
    code, output = humrah("clock", *words, "--explain")
    assert code == 0
    assert "Eid al-Fitr (?)" in output


def test_the_story_can_be_watched(rules: Path) -> None:
    change(rules, "4 working days")
    _, output = humrah("play", "my-rules/scenarios/emergency-to-long-term.yaml")
    assert "Clock: Identification, due Tue 16 March 2027, 17:00" in output
