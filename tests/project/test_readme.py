"""The commands and examples of the README and of docs/, run as a newcomer would paste them."""

import datetime
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run, SetClock
from helpers.appeals import document, published

from ua_gen import languages
from ua_gen.languages.phrases import names

ROOT = Path(__file__).parent.parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
README = "\n".join(page.read_text("utf-8") for page in PAGES)

# Set-up commands are what runs these very tests; they cannot run inside themselves.
SETUP = re.compile(r"^(sh setup\.sh|pip install)")


def blocks() -> list[tuple[str, str, int]]:
    """Every fenced block: its language, its text, and the exit code its commands are to have."""
    found = re.findall(r"(?:<!-- exit: (\d) -->\n)?```(\w+)\n(.*?)```", README, re.S)
    return [(language, text, int(code or 0)) for code, language, text in found]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    folder = tmp_path / "readme"
    folder.mkdir()
    (folder / "cases").symlink_to(ROOT / "cases")
    (folder / "ua.pdf").write_bytes(document(published()["en"]["sheet"], "pdf"))  # An appeal that somebody has.
    for language, text, _ in blocks():
        if language == "yaml" and (name := re.match(r"(?:# ua-gen: not a case\n)?# (\w+\.yaml)\n", text)):
            (folder / name[1]).write_text(text, "utf-8")
    return folder


def by_a_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_CONFIG_HOME": str(folder / "no-config"),
        "CI": "",
    }
    return subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


PLAIN = re.compile(r"ua-gen [^|&;<>$`*?~\\]+")  # What a shell does nothing with.


def by_ourselves(command: str, folder: Path, run: Run) -> tuple[int, str]:
    """As `by_a_shell`, but in this process where a command needs no shell: to begin one takes most of the time."""
    if not PLAIN.fullmatch(command):
        ran = by_a_shell(command, folder)
        return ran.returncode, ran.stdout + ran.stderr
    here = run(*shlex.split(command, comments=True)[1:])
    return here.code, here.text + here.err


@pytest.mark.parametrize("by_shell", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_every_command_ends_as_the_readme_says(
    by_shell: bool, workplace: Path, run: Run, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(datetime.date.today())  # As in processes of their own.
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("CI", "")
    said = ""
    for language, text, code in blocks():
        if language == "sh":
            for command in text.strip().splitlines():
                if SETUP.match(command):
                    continue
                if by_shell:
                    ran = by_a_shell(command, workplace)
                    ended, said = ran.returncode, ran.stdout + ran.stderr
                else:
                    ended, said = by_ourselves(command, workplace, run)
                assert ended == code, f"{command}\n{said}"
        elif language == "text":
            # Where exactly a line stands in the example case may change without the README being wrong.
            said = re.sub(r":\d+:\d+:", ":LINE:COLUMN:", said)
            for line in re.sub(r":\d+:\d+:", ":LINE:COLUMN:", text).strip().splitlines():
                assert line in said, f"the README shows\n{line}\nbut the command says\n{said}"
    assert list((workplace / "out" / "kg-askarov").glob("letter-*-ru.pdf"))
    assert (workplace / "out" / "case" / "urgent-action-classic-en.pdf").is_file()


def test_the_configuration_example_is_accepted(workplace: Path) -> None:
    # What stands above all tables of a file comes first.
    parts = sorted(
        (text for language, text, _ in blocks() if language == "toml"), key=lambda t: (t[0] == "[", "\n[" in t)
    )
    text = "\n".join(parts)
    config = workplace / "ua-gen.toml"
    config.write_text(text, "utf-8")
    try:
        ran = by_a_shell(
            "ua-gen --config ua-gen.toml render cases/kg-askarov.yaml --date 2010-09-20 -f txt -o configured", workplace
        )
    finally:
        config.unlink()
    assert ran.returncode == 0, ran.stderr
    letters = sorted(path.name for path in (workplace / "configured" / "kg-askarov").iterdir())
    assert letters == [
        f"letter-{to}-{tag}.txt" for to in ("general-prosecutor", "interior-minister") for tag in ("en", "ru")
    ]
    assert "Mary Example" in (workplace / "configured" / "kg-askarov" / letters[0]).read_text("utf-8")


def test_the_python_example_runs(workplace: Path) -> None:
    text = next(text for language, text, _ in blocks() if language == "python")
    script = workplace / "example.py"
    script.write_text(text, "utf-8")
    ran = by_a_shell(f'"{sys.executable}" example.py', workplace)
    assert ran.returncode == 0, ran.stderr
    assert "kg-askarov/letter-interior-minister-en.txt" in ran.stdout


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_of_the_repository_is_there(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


def test_a_volunteer_can_read_the_readme_in_one_go_and_finds_the_rest() -> None:
    text = PAGES[0].read_text("utf-8")
    assert len(text.splitlines()) <= 200
    assert {page.name for page in PAGES[1:] if f"(docs/{page.name})" not in text} == set()


@pytest.mark.parametrize("group", ["event", "request", "salutation"])
def test_every_stock_word_is_in_the_guide(group: str) -> None:
    shown = re.findall(r"^\| `([a-z-]+)` \|", (ROOT / "docs" / "case-files.md").read_text("utf-8"), re.MULTILINE)
    assert set(names(group)) <= set(shown)


NUMBERS = {17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty"}


@pytest.mark.parametrize("page", ["README.md", "docs/languages.md"])
def test_the_table_of_languages_has_each_of_them_once(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    text = text[text.index("| Arabic |") :]
    text = text[: text.index("\n\n")]
    assert sorted(re.findall(r"\| `([a-zA-Z-]+)` (?=\|)", text)) == sorted(languages.tags())


def test_the_number_of_languages_is_right() -> None:
    """A variant is no language of its own."""
    own = [tag for tag in languages.tags() if not languages.language(tag).variant_of]
    for page in ("README.md", "CHANGELOG.md"):
        told = re.findall(r"in (\w+teen|twenty) languages", (ROOT / page).read_text("utf-8"))
        assert told == [NUMBERS[len(own)]], page
