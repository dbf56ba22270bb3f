from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.definition.fields import MAX_TEXT, BadValue, FieldType, Kind, Value, parse_value

THREAT = FieldType(Kind.CHOICE, ("none", "low", "high"))
NEEDS = FieldType(Kind.CHOICES, ("medical", "legal", "shelter"))
KARACHI = ZoneInfo("Asia/Karachi")


def typed(kind: Kind, text: str) -> Value:
    return parse_value(FieldType(kind), text)


def refused(type_: FieldType, text: str) -> str:
    with pytest.raises(BadValue) as bad:
        parse_value(type_, text)
    assert bad.value.words.ur
    assert str(bad.value) == bad.value.words.en
    return bad.value.words.en


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "  Ayesha Bibi \n", "Ayesha Bibi"),
        (Kind.TEXT, "one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        (Kind.TEXT, "\u0622", "\u0622"),
        (Kind.TEXT, "\u0627\u0653", "\u0622"),
        (Kind.TEXT, "a\x00b\ud800c", "abc"),
        (Kind.YESNO, "yes", True),
        (Kind.YESNO, "No", False),
        (Kind.YESNO, "ہاں", True),
        (Kind.YESNO, "نہیں", False),
        (Kind.DATE, "2027-03-08", date(2027, 3, 8)),
        (Kind.DATE, "۲۰۲۷-۰۳-۰۸", date(2027, 3, 8)),
        (Kind.DATE, "1900-01-01", date(1900, 1, 1)),
        (Kind.DATE, "2200-12-31", date(2200, 12, 31)),
        (Kind.NUMBER, "42", 42),
        (Kind.NUMBER, "-3", -3),
        (Kind.NUMBER, "٤٢", 42),
        (Kind.NUMBER, "1,000,000", 1_000_000),
        (Kind.NUMBER, "10,00,000", 1_000_000),
        (Kind.NUMBER, "۱۰٬۰۰۰", 10_000),
        (Kind.PERCENT, "40", 40),
        (Kind.PERCENT, "40 %", 40),
        (Kind.PERCENT, "۴۰٪", 40),
        (Kind.PERCENT, "0", 0),
        (Kind.PERCENT, "100%", 100),
        (Kind.MONEY, "PKR 1000000", 1_000_000),
        (Kind.MONEY, "1000000", 1_000_000),
        (Kind.MONEY, "1,000,000", 1_000_000),
        (Kind.MONEY, "Rs. 500,000/-", 500_000),
        (Kind.MONEY, "PKR 0", 0),
        (Kind.MONEY, "1000000000000", 10**12),
        (Kind.PHONE, "0300 1234567", "+923001234567"),
        (Kind.PHONE, "3001234567", "+923001234567"),
        (Kind.PHONE, "0092-300-1234567", "+923001234567"),
        (Kind.PHONE, "+92 (0)300 1234567", "+923001234567"),
        (Kind.PHONE, "+920300 1234567", "+923001234567"),
        (Kind.PHONE, "۰۳۰۰۱۲۳۴۵۶۷", "+923001234567"),
        (Kind.PHONE, "042-99200000", "+924299200000"),
        (Kind.PHONE, "\u202a0300 1234567\u202c", "+923001234567"),
        (Kind.PHONE, "+93 70 123 4567", "+93701234567"),
        (Kind.PHONE, "1122", "1122"),
        (Kind.PHONE, "012345678901", "012345678901"),
        (Kind.IDENTITY_NUMBER, "3520212345671", "35202-1234567-1"),
        (Kind.IDENTITY_NUMBER, "35202-1234567-1", "35202-1234567-1"),
        (Kind.IDENTITY_NUMBER, "۳۵۲۰۲-۱۲۳۴۵۶۷-۱", "35202-1234567-1"),
        (Kind.IDENTITY_NUMBER, "AB1234567", "AB1234567"),
        (Kind.IDENTITY_NUMBER, "PoR card lost", "PoR card lost"),
    ],
)
def test_what_is_typed_becomes_one_canonical_value(kind: Kind, text: str, value: Value) -> None:
    assert typed(kind, text) == value


def test_an_identity_number_of_azad_kashmir_is_accepted() -> None:
    assert typed(Kind.IDENTITY_NUMBER, "81202-1234567-1") == "81202-1234567-1"


@given(st.text(alphabet="0123456789abcdefXYZ/ ", min_size=1, max_size=40).filter(str.strip))
def test_no_identity_number_of_up_to_forty_characters_locks_a_victim_out(text: str) -> None:
    assert typed(Kind.IDENTITY_NUMBER, text)


@given(st.integers(0, 10**12))
def test_an_amount_reads_the_same_however_it_is_written(amount: int) -> None:
    ways = (f"{amount}", f"{amount:,}", f"PKR {amount}", f"Rs {amount:,}")
    assert {typed(Kind.MONEY, way) for way in ways} == {amount}


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("text", ["", "   ", "\u200f", "\x00"])
def test_nothing_is_no_value_of_any_kind(kind: Kind, text: str) -> None:
    assert refused(FieldType(kind), text) == "Nothing is written here."


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (Kind.TEXT, "x" * (MAX_TEXT + 1), "longer than 10,000 characters"),
        (Kind.TEXT, "a" + "\u0301" * 31, "heap of marks"),
        (Kind.YESNO, "maybe", 'not "maybe"'),
        (Kind.DATE, "8 March 2027", "2027-03-08"),
        (Kind.DATE, "20270308", "is not a date"),
        (Kind.DATE, "2027-02-30", "is not a date"),
        (Kind.DATE, "1899-12-31", "between 1900 and 2200"),
        (Kind.DATE, "2201-01-01", "2201-01-01 does not"),
        (Kind.NUMBER, "1.5", "not a whole number"),
        (Kind.NUMBER, "1,50", "not a whole number"),
        (Kind.NUMBER, "many", "not a whole number"),
        (Kind.NUMBER, "9999999999999", "must lie between"),
        (Kind.PERCENT, "101", "between 0 and 100; 101 does not"),
        (Kind.PERCENT, "-1%", "between 0 and 100; -1 does not"),
        (Kind.MONEY, "-5", "must lie between"),
        (Kind.MONEY, "USD 5", "PKR 1,000,000"),
        (Kind.MONEY, "1000000000001", "must lie between"),
        (Kind.PHONE, "call my brother", "digits only"),
        (Kind.PHONE, "12", "not a phone number"),
        (Kind.IDENTITY_NUMBER, "x" * 41, "at most 40 characters; this has 41"),
        (Kind.LIST, "a, b", "item by item"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(kind: Kind, text: str, said: str) -> None:
    assert said in refused(FieldType(kind), text)


def test_a_choice_is_one_of_its_options() -> None:
    assert parse_value(THREAT, " low ") == "low"
    assert refused(THREAT, "grave").endswith("Choose one of: none, low, high.")


def test_choices_are_separated_by_commas_of_either_script() -> None:
    assert parse_value(NEEDS, "medical, legal") == {"medical", "legal"}
    assert parse_value(NEEDS, "medical،legal,") == {"medical", "legal"}
    assert '"money"' in refused(NEEDS, "medical, money")


def test_an_instant_counts_milliseconds_since_1970() -> None:
    instant = FieldType(Kind.INSTANT)
    expected = round(datetime(2027, 3, 8, 9, 30, tzinfo=UTC).timestamp() * 1000)
    assert parse_value(instant, "2027-03-08T14:30+05:00") == expected
    assert parse_value(instant, "2027-03-08T09:30Z", zone=KARACHI) == expected
    assert parse_value(instant, "2027-03-08 14:30", zone=KARACHI) == expected
    assert parse_value(instant, "۲۰۲۷-۰۳-۰۸ ۱۴:۳۰", zone=KARACHI) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027-03-08", "with a time"),
        ("2027-03-08 25:00", "with a time"),
        ("noon", "with a time"),
        ("2027-03-08 14:30", "in which time zone"),
        ("1850-03-08T14:30Z", "between 1900 and 2200"),
    ],
)
def test_an_instant_needs_a_day_a_time_and_a_zone(text: str, said: str) -> None:
    assert said in refused(FieldType(Kind.INSTANT), text)


@given(st.sampled_from(list(Kind)), st.text(max_size=60))
def test_any_text_is_either_a_value_or_refused(kind: Kind, text: str) -> None:
    type_ = FieldType(kind, ("a", "b"))
    with suppress(BadValue):
        assert parse_value(type_, text, zone=UTC) is not None
