"""The identity of what was written: one hash over the rules, one over the words.

A case is pinned to the hash of the rules of its merged definition. The words an officer reads have
a hash of their own, because a corrected spelling reaches pinned cases and a changed rule must not.
Both cover everything in the merged file, used or not: what is used is a question with many
answers, what is written has one. Comments, layout and the order of names do not count, except
where order has a meaning: the first stage is where a case begins, and the first step a stage.
"""

import hashlib
import json
from collections.abc import Mapping

from workflow.definition.reader import Plain

#: Maps whose order is part of what they say.
_ORDERED = frozenset({"stages", "steps"})
_LANGUAGES = frozenset({"en", "ur"})
#: Maps from the names of fields, where `en` or `ur` would be a field and not a language.
_OF_FIELDS = frozenset({"set", "inputs", "gives"})

#: What canonical JSON is made of; the language itself has texts only, so `True` can mark an order.
_Json = str | bool | list["_Json"] | dict[str, "_Json"]


def content_hash(value: Plain) -> str:
    """SHA-256, in hexadecimal, of the canonical JSON: sorted names, UTF-8, no spaces.

    >>> content_hash({"a": "1", "b": ["2"]}) == content_hash({"b": ["2"], "a": "1"})
    True
    >>> content_hash({"steps": {"a": "1", "b": "2"}}) == content_hash(
    ...     {"steps": {"b": "2", "a": "1"}}
    ... )
    False
    """
    canonical = json.dumps(
        _canonical(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _canonical(value: Plain, *, ordered: bool = False) -> _Json:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        parts = {name: _canonical(part, ordered=name in _ORDERED) for name, part in value.items()}
        return [True, *([name, part] for name, part in parts.items())] if ordered else parts
    return [_canonical(item) for item in value]


def split_texts(value: Plain) -> tuple[Plain, Plain]:
    """The rules and the words: every scalar of `value` is in exactly one of the two.

    Words are what stands under `en` and `ur`. They keep their names but not their order; an item
    of a list is named by its position. The rules keep the name of every item that has words, so
    that no message can be added or taken away without a change of the rules.

    >>> split_texts({"closed": {"en": "Closed", "ur": "بند", "by": ["officer"]}})
    ({'closed': {'by': ['officer']}}, {'closed': {'en': 'Closed', 'ur': 'بند'}})
    """
    return _rules(value), _words(value)


def _rules(value: Plain) -> Plain:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {
            name: part if name in _OF_FIELDS else _rules(part)
            for name, part in value.items()
            if not _is_word(name, part)
        }
    return [_rules(item) for item in value]


def _words(value: Plain) -> dict[str, Plain]:
    if isinstance(value, str):
        return {}
    parts = (
        value if isinstance(value, Mapping) else {str(at): item for at, item in enumerate(value)}
    )
    found: dict[str, Plain] = {
        name: part if _is_word(name, part) else _words(part)
        for name, part in sorted(parts.items())
        if name not in _OF_FIELDS
    }
    return {name: part for name, part in found.items() if part != {}}


def _is_word(name: str, value: Plain) -> bool:
    return name in _LANGUAGES and isinstance(value, str)
