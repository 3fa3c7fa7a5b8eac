"""Uzbek in Cyrillic letters: the rules of `uz.py`."""

import re

from ua_gen.wording.realisation.clauses import Clause
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.rules import uz
from ua_gen.wording.realisation.rules.uz import counted, titled

CYRILLIC = uz.Script(
    suffixes={"acc": "ни", "gen": "нинг", "loc": "да", "abl": "дан"},
    dative={"к": "ка", "қ": "қа", "k": "ка", "q": "қа", "": "га"},
    with_="билан",
    there="ги",
    place="{} деган жой",
    repeated=r"\b(\w+) \1$",
    article=r"(моддаси|модда|қисми|банди)$",
    charge={
        "under": "{} айблови бўйича",
        "under-many": "{} айбловлари бўйича",
        "laid": "{} айблови",
        "laid-many": "{} айбловлари",
        "laid-acc": "{} айбловини",
        "laid-acc-many": "{} айбловларини",
        "off": "{} айбловини",
        "off-many": "{} айбловларини",
    },
    article_charge={
        "under": "{} бўйича",
        "laid": "{} бўйича айблов",
        "laid-acc": "{} бўйича айблов",
        "off": "{} бўйича айбловни",
    },
    own={
        "condition": {"ill": "{} билан"},
        "with": {"with": "{} билан"},
        "needs": {"without": "{} бўлмаган шароитда"},
        "care": {
            "now": "{} берилмаяпти",
            "past": "{} берилмаган",
            "refuse": "{} беришдан",
            "ensure": "{} берилишини",
            "need": "{}га",
        },
        "sentence": {"verb": "{} жазосини тайинлаган", "passive": "{} жазосига ҳукм қилинган"},
        "degree": {"risk": "{}", "very": "{}", "now": "{}", "past": "{} бўлган"},
        "what": {"to": "{}"},
        "effect": {"would": "{}", "does": "{}"},
    },
    law="{} мувофиқ",
    plural=r"(лар|лари)$",
    past=r"(?P<stem>\w*?(?P<no>(?<!\bқа)ма)?)(?:ган|кан|қан)$",
    still=r"(?P<stem>\w+(?P<no>ма))япти$",
    converb=("й", "б", "иб"),
    vowels="аеиоуўэяюё",
)


def number(text: str) -> str:
    """Plurals that are marked."""
    return "many" if re.search(CYRILLIC.plural, text) else "one"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of every word, and what some kinds of words have besides."""
    return uz.formed(noun, form, CYRILLIC)


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """Of two verbs with one subject the first is a converb."""
    return uz.in_order(clause, form, grammar, CYRILLIC)


__all__ = ["CYRILLIC", "clause", "counted", "form", "number", "titled"]
