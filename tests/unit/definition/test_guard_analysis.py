from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.definition.any_guard import FIELDS, Called, Seen, guard, guards
from workflow.definition.domain_words import Range
from workflow.definition.fields import FieldType, Kind, Value
from workflow.definition.guard_analysis import (
    MAX_SITUATIONS,
    Situation,
    always_true,
    cover,
    gaps,
    never_true,
    overlaps,
)
from workflow.definition.guards import (
    Compare,
    Finished,
    Guard,
    Is,
    Known,
    Op,
    Truth,
    Yes,
    evaluate,
)

CALLED = Called()
MANY = {f"x{i}": FieldType(Kind.YESNO) for i in range(12)}
ASKING_MUCH = guard(" and ".join(MANY))


def told(situations: Iterable[Situation]) -> list[str]:
    return [situation.text(CALLED) for situation in situations]


def gaps_of(*texts: str, known: Iterable[str] = ()) -> list[str]:
    found = gaps([guard(text) for text in texts], FIELDS, assumed_known=tuple(known))
    assert not found.too_many
    return told(found.situations)


def waits_of(*texts: str, known: Iterable[str] = ()) -> list[tuple[str, str]]:
    found = gaps([guard(text) for text in texts], FIELDS, assumed_known=tuple(known))
    return [(wait.text(CALLED), wait.waits_text(CALLED)) for wait in found.waits]


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("urgent", False),
        ("urgent and not urgent", True),
        ("threat is low and threat is high", True),
        ("disability > 40% and disability < 40%", True),
        ("disability > 39 and disability < 41", False),
        ("disability > 40% and disability < 41%", True),
        ("amount < PKR 0", True),
        ("disability > 100%", True),
        ("disability >= 100%", False),
        ("incident_date < 2027-01-01 and incident_date > 2027-01-01", True),
        ("incident_date < 2027-01-01 and not within 30 days of incident_date", False),
        ("within 30 days of incident_date and not within 60 days of incident_date", True),
        ("needs includes medical and not needs includes medical or legal", True),
        ("needs includes medical and needs includes legal", False),
        ("all tracks finished and not any tracks finished", False),
        ("consent for sharing and not consent for sharing", True),
        ("attempts >= 3 and attempts < 3", True),
        ("fir_number is known and fir_number is not known", True),
    ],
)
def test_a_guard_that_no_case_can_meet_is_found(text: str, never: bool) -> None:
    assert never_true(guard(text), FIELDS) is never


def test_a_guard_is_always_true_only_if_unknown_facts_do_not_matter() -> None:
    either = guard("threat is none or threat is not none")
    assert always_true(either, FIELDS) is False
    assert always_true(either, FIELDS, assumed_known=("threat",)) is True


def test_an_unknown_field_and_an_uncovered_answer_are_gaps() -> None:
    assert gaps_of(
        "urgent and consent", "not urgent and consent", "not consent and not urgent"
    ) == [
        "Urgent = unknown",
        "Consent = unknown",
        "Urgent = yes and Consent = no",
    ]


def test_a_field_that_must_be_recorded_before_leaves_no_gap() -> None:
    assert gaps_of("urgent", "not urgent") == ["Urgent = unknown"]
    assert gaps_of("urgent", "not urgent", known=["urgent"]) == []


def test_a_gap_mentions_only_what_matters() -> None:
    assert gaps_of("urgent and threat is not none", "consent", known=FIELDS) == [
        "Urgent = no and Consent = no",
        "Threat = None and Consent = no",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("threat is low", "Threat = None or High or unknown"),
        ("disability > 40% or disability < 40%", "Disability = 40% or unknown"),
        ("disability > 40% or disability < 20%", "Disability = 20% to 40% or unknown"),
        ("amount > PKR 1000 and amount < PKR 5000", "Amount = below PKR 1,001 or "
         "PKR 5,000 or more or unknown"),
        ("age < 18", "Age = 18 or more or unknown"),
        ("age is not known", "Age = known"),
        ("incident_date > 2027-01-01", "Incident date = before 2027-01-02 or unknown"),
        ("incident_date != 2027-01-01", "Incident date = 2027-01-01 or unknown"),
        ("incident_date < 2027-01-01 or incident_date > 2027-01-31",
         "Incident date = 2027-01-01 to 2027-01-31 or unknown"),
        ("incident_date < 2027-01-01", "Incident date = 2027-01-01 or later or unknown"),
        ("incident_date is not known", "Incident date = known"),
        ("within 30 days of incident_date", "Incident date = more than 30 days ago or unknown"),
        ("not within 30 days of incident_date", "Incident date = at most 30 days ago or unknown"),
        ("not within 60 days of incident_date or within 30 days of incident_date",
         "Incident date = 31 to 60 days ago or unknown"),
        ("incident_date is not known and not within 30 days of incident_date or "
         "incident_date is not known", "Incident date = known"),
        ("incident_date >= 2027-01-01 and within 30 days of incident_date",
         "Incident date = before 2027-01-01 and at most 30 days ago or known and more than "
         "30 days ago or unknown"),
        ("needs includes medical", "Needs = none of the ones asked for or unknown"),
        ("not (needs includes medical and needs includes legal)",
         "Needs = Legal and Medical or unknown"),
        ("fir_number is known", "Fir number = unknown"),
        ("fir_number is not known", "Fir number = recorded"),
    ],
)  # fmt: skip
def test_a_gap_is_told_in_the_words_of_its_field(text: str, expected: str) -> None:
    assert gaps_of(text) == [expected]


def test_of_many_options_the_few_that_are_left_out_are_named() -> None:
    fields = {"district": FieldType(Kind.CHOICE, tuple(f"d{i}" for i in range(150)))}

    def told_of(text: str) -> list[str]:
        return told(gaps([guard(text)], fields).situations)

    assert told_of("district is d1 or d2") == ["District = anything but D1 or D2, or unknown"]
    assert told_of("district is not d1 or d2") == ["District = D1 or D2 or unknown"]
    assert told_of("district is not known") == ["District = known"]
    known = gaps([guard("district is d1")], fields, assumed_known=["district"])
    assert told(known.situations) == ["District = anything but D1"]


def test_several_parts_are_told_apart_by_a_comma_where_one_has_alternatives() -> None:
    assert gaps_of("urgent or threat is low", known=["threat"]) == [
        "Urgent = no or unknown, and Threat = None or High"
    ]


def test_what_children_consent_and_attempts_can_mend_is_a_wait_and_no_gap() -> None:
    assert gaps_of("all referrals finished") == []
    assert waits_of("all referrals finished") == [("", "Referrals")]
    assert waits_of("consent for sharing and urgent", known=["urgent"]) == [
        ("Urgent = yes", "consent for Sharing")
    ]
    assert gaps_of("consent for sharing and urgent", known=["urgent"]) == ["Urgent = no"]
    assert waits_of("attempts >= 3", "all tracks finished and any referrals finished") == [
        ("", "attempts and Tracks and Referrals")
    ]


def test_a_wait_names_only_what_it_waits_for() -> None:
    assert waits_of("all tracks finished and urgent", "consent for sharing and not urgent",
                    known=["urgent"]) == [
        ("Urgent = yes", "Tracks"),
        ("Urgent = no", "consent for Sharing"),
    ]  # fmt: skip


def test_without_a_guard_everything_is_a_gap() -> None:
    assert gaps_of() == [""]


def test_guards_that_can_both_be_true_overlap() -> None:
    found = overlaps(guard("urgent"), guard("consent and all tracks finished"), FIELDS)
    assert told(found.situations) == [
        "Urgent = yes, and Consent = yes, and Tracks = there are none or all finished"
    ]
    assert not overlaps(guard("urgent"), guard("not urgent"), FIELDS).situations
    counted = overlaps(guard("attempts > 2"), guard("attempts < 5"), FIELDS)
    assert told(counted.situations) == ["attempts = 3 to 4"]
    asked = overlaps(guard("not consent for sharing"), guard("attempts != 0"), FIELDS)
    assert told(asked.situations) == ["consent for Sharing = refused, and attempts = 1 or more"]


def test_guards_are_paired_with_the_first_that_holds_in_the_same_place() -> None:
    found = cover([guard(t) for t in ("urgent", "not urgent", "urgent is yes or no")], FIELDS)
    assert told(found.gaps) == ["Urgent = unknown"]
    assert {pair: told(where) for pair, where in found.overlaps.items()} == {
        (0, 2): ["Urgent = yes"],
        (1, 2): ["Urgent = no"],
    }


def test_more_combinations_than_can_be_gone_through_are_refused() -> None:
    assert never_true(ASKING_MUCH, MANY) is None
    assert always_true(ASKING_MUCH, MANY) is None
    assert gaps([ASKING_MUCH], MANY).too_many == 3**12
    assert overlaps(ASKING_MUCH, ASKING_MUCH, MANY).too_many == 3**12
    assert cover([ASKING_MUCH], MANY).too_many == 3**12


def test_many_options_to_choose_from_together_are_refused() -> None:
    options = tuple(f"need{i}" for i in range(17))
    fields = {"needs": FieldType(Kind.CHOICES, options)}
    assert gaps([guard(f"needs includes {' or '.join(options)}")], fields).too_many == 2**17


def test_findings_stop_where_they_help_nobody() -> None:
    options = tuple(f"o{i}" for i in range(30))
    fields = {"x": FieldType(Kind.CHOICE, options), "y": FieldType(Kind.CHOICE, options)}
    texts = [f"x is {o} and y is {o}" for o in options]
    found = gaps([guard(text) for text in texts], fields, assumed_known=fields)
    assert len(found.situations) == MAX_SITUATIONS


def test_a_search_for_short_words_gives_up_in_time() -> None:
    fields = dict(list(MANY.items())[:9])
    names = " and ".join(fields)
    situations = gaps([guard(names)], fields).situations
    assert "X0 = no or unknown" in told(situations)


# What follows goes through every combination by hand, and compares.

FEW = {name: FIELDS[name] for name in ("urgent", "threat", "disability")}
DOMAINS: dict[str, tuple[Value | None, ...]] = {
    "urgent": (True, False, None),
    "threat": ("none", "low", "high", None),
    "disability": (None, 0, 38, 39, 40, 41, 42, 100),
}
COUNTS = ((0, 0), (0, 2), (1, 2), (2, 2))


def few_terms() -> st.SearchStrategy[Guard]:
    threat = st.lists(
        st.sampled_from(FEW["threat"].options), min_size=1, max_size=2, unique=True
    ).map(tuple)
    return st.one_of(
        st.just(Yes("urgent")),
        st.builds(Is, st.just("threat"), threat, st.booleans()),
        st.builds(Known, st.sampled_from(list(FEW)), st.booleans()),
        st.builds(Compare, st.just("disability"), st.sampled_from(list(Op)), st.integers(39, 41)),
        st.builds(Finished, st.just("referrals"), st.booleans()),
    )


few_guards = guards(few_terms())


def recorded(known: Iterable[str]) -> Iterator[dict[str, Value]]:
    """Every state of the few fields."""
    domains = [
        [value for value in values if value is not None or name not in known]
        for name, values in DOMAINS.items()
    ]
    for values in product(*domains):
        named = zip(DOMAINS, values, strict=True)
        yield {name: value for name, value in named if value is not None}


def all_seen(known: Iterable[str] = ()) -> Iterator[Seen]:
    for facts, count in product(recorded(known), COUNTS):
        yield Seen(facts, {"referrals": count})


def lies_in(situation: Situation, seen: Seen) -> bool:
    """Whether a case is in a situation, by what its cells say."""
    for variable, cells in situation.parts:
        says = [say for cell in cells for say in variable.cells[cell]]
        name = variable.name(CALLED).lower()
        if not any(_meant(say, name, seen) for say in says):
            return False
    return True


COUNTED = dict(
    zip(COUNTS, ("there are none", "none finished", "some finished", "all finished"), strict=True)
)


def _meant(say: object, name: str, seen: Seen) -> bool:
    if name == "referrals":
        return say == COUNTED[seen.finished("referrals")]
    value = seen.facts.get(name)
    if isinstance(say, Range):
        return isinstance(value, int) and say.low <= value <= say.high
    return say == (("yes" if value else "no") if isinstance(value, bool) else value)


def truths(found: Guard, known: Iterable[str] = ()) -> set[Truth]:
    return {evaluate(found, seen) for seen in all_seen(known)}


@given(few_guards)
def test_never_and_always_agree_with_going_through_everything(found: Guard) -> None:
    assert never_true(found, FEW) is (True not in truths(found))
    assert always_true(found, FEW) is (truths(found) == {True})
    assert always_true(found, FEW, assumed_known=FEW) is (truths(found, FEW) == {True})


known_fields = st.sets(st.sampled_from(list(FEW)))


@given(st.lists(few_guards, min_size=1, max_size=3), known_fields)
def test_gaps_and_waits_are_exactly_those_of_going_through_everything(
    found: list[Guard], known: set[str]
) -> None:
    findings = gaps(found, FEW, assumed_known=known)
    for facts in recorded(known):
        states = [Seen(facts, {"referrals": count}) for count in COUNTS]
        open_ = [any(evaluate(g, seen) is True for g in found) for seen in states]
        in_gap = any(lies_in(situation, states[0]) for situation in findings.situations)
        in_wait = any(lies_in(situation, states[0]) for situation in findings.waits)
        assert in_gap is (not any(open_))
        assert in_wait is (any(open_) and not all(open_))


@given(few_guards, few_guards, known_fields)
def test_overlaps_are_exactly_those_of_going_through_everything(
    one: Guard, other: Guard, known: set[str]
) -> None:
    findings = overlaps(one, other, FEW, assumed_known=known)
    for seen in all_seen(known):
        both = evaluate(one, seen) is True and evaluate(other, seen) is True
        assert any(lies_in(situation, seen) for situation in findings.situations) is both
