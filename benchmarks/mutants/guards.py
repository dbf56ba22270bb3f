"""A guard written otherwise, so that it holds at other times."""

import re
from collections.abc import Iterator

_CHOICE = re.compile(r"\b(is(?: not)? \w+(?: or \w+)*) or (\w+)(?= and |\)|$)")
_NUMBER = re.compile(r"\b\d+\b")
_SWAPS = (
    (">=", ">"),
    ("<=", "<"),
    (" and ", " or "),
    ("is not known", "is known"),
    ("is known", "is not known"),
    ("all ", "any "),
)


def altered(guard: str) -> Iterator[str]:
    """Each way in which a guard is written otherwise.

    >>> list(altered("attempts >= 3"))
    ['not (attempts >= 3)', 'attempts >= 4', 'attempts > 3']
    """
    yield f"not ({guard})"
    for change in (_one_more, _one_choice_less):
        if (other := change(guard)) != guard:
            yield other
    for old, new in _SWAPS:
        if old in guard:
            yield guard.replace(old, new, 1)


def _one_more(guard: str) -> str:
    return _NUMBER.sub(lambda found: str(int(found[0]) + 1), guard, count=1)


def _one_choice_less(guard: str) -> str:
    return _CHOICE.sub(lambda found: found[1], guard, count=1)
