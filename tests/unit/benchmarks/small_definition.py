"""A small workflow in which every kind of change finds something."""

from benchmarks.mutants.kinds import mutants
from benchmarks.mutants.mutant import Mutant
from workflow.definition.library import Library, read_library

FILE = "definitions/small.yaml"
SMALL = """\
workflow: small
edition: 2026.1
in_force: 2026-07-01
owner: nacta
calendar: office
title: {en: Small, ur: چھوٹا}
roles:
  officer: {en: Officer, ur: افسر}
  supervisor: {en: Supervisor, ur: نگران}
  auditor: {en: Auditor, ur: آڈیٹر}
ladders:
  standard:
    - {at: due, tell: [officer, supervisor]}
    - {at: 1 working day after, tell: [supervisor]}
stages:
  intake:
    en: Intake
    ur: اندراج
    class: security
    record: [urgent?, risk]
    start: [safety]
    sla:
      {within: 3 working days, until: assigned, firm: emergency, pause_for: waiting, remind: [50%]}
    checklist:
      seen: {en: Seen, ur: دیکھا}
    transitions:
      checked:
        to: closed
        by: [officer, supervisor]
        not_by: [registered]
        when: attempts >= 3
        needs: [checklist, two people]
        ask: [reason]
        set: {urgent: no}
        tell: [{tell: [officer, supervisor], say: opened}]
        en: Checked
        ur: جانچا
outcomes:
  closed: {en: Closed, ur: بند}
  declined: {en: Declined, ur: انکار}
"""


def library(text: str = SMALL) -> Library:
    """The library of this one file; what is missing around it does not matter here."""
    return read_library({FILE: text.encode()})


def told(kind: str) -> list[str]:
    """What the mutants of a kind change in the small workflow."""
    return [mutant.what for mutant in of_kind(kind)]


def of_kind(kind: str) -> list[Mutant]:
    """The mutants of a kind in the small workflow."""
    return [mutant for mutant in mutants(library()) if mutant.kind == kind]
