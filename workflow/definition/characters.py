"""Which characters a definition may hold, so that it reads on the screen as the engine reads it.

Refused are control characters, all line breaks but the ordinary ones, spaces that only look like
one, and every character that is invisible, turns the direction of the text or is different on
each computer. The one exception is the zero-width non-joiner between letters of the Arabic script,
where Urdu spelling needs it. Sources: Unicode 15, Default_Ignorable_Code_Point; Unicode Technical
Standard 39; Boucher and Anderson, "Trojan Source" (2021), for the direction controls.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

#: Letters and vowel signs of the Arabic script, without its digits and punctuation.
_ARABIC = (
    "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08e1"
)
_NOT_ALLOWED = re.compile(
    r"\r(?!\n)"
    rf"|\u200c(?![{_ARABIC}])|(?<![{_ARABIC}])\u200c"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5"
    r"\u180b-\u180f\u2000-\u200b\u200d-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    r"\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_LINE_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
#: More marks than this on one letter are no word of any language, and putting n of them in their
#: normal order takes n² steps. Source: Unicode Standard Annex 15, Stream-Safe Text Format.
MOST_MARKS = 30


def not_allowed(text: str) -> Iterator[int]:
    """Where `text` holds a character that is not allowed, counted from 0."""
    return (found.start() for found in _NOT_ALLOWED.finditer(text))


def without(text: str) -> str:
    """`text` with each such character made visible, at the same places.

    >>> without("a" + chr(0x202E) + "b")
    'a�b'
    """
    return _NOT_ALLOWED.sub(lambda found: "\n" if found[0] in _LINE_BREAKS else "\ufffd", text)


def what_is_wrong_with(char: str) -> tuple[str, str]:
    """Why a character is not allowed, and what to do."""
    named = f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()
    if char == "\ufeff":
        return f"Here is a byte order mark ({named}).", "Save the file as UTF-8 without BOM."
    if char in _LINE_BREAKS:
        return f"Here is an unusual line break ({named}).", "Put an ordinary line break there."
    if unicodedata.category(char) == "Zs":
        return f"Here is a character that only looks like a space ({named}).", "Type a space."
    return (
        f"Here is an invisible character ({named}), which can make a text read differently "
        "from what it says.",
        "Delete it. If the text was pasted, type it again.",
    )


def has_a_heap_of_marks(text: str) -> bool:
    """Whether a letter carries more than `MOST_MARKS` combining marks."""
    if len(text) <= MOST_MARKS:
        return False
    runs = groupby(text, key=lambda char: unicodedata.combining(char) > 0)
    return any(marks and sum(1 for _ in run) > MOST_MARKS for marks, run in runs)


def shown(text: str) -> str:
    """`text` in quotation marks, fit for one line of a message.

    >>> shown("a   b" + 50 * "c")
    '"a bcccccccccccccccccccccccccccccccccccc…"'
    """
    line = " ".join(without(text).split())
    return f'"{line}"' if len(line) <= 40 else f'"{line[:39]}…"'
