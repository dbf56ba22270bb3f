"""What became of the mutants: the table, the survivors, and the same for programs."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.mutants.kinds import KINDS
from benchmarks.mutants.trial import How, Verdict
from workflow.definition.reader import Map, Text

#: In percent of all mutants; those that cannot be noticed do not count as noticed.
WANTED = 95
_COLUMNS: tuple[How, ...] = ("checks", "scenarios", "broken", "survived")


@dataclass(frozen=True, slots=True)
class Report:
    """All verdicts, and the survivors that were judged to change nothing, with the reason."""

    verdicts: Sequence[Verdict]
    equivalent: Mapping[str, str]

    @property
    def survivors(self) -> tuple[Verdict, ...]:
        """Mutants that nothing noticed."""
        return tuple(v for v in self.verdicts if v.how == "survived")

    @property
    def unexplained(self) -> tuple[Verdict, ...]:
        """Survivors of which it is not known that they change nothing."""
        return tuple(v for v in self.survivors if v.mutant.name not in self.equivalent)

    @property
    def caught(self) -> int:
        """How many were noticed."""
        return len(self.verdicts) - len(self.survivors)

    @property
    def score(self) -> float:
        """In percent of all."""
        return 100 * self.caught / len(self.verdicts)

    @property
    def score_of_real(self) -> float:
        """In percent of those that can change anything."""
        return 100 * self.caught / max(1, self.caught + len(self.unexplained))

    @property
    def wrongly_excused(self) -> tuple[str, ...]:
        """Mutants that were said to change nothing and were noticed."""
        caught = {v.mutant.name for v in self.verdicts if v.how != "survived"}
        return tuple(name for name in self.equivalent if name in caught)

    @property
    def enough(self) -> bool:
        """Whether the bar is met and every excuse holds."""
        return self.score >= WANTED and not self.wrongly_excused

    def lines(self) -> Iterator[str]:
        """The report for people."""
        yield f"{'kind':<18}" + "".join(f"{how:>11}" for how in _COLUMNS)
        for kind in KINDS:
            yield from self._row(kind, [v for v in self.verdicts if v.mutant.kind == kind])
        yield from self._row("all", self.verdicts)
        yield ""
        yield f"{self.caught} of {len(self.verdicts)} mutants noticed: {self.score:.1f} %."
        yield f"Without those that change nothing: {self.score_of_real:.1f} %."
        for verdict in self.survivors:
            why = self.equivalent.get(verdict.mutant.name)
            yield f"survived: {verdict.mutant}" + (f" - {why}" if why else "")
        for verdict in self.verdicts:
            if verdict.how == "broken":
                yield f"broken: {verdict.mutant} - {verdict.by}: {verdict.says}"
        for name in self.wrongly_excused:
            yield f"said to change nothing, and noticed: {name}"

    def _row(self, kind: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
        if verdicts:
            counts = Counter(v.how for v in verdicts)
            yield f"{kind:<18}" + "".join(f"{counts[how]:>11}" for how in _COLUMNS)

    def as_json(self, seed: int) -> str:
        """The report for programs: the same for the same definitions and scenarios."""
        data = {
            "seed": seed,
            "mutants": len(self.verdicts),
            "caught_by": {how: self._count(how) for how in _COLUMNS},
            "score_percent": round(self.score, 1),
            "score_without_equivalent_percent": round(self.score_of_real, 1),
            "verdicts": [self._verdict(v) for v in self.verdicts],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"

    def _count(self, how: How) -> int:
        return sum(v.how == how for v in self.verdicts)

    def _verdict(self, verdict: Verdict) -> dict[str, object]:
        mutant = verdict.mutant
        said = {"name": mutant.name, "line": mutant.line, "kind": mutant.kind, "how": verdict.how}
        if verdict.how != "survived":
            return {**said, "by": verdict.by}
        return {**said, "equivalent": self.equivalent.get(mutant.name)}


def equivalent(tree: Map) -> dict[str, str]:
    """The mutants that change nothing, with the reason, from the file that lists them."""
    said = {name: entry.node for name, entry in tree.entries.items()}
    return {name: node.value for name, node in said.items() if isinstance(node, Text)}
