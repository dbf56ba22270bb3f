"""What is wrong with a file that is not readable YAML, in plain words.

libyaml speaks of tokens and blocks; here each of its complaints is put as what an administrator
did and can undo. Where the mistake is, and what else the file holds, is left to `reader.py`.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why reading stopped."""

    code: str
    text: str
    to_do: str
    #: The mistake is rather where the unfinished part began than where reading stopped.
    where_it_began: bool = False


_TAB = Explanation(
    "L003",
    "A tab stands where spaces belong.",
    "Indent with spaces only.",
)
_NO_BEGINNING = Explanation(
    "L003",
    'A text cannot begin with "{at}".',
    "Put the whole text in quotation marks.",
)
_INDENTED = Explanation(
    "L003",
    "A line is indented differently from its neighbours, or something follows a closing quotation "
    "mark or bracket. The part that cannot be read began at line {began}.",
    "Line up names that belong together; put a text that holds one kind of quotation mark in the "
    "other kind.",
)

#: A part of libyaml's complaint, and what it means; the first that fits is taken.
_MEANINGS = (
    (
        "quoted scalar found unexpected",
        Explanation(
            "L003",
            "The quotation mark that opens here is never closed.",
            "Close it; put a text that holds one kind of quotation mark in the other kind.",
            where_it_began=True,
        ),
    ),
    (
        "quoted scalar",
        Explanation(
            "L003",
            'A backslash (\\) has a meaning of its own in a text in "double" quotation marks.',
            "Use 'single' quotation marks, or write the backslash twice.",
        ),
    ),
    ("tab character", _TAB),
    ("cannot start any token", _NO_BEGINNING),
    (
        "anchor",
        Explanation(
            "L005",
            "A text that begins with & is read as an anchor, and those are not allowed.",
            "Put the text in quotation marks.",
        ),
    ),
    (
        "alias",
        Explanation(
            "L005",
            "A text that begins with * is read as an alias, and those are not allowed.",
            "Put the text in quotation marks.",
        ),
    ),
    (
        "tag",
        Explanation(
            "L005",
            "A text that begins with ! is read as a tag, and those are not allowed.",
            "Put the text in quotation marks.",
        ),
    ),
    (
        "block scalar",
        Explanation(
            "L003",
            "After | or > the text begins on the next line.",
            "Begin a new line; a text that begins with | or > needs quotation marks.",
        ),
    ),
    (
        "could not find expected ':'",
        Explanation(
            "L003",
            "This line has no colon, so it is neither a name nor part of a text.",
            'Write it as "name: value", or indent it further than the name it belongs to.',
            where_it_began=True,
        ),
    ),
    (
        "mapping values",
        Explanation(
            "L003",
            "A colon stands in the middle of a text, or the line is indented differently from its "
            "neighbours.",
            "Put a text with a colon in quotation marks, or line the names up.",
        ),
    ),
    (
        "sequence entries",
        Explanation(
            "L003",
            "An item of a list (-) cannot begin here.",
            "Put the first item on the line below the name of the list.",
        ),
    ),
    (
        "'-' indicator",
        Explanation(
            "L003",
            "This line is not an item of the list that began at line {began}, nor does it end it.",
            "Begin each item with - below the first one, and what follows the list further left.",
        ),
    ),
    (
        "',' or",
        Explanation(
            "L003",
            "The bracket that opens at line {began} is not closed, or a comma is missing.",
            "Close each { with } and each [ with ], and put a comma between items.",
        ),
    ),
    (
        "node content",
        Explanation(
            "L003",
            "A name or a value is missing here, or a bracket is closed that was never opened.",
            "Write what is missing, or remove the comma or bracket.",
        ),
    ),
    (
        "document start",
        Explanation(
            "L003",
            "This does not belong to the map above, or something follows a closing bracket.",
            "Line up names that belong together, or remove what follows the bracket.",
        ),
    ),
    ("expected key", _INDENTED),
    ("mapping keys", _INDENTED),
)
_ANY_OTHER = Explanation(
    "L003",
    "What is written here cannot be read.",
    "Check quotation marks, brackets and indentation, here and in the line above.",
)


def explained(complaint: str, *, at: str, began: int) -> Explanation:
    """What libyaml's `complaint` means, with the character `at` which it stopped.

    `began` is the line of the part that could not be finished.
    """
    if at == "\t":
        meaning = _TAB
    else:
        meaning = next((found for part, found in _MEANINGS if part in complaint), _ANY_OTHER)
    text = meaning.text.replace("{at}", at).replace("{began}", str(began))
    return replace(meaning, text=text)
