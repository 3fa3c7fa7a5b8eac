"""What the page is given: itself, pictures and frames by their ids; and the one request that does something."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest
from helpers.asgi import OURS, POSTS, STARTED, TOKEN, Answer, Message, answered, ask, server
from helpers.specimen import FULL, case_text

from ua_gen.preview.choices import Choice
from ua_gen.preview.server import ASSETS

AT = f"/{TOKEN}"
MARKUP = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|eval\(|Function\("


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(FULL), "utf-8")
    STARTED.clear()
    return path


def watched(path: Path, query: str, kind: str, then: Any = None, **more: Any) -> Any:
    """The first message of a kind; with `then`, what that gives for the server and the message."""

    async def run() -> Any:
        app, session = server(path, **more)
        work = asyncio.create_task(session.run())
        try:
            answer = await ask(app, f"{AT}/events?{query}", until=lambda so_far: _has(so_far, kind))
            message = next(each for each in answer.messages() if each["kind"] == kind)
            return await then(app, message) if then else message
        finally:
            work.cancel()

    return asyncio.run(run())


def _has(answer: Answer, kind: str) -> bool:
    return any(message["kind"] == kind for message in answer.messages())


def test_the_page_names_no_other_place_and_has_nothing_inline() -> None:
    page = ASSETS["page.html"].decode()
    assert re.findall(r"(?:src|href)=\"([^#\"]*)\"", page) == ["assets/icon.svg", "assets/page.css", "assets/main.js"]
    assert not re.search(r"<style|style=| on[a-z]+=|<script(?![^>]* src=)", page)
    for name, data in ASSETS.items():
        text = data.decode().replace("http://www.w3.org/2000/svg", "")
        assert "//" not in re.sub(r"(?m)(^|\s)//.*$", "", text) or name.endswith(".css"), name
        assert "http" not in text, name


def test_nothing_of_a_file_becomes_markup_in_the_page() -> None:
    """Texts go in as texts: no script knows a way to make markup of them."""
    for name, data in ASSETS.items():
        assert not re.search(MARKUP, data.decode()), name


@pytest.mark.parametrize("name", sorted(ASSETS))
def test_its_files_are_served_by_name(name: str, case: Path) -> None:
    answer = answered(case, f"{AT}/" if name == "page.html" else f"{AT}/assets/{name}")
    assert (answer.status, answer.body) == (200, ASSETS[name])


PATHS = (
    "/assets/../guard.py", "/assets/%2e%2e/guard.py", "/assets/case.yaml", "/case.yaml", "/picture/../../case.yaml",
    "/picture/case.yaml", "/frame/case.yaml", "/etc/passwd", "//etc/passwd", "/assets/page.html",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_to_a_file(path: str, case: Path) -> None:
    assert answered(case, AT + path).status == 404


def test_a_picture_is_had_by_its_id_and_not_as_a_frame(case: Path) -> None:
    async def then(app: Any, message: Message) -> list[Answer]:
        id = message["pages"][0]["id"]
        return [await ask(app, f"{AT}/picture/{id}"), await ask(app, f"{AT}/frame/{id}")]

    picture, frame = watched(case, "language=en&scale=1", "view", then)
    assert picture.headers["content-type"] == "image/png"
    assert picture.body.startswith(b"\x89PNG")
    assert frame.status == 404


def test_the_html_of_a_document_is_a_page_of_nowhere(case: Path) -> None:
    async def then(app: Any, message: Message) -> list[Answer]:
        id = message["frame"]
        return [await ask(app, f"{AT}/frame/{id}"), await ask(app, f"{AT}/picture/{id}")]

    frame, picture = watched(case, "language=en&show=web", "view", then)
    rules = frame.headers["content-security-policy"].split("; ")
    assert "sandbox" in rules, "no scripts, no forms, no windows, an origin of its own"
    assert {"default-src 'none'", "img-src data:", "frame-ancestors 'self'", "form-action 'none'"} <= set(rules)
    assert not any(rule.startswith("script-src") for rule in rules)
    assert b"Aida Specimen" in frame.body
    assert picture.status == 404


QUERIES = (
    "case=one", "paper=a3", "show=all", "window=none", "date=2026-13-01", "scale=large", "other=1",
    f"document={'x' * 101}",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_a_choice_that_the_page_cannot_make_is_none(query: str, case: Path) -> None:
    assert answered(case, f"{AT}/events?{query}").status == 400


def test_not_everybody_can_look_at_once(case: Path) -> None:
    async def run() -> Answer:
        app, session = server(case)
        for _ in range(20):
            session.enter(Choice())
        return await ask(app, f"{AT}/events?scale=1")

    assert asyncio.run(run()).status == 429


# --- opening the editor ----------------------------------------------------------------------------------------------


def opened(path: Path, body: object, headers: Any = POSTS, editor: str = "edit --at {line}:{column} {file}") -> Answer:
    async def run() -> Answer:
        app, session = server(path, editor)
        session.number(str(path))
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await ask(app, f"{AT}/open", headers, "POST", sent)

    return asyncio.run(run())


def test_the_editor_opens_at_a_line(case: Path) -> None:
    answer = opened(case, {"file": 0, "line": 12, "column": 3})
    assert (answer.status, json.loads(answer.body)) == (200, {"problem": ""})
    assert [["edit", "--at", "12:3", str(case)]] == STARTED


def place(file: object = 0, line: object = 1, column: object = 1, **more: object) -> dict[str, object]:
    return {"file": file, "line": line, "column": column, **more}


NO_PLACES = (
    place(1), place(-1), place("/etc/passwd"), place(None), place(line="1; rm"), place(line=True), place(line=1.5),
    place(line=10**7), place(command="rm"), {"file": 0, "line": 1}, [0, 1, 1], b"", b"{" * 500,
    b"file=0&line=1&column=1", b'{"file":0,"line":1,"column":1}' + b" " * 500,

)  # fmt: skip


@pytest.mark.parametrize("body", NO_PLACES)
def test_it_takes_numbers_and_nothing_else(body: object, case: Path) -> None:
    assert opened(case, body).status == 400
    assert STARTED == []


def test_a_form_of_another_page_cannot_be_taken_for_it(case: Path) -> None:
    headers = (*(each for each in POSTS if each[0] != "content-type"), ("content-type", "text/plain"))
    assert opened(case, {"file": 0, "line": 1, "column": 1}, headers).status == 400


def test_to_look_changes_nothing(case: Path) -> None:
    assert answered(case, f"{AT}/open", OURS, editor="edit {file}").status == 405
    assert STARTED == []


def test_without_an_editor_nothing_is_opened(case: Path) -> None:
    answer = opened(case, {"file": 0, "line": 1, "column": 1}, editor="")
    assert answer.status == 500
    assert "--editor" in answer.text
