import pytest
from hypothesis import given

from tests.unit.definition.any_guard import FIELDS, MARK, NAMES, PURPOSES, guard, guards
from workflow.definition.fields import FieldType, Kind
from workflow.definition.guard_types import check_types
from workflow.definition.guards import Guard
from workflow.definition.problems import Problem

ALL_KINDS = {
    **FIELDS,
    "phone": FieldType(Kind.PHONE),
    "cnic": FieldType(Kind.IDENTITY_NUMBER),
    "seen_at": FieldType(Kind.INSTANT),
    "payees": FieldType(Kind.LIST),
}


def checked(found: Guard) -> tuple[Problem, ...]:
    return check_types(found, fields=ALL_KINDS, names=NAMES, purposes=PURPOSES, mark=MARK)


@given(guards())
def test_a_guard_made_for_the_fields_fits_them(found: Guard) -> None:
    assert checked(found) == ()


@pytest.mark.parametrize(
    ("text", "code", "column", "said", "to_do"),
    [
        ("thraet is low", "L001", 0, 'no field "thraet"', 'Did you mean "threat"?'),
        ("urgent and zzz", "L001", 11, 'no field "zzz"', "Known here: age, amount"),
        ("all refferals finished", "L001", 4, 'no track or child "refferals"', '"referrals"'),
        ("consent for sharin", "L001", 0, 'no purpose "sharin"', '"sharing"'),
        ("threat is gravee", "G203", 0, '"gravee" is not a value of "threat"', "none, low, high"),
        ("threat is low or urgent", "G203", 0, '"urgent" is not a value', '"or (urgent)"'),
        ("urgent is maybe", "G203", 0, '"maybe" is not a value of "urgent"', "yes, no."),
        ("needs includes money", "G203", 0, '"money" is not a value', "medical, legal, shelter"),
        ("threat", "G203", 0, '"threat" is a choice', "threat is …"),
        ("not age", "G203", 4, '"age" is a number', "age >= 40"),
        ("urgent includes yes", "G203", 0, "is a yes/no question", '"not urgent"'),
        ("needs is medical", "G203", 0, "is a choice of several", "needs includes …"),
        ("fir_number is x", "G203", 0, "is a text", '"fir_number is known"'),
        ("phone is x", "G203", 0, "is a phone number", '"phone is known"'),
        ("cnic = 3", "G203", 0, "is an identity number", '"cnic is known"'),
        ("payees includes x", "G203", 0, "is a list", '"payees is known"'),
        ("seen_at > 2027-03-08", "G203", 0, "is an instant", '"seen_at is known"'),
        ("within 3 days of seen_at", "G203", 17, "is an instant", '"seen_at is known"'),
        ("within 3 days of age", "G203", 17, "is a number", "age >= 40"),
        ("amount >= 40%", "G203", 0, "is an amount of money and cannot", "amount >= PKR"),
        ("disability >= PKR 40", "G203", 0, "is a percentage and cannot", "disability >= 40%"),
        ("incident_date > 3", "G203", 0, "is a date", "incident_date < 2027-03-08"),
        ("age > 2027-03-08", "G203", 0, "cannot be asked with a date", "age >= 40"),
    ],
)
def test_what_does_not_fit_is_told_at_its_place(
    text: str, code: str, column: int, said: str, to_do: str
) -> None:
    (found,) = checked(guard(text))
    assert (found.code, found.mark.column) == (code, MARK.column + column)
    assert said in found.text
    assert to_do in found.help


def test_only_what_follows_an_or_may_have_been_meant_as_a_field() -> None:
    first, second = checked(guard("threat is urgent or consent"))
    assert "If " not in first.help
    assert 'If "consent" is a field' in second.help


@pytest.mark.parametrize("name", list(ALL_KINDS))
def test_any_field_can_be_asked_whether_it_is_known(name: str) -> None:
    assert checked(guard(f"{name} is known or {name} is not known")) == ()


@pytest.mark.parametrize("name", ["age", "disability", "amount"])
def test_a_bare_number_compares_with_any_figure(name: str) -> None:
    assert checked(guard(f"{name} >= 40")) == ()


def test_all_that_does_not_fit_is_told_at_once() -> None:
    found = checked(guard("thraet is low and not age and needs includes x or y"))
    assert [problem.mark.column - MARK.column for problem in found] == [0, 22, 30, 30]
