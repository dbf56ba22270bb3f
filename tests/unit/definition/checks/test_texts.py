import pytest

from tests.unit.definition.a_workflow import OUTCOMES, Edit, codes, library, only_finding
from workflow.definition.checks.examination import check


def label(english: str, urdu: str) -> Edit:
    """The name of an outcome, in other words."""
    return "  closed: {en: Closed, ur: بند}\n", f"  closed: {{en: '{english}', ur: '{urdu}'}}\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Card 35202-1234567-1", "an identity card number"),
        ("Card 35202 1234567 1", "an identity card number"),
        ("Call 0300 1234567", "a mobile telephone number"),
        ("Call 0300-1234567", "a mobile telephone number"),
        ("Call +92 300 1234567", "a mobile telephone number"),
        ("Call 00923001234567", "a mobile telephone number"),
        ("Write to help@example.org", "an e-mail address"),
        ("File 12345678", "a long number"),
    ],
)
def test_a_text_that_holds_data_of_a_person_is_told(text: str, what: str) -> None:
    found = only_finding(label(text, "بند"))
    assert (found.code, found.text) == ("P701", f"This text seems to hold {what}.")


def test_urdu_digits_are_digits() -> None:
    assert only_finding(label("Closed", "فون ۰۳۰۰-۱۲۳۴۵۶۷")).code == "P701"
    assert only_finding(label("Closed", "نمبر ۱۲۳۴۵۶۷۸")).code == "P701"


@pytest.mark.parametrize("text", ["PKR 10,000,000", "Act XXXIX of 2016", "2027-03-08", "at once"])
def test_figures_and_dates_are_nobodys_data(text: str) -> None:
    assert codes(label(text, "بند")) == []


@pytest.mark.parametrize(
    ("english", "urdu", "text"),
    [
        ("بند", "بند", "The English text has letters of the Urdu script."),
        ("Closed بند", "بند", "The English text has letters of the Urdu script."),
        ("Closed", "Closed", "The Urdu text has no letter of the Urdu script."),
        ("Closed", "۱۲۳", "The Urdu text has no letter of the Urdu script."),
    ],
)
def test_each_text_is_in_its_script(english: str, urdu: str, text: str) -> None:
    found = only_finding(label(english, urdu))
    assert (found.code, found.text) == ("U901", text)


def test_a_text_of_placeholders_alone_has_no_script() -> None:
    news: Edit = (OUTCOMES, "messages: {news: {en: '{case}', ur: '{case}'}}\n" + OUTCOMES)
    assert codes(news) == []


def test_letters_of_both_scripts_may_stand_in_the_urdu_text() -> None:
    assert codes(label("Closed (FIR)", "بند (FIR)")) == []


def test_every_file_is_looked_at_even_one_that_cannot_be_built() -> None:
    made = library(
        a="common: a\ntitle: {en: 35202-1234567-1, ur: Closed}\n", b="scenario: b\ntitle: {en: ن}\n"
    )
    found = {(p.mark.file, p.code) for p in check(made) if p.code in ("P701", "U901")}
    assert found == {("a.yaml", "P701"), ("a.yaml", "U901"), ("b.yaml", "U901")}


def test_a_field_called_like_a_language_is_no_text() -> None:
    assert [p.code for p in check(library(a="scenario: a\nset: {en: [x], ur: {a: b}}\n"))] == []
