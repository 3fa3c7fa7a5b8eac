"""Letters as they come out, whole: to each recipient, in each language, from each kind of sender."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import GOLDEN, Golden
from helpers.specimen import (
    ASKAROV_DAY,
    DAY,
    FULL,
    LANGUAGES,
    OUTCOME,
    ROOT,
    SOMEBODY,
    TWO_PEOPLE,
    askarov,
    loaded,
    made,
    one,
    sender,
    text,
)
from helpers.tidy import assert_no_empty_elements, assert_tidy

from ua_gen import render
from ua_gen.casefile.loading import read_case
from ua_gen.model import Case
from ua_gen.rendering.produce import Format

WOMAN = one(
    "female",
    events=TWO_PEOPLE["events"][3:],
    requests=[{"ask": "release-unless-charged"}, {"ask": "medical-care"}],
    recipients=TWO_PEOPLE["recipients"],
)
ONE_REQUEST = WOMAN | {"requests": [{"ask": "access-to-lawyer"}]}
NEUTRAL = one("neutral", events=WOMAN["events"], requests=WOMAN["requests"])

Make = Callable[[Format, str], bytes]


def of(data: Any, **wish: Any) -> Make:
    return lambda kind, language: made(data, kind, language, **wish)


def of_askarov(to: str) -> Make:
    return lambda kind, language: made(askarov(), kind, language, to=to, day=ASKAROV_DAY)


def told_to_the_sender(kind: Format, language: str) -> bytes:
    """The sheet that tells in this language what a letter in the other one says."""
    other = {"en": "ru", "ru": "en"}[language]
    case = loaded(WOMAN | {"events": [*WOMAN["events"], {"text": {language: "x"}}]})
    letter, sheet = render(
        case, to=["minister"], languages=[other], translation=language, formats=[kind], sender=sender(), date=DAY
    )
    assert letter.name.endswith(f"-{other}.{kind}")
    return sheet.data


LETTERS: dict[str, Make] = {
    "askarov-to-minister": of_askarov("interior-minister"),
    "askarov-to-prosecutor": of_askarov("general-prosecutor"),
    "askarov-to-president": of_askarov("president"),
    "from-a-named-sender": of(WOMAN, to="minister", sender=sender(personal_line=None)),
    "from-initials": of(WOMAN, to="minister", sender=sender(privacy="initials", personal_line=None)),
    "from-nobody": of(WOMAN, to="minister", sender=sender(privacy="anonymous", personal_line=None)),
    "from-a-blank": of(WOMAN, to="minister"),
    "with-a-personal-line": of(WOMAN, to="minister", sender=sender()),
    "with-one-request": of(ONE_REQUEST, to="minister"),
    "with-its-own-letter": of(FULL, to="minister", sender=sender()),
    "for-two-people": of(TWO_PEOPLE, to="prosecutor", sender=sender()),
    "for-somebody": of(NEUTRAL, to="official"),
    "with-nothing-to-tell": of(SOMEBODY),
    "told-to-the-sender": told_to_the_sender,
    "on-letter-paper": of(WOMAN, to="minister", paper="letter"),
}
FILES = {
    f"{name}-{language}.{kind}": (make, kind, language)
    for name, make in LETTERS.items()
    for language in LANGUAGES
    for kind in ("txt", "html")
}


@pytest.mark.parametrize("name", FILES)
def test_the_letter_is_the_approved_one(name: str, golden: Golden) -> None:
    make, kind, language = FILES[name]
    golden.holds(f"letters/{name}", make(kind, language).decode())


def test_every_approved_letter_is_still_made(golden: Golden) -> None:
    golden.holds_only("letters", FILES)


def test_there_are_no_other_approved_files() -> None:
    assert {path.name for path in GOLDEN.iterdir()} <= {
        "codes.txt",
        "letters",
        "documents",
        "update",
        "senders",
        "sheets",
        "phrases",
        "new",
        "validate",
        "languages",
        "pages",
    }


# --- rules that hold for every text and page, whatever is in it -----------------------------------------------------

CASES = {"minimal": SOMEBODY, "full": FULL, "full without its own letter": TWO_PEOPLE, "woman": WOMAN}
SENDERS = {
    "blank": None,
    "named": sender(),
    "initials": sender(privacy="initials"),
    "anonymous": sender(privacy="anonymous"),
    "name alone": sender(address=None, town=None, country=None, email=None, personal_line=None),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> dict[str, Any]:
    return CASES[request.param]


@pytest.fixture(params=SENDERS)
def wish(request: pytest.FixtureRequest, case: dict[str, Any]) -> dict[str, Any]:
    return {"sender": SENDERS[request.param], "to": case["recipients"][0]["id"]}


def test_the_full_case_leaves_no_field_out() -> None:
    """So that a field which is added to the format comes to be tried in every template."""
    from pydantic import BaseModel

    given: dict[type[BaseModel], set[str]] = {}

    def look(value: object) -> None:
        if isinstance(value, BaseModel) and "root" not in type(value).model_fields:
            given.setdefault(type(value), set()).update(value.model_fields_set)
            for name in type(value).model_fields:
                look(getattr(value, name))
        elif isinstance(value, tuple | dict):
            for item in value.values() if isinstance(value, dict) else value:
                look(item)

    look(loaded(FULL | {"outcome": OUTCOME}).value)
    look(read_case(ROOT / "tests" / "casefile" / "typed-case.yaml").value)
    assert Case in given
    missing = {model.__name__: set(model.model_fields) - fields for model, fields in given.items()}
    assert missing.pop("Person") == {"photograph"}  # It needs a file beside the case: tests/test_pictures.py.
    assert not any(missing.values()), missing


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_text_is_tidy(case: dict[str, Any], language: str, wish: dict[str, Any]) -> None:
    assert_tidy(text(case, language, **wish), language)


def test_pages_are_tidy(case: dict[str, Any], language: str, wish: dict[str, Any]) -> None:
    assert_no_empty_elements(made(case, "html", language, **wish).decode())
