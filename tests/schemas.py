"""The schemas that editors read beside the definitions: `python -m tests.schemas` writes them."""

import json
from pathlib import Path

from workflow.definition.schema import schema, schema_of
from workflow.scenarios.model import ScenarioFile

FOLDER = Path(__file__).parents[1] / "definitions" / "schemas"
KINDS = ("workflow", "overlay", "common", "calendar", "table", "districts")


def schemas() -> dict[str, str]:
    """The text of each file of the folder."""
    made = {kind: schema(kind) for kind in KINDS} | {
        "scenario": schema_of(ScenarioFile, "scenario")
    }
    return {
        f"{kind}.json": json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        for kind, found in made.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, "utf-8")
