"""From a scenario's file to a `Scenario`: every name looked up, every time, act and value read.

All problems are found at once. Whether the story comes true is for `run.py`.
"""

import re
from collections.abc import Mapping

from workflow.definition.library import Library
from workflow.definition.problems import DefinitionInvalid, Problem
from workflow.definition.reader import Map, mark_at
from workflow.definition.reading import read_model
from workflow.definition.spelling import did_you_mean
from workflow.definition.words import Words
from workflow.engine.people import EVERYWHERE, Grant, Person
from workflow.scenarios.finding import Finding
from workflow.scenarios.model import PersonEntry, ScenarioFile
from workflow.scenarios.reading_steps import STEP_WORDS, read_steps
from workflow.scenarios.story import NOBODY, Scenario, Someone

_GRANT = re.compile(r"(\w+)(?: of (\w+))?(?: in ([\w.]+))?", re.ASCII)
_FOR = re.compile(r"(?P<key>[a-z0-9-]+(?:/[a-z0-9_-]+)?) (?P<edition>\S+)", re.ASCII)


def read_scenario(tree: Map, library: Library) -> Scenario:
    """The scenario that a file is.

    Raises:
        DefinitionInvalid: with everything that is wrong, each at its place.
    """
    file = read_model(ScenarioFile, tree)
    finding = Finding(tree, library, _definition(file, tree, library))
    scenario = Scenario(
        id=file.scenario,
        definition=finding.key,
        zone=finding.zone,
        title=file.title.words,
        teaches=file.teaches.words if file.teaches else None,
        people=_people(file, finding),
        calendars=file.calendars,
        package=file.package or "",
        offices=_offices(file, finding),
        steps=read_steps(file, finding),
        tree=tree,
    )
    finding.all_known(("calendars",), file.calendars, library.calendars, "calendar")
    if file.package is not None:
        finding.known(("package",), file.package, library.tables, "table")
    if finding.problems:
        raise DefinitionInvalid(finding.problems)
    return scenario


def _definition(file: ScenarioFile, tree: Map, library: Library) -> str:
    mark = mark_at(tree, ("for",))
    found = _FOR.fullmatch(file.for_)
    if found is None:
        text = f'"{file.for_}" does not name a workflow and its edition.'
        how = "Write it like victim-support 2026.1 or victim-support/punjab 2026.1."
        raise DefinitionInvalid([Problem(mark, "L009", text, how)])
    key, edition = found["key"], found["edition"]
    if key not in library.definitions:
        text = f'There is no workflow "{key}", or it has errors.'
        raise DefinitionInvalid(
            [Problem(mark, "L001", text, did_you_mean(key, library.definitions))]
        )
    there = library.definitions[key].edition
    if there != edition:
        text = f'"{key}" is here in edition {there}, not {edition}.'
        how = f"Check the story against edition {there} and write {key} {there}."
        raise DefinitionInvalid([Problem(mark, "L001", text, how)])
    return key


def _people(file: ScenarioFile, finding: Finding) -> dict[str, Someone]:
    people = {}
    for name, entry in file.people.items():
        if name in (NOBODY, *STEP_WORDS):
            text = f'"{name}" has a meaning of its own in a story, so nobody can be called that.'
            finding.wrong_name(("people", name), text, "Choose another name.")
        grants = tuple(
            grant
            for i, text in enumerate(entry.is_)
            if (grant := _grant(finding, ("people", name, "is", i), text))
        )
        people[name] = Someone(Person(name, grants), _called(name, entry))
    return people


def _called(name: str, entry: PersonEntry) -> Words:
    plain = name.replace("_", " ").title()
    return Words(entry.en or plain, entry.ur or plain)


def _grant(finding: Finding, path: tuple[str | int, ...], text: str) -> Grant | None:
    found = _GRANT.fullmatch(text)
    if found is None:
        how = "Write it like officer of social_welfare in lahore."
        finding.wrong(path, "L009", f'"{text}" does not say what somebody is.', how)
        return None
    role, department, area = found[1], found[2] or "", found[3] or EVERYWHERE
    finding.known(path, role, finding.everywhere(lambda d: d.roles), "role")
    if department:
        known = finding.everywhere(lambda d: d.departments)
        finding.known(path, department, known, "department")
    districts = finding.library.districts
    if districts is not None and not districts.known_area(area):
        how = "Write a district, division.NAME, province.NAME or pakistan."
        finding.wrong_name(path, f'There is no area "{area}".', how)
    return Grant(role, department, area)


def _offices(file: ScenarioFile, finding: Finding) -> Mapping[tuple[str, str], str]:
    offices = {}
    for name, calendar in file.offices.items():
        department, _, province = name.partition(" in ")
        known = finding.everywhere(lambda d: d.departments)
        finding.known(("offices", name), department, known, "department")
        if province and finding.library.districts is not None:
            provinces = finding.library.districts.provinces
            finding.known(("offices", name), province, provinces, "province")
        finding.known(("offices", name), calendar, finding.library.calendars, "calendar")
        offices[department, province] = calendar
    return offices
