"""How the packages stand to each other: who may import whom, and that only the top layer speaks to the world."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import in_a_process
from helpers.specimen import ASKAROV, ROOT

PACKAGE = ROOT / "ua_gen"

# A package, or a module that stands alone, imports only from the layers below it. A new one gets its place here first.
LAYERS = (
    "__main__",
    "cli",
    "batch preview",
    "api",
    "rendering",
    "importing lint pdf word",
    "action",
    "templating",
    "casefile wording",
    "model",
    "files languages",
    "stock",
    "clock compiled diagnostics",
)
LAYER = {package: number for number, packages in enumerate(reversed(LAYERS)) for package in packages.split()}

# What reaches out of the program: the terminal, the end of the process, the clock, the environment, the folder.
NAMES = {"print", "input", "exit", "quit"}
ATTRIBUTES = {
    "echo", "secho", "stdin", "stdout", "stderr", "argv", "exit", "_exit", "now", "today", "utcnow",
    "environ", "getenv", "cwd", "getcwd", "chdir", "home", "expanduser", "setlocale", "getdefaultlocale",
}  # fmt: skip
ENGINE = ("weasyprint", "pydyf", "tinycss2")
WORD = ("docx", "lxml")
ALLOWED = {
    ("clock", "now"),
    ("clock", "today"),  # Asked by `cli` and `api` alone: see below.
    ("rendering", "environ"),  # Where the processes that it starts look for modules.
    ("languages", "argv"),  # Of its tool for translators, which no program imports.
    ("languages", "stdout"),  # What `python -m ua_gen.languages.update` has done.
    ("preview", "stdin"),  # The pipes of its child.
    ("preview", "stdout"),
    ("templating", "chdir"),  # Its child stands where we do.
    ("templating", "stdin"),  # The pipes of that child.
    ("templating", "stdout"),
    ("templating", "_exit"),  # The child ends with whoever asks it, in the middle of a call.
}


def modules() -> Iterator[tuple[str, Path]]:
    """Each module of the package with the package that it belongs to. Data beside the modules belongs to nobody."""
    for path in sorted(PACKAGE.rglob("*.py")):
        package = path.relative_to(PACKAGE).with_suffix("").parts[0]
        if package not in ("__init__", "data"):
            yield package, path


MODULES = [pytest.param(package, path, id=path.relative_to(PACKAGE).as_posix()) for package, path in modules()]


def imports(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """The modules that a module imports, anywhere in it, by their full names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield node.module or "", node
            if node.module == "ua_gen":
                for name in node.names:
                    yield f"ua_gen.{name.name}", node


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_a_room_knows_only_those_on_the_layers_below(package: str, path: Path) -> None:
    assert package in LAYER, f"give `{package}` its layer in the table above"
    known = {name.split(".")[1] for name, _ in imports(path) if name.startswith("ua_gen.")}
    known -= {package, "__version__", "data"}
    assert {other for other in known if LAYER[other] >= LAYER[package]} == set()


def files_imported(path: Path) -> set[Path]:
    """The files of the package that a file imports, late or early."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "ua_gen":
            folder = PACKAGE.parent.joinpath(*str(node.module).split("."))
            for name in node.names:
                places = (folder / f"{name.name}.py", folder / name.name / "__init__.py", folder.with_suffix(".py"))
                found.add(next((place for place in places if place.is_file()), folder / "__init__.py"))
    return found - {path}


def is_for_types(path: Path) -> set[Path]:
    """Those of them that are imported for the type checker alone."""
    blocks = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    names = {ast.unparse(node) for block in blocks for node in block.body}
    return {
        place
        for place in files_imported(path)
        if any(".".join(place.relative_to(PACKAGE.parent).with_suffix("").parts) in name for name in names)
    }


def test_no_file_imports_itself_by_way_of_others() -> None:
    """Late imports included: they only hide a circle."""
    arrows = {path: files_imported(path) - is_for_types(path) for _, path in modules()}
    done: set[Path] = set()

    def walk(path: Path, above: tuple[Path, ...]) -> None:
        circle = [each.relative_to(PACKAGE).as_posix() for each in (*above, path)]
        assert path not in above, f"a circle: {' -> '.join(circle)}"
        if path not in done:
            for other in arrows.get(path, set()):
                walk(other, (*above, path))
            done.add(path)

    for path in arrows:
        walk(path, ())


def test_the_table_has_no_rooms_that_are_gone() -> None:
    assert set(LAYER) == {package for package, _ in modules()}


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_only_the_top_layer_touches_the_world(package: str, path: Path) -> None:
    """Below it, dates, languages and paths are passed in, and complaints are values. So everything can be tested."""
    if package in ("cli", "__main__"):
        return
    touched = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in ATTRIBUTES:
            touched.add((package, node.attr))
        if isinstance(node, ast.Name) and node.id in NAMES:
            touched.add((package, node.id))
    assert touched - ALLOWED == set()
    assert not {name for name, _ in imports(path) if name.split(".")[0] in ("click", "time", "locale", "getpass")}


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_only_the_doors_ask_the_clock(package: str, path: Path) -> None:
    """Whoever asked it below could not be told by them what day it is."""
    asked = any(
        isinstance(node, ast.Attribute) and node.attr == "days" and ast.unparse(node.value) == "clock"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
    )
    assert not asked or package in ("cli", "api")
    assert not any(name == "ua_gen.clock.days" for name, _ in imports(path))


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_weasyprint_is_known_to_one_room_and_entered_late(package: str, path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    inside = {
        node for function in ast.walk(tree) if isinstance(function, ast.FunctionDef) for node in ast.walk(function)
    }
    wanted = [
        node
        for node in ast.walk(tree)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ENGINE)
        or (isinstance(node, ast.Import) and any(a.name.split(".")[0] in ENGINE for a in node.names))
    ]
    if package == "pdf":
        assert wanted or path.name not in ("engine.py", "fetcher.py", "stamp.py", "document_file.py"), "they enter it"
        assert all(node in inside for node in wanted), "only inside functions"
    else:
        assert wanted == []


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_python_docx_is_known_to_one_package(package: str, path: Path) -> None:
    assert package == "word" or not {name for name, _ in imports(path) if name.split(".")[0] in WORD}


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_a_module_says_in_its_first_line_what_it_holds(package: str, path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert said, "a docstring"
    first, *rest = said.split("\n")
    assert re.search(r"[.:]( |$)", first), "at least one whole sentence"
    assert not rest or rest[0] == "", "in a line of its own"


@pytest.mark.parametrize(("package", "path"), MODULES)
def test_a_long_module_says_why(package: str, path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    assert len(path.read_text("utf-8").splitlines()) <= 300 or "Longer than most:" in said


RENDERED = ("render", str(ASKAROV), "--date", "2010-09-20", "-l", "ru")
LOADED = """
import json, sys
from ua_gen.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ending:
    print(json.dumps([ending.code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--help"], "weasyprint pydyf pydantic babel jinja2 yaml email_validator phonenumbers wcwidth rich docx"),
        (["--version"], "weasyprint pydyf pydantic babel jinja2 yaml email_validator phonenumbers wcwidth rich"),
        (["render", "--help"], "weasyprint pydyf pydantic babel jinja2 yaml"),
        (["new", "-"], "weasyprint pydyf babel jinja2"),
        (["list", str(ASKAROV)], "weasyprint pydyf jinja2 rich"),
        (["templates"], "weasyprint pydyf babel rich"),
        ([*RENDERED, "-f", "txt", "-o", "out"], "weasyprint pydyf rich docx lxml"),
        ([*RENDERED, "-f", "html", "-o", "out"], "weasyprint pydyf rich docx lxml"),
        ([*RENDERED, "-f", "docx", "-o", "out"], "weasyprint pydyf rich"),
    ],
    ids=lambda value: " ".join(value).replace(str(ASKAROV), "CASE") if isinstance(value, list) else "",
)
def test_what_is_slow_to_import_is_imported_where_it_is_needed(
    arguments: list[str], unneeded: str, tmp_path: Path
) -> None:
    ran = in_a_process(LOADED, *arguments, cwd=tmp_path)
    code, there = json.loads(ran.err.splitlines()[-1])
    assert code == 0
    assert set(unneeded.split()) & set(there) == set()


def test_importing_the_package_imports_nothing_slow(tmp_path: Path) -> None:
    code = "import ua_gen, sys; print(*[n for n in ('pydantic', 'yaml', 'babel', 'weasyprint') if n in sys.modules])"
    assert in_a_process(code, cwd=tmp_path).text.split() == []


def test_the_guide_for_contributors_shows_the_same_layers() -> None:
    guide = (PACKAGE.parent / "CONTRIBUTING.md").read_text("utf-8")
    rows = re.findall(r"^\| \d+ \| (.*) \|$", guide, re.MULTILINE)
    shown = [set(re.findall(r"(?:^|· )`(\w+)`", row)) for row in rows]
    assert shown == [set(packages.split()) for packages in LAYERS if packages != "__main__"]


def test_the_top_level_holds_what_is_known() -> None:
    """A file that a tool left behind is noticed before it is part of the history."""
    known = {
        "CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "LICENSE", "README.md", "RELEASING.md", "SECURITY.md",
        "action.yml", "benchmarks", "cases", "constraints-browser.txt", "constraints-dev.txt", "constraints.txt",
        "docs", "hatch_build.py", "pyproject.toml", "setup.sh", "templates", "tests", "ua_gen",
    }  # fmt: skip
    made = {"dist", "build", "out"}  # Ignored by git, like all that begins with a full stop.
    there = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    assert there - made - {"__pycache__"} == known
