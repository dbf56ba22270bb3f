"""The report counts what was noticed, and excuses nothing that was."""

import json

from benchmarks.mutants.mutant import Mutant
from benchmarks.mutants.report import Report, equivalent
from benchmarks.mutants.trial import How, Verdict
from workflow.definition.reader import read


def _verdict(line: int, how: How) -> Verdict:
    return Verdict(Mutant("a.yaml", line, "drop guard", f"of place_{line}", (), None), how)


NOTICED = [_verdict(line, "checks") for line in range(18)] + [_verdict(18, "scenarios")]
SURVIVOR = _verdict(19, "survived")


def test_a_survivor_counts_in_full_and_not_among_those_that_can_change_something() -> None:
    report = Report([*NOTICED, SURVIVOR], {SURVIVOR.mutant.name: "Nothing hangs on it."})

    assert (report.score, report.score_of_real) == (95, 100)
    assert report.enough
    assert report.unexplained == ()


def test_nineteen_of_twenty_one_are_not_enough_whatever_is_excused() -> None:
    report = Report([*NOTICED, SURVIVOR, SURVIVOR], {SURVIVOR.mutant.name: "Nothing hangs on it."})

    assert not report.enough


def test_an_excuse_for_what_was_noticed_is_wrong() -> None:
    report = Report(NOTICED, {NOTICED[0].mutant.name: "Nothing hangs on it."})

    assert report.wrongly_excused == ("a.yaml drop guard of place_0",)
    assert not report.enough
    assert report.wrongly_excused[0] in "\n".join(report.lines())


def test_survivors_are_listed_with_their_place_and_excuse() -> None:
    report = Report([*NOTICED, SURVIVOR], {SURVIVOR.mutant.name: "Nothing hangs on it."})

    assert "survived: a.yaml:19 drop guard of place_19 - Nothing hangs on it." in report.lines()


def test_programs_read_the_same_figures() -> None:
    data = json.loads(Report([*NOTICED, SURVIVOR], {}).as_json(1))

    assert data["score_percent"] == 95.0
    assert data["caught_by"] == {"checks": 18, "scenarios": 1, "broken": 0, "survived": 1}
    assert data["verdicts"][-1] == {
        "name": "a.yaml drop guard of place_19",
        "line": 19,
        "kind": "drop guard",
        "how": "survived",
        "equivalent": None,
    }


def test_excuses_are_read_by_name() -> None:
    tree = read(b'"a.yaml drop guard of place_19": Nothing hangs on it.', "equivalent.yaml")

    assert equivalent(tree) == {SURVIVOR.mutant.name: "Nothing hangs on it."}
