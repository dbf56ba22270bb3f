from datetime import date

import pytest
from hypothesis import given

from tests.unit.definition.any_guard import TODAY, Called, Seen, cases, guard, guards
from workflow.definition.fields import Kind, Value
from workflow.definition.guards import Guard, Not, evaluate, fields_read
from workflow.definition.reason_words import written
from workflow.definition.reasons import Reason, unmet

CALLED = Called()
X = frozenset({"x"})


def reasons(text: str, seen: Seen | None = None, **facts: Value) -> tuple[Reason, ...]:
    return unmet(guard(text), seen or Seen(facts), CALLED)


def reason(text: str, seen: Seen | None = None, **facts: Value) -> Reason:
    (found,) = reasons(text, seen, **facts)
    return found


@pytest.mark.parametrize(
    ("text", "value", "code", "english", "urdu"),
    [
        ("x", None, "record_first", 'Record "X" first.', "پہلے «[x]» درج کریں۔"),
        ("x is known", None, "record_first", 'Record "X" first.', "پہلے «[x]» درج کریں۔"),
        ("x", False, "yes_no", '"X" must be yes; it is no.', "کا جواب «ہاں» ہونا ضروری"),
        ("not x", True, "yes_no", '"X" must be no; it is yes.', "کا جواب «نہیں» ہونا"),
        ("x is no", True, "yes_no", '"X" must be no; it is yes.', "ابھی «ہاں» ہے"),
        ("x is low or high", "none", "is", '"X" must be "Low" or "High"; it is "None".', "یا"),
        ("x is not low", "low", "is", '"X" must not be "Low"; it is "Low".', "نہیں ہونا چاہیے"),
        ("not x is low", "low", "is", '"X" must not be "Low"; it is "Low".', "نہیں ہونا چاہیے"),
        ("not x is not low", "none", "is", '"X" must be "Low"; it is "None".', "ہونا ضروری"),
        (
            "x includes medical or legal",
            frozenset({"shelter"}),
            "includes",
            '"X" must include "Medical" or "Legal".',
            "شامل ہونا ضروری",
        ),
        (
            "not x includes medical",
            frozenset({"medical"}),
            "includes",
            '"X" must not include "Medical".',
            "شامل نہیں ہونا چاہیے",
        ),
        ("x is not known", 3, "known", '"X" must not be recorded for this; it is.', "درج ہے"),
        ("x = 3", 4, "compare", '"X" must be 3; it is 4.', "3 ہونا ضروری ہے؛ ابھی 4 ہے"),
        ("x != 3", 3, "compare", '"X" must be other than 3; it is 3.', "3 کے علاوہ"),
        ("not x != 3", 4, "compare", '"X" must be 3; it is 4.', "3 ہونا"),
        ("not x = 3", 3, "compare", '"X" must be other than 3; it is 3.', "3 کے علاوہ"),
        ("x < 40%", 40, "compare", '"X" must be less than 40%; it is 40%.', "40% سے کم"),
        ("x >= 40%", 30, "compare", '"X" must be at least 40%; it is 30%.', "کم از کم 40%"),
        ("not x >= 40%", 50, "compare", '"X" must be less than 40%; it is 50%.', "40% سے کم"),
        ("not x < 40%", 30, "compare", '"X" must be at least 40%; it is 30%.', "کم از کم"),
        (
            "x > PKR 1000000",
            5000,
            "compare",
            '"X" must be more than PKR 1,000,000; it is PKR 5,000.',
            "PKR 1,000,000 سے زیادہ",
        ),
        ("not x > 3", 4, "compare", '"X" must be at most 3; it is 4.', "زیادہ سے زیادہ 3"),
        ("not x <= 3", 3, "compare", '"X" must be more than 3; it is 3.', "3 سے زیادہ"),
        (
            "x < 2027-03-08",
            date(2027, 3, 8),
            "compare",
            '"X" must be before 2027-03-08; it is 2027-03-08.',
            "2027-03-08 سے پہلے",
        ),
        (
            "within 30 days of x",
            date(2027, 2, 5),
            "within",
            'This is possible only within 30 days of "X", until 2027-03-07.',
            "2027-03-07 تک",
        ),
        (
            "not within 30 days of x",
            TODAY,
            "within",
            'This is possible only when 30 days have passed since "X", after 2027-04-07.',
            "2027-04-07 کے بعد",
        ),
    ],
)
def test_an_unmet_term_is_told_in_both_languages(
    text: str, value: Value | None, code: str, english: str, urdu: str
) -> None:
    found = reason(text, Seen({} if value is None else {"x": value}))
    assert (found.code, found.words.en, found.fields) == (code, english, X)
    assert urdu in found.words.ur


@pytest.mark.parametrize(
    ("text", "counts", "english", "urdu"),
    [
        (
            "all referrals finished",
            (2, 3),
            'All of "Referrals" must be finished; 1 of 3 still open.',
            "3 میں سے 1 ابھی جاری ہے",
        ),
        (
            "any referrals finished",
            (0, 3),
            'At least one of "Referrals" must be finished; there is none yet.',
            "کم از کم ایک",
        ),
        (
            "not all referrals finished",
            (3, 3),
            'This is possible only while one of "Referrals" is still open.',
            "کوئی جاری ہو",
        ),
        (
            "not any referrals finished",
            (1, 3),
            'This is possible only before one of "Referrals" is finished.',
            "کوئی مکمل نہ ہوا ہو",
        ),
    ],
)
def test_what_is_waited_for_is_counted(
    text: str, counts: tuple[int, int], english: str, urdu: str
) -> None:
    found = reason(text, Seen(counts={"referrals": counts}))
    assert (found.code, found.words.en) == ("finished", english)
    assert found.structures == {"referrals"}
    assert urdu in found.words.ur


def test_consent_may_be_missing_refused_or_in_the_way() -> None:
    text = "consent for sharing"
    unasked, refused = reason(text), reason(text, Seen(consents={"sharing": False}))
    given_ = reason(f"not {text}", Seen(consents={"sharing": True}))
    assert unasked.words.en == 'Record first whether there is consent for "Sharing".'
    assert refused.words.en == 'There is no consent for "Sharing".'
    assert given_.words.en.startswith('This is possible only without consent for "Sharing"')
    assert {found.code for found in (unasked, refused, given_)} == {"consent"}


def test_attempts_say_how_many_there_are() -> None:
    found = reason("attempts >= 3", Seen(attempts=1))
    assert found.words.en == ("The attempts to reach the victim must be at least 3; there are 1.")
    assert "less than 3" in reason("not attempts >= 3", Seen(attempts=3)).words.en


def test_all_reasons_are_told_at_once_and_each_once() -> None:
    found = reasons("x and y is low and x and not (z or x is no)", Seen({"y": "high", "z": True}))
    assert [r.words.en for r in found] == [
        'Record "X" first.',
        '"Y" must be "Low"; it is "High".',
        '"Z" must be no; it is yes.',
    ]


def test_alternatives_are_told_in_one_reason_that_names_them() -> None:
    found = reason("(x and y) or all referrals finished", Seen({"x": False}, {"referrals": (0, 1)}))
    assert found.code == "one_of"
    assert found.words.en == (
        'One of these is needed: (1) "X" must be yes; it is no. Record "Y" first. '
        '(2) All of "Referrals" must be finished; 1 of 1 still open.'
    )
    assert found.words.ur.startswith("ان میں سے ایک ضروری ہے: (1) «[x]»")
    assert found.fields == {"x", "y"}
    assert found.structures == {"referrals"}


def test_alternatives_that_miss_the_same_are_told_as_one() -> None:
    assert reason("x is low or x is known").code == "record_first"


def test_nothing_is_told_where_one_alternative_holds() -> None:
    assert reasons("x or y", Seen({"y": True})) == ()


@given(guards(), cases())
def test_there_are_reasons_exactly_where_a_guard_is_not_true(found: Guard, seen: Seen) -> None:
    assert (unmet(found, seen, CALLED) == ()) is (evaluate(found, seen) is True)
    assert (unmet(Not(found), seen, CALLED) == ()) is (evaluate(found, seen) is False)


@given(guards(), cases())
def test_a_reason_names_every_field_that_its_words_give_away(found: Guard, seen: Seen) -> None:
    for told in unmet(found, seen, CALLED):
        said = {name for name in fields_read(found) if f"[{name}]" in told.words.ur}
        assert said == told.fields


def test_figures_are_printed_as_they_are_written() -> None:
    assert written(Kind.NUMBER, 1234567) == "1,234,567"
    assert written(Kind.PERCENT, 40) == "40%"
    assert written(Kind.DATE, date(2027, 3, 8)) == "2027-03-08"
