"""Which mutants are tried: a fixed choice, spread over the kinds of change and over the files.

Mutants are ordered by the hash of their names, so that an edit of a definition changes the choice
only near the edit. Kinds take turns, and within a kind files do, two mutants at a time: a long file
has more to be tried, and yet does not drown the others.
"""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain, zip_longest

from benchmarks.mutants.mutant import Mutant

AT_A_TIME = 2


def chosen(mutants: Iterable[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many of the mutants, or all if there are no more, in the order of files and lines."""
    by_kind: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in sorted(mutants, key=lambda mutant: _lot(mutant, seed)):
        by_kind[mutant.kind].append(mutant)
    turns = zip_longest(*(_file_by_file(of_kind) for of_kind in by_kind.values()))
    found = [mutant for mutant in chain.from_iterable(turns) if mutant is not None]
    return sorted(found[:count], key=lambda mutant: (mutant.file, mutant.line, mutant.name))


def _lot(mutant: Mutant, seed: int) -> str:
    return sha256(f"{seed} {mutant.name}".encode()).hexdigest()


def _file_by_file(mutants: Iterable[Mutant]) -> list[Mutant]:
    taken: dict[str, int] = defaultdict(int)
    rounds: list[tuple[int, Mutant]] = []
    for mutant in mutants:
        rounds.append((taken[mutant.file] // AT_A_TIME, mutant))
        taken[mutant.file] += 1
    return [mutant for _, mutant in sorted(rounds, key=lambda pair: pair[0])]
