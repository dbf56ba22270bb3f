"""A story that comes true says nothing; one that does not says where, and both values."""

import pytest

from tests.unit.scenarios.small import HEAD, OPENED, failures, library, played
from workflow.engine.fold import replay

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


def test_children_are_cases_of_their_own_and_end_is_told_to_the_parent() -> None:
    steps = (
        ACCEPTED
        + """\
  - {hina: records, with: {needs: [food, school]}, expect: {opened: [errands/food, errands/school]}}
  - in: errands/food
    expect: {place: sent, due: {sent: Wed 2027-03-03 17:00}, facts: {district: lahore}}
  - {hina: done, expect: {refused: [finished]}}
  - {in: errands/food, hina: finish, expect: {ended: brought}}
  - {expect: {told: {ayesha: [new_case], hina: [new_case, new_case, new_case, errand_done]}}}
  - {in: errands/school, hina: finish}
  - {hina: done, expect: {ended: closed}}
"""
    )
    assert failures(steps) == []


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


def test_a_pause_stands_still_and_moves_the_due() -> None:
    steps = (
        OPENED
        + """\
  - {at: Tue 2027-03-02 12:00, ayesha: pauses for unreachable, expect: {paused: [intake]}}
  - at: Wed 2027-03-03 18:00
    ayesha: resumes unreachable
    expect: {paused: [], due: {intake: Mon 2027-03-08 17:00}}
"""
    )
    assert failures(steps) == []


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


def test_an_extension_moves_the_due() -> None:
    steps = (
        OPENED
        + """\
  - {kamran: extends intake by 2 for flood, expect: {due: {intake: Mon 2027-03-08 17:00}}}
  - {kamran: extends intake by 2 for flood, expect: {refused: [extension]}}
"""
    )
    assert failures(steps) == []


def test_two_people_agree() -> None:
    steps = (
        OPENED
        + """\
  - {ayesha: check}
  - {kamran: refuse, with: {reason: made up}, expect: {place: intake.checking}}
  - {kamran: confirms refuse, expect: {refused: [second_person]}}
  - {bano: declines refuse, expect: {place: intake.checking}}
  - {kamran: refuse, with: {reason: made up}}
  - {bano: confirms refuse, expect: {ended: refused}}
"""
    )
    assert failures(steps) == []


def test_a_case_is_assigned_nudged_and_put_back() -> None:
    steps = (
        OPENED
        + """\
  - {kamran: assigns main to ayesha}
  - {kamran: nudges main, expect: {told: {ayesha: [new_case, yours, please_move]}}}
  - {ayesha: check}
  - {kamran: puts back main because it was the wrong case, expect: {place: intake.registered}}
"""
    )
    assert failures(steps) == []


def test_lists_ticks_documents_contact_and_consent_are_written_down() -> None:
    steps = (
        OPENED
        + """\
  - {ayesha: adds to papers, with: {title: Deed}, expect: {facts: {papers: "1"}}}
  - {ayesha: changes 1 of papers, with: {title: Old deed}}
  - {ayesha: removes 1 of papers because it was a copy, expect: {facts: {papers: "0"}}}
  - {ayesha: check}
  - {ayesha: ticks seen, expect: {missing: {ayesha: {accept: [record_first]}}}}
  - {ayesha: unticks seen, expect: {missing: {ayesha: {accept: [record_first, checklist]}}}}
  - {ayesha: marks letter as waived because there is none}
  - {ayesha: reaches the victim by phone}
  - {ayesha: does not reach the victim by phone}
  - {ayesha: records consent for sharing until Fri 2027-03-05 17:00}
  - {ayesha: records no consent for sharing}
"""
    )
    assert failures(steps) == []


def test_a_case_ends_and_is_reopened() -> None:
    steps = (
        OPENED
        + """\
  - {kamran: give_up, with: {reason: made up}, expect: {ended: closed}}
  - at: Wed 2027-03-03 10:00
    kamran: reopens the case
    with: {reason: found again}
    expect: {place: intake.registered}
"""
    )
    assert failures(steps) == []


def test_another_province_takes_the_case_over() -> None:
    steps = (
        OPENED
        + """\
  - kamran: asks sindh to take the case
    expect: {told: {ayesha: [new_case], saad: [asked_to_take]}}
  - {kamran: takes the case, expect: {refused: [role]}}
  - {saad: takes the case, expect: {ended: moved}}
  - {in: sindh, expect: {place: intake.registered, facts: {full_name: Fictitious R.}}}
"""
    )
    assert failures(steps) == []


def test_another_province_does_not_take_the_case() -> None:
    steps = (
        OPENED
        + """\
  - {kamran: asks sindh to take the case}
  - {saad: does not take the case because there is no office, expect: {place: intake.registered}}
  - {in: sindh, expect: {place: intake.registered}}
"""
    )
    assert failures(steps) == ["17 There is no such case yet, or no more."]


def test_a_backlog_case_stands_where_it_stood_and_its_clocks_have_run() -> None:
    steps = """\
  - at: Mon 2027-03-01 10:00
    ayesha: opens a case at intake.checking
    with: {full_name: Fictitious R., district: lahore, urgent: no}
    occurred_at: Mon 2027-02-01 10:00
    expect: {place: intake.checking, late: [intake]}
"""
    assert failures(steps) == []


def test_a_holiday_announced_late_makes_nothing_earlier() -> None:
    opened = OPENED.replace("Mon 2027-03-01", "Mon 2027-03-08")
    steps = (
        opened
        + """\
  - {expect: {due: {intake: Fri 2027-03-12 17:00}}}
  - at: Tue 2027-03-09 21:00
    calendar: {office: {announce: [2027-03-11]}}
    expect: {due: {intake: Fri 2027-03-12 17:00}}
  - {calendar: {office: {announce: [2027-03-12]}}, expect: {due: {intake: Mon 2027-03-15 17:00}}}
  - {calendar: {office: {cancel: [2027-03-12]}}, expect: {due: {intake: Mon 2027-03-15 17:00}}}
"""
    )
    assert failures(steps) == []


def test_a_story_may_begin_with_holidays_of_its_own() -> None:
    head = HEAD.replace(
        "story:", "calendars: {office: {expect: [2027-03-02], announce: [2027-03-03]}}\nstory:"
    )
    steps = OPENED + "  - {expect: {due: {intake: Fri 2027-03-05 17:00}}}\n"
    assert failures(steps, head=head) == []


def test_a_holiday_that_cannot_be_cancelled_fails() -> None:
    steps = OPENED + "  - {calendar: {office: {cancel: [2027-03-02]}}}\n"
    assert failures(steps) == ["15 2027-03-02 is no holiday of office, so it cannot be removed."]


def test_an_overlay_has_its_own_limits() -> None:
    head = HEAD.replace("aid 2027.1", "aid/punjab 2027.1")
    steps = OPENED + "  - {expect: {due: {intake: Wed 2027-03-03 17:00}}}\n"
    assert failures(steps, head=head) == []


def test_an_office_counts_with_its_own_calendar() -> None:
    head = HEAD.replace("story:", "offices: {home in punjab: office, health: office}\nstory:")
    assert (
        failures(OPENED + "  - {expect: {due: {intake: Thu 2027-03-04 17:00}}}\n", head=head) == []
    )


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


def test_the_entries_of_every_case_lead_to_its_state() -> None:
    story = played(HELPING + "  - {gul: starts safety}\n").story
    entries = [entry for happened in story for entry in happened.entries]
    assert replay("1", entries) == story[-1].after


def test_a_story_is_played_the_same_every_time() -> None:
    steps = HELPING + "  - {at: Fri 2027-04-02 10:00}\n"
    assert [h.entries for h in played(steps).story] == [h.entries for h in played(steps).story]
    assert library() is library()
