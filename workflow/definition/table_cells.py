"""The cells of a decision table: what a row asks of one column, read into a guard.

A cell of a choice or a yes/no column is a value, `a or b`, or a list of values; of a figure or a
date a value, a comparison, or several joined by `and` (`>= 20 and < 40`), or a list of such. An
absent cell asks nothing. So a table says nothing that a guard could not, and is checked as guards.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import cast

from workflow.definition.fields import COUNTED, BadValue, FieldType, Kind, parse_value
from workflow.definition.guards import And, Compare, Guard, Is, Op, Or
from workflow.definition.words import Words

#: The kinds of column a row can ask about: their values can be gone through one by one.
ASKABLE = frozenset({*COUNTED, Kind.CHOICE, Kind.YESNO, Kind.DATE})
#: The longer first, so that ">=" is not read as ">".
_OPS = sorted(Op, key=len, reverse=True)
_YES_NO = ("yes", "no")


def read_cell(column: str, type_: FieldType, written: Iterable[str]) -> Guard:
    """What a cell asks of its column; any one of the texts of a list is enough.

    Raises:
        BadValue: a text that the column cannot hold.

    >>> read_cell("disability", FieldType(Kind.PERCENT), [">= 40"]).value
    40
    """
    if type_.kind in (Kind.CHOICE, Kind.YESNO):
        options = _YES_NO if type_.kind is Kind.YESNO else type_.options
        words = [word.strip() for text in written for word in re.split(r"\s+or\s+", text)]
        return Is(column, tuple(_option(word, options) for word in words))
    found = [_band(column, type_, text) for text in written]
    return found[0] if len(found) == 1 else Or(tuple(found))


def _option(word: str, options: tuple[str, ...]) -> str:
    if word not in options:
        shown = ", ".join(options)
        raise BadValue(
            Words(
                f'"{word}" is not one of the values of this column: {shown}.',
                f"«{word}» اس کالم کی قدروں میں نہیں: {shown}۔",
            )
        )
    return word


def _band(column: str, type_: FieldType, text: str) -> Guard:
    parts = [_compared(column, type_, part) for part in re.split(r"\s+and\s+", text.strip())]
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _compared(column: str, type_: FieldType, text: str) -> Guard:
    op = next((op for op in _OPS if text.startswith(op)), "")
    value = parse_value(type_, text.removeprefix(op))
    return Compare(column, Op(op or "="), cast("int | date", value), type_.kind)
