"""Every code of the language: its title, how severe a finding is, and what it means.

The one table of codes. Each has a help page of its own under `docs/reference/diagnostics/`.
An error blocks publication; a warning blocks it unless two publishers waive it; an info is for the
author alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.definition.problems import Mark, Problem, Severity


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    title: str
    severity: Severity
    meaning: str


def _error(title: str, meaning: str) -> Code:
    return Code(title, "error", meaning)


def _warning(title: str, meaning: str) -> Code:
    return Code(title, "warning", meaning)


def _info(title: str, meaning: str) -> Code:
    return Code(title, "info", meaning)


CODES: Mapping[str, Code] = {
    # The writing.
    "L001": _error("Unknown name", "A word or a name is not known here."),
    "L002": _error("Written twice", "The same name is given twice where it may be given once."),
    "L003": _error("Cannot be read", "The text is not in the form of maps, lists and texts."),
    "L004": _error("Too large", "The file is larger or deeper than anything that would be read."),
    "L005": _error(
        "Hidden meaning", "An anchor, alias, tag or merge makes one place change another."
    ),
    "L006": _error("Character not allowed", "A character is invisible, or no text at all."),
    "L007": _error("Nothing written", "A name has no value, or a file has no content."),
    "L008": _error(
        "Something is missing", "A word that must be there is missing, or two exclude each other."
    ),
    "L009": _error("Does not fit", "A value is not of the kind that is expected at this place."),
    "L010": _error(
        "Overlay without its header", "An overlay does not say what it changes, since when and why."
    ),
    "L011": _error(
        "Nothing to remove", "An overlay removes what the national definition does not have."
    ),
    "L012": _error(
        "Removed without a reason", "An overlay removes something and does not say why."
    ),
    "L013": _error(
        "Not for provinces to change", "An overlay changes what the national definition reserves."
    ),
    "L014": _error(
        "Placed after nothing", "The place that `after:` gives to a new part does not exist."
    ),
    "L015": _error(
        "Another shape", "An overlay writes a part in another shape than the national definition."
    ),
    "L016": _error(
        "Name with another meaning", "A name is a word of the language, or names two things."
    ),
    # The way of a case.
    "S101": _error("Cannot be reached", "No case can ever stand at this place."),
    "S102": _error("A case gets stuck", "A case that has come here can never reach an end."),
    "S103": _warning("Ends only from anywhere", "The only ways out are those offered everywhere."),
    "S104": _error("Can never be used", "A transition or a condition can never have its turn."),
    "S105": _error(
        "Leads into another region",
        "A transition leads from the main line into a track, or out of a track.",
    ),
    "S106": _warning(
        "Round and round", "A case can go round for ever, with a fresh clock each time."
    ),
    "S107": _error("No main line", "Every stage runs alongside, so a case has nowhere to begin."),
    "S108": _error("Nobody's place", "No department is responsible for the place."),
    "S109": _error("Cases without end", "Workflows open each other's cases in a circle."),
    # Guards.
    "G201": _warning("Nothing possible", "For some facts no transition of the place is possible."),
    "G202": _error("One name, two transitions", "Two transitions at one place have the same name."),
    "G203": _error(
        "Condition does not fit", "A condition cannot be read, or does not fit its fields."
    ),
    "G204": _info("Waits for others", "The place can be left only when others have acted."),
    "G205": _info(
        "Waits for a fact", "Nothing is possible until a fact is known that nobody must record."
    ),
    "G206": _info(
        "Too many to check", "There are too many combinations of facts to go through them all."
    ),
    # Decision tables.
    "D301": _error("No row fits", "For some facts a decision table has no row."),
    "D302": _error("Two rows fit", "For some facts a decision table has more than one row."),
    "D303": _error(
        "Dates of editions", "The editions of a decision table do not follow on each other."
    ),
    "D304": _error(
        "Cell does not fit", "A column, cell or value of a decision table is of another kind."
    ),
    "D305": _error(
        "Computed and by hand", "A field that a decision table fills is also filled otherwise."
    ),
    "D306": _error("Tables in a circle", "Decision tables feed on each other's figures."),
    "K401": _error(
        "Calendar cannot be used", "A calendar has no working time, or extends what is not there."
    ),
    "K402": _warning(
        "Calendar ends early",
        "The calendar is not known for long enough after the workflow begins.",
    ),
    # Time.
    "T501": _warning(
        "No time limit", "A case can stand here for ever without anybody being reminded."
    ),
    "T502": _warning(
        "Child takes longer", "A child may take longer than its parent has time to wait."
    ),
    "T503": _warning(
        "Nobody hears of the delay", "A clock has no ladder, so nothing happens when it is late."
    ),
    "T504": _warning("Ladder ends too low", "The last rung of a ladder tells nobody new."),
    "T505": _error(
        "Rung without its transition", "A rung would make a transition that it cannot make."
    ),
    "T506": _error(
        "Reminder outside the limit",
        "A reminder would come before the clock starts, or when it is too late.",
    ),
    "T507": _error("Firm clock that gives way", "A firm clock names a pause or an extension."),
    "T508": _error(
        "Rungs out of order", "The rungs of a ladder do not follow on each other in time."
    ),
    "T509": _error(
        "Extension in another unit",
        "An extension counts in another unit than the clock that names it.",
    ),
    # Who is told.
    "N601": _warning("Nobody is told", "Something happens of which nobody hears."),
    "N602": _error("Unknown placeholder", "A message asks for a word that messages cannot hold."),
    "N603": _warning("Languages differ", "The two texts of a message do not say the same things."),
    # Privacy.
    "P701": _error(
        "Personal data in a text", "A text that many people read would hold personal data."
    ),
    "P702": _error("May not see it", "Somebody must act on something that their role may not see."),
    "P703": _error(
        "A text that is public", "A field in which anything may be written is open to everybody."
    ),
    "P704": _error(
        "Class changes on the way", "A field has another class in the child that receives it."
    ),
    # Law.
    "B801": _warning(
        "Not confirmed", "A rule or figure rests on a source that nobody has confirmed."
    ),
    "B802": _warning(
        "No legal basis", "Support is refused or ended, and no source is named for it."
    ),
    # Languages, and the rest.
    "U901": _error(
        "Wrong script", "The Urdu text has no Urdu letters, or the English text has some."
    ),
    "W951": _warning("Never used", "Something is declared in this workflow and never used."),
    "W952": _info(
        "Field nobody asks for", "No place, transition, guard or clock mentions the field."
    ),
}


def finding(
    mark: Mark, code: str, text: str, help_: str, *, related: tuple[Mark, ...] = ()
) -> Problem:
    """A finding as severe as its code."""
    return Problem(mark, code, text, help_, CODES[code].severity, related)
