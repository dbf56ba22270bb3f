import pytest

from tests.unit.definition.a_workflow import (
    ACCEPT,
    CLOSE,
    GO_BACK,
    GO_ON,
    OUTCOMES,
    REFUSE,
    SAFE,
    SLA,
    TITLE,
    Edit,
    codes,
    findings,
    only_finding,
)

SHELTER = "    alongside: yes\n"
SERVICES: Edit = (
    TITLE,
    TITLE + "children: {services: {workflow: service, en: Services, ur: خدمات}}\n",
)


def when(line: str, guard: str) -> Edit:
    return line, line.replace("en:", f"when: {guard}, en:")


def both(accept: str, refuse: str) -> tuple[Edit, Edit]:
    """Conditions on both ways out of the first place."""
    return when(ACCEPT, accept), when(REFUSE, refuse)


@pytest.mark.parametrize(
    "edit",
    [
        when(CLOSE, "urgent and not urgent"),
        (SLA, SLA.replace("remind", "when: urgent and not urgent, remind")),
        (
            SHELTER,
            SHELTER + "    may_start: {in: [work], by: [officer], when: urgent and not urgent}\n",
        ),
        (
            "    steps:\n",
            "    checklist: {paper: {when: urgent and not urgent, en: P, ur: کاغذ}}\n    steps:\n",
        ),
    ],
)
def test_a_condition_that_is_never_true_is_told_wherever_it_stands(edit: Edit) -> None:
    found = only_finding(edit)
    assert (found.code, found.text) == (
        "S104",
        "This condition is never true, whatever is recorded.",
    )


def test_a_condition_written_once_for_many_places_is_told_once() -> None:
    anywhere = (
        "anywhere: {off: {to: closed, by: [officer], when: urgent and not urgent, "
        "legal_basis: act, en: O, ur: ا}}\n"
    )
    assert codes((OUTCOMES, anywhere + OUTCOMES)) == ["S104"]


@pytest.mark.parametrize("name", ["shelter", "tracks"])
def test_a_track_cannot_wait_for_itself(name: str) -> None:
    (found,) = [p for p in findings(when(SAFE, f"all {name} finished")) if p.code == "S104"]
    assert found.text == (
        'This condition is never true: "shelter" itself is open as long as somebody asks.'
    )


def test_a_track_may_be_started_only_while_it_is_not_open() -> None:
    may = "    may_start: {in: [work], by: [officer], when: all shelter finished}\n"
    assert codes((SHELTER, SHELTER + may)) == []


def test_any_waits_for_something_that_is_opened_somewhere() -> None:
    opened: Edit = (GO_ON, GO_ON.replace("en:", "open: [services], en:"))
    guard = when(CLOSE, "any services finished")
    assert codes(SERVICES, guard) == ["S104"]
    assert codes(SERVICES, guard, opened) == []
    assert codes(when(CLOSE, "any shelter finished")) == []
    assert codes(when(CLOSE, "any tracks finished")) == []


def test_all_is_true_of_what_is_never_opened() -> None:
    assert codes(SERVICES, when(CLOSE, "all services finished")) == []


def test_any_track_cannot_finish_where_none_is_started() -> None:
    none: Edit = (ACCEPT, ACCEPT.replace(" start: [shelter],", ""))
    assert codes(none, when(CLOSE, "any tracks finished")) == ["S104", "S101"]


def test_a_situation_in_which_nothing_is_possible_is_told_in_the_words_of_the_fields() -> None:
    found = only_finding(*both("urgent", "not urgent and level is low"))
    assert (found.code, found.text) == (
        "G201",
        'At "Intake" nothing can be done when Urgent = no and Level = High.',
    )


def test_several_situations_are_told_in_one_message_and_the_rest_counted() -> None:
    options = ", ".join(f"o{i}: {{en: O{i}, ur: ا}}" for i in range(5))
    choices = "fields:\n" + "".join(
        f"  {name}: {{type: choice, options: {{{options}}}, en: {name}, ur: متعدد}}\n"
        for name in ("one", "two")
    )
    same = " or ".join(f"(one is o{i} and two is o{i})" for i in range(5))
    record: Edit = ("record: [urgent", "record: [one, two, urgent")
    found = only_finding(("fields:\n", choices), record, *both(same, "one is o0 and two is o0"))
    assert found.code == "G201"
    assert found.text.count("; or when ") == 2
    assert found.text.endswith("; and in 2 more cases.")


def test_no_condition_needs_to_cover_what_an_open_way_covers() -> None:
    assert codes(when(ACCEPT, "urgent")) == []


def test_a_fact_recorded_on_the_way_is_known() -> None:
    ways = (
        when(CLOSE, "level is low"),
        (GO_BACK, GO_BACK.replace("en:", "when: level is high, en:")),
    )
    assert codes(*ways) == []
    unrecorded: Edit = ("record: [urgent, level", "record: [urgent, level?")
    assert codes(*ways, unrecorded) == ["G205"]


def test_a_way_that_leads_nowhere_or_is_the_systems_is_no_way_out() -> None:
    stay = "      look: {to: stay, by: [officer], en: Look, ur: دیکھیں}\n"
    edits = both("urgent", "not urgent and level is low")
    assert codes((TITLE, TITLE), edits[0], (REFUSE, edits[1][1] + stay)) == ["G201"]


def test_waiting_for_others_is_said_apart_from_a_gap() -> None:
    found = only_finding(when(CLOSE, "all tracks finished"), (GO_BACK, ""))
    assert (found.code, found.severity) == ("G204", "info")
    assert found.text == 'At "Ending" a case waits for Tracks beside the main line.'


def test_a_gap_whatever_is_recorded_is_said_so() -> None:
    found = findings(*both("urgent and not urgent", "level is low and level is high"))
    assert 'At "Intake" nothing can be done when whatever is recorded.' not in [
        p.text for p in found
    ]
    assert 'At "Intake" nothing can be done, whatever is recorded.' in [p.text for p in found]
