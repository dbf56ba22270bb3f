"""What somebody probably meant by a name that does not exist."""

from collections.abc import Collection

from rapidfuzz import process

#: How alike two names must be (0..100) for one to be offered instead of the other.
_ALIKE = 70
#: As many names as one line holds.
_MOST_SHOWN = 12


def did_you_mean(name: str, known: Collection[str]) -> str:
    """What to do about an unknown name: the likeliest known one, or all of them.

    >>> did_you_mean("thraet", ["threat", "urgent"])
    'Did you mean "threat"?'
    """
    found = process.extractOne(name, list(known), score_cutoff=_ALIKE)
    if found:
        return f'Did you mean "{found[0]}"?'
    if not known:
        return "Nothing of this kind is declared. Declare it, or remove the mention."
    more = f" and {len(known) - _MOST_SHOWN} more" if len(known) > _MOST_SHOWN else ""
    return f"Known here: {', '.join(sorted(known)[:_MOST_SHOWN])}{more}."
