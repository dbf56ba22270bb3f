"""What guards do together: never true, always true, leaving a gap, overlapping (S104, G201, G202).

All is settled by going through every combination of what the guards can tell apart, so an answer
is a proof; where there are more than 100,000 the question is refused, not sampled.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product
from math import comb, prod

from workflow.definition.fields import FieldType
from workflow.definition.guard_domains import TooManyCombinations, Variable, variables
from workflow.definition.guards import Guard, Term, Test, Truth, folded, terms
from workflow.definition.reasons import Labels

MAX_COMBINATIONS = 100_000
#: More findings of one kind than this help nobody to mend a definition.
MAX_SITUATIONS = 20

#: Steps spent on finding the shortest words for one set of situations.
_PATIENCE = 600_000

#: For each variable the number of one of its cells.
Combination = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Situation:
    """Some of the things guards ask about, each with the cells meant; the others do not matter.

    `waits_for` are those whose turn in the case's own time would help.
    """

    parts: tuple[tuple[Variable, tuple[int, ...]], ...]
    waits_for: tuple[Variable, ...] = ()

    def text(self, labels: Labels) -> str:
        """`Consent = yes and Urgent = unknown`, or "" when it is so whatever is recorded."""
        told = [variable.text(labels, cells) for variable, cells in self.parts]
        return (", and " if any(" or " in text for text in told) else " and ").join(told)

    def waits_text(self, labels: Labels) -> str:
        """What is waited for, with "and" between."""
        return " and ".join(variable.name(labels) for variable in self.waits_for)


@dataclass(frozen=True, slots=True)
class Findings:
    """Situations found, at most 20 of each kind, in the order of the first guard that asks.

    `waits` are those that time alone may mend. `too_many` is 0, or the number of combinations that
    was refused, and then nothing was found out.
    """

    situations: tuple[Situation, ...] = ()
    waits: tuple[Situation, ...] = ()
    too_many: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """How guards share out all situations; `overlaps` by the numbers of two guards, from 0.

    Of several that overlap in one place each is paired with the first. `too_many` as in Findings.
    """

    gaps: tuple[Situation, ...] = ()
    overlaps: Mapping[tuple[int, int], tuple[Situation, ...]] = field(default_factory=dict)
    too_many: int = 0


def never_true(guard: Guard, fields: Mapping[str, FieldType]) -> bool | None:
    """Whether no case can ever meet the guard; None if there is too much to go through."""
    try:
        space = _Space((guard,), fields, ())
    except TooManyCombinations:
        return None
    test = space.test(guard)
    return not any(test(at) is True for at in space.all())


def always_true(
    guard: Guard, fields: Mapping[str, FieldType], *, assumed_known: Collection[str] = ()
) -> bool | None:
    """Whether every case meets the guard; None if there is too much to go through."""
    try:
        space = _Space((guard,), fields, assumed_known)
    except TooManyCombinations:
        return None
    test = space.test(guard)
    return all(test(at) is True for at in space.all())


def gaps(
    guards: Sequence[Guard],
    fields: Mapping[str, FieldType],
    *,
    assumed_known: Collection[str] = (),
) -> Findings:
    """The situations in which none of the guards is true.

    If one of them becomes true when children finish, consent is given or attempts are made, the
    situation is among `waits` instead.
    """
    try:
        space = _Space(guards, fields, assumed_known)
    except TooManyCombinations as refused:
        return Findings(too_many=refused.count)
    tests = [space.test(guard) for guard in guards]
    waits = list(space.waits())
    gap: list[Combination] = []
    waiting: dict[Combination, frozenset[Combination]] = {}
    for here in space.recorded():
        open_ = frozenset(w for w in waits if any(test(here + w) is True for test in tests))
        if not open_:
            gap.append(here)
        elif len(open_) < len(waits):
            waiting[here] = open_
    return Findings(_first(space.situations(gap)), _first(space.waiting(waiting)))


def overlaps(
    first: Guard,
    second: Guard,
    fields: Mapping[str, FieldType],
    *,
    assumed_known: Collection[str] = (),
) -> Findings:
    """The situations in which both guards are true."""
    try:
        space = _Space((first, second), fields, assumed_known)
    except TooManyCombinations as refused:
        return Findings(too_many=refused.count)
    one, other = space.test(first), space.test(second)
    both = [at for at in space.all() if one(at) is True and other(at) is True]
    return Findings(_first(space.situations(both)))


def cover(
    guards: Sequence[Guard],
    fields: Mapping[str, FieldType],
    *,
    assumed_known: Collection[str] = (),
) -> Cover:
    """Where none, and where more than one, of the guards is true."""
    try:
        space = _Space(guards, fields, assumed_known)
    except TooManyCombinations as refused:
        return Cover(too_many=refused.count)
    tests = [space.test(guard) for guard in guards]
    gap: list[Combination] = []
    shared: dict[tuple[int, int], list[Combination]] = {}
    for at in space.all():
        hits = [i for i, test in enumerate(tests) if test(at) is True]
        if not hits:
            gap.append(at)
        for other in hits[1:]:
            shared.setdefault((hits[0], other), []).append(at)
    overlapping = {pair: _first(space.situations(found)) for pair, found in shared.items()}
    return Cover(_first(space.situations(gap)), overlapping)


class _Space:
    """All combinations of what some guards ask about."""

    def __init__(
        self,
        guards: Iterable[Guard],
        fields: Mapping[str, FieldType],
        assumed_known: Collection[str],
    ) -> None:
        asked = (term for guard in guards for term in terms(guard))
        self.variables = variables(asked, fields, assumed_known)
        self.sizes = [range(len(variable.cells)) for variable in self.variables]
        self.fields = sum(not variable.waits for variable in self.variables)
        count = prod(map(len, self.sizes))
        if count > MAX_COMBINATIONS:
            raise TooManyCombinations(count)

    def all(self) -> Iterator[Combination]:
        return product(*self.sizes)

    def recorded(self) -> Iterator[Combination]:
        """The combinations of what an officer records."""
        return product(*self.sizes[: self.fields])

    def waits(self) -> Iterator[Combination]:
        """The combinations of what is only waited for."""
        return product(*self.sizes[self.fields :])

    def test(self, guard: Guard) -> Test[Combination]:
        """The guard as a function of a combination."""
        return folded(guard, self._term)

    def _term(self, term: Term) -> Test[Combination]:
        index = next(i for i, v in enumerate(self.variables) if term in v.truths)
        truths = self.variables[index].truths[term]
        return _looked_up(truths, index)

    def situations(
        self, found: Collection[Combination], waits_for: tuple[Variable, ...] = ()
    ) -> Iterator[Situation]:
        """The combinations (whole ones, or of fields alone), told in short situations."""
        of = len(next(iter(found), ()))
        for block in _blocks(found, self.sizes[:of]):
            told = zip(self.variables, block, self.sizes, strict=False)
            parts = ((variable, cells) for variable, cells, all_ in told if len(cells) < len(all_))
            yield Situation(tuple((variable, tuple(cells)) for variable, cells in parts), waits_for)

    def waiting(self, found: Mapping[Combination, frozenset[Combination]]) -> Iterator[Situation]:
        """The combinations of fields, each with the waits that let one of the guards through."""
        by_wait: dict[tuple[Variable, ...], list[Combination]] = {}
        for here, open_ in found.items():
            by_wait.setdefault(self._waited_for(open_), []).append(here)
        for waits_for, combinations_ in by_wait.items():
            yield from self.situations(combinations_, waits_for)

    def _waited_for(self, open_: Collection[Combination]) -> tuple[Variable, ...]:
        """The waits on which it depends whether a combination is one of `open_`."""
        waits = zip(self.variables[self.fields :], self.sizes[self.fields :], strict=True)
        return tuple(
            variable
            for i, (variable, size) in enumerate(waits)
            if any((*w[:i], cell, *w[i + 1 :]) not in open_ for w in open_ for cell in size)
        )


def _first(situations: Iterator[Situation]) -> tuple[Situation, ...]:
    return tuple(islice(situations, MAX_SITUATIONS))


def _looked_up(truths: Sequence[Truth], index: int) -> Test[Combination]:
    return lambda at: truths[at[index]]


def _blocks(
    found: Collection[Combination], sizes: Sequence[Sequence[int]]
) -> Iterator[list[Sequence[int]]]:
    """Blocks (for each variable some of its cells) that lie in `found` and together fill it.

    Those that mention the fewest variables come first, because they are the easiest to read.
    """
    inside, left = frozenset(found), set(found)
    for axes in _axes(len(sizes), len(found)):
        rest = prod(len(size) for i, size in enumerate(sizes) if i not in axes)
        counts = Counter(tuple(at[i] for i in axes) for at in found)
        for cells, count in counts.items():
            fixed = dict(zip(axes, cells, strict=True))
            block = [(fixed[i],) if i in fixed else size for i, size in enumerate(sizes)]
            if count == rest and not left.isdisjoint(product(*block)):
                block = _widened(block, sizes, inside, left)
                left.difference_update(product(*block))
                yield block


def _axes(dimensions: int, points: int) -> Iterator[tuple[int, ...]]:
    """Which variables a block may mention: few before many, as far as there is time for it."""
    for number in range(dimensions + 1):
        if number == dimensions or comb(dimensions, number) * points <= _PATIENCE:
            yield from combinations(range(dimensions), number)


def _widened(
    block: Sequence[Sequence[int]],
    sizes: Sequence[Sequence[int]],
    inside: Collection[Combination],
    left: Collection[Combination],
) -> list[Sequence[int]]:
    """The block with further cells, each of which lies inside and tells something new."""
    wide = list(block)
    for i, size in enumerate(sizes):
        for cell in size:
            slab = list(product(*wide[:i], (cell,), *wide[i + 1 :]))
            if all(at in inside for at in slab) and any(at in left for at in slab):
                wide[i] = sorted({*wide[i], cell})
    return wide
