"""Ukrainian: which of `у` and `в`, `і` and `й`, `з`, `із` and `зі` stands between the sounds on both sides of it.

The rules are those of the orthography of 2019 (§ 23 to 25), kept simple. Figures count as they are read.
"""

import re

_VOWELS = "аеиоіуєїюяaeiouy"
_OPENING = "аеиоіуaeiou"  # With which a word begins on a vowel: є, ї, ю and я begin with a consonant, й.
_LETTER = r"[^\W\d_]"
_BEFORE = r"(?<![\w’ʼ'.-])"
_WORDS = re.compile(rf"{_BEFORE}(в|у|В|У|і|й|з|із|зі|З|Із|Зі)(?=[ \u00a0]\S)")
_ALL = re.compile(rf"{_BEFORE}([ВвУу])(же|сі|сіх|сім|сіма|сього|сьому|се|ся|сю|сієї|сій|сією|весь)\b")
_KEPT = re.compile(  # As they stand in the titles of treaties and organisations.
    r"(?<=громадянські )і(?= політичні)|(?<=громадянських )і(?= політичних)|(?<=соціальні )і(?= культурні)"
    r"|(?<=людини )і(?= народів)|(?<=безпеки )і(?= співробітництва)|(?<=поводження )і(?= покарання)"
)
_HARD_FOR_V = re.compile(r"в|ф|льв|справ|[бгґджзкхсцтчшщпм]в")
_AND = re.compile(rf"[{_VOWELS}]\W* [ій] $")  # It will be `й`, a consonant: хабарництві й у шахрайстві.
_HISSING = "зсцчшщж"
_CLUSTER = re.compile(rf"[{_HISSING}][бвгґджзклмнпрстфхцчшщ]|щ|льв|мн|вс[тпк]|вз[дн]")
_FIGURES = {"1": "о", "2": "дв", "3": "тр", "4": "чо", "5": "п’", "6": "ші", "7": "сі", "8": "ві", "9": "де", "0": "ну"}


def euphony(text: str) -> str:
    """A sentence with the prepositions and conjunctions that sound well in it: `у серпні`, `вона в Оші`."""
    kept = {match.start() for match in _KEPT.finditer(text)}

    def word(match: re.Match[str]) -> str:
        if match.start() in kept:
            return match[0]
        before, after = _last(text[: match.start()]), _first(text[match.end() :])
        if match[0] in ("в", "у") and _AND.search(text[: match.start()]):
            before = "й"
        if match[0][0].isupper() and before:  # `група В`: no preposition.
            return match[0]
        chosen = _chosen(match[0].lower(), before, after)
        return chosen.capitalize() if match[0][0].isupper() else chosen

    def all_(match: re.Match[str]) -> str:
        letter = "в" if _last(text[: match.start()]) in tuple(_VOWELS) else "у"
        return (letter.upper() if match[1].isupper() else letter) + match[2]

    text = _ALL.sub(all_, text)
    kept = {match.start() for match in _KEPT.finditer(text)}
    return _WORDS.sub(word, text)


def _chosen(word: str, before: str, after: str) -> str:
    vowel_before = before in tuple(_VOWELS)
    if word in ("в", "у"):
        if after[:1] in tuple(_OPENING):
            return "в"
        return "у" if _HARD_FOR_V.match(after) or not vowel_before else "в"
    if word in ("і", "й"):
        return "й" if vowel_before and after[:1] not in tuple("йєїюя") else "і"
    if _CLUSTER.match(after):
        return "зі"
    if after[:1] in tuple(_OPENING):
        return "з"
    if after[:1] in tuple("зсш"):
        return "із"
    return "із" if before and not vowel_before else "з"


def _last(text: str) -> str:
    """The sound on which a text ends; empty at a beginning and after a pause."""
    text = text.rstrip(' \u00a0»”“’"')
    if not text or not text[-1].isalnum():
        return ""
    if text[-1].isdigit():
        number = re.search(r"\d+$", text)
        figure = number[0] if number else ""
        return "а" if figure.endswith(("2", "3", "4")) and figure[-2:] not in ("12", "13", "14") else "ь"
    return text[-1].lower()


def _first(text: str) -> str:
    """The letters with which a text begins, as it is read."""
    text = text.lstrip(' \u00a0«„“"(').lower()
    if text[:1].isdigit():
        figure = re.match(r"\d+", text)
        digits = figure[0] if figure else ""
        if digits == "2" and re.match(r"2[ \u00a0](січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру)", text):
            return "др"  # другого
        return {"1": "п"}.get(digits, "") or ("ст" if re.fullmatch(r"1\d\d", digits) else _FIGURES[digits[0]])
    return text[:5]
