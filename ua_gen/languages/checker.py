"""What can be seen to be wrong in the frames and tables of a language without rendering them.

The tests run it for each language, and `ua_gen.languages.update` before it takes frames in. A frame that reads badly is
seen in the specimen, not here.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ua_gen import stock
from ua_gen.languages.frames import NOT_NEEDED, english, sources, tables
from ua_gen.languages.notation import Agreeing, Finite, NotationError, Phrase, Slot, parse

# Slots that every event has, beside its arguments; and those that go by another name than the argument.
EVERY = frozenset({"who", "he", "his", "h", "When", "when", "since", "times", "with", "expected"})
RENAMED = {"agent": "by", "where": "place", "why": "because"}
OTHER_SLOTS = {
    "hedge": frozenset({"clause", "source", "they"}),
    "letter": frozenset({"request", "second", "salutation", "you"}),
    "group": frozenset({"request", "second", "salutation", "you"}),
    "petition": frozenset({"request", "second", "salutation", "you"}),
    "apart": frozenset({"who", "his", "he"}),
    "duty": frozenset({"standard", "article", "right", "forbids", "country", "who", "his", "he"}),
    "opening": EVERY
    | {"you", "role", "where", "agent", "why", "sentence", "in_absence", "held-where", "held-since", "held-kind"},
}
# The fourth alternative of a German verb in the report: what does not look like the indicative.
GERMAN_PLURALS = re.compile(
    r"(seien|hätten|würden|könnten|sollten|müssten|dürften|wollten|befänden|bekämen|stünden|drohten)$"
)
# Words of a frame that would name somebody whom the case does not name.
NAMED_AGENTS = {
    "en": re.compile(r"\b(authorities|police|prosecutor|officers|soldiers)\b", re.IGNORECASE),
    "de": re.compile(r"\b(Behörden|Polizei|Staatsanwaltschaft|Polizisten)\b"),
    "fr": re.compile(r"\b(autorités|police|parquet|policiers)\b"),
    "it": re.compile(r"\b(autorità|polizi\w+|procura|agenti|soldati)\b", re.IGNORECASE),
    "pt": re.compile(r"\b(autoridades|polícia|procuradoria|Ministério Público|agentes)\b", re.IGNORECASE),
    "pt-BR": re.compile(r"\b(autoridades|polícia|policiais|procuradoria|Ministério Público)\b", re.IGNORECASE),
    "es": re.compile(r"\b(autoridades|policía|fiscalía|agentes)\b", re.IGNORECASE),
    "ru": re.compile(r"\b(власти|полиция|милиция|прокуратура)\b"),
    "uk": re.compile(r"\b(влада|поліція|міліція|прокуратура)\b"),
    "ar": re.compile(r"\b(ال)?(سلطات|شرطة|نيابة|جنود)\b"),
    "ky": re.compile(r"\b(бийлик|милиция|полиция|прокуратура)"),
    "kk": re.compile(r"\b(билі[кг]|милиция|полиция|прокуратура)"),
    "uz": re.compile(r"\b(hokimiyat|militsiya|politsiya|prokuratura)"),
    "uz-Cyrl": re.compile(r"\b(ҳокимият|милиция|полиция|прокуратура)"),
    "tg": re.compile(r"\b(мақомот|полис|милитсия|прокуратура|кормандон)"),
    "tk": re.compile(r"\b(häkimiýet|milisiýa|polisiýa|prokuratura)"),
    "zh-Hans": re.compile("(当局|警察|警方|军人|士兵|检察)"),
    "tr": re.compile(r"\b(yetkililer|makam|polis|savcıl|asker)", re.IGNORECASE),
    "fa": re.compile(r"(مقامات|مقام‌ها|پلیس|دادستان|مأموران|سربازان)"),
}


@cache
def examples() -> Mapping[str, str]:
    """By `event.NAME` and `request.NAME` the English example, which translators see beside each phrase."""
    found = {f"event.{name}": event.example for name, event in stock.events().items()}
    return found | {f"request.{name}": request.example for name, request in stock.requests().items()}


def faults(tag: str) -> Sequence[str]:
    """All that is wrong with the frames of a language, each with its key."""
    return [*_of_phrases(tag), *_of_events(tag)]


def _of_phrases(tag: str) -> Iterator[str]:
    declared = tables(tag).get("systems", {})
    verb_second = tables(tag).get("options", {}).get("verb-second", False)
    for key, labels in sources(tag).items():
        group, name = key.split(".")[:2]
        for label, text in labels.items():
            where = f"{tag}: {key}|{label}"
            if text == NOT_NEEDED:
                continue
            try:
                phrase = parse(text)
            except NotationError as error:
                yield f"{where}: {error}"
                continue
            yield from (f"{where}: {fault}: {text}" for fault in _spelling(group, text))
            yield from (f"{where}: {fault}: {text}" for fault in _systems(phrase, declared))
            allowed = _slots(group, name)
            if unknown := phrase.slots - allowed:
                yield f"{where}: nothing fills {', '.join(sorted(unknown))}: {text}"
            if group == "event":
                yield from (f"{where}: {fault}: {text}" for fault in _event(tag, phrase, verb_second))


def _slots(group: str, name: str) -> frozenset[str]:
    """The slots that the phrases of a group may have: the contract of the event or request."""
    if group == "event" and name in stock.events():
        args = set(stock.events()[name].args)
        return EVERY | args | {slot for slot, arg in RENAMED.items() if arg in args}
    if group == "request" and name in stock.requests():
        args = set(stock.requests()[name].args)
        renamed = {slot for slot, arg in RENAMED.items() if arg in args}
        return frozenset({"who", "he", "his", "why", "issuer"} | args | renamed)
    return OTHER_SLOTS.get(group, frozenset())


def _spelling(group: str, text: str) -> Iterator[str]:
    if text.endswith((".", "。")):
        yield "no full stop at the end"
    if "  " in text or text != text.strip():
        yield "no double spaces, and none at the ends"
    if group in ("event", "request") and re.match(r"[A-ZА-ЯЁ]", text):
        yield "no capital at the start: the sentence sets it"
    if re.search(r",\s*\[\s*[^,\]]*\{", text) and not re.search(r"\[\s*,", text) and group == "event":
        yield "a comma before a bracket stands in the bracket"


def _systems(phrase: Phrase, declared: Mapping[str, Mapping[int, Sequence[str]]]) -> Iterator[str]:
    for piece in phrase.flat:
        if isinstance(piece, Agreeing | Finite) and piece.name:
            sign = "!" if isinstance(piece, Finite) else "~"
            if len(piece.alternatives) not in declared.get(sign, {}):
                yield f"`{sign}` with {len(piece.alternatives)} alternatives is not declared in the tables"


def _event(tag: str, phrase: Phrase, verb_second: bool) -> Iterator[str]:
    if verb_second and phrase.finite is None:
        yield "in a language whose verb stands second, each event has a finite verb (`!`)"
    if verb_second and phrase.finite is not None:
        many = phrase.finite.alternatives[-1]
        if len(phrase.finite.alternatives) == 4 and not GERMAN_PLURALS.search(many):
            yield f"the report form `{many}` looks like a fact"
    if "h" not in phrase.filled and hedges_inside(tag):
        yield "no place for the hedge (`{h}`)"
    agrees = declared_agreement(phrase)
    bare = any(isinstance(piece, Slot) and piece.name == "who" and not piece.form for piece in phrase.flat)
    if tables(tag).get("options", {}).get("who-agrees") and bare and "who" not in agrees:
        yield "nothing agrees with `{who}`"
    listed = NAMED_AGENTS.get(tag)
    words = "".join(piece for piece in phrase.flat if isinstance(piece, str))
    if listed and "agent" not in phrase.filled and (hit := listed.search(words)):
        yield f"`{hit[0]}` names somebody whom the case does not name"


def hedges_inside(tag: str) -> bool:
    """Whether one of the hedges of a language stands inside the clause, in `{h}`."""
    hedges = [labels for key, labels in sources(tag).items() if key.startswith("hedge.")]
    return any("{clause" not in text and text != NOT_NEEDED for labels in hedges for text in labels.values())


def declared_agreement(phrase: Phrase) -> frozenset[str]:
    """The slots that something in a phrase agrees with."""
    return frozenset(piece.name for piece in phrase.flat if isinstance(piece, Agreeing | Finite))


def _of_events(tag: str) -> Iterator[str]:
    """Every argument of an event that is told at all is told by one of its frames, in every mode that English has."""
    told, inside = sources(tag), hedges_inside(tag)
    for key, labels in english().items():
        if not key.startswith(("event.", "request.")):
            continue
        mine = [parse(text) for text in told.get(key, {}).values() if text != NOT_NEEDED and _readable(text)]
        if not mine:
            if told.get(key):
                yield f"{tag}: {key}: no frame is left"
            continue
        theirs = frozenset().union(*(parse(text).filled for text in labels.values()))
        theirs -= {"When", "when", "expected", "his", "he"}
        if not inside:
            theirs -= {"h"}
        if lacking := theirs - frozenset().union(*(phrase.filled for phrase in mine)):
            yield f"{tag}: {key}: no frame tells {', '.join(sorted(lacking))}"


def _readable(text: str) -> bool:
    try:
        parse(text)
    except NotationError:
        return False
    return True
