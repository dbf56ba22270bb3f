import pytest

from tests.unit.definition.a_workflow import (
    BEGUN_SLA,
    OUTCOMES,
    SAMPLE,
    TITLE,
    edited,
    findings,
    library,
    value,
)
from workflow.definition.model import FieldItem, WorkflowFile
from workflow.definition.reader import read
from workflow.definition.reading import where, words_of

OPTIONS = "{low: {en: Low, ur: کم}, high: {en: High, ur: زیادہ}}"


@pytest.mark.parametrize(
    ("old", "new", "code", "text"),
    [
        (
            "type: yesno",
            "type: [a]",
            "L009",
            "Here a single word is expected, not a list or a map.",
        ),
        (
            "class: identity",
            "class: secret",
            "L009",
            "\"secret\" is not possible here; possible are 'public', 'identity', 'contact', "
            "'health', 'security' or 'money'.",
        ),
        (
            OPTIONS,
            "[low, high]",
            "L009",
            'Here a map is expected: indented lines of "word: value".',
        ),
        (OPTIONS, "''", "L009", "This is empty. Write the text, or remove the word."),
        (
            "record: [urgent, level, seen_on, note?]",
            "record: {urgent: yes}",
            "L009",
            'Here a list is expected: "[one, two]", or lines beginning with "- ".',
        ),
        ("within: 5 days", "within: [5]", "L009", "Here a text is expected, not a list or a map."),
        (
            "within: 5 days",
            "within: 5 weeks",
            "L009",
            '"5 weeks" is not a duration. Write it like 24 hours, 16 working hours, 3 working days '
            "or 30 days.",
        ),
        (
            "remind: [50%]",
            "remind: halfway",
            "L009",
            '"halfway" is not a point in the time of a clock. Write it like 50%, '
            '"1 working day before", due or "2 hours after".',
        ),
        ("alongside: yes", "alongside: true", "L009", 'Write yes or no here, not "true".'),
        (
            "in_force: 2027-01-01",
            "in_force: 20270101",
            "L009",
            '"20270101" is not a date. Write it like 2026-12-01.',
        ),
        (
            "in_force: 2027-01-01",
            "in_force: 2027-02-29",
            "L009",
            '"2027-02-29" is not a date. Write it like 2026-12-01.',
        ),
        (
            "in_force: 2027-01-01",
            "in_force: 1827-01-01",
            "L009",
            "1827-01-01 lies outside the years 1900 to 2200.",
        ),
    ],
)
def test_a_value_that_does_not_fit_is_told_at_its_place(
    old: str, new: str, code: str, text: str
) -> None:
    changed = edited((old, new))
    line, column = value(SAMPLE, old)
    found = [p for p in findings((old, new)) if p.text == text]
    at = column + new.index(": ") + 2 if ": " in new and not new.startswith("{") else column
    assert [(p.code, p.mark.line, p.mark.column) for p in found] == [(code, line, at)], changed


def test_a_name_that_cannot_be_one_is_told_at_the_name() -> None:
    (found,) = findings((OUTCOMES, OUTCOMES + "  Lost: {en: Lost, ur: گم}\n"))
    assert (found.code, found.mark.column) == ("L009", 3)
    assert found.text.startswith('"Lost" cannot be a name here.')


def test_a_missing_word_is_told_at_the_name_of_what_lacks_it() -> None:
    (found,) = findings((OPTIONS, "{low: {en: Low}, high: {en: High, ur: زیادہ}}"))
    assert (found.code, found.text, found.help) == ("L008", '"ur" is missing here.', 'Add "ur: …".')
    assert found.mark.column == value(SAMPLE, OPTIONS)[1] + 1


def test_an_unknown_word_deep_in_a_file_is_told_with_the_words_known_there() -> None:
    (found,) = findings((OPTIONS, OPTIONS.replace("en: Low,", "en: Low, urr: کم,")))
    assert (found.code, found.help) == ("L001", 'Did you mean "ur"?')


def test_an_unknown_word_does_not_hide_what_only_the_whole_can_show() -> None:
    period = (
        "periods: [{from: 2027-03-02, to: 2027-03-01, because: {en: R, ur: ر}, week: {}, x: y}]"
    )
    made = library(
        c="calendar: c\nedition: 1\ntitle: {en: C, ur: ک}\nzone: Asia/Karachi\nfrom: 2027-01-01\n"
        f"until: 2027-12-31\nweek: {{mon: 09:00-17:00}}\n{period}\n"
    )
    assert [p.code for p in made.problems if p.mark.file == "c.yaml"] == ["L009", "L001"]


def test_a_missing_word_of_the_whole_file_is_told_at_its_beginning() -> None:
    (found,) = findings((TITLE, ""))
    assert (found.code, found.mark.line, found.mark.column) == ("L008", 1, 1)


def test_a_list_item_that_is_no_map_is_told_where_it_begins() -> None:
    rungs = "ladders: {own: [due]}\n"
    (found,) = findings((TITLE, TITLE + rungs), (BEGUN_SLA, BEGUN_SLA.replace("standard", "own")))
    assert (found.code, found.mark.column) == ("L009", rungs.index("due") + 1)


def test_a_place_in_a_file_is_the_text_or_the_name_of_what_holds_more() -> None:
    tree = read(SAMPLE.encode(), "sample.yaml")
    sla: tuple[str | int, ...] = ("stages", "intake", "sla")
    line, _ = value(SAMPLE, "    sla: {within: 3")
    assert [where(tree, path).column for path in (sla, (*sla, "within"))] == [5, 19]
    assert where(tree, (*sla, "nothing", "here")) == where(tree, sla)
    assert where(tree, (*sla, "remind", 7)).column == where(tree, (*sla, "remind")).column
    assert where(tree, sla).line == line


@pytest.mark.parametrize(
    ("path", "some"),
    [
        ((), {"workflow", "stages"}),
        (("stages", "intake", "transitions", "accept"), {"by", "set", "not_by"}),
        (("fields", "level", "options", "low"), {"en", "ur"}),
        (("ladders", "standard", 0), {"at", "do"}),
        (("stages", "intake", "en"), set()),
        (("stages", "intake", "colour", "red"), set()),
    ],
)
def test_the_words_of_each_map_are_known(path: tuple[str | int, ...], some: set[str]) -> None:
    known = set(words_of(WorkflowFile, path))
    assert some <= known
    assert bool(some) == bool(known)


def test_the_words_of_an_alternative_are_known() -> None:
    assert words_of(FieldItem, ("options", "low")) == ("en", "ur")
