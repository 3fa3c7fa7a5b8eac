"""The wheel: built, unpacked far from its sources, and used by somebody who has nothing else."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import Ran, Run
from helpers.specimen import ROOT

from ua_gen import __version__

pytestmark = pytest.mark.slow

# What the sources need of the repository to be built; the tests and whatever lies about there is left out.
SOURCES = ("ua_gen", "templates", "cases", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE")

# Nothing that the interpreter is told to load may lead back to the sources: an editable install would.
FORGET = """
import sys
sys.path[:] = [path for path in sys.path if path and path != {root!r}]
sys.meta_path[:] = [finder for finder in sys.meta_path if "editable" not in type(finder).__module__.lower()]
sys.path.insert(0, {site!r})
import ua_gen
assert ua_gen.__file__.startswith({site!r}), ua_gen.__file__
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout without anything that was made in it, and without compiled catalogues."""
    folder = tmp_path_factory.mktemp("sources")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def built(sources: Path, target: str, folder: Path, umask: int = -1, **surroundings: str) -> Path:
    """What hatchling builds. It asks nothing of the network, for nothing is installed into a room of its own."""
    code = f"from hatchling.build import build_{target} as build; import sys; print(build(sys.argv[1]))"
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=sources,
        env=environment | surroundings,
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / done.stdout.split()[-1]


@pytest.fixture(scope="module")
def wheel(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(sources, "wheel", tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed: a pure wheel is installed by unpacking it."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


@pytest.fixture
def program(site: Path, tmp_path: Path) -> "Program":
    return Program(site, tmp_path)


class Program:
    """The installed `ua-gen`, used in an empty folder, with the sources out of sight."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.folder = folder
        self.code = FORGET.format(root=str(ROOT), site=str(site))

    def __call__(self, *arguments: str, code: str = "from ua_gen.cli import main; main()") -> Ran:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", self.code + code, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout, done.stderr.decode())


def relative(folder: Path, pattern: str) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob(pattern) if path.is_file()}


def test_it_carries_templates_cases_and_compiled_catalogues(site: Path) -> None:
    assert relative(site / "ua_gen" / "data" / "templates", "*") == relative(ROOT / "templates", "*")
    assert relative(site / "ua_gen" / "data" / "cases", "*.yaml") == relative(ROOT / "cases", "*.yaml")
    for name, compiled in (("catalogue", "mo"), ("frames", "json")):
        translated = {path.parent.name for path in (ROOT / "ua_gen" / "languages").glob(f"*/{name}.po")}
        assert {path.parent.name for path in (site / "ua_gen" / "languages").glob(f"*/{name}.{compiled}")} == translated
        assert "ru" in translated


def test_it_carries_every_file_of_the_package_but_the_sources_of_catalogues(site: Path) -> None:
    wanted = {name for name in relative(ROOT / "ua_gen", "*") if "__pycache__" not in name}
    wanted = {name for name in wanted if not name.endswith((".po", ".mo"))}
    found = {name for name in relative(site / "ua_gen", "*") if not name.startswith(("data/templates/", "data/cases/"))}
    assert found - {name for name in found if name.endswith(".mo")} == wanted
    assert relative(site, "*.po") == set()


def test_it_carries_nothing_else(site: Path) -> None:
    assert {path.name for path in site.iterdir()} == {"ua_gen", f"ua_gen-{__version__}.dist-info"}
    about = (site / f"ua_gen-{__version__}.dist-info" / "METADATA").read_text("utf-8")
    assert f"Version: {__version__}" in about
    assert "License-Expression: MIT" in about
    commands = (site / f"ua_gen-{__version__}.dist-info" / "entry_points.txt").read_text("utf-8")
    assert "ua-gen = ua_gen.cli:main" in commands


def test_with_it_alone_one_goes_from_nothing_to_letters(program: Program) -> None:
    assert program("new", "case.yaml").code == 0
    ran = program("render", "case.yaml", "-l", "en", "-l", "ru", "-f", "txt", "-f", "pdf")
    assert ran.code == 0, ran.err
    made = program.folder / "out" / "case"
    assert sorted(path.name for path in made.iterdir()) == sorted(
        f"letter-{to}-{language}.{kind}"
        for to in ("minister", "prosecutor")
        for language in ("en", "ru")
        for kind in ("txt", "pdf")
    )
    assert "Уважаемый господин Министр!" in (made / "letter-minister-ru.txt").read_text("utf-8")
    assert (made / "letter-minister-ru.pdf").read_bytes().startswith(b"%PDF-")


def test_its_letters_are_those_of_the_sources(program: Program, site: Path, run: Run) -> None:
    example = site / "ua_gen" / "data" / "cases" / "kg-askarov.yaml"
    assert example.read_bytes() == (ROOT / "cases" / "kg-askarov.yaml").read_bytes()
    wish = ["--date", "2010-09-20", "-d", "letter", "-d", "urgent-action-classic", "-l", "ru", "-f", "pdf", "-f", "txt"]
    assert program("render", str(example), *wish, "-o", "made").code == 0
    assert run("render", example, *wish, "-o", program.folder / "sources").code == 0
    names = relative(program.folder / "sources", "*.*")
    assert len(names) == 6
    assert relative(program.folder / "made", "*.*") == names
    for name in names:
        assert (program.folder / "made" / name).read_bytes() == (program.folder / "sources" / name).read_bytes(), name


def test_its_templates_are_its_own(program: Program, site: Path) -> None:
    assert "built in" in program("templates", "letter").text
    said = program(code="from ua_gen.templating import BUILT_IN; print(BUILT_IN)").text.strip()
    assert said == str(site / "ua_gen" / "data" / "templates")
    assert program("templates", "letter", "--copy-to", "own").code == 0
    assert relative(program.folder / "own", "*") == {"letter/document.yaml", "letter/letter.html", "letter/letter.txt"}


def test_a_wheel_built_of_the_source_archive_is_the_same(sources: Path, wheel: Path, tmp_path: Path) -> None:
    """So what is published as source is all that one needs."""
    archive = built(sources, "sdist", tmp_path)
    shutil.unpack_archive(archive, tmp_path / "unpacked", filter="data")
    [folder] = (tmp_path / "unpacked").iterdir()
    with zipfile.ZipFile(built(folder, "wheel", tmp_path)) as again, zipfile.ZipFile(wheel) as first:
        assert sorted(again.namelist()) == sorted(first.namelist())


def copied(sources: Path, folder: Path) -> Path:
    """The same tree in another folder: its files written in another order, at another time, with other rights."""
    for path in sorted((path for path in sources.rglob("*") if path.is_file()), reverse=True):
        if path.suffix in (".mo", ".pyc"):
            continue
        copy = folder / path.relative_to(sources)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
        copy.chmod(0o600)
        os.utime(copy, (1_000_000_000, 1_000_000_000))
    return folder


def test_one_tree_gives_one_wheel(sources: Path, wheel: Path, tmp_path: Path) -> None:
    """Whoever builds it, when and where: so anybody can see that a wheel is made of these sources and nothing else."""
    surroundings = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C", "HOME": str(tmp_path)}
    other = copied(sources, tmp_path / "elsewhere")
    again = built(other, "wheel", tmp_path / "dist", umask=0o077, **surroundings)
    assert (again.name, again.read_bytes()) == (wheel.name, wheel.read_bytes())
    dated = [
        built(tree, "wheel", tmp_path / str(number), SOURCE_DATE_EPOCH="1700000000", TZ=zone)
        for number, (tree, zone) in enumerate([(sources, "Asia/Kathmandu"), (other, "America/St_Johns")])
    ]
    assert dated[0].read_bytes() == dated[1].read_bytes()


def test_a_checkout_finds_its_templates_without_being_built(sources: Path, tmp_path: Path) -> None:
    """As an editable install does; and its catalogues, which nobody has compiled there."""
    code = f"import sys; sys.path.insert(0, {str(sources)!r}); import ua_gen; print(ua_gen.__file__)\n"
    code += "from ua_gen.templating import BUILT_IN; print(BUILT_IN)\nfrom ua_gen.languages import language\n"
    code += "print(language('ru').text('letter.ask').isascii())"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(sources / "ua_gen" / "__init__.py"), str(sources / "templates"), "False"]


CALLER = """
import datetime
from pathlib import Path

import ua_gen
from ua_gen import Case, Loaded, Problems, Rendered, UaGenError


def letters(path: Path) -> list[bytes]:
    case: Loaded[Case] = ua_gen.load(path)
    assert case.value is not None
    made: list[Rendered] = ua_gen.render(case, formats=["txt"], languages=["en"], date=datetime.date(2010, 9, 20))
    try:
        ua_gen.validate(path, date=None)
    except UaGenError as error:
        raise SystemExit(str(error)) from error
    return [document.data for document in made]


names: int = ua_gen.load("x").name  # Wrong, and must be found: what is not typed is never wrong.
raised: type[Exception] = Problems
"""


def test_callers_are_checked_strictly_against_what_the_wheel_tells_of_types(site: Path, tmp_path: Path) -> None:
    (tmp_path / "caller.py").write_text(CALLER, "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"MYPYPATH": ""}
    code = (
        f"import sys; sys.path[:] = [p for p in sys.path if p != {str(ROOT)!r}]; "
        f"import mypy.api; print(*mypy.api.run(['--strict', '--python-executable', sys.executable, 'caller.py'])[:2])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment | {"MYPYPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert (site / "ua_gen" / "py.typed").is_file()
    errors = [line for line in done.stdout.splitlines() if "caller.py" in line and "error" in line]
    assert [("int" in line, "str" in line) for line in errors] == [(True, True)], done.stdout + done.stderr
