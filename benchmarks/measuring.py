"""How time is taken: what is compared runs in turns, in one process, on the time of one thread.

Absolute figures of a shared machine jump; ratios of things that ran in turns do not. The time is
CPU time of the thread, so that waiting for other processes does not count, and of all rounds the
quickest is believed: noise only ever adds.

A call that is repeated at once finds the processor prepared for it, the more so the shorter it is.
`mixed` therefore calls everything once in turn, as a server does, and takes the middle of many.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

ROUNDS = 9
#: How long one sample should take at least, so that the timer's own grain does not matter.
SAMPLE = 0.02


@dataclass(frozen=True, slots=True)
class Subject:
    """Something to be timed: calling `run` does the thing `size` times."""

    run: Callable[[], object]
    size: int = 1


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds for doing a thing once, in each round."""

    rounds: tuple[float, ...]

    @property
    def best(self) -> float:
        return min(self.rounds)

    @property
    def median(self) -> float:
        return median(self.rounds)

    def times(self, base: "Timing") -> float:
        """How many times as long as `base` it takes."""
        return self.best / base.best

    def median_times(self, base: "Timing") -> float:
        """The same of the middle round: how steady the machine was."""
        pairs = zip(self.rounds, base.rounds, strict=True)
        return median(own / other for own, other in pairs)


def repeated(call: Callable[[], object], size: int) -> Subject:
    """A call that is too short to be timed alone."""

    def run() -> None:
        for _ in range(size):
            call()

    return Subject(run, size)


def in_turns(subjects: Mapping[str, Subject], rounds: int = ROUNDS) -> dict[str, Timing]:
    """Time each subject once in every round, each round beginning with another one."""
    counts = {name: _often_enough(subject) for name, subject in subjects.items()}
    taken: dict[str, list[float]] = {name: [] for name in subjects}
    names = list(subjects)
    with _quiet():
        for _ in range(rounds):
            for name in names:
                taken[name].append(_time(subjects[name], counts[name]))
            names.append(names.pop(0))
    return {name: Timing(tuple(seconds)) for name, seconds in taken.items()}


def mixed(calls: Mapping[str, Callable[[], object]], rounds: int = 4_000) -> dict[str, float]:
    """The middle time of each call in seconds, when another one always came before it."""
    taken: dict[str, list[int]] = {name: [] for name in calls}
    with _quiet():
        for _ in range(rounds):
            for name, call in calls.items():
                begun = time.perf_counter_ns()
                call()
                taken[name].append(time.perf_counter_ns() - begun)
    return {name: median(each) / 1e9 for name, each in taken.items()}


def _often_enough(subject: Subject) -> int:
    """How often to run it for one sample; running it to find out also warms it up."""
    count = 1
    while _time(subject, count) * subject.size * count < SAMPLE:
        count *= 2
    return count


def _time(subject: Subject, count: int) -> float:
    begun = time.thread_time()
    for _ in range(count):
        subject.run()
    return (time.thread_time() - begun) / (count * subject.size)


@contextmanager
def _quiet() -> Iterator[None]:
    """No collection of garbage while the time runs."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()
