"""Brings every catalogue up to the phrases and frames: `python -m ua_gen.languages.update` in a checkout.

New phrases come in empty; a phrase whose English has changed keeps its translation, marked fuzzy, which
leaves it out until a translator has confirmed it. `python -m ua_gen.languages.update de frames.yaml` takes frames
that were written as YAML, `event.arrested.past|active: phrase`, into the catalogue of a language.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from ua_gen import languages
from ua_gen.languages import checker, frames
from ua_gen.languages.compile import compile_frames, compile_po
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
        said = {message.context for message in catalogue if message.id}
        catalogue.update(wanted, no_fuzzy_matching=True)
        _keep_changed(catalogue, wanted)
        catalogue.obsolete.clear()
        if language.variant_of:  # It has only what differs.
            for message in [each for each in catalogue if each.id and each.context not in said]:
                catalogue.delete(message.id, message.context)
    else:
        catalogue = wanted
    return _written(catalogue)


def _written(catalogue: Catalog) -> bytes:
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


def updated_frames(tag: str, texts: Mapping[str, str]) -> bytes:
    """The frames of a language, brought up to the English, with `texts` in the place of what they translated before.

    A language's own labels stay, under the first English frame of the same event. What is not needed is `-`.
    """
    language = languages.language(tag)
    comment = f"# {language.english} ({tag}): frames. Distributed under the same licence as ua-gen."
    po = languages.HERE / tag / "frames.po"
    old: dict[str, tuple[str, str, bool]] = {}
    if po.exists():
        with po.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    old[str(message.context)] = (str(message.id), str(message.string), message.fuzzy)
    english = frames.english()
    examples = checker.examples()
    catalogue = Catalog(locale=language.locale, project="ua-gen", header_comment=comment, fuzzy=False)
    wanted = {f"{key}|{label}": text for key, labels in english.items() for label, text in labels.items()}
    if language.variant_of:  # It has only what differs.
        wanted = {context: text for context, text in wanted.items() if context in old or context in texts}
    own = {context for context in (*old, *texts) if context not in wanted and context.partition("|")[0] in english}
    for context in own:
        labels = english[context.partition("|")[0]]
        wanted[context] = labels[min(labels)]
    order = {key: number for number, key in enumerate(english)}
    for context in sorted(wanted, key=lambda each: (order[each.partition("|")[0]], each)):
        original, string, fuzzy = old.get(context, (wanted[context], "", False))
        if context in texts:
            original, string, fuzzy = wanted[context], texts[context], False
        fuzzy = bool(string) and (fuzzy or original != wanted[context])
        note = examples.get(context.partition("|")[0].rpartition(".")[0])
        message = catalogue.add(
            wanted[context], string, context=context, auto_comments=[note] if note else (), flags=["fuzzy"] * fuzzy
        )
        message.flags.discard("python-brace-format")
        message.flags.discard("python-format")
    return _written(catalogue)


def main(arguments: Sequence[str]) -> Iterator[str]:
    """Brings every catalogue up to the English, or, with a language and a file, its frames to what the file has.

    Gives what was done, a line for each catalogue.
    """
    if arguments:
        tag, path = arguments
        yield _write_frames(tag, yaml.load(Path(path).read_bytes(), Loader=yaml.CSafeLoader))
        return
    for tag in languages.tags():
        po = languages.HERE / tag / "catalogue.po"
        if tag != "en" and (po.exists() or not languages.language(tag).variant_of):
            before = po.read_bytes() if po.exists() else b""
            after = updated(po, languages.language(tag))
            po.write_bytes(after)
            po.with_suffix(".mo").write_bytes(compile_po(po))  # Else every run would compile what is newer here.
            yield _done(tag, before, after)
            if (languages.HERE / tag / "frames.po").exists():
                yield _write_frames(tag, {})


def _done(name: str, before: bytes, after: bytes) -> str:
    messages = [message for message in read_po(BytesIO(after)) if message.id]
    fuzzy = sum(message.fuzzy for message in messages)
    missing = sum(not message.string for message in messages)
    state = "changed" if after != before else "as it was"
    return f"{name:<10} {state}; {missing} to be translated, {fuzzy} to be confirmed"


def _write_frames(tag: str, texts: Mapping[str, str]) -> str:
    """Writes the frames of a language; tells what was done. Raises ValueError where a phrase cannot be right."""
    po = languages.HERE / tag / "frames.po"
    before = po.read_bytes() if po.exists() else b""
    after = updated_frames(tag, texts)
    po.write_bytes(after)
    po.with_suffix(".json").write_bytes(compile_frames(po))
    if faults := checker.faults(tag):
        raise ValueError("\n".join(faults))
    return _done(f"{tag} frames", before, after)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in main(sys.argv[1:]))
