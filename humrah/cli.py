"""The command line: every answer is a sentence, a table or JSON, and never a traceback.

What a command does is in modules of its own; here are its words, and the one place in which errors
become exit codes: 0 well, 1 something is wrong with what was asked about, 2 it could not be asked.
"""

import json
import sys
from collections.abc import Sequence
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from humrah.drawing.mermaid import mermaid
from humrah.drawing.scxml import scxml
from humrah.drawing.svg import svg
from humrah.due_date import due_date
from humrah.findings import errors_of, findings_at
from humrah.library import NotFound, library_of
from humrah.play import render
from humrah.stories import story, told
from workflow.definition.definition import Definition
from workflow.definition.problems import DefinitionInvalid
from workflow.definition.schema import schema as schema_of_kind
from workflow.definition.schema import schema_of
from workflow.definition.spelling import did_you_mean
from workflow.errors import WorkflowError
from workflow.scenarios.model import ScenarioFile

app = typer.Typer(
    name="humrah",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Humrah walks each victim of terrorism through support. Definitions are read, checked, "
    "drawn and played here.",
)


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"


class Notation(StrEnum):
    """As what a workflow is drawn."""

    MERMAID = "mermaid"
    SVG = "svg"
    SCXML = "scxml"


class Language(StrEnum):
    """The languages of the definitions."""

    EN = "en"
    UR = "ur"


class Kind(StrEnum):
    """The kinds of files of the language."""

    WORKFLOW = "workflow"
    OVERLAY = "overlay"
    COMMON = "common"
    CALENDAR = "calendar"
    TABLE = "table"
    DISTRICTS = "districts"
    SCENARIO = "scenario"


def schema_text(kind: Kind) -> str:
    """The JSON Schema of a kind of file, as it is published beside the definitions."""
    known = schema_of(ScenarioFile, kind) if kind is Kind.SCENARIO else schema_of_kind(kind)
    return json.dumps(known, ensure_ascii=False, indent=2) + "\n"


_DRAWN = {Notation.MERMAID: mermaid, Notation.SVG: svg, Notation.SCXML: scxml}

Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="Files or folders; without any, the definitions that come with Humrah."),
]
AsFormat = Annotated[Format, typer.Option("--format", help="For people, or for programs.")]
In = Annotated[Language, typer.Option("--lang", help="English or Urdu.")]


def main() -> None:
    """Run the command line; what `humrah` does."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """What a command answers with, as its exit code; errors are told in words."""
    try:
        app(list(arguments))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except NotFound as missing:
        typer.echo(str(missing), err=True)
        return 2
    except WorkflowError as bad:
        typer.echo(str(bad), err=True)
        return 1
    except OSError as failed:
        typer.echo(_what_failed(failed), err=True)
        return 2
    return 0


def _what_failed(failed: OSError) -> str:
    name = f'"{failed.filename}"' if failed.filename else "A file"
    reason = failed.strerror or str(failed)
    return f"{name} could not be read or written: {reason}. Check its name and permissions."


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"humrah {version('humrah')}")
        raise typer.Exit


@app.callback()
def _humrah(
    _version_wanted: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say which version."),
    ] = False,
) -> None:
    pass


@app.command()
def check(paths: Paths = None, as_: AsFormat = Format.TEXT) -> None:
    """Check definitions: what is wrong, at which line, and what to do about it.

    A file is read together with its folder, but only findings that concern it are listed. The exit
    status is 1 when there are errors; warnings alone do not count.
    """
    found = findings_at(paths or [])
    typer.echo(found.as_text() if as_ is Format.TEXT else found.as_json())
    raise typer.Exit(int(found.has_errors))


@app.command()
def scenarios(paths: Paths = None, as_: AsFormat = Format.TEXT) -> None:
    """Run scenarios: does each story come true, and do they show enough of the definitions?

    The exit status is 1 when a story comes otherwise, or when too little is shown.
    """
    came = told(paths or [])
    if as_ is Format.JSON:
        typer.echo(came.as_json())
    else:
        came.show(Console())
    raise typer.Exit(int(not came.is_well))


@app.command()
def play(
    scenario: Annotated[str, typer.Argument(help="A file, or the id of a shipped scenario.")],
    language: In = Language.EN,
) -> None:
    """Play a scenario: who does what, what comes of it, who is told."""
    result = story(scenario)
    render(result, language, Console())
    raise typer.Exit(int(not result.came_true))


@app.command()
def draw(
    workflow: Annotated[str, typer.Argument(help="As victim-support, or victim-support/punjab.")],
    as_: Annotated[Notation, typer.Option("--as", help="What to write.")] = Notation.SVG,
    language: In = Language.EN,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; without it, print.")
    ] = None,
    definitions: Annotated[
        Path | None,
        typer.Option("--definitions", help="A folder or file to draw from, not the shipped ones."),
    ] = None,
) -> None:
    """Draw a workflow: as a picture (SVG), as Mermaid text, or as a statechart (SCXML)."""
    text = _DRAWN[as_](_definition(workflow, definitions), language)
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def _definition(name: str, path: Path | None) -> Definition:
    _, library = library_of([path] if path else [])
    if name in library.definitions:
        return library.definitions[name]
    if name in library.trees:
        raise DefinitionInvalid(errors_of(library.problems))
    help_ = did_you_mean(name, library.definitions)
    raise NotFound(f'There is no workflow "{name}". {help_}')


@app.command()
def clock(
    limit: Annotated[str, typer.Argument(help='As "3 working days", "16 working hours".')],
    begins: Annotated[str, typer.Option("--from", help='Local time, as "2027-03-08 15:00".')],
    calendar: Annotated[
        str, typer.Option(help="The id of a shipped calendar, or a file.")
    ] = "pakistan-federal",
    pause: Annotated[
        list[str] | None,
        typer.Option(help='As "2027-03-09 09:00/2027-03-11 09:00"; as often as needed.'),
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show every day on the way.")] = False,
    language: In = Language.EN,
) -> None:
    """Say when a limit runs out under a calendar, and why."""
    answer = due_date(
        limit, begins=begins, calendar=calendar, pauses=pause or (), language=language
    )
    if explain:
        Console().print(answer.table())
    typer.echo(answer.explanation.closing)
    for warning in answer.warnings:
        typer.echo(warning)


@app.command()
def schema(
    kind: Annotated[
        Kind | None, typer.Argument(help="Of which kind of file; without it, of every kind.")
    ] = None,
    write: Annotated[
        Path | None, typer.Option("--write", help="Write KIND.json into this folder.")
    ] = None,
) -> None:
    """Print the JSON Schema of a kind of file, by which an editor completes and underlines."""
    texts = {each: schema_text(each) for each in ([kind] if kind else Kind)}
    for each, text in texts.items():
        if write is None:
            typer.echo(text, nl=False)
        else:
            (write / f"{each}.json").write_text(text, encoding="utf-8")
