"""How much of the definitions stories show."""

import json

from tests.unit.scenarios.small import HEAD, OPENED, library, played
from workflow.scenarios.coverage import Share, as_data, as_text, coverage
from workflow.scenarios.seeing import Sight

CHECKED = OPENED + "  - ayesha: check\n"


def shares(*stories: str, head: str = HEAD) -> dict[tuple[str, str], Share]:
    seen: set[Sight] = set()
    for steps in stories:
        result = played(steps, head=head)
        assert result.failures == ()
        seen |= result.sights
    return {(share.file, share.kind): share for share in coverage(library(), seen)}


def missing(found: dict[tuple[str, str], Share], file: str, kind: str) -> list[str]:
    return [item.name for item in found[file, kind].missing]


def test_nothing_is_shown_by_no_story() -> None:
    assert all(share.shown == 0 for share in coverage(library(), ()))


def test_a_transition_is_shown_when_it_is_made() -> None:
    name = "stages.intake.steps.registered.transitions.check"
    assert name in missing(shares(OPENED), "aid.yaml", "transition")
    assert name not in missing(shares(CHECKED), "aid.yaml", "transition")


def test_a_transition_anywhere_is_shown_at_one_place_for_all() -> None:
    found = shares(OPENED + "  - {kamran: give_up, with: {reason: made up}}\n")
    assert "anywhere.give_up" not in missing(found, "aid.yaml", "transition")


def test_a_guard_is_shown_true_by_making_and_false_by_a_refusal() -> None:
    head = "stages.intake.steps.checking.transitions.accept.when"
    made = CHECKED + "  - {ayesha: accept, with: {loss: house}, tick: [seen]}\n"
    refused = CHECKED + "  - {ayesha: accept, expect: {refused: [record_first, checklist]}}\n"
    found = missing(shares(made), "aid.yaml", "guard")
    assert f"{head} true" not in found
    assert f"{head} false" in found
    assert f"{head} false" not in missing(shares(made, refused), "aid.yaml", "guard")


def test_a_guard_that_is_only_passed_by_is_not_shown() -> None:
    head = "stages.intake.steps.checking.transitions.accept.when"
    looked = CHECKED + "  - {expect: {offered: {ayesha: []}}}\n"
    assert f"{head} false" in missing(shares(CHECKED), "aid.yaml", "guard")
    assert f"{head} false" not in missing(shares(looked), "aid.yaml", "guard")


def test_the_guard_of_a_clock_is_shown_where_its_place_is_occupied() -> None:
    made = CHECKED + "  - {ayesha: accept, with: {loss: house}, tick: [seen]}\n"
    found = missing(shares(made), "aid.yaml", "guard")
    assert "stages.helping.sla.when false" not in found
    assert "stages.helping.sla.when true" in found


def test_the_guards_of_a_track_and_of_a_checklist_item_are_shown() -> None:
    urgent = CHECKED.replace("urgent: no", "urgent: yes")
    steps = urgent + (
        "  - {ayesha: accept, with: {loss: shop}, tick: [seen], documents: {letter: verified}}\n"
        "  - {gul: starts safety}\n"
    )
    found = missing(shares(steps), "aid.yaml", "guard")
    assert "stages.safety.may_start.when true" not in found
    assert "stages.intake.steps.checking.checklist.letter.when true" not in found


def test_reminders_rungs_and_messages_are_shown_when_somebody_hears_them() -> None:
    found = shares(OPENED + "  - {at: Mon 2027-03-15 10:00}\n")
    assert found["aid.yaml", "reminder"].shown == 1
    assert found["common.yaml", "rung"].enough
    assert missing(found, "common.yaml", "message") == [
        "messages.yours",
        "messages.please_move",
        "messages.asked_to_take",
        "messages.errand_done",
    ]


def test_a_message_that_nobody_hears_is_not_shown() -> None:
    opened = "  - {at: Mon 2027-03-01 10:00, kamran: opens a case}\n"
    found = missing(shares(opened), "common.yaml", "message")
    assert "messages.new_case" not in found
    head = HEAD.replace("officer of home in lahore", "supervisor of home")
    found = missing(shares(opened, head=head), "common.yaml", "message")
    assert "messages.new_case" in found


def test_pauses_and_extensions_are_shown_when_they_are_used() -> None:
    found = shares(
        OPENED + "  - ayesha: pauses for unreachable\n  - kamran: extends intake by 1 for flood\n"
    )
    assert found["common.yaml", "pause"].percent == 100
    assert found["common.yaml", "extension"].percent == 100


def test_a_refusal_by_role_is_reported_and_no_bar() -> None:
    found = shares(OPENED + "  - {kamran: check, expect: {refused: [role]}}\n")
    share = found["aid.yaml", "refusal"]
    assert share.shown == 1
    assert share.enough


def test_what_an_overlay_changes_is_its_own_and_the_rest_belongs_to_the_base() -> None:
    head = HEAD.replace("aid 2027.1", "aid/punjab 2027.1")
    found = shares(CHECKED + "  - {at: Mon 2027-03-15 10:00}\n", head=head)
    assert found["overlays/punjab/aid.yaml", "reminder"].percent == 100
    assert found["aid.yaml", "reminder"].shown == 0
    assert found["aid.yaml", "transition"].shown == 1


def test_too_little_is_not_enough() -> None:
    share = Share("aid.yaml", "guard", 8, 9, ())
    assert share.percent == 88
    assert not share.enough
    assert Share("aid.yaml", "guard", 9, 10, ()).enough
    assert Share("aid.yaml", "guard", 0, 0, ()).enough


def test_the_report_for_people_names_what_is_missing_and_where() -> None:
    text = as_text(shares(OPENED).values())
    assert "aid.yaml transition: 0/7 = 0 % of 100 % wanted" in text
    assert "  not shown: aid.yaml:71:12 transition anywhere.give_up" in text


def test_the_report_for_programs_is_json() -> None:
    data = json.loads(json.dumps(as_data(shares(OPENED).values())))
    assert {"file", "kind", "shown", "needed", "wanted_percent", "enough", "missing"} == {*data[0]}
