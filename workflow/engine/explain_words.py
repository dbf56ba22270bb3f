"""What the account of a clock says, in English and Urdu."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from workflow.definition.durations import Unit
from workflow.definition.words import Words

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MINUTES = 60_000

WEEKDAYS = (
    Words("Mon", "پیر"),
    Words("Tue", "منگل"),
    Words("Wed", "بدھ"),
    Words("Thu", "جمعرات"),
    Words("Fri", "جمعہ"),
    Words("Sat", "ہفتہ"),
    Words("Sun", "اتوار"),
)
MONTHS = (
    Words("January", "جنوری"),
    Words("February", "فروری"),
    Words("March", "مارچ"),
    Words("April", "اپریل"),
    Words("May", "مئی"),
    Words("June", "جون"),
    Words("July", "جولائی"),
    Words("August", "اگست"),
    Words("September", "ستمبر"),
    Words("October", "اکتوبر"),
    Words("November", "نومبر"),
    Words("December", "دسمبر"),
)
UNITS = {
    Unit.HOURS: Words("hours", "گھنٹے"),
    Unit.WORKING_HOURS: Words("working hours", "دفتری گھنٹے"),
    Unit.WORKING_DAYS: Words("working days", "دفتری دن"),
    Unit.DAYS: Words("days", "دن"),
}

FIRST_DAY = Words("the first day does not count", "پہلا دن شمار نہیں ہوتا")
CLOSED = Words("the office is shut", "دفتر بند ہے")
AWAY = Words("the case was elsewhere", "کیس کہیں اور تھا")
LATE = Words("late", "تاخیر")

DUE = Words("Due {due}.", "مقررہ وقت: {due}۔")
DUE_ABOUT = Words(
    "Due about {due}: {names} not announced yet.",
    "مقررہ وقت تقریباً {due}: {names} کا اعلان باقی ہے۔",
)
WAS_DUE = Words("Was due {due}, and is late.", "مقررہ وقت {due} تھا، جو گزر چکا ہے۔")
STANDS_STILL = Words(
    "Stands still since {paused}; {used} of {total} {unit} used.",
    "{paused} سے رکی ہوئی ہے؛ {total} میں سے {used} {unit} گزرے۔",
)
STOPPED = Words("Done {stopped}, in time.", "{stopped} کو وقت پر مکمل۔")
STOPPED_LATE = Words(
    "Done {stopped}; was due {due}, so it was late.",
    "{stopped} کو مکمل؛ مقررہ وقت {due} تھا، اس لیے تاخیر ہوئی۔",
)
CANCELLED = Words("No longer counts since {stopped}.", "{stopped} سے شمار نہیں ہوتی۔")
EXCUSED = Words("The last lateness is excused.", "آخری تاخیر معاف ہے۔")
AND = Words(", ", "، ")


def when(t: int, zone: str, language: str) -> str:
    """An instant as an officer reads it.

    >>> when(1_800_000_000_000, "Asia/Karachi", "en")
    'Fri 15 January 2027 13:00'
    """
    local = (_EPOCH + timedelta(milliseconds=t)).astimezone(ZoneInfo(zone))
    day, month = WEEKDAYS[local.weekday()], MONTHS[local.month - 1]
    return f"{day.in_(language)} {local.day} {month.in_(language)} {local:%Y %H:%M}"


def amount_of(amount: int, unit: Unit) -> str:
    """Days as they are, hours as hours and minutes.

    >>> amount_of(5_400_000, Unit.HOURS)
    '1:30'
    """
    if unit in (Unit.DAYS, Unit.WORKING_DAYS):
        return str(amount)
    hours, minutes = divmod(amount // _MINUTES, 60)
    return f"{hours}:{minutes:02}"
