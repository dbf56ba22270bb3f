"""What a guard may look at in a case."""

from datetime import date

from workflow.definition.definition import MAIN, TRACK_ENDS
from workflow.definition.fields import Item, Value
from workflow.definition.guards import Truth
from workflow.definition.labels import TRACKS
from workflow.engine.case import Case
from workflow.engine.rules import Rules
from workflow.engine.working_time import local_ordinal


class CaseView:
    """A case at an instant, as `definition.guards.View` asks for it; follows a growing draft.

    `hidden` are the tracks and children that count as though there were none: those of which
    somebody may not know.
    """

    __slots__ = ("_case", "_hidden", "_now", "_today", "_zone")

    def __init__(
        self, rules: Rules, case: Case, now: int, hidden: frozenset[str] = frozenset()
    ) -> None:
        self._case = case
        self._hidden = hidden
        self._now = now
        self._zone = rules.zone
        self._today: date | None = None

    def fact(self, field_id: str, /) -> Value | None:
        """The value of a field; the items of a list that has any."""
        items = self._case.lists.get(field_id)
        if items:
            return tuple(Item(key, dict(values)) for key, values in items.items())  # type: ignore[arg-type]
        return self._case.value(field_id)  # type: ignore[return-value]

    @property
    def today(self) -> date:
        """The local date; worked out only when a guard asks."""
        if self._today is None:
            self._today = date.fromordinal(local_ordinal(self._now, None, self._zone))
        return self._today

    def finished(self, name: str, /) -> tuple[int, int]:
        """How many tracks or children of that name are finished, and how many there are."""
        if name in self._hidden:
            return 0, 0
        if name == TRACKS:
            left_out = self._hidden | {MAIN}
            return _ended(self._case, tuple(r for r in self._case.standing if r not in left_out))
        if name in self._case.standing:
            return _ended(self._case, (name,))
        children = [c for c in self._case.children.values() if c.child == name]
        return sum(1 for c in children if c.outcome), len(children)

    def consent(self, purpose: str, /) -> Truth:
        """Whether there is consent that still holds; None if it was never asked for."""
        consent = self._case.consents.get(purpose)
        if consent is None:
            return None
        return consent.given and (not consent.until or self._now < consent.until)

    @property
    def attempts(self) -> int:
        """How many attempts in a row have not reached the victim."""
        count = 0
        for attempt in reversed(self._case.attempts):
            if attempt.reached:
                break
            count += 1
        return count


def _ended(case: Case, regions: tuple[str, ...]) -> tuple[int, int]:
    return sum(1 for r in regions if case.standing[r] in TRACK_ENDS), len(regions)
