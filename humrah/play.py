"""A story told in the terminal as it happened: who did what, what came of it, who was told.

One line for each thing, so that it can be read at 80 columns, without colours, and in Urdu on a
terminal that does not turn lines round. Facts that are not public are counted and not told; what a
decision table gives is told, because it follows from the law.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from rich.console import Console
from rich.text import Text

from humrah import play_words as w
from notifications.texts import day, local_time, moment, named, say
from workflow.definition.definition import (
    ENDED,
    FINISHED,
    MAIN,
    SYSTEM,
    WAIVED,
    Definition,
    FieldInfo,
)
from workflow.definition.fields import Kind
from workflow.definition.reason_words import written
from workflow.definition.words import Words
from workflow.engine import commands as c
from workflow.engine import entries as e
from workflow.engine.clock_facts import Breached, Excused, Reminded, Rung
from workflow.engine.clocks import Reading, State
from workflow.engine.people import Grant
from workflow.scenarios.history import Happened, Told
from workflow.scenarios.run import Result
from workflow.scenarios.story import NOBODY, StoryStep, family, key_of
from workflow.scenarios.world import districts_of

WIDTH = 80
#: So many facts of one act are told with their value.
MOST_FACTS = 3
_INDENT = 7

#: A detail of what happened: its label, its text, and the style of the label.
Detail = tuple[Words, str, str]


def render(result: Result, lang: str, console: Console) -> None:
    """Tell a story in English, or with `lang` "ur" in Urdu."""
    telling = _Telling(result, lang, console)
    telling.title()
    told = 0
    for step, until in zip(result.scenario.steps, result.until, strict=True):
        for happened in result.story[told:until]:
            telling.tell(happened)
        telling.remark(step)
        told = until
    telling.end()


class _Telling:
    """A story on its way to the terminal."""

    def __init__(self, result: Result, lang: str, console: Console) -> None:
        self.result = result
        self.library = result.library
        self.scenario = result.scenario
        self.lang = lang
        self.console = console
        self._districts = districts_of(result.library)
        self._day = self._time = ""
        self._announced: set[str] = set()
        #: What was last said of each clock of each case.
        self._dues: dict[tuple[str, str], str] = {}

    # -- printing -------------------------------------------------------------------------------

    def _print(self, text: Text, indent: int = 0, before: str = "") -> None:
        """Wrapped lines, indented; `before` stands in the indent of the first."""
        width = min(self.console.width, WIDTH) - indent
        # Not as the style of the whole: what is appended would take it over.
        start = Text().append(before.ljust(indent), style="dim")
        for line in text.wrap(self.console, width):
            line.rstrip()
            self.console.print(start.append_text(line), no_wrap=True)
            start = Text(" " * indent)

    def _in(self, words: Words, **data: object) -> str:
        return say(words, data, self.lang)

    def _listed(self, names: Iterable[str]) -> str:
        return ("، " if self.lang == "ur" else ", ").join(names)

    def title(self) -> None:
        """What the story is called and teaches, and that it is made up."""
        self._print(Text(self._in(self.scenario.title), style="bold"))
        if self.scenario.teaches:
            self._print(Text(self._in(self.scenario.teaches)))
        self._print(Text(self._in(w.MADE_UP), style="dim"))
        self.console.print()
        for someone in self.scenario.people.values():
            roles = self._listed(dict.fromkeys(map(self._role, someone.person.grants)))
            self._print(Text.assemble((self._in(someone.words), "bold"), f" - {roles}"))

    def _role(self, grant: Grant) -> str:
        """What somebody is, in the words of the first definition that knows such a role."""
        keys = family(self.library, self.scenario.definition)
        knows = (self.library.definitions[k] for k in keys)
        definition = next(d for d in knows if grant.role in d.roles)
        role = self._in(definition.roles[grant.role].words)
        department = definition.departments.get(grant.department)
        return f"{role} ({self._in(department)})" if department else role

    def remark(self, step: StoryStep) -> None:
        """What the story says to whoever reads it."""
        if step.expect.note is not None:
            self._print(Text(self._in(step.expect.note.words), style="italic"), _INDENT)

    def end(self) -> None:
        """Whether it came true."""
        self.console.print()
        if self.result.came_true:
            self._print(Text(self._sum(), style="green"))
            return
        count = len(self.result.failures)
        self._print(Text(self._in(w.CAME_OTHERWISE, count=count), style="bold red"))
        for failure in self.result.failures:
            self._print(Text(str(failure)), 2)

    def _sum(self) -> str:
        story = self.result.story
        return self._in(
            w.CAME_TRUE,
            steps=len(self.scenario.steps),
            cases=len({happened.case for happened in story if not happened.refused}),
            messages=sum(1 for h in story for told in h.told if told.person != NOBODY),
            refusals=sum(1 for happened in story if happened.refused),
        )

    # -- one command ----------------------------------------------------------------------------

    def tell(self, happened: Happened) -> None:
        """Who did what, and everything that came of it; nothing where nothing is to be seen."""
        details = [*self._details(happened)]
        head = self._head(happened)
        if not details and happened.command.by.id == SYSTEM:
            return
        local = self._local(happened.at)
        time = f"{local:%H:%M}"
        if (today := day(local, self.lang)) != self._day:
            self._day, self._time = today, ""
            self.console.print()
            self._print(Text(today, style="bold cyan"))
        self._print(Text.assemble(*head), _INDENT, "" if time == self._time else time)
        self._time = time
        for label, text, style in details:
            self._print(Text.assemble((f"{self._in(label)}: ", style), text), _INDENT)

    def _local(self, instant: int) -> datetime:
        return local_time(instant, self.scenario.zone)

    def _head(self, happened: Happened) -> list[tuple[str, str]]:
        about = self._case_name(happened)
        if happened.command.by.id == SYSTEM:
            return [(self._by_itself(happened, about), "dim")]
        definition = self.library.definitions[happened.definition]
        people = self.scenario.people
        about_it = w.Told(definition, happened.before, people, self._districts)
        words = w.act_words(happened.command, about_it)
        who = self._in(people[happened.command.by.id].words)
        end = f" ({about})" if about else ""
        return [(who, "bold"), (f" - {self._in(words)}{end}", "")]

    def _by_itself(self, happened: Happened, about: str) -> str:
        if isinstance(happened.command, c.CalendarAnnounced):
            return f"{self._in(w.CALENDAR)} - {self._in(w.NEW_HOLIDAYS)}"
        if isinstance(happened.command, c.TimerDue):
            return f"{self._in(w.THE_CLOCK)} ({about})" if about else self._in(w.THE_CLOCK)
        return about or self._in(w.CASE, number=happened.case)

    def _case_name(self, happened: Happened) -> str:
        """What a child is called, in full when it opens; nothing for the main case."""
        if happened.case == "1":
            return ""
        number = self._in(w.CASE, number=happened.case)
        if not isinstance(happened.command, c.Open):
            return number
        return self._joined(number, self._in(self.library.definitions[happened.definition].words))

    def _details(self, happened: Happened) -> Iterator[Detail]:
        if happened.refused:
            for reason in happened.refused.reasons:
                yield w.REFUSED, self._in(reason.words), "red"
            return
        definition = self.library.definitions[happened.definition]
        if isinstance(happened.command, c.CalendarAnnounced):
            yield from self._holidays(happened.command)
        for entry in happened.entries:
            yield from self._entry(entry, definition, happened)
        yield from self._clocks(happened, definition)
        yield from self._told(happened, definition)

    def _holidays(self, command: c.CalendarAnnounced) -> Iterator[Detail]:
        """The days that are holidays now and were not, and the other way round; told once."""
        if command.new in self._announced:
            return
        self._announced.add(command.new)
        old, new = (self.result.editions[h].file.holidays for h in (command.old, command.new))
        for label, gained, before in ((w.HOLIDAY, new, old), (w.NO_HOLIDAY, old, new)):
            days = [date for date in gained if date not in before]
            if days:
                yield label, self._listed(day(date, self.lang) for date in days), "cyan"

    # -- entries --------------------------------------------------------------------------------

    def _entry(self, entry: e.Entry, definition: Definition, about: Happened) -> Iterator[Detail]:
        match entry:
            case e.Recorded(facts=facts) | e.ItemRecorded(facts=facts) if facts:
                yield w.RECORDED, self._facts(entry, definition), "dim"
            case e.Moved():
                yield from self._moved(entry, definition)
            case e.Ended(outcome=outcome):
                words = definition.outcomes.get(outcome, w.CUT_OFF)
                yield w.ENDS, self._in(words), "bold green"
            case e.ChildEnded(key=key, outcome=outcome):
                child = self._child_definition(key, definition)
                ended = child.outcomes.get(outcome, w.CUT_OFF)
                yield w.CHILD_ENDED, f"{self._in(child.words)}: {self._in(ended)}", "green"
            case e.Entitled(row=row) if row:
                yield w.FIGURE, self._figure(entry, definition), "green"
            case e.Proposed(until=until):
                yield w.PROPOSED, self._in(w.UNTIL, due=self._local(until)), "yellow"
            case e.ClockFact(clock=clock):
                words = definition.clocks[clock].words
                yield from self._clock_fact(entry, self._in(words), about.clocks[clock])

    def _moved(self, entry: e.Moved, definition: Definition) -> Iterator[Detail]:
        if entry.target in (FINISHED, WAIVED, ENDED):
            label = {FINISHED: w.FINISHED, WAIVED: w.WAIVED}.get(entry.target, w.CUT_OFF)
            yield label, self._in(definition.regions[entry.region].words), "green"
        elif place := definition.places.get(entry.target):
            names = [self._in(definition.scopes[scope].words) for scope in place.within]
            department = definition.departments.get(place.department)
            owner = f" ({self._in(department)})" if department else ""
            begins = not entry.source and entry.region != MAIN
            yield w.STARTED if begins else w.NOW_AT, f"{' - '.join(names)}{owner}", "green"

    def _facts(self, entry: e.Recorded | e.ItemRecorded, definition: Definition) -> str:
        fields = definition.fields
        if isinstance(entry, e.ItemRecorded):
            fields = fields[entry.field].items
        known = [(fields[name], value) for name, value in entry.facts.items() if name in fields]
        public = [(field, value) for field, value in known if field.class_ == "public"]
        told = [
            f"{self._in(field.words)} ({self._value(field, value)})"
            for field, value in public[:MOST_FACTS]
        ]
        rest = ((w.MORE, len(public) - len(told)), (w.NOT_PUBLIC, len(known) - len(public)))
        return self._listed((*told, *(self._in(words, count=n) for words, n in rest if n)))

    def _value(self, field: FieldInfo, value: object) -> str:
        if isinstance(value, e.NotKnown):
            return self._in(w.NOT_KNOWN)
        if isinstance(value, bool):
            return self._in(w.YES if value else w.NO)
        if isinstance(value, frozenset):
            return self._listed(self._option(field, v) for v in field.options if v in value)
        if isinstance(value, date):
            return day(value, self.lang)
        if field.type.kind is Kind.INSTANT and isinstance(value, int):
            return moment(self._local(value), self.lang)
        if isinstance(value, int):
            return written(field.type.kind, value)
        return self._option(field, str(value))

    def _option(self, field: FieldInfo, value: str) -> str:
        return self._in(field.options.get(value, Words(value, value)))

    def _figure(self, entry: e.Entitled, definition: Definition) -> str:
        figures = self._listed(
            f"{self._in(definition.fields[name].words)} "
            f"{self._value(definition.fields[name], value)}"
            for name, value in entry.values.items()
        )
        unsure = f" ({self._in(w.UNCONFIRMED)})" if entry.unverified else ""
        return f"{figures}{unsure}"

    def _child_definition(self, key: str, parent: Definition) -> Definition:
        child = parent.children[key.partition("/")[0]]
        return self.library.definitions[key_of(self.library, child.workflow, parent.overlay)]

    # -- clocks ---------------------------------------------------------------------------------

    def _clock_fact(self, entry: e.ClockFact, name: str, reading: Reading) -> Iterator[Detail]:
        match entry.fact:
            case Reminded(how="told"):
                yield w.REMINDER, self._with_due(name, w.DUE, reading), "yellow"
            case Breached(due_then=due):
                was = self._in(w.WAS_DUE, due=self._local(due))
                yield w.LATE, self._joined(name, was), "bold yellow"
            case Rung(rung=rung, how="told"):
                step = self._in(w.STEP_OF_LADDER, count=rung + 1)
                yield w.RUNG, self._joined(name, step), "bold yellow"
            case Excused():
                yield w.EXCUSED, name, "green"

    def _joined(self, *parts: str) -> str:
        return ("، " if self.lang == "ur" else ", ").join(parts)

    def _with_due(self, name: str, words: Words, reading: Reading) -> str:
        if reading.due is None:
            return name
        return self._joined(name, self._in(words, due=self._local(reading.due)))

    def _clocks(self, happened: Happened, definition: Definition) -> Iterator[Detail]:
        """The clocks that begin here, or whose due has moved."""
        for clock, reading in happened.clocks.items():
            text = self._clock(definition.clocks[clock].words, reading)
            known = self._dues.get((happened.case, clock))
            self._dues[happened.case, clock] = text
            if text and text != known:
                yield w.CLOCK, text, "cyan"

    def _clock(self, words: Words, reading: Reading) -> str:
        if reading.state is State.PAUSED:
            return self._joined(self._in(words), self._in(w.STANDS_STILL))
        if reading.state is not State.RUNNING:
            return ""
        return self._with_due(self._in(words), w.DUE, reading)

    # -- messages -------------------------------------------------------------------------------

    def _told(self, happened: Happened, definition: Definition) -> Iterator[Detail]:
        heard: dict[str, list[str]] = {}
        for told in happened.told:
            heard.setdefault(self._message(told, definition), []).append(self._person(told))
        for text, people in heard.items():
            yield w.TOLD, f"{self._listed(people)} - {text}", "magenta"

    def _person(self, told: Told) -> str:
        if told.person == NOBODY:
            return self._in(w.NOBODY)
        return self._in(self.scenario.people[told.person].words)

    def _message(self, told: Told, definition: Definition) -> str:
        message = told.message
        child = (
            self._child_definition(message.about, definition) if "child" in message.data else None
        )
        data = named(message.data, definition, self._districts, self.scenario.zone, child=child)
        return say(definition.messages[message.say], data, self.lang)
