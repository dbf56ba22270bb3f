"""One table of codes: the program knows no other, and each has a help page in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow.definition.checks.codes import CODES, finding
from workflow.definition.problems import Mark

ROOT = Path(__file__).parents[4]
PAGES = ROOT / "docs" / "reference" / "diagnostics"
CODE = re.compile("[A-Z][0-9]{3}")


def texts(file: Path) -> Iterator[str]:
    """The literal texts of a module."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def codes_named() -> set[str]:
    """The codes that the program gives to findings."""
    files = [f for f in (ROOT / "workflow/definition").rglob("*.py") if f.name != "codes.py"]
    return {text for file in files for text in texts(file) if CODE.fullmatch(text)}


def test_every_code_of_the_program_is_in_the_table_and_none_besides() -> None:
    assert codes_named() == set(CODES)


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.stem for page in PAGES.glob("*.md")} - {"index"} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_the_table_says_and_what_to_do_in_both_languages(code: str) -> None:
    page = (PAGES / f"{code}.md").read_text("utf-8")
    assert page.startswith(f"# {code}: {CODES[code].title}\n\n{CODES[code].meaning} ")
    english, _, urdu = page.partition('<div dir="rtl" lang="ur">')
    assert "**What to do.** " in english
    assert "**کیا کریں:** " in urdu


def test_the_list_of_pages_names_each_code_with_its_severity() -> None:
    listed = (PAGES / "index.md").read_text("utf-8")
    for code, about in CODES.items():
        assert f"| [{code}]({code}.md) | {about.title} | {about.severity} |" in listed


def test_a_finding_is_as_severe_as_its_code() -> None:
    mark = Mark("a.yaml", 1, 1)
    assert finding(mark, "S102", "", "").severity == "error"
    assert finding(mark, "T501", "", "").severity == "warning"
    assert finding(mark, "W952", "", "", related=(mark,)).related == (mark,)
