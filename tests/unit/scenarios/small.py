"""A small made-up workflow with a track, a child, a table and an overlay, and stories of it."""

from functools import cache
from pathlib import Path

from workflow.definition.library import Library, read_library
from workflow.definition.reader import read
from workflow.scenarios.reading import read_scenario
from workflow.scenarios.run import Result, run
from workflow.scenarios.story import Scenario

FOLDER = Path(__file__).parent / "definitions"

HEAD = """\
scenario: small
for: aid 2027.1
title: {en: A small story, ur: ایک مختصر کہانی}
people:
  ayesha: officer of home in lahore
  kamran: supervisor of home in province.punjab
  bano: supervisor of home in province.punjab
  hina: officer of health
  gul: guard of home
  saad: supervisor of home in province.sindh
story:
"""

#: A case that stands at `intake.registered` since Monday at ten.
OPENED = """\
  - at: Mon 2027-03-01 10:00
    ayesha: opens a case
    with: {full_name: Fictitious R., district: lahore, urgent: no, came_on: 2027-03-01}
"""


@cache
def library() -> Library:
    """The library of all files of the small workflow."""
    files = FOLDER.rglob("*.yaml")
    made = read_library({f.relative_to(FOLDER).as_posix(): f.read_bytes() for f in files})
    assert made.problems == ()
    return made


def story(steps: str, *, head: str = HEAD) -> Scenario:
    """The scenario that begins with `head` and has these steps."""
    return read_scenario(read((head + steps).encode(), "small.yaml"), library())


def played(steps: str, *, head: str = HEAD) -> Result:
    """What becomes of these steps."""
    return run(story(steps, head=head), library())


def failures(steps: str, *, head: str = HEAD) -> list[str]:
    """What is not as these steps say: the line, and the sentence."""
    return [f"{f.mark.line} {f.text}" for f in played(steps, head=head).failures]
