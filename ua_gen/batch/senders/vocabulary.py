"""Words of lists: countries and languages by any name, totals and footers, households, scripts.

Longer than most: each list of words has its one reader here.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pydantic_core import PydanticCustomError

from ua_gen import languages
from ua_gen.batch.senders.lookup import data, fold_key, variants
from ua_gen.model.values import check_tag

_SORTED = re.compile(r"([^,()]+?)\s*(?:,\s*|\()([^,()]+)\)?")
NOWHERE = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")  # What CLDR has names for besides countries.


@cache
def country(word: str) -> str | None:
    """The code of a country by its code, by a code of three letters, or by a name in any supported language.

    None for what is no country, and for what is the name of `several`.
    """
    word = word.strip()
    if re.fullmatch("[A-Za-z]{2}", word):
        code = word.upper()
        if code in _codes():
            return code
    if not fold_key(word) or several(word):
        return None
    if found := _named_so(word) or _named_so(_turned_country(word)):
        return found
    # `United Kingdom (UK)`, `Iran (Islamic Republic of)`, but not `Congo (Dem. Rep.)`.
    name, _, more = word.removesuffix(")").partition("(")
    found = country(name) if name.strip() and more else None
    if found and (fold_key(more) in _named("in-brackets") or country(more) == found):
        return found
    return None


def several(word: str) -> list[str]:
    """The codes of the countries that have a name in common; empty for nearly all names."""
    return _several().get(fold_key(word), [])


def country_name(code: str) -> str:
    """What a country is called in English."""
    return languages.language("en").countries.get(code) or _codes()[code]


def is_part_of(word: str, code: str) -> bool:
    """Whether a word such as `England` says no more than the name of a country."""
    return _others().get(fold_key(word)) == code


def _named_so(word: str) -> str | None:
    forms = {fold_key(each).removeprefix("the") for each in (word, word.replace("&", "and"))} - {""}
    return next((names[form] for names in _tables() for form in forms if form in names), None) if forms else None


def _turned_country(word: str) -> str:
    """`Islamic Republic of Iran` for `Iran, Islamic Republic of`, as ISO and databases sort it; empty for others."""
    parts = _SORTED.fullmatch(word)
    return f"{parts[2]} {parts[1]}" if parts else ""


@cache
def near(word: str) -> str | None:
    """The English name of a country that has, in some language, a name spelled much like a word."""
    plain = fold_key(word)
    names = [name for name in _by_letter().get(plain[:1], ()) if abs(len(name) - len(plain)) <= 3]
    close = difflib.get_close_matches(plain, names, n=1, cutoff=0.8)
    return _codes()[_by_letter()[plain[0]][close[0]]] if close else None


@cache
def language(word: str) -> str | None:
    """The tag of a language by its tag, its locale (`de_CH`), or its name."""
    word = word.strip()
    tag = word.replace("_", "-")
    named = _languages().get(fold_key(word)) or _languages().get(fold_key(word.partition("(")[0]))
    if named:
        return named
    parts = tag.split("-")
    if re.fullmatch("[A-Za-z]{2,3}", parts[0]) and all(re.fullmatch("[A-Za-z]{2}|[A-Za-z]{4}", p) for p in parts[1:]):
        first = _languages().get(parts[0].lower(), parts[0].lower())
        whole = "-".join([parts[0].lower(), *(part.title() for part in parts[1:] if len(part) == 4)])
        return whole if len(parts) > 1 and whole in languages.tags() else first
    return None


def turned(name: str) -> str:
    """`Given Family` for `Family, Given`, and other names as they are."""
    if "," not in name:
        return name
    parts = [part.strip() for part in name.split(",")]
    after: list[str] = []
    while len(parts) > 1 and fold_key(parts[-1]) in _named("after-names"):
        after.insert(0, parts.pop())
    if len(parts) != 2 or not all(any(map(str.isalpha, part)) for part in parts):
        return name
    return ", ".join([f"{parts[1]} {parts[0]}", *after])


def is_household(name: str) -> bool:
    """Whether a name is one of several people."""
    return any(fold_key(word) in _named("households") for word in name.split())


def is_several(name: str, given: str = "") -> bool:
    """Whether a name seems to be that of a household, of two people, or of an organisation.

    Where the given name is told apart, only that tells a household: `Елена Родина` is one person.
    """
    words = name.split()
    plain = list(map(fold_key, words))
    households = list(map(fold_key, given.split())) if given else [*plain[:1], *filter(str.isascii, plain[1:])]
    return (
        not _named("households").isdisjoint(households)
        or not _named("organisations").isdisjoint(plain)
        or plain[-1] in _named("forms-of-law")
        or any(word.casefold() in _between() for word in words[1:-1])
    )


def is_kind_of_several(text: str) -> bool:
    """Whether a column such as `Contact Type` says that a row is not of one person."""
    return fold_key(text) in _named("kinds-of-several")


def signed(name: str, form: str, has_given: bool) -> str:
    """How several people with a form of address sign: `Familie Kern`. Empty for the form of one person."""
    if not (pattern := _signed_as().get(fold_key(form), "")):
        return ""
    if (has_given and not is_household(form)) or fold_key(form).removeprefix("the") in fold_key(name):
        return name
    return pattern.format(form=form, name=name)


@cache
def _signed_as() -> dict[str, str]:
    patterns = data("words.yaml")["signed-as"].items()
    return {fold_key(form): pattern for pattern, lists in patterns for form in variants(lists)}


@cache
def _between() -> frozenset[str]:
    return frozenset(variants(data("words.yaml")["between-people"]))


def no_name(name: str) -> str:
    """What a name looks like that is nobody's, such as `a total`; empty for all others."""
    plain = name.casefold()
    if plain.startswith(_totals()) and _total().fullmatch(plain):
        return "a total"
    return _no_names().get(" ".join(dict.fromkeys(plain.split())).strip(" .:"), "")


def is_footer(text: str) -> bool:
    """Whether a row's only text is one that programs write below a list."""
    plain = text.casefold()
    if not plain.startswith(_footers()):
        return False
    return any(plain.startswith(word) and not plain[len(word) :][:1].isalpha() for word in _footers())


def is_no(text: str) -> bool:
    """Whether a cell says no, to a question such as `deceased`."""
    return fold_key(text) in _named("no-words")


@cache
def _no_names() -> dict[str, str]:
    return {word: kind for kind, lists in data("words.yaml")["no-names"].items() for word in variants(lists)}


@cache
def _footers() -> tuple[str, ...]:
    return tuple(variants(data("words.yaml")["footers"]))


@cache
def _totals() -> tuple[str, ...]:
    return tuple(variants(data("words.yaml")["totals"]))


@cache
def _total() -> re.Pattern[str]:
    """A total's name and at most its number: `Total Eclipse` is one's name, after all."""
    return re.compile(rf"({'|'.join(map(re.escape, _totals()))})([\d\W]*|\s*[:=(#].*)")


@cache
def dates() -> re.Pattern[str]:
    """A day as Excel writes it in CSV: `03-Jan`, `01. Mrz`, `01.03.2026`."""
    month = rf"({'|'.join(variants(data('words.yaml')['months']))})\.?"
    return re.compile(
        rf"\d{{1,2}}[./-]\d{{1,2}}[./-](19|20)\d\d|\d{{4}}-\d\d-\d\d(t.*)?|\d{{1,4}}\.?[ -]?{month}([ -]\d{{2,4}})?"
        rf"|{month}[ -]\d{{1,4}}|\d{{1,2}}月(\d{{1,2}}日)?"
    )


@cache
def _named(key: str) -> frozenset[str]:
    return frozenset(map(fold_key, variants(data("words.yaml")[key])))


def tag(plain: str) -> str:
    """The tag of a language by its tag or name, as headings are compared."""
    return _languages().get(plain, "")


def script(text: str) -> str:
    """The writing that most of a text is in: `LATIN`."""
    letters = [letter for letter in text[:200] if letter.isalpha()]
    names = [unicodedata.name(letter, "").partition(" ")[0] for letter in letters]
    return max(set(names), key=names.count, default="")


def is_foreign(tag: str) -> bool:
    """Whether there is such a language, but no letters in it."""
    try:
        return check_tag(tag) not in languages.tags()
    except PydanticCustomError:
        return False


@cache
def written_in(name: str) -> tuple[str, ...]:
    """The languages of ua-gen in a writing."""
    return tuple(each for each in languages.tags() if script(languages.language(each).name) == name)


@cache
def _codes() -> dict[str, str]:
    from babel import Locale

    names = Locale("en").territories.items()
    return {code: name for code, name in names if re.fullmatch("[A-Z]{2}", code) and code not in NOWHERE}


@cache
def _several() -> dict[str, list[str]]:
    named = data("words.yaml")["several-countries"]
    return {fold_key(name): each["codes"] for each in named for name in variants(each["names"])}


@cache
def _english() -> dict[str, str]:
    return {form: code for code, name in _codes().items() for form in _forms(name)}


def _forms(name: str) -> Iterator[str]:
    """A name in the ways it is written: `St. Kitts & Nevis` is `Saint Kitts and Nevis`."""
    plain = name.replace("&", "and")
    for form in (name, plain, re.sub(r"\bSt\.", "Saint", plain), _turned_country(name)):
        if form:
            yield fold_key(form).removeprefix("the")


def _tables() -> Iterator[dict[str, str]]:
    """Names of countries, table by table: a language is opened only if those before it did not have the name."""
    yield _english()
    yield _others()
    for tag in languages.tags():
        yield _in_language(tag)
    for tag in languages.tags():
        yield _official(tag)


@cache
def _official(tag: str) -> dict[str, str]:
    """The names of ISO 3166, which programs offer in their lists of countries: `Moldova, Republic of`."""
    import gettext

    import pycountry  # Late: it is needed for few lists.

    locale = languages.language(tag).locale
    translated = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, [locale], fallback=True).gettext
    found: dict[str, str] = {}
    for each in pycountry.countries:
        names = (getattr(each, kind, "") for kind in ("name", "official_name", "common_name"))
        if each.alpha_2 in _codes():
            found |= {form: each.alpha_2 for name in names if name for form in _forms(translated(name))}
    return found


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
    codes = {fold_key(alias): code for alias, code in one.items() if code in _codes()}
    named = data("words.yaml")["countries"].items()
    return codes | {fold_key(name): code for code, names in named for name in names}


@cache
def _in_language(tag: str) -> dict[str, str]:
    from babel import Locale

    known = languages.language(tag)
    names = (*Locale.parse(known.locale).territories.items(), *known.countries.items())  # Those of databases, and ours.
    return {fold_key(str(name)): code for code, name in names if code in _codes()}


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in languages.tags():
        known = languages.language(tag)
        found |= {fold_key(name): tag for name in (tag, known.name, known.english)}
    named = data("words.yaml")["languages"].items()
    return found | {fold_key(name): tag for tag, names in named for name in names}
