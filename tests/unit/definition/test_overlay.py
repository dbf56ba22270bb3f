from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.definition.an_overlay import BASE, HEAD, findings, line, merged, only_finding, value
from workflow.definition.overlay import HEADER, merge, share
from workflow.definition.problems import DefinitionInvalid, Mark
from workflow.definition.reader import Map, Plain, key_mark_at, mark_at, plain, read


def test_a_text_replaces_a_text_and_leaves_its_neighbours() -> None:
    tree = merged("stages: {identification: {sla: {within: 2 working days}}}").tree
    assert value(tree, "stages", "identification", "sla") == {
        "within": "2 working days",
        "remind": ["50%"],
        "provinces_may": "tighten",
    }


def test_a_list_replaces_a_list_whole() -> None:
    tree = merged("fields: {threat: {options: [none, high]}}").tree
    assert value(tree, "fields", "threat", "options") == ["none", "high"]


def test_a_single_name_may_replace_a_list_of_names() -> None:
    tree = merged("stages: {referral: {by: supervisor}}").tree
    assert value(tree, "stages", "referral", "by") == "supervisor"


@pytest.mark.parametrize(
    ("overlay", "words"),
    [
        ("stages: none", "The base has a map here, and this is a text."),
        (
            "stages: {referral: {by: {role: officer}}}",
            "The base has a list here, and this is a map",
        ),
        ("owner: {en: Punjab}", "The base has a text here, and this is a map."),
        ("fields: [threat]", "The base has a map here, and this is a list."),
    ],
)
def test_a_map_is_replaced_by_nothing_but_a_map(overlay: str, words: str) -> None:
    head = HEAD.replace("owner: punjab-home\n", "") if "owner" in overlay else HEAD
    kinds = [p for p in findings(overlay, head) if p.code == "L015"]
    assert [p.text.startswith(words) for p in kinds] == [True]
    assert kinds[0].mark.file == "punjab.yaml"
    assert [mark.file for mark in kinds[0].related] == ["base.yaml"]


def test_every_node_keeps_the_file_it_was_written_in() -> None:
    overlay = "stages:\n  referral:\n    department: health\n"
    tree = merged(overlay).tree
    path = ("stages", "referral", "department")
    assert mark_at(tree, path) == Mark("punjab.yaml", line(overlay, "department"), 17)
    assert key_mark_at(tree, path) == Mark("punjab.yaml", line(overlay, "department"), 5)
    assert key_mark_at(tree, path[:2]).file == "base.yaml"
    assert mark_at(tree, ("stages", "referral", "by")).file == "base.yaml"


def test_what_the_overlay_changed_and_added_is_named() -> None:
    overlay = """\
fields: {threat: {type: choice, options: [high]}}
roles: {committee: {en: District committee}}
stages: {referral: {transitions: {agree: {to: support}}}}
"""
    assert merged(overlay).changed == {
        ("in_force",),
        ("owner",),
        ("fields", "threat", "options"),
        ("roles",),
        ("stages", "referral", "transitions", "agree"),
    }


def test_the_overlay_is_named_in_the_merged_tree_and_its_reasons_are_not() -> None:
    tree = merged("remove: {path: ladders.other, because: Unused}").tree
    assert value(tree, "overlay") == "punjab"
    assert value(tree, "extends") == "victim-support 2026.1"
    assert {"because", "remove"}.isdisjoint(tree.entries)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("extends: victim-support 2025.2", "victim-support 2026.1"),
        ("extends: victim-support", "victim-support 2026.1"),
        ("extends: [victim-support, 2026.1]", "victim-support 2026.1"),
        ("workflow: referral", "victim-support"),
    ],
)
def test_an_overlay_extends_the_base_it_names_and_no_other(said: str, expected: str) -> None:
    word = said.split(":", maxsplit=1)[0]
    head = "".join(
        f"{said}\n" if kept.startswith(f"{word}:") else kept for kept in HEAD.splitlines(True)
    )
    problem = only_finding("", head)
    assert problem.code == "L010"
    assert f'the base is "{expected}".' in problem.text
    assert problem.help.endswith(f'then write "{word}: {expected}".')


def test_spaces_between_workflow_and_edition_do_not_matter() -> None:
    head = HEAD.replace("victim-support 2026.1", "'victim-support   2026.1'")
    base = read(BASE.encode(), "base.yaml")
    assert merge(base, read(head.encode(), "punjab.yaml")).removed == ()


@pytest.mark.parametrize("word", HEADER)
def test_an_overlay_says_what_it_is(word: str) -> None:
    head = "".join(kept for kept in HEAD.splitlines(True) if not kept.startswith(f"{word}:"))
    problem = only_finding("", head)
    assert (problem.code, problem.text) == ("L010", f'The overlay does not say "{word}".')


def test_all_that_is_not_allowed_is_said_at_once() -> None:
    overlay = """\
fields: {full_name: {class: public}}
stages: {intake: {after: nowhere}, referral: none}
remove: {path: nothing, because: x}
"""
    found = findings(overlay, HEAD.replace("2026.1", "2025.1"))
    assert [p.code for p in found] == ["L010", "L013", "L014", "L015", "L011"]


WORKFLOW = (
    "workflow: claim\nshares: common\nroles:\n  officer: {en: Officer}\nstages: {a: {en: A}}\n"
)
COMMON = """\
common: common
title: {en: Shared}
roles:
  officer: {en: Somebody, sees: [health]}
  head: {en: Head}
fields: {name: {type: text}}
"""


def shared(workflow: str = WORKFLOW, common: str = COMMON) -> Map:
    return share(read(workflow.encode(), "claim.yaml"), read(common.encode(), "common.yaml"))


def test_what_is_shared_lies_under_what_the_workflow_says() -> None:
    assert plain(shared()) == {
        "workflow": "claim",
        "shares": "common",
        "roles": {"officer": {"en": "Officer", "sees": ["health"]}, "head": {"en": "Head"}},
        "stages": {"a": {"en": "A"}},
        "fields": {"name": {"type": "text"}},
    }
    assert mark_at(shared(), ("roles", "officer", "en")).file == "claim.yaml"
    assert mark_at(shared(), ("roles", "officer", "sees")).file == "common.yaml"


def test_the_heading_of_what_is_shared_is_not_taken_over() -> None:
    assert {"common", "title"}.isdisjoint(shared().entries)


def test_where_only_one_has_a_map_the_workflow_wins() -> None:
    assert value(shared(WORKFLOW.replace("{en: Officer}", "Officer")), "roles", "officer") == (
        "Officer"
    )
    assert value(shared(common="common: c\nroles: none\n"), "roles") == {
        "officer": {"en": "Officer"}
    }


PLAIN: st.SearchStrategy[Plain] = st.recursive(
    st.sampled_from("xyz"),
    lambda part: st.lists(part, max_size=2) | st.dictionaries(st.sampled_from("abc"), part),
    max_leaves=8,
)
TREES = st.dictionaries(st.sampled_from("abcdef"), PLAIN)


def as_yaml(tree: Plain) -> str:
    if isinstance(tree, str):
        return tree
    if isinstance(tree, Mapping):
        return "{" + ", ".join(f"{name}: {as_yaml(part)}" for name, part in tree.items()) + "}"
    return "[" + ", ".join(as_yaml(item) for item in tree) + "]"


def as_map(tree: Plain) -> str:
    assert isinstance(tree, Mapping)
    return "".join(f"{name}: {as_yaml(part)}\n" for name, part in tree.items())


@given(TREES)
def test_an_overlay_that_repeats_the_base_changes_nothing(tree: Plain) -> None:
    base = "workflow: victim-support\nedition: 2026.1\n" + as_map(tree)
    found = merged(as_map(tree), base)
    assert plain(merged("", base).tree) == plain(found.tree)
    assert found.changed == {("in_force",), ("owner",)}


@given(TREES, TREES)
def test_without_a_removal_every_name_of_the_base_stays(base: Plain, overlay: Plain) -> None:
    head = "workflow: victim-support\nedition: 2026.1\n"
    try:
        tree = plain(merged(as_map(overlay), head + as_map(base)).tree)
    except DefinitionInvalid as invalid:
        assert {problem.code for problem in invalid.problems} == {"L015"}  # noqa: PT017
    else:
        assert paths(base) <= paths(tree)
        assert paths(overlay) <= paths(tree)


def paths(tree: Plain) -> set[tuple[str, ...]]:
    """The ways to every map and every name, through maps alone."""
    if not isinstance(tree, Mapping):
        return set()
    below = {(name, *path) for name, part in tree.items() for path in paths(part)}
    return below | {(name,) for name in tree}
