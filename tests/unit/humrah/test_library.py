from pathlib import Path

import pytest

from humrah.library import NotFound, select, shipped_files, shipped_library
from tests.unit.humrah.small_workflow import FILES, WORKFLOW
from workflow.definition.library import read_library
from workflow.definition.reader import MOST_BYTES

COMMON = "common: common\nedition: 2027.1\ntitle: {en: Shared, ur: مشترک}\n".encode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of definitions with one workflow, its calendar, and something hidden."""
    for name, data in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    hidden = tmp_path / ".drafts" / "draft.yaml"
    hidden.parent.mkdir()
    hidden.write_bytes(b"not a definition")
    (tmp_path / "notes.txt").write_text("not a definition")
    return tmp_path


def test_the_shipped_definitions_are_read_without_an_error() -> None:
    assert [p for p in shipped_library().problems if p.severity == "error"] == []
    assert "victim-support" in shipped_library().definitions


def test_without_a_path_everything_shipped_is_asked_about() -> None:
    assert select([]).asked == frozenset(shipped_files())


def test_a_folder_is_read_with_what_lies_below_it_but_nothing_hidden(folder: Path) -> None:
    asked = select([folder]).asked
    assert asked == {(folder / name).as_posix() for name in FILES}


def test_what_a_folder_lacks_is_taken_from_the_shipped_definitions(folder: Path) -> None:
    text = WORKFLOW.replace("calendar: small-office", "calendar: punjab-six-day")
    (folder / "small-support.yaml").write_text(text, "utf-8")
    library = read_library(select([folder]).files)
    assert library.problems == ()
    assert library.calendars.keys() >= {"small-office", "punjab-six-day", "pakistan-federal"}


def test_no_more_is_taken_from_the_shipped_definitions_than_is_named(folder: Path) -> None:
    library = read_library(select([folder]).files)
    assert library.definitions.keys() == {"small-support"}
    assert library.districts is not None


def test_what_a_folder_defines_itself_is_not_taken_from_the_shipped_ones(folder: Path) -> None:
    (folder / "common.yaml").write_bytes(COMMON)
    selection = select([folder])
    assert "definitions/common.yaml" not in selection.files
    assert "definitions/districts/pakistan.yaml" in selection.files


def test_a_file_that_cannot_be_read_still_stands_for_what_it_is_named_after(folder: Path) -> None:
    (folder / "referral.yaml").write_bytes(b"workflow: [")
    assert "definitions/referral.yaml" not in select([folder]).files


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_brings_its_folder_of_definitions_along(folder: Path, name: str) -> None:
    selection = select([folder / name])
    assert selection.asked == {(folder / name).as_posix()}
    assert {(folder / each).as_posix() for each in FILES} <= selection.files.keys()


def test_a_file_in_no_folder_of_definitions_brings_the_files_beside_it(tmp_path: Path) -> None:
    alone = tmp_path / "drafts"
    for path in (alone / "draft.yaml", alone / "second.yaml", alone / "old" / "first.yaml"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(COMMON)
    selection = select([alone / "draft.yaml"])
    own = {name for name in selection.files if name.startswith(alone.as_posix())}
    assert own == {(alone / name).as_posix() for name in ("draft.yaml", "second.yaml")}


def test_a_file_that_is_named_in_two_ways_is_read_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder / "calendars")
    selection = select([Path("small-office.yaml"), folder / "calendars" / "small-office.yaml"])
    assert [name for name in selection.files if name.endswith("small-office.yaml")] == [
        *selection.asked
    ]


def test_no_more_of_a_file_is_read_than_shows_that_it_is_too_large(folder: Path) -> None:
    big = folder / "big.yaml"
    big.write_bytes(b"#" * (MOST_BYTES * 2))
    assert len(select([folder]).files[big.as_posix()]) == MOST_BYTES + 1


def test_a_path_that_does_not_exist_is_named() -> None:
    with pytest.raises(NotFound, match=r'"nowhere\.yaml"'):
        select([Path("nowhere.yaml")])


def test_an_empty_folder_holds_no_definitions(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no file ending in"):
        select([tmp_path])


def test_a_link_in_a_circle_is_not_followed(folder: Path) -> None:
    (folder / "again").symlink_to(folder)
    assert select([folder]).asked == {(folder / name).as_posix() for name in FILES}
