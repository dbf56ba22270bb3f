"""Each kind of mistake is found where it was made, and nothing is found where none was made."""

import re
from pathlib import Path

import pytest

from tests.unit.definition.a_workflow import CORPUS, SHARED
from workflow.definition.checks.codes import CODES
from workflow.definition.checks.examination import check
from workflow.definition.library import read_library

FOLDERS = sorted(path for path in CORPUS.iterdir() if path.is_dir() and path.name != "shared")

Found = set[tuple[str, int, int]]


def found(file: Path) -> Found:
    """What is found in a file that is read together with the shared ones."""
    library = read_library({**SHARED, file.name: file.read_bytes()})
    return {
        (p.code, p.mark.line, p.mark.column) for p in check(library) if p.mark.file == file.name
    }


def expected(file: Path) -> Found:
    """What its first line says that it contains: `# expect: S101 12:3`."""
    first = file.read_text("utf-8").splitlines()[0]
    assert first.startswith("# expect: ")
    return {(c, int(line), int(at)) for c, line, at in re.findall(r"(\w+) (\d+):(\d+)", first)}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_mistake_is_found_where_it_was_made(folder: Path) -> None:
    assert found(folder / "bad.yaml") == expected(folder / "bad.yaml")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_nothing_is_found_where_nothing_is_wrong(folder: Path) -> None:
    assert found(folder / "good.yaml") == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_each_folder_shows_the_code_it_is_named_after(folder: Path) -> None:
    assert folder.name in {code for code, _, _ in expected(folder / "bad.yaml")}


def test_every_code_has_a_mistake_that_shows_it() -> None:
    assert {folder.name for folder in FOLDERS} == set(CODES)


def test_the_shared_files_alone_are_without_fault_but_for_the_missing_sample() -> None:
    assert [p.code for p in check(read_library(SHARED))] == ["L001"]
