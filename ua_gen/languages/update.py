"""Brings every catalogue up to the phrases: `python -m ua_gen.languages.update` in a checkout.

New phrases come in empty; a phrase whose English has changed keeps its translation, marked fuzzy, which
leaves it out until a translator has confirmed it.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from ua_gen import languages
from ua_gen.languages.compile import compile_po
from ua_gen.languages.phrases import FINER, english_phrases


def template(language: languages.Language) -> Catalog:
    """All phrases, with the agreement contexts that the language distinguishes."""
    comment = f"# {language.english} ({language.tag}). Distributed under the same licence as ua-gen."
    catalogue = Catalog(locale=language.locale, project="ua-gen", header_comment=comment, fuzzy=False)
    for phrase in english_phrases().values():
        if phrase.counts:
            catalogue.add((phrase.forms["singular"], phrase.forms["plural"]), context=phrase.key)
            continue
        finer = [form for form in FINER if form in language.agreement and "several" in phrase.forms]
        for form in (*phrase.forms, *finer):
            context = f"{phrase.key}|{form}" if form in language.agreement else phrase.key
            catalogue.add(phrase.english(form), context=context)
    return catalogue


def updated(po: Path, language: languages.Language) -> bytes:
    """The text of a catalogue, brought up to the phrases."""
    wanted = template(language)
    if po.exists():
        with po.open("rb") as file:
            catalogue = read_po(file)
        catalogue.update(wanted, no_fuzzy_matching=True)
        _keep_changed(catalogue, wanted)
        catalogue.obsolete.clear()
    else:
        catalogue = wanted
    written = BytesIO()
    write_po(written, catalogue, width=0, ignore_obsolete=True)
    # Lines that a tool fills with its clock and its user would make every file differ at every run.
    noise = re.compile(rb'^"(Project-Id-Version|Report-Msgid|POT-Creation|PO-Revision|Last-Tr|Language-Team|Generated)')
    return b"\n".join(line for line in written.getvalue().split(b"\n") if not noise.match(line))


def _keep_changed(catalogue: Catalog, wanted: Catalog) -> None:
    """A phrase is known by its context: where only the English changed, the old translation is kept as fuzzy."""
    old = {message.context: message for message in catalogue.obsolete.values() if message.string}
    for message in catalogue:
        if message.id and message.context in old and not message.string:
            message.string = old[message.context].string
            message.flags.add("fuzzy")


def main() -> Iterator[str]:
    """Brings every catalogue up to the English; gives what was done, a line for each language."""
    for tag in languages.tags():
        if tag != "en":
            po = languages.HERE / tag / "catalogue.po"
            before = po.read_bytes() if po.exists() else b""
            after = updated(po, languages.language(tag))
            po.write_bytes(after)
            po.with_suffix(".mo").write_bytes(compile_po(po))  # Else every run would compile what is newer here.
            catalogue = read_po(BytesIO(after))
            fuzzy = sum(message.fuzzy for message in catalogue if message.id)
            missing = sum(not message.string for message in catalogue if message.id)
            state = "changed" if after != before else "as it was"
            yield f"{tag:<8} {state}; {missing} to be translated, {fuzzy} to be confirmed"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in main())
