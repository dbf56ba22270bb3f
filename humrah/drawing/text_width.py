"""How wide a text will be, near enough, without a font: nothing is measured on any screen."""

import unicodedata
from collections.abc import Iterator

#: Shares of the size of the type, for a plain sans-serif; a little wide rather than narrow.
_NARROW, _USUAL, _WIDE, _ARABIC = 0.32, 0.56, 0.85, 0.49
_THIN = frozenset("iljtfrI.,:;'()[]|!- ·،۔")
_BROAD = frozenset("mwMWOQGCD@%&")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line of text in that size.

    >>> width("ill", 10) < width("one", 10) < width("WWW", 10)
    True
    """
    return sum(map(_share, text)) * size * (1.07 if bold else 1)


def _share(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if char in _THIN:
        return _NARROW
    if unicodedata.bidirectional(char) in ("R", "AL"):
        return _ARABIC
    return _WIDE if char in _BROAD else _USUAL


def lines(text: str, size: float, at_most: float, *, bold: bool = False) -> list[str]:
    """The text in lines of at most that width; a longer word stands alone.

    >>> lines("Being checked by the department", 10, 90)
    ['Being checked by', 'the department']
    """
    return list(_lines(text, size, at_most, bold=bold))


def _lines(text: str, size: float, at_most: float, *, bold: bool) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size, bold=bold) > at_most:
            yield line
            longer = word
        line = longer
    yield line
