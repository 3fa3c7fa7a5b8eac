"""Countries and languages by the names that lists use for them."""

import difflib
import re
from collections.abc import Iterator
from functools import cache

from ua_gen import languages
from ua_gen.senders.data import alike, data

NOWHERE = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")  # What CLDR has names for besides countries.


@cache
def country(word: str) -> str | None:
    """The code of a country by its code, by a code of three letters, or by a name in any supported language."""
    word = word.strip()
    if re.fullmatch("[A-Za-z]{2}", word):
        code = word.upper()
        return "GB" if code == "UK" else code if code in _codes() else None
    plain = alike(word)
    return next((names[plain] for names in _tables() if plain in names), None) if plain else None


@cache
def near(word: str) -> str | None:
    """The English name of a country that has, in some language, a name spelled much like a word."""
    plain = alike(word)
    names = [name for name in _by_letter().get(plain[:1], ()) if abs(len(name) - len(plain)) <= 3]
    close = difflib.get_close_matches(plain, names, n=1, cutoff=0.8)
    return _codes()[_by_letter()[plain[0]][close[0]]] if close else None


@cache
def language(word: str) -> str | None:
    """The tag of a language by its tag, its locale (`de_CH`), or its name."""
    word = word.strip()
    tag = word.replace("_", "-")
    named = _languages().get(alike(word))
    if named:
        return named
    parts = tag.split("-")
    if re.fullmatch("[A-Za-z]{2,3}", parts[0]) and all(re.fullmatch("[A-Za-z]{2}|[A-Za-z]{4}", p) for p in parts[1:]):
        first = _languages().get(parts[0].lower(), parts[0].lower())
        whole = "-".join([parts[0].lower(), *(part.title() for part in parts[1:] if len(part) == 4)])
        return whole if len(parts) > 1 and whole in languages.tags() else first
    return None


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    names = Locale("en").territories.items()
    return {code: name for code, name in names if re.fullmatch("[A-Z]{2}", code) and code not in NOWHERE}


@cache
def _english() -> dict[str, str]:
    return {alike(name): code for code, name in _codes().items()}


def _tables() -> Iterator[dict[str, str]]:
    """Names of countries, table by table: a language is opened only if those before it did not have the name."""
    yield _english()
    yield _others()
    for tag in languages.tags():
        yield _in_language(tag)


@cache
def _by_letter() -> dict[str, dict[str, str]]:
    """All names by their first letters: a comparison with every name there is takes a thousand times longer."""
    found: dict[str, dict[str, str]] = {}
    for names in _tables():
        for name, code in names.items():
            found.setdefault(name[:1], {}).setdefault(name, code)
    return found


@cache
def _others() -> dict[str, str]:
    from babel.core import get_global

    aliases = get_global("territory_aliases").items()
    one = {alias: new[0] for alias, new in aliases if len(alias) == 3 and len(new) == 1}
    codes = {alike(alias): code for alias, code in one.items() if code in _codes()}
    named = data("words.yaml")["countries"].items()
    return codes | {alike(name): code for code, names in named for name in names}


@cache
def _in_language(tag: str) -> dict[str, str]:
    from babel import Locale

    known = languages.language(tag)
    names = {**Locale.parse(known.locale, sep="-" if "-" in known.locale else "_").territories, **known.countries}
    return {alike(str(name)): code for code, name in names.items() if code in _codes()}


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in languages.tags():
        known = languages.language(tag)
        found |= {alike(name): tag for name in (tag, known.name, known.english)}
    named = data("words.yaml")["languages"].items()
    return found | {alike(name): tag for tag, names in named for name in names}
