"""Many documents in one PDF file: fonts and images once, pages as they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from ua_gen.pdf.engine import engine, family
from ua_gen.pdf.writer import PdfWriter, number

SCALE = 0.75  # Points in a CSS pixel.


class Fonts(dict[Any, Any]):
    """WeasyPrint's fonts of a file by its keys, and those of them that were asked for lately."""

    def __init__(self) -> None:
        super().__init__()
        self.used: dict[Any, None] = {}

    def __getitem__(self, key: Any) -> Any:
        self.used[key] = None
        return super().__getitem__(key)

    def families(self) -> frozenset[str]:
        """Of the fonts asked for since the last call."""
        names = frozenset(family(self[key].name.decode()) for key in tuple(self.used))
        self.used.clear()
        return names


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page drawn with the fonts of a file."""

    stream: Any
    resources: int
    size: tuple[float, float]


class PdfDocument:
    """A file that laid-out pages are drawn into, each as a page, or as a form that many pages show."""

    def __init__(self, out: BinaryIO) -> None:
        engine()
        self.file = PdfWriter(out)
        self.fonts = Fonts()
        # Of text set on forms: a glyph of a font and size at a width, and what is written for it.
        self.pieces: dict[tuple[str, float], dict[tuple[int, int], str]] = {}
        self._images: dict[str, Any] = {}
        self._fonts_number = self.file.reserve()
        self._resources: dict[bytes, int] = {}
        self._color_spaces: dict[bytes, int] = {}
        self._forms: dict[str, int] = {}

    def draw(self, document: Any) -> list[Drawn]:
        """All pages of a document of WeasyPrint's, not yet added."""
        return [Drawn(*self._draw(document, page), size(page)) for page in document.pages]

    def add(self, pages: Sequence[Drawn]) -> None:
        for page in pages:
            self.file.add_object(page.stream)
            self.file.flush()
            self.file.add_page(page.stream.number, page.resources, page.size)

    def add_form(self, document: Any, page: Any) -> str:
        """A page as a form. Gives the name by which contents of pages can show it."""
        stream, resources = self._draw(document, page)
        box = b"[0 0 %b %b]" % (number(page.width * SCALE), number(page.height * SCALE))
        stream.extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": box, "Resources": b"%d 0 R" % resources}
        self.file.add_object(stream)
        self.file.flush()
        name = f"F{len(self._forms)}"
        self._forms[name] = stream.number
        return name

    def add_page(self, contents: bytes, size: tuple[float, float]) -> None:
        """A page with contents that show forms and set text in the fonts of the file."""
        self.file.add_page(self.file.write_stream(contents), None, size)

    def add_blank(self) -> None:
        """A page with nothing on it, of the size of the last one."""
        self.file.add_page(None, None, self.file.size)

    def close(self, language: str | None) -> None:
        from weasyprint.pdf.fonts import build_fonts_dictionary

        options = {"hinting": False, "pdf_version": None}
        fonts = build_fonts_dictionary(self.file, self.fonts, compress=True, subset=True, options=options)
        self.file.flush()
        self.file.write(self._fonts_number, fonts.data)
        forms = b"".join(b"/%b %d 0 R" % (name.encode(), form) for name, form in self._forms.items())
        self.file.write(self.file.resources, b"<</Font %d 0 R/XObject<<%b>>>>" % (self._fonts_number, forms))
        self.file.close(language)

    def stream(self, document: Any, page: Any, resources: Any = None) -> Any:
        """WeasyPrint's Stream for a page, which registers fonts and images with this file."""
        from weasyprint.pdf.stream import Stream

        rectangle = (0, 0, page.width, page.height)
        return Stream(
            self.fonts, rectangle, resources or self._new_resources(document), self._images, None,
            document.color_profiles, document.output_intent, compress=True,
        )  # fmt: skip

    def _draw(self, document: Any, page: Any) -> tuple[Any, int]:
        """The contents of a page, and the number of its resources, as WeasyPrint's own `generate_pdf` makes them."""
        from weasyprint.pdf import _use_references

        resources = self._new_resources(document)
        stream = self.stream(document, page, resources)
        stream.transform(d=-1, f=page.height * SCALE)
        page.paint(stream, SCALE)
        _use_references(self.file, resources, self._images, document.color_profiles)
        self.file.flush()
        return stream, self._known(self._resources, resources.data)

    def _new_resources(self, document: Any) -> Any:
        import pydyf

        return pydyf.Dictionary(
            {
                "ExtGState": pydyf.Dictionary(),
                "XObject": pydyf.Dictionary(),
                "Pattern": pydyf.Dictionary(),
                "Shading": pydyf.Dictionary(),
                "ColorSpace": b"%d 0 R" % self._color_space(document),
                "Font": b"%d 0 R" % self._fonts_number,
            }
        )

    def _color_space(self, document: Any) -> int:
        import pydyf
        from tinycss2.color5 import D50, D65

        spaces = pydyf.Dictionary()
        for name, white in (("lab-d50", D50), ("lab-d65", D65)):
            lab = {"WhitePoint": pydyf.Array(white), "Range": pydyf.Array((-125, 125, -125, 125))}
            spaces[name] = pydyf.Array(("/Lab", pydyf.Dictionary(lab)))
        for name, profile in document.color_profiles.items():
            stream = pydyf.Stream([profile.content], {"N": len(profile.components)}, compress=True)
            self.file.add_object(stream)
            profile.pdf_reference = stream.reference
            spaces[name] = pydyf.Array(("/ICCBased", stream.reference))
        return self._known(self._color_spaces, spaces.data)

    def _known(self, known: dict[bytes, int], data: bytes) -> int:
        """The number of an object that is written once, however often it is asked for."""
        if data not in known:
            known[data] = self.file.reserve()
            self.file.write(known[data], data)
        return known[data]


def size(page: Any) -> tuple[float, float]:
    """In points."""
    return page.width * SCALE, page.height * SCALE
