"""Whoever is not the page that the user opened gets nothing: each attack, as it would come."""

import asyncio
from pathlib import Path

import pytest
from helpers.asgi import HOST, OURS, PORT, POSTS, TOKEN, Answer, Headers, answered, ask, server
from helpers.specimen import SOMEBODY, case_text

CROSS = (HOST, ("sec-fetch-site", "cross-site"))
WRONG = ("", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), f"x/../{TOKEN}", f"%2f{TOKEN}", "\ud800")
ROUTES = ["", "assets/main.js", "events?scale=1", f"picture/{'0' * 64}", f"frame/{'0' * 64}"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(SOMEBODY), "utf-8")
    return path


def refused(answer: Answer) -> bool:
    return (answer.status, answer.text) == (403, "This preview is for the page that ua-gen opened.\n")


def test_the_page_itself_is_served(case: Path) -> None:
    """Otherwise the refusals below would prove nothing."""
    for host in ("127.0.0.1", "localhost", "[::1]"):
        assert answered(case, f"/{TOKEN}/", (("host", f"{host}:{PORT}"),)).status == 200
    assert answered(case, f"/{TOKEN}/", OURS).text.startswith("<!doctype html>")
    assert answered(case, f"/{TOKEN}/", (HOST, ("sec-fetch-site", "none"))).status == 200


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("token", WRONG)
def test_other_users_of_the_machine_have_no_token(token: str, route: str, case: Path) -> None:
    assert refused(answered(case, f"/{token}/{route}", OURS))


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "hosts",
    [
        (f"evil.example:{PORT}",), (f"127.0.0.1.evil.example:{PORT}",), ("127.0.0.1",), ("127.0.0.1:4712",),
        (f"127.0.0.1:{PORT}@evil.example",), (f"0.0.0.0:{PORT}",), (f"127.1:{PORT}",), (f"LOCALHOST.:{PORT}",), ("",),
        (), (f"127.0.0.1:{PORT}", "evil.example"),
    ],
)  # fmt: skip
def test_a_name_that_leads_to_this_machine_is_not_served(hosts: tuple[str, ...], route: str, case: Path) -> None:
    """DNS rebinding. It is looked at before the token: who has that all the same gets nothing either."""
    assert refused(answered(case, f"/{TOKEN}/{route}", tuple(("host", host) for host in hosts)))


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize(
    "headers",
    [
        CROSS,
        (HOST, ("sec-fetch-site", "same-site")),  # Another port of this machine.
        (HOST, ("origin", "https://evil.example")),
        (HOST, ("origin", "http://127.0.0.1:4712")),
        (HOST, ("origin", f"https://127.0.0.1:{PORT}")),
        (HOST, ("origin", "null")),
        (*OURS, ("origin", "https://evil.example")),
        (*OURS, ("sec-fetch-site", "cross-site")),
    ],
)
def test_another_website_can_ask_for_nothing(headers: Headers, route: str, case: Path) -> None:
    assert refused(answered(case, f"/{TOKEN}/{route}", headers))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"])
def test_no_other_method_is_known(method: str, case: Path) -> None:
    assert refused(answered(case, f"/{TOKEN}/", OURS, method))


PLACE = b'{"file": 0, "line": 1, "column": 1}'


@pytest.mark.parametrize(
    "headers",
    [
        OURS,  # No browser sends a POST that does not say where it comes from.
        tuple(each for each in POSTS if each[0] != "origin"),
        (*CROSS, ("origin", "https://evil.example"), ("content-type", "application/json")),
        (HOST, ("origin", "null"), ("content-type", "application/json")),
        (HOST, ("origin", "http://localhost:4712"), ("content-type", "application/json")),
    ],
)
def test_another_website_can_open_nothing(headers: Headers, case: Path) -> None:
    assert refused(answered(case, f"/{TOKEN}/open", headers, "POST", PLACE, editor="edit {file}"))


def test_there_are_no_websockets(case: Path) -> None:
    async def run() -> Answer:
        app, _ = server(case)
        return await ask(app, f"/{TOKEN}/", type="websocket")

    assert asyncio.run(run()).status == 1008


def test_a_ticket_is_for_one_use_and_leads_to_the_page(case: Path) -> None:
    """Whoever opens the browser comes from a file: from another site, as browsers see it."""

    async def run() -> list[Answer]:
        app, _ = server(case)
        ticket = app.new_ticket()
        asked = [(f"/{ticket}/x", CROSS), (f"/{ticket[:-1]}", CROSS), (f"/{ticket}", (("host", "evil.example"),))]
        return [await ask(app, *each) for each in [*asked, (f"/{ticket}", CROSS), (f"/{ticket}", CROSS)]]

    below, part, rebound, first, second = asyncio.run(run())
    assert refused(below)
    assert refused(part)
    assert refused(rebound)
    assert first.status == 200
    assert f"url=/{TOKEN}/" in first.text
    assert "<script" not in first.text
    assert refused(second)


@pytest.mark.parametrize("path", [f"/{TOKEN}/", f"/{TOKEN}/assets/page.css", f"/{TOKEN}/nothing", "/wrong/"])
def test_every_answer_has_the_headers_that_keep_it_to_itself(path: str, case: Path) -> None:
    headers = answered(case, path).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "no-referrer"
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'", "nothing inline, nothing evaluated"
    assert "access-control-allow-origin" not in headers
    assert "set-cookie" not in headers
    assert "server" not in headers
