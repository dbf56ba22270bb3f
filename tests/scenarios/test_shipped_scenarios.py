"""Every scenario that is shipped comes true, and can be told in both languages."""

import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from humrah.library import shipped_library
from humrah.play import render
from workflow.definition.reader import read
from workflow.scenarios.reading import read_scenario
from workflow.scenarios.run import Result, run

REFERENCE = Path(__file__).parents[2] / "docs/reference/scenarios.md"
SHIPPED = sorted(shipped_library().scenarios)


def played(name: str) -> Result:
    library = shipped_library()
    return run(read_scenario(library.scenarios[name], library), library)


def test_there_are_scenarios() -> None:
    assert SHIPPED != []


@pytest.mark.parametrize("name", SHIPPED)
def test_the_scenario_comes_true(name: str) -> None:
    assert [str(failure) for failure in played(name).failures] == []


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("name", SHIPPED)
def test_the_scenario_is_told_without_a_gap(name: str, language: str) -> None:
    out = io.StringIO()
    render(played(name), language, Console(file=out, width=80))
    assert "{" not in out.getvalue()


def test_the_example_of_the_reference_comes_true() -> None:
    found = re.search(r"```yaml\n(scenario:.*?)```", REFERENCE.read_text("utf-8"), re.DOTALL)
    assert found is not None
    library = shipped_library()
    example = read_scenario(read(found[1].encode(), "scenarios.md"), library)
    assert [str(failure) for failure in run(example, library).failures] == []
