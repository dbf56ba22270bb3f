from datetime import date

import pytest

from workflow.definition.fields import BadValue, FieldType, Kind
from workflow.definition.guards import And, Compare, Guard, Is, Op, Or
from workflow.definition.table_cells import read_cell

HARM = FieldType(Kind.CHOICE, ("death", "injury", "property"))


def cell(type_: FieldType | Kind, *written: str) -> Guard:
    return read_cell("x", type_ if isinstance(type_, FieldType) else FieldType(type_), written)


@pytest.mark.parametrize(
    "written", [("death", "injury"), ("death or injury",), ("death  or injury",)]
)
def test_a_choice_may_be_one_of_several(written: tuple[str, ...]) -> None:
    assert cell(HARM, *written) == Is("x", ("death", "injury"))


def test_a_question_is_answered_yes_or_no() -> None:
    assert cell(Kind.YESNO, "yes") == Is("x", ("yes",))


@pytest.mark.parametrize(
    ("kind", "text", "op", "value"),
    [
        (Kind.PERCENT, "40", Op.EQUAL, 40),
        (Kind.PERCENT, "= 40%", Op.EQUAL, 40),
        (Kind.PERCENT, ">= 40", Op.AT_LEAST, 40),
        (Kind.PERCENT, ">=40", Op.AT_LEAST, 40),
        (Kind.NUMBER, "> 3", Op.MORE, 3),
        (Kind.NUMBER, "!= 3", Op.OTHER, 3),
        (Kind.MONEY, "<= PKR 1,000", Op.AT_MOST, 1000),
        (Kind.DATE, "< 2027-03-08", Op.LESS, date(2027, 3, 8)),
    ],
)
def test_a_figure_is_compared(kind: Kind, text: str, op: Op, value: int | date) -> None:
    assert cell(kind, text) == Compare("x", op, value, kind)


def test_a_band_is_two_comparisons() -> None:
    from_20, below_40 = (
        Compare("x", Op.AT_LEAST, 20, Kind.PERCENT),
        Compare("x", Op.LESS, 40, Kind.PERCENT),
    )
    assert cell(Kind.PERCENT, ">= 20 and < 40") == And((from_20, below_40))
    assert cell(Kind.PERCENT, ">= 20 and < 40", "100") == Or(
        (And((from_20, below_40)), Compare("x", Op.EQUAL, 100, Kind.PERCENT))
    )


@pytest.mark.parametrize(
    ("type_", "text", "said"),
    [
        (
            HARM,
            "deaht",
            '"deaht" is not one of the values of this column: death, injury, pro',
        ),
        (HARM, "not death", '"not death" is not one'),
        (FieldType(Kind.YESNO), "maybe", "yes, no."),
        (FieldType(Kind.PERCENT), ">= many", '"many" is not a whole number'),
        (FieldType(Kind.PERCENT), ">=", "Nothing is written here."),
        (FieldType(Kind.PERCENT), "=> 40", '"> 40" is not a whole number'),
        (FieldType(Kind.DATE), "< 8 March", "is not a date"),
    ],
)
def test_a_cell_that_its_column_cannot_hold_is_refused(
    type_: FieldType, text: str, said: str
) -> None:
    with pytest.raises(BadValue, match=r".") as bad:
        cell(type_, text)
    assert said in str(bad.value)
