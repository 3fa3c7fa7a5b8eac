"""A case written in every language, and what its fields are."""

import datetime
from typing import Any

import yaml

from ua_gen import languages
from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.model import Case

DAY = datetime.date(2026, 1, 20)
NAMES = {
    "Latn": ("Aida Specimen", "Bolot Muster"),
    "Cyrl": ("Аида Образцова", "Болот Примеров"),
    "Arab": ("عائدة نموذج", "بولات مثال"),
    "Hans": ("艾达·样本", "博洛特·范例"),
}


def case_in(tag: str, genders: tuple[str, ...]) -> Loaded[Case]:
    """A case written in the language itself: its free texts are phrases of the catalogue, for want of a translator."""
    loaded = read_case_text(yaml.safe_dump(fields_in(tag, genders), allow_unicode=True), "case.yaml")
    assert loaded.value is not None, loaded.diagnostics
    return loaded


def fields_in(tag: str, genders: tuple[str, ...]) -> dict[str, Any]:
    language = languages.language(tag)
    text = language.text("letter.reply")
    name = NAMES[language.script][0]
    return {
        "format": 1,
        "language": tag,
        "country": "KG",
        "title": language.text("sheet.additional-information"),
        "summary": text,
        "action": {
            "number": "3/26",
            "kind": "update",
            "sequence": 2,
            "index": "EUR 58/1234/2026",
            "issued": "2026-01-15",
            "issuer": name,
            "further_information": "www.example.org/ua",
            "previous": "EUR 58/1233/2026",
            "online": "www.example.org/act",
        },
        "status": [{"state": "released", "since": "2026-02-01", "note": text}],
        "people": [
            {"id": f"person-{number}", "name": NAMES[language.script][number], "gender": gender}
            for number, gender in enumerate(genders)
        ],
        "events": [
            {"type": "detained", "date": "2026-01-01", "by": "police"},
            {"type": "interrogated", "date": "2026-01-01", "by": "police", "background": True, "letter": False},
            {"type": "tortured", "date": "2026-01", "reported": True},
            {"type": "charged", "date": "2026-01-11", "according_to": name},
            {"type": "sentenced", "date": "2026-01-12", "sentence": "2 years 6 months"},
            {"type": "sentenced", "date": "2026-01-13", "sentence": "life", "confiscation": True},
        ],
        "background": [text, text],
        "requests": [{"ask": ask} for ask in ("release-unconditionally", "fair-trial", "access-to-lawyer")],
        "write_in": [tag, "ru", "en"],
        "recipients": [
            {
                "id": "minister",
                "post": "minister",
                "office": language.text("sheet.title"),
                "gender": "female",
                "address": ["1 Example Street", "Bishkek 720000"],
                "country": "KG",
                "phone": "+996 312 66 00 00",
                "fax": "+996 312 66 00 01",
                "email": "minister@example.org",
            },
            {
                "id": "president",
                "role": "copy",
                "post": "head-of-state",
                "office": language.text("sheet.title"),
                "country": "KG",
                "email": "president@example.org",
            },
        ],
        "solidarity": {"languages": [tag], "religious": True, "mention_issuer": True, "country": "KG"},
        "petition": {"columns": ["email", "postcode", "date"], "return_to": ["1 Example Street"]},
        "outcome": {
            "text": [text],
            "actions": [
                {"what": "letters", "number": 10000, "about": "nearly", "to": "family"},
                {"what": "petitions", "number": 4470, "about": "more-than", "to": "authorities", "country": "GB"},
                {"what": "towns", "number": 260, "country": "GB"},
                {"what": "cards", "number": 1, "to": "person"},
            ],
            "quotation": {"text": text, "by": name, "role": language.text("sheet.title")},
            "tags": [language.text("sheet.title")],
        },
    }
