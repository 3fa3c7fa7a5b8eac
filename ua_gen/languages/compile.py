"""Data compiled when the package is built: catalogues (`.po` to `.mo`), and frames, tables and stock to JSON.

A language may be a variant of another (`variant_of` in its data file): its files hold only what differs, and what is
compiled is the whole: the files of the language beneath with the `words` of the variant put for theirs, then its own.
"""

import datetime
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

YAML = ("stock/*.yaml", "languages/frames.yaml", "languages/phrases.yaml", "languages/*/*.yaml")
# Babel would write into each catalogue when it was compiled, and where on earth. Nobody asks for it.
UNDATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


def _names(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return re.findall(r"\{(\w+)\}", text if isinstance(text, str) else " ".join(text))


def compile_po(path: Path) -> bytes:
    """The `.mo` form of a `.po` file.

    The same file gives the same bytes, whenever and wherever it is compiled.
    Fuzzy entries are left out: a sentence that its translator has not confirmed is a missing sentence.
    Raises ValueError where an entry's placeholders or plural forms do not fit its original.
    """
    catalogue = whole_catalogue(path)
    problems = [f"{path}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors]
    # Which phrase is given which values, only the program knows; but a name that no phrase has is a slip for certain.
    known = {name for message in catalogue for name in _names(message.id)}
    problems += [
        f"{path}:{message.lineno}: no phrase has a value `{{{name}}}`"
        for message in catalogue
        for name in _names(message.string or "")
        if message.id and name not in known
    ]
    if problems:
        raise ValueError("\n".join(problems))
    return _compiled(catalogue)


def compile_frames(path: Path) -> bytes:
    """The frames of a language as JSON: by context, such as `event.arrested.past|active`, without what is fuzzy.

    `ua_gen.languages.checker` checks them. Babel takes `{who:acc}` for a format of Python's, which it is not; so none
    of its own checks is asked for.
    """
    catalogue = whole_catalogue(path)
    return _json({each.context: each.string for each in catalogue if each.id and each.string and not each.fuzzy})


def compile_yaml(path: Path) -> bytes:
    """A YAML file as JSON, read as whoever reads it does: of the stock and of word lists, everything is a text."""
    if (beneath := variant_of(path.parent)) is None:
        return _json(_read(path))
    theirs, own = beneath / path.name, _read(path) if path.exists() else None
    whole = respelt(_read(theirs), words(path.parent)) if theirs.exists() else None
    return _json(own if whole is None else whole if own is None else _laid_over(whole, own))


def _read(path: Path) -> Any:
    loader = yaml.CBaseLoader if path.parent.name == "stock" or path.name == "tone.yaml" else yaml.CSafeLoader
    return yaml.load(path.read_bytes(), Loader=loader)


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def compile_all(package: Path) -> None:
    """Compiles all data of the package that is slow to read, each file beside its source."""
    languages = package / "languages"
    for po in _all(languages.glob("*/catalogue.po")):
        po.with_suffix(".mo").write_bytes(compile_po(po))
    for po in _all(languages.glob("*/frames.po")):
        po.with_suffix(".json").write_bytes(compile_frames(po))
    for pattern in YAML:
        for path in _all(package.glob(pattern)):
            path.with_suffix(".json").write_bytes(compile_yaml(path))


# --- variants --------------------------------------------------------------------------------------------------------


def variant_of(folder: Path) -> Path | None:
    """The folder of the language that a language is laid over."""
    data = folder / "language.yaml"
    beneath = _read(data).get("variant_of") if data.exists() else None
    return folder.parent / beneath if beneath else None


def words(folder: Path) -> list[tuple[re.Pattern[str], str]]:
    """What a variant writes otherwise: regular expressions on the texts of the language beneath, in their order."""
    return [(re.compile(pattern), text) for pattern, text in _read(folder / "language.yaml").get("words", ())]


def respelt(data: Any, words: list[tuple[re.Pattern[str], str]]) -> Any:
    """Data with each of its texts as the variant writes it. Keys stay as they are."""
    if isinstance(data, dict):
        return {key: respelt(value, words) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return type(data)(respelt(each, words) for each in data)
    if isinstance(data, str):
        for pattern, text in words:
            data = pattern.sub(text, data)
    return data


def _laid_over(whole: Any, own: Any) -> Any:
    """What a variant has of its own in the place of what is beneath; of countries, those that it names."""
    if isinstance(whole, dict) and isinstance(own, dict):
        return whole | {key: _laid_over(whole[key], value) if key in whole else value for key, value in own.items()}
    if isinstance(own, list) and own and isinstance(own[0], dict) and "names" in own[0]:
        named = {code for group in own for code in group["names"]}
        kept = [{**each, "names": {c: name for c, name in each["names"].items() if c not in named}} for each in whole]
        return [*own, *kept]
    return own


def whole_catalogue(path: Path) -> Catalog:
    """A catalogue; that of a variant with all that it does not say itself, as the variant writes it."""
    own = _catalogue(path) if path.exists() else None
    beneath = variant_of(path.parent)
    theirs = beneath / path.name if beneath else path
    if beneath is None or not theirs.exists():
        return own if own is not None else Catalog()
    whole = _catalogue(theirs)
    said = {each.context: each for each in own or () if each.id and each.string and not each.fuzzy}
    spelling = words(path.parent)
    for message in whole:
        mine = said.get(message.context)
        if message.id:
            message.string = mine.string if mine is not None else respelt(message.string, spelling)
    for context, message in said.items():  # Labels of its own.
        if whole.get(message.id, context) is None:
            whole.add(message.id, message.string, context=context)
    return whole


def _catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _all(found: Iterator[Path]) -> list[Path]:
    """Files, and those that a variant has only by the language beneath."""
    paths = set(found)
    for folder in {data.parent for path in paths for data in path.parent.parent.glob("*/language.yaml")}:
        if beneath := variant_of(folder):
            paths |= {folder / path.name for path in paths if path.parent == beneath}
    return sorted(paths)


def _compiled(catalogue: Catalog) -> bytes:
    """The same bytes, whenever and wherever it is compiled, without what is fuzzy."""
    catalogue.creation_date = catalogue.revision_date = UNDATED
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
