from tests.unit.definition.a_workflow import TITLE, definition
from workflow.definition.labels import DefinitionLabels

LABELS = DefinitionLabels(
    definition(
        (TITLE, TITLE + "children: {services: {workflow: service, en: Services, ur: خدمات}}\n")
    )
)


def test_fields_and_their_values_are_called_as_the_definition_calls_them() -> None:
    assert LABELS.field("urgent").en == "Urgent"
    assert LABELS.option("level", "low").ur == "کم"


def test_a_value_that_is_no_option_any_more_is_called_by_its_id() -> None:
    assert LABELS.option("level", "middle").en == "middle"


def test_tracks_and_children_have_names_alone_and_the_tracks_together() -> None:
    assert LABELS.children("shelter").en == "Shelter"
    assert LABELS.children("services").en == "Services"
    assert LABELS.children("tracks").en == "Tracks beside the main line"


def test_a_purpose_is_called_as_the_definition_calls_it() -> None:
    assert LABELS.purpose("sharing").en == "Sharing"
