"""Threads that share definitions, machines and calendars, each with cases of its own.

A decision reads only what it is given, so what a thread decides is the same whether or not others
decide beside it.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Barrier

import pytest

from humrah.library import shipped_library
from tests.integration.walking import Walk, rules_of
from workflow.engine.case import Case
from workflow.engine.commands import Command
from workflow.engine.decide import decide
from workflow.engine.decision import Decision, Refusal
from workflow.engine.rules import Rules

THREADS = 4
DECISIONS = 4_000
STEPS_OF_A_CASE = 40

WORKFLOW = "victim-support"


def decided(rules: Rules, seed: int, count: int) -> Iterator[Decision | Refusal]:
    """The answers of one thread, over as many cases as it takes."""
    tried = Counter[str]()
    while count > 0:
        walk = Walk(rules.definition, seed, tried)
        command: Command = walk.opening()
        case = Case("1")
        for _ in range(min(count, STEPS_OF_A_CASE)):
            answer = decide(rules, case, command, walk.pass_time())
            yield answer
            case = answer.case if isinstance(answer, Decision) else case
            command = walk.command(case)
        count -= STEPS_OF_A_CASE
        seed += THREADS


@pytest.fixture
def many_switches() -> Iterator[None]:
    """Threads take turns every ten microseconds, so that they meet everywhere."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.slow
@pytest.mark.usefixtures("many_switches")
def test_threads_that_share_machines_decide_as_one_alone_would() -> None:
    rules = rules_of(shipped_library(), WORKFLOW)
    alone = [list(decided(rules, seed, DECISIONS)) for seed in range(THREADS)]
    together = Barrier(THREADS)

    def thread(seed: int) -> list[Decision | Refusal]:
        together.wait()
        return list(decided(rules, seed, DECISIONS))

    with ThreadPoolExecutor(THREADS) as pool:
        shared = list(pool.map(thread, range(THREADS)))

    assert [len(answers) for answers in shared] == [DECISIONS] * THREADS
    pairs = zip(chain(*alone), chain(*shared), strict=True)
    assert sum(one != other for one, other in pairs) == 0
    assert alone[0] != alone[1], "each thread has cases of its own"
