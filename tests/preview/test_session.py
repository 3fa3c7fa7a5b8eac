"""What follows upon a save: first what is wrong, then the pages; the newest change wins, and nothing is made twice."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from helpers.asgi import Message, inputs
from helpers.specimen import SENDER, TWO_PEOPLE, case_text
from PIL import Image

from ua_gen.preview.choices import Choice
from ua_gen.preview.session import Session, Viewer

LOOK = Choice(language="en", scale=1.0, show="text")
TEXT = case_text(TWO_PEOPLE)
OTHER = TEXT.replace("Aida Specimen", "Aida Otherwise")
BROKEN = TEXT.replace("people:", "people: [", 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "case.yaml"
    found.write_text(TEXT, "utf-8")
    return found


Story = Callable[[Session, Viewer], Awaitable[Any]]


def told(path: Path, story: Story, choice: Choice = LOOK, **more: Any) -> Any:
    """What a story with a session gives. It begins when the first view is there."""

    async def run() -> Any:
        session = Session(inputs(path, **more))
        work = asyncio.create_task(session.run())
        viewer = session.enter(choice)
        try:
            if choice.case >= 0:
                await message(viewer, "view")
                await asyncio.sleep(0.3)  # The watcher is there by now.
            return await story(session, viewer)
        finally:
            work.cancel()
            await asyncio.wait([work])

    return asyncio.run(run())


async def message(viewer: Viewer, kind: str, seconds: float = 20) -> Message:
    """The next message of a kind."""

    async def wait() -> Message:
        while (found := await viewer.next())["kind"] != kind:
            pass
        return found

    return await asyncio.wait_for(wait(), seconds)


async def nothing(viewer: Viewer, kind: str, seconds: float = 2.5) -> bool:
    """Whether no message of a kind comes."""
    try:
        await message(viewer, kind, seconds)
    except TimeoutError:
        return True
    return False


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def replace_(path: Path, text: str) -> None:
    """As `sed -i` and most editors save: another file takes the name."""
    new = path.with_name(".new~")
    new.write_text(text, "utf-8")
    new.replace(path)


def as_vim(path: Path, text: str) -> None:
    """The old file is moved away, and a new one written."""
    backup = path.with_name("case.yaml~")
    path.rename(backup)
    path.write_text(text, "utf-8")
    backup.unlink()


@pytest.mark.parametrize("save", [write, replace_, as_vim])
def test_a_save_brings_new_pages_however_it_is_made(save: Callable[[Path, str], None], path: Path) -> None:
    async def story(_: Session, viewer: Viewer) -> Message:
        save(path, OTHER)
        return await message(viewer, "view")

    assert "Aida Otherwise" in told(path, story)["text"]


def test_what_is_wrong_is_told_first_and_what_was_good_stays(path: Path) -> None:
    async def story(session: Session, viewer: Viewer) -> tuple[Message, bool, int]:
        before = session.layouts
        write(path, BROKEN)
        return await message(viewer, "reading"), await nothing(viewer, "view", 1), session.layouts - before

    reading, no_view, layouts = told(path, story)
    assert not reading["sound"]
    (problem,) = reading["problems"]
    line = next(number for number, text in enumerate(BROKEN.splitlines(), 1) if "people: [" in text)
    assert (problem["severity"], problem["place"]["name"]) == ("error", "case.yaml")
    assert line <= problem["place"]["line"] <= line + 2
    assert no_view
    assert layouts == 0


def test_a_file_that_goes_and_comes_back_is_seen(path: Path) -> None:
    async def story(_: Session, viewer: Viewer) -> tuple[Message, Message]:
        path.unlink()
        gone = await message(viewer, "reading")
        write(path, OTHER)
        return gone, await message(viewer, "view")

    gone, back = told(path, story)
    assert [problem["code"] for problem in gone["problems"]] == ["UA001"]
    assert "Aida Otherwise" in back["text"]


@pytest.mark.parametrize(("pause", "most"), [(0.1, 3), (0.18, 7)])
def test_saves_one_after_the_other_are_not_laid_out_each(pause: float, most: int, path: Path) -> None:
    """Ten in a second give three layouts at most; the slower ones are there to see that somebody waits."""

    async def story(session: Session, viewer: Viewer) -> tuple[int, str]:
        before = session.layouts
        for number in range(10):
            write(path, TEXT.replace("Aida Specimen", f"Aida Name{number}"))
            await asyncio.sleep(pause)
        text = ""
        while "Aida Name9" not in text:
            text = (await message(viewer, "view"))["text"]
        return session.layouts - before, text

    layouts, text = told(path, story)
    assert 1 <= layouts <= most
    assert "Aida Name9" in text, "and the last is shown"


def test_nothing_is_made_anew_where_nothing_changes(path: Path) -> None:
    """No file is written, so nothing of ours can set it off; a touch changes no word."""

    async def story(session: Session, viewer: Viewer) -> tuple[int, bool, list[str]]:
        before = session.layouts
        (path.parent / "notes.pdf").write_bytes(b"%PDF")
        (path.parent / "out").mkdir()
        (path.parent / "out" / "letter.txt").write_text("x", "utf-8")
        quiet = await nothing(viewer, "view")
        return session.layouts - before, quiet, sorted(each.name for each in path.parent.iterdir())

    layouts, quiet, names = told(path, story)
    assert quiet
    assert layouts == 0
    assert names == ["case.yaml", "notes.pdf", "out"]


def test_what_lies_beside_a_case_counts_at_once(path: Path) -> None:
    """A stop that comes to lie there closes it."""
    stop = TWO_PEOPLE | {"action": TWO_PEOPLE["action"] | {"kind": "stop", "sequence": 9, "issued": "2026-03-15"}}

    async def story(_: Session, viewer: Viewer) -> Message:
        write(path.with_name("stop.yaml"), case_text(stop))
        return await message(viewer, "view")

    view = told(path, story)
    assert not view["made"]
    assert "UA221" in [problem["code"] for problem in view["problems"]]


def test_sender_photograph_and_templates_are_watched(path: Path, tmp_path: Path) -> None:
    sender, photographs, own = tmp_path / "me" / "me.yaml", tmp_path / "photographs", tmp_path / "own"
    for folder in (sender.parent, photographs, own / "letter"):
        folder.mkdir(parents=True)
    write(sender, case_text(SENDER))
    write(own / "letter" / "letter.txt", "First {{ say.signature }}\n")
    first, second = TWO_PEOPLE["people"]
    photograph = {"file": "photographs/face.png", "alt": "A face", "credit": "Private", "permission": "the family"}
    write(path, case_text(TWO_PEOPLE | {"people": [first | {"photograph": photograph}, second]}))
    Image.new("L", (40, 60), 90).save(photographs / "face.png")

    async def story(_: Session, viewer: Viewer) -> list[str]:
        write(sender, case_text(SENDER | {"name": "Mary Otherwise"}))
        texts = [(await message(viewer, "view"))["text"]]
        write(own / "letter" / "letter.txt", "Second {{ say.signature }}\n")
        texts.append((await message(viewer, "view"))["text"])
        (photographs / "face.png").unlink()
        await message(viewer, "view")
        return texts

    assert told(path, story, sender=sender, templates=(own,)) == ["First Mary Otherwise\n", "Second Mary Otherwise\n"]


def test_strangers_templates_are_run_and_drawn_in_the_confined_process(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "letter").mkdir(parents=True)
    write(own / "letter" / "letter.html", "<!doctype html><title>x</title><p>From here: {{ say.subject }}</p>")

    async def story(session: Session, _: Viewer) -> Message:
        viewer = session.enter(Choice(language="en", scale=1.0))
        return await message(viewer, "view", 60)

    view = told(path, story, templates=(own,))
    assert len(view["pages"]) == 1, view["problems"]
    assert any(spot["place"] and spot["place"]["field"] == "people[0].name" for spot in view["spots"])


def test_a_template_without_an_end_ends(path: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "letter").mkdir(parents=True)
    loop = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    write(own / "letter" / "letter.txt", loop)

    async def story(session: Session, _: Viewer) -> Message:
        return await message(session.enter(LOOK), "view", 60)

    view = told(path, story, templates=(own,))
    assert [problem["code"] for problem in view["problems"] if problem["severity"] == "error"] == ["UA304"]


def test_the_rest_is_drawn_ahead_and_what_is_wrong_there_is_told(path: Path) -> None:
    """A text of one's own that Russian lacks keeps the letter from being made there."""
    asked = [{"ask": "release-unconditionally"}, {"text": {"en": "let her read"}}]
    write(path, case_text(TWO_PEOPLE | {"requests": asked, "write_in": ["en", "ru"]}))

    async def story(session: Session, _: Viewer) -> Message:
        return await message(session.enter(Choice(language="en", scale=1.0)), "others")

    (found,) = [each for each in told(path, story)["found"] if each["label"] == "ru"]
    assert [problem["code"] for problem in found["problems"]] == ["UA210"]


def test_of_a_folder_the_cases_are_listed(path: Path, tmp_path: Path) -> None:
    write(tmp_path / "broken.yaml", BROKEN)
    write(tmp_path / "me.yaml", "# ua-gen: not a case\nname: X\n")

    async def story(_: Session, viewer: Viewer) -> tuple[Message, Message]:
        first = await message(viewer, "list")
        write(tmp_path / "later.yaml", OTHER.replace("7/26", "8/26"))
        later = first
        while len(later["cases"]) < 3:
            later = await message(viewer, "list")
        return first, later

    first, later = told(tmp_path, story, Choice(case=-1))
    errors = {each["name"]: bool(each["errors"]) for each in first["cases"]}
    assert errors == {"broken.yaml": True, "case.yaml": False}
    assert [each["name"] for each in later["cases"]] == ["broken.yaml", "case.yaml", "later.yaml"]
    numbers = {each["name"]: each["number"] for each in first["cases"]}
    assert all(numbers.get(each["name"], each["number"]) == each["number"] for each in later["cases"])


def test_a_mistake_of_ours_does_not_end_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ua_gen.preview import session as module

    real = module.look

    def look(reading: Any, choice: Choice, *rest: Any) -> Any:
        if choice.show == "mail":
            raise KeyError("oh")
        return real(reading, choice, *rest)

    monkeypatch.setattr(module, "look", look)

    async def story(session: Session, _: Viewer) -> tuple[Message, Message]:
        bad = await message(session.enter(Choice(language="en", show="mail")), "view")
        write(path, OTHER)
        return bad, await message(session.enter(LOOK), "view")

    bad, good = told(path, story)
    assert "a mistake in ua-gen itself" in bad["problems"][0]["message"]
    assert good["made"]


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise here")
def test_a_file_that_may_not_be_read_is_told(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("for root there is no such file")

    async def story(_: Session, viewer: Viewer) -> Message:
        path.chmod(0)
        return await message(viewer, "reading")

    assert [problem["code"] for problem in told(path, story)["problems"]] == ["UA001"]
