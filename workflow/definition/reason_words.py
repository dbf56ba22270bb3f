"""The sentences of unmet guards, English and Urdu side by side; nothing is decided here.

`needed` says whether the term must hold or must not.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from workflow.definition.fields import Kind, Value
from workflow.definition.guards import Op
from workflow.definition.words import Words

_ANSWER = {True: Words("yes", "ہاں"), False: Words("no", "نہیں")}


def yes_no(needed: bool, label: Words) -> Words:
    """`X`: a yes/no question."""
    need, now = _ANSWER[needed], _ANSWER[not needed]
    return Words(
        f'"{label.en}" must be {need.en}; it is {now.en}.',
        f"«{label.ur}» کا جواب «{need.ur}» ہونا ضروری ہے؛ ابھی «{now.ur}» ہے۔",
    )


def either(names: Iterable[Words]) -> Words:
    """The names with "or" between them."""
    named = tuple(names)
    return Words(
        " or ".join(f'"{name.en}"' for name in named), " یا ".join(f"«{name.ur}»" for name in named)
    )


def is_(needed: bool, options: Words, chosen: Words, label: Words) -> Words:
    """`X is V or W`; `options` are those of the guard, `chosen` the one of the case."""
    if needed:
        return Words(
            f'"{label.en}" must be {options.en}; it is "{chosen.en}".',
            f"«{label.ur}» میں {options.ur} ہونا ضروری ہے؛ ابھی «{chosen.ur}» ہے۔",
        )
    return Words(
        f'"{label.en}" must not be {options.en}; it is "{chosen.en}".',
        f"«{label.ur}» میں {options.ur} نہیں ہونا چاہیے؛ ابھی «{chosen.ur}» ہے۔",
    )


def includes(needed: bool, options: Words, label: Words) -> Words:
    """`X includes V or W`."""
    if needed:
        return Words(
            f'"{label.en}" must include {options.en}.',
            f"«{label.ur}» میں {options.ur} شامل ہونا ضروری ہے۔",
        )
    return Words(
        f'"{label.en}" must not include {options.en}.',
        f"«{label.ur}» میں {options.ur} شامل نہیں ہونا چاہیے۔",
    )


def must_be_empty(label: Words) -> Words:
    """`X is not known`."""
    return Words(
        f'"{label.en}" must not be recorded for this; it is.',
        f"اس کے لیے «{label.ur}» درج نہیں ہونا چاہیے؛ یہ درج ہے۔",
    )


#: What holds when the comparison does not.
OPPOSITE = {
    Op.EQUAL: Op.OTHER,
    Op.OTHER: Op.EQUAL,
    Op.LESS: Op.AT_LEAST,
    Op.AT_LEAST: Op.LESS,
    Op.MORE: Op.AT_MOST,
    Op.AT_MOST: Op.MORE,
}
_FIGURES = {
    Op.EQUAL: Words("{}", "{}"),
    Op.OTHER: Words("other than {}", "{} کے علاوہ"),
    Op.LESS: Words("less than {}", "{} سے کم"),
    Op.MORE: Words("more than {}", "{} سے زیادہ"),
    Op.AT_MOST: Words("at most {}", "زیادہ سے زیادہ {}"),
    Op.AT_LEAST: Words("at least {}", "کم از کم {}"),
}
_DAYS = {
    Op.EQUAL: Words("{}", "{}"),
    Op.OTHER: Words("a day other than {}", "{} کے علاوہ"),
    Op.LESS: Words("before {}", "{} سے پہلے"),
    Op.MORE: Words("after {}", "{} کے بعد"),
    Op.AT_MOST: Words("{} or before", "{} یا اس سے پہلے"),
    Op.AT_LEAST: Words("{} or after", "{} یا اس کے بعد"),
}


def compare(op: Op, kind: Kind, bound: int | date, value: Value, label: Words) -> Words:
    """`X >= 40`; `kind` is what the bound was written as."""
    phrase = (_DAYS if kind is Kind.DATE else _FIGURES)[op]
    needed, now = written(kind, bound), written(kind, value)
    return Words(
        f'"{label.en}" must be {phrase.en.format(needed)}; it is {now}.',
        f"«{label.ur}» {phrase.ur.format(needed)} ہونا ضروری ہے؛ ابھی {now} ہے۔",
    )


def written(kind: Kind, value: object) -> str:
    """A figure or a date as it is printed in either language.

    >>> written(Kind.MONEY, 1000000)
    'PKR 1,000,000'
    """
    shapes = {Kind.MONEY: "PKR {:,}", Kind.PERCENT: "{}%", Kind.NUMBER: "{:,}"}
    return shapes.get(kind, "{}").format(value)


def within(needed: bool, days: int, begun: date, label: Words) -> Words:
    """`within 30 days of X`."""
    last = begun + timedelta(days=days)
    if needed:
        return Words(
            f'This is possible only within {days} days of "{label.en}", until {last}.',
            f"یہ صرف «{label.ur}» کے {days} دن کے اندر، {last} تک، ممکن ہے۔",
        )
    return Words(
        f'This is possible only when {days} days have passed since "{label.en}", after {last}.',
        f"یہ صرف «{label.ur}» کے {days} دن گزرنے پر، {last} کے بعد، ممکن ہے۔",
    )


def finished(every: bool, needed: bool, count: tuple[int, int], name: Words) -> Words:
    """`all NAME finished` or `any NAME finished`; `count` is (finished, all)."""
    done, total = count
    words = {
        (True, True): Words(
            f'All of "{name.en}" must be finished; {total - done} of {total} still open.',
            f"«{name.ur}» کا مکمل ہونا ضروری ہے؛ {total} میں سے {total - done} ابھی جاری ہے۔",
        ),
        (False, True): Words(
            f'At least one of "{name.en}" must be finished; there is none yet.',
            f"«{name.ur}» میں سے کم از کم ایک کا مکمل ہونا ضروری ہے؛ ابھی کوئی نہیں۔",
        ),
        (True, False): Words(
            f'This is possible only while one of "{name.en}" is still open.',
            f"یہ صرف اس وقت ممکن ہے جب «{name.ur}» میں سے کوئی جاری ہو۔",
        ),
        (False, False): Words(
            f'This is possible only before one of "{name.en}" is finished.',
            f"یہ صرف اس وقت ممکن ہے جب «{name.ur}» میں سے کوئی مکمل نہ ہوا ہو۔",
        ),
    }
    return words[every, needed]


def consent(needed: bool, given: bool | None, purpose: Words) -> Words:
    """`consent for X`; `given` is None when nobody has asked."""
    if given is None:
        return Words(
            f'Record first whether there is consent for "{purpose.en}".',
            f"پہلے درج کریں کہ «{purpose.ur}» کے لیے رضامندی ہے یا نہیں۔",
        )
    if needed:
        return Words(
            f'There is no consent for "{purpose.en}".', f"«{purpose.ur}» کے لیے رضامندی نہیں ہے۔"
        )
    return Words(
        f'This is possible only without consent for "{purpose.en}"; there is consent.',
        f"یہ صرف «{purpose.ur}» کی رضامندی کے بغیر ممکن ہے؛ رضامندی موجود ہے۔",
    )


def attempts(op: Op, count: int, made: int) -> Words:
    """`attempts >= 3`."""
    phrase = _FIGURES[op]
    return Words(
        f"The attempts to reach the victim must be {phrase.en.format(count)}; there are {made}.",
        f"متاثرہ فرد سے رابطے کی کوششیں {phrase.ur.format(count)} ہونا ضروری ہیں؛ ابھی {made} ہیں۔",
    )
