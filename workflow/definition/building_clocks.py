"""From written clocks, ladders and notices to rules."""

from collections.abc import Iterable, Mapping

from workflow.definition.definition import ClockRule, LadderRung, Notice, Path
from workflow.definition.fields import Kind
from workflow.definition.model import Clock, Rung, Tell
from workflow.definition.naming import Names
from workflow.definition.words import Words

#: Words of `from` and `until` that are not names.
WHEN_IT_APPLIES = "when it applies"
_FROM = ("entry", "opened")
_UNTIL = ("assigned", "contacted")
#: In a `late` notice: whom the rung itself tells.
LADDER = "ladder"


def notices(names: Names, path: Path, tells: Iterable[Tell]) -> tuple[Notice, ...]:
    """Who hears what; `ladder` in a `late` notice stands for the rung's own people."""
    late = path == ("notify", "late")
    built = []
    for i, tell in enumerate(tells):
        here = (*path, i)
        names.known((*here, "say"), tell.say, names.file.messages, "message")
        # The rung's people stand in its `tell`, so here nothing is left to say of them.
        people = (t for t in tell.tell if not (late and t == LADDER))
        built.append(Notice(names.told((*here, "tell"), people), tell.say))
    return tuple(built)


def check_ladders(names: Names) -> None:
    """Every ladder, also one that no clock of this workflow names."""
    for ladder in names.file.ladders:
        rungs(names, ladder)


def rungs(names: Names, ladder: str) -> tuple[LadderRung, ...]:
    """The rungs of a ladder that exists."""
    return tuple(
        _rung(names, ("ladders", ladder, i), rung)
        for i, rung in enumerate(names.file.ladders[ladder])
    )


def _rung(names: Names, path: Path, written: Rung) -> LadderRung:
    if written.say is not None:
        names.known((*path, "say"), written.say, names.file.messages, "message")
    return LadderRung(
        at=written.at,
        tell=names.told((*path, "tell"), written.tell),
        say=written.say or "",
        do=written.do or "",
    )


def clock(
    names: Names, path: Path, *, scope: str, region: str, words: Words, written: Clock, id_: str
) -> ClockRule:
    """One clock; `words` are those of its place where it has none of its own."""
    _one_limit(names, path, written)
    ladder = written.escalate
    if ladder is not None:
        names.known((*path, "escalate"), ladder, names.file.ladders, "ladder")
    return ClockRule(
        id=id_,
        words=_words(names, path, written, words),
        scope=scope,
        region=region,
        limit=written.within,
        until_date=_until_date(names, path, written),
        from_=_from(names, path, scope, written.from_),
        until=_until(names, path, scope, written.until),
        when=names.guard((*path, "when"), written.when),
        pause_for=names.all_known(
            (*path, "pause_for"), written.pause_for, names.file.pauses, "pause"
        ),
        reminders=written.remind,
        ladder=ladder or "",
        rungs=rungs(names, ladder) if ladder in names.file.ladders else (),
        on_return=written.on_return,
        extend=names.all_known(
            (*path, "extend"), written.extend, names.file.extensions, "extension"
        ),
        firm=written.firm or "",
        class_=written.class_,
        legal_basis=names.sources((*path, "legal_basis"), written.legal_basis),
        path=path,
    )


def _words(names: Names, path: Path, written: Clock, of_place: Words) -> Words:
    """A named clock is called something of its own; the clock of a place may be."""
    if written.en is not None and written.ur is not None:
        return Words(written.en, written.ur)
    if written.en is not None or written.ur is not None or path[-2] == "clocks":
        names.wrong(
            path,
            "L008",
            "This clock has no name in both languages.",
            'Write "en: …" and "ur: …" here.',
        )
    return of_place


def _one_limit(names: Names, path: Path, written: Clock) -> None:
    if (written.within is None) == (written.until_date is None):
        names.wrong(
            path,
            "L008",
            "A clock needs exactly one limit.",
            'Write either "within: 3 working days" or "until_date: FIELD".',
        )


def _until_date(names: Names, path: Path, written: Clock) -> str:
    if written.until_date is None:
        return ""
    here = (*path, "until_date")
    names.field(here, written.until_date)
    names.of_kind(here, written.until_date, (Kind.DATE,), "This clock is due on a date")
    return written.until_date


def _steps(names: Names, scope: str) -> Mapping[str, object]:
    stage = names.file.stages.get(scope.partition(".")[0])
    return stage.steps if stage else {}


def _from(names: Names, path: Path, scope: str, text: str) -> tuple[str, str]:
    if text in _FROM:
        return text, ""
    if text == WHEN_IT_APPLIES:
        return "applies", ""
    if text in _steps(names, scope):
        return "place", f"{scope.partition('.')[0]}.{text}"
    here = (*path, "from")
    known = (*_FROM, WHEN_IT_APPLIES, *_steps(names, scope), *names.file.fields)
    names.known(here, text, known, "field or step")
    names.of_kind(here, text, (Kind.DATE, Kind.INSTANT), "A clock counts from a date")
    return "field", text


def _until(names: Names, path: Path, scope: str, text: str | None) -> tuple[str, str]:
    if text is None:
        return "leaving", ""
    if text in _UNTIL:
        return text, ""
    if text in _steps(names, scope):
        return "place", f"{scope.partition('.')[0]}.{text}"
    known = (*_UNTIL, *_steps(names, scope), *names.file.fields)
    names.known((*path, "until"), text, known, "field or step")
    return "field", text
