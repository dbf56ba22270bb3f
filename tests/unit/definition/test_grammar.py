from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.definition.any_guard import MARK, guard, guards, problem
from workflow.definition.fields import Kind
from workflow.definition.grammar import MAX_CHARACTERS, MAX_NODES, RESERVED, parse
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
from workflow.definition.reason_words import written


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("urgent", Yes("urgent")),
        ("not urgent", Not(Yes("urgent"))),
        ("threat is low", Is("threat", ("low",))),
        ("threat is low or high", Is("threat", ("low", "high"))),
        ("threat is not low or high", Is("threat", ("low", "high"), wanted=False)),
        ("needs includes medical or legal", Includes("needs", ("medical", "legal"))),
        ("fir_number is known", Known("fir_number")),
        ("fir_number is not known", Known("fir_number", wanted=False)),
        ("age >= 18", Compare("age", Op.AT_LEAST, 18)),
        ("age = -1", Compare("age", Op.EQUAL, -1)),
        ("disability < 40%", Compare("disability", Op.LESS, 40, Kind.PERCENT)),
        ("amount > PKR 1,000,000", Compare("amount", Op.MORE, 1_000_000, Kind.MONEY)),
        ("day != 2027-03-08", Compare("day", Op.OTHER, date(2027, 3, 8), Kind.DATE)),
        ("within 30 days of day", Within("day", 30)),
        ("within 1 day of day", Within("day", 1)),
        ("all tracks finished", Finished("tracks", every=True)),
        ("any referrals finished", Finished("referrals", every=False)),
        ("consent for sharing", Consent("sharing")),
        ("consent", Yes("consent")),
        ("attempts <= 3", Attempts(Op.AT_MOST, 3)),
        ("all compensation-claim finished", Finished("compensation-claim", every=True)),
        ("android", Yes("android")),
        ("orange", Yes("orange")),
    ],
)
def test_each_phrase_has_one_meaning(text: str, meant: Guard) -> None:
    assert guard(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a or b and c", Or((Yes("a"), And((Yes("b"), Yes("c")))))),
        ("(a or b) and c", And((Or((Yes("a"), Yes("b"))), Yes("c")))),
        ("not a and b", And((Not(Yes("a")), Yes("b")))),
        ("not (a and b)", Not(And((Yes("a"), Yes("b"))))),
        ("a or (b or c)", Or((Yes("a"), Yes("b"), Yes("c")))),
        ("a and (b and c)", And((Yes("a"), Yes("b"), Yes("c")))),
        ("  a\n  and b ", And((Yes("a"), Yes("b")))),
    ],
)
def test_not_binds_before_and_and_and_before_or(text: str, meant: Guard) -> None:
    assert guard(text) == meant


LOW = Is("threat", ("low",))


@pytest.mark.parametrize(
    ("rest", "other"),
    [
        ("urgent is yes", Is("urgent", ("yes",))),
        ("needs includes legal", Includes("needs", ("legal",))),
        ("age = 3", Compare("age", Op.EQUAL, 3)),
        ("age>=3", Compare("age", Op.AT_LEAST, 3)),
        ("not urgent", Not(Yes("urgent"))),
        ("(urgent)", Yes("urgent")),
        ("all tracks finished", Finished("tracks", every=True)),
        ("within 3 days of day", Within("day", 3)),
        ("consent for sharing", Consent("sharing")),
        ("attempts > 3", Attempts(Op.MORE, 3)),
    ],
)
def test_after_a_list_of_values_or_may_begin_another_term(rest: str, other: Guard) -> None:
    assert guard(f"threat is low or {rest}") == Or((LOW, other))


def test_a_bare_word_after_a_list_of_values_belongs_to_the_list() -> None:
    assert guard("threat is low or urgent and consent") == And(
        (Is("threat", ("low", "urgent")), Yes("consent"))
    )


def test_a_term_remembers_where_it_stands() -> None:
    found = guard("urgent and  threat is low")
    assert isinstance(found, And)
    assert [part.at for part in found.parts if isinstance(part, Yes | Is)] == [0, 12]


@pytest.mark.parametrize(
    ("text", "column", "said", "to_do"),
    [
        ("", 0, "is empty", "written like"),
        ("   ", 0, "is empty", "written like"),
        ("urgent and", 10, 'too early after "and"', "Write a field"),
        ("(urgent", 7, 'A "(" is not closed', 'missing ")"'),
        ("urgent)", 6, '")" cannot stand here after "urgent"', "written like"),
        ("threat is", 9, 'after "is"', '"not" or "known"'),
        ("threat is 40", 10, '"40" cannot stand here after "is"', 'goes with "="'),
        ('threat is "low"', 10, "cannot stand here", "without quotation marks"),
        ("urgent AND consent", 7, '"AND" cannot stand here', 'Write "and" instead.'),
        ("urgent && consent", 7, '"&&"', 'Write "and" instead.'),
        ("!urgent", 0, '"!"', 'Write "not" instead.'),
        ("age == 3", 4, '"=="', 'Write "=" instead.'),
        ("age > 1.5", 6, '"1.5"', "2027-03-08"),
        ("threat = low", 9, '"low" cannot stand here after "="', "threat is low"),
        ("all referrals", 13, "too early", "written like"),
        ("all finished", 4, '"finished" cannot stand here after "all"', "all referrals finished"),
        ("within x days of y", 7, '"x"', "within 30 days of"),
        ("within 0 days of y", 7, '"0" is not a whole number from 1 to 3,650.', "Write 40"),
        ("within PKR 5 days of y", 7, '"PKR 5" is not a whole number', "Write 40"),
        ("attempts > 1001", 11, "from 0 to 1,000", "Write 40"),
        ("consent for", 11, "too early", "consent for sharing"),
        ("age < 1,0", 6, '"1,0" is not a whole number', "Write 40"),
        ("day < 2027-13-01", 6, '"2027-13-01" is not a date', "Write 40"),
        ("disability > 101%", 13, "must lie between 0 and 100", "Write 40"),
        ("ضروری", 0, '"ضروری" cannot stand here in', "small Latin letters"),
        ("threat is known known", 16, '"known" cannot stand here after "known"', "written like"),
        ("urgent consent", 7, '"consent" cannot stand here', "written like"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(
    text: str, column: int, said: str, to_do: str
) -> None:
    found = problem(text)
    assert found.code == "G203"
    assert said in found.text
    assert to_do in found.help
    assert found.mark == Mark(MARK.file, MARK.line, MARK.column + column)


@pytest.mark.parametrize("word", sorted(RESERVED))
def test_a_word_of_the_grammar_is_no_name(word: str) -> None:
    problem(f"{word} is known")


def test_a_guard_has_a_largest_size() -> None:
    names = " or ".join(f"x{i}" for i in range(MAX_NODES - 1))
    guard(names)
    assert "has 201 parts; at most 200" in problem(f"{names} or more").text
    assert "parts" in problem("not " * MAX_NODES + "x").text
    assert "2,001 characters" in problem("x" * (MAX_CHARACTERS + 1)).text
    guard("x" * MAX_CHARACTERS)


def test_a_message_quotes_no_more_than_a_line() -> None:
    assert len(problem("x > " + "y" * 500).text) < 100


def text_of(found: Guard) -> str:  # noqa: C901 - one way to write each kind of term
    """The guard as an administrator might write it, with more brackets than needed."""
    match found:
        case Not(inner):
            return f"not ({text_of(inner)})"
        case And(parts):
            return " and ".join(f"({text_of(part)})" for part in parts)
        case Or(parts):
            return " or ".join(f"({text_of(part)})" for part in parts)
        case Yes(name):
            return name
        case Is(name, values, wanted):
            return f"{name} is {'' if wanted else 'not '}{' or '.join(values)}"
        case Includes(name, values):
            return f"{name} includes {' or '.join(values)}"
        case Known(name, wanted):
            return f"{name} is {'' if wanted else 'not '}known"
        case Compare(name, op, value, kind):
            return f"{name} {op} {written(kind, value)}"
        case Within(name, days):
            return f"within {days} days of {name}"
        case Finished(name, every):
            return f"{'all' if every else 'any'} {name} finished"
        case Consent(purpose):
            return f"consent for {purpose}"
        case Attempts(op, count):
            return f"attempts {op} {count}"


def flat(found: Guard) -> Guard:
    """The guard without brackets that change nothing."""
    match found:
        case Not(inner):
            return Not(flat(inner))
        case And(parts):
            inner_parts = [flat(part) for part in parts]
            return And(
                tuple(q for p in inner_parts for q in (p.parts if isinstance(p, And) else (p,)))
            )
        case Or(parts):
            inner_parts = [flat(part) for part in parts]
            return Or(
                tuple(q for p in inner_parts for q in (p.parts if isinstance(p, Or) else (p,)))
            )
        case _:
            return found


@given(guards())
def test_a_guard_written_out_and_read_again_is_the_same(found: Guard) -> None:
    assert guard(text_of(found)) == flat(found)


@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from(
                [*sorted(RESERVED), "x", "low", "(", ")", "=", ">=", "!", "3", "%", "PKR", "@", '"']
            ),
            max_size=12,
        ).map(" ".join),
    )
)
def test_any_text_is_a_guard_or_a_problem(text: str) -> None:
    found = parse(text, MARK)
    assert isinstance(found, Guard | Problem)
