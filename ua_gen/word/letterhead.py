"""A section's letterhead: of a Word file, the styles, page, head and foot; all else in it is left behind.

Longer than most: what of a stranger's file goes into ours is told in one place. The file is read in a process with
limits (`ua_gen.templating.confined`).
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from ua_gen.files.images import ImageError, reencode
from ua_gen.word.archive import FIRST, blank, packed
from ua_gen.word.layout import LARGEST_LETTERHEAD, LetterheadError

UNPACKED = 30_000_000  # Bytes of all that is in the file,
MEMBERS = 500  # and so many parts.
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Name spaces of text and of drawings; what is in another one is not taken over.
KNOWN = {
    W, A, "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
}  # fmt: skip
# What runs, leads or refers somewhere, or tells who has worked at the file.
DROPPED = {
    "altChunk", "object", "pict", "control", "del", "moveFrom", "commentRangeStart", "commentRangeEnd",
    "commentReference", "annotationRef", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "subDoc",
    "footnoteReference", "endnoteReference", "hlinkClick", "hlinkHover", "extLst", "dataBinding", "numPicBullet",
    "lvlPicBulletId", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "printerSettings", "sdtPr", "sdtEndPr",
}  # fmt: skip
UNWRAPPED = {"hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple"}
COUNTING = {"PAGE", "NUMPAGES", "SECTIONPAGES"}  # Fields that ask nobody for anything.
MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
SAVE = "open it in Word or LibreOffice and save it as .docx"


@dataclass(slots=True)
class Letterhead:
    """A blank document with the look of a letterhead, and what of it was left behind."""

    data: bytes
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Source:
    """The parts of the stranger's file."""

    archive: zipfile.ZipFile
    left_out: dict[str, None] = field(default_factory=dict)

    def xml(self, name: str) -> Any:
        """The root of a part, None where there is none. Raises LetterheadError."""
        if name not in self.archive.namelist():
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True)  # fmt: skip
        try:
            root = etree.fromstring(self.archive.read(name), parser)
        except etree.XMLSyntaxError:
            raise LetterheadError("a part of it cannot be read", SAVE) from None
        if root.getroottree().docinfo.doctype:
            raise LetterheadError("it declares a document type, which no Word file does", SAVE)
        return root

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """What a part refers to inside the file: by id, the last word of its kind, and its name."""
        folder, base = posixpath.split(name)
        root = self.xml(f"{folder}/_rels/{base}.rels")
        found = {}
        for each in root if root is not None else ():
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/" + folder, each.get("Target", "")))
                found[each.get("Id", "")] = (each.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found


def cleaned(data: bytes) -> Letterhead:
    """Of a Word file what makes its letterhead, in a document without a text. Raises LetterheadError."""
    if len(data) > LARGEST_LETTERHEAD:
        raise LetterheadError(f"it is larger than {LARGEST_LETTERHEAD // 1_000_000} MB", "save its pictures smaller")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check(archive)
            return _Cleaner(_Source(archive)).result()
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, KeyError, ValueError):
        raise LetterheadError("it is not a sound Word file", SAVE) from None


def _check(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise LetterheadError(f"it has more than {MEMBERS} parts", SAVE)
    room = UNPACKED
    for info in members:
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile
        with archive.open(info) as member:  # What the archive says of its size may be a lie.
            while chunk := member.read(1 << 18):
                room -= len(chunk)
                if room < 0:
                    raise LetterheadError(f"it unpacks to more than {UNPACKED // 1_000_000} MB", SAVE)


class _Cleaner:
    def __init__(self, source: _Source) -> None:
        self.source = source
        with zipfile.ZipFile(io.BytesIO(blank())) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self.types = etree.fromstring(self.members[FIRST])
        self.rels = etree.fromstring(self.members["word/_rels/document.xml.rels"])
        self.pictures = 0

    def result(self) -> Letterhead:
        main = self._main()
        document, related = self.source.xml(main), self.source.related(main)
        if document is None:
            raise LetterheadError("it has no text", SAVE)
        by_kind = dict(related.values())
        fonts = self._fonts(by_kind.get("theme", ""))
        self._numbering(by_kind.get("numbering", ""))
        self._styles(by_kind.get("styles", ""), fonts)
        self._section(document, related)
        self._settings(by_kind.get("settings", ""))
        self.members[FIRST] = _written(self.types)
        self.members["word/_rels/document.xml.rels"] = _written(self.rels)
        return Letterhead(packed(self.members), tuple(self.source.left_out))

    def _main(self) -> str:
        """The name of the part that holds the text."""
        types = self.source.xml(FIRST)
        for each in types if types is not None else ():
            if each.get("ContentType") in MAIN:
                return str(each.get("PartName", "")).lstrip("/")
            if "macroEnabled" in each.get("ContentType", ""):
                raise LetterheadError("it may run programs (macros)", "save it as .docx, without macros")
        raise LetterheadError("it is not a Word file", SAVE)

    def _fonts(self, theme: str) -> dict[str, str]:
        """The fonts that styles mean by their part in a theme, such as `minorHAnsi`."""
        root = self.source.xml(theme)
        found: dict[str, str] = {}
        for place in ("major", "minor") if root is not None else ():
            for kind, ends in (("latin", ("HAnsi", "Ascii")), ("ea", ("EastAsia",)), ("cs", ("Bidi",))):
                named = root.find(f".//{{{A}}}{place}Font/{{{A}}}{kind}")
                if named is not None and named.get("typeface"):
                    found |= {place + end: named.get("typeface") for end in ends}
        return found

    def _styles(self, name: str, fonts: dict[str, str]) -> None:
        """Theirs, and those of ours that they do not have."""
        theirs = self.source.xml(name)
        if theirs is None:
            return
        theirs, ours = self._copy(theirs, {}, ""), etree.fromstring(self.members["word/styles.xml"])
        for each in [*theirs.iter(_w("latentStyles")), *filter(_is_unused, theirs.iter(_w("style")))]:
            each.getparent().remove(each)
        for each in theirs.iter(_w("rFonts")):
            for key in ("ascii", "hAnsi", "eastAsia", "cs"):
                theme = each.attrib.pop(_w("cstheme" if key == "cs" else f"{key}Theme"), None)
                if theme in fonts:
                    each.set(_w(key), fonts[theme])
        for each in theirs.iter():
            for key in ("themeColor", "themeShade", "themeTint", "themeFill", "themeFillShade", "themeFillTint"):
                each.attrib.pop(_w(key), None)
        known = {each.get(_w("styleId")) for each in theirs.iter(_w("style"))}
        named = {
            each.find(_w("name")).get(_w("val"))
            for each in theirs.iter(_w("style"))
            if each.find(_w("name")) is not None
        }
        usual = next((each.get(_w("styleId")) for each in theirs.iter(_w("style"))
            if each.get(_w("type")) == "paragraph" and each.get(_w("default")) == "1"), None)  # fmt: skip
        for each in ours.iter(_w("style")):
            if each.get(_w("styleId")) in known or each.find(_w("name")).get(_w("val")) in named:
                continue
            added = deepcopy(each)
            based = added.find(_w("basedOn"))
            if based is not None and based.get(_w("val")) == "Normal" and usual:
                based.set(_w("val"), usual)
            for number in added.iter(_w("numId")):
                number.set(_w("val"), self.numbers[number.get(_w("val"))])
            theirs.append(added)
        self.members["word/styles.xml"] = _written(theirs)

    def _numbering(self, name: str) -> None:
        """Theirs, which their styles name, and ours behind them, with numbers of their own."""
        theirs, ours = self.source.xml(name), etree.fromstring(self.members["word/numbering.xml"])
        self.numbers = {each.get(_w("numId")): each.get(_w("numId")) for each in ours.iter(_w("num"))}
        if theirs is None:
            return
        theirs = self._copy(theirs, {}, "")
        first = 1 + max((int(each.get(_w("abstractNumId"))) for each in theirs.iter(_w("abstractNum"))), default=0)
        last = 1 + max((int(each.get(_w("numId"))) for each in theirs.iter(_w("num"))), default=0)
        place = next((number for number, each in enumerate(theirs) if each.tag == _w("num")), len(theirs))
        for each in ours.iter(_w("abstractNum")):
            added = deepcopy(each)
            added.set(_w("abstractNumId"), str(first + int(each.get(_w("abstractNumId")))))
            theirs.insert(place, added)
            place += 1
        place = max((number for number, each in enumerate(theirs) if each.tag == _w("num")), default=place - 1) + 1
        for each in ours.iter(_w("num")):
            added = deepcopy(each)
            own = str(last + int(each.get(_w("numId"))))
            added.set(_w("numId"), own)
            abstract = added.find(_w("abstractNumId"))
            abstract.set(_w("val"), str(first + int(abstract.get(_w("val")))))
            self.numbers[each.get(_w("numId"))] = own
            theirs.insert(place, added)
            place += 1
        self.members["word/numbering.xml"] = _written(theirs)

    def _section(self, document: Any, related: dict[str, tuple[str, str]]) -> None:
        """Size and margins of the page, and what stands above and below."""
        found = document.findall(f".//{_w('sectPr')}")
        if not found:
            return
        # A letterhead of several sections begins with the first, where its head is.
        theirs, ours = found[0], etree.fromstring(self.members["word/document.xml"])
        own = ours.find(f".//{_w('sectPr')}")
        own[:] = []
        for each in theirs:
            kind = etree.QName(each).localname
            if kind in ("headerReference", "footerReference"):
                what, name = related.get(each.get(f"{{{R}}}id", ""), ("", ""))
                if what in ("header", "footer"):
                    added = etree.SubElement(own, _w(kind))
                    added.set(_w("type"), each.get(_w("type"), "default"))
                    added.set(f"{{{R}}}id", self._head(name, what))
            elif kind in ("pgSz", "pgMar", "titlePg", "pgBorders", "vAlign"):
                own.append(self._copy(each, {}, ""))
        self.members["word/document.xml"] = _written(ours)

    def _head(self, name: str, kind: str) -> str:
        """Takes a head or foot over, with its pictures; gives the id by which the document refers to it."""
        root = self.source.xml(name)
        if root is None:
            raise LetterheadError("a part of it is missing", SAVE)
        number = sum(1 for each in self.members if each.startswith(f"word/{kind}")) + 1
        part = f"word/{kind}{number}.xml"
        pictures = etree.Element(f"{{{PACKAGE}/relationships}}Relationships", nsmap={None: f"{PACKAGE}/relationships"})
        related = {key: target for key, (what, target) in self.source.related(name).items() if what == "image"}
        self.kept: dict[str, str] = {}
        self.picture_rels = pictures
        made = self._copy(root, related, kind)
        _quiet_fields(made)
        self.members[part] = _written(made)
        if len(pictures):
            self.members[f"word/_rels/{kind}{number}.xml.rels"] = _written(pictures)
        override = etree.SubElement(self.types, f"{{{PACKAGE}/content-types}}Override")
        override.set("PartName", "/" + part)
        override.set("ContentType", f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml")
        return _refer(self.rels, kind, f"{kind}{number}.xml")

    def _settings(self, name: str) -> None:
        theirs = self.source.xml(name)
        if theirs is not None and theirs.find(_w("evenAndOddHeaders")) is not None:
            ours = etree.fromstring(self.members["word/settings.xml"])
            ours.find(_w("defaultTabStop")).addnext(etree.Element(_w("evenAndOddHeaders")))
            self.members["word/settings.xml"] = _written(ours)

    def _copy(self, element: Any, pictures: dict[str, str], kind: str) -> Any:
        """An element with what of it is known to be harmless. `pictures`: names of the parts, by the ids used in it."""
        made = etree.Element(
            element.tag, nsmap={key: value for key, value in element.nsmap.items() if value in KNOWN | {R}}
        )
        made.text, made.tail = element.text, None
        for key, value in element.attrib.items():
            space = etree.QName(key).namespace
            name = etree.QName(key).localname
            if space == R and name == "embed" and etree.QName(element).localname == "blip":
                made.set(key, self._picture(pictures.get(value, "")))
            elif space in (None, *KNOWN) and not name.startswith("rsid") and name not in ("title", "author", "date"):
                made.set(
                    key, "Picture" if etree.QName(element).localname in ("docPr", "cNvPr") and name == "name" else value
                )
        for child in element:
            for each in self._children(child, pictures, kind):
                made.append(each)
        return made

    def _children(self, child: Any, pictures: dict[str, str], kind: str) -> Iterator[Any]:
        if not isinstance(child.tag, str):
            return
        space, name = etree.QName(child).namespace, etree.QName(child).localname
        if space == MC and name == "AlternateContent":
            choice = child.find(f"{{{MC}}}Choice")
            if choice is not None and choice.get("Requires", "") in ("wps", "wpg"):
                for each in choice:
                    yield from self._children(each, pictures, kind)
            return
        if space not in KNOWN or name in DROPPED:
            if name in ("pict", "object", "control"):
                self.source.left_out["a drawing or object of an old kind"] = None
            return
        if space == W and name in UNWRAPPED and not (name == "fldSimple" and _counts(child.get(_w("instr"), ""))):
            for each in child:
                yield from self._children(each, pictures, kind)
            return
        if name == "drawing" and not self._can_be_shown(child, pictures):
            self.source.left_out["a picture that is no PNG or JPEG"] = None
            return
        yield self._copy(child, pictures, kind)

    def _can_be_shown(self, drawing: Any, pictures: dict[str, str]) -> bool:
        return all(
            self._picture(pictures.get(each.get(f"{{{R}}}embed", ""), "")) for each in drawing.iter(f"{{{A}}}blip")
        )

    def _picture(self, name: str) -> str:
        """The id of a picture in the part that is being made; empty for what cannot be shown."""
        if name in self.kept:
            return self.kept[name]
        self.kept[name] = ""
        if name in self.source.archive.namelist():
            try:
                kind, data = reencode(self.source.archive.read(name), "a picture of the letterhead")
            except ImageError:
                return ""
            self.pictures += 1
            self.members[f"word/media/picture{self.pictures}.{kind}"] = data
            if not any(each.get("Extension") == kind for each in self.types):
                default = etree.Element(
                    f"{{{PACKAGE}/content-types}}Default", Extension=kind, ContentType=f"image/{kind}"
                )
                self.types.insert(0, default)
            self.kept[name] = _refer(self.picture_rels, "image", f"media/picture{self.pictures}.{kind}")
        return self.kept[name]


def _is_unused(style: Any) -> bool:
    """Whether nothing of ours is in such a style: tables have one of our own."""
    return style.get(_w("type")) in ("table", "numbering") and style.get(_w("default")) != "1"


def _counts(instruction: str) -> bool:
    return instruction.split()[:1] != [] and instruction.split()[0].upper() in COUNTING


def _quiet_fields(root: Any) -> None:
    """Of fields that do more than count pages only what they show is left."""
    open_fields: list[list[Any]] = []
    for run in list(root.iter(_w("fldChar"), _w("instrText"))):
        kind = run.get(_w("fldCharType"), "text")
        if kind == "begin":
            open_fields.append([])
        if open_fields:
            open_fields[-1].append(run)
        if kind == "end" and open_fields:
            parts = open_fields.pop()
            text = "".join(each.text or "" for each in parts if each.tag == _w("instrText"))
            if not _counts(text):
                for each in parts:
                    each.getparent().remove(each)
    for parts in open_fields:
        for each in parts:
            each.getparent().remove(each)


def _refer(rels: Any, kind: str, target: str) -> str:
    number = f"rId{len(rels) + 1}"
    each = etree.SubElement(rels, f"{{{PACKAGE}/relationships}}Relationship")
    each.set("Id", number)
    each.set("Type", f"{R}/{kind}")
    each.set("Target", target)
    return number


def _w(name: str) -> str:
    return f"{{{W}}}{name}"


def _written(root: Any) -> bytes:
    etree.cleanup_namespaces(root)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
