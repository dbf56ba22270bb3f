"""Checks are asked before stories, and a change that means nothing survives."""

import pytest

from benchmarks.mutants.mutant import Mutant
from benchmarks.mutants.trial import verdict

FILE = "definitions/victim-support.yaml"
pytestmark = pytest.mark.slow


def test_a_check_notices_a_way_that_is_gone_where_it_was_the_only_one() -> None:
    path = ("stages", "identification", "steps", "checking", "transitions", "checked", "to")

    assert verdict(Mutant(FILE, 1, "", "", path, "nowhere")).how == "checks"


def test_a_story_notices_another_limit() -> None:
    path = ("stages", "identification", "sla", "within")

    found = verdict(Mutant(FILE, 1, "", "", path, "9 working days"))

    assert found.how == "scenarios"
    assert "due" in found.says


def test_another_title_changes_nothing_that_is_noticed() -> None:
    assert verdict(Mutant(FILE, 1, "", "", ("title", "en"), "Another")).how == "survived"


def test_what_breaks_the_reader_is_told_and_does_not_end_the_run() -> None:
    found = verdict(Mutant(FILE, 1, "", "", ("title", "en", "en"), "Another"))

    assert (found.how, found.by) == ("broken", "LookupError")
