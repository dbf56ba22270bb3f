"""A story as it is told in the terminal."""

import io
import re

import pytest
from rich.console import Console

from humrah.play import WIDTH, render
from humrah.play_words import _ACTS
from tests.unit.scenarios.small import HEAD, OPENED, played
from workflow.engine import commands as c

STORY = (
    OPENED
    + """\
  - {ayesha: check}
  - {ayesha: accept, expect: {refused: [record_first, checklist]}}
  - at: Mon 2027-03-08 18:00
    ayesha: accept
    with: {loss: house, needs: [food], reason: "not known (nobody said)"}
    tick: [seen]
  - {in: errands/food, hina: finish}
  - {hina: done, expect: {ended: closed}}
"""
)
#: One act of every kind.
EVERYTHING = (
    OPENED.replace("urgent: no", "urgent: yes")
    + """\
  - {kamran: assigns main to ayesha}
  - {kamran: assigns main to nobody}
  - {kamran: nudges main}
  - {ayesha: records, with: {reason: made up}}
  - {ayesha: adds to papers, with: {title: Deed}}
  - {ayesha: removes 1 of papers because it was a copy}
  - {ayesha: reaches the victim by phone}
  - {ayesha: does not reach the victim by phone}
  - {ayesha: records consent for sharing}
  - {ayesha: records no consent for sharing}
  - {ayesha: pauses for unreachable}
  - {ayesha: resumes unreachable}
  - {kamran: extends intake by 1 for flood}
  - {ayesha: check}
  - {kamran: puts back main because it was the wrong case}
  - {ayesha: check}
  - {ayesha: ticks seen}
  - {ayesha: marks letter as verified}
  - {kamran: refuse, with: {reason: made up}}
  - {bano: declines refuse}
  - {kamran: asks sindh to take the case}
  - {saad: does not take the case because there is no office}
  - {at: Mon 2027-03-15 10:00, kamran: excuses intake because it was done in time}
  - {ayesha: accept, with: {loss: shop}}
  - {gul: starts safety}
  - {in: safety, gul: safe}
  - {calendar: {office: {announce: [2027-03-17]}}}
  - {hina: done}
  - {kamran: reopens the case, with: {reason: made up}, expect: {refused: [role]}}
  - {bakht: reopens the case, with: {reason: made up}}
  - {bakht: asks sindh to take the case, expect: {refused: []}}
"""
)


def told(steps: str, lang: str = "en", *, width: int = 80, head: str = HEAD) -> str:
    out = io.StringIO()
    render(played(steps, head=head), lang, Console(file=out, width=width))
    return out.getvalue()


def test_the_story_says_who_did_what_and_where_the_case_stands() -> None:
    text = told(STORY)
    assert "Mon 1 March 2027" in text
    assert "Ayesha - Officer (Home Department)" in text
    assert "10:00  Ayesha - Open a case" in text
    assert "Now at: Intake - Registered (Home Department)" in text
    assert "Clock: Intake, due Thu 4 March 2027, 17:00" in text
    assert "Told: Ayesha - Case 1 has come to Home Department. Due Thu 4 March 2027," in text


def test_a_refusal_is_told_with_every_reason() -> None:
    text = told(STORY)
    assert 'Refused: Record "Loss" first.' in text
    assert "Refused: Tick first: Paper seen." in text


def test_reminders_lateness_and_rungs_are_told() -> None:
    text = told(STORY)
    assert "Reminder: Intake, due Thu 4 March 2027, 17:00" in text
    assert "Late: Intake, was due Thu 4 March 2027, 17:00" in text
    assert "Escalation: Intake, step 2" in text


def test_a_child_is_told_as_a_case_of_its_own() -> None:
    text = told(STORY)
    assert "case 1.1, Errand\n" in text
    assert "Hina - Brought (case 1.1)" in text
    assert "Told: Hina - Errands of case 1: Brought." in text


def test_figures_say_that_they_are_not_confirmed() -> None:
    assert "From the table: Amount PKR 200,000 (not yet confirmed)" in told(STORY)


def test_facts_that_are_not_public_are_counted_and_not_told() -> None:
    text = told(STORY)
    assert "Recorded: District (Lahore), Urgent (no)," in text
    assert "1 not public" in text
    assert "Fictitious R." not in text


def test_in_urdu_no_english_is_left_but_the_names() -> None:
    head = re.sub(
        r"  (\w+): (\w+ of \w+(?: in [\w.]+)?)\n", r"  \1: {is: \2, en: X, ur: الف}\n", HEAD
    )
    text = told(STORY, "ur", head=head)
    assert set(re.findall(r"[A-Za-z]+", text)) == {"PKR"}


@pytest.mark.parametrize("lang", ["en", "ur"])
@pytest.mark.parametrize("width", [80, 200])
def test_no_line_is_longer_than_a_terminal(lang: str, width: int) -> None:
    assert max(len(line) for line in told(STORY, lang, width=width).splitlines()) <= WIDTH


def test_without_a_terminal_there_are_no_colours() -> None:
    assert "\x1b" not in told(STORY)


def test_the_end_says_that_the_story_came_true() -> None:
    assert told(STORY).endswith("The story came true: 6 steps, 2 cases, 10 messages, 1 refused.\n")


def test_the_end_names_what_came_otherwise() -> None:
    text = told(OPENED + "  - {expect: {place: helping}}\n")
    assert "The story came otherwise in 1 places:" in text
    assert "small.yaml:15:22 place: expected helping; it is intake.registered." in text


@pytest.mark.parametrize("lang", ["en", "ur"])
def test_every_kind_of_act_can_be_told(lang: str) -> None:
    head = HEAD.replace("  gul:", "  bakht: supervisor of health\n  gul:")
    text = told(EVERYTHING, lang, head=head)
    assert "{" not in text


def test_every_command_of_a_person_has_words() -> None:
    by_itself = {c.TimerDue, c.ChildFinished, c.ParentEnded, c.CalendarAnnounced}
    commands = {vars(c)[kind.__name__] for kind in c.Command.__subclasses__()}
    assert commands - by_itself == _ACTS.keys()


def test_holidays_are_told_once_with_what_they_change() -> None:
    steps = OPENED.replace("Mon 2027-03-01", "Mon 2027-03-08") + (
        "  - calendar: {office: {announce: [2027-03-12]}}\n"
        "    expect: {note: {en: The moon was seen late., ur: چاند دیر سے نظر آیا۔}}\n"
    )
    text = told(steps)
    assert text.count("The calendar - Holidays are announced") == 1
    assert "Holiday: Fri 12 March 2027" in text
    assert "No holiday: Wed 10 March 2027" in text
    assert "The moon was seen late." in text
    assert "چاند دیر سے نظر آیا۔" in told(steps, "ur")
