"""The fixed phrases in English, and the names of the stock entries that a case file may use."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ua_gen import stock
from ua_gen.compiled import read_yaml

AGREEMENT = ("male", "female", "neutral", "several")

# Languages may distinguish more: two people (Arabic), women only (French). Each form, and those that serve for it in
# a language that does not have it, the nearest first. English has none of them.
FINER = {"two-women": ("women", "two", "several"), "two": ("several",), "women": ("several",)}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of `languages/phrases.yaml`: its form for each agreement, or its singular and plural, or one text.

    `forms` has the keys of AGREEMENT, or `singular` and `plural`, or only the empty string.
    """

    key: str
    forms: dict[str, str]

    @property
    def agrees(self) -> bool:
        return "male" in self.forms

    @property
    def counts(self) -> bool:
        return "singular" in self.forms

    def english(self, form: str) -> str:
        """The English text for a form, which may be one of FINER."""
        return self.forms[form if form in self.forms else "several"]


@cache
def english_phrases() -> dict[str, Phrase]:
    """All phrases by key, such as `event.detained`."""
    groups: dict[str, dict[str, str | dict[str, str]]] = read_yaml(Path(__file__).with_name("phrases.yaml"))
    return {
        f"{group}.{name}": Phrase(f"{group}.{name}", _forms(value, plural=group != "salutation"))
        for group, entries in groups.items()
        for name, value in entries.items()
    }


def _forms(value: str | dict[str, str], plural: bool) -> dict[str, str]:
    if isinstance(value, str):
        return {"": value}
    if "singular" in value:
        return value
    one = value.get("one", "")
    forms = {"male": one, "female": one, "neutral": one} | ({"several": one} if plural else {})
    return forms | {form: text for form, text in value.items() if form != "one"}


@cache
def names(group: str) -> tuple[str, ...]:
    """The names in a group, such as every stock `event`."""
    return tuple(key.partition(".")[2] for key in english_phrases() if key.startswith(f"{group}."))


def spoken_to_as(post: str) -> str:
    """The post whose stock salutation serves for a post."""
    return post if post in names("salutation") else stock.posts()[post].like
