"""What was found, as the draft of a case file: values as the source has them, and comments where a person must decide.

Longer than most: it writes a file from its first line to its last, in the order in which people read it.
"""

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter, ValidationError

from ua_gen import languages
from ua_gen.casefile.loading import read_case_text
from ua_gen.diagnostics import Severity
from ua_gen.importing.found import Appeal, Found, Recipient, Request, Sentence
from ua_gen.importing.sentences import event_like
from ua_gen.model.fields import Email, Web
from ua_gen.model.values import check_tag

ASK = "# ua-gen: draft --"
WIDTH = 110
SOURCE = "source"
PLAIN = re.compile(r"[^\W\d_][\w ’'()./–—-]*[\w’)]", re.UNICODE)
RESERVED = {"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"}


@dataclass(slots=True)
class Draft:
    """The text of a case file, and what the form usually has and the source did not."""

    text: str
    missing: tuple[str, ...] = ()


@dataclass(slots=True)
class _Writer:
    lines: list[str] = field(default_factory=list)

    def line(self, text: str = "", indent: int = 0) -> None:
        self.lines.append((" " * indent + text).rstrip())

    def ask(self, question: str, indent: int = 0) -> None:
        self.line(f"{ASK} {_in_comment(question)}", indent)

    def note(self, text: str, indent: int = 0) -> None:
        self.line(f"# {_in_comment(text)}", indent)

    def value(self, key: str, text: str, indent: int = 0, first: bool = False) -> None:
        """A field. `first`: of the item of a list."""
        lead = "- " if first else ""
        if len(text) + len(key) + indent < WIDTH - 6 or _has_no_blanks(text):
            self.line(f"{lead}{key}: {scalar(text)}", indent)
            return
        self.line(f"{lead}{key}: >-", indent)
        self.block(text, indent + len(lead) + 2)

    def item(self, text: str, indent: int) -> None:
        if len(text) + indent < WIDTH - 6 or _has_no_blanks(text):
            self.line(f"- {scalar(text)}", indent)
            return
        self.line("- >-", indent)
        self.block(text, indent + 2)

    def block(self, text: str, indent: int) -> None:
        width = WIDTH - indent
        for each in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False):
            self.line(each, indent)


def scalar(text: str) -> str:
    """A text as YAML: as it is where nothing can be taken for something else, otherwise quoted."""
    if PLAIN.fullmatch(text) and text.casefold() not in RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)


def draft(appeal: Appeal, name: str) -> Draft:
    """The draft of a case. `name` is the base name of the document."""
    writer = _Writer()
    missing = tuple(_write(writer, appeal, name))
    return Draft(_sound("\n".join(writer.lines) + "\n"), missing)


def _write(out: _Writer, found: Appeal, name: str) -> Iterator[str]:
    asked = found.questions
    out.line(f"{ASK} imported from {_in_comment(name)}; compare every line with it")
    out.note("Each comment `ua-gen: draft` asks for what only you can know. Until the last is answered and deleted,")
    out.note("no document is made of this file.")
    out.line("format: 1")
    for question in asked.get("language", ()):
        out.ask(question)
    out.line(f"language: {found.language or 'en'}")
    if found.country:
        if found.country.doubt:
            out.ask(f"is it there? It is {found.country.doubt}")
        out.line(f"country: {found.country.value}")
    else:
        yield "country"
        out.ask("where does it happen? ISO 3166 code, such as `KG`")
        out.line("# country: KG")
    for key, value in (("title", found.title), ("summary", found.summary)):
        for question in asked.get(key, ()):
            out.ask(question)
        if value:
            out.value(key, value.value)
        else:
            yield key
            out.ask("the headline" if key == "title" else "two sentences: who and what")
            out.line(f"# {key}: …")
    out.line()
    yield from _action(out, found)
    out.line()
    out.ask(
        "how does it stand today, since when, by which source? An appeal may be old: who has died or is free needs none"
    )
    out.line("status: []")
    out.note(f"status: [{{state: detained, since: 2026-01-31, source: {SOURCE}}}]")
    out.line()
    yield from _people(out, found)
    out.line()
    _events(out, found)
    if found.background:
        out.line("background:")
        for text in found.background:
            out.item(text.value, 2)
        out.line()
    yield from _requests(out, found)
    if found.write_in:
        strange = [tag for tag in found.write_in.value if tag not in languages.tags()]
        if strange:
            out.note(f"ua-gen has no letters in: {', '.join(strange)}")
        out.line(f"write_in: [{', '.join(tag for tag in found.write_in.value if _is_tag(tag))}]")
        out.line()
    else:
        yield "write_in"
    yield from _recipients(out, found)
    out.line("sources:")
    out.line(f"- id: {SOURCE}", 2)
    if found.issuer:
        out.value("publisher", found.issuer.value, 4)
    out.value("title", found.title.value if found.title else name, 4)
    if found.issued:
        out.line(f"date: {found.issued.value}", 4)
    if found.index:
        out.value("index", found.index.value, 4)


def _action(out: _Writer, found: Appeal) -> Iterator[str]:
    asked = found.questions
    out.line("action:")
    for question in asked.get("action", ()):
        out.ask(question, 2)
    if found.number:
        out.line(f"number: {scalar(found.number.value)}", 2)
    else:
        yield "action.number"
    for question in asked.get("action.kind", ()):
        out.ask(question, 2)
    sequence = found.sequence.value if found.sequence else 0
    if not sequence and "action.sequence" in asked:
        out.ask("which document of the action is it? 2 for the first update, and so on", 2)
    if sequence > 1 or "action.sequence" in asked:
        out.line("kind: update", 2)
        out.line(f"sequence: {sequence or 2}", 2)
    if found.index:
        out.value("index", found.index.value, 2)
    else:
        yield "action.index"
    if found.issued:
        out.line(f"issued: {found.issued.value}", 2)
    else:
        yield "action.issued"
        out.ask("the day of issue", 2)
        out.line("# issued: 2026-01-31", 2)
    if found.deadline:
        out.line(f"deadline: {found.deadline.value}", 2)
    else:
        yield "action.deadline"
    if found.issuer:
        if found.issuer.doubt:
            out.ask(f"who issues it? {found.issuer.doubt}", 2)
        out.value("issuer", found.issuer.value, 2)
    else:
        yield "action.issuer"
        for question in asked.get("action.issuer", ("the organisation that issues it: the source does not say",)):
            out.ask(question, 2)
        out.line("# issuer: …", 2)
    for key, value in (("further_information", found.further), ("previous", found.previous), ("online", found.online)):
        if value is None:
            continue
        if key == "previous" or _fits(Web, value.value):
            out.value(key, value.value, 2)
        else:
            out.note(f"{key}: {value.value}", 2)


def _people(out: _Writer, found: Appeal) -> Iterator[str]:
    out.line("people:")
    if not found.people:
        yield "people"
        names = ", ".join(f"“{name}” ({count}×)" for name, count in found.commonest)
        out.ask(
            f"whom is it for? {'Names found most: ' + names if names else 'The source has no field for the name'}", 2
        )
        out.line("- id: person", 2)
        out.line("name:", 4)
        out.ask("`male` or `female`? It decides agreement, and is never guessed", 4)
        out.line("gender: neutral", 4)
        return
    taken: set[str] = set()
    for person in found.people:
        out.line(f"- id: {_identifier(person.name.value, 'person', taken)}", 2)
        out.value("name", person.name.value, 4)
        if person.gender:
            out.line(f"gender: {person.gender}", 4)
        else:
            out.ask("`male`, `female`, or neutral? It decides agreement, and is never guessed", 4)
            if person.pronouns:
                out.value("pronouns", person.pronouns, 4)
            out.line("gender: neutral", 4)


def _events(out: _Writer, found: Appeal) -> None:
    if not found.facts:
        return
    out.note("What happened, each sentence word for word. Letters in other languages can tell stock events only:")
    out.note("`ua-gen stock` lists them; what is only reported needs `reported: true` or `according_to` there.")
    out.line("events:")
    for fact in found.facts:
        _event(out, fact, found.language)
    out.line()


def _event(out: _Writer, fact: Sentence, language: str) -> None:
    if fact.hedge:
        out.note(f"reported: “{fact.hedge}”", 2)
    if near := event_like(fact.text.value, language):
        out.note(f"perhaps `type: {near}`", 2)
    _unsure(out, fact.text, 2)
    out.value("text", fact.text.value, 2, first=True)
    if fact.date:
        out.line(f"date: {fact.date}", 4)
    out.line(f"source: {SOURCE}", 4)


def _unsure(out: _Writer, value: Found[str], indent: int) -> None:
    if value.doubt.startswith("joined"):
        out.note(f"compare: {value.doubt}", indent)


def _requests(out: _Writer, found: Appeal) -> Iterator[str]:
    if not found.requests:
        yield "requests"
        return
    out.line("requests:")
    ids = _ids(found.recipients)
    for number, request in enumerate(found.requests):
        for question in found.questions.get(f"requests[{number}]", ()):
            out.ask(f"{question} (source: “{_short(request.text.value)}”, {_place(request.text)})", 2)
        _request(out, request, ids)
    out.line()


def _request(out: _Writer, request: Request, ids: Sequence[str]) -> None:
    if request.ask:
        out.note(f"source: {request.text.value}", 2)
        out.line(f"- ask: {request.ask}", 2)
    else:
        if request.near:
            out.note(f"perhaps `ask: {request.near}`, which every language has", 2)
        out.value("text", request.text.value, 2, first=True)
    if request.to:
        out.line(f"to: [{', '.join(ids[number] for number in request.to)}]", 4)


def _ids(recipients: Sequence[Recipient]) -> list[str]:
    taken: set[str] = set()
    return [_identifier(who.post, "official", taken) for who in recipients]


def _recipients(out: _Writer, found: Appeal) -> Iterator[str]:
    if not found.recipients:
        yield "recipients"
        return
    out.line("recipients:")
    for who, name in zip(found.recipients, _ids(found.recipients), strict=True):
        _recipient(out, who, name, found)
    out.line()


def _recipient(out: _Writer, who: Recipient, name: str, found: Appeal) -> None:
    place = _place(who.office) if who.office else ""
    if not who.post:
        out.ask(f"which post is it? `ua-gen stock post` lists those with a salutation ({place})", 2)
    out.line(f"- id: {name}", 2)
    if who.copy:
        out.line("role: copy", 4)
    out.line(f"post: {who.post or 'official'}", 4)
    if who.office:
        out.value("office", who.office.value, 4)
    else:
        out.ask("the office of whoever this is", 4)
        out.value("office", "?", 4)
    if who.name:
        if who.name.doubt or (who.office and who.office.doubt):
            out.ask(f"is this a name, by its place alone? ({_place(who.name)})", 4)
        out.value("name", who.name.value, 4)
    if who.address:
        lines = [each.value for each in who.address]
        kept, more = lines[:7], lines[7:]
        out.line(f"address: [{', '.join(_flow(each) for each in kept)}]", 4)
        if more:
            out.ask(f"an address has seven lines at most: {'; '.join(more)}", 4)
    country = who.country or found.country
    if country:
        if who.country is None or who.country.doubt:
            out.ask("the address names no country: is it this one?", 4)
        out.line(f"country: {country.value}", 4)
    else:
        out.ask("the country of the address", 4)
        out.line("# country: KG", 4)
    for key in ("phone", "fax", "email"):
        values = getattr(who, key)
        sound = [value for value in values if key != "email" or _fits(Email, value.value)]
        if sound:
            out.line(f"{key}: {scalar(sound[0].value)}", 4)
        for value in values:
            if not sound or value is not sound[0]:
                out.note(f"{key}, too: {value.value}", 4)
    if who.salutation:
        _salutation(out, who.salutation)
    for other in who.others:
        if other.doubt:
            out.ask(f"{other.doubt}: “{_short(other.value)}” ({_place(other)})", 4)
        else:
            out.note(other.value, 4)
    if found.issued and who.name:
        out.line(f"verified_on: {found.issued.value}", 4)


def _salutation(out: _Writer, value: Found[str]) -> None:
    first, slash, rest = value.value.partition("/")
    if slash:
        out.ask(f"in which language is each? “{_short(value.value)}” ({_place(value)})", 4)
        out.note(f"salutation: {{xx: {rest.strip()}}}", 4)
    out.value("salutation", first.strip(), 4)


def _flow(text: str) -> str:
    """A text in a list between brackets."""
    found = scalar(text)
    return json.dumps(text, ensure_ascii=False) if found == text and any(each in text for each in ",[]{}:#") else found


def _place(value: Found[str]) -> str:
    return value.lines[0].place if value.lines else "not in the source"


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


def _in_comment(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in " ".join(text.split()))


def _has_no_blanks(text: str) -> bool:
    return " " not in text


def _identifier(name: str, usual: str, taken: set[str]) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z0-9]+", plain)
    base = "-".join(words)[:50].strip("-") or usual
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base}-{number}"
    taken.add(found)
    return found


def _is_tag(tag: str) -> bool:
    try:
        check_tag(tag)
    except Exception:
        return False
    return True


def _fits(kind: Any, value: str) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


def _sound(text: str) -> str:
    """The draft, in which a value that a case cannot have is a comment: it is read back, and told where it is."""
    for _ in range(30):
        loaded = read_case_text(text, "draft.yaml")
        bad = [
            each.span.line
            for each in loaded.diagnostics
            if each.severity is Severity.ERROR and each.code not in ("UA020", "UA101", "UA107") and each.span
        ]
        lines = text.split("\n")
        if not bad or not lines[bad[0] - 1].strip() or lines[bad[0] - 1].lstrip().startswith("#"):
            return text
        text = "\n".join(_without(lines, bad[0] - 1))
    return text


def _without(lines: list[str], number: int) -> Iterator[str]:
    """The lines of a file with one of them, and what goes on with it, as a question."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    end = number + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    yield from lines[:number]
    yield f"{' ' * indent}{ASK} a case cannot have this as it stands in the source:"
    for each in lines[number:end]:
        yield f"{' ' * indent}# {each.strip()}"
    yield from lines[end:]
