"""A workflow as a picture that a browser shows and a printer prints: one SVG file, nothing else.

The look is that of the pages. Urdu is turned round: what lies left in English lies right.
"""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from humrah.drawing import picture_words as w
from humrah.drawing.cards import Picture, picture_of
from humrah.drawing.layout import (
    ENGLISH,
    URDU,
    Block,
    Path,
    Printed,
    Rectangle,
    Shape,
    laid_out,
)
from workflow.definition.definition import Definition

_STYLE = """
text{font-family:system-ui,"Noto Naskh Arabic",sans-serif;fill:#4b5a54}
.page{fill:#f5f7f5}
.title,.card-title,.box-title,.step{fill:#17211d}
.heading,.on{fill:#0b5d43}
.end{fill:#1c4f8f}
.note{fill:#5b6963}
.itself{font-style:italic}
.card{fill:#fff;stroke:#c8d1cc}
.list{fill:#eef3f0;stroke:#dfe5e1}
.box{fill:#fff;stroke:#6a7872}
.first{stroke:#0b5d43;stroke-width:2}
path{fill:none;stroke:#6a7872;stroke-width:1.3}
marker path{fill:#6a7872;stroke:none}
@media print{.page{fill:#fff}.card,.list{stroke:#999}}
"""
_MARKER = "arrow-head"
_RADIUS = 8.0


def svg(definition: Definition, language: str = "en") -> str:
    """The picture of a workflow in English, or with `language` "ur" in Urdu."""
    picture = picture_of(definition, language)
    headings = (w.MAIN_LINE.in_(language), w.TRACKS.in_(language))
    setting = URDU if picture.language == "ur" else ENGLISH
    return _text(picture, laid_out(picture, headings, setting), definition.workflow)


def _text(picture: Picture, block: Block, name: str) -> str:
    wide, high = round(block.width), round(block.height)
    rtl = picture.language == "ur"
    root = ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {wide} {high}",
            "width": str(wide),
            "height": str(high),
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
            "lang": picture.language,
            "direction": "rtl" if rtl else "ltr",
        },
    )
    ET.SubElement(root, "title", id=f"{name}-title").text = picture.title
    ET.SubElement(root, "desc", id=f"{name}-description").text = picture.description
    ET.SubElement(root, "style").text = _STYLE + "\n".join(_fonts(block))
    _marker(ET.SubElement(root, "defs"))
    ET.SubElement(root, "rect", {"class": "page", "width": "100%", "height": "100%"})
    for element in _elements(block, turned=wide if rtl else None):
        root.append(element)
    ET.indent(root, "")
    return ET.tostring(root, encoding="unicode") + "\n"


def _fonts(block: Block) -> Iterator[str]:
    """The size and weight of each style that occurs."""
    styles = {s.style.name: s.style for s in block.shapes if isinstance(s, Printed)}
    for name, style in sorted(styles.items()):
        weight = ";font-weight:600" if style.bold else ""
        yield f".{name}{{font-size:{_number(style.size)}px{weight}}}"


def _marker(defs: ET.Element) -> None:
    marker = ET.SubElement(
        defs,
        "marker",
        id=_MARKER,
        viewBox="0 0 8 8",
        refX="7",
        refY="4",
        markerWidth="7",
        markerHeight="7",
        orient="auto",
    )
    ET.SubElement(marker, "path", d="M0 0 8 4 0 8z")


def _elements(block: Block, *, turned: int | None) -> Iterator[ET.Element]:
    for shape in sorted(block.shapes, key=_depth):
        yield _element(shape, turned)


def _depth(shape: Shape) -> int:
    """Cards lie below boxes, boxes below arrows, texts on top."""
    if isinstance(shape, Rectangle):
        return 0 if shape.style in ("card", "list") else 1
    return 2 if isinstance(shape, Path) else 3


def _element(shape: Shape, turned: int | None) -> ET.Element:
    match shape:
        case Rectangle():
            x = shape.x if turned is None else turned - shape.x - shape.width
            return ET.Element(
                "rect",
                {
                    "class": shape.style,
                    "x": _number(x),
                    "y": _number(shape.y),
                    "width": _number(shape.width),
                    "height": _number(shape.height),
                    "rx": _number(_RADIUS),
                },
            )
        case Printed():
            x = shape.x if turned is None else turned - shape.x
            style = f"{shape.style.name} itself" if shape.by_itself else shape.style.name
            element = ET.Element("text", {"class": style, "x": _number(x), "y": _number(shape.y)})
            element.text = shape.text
            return element
        case Path():
            points = [(x if turned is None else turned - x, y) for x, y in shape.points]
            way = " ".join(f"{_number(x)} {_number(y)}" for x, y in points)
            return ET.Element("path", {"d": f"M{way}", "marker-end": f"url(#{_MARKER})"})


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
