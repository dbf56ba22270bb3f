"""Where everything in a picture lies: boxes by graphlay, cards in rows.

Lengths are pixels of a screen; left to right, whatever the language (`svg.py` turns Urdu round).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import graphlay

from humrah.drawing.cards import Box, Card, Line, Picture
from humrah.drawing.text_width import lines, width

#: As wide as a page may be and still be read when printed.
PAGE = 1480.0
MARGIN, GAP, PADDING = 28.0, 20.0, 14.0
#: How far below the top of its cards the main line runs from one to the next.
_JOINT = 22.0
_OPTIONS = {
    "direction": "topbottom",
    "spacing": {"layer_gap": 30.0, "node_gap": 20.0, "dummy_gap": 14.0},
}

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: the name of its style on the page, its size, whether it is bold."""

    name: str
    size: float
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """How a language is set: the size of its text, its leading, the arrow for ways out."""

    text: float
    leading: float
    arrow: str
    #: A box is so wide, and a column of a list.
    box: float
    column: float

    def style(self, name: str) -> Style:
        """A style by its name; texts of ways out have that of their kind."""
        ratio, bold = _STYLES.get(name, (1.0, name != "way"))
        return Style(name, round(self.text * ratio, 1), bold)


#: Size relative to the text, and whether it is bold.
_STYLES = {
    "title": (1.85, True),
    "heading": (1.1, True),
    "card-title": (1.25, True),
    "box-title": (1.12, True),
    "note": (1.0, False),
}
ENGLISH = Setting(text=12, leading=1.4, arrow="→", box=188, column=250)
URDU = Setting(text=14, leading=1.65, arrow="←", box=196, column=290)


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of text: where its baseline begins, and its style."""

    x: float
    y: float
    text: str
    style: Style
    #: It happens without a person.
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A card or a box."""

    x: float
    y: float
    width: float
    height: float
    style: str


@dataclass(frozen=True, slots=True)
class Path:
    """An arrow, through its corners."""

    points: tuple[Point, ...]


Shape = Printed | Rectangle | Path


@dataclass(frozen=True, slots=True)
class Block:
    """Shapes around their own origin, and how much room they take."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    #: It is that of a stage.
    is_stage: bool = False


_NOTHING = Block(0, 0, ())


def laid_out(picture: Picture, headings: tuple[str, str], setting: Setting) -> Block:
    """The whole picture; `headings` are those of the main line and of the tracks."""
    return _Layout(setting).picture(picture, headings)


class _Layout:
    """A layout in one language."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def picture(self, picture: Picture, headings: tuple[str, str]) -> Block:
        head = self._texts((("title", picture.title), ("note", picture.note)), PAGE)
        shapes = _moved(head.shapes, MARGIN, MARGIN)
        right, y = MARGIN + head.width, MARGIN + head.height + GAP / 2
        for heading, cards in zip(headings, (picture.main, picture.tracks), strict=True):
            if not cards:
                continue
            above = self._texts((("heading", heading),), PAGE)
            shapes += _moved(above.shapes, MARGIN, y)
            rows = _rows([self._card(card) for card in cards], joined=cards is picture.main)
            shapes += _moved(rows.shapes, MARGIN, y + above.height + 8)
            right = max(right, MARGIN + rows.width)
            y += above.height + 8 + rows.height + GAP
        return Block(right + MARGIN, y + MARGIN - GAP, tuple(shapes))

    def _texts(self, texts: Iterable[tuple[str, str]], room: float) -> Block:
        """Texts of some styles, one below the other; an empty one takes no room."""
        shapes: list[Shape] = []
        y, wide = 0.0, 0.0
        for name, text in texts:
            style = self.setting.style(name)
            for line in lines(text, style.size, room, bold=style.bold) if text else ():
                y += style.size * self.setting.leading
                shapes.append(Printed(0, y - style.size * 0.4, line, style))
                wide = max(wide, width(line, style.size, bold=style.bold))
        return Block(wide, y, tuple(shapes))

    def _ways(self, found: Iterable[Line], room: float) -> Block:
        """Each line with where it leads, one below the other."""
        shapes: list[Shape] = []
        y, wide = 0.0, 0.0
        for line in found:
            leads = f"{self.setting.arrow} {line.leads}" if line.leads else ""
            block = self._texts((("way", line.text), (line.kind, leads)), room)
            shapes += [_italic(s) if line.by_itself else s for s in _moved(block.shapes, 0, y)]
            wide = max(wide, block.width)
            y += block.height + 4
        return Block(wide, y, tuple(shapes))

    def _card(self, card: Card) -> Block:
        inside = self._graph(card) if card.boxes else self._columns(card.lines)
        room = max(inside.width, self.setting.box)
        head = self._texts((("card-title", card.title), ("note", card.note)), room)
        foot = self._foot(card, room) if card.boxes and card.lines else _NOTHING
        wide = max(inside.width, head.width, foot.width) + 2 * PADDING
        below = PADDING + head.height + 10
        high = below + inside.height + foot.height + PADDING
        shapes: list[Shape] = [Rectangle(0, 0, wide, high, "card" if card.boxes else "list")]
        shapes += _moved(head.shapes, PADDING, PADDING - 4)
        left = (wide - inside.width) / 2 if card.boxes else PADDING
        shapes += _moved(inside.shapes, left, below)
        shapes += _moved(foot.shapes, PADDING, below + inside.height)
        return Block(wide, high, tuple(shapes), is_stage=bool(card.boxes))

    def _foot(self, card: Card, room: float) -> Block:
        """What is offered at every step, below the boxes."""
        head = self._texts((("label", card.lines_title),), room)
        ways = self._ways(card.lines, room)
        shapes = (*_moved(head.shapes, 0, 10), *_moved(ways.shapes, 0, head.height + 14))
        return Block(max(head.width, ways.width), head.height + ways.height + 14, shapes)

    def _columns(self, found: tuple[Line, ...]) -> Block:
        """A list in columns of at least two."""
        count = min(4, max(1, len(found) // 2))
        shapes: list[Shape] = []
        high, wide, each = 0.0, 0.0, -(-len(found) // count)
        for first in range(0, len(found), each):
            block = self._ways(found[first : first + each], self.setting.column)
            shapes += _moved(block.shapes, wide, 0)
            high = max(high, block.height)
            wide += block.width + GAP
        return Block(wide - GAP, high, tuple(shapes))

    def _graph(self, card: Card) -> Block:
        """The boxes of a card with their arrows, from above."""
        boxes = [self._box(box) for box in card.boxes]
        graph = graphlay.Graph()
        for box, block in zip(card.boxes, boxes, strict=True):
            graph.node(box.id, width=block.width, height=block.height)
        for each in card.arrows:
            graph.edge(each.source, each.target, reverse_for_ranking=each.back)
        found = graphlay.layout(graph, options=_OPTIONS)
        shapes: list[Shape] = [
            Path(tuple((p["x"], p["y"]) for p in edge["points"])) for edge in found.edges
        ]
        for block, node in zip(boxes, found.nodes, strict=True):
            x, y = node["center"]["x"], node["center"]["y"]
            shapes += _moved(block.shapes, x - block.width / 2, y - block.height / 2)
        return _at_origin(shapes)

    def _box(self, box: Box) -> Block:
        room = self.setting.box - 2 * PADDING
        head = self._texts((("box-title", box.title), ("note", box.note)), room)
        ways = self._ways(box.lines, room)
        shapes = _moved(head.shapes, PADDING, PADDING - 6)
        gap = 4 if box.title else 0
        shapes += _moved(ways.shapes, PADDING, PADDING - 6 + head.height + gap)
        high = 2 * PADDING - 8 + head.height + gap + ways.height
        style = "first box" if box.first else "box"
        return Block(
            self.setting.box, high, (Rectangle(0, 0, self.setting.box, high, style), *shapes)
        )


def _rows(cards: Sequence[Block], *, joined: bool) -> Block:
    """Cards from left to right, in as many rows as they need; stages `joined` by arrows."""
    shapes: list[Shape] = []
    x, y, height, right = 0.0, 0.0, 0.0, 0.0
    for card in cards:
        if x and x + card.width > PAGE - 2 * MARGIN:
            x, y, height = 0.0, y + height + GAP, 0.0
        elif x and joined and card.is_stage:
            shapes.append(Path(((x - GAP, y + _JOINT), (x, y + _JOINT))))
        shapes += _moved(card.shapes, x, y)
        x += card.width + GAP
        right, height = max(right, x - GAP), max(height, card.height)
    return Block(right, y + height, tuple(shapes))


def _moved(shapes: Iterable[Shape], x: float, y: float) -> list[Shape]:
    return [_shifted(shape, x, y) for shape in shapes]


def _shifted(shape: Shape, x: float, y: float) -> Shape:
    match shape:
        case Path():
            return Path(tuple((a + x, b + y) for a, b in shape.points))
        case _:
            return replace(shape, x=shape.x + x, y=shape.y + y)


def _italic(shape: Shape) -> Shape:
    return replace(shape, by_itself=True) if isinstance(shape, Printed) else shape


def _at_origin(shapes: list[Shape]) -> Block:
    """The shapes moved so that the leftmost and topmost are at 0."""
    corners = [corner for shape in shapes for corner in _corners(shape)]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    right, bottom = max(x for x, _ in corners), max(y for _, y in corners)
    return Block(right - left, bottom - top, tuple(_moved(shapes, -left, -top)))


def _corners(shape: Shape) -> tuple[Point, ...]:
    """What a box or an arrow reaches to; a text lies within its box."""
    match shape:
        case Rectangle():
            return ((shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height))
        case Path():
            return shape.points
        case Printed():
            return ()
