"""Uzbek from Latin letters into Cyrillic ones: how the frames and tables of uz-Cyrl are made from those of uz.

`python -m ua_gen.languages.cyrillic` in a checkout writes `frames.po` and `tables.yaml` of uz-Cyrl. What a reader mends
there stands in `MENDED`, or is lost when they are written again. Rules: the orthography of 1956, as it is in use; loans
have the letters of Russian (`полиция`, `компьютер`), which Latin letters do not tell: they are listed.
"""

import re
from collections.abc import Iterator, Mapping

import yaml

from ua_gen.languages import HERE, frames, update

_LETTERS = {
    "a": "а", "b": "б", "d": "д", "f": "ф", "g": "г", "h": "ҳ", "i": "и", "j": "ж", "k": "к", "l": "л", "m": "м",
    "n": "н", "o": "о", "p": "п", "q": "қ", "r": "р", "s": "с", "t": "т", "u": "у", "v": "в", "x": "х", "y": "й",
    "z": "з", "oʻ": "ў", "gʻ": "ғ", "sh": "ш", "ch": "ч", "ya": "я", "yu": "ю", "yo": "ё", "ye": "е", "yoʻ": "йў",
    "ts": "ц", "e": "е", "ʼ": "ъ",
}  # fmt: skip
_PIECE = re.compile("yoʻ|oʻ|gʻ|sh|ch|ts(?!iz)|ya|yu|yo|ye|[a-zʼ]", re.IGNORECASE)
_VOWELS = frozenset("aeiou")
# Parts of loans that Latin letters tell otherwise: before all rules. A word of its own is written so as a whole.
_LOANS = {
    "aksiya": "акция", "konvensiya": "конвенция", "provinsiya": "провинция", "stansiya": "станция",
    "infeksiya": "инфекция", "sanksiya": "санкция", "demensiya": "деменция", "seliakiya": "целиакия",
    "oriyentatsiya": "ориентация", "kompyuter": "компьютер", "intervyu": "интервью", "fakultativ": "факультатив",
    "nelson": "нельсон", "bipolyar": "биполяр", "insult": "инсульт", "lager": "лагер", "fransiya": "франция",
    "korrupsiya": "коррупция", "film": "фильм",
}  # fmt: skip
_LOAN = re.compile("|".join(_LOANS), re.IGNORECASE)
_KEPT = re.compile(r"COVID-19|Amnesty International|\\u[0-9A-Fa-f]{4}")
_QUOTES = str.maketrans("“”‘’", "«»“”")
_SLOT = re.compile(r"(\{[^{}]*\})")
_AGREEING = re.compile(r"(\{\w*[~!])(.*)\}")
# What Latin letters have and Cyrillic ones have otherwise: how dates are written. Months drop the ь before an ending.
MENDED: Mapping[str, str] = {
    "tables": """\
dates:
  when: {day: ["{y}\\u00A0йил {d}\\u00A0{month:bare} куни", "{d}\\u00A0{month:loc}"], month: ["{y}\\u00A0йил {month:bare} ойида", "{month:bare} ойида"], year: "{y}\\u00A0йилда"}
  since: {day: ["{y}\\u00A0йил {d}\\u00A0{month:abl} бери", "{d}\\u00A0{month:abl} бери"], month: ["{y}\\u00A0йил {month:bare} ойидан бери", "{month:bare} ойидан бери"], year: "{y}\\u00A0йилдан бери"}
  until: {day: ["{y}\\u00A0йил {d}\\u00A0{month:until}", "{d}\\u00A0{month:until}"], month: ["{y}\\u00A0йил {month:bare} ойигача", "{month:bare} ойигача"], year: "{y}\\u00A0йилгача"}
  bare: {day: ["{y}\\u00A0йил {d}\\u00A0{month:bare}", "{d}\\u00A0{month:bare}"], month: ["{y}\\u00A0йил {month:bare}", "{month:bare} ойи"], year: "{y}\\u00A0йил"}
  months:
    bare: [январь, февраль, март, апрель, май, июнь, июль, август, сентябрь, октябрь, ноябрь, декабрь]
    loc: [январда, февралда, мартда, апрелда, майда, июнда, июлда, августда, сентябрда, октябрда, ноябрда, декабрда]
    abl: [январдан, февралдан, мартдан, апрелдан, майдан, июндан, июлдан, августдан, сентябрдан, октябрдан, ноябрдан, декабрдан]
    until: [январгача, февралгача, мартгача, апрелгача, майгача, июнгача, июлгача, августгача, сентябргача, октябргача, ноябргача, декабргача]
  same-day: ўша куни
  same-month: ўша ойда
  next-day: эртаси куни
  days-later: "орадан {n} кун ўтиб"
""",  # noqa: E501
}


def cyrillic(text: str) -> str:
    """A text in Cyrillic letters: `Oʻsh shahrida` is `Ўш шаҳрида`. Quotation marks are those of uz-Cyrl."""
    out, start = [], 0
    for kept in _KEPT.finditer(text):
        out += [_words(text[start : kept.start()]), kept[0]]
        start = kept.end()
    return "".join((*out, _words(text[start:]))).translate(_QUOTES)


def _words(text: str) -> str:
    def loan(match: re.Match[str]) -> str:
        return _cased(match[0], _LOANS[match[0].lower()])

    def piece(match: re.Match[str]) -> str:
        before = match.string[: match.start()][-1:]
        low = match[0].lower()
        if low == "e" and (not before.isalpha() or before.lower() in _VOWELS or before in "ʻ"):
            return _cased(match[0], "э")
        return _cased(match[0], _LETTERS.get(low, match[0]))  # c and w stand in names of other languages only.

    return re.sub(r"(?i)\bлагер\b", "\\g<0>ь", _PIECE.sub(piece, _LOAN.sub(loan, text)))


def _cased(original: str, text: str) -> str:
    return text[0].upper() + text[1:] if original[0].isupper() else text


def phrase(text: str) -> str:
    """A frame or a pattern: slots stay, what agrees with them is written in Cyrillic letters."""
    parts = _SLOT.split(text)
    return "".join(_slot(part) if number % 2 else cyrillic(part) for number, part in enumerate(parts))


def _slot(text: str) -> str:
    agreeing = _AGREEING.fullmatch(text)
    return text if agreeing is None else f"{agreeing[1]}{cyrillic(agreeing[2])}}}"


_KEY = re.compile(r"(^\s*[\w.\"!~-]+:|[{,]\s*[a-z][\w.-]*:(?=\s)|\{[^{}\s]*\}|\b(?:one|many|null)\b(?=[,}\]]))")

_WORDS = re.compile(r"^(  (?:and|object-once): )([^#]*)")


def table(text: str) -> Iterator[str]:
    """The lines of a `tables.yaml`: keys, slots and comments stay, and of systems and options all that is no word."""
    section = ""
    for line in text.splitlines():
        section = line.partition(":")[0] if line[:1].isalpha() else section
        if section == "dates":
            continue
        if line.startswith("#") or section in ("systems", "options"):
            yield _WORDS.sub(lambda option: option[1] + cyrillic(option[2]), line)
            continue
        body, mark, comment = line.partition("  # ")
        parts = _KEY.split(body)
        yield "".join(p if n % 2 else cyrillic(p) for n, p in enumerate(parts)) + mark + comment


def main() -> None:
    """Writes the frames and tables of uz-Cyrl."""
    source = (HERE / "uz" / "tables.yaml").read_text("utf-8")
    lines = "\n".join(table(source)).replace("\nduration:", f"\n{MENDED['tables']}\nduration:", 1)
    lines = re.sub(r"\n{3,}", "\n\n", lines)
    (HERE / "uz-Cyrl" / "tables.yaml").write_text(lines + "\n", "utf-8")
    yaml.load(lines, Loader=yaml.CSafeLoader)
    texts = {key: phrase(text) for key, text in _frames().items()}
    (HERE / "uz-Cyrl" / "frames.po").write_bytes(update.updated_frames("uz-Cyrl", texts))


def _frames() -> Mapping[str, str]:
    return {f"{key}|{label}": text for key, labels in frames.sources("uz").items() for label, text in labels.items()}


if __name__ == "__main__":
    main()
