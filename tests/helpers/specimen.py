"""The cases that the tests speak of: invented, made of plain data, and read by the real reader."""

import datetime
import html
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from conftest import tool

from ua_gen import languages
from ua_gen.api import render
from ua_gen.casefile.loading import Loaded, read_case, read_case_text
from ua_gen.model import Case, Recipient, Section, Sender
from ua_gen.rendering.job import Paper
from ua_gen.rendering.produce import Format
from ua_gen.wording import Wording

ROOT = Path(__file__).parent.parent.parent
ASKAROV = ROOT / "cases" / "kg-askarov.yaml"
ASKAROV_DAY = datetime.date(2010, 9, 20)
DAY = datetime.date(2026, 3, 20)  # A day between issue and deadline of every invented case below.
# As `set_clock`, for the beginning of a program in a process of its own.
ON_THAT_DAY = f"""\
from ua_gen import clock
clock.days = lambda date=None, day=clock.datetime.date({DAY.year}, {DAY.month}, {DAY.day}): clock.Days(date or day, day)
"""
LANGUAGES = ("en", "ru")  # Those in which the cases below have all their texts.
ALL_LANGUAGES = languages.tags()


def everywhere(english: str, russian: str) -> dict[str, str]:
    """A text in every language there is: in Russian in that, in all others, for a test, in English."""
    return dict.fromkeys(ALL_LANGUAGES, english) | {"ru": russian}


# Only what a case cannot do without, in both languages.
MINIMAL: dict[str, Any] = {
    "format": 1,
    "language": "en",
    "country": "KG",
    "title": {"en": "Reader held", "ru": "Читатель под стражей"},
    "summary": {"en": "A reader is held.", "ru": "Читатель под стражей."},
    "action": {"issued": "2026-03-10", "issuer": everywhere("Example Committee", "Комитет Пример")},
    "people": [{"id": "reader", "name": {"en": "Kim Sample", "ru": "Ким Пример"}}],
}

# The least of a recipient; without one there is no letter.
OFFICIAL: dict[str, Any] = {
    "id": "official",
    "post": "official",
    "office": {"en": "Head of Department", "ru": "Начальник управления"},
    "country": "KG",
    "email": "official@example.org",
}

SOMEBODY = MINIMAL | {"recipients": [OFFICIAL]}

OUTCOME: dict[str, Any] = {
    "title": {"en": "Back among the books", "ru": "Снова среди книг"},
    "issued": "2026-06-01",
    "index": "EX 01/003/2026",
    "text": [{"en": "The library has opened again.", "ru": "Библиотека снова открыта."}],
    "actions": [
        {"what": "letters", "number": 4470, "about": "nearly", "to": "family", "country": "GB"},
        {"what": "towns", "number": 260},
    ],
    "quotation": {
        "text": {"en": "Every letter was a page", "ru": "Каждое письмо было страницей"},
        "by": {"en": "Aida Specimen", "ru": "Аида Образцова"},
        "role": {"en": "a librarian", "ru": "библиотекарь"},
    },
    "tags": [{"en": "Libraries", "ru": "Библиотеки"}, {"en": "Kyrgyzstan", "ru": "Кыргызстан"}],
    "source": "statement",
}

# A case with every field that an open one can have.
FULL: dict[str, Any] = {
    "format": 1,
    "language": "en",
    "country": "KG",
    "title": {"en": "Librarians held for lending books", "ru": "Библиотекарей держат под стражей за книги"},
    "summary": {
        "en": "Two librarians have been held in Osh since January. The Example Committee calls it arbitrary.",
        "ru": "Двух библиотекарей с января держат под стражей в Оше. Комитет Пример считает это произволом.",
    },
    "invented": True,
    "action": {
        "number": "7/26",
        "kind": "update",
        "sequence": 3,
        "index": "EX 01/002/2026",
        "issued": "2026-03-10",
        "deadline": "2026-04-21",
        "issuer": {"en": "Example Committee", "ru": "Комитет Пример"},
        "further_information": "www.example.org/ua/7",
        "previous": "EX 01/001/2026",
        "online": "www.example.org/act/7",
    },
    "status": [
        {
            "state": "detained",
            "since": "2026-01-05",
            "as_of": "2026-03-09",
            "people": ["aida", "bolot"],
            "place": {"en": "Osh", "ru": "Ош"},
            "note": {"en": "In one cell.", "ru": "В одной камере."},
            "source": "statement",
            "superseded": False,
            "visibility": "public",
        }
    ],
    "people": [
        {
            "id": "aida",
            "name": {"en": "Aida Specimen", "ru": "Аида Образцова"},
            "also_known_as": ["Ayda Specimen"],
            "gender": "female",
            "role": {"en": "a librarian", "ru": "библиотекарь"},
            "pronouns": {"en": "she/her", "ru": "она"},
            "considered": {
                "as": "arbitrarily-detained",
                "by": {"en": "the Reading Circle", "ru": "Читательский кружок"},
                "because": {"en": "held only for lending books", "ru": "лишь за то, что выдавала книги"},
                "since": "2026-02",
                "until": "2027",
            },
        },
        {
            "id": "bolot",
            "name": {"en": "Bolot Muster", "ru": "Болот Мустер"},
            "gender": "male",
            "role": {"en": "an archivist", "ru": "архивариус"},
        },
    ],
    "events": [
        {
            "type": "detained",
            "date": "2026-01-05",
            "people": ["aida"],
            "place": {"en": "Osh", "ru": "Ош"},
            "by": "police",
            "source": "statement",
            "superseded": False,
            "visibility": "public",
        },
        {
            "type": "charged",
            "date": "2026-01",
            "charges": [
                {"en": "lending books", "ru": "выдача книг"},
                {"en": "reading aloud", "ru": "чтение вслух"},
            ],
            "reported": True,
        },
        {
            "text": {"en": "no lawyer has been let in", "ru": "к ним не пускают адвоката"},
            "according_to": {"en": "their families", "ru": "родные"},
            "letter": False,
            "background": True,
        },
        {
            "type": "sentenced",
            "date": "2026-03-01",
            "sentence": "2 years 6 months",
            "confiscation": True,
            "court": {"en": "Osh City Court", "ru": "Ошский городской суд"},
        },
    ],
    "background": [
        {"en": "The library is a hundred years old.", "ru": "Библиотеке сто лет."},
        {"en": "It lends to everybody.", "ru": "Она открыта для всех."},
    ],
    "requests": [
        {
            "ask": "release-unconditionally",
            "because": {"en": "for reading is not a crime", "ru": "ведь чтение не преступление"},
        },
        {
            "text": {"en": "give the books back", "ru": "вернуть книги"},
            "to": ["minister", "prosecutor"],
        },
    ],
    "write_in": ["ru", "ky", "en"],
    "recipients": [
        {
            "id": "minister",
            "role": "to",
            "post": "minister",
            "office": {"en": "Minister of Internal Affairs", "ru": "Министр внутренних дел"},
            "name": {"en": "Bakyt Example", "ru": "Бакыт Примеров"},
            "gender": "male",
            "address": {"en": ["1 Example Street", "Bishkek 720000"], "ru": ["ул. Примерная, 1", "Бишкек 720000"]},
            "country": "KG",
            "phone": "+996 312 00 00 01",
            "fax": "+996 312 00 00 02",
            "email": "minister@example.org",
            "because": "The prison is his.",
            "salutation": {"en": "Dear Minister Example", "ru": "Уважаемый Бакыт Примерович"},
            "verified_on": "2026-03-10",
            "visibility": "public",
        },
        {
            "id": "prosecutor",
            "post": "prosecutor-general",
            "office": {"en": "Prosecutor General", "ru": "Генеральный прокурор"},
            "gender": "female",
            "country": "KG",
            "email": "prosecutor@example.org",
        },
        {
            "id": "president",
            "role": "copy",
            "post": "head-of-state",
            "office": {"en": "President", "ru": "Президент"},
            "name": {"en": "Roza Example", "ru": "Роза Примерова"},
            "gender": "female",
            "country": "KG",
        },
    ],
    "embassies": {
        "GB": {
            "office": {"en": "Ambassador of Kyrgyzstan", "ru": "Посол Кыргызстана"},
            "name": {"en": "Azat Example", "ru": "Азат Примеров"},
            "gender": "male",
            "address": ["2 Example Square", "London W1"],
            "email": "embassy@example.org",
            "verified_on": "2026-03-10",
        }
    },
    "solidarity": {
        "to": "person",
        "languages": ["ru"],
        "name": {"en": "Aida Specimen", "ru": "Аида Образцова"},
        "address": ["3 Example Street", "Osh"],
        "country": "KG",
        "greeting": {"en": "Dear Aida", "ru": "Дорогая Аида"},
        "message": {"en": "We think of you.", "ru": "Мы думаем о Вас."},
        "religious": False,
        "mention_issuer": False,
        "own_address": False,
    },
    "petition": {
        "title": {"en": "Give the books back", "ru": "Верните книги"},
        "text": {"en": "Two librarians are held for lending.", "ru": "Двух библиотекарей держат за выдачу книг."},
        "columns": ["email", "date"],
        "return_by": "2026-04-10",
        "return_to": ["Example Committee", "5 Example Lane"],
    },
    "letter": {
        "en": "I write about two librarians.\n\nPlease release them.",
        "ru": "Пишу о двух библиотекарях.\n\nПрошу освободить их.",
    },
    "translations": {"ru": {"by": "Example", "date": "2026-03-10", "reviewed": True, "machine": False, "of": "0"}},
    "sources": [
        {
            "id": "statement",
            "publisher": "Example Committee",
            "title": "Statement",
            "date": "2026-03-10",
            "index": "EX 01/002/2026",
            "url": "https://www.example.org/ua/7",
            "superseded": False,
            "visibility": "public",
        }
    ],
}

# The same case with a letter composed from its facts.
TWO_PEOPLE = {name: value for name, value in FULL.items() if name != "letter"}

SENDER: dict[str, Any] = {
    "name": "Mary-Ann Writer",
    "address": ["4 Specimen Road", "Leeds LS1"],
    "town": "Leeds",
    "country": "GB",
    "email": "writer@example.org",
    "language": "en",
    "privacy": "full",
    "signatories": ["Mary-Ann Writer", "John Reader"],
    "personal_line": {"en": "I am a reader myself.", "ru": "Я и сама люблю читать."},
}


SECTION: dict[str, Any] = {
    "name": "Example Section",
    "address": ["7 Example Row", "Bristol BS1"],
    "country": "GB",
    "email": "office@example.org",
    "web": "www.example.org",
    "replies": "replies@example.org",
}

# A statement on the cases in `full.yaml` and `somebody.yaml`, with every field that there is.
STATEMENT: dict[str, Any] = {
    "format": 1,
    "kind": "statement",
    "language": "en",
    "title": {"en": "Let them read", "ru": "Дайте им читать"},
    "issued": "2026-03-18",
    "invented": True,
    "signatories": [
        {"name": {"en": "Example Committee", "ru": "Комитет Пример"}, "city": {"en": "Bristol", "ru": "Бристоль"}},
        {"name": {"en": "Reading Circle", "ru": "Читательский кружок"}},
    ],
    "preamble": [
        {"text": {"en": "Libraries are closing.", "ru": "Библиотеки закрываются."}, "sources": ["survey", "paper"]}
    ],
    "call": {"en": "We call for open doors.", "ru": "Мы призываем открыть двери."},
    "countries": [
        {
            "country": "KG",
            "text": [{"text": {"en": "Two are held.", "ru": "Двое под стражей."}, "sources": ["paper"]}],
            "entries": [
                {
                    "case": "full.yaml",
                    "text": [{"text": {"en": "They appealed.", "ru": "Они обжаловали."}, "sources": ["survey"]}],
                },
                {"case": "somebody.yaml"},
            ],
        },
        {"country": "UZ", "text": [{"text": {"en": "Doors stay shut.", "ru": "Двери закрыты."}}]},
    ],
    "recommendations": [
        {
            "to": {"en": "To all states:", "ru": "Всем государствам:"},
            "items": [
                {"en": "open the libraries;", "ru": "откройте библиотеки;"},
                {"en": "let people read.", "ru": "дайте людям читать."},
            ],
        }
    ],
    "sources": [
        {"id": "survey", "publisher": "Reading Circle", "title": "A survey", "date": "2026-02", "index": "RC 1/26"},
        {"id": "paper", "title": "The Osh Paper", "url": "https://www.example.org/paper"},
    ],
}

# A press release on the case in `full.yaml`, with every field but `background`.
PRESS: dict[str, Any] = {
    "format": 1,
    "kind": "press-release",
    "language": "en",
    "title": {"en": "Free the librarians", "ru": "Освободите библиотекарей"},
    "issued": "2026-03-18",
    "invented": True,
    "embargo": "18 March 2026, 06:00",
    "issuer": {"en": "Example Committee", "ru": "Комитет Пример"},
    "place": {"en": "Bristol", "ru": "Бристоль"},
    "index": "EX 01/004/2026",
    "case": "full.yaml",
    "lead": {"en": "Osh must free two librarians.", "ru": "Ош должен освободить двух библиотекарей."},
    "quotations": [
        {
            "text": {"en": "A book is not a weapon", "ru": "Книга не оружие"},
            "by": {"en": "Kim Sample", "ru": "Ким Пример"},
            "role": {"en": "a reader", "ru": "читатель"},
        }
    ],
    "demands": [{"en": "The books must go back.", "ru": "Книги нужно вернуть."}],
    "contacts": [
        {"name": "Kim Sample", "role": {"en": "press office", "ru": "пресс-служба"}, "phone": "+44 20 7946 0000"}
    ],
}


class _Plain(yaml.SafeDumper):
    """Writes a value out wherever it is used: case files have no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def case_text(data: Mapping[str, Any]) -> str:
    """A case as the text of its file."""
    return yaml.dump(dict(data), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)


def loaded(data: Mapping[str, Any], name: str = "specimen.yaml") -> Loaded[Case]:
    """A case read from its text, as a file of this name would be. It must be sound."""
    found = read_case_text(case_text(data), name)
    assert found.value is not None, found.diagnostics
    return found


def published(data: Mapping[str, Any], folder: Path, **cases: Mapping[str, Any]) -> Path:
    """The file of a publication in a folder, with the cases that it names; `cases` replace them or add some."""
    for name, case in ({"full": TWO_PEOPLE, "somebody": SOMEBODY} | cases).items():
        (folder / f"{name}.yaml").write_text(case_text(case), "utf-8")
    path = folder / "publication.yaml"
    path.write_text(case_text(data), "utf-8")
    return path


def section(**changes: Any) -> Section:
    """A section with every field but those of files and policies; `changes` replace fields, None removes one."""
    given = {name: value for name, value in (SECTION | changes).items() if value is not None}
    return Section.model_validate(given, context={"language": "en"})


def askarov() -> Loaded[Case]:
    """The example case of the repository."""
    return read_case(ASKAROV, "kg-askarov.yaml")


NAMES = {
    "male": everywhere("Bolot Muster", "Болот Мустер"),
    "female": everywhere("Aida Specimen", "Аида Образцова"),
    "neutral": everywhere("Kim Sample", "Ким Пример"),
}


def one(gender: str = "male", **changes: Any) -> dict[str, Any]:
    """A case of one person of this gender with one recipient; `changes` replace fields of the case."""
    return SOMEBODY | {"people": [{"id": "person", "name": NAMES[gender], "gender": gender}]} | changes


def two(**changes: Any) -> dict[str, Any]:
    """A case of a man and a woman with one recipient; `changes` replace fields of the case."""
    people = [one("female")["people"][0] | {"id": "aida"}, one("male")["people"][0] | {"id": "bolot"}]
    return SOMEBODY | {"people": people} | changes


WHOLE: dict[str, Any] = {  # Every piece that an event can have, beside what it is.
    "date": "2026-01-05",
    "place": everywhere("Osh", "Ош"),
    "by": "police",
    "court": everywhere("Osh City Court", "Ошский городской суд"),
    "charges": [everywhere("lending books", "выдача книг")],
    "sentence": "7 years",
    "confiscation": "true",
}


PEOPLE = {"male": one("male"), "female": one("female"), "neutral": one("neutral"), "several": two()}


def sender(**changes: Any) -> Sender:
    """A sender who gives everything; `changes` replace fields, None removes one."""
    given = {name: value for name, value in (SENDER | changes).items() if value is not None}
    return Sender.model_validate(given, context={"language": "en"})


def _as_read(value: Any) -> Any:
    """Data as the reader gives it to the model: every value a text."""
    if isinstance(value, Mapping):
        return {key: _as_read(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_read(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def wording(
    data: Mapping[str, Any] | Loaded[Case],
    language: str = "en",
    *,
    to: str | None = None,
    sender: Sender | None = None,
    day: datetime.date = DAY,
) -> Wording:
    """What a template can say of a case: to the recipient with the id `to`, or to nobody."""
    # Without the detour over a file, for there are thousands of them.
    case = data.value if isinstance(data, Loaded) else Case.model_validate(_as_read(data), context={"language": "en"})
    assert case is not None
    recipient: Recipient | None = next((r for r in case.recipients if r.id == to), None)
    assert recipient or to is None, f"no recipient {to}"
    return Wording(case, languages.language(language), day, recipient, sender)


def made(
    data: Mapping[str, Any] | Loaded[Case],
    kind: Format,
    language: str = "en",
    *,
    document: str = "letter",
    to: str | None = None,
    sender: Sender | None = None,
    day: datetime.date = DAY,
    paper: Paper = "a4",
    templates: Iterable[Path] = (),
    **more: Any,
) -> bytes:
    """The one document that is made of a case. `more` is given to `render` as it is."""
    [document_] = render(
        data if isinstance(data, Loaded) else loaded(data),
        documents=[document],
        formats=[kind],
        languages=[language],
        to=[to] if to else [],
        sender=sender,
        date=day,
        paper=paper,
        templates=templates,
        **more,
    )
    return document_.data


def text(data: Mapping[str, Any] | Loaded[Case], language: str = "en", **wish: Any) -> str:
    """The one document that is made of a case, as plain text."""
    return made(data, "txt", language, **wish).decode()


@dataclass(frozen=True, slots=True)
class Word:
    """A word on a page, and its edges in millimetres from the upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


BOX = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>')


def words(data: bytes) -> list[Word]:
    """The words of the first page of a PDF. Skips the test where pdftotext is not installed."""
    command = [tool("pdftotext"), "-bbox", "-l", "1", "-", "-"]
    shown = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()
    return [
        Word(html.unescape(found[5]), *(float(found[edge]) / 72 * 25.4 for edge in range(1, 5)))
        for found in BOX.finditer(shown)
    ]


def facts(data: Mapping[str, Any], language: str = "en") -> str:
    """What the letters of a case tell of its events, in one line; an empty line parts paragraphs.

    Where the opening has told all of them, that is it.
    """
    say = wording(data, language)
    return "\n\n".join(say.letter_facts or say.opening)
