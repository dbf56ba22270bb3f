"""The districts of Pakistan, and which area covers which of them.

An area is what an office or a grant is for: a district by its id, `division.ID`, `province.ID`, or
`pakistan`. Who may act in an area is left to the people and their grants. A district that a later
edition no longer has keeps its id in the cases that name it: it then lies in no division, and only
its own id and `pakistan` cover it, until somebody assigns the case anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from pydantic import Field, field_validator, model_validator

from workflow.definition.words import Words
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

#: The area that covers every district.
COUNTRY = "pakistan"
DIVISION, PROVINCE = "division", "province"


class DistrictEntry(Labelled):
    """A district."""

    #: The day it was made a district, where that is known and recent.
    since: Date | None = Field(None, alias="from")


class DivisionEntry(Labelled):
    """A division and its districts."""

    status: Status | None = None
    legal_basis: Names = ()
    districts: dict[Id, DistrictEntry] = Field(min_length=1)


class ProvinceEntry(Labelled):
    """A province, or an area with a government of its own, and its divisions."""

    #: Whether the set of its districts has been checked against the notifications.
    status: Status | None = None
    legal_basis: Names = ()
    divisions: dict[Id, DivisionEntry] = Field(min_length=1)


class DistrictsFile(Written):
    """`districts: NAME`: one edition of the districts, by province and division."""

    districts: FileId
    edition: Text
    title: Labelled
    recorded_at: Date
    sources: dict[Id, Source] = Field(default_factory=dict)
    provinces: dict[Id, ProvinceEntry]

    @field_validator("provinces")
    @classmethod
    def _one_meaning(cls, provinces: dict[str, ProvinceEntry]) -> dict[str, ProvinceEntry]:
        """Ids are unique in the whole country, for an area names its district alone."""
        twice = _twice(_division_ids(provinces)) + _twice(_district_ids(provinces))
        if twice:
            raise ValueError(f"{'. '.join(twice)}. Put the province before one of each.")
        return provinces

    @model_validator(mode="after")
    def _sources_known(self) -> Self:
        named = {name for entry in _entries(self.provinces) for name in entry.legal_basis}
        unknown = sorted(named - self.sources.keys())
        if unknown:
            raise ValueError(
                f'"legal_basis" names {", ".join(unknown)}. Add it to "sources", or correct it.'
            )
        return self


@dataclass(frozen=True, slots=True)
class District:
    """A district and where it lies."""

    id: str
    words: Words
    division: str
    province: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Districts:
    """One edition of the districts, worked out; all are in the order of the file."""

    edition: str
    recorded_at: date
    districts: Mapping[str, District]
    divisions: Mapping[str, Words]
    provinces: Mapping[str, Words]

    def known(self, district: str) -> bool:
        """Whether this edition has that district."""
        return district in self.districts

    def province_of(self, district: str) -> str:
        """The province it lies in; "" for a district this edition does not have."""
        found = self.districts.get(district)
        return found.province if found else ""

    def division_of(self, district: str) -> str:
        """The division it lies in; "" for a district this edition does not have."""
        found = self.districts.get(district)
        return found.division if found else ""

    def label(self, district: str) -> Words:
        """Its name; its id where this edition does not have it."""
        found = self.districts.get(district)
        return found.words if found else Words(district, district)

    def areas_of(self, district: str) -> tuple[str, ...]:
        """Every area that covers the district, the smallest first."""
        found = self.districts.get(district)
        if found is None:
            return (district, COUNTRY)
        return (
            district,
            f"{DIVISION}.{found.division}",
            f"{PROVINCE}.{found.province}",
            COUNTRY,
        )

    def area_covers(self, area: str, district: str) -> bool:
        """Whether the district lies in that area.

        >>> lahore = District("lahore", Words("Lahore", "لاہور"), "lahore", "punjab", None)
        >>> known = Districts("1", date(2026, 1, 1), {"lahore": lahore}, {}, {})
        >>> known.area_covers("province.punjab", "lahore"), known.area_covers("punjab", "lahore")
        (True, False)
        """
        return area in self.areas_of(district)

    def known_area(self, area: str) -> bool:
        """Whether this edition has that area."""
        kind, _, name = area.partition(".")
        if not name:
            return area == COUNTRY or area in self.districts
        return name in {DIVISION: self.divisions, PROVINCE: self.provinces}.get(kind, {})


def compile_districts(file: DistrictsFile) -> Districts:
    """The districts of one edition by their ids."""
    return Districts(
        edition=file.edition,
        recorded_at=file.recorded_at,
        districts={
            id_: District(id_, entry.words, division, province, entry.since)
            for province, division, id_, entry in _places(file.provinces)
        },
        divisions={
            id_: division.words
            for province in file.provinces.values()
            for id_, division in province.divisions.items()
        },
        provinces={id_: province.words for id_, province in file.provinces.items()},
    )


def _places(
    provinces: Mapping[str, ProvinceEntry],
) -> Iterator[tuple[str, str, str, DistrictEntry]]:
    for province, its in provinces.items():
        for division, within in its.divisions.items():
            for district, entry in within.districts.items():
                yield province, division, district, entry


def _entries(provinces: Mapping[str, ProvinceEntry]) -> Iterator[ProvinceEntry | DivisionEntry]:
    for province in provinces.values():
        yield province
        yield from province.divisions.values()


def _division_ids(provinces: Mapping[str, ProvinceEntry]) -> Iterator[tuple[str, str]]:
    for province, entry in provinces.items():
        for division in entry.divisions:
            yield division, province


def _district_ids(provinces: Mapping[str, ProvinceEntry]) -> Iterator[tuple[str, str]]:
    for province, division, district, _ in _places(provinces):
        yield district, f"{province}, division {division}"


def _twice(named: Iterator[tuple[str, str]]) -> list[str]:
    """A sentence for each id that stands in two places, or that means the whole country."""
    where: dict[str, str] = {COUNTRY: "the whole country"}
    found: list[str] = []
    for id_, place in named:
        if id_ in where:
            found.append(f'"{id_}" names {where[id_]}, and again {place}')
        where[id_] = place
    return found
