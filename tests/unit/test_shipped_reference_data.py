"""The calendars, districts and tables we ship: that they can be read, and what they must hold."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from holidays import country_holidays

from workflow.definition.calendar_editions import inherited
from workflow.definition.calendar_files import CalendarFile
from workflow.definition.calendars import Calendar, compile_calendar, hours_of
from workflow.definition.districts import DistrictsFile, compile_districts
from workflow.definition.problems import Problem
from workflow.definition.reader import mark_at, plain, read
from workflow.definition.reading import read_model
from workflow.definition.table_files import TableFile
from workflow.definition.tables import Table, compile_table

FOLDER = Path(__file__).parents[2] / "definitions"
KINDS = {"calendars": "calendar", "districts": "districts", "tables": "table"}
FILES = sorted(file for kind in KINDS for file in (FOLDER / kind).glob("*.yaml"))
RECORDED = date(2026, 11, 21)
FIRST, LAST = date(2025, 1, 1), date(2028, 12, 31)
#: Far from Ramadan and from every holiday.
ORDINARY_MONDAY = date(2027, 4, 12)
MOON = {
    "Eid al-Fitr",
    "Eid al-Adha",
    "Ashura",
    "Eid Milad-un-Nabi",
    "Urs of Shah Abdul Latif Bhittai",
}


def content_of(file: Path) -> dict[str, Any]:
    found = plain(read(file.read_bytes(), file.name))
    assert isinstance(found, dict)
    return found


CONTENT = {file.stem: content_of(file) for file in FILES}
TABLES = {file.stem: CONTENT[file.stem] for file in FILES if file.parent.name == "tables"}
PROVINCES = {name for name in TABLES if name.startswith("compensation-")}
CALENDAR_FILES = {
    file.stem: read_model(CalendarFile, read(file.read_bytes(), file.name))
    for file in FILES
    if file.parent.name == "calendars"
}
CALENDARS = {
    name: compile_calendar(inherited(file, CALENDAR_FILES)) for name, file in CALENDAR_FILES.items()
}


def compiled(name: str) -> Table | tuple[Problem, ...]:
    tree = read((FOLDER / "tables" / f"{name}.yaml").read_bytes(), name)
    return compile_table(read_model(TableFile, tree), lambda path: mark_at(tree, path))


COMPILED = {name: compiled(name) for name in TABLES}
DISTRICTS = compile_districts(
    read_model(DistrictsFile, read((FOLDER / "districts/pakistan.yaml").read_bytes(), "pakistan"))
)


def maps_in(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in inner:
        yield from maps_in(child)


def named_sources(content: dict[str, Any]) -> Iterator[str]:
    for map_ in maps_in(content):
        yield from map_.get("legal_basis", ())
        if "source" in map_:
            yield map_["source"]


def editions() -> Iterator[tuple[str, dict[str, Any]]]:
    for name, table in TABLES.items():
        for edition in table["editions"]:
            yield f"{name}/{edition['edition']}", edition


EDITIONS = dict(editions())


def harms_of(row: dict[str, Any]) -> list[str]:
    return [row["harm"]] if isinstance(row["harm"], str) else row["harm"]


def given(edition: dict[str, Any]) -> dict[str, Any]:
    return {harm: row["give"] for row in edition["rows"] for harm in harms_of(row)}


def minutes(calendar: Calendar, day: date) -> int:
    return sum(window.closes - window.opens for window in hours_of(calendar.file, day))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_names_its_schema_and_is_called_like_what_it_holds(file: Path) -> None:
    kind = KINDS[file.parent.name]
    first = file.read_text(encoding="utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema=../schemas/{kind}.json"
    assert CONTENT[file.stem][kind] == file.stem


@pytest.mark.parametrize("name", CONTENT)
def test_whatever_has_a_text_in_one_language_has_it_in_the_other(name: str) -> None:
    texts = [map_ for map_ in maps_in(CONTENT[name]) if "en" in map_ or "ur" in map_]
    assert texts
    for text in texts:
        assert re.search(r"[A-Za-z]", text["en"]), text
        assert not re.search(r"[\u0600-\u06ff]", text["en"]), text
        assert re.search(r"[\u0600-\u06ff]", text["ur"]), text
        assert not re.search(r"[A-Za-z,;?]|\.(?!\d)", re.sub(r"\d,\d", "", text["ur"])), text


@pytest.mark.parametrize("name", CONTENT)
def test_every_source_that_is_named_is_declared_with_a_reference(name: str) -> None:
    sources = CONTENT[name]["sources"]
    assert set(named_sources(CONTENT[name])) <= sources.keys()
    assert all(source["reference"] for source in sources.values())


@pytest.mark.parametrize("name", CONTENT)
def test_nothing_claims_to_have_been_checked_by_a_lawyer(name: str) -> None:
    statuses = {map_.get("status", "unverified") for map_ in maps_in(CONTENT[name])}
    assert statuses <= {"unverified", "expected", "announced"}


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=list(CALENDARS))
def test_a_calendar_covers_four_years_with_a_sensible_number_of_working_days(
    calendar: Calendar,
) -> None:
    assert (calendar.file.first, calendar.until, calendar.zone) == (FIRST, LAST, "Asia/Karachi")
    for year in range(2025, 2029):
        first, after = (
            date(y, 1, 1).toordinal() - calendar.first_ordinal for y in (year, year + 1)
        )
        worked = calendar.working_days[after] - calendar.working_days[first]
        assert 230 <= worked <= 305, (year, worked)


def test_the_calendars_of_all_seven_governments_are_there() -> None:
    assert set(CALENDARS) == {
        "azad-kashmir",
        "balochistan",
        "gilgit-baltistan",
        "islamabad",
        "khyber-pakhtunkhwa",
        "pakistan-federal",
        "punjab-five-day",
        "punjab-six-day",
        "sindh",
    }


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=list(CALENDARS))
def test_the_national_holidays_hold_in_every_calendar(calendar: Calendar) -> None:
    national = CALENDARS["pakistan-federal"].file.holidays
    assert national.items() <= calendar.file.holidays.items()


def test_the_national_holidays_are_those_of_the_holidays_package() -> None:
    package = country_holidays("PK", years=range(2025, 2029), language="en_US")
    ours = CALENDARS["pakistan-federal"].file.holidays
    assert sorted(ours) == sorted(package)
    estimated = {day for day, name in package.items() if "(estimated)" in name}
    assert {day for day, entry in ours.items() if entry.status == "expected"} == estimated


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=list(CALENDARS))
def test_no_coming_day_that_depends_on_the_moon_is_called_announced(calendar: Calendar) -> None:
    coming = [e for day, e in calendar.file.holidays.items() if day > RECORDED and e.en in MOON]
    assert len(coming) >= 2 * 9
    assert {entry.status for entry in coming} == {"expected"}


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=list(CALENDARS))
def test_eid_al_fitr_of_2027_is_expected_from_10_to_12_march(calendar: Calendar) -> None:
    eid = {
        day: entry.status
        for day, entry in calendar.file.holidays.items()
        if day.year == 2027 and entry.en == "Eid al-Fitr"
    }
    assert eid == dict.fromkeys((date(2027, 3, day) for day in (10, 11, 12)), "expected")


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=list(CALENDARS))
def test_days_are_shorter_in_ramadan_until_the_day_before_eid(calendar: Calendar) -> None:
    for eid in (date(2025, 3, 31), date(2027, 3, 10), date(2028, 2, 27)):
        last = date.fromordinal(eid.toordinal() - 1)
        period = next(p for p in calendar.file.periods if p.last == last)
        assert 28 <= (period.last - period.first).days <= 29
        days = range(period.first.toordinal(), eid.toordinal())
        monday = next(day for day in map(date.fromordinal, days) if day.weekday() == 0)
        assert 0 < minutes(calendar, monday) < minutes(calendar, ORDINARY_MONDAY)


@pytest.mark.parametrize("calendar", CALENDARS.values(), ids=list(CALENDARS))
def test_a_friday_leaves_room_for_the_prayer_or_is_shorter(calendar: Calendar) -> None:
    friday, thursday = date(2027, 4, 16), date(2027, 4, 15)
    assert 0 < minutes(calendar, friday) < minutes(calendar, thursday)


def test_only_the_six_day_offices_of_punjab_work_on_saturdays() -> None:
    saturday = date(2027, 4, 17)
    open_ = {name for name, calendar in CALENDARS.items() if minutes(calendar, saturday)}
    assert open_ == {"punjab-six-day"}


def test_sindh_closes_on_its_own_days_and_the_others_do_not() -> None:
    anniversary = date(2028, 4, 4)
    shut = {name for name, calendar in CALENDARS.items() if not minutes(calendar, anniversary)}
    assert shut == {"sindh"}


def test_each_government_has_its_districts() -> None:
    counts = Counter(district.province for district in DISTRICTS.districts.values())
    assert counts == {
        "punjab": 41,
        "sindh": 30,
        "khyber_pakhtunkhwa": 40,
        "balochistan": 36,
        "islamabad": 1,
        "gilgit_baltistan": 14,
        "azad_kashmir": 10,
    }
    assert len(DISTRICTS.divisions) == 38


@pytest.mark.parametrize(
    ("district", "division", "province"),
    [
        ("lahore", "lahore", "punjab"),
        ("taunsa", "dera_ghazi_khan", "punjab"),
        ("keamari", "karachi", "sindh"),
        ("upper_swat", "malakand", "khyber_pakhtunkhwa"),
        ("hub", "kalat", "balochistan"),
        ("islamabad", "islamabad", "islamabad"),
        ("astore", "diamer", "gilgit_baltistan"),
        ("jhelum_valley", "muzaffarabad", "azad_kashmir"),
    ],
)
def test_a_district_lies_where_it_should(district: str, division: str, province: str) -> None:
    assert DISTRICTS.areas_of(district)[1:3] == (f"division.{division}", f"province.{province}")


def test_each_province_has_a_table_and_the_packages_are_there() -> None:
    assert {name.removeprefix("compensation-").replace("-", "_") for name in PROVINCES} == set(
        DISTRICTS.provinces
    )
    assert TABLES.keys() - PROVINCES == {
        "package-chilas-2023",
        "package-islamabad-2026",
        "package-kocha-risaldar-2022",
        "package-sehwan-2017",
        "package-tirah-2025",
    }


def test_all_tables_use_one_list_of_harms_and_of_payees() -> None:
    punjab = TABLES["compensation-punjab"]
    assert all(table["inputs"] == punjab["inputs"] for table in TABLES.values())
    assert all(table["gives"] == punjab["gives"] for table in TABLES.values())
    assert len(punjab["inputs"]["harm"]["options"]) == 15


@pytest.mark.parametrize("name", EDITIONS)
def test_every_harm_has_exactly_one_row_in_an_edition(name: str) -> None:
    harms = Counter(harm for row in EDITIONS[name]["rows"] for harm in harms_of(row))
    assert harms == Counter(list(TABLES[name.split("/")[0]]["inputs"]["harm"]["options"]))


@pytest.mark.parametrize("name", EDITIONS)
def test_a_row_gives_an_amount_to_a_payee_or_says_why_not(name: str) -> None:
    payees = TABLES[name.split("/")[0]]["gives"]["payee_rule"]["options"]
    for row in EDITIONS[name]["rows"]:
        if row["give"] == "nothing":
            assert row["because"]
        else:
            assert re.fullmatch(r"PKR [1-9]\d{3,7}", row["give"]["amount"])
            assert row["give"]["payee_rule"] in payees
            assert "because" not in row


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_says_on_what_it_rests_and_what_is_doubtful(name: str) -> None:
    assert EDITIONS[name]["legal_basis"]
    assert EDITIONS[name]["note"]
    assert EDITIONS[name]["recorded_at"] == "2026-11-21"


@pytest.mark.parametrize("name", EDITIONS)
def test_an_edition_that_pays_in_the_order_of_a_law_names_that_order(name: str) -> None:
    rules = {give["payee_rule"] for give in given(EDITIONS[name]).values() if give != "nothing"}
    order = "spouse, child, mother, father, minor sibling, other legal heir"
    assert (order in EDITIONS[name]["note"]["en"]) == ("precedence_list" in rules)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_proved_complete_and_unconfirmed(name: str) -> None:
    table = COMPILED[name]
    assert isinstance(table, Table), table
    assert all(edition.unverified for edition in table.editions)


@pytest.mark.parametrize(
    ("name", "day", "edition"),
    [
        ("compensation-punjab", date(2016, 3, 6), "reported-2011"),
        ("compensation-punjab", date(2016, 3, 27), "2016-ordinance"),
        ("compensation-punjab", date(2026, 11, 21), "2016-act"),
        ("compensation-sindh", date(2017, 2, 16), "reported-2011"),
        ("compensation-khyber-pakhtunkhwa", date(2022, 3, 4), "2019-regulations"),
        ("compensation-gilgit-baltistan", date(2023, 12, 2), "2014-none-found"),
        ("package-islamabad-2026", date(2026, 2, 6), "2026-directive"),
    ],
)
def test_the_edition_of_the_day_of_the_incident_applies(name: str, day: date, edition: str) -> None:
    table = COMPILED[name]
    assert isinstance(table, Table)
    found = table.in_force(day)
    assert found
    assert found.label == edition


def test_a_package_gives_nothing_for_an_earlier_incident() -> None:
    table = COMPILED["package-islamabad-2026"]
    assert isinstance(table, Table)
    assert table.in_force(date(2026, 2, 5)) is None


@pytest.mark.parametrize("name", sorted(PROVINCES))
def test_the_editions_of_a_province_follow_each_other_from_2011_on(name: str) -> None:
    begins = [edition["in_force"] for edition in TABLES[name]["editions"]]
    assert begins == sorted(set(begins))
    assert begins[0] == "2011-01-28"


@pytest.mark.parametrize(
    ("edition", "harm", "amount", "payee"),
    [
        ("compensation-punjab/2016-act", "death", 1_000_000, "precedence_list"),
        ("compensation-punjab/2016-act", "permanent_disability", 500_000, "the_injured_person"),
        ("compensation-punjab/2016-act", "car_damaged", 40_000, "the_owner"),
        ("compensation-punjab/reported-2011", "death", 500_000, "named_list"),
        ("compensation-sindh/2020-cabinet-decision", "grievous_injury", 200_000, ""),
        ("compensation-sindh/2020-cabinet-decision", "death", 1_000_000, "legal_heirs"),
        ("compensation-khyber-pakhtunkhwa/2019-regulations-as-paid", "death", 1_000_000, ""),
        ("compensation-balochistan/2014-act", "grievous_injury", 500_000, ""),
        ("compensation-gilgit-baltistan/reported-2011", "death", 300_000, ""),
        ("package-tirah-2025/2025-cabinet-decision", "minor_injury", 2_500_000, ""),
        ("package-kocha-risaldar-2022/2022-cabinet-decision", "death", 3_000_000, "legal_heirs"),
        ("package-sehwan-2017/2017-announcement", "minor_injury", 100_000, ""),
        ("package-islamabad-2026/2026-directive", "grievous_injury", 3_000_000, ""),
    ],
)
def test_a_figure_is_the_one_that_was_reported(
    edition: str, harm: str, amount: int, payee: str
) -> None:
    give = given(EDITIONS[edition])[harm]
    assert give["amount"] == f"PKR {amount}"
    assert not payee or give["payee_rule"] == payee


@pytest.mark.parametrize(
    ("edition", "harm"),
    [
        ("compensation-punjab/2016-act", "livestock_small"),
        ("compensation-sindh/2020-cabinet-decision", "house_destroyed"),
        ("compensation-khyber-pakhtunkhwa/2019-regulations", "death"),
        ("compensation-islamabad/2018-none-found", "death"),
        ("compensation-gilgit-baltistan/2014-none-found", "death"),
        ("compensation-azad-kashmir/none-found", "death"),
    ],
)
def test_where_no_figure_was_found_none_is_made_up(edition: str, harm: str) -> None:
    assert given(EDITIONS[edition])[harm] == "nothing"
