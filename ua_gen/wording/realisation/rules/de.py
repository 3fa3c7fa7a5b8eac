"""German: the place of the verb, articles in the dative and accusative, roles before names.

Longer than most: whoever reads German reads all of it, and nobody else needs to.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from ua_gen.languages.frames import tables
from ua_gen.wording.realisation.clauses import Clause, and_more, tidy
from ua_gen.wording.realisation.grammar import Grammar
from ua_gen.wording.realisation.nouns import Joined, Missing, NounPhrase, Patterned

_N_NOUN = re.compile(r"(ent|ant|ist|oge|at|e|mensch|herr|fürst)$")  # der Präsident, den Präsidenten
_SAFE = re.compile(r"(senat|beirat|rat|sekretariat|staat|apparat|anwalt|konsulat|kommissariat|dezernat)$")
_LIKE_ADJECTIVES = re.compile(
    r"(ende|beauftragte|abgeordnete|angestellte|angehörige|sachverständige|verwandte|bekannte|gefangene|vertraute)$"
)
_NAME = re.compile(r"(der|die|das) ((?:[A-ZÄÖÜ]?[\wäöüß]+e )*)([\wÄÖÜäöüß-]+)(.*)$")
_ARTICLE = re.compile(r"(der|die|das|eine?|seine?|ihre?) ")
_ONE_OF = re.compile(r"eine (?=\w+in$)|ein (?=\w+$(?<!er))")  # Before a name: eine Bloggerin; not ein Abgeordneter.
_AGAIN = re.compile(r"\b(einer (?:\w+n )?(\w+)\b.*? (?:bei|während|nach)) einer (?:\w+n )?\2\b")
_JOINED = {
    ("von", "dem"): "vom", ("in", "dem"): "im", ("zu", "dem"): "zum", ("zu", "der"): "zur", ("an", "dem"): "am",
    ("bei", "dem"): "beim",
}  # fmt: skip
_PREFIXES = (
    "fest",
    "an",
    "auf",
    "aus",
    "ab",
    "vor",
    "zu",
    "ein",
    "weg",
    "frei",
    "zurück",
    "fort",
    "nieder",
    "bei",
    "statt",
    "um",
)

# What stands before a noun of the tables: masculine or neuter, and feminine, in the accusative, dative and genitive.
_DETERMINERS = {"der": "", "das": "", "ein": "ein", "kein": "kein", "sein": "sein", "ihr": "ihr"}
_FEMININE = {"die": "der", "eine": "einer", "keine": "keiner", "seine": "seiner", "ihre": "ihrer"}
_CAPITAL_ADJECTIVES = re.compile(
    r"(Oberste|Hohe|Interamerikanische|Internationale|Europäische|Afrikanische|Nationale|Vereinte)[rsn]?$"
)
_PRONOUNS = ("er", "sie", "es")
_OF_CHARGES = {
    "points": ("vom Anklagepunkt", "von den Anklagepunkten"),
    "reproach": ("unter dem Vorwurf", "unter den Vorwürfen"),
}
_STARTS = frozenset({*_DETERMINERS, *_FEMININE, "Der", "Die", "Das"})
_ADJECTIVE = re.compile(r"[\wÄÖÜäöüß-]+e[nrs]?$")
_NUMBERS = re.compile(
    r"(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\d+|mehrere|einige|viele|zahlreiche)$"
)
_COUNTED_SENTENCE = re.compile(r"(Jahr|Monat|Tag|[Hh]ieb)e\b")
_FOREIGN_COURT = re.compile(r"\b(Court|Tribunal|Cour)\b")
_FOREIGN_PRISON = re.compile(r"(?:(.+) [Pp]rison|[Pp]rison (?:de |d’|d')?(.+))$")
_KIND_OF_PRISON = re.compile(r"\b(Central|High|Security|Women|Military|Remand|Federal|State|National)\b", re.IGNORECASE)
LATE = "‖"  # In a frame: what follows stands behind the whole clause, the verb of a `dass` too: `, weil …`, `, um …`.


# --- names in the case's own words ------------------------------------------------------------------------------------


@cache
def _heads() -> Mapping[str, str]:
    return {noun: gender for gender, nouns in tables("de")["heads"].items() for noun in nouns}


@cache
def _generic(word: str) -> str:
    """The generic noun that a word is or ends in: `gericht` of `Bezirksgericht`; empty if it is none of the list."""
    lower = word.strip(",").lower()
    fits = [noun for noun in _heads() if lower.endswith(noun)] if word[:1].isupper() else []
    return max(fits, key=len, default="")


def head(text: str) -> tuple[int, str]:
    """Where the generic noun of a name stands among its words, and the noun: only adjectives may go before it."""
    words = text.split()
    start = 1 if words and (words[0] in _STARTS or _NUMBERS.match(words[0])) else 0
    for place, word in enumerate(words[start:], start):
        if generic := _generic(word):
            one = words[0] in ("ein", "eine") and _heads()[generic] == "many"  # Eine Angehörige is not Angehörige.
            return (-1, "") if one else (place, generic)
        if not _ADJECTIVE.match(word):
            break
    return -1, ""


def nominative(text: str) -> str:
    """A name as the subject, with the article that it lacks: das Bezirksgericht Osch, der Oberste Gerichtshof."""
    place, generic = head(text)
    if not generic:
        return f"das Gericht „{text}“" if _FOREIGN_COURT.search(text) and not _ARTICLE.match(text) else text
    gender, words = _heads()[generic], text.split(" ")
    if words[0] in ("Der", "Die", "Das"):
        return f"{words[0].lower()} {' '.join(words[1:])}"
    if gender == "many" or words[0] in _STARTS:
        return text
    ending = {"m": "er", "n": "es", "f": "e"}[gender]
    if not all(word.endswith(ending) for word in words[:place]):
        return text
    adjectives = [re.sub(r"e[rs]?$", "e", word) for word in words[:place]]
    return " ".join([{"m": "der", "n": "das", "f": "die"}[gender], *adjectives, *words[place:]])


def number(text: str) -> str:
    """One or many, where the article or a generic noun tells it; `die` alone does not."""
    first = text.split(" ")[0]
    if first in ("der", "das", "Der", "Das", "ein", "eine", "sein", "ihr"):
        return "one"
    _, generic = head(text)
    if generic:
        return "many" if _heads()[generic] == "many" else "one"
    return "many" if _NUMBERS.match(first) else "" if first == "die" or text[:1].islower() else "one"


def _genitive(text: str) -> str | None:
    """`des Bezirksgerichts Osch`, `der Staatsanwaltschaft`, `ihrer Familie`; None without a generic noun."""
    place, generic = head(text)
    words = text.split(" ")
    gender = _heads().get(generic, "")
    if not generic or not (words[0] in _STARTS or gender == "many"):
        return None
    if gender == "many":
        return _plural(words, "gen")
    if words[0] in _FEMININE:
        return " ".join([_FEMININE[words[0]], *map(_weak, words[1:place]), *words[place:]])
    noun = words[place]
    noun += "ses" if noun.endswith("nis") else "es" if noun.endswith(("s", "ß", "x", "z")) else "s"
    article = "des" if words[0] in ("der", "das") else f"{words[0]}es"
    return " ".join([article, *map(_weak, words[1:place]), noun, *words[place + 1 :]])


def _own(noun: NounPhrase, name: str, form: str, grammar: Grammar) -> str | None:
    """A form of a name in the case's own words that a generic noun, or a country's name, tells."""
    if form in ("in", "to", "from"):
        return _country(name, form, grammar) or _place(name, form)
    if form == "organisation":
        return (_genitive(name) or joined("von", name)) if _ARTICLE.match(name) else f"der Organisation {name}"
    if form == "gen" and noun.given("dat") is None and (found := _genitive(name)):
        return found
    _, generic = head(name)
    if name.startswith("eine ") and form in ("acc", "dat", "gen", "von") and not _adjectival(name):
        there = declined(name, "dat" if form == "von" else form)  # It can only be one, and feminine.
        return _before("von", there) if form == "von" else there
    if form not in ("acc", "dat", "von") or not generic:
        return None
    case, gender = "acc" if form == "acc" else "dat", _heads()[generic]
    words = name.split(" ")
    there = None
    if gender == "many":
        there = _plural(words, case)
    elif words[0] not in ("der", "die", "das"):
        there = declined(name, case, "one", gender)
    return _before("von", there) if form == "von" else there


def _adjectival(text: str) -> bool:
    """Whether its noun may take the endings of an adjective: eine Angehörige, einer Angehörigen."""
    noun = next((word for word in text.split(" ") if word[:1].isupper()), "")
    return bool(_LIKE_ADJECTIVES.search(noun.lower()))


def _place(name: str, form: str) -> str | None:
    """`im Zentralgefängnis Marwa`, `auf die Polizeiwache Osch`, `vom Flughafen Osch`; `Evin prison` is a Gefängnis."""
    if found := _FOREIGN_PRISON.match(name):
        short = found[1] or found[2]
        called = f"„{name}“" if _KIND_OF_PRISON.search(short) else short
        return f"{ {'in': 'im', 'to': 'ins', 'from': 'aus dem'}[form] } Gefängnis {called}"
    _, generic = head(name)
    if not generic or _heads()[generic] == "many" or not _ARTICLE.match(name):
        return None
    at, to, from_ = tables("de")["at"].get(generic, ("in", "in", "aus"))
    case = "acc" if form == "to" and to != "zu" else "dat"
    there = accusative(name) if case == "acc" else dative(name)
    preposition = {"in": at, "to": to, "from": from_}[form]
    if there is None:
        return None
    if case == "acc" and preposition == "in" and there.startswith("das "):
        return f"ins {there.removeprefix('das ')}"
    return _before(preposition, there)


def _country(name: str, form: str, grammar: Grammar) -> str | None:
    """The form of a country that is written like one: in die Vereinigten Arabischen Emirate."""
    found = _countries().get(_bare(name))
    return found.get(form) if found is not None else None


@cache
def _countries() -> Mapping[str, Mapping[str, str]]:
    return {_bare(forms["name"]): forms for forms in tables("de")["country"].values()}


def _bare(name: str) -> str:
    """A name without its article and the endings of its adjectives."""
    return re.sub(r"en?\b", "e", re.sub(r"^(der|die|das) ", "", name, flags=re.IGNORECASE)).lower()


# --- cases ------------------------------------------------------------------------------------------------------------


def dative(text: str, many: bool = False) -> str | None:
    """The dative of a text in the nominative; None where only its author knows it."""
    match = _NAME.match(text)
    if many or not match:
        return None
    article, adjectives, noun, rest = match.groups()
    place, _ = head(text)
    if place > 0:  # A noun may end like an adjective: die Strafkolonie Nr. 47.
        words = text.split(" ")
        adjectives, noun = "".join(f"{word} " for word in words[1:place]), words[place]
        rest = "".join(f" {word}" for word in words[place + 1 :])
    adjectives = adjectives.replace("e ", "en ")
    lower = noun.lower()
    if article == "der" and _N_NOUN.search(lower) and not (_SAFE.search(lower) or _generic(noun)):
        return None
    if article == "die" and _LIKE_ADJECTIVES.search(lower):
        noun += "n"  # der Vorsitzenden
    return f"{'der' if article == 'die' else 'dem'} {adjectives}{noun}{rest}"


def declined(text: str, case: str, number: str = "", gender: str = "") -> str | None:
    """A noun of the tables in another case: `seinem Bruder Amir`, `den 120 Familien`, `des Obersten Gerichts`.

    None where its gender is not known, or the case would be a guess.
    """
    words = text.split(" ")
    if words[0] in ("jemand", "niemand"):
        ending = {"acc": "en", "dat": "em"}.get(case)
        return f"{words[0]}{ending}{text[len(words[0]) :]}" if ending else f"von {words[0]}em{text[len(words[0]) :]}"
    if number == "many":
        return _plural(words, case)
    first = words[0]
    head = 1
    while head < len(words) - 1 and (not words[head][:1].isupper() or _CAPITAL_ADJECTIVES.match(words[head])):
        head += 1
    masculine = first == "der" or (gender == "m" and first != "das")
    if first in _FEMININE:
        if case == "acc":
            return text
        return " ".join([_FEMININE[first], *map(_weak, words[1:head]), *words[head:]])
    if first not in _DETERMINERS:
        return text if case in ("acc", "dat") else f"von {text}"
    if first not in ("der", "das") and gender not in ("m", "n"):
        return None
    if case == "acc" and not masculine:
        return text
    stem = _DETERMINERS[first]
    ending = {"acc": "en", "dat": "em", "gen": "es"}[case]
    article = f"{stem}{ending}" if stem else {"acc": "den", "dat": "dem", "gen": "des"}[case]
    noun = words[head]
    if case == "gen":
        noun += "es" if noun.endswith(("s", "ß", "x", "z")) else "s"
    return " ".join([article, *map(_weak, words[1:head]), noun, *words[head + 1 :]])


def _weak(adjective: str) -> str:
    """`oberste`, `oberstes`, `oberster` as it stands after an article in another case."""
    return re.sub(r"e[rsn]?$", "en", adjective)


def _plural(words: list[str], case: str) -> str:
    """Plurals: `Soldaten`, `die Familien aus Osch`, `etwa 40 Menschen`, `die Bewohnerinnen und Bewohner`."""
    text = " ".join(words)
    if case == "acc":
        return text
    genitive = {"die": "der", "seine": "seiner", "ihre": "ihrer"}.get(words[0])
    if case == "gen" and genitive:
        return " ".join([genitive, *words[1:]])
    found = list(words)
    place = 0
    while place < len(found) and (not found[place][:1].isupper() or found[place - 1] == "zum"):
        if found[place] == "die":
            found[place] = "den"
        elif found[place].endswith("e") and found[place - 1] != "zum":  # Den zum Tode Verurteilten.
            found[place] += "n"
        place += 1
    while place < len(found):
        noun = found[place].rstrip(",")
        if not noun.endswith(("n", "s")):
            found[place] = f"{noun}n{found[place][len(noun) :]}"
        if found[place + 1 : place + 2] != ["und"] or not found[place + 2][:1].isupper():
            break
        place += 2
    there = " ".join(found)
    return there if case == "dat" else f"von {there}"


def accusative(text: str, many: bool = False) -> str | None:
    """The accusative: only `der` differs."""
    if many or not text.startswith("der "):
        return text
    there = dative(text)
    return None if there is None else f"den {there.removeprefix('dem ')}"


def joined(preposition: str, text: str, many: bool = False) -> str | None:
    """A preposition with the dative: vom Obersten Gericht, von Human Rights Watch."""
    found = dative(text, many)
    if found is None:
        return None if _ARTICLE.match(text) or many else f"{preposition} {text}"
    article, rest = found.split(" ", 1)
    return f"{_JOINED.get((preposition, article), f'{preposition} {article}')} {rest}"


def into(text: str) -> str | None:
    """Where somebody is taken: ins Zentralgefängnis, in die Haftanstalt."""
    there = accusative(text)
    if there is None or (not _ARTICLE.match(there) and not there.startswith("den ")):
        return None
    return there.replace("das ", "ins ", 1) if there.startswith("das ") else f"in {there}"


def form(noun: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """Cases of the words of the tables, and of texts with their article; prepositions before them.

    `nom` is a subject with its article: das Bezirksgericht Osch.
    """
    if noun.pronoun:
        return noun.find("name") if form == "nom" else None
    name = noun.find("name")
    if name is None:
        return None
    if form.startswith("his."):
        return _instead_of_pronoun(noun, name, form)
    if form == "nom" and (noun.person or isinstance(noun, Joined | Patterned)):
        return name
    if noun.kind == "charge" and form == "gen":  # A charge in its own words stands in quotation marks, as it is.
        return noun.find("name")
    if noun.kind == "charge" and form in _OF_CHARGES:
        parts = noun.parts if isinstance(noun, Joined) else (noun,)
        names = [part.get("name") if part.own else grammar.quoted(part.get("name")) for part in parts]
        return f"{_OF_CHARGES[form][len(parts) > 1]} {grammar.language.join(names)}"
    if noun.person and isinstance(noun, Joined) and form == "titled.gen":
        return _shared([part.find(form) for part in noun.parts], noun)
    group = noun.person and name.startswith(("die ", "der ", "das "))  # The people of a place, written as a person.
    if noun.person and not group:
        # A name itself takes no ending.
        return name if form in ("acc", "dat") else f"von {name}" if form in ("gen", "von") else None
    if group and form in ("acc", "dat", "gen", "von"):
        return declined(name, "gen" if form == "von" else form, number(name))
    if noun.own and not isinstance(noun, Joined | Patterned):
        name = nominative(name)
        if form == "nom":
            return name
        if (there := _own(noun, name, form, grammar)) is not None:
            return there
    many = noun.number == "many" and not noun.person
    if form == "an":  # Nobody suffers from a disability.
        parts = noun.parts if isinstance(noun, Joined) else (noun,)
        return None if any(part.given("only-hat") is not None for part in parts) else noun.find("dat")
    if form == "aufgrund":
        return because(name)
    if form == "von" and isinstance(noun, Joined) and noun.kind == "harm":
        found = [part.find(form) for part in noun.parts]
        return None if None in found else _and([text for text in found if text is not None], noun)
    if form in ("zu-dat", "bei-dat", "an-dat") or (form == "von" and isinstance(noun, Joined | Patterned)):
        return _before(form.removesuffix("-dat"), noun.find("dat"))
    if isinstance(noun, Joined) and form == "gen":
        found = [part.find(form) for part in noun.parts]
        return None if None in found else noun.join([text for text in found if text is not None])
    if isinstance(noun, Patterned) and form in ("acc", "dat", "gen"):
        return declined(name, form, noun.number, noun.gender)
    if form in ("von", "gen") and (given := noun.given("dat")) is not None:
        return f"von {given}"
    unsure = name.startswith("die ") and noun.number != "one" and number(name) != "one"
    match form:
        case "acc":
            return accusative(name, many)
        case "dat":
            if unsure:
                return None
            return dative(name, many) or (None if many or _ARTICLE.match(name) else name)
        case "gen" | "von":
            return None if unsure else joined("von", name, many)
        case "laut":
            return f"laut {name}" if not _ARTICLE.match(name) and not many else None
        case "in-prison" | "from-prison":
            preposition = form.split("-")[0].replace("from", "aus")
            bare = {"in": "im Gefängnis", "aus": "aus dem Gefängnis"}[preposition]
            return joined(preposition, name, many) if _ARTICLE.match(name) else f"{bare} {name}"
        case "to-prison":
            return into(name) if _ARTICLE.match(name) else f"ins Gefängnis {name}"
        case "in" if noun.own:
            return f"in {name}" if not _ARTICLE.match(name) else None if unsure else joined("in", name, many)
        case "to" if noun.own:
            return f"nach {name}" if not _ARTICLE.match(name) else None if unsure else into(name)
        case "from" if noun.own:
            return f"aus {name}" if not _ARTICLE.match(name) else None if unsure else joined("aus", name, many)
        case "bei" | "zu-dat" | "in-dat" if noun.own:
            return None if unsure else joined({"zu-dat": "zu", "in-dat": "in"}.get(form, form), name, many)
        case "figures" if noun.own:  # The number of an article, as the case has it.
            return name
        case "zu" if noun.own:
            return _sentence(name)
    return None


def _shared(found: Sequence[str | None], noun: Joined) -> str | None:
    """Several names in the genitive: `von A und B`, `der Journalistin A und des Anwalts B`."""
    texts = [text for text in found if text is not None]
    if len(texts) < len(found):
        return None
    if all(text.startswith("von ") for text in texts):
        texts[1:] = [text.removeprefix("von ") for text in texts[1:]]
    return noun.join(texts)


def _and(texts: Sequence[str], noun: Joined) -> str:
    """`von Folter und anderen Misshandlungen sowie einer Festnahme`: no second `und` beside one inside a part."""
    if any(" und " in text for text in texts[:-1]):
        return f"{', '.join(texts[:-1])} sowie {texts[-1]}"
    return noun.join(texts)


def _sentence(text: str) -> str | None:
    """`zu zehn Jahren Haft` of a sentence in the case's own words: where its first word tells the dative."""
    first, _, rest = text.partition(" ")
    if text.lower() in ("tod", "todesstrafe", "die todesstrafe"):
        return "zum Tode"
    if first in ("lebenslang", "lebenslange"):
        return f"zu lebenslanger {rest or 'Haft'}"
    if first in ("ein", "eine"):
        there = declined(text, "dat", "one", "n")
        return f"zu {there}" if there else None
    if not _NUMBERS.match(first.replace(".", "")):
        return None
    return "zu " + _COUNTED_SENTENCE.sub(r"\1en", text)


def because(text: str) -> str:
    """`wegen` as `aufgrund`, beside another `wegen`: aufgrund eines Artikels, aufgrund von Artikeln."""
    return re.sub(r"\bwegen (?=[A-ZÄÖÜ])", "aufgrund von ", text).replace("wegen ", "aufgrund ")


def _before(preposition: str, dative: str | None) -> str | None:
    """A preposition before a dative: beim Ausschuss, zur Mutter, von Soldaten."""
    if dative is None:
        return None
    first, _, rest = dative.partition(" ")
    joined = _JOINED.get((preposition, first))
    return f"{joined} {rest}" if joined and rest else f"{preposition} {dative}"


def _instead_of_pronoun(noun: NounPhrase, name: str, form: str) -> str | None:
    """The name where a pattern of the tables asks for the pronoun of somebody of unknown gender."""
    if form == "his.several":
        return "" if noun.number == "many" else None
    number = {"his.sing": "one", "his.plur": "many"}.get(form)
    if number is not None:
        return name if noun.number == number else None
    return noun.find(form.removeprefix("his.")) if form in ("his.acc", "his.dat") else None


def titled(name: NounPhrase, role: NounPhrase, form: str, grammar: Grammar) -> str | None:
    """`die Journalistin Nora Salem`. A role of several words follows the name, where the name is the subject."""
    what = _ONE_OF.sub("", role.get("name"))
    if " " in what or name.gender not in ("m", "f"):
        return _apposition(name, what, form)
    if form == "name":
        return f"{'der' if name.gender == 'm' else 'die'} {what} {name.get('name')}"
    if form not in ("acc", "dat", "gen", "von"):
        return None
    if name.gender == "f":
        article = {"acc": "die", "dat": "der", "gen": "der"}.get(form, "von der")
        return f"{article} {what} {name.get('name')}"
    other = role.given(form) or _oblique(what, form)
    if other is None:
        return None
    article = {"acc": "den", "dat": "dem", "gen": "des"}.get(form, "vom")
    return f"{article} {other} {name.get('name')}"


def _apposition(name: NounPhrase, what: str, form: str) -> str | None:
    """`von Nora Salem, Leiterin der Organisation,`: without an article it keeps the form of the dictionary."""
    case = {"acc": "acc", "dat": "dat", "gen": "dat", "von": "dat"}.get(form)
    if case and what.split(" ")[0] in _STARTS:
        gender = "f" if what.split(" ")[0] in _FEMININE else name.gender
        return None if (found := declined(what, case, "one", gender)) is None else f"{name.get(form)}, {found},"
    return f"{name.get(form)}, {what}," if case or form == "name" else None


def _oblique(role: str, form: str) -> str | None:
    """What a man is, in another case: des Anwalts, des Journalisten. None where the noun does not tell its endings."""
    lower = role.lower()
    if lower.endswith(("ist", "ent", "ant")):  # Of people these are always weak.
        return f"{role}en"
    if lower.endswith("oge"):
        return f"{role}n"
    if _N_NOUN.search(lower) and not _SAFE.search(lower):
        return None
    if form != "gen":
        return role
    return f"{role}{'es' if role.endswith(('s', 'ß', 'x', 'z')) else 's'}"


def clause(clause: Clause, form: str, grammar: Grammar) -> str:
    """The verb second (as such, or after a `front`), last (`last`), or as hearsay: `soll … worden sein`."""
    if clause.own and form != "":
        raise Missing("", form)
    after, _, late = clause.after.partition(LATE)
    clause = replace(clause, after=after)
    if clause.more is not None:
        more_after, _, more_late = clause.more.after.partition(LATE)
        clause, late = replace(clause, more=replace(clause.more, after=more_after)), late + more_late
    text = _AGAIN.sub(
        r"\1 dieser \2", _in_order(clause, form, grammar)
    )  # Für die Teilnahme an einer Demonstration, bei dieser.
    return tidy(text + late) if late else text


def _in_order(clause: Clause, form: str, grammar: Grammar) -> str:
    if clause.front and form in ("last", "report-last", "front", "soll"):
        clause = replace(clause, after=f" {clause.front}{clause.after}", front="")
    if form == "soll":
        return _hearsay(clause)
    if form in ("last", "report-last"):
        text = _last(clause)
    elif not clause.verb:
        text = f"{clause.front} {clause.before}{clause.after} {clause.tail}"
    elif form == "front" or clause.front:
        text = f"{clause.front} {clause.verb} {_subject_behind(clause)} {clause.tail}"
    else:
        text = f"{clause.before}{clause.verb}{clause.after} {clause.tail}"
    text = tidy(text)
    if clause.more is not None:
        more = clause.more
        more_text = _last(more) if form in ("last", "report-last") else f"{more.verb}{more.after} {more.tail}"
        text = and_more(text, more_text, grammar)
    return text


def _last(clause: Clause) -> str:
    apart = "" if clause.tail in _PREFIXES else " "
    return f"{clause.before}{clause.after} {clause.tail}{apart}{clause.verb}"


def _subject_behind(clause: Clause) -> str:
    """The subject behind the verb; a pronoun that is an object stands before it: nahmen ihn Polizisten fest."""
    before, after = clause.before.strip(), clause.after
    if after.startswith(" sich ") and before not in _PRONOUNS:  # Seit Mai befindet sich Nora Salem …
        return f"sich {before} {after.removeprefix(' sich ')}"
    masculine = after.startswith(" sie ") and before.startswith("der ")  # Only this article shows who is the subject.
    if clause.object_pronoun or masculine:
        pronoun, _, rest = after.strip().partition(" ")
        return f"{pronoun} {before} {rest}"
    return f"{before} {after}"


def _hearsay(clause: Clause) -> str:
    """`soll geschlagen worden sein`, which only a passive can be."""
    if not clause.report_tail.endswith(" worden") or clause.more is not None:
        raise Missing("", "soll")
    verb = "sollen" if clause.number == "many" or clause.verb in ("wurden", "waren", "sind") else "soll"
    return tidy(f"{clause.before}{verb}{clause.after} {clause.report_tail} sein")
