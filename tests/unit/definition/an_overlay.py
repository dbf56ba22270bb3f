"""A small base and overlays on it, for the tests of each rule of merging."""

from collections.abc import Mapping

import pytest

from workflow.definition.overlay import Merged, merge
from workflow.definition.problems import DefinitionInvalid, Problem
from workflow.definition.reader import Map, Plain, plain, read

BASE = """\
workflow: victim-support
edition: 2026.1
in_force: 2026-12-01
owner: nacta
fields:
  full_name: {type: text, class: identity, provinces_may: nothing}
  threat: {type: choice, options: [none, low, high]}
stages:
  identification:
    department: counter_terrorism
    sla: {within: 3 working days, remind: [50%], provinces_may: tighten}
    steps:
      registered: {en: Registered}
      checking: {en: Being checked, provinces_may: change}
  referral:
    by: [officer]
    transitions:
      services_in_place: {to: support}
      declined: {to: stay}
  protection:
    provinces_may: nothing
    sla: {within: 24 hours}
    steps:
      assessing: {en: Threat assessed}
      plan: {en: Plan, provinces_may: change}
ladders:
  standard:
    - {at: due, tell: [head], provinces_may: nothing}
  other:
    - {at: due, tell: [head]}
"""
HEAD = """\
workflow: victim-support
overlay: punjab
extends: victim-support 2026.1
in_force: 2027-01-01
owner: punjab-home
because: {en: The guidelines of Punjab, ur: پنجاب کے رہنما اصول}
"""
HEAD_LINES = HEAD.count("\n")


def merged(overlay: str, base: str = BASE) -> Merged:
    return merge(read(base.encode(), "base.yaml"), read((HEAD + overlay).encode(), "punjab.yaml"))


def findings(overlay: str, head: str = HEAD, base: str = BASE) -> tuple[Problem, ...]:
    with pytest.raises(DefinitionInvalid) as raised:
        merge(read(base.encode(), "base.yaml"), read((head + overlay).encode(), "punjab.yaml"))
    return raised.value.problems


def only_finding(overlay: str, head: str = HEAD, base: str = BASE) -> Problem:
    (problem,) = findings(overlay, head, base)
    return problem


def value(tree: Map, *path: str) -> Plain:
    node = plain(tree)
    for name in path:
        assert isinstance(node, Mapping)
        node = node[name]
    return node


def names(tree: Map, *path: str) -> list[str]:
    node = value(tree, *path)
    assert isinstance(node, Mapping)
    return list(node)


def line(overlay: str, words: str) -> int:
    """The line of the overlay file that holds the words."""
    lines = (HEAD + overlay).splitlines()
    return next(number for number, text in enumerate(lines, 1) if words in text)
