"""What people can do in a story, each played on the small workflow."""

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


def test_another_province_takes_over_what_consent_allows() -> None:
    steps = (
        OPENED
        + """\
  - {ayesha: records consent for sharing}
  - kamran: asks sindh to take the case
    expect: {told: {ayesha: [new_case], saad: [asked_to_take]}}
  - {kamran: takes the case, expect: {refused: [role, not_by]}}
  - {saad: takes the case, expect: {ended: moved}}
  - {in: sindh, expect: {place: intake.registered, facts: {full_name: Fictitious R.}}}
"""
    )
    assert failures(steps) == []


def test_without_consent_another_province_gets_only_what_is_public() -> None:
    steps = (
        OPENED
        + """\
  - {kamran: asks sindh to take the case}
  - {saad: takes the case}
  - {in: sindh, expect: {place: intake.registered, facts: {full_name: Fictitious R.}}}
"""
    )
    assert failures(steps) == ['17 "full_name": expected Fictitious R.; it is unknown.']


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


def test_the_entries_of_every_case_lead_to_its_state() -> None:
    story = played(HELPING + "  - {gul: starts safety}\n").story
    entries = [entry for happened in story for entry in happened.entries]
    assert replay("1", entries) == story[-1].after


def test_a_story_is_played_the_same_every_time() -> None:
    steps = HELPING + "  - {at: Fri 2027-04-02 10:00}\n"
    assert [h.entries for h in played(steps).story] == [h.entries for h in played(steps).story]
    assert library() is library()


def test_a_calendar_that_ends_too_soon_fails_with_what_to_do() -> None:
    opened = OPENED.replace("Mon 2027-03-01 10:00", "Fri 2028-12-29 10:00")
    found = failures(opened)
    assert len(found) == 1
    assert 'The calendar "office" is known only until 2028-12-31.' in found[0]
