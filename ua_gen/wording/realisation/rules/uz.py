"""Uzbek: one ending for each case, whatever the word; only `-ga` is heard as `-ka` behind k and `-qa` behind q.

Both scripts: uz-Cyrl has the same rules with its own letters (`uz_cyrl.py`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ua_gen.wording.realisation.clauses import Clause, plain_order
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase


@dataclass(frozen=True)
class Script:
    """What depends on the letters."""

    suffixes: Mapping[str, str]
    dative: Mapping[str, str]  # By the last letter; of all others as of "".
    with_: str
    there: str
    place: str  # What is said of a place whose name takes no ending: `47 degan joy`.
    repeated: str  # Words of ours that a name may bring with it.
    article: str  # How the name of an article of the law ends.
    charge: Mapping[str, str]
    article_charge: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]]
    law: str
    plural: str
    past: str  # The end of the past; of its stem, whether it is negated (`no`): `qamagan` is no negation.
    still: str  # So of what goes on.
    converb: tuple[str, str, str]  # Of a negated verb, behind a vowel, and behind a consonant.
    vowels: str


LATIN = Script(
    suffixes={"acc": "ni", "gen": "ning", "loc": "da", "abl": "dan"},
    dative={"k": "ka", "q": "qa", "": "ga"},
    with_="bilan",
    there="gi",
    place="{} degan joy",
    repeated=r"\b(\w+) \1$",
    article=r"(moddasi|modda|qismi|bandi)$",
    charge={
        "under": "{} ayblovi boʻyicha",
        "under-many": "{} ayblovlari boʻyicha",
        "laid": "{} ayblovi",
        "laid-many": "{} ayblovlari",
        "laid-acc": "{} ayblovini",
        "laid-acc-many": "{} ayblovlarini",
        "off": "{} ayblovini",
        "off-many": "{} ayblovlarini",
    },
    article_charge={
        "under": "{} boʻyicha",
        "laid": "{} boʻyicha ayblov",
        "laid-acc": "{} boʻyicha ayblov",
        "off": "{} boʻyicha ayblovni",
    },
    own={
        "condition": {"ill": "{} bilan"},
        "with": {"with": "{} bilan"},
        "needs": {"without": "{} boʻlmagan sharoitda"},
        "care": {
            "now": "{} berilmayapti",
            "past": "{} berilmagan",
            "refuse": "{} berishdan",
            "ensure": "{} berilishini",
            "need": "{}ga",
        },
        "sentence": {"verb": "{} jazosini tayinlagan", "passive": "{} jazosiga hukm qilingan"},
        "degree": {"risk": "{}", "very": "{}", "now": "{}", "past": "{} boʻlgan"},
        "what": {"to": "{}"},
        "effect": {"would": "{}", "does": "{}"},
    },
    law="{} muvofiq",
    plural=r"(lar|lari)$",
    past=r"(?P<stem>\w*?(?P<no>(?<!\bqa)ma)?)(?:gan|kan|qan)$",
    still=r"(?P<stem>\w+(?P<no>ma))yapti$",
    converb=("y", "b", "ib"),
    vowels="aeiouʻ",
)
_PLACES = {"in": "loc", "to": "dat", "from": "abl", "of": "name", "whose": "gen", "release": "abl"}
_BRACKET = re.compile(r"(.+?)( \([^()]*\))")


def counted(number: int) -> int:
    """Which ending stands behind a number: at once behind a word, which it is up to ten, and apart behind figures."""
    return 0 if number <= 10 else 1


def declined(text: str, case: str, script: Script = LATIN) -> str | None:
    """Words in a case: `Oʻshda`, `Otabekka`. The word before a bracket takes the ending; figures take none."""
    if case == "com":
        return f"{text} {script.with_}"
    if bracket := _BRACKET.fullmatch(text):
        found = declined(bracket[1], case, script)
        return None if found is None else f"{found}{bracket[2]}"
    last = text.rstrip("”»")[-1:]
    if not last.isalpha():
        return None
    if last == "ь" and text[-1] == "ь":  # `лагерь`, `лагерга`
        text = text[:-1]
    suffix = script.suffixes.get(case)
    return text + (script.dative.get(last.lower(), script.dative[""]) if suffix is None else suffix)


def number(text: str) -> str:
    """Plurals that are marked."""
    return "many" if re.search(LATIN.plural, text) else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of every word, and what some kinds of words have besides."""
    return formed(noun, form, LATIN)


def formed(noun: NounPhrase, form: str, script: Script) -> str | None:
    """A form of a noun phrase in a script."""
    name = noun.find("name")
    if name is None or noun.pronoun:
        return None
    if form == "own":
        return name if noun.own else None
    if form == "about":  # What is feared has another name where it has happened.
        return name
    if form == "forbid":
        return declined(name if noun.own else noun.get("about"), "acc", script)
    if noun.kind == "charge":
        return _charge(noun, name, form, script)
    if noun.own and form in script.own.get(noun.kind, {}):
        return script.own[noun.kind][form].format(name)
    if not noun.own:
        name = re.sub(script.repeated, r"\1", name)  # `Marva qamoqxonasi`, where the name has brought the word.
    if noun.kind == "law" and form == "by":
        law = declined(name, "dat", script)
        return None if law is None else script.law.format(law)
    if form in ("theirs", "whole"):  # `whole`: the first of several, of which the last takes the ending.
        return name
    if form.startswith("last-"):
        case = form.removeprefix("last-")
        return noun.given(case) if noun.own and noun.given(case) else declined(name, case, script)
    if form == "theirs-in":
        return declined(noun.get("theirs"), "loc", script)
    return _case(noun, name, form, script)


def _case(noun: NounPhrase, name: str, form: str, script: Script) -> str | None:
    """A case of a word, or what a place has for it: in, to, from, what is there."""
    if form == "at":
        inside = noun.find("in")
        return None if inside is None else f"{inside}{script.there}"
    if form == "his":
        return declined(name, "gen", script)
    case = _PLACES.get(form, form)
    if case == "name":
        return name
    if case not in script.suffixes and case not in ("dat", "com"):
        return None
    if form in _PLACES:
        given = noun.given(case)
        if given is not None:
            return given
        return declined(name, case, script) or declined(script.place.format(name), case, script)
    return declined(name, case, script)


def _charge(noun: NounPhrase, name: str, form: str, script: Script) -> str | None:
    """`“terrorizm” ayblovi boʻyicha`; an article of the law is no accusation: `159-moddasi boʻyicha`."""
    plain = noun.given("name")
    if noun.own and plain is not None and re.search(script.article, plain):
        pattern = script.article_charge.get(form)
        return None if pattern is None else pattern.format(plain)
    pattern = script.charge.get(form)
    return None if pattern is None else pattern.format(name)


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`jurnalist Aida Qosimova`: before the name, bare."""
    return f"{role.get('name')} {name.get(form)}"


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """Of two verbs with one subject the first is a converb: `aybdor deb topib, besh yilga ozodlikdan mahrum qilgan`."""
    return in_order(clause, form, grammar, LATIN)


def in_order(clause: Clause, form: str, grammar: Grammar, script: Script) -> str:
    """A clause, or two of them, in a script."""
    text = plain_order(clause, form, grammar)
    if clause.more is None:
        return text
    first = plain_order(replace(clause, more=None), form, grammar)
    link = f" {grammar.option('and')} "
    linked = converb(first, text, script)
    if linked is None or not text.startswith(f"{first}{link}"):
        return text
    return f"{linked}, {text.removeprefix(f'{first}{link}')}"


def converb(first: str, second: str, script: Script = LATIN) -> str | None:
    """A clause that another goes on from, if both are told in one tense and both are negated, or neither is."""
    for tense in (script.past, script.still):
        one, two = re.search(tense, first), re.search(tense, second)
        if one is not None and two is not None:
            break
    else:
        return None
    if bool(one["no"]) != bool(two["no"]):
        return None
    stem = one["stem"]
    ending = script.converb[0 if one["no"] else 1 if stem[-1] in script.vowels else 2]
    return f"{first[: one.start()]}{stem}{ending}"
