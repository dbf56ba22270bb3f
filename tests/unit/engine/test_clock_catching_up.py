"""What a clock says when its time has come, late or in time, and when its due moves."""

import pytest

from tests.times import (
    KARACHI,
    MONDAY,
    OFFICE,
    at,
    by_hash,
    read,
    shown,
    started,
)
from tests.unit.engine.a_ladder import LADDER, caught_up, names, offsets, planned
from workflow.definition.durations import parse_limit
from workflow.engine.clock_facts import (
    Breached,
    Extended,
    Fact,
    Paused,
    Reanchored,
    Reminded,
    Resumed,
    Retargeted,
    Rung,
)
from workflow.engine.clock_moments import catch_up

# -- catching up ---------------------------------------------------------------------------------


def test_nothing_is_due_before_its_time() -> None:
    start = started("3 working days", MONDAY)
    assert caught_up(start, now="Wed 2027-03-10 11:59") == ()


def test_a_reminder_is_told_when_its_time_has_come() -> None:
    start = started("3 working days", MONDAY)
    half = at("Wed 2027-03-10 12:00")
    assert caught_up(start, now="Wed 2027-03-10 12:00") == (Reminded(half, "50%", half, "told"),)


def test_a_reminder_read_late_tells_when_it_was_planned() -> None:
    start = started("3 working days", MONDAY)
    told = Reminded(at("Wed 2027-03-10 16:00"), "50%", at("Wed 2027-03-10 12:00"), "told")
    assert caught_up(start, now="Wed 2027-03-10 16:00") == (told,)


def test_exactly_at_the_due_a_clock_is_not_late_and_a_moment_later_it_is() -> None:
    start = started("24 hours", MONDAY)
    due = at("Tue 2027-03-09 15:00")
    known = by_hash(OFFICE)

    def at_instant(now: int) -> tuple[Fact, ...]:
        return catch_up([start], known, zone=KARACHI, reminders=(), rungs=LADDER, now=now)

    assert at_instant(due) == ()
    assert at_instant(due + 1) == (Breached(due + 1, due), Rung(due + 1, 0, due, "told"))


def test_what_was_recorded_does_not_happen_again() -> None:
    start = started("24 hours", MONDAY)
    facts = (start, *caught_up(start, now="Tue 2027-03-09 16:00"))
    assert names(facts[1:]) == ["50% overtaken", "Breached", "rung 0 told"]
    assert caught_up(*facts, now="Tue 2027-03-09 16:00") == ()
    assert names(caught_up(*facts, now="Fri 2027-03-12 18:00")) == ["rung 1 told"]


def test_after_a_standstill_all_rungs_are_recorded_and_only_the_last_is_told() -> None:
    start = started("24 hours", MONDAY)
    found = caught_up(start, now="Fri 2027-03-19 18:00")
    assert names(found) == [
        "50% overtaken",
        "Breached",
        "rung 0 overtaken",
        "rung 1 overtaken",
        "rung 2 told",
    ]
    assert {fact.at for fact in found} == {at("Fri 2027-03-19 18:00")}


def test_of_several_reminders_only_the_last_is_told() -> None:
    start = started("24 hours", MONDAY)
    reminders = offsets("25%", "50%", "75%")
    found = caught_up(start, now="Tue 2027-03-09 08:00", reminders=reminders)
    assert names(found) == ["25% overtaken", "50% told"]


def test_a_reminder_is_overtaken_by_the_breach_even_before_the_first_rung() -> None:
    start = started("24 hours", MONDAY)
    found = caught_up(start, now="Tue 2027-03-09 16:00", rungs=offsets("2 working days after"))
    assert names(found) == ["50% overtaken", "Breached"]


def test_what_is_planned_for_the_same_instant_is_told_together() -> None:
    start = started("24 hours", MONDAY)
    found = caught_up(
        start,
        now="Tue 2027-03-09 18:00",
        reminders=(),
        rungs=offsets("due", "due", "2 hours after"),
    )
    assert names(found) == ["Breached", "rung 0 overtaken", "rung 1 overtaken", "rung 2 told"]
    found = caught_up(start, now="Tue 2027-03-09 16:00", rungs=offsets("due", "due"), reminders=())
    assert names(found) == ["Breached", "rung 0 told", "rung 1 told"]


def test_rungs_that_lie_before_a_clock_began_are_passed_over() -> None:
    start = started("2027-03-01", "Wed 2027-03-10 12:00")
    found = caught_up(start, now="Wed 2027-03-10 12:00")
    assert names(found) == [
        "Breached",
        "rung 0 passed over",
        "rung 1 passed over",
        "rung 2 passed over",
    ]
    assert caught_up(start, *found, now="Fri 2027-03-12 12:00") == ()


def test_a_rung_that_lies_ahead_of_a_clock_late_from_the_start_is_told() -> None:
    start = started("2027-03-05", "Wed 2027-03-10 12:00")
    found = caught_up(start, now="Wed 2027-03-10 12:00")
    assert names(found) == ["Breached", "rung 0 passed over", "rung 1 passed over"]
    assert names(caught_up(start, *found, now="Fri 2027-03-12 17:00")) == ["rung 2 told"]


def test_a_rung_at_the_very_start_of_a_clock_is_passed_over() -> None:
    start = started("2027-03-05", "Tue 2027-03-09 17:00")
    assert names(caught_up(start, now="Tue 2027-03-09 17:00")) == [
        "Breached",
        "rung 0 passed over",
        "rung 1 passed over",
    ]


def test_a_rung_is_told_even_if_passed_over_rungs_are_recorded_with_it() -> None:
    start = started("2027-03-05", "Wed 2027-03-10 12:00")
    found = caught_up(start, now="Fri 2027-03-12 17:00")
    assert names(found)[-1] == "rung 2 told"


def test_a_reminder_that_lies_before_a_clock_began_is_never_told() -> None:
    start = started("2027-03-11", "Wed 2027-03-10 12:00")
    assert (
        caught_up(start, now="Thu 2027-03-11 16:00", reminders=offsets("2 working days before"))
        == ()
    )


def test_a_clock_that_begins_at_its_due_is_told_of() -> None:
    start = started("2027-03-10", "Wed 2027-03-10 17:00")
    assert names(caught_up(start, now="Wed 2027-03-10 18:00")) == ["Breached", "rung 0 told"]


def test_a_pause_ends_where_it_was_to_end_even_if_nobody_looked() -> None:
    facts = (
        started("24 hours", MONDAY),
        Paused(at("Mon 2027-03-08 16:00"), "x", "a", at("Mon 2027-03-08 20:00")),
    )
    found = caught_up(*facts, now="Tue 2027-03-09 18:00")
    assert found[0] == Resumed(at("Mon 2027-03-08 20:00"), "x")
    assert names(found) == ["Resumed", "50% told"]
    assert shown(read(*facts, *found).due) == "Tue 2027-03-09 19:00"


def test_pauses_that_overlap_end_one_by_one() -> None:
    facts = (
        started("24 hours", MONDAY),
        Paused(at("Mon 2027-03-08 16:00"), "one", "a", at("Mon 2027-03-08 22:00")),
        Paused(at("Mon 2027-03-08 17:00"), "two", "a", at("Mon 2027-03-08 20:00")),
    )
    assert names(caught_up(*facts, now="Mon 2027-03-08 21:00")) == ["Resumed"]
    assert names(caught_up(*facts, now="Mon 2027-03-08 22:00")) == ["Resumed", "Resumed"]


def test_catching_up_twice_is_catching_up_once() -> None:
    start = started("3 working days", MONDAY)
    reminders = offsets("50%", "1 working day before")
    at_once = caught_up(start, now="Fri 2027-03-19 18:00", reminders=reminders)
    steps: list[Fact] = [start]
    for now in ("Wed 2027-03-10 13:00", "Thu 2027-03-11 18:00", "Fri 2027-03-19 18:00"):
        steps.extend(caught_up(*steps, now=now, reminders=reminders))
    kinds = [(type(f), getattr(f, "planned", None)) for f in steps[1:]]
    assert kinds == [(type(f), getattr(f, "planned", None)) for f in at_once]


# -- the due moves -------------------------------------------------------------------------------


def extended(when: str, more: str) -> Extended:
    return Extended(at(when), "kamran", "flood", parse_limit(more))


def test_a_reminder_told_once_is_not_told_again_when_the_due_moves() -> None:
    facts = (
        started("24 hours", MONDAY),
        Reminded(at("Tue 2027-03-09 03:00"), "50%", at("Tue 2027-03-09 03:00")),
        extended("Tue 2027-03-09 10:00", "24 hours"),
    )
    assert planned(read(*facts), "50%", "75%") == ["Wed 2027-03-10 03:00"]


def test_a_late_clock_that_is_due_ahead_again_can_be_late_again() -> None:
    start = started("24 hours", MONDAY)
    facts = [start, *caught_up(start, now="Tue 2027-03-09 16:00")]
    facts.append(extended("Tue 2027-03-09 17:00", "24 hours"))
    assert not read(*facts).late
    assert read(*facts).breaches == 1
    # Half of the time lies before the extension, so it is not told again.
    assert caught_up(*facts, now="Wed 2027-03-10 15:00") == ()
    assert names(caught_up(*facts, now="Wed 2027-03-10 16:00")) == ["Breached", "rung 0 told"]


@pytest.mark.parametrize(
    "fact",
    [
        Retargeted(at("Tue 2027-03-09 17:00"), "priority", parse_limit("48 hours")),
        Reanchored(at("Tue 2027-03-09 17:00"), at("Tue 2027-03-09 15:00")),
    ],
)
def test_whatever_makes_a_late_clock_due_ahead_lets_it_be_late_again(fact: Fact) -> None:
    start = started("24 hours", MONDAY)
    late = caught_up(start, now="Tue 2027-03-09 16:00", reminders=())
    found = caught_up(start, *late, fact, now="Wed 2027-03-10 16:00", reminders=())
    assert names(late) == names(found) == ["Breached", "rung 0 told"]


def test_a_late_clock_that_stays_late_does_not_climb_its_ladder_again() -> None:
    start = started("24 hours", MONDAY)
    facts = [start, *caught_up(start, now="Fri 2027-03-12 18:00")]
    facts.append(extended("Fri 2027-03-12 18:00", "6 hours"))
    assert read(*facts).late
    assert caught_up(*facts, now="Fri 2027-03-12 19:00") == ()
    assert names(caught_up(*facts, now="Tue 2027-03-16 18:00")) == ["rung 2 told"]


def test_another_limit_does_not_make_up_for_moments_that_lie_before_it() -> None:
    start = started("48 hours", MONDAY)
    now = "Tue 2027-03-09 12:00"
    facts = (start, Retargeted(at(now), "priority", parse_limit("2 hours")))
    found = caught_up(*facts, now="Tue 2027-03-09 12:01", reminders=offsets("50%", "1 hour before"))
    assert names(found) == ["Breached", "rung 0 told"]
    assert found[0] == Breached(at("Tue 2027-03-09 12:01"), at(now))
