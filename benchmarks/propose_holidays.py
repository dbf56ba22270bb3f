"""Print a proposal for the holidays and Ramadan of a calendar, for a person to check and paste.

`python -m benchmarks.propose_holidays 2029 --seen 2028-11-01` prints the `holidays:` of
`definitions/calendars/pakistan-federal.yaml` for those years, then Ramadan and the urs of Shah
Abdul Latif Bhittai (14 Safar, a holiday in Sindh). The `holidays` package is only a seed: what
depends on the moon is `expected` until it is announced, and nothing at run time imports this.
"""

import argparse
import datetime
from collections.abc import Iterable, Iterator

from holidays import country_holidays
from holidays.calendars.islamic import _IslamicLunar

DAY = datetime.timedelta(days=1)
#: Pakistan usually sees the moon a day after the Umm al-Qura calendar has it.
MOON_IS_LATER = DAY
#: Chehlum, which the package knows, is 20 Safar; the urs is 14 Safar.
URS_BEFORE_CHEHLUM = 6 * DAY

#: What the package calls a day (en_US), and what the calendar calls it.
NAMES = {
    "Kashmir Solidarity Day": ("Kashmir Solidarity Day", "یوم یکجہتی کشمیر"),
    "Pakistan Day": ("Pakistan Day", "یوم پاکستان"),
    "Labor Day": ("Labour Day", "یوم مزدور"),
    "Youm-e-Takbeer": ("Youm-e-Takbeer", "یوم تکبیر"),
    "Independence Day": ("Independence Day", "یوم آزادی"),
    "Iqbal Day": ("Iqbal Day", "یوم اقبال"),
    "Quaid-e-Azam Day": ("Quaid-e-Azam Day and Christmas", "یوم قائداعظم اور کرسمس"),
    "Eid al-Fitr": ("Eid al-Fitr", "عید الفطر"),
    "Eid al-Adha": ("Eid al-Adha", "عید الاضحیٰ"),
    "Ashura": ("Ashura", "عاشورہ"),
    "Prophet's Birthday": ("Eid Milad-un-Nabi", "عید میلاد النبی ﷺ"),
}
ESTIMATED = " (estimated)"


def holiday_lines(years: Iterable[int]) -> Iterator[str]:
    """One line of `holidays:` for each day, in order."""
    for day, name in sorted(country_holidays("PK", years=list(years), language="en_US").items()):
        named = [NAMES[each.removesuffix(ESTIMATED)] for each in name.split("; ")]
        status = "expected" if ESTIMATED in name else "announced"
        english, urdu = " and ".join(en for en, _ in named), " اور ".join(ur for _, ur in named)
        yield f"  {day}: {{en: {english}, ur: {urdu}, status: {status}}}"


def ramadan(year: int, moon: _IslamicLunar) -> tuple[datetime.date, datetime.date]:
    """First and last day of the Ramadan that ends in `year`, as expected."""
    first = max(day for day, _ in moon.ramadan_beginning_dates(year) if day.year == year)
    eid = max(day for day, _ in moon.eid_al_fitr_dates(year) if day.year == year)
    return first + MOON_IS_LATER, eid + MOON_IS_LATER - DAY


def urs_of_bhittai(year: int, moon: _IslamicLunar) -> datetime.date:
    """14 Safar in `year`, as expected."""
    chehlum = max(day for day, _ in moon.arbaeen_dates(year) if day.year == year)
    return chehlum + MOON_IS_LATER - URS_BEFORE_CHEHLUM


def past_or_expected(day: datetime.date, seen: datetime.date) -> str:
    return "past: look up what was announced" if day <= seen else "expected"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("years", nargs="+", type=int)
    parser.add_argument("--seen", type=datetime.date.fromisoformat, required=True)
    asked = parser.parse_args()
    moon = _IslamicLunar()
    print("holidays:", *holiday_lines(asked.years), sep="\n")
    for year in asked.years:
        first, last = ramadan(year, moon)
        print(f"# Ramadan {first} to {last} ({past_or_expected(last, asked.seen)})")
        urs = urs_of_bhittai(year, moon)
        print(f"# 14 Safar {urs} ({past_or_expected(urs, asked.seen)})")


if __name__ == "__main__":
    main()
