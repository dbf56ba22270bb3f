import pytest

from tests.unit.definition.a_workflow import (
    BEGUN_SLA,
    SHARED,
    SLA,
    TITLE,
    Edit,
    codes,
    only_finding,
)
from workflow.definition.checks.spans import after_due, days, exceeds
from workflow.definition.durations import Before, Limit, Percent, Unit, parse_limit, parse_offset

STANDARD = "        sla: {within: 10 working days, escalate: standard}\n"


def begun(text: str) -> Edit:
    """The clock of the step `begun` in other words."""
    return BEGUN_SLA, f"        sla: {{{text}, escalate: standard}}\n"


def ladder(*rungs: str) -> tuple[Edit, Edit]:
    """A ladder of its own, used by the clock of the step `begun`."""
    lines = "".join(f"    - {{{rung}}}\n" for rung in rungs)
    own: Edit = (TITLE, f"{TITLE}ladders:\n  own:\n{lines}")
    return own, (BEGUN_SLA, BEGUN_SLA.replace("standard", "own"))


def test_a_clock_of_the_stage_or_a_named_one_is_a_time_limit_too() -> None:
    assert codes((BEGUN_SLA, "")) == ["T501"]
    named = "        clocks: {visit: {within: 5 days, escalate: standard, en: V, ur: ملاقات}}\n"
    assert codes((BEGUN_SLA, named)) == []


def test_a_clock_of_the_whole_case_is_no_limit_of_a_place() -> None:
    whole = "clocks: {whole: {within: 90 days, escalate: standard, en: W, ur: کل}}\n"
    assert codes((BEGUN_SLA, ""), (TITLE, TITLE + whole)) == ["T501"]


@pytest.mark.parametrize(
    ("remind", "expected"),
    [
        ("50%", []),
        ("4 days before", []),
        ("96 hours before", []),
        ("3 working days before", []),
        ("5 days before", ["T506"]),
        ("120 hours before", ["T506"]),
        ("4 working days before", ["T506"]),
        ("due", ["T506"]),
        ("1 hour after", ["T506"]),
    ],
)
def test_a_reminder_lies_within_the_limit(remind: str, expected: list[str]) -> None:
    assert codes(begun(f"within: 5 days, remind: {remind}")) == expected


def test_a_clock_that_is_due_on_a_date_has_no_share() -> None:
    assert codes(begun("until_date: seen_on, remind: 2 days before")) == []
    found = only_finding(begun("until_date: seen_on, remind: 50%"))
    assert (found.code, found.help) == ("T506", 'Write it like "3 working days before".')


@pytest.mark.parametrize("word", ["pause_for: [not_found]", "extend: [many]"])
def test_a_firm_clock_gives_no_time_away(word: str) -> None:
    assert codes((SLA, SLA.replace("remind", f"{word}, remind"))) == []
    found = only_finding((SLA, SLA.replace("remind", f"{word}, firm: statutory, remind")))
    assert (found.code, found.mark.column) == ("T507", SLA.index("remind") + 1)


def test_an_extension_counts_as_its_clock_does() -> None:
    longer = "extensions: {longer: {at_most: 9 days, by: [supervisor], en: L, ur: طویل}}\n"
    edit: Edit = (TITLE, TITLE + longer)
    assert codes(edit, begun("within: 5 days, extend: [longer]")) == []
    assert codes(edit, begun("until_date: seen_on, extend: [longer]")) == []
    assert codes(edit, begun("within: 5 working days, extend: [longer]")) == ["T509"]


@pytest.mark.parametrize(
    ("rungs", "expected"),
    [
        (["at: due, tell: [officer]", "at: 1 hour after, tell: [national]"], []),
        (["at: 1 hour after, tell: [officer]", "at: due, tell: [national]"], ["T508"]),
        (["at: due, tell: [officer]", "at: due, tell: [national]"], ["T508"]),
        (["at: 50%, tell: [officer]", "at: due, tell: [national]"], ["T508"]),
        (["at: 1 day before, tell: [national]"], ["T508"]),
        (
            [
                "at: 9 working hours after, tell: [officer]",
                "at: 1 day after, tell: [supervisor]",
                "at: 2 working days after, tell: [national]",
            ],
            ["T508"],
        ),
    ],
)
def test_rungs_follow_on_each_other(rungs: list[str], expected: list[str]) -> None:
    assert codes(*ladder(*rungs)) == expected


@pytest.mark.parametrize(
    ("rungs", "expected"),
    [
        (["at: due, tell: [supervisor]"], []),
        (["at: due, tell: [officer]"], ["T504"]),
        (["at: due, tell: [supervisor]", "at: 1 day after, tell: [supervisor]"], ["T504"]),
        (["at: due, tell: [supervisor]", "at: 1 day after, tell: [officer, national]"], []),
    ],
)
def test_a_ladder_ends_with_somebody_new(rungs: list[str], expected: list[str]) -> None:
    assert codes(*ladder(*rungs)) == expected


def test_a_ladder_that_ends_with_an_act_need_tell_nobody_new() -> None:
    edits = ladder("at: due, tell: [officer], do: go_on")
    acts: Edit = ("go_on: {to: ending, by: [officer]", "go_on: {to: ending, by: [system, officer]")
    assert codes(*edits, acts) == []


def test_a_ladder_without_rungs_is_as_good_as_none() -> None:
    empty: Edit = (TITLE, f"{TITLE}ladders: {{own: []}}\n")
    assert codes(empty, (BEGUN_SLA, BEGUN_SLA.replace("standard", "own"))) == ["T503"]


def test_a_calendar_reaches_a_year_beyond_the_first_day() -> None:
    calendar = SHARED["year.yaml"].decode()
    of_a_year: Edit = ("calendar: weekdays", "calendar: year")
    found = only_finding(of_a_year)
    assert (found.code, found.severity) == ("K402", "warning")
    longer = calendar.replace("until: 2027-12-31", "until: 2028-01-01")
    assert codes(of_a_year, year=longer) == []


def test_a_calendar_with_faults_of_its_own_is_not_measured() -> None:
    assert codes(("calendar: weekdays", "calendar: year"), year="calendar: year\n") == []


def test_limits_are_laid_side_by_side_on_an_ordinary_week() -> None:
    written = ("24 hours", "40 working hours", "5 working days", "7 days")
    assert [days(parse_limit(text)) for text in written] == [1.0, 7.0, 7.0, 7.0]


def test_what_lies_before_the_due_has_no_distance_from_it() -> None:
    written = ("due", "36 hours after", "50%", "1 day before")
    assert [after_due(parse_offset(text)) for text in written] == [0.0, 1.5, None, None]
    assert after_due(Percent(99)) is None


def test_equal_units_are_compared_exactly() -> None:
    three = Limit(3, Unit.WORKING_DAYS)
    assert exceeds(Before(three), three)
    assert not exceeds(Before(Limit(2, Unit.WORKING_DAYS)), three)
