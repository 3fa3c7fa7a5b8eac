"""What somebody looks at: a document of a case, for whom, in which language, on which paper, as of which day."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import urlencode

from ua_gen import languages
from ua_gen.casefile.loading import Loaded
from ua_gen.model import Case
from ua_gen.model.stationery import windows
from ua_gen.rendering.job import Paper
from ua_gen.templating import Templates

Show = Literal["pages", "text", "mail", "web"]
SCALES = (1.0, 1.5, 2.0, 3.0)  # Dots to a CSS pixel. Screens that are finer still show no more.
LONGEST = 100  # Characters of a name.


@dataclass(frozen=True, slots=True)
class Choice:
    """One view of one case. Empty texts: what `ua-gen render` would take."""

    case: int = 0  # Its number in the list of files.
    document: str = ""
    language: str = ""
    to: str = ""
    date: datetime.date | None = None
    paper: Paper = "a4"
    window: str = ""
    sender: bool = True  # The sender that there is; else lines to fill in.
    translation: str = ""
    show: Show = "pages"
    scale: float = 2.0

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Choice":
        """The choice in the query of an address. Raises ValueError for one that the page cannot have made."""
        known = set(cls.__dataclass_fields__)
        if unknown := set(asked) - known or any(len(value) > LONGEST for value in asked.values()):
            raise ValueError(unknown)
        values: dict[str, Any] = {
            name: asked[name] for name in ("document", "language", "to", "translation") if name in asked
        }
        for name, allowed in (("paper", get_args(Paper)), ("show", get_args(Show)), ("window", ("", *windows()))):
            if name in asked:
                if asked[name] not in allowed:
                    raise ValueError(name)
                values[name] = asked[name]
        if "case" in asked:
            values["case"] = int(asked["case"])
        if asked.get("date"):
            values["date"] = datetime.date.fromisoformat(asked["date"])
        if "sender" in asked:
            values["sender"] = asked["sender"] != "blank"
        if "scale" in asked:
            wanted = float(asked["scale"])
            values["scale"] = min((each for each in SCALES if each >= wanted), default=SCALES[-1])
        return cls(**values)

    def fragment(self) -> str:
        """As the page keeps it in its address; empty where everything is as usual."""
        usual = Choice()
        names = ("case", "document", "language", "to", "date")
        return urlencode({name: getattr(self, name) for name in names if getattr(self, name) != getattr(usual, name)})


def possible(loaded: Loaded[Any], templates: Templates) -> dict[str, Any]:
    """What there is to choose from for a file, for the page."""
    value: Any = loaded.public().value
    is_a = "case" if isinstance(value, Case) else getattr(value, "kind", "case")
    documents = [
        {"name": document.name, "title": document.title, "per": document.per}
        for document in templates.documents.values()
        if is_a == (document.per if document.per in ("statement", "press-release") else "case")
        if document.name != "test-page"
    ]
    return {
        "kind": is_a,
        "documents": sorted(documents, key=lambda each: each["name"] != ("letter" if is_a == "case" else is_a)),
        "writeIn": list(getattr(value, "write_in", ()) or ()),
        "recipients": [
            {"id": each.id, "office": each.office.best("en", value.language), "role": each.role}
            for each in getattr(value, "recipients", ())
        ],
    }


def everywhere() -> dict[str, Any]:
    """What there is to choose from for every file."""
    found = map(languages.language, languages.tags())
    return {
        "languages": [{"tag": each.tag, "name": each.english, "direction": each.direction} for each in found],
        "papers": list(get_args(Paper)),
        "windows": [{"name": name, "paper": window.paper} for name, window in windows().items()],
    }
