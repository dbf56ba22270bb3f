"""The reference of the language names every word, event and type that the program knows."""

from inspect import getmembers, isclass
from pathlib import Path
from typing import get_args

import pytest

from workflow.definition import model
from workflow.definition.fields import Kind
from workflow.definition.written import FieldClass, Status, Written

REFERENCE = Path(__file__).parents[2] / "docs/reference/language.md"
WORDS = sorted(
    {
        (name, info.alias or field)
        for name, cls in getmembers(model, isclass)
        if issubclass(cls, Written) and cls.__module__ == model.__name__
        for field, info in cls.model_fields.items()
    }
)


@pytest.mark.parametrize(("place", "word"), WORDS)
def test_every_word_of_the_language_is_explained(place: str, word: str) -> None:
    assert f"`{word}`" in REFERENCE.read_text(encoding="utf-8"), f"{place} knows {word}"


VALUES = [
    *Kind,
    *(
        value
        for kind in (model.Event, FieldClass, model.ProvincesMay, Status)
        for value in get_args(kind)
    ),
]


@pytest.mark.parametrize("word", VALUES)
def test_every_value_with_a_meaning_of_its_own_is_explained(word: str) -> None:
    assert f"`{word}`" in REFERENCE.read_text(encoding="utf-8")
