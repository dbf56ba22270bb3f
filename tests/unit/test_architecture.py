"""Rules about the shape of the code that no linter of ours can state, checked on the whole tree."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ("workflow", "notifications", "api", "web", "humrah")
CODE = (*SHIPPED, "tests", "benchmarks")
LONGEST_FILE = 400

#: Folders that hold no text of the project: made by tools, or by the version control.
NOT_OURS = re.compile(r"\.(?!ci$).*|__pycache__|build|dist|node_modules|.*\.egg-info")
READABLE = frozenset(
    {"", ".css", ".html", ".js", ".json", ".lock", ".md", ".py", ".sql", ".svg", ".toml", ".yaml"}
)

#: Words that hide what a thing is for. Say what it does instead.
HOLLOW = re.compile(r"(manager|helper|util|handler)s?")
CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

CLOCK_READINGS = frozenset(
    {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
        ("time", "time_ns"),
    }
)

#: Home folders and scratch folders of any machine. Written so that this line is not one of them.
ANY_MACHINE = r"(?:home|Users|root|tmp|mnt)/\w"

#: A link of a page to another page or file; an address of the web is not followed.
LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)")
PAGES = sorted((ROOT / "docs").rglob("*.md"))

Parsed = tuple[str, ast.Module]


def project_files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the project as text, leaving out what tools made."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if not NOT_OURS.fullmatch(path.name):
                yield from project_files(path)
        elif path.suffix in READABLE and not path.name.startswith(".coverage"):
            yield path


def modules(packages: tuple[str, ...]) -> list[Path]:
    return [p for name in packages for p in sorted((ROOT / name).rglob("*.py"))]


def parsed(packages: tuple[str, ...] = CODE) -> list[Parsed]:
    return [
        (path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in modules(packages)
    ]


def names_defined(name: str, tree: ast.Module) -> Iterator[str]:
    """The module's own name, and every class and function in it."""
    yield Path(name).stem
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name


def is_hollow(name: str) -> bool:
    return any(HOLLOW.fullmatch(word.lower()) for word in CAMEL.findall(name))


def clock_readings(tree: ast.Module) -> Iterator[int]:
    """The lines that read the time of day."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=attr):
                if (owner, attr) in CLOCK_READINGS:
                    yield node.lineno
            case ast.ImportFrom(module="time", names=names):
                if any(alias.name in {"time", "time_ns"} for alias in names):
                    yield node.lineno


def relative_imports(tree: ast.Module) -> list[int]:
    return [n.lineno for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]


def machine_paths(text: str, *, here: tuple[str, ...]) -> list[str]:
    """Absolute paths in `text` that exist on one machine only; `here` are those of this one."""
    own = "".join(rf"|{re.escape(path)}(?![\w-])" for path in here)
    return re.findall(rf"(?:(?<![\w.])/{ANY_MACHINE}|[A-Z]:\\Users\\{own})", text)


def paths_of_this_machine() -> tuple[str, ...]:
    """Where the project, its owner and its Python live; a short one would match innocent text."""
    known = {ROOT, Path.home(), Path(sys.base_prefix)} - {Path("/usr"), Path("/usr/local")}
    return tuple(sorted(str(path) for path in known if str(path) not in {"/", "/app", "/src"}))


def links(page: Path) -> list[Path]:
    return [(page.parent / to).resolve() for to in LINK.findall(page.read_text("utf-8"))]


def data_files(folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from data_files(entry)
        else:
            yield entry.name


def test_no_file_is_longer_than_one_can_hold_in_mind() -> None:
    lengths = {
        str(p.relative_to(ROOT)): len(p.read_text("utf-8").splitlines()) for p in modules(CODE)
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_name_hides_what_a_thing_is_for() -> None:
    assert [
        (file, n) for file, tree in parsed() for n in names_defined(file, tree) if is_hollow(n)
    ] == []


def test_imports_say_where_a_thing_lives() -> None:
    assert {file: lines for file, tree in parsed() if (lines := relative_imports(tree))} == {}


def test_only_the_clock_module_reads_the_time() -> None:
    found = {file: lines for file, tree in parsed() if (lines := list(clock_readings(tree)))}
    found.pop("workflow/clock.py", None)
    assert found == {}


def test_every_module_says_what_it_holds() -> None:
    assert [file for file, tree in parsed(SHIPPED) if not ast.get_docstring(tree)] == []


def test_a_package_file_holds_its_docstring_and_nothing_else() -> None:
    packages = [(file, tree) for file, tree in parsed() if file.endswith("__init__.py")]
    assert [file for file, tree in packages if len(tree.body) != 1] == []
    assert [file for file, tree in packages if not ast.get_docstring(tree)] == []


def test_no_module_lists_what_it_exports() -> None:
    listing = [
        file
        for file, tree in parsed()
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == "__all__"
    ]
    assert listing == []


def test_no_file_names_a_path_of_one_machine() -> None:
    here = paths_of_this_machine()
    found = {
        str(path.relative_to(ROOT)): paths
        for path in project_files()
        if (paths := machine_paths(path.read_text("utf-8"), here=here))
    }
    assert found == {}


def test_the_lock_holds_names_and_hashes_and_no_address() -> None:
    pinned = re.compile(r"[a-z0-9.-]+==[\w.]+( ; [^/@]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    assert [line for line in lines if not pinned.fullmatch(line)] == []


def test_the_definitions_are_found_as_data_of_the_installed_application() -> None:
    assert any(name.endswith(".yaml") for name in data_files(files("definitions")))


def test_no_code_lies_among_the_definitions() -> None:
    assert [name for name in data_files(files("definitions")) if name.endswith(".py")] == []


def test_every_link_between_pages_leads_to_a_page() -> None:
    broken = [(page.name, to) for page in PAGES for to in links(page) if not to.exists()]
    assert broken == []


def test_every_page_is_listed_in_the_index() -> None:
    first = ROOT / "docs" / "index.md"
    indexes = [page for page in PAGES if page.name == "index.md"]
    listed = {page for index in indexes for page in links(index)}
    assert sorted(set(PAGES) - {first} - listed) == []


@pytest.mark.parametrize(
    ("name", "hollow"),
    [
        ("CaseManager", True),
        ("string_utils", True),
        ("HTTPHandler", True),
        ("handlers", True),
        ("handle", False),
        ("utility_bill", False),
        ("test_a_stage_is_left", False),
    ],
)
def test_a_hollow_word_is_found_as_a_whole_word(name: str, hollow: bool) -> None:
    assert is_hollow(name) is hollow


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "dt.date.today()",
        "time.time()",
        "from time import time",
    ],
)
def test_a_reading_of_the_clock_is_found(line: str) -> None:
    assert list(clock_readings(ast.parse(line))) == [1]


@pytest.mark.parametrize("line", ["from datetime import time", "now = clock.now()", "day.time()"])
def test_a_time_of_day_is_no_reading_of_the_clock(line: str) -> None:
    assert list(clock_readings(ast.parse(line))) == []


@pytest.mark.parametrize("folder", ["home", "Users", "root", "tmp"])
def test_a_path_into_somebodys_folder_is_found(folder: str) -> None:
    assert machine_paths(f"see /{folder}/zubaida/cases", here=()) != []


def test_the_folder_of_the_project_itself_is_found() -> None:
    assert machine_paths("cd /srv/humrah && make", here=("/srv/humrah",)) == ["/srv/humrah"]


@pytest.mark.parametrize(
    "text", ["GET /cases/K7Q2-M9XD", "./tmp/x", "docs/home/a", "/srv/humrah-2"]
)
def test_an_address_or_a_relative_path_is_not_taken_for_one_of_a_machine(text: str) -> None:
    assert machine_paths(text, here=("/srv/humrah",)) == []
