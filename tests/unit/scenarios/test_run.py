"""A story that comes true says nothing; one that does not says where, and both values."""

import pytest

from tests.unit.scenarios.small import HEAD, OPENED, failures, played

ACCEPTED = (
    OPENED
    + """\
  - {ayesha: check}
  - {ayesha: accept, with: {loss: house}, tick: [seen], expect: {place: helping}}
"""
)
HELPING = OPENED.replace("urgent: no", "urgent: yes") + (
    "  - {ayesha: check}\n"
    "  - {ayesha: accept, with: {loss: shop}, tick: [seen], documents: {letter: verified}}\n"
)


def test_a_story_that_comes_true_has_no_failures() -> None:
    steps = """\
  - {ayesha: check, expect: {place: intake.checking, department: home}}
  - at: Wed 2027-03-03 12:00
    expect:
      due: {intake: Thu 2027-03-04 17:00}
      reminded: [intake]
      late: []
      told: {ayesha: [new_case, remember]}
  - {at: Thu 2027-03-04 17:00, expect: {late: [], told: {}}}
  - at: Thu 2027-03-04 17:01
    expect:
      late: [intake]
      escalated: {intake: 1}
      told: {ayesha: [late], bano: [late], kamran: [late]}
  - at: Mon 2027-03-08 18:00
    expect: {escalated: {intake: 2}, told: {bano: [very_late], kamran: [very_late]}}
  - ayesha: accept
    with: {loss: house}
    tick: [seen]
    expect:
      place: helping
      stopped: [intake]
      entitled: {payment: {row: "1", edition: "2027.1", amount: "PKR 200,000"}}
      facts: {amount: PKR 200000, needs: unknown, papers: "0"}
  - {hina: done, expect: {ended: closed, place: closed, department: null}}
""".replace(", department: null", "")
    assert failures(OPENED + steps) == []


def test_a_failure_names_the_line_and_both_values() -> None:
    steps = OPENED + "  - expect:\n      due: {intake: Fri 2027-03-05 17:00}\n"
    assert failures(steps) == [
        '16 due of "intake": expected Fri 2027-03-05 17:00; it is Thu 2027-03-04 17:00.'
    ]


def test_an_unexpected_notice_fails() -> None:
    steps = OPENED + "  - {at: Wed 2027-03-03 12:00, expect: {told: {ayesha: [new_case]}}}\n"
    assert failures(steps) == ["15 told ayesha: expected new_case; heard new_case, remember."]


def test_a_notice_to_somebody_who_is_not_named_fails() -> None:
    steps = (
        OPENED
        + "  - {at: Fri 2027-03-05 09:00, expect: {told: {ayesha: [new_case, remember, late]}}}\n"
    )
    assert failures(steps) == [
        "15 told bano: expected none; heard late.",
        "15 told kamran: expected none; heard late.",
    ]


def test_a_notice_that_does_not_come_fails() -> None:
    steps = OPENED + "  - {expect: {told: {ayesha: [new_case], kamran: [new_case]}}}\n"
    assert failures(steps) == ["15 told kamran: expected new_case; heard none."]


def test_notices_wait_for_the_next_step_that_says_told() -> None:
    steps = OPENED + (
        "  - {at: Tue 2027-03-02 12:00, expect: {place: intake.registered}}\n"
        "  - {at: Wed 2027-03-03 12:00, expect: {told: {ayesha: [new_case, remember]}}}\n"
    )
    assert failures(steps) == []


def test_a_message_that_reaches_nobody_is_heard_by_nobody() -> None:
    head = HEAD.replace("  hina: officer of health\n", "")
    steps = ACCEPTED + "  - {expect: {told: {ayesha: [new_case], nobody: [new_case]}}}\n"
    assert failures(steps, head=head) == []


def test_an_act_that_is_refused_fails_with_every_reason() -> None:
    assert failures(OPENED + "  - ayesha: check\n  - ayesha: accept\n") == [
        "16 refused: expected to be granted; it is refused: "
        'record_first (Record "Loss" first.), checklist (Tick first: Paper seen.).'
    ]


def test_an_act_that_is_granted_against_expectation_fails() -> None:
    assert failures(OPENED + "  - {ayesha: check, expect: {refused: [role]}}\n") == [
        "15 refused: expected role; it is granted."
    ]


@pytest.mark.parametrize(
    "refused",
    [
        "[record_first, checklist]",
        "[checklist, record_first]",
        '["Tick first: Paper seen.", Record]',
        "[پہلے نشان لگائیں, record_first]",
    ],
)
def test_a_refusal_is_expected_by_code_or_by_words_in_either_language(refused: str) -> None:
    steps = OPENED + f"  - ayesha: check\n  - {{ayesha: accept, expect: {{refused: {refused}}}}}\n"
    assert failures(steps) == []


@pytest.mark.parametrize("refused", ["[checklist]", "[checklist, checklist]", "[role, checklist]"])
def test_every_reason_of_a_refusal_must_be_expected(refused: str) -> None:
    steps = OPENED + f"  - ayesha: check\n  - {{ayesha: accept, expect: {{refused: {refused}}}}}\n"
    assert len(failures(steps)) == 1


def test_a_refused_act_leaves_the_world_as_it_was() -> None:
    story = played(OPENED + "  - {kamran: check, expect: {refused: [role]}}\n").story
    assert story[-1].refused is not None
    assert story[-1].after is story[-1].before
    assert story[-1].entries == ()
    assert story[-1].told == ()


def test_an_act_before_there_is_a_case_fails() -> None:
    assert failures("  - {at: Mon 2027-03-01 10:00, ayesha: check}\n") == [
        "12 There is no such case yet to do this in."
    ]


def test_a_look_at_a_child_that_is_not_there_fails() -> None:
    assert failures(OPENED + "  - {in: errands/food, expect: {place: sent}}\n") == [
        "15 There is no such case yet, or no more."
    ]


def test_a_story_goes_on_after_a_failure() -> None:
    steps = OPENED + "  - {expect: {place: helping}}\n  - {expect: {department: health}}\n"
    assert failures(steps) == [
        "15 place: expected helping; it is intake.registered.",
        "16 department: expected health; it is home.",
    ]


def test_a_track_is_named_by_in_and_hidden_from_those_without_its_class() -> None:
    steps = (
        HELPING
        + """\
  - {gul: starts safety, expect: {places: {main: helping, safety: safety}}}
  - in: safety
    expect:
      place: safety
      department: home
      hidden_from: [ayesha, hina]
      offered: {gul: [safe, still_here], hina: []}
  - {in: safety, gul: still_here, expect: {place: safety}}
  - {in: safety, gul: safe, expect: {place: finished, stopped: [safety]}}
"""
    )
    assert failures(steps) == []


def test_what_is_not_hidden_is_named() -> None:
    steps = HELPING + "  - {gul: starts safety}\n  - {in: safety, expect: {hidden_from: [gul]}}\n"
    assert failures(steps) == [
        '18 gul is shown: that it stands at safety, the clock "safety", '
        'the transition "safe", the transition "still_here".'
    ]


def test_what_is_offered_is_exact() -> None:
    steps = OPENED + "  - {expect: {offered: {ayesha: [check], kamran: [give_up], hina: []}}}\n"
    assert failures(steps) == []
    assert failures(OPENED + "  - {expect: {offered: {ayesha: []}}}\n") == [
        "15 offered to ayesha: expected none; it is check."
    ]


def test_the_start_of_a_track_is_offered_by_name() -> None:
    assert failures(HELPING + '  - {expect: {offered: {gul: ["start safety"]}}}\n') == []


def test_what_is_missing_is_exact() -> None:
    steps = (
        OPENED + "  - ayesha: check\n  - expect:\n      missing: {ayesha: {accept: [checklist]}}\n"
    )
    assert failures(steps) == [
        '17 "accept" misses: expected checklist; it is '
        'record_first (Record "Loss" first.), checklist (Tick first: Paper seen.).'
    ]


def test_what_nobody_knows_of_is_not_missing_but_unknown() -> None:
    steps = OPENED + "  - {expect: {missing: {ayesha: {done: []}}}}\n"
    assert failures(steps) == ['15 "done" is not shown to ayesha here.']


def test_the_due_of_a_clock_that_does_not_run_says_why() -> None:
    steps = (
        OPENED
        + """\
  - {at: Tue 2027-03-02 12:00, ayesha: pauses for unreachable}
  - expect:
      due: {intake: Mon 2027-03-08 17:00, helping: Mon 2027-03-08 17:00}
"""
    )
    assert failures(steps) == [
        '17 due of "intake": expected Mon 2027-03-08 17:00; it is open: the clock stands still.',
        '17 due of "helping": expected Mon 2027-03-08 17:00; it is not running: it has not begun.',
    ]


@pytest.mark.parametrize(
    ("expect", "text"),
    [
        ("places: {safety: finished}", 'place of "safety": expected finished; it is not started.'),
        ("ended: closed", "ended: expected closed; it is still open."),
        ("paused: [intake]", "paused: expected intake; it is none."),
        ("reminded: [intake]", "reminded: expected intake; it is none."),
        ("stopped: [intake]", '"intake": expected to have stopped; it is running.'),
        ("stopped: [helping]", '"helping": expected to have stopped; it is not begun.'),
        ("escalated: {intake: 1}", 'rung of "intake": expected 1; it is none.'),
        ("opened: [errands/food]", "opened: expected errands/food; it is none."),
        ("facts: {urgent: yes}", '"urgent": expected yes; it is no.'),
        ("facts: {loss: house}", '"loss": expected house; it is unknown.'),
        ("facts: {urgent: not known}", '"urgent": expected not known; it is no.'),
        ("facts: {came_on: 2027-03-02}", '"came_on": expected 2027-03-02; it is 2027-03-01.'),
        ("entitled: {payment: {row: 1}}", '"payment": no figure has been taken yet.'),
    ],
)
def test_each_expectation_that_is_not_met_says_what_is(expect: str, text: str) -> None:
    assert failures(OPENED + f"  - {{expect: {{{expect}}}}}\n") == [f"15 {text}"]


def test_a_figure_that_differs_is_named() -> None:
    steps = ACCEPTED + "  - expect:\n      entitled: {payment: {row: 2, amount: PKR 1, fee: 3}}\n"
    assert failures(steps) == [
        "18 row: expected 2; it is 1.",
        "18 amount: expected PKR 1; it is PKR 200,000.",
        "18 fee: expected 3; it is not given.",
    ]


def test_a_clock_that_has_stopped_has_no_due() -> None:
    steps = ACCEPTED + "  - {expect: {due: {intake: Thu 2027-03-04 17:00}}}\n"
    assert failures(steps) == [
        '17 due of "intake": expected Thu 2027-03-04 17:00; it is not running: it is stopped.'
    ]


def test_facts_are_expected_in_the_words_they_are_written_in() -> None:
    steps = OPENED.replace("urgent: no", "urgent: no, needs: [school, food]") + (
        "  - {ayesha: records, with: {reason: not known (nobody said)}}\n"
        "  - {expect: {facts: {needs: [food, school], reason: not known, full_name: unknown}}}\n"
    )
    assert failures(steps) == ['16 "full_name": expected unknown; it is Fictitious R..']
