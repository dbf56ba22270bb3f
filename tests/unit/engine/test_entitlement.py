from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.definition.fields import FieldType, Kind, Value
from workflow.definition.guards import And, Compare, Is, Op
from workflow.definition.reasons import Reason
from workflow.definition.tables import Basis, Column, Row, Table, TableEdition
from workflow.definition.words import Words
from workflow.engine.entitlement import Entitlement, NoEntitlement, Why, entitlement, first_of

ATTACK = date(2026, 6, 15)
ACT = Basis("act", Words("An Act", "ایک قانون"), "verified")
REPORT = Basis("report", Words("A report", "ایک خبر"), "unverified")
HARMS = ("death", "injury", "property")
NOT_COVERED = Words("Property is not covered.", "املاک شامل نہیں۔")
COLUMNS = {
    "harm": Column("harm", Words("Harm", "نقصان"), FieldType(Kind.CHOICE, HARMS), {}),
    "disability": Column("disability", Words("Disability", "معذوری"), FieldType(Kind.PERCENT), {}),
}
AMOUNT = Column("amount", Words("Amount", "رقم"), FieldType(Kind.MONEY), {})


def band(op: Op) -> And:
    return And((Is("harm", ("injury",)), Compare("disability", op, 40, Kind.PERCENT)))


ROWS = (
    Row(1, And((Is("harm", ("death",)),)), {"amount": 1_000_000}, None),
    Row(2, band(Op.AT_LEAST), {"amount": 500_000}, None),
    Row(3, band(Op.LESS), {"amount": 200_000}, None),
    Row(4, And((Is("harm", ("property",)),)), {}, NOT_COVERED),
)


def an_edition(
    label: str,
    rows: tuple[Row, ...] = ROWS,
    *,
    in_force: date = date(2020, 1, 1),
    basis: Basis = ACT,
) -> TableEdition:
    return TableEdition(
        label=label,
        in_force=in_force,
        until=None,
        recorded_at=date(2026, 1, 1),
        legal_basis=(basis,),
        status="verified",
        note=None,
        rows=rows,
        hash=f"hash of {label}",
    )


def a_table(name: str, *editions: TableEdition) -> Table:
    return Table(name, Words(name, f"[{name}]"), COLUMNS, {"amount": AMOUNT}, editions)


PUNJAB = a_table("punjab", an_edition("2020"))


def given_by(table: Table, **facts: Value) -> Entitlement:
    found = entitlement(table, as_of=ATTACK, facts=facts)
    assert isinstance(found, Entitlement)
    return found


def not_given_by(table: Table, **facts: Value) -> NoEntitlement:
    found = entitlement(table, as_of=ATTACK, facts=facts)
    assert isinstance(found, NoEntitlement)
    return found


def said(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.words.en for reason in reasons]


@pytest.mark.parametrize(
    ("facts", "row", "amount"),
    [
        ({"harm": "death"}, 1, 1_000_000),
        ({"harm": "injury", "disability": 40}, 2, 500_000),
        ({"harm": "injury", "disability": 39}, 3, 200_000),
    ],
)
def test_the_row_that_fits_gives_its_values(
    facts: Mapping[str, Value], row: int, amount: int
) -> None:
    found = given_by(PUNJAB, **facts)
    assert (found.row, found.values) == (row, {"amount": amount})


def test_an_entitlement_names_its_edition_and_what_it_rests_on() -> None:
    found = given_by(PUNJAB, harm="death")
    assert (found.table, found.edition, found.edition_hash) == ("punjab", "2020", "hash of 2020")
    assert found.legal_basis == (ACT,)
    assert found.unverified is False


def test_a_figure_that_rests_on_an_unconfirmed_source_says_so() -> None:
    open_ = a_table("punjab", an_edition("2020", basis=REPORT))
    assert given_by(open_, harm="death").unverified is True
    assert not_given_by(open_, harm="property").unverified is True


def test_an_old_incident_is_paid_at_old_rates() -> None:
    doubled = (Row(1, And(()), {"amount": 2_000_000}, None),)
    table = a_table(
        "punjab", an_edition("2020"), an_edition("2027", doubled, in_force=date(2027, 1, 1))
    )
    assert given_by(table, harm="death").values == {"amount": 1_000_000}
    later = entitlement(table, as_of=date(2027, 1, 1), facts={})
    assert isinstance(later, Entitlement)
    assert later.values == {"amount": 2_000_000}


def test_before_the_first_edition_nothing_is_given() -> None:
    found = entitlement(PUNJAB, as_of=date(2019, 12, 31), facts={"harm": "death"})
    assert isinstance(found, NoEntitlement)
    assert (found.why, found.edition, found.row) == (Why.NO_EDITION, "", 0)
    assert said(found.reasons) == ['"punjab" has no edition in force on 2019-12-31.']
    assert "[punjab]" in found.reasons[0].words.ur


def test_what_a_scheme_does_not_cover_is_told_in_its_own_words() -> None:
    found = not_given_by(PUNJAB, harm="property")
    assert (found.why, found.row, found.edition_hash) == (Why.NOT_COVERED, 4, "hash of 2020")
    assert found.reasons == (Reason("not_covered", NOT_COVERED),)


def test_an_unknown_input_must_be_recorded_first() -> None:
    found = not_given_by(PUNJAB, harm="injury")
    assert (found.why, found.row, found.edition) == (Why.UNKNOWN, 0, "2020")
    assert said(found.reasons) == ['Record "Disability" first.']
    assert found.reasons[0].fields == {"disability"}


def test_only_inputs_that_still_matter_are_asked_for() -> None:
    assert said(not_given_by(PUNJAB).reasons) == [
        'Record "Harm" first.',
        'Record "Disability" first.',
    ]
    assert given_by(PUNJAB, harm="death").row == 1
    assert said(not_given_by(PUNJAB, disability=50).reasons) == ['Record "Harm" first.']


def test_inputs_of_rows_that_cannot_fit_any_more_are_not_asked_for() -> None:
    minor = Compare("age", Op.LESS, 18, Kind.NUMBER)
    adult = Compare("age", Op.AT_LEAST, 18, Kind.NUMBER)
    death = Is("harm", ("death",))
    rows = (
        Row(1, And((death, minor)), {"amount": 1}, None),
        Row(2, And((death, adult)), {"amount": 2}, None),
        *ROWS[1:],
    )
    age = Column("age", Words("Age", "عمر"), FieldType(Kind.NUMBER), {})
    table = replace(a_table("t", an_edition("2020", rows)), inputs={"age": age, **COLUMNS})
    assert said(not_given_by(table, harm="injury").reasons) == ['Record "Disability" first.']
    assert said(not_given_by(table, harm="death").reasons) == ['Record "Age" first.']


PACKAGE_ROWS = (
    Row(1, And((Is("harm", ("death",)),)), {"amount": 5_000_000}, None),
    Row(
        2,
        And((Is("harm", ("injury", "property")),)),
        {},
        Words("The package is for deaths.", "پیکیج صرف اموات کے لیے ہے۔"),
    ),
)
PACKAGE = a_table("package", an_edition("announced", PACKAGE_ROWS, in_force=date(2026, 6, 1)))


def first(**facts: Value) -> Entitlement | NoEntitlement:
    return first_of((PACKAGE, PUNJAB), as_of=ATTACK, facts=facts)


def test_a_package_goes_before_the_table_of_the_province() -> None:
    found = first(harm="death")
    assert isinstance(found, Entitlement)
    assert (found.table, found.values) == ("package", {"amount": 5_000_000})


def test_the_province_gives_where_the_package_says_that_it_does_not_cover() -> None:
    found = first(harm="injury", disability=60)
    assert isinstance(found, Entitlement)
    assert (found.table, found.row) == ("punjab", 2)


def test_where_neither_covers_it_the_reasons_of_both_are_given() -> None:
    found = first(harm="property")
    assert isinstance(found, NoEntitlement)
    assert (found.table, found.why) == ("punjab", Why.NOT_COVERED)
    assert said(found.reasons) == ["The package is for deaths.", "Property is not covered."]


def test_the_lower_rate_never_fills_what_a_package_leaves_open() -> None:
    unknown = first()
    assert isinstance(unknown, NoEntitlement)
    assert (unknown.table, unknown.why) == ("package", Why.UNKNOWN)
    too_early = first_of((PACKAGE, PUNJAB), as_of=date(2026, 5, 31), facts={"harm": "death"})
    assert isinstance(too_early, NoEntitlement)
    assert (too_early.table, too_early.why) == ("package", Why.NO_EDITION)


@given(
    st.fixed_dictionaries(
        {}, optional={"harm": st.sampled_from(HARMS), "disability": st.integers(0, 100)}
    )
)
def test_there_is_always_a_figure_or_a_reason(facts: dict[str, Value]) -> None:
    found = entitlement(PUNJAB, as_of=ATTACK, facts=facts)
    assert found.values if isinstance(found, Entitlement) else found.reasons


@given(st.sampled_from(HARMS), st.integers(0, 100))
def test_what_is_given_does_not_change_when_more_is_known(harm: str, disability: int) -> None:
    with_less = entitlement(PUNJAB, as_of=ATTACK, facts={"harm": harm})
    with_more = entitlement(PUNJAB, as_of=ATTACK, facts={"harm": harm, "disability": disability})
    if isinstance(with_less, Entitlement):
        assert with_less == with_more
    else:
        assert with_less.why is not Why.UNKNOWN or isinstance(with_more, Entitlement)
