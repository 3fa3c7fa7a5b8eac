"""Data compiled when the package is built: catalogues (`.po` to `.mo`), and frames, tables and stock to JSON."""

import datetime
import json
import re
from io import BytesIO
from pathlib import Path

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
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
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
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    texts = {each.context: each.string for each in catalogue if each.id and each.string and not each.fuzzy}
    return _json(texts)


def compile_yaml(path: Path) -> bytes:
    """A YAML file as JSON, read as whoever reads it does: of the stock and of word lists, everything is a text."""
    loader = yaml.CBaseLoader if path.parent.name == "stock" or path.name == "tone.yaml" else yaml.CSafeLoader
    return _json(yaml.load(path.read_bytes(), Loader=loader))


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def compile_all(package: Path) -> None:
    """Compiles all data of the package that is slow to read, each file beside its source."""
    languages = package / "languages"
    for po in sorted(languages.glob("*/catalogue.po")):
        po.with_suffix(".mo").write_bytes(compile_po(po))
    for po in sorted(languages.glob("*/frames.po")):
        po.with_suffix(".json").write_bytes(compile_frames(po))
    for pattern in YAML:
        for path in sorted(package.glob(pattern)):
            path.with_suffix(".json").write_bytes(compile_yaml(path))


def _compiled(catalogue: Catalog) -> bytes:
    """The same bytes, whenever and wherever it is compiled, without what is fuzzy."""
    catalogue.creation_date = catalogue.revision_date = UNDATED
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()
