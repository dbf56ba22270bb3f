"""A change is made where it is said, and nothing else changes."""

from benchmarks.mutants.mutant import as_file, changed
from humrah.library import shipped_files
from tests.unit.benchmarks.small_definition import FILE, SMALL, library, of_kind
from workflow.definition.library import read_library
from workflow.definition.reader import plain, read
from workflow.definition.trees import node_at


def _after(kind: str) -> object:
    (mutant,) = of_kind(kind)
    tree = library().documents[FILE]
    return plain(read(changed({FILE: SMALL.encode()}, tree, mutant)[FILE], FILE))


def test_a_change_replaces_one_text_and_leaves_the_rest() -> None:
    before = SMALL.replace("within: 3 working days", "within: 6 working days")

    assert _after("double limit") == plain(read(before.encode(), FILE))


def test_a_change_takes_out_one_item_of_a_list() -> None:
    before = SMALL.replace("needs: [checklist, two people]", "needs: [checklist]")

    assert _after("drop two people") == plain(read(before.encode(), FILE))


def test_a_list_goes_with_its_last_item() -> None:
    before = SMALL.replace(", remind: [50%]", "")

    assert _after("drop reminder") == plain(read(before.encode(), FILE))


def test_a_name_in_a_list_of_mutants_has_no_line_and_a_message_has_one() -> None:
    (mutant,) = of_kind("drop guard")

    assert mutant.name == "small.yaml drop guard of intake/checked"
    assert str(mutant) == "small.yaml:31 drop guard of intake/checked"


def test_the_line_is_where_the_change_is_made() -> None:
    lines = SMALL.splitlines()

    for kind, word in (("drop guard", "when:"), ("drop set", "set:"), ("halve limit", "within:")):
        (mutant,) = of_kind(kind)
        assert word in lines[mutant.line - 1]


def test_files_written_again_without_a_change_have_the_same_rules_and_texts() -> None:
    files = shipped_files()
    before = read_library(files)
    after = read_library({f: as_file(plain(read(data, f))) for f, data in files.items()})

    assert {k: (d.hash, d.texts) for k, d in after.definitions.items()} == {
        k: (d.hash, d.texts) for k, d in before.definitions.items()
    }
    assert len(after.problems) == len(before.problems)


def test_a_change_in_an_overlay_leaves_the_national_file_alone() -> None:
    tree = library().documents[FILE]
    (mutant,) = of_kind("drop guard")
    files = {FILE: SMALL.encode(), "definitions/other.yaml": b"other"}

    after = changed(files, tree, mutant)

    assert after["definitions/other.yaml"] == b"other"
    assert node_at(read(after[FILE], FILE), mutant.path) is None
