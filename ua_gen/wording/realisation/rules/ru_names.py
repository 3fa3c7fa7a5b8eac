"""Russian: names of people in the cases, by a closed rule, and what they tell of a gender."""

import re

CASES = ("gen", "dat", "acc", "ins")
_UNCHANGED = re.compile(r"([оеиыуюэ]|ых|их)$|^(кызы|уулу|оглы|бек|бин|ибн|аль|эль)$")
_HARD = "бвгдзклмнпрстфхжчшщц"

_IRREGULAR = {
    "пётр": ("Петра", "Петру", "Петра", "Петром"),
    "павел": ("Павла", "Павлу", "Павла", "Павлом"),
    "лев": ("Льва", "Льву", "Льва", "Львом"),
}
_SURNAME = re.compile(r"([оеё]в|[сц]кий)$|([оеё]ва|[сц]кая)$")


def word(text: str, case: str, gender: str, last: bool) -> str | None:
    """One word of a person's name in a case: `last` is the surname. None where the rule does not reach."""
    lower = text.lower()
    place = CASES.index(case)
    if _UNCHANGED.search(lower):
        return text
    if gender == "m" and not last and lower in _IRREGULAR:
        return _IRREGULAR[lower][place]
    if gender == "f":
        if last and re.search(r"(ов|ев|ёв|ин|ын)а$", lower):
            return text[:-1] + ("ой", "ой", "у", "ой")[place]
        if lower.endswith("ская") or lower.endswith("цкая"):
            return text[:-2] + ("ой", "ой", "ую", "ой")[place]
        if lower[-1] in _HARD or lower[-1] in "йь":
            return None if lower.endswith("ь") and not re.search("(?<!не)ль$", lower) else text  # Роман Гузель Яхиной.
        return None if last and lower.endswith("ая") else _in_a(text, place)
    if lower.endswith(("ский", "цкий")):
        return text[:-2] + ("ого", "ому", "ого", "им")[place]
    if last and re.search(r"(ов|ев|ёв|ин|ын)$", lower):
        return text + ("а", "у", "а", "ым")[place]
    if last and re.search(r"(ый|ий|ой|ец|ок|ёк)$", lower):  # An adjective, or a vowel that drops out.
        return None
    if lower[-1] in "йь":
        return text[:-1] + ("я", "ю", "я", "ем")[place]
    if lower[-1] in _HARD:
        return text + ("а", "у", "а", "ем" if lower[-1] in "жчшщц" else "ом")[place]
    return _in_a(text, place)


def _in_a(text: str, place: int) -> str | None:
    lower = text.lower()
    if lower.endswith("ия"):
        return text[:-1] + ("и", "и", "ю", "ей")[place]
    if lower.endswith("я"):
        return text[:-1] + ("и", "е", "ю", "ей")[place]
    if lower.endswith("а"):
        genitive = "и" if lower[-2:-1] in "гкхжчшщ" else "ы"
        return text[:-1] + (genitive, "е", "у", "ей" if lower[-2:-1] in "жчшщц" else "ой")[place]
    return None


def person(name: str, case: str, gender: str) -> str | None:
    """A person's name in a case; None in other letters, and where it depends on a gender that is not known."""
    if not re.fullmatch(r"[А-Яа-яЁё\- ]+", name):
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


def gender_of(name: str, surname: bool = False) -> str:
    """`m` or `f` where the patronymic or the surname of a person tells it; else empty. `surname`: it may be alone."""
    words = name.lower().split(" ")
    if not re.fullmatch(r"[А-ЯЁ][а-яё]+([ -][А-ЯЁа-яё]+)*", name) or not (surname or words[1:]):
        return ""
    if any(word.endswith("вич") or word in ("уулу", "оглы") for word in words[1:]):
        return "m"
    if any(word.endswith(("вна", "чна")) or word == "кызы" for word in words[1:]):
        return "f"
    ends = _SURNAME.search(words[-1])
    return "" if ends is None else "m" if ends[1] else "f"
