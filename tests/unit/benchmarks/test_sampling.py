"""The choice of mutants is always the same, and spread over kinds and files."""

from collections import Counter

from benchmarks.mutants.mutant import Mutant
from benchmarks.mutants.sampling import chosen

KINDS = ("drop guard", "swap role", "double limit")
FILES = {"long.yaml": 60, "short.yaml": 6, "tiny.yaml": 2}
MUTANTS = [
    Mutant(file, line, kind, f"{kind} at {line}", ("stages", str(line)), None)
    for kind in KINDS
    for file, count in FILES.items()
    for line in range(count)
]


def test_the_choice_does_not_depend_on_the_order_of_the_mutants() -> None:
    assert chosen(MUTANTS, 12, 1) == chosen(reversed(MUTANTS), 12, 1)


def test_another_seed_is_another_choice() -> None:
    assert chosen(MUTANTS, 12, 1) != chosen(MUTANTS, 12, 2)


def test_every_kind_has_as_many_mutants_as_the_others() -> None:
    kinds = Counter(mutant.kind for mutant in chosen(MUTANTS, 12, 1))

    assert kinds == dict.fromkeys(KINDS, 4)


def test_a_long_file_leaves_room_for_the_short_ones() -> None:
    files = Counter(mutant.file for mutant in chosen(MUTANTS, 18, 1))

    assert files == dict.fromkeys(FILES, 6)


def test_a_mutant_more_elsewhere_changes_at_most_one_choice() -> None:
    more = Mutant("new.yaml", 1, KINDS[0], "something", ("stages",), None)
    before, after = set(chosen(MUTANTS, 12, 1)), set(chosen([*MUTANTS, more], 12, 1))

    assert len(before - after) <= 1


def test_no_more_are_chosen_than_there_are() -> None:
    assert len(chosen(MUTANTS[:5], 12, 1)) == 5
