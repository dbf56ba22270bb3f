import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.schemas import FOLDER, KINDS, schemas
from tests.unit.definition.a_workflow import CORPUS, SAMPLE
from workflow.definition.reader import plain, read
from workflow.definition.schema import schema

DEFINITIONS = FOLDER.parent
OVERLAY = """\
workflow: sample
overlay: punjab
extends: sample 1
in_force: 2027-02-01
owner: punjab_home
because: {en: Reason, ur: وجہ}
remove: [{path: stages.work, because: Not here}]
stages:
  intake:
    sla: {within: 2 working days}
    transitions: {hold: {after: accept, to: stay, by: officer, en: Hold, ur: روکیں}}
"""


def files(kind: str) -> list[Path]:
    """The shipped files of a kind."""
    folders = {"workflow": "*", "overlay": "overlays/*/*", "common": "*"}
    found = DEFINITIONS.glob(f"{folders.get(kind, '*/*')}.yaml")
    return sorted(file for file in found if is_of(file, kind))


def is_of(file: Path, kind: str) -> bool:
    tree = read(file.read_bytes(), file.name)
    first = next(iter(tree.entries))
    return ("overlay" if "overlay" in tree.entries else first) == kind


def complaints(kind: str, text: str) -> list[str]:
    """What an editor would underline."""
    found = Draft202012Validator(schema(kind)).iter_errors(plain(read(text.encode(), "a.yaml")))
    return [error.message for error in found]


def test_the_schemas_beside_the_definitions_are_those_of_the_models() -> None:
    """If not, `python -m tests.schemas` writes them anew."""
    written = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert written == schemas()


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((FOLDER / name).read_text("utf-8")))


@pytest.mark.parametrize("file", sorted(DEFINITIONS.rglob("*.yaml")), ids=lambda file: file.stem)
def test_every_definition_names_the_schema_of_its_kind(file: Path) -> None:
    tree = read(file.read_bytes(), file.name)
    kind = "overlay" if "overlay" in tree.entries else next(iter(tree.entries))
    up = "../" * (len(file.relative_to(DEFINITIONS).parts) - 1)
    first = file.read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={up}schemas/{kind}.json"


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_underlines_nothing_in_what_is_shipped(kind: str) -> None:
    found = {file.name: complaints(kind, file.read_text("utf-8")) for file in files(kind)}
    assert found
    assert {name for name, wrong in found.items() if wrong} == set()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("record:", "recrod:"),
        ("type: yesno", "type: bool"),
        ("within: 3 working days", "within: 3 business days"),
        ("class: identity", "class: secret"),
        ("      begun:", "      Begun:"),
        ("alongside: yes", "alongside: perhaps"),
    ],
)
def test_an_editor_underlines_what_cannot_be(old: str, new: str) -> None:
    assert complaints("workflow", SAMPLE) == []
    assert complaints("workflow", SAMPLE.replace(old, new)) != []


def test_a_single_name_needs_no_brackets_in_an_editor_either() -> None:
    one = SAMPLE.replace("by: [officer]", "by: officer").replace("remind: [50%]", "remind: 50%")
    assert complaints("workflow", one) == []


def test_an_overlay_is_written_in_part_but_says_what_it_is() -> None:
    assert complaints("overlay", OVERLAY) == []
    assert complaints("overlay", OVERLAY.replace("owner: punjab_home\n", "")) != []
    assert complaints("overlay", OVERLAY.replace("sla:", "slla:")) != []


def test_only_an_overlay_gives_its_parts_a_place() -> None:
    after = SAMPLE.replace("refuse: {to", "refuse: {after: accept, to")
    assert complaints("workflow", after) != []


def test_what_the_corpus_calls_right_an_editor_calls_right() -> None:
    assert complaints("workflow", (CORPUS / "S104" / "good.yaml").read_text("utf-8")) == []
