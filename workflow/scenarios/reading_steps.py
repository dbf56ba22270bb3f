"""The steps of a story: when, where, who does what, and what is expected of it."""

from collections.abc import Collection, Iterator, Mapping
from typing import get_args

from workflow.definition.definition import MAIN, Definition, FieldInfo, Path
from workflow.definition.fields import Kind
from workflow.definition.spelling import did_you_mean
from workflow.engine.entries import DocumentState
from workflow.scenarios.acts import Act, parse_act
from workflow.scenarios.finding import Finding
from workflow.scenarios.model import Expect, ScenarioFile, Step
from workflow.scenarios.reading_expect import UNKNOWN, check_expected
from workflow.scenarios.story import NOBODY, StoryStep, Where, child_definition, key_of
from workflow.scenarios.times import written

DOCUMENT_STATES: tuple[str, ...] = get_args(DocumentState)
#: The words of a step, for whoever mistypes one: it is then taken for a person.
STEP_WORDS = tuple(info.alias or name for name, info in Step.model_fields.items())


def read_steps(file: ScenarioFile, finding: Finding) -> tuple[StoryStep, ...]:
    """Every step of the story, in order; what cannot be read is noted and left out."""
    if not file.story:
        finding.wrong(("story",), "L009", "The story has no step.", "Write what happens first.")
    steps: list[StoryStep] = []
    for index, step in enumerate(file.story):
        before = steps[-1].at if steps else 0
        steps.append(_Reading(file, finding, index, step).step(before))
    return tuple(steps)


class _Reading:
    """One step being read."""

    def __init__(self, file: ScenarioFile, finding: Finding, index: int, step: Step) -> None:
        self.file = file
        self.finding = finding
        self.index = index
        self.written = step
        self.path: Path = ("story", index)
        self.where = self._where()
        self.definition = finding.library.definitions[self.where.definition]

    def step(self, before: int) -> StoryStep:
        """The step; `before` is when the one before it happened."""
        person, act = self._act()
        written, expect = self.written, self.written.expect or Expect()
        check_expected(self.finding, self.definition, (*self.path, "expect"), expect, self.people)
        self._check_calendars()
        return StoryStep(
            index=self.index,
            at=self._at(before),
            where=self.where,
            person=person,
            act=act,
            facts=self._facts("with", written.with_, self._fields(act)),
            tick=self._known_items(written.tick),
            documents=self._documents(),
            since={k: self.finding.time((*self.path, "since", k), t) for k, t in self._since()},
            occurred_at=self.finding.time((*self.path, "occurred_at"), written.occurred_at),
            calendar=written.calendar,
            expect=expect,
            due={
                clock: self.finding.time((*self.path, "expect", "due", clock), text)
                for clock, text in expect.due.items()
            },
            expected_facts=self._expected_facts(expect),
        )

    @property
    def people(self) -> Collection[str]:
        """Everybody in the story."""
        return self.file.people

    def _at(self, before: int) -> int:
        if self.written.at is None:
            if not self.index:
                text, how = "The first step does not say when it is.", 'Add "at: …".'
                self.finding.wrong(self.path, "L008", text, how)
            return before
        at = self.finding.time((*self.path, "at"), self.written.at)
        if at and at < before:
            text = f"The step before this one is later: {written(before, self.finding.zone)}."
            self.finding.wrong((*self.path, "at"), "L009", text, "Put the steps in order.")
        return at or before

    def _where(self) -> Where:
        finding, name = self.finding, self.written.in_
        if name is None:
            return Where(finding.key)
        if name in finding.main.regions:
            return Where(finding.key, region=name)
        if its := child_definition(finding.library, finding.key, name):
            return Where(its, child=name)
        districts = finding.library.districts
        if districts is not None and name in districts.provinces:
            there = key_of(finding.library, finding.main.workflow, name)
            return Where(there, province=name)
        known = (*finding.main.regions, *finding.everywhere(lambda d: d.children))
        finding.known((*self.path, "in"), name, known, "track or child")
        return Where(finding.key)

    def _act(self) -> tuple[str, Act | None]:
        extra = self.written.__pydantic_extra__ or {}
        acting = [name for name in extra if name in self.people]
        for name in extra:
            if name not in self.people:
                known = (*self.people, *STEP_WORDS)
                text = f'There is no person "{name}", nor is this a word of a step.'
                self.finding.wrong_name((*self.path, name), text, did_you_mean(name, known))
        for name in acting[1:]:
            text = f"Two people act in one step: {acting[0]} and {name}."
            self.finding.wrong_name((*self.path, name), text, "Write a step for each.")
        if not acting:
            self._check_acts_alone()
            return "", None
        return acting[0], self._parsed(acting[0], extra[acting[0]])

    def _check_acts_alone(self) -> None:
        step = self.written
        refused = step.expect is not None and step.expect.refused is not None
        for path, there in (
            (("with",), step.with_),
            (("tick",), step.tick),
            (("documents",), step.documents),
            (("since",), step.since),
            (("occurred_at",), step.occurred_at),
            (("expect", "refused"), refused),
        ):
            if there:
                text = f'"{path[-1]}" belongs to an act, and nobody does anything here.'
                self.finding.wrong_name((*self.path, *path), text, "Write who does what.")

    def _parsed(self, person: str, text: object) -> Act | None:
        path = (*self.path, person)
        if not isinstance(text, str):
            self.finding.wrong(path, "L009", "Here an act is expected.", "Write one text.")
            return None
        act = self.finding.read(path, lambda: parse_act(text))
        if act is not None:
            self._check_parts(path, act)
        return act

    def _check_parts(self, path: Path, act: Act) -> None:
        known = self._known()
        for part in act.parts:
            if part in known:
                kind, names = known[part]
                for name in act.listed(part):
                    self.finding.known(path, name, names, kind)
        if "TIME" in act.parts:
            self.finding.time(path, act.parts["TIME"])
        if not act.parts.get("NUMBER", "1").isdecimal():
            text = f'"{act.parts["NUMBER"]}" is not a number.'
            self.finding.wrong(path, "L009", text, "Write by how much, in the clock's own unit.")
        if "ITEM" in act.parts and "LIST" not in act.parts:
            known_items = tuple(item_names(self.definition))
            self.finding.known(path, act.parts["ITEM"], known_items, "checklist item")

    def _known(self) -> Mapping[str, tuple[str, Collection[str]]]:
        definition, library = self.definition, self.finding.library
        return {
            "TRANSITION": ("transition", transition_names(definition)),
            "TRACK": ("track", [r for r in definition.regions if r != MAIN]),
            "LIST": ("list", [f.id for f in definition.fields.values() if _is_list(f)]),
            "ITEMS": ("checklist item", tuple(item_names(definition))),
            "STATE": ("state of a document", DOCUMENT_STATES),
            "PURPOSE": ("purpose", definition.purposes),
            "REGION": ("region", definition.regions),
            "PERSON": ("person", (*self.people, NOBODY)),
            "PAUSE": ("pause", definition.pauses),
            "CLOCK": ("clock", definition.clocks),
            "EXTENSION": ("extension", definition.extensions),
            "PLACES": ("place", definition.places),
            "PROVINCE": ("province", library.districts.provinces if library.districts else ()),
        }

    def _fields(self, act: Act | None) -> Mapping[str, FieldInfo]:
        """The fields that may come with the act: those of the case, or of an item of a list."""
        if act is not None and "LIST" in act.parts:
            listed = self.definition.fields.get(act.parts["LIST"])
            return listed.items if listed else {}
        return self.definition.fields

    def _facts(
        self, word: str, texts: Mapping[str, str], fields: Mapping[str, FieldInfo]
    ) -> dict[str, object]:
        path = (*self.path, word)
        return {
            name: self.finding.fact((*path, name), fields[name], text)
            for name, text in texts.items()
            if self.finding.known((*path, name), name, fields, "field") in fields
        }

    def _expected_facts(self, expect: Expect) -> dict[str, object]:
        fields, path = self.definition.fields, (*self.path, "expect", "facts")
        values: dict[str, object] = {}
        for name, text in expect.facts.items():
            if self.finding.known((*path, name), name, fields, "field") not in fields:
                continue
            plain = text in (UNKNOWN, "not known") or _is_list(fields[name])
            values[name] = text if plain else self.finding.fact((*path, name), fields[name], text)
        return values

    def _known_items(self, names: tuple[str, ...]) -> tuple[str, ...]:
        known = tuple(item_names(self.definition))
        self.finding.all_known((*self.path, "tick"), names, known, "checklist item")
        return names

    def _documents(self) -> Mapping[str, str]:
        path, known = (*self.path, "documents"), tuple(item_names(self.definition))
        for name, state in self.written.documents.items():
            self.finding.known((*path, name), name, known, "checklist item")
            self.finding.known((*path, name), state, DOCUMENT_STATES, "state of a document")
        return self.written.documents

    def _since(self) -> Iterator[tuple[str, str]]:
        for clock, text in self.written.since.items():
            known = self.definition.clocks
            self.finding.known((*self.path, "since", clock), clock, known, "clock")
            yield clock, text

    def _check_calendars(self) -> None:
        known = self.finding.library.calendars
        for name, change in self.written.calendar.items():
            path = (*self.path, "calendar", name)
            self.finding.known(path, name, known, "calendar")
            if change.expect:
                text = "In the middle of the story a holiday is announced or cancelled."
                self.finding.wrong((*path, "expect"), "L009", text, 'Write "announce: […]".')


def _is_list(field: FieldInfo) -> bool:
    return field.type.kind is Kind.LIST


def transition_names(definition: Definition) -> set[str]:
    """The names and ids by which transitions are asked for."""
    rules = definition.transitions
    return {*rules, *(rule.name for rule in rules.values())}


def item_names(definition: Definition) -> Iterator[str]:
    """The names and ids of checklist items."""
    for place in definition.places.values():
        for item in place.checklist:
            yield item.name
            yield item.id
