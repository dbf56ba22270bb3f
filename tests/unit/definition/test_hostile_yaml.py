"""Files made to hang, crash or fill the machine: each is answered, and quickly."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workflow.definition.problems import DefinitionInvalid, Problem
from workflow.definition.reader import MOST_BYTES, read

ROOT = Path(__file__).parents[3]
#: A reader of its own, with one second of computing and 200 MB of memory, starting Python included.
READER = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
resource.setrlimit(resource.RLIMIT_AS, (200_000_000, 200_000_000))
from workflow.definition.problems import DefinitionInvalid
from workflow.definition.reader import read
try:
    read(sys.stdin.buffer.read(), "a.yaml")
    print("read")
except DefinitionInvalid as invalid:
    print(len(invalid.problems), invalid.problems[-1].code)
"""


def indented(levels: int) -> bytes:
    return b"".join(b" " * level + b"a:\n" for level in range(levels))


def filled(begin: bytes, part: bytes, end: bytes = b"") -> bytes:
    """As much of `part` as a file may hold."""
    return begin + part * ((MOST_BYTES - len(begin) - len(end)) // len(part)) + end


ALIAS_BOMB = b"a: &a [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b", ".join([b"*%c" % (name - 1)] * 9)) for name in b"bcdefghi"
)


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (ALIAS_BOMB, "81 L005"),
        (b"[" * 500_000, "1 L004"),
        (b"[" * MOST_BYTES, "1 L004"),
        (filled(b"a: ", b"{a: "), "1 L004"),
        (filled(b"", b"- "), "1 L004"),
        (filled(b"", b"? "), "1 L004"),
        (b"a: " + b"[" * 500_000 + b"]" * 500_000, "1 L004"),
        (b" " * 500_000 + b"a: 1", "1 L004"),
        (indented(700), "1 L004"),
        (b"a: " + b"x" * 1_000_000, "1 L004"),
        (b"".join(b"k%d: 1\n" % number for number in range(1_000_000)), "1 L004"),
        (b"".join(b"k%d: 1\n" % number for number in range(20_000)), "1 L004"),
        (filled(b"a: [", b"x,", b"]"), "1 L004"),
        (filled(b"", b"a: 1\n"), "101 L004"),
        (filled(b"a: x", "\u202e".encode()), "101 L004"),
        (filled(b"a: [", b"&a x, "), "101 L004"),
        (filled(b"a: [", b"!!binary x, "), "101 L004"),
        (filled(b"", b"%TAG !a! x\n", b"---\na: 1"), "1 L005"),
        (filled(b"a: x", "\u0301\u0316".encode()), "1 L006"),
        (filled(b'a: "x', rb"\u0301\u0316", b'"'), "1 L006"),
        (filled(b"a: '", b"'' "), "1 L003"),
        (filled(b"", b"a:"), "1 L003"),
        (filled(b"a: ", b"]"), "1 L003"),
        (filled(b"a: 1\n", b"\t"), "1 L003"),
        (filled(b"a: |+\n", b"\n"), "read"),
        (filled(b"a: '", b"5", b"'"), "read"),
        (filled(b"a: ", "ہ ".encode(), b"\n"), "read"),
        (filled(b"a: 1\n", b"# x\n"), "read"),
    ],
)
def test_a_hostile_file_is_answered_within_a_second_and_200_megabytes(
    data: bytes, answer: str
) -> None:
    reader = subprocess.run(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", READER], cwd=ROOT, input=data, capture_output=True, check=False
    )
    assert (reader.stdout.decode().strip(), reader.stderr.decode()) == (answer, "")


def findings(data: bytes) -> tuple[Problem, ...]:
    try:
        read(data, "a.yaml")
    except DefinitionInvalid as invalid:
        return invalid.problems
    return ()


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b'a: "\\ud800"')
def test_any_bytes_are_read_or_explained(data: bytes) -> None:
    assert all(problem.text and problem.help for problem in findings(data))


PIECES = st.sampled_from(
    [
        *("a", "b: ", ": ", "- ", "\n", "\n  ", "\n\t", "[", "]", "{", "}", ", ", "'", '"', "|"),
        *(">", "&x ", "*x", "!t ", "<<: ", "? ", "# ", "%", "---\n", "...\n", "\r", "\\", "\\x00"),
        *("@", "`", "\u202e", "\u2028", "\u200c", "گ", "\ufeff", "\0", "~", "=", "|-2\n"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_yaml_is_read_or_explained_within_the_file(written: str) -> None:
    lines = 1 + sum(written.count(line_break) for line_break in "\n\r\u2028")
    assert all(1 <= problem.mark.line <= lines for problem in findings(written.encode()))
