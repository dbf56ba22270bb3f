"""What is said while a story is played: who does what, in English and in Urdu.

An act is told as a label, "Begin check" and not "begins the check", so that it reads the same
whoever does it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from workflow.definition.definition import MAIN, Definition
from workflow.definition.districts import Districts
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine.case import Case
from workflow.scenarios.story import Someone

NOW_AT = Words("Now at", "موجودہ مقام")
STARTED = Words("Begins", "آغاز")
FINISHED = Words("Finished", "مکمل")
WAIVED = Words("Given up", "ترک")
CUT_OFF = Words("Ended with the case", "کیس کے ساتھ ختم")
ENDS = Words("The case ends", "کیس کا انجام")
RECORDED = Words("Recorded", "درج")
NOT_KNOWN = Words("not known", "معلوم نہیں")
MORE = Words("{count} more", "مزید {count}")
NOT_PUBLIC = Words("{count} not public", "{count} محدود")
OPENS = Words("Opens", "نیا کیس")
CHILD_ENDED = Words("Ended", "ختم")
FIGURE = Words("From the table", "شرح نامے سے")
UNCONFIRMED = Words("not yet confirmed", "ابھی تصدیق شدہ نہیں")
REMINDER = Words("Reminder", "یاد دہانی")
LATE = Words("Late", "تاخیر")
WAS_DUE = Words("was due {due}", "آخری وقت {due} تھا")
RUNG = Words("Escalation", "درجہ وار اطلاع")
STEP_OF_LADDER = Words("step {count}", "درجہ {count}")
EXCUSED = Words("Delay excused", "تاخیر معاف")
PROPOSED = Words("Waits for a second person", "دوسرے شخص کی توثیق کا انتظار")
UNTIL = Words("until {due}", "{due} تک")
CLOCK = Words("Clock", "گھڑی")
DUE = Words("due {due}", "آخری وقت {due}")
STANDS_STILL = Words("stands still", "رکی ہوئی")
TOLD = Words("Told", "اطلاع")
NOBODY = Words("nobody", "کوئی نہیں")
REFUSED = Words("Refused", "انکار")
CASE = Words("case {number}", "کیس {number}")
THE_CLOCK = Words("The clock", "گھڑی")
CALENDAR = Words("The calendar", "کیلنڈر")
HOLIDAY = Words("Holiday", "تعطیل")
NO_HOLIDAY = Words("No holiday", "تعطیل نہیں")
NEW_HOLIDAYS = Words("Holidays are announced", "تعطیلات کا اعلان")
MADE_UP = Words(
    "All people and events are made up. Times are local.",
    "تمام افراد اور واقعات فرضی ہیں۔ اوقات مقامی ہیں۔",
)
CAME_TRUE = Words(
    "The story came true: {steps} steps, {cases} cases, {messages} messages, {refusals} refused.",
    "کہانی پوری ہوئی: قدم {steps}، کیس {cases}، پیغامات {messages}، انکار {refusals}۔",
)
CAME_OTHERWISE = Words(
    "The story came otherwise in {count} places:", "کہانی {count} جگہ مختلف نکلی:"
)
YES, NO = Words("yes", "ہاں"), Words("no", "نہیں")

_STATES = {
    "missing": Words("missing", "موجود نہیں"),
    "received": Words("received", "موصول"),
    "verified": Words("verified", "تصدیق شدہ"),
    "substituted": Words("substituted", "متبادل"),
    "waived": Words("waived", "معاف"),
}


class Told:
    """What a command may be told with: the names of its definition, people and districts."""

    def __init__(
        self,
        definition: Definition,
        case: Case,
        people: Mapping[str, Someone],
        districts: Districts,
    ) -> None:
        self.definition = definition
        self.case = case
        self.people = people
        self.districts = districts

    def transition(self, trigger: str) -> Words:
        """What a transition is called, at the place where it is asked for if it is offered."""
        rules = self.definition.transitions.values()
        found = [rule for rule in rules if trigger in (rule.name, rule.id)]
        here = [r for r in found if self.case.standing.get(r.region) == r.source]
        return (here or found)[0].words

    def items(self, names: tuple[str, ...]) -> Words:
        """Checklist items by name or id."""
        words = [self._item(name) for name in names]
        return Words(", ".join(w.en for w in words), "، ".join(w.ur for w in words))

    def _item(self, name: str) -> Words:
        for place in self.definition.places.values():
            for item in place.checklist:
                if name in (item.name, item.id):
                    return item.words
        return Words(name, name)

    def region(self, name: str) -> Words:
        """The main line, or a track."""
        return self.definition.regions[name].words


def act_words(command: c.Command, told: Told) -> Words:
    """What somebody does, as a label."""
    return _ACTS[type(command)](command, told)


def with_name(label: Words, name: Words) -> Words:
    """A label and what it is about."""
    return Words(f"{label.en}: {name.en}", f"{label.ur}: {name.ur}")


def _confirm(command: c.Confirm, told: Told) -> Words:
    label = Words("Confirm", "توثیق") if command.agree else Words("Decline", "رد")
    return with_name(label, told.transition(command.trigger))


def _document(command: c.SetDocument, told: Told) -> Words:
    return with_name(told.items((command.item,)), _STATES[command.state])


def _contact(command: c.TryContact, _: Told) -> Words:
    if command.reached:
        return Words("Victim reached", "متاثرہ فرد سے رابطہ ہوا")
    return Words("Victim not reached", "متاثرہ فرد سے رابطہ نہ ہو سکا")


def _consent(command: c.RecordConsent, told: Told) -> Words:
    label = Words("Consent", "رضامندی") if command.given else Words("No consent", "رضامندی نہیں")
    return with_name(label, told.definition.purposes[command.purpose])


def _assign(command: c.Assign, told: Told) -> Words:
    name = told.people[command.to.id].words if command.to else NOBODY
    label = Words("Assign to", "سپردگی")
    if command.region == MAIN:
        return with_name(label, name)
    region = told.region(command.region)
    return with_name(label, Words(f"{name.en}, {region.en}", f"{name.ur}، {region.ur}"))


def _transfer(command: c.Transfer, told: Told) -> Words:
    label = Words("Ask to take the case", "کیس لینے کی درخواست")
    return with_name(label, told.districts.provinces[command.province])


def _answer(command: c.AnswerTransfer, _: Told) -> Words:
    if command.accept:
        return Words("Case taken", "کیس قبول")
    return Words("Case not taken", "کیس قبول نہیں")


def _about_field(label: Words) -> Callable[[Any, Told], Words]:
    return lambda command, told: with_name(label, told.definition.fields[command.field].words)


def _about_clock(label: Words) -> Callable[[Any, Told], Words]:
    return lambda command, told: with_name(label, told.definition.clocks[command.clock].words)


def _about_region(label: Words) -> Callable[[Any, Told], Words]:
    def words(command: Any, told: Told) -> Words:
        return label if command.region == MAIN else with_name(label, told.region(command.region))

    return words


def _about_pause(label: Words) -> Callable[[Any, Told], Words]:
    return lambda command, told: with_name(label, told.definition.pauses[command.reason].words)


def _plain(words: Words) -> Callable[[Any, Told], Words]:
    return lambda _command, _told: words


_ACTS: Mapping[type[c.Command], Callable[[Any, Told], Words]] = {
    c.Open: _plain(Words("Open a case", "کیس کا اندراج")),
    c.Advance: lambda command, told: told.transition(command.trigger),
    c.Confirm: _confirm,
    c.StartTrack: lambda command, told: with_name(
        Words("Start", "شروع"), told.region(command.track)
    ),
    c.Record: _plain(Words("Write down", "معلومات کا اندراج")),
    c.RecordItem: _about_field(Words("Add to", "اضافہ")),
    c.RemoveItem: _about_field(Words("Strike out", "اخراج")),
    c.Tick: lambda command, told: with_name(Words("Tick", "نشان"), told.items(command.items)),
    c.SetDocument: _document,
    c.TryContact: _contact,
    c.RecordConsent: _consent,
    c.Assign: _assign,
    c.Pause: _about_pause(Words("Pause", "وقفہ")),
    c.Resume: _about_pause(Words("End of the pause", "وقفہ ختم")),
    c.Extend: _about_clock(Words("More time", "مزید مہلت")),
    c.Excuse: _about_clock(Words("Excuse the delay", "تاخیر کی معافی")),
    c.Nudge: _about_region(Words("Ask for movement", "پیش رفت کا تقاضا")),
    c.PutBack: _about_region(Words("Put the step back", "قدم کی واپسی")),
    c.Transfer: _transfer,
    c.AnswerTransfer: _answer,
    c.Reopen: _plain(Words("Reopen the case", "کیس دوبارہ کھولنا")),
}
