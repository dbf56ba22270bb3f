import hashlib
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.definition.identity import content_hash, split_texts
from workflow.definition.reader import Path, Plain, plain, read

NAMES = st.sampled_from(["a", "b", "en", "ur", "messages", "set", "steps", "stages", "کیس"])
PLAIN: st.SearchStrategy[Plain] = st.recursive(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=3),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(NAMES, part, max_size=4),
    max_leaves=12,
)


def hashes(tree: Plain) -> tuple[str, str]:
    rules, texts = split_texts(tree)
    return content_hash(rules), content_hash(texts)


def written(text: str) -> Plain:
    return plain(read(text.encode(), "a.yaml"))


def scalars(tree: Plain, path: Path = ()) -> Iterator[Path]:
    if isinstance(tree, str):
        yield path
        return
    inner = tree.items() if isinstance(tree, Mapping) else enumerate(tree)
    for name, part in inner:
        yield from scalars(part, (*path, name))


def with_another_text_at(tree: Plain, path: Path) -> Plain:
    if isinstance(tree, str):
        return tree + "!"
    if isinstance(tree, Mapping):
        return {
            n: with_another_text_at(p, path[1:]) if n == path[0] else p for n, p in tree.items()
        }
    return [with_another_text_at(p, path[1:]) if n == path[0] else p for n, p in enumerate(tree)]


def reversed_names(tree: Plain, name: str = "") -> Plain:
    """The same with the names of every map in reverse, but for maps whose order has a meaning."""
    if isinstance(tree, str):
        return tree
    if isinstance(tree, Mapping):
        inner = list(tree.items())
        ordered = inner if name in ("stages", "steps") else inner[::-1]
        return {n: reversed_names(part, n) for n, part in ordered}
    return [reversed_names(item) for item in tree]


def test_the_identity_is_the_sha_256_of_the_canonical_json() -> None:
    canonical = '{"a":["x",{"کیس":"1.10"}],"b":{}}'
    assert content_hash({"b": {}, "a": ["x", {"کیس": "1.10"}]}) == (
        hashlib.sha256(canonical.encode()).hexdigest()
    )


@given(PLAIN)
def test_the_order_of_names_does_not_count(tree: Plain) -> None:
    assert content_hash(tree) == content_hash(reversed_names(tree))
    assert hashes(tree) == hashes(reversed_names(tree))


@pytest.mark.parametrize("name", ["stages", "steps"])
def test_the_order_of_stages_and_of_steps_counts(name: str) -> None:
    one: Plain = {name: {"first": {"en": "A"}, "second": {"en": "B"}}}
    other: Plain = {name: {"second": {"en": "B"}, "first": {"en": "A"}}}
    assert content_hash(one) != content_hash(other)
    assert hashes(one)[0] != hashes(other)[0]
    assert hashes(one)[1] == hashes(other)[1]


def test_the_order_of_a_list_counts() -> None:
    assert content_hash(["a", "b"]) != content_hash(["b", "a"])


def test_an_ordered_map_is_not_taken_for_a_list_of_pairs() -> None:
    assert content_hash({"steps": {"a": "1"}}) != content_hash({"steps": [["a", "1"]]})
    assert content_hash({"steps": {"a": "1"}}) != content_hash({"steps": ["true", ["a", "1"]]})


def test_comments_quotation_marks_and_layout_do_not_count() -> None:
    one = written("# a comment\na: {b: 'x', c: [y]}\n")
    other = written('a:\n  c:\n    - "y"   # another\n  b: x\n')
    assert content_hash(one) == content_hash(other)


@given(st.data(), PLAIN.filter(lambda tree: any(True for _ in scalars(tree))))
def test_a_change_of_any_text_changes_exactly_one_of_the_two_hashes(
    data: st.DataObject, tree: Plain
) -> None:
    path = data.draw(st.sampled_from(list(scalars(tree))))
    other = with_another_text_at(tree, path)
    assert content_hash(other) != content_hash(tree)
    changed = [old != new for old, new in zip(hashes(tree), hashes(other), strict=True)]
    assert sum(changed) == 1


TREE = """\
title: {en: Support, ur: معاونت}
languages: [en, ur]
messages:
  late: {en: "{stage} is late.", ur: "تاخیر"}
decisions: [{en: One, ur: ایک, give: PKR 1}]
stages:
  referral:
    en: Referral
    ur: حوالگی
    sla: {within: 3 working days}
    transitions: {agree: {to: support, set: {en: yes, ur: no}}}
"""


def test_words_are_what_stands_under_the_languages() -> None:
    rules, texts = split_texts(written(TREE))
    assert rules == {
        "title": {},
        "languages": ["en", "ur"],
        "messages": {"late": {}},
        "decisions": [{"give": "PKR 1"}],
        "stages": {
            "referral": {
                "sla": {"within": "3 working days"},
                "transitions": {"agree": {"to": "support", "set": {"en": "yes", "ur": "no"}}},
            }
        },
    }
    assert texts == {
        "title": {"en": "Support", "ur": "معاونت"},
        "messages": {"late": {"en": "{stage} is late.", "ur": "تاخیر"}},
        "decisions": {"0": {"en": "One", "ur": "ایک"}},
        "stages": {"referral": {"en": "Referral", "ur": "حوالگی"}},
    }


def test_a_corrected_spelling_leaves_the_rules_alone() -> None:
    corrected = TREE.replace("معاونت", "معاونتِ")
    assert hashes(written(corrected))[0] == hashes(written(TREE))[0]
    assert hashes(written(corrected))[1] != hashes(written(TREE))[1]


def test_a_changed_limit_leaves_the_words_alone() -> None:
    changed = TREE.replace("3 working days", "2 working days")
    assert hashes(written(changed))[0] != hashes(written(TREE))[0]
    assert hashes(written(changed))[1] == hashes(written(TREE))[1]


def test_a_message_cannot_be_taken_away_as_if_it_were_a_correction() -> None:
    fewer = TREE.replace('  late: {en: "{stage} is late.", ur: "تاخیر"}\n', "  {}\n")
    assert hashes(written(fewer))[0] != hashes(written(TREE))[0]
