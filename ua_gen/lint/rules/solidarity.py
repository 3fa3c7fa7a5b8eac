"""Rules on the message to the prisoner or the family: nothing of the case, no names, no politics."""

import re
from collections.abc import Iterator
from functools import lru_cache

from ua_gen.casefile.texts import LocalizedText
from ua_gen.diagnostics import Severity, quote
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.common import joined
from ua_gen.lint.rules.spelling import plain

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 1000  # Words and names that are compared with each other; no real message comes near.
_VOWELS = "аеёиоуыэюяйьъ"


def _message(view: RuleContext) -> tuple[LocalizedText, ...]:
    """What the file says in its own words to the prisoner or the family."""
    if view.case.solidarity is None:
        return ()
    return tuple(given for given in view.texts if given.field in ("solidarity.greeting", "solidarity.message"))


@rule("UA290", "case-in-message")
def case_in_message(view: RuleContext) -> Iterator[Finding]:
    """A charge, a court, or the number of the action, in the message to the prisoner or the family.

    Why: the letter is read by the censor. Facts of the case may harm the person in law, and such letters are often not
    handed over at all.

    Wrong:

        events:
          - {type: charged, charges: [dissemination of forbidden books], date: 2026-01-06, source: ua}
        write_in: [en]
        solidarity:
          languages: [en]
          message: You are not alone. Forbidden books, and their dissemination, are no crime.

    Right:

        events:
          - {type: charged, charges: [dissemination of forbidden books], date: 2026-01-06, source: ua}
        write_in: [en]
        solidarity:
          languages: [en]
          message: You are not alone. We are thinking of you, and send you the sun of our garden.
    """
    message = _message(view)
    if not message:
        return
    hint = "leave the case out of the message"
    action = view.case.action
    numbers = [number for number in (action.number, action.index) if number]
    for given in message:
        for number in numbers:
            if number in given.text:
                yield given.path, f"`{number}` tells which case it is", hint
        spoken = _stems(given.text)
        for fact in view.texts:
            if fact.field in ("events.charges", "events.court", "title"):
                same = _in_common(fact, spoken)
                if same:
                    kind = {"events.charges": "a charge", "events.court": "the court", "title": "the title"}
                    what = f"{kind[fact.field]} of the case: {quote(fact.text)}"
                    yield given.path, f"{joined(same)} repeats {what}", hint
                    break


def _in_common(fact: LocalizedText, spoken: dict[str, str]) -> list[str]:
    """The words of a message that show that it speaks of a fact.

    Of a charge two long words, or the only one; of a court two words; of a title, whose words may be everyday ones,
    three.
    """
    short, enough = {"events.charges": (5, 2), "events.court": (3, 2), "title": (5, 3)}[fact.field]
    stems = dict.fromkeys(_stem(word) for word in _WORD.findall(fact.text) if len(word) >= short)
    same = [spoken[stem] for stem in stems if stem in spoken]
    return same if len(same) >= (min(enough, len(stems)) or 1) else []


@rule("UA291", "name-in-message")
def name_in_message(view: RuleContext) -> Iterator[Finding]:
    """The issuer, an official, or somebody else of the case, named in the message to the prisoner or the family.

    Why: whoever is named there may be drawn into the case, and in some countries the name of a foreign organisation is
    enough to open another one. Only `mention_issuer: true` lets the organisation be named.

    Wrong:

        solidarity:
          languages: [en]
          message: Everybody at the Example Committee is thinking of you.

    Right:

        solidarity:
          languages: [en]
          message: We are all thinking of you.
    """
    message = _message(view)
    if not message:
        return
    solidarity = view.case.solidarity
    forbidden: list[tuple[str, LocalizedText]] = []
    for given in view.texts:
        part, _, field = given.field.rpartition(".")
        if part in ("recipients", "embassies") and field in ("name", "office"):
            forbidden.append(("an official", given))
        elif given.field == "people.name" and len(view.case.people) > 1 and not _addressed(view, given):
            forbidden.append(("somebody else", given))
        elif given.field in ("action.issuer", "people.considered.by") and not (
            solidarity and solidarity.mention_issuer
        ):
            forbidden.append(("the organisation", given))
    for given in message:
        said: dict[str, None] = {}
        spoken = _WORD.findall(given.text)[:_MOST]
        for who, name in forbidden[:_MOST]:
            words = _named(view, spoken, who, name)
            if words and words not in said:
                said[words] = None
                hint = "leave names out of the message"
                if who == "the organisation":
                    hint = "say `we`; or, if those who know the case agree, `mention_issuer: true`"
                yield given.path, f"`{words}` names {who}", hint


def _addressed(view: RuleContext, name: LocalizedText) -> bool:
    """Whether the message goes to this person: the one whom `solidarity.name` names, else everybody."""
    solidarity = view.case.solidarity
    if solidarity is None or solidarity.name is None:
        return True
    own = [word for given in view.texts if given.field == "solidarity.name" for word in _WORD.findall(given.text)]
    return all(any(_same(word, other) for other in own) for word in _WORD.findall(name.text))


def _named(view: RuleContext, words: list[str], who: str, name: LocalizedText) -> str:
    """The words of a message that give a name, whole or by its telling part; empty if none do."""
    names = _WORD.findall(name.text)
    for start in range(len(words) - len(names) + 1):
        if all(map(_same, names, words[start:])):
            return " ".join(words[start : start + len(names)])
    telling: list[str] = []
    if who == "the organisation":  # `Amnesty` alone is as clear as the whole name.
        generic = [plain(entry) for entry in view.words.entries(name.tag, "generic")]
        telling = [word for word in names if not any(_fits(plain(word), entry) for entry in generic)]
    elif not name.field.endswith(".office"):
        own = [word for given in view.texts if given.field == "solidarity.name" for word in _WORD.findall(given.text)]
        telling = [word for word in names[-1:] if not any(_same(word, other) for other in own)]
    capitals = [word for word in words[1:] if word[0].isupper()]
    return next((word for word in capitals for other in telling if len(other) >= 5 and _same(other, word)), "")


def _same(name: str, word: str) -> bool:
    """Whether a word is a name, perhaps with another ending: `Аскаров`, `Аскаровым`; `Askarov`, `Askarovs`."""
    name, word = plain(name), plain(word)
    if "\u0400" <= name[-1] <= "\u052f" and len(name) >= 4:
        root = name.rstrip(_VOWELS) if len(name.rstrip(_VOWELS)) >= 3 else name
        return word.startswith(root) and len(word) - len(root) <= 3
    return word in (name, f"{name}s")


def _fits(word: str, entry: str) -> bool:
    return word.startswith(entry[:-1]) if entry.endswith("*") else word == entry


@rule("UA292", "politics-in-message", Severity.WARNING, before="solidarity")
def politics_in_message(view: RuleContext) -> Iterator[Finding]:
    """Words on trials, politics or, unless religious cards are welcome, religion, in the message to the prisoner.

    Why: censors hold such letters back, and the prisoner answers for what strangers write. A good message is about
    everyday things.

    Wrong:

        solidarity:
          languages: [en]
          message: We pray that the court will find you innocent.

    Right:

        solidarity:
          languages: [en]
          message: We are thinking of you. In our town the first snow has fallen.

    Note: `religious: true` allows words of religion. The words are in `ua_gen/languages/<tag>/tone.yaml`.
    """
    solidarity = view.case.solidarity
    if solidarity is None:
        return
    about = {"case": "the case", "politics": "politics"}
    if not solidarity.religious:
        about["religion"] = "religion"
    for given in _message(view):
        for hit in view.words.hits(given.tag, given.text):
            if hit.kind in about:
                hint = "`religious: true` if such words are welcome" if hit.kind == "religion" else "leave it out"
                yield given.path, f"`{hit.words}` is a word on {about[hit.kind]}", hint


@rule("UA294", "addressee-missing", Severity.WARNING, before="solidarity")
def addressee_missing(view: RuleContext) -> Iterator[Finding]:
    """A message to the family or an organisation with an address, but without the name of who lives or works there.

    Why: the envelope would bear the prisoner's name, at an address where the prisoner is not: it may come back, or
    show the post whose family lives there.

    Wrong:

        solidarity:
          languages: [en]
          to: family
          address: [2 Example Street, Osh 714000]
          country: KG

    Right:

        solidarity:
          languages: [en]
          to: family
          name: Kerim Muster
          address: [2 Example Street, Osh 714000]
          country: KG
    """
    solidarity = view.case.solidarity
    if solidarity and solidarity.to != "person" and solidarity.address and not solidarity.name:
        whose = "the family" if solidarity.to == "family" else "an organisation"
        message = f"this is the address of {whose}, but the name above it would be the prisoner's"
        yield ("solidarity", "address"), message, "add `name: …`, whose name stands at the door"


def _stems(text: str) -> dict[str, str]:
    """The stems of a text's words, with one of the words of each."""
    return {_stem(word): word for word in _WORD.findall(text)}


@lru_cache(maxsize=4096)
def _stem(word: str) -> str:
    """A word without its ending, as far as comparing needs it: Russian cases, English plurals."""
    word = plain(word)
    if len(word) < 5:
        return word
    if "\u0400" <= word[-1] <= "\u052f":
        cut = re.sub(rf"(?:[{_VOWELS}]{{0,2}}[мх]|ого|ему|ому|[{_VOWELS}]{{1,3}})$", "", word)
        return cut if len(cut) >= 4 else word[:4]
    return word.removesuffix("s")
