import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.unit.definition.any_guard import Seen
from workflow.definition.guards import evaluate
from workflow.definition.problems import Mark, Problem
from workflow.definition.reader import mark_at, plain, read
from workflow.definition.table_files import TableFile
from workflow.definition.tables import Basis, Table, compile_table
from workflow.definition.words import Words

TABLE = """\
table: compensation-example
title: {en: Compensation, ur: معاوضہ}
sources:
  act: {title: {en: An Act, ur: ایک قانون}, status: verified}
  report: {title: {en: A report, ur: ایک خبر}, status: unverified}
inputs:
  harm:
    en: Harm
    ur: نقصان
    type: choice
    options:
      death: {en: Death, ur: وفات}
      injury: {en: Injury, ur: زخم}
      property: {en: Property, ur: املاک}
  disability: {en: Disability, ur: معذوری, type: percent}
gives:
  amount: {en: Amount, ur: رقم, type: money}
hit_policy: unique
editions:
  - edition: first
    in_force: 2026-01-01
    recorded_at: 2026-01-10
    legal_basis: [act]
    status: verified
    note: {en: As published, ur: جیسا شائع ہوا}
    rows:
      - {harm: death, give: {amount: PKR 1000000}}
      - {harm: injury, disability: ">= 40", give: {amount: PKR 500000}}
      - {harm: injury, disability: "< 40", give: {amount: PKR 200000}}
      - harm: property
        give: nothing
        because: {en: Not covered by this Act., ur: اس قانون میں شامل نہیں۔}
"""


def changed(*changes: tuple[str, str]) -> str:
    """The table with pieces of it replaced; each must be there."""
    text = TABLE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


def compiled(text: str) -> Table | tuple[Problem, ...]:
    tree = read(text.encode(), "example.yaml")
    return compile_table(TableFile.model_validate(plain(tree)), partial(mark_at, tree))


def table(text: str = TABLE) -> Table:
    found = compiled(text)
    assert isinstance(found, Table), found
    return found


def problems(*changes: tuple[str, str]) -> tuple[Problem, ...]:
    found = compiled(changed(*changes))
    assert not isinstance(found, Table)
    return found


def problem(*changes: tuple[str, str]) -> Problem:
    (found,) = problems(*changes)
    return found


def edition(**parts: str) -> str:
    """A further edition, complete in one row."""
    said = {"edition": "second", "in_force": "2027-01-01", "recorded_at": "2027-01-10"} | parts
    lines = "".join(f"    {word}: {value}\n" for word, value in said.items())
    return (
        TABLE
        + "  -"
        + lines[3:]
        + "    legal_basis: [report]\n    status: unverified\n"
        + "    rows: [{give: {amount: 5}}]\n"
    )


def test_a_table_is_compiled_with_the_names_of_everything() -> None:
    found = table()
    (only,) = found.editions
    assert (found.id, found.words) == ("compensation-example", Words("Compensation", "معاوضہ"))
    assert found.inputs["harm"].options["death"] == Words("Death", "وفات")
    assert found.inputs["harm"].type.options == ("death", "injury", "property")
    assert [row.number for row in only.rows] == [1, 2, 3, 4]
    assert [dict(row.values) for row in only.rows] == [
        {"amount": 1_000_000},
        {"amount": 500_000},
        {"amount": 200_000},
        {},
    ]
    assert only.rows[3].because == Words("Not covered by this Act.", "اس قانون میں شامل نہیں۔")
    assert only.legal_basis == (Basis("act", Words("An Act", "ایک قانون"), "verified"),)
    assert only.note == Words("As published", "جیسا شائع ہوا")


@pytest.mark.parametrize(
    ("status", "basis", "source", "expected"),
    [
        ("verified", "[act]", "verified", False),
        ("superseded", "[act]", "verified", False),
        ("unverified", "[act]", "verified", True),
        ("example", "[act]", "verified", True),
        ("verified", "[act]", "example", True),
        ("verified", "[act, report]", "verified", True),
        ("verified", "[]", "verified", True),
    ],
)
def test_an_edition_is_confirmed_only_with_all_it_rests_on(
    status: str, basis: str, source: str, expected: bool
) -> None:
    (only,) = table(
        changed(
            ("قانون}, status: verified", f"قانون}}, status: {source}"),
            ("    status: verified", f"    status: {status}"),
            ("legal_basis: [act]", f"legal_basis: {basis}"),
        )
    ).editions
    assert only.unverified is expected


def test_a_row_that_gives_nothing_says_why() -> None:
    without = problem(
        ("        because: {en: Not covered by this Act., ur: اس قانون میں شامل نہیں۔}\n", "")
    )
    assert (without.code, without.mark) == ("D304", Mark("example.yaml", 30, 9))
    assert 'A row gives something, or it says "give: nothing" and "because: …".' in without.text
    both = problem(("give: nothing", "give: {amount: 3}"))
    assert both.code == "D304"


def test_only_nothing_may_stand_in_place_of_what_is_given() -> None:
    with pytest.raises(ValidationError, match='Write "nothing"'):
        compiled(changed(("give: nothing", "give: something")))


def test_a_combination_without_a_row_is_found() -> None:
    found = problem(('">= 40"', '"> 40"'))
    assert found.code == "D301"
    assert found.text == 'No row of "first" covers Harm = Injury and Disability = 40%.'
    assert "give: nothing" in found.help
    assert found.mark.line == 27


def test_rows_that_fit_the_same_case_are_found() -> None:
    found = problem(('"< 40"', '"<= 40"'))
    assert found.code == "D302"
    assert found.text == 'Rows 2 and 3 of "first" both cover Harm = Injury and Disability = 40%.'
    assert (found.mark.line, found.related[0].line) == (29, 28)


def test_a_row_that_asks_nothing_covers_everything() -> None:
    found = problems(("{harm: death, give", "{give"))
    assert {(p.code, p.related[0].line) for p in found} == {("D302", 27)}
    assert [p.text.partition("cover ")[2] for p in found] == [
        "Harm = Injury, and Disability = 40% or more.",
        "Harm = Injury and Disability = below 40%.",
        "Harm = Property.",
    ]
    two = compiled(
        edition().replace("[{give: {amount: 5}}]", "[{give: {amount: 5}}, {give: {amount: 6}}]")
    )
    assert isinstance(two, tuple)
    assert [p.text for p in two] == ['Rows 1 and 2 of "second" both cover every case.']


def test_an_edition_without_rows_covers_nothing() -> None:
    found = compiled(edition().replace("[{give: {amount: 5}}]", "[]"))
    assert isinstance(found, tuple)
    assert [p.text for p in found] == ['No row of "second" covers any case.']


def test_more_combinations_than_can_be_proved_are_refused() -> None:
    columns = "".join(f"  q{i}: {{en: Q, ur: س, type: yesno}}\n" for i in range(17))
    asks = ", ".join(f"q{i}: yes" for i in range(17))
    found = problem(
        ("gives:\n", columns + "gives:\n"), ("{harm: death,", f"{{{asks}, harm: death,")
    )
    assert found.code == "D301"
    assert "too many to prove that they are complete" in found.text


@pytest.mark.parametrize(
    ("old", "new", "code", "said", "to_do"),
    [
        ("{harm: death", "{hram: death", "L001", 'no input "hram"', '"harm"'),
        ("{harm: death", "{harm: deaht", "D304", '"deaht" is not one of the values', "this cell"),
        ("PKR 1000000}", "1, amuont: 1}", "L001", 'no column in "gives" "amuont"', '"amount"'),
        ("PKR 1000000", "many", "D304", '"many" is not a whole number', "this value"),
        ("legal_basis: [act]", "legal_basis: [atc]", "L001", 'no source "atc"', "act, report"),
        ("type: percent", "type: text", "D304", 'cannot ask about "disability"', "choice, date"),
        ("type: percent", "type: choice", "D304", "which has options.", "only for a choice"),
        (", type: money", ", type: list", "D304", '"amount" cannot be a list', "single value"),
        ("type: choice\n", "type: percent\n", "D304", "has no options", "only for"),
        ("  disability: {en", "  give: {en", "D304", 'cannot be called "give"', "another name"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(old: str, new: str, code: str, said: str, to_do: str) -> None:
    found = problems((old, new))[0]
    assert found.code == code
    assert said in found.text
    assert to_do in found.help


def test_a_value_that_a_row_leaves_out_is_missed() -> None:
    (found,) = problems(
        ("gives:\n", "gives:\n  share: {en: Share, ur: حصہ, type: percent}\n"),
        ("500000}", "500000, share: 3}"),
        ("200000}", "200000, share: 3}"),
    )
    assert (found.code, found.text) == ("D304", 'This row gives no "share".')


def test_a_wrong_edition_hides_no_wrong_date() -> None:
    found = problems(
        ("{harm: death", "{harm: deaht"), ("    note:", "    until: 2025-01-01\n    note:")
    )
    assert [p.code for p in found] == ["D303", "D304"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"edition": "first"}, 'There are two editions "first".'),
        (
            {"in_force": "2026-01-01", "recorded_at": "2026-01-10"},
            '"second" and "first" come into force',
        ),
        ({"until": "2026-12-31"}, '"second" ends before it begins.'),
    ],
)
def test_editions_must_be_told_apart_and_end_after_they_begin(
    parts: Mapping[str, str], said: str
) -> None:
    found = compiled(edition(**parts))
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["D303"]
    assert said in found[0].text
    assert found[0].mark.line == 33


@pytest.mark.parametrize(
    ("until", "said", "to_do"),
    [
        (
            "2027-01-01",
            "lasts until 2027-01-01, but the next edition begins on 2027-01-01",
            "2026-12-31",
        ),
        ("2026-12-30", "Nothing is in force from 2026-12-31 to 2026-12-31", "may give nothing"),
    ],
)
def test_dated_editions_neither_overlap_nor_leave_a_hole(until: str, said: str, to_do: str) -> None:
    found = compiled(edition().replace("    note:", f"    until: {until}\n    note:"))
    assert isinstance(found, tuple)
    assert said in found[0].text
    assert to_do in found[0].help
    assert isinstance(
        compiled(edition().replace("    note:", "    until: 2026-12-31\n    note:")), Table
    )


def test_an_edition_that_was_corrected_is_not_held_against_the_table() -> None:
    text = edition(in_force="2026-01-01").replace("    note:", "    until: 2020-01-01\n    note:")
    assert isinstance(compiled(text), Table)


FIRST, SECOND = date(2026, 1, 1), date(2027, 1, 1)


def test_the_edition_in_force_is_the_latest_that_has_begun() -> None:
    found = table(edition())
    labels = {
        day: (e.label if (e := found.in_force(day)) else None)
        for day in (date(2025, 12, 31), FIRST, date(2026, 12, 31), SECOND, date(2030, 1, 1))
    }
    assert list(labels.values()) == [None, "first", "first", "second", "second"]


def test_an_edition_ends_after_its_last_day() -> None:
    found = table(edition(until="2027-06-30"))
    assert found.in_force(date(2027, 6, 30)) is not None
    assert found.in_force(date(2027, 7, 1)) is None


def test_a_correction_counts_from_the_day_it_was_recorded() -> None:
    found = table(edition(in_force="2026-01-01"))
    before, after = found.known(date(2027, 1, 9)), found.known(date(2027, 1, 10))
    assert [e.label for e in before.editions] == ["first"]
    corrected = after.in_force(FIRST)
    assert corrected is not None
    assert corrected.label == "second"


def test_the_hash_of_an_edition_covers_what_decides_and_not_the_words() -> None:
    def hash_of(*changes: tuple[str, str]) -> str:
        return table(changed(*changes)).editions[0].hash

    assert re.fullmatch("[0-9a-f]{64}", hash_of())
    same = [
        ("As published", "As printed"),
        ("Not covered by this Act.", "Not covered."),
        ("en: Harm", "en: Kind of harm"),
        ("en: An Act", "en: The Act"),
    ]
    assert {hash_of(change) for change in same} == {hash_of()}
    others = [
        ("PKR 500000", "PKR 500001"),
        ("2026-01-01", "2026-01-02"),
        ("2026-01-10", "2026-01-11"),
        ("    note:", "    until: 2030-01-01\n    note:"),
        ("legal_basis: [act]", "legal_basis: [report]"),
        ("    status: verified", "    status: example"),
        ("table: compensation-example", "table: compensation-other"),
    ]
    assert len({hash_of(), *(hash_of(change) for change in others)}) == len(others) + 1


cells = st.fixed_dictionaries(
    {},
    optional={
        "harm": st.sampled_from(["death", "injury", "death or property", "injury or property"]),
        "disability": st.sampled_from(["< 40", ">= 40", "> 40", "40", ">= 20 and < 40", "!= 20"]),
    },
)


@given(st.lists(cells, min_size=1, max_size=5))
def test_completeness_and_uniqueness_agree_with_trying_everything(
    rows: list[dict[str, str]],
) -> None:
    lines = (
        ", ".join([*(f'{k}: "{v}"' for k, v in row.items()), "give: {amount: 1}"]) for row in rows
    )
    start = TABLE.index("      - {harm: death")
    found = compiled(TABLE[:start] + "".join(f"      - {{{line}}}\n" for line in lines))
    codes = set() if isinstance(found, Table) else {p.code for p in found}
    hits = {
        sum(fits(row, harm, disability) for row in rows)
        for harm, disability in product(("death", "injury", "property"), range(101))
    }
    assert ("D301" in codes) is (0 in hits)
    assert ("D302" in codes) is (max(hits) > 1)
    assert isinstance(found, Table) is (hits == {1})


FITS = {
    "< 40": lambda d: d < 40,
    ">= 40": lambda d: d >= 40,
    "> 40": lambda d: d > 40,
    "40": lambda d: d == 40,
    ">= 20 and < 40": lambda d: 20 <= d < 40,
    "!= 20": lambda d: d != 20,
}


def fits(row: Mapping[str, str], harm: str, disability: int) -> bool:
    return harm in row.get("harm", harm).split(" or ") and (
        "disability" not in row or FITS[row["disability"]](disability)
    )


def test_a_row_asks_like_a_guard() -> None:
    row = table().editions[0].rows[1]
    assert evaluate(row.asks, Seen({"harm": "injury", "disability": 40})) is True
    assert evaluate(row.asks, Seen({"harm": "injury"})) is None
    assert evaluate(row.asks, Seen({"harm": "death"})) is False
