"""The text of a guard, read into its tree: the only expressions of the language.

The only module that knows `lark`; none of its own words reach an administrator. `X is V or W` binds
the next word to the list unless that word begins a term of its own (`or W is …`, `or W >= …`, `or
not …`, `or all …`); a yes/no field after such a list is written `or (W)`. So the shape of a guard
never depends on what the fields are, and `guard_types.py` can say that W is not a value of X.
"""

import re
from datetime import date
from functools import cache
from typing import cast

from lark import Lark, Token, Transformer, UnexpectedInput, UnexpectedToken, v_args

from workflow.definition.fields import BadValue, FieldType, Kind, parse_value
from workflow.definition.guards import (
    And,
    Attempts,
    Compare,
    Consent,
    Finished,
    Guard,
    Includes,
    Is,
    Known,
    Not,
    Op,
    Or,
    Within,
    Yes,
)
from workflow.definition.problems import Mark, Problem

#: Words of the grammar; no field, option or child may be called so.
_KEYWORDS = "and or not is known includes within all any finished attempts"
RESERVED = frozenset(_KEYWORDS.split())
MAX_CHARACTERS = 2_000
MAX_NODES = 200
MAX_DAYS = 3_650
MAX_ATTEMPTS = 1_000

_END = r"(?![\w-])"
_NAME = r"[a-z][a-z0-9_-]*" + _END
_RESERVED = "(?:" + "|".join(sorted(RESERVED)) + ")" + _END
_TERM_BEGINS = rf"{_RESERVED}|consent\s+for{_END}"
_TERM_GOES_ON = rf"\s+(?:is|includes){_END}|\s*[=<>!]"
_GRAMMAR = rf"""
    ?start: either
    ?either: both (_OR both)*
    ?both: term (_AND term)*
    ?term: _NOT term                         -> negation
         | "(" either ")"
         | NAME                              -> yes
         | NAME _IS options                  -> one_of
         | NAME _IS _NOT options             -> none_of
         | NAME _IS _KNOWN                   -> known
         | NAME _IS _NOT _KNOWN              -> not_known
         | NAME _INCLUDES options            -> includes
         | NAME OP LITERAL                   -> comparison
         | _WITHIN LITERAL _DAYS _OF NAME    -> within
         | _ALL NAME _FINISHED               -> all_finished
         | _ANY NAME _FINISHED               -> any_finished
         | CONSENT NAME                      -> consent
         | ATTEMPTS OP LITERAL               -> attempts
    options: NAME OR_NAME*

    OR_NAME.3: /or\s+(?!{_TERM_BEGINS}){_NAME}(?!{_TERM_GOES_ON})/
    _OR.2: /or{_END}/
    _AND.2: /and{_END}/
    _NOT.2: /not{_END}/
    _IS.2: /is{_END}/
    _KNOWN.2: /known{_END}/
    _INCLUDES.2: /includes{_END}/
    _WITHIN.2: /within{_END}/
    _DAYS.2: /days?{_END}/
    _OF.2: /of{_END}/
    _ALL.2: /all{_END}/
    _ANY.2: /any{_END}/
    _FINISHED.2: /finished{_END}/
    CONSENT.2: /consent\s+for{_END}/
    ATTEMPTS.2: /attempts{_END}/
    OP: /[<>!]=|[<>]|=(?!=)/
    LITERAL: /(?:PKR\s*[\d,]+|-?\d[\d,]*%?|\d{{4}}-\d\d-\d\d)(?![\w.-])/
    NAME: /(?!{_RESERVED}){_NAME}/
    %ignore /\s+/
"""


def parse(text: str, mark: Mark) -> Guard | Problem:
    """The guard that `text` means, or what is wrong with it.

    `mark` is where the text begins; a problem points at the place inside it.

    >>> parse("urgent and threat is not none", Mark("a.yaml", 3, 9)).parts[1].values
    ('none',)
    """
    if len(text) > MAX_CHARACTERS:
        return _too_big(mark, f"has {len(text):,} characters; at most {MAX_CHARACTERS:,} are read")
    try:
        guard: Guard = _parser().parse(text)  # type: ignore[assignment]
    except UnexpectedInput as unexpected:
        return _unreadable(text, mark, unexpected)
    except _BadLiteral as bad:
        return Problem(_within_text(mark, bad.at), "G203", bad.text, _FIGURE)
    size = _size(guard)
    if size > MAX_NODES:
        return _too_big(mark, f"has {size} parts; at most {MAX_NODES} are read")
    return guard


def _too_big(mark: Mark, how: str) -> Problem:
    help_ = "Record the question as a field of its own, or split the transition in two."
    return Problem(mark, "G203", f"This condition {how}.", help_)


def _within_text(mark: Mark, offset: int) -> Mark:
    return Mark(mark.file, mark.line, mark.column + offset)


def _size(guard: Guard) -> int:
    """Terms and connectives together, counted without recursion: it runs before the cap."""
    size, waiting = 0, [guard]
    while waiting:
        size += 1
        match waiting.pop():
            case Not(inner):
                waiting.append(inner)
            case And(parts) | Or(parts):
                waiting.extend(parts)
            case _:
                pass
    return size


class _BadLiteral(Exception):
    """A figure or a date that no field could hold."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        super().__init__(text)


@v_args(inline=True)
class _Build(Transformer[Token, Guard]):
    """What each rule of the grammar becomes; run while parsing, so depth costs no recursion."""

    def either(self, *parts: Guard) -> Guard:
        return Or(
            tuple(p for part in parts for p in (part.parts if isinstance(part, Or) else (part,)))
        )

    def both(self, *parts: Guard) -> Guard:
        return And(
            tuple(p for part in parts for p in (part.parts if isinstance(part, And) else (part,)))
        )

    def negation(self, inner: Guard) -> Guard:
        return Not(inner)

    def options(self, *names: Token) -> tuple[str, ...]:
        return tuple(re.sub(r"^or\s+", "", name) for name in names)

    def yes(self, name: Token) -> Guard:
        return Yes(str(name), at=_at(name))

    def one_of(self, name: Token, options: tuple[str, ...]) -> Guard:
        return Is(str(name), options, at=_at(name))

    def none_of(self, name: Token, options: tuple[str, ...]) -> Guard:
        return Is(str(name), options, wanted=False, at=_at(name))

    def known(self, name: Token) -> Guard:
        return Known(str(name), at=_at(name))

    def not_known(self, name: Token) -> Guard:
        return Known(str(name), wanted=False, at=_at(name))

    def includes(self, name: Token, options: tuple[str, ...]) -> Guard:
        return Includes(str(name), options, at=_at(name))

    def comparison(self, name: Token, op: Token, literal: Token) -> Guard:
        kind, value = _literal(literal)
        return Compare(str(name), Op(op), value, kind, at=_at(name))

    def within(self, days: Token, name: Token) -> Guard:
        return Within(str(name), _count(days, low=1, high=MAX_DAYS), at=_at(name))

    def all_finished(self, name: Token) -> Guard:
        return Finished(str(name), every=True, at=_at(name))

    def any_finished(self, name: Token) -> Guard:
        return Finished(str(name), every=False, at=_at(name))

    def consent(self, phrase: Token, purpose: Token) -> Guard:
        return Consent(str(purpose), at=_at(phrase))

    def attempts(self, word: Token, op: Token, literal: Token) -> Guard:
        return Attempts(Op(op), _count(literal, low=0, high=MAX_ATTEMPTS), at=_at(word))


def _at(token: Token) -> int:
    return token.start_pos or 0


def _literal(token: Token) -> tuple[Kind, int | date]:
    kind = next((kind for kind, shape in _SHAPES if shape.search(token)), Kind.NUMBER)
    try:
        return kind, cast("int | date", parse_value(FieldType(kind), str(token)))
    except BadValue as bad:
        raise _BadLiteral(bad.words.en, _at(token)) from None


def _count(token: Token, *, low: int, high: int) -> int:
    if not token.isdecimal() or not low <= int(token) <= high:
        raise _BadLiteral(f'"{token}" is not a whole number from {low} to {high:,}.', _at(token))
    return int(token)


@cache
def _parser() -> Lark:
    return Lark(_GRAMMAR, parser="lalr", lexer="contextual", transformer=_Build())


def _unreadable(text: str, mark: Mark, unexpected: UnexpectedInput) -> Problem:
    """The finding in our words: what stands there, behind what, and what to write."""
    at = _position(text, unexpected)
    before = next(reversed(_WORDS.findall(text[:at])), "")
    behind = f' after "{before}"' if before else ""
    rest = _WORDS.match(text, at)
    sentence, instead = _misplaced(rest[0], behind) if rest else _early_end(text, behind)
    help_ = instead or _FOLLOWS.get(before, _GENERAL)
    return Problem(_within_text(mark, at), "G203", sentence, help_)


def _position(text: str, unexpected: UnexpectedInput) -> int:
    """Where reading failed; at the end lark points at the last word it understood."""
    if isinstance(unexpected, UnexpectedToken) and unexpected.token.type == "$END":
        return len(text.rstrip())
    return cast("int", unexpected.pos_in_stream)


def _misplaced(found: str, behind: str) -> tuple[str, str]:
    return f'"{found[:40]}" cannot stand here{behind} in a condition.', _instead(found)


def _early_end(text: str, behind: str) -> tuple[str, str]:
    if not text.strip():
        return "This condition is empty.", _GENERAL
    if text.count("(") > text.count(")"):
        return 'A "(" is not closed in this condition.', 'Add the missing ")".'
    return f"This condition stops too early{behind}.", ""


def _instead(found: str) -> str:
    """What was probably meant by a word of another language; "" if nothing comes to mind."""
    meant = _FOREIGN.get(found, found.lower())
    if meant != found:
        return f'Write "{meant}" instead.'
    if found[0] in "\"'":
        return "Write the value without quotation marks."
    return "" if found.isascii() else "Write the id of the field or value, in small Latin letters."


_SHAPES = (
    (Kind.MONEY, re.compile("^PKR")),
    (Kind.PERCENT, re.compile("%$")),
    (Kind.DATE, re.compile(r"^\d{4}-")),
)
_WORDS = re.compile(r"\"[^\"]*\"?|'[^']*'?|[\w.-]+|[()]|[^\w\s()]+")
_FOREIGN = {"&&": "and", "&": "and", "||": "or", "|": "or", "!": "not", "==": "=", "<>": "!="}
_GENERAL = "A condition is written like: urgent and threat is not none."
_TERM = 'Write a field, "not", "(", or a phrase such as: all referrals finished.'
_FINISHED = "Write it like: all referrals finished, any referrals finished."
_WITHIN = "Write it like: within 30 days of incident_date."
_FIGURE = "Write 40, 40%, PKR 1000000 or 2027-03-08; values of a choice go with: threat is low."
_FOLLOWS = {
    "is": 'Write a value of the field, "not" or "known"; a figure goes with "=": age = 18.',
    "includes": "Write a value of the field, for example: needs includes medical.",
    "not": "Write what must not be, for example: not urgent, or: threat is not low.",
    "and": _TERM,
    "or": _TERM,
    "all": _FINISHED,
    "any": _FINISHED,
    "within": _WITHIN,
    "days": _WITHIN,
    "of": _WITHIN,
    **dict.fromkeys(("=", "!=", "<", ">", "<=", ">="), _FIGURE),
    "for": "Write the purpose, for example: consent for sharing.",
    "attempts": "Write it like: attempts >= 3.",
}
