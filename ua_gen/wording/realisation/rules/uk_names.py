"""Ukrainian: names of people in the cases, by a closed rule, and what they tell of a gender."""

import re

CASES = ("gen", "dat", "acc", "ins")
_UNCHANGED = re.compile(r"([еиіуюєї]|их)$|^(кизи|уулу|огли|бек|бін|ібн|аль|ель)$")
_HARD = "бвгґдзклмнпрстфхжчшщц"
_IN_O = ("петро", "павло", "михайло", "дмитро", "данило", "кирило", "марко", "гаврило", "левко", "самійло", "юрко")
_IRREGULAR = {
    "лев": ("Лева", "Леву", "Лева", "Левом"),
    "ігор": ("Ігоря", "Ігорю", "Ігоря", "Ігорем"),
    "олег": ("Олега", "Олегу", "Олега", "Олегом"),
}
_SURNAME = re.compile(r"([оеєё]в|[сц]ький)$|([оеєё]ва|[сц]ька)$")
_OWN = re.compile(r"([оеє]в|[иіїи]н)$")  # Surnames in -ов, -ев, -ін: their instrumental is that of an adjective.
_SOFTER = {"г": "з", "ґ": "з", "к": "ц", "х": "с"}


def word(text: str, case: str, gender: str, last: bool) -> str | None:
    """One word of a person's name in a case: `last` is the surname. None where the rule does not reach."""
    lower = text.lower()
    place = CASES.index(case)
    if _UNCHANGED.search(lower):
        return text
    if gender == "m" and not last and lower in _IRREGULAR:
        return _IRREGULAR[lower][place]
    if gender == "f":
        if lower.endswith("о"):
            return text
        if last and re.search(r"([оеєё]в|[иії]н)а$", lower):
            return text[:-1] + ("ої", "ій", "у", "ою")[place]
        if lower.endswith(("ська", "цька")):
            return text[:-1] + ("ої", "ій", "у", "ою")[place]
        if lower[-1] in _HARD or lower[-1] in "йь":
            return None if lower.endswith("ь") and not lower.endswith("ль") else text
        return _in_a(text, place)
    if lower.endswith("о"):
        if lower in _IN_O or (last and lower.endswith("енко")):
            return text[:-1] + ("а", "у", "а", "ом")[place]
        return None if lower.endswith("ко") else text
    if lower.endswith(("ський", "цький")):
        return text[:-2] + ("ого", "ому", "ого", "им")[place]
    if last and _OWN.search(lower):
        return text + ("а", "у", "а", "им")[place]
    if last and re.search(r"(ий|ій|ец|ець|ок|ек|ік|ів|їв|інь|ень)$", lower):  # An adjective, or a vowel that changes.
        return None
    if lower[-1] in "йь":
        return text[:-1] + ("я", "ю", "я", "єм" if lower[-1] == "й" else "ем")[place]
    if lower[-1] in _HARD:
        return text + ("а", "у", "а", "ем" if lower[-1] in "жчшщ" else "ом")[place]
    return _in_a(text, place)


def _in_a(text: str, place: int) -> str | None:
    lower, stem = text.lower(), text[:-1]
    if re.search(r"[аеиоіуєїюя’ʼ']я$", lower):
        return stem + ("ї", "ї", "ю", "єю")[place]
    if lower.endswith("я"):
        return stem + ("і", "і", "ю", "ею")[place]
    if lower.endswith("а"):
        hushing = lower[-2:-1] in "жчшщ"
        dative = stem[:-1] + _SOFTER.get(stem[-1:], stem[-1:])
        return (stem + ("і" if hushing else "и"), f"{dative}і", f"{stem}у", stem + ("ею" if hushing else "ою"))[place]
    return None


def person(name: str, case: str, gender: str) -> str | None:
    """A person's name in a case; None in other letters, and where it depends on a gender that is not known."""
    if not re.fullmatch(r"[А-ЩЬЮЯа-щьюяЄєІіЇїҐґ’ʼ'\- ]+", name):
        return None
    if not gender:
        man, woman = (person(name, case, each) for each in "mf")
        return man if man == woman else None
    words = name.split(" ")
    found = []
    for number, each in enumerate(words):
        last = number == len(words) - 1 and (number > 0 or _SURNAME.search(each.lower()) is not None)
        parts = [word(part, case, gender, last) for part in each.split("-")]
        if None in parts:
            return None
        found.append("-".join(part for part in parts if part is not None))
    return " ".join(found)


def vocative(name: str, gender: str) -> str | None:
    """A person's name as they are spoken to: `Аїдо Касимова`, `Петре Івановичу Бондаренко`; the surname stays.

    None in other letters, and where it depends on a gender that is not known.
    """
    if person(name, "gen", gender or "m") is None and person(name, "gen", gender or "f") is None:
        return None
    if not gender:
        man, woman = (vocative(name, each) for each in "mf")
        return man if man == woman else None
    *given, last = name.split(" ")
    found = [_called(each, gender) for each in given or [last]]
    return None if None in found else " ".join([*(each for each in found if each), *([last] if given else [])])


def _called(text: str, gender: str) -> str | None:
    lower, stem = text.lower(), text[:-1]
    if _UNCHANGED.search(lower) or (gender == "f" and lower[-1] in f"{_HARD}йьо"):
        return text
    if re.search(r"[аеиоіуєїюя’ʼ']я$", lower):
        return f"{stem}є"
    if lower[-1] in "ая":
        return stem + ("о" if lower[-1] == "а" else "ю")
    if lower[-1] in "йь":
        return f"{stem}ю"
    if lower == "ігор":
        return f"{text}е"
    if lower.endswith("о"):
        return None if lower not in _IN_O else stem + ("у" if lower[-2] in "гґкх" else "е")
    return text + ("у" if lower[-1] in "гґкхжчшщ" else "е")


def gender_of(name: str, surname: bool = False) -> str:
    """`m` or `f` where the patronymic or the surname of a person tells it; else empty. `surname`: it may be alone."""
    words = name.lower().split(" ")
    if not re.fullmatch(r"[А-ЯЄІЇҐ][а-яєіїґ’ʼ']+([ -][А-ЯЄІЇҐа-яєіїґ’ʼ']+)*", name) or not (surname or words[1:]):
        return ""
    if any(word.endswith("вич") or word in ("уулу", "огли") for word in words[1:]):
        return "m"
    if any(word.endswith("вна") or word == "кизи" for word in words[1:]):
        return "f"
    ends = _SURNAME.search(words[-1])
    return "" if ends is None else "m" if ends[1] else "f"
