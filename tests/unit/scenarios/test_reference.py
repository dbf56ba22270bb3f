"""The reference of scenarios names every word of the format and every act."""

from pathlib import Path

import pytest

from workflow.scenarios import model
from workflow.scenarios.acts import FORMS

REFERENCE = Path(__file__).parents[3] / "docs/reference/scenarios.md"
WORDS = sorted(
    {
        info.alias or name
        for kind in (
            model.ScenarioFile,
            model.PersonEntry,
            model.CalendarChange,
            model.Step,
            model.Expect,
        )
        for name, info in kind.model_fields.items()
    }
    - {"is", "en", "ur"}
)


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_format_is_explained(word: str) -> None:
    assert f"| `{word}` |" in REFERENCE.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_every_act_is_explained(form: str) -> None:
    assert f"| `{form}` |" in REFERENCE.read_text(encoding="utf-8")
