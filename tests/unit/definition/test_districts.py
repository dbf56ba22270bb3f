"""Which area covers which district, and what a file of districts may get wrong."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from workflow.definition.districts import Districts, DistrictsFile, compile_districts
from workflow.definition.words import Words

DATA: dict[str, Any] = {
    "districts": "pakistan",
    "edition": "2026.1",
    "title": {"en": "Districts", "ur": "اضلاع"},
    "recorded_at": "2026-11-21",
    "sources": {"list": {"title": {"en": "A list", "ur": "فہرست"}, "status": "unverified"}},
    "provinces": {
        "punjab": {
            "en": "Punjab",
            "ur": "پنجاب",
            "status": "unverified",
            "legal_basis": "list",
            "divisions": {
                "lahore": {
                    "en": "Lahore Division",
                    "ur": "لاہور ڈویژن",
                    "districts": {
                        "lahore": {"en": "Lahore", "ur": "لاہور"},
                        "kasur": {"en": "Kasur", "ur": "قصور"},
                    },
                },
                "rawalpindi": {
                    "en": "Rawalpindi Division",
                    "ur": "راولپنڈی ڈویژن",
                    "districts": {"murree": {"en": "Murree", "ur": "مری", "from": "2022-10-14"}},
                },
            },
        },
        "sindh": {
            "en": "Sindh",
            "ur": "سندھ",
            "divisions": {
                "karachi": {
                    "en": "Karachi Division",
                    "ur": "کراچی ڈویژن",
                    "legal_basis": ["list"],
                    "districts": {"malir": {"en": "Malir", "ur": "ملیر"}},
                },
            },
        },
    },
}
DISTRICTS = compile_districts(DistrictsFile.model_validate(DATA))
KNOWN = ("lahore", "kasur", "murree", "malir")
AREAS = (
    *KNOWN,
    "division.lahore",
    "division.rawalpindi",
    "division.karachi",
    "province.punjab",
    "province.sindh",
    "pakistan",
)


def with_provinces(**provinces: Any) -> dict[str, Any]:
    return {**DATA, "provinces": {**DATA["provinces"], **provinces}}


def one_division(id_: str, *districts: str) -> dict[str, Any]:
    named = {district: {"en": "District", "ur": "ضلع"} for district in districts}
    return {"en": "X", "ur": "ایکس", "divisions": {id_: {"en": "X", "ur": "ا", "districts": named}}}


def complaint(data: dict[str, Any]) -> str:
    with pytest.raises(ValidationError) as bad:
        DistrictsFile.model_validate(data)
    return "\n".join(error["msg"] for error in bad.value.errors())


def test_a_district_is_found_with_its_division_and_province() -> None:
    assert DISTRICTS.known("kasur")
    assert DISTRICTS.division_of("kasur") == "lahore"
    assert DISTRICTS.province_of("kasur") == "punjab"
    assert DISTRICTS.label("kasur") == Words("Kasur", "قصور")


def test_the_order_of_the_file_is_kept_for_lists_of_choices() -> None:
    assert tuple(DISTRICTS.districts) == KNOWN
    assert DISTRICTS.divisions["karachi"] == Words("Karachi Division", "کراچی ڈویژن")
    assert DISTRICTS.provinces == {
        "punjab": Words("Punjab", "پنجاب"),
        "sindh": Words("Sindh", "سندھ"),
    }


def test_an_edition_says_which_it_is_and_when_a_new_district_began() -> None:
    assert (DISTRICTS.edition, DISTRICTS.recorded_at) == ("2026.1", date(2026, 11, 21))
    assert DISTRICTS.districts["murree"].since == date(2022, 10, 14)
    assert DISTRICTS.districts["lahore"].since is None


@pytest.mark.parametrize(
    ("area", "covered"),
    [
        ("lahore", {"lahore"}),
        ("division.lahore", {"lahore", "kasur"}),
        ("province.punjab", {"lahore", "kasur", "murree"}),
        ("province.sindh", {"malir"}),
        ("pakistan", set(KNOWN)),
        ("punjab", set()),
        ("division.", set()),
        ("province.", set()),
        ("", set()),
    ],
)
def test_an_area_covers_exactly_the_districts_in_it(area: str, covered: set[str]) -> None:
    assert {district for district in KNOWN if DISTRICTS.area_covers(area, district)} == covered


@given(st.sampled_from(KNOWN))
def test_the_areas_of_a_district_are_those_that_cover_it(district: str) -> None:
    assert set(DISTRICTS.areas_of(district)) == {
        area for area in AREAS if DISTRICTS.area_covers(area, district)
    }


def test_a_district_that_no_longer_exists_is_covered_by_its_own_id_and_the_country_only() -> None:
    assert not DISTRICTS.known("lyallpur")
    assert DISTRICTS.areas_of("lyallpur") == ("lyallpur", "pakistan")
    assert not any(
        DISTRICTS.area_covers(area, "lyallpur")
        for area in (*AREAS, "division.")
        if area != "pakistan"
    )
    assert (DISTRICTS.division_of("lyallpur"), DISTRICTS.province_of("lyallpur")) == ("", "")
    assert DISTRICTS.label("lyallpur") == Words("lyallpur", "lyallpur")


def test_every_area_is_known_and_nothing_else() -> None:
    assert all(DISTRICTS.known_area(area) for area in AREAS)
    for other in ("punjab", "division.punjab", "province.lahore", "tehsil.lahore", "division.", ""):
        assert not DISTRICTS.known_area(other), other


def test_a_district_may_have_the_name_of_its_division_but_not_that_of_another_district() -> None:
    text = complaint(with_provinces(capital=one_division("capital", "malir", "kasur")))
    assert '"malir" names sindh, division karachi, and again capital, division capital' in text
    assert '"kasur" names punjab, division lahore, and again capital, division capital' in text


def test_two_divisions_of_one_name_are_refused() -> None:
    text = complaint(with_provinces(capital=one_division("karachi", "islamabad")))
    assert '"karachi" names sindh, and again capital' in text


def test_no_district_may_be_called_like_the_country() -> None:
    assert "the whole country" in complaint(with_provinces(x=one_division("x", "pakistan")))


def test_a_division_without_districts_is_refused() -> None:
    assert "at least 1" in complaint(with_provinces(x=one_division("x")))


@pytest.mark.parametrize("id_", ["Lahore", "nankana-sahib", "لاہور", "division.lahore"])
def test_a_district_id_is_small_latin_letters_and_underscores(id_: str) -> None:
    assert "cannot be a name here" in complaint(with_provinces(x=one_division("x", id_)))


def test_a_source_that_is_not_declared_is_refused() -> None:
    assert '"legal_basis" names list.' in complaint({**DATA, "sources": {}})


def test_an_unknown_word_is_refused() -> None:
    assert complaint({**DATA, "tehsils": {}}) == "Extra inputs are not permitted"


def test_two_compilations_of_one_file_are_equal() -> None:
    again: Districts = compile_districts(DistrictsFile.model_validate(DATA))
    assert again == DISTRICTS
