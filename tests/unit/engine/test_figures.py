"""Figures from decision tables: taken when their inputs are known, and again when those change."""

from dataclasses import replace
from datetime import date

import pytest

from tests.worlds import AYESHA, Story, small_rules
from workflow.engine import commands as c
from workflow.engine.entries import Entitled, NotKnown


@pytest.fixture
def story() -> Story:
    """A case of an attack on Monday 8 March 2027."""
    return Story().open(incident_date=date(2027, 3, 8))


def of_package(package: str = "package", **facts: object) -> Story:
    """A case of an incident that names a package."""
    story = Story()
    story.do(c.Open(by=AYESHA, facts={"incident_date": date(2027, 3, 8), **facts}, package=package))
    return story


def record(story: Story, **facts: object) -> list[Entitled]:
    decision = story.do(c.Record(by=AYESHA, facts=facts))
    return [entry for entry in decision.entries if isinstance(entry, Entitled)]


def test_a_figure_is_taken_as_soon_as_everything_is_known(story: Story) -> None:
    assert "amount" not in story.case.facts
    (taken,) = record(story, harm="death")
    assert (taken.table, taken.edition, taken.row, taken.legal_basis) == (
        "amounts",
        "second",
        1,
        ("test_law",),
    )
    assert story.case.value("amount") == 2_000_000
    assert story.case.entitled["compensation"] == taken


def test_a_corrected_date_takes_it_from_the_edition_of_that_day(story: Story) -> None:
    record(story, harm="death")
    (taken,) = record(story, incident_date=date(2027, 2, 28))
    assert (taken.edition, story.case.value("amount")) == ("first", 1_000_000)


def test_the_basis_is_written_down_anew_though_the_figure_is_the_same(story: Story) -> None:
    rules = story.rules
    first, second = rules.tables["amounts"].editions
    rows = tuple(replace(row, values=first.rows[0].values) for row in second.rows[:1])
    same = replace(rules.tables["amounts"], editions=(first, replace(second, rows=rows)))
    story.rules = replace(rules, tables={**rules.tables, "amounts": same})
    record(story, harm="death")
    (taken,) = record(story, incident_date=date(2027, 2, 28))
    assert (taken.edition, story.case.value("amount")) == ("first", 1_000_000)


def test_no_figure_stays_when_an_input_is_no_longer_known(story: Story) -> None:
    record(story, harm="death")
    record(story, harm=NotKnown("records burnt"))
    assert story.case.facts["amount"] is None


def test_no_figure_stays_when_the_date_is_no_longer_known(story: Story) -> None:
    record(story, harm="death")
    record(story, incident_date=NotKnown("nobody remembers"))
    assert story.case.facts["amount"] is None


def test_what_the_scheme_does_not_cover_is_recorded_with_the_reason(story: Story) -> None:
    record(story, harm="injury")
    assert story.case.facts["amount"] == NotKnown("Not covered any more")
    assert story.case.value("amount") is None


def test_the_package_of_the_incident_goes_before_the_table_of_the_province() -> None:
    story = of_package(harm="death", confirmed=True)
    assert story.case.value("amount") == 5_000_000
    assert story.case.entitled["compensation"].table == "package"


def test_what_only_the_package_asks_for_is_waited_for() -> None:
    story = of_package(harm="death")
    assert "amount" not in story.case.facts
    (taken,) = record(story, confirmed=True)
    assert taken.table == "package"


def test_where_the_package_does_not_cover_the_table_of_the_province_is_asked() -> None:
    story = of_package(harm="death", confirmed=False)
    assert story.case.value("amount") == 2_000_000
    assert story.case.entitled["compensation"].table == "amounts"


def test_a_package_that_does_not_give_what_is_decided_is_left_out() -> None:
    rules = small_rules()
    other = replace(rules.tables["package"], gives={})
    story = Story(rules=replace(rules, tables={**rules.tables, "package": other}))
    story.do(
        c.Open(
            by=AYESHA,
            facts={"incident_date": date(2027, 3, 8), "harm": "death"},
            package="package",
        )
    )
    assert story.case.entitled["compensation"].table == "amounts"


def test_an_edition_that_is_not_recorded_yet_gives_nothing(story: Story) -> None:
    table = story.rules.tables["amounts"]
    first, second = table.editions
    later = replace(table, editions=(first, replace(second, recorded_at=date(2028, 1, 1))))
    story.rules = replace(story.rules, tables={**story.rules.tables, "amounts": later})
    (taken,) = record(story, harm="death")
    assert taken.edition == "first"
