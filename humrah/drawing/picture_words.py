"""The words that a picture adds to those of the definition, in English and Urdu."""

from workflow.definition.durations import Unit
from workflow.definition.words import Words

#: The date stands apart, so that it is not turned round in Urdu.
EDITION = Words(
    "edition {edition}, in force from {day}", "اشاعت {edition}، نافذ از \u2066{day}\u2069"
)
MAIN_LINE = Words("Main line", "مرکزی راستہ")
TRACKS = Words("Tracks", "متوازی مراحل")
ANYWHERE = Words("At every place of the main line", "مرکزی راستے کے ہر مقام پر")
AT_EVERY_STEP = Words("At every step here", "یہاں کے ہر قدم پر")
OUTCOMES = Words("Outcomes", "انجام")
MAIN_LINE_IS = Words("The main line, in order: {names}.", "مرکزی راستہ، ترتیب سے: {names}۔")
TRACKS_ARE = Words("Tracks alongside it: {names}.", "ساتھ چلنے والے متوازی مراحل: {names}۔")
OUTCOMES_ARE = Words("Outcomes: {names}.", "انجام: {names}۔")
COMMA = Words(", ", "، ")
FINISHED = Words("finished", "مکمل")
WAIVED = Words("waived", "ترک")
NOT_AT = Words("not at {names}", "سوائے {names}")
STARTS = Words("starts {names}", "آغاز: {names}")
WITHIN = Words("{count} {unit}", "{count} {unit}")
#: By unit, and whether it is one of it.
UNITS = {
    (Unit.HOURS, True): Words("hour", "گھنٹہ"),
    (Unit.HOURS, False): Words("hours", "گھنٹے"),
    (Unit.WORKING_HOURS, True): Words("working hour", "دفتری گھنٹہ"),
    (Unit.WORKING_HOURS, False): Words("working hours", "دفتری گھنٹے"),
    (Unit.WORKING_DAYS, True): Words("working day", "دفتری دن"),
    (Unit.WORKING_DAYS, False): Words("working days", "دفتری دن"),
    (Unit.DAYS, True): Words("day", "دن"),
    (Unit.DAYS, False): Words("days", "دن"),
}
