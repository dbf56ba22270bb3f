"""What a measurement says: one row with what was asked for and what came out."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Row:
    """One figure; `limit` None = shown for information, nothing is asked of it."""

    name: str
    what: str
    measured: float
    unit: Literal["times", "µs", "ms", "s"]
    #: The same figure in the middle round.
    median: float
    limit: float | None = None
    kind: Literal["at least", "at most"] = "at most"
    #: The absolute times behind a ratio.
    note: str = ""

    @property
    def verdict(self) -> str:
        """PASS or MISS; "" where nothing is asked for."""
        if self.limit is None:
            return ""
        kept = (
            self.measured <= self.limit if self.kind == "at most" else self.measured >= self.limit
        )
        return "PASS" if kept else "MISS"

    @property
    def target(self) -> str:
        return "" if self.limit is None else f"{self.kind} {shown(self.limit, self.unit)}"


def shown(value: float, unit: str) -> str:
    """A figure as it is read: 11.2 times, 0.61 µs, 131 ms."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return (
        f"{value:.{digits}f}".rstrip("0").rstrip(".") + f" {unit}"
        if digits
        else (f"{value:.0f} {unit}")
    )


def micro(seconds: float) -> str:
    return shown(seconds * 1e6, "µs")
