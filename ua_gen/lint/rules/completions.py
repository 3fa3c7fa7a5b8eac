"""Rules on texts that complete a sentence: “I respectfully ask you to …”."""

import re
from collections.abc import Iterator

from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule

# A mark of exclamation, or a stop with another sentence behind it. What ends with a stop may be an abbreviation: in
# English they begin with a capital (`Prof. X`), elsewhere they are short (`просп. Мира`).
SHOUT = re.compile(r"[!?！？][”»\"]?$|[。！？]\S")
NEXT = r"[.!?][”»\"]?\s+[^\W\d_a-zа-яёіїєґ]"
SECOND = {True: re.compile(rf"(?<!\w)[a-z]{{3,}}{NEXT}"), False: re.compile(rf"(?<!\w)[^\W\d_]{{6,}}{NEXT}")}
ORDERS = re.compile(r"[A-ZА-ЯЁІЇЄҐ][a-zа-яёіїєґ]")
ASK = {
    "en": "I respectfully ask you to",
    "de": "Ich bitte Sie höflich,",
    "fr": "Je vous demande respectueusement de",
    "es": "Le pido respetuosamente que",
    "it": "Le chiedo pertanto di",
    "pt": "Peço, por isso, a Vossa Excelência que",
    "pt-BR": "Peço, por isso, a Vossa Excelência que",
    "ru": "Прошу Вас",
    "tg": "Аз Шумо хоҳиш мекунам, ки",
    "uk": "Прошу Вас",
}
# How a phrase begins that is a sentence of its own: “any appeal must be heard elsewhere”.
SUBJECT = {"en": re.compile(r"(?:any|the|his|her|their|he|she|they|it|all|we|I|you|please|this|that|there)\b", re.I)}
# Behind “Le pido que” the verb agrees with the addressee: an infinitive (`poner`, `permitirle`) cannot stand there.
INFINITIVE = {
    "es": re.compile(r"(?:no )?[^\W\d_]+[aeií]r(?:l[aeo]s?|se)?\b"),
    "pt": (PORTUGUESE := re.compile(r"(?:não )?[^\W\d_]+[aeiô]r(?:-(?:l?[oa]s?|lhes?|se))?\b")),
    "pt-BR": PORTUGUESE,
}
# Behind «хоҳиш мекунам, ки» a verb comes last (`баргардонед`): a noun of doing with -ро (`баргардонидани китобҳоро`)
# completed the sentence of old Tajik letters.
OBJECT = {"tg": re.compile(r"(\S+ро)[»\s.;]*$")}
LOWER = frozenset(
    {"en", "fr", "es", "it", "pt", "pt-BR", "ru", "uk", "ky", "kk", "tg"}
)  # Verbs begin with a small letter.
KEPT = frozenset({"I"})


@rule("UA278", "no-completion", Severity.WARNING)
def no_completion(view: RuleContext) -> Iterator[Finding]:
    """A text of a request that does not complete “I respectfully ask you to …”.

    Why: the sentence runs into it: “I respectfully ask you to Free him now!” Each request is one phrase, without a
    capital, a full stop in the middle, or a mark of exclamation.

    Wrong:

        requests:
          - text: {en: Return the books. They are hers!, ru: вернуть ей книги}

    Right:

        requests:
          - text: {en: return the books that are hers, ru: вернуть ей книги}

    Note: whether a text goes on as the sentence needs it cannot be known in every language; names keep their capital.
    """
    for index, request in enumerate(view.case.requests):
        for tag, text in request.text.root.items() if request.text else ():
            found = _incomplete(tag, text)
            if found:
                message = f"“{ASK.get(tag, ASK['en'])} {text[:40].strip()}”: {found}"
                yield ("requests", index, "text", tag), message, "write it as the end of that sentence"


def _incomplete(tag: str, text: str) -> str:
    """What shows that a text is no end of a sentence; empty where nothing does."""
    if SHOUT.search(text.strip()) or SECOND[tag == "en"].search(text):
        return "it is a sentence of its own, or more than one"
    first = re.match(r"\w+", text)
    if first and tag == "en" and SUBJECT["en"].match(text):
        return f"`{first[0]}` begins a sentence of its own"
    if first and tag in LOWER and ORDERS.match(text) and first[0] not in KEPT:
        return f"`{first[0]}` has a capital, as if a sentence began"
    if tag in INFINITIVE and (verb := INFINITIVE[tag].match(text)):
        return f"`{verb[0]}` is an infinitive, where the sentence needs a subjunctive: `ponga`, `permita`"
    if tag in OBJECT and (last := OBJECT[tag].search(text)):
        return f"`{last[1]}` is an object without its verb, where the sentence needs one at its end: `озод намоед`"
    return ""
