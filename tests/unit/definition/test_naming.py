from tests.unit.definition.a_workflow import (
    ACCEPT,
    CLOSE,
    SAMPLE,
    TITLE,
    codes,
    definition,
    only_finding,
    value,
)


def test_a_condition_that_cannot_be_read_is_told_at_the_word() -> None:
    written = "when: urgent and and level is low, en: Accept"
    found = only_finding((ACCEPT, ACCEPT.replace("en: Accept", written)))
    line, column = value(SAMPLE, "en: Accept")
    assert (found.code, found.mark.line) == ("G203", line)
    assert found.mark.column == column + written.index("and level")


def test_a_condition_is_checked_against_the_fields() -> None:
    found = only_finding((ACCEPT, ACCEPT.replace("en:", "when: level is middle, en:")))
    assert found.text == '"middle" is not a value of "level".'


def test_a_condition_may_wait_for_tracks_and_children_and_consent() -> None:
    guard = "all tracks finished and any services finished and consent for sharing"
    made = definition(
        (CLOSE, CLOSE.replace("en:", f"when: {guard}, open: [services], en:")),
        (TITLE, TITLE + "children: {services: {workflow: service, en: S, ur: خدمات}}\n"),
    )
    assert made.transitions["work.ending/close"].when is not None


def test_a_condition_written_once_for_several_places_is_told_once() -> None:
    shared = "    transitions: {out: {to: closed, by: [officer], when: urgnt, en: Out, ur: باہر}}\n"
    assert codes(("    steps:\n", shared + "    steps:\n")) == ["L001"]


def test_a_department_may_be_named_before_a_role() -> None:
    made = definition((ACCEPT, ACCEPT.replace("[officer]", "[health.officer, parent.supervisor]")))
    assert [str(ref) for ref in made.transitions["intake/accept"].by] == [
        "health.officer",
        "parent.supervisor",
    ]


def test_an_unknown_name_is_told_at_its_place_in_a_list() -> None:
    found = only_finding((ACCEPT, ACCEPT.replace("[officer]", "[officer, chief]")))
    assert found.mark.column == ACCEPT.index("[officer]") + len("[officer, ") + 1


def test_a_single_name_needs_no_brackets() -> None:
    assert codes((ACCEPT, ACCEPT.replace("[officer]", "officer"))) == []
    assert codes((ACCEPT, ACCEPT.replace("[officer]", "chief"))) == ["L001"]
