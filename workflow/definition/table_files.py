"""A decision table as an administrator writes it: one frozen class for each map of the file.

The attributes are the words of the language, and their `#:` comments its reference. What a cell
means is left to `table_cells.py`, whether the rows are complete to `tables.py`.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from workflow.definition.fields import Kind
from workflow.definition.written import (
    Date,
    FileId,
    Id,
    Labelled,
    Names,
    Source,
    Status,
    Text,
    Written,
)

NOTHING = "nothing"


def _gifts(value: object) -> object:
    if isinstance(value, str) and value != NOTHING:
        raise ValueError(f'Write "{NOTHING}", or a map of what is given, not "{value}".')
    return {} if value == NOTHING else value


Gifts = Annotated[
    dict[Id, Text],
    BeforeValidator(_gifts),
    WithJsonSchema(
        {
            "anyOf": [
                {"const": NOTHING},
                {"type": "object", "additionalProperties": {"type": ["string", "number"]}},
            ]
        }
    ),
]


class ColumnFile(Labelled):
    """A column: a fact that rows ask about, or a value that they give."""

    type: Kind
    #: The values of a choice.
    options: dict[Id, Labelled] = Field(default_factory=dict)


class RowFile(Written):
    """A row: a cell for each input that matters, by the name of the column, and what it gives."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Names]

    #: A value for each column of `gives`; or `nothing`, and then `because` says why.
    give: Gifts
    because: Labelled | None = None

    @property
    def cells(self) -> Mapping[str, tuple[str, ...]]:
        """What is asked of each column, as written."""
        return self.__pydantic_extra__


class TableEditionFile(Written):
    """The rows that are in force from one day on."""

    #: A name for people; the hash is the identity.
    edition: Text
    in_force: Date
    #: The last day; absent, until the next edition.
    until: Date | None = None
    #: The day it became known here: what was decided before stays as it was decided.
    recorded_at: Date
    legal_basis: Names = ()
    status: Status
    note: Labelled | None = None
    rows: tuple[RowFile, ...]


class TableFile(Written):
    """`table: NAME`: a decision table as an administrator writes it."""

    table: FileId
    title: Labelled
    sources: dict[Id, Source] = Field(default_factory=dict)
    inputs: dict[Id, ColumnFile]
    gives: dict[Id, ColumnFile]
    #: Exactly one row must fit.
    hit_policy: Literal["unique"]
    editions: tuple[TableEditionFile, ...]
