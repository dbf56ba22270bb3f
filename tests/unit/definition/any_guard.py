"""Guards and cases for the tests: a small case file, any guard about it, any state of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from hypothesis import strategies as st

from workflow.definition.fields import FieldType, Kind, Value
from workflow.definition.grammar import parse
from workflow.definition.guards import (
    And,
    Attempts,
    Compare,
    Consent,
    Finished,
    Guard,
    Includes,
    Is,
    Known,
    Not,
    Op,
    Or,
    Within,
    Yes,
)
from workflow.definition.problems import Mark, Problem
from workflow.definition.words import Words

MARK = Mark("claim.yaml", 7, 11)
TODAY = date(2027, 3, 8)
FIELDS = {
    "urgent": FieldType(Kind.YESNO),
    "consent": FieldType(Kind.YESNO),
    "threat": FieldType(Kind.CHOICE, ("none", "low", "high")),
    "needs": FieldType(Kind.CHOICES, ("medical", "legal", "shelter")),
    "disability": FieldType(Kind.PERCENT),
    "amount": FieldType(Kind.MONEY),
    "age": FieldType(Kind.NUMBER),
    "incident_date": FieldType(Kind.DATE),
    "fir_number": FieldType(Kind.TEXT),
}
NAMES = ("tracks", "protection", "referrals")
PURPOSES = ("sharing", "publication")


@dataclass(frozen=True)
class Seen:
    """A case as a guard sees it."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    consents: Mapping[str, bool] = field(default_factory=dict)
    attempts: int = 0
    today: date = TODAY

    def fact(self, field_id: str, /) -> Value | None:
        return self.facts.get(field_id)

    def finished(self, name: str, /) -> tuple[int, int]:
        return self.counts.get(name, (0, 0))

    def consent(self, purpose: str, /) -> bool | None:
        return self.consents.get(purpose)


class Called:
    """Every thing is called by its id in capitals, and in Urdu by its id between brackets."""

    def field(self, field_id: str, /) -> Words:
        return Words(field_id.capitalize().replace("_", " "), f"[{field_id}]")

    def option(self, _field_id: str, option: str, /) -> Words:
        return self.field(option)

    children = purpose = field


def guard(text: str) -> Guard:
    """The guard of a text that is known to be right."""
    found = parse(text, MARK)
    assert not isinstance(found, Problem), found
    return found


def problem(text: str) -> Problem:
    """The problem of a text that is known to be wrong."""
    found = parse(text, MARK)
    assert isinstance(found, Problem), found
    return found


_some = st.sampled_from
_ops = _some(list(Op))
_days = st.dates(date(2027, 1, 1), date(2027, 4, 1))


def _of(kind: Kind) -> st.SearchStrategy[str]:
    return _some([name for name, type_ in FIELDS.items() if type_.kind is kind])


def _several(options: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(_some(options), min_size=1, max_size=3, unique=True).map(tuple)


def terms() -> st.SearchStrategy[Guard]:
    """Any term that fits the fields."""
    threat, needs = FIELDS["threat"].options, FIELDS["needs"].options
    return st.one_of(
        st.builds(Yes, _of(Kind.YESNO)),
        st.builds(Is, st.just("threat"), _several(threat), st.booleans()),
        st.builds(Is, _of(Kind.YESNO), _several(("yes", "no")), st.booleans()),
        st.builds(Includes, st.just("needs"), _several(needs)),
        st.builds(Known, _some(list(FIELDS)), st.booleans()),
        st.builds(Compare, st.just("age"), _ops, st.integers(0, 3), st.just(Kind.NUMBER)),
        st.builds(Compare, st.just("disability"), _ops, st.integers(39, 41), st.just(Kind.PERCENT)),
        st.builds(Compare, st.just("amount"), _ops, st.integers(0, 2), st.just(Kind.MONEY)),
        st.builds(Compare, st.just("incident_date"), _ops, _days, st.just(Kind.DATE)),
        st.builds(Within, st.just("incident_date"), st.integers(1, 60)),
        st.builds(Finished, _some(NAMES), st.booleans()),
        st.builds(Consent, _some(PURPOSES)),
        st.builds(Attempts, _ops, st.integers(0, 4)),
    )


def guards(of: st.SearchStrategy[Guard] | None = None) -> st.SearchStrategy[Guard]:
    """Any guard made of such terms."""
    return st.recursive(
        terms() if of is None else of,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
            st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        ),
        max_leaves=8,
    )


def cases() -> st.SearchStrategy[Seen]:
    """Any state of the case file, near the figures that the guards mention."""
    values: dict[str, st.SearchStrategy[Value]] = {
        "urgent": st.booleans(),
        "consent": st.booleans(),
        "threat": _some(FIELDS["threat"].options),
        "needs": st.frozensets(_some(FIELDS["needs"].options)),
        "disability": st.integers(38, 42),
        "amount": st.integers(0, 3),
        "age": st.integers(-1, 4),
        "incident_date": _days,
        "fir_number": st.just("12/27"),
    }
    counts = st.integers(0, 3).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
    return st.builds(
        Seen,
        facts=st.fixed_dictionaries({}, optional=values),
        counts=st.dictionaries(_some(NAMES), counts),
        consents=st.dictionaries(_some(PURPOSES), st.booleans()),
        attempts=st.integers(0, 5),
        today=_days,
    )
