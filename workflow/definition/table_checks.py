"""What is wrong with the rows and dates of a decision table, in words: D301, D302, D303."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from workflow.definition.guard_analysis import Cover
from workflow.definition.problems import Mark, Problem
from workflow.definition.reasons import Labels
from workflow.definition.table_files import TableEditionFile

_ONE_DAY = timedelta(days=1)


def row_problems(
    found: Cover, edition: str, rows: Mark, marks: Sequence[Mark], labels: Labels
) -> Iterator[Problem]:
    """D301 where no row fits, D302 where two do; `marks` are those of the rows, in order."""
    if found.too_many:
        text = f'The rows of "{edition}" ask about {found.too_many:,} combinations; too many to '
        help_ = "Ask about fewer columns, or split the table."
        yield Problem(rows, "D301", text + "prove that they are complete.", help_)
    for situation in found.gaps:
        where = situation.text(labels) or "any case"
        text = f'No row of "{edition}" covers {where}.'
        help_ = 'Add a row; where nothing is given, write "give: nothing" and why.'
        yield Problem(rows, "D301", text, help_)
    for (first, second), situations in found.overlaps.items():
        for situation in situations:
            where = situation.text(labels) or "every case"
            text = f'Rows {first + 1} and {second + 1} of "{edition}" both cover {where}.'
            help_ = "Narrow one of them: exactly one row may fit."
            yield Problem(marks[second], "D302", text, help_, related=(marks[first],))


def check_dates(
    editions: Sequence[TableEditionFile], where: Callable[[tuple[str | int, ...]], Mark]
) -> Iterator[Problem]:
    """D303: editions named alike, ending before they begin, overlapping, or leaving days between.

    Two that come into force on one day are no overlap if one was recorded later: it corrects.
    """
    for i, edition in enumerate(editions):
        for text, help_ in _date_findings(edition, editions[:i], editions):
            yield Problem(where(("editions", i)), "D303", text, help_)


def _date_findings(
    edition: TableEditionFile,
    before: Sequence[TableEditionFile],
    all_: Sequence[TableEditionFile],
) -> Iterator[tuple[str, str]]:
    name = edition.edition
    if any(other.edition == name for other in before):
        yield f'There are two editions "{name}".', "Give each a name of its own."
    since = (edition.in_force, edition.recorded_at)
    if twin := next((o for o in before if (o.in_force, o.recorded_at) == since), None):
        text = f'"{name}" and "{twin.edition}" come into force and were recorded on the same days.'
        yield text, 'Give the one that counts a later "recorded_at".'
    corrected = any(o.in_force == since[0] and o.recorded_at > since[1] for o in all_)
    if edition.until is not None and not corrected:
        next_ = min((o.in_force for o in all_ if o.in_force > edition.in_force), default=None)
        yield from _until_findings(name, edition.in_force, edition.until, next_)


def _until_findings(
    name: str, in_force: date, until: date, next_: date | None
) -> Iterator[tuple[str, str]]:
    if until < in_force:
        yield f'"{name}" ends before it begins.', 'Correct "in_force" or "until".'
    elif next_ is not None and until >= next_:
        text = f'"{name}" lasts until {until}, but the next edition begins on {next_}.'
        yield text, f'Write "until: {next_ - _ONE_DAY}", or leave "until" out.'
    elif next_ is not None and until + _ONE_DAY < next_:
        text = f'Nothing is in force from {until + _ONE_DAY} to {next_ - _ONE_DAY}, after "{name}".'
        yield text, 'Leave "until" out, or add an edition for these days; it may give nothing.'
