"""All that a page, a style sheet or a drawing names, and all in it that is none of what pages are made of."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import yaml

from ua_gen.diagnostics import quote

# By kind, what may stand in pages: see the file.
KNOWN = {
    kind: frozenset(words.split())
    for kind, words in yaml.load((files("ua_gen") / "pdf" / "known.yaml").read_bytes(), Loader=yaml.CSafeLoader).items()
}
SVG = "{http://www.w3.org/2000/svg}"
HREFS = ("href", "{http://www.w3.org/1999/xlink}href", "xlink:href")
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# Attributes by which elements that pages do not have would name something.
NAMING = ("src", "srcset", "href", "data", "poster", "background", "action", "values", "to", *HREFS)
CONDITIONAL = re.compile(r"\A\s*\[\s*(if|endif)\b|<!\[endif\]\s*\Z", re.IGNORECASE)
WITHIN = re.compile(r"\s*(data:|#|$)", re.IGNORECASE)  # An address that needs no file.
DATA = re.compile(r"\s*data:([^,;\s]*)([^,]*),(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Named:
    """Something that must be had: a picture or a font, a style sheet, or what is shown as a document of its own."""

    address: str
    kind: Literal["picture", "style", "document"] = "picture"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a reader is led, or where a form sends what it is filled in with."""

    address: str
    sends: bool = False


@dataclass(frozen=True, slots=True)
class Strange:
    """What no page has: in words, and by what it can be found in a file."""

    what: str
    sought: str


Found = Named | Link | Strange


def of_page(root: Any) -> Iterator[Found]:
    """What an HTML page holds, as parsed by tinyhtml5: `root` is an element of the standard library's."""
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            if CONDITIONAL.search(element.text or ""):
                yield Strange("a comment that some programs read as a part of the page", "[if")
        elif tag.startswith(SVG):
            yield from _drawn(element, tag.removeprefix(SVG), strict=True)
        elif tag not in KNOWN["elements"]:
            yield _strange_element(element, tag.rpartition("}")[2])
        else:
            yield from _element(element, tag)


def of_drawing(root: Any) -> Iterator[Found]:
    """What an SVG file names. What else is in it is not shown."""
    for element in root.iter():
        if isinstance(element.tag, str):
            yield from _drawn(element, element.tag.rpartition("}")[2], strict=False)


@lru_cache(32)
def of_style(css: str) -> tuple[Found, ...]:
    """What a style sheet, or what stands in an attribute `style`, names."""
    return tuple(_of_style(css))


def of_file(data: bytes, kind: str) -> tuple[Found, ...]:
    """What a file that a page shows names itself: a style sheet or a drawing. One that is broken names nothing."""
    if kind == "text/css":
        return of_style(data.decode("utf-8", "replace"))
    if kind == "image/svg+xml":
        try:
            return tuple(of_drawing(ElementTree.fromstring(data)))
        except (ElementTree.ParseError, LookupError, ValueError):
            return ()
    return ()


def of_data(address: str) -> tuple[str, bytes]:
    """The kind and the content of a `data:` address, both empty for one that cannot be read."""
    found = DATA.match(address)
    if not found:
        return "", b""
    content = unquote_to_bytes(found[3])
    if "base64" in found[2].lower():
        try:
            content = base64.b64decode(content)
        except binascii.Error:
            return "", b""
    return found[1].lower() or "text/plain", content


def _element(element: Any, tag: str) -> Iterator[Found]:
    for name, value in element.attrib.items():
        value = value or ""
        if name == "style":
            yield from of_style(value)
        elif name in ("action", "formaction", "cite") or (name == "href" and tag in ("a", "area")):
            yield Link(value, sends=name.endswith("action"))
        elif (tag, name) in (("img", "src"), ("embed", "src"), ("object", "data"), ("link", "href")):
            sheet = tag == "link" and "stylesheet" in (element.get("rel") or "").lower().split()
            yield Named(value, "style" if sheet else "picture" if tag in ("img", "link") else "document")
        elif (tag, name) in (("img", "srcset"), ("source", "srcset")):
            # A `data:` address has commas of its own, which are followed by no blank.
            yield from (Named(each.split()[0]) for each in re.split(r",\s+", value) if each.split())
        elif name in NAMING and value and not WITHIN.match(value):
            yield Strange(quote(value), value)
        elif name not in KNOWN["attributes"] and not name.startswith(("data-", "aria-", "xml:", "xmlns:")):
            yield Strange(f"the attribute {quote(name)}, which no page has", f"{name}=")
    if tag == "style":
        yield from of_style("".join(element.itertext()))
    elif tag == "meta":
        header, name = (element.get(each, "").strip().lower() for each in ("http-equiv", "name"))
        if header and header not in KNOWN["meta-headers"]:
            yield Strange(f"`<meta http-equiv={header}>`, which no page has", header)
        if name and name not in KNOWN["meta-names"] and not name.startswith(("dc.", "dcterms.")):
            yield Strange(f"`<meta name={name}>`, which no page has", name)


def _strange_element(element: Any, tag: str) -> Strange:
    """What it names, if it names anything: that is what its reader would miss."""
    for name in NAMING:
        value = element.get(name)
        if value and not WITHIN.match(value):
            return Strange(quote(value), value)
    return Strange(f"`<{tag}>`, which no page has", f"<{tag}")


def _drawn(element: Any, tag: str, strict: bool) -> Iterator[Found]:
    """Of a drawing. `strict`: it is in a page, where a reader's program would do all that stands there."""
    if strict and tag not in KNOWN["drawn"] and ":" not in tag:
        yield _strange_element(element, tag)
        return
    for name, value in element.attrib.items():
        if name in HREFS and tag == "a":
            yield Link(value)
        elif name in HREFS and tag in ("image", "feImage"):
            yield Named(value)
        elif name in HREFS or name in (XML_BASE, "xml:base"):
            if value.strip() and not value.strip().startswith("#"):
                yield Strange(f"{quote(value)}, but a drawing shows parts of itself only", value)
        elif name == "style" or "(" in value or "\\" in value:
            yield from _parts(of_style(value))
        elif strict and (name.lower() in KNOWN["not-drawn"] or name.lower().startswith("on")):
            yield Strange(f"the attribute {quote(name)}, which no page has", f"{name}=")
    if tag == "style":
        yield from of_style("".join(element.itertext()))


def _parts(found: tuple[Found, ...]) -> Iterator[Found]:
    """Of what is named in an attribute of a drawing, all that is no part of it."""
    for each in found:
        if not isinstance(each, Named):
            yield each
        elif not WITHIN.match(each.address):
            yield Strange(f"{quote(each.address)}, but a drawing shows parts of itself only", each.address)


def _of_style(css: str) -> Iterator[Found]:
    import tinycss2

    waiting = [iter(tinycss2.parse_component_value_list(css, skip_comments=True))]
    rule = ""  # The rule that has just begun.
    while waiting:
        token = next(waiting[-1], None)
        if token is None:
            waiting.pop()
            continue
        if token.type in ("whitespace", "comment"):
            continue
        before, rule = rule, ""
        if token.type == "at-keyword":
            rule = token.lower_value
            if rule not in KNOWN["rules"]:
                yield Strange(f"the rule {quote('@' + token.value)}, which no page has", f"@{token.value}")
        elif token.type == "url":
            yield from _named(token.value, before)
        elif token.type == "string" and before == "import":
            yield Named(token.value, "style")
        elif token.type == "function" and token.lower_name == "url":
            given = next((each.value for each in token.arguments if each.type == "string"), None)
            yield from [Strange("an address that cannot be read", "url(")] if given is None else _named(given, before)
        elif token.type == "function" and token.lower_name not in KNOWN["functions"]:
            given = next((each.value for each in token.arguments if each.type in ("string", "url")), None)
            what = f"the function {quote(token.name + '()')}, which no page has"
            yield Strange(f"{quote(given)} by {what}" if given else what, given or token.name)
        elif token.type == "function":
            waiting.append(iter(token.arguments))
        elif token.type.endswith("block"):
            waiting.append(iter(token.content))
        elif token.type == "error" and token.kind == "bad-url":
            yield Strange("an address that cannot be read", "url(")
        elif before == "namespace":  # What it is called, before its address.
            rule = before


def _named(address: str, rule: str) -> Iterator[Named]:
    if rule != "namespace":
        yield Named(address, "style" if rule == "import" else "picture")
