import re
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from humrah.drawing import picture_words as w
from humrah.drawing.cards import Arrow, picture_of
from humrah.drawing.layout import ENGLISH, PAGE, Rectangle, laid_out
from humrah.drawing.svg import svg
from humrah.library import shipped_library
from tests.unit.humrah.small_workflow import FILES, WORKFLOW, small_library
from workflow.definition.library import read_library

SMALL = small_library().definitions["small-support"]
SHIPPED = shipped_library().definitions
SVG = "{http://www.w3.org/2000/svg}"
#: Rounded figures may make boxes touch by this much.
TOUCH = 0.11
HEADINGS = ("Main line", "Tracks")


def drawn(key: str, language: str = "en") -> ET.Element:
    return ET.fromstring(svg(SHIPPED[key], language))  # noqa: S314 - our own text


def boxes(root: ET.Element, style: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each rectangle of a style."""
    found = [r.attrib for r in root.iter(f"{SVG}rect") if style in r.attrib["class"].split()]
    sides = [[float(a[side]) for side in ("x", "y", "width", "height")] for a in found]
    return [(x, y, x + wide, y + high) for x, y, wide, high in sides]


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        one[0] < other[2] - TOUCH
        and other[0] < one[2] - TOUCH
        and one[1] < other[3] - TOUCH
        and other[1] < one[3] - TOUCH
    )


def test_a_card_is_made_of_each_stage_in_order_the_main_line_first() -> None:
    picture = picture_of(SMALL)
    assert [card.title for card in picture.main] == [
        "Identification",
        "Follow-up",
        "At every place of the main line",
        "Outcomes",
    ]
    assert [card.title for card in picture.tracks] == ["Protection", "Medical care"]


def test_a_card_says_whose_it_is_and_how_much_time_it_has() -> None:
    assert picture_of(SMALL).main[0].note == "Home Department · 3 working days"
    assert picture_of(SMALL, "ur").main[0].note == "محکمہ داخلہ · 3 دفتری دن"


def test_a_way_out_says_where_it_leads() -> None:
    checking = picture_of(SMALL).main[0].boxes[1]
    shown = [(line.text, line.leads, line.kind) for line in checking.lines]
    assert shown == [
        ("starts Protection", "", "act"),
        ("Confirm", "Follow-up", "on"),
        ("Hurry (starts Medical care)", "Follow-up", "on"),
        ("Register again", "Registered", "step"),
        ("Write a note", "", "act"),
    ]


def test_an_arrow_goes_between_places_of_one_card_and_knows_its_way_back() -> None:
    registered, checking = "identification.registered", "identification.checking"
    assert picture_of(SMALL).main[0].arrows == (
        Arrow(registered, checking, back=False),
        Arrow(checking, registered, back=True),
    )


def test_what_a_stage_offers_at_each_step_is_shown_once() -> None:
    (follow_up,) = (
        card
        for card in picture_of(SHIPPED["victim-support"]).main
        if card.title == "Long-term follow-up"
    )
    assert "More support is needed" in {line.text for line in follow_up.lines}
    at_boxes = {line.text for box in follow_up.boxes for line in box.lines}
    assert "More support is needed" not in at_boxes


def test_what_is_offered_anywhere_says_where_it_is_not() -> None:
    shown = []
    for place in ("follow_up", "identification.registered", "identification"):
        text = WORKFLOW.replace("en: Victim withdraws", f"except: [{place}], en: Victim withdraws")
        files = {**FILES, "small-support.yaml": text.encode()}
        picture = picture_of(read_library(files).definitions["small-support"])
        shown += [line.text for line in picture.main[2].lines]
    assert shown == [
        "Victim withdraws (not at Follow-up)",
        "Victim withdraws (not at Registered)",
        "Victim withdraws (not at Identification)",
    ]


def test_what_a_clock_makes_is_told_apart() -> None:
    picture = picture_of(SHIPPED["compensation-claim"])
    lines = [line for card in picture.main for box in card.boxes for line in box.lines]
    by_itself = {line.text for line in lines if line.by_itself}
    assert "No appeal in time" in by_itself
    assert "Refuse" not in by_itself


@pytest.mark.parametrize("key", sorted(SHIPPED))
@pytest.mark.parametrize("language", ["en", "ur"])
def test_nothing_lies_on_anything_else(key: str, language: str) -> None:
    root = drawn(key, language)
    for style in ("card", "list", "box"):
        assert not [pair for pair in combinations(boxes(root, style), 2) if overlap(*pair)]


@pytest.mark.parametrize("key", sorted(SHIPPED))
@pytest.mark.parametrize("language", ["en", "ur"])
def test_everything_lies_on_the_page(key: str, language: str) -> None:
    root = drawn(key, language)
    wide, high = float(root.attrib["width"]), float(root.attrib["height"])
    found = [box for style in ("card", "list", "box") for box in boxes(root, style)]
    points = [
        (float(x), float(y))
        for path in root.iter(f"{SVG}path")
        for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.attrib["d"])
    ]
    assert all(left >= 0 and right <= wide and bottom <= high for left, _, right, bottom in found)
    assert all(0 <= x <= wide and 0 <= y <= high for x, y in points)
    assert wide <= PAGE


def test_the_main_line_lies_above_the_tracks() -> None:
    root = drawn("victim-support")
    tops = {text.text: float(text.attrib["y"]) for text in root.iter(f"{SVG}text")}
    main, tracks = tops["Main line"], tops["Tracks"]
    assert main < tops["Identification"] < tracks < tops["Emergency support"]


def test_urdu_is_turned_round() -> None:
    en, ur = drawn("victim-support"), drawn("victim-support", "ur")
    assert (en.attrib["direction"], ur.attrib["direction"]) == ("ltr", "rtl")

    def first(root: ET.Element) -> float:
        return boxes(root, "card")[0][0]

    assert first(en) < float(en.attrib["width"]) / 3
    assert first(ur) > float(ur.attrib["width"]) / 3
    assert not [t for t in ur.iter(f"{SVG}text") if "→" in (t.text or "")]


def test_a_date_in_urdu_is_kept_in_its_order() -> None:
    assert "\u20662027-01-01\u2069" in svg(SMALL, "ur")


def test_a_picture_can_be_heard() -> None:
    root = ET.fromstring(svg(SMALL))  # noqa: S314
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Small support"
    assert description is not None
    assert "Tracks alongside it: Protection, Medical care." in str(description.text)
    named = root.attrib["aria-labelledby"].split()
    assert named == [title.attrib["id"], description.attrib["id"]]


def test_a_picture_fetches_nothing() -> None:
    text = svg(SMALL)
    assert re.findall(r"https?://[^\"]*", text) == ["http://www.w3.org/2000/svg"]
    assert "<script" not in text


def test_quotation_marks_and_ampersands_of_a_label_are_shown() -> None:
    assert 'Being "checked" &amp;' in svg(SMALL)


def test_a_picture_is_the_same_every_time() -> None:
    assert svg(SHIPPED["victim-support"]) == svg(SHIPPED["victim-support"])


def test_the_picture_in_the_documentation_is_of_the_shipped_workflow() -> None:
    there = Path(__file__).parents[3] / "docs" / "pictures" / "victim-support.svg"
    assert there.read_text("utf-8") == svg(SHIPPED["victim-support"]), (
        "make it again as docs/how-to/draw-a-workflow.md says"
    )
    assert len(there.read_bytes()) < 200_000


def test_a_workflow_without_tracks_has_no_heading_for_them() -> None:
    picture = picture_of(SHIPPED["referral"])
    assert picture.tracks == ()
    block = laid_out(picture, HEADINGS, ENGLISH)
    assert "Tracks" not in {getattr(shape, "text", "") for shape in block.shapes}
    assert any(isinstance(shape, Rectangle) for shape in block.shapes)


def test_one_of_a_unit_is_not_several() -> None:
    assert len({words.en for words in w.UNITS.values()}) == len(w.UNITS)
