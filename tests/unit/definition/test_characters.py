import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.definition.characters import not_allowed, shown, without

ANY = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY)
def test_without_its_refused_characters_a_text_has_none_and_the_same_length(text: str) -> None:
    clean = without(text)
    assert len(clean) == len(text)
    assert not list(not_allowed(clean))


@given(ANY)
def test_characters_that_are_allowed_stay_as_they_are(text: str) -> None:
    refused = set(not_allowed(text))
    clean = without(text)
    assert all(clean[at] == text[at] for at in range(len(text)) if at not in refused)


@pytest.mark.parametrize(
    "text",
    [
        "Support for a victim of terrorism, 50% “quoted” – €…",
        "دہشت گردی سے متاثرہ فرد کی معاونت، ۲۰۲۵۔ ﷺ",
        "عَلَیہِ السَّلام",
        "tab\tand\nline\r\nends",
    ],
)
def test_ordinary_english_and_urdu_is_allowed(text: str) -> None:
    assert not list(not_allowed(text))


@given(ANY)
def test_a_text_is_shown_on_one_short_line(text: str) -> None:
    line = shown(text)
    assert len(line) <= 42
    assert len(line.splitlines()) == 1
    assert not list(not_allowed(line))


def test_a_text_that_fits_is_shown_whole() -> None:
    assert shown("x" * 40) == f'"{"x" * 40}"'
    assert shown("x" * 41) == f'"{"x" * 39}…"'
