"""`ua-gen validate`: all problems of all files in one pass, in every format, and how the run ends."""

import datetime
import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest
from conftest import Golden, Run

import ua_gen
from ua_gen.casefile.discovery import case_files
from ua_gen.casefile.loading import Loaded, read_case_text, read_cases
from ua_gen.casefile.parser import parse
from ua_gen.cli import reporters
from ua_gen.lint import runner
from ua_gen.lint.selection import Selection
from ua_gen.lint.suppressions import find_ignores
from ua_gen.model import Case

BASE = (Path(__file__).parent.parent / "base-case.yaml").read_text("utf-8")
TODAY = datetime.date(2026, 1, 20)
DAY = ("--date", str(TODAY))
# An error and a warning, with all that formats have to escape.
BROKEN = BASE.replace("gender: female", '"100%, <b>: & so on\\e[31m": female')
WARNED = BASE.replace("gender: female", "gender: female  # ua-gen: ignore UA202")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in: two sound files, one with an error, one with a warning."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    for name, text in {"a/sound.yaml": BASE, "a/broken, 50%.yaml": BROKEN, "warned.yml": WARNED}.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, "utf-8")
    return tmp_path


def write(name: str, text: str | bytes) -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def codes(run: Run, *arguments: str) -> list[str]:
    """The code and place of each problem, as `UA018:21:38`."""
    ran = run("validate", "--output-format", "json", *DAY, *arguments)
    return [f"{found['code']}:{found['line']}:{found['column']}" for found in json.loads(ran.out)["diagnostics"]]


# --- formats ---------------------------------------------------------------------------------------------------------

SUFFIX = {"text": "txt", "concise": "txt", "github": "txt", "json": "json", "sarif": "json", "junit": "xml"}


@pytest.mark.parametrize("name", reporters.FORMATS)
def test_what_each_format_looks_like_is_approved(name: str, run: Run, here: Path, golden: Golden) -> None:
    ran = run("validate", ".", "--output-format", name, *DAY)
    text = json.dumps(json.loads(ran.out), indent=2) if SUFFIX[name] == "json" else ran.text
    golden.holds(f"validate/{name}.{SUFFIX[name]}", text.replace(f'"{ua_gen.__version__}"', '"VERSION"'))
    assert (ran.code, ran.err) == (1, "1 error and 1 warning in 3 files.\n")


@pytest.mark.parametrize("name", reporters.FORMATS)
def test_nothing_in_a_file_reaches_the_terminal_as_a_command(name: str, run: Run, here: Path) -> None:
    write("\x1b[31mred.yaml", "title: \x9b31m\n")
    write(os.fsdecode(b"not-utf-8-\xff.yaml"), "")
    lines = run("validate", ".", "--output-format", name, *DAY).text.split("\n")
    assert len(lines) > 1
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("name", reporters.FORMATS)
def test_a_run_without_problems_has_a_sound_report_too(name: str, run: Run, here: Path) -> None:
    ran = run("validate", "a/sound.yaml", "--output-format", name, *DAY)
    assert (ran.code, ran.err) == (0, "No problems in 1 file.\n")
    if SUFFIX[name] == "txt":
        assert ran.text == ""
    elif name == "junit":
        ElementTree.fromstring(ran.out)
    else:
        json.loads(ran.out)


TEXT = {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {
    "text": {"type": "string", "minLength": 1}, "markdown": {"type": "string"}}}  # fmt: skip
LEVEL = {"enum": ["none", "note", "warning", "error"]}
URI = {"type": "string", "pattern": r"^([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}


def only(required: list[str], **properties: object) -> dict[str, object]:
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def listed(items: object, **more: object) -> dict[str, object]:
    return {"type": "array", "items": items, **more}


# What the published schema of SARIF 2.1.0 demands of the objects that we write, and nothing beside them.
SARIF = only(
    ["version", "runs"],
    **{"$schema": {"type": "string", "format": "uri"}},
    version={"const": "2.1.0"},
    runs=listed(
        only(
            ["tool", "results"],
            tool=only(
                ["driver"],
                driver=only(
                    ["name"],
                    name={"type": "string"},
                    version={"type": "string"},
                    rules=listed(
                        only(
                            ["id"],
                            id={"type": "string"},
                            name={"type": "string"},
                            shortDescription=TEXT,
                            fullDescription=TEXT,
                            help=TEXT,
                            defaultConfiguration=only([], level=LEVEL),
                        ),
                        uniqueItems=True,
                    ),
                ),
            ),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            artifacts=listed(only(["location"], location=only([], uri=URI)), uniqueItems=True),
            results=listed(
                only(
                    ["message"],
                    ruleId={"type": "string"},
                    ruleIndex={"type": "integer", "minimum": -1},
                    level=LEVEL,
                    message=TEXT,
                    locations=listed(
                        only(
                            [],
                            physicalLocation=only(
                                ["artifactLocation"],
                                artifactLocation=only([], uri=URI),
                                region=only(
                                    [],
                                    startLine={"type": "integer", "minimum": 1},
                                    startColumn={"type": "integer", "minimum": 1},
                                    endColumn={"type": "integer", "minimum": 1},
                                ),
                            ),
                        )
                    ),
                )
            ),
        )
    ),
)


def test_sarif_is_what_its_schema_demands(run: Run, here: Path) -> None:
    write("страна.yaml", "title: [")
    write("empty.yaml", "")
    document = json.loads(run("validate", ".", "nowhere.yaml", "--output-format", "sarif", *DAY).out)
    jsonschema.validate(document, SARIF, jsonschema.Draft202012Validator)
    [sarif_run] = document["runs"]
    known = [rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]]
    assert [known[result["ruleIndex"]] for result in sarif_run["results"]] == [
        result["ruleId"] for result in sarif_run["results"]
    ]
    assert len(sarif_run["results"]) == 5


def test_junit_has_a_test_for_each_file_and_fails_those_with_errors(run: Run, here: Path) -> None:
    suites = ElementTree.fromstring(run("validate", ".", "--output-format", "junit", *DAY).out)
    tests = suites.findall("./testsuite/testcase")
    assert [(test.get("name"), [part.tag for part in test]) for test in tests] == [
        ("a/broken, 50%.yaml", ["failure"]),
        ("a/sound.yaml", []),
        ("warned.yml", ["system-out"]),
    ]
    assert [suites.get(count) for count in ("tests", "failures", "errors")] == ["3", "1", "0"]
    strict = ElementTree.fromstring(run("validate", ".", "--output-format", "junit", "--strict", *DAY).out)
    assert strict.get("failures") == "2"


def test_annotations_are_found_whatever_folder_the_step_works_in(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(here))
    monkeypatch.chdir("a")
    for name in ("sound.yaml", str(here / "a" / "sound.yaml"), "../a/sound.yaml"):
        write("sound.yaml", "")
        assert "file=a/sound.yaml,line=1," in run("validate", name, "--output-format", "github").text


# --- endings and streams ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["a/sound.yaml"], 0, "No problems in 1 file.\n"),
        (["warned.yml"], 0, "1 warning in 1 file.\n"),
        (["warned.yml", "--strict"], 1, "1 warning in 1 file.\n"),
        (["warned.yml", "-q"], 0, ""),
        (["warned.yml", "-q", "--strict"], 1, ""),
        (["a"], 1, "1 error in 2 files.\n"),
        (["a", "--exit-zero"], 0, "1 error in 2 files.\n"),
        (["a", "a/sound.yaml"], 1, "1 error in 2 files.\n"),
        (["a", "nowhere.yaml"], 1, "2 errors in 3 files.\n"),
        ([], 2, "Missing argument"),
        (["."], 1, "1 error and 1 warning in 3 files.\n"),
        (["warned.yml", "--select", "UA9"], 2, "Error: there is no code UA9\n"),
        (["warned.yml", "--select", "UA-202"], 2, "did you mean `UA202`?"),
        (["warned.yml", "--ignore", "UA102"], 2, "Error: UA102 cannot be ignored\n"),
        (["warned.yml", "--output-format", "xml"], 2, "'xml' is not one of"),
        (["warned.yml", "--date", "soon"], 2, "soon"),
    ],
)
def test_how_a_run_ends(arguments: list[str], code: int, said: str, run: Run, here: Path) -> None:
    ran = run("validate", *DAY, *arguments)
    assert ran.code == code
    assert said in ran.err if code == 2 else said == ran.err
    assert (ran.text == "") is ("No problems" in said or code == 2 or (said, code) == ("", 0))


def test_a_folder_without_cases_is_wrong_use(run: Run, here: Path) -> None:
    Path("nothing").mkdir()
    ran = run("validate", "nothing")
    assert (ran.code, ran.err) == (2, "Error: no case files in nothing\n  a case file ends in .yaml or .yml\n")


def test_the_configuration_has_defaults(run: Run, here: Path) -> None:
    write("ua-gen.toml", '[validate]\noutput-format = "concise"\nselect = ["UA2"]\nstrict = true\n')
    ran = run("--config", "ua-gen.toml", "validate", "warned.yml", *DAY)
    assert (ran.code, ran.text, ran.err) == (0, "", "No problems in 1 file.\n")


def test_a_reader_who_goes_away_is_no_mistake(here: Path) -> None:
    lines = "".join(f"field{number}: x\n" for number in range(2000))
    write("many.yaml", BASE + lines)
    command = [sys.executable, "-m", "ua_gen", "validate", "many.yaml", *DAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
        process.wait(60)
    assert b"Traceback" not in said
    assert b"Error" not in said


# --- which files -----------------------------------------------------------------------------------------------------


def test_folders_are_searched_and_what_begins_with_a_dot_is_left_out(here: Path) -> None:
    for name in ("b/c/deep.YAML", ".git/config.yaml", "b/.hidden.yml", "b/readme.md", "b/c/other.json"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        write(name, BASE)
    found, problems = case_files(["b", "warned.yml", "./warned.yml", "b/c"])
    assert ([path.as_posix() for path in found], problems) == (["b/c/deep.YAML", "warned.yml"], [])


def test_a_folder_that_is_named_like_a_file_and_a_link_that_leads_nowhere(run: Run, here: Path) -> None:
    Path("folder.yaml").mkdir()
    Path("lost.yaml").symlink_to("nowhere")
    Path("round").symlink_to(".")
    ran = run("validate", ".", "--output-format", "concise", *DAY)
    assert "lost.yaml:1:1: error[UA001] no such file" in ran.text
    assert "folder.yaml" not in ran.text
    assert "in 4 files" in ran.err


# Root may read everything; so root becomes somebody else, once all that the program consists of has been loaded.
AS_NOBODY = """
import contextlib, os, sys
from ua_gen.cli import main
with contextlib.suppress(SystemExit):
    main(["validate", "a/sound.yaml", "-q"])
if os.geteuid() == 0:
    os.setuid(65534)
main(sys.argv[1:])
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of another kind")
def test_what_may_not_be_read_is_told_and_the_run_goes_on(here: Path) -> None:
    Path("closed").mkdir(mode=0)
    Path(write("locked.yaml", BASE)).chmod(0)
    for folder in (here, *here.parents[:3]):
        folder.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, "validate", ".", "--output-format", "concise", *DAY],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert "closed:1:1: error[UA001] this folder cannot be looked into: Permission denied" in done.stdout
    assert "locked.yaml:1:1: error[UA001] you may not read this file" in done.stdout
    assert "broken, 50%.yaml:21:" in done.stdout
    assert done.returncode == 1


def test_a_file_that_says_it_is_not_a_case_is_passed_over(run: Run, here: Path) -> None:
    write("other.yaml", "# Settings of another program.\n\n#  ua-gen: not a case\na: [")
    write("windows.yaml", b"\xef\xbb\xbf# ua-gen: not a case\r\na: 1\r\n")
    ran = run("validate", "other.yaml", "windows.yaml", "a/sound.yaml", *DAY)
    assert (ran.code, ran.text, ran.err) == (0, "", "No problems in 1 file.\n")
    with pytest.raises(ua_gen.Problems, match="UA019"):
        ua_gen.load("other.yaml")


@pytest.mark.parametrize(
    "text", ["a: 1\n# ua-gen: not a case\n", "# ua-gen: not a case yet\na: 1\n", "a: '# ua-gen: not a case'"]
)
def test_it_must_say_so_clearly(text: str, run: Run, here: Path) -> None:
    write("other.yaml", text)
    assert "UA102" in run("validate", "other.yaml").text


@pytest.mark.parametrize(
    "prepare",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    ],
    ids=["Windows line ends", "a byte order mark", "both"],
)
def test_windows_changes_no_place(prepare: Callable[[str], bytes], run: Run, here: Path) -> None:
    write("changed.yaml", prepare(BROKEN))
    write("ignored.yaml", prepare(WARNED))
    assert codes(run, "changed.yaml") == codes(run, "a/broken, 50%.yaml") == ["UA102:21:5"]
    assert codes(run, "ignored.yaml") == codes(run, "warned.yml") == ["UA018:21:38"]


def test_a_tab_is_one_column_and_four_on_the_screen(run: Run, here: Path) -> None:
    write("tab.yaml", BASE.replace("language: en\n", "language: en\t# ours\nlnag:\ten\n"))
    ran = run("validate", "tab.yaml", *DAY)
    assert "tab.yaml:5:1: error[UA102]" in ran.text
    assert " 5 | lnag:    en\n" in ran.text


# --- codes that are silenced -----------------------------------------------------------------------------------------

UNKNOWN = "  - {type: denied-lawyer, date: 2026-01-06, reported: true, source: paper}"
KNOWN = "  - {type: denied-lawyer, date: 2026-01-06, reported: true, source: ua}"


def test_a_comment_may_wait_for_the_day_on_which_it_is_needed() -> None:
    waiting = BASE.replace("02-26\n", "02-26  # ua-gen: ignore UA245 -- kept for the archive\n")
    assert waiting != BASE
    case = read_case_text(waiting, "case.yaml")
    assert [found.code for day in (TODAY, TODAY.replace(year=2028)) for found in runner.check(case, day)] == []
    later = runner.check(read_case_text(BASE, "case.yaml"), TODAY.replace(year=2028))
    assert [found.code for found in later] == ["UA245"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (UNKNOWN, ["UA202:25:69"]),
        (f"{UNKNOWN} # ua-gen: ignore UA202", []),
        (f"{UNKNOWN} #ua-gen:ignore UA202,UA202", []),
        (f"{UNKNOWN} # ua-gen: ignore UA202 -- the paper is out of print, UA9", []),
        (f"  # ua-gen: ignore UA202\n{UNKNOWN}", []),
        (f"  # ua-gen: ignore UA202\n  # more\n\n{UNKNOWN}", []),
        (f"{UNKNOWN} # ua-gen: ignore UA203", ["UA202:25:69", "UA018:25:93"]),
        (f"{UNKNOWN} # ua-gen: ignore UA202, UA203", ["UA018:25:100"]),
        (f"{UNKNOWN} # ua-gen: ignore", ["UA202:25:69", "UA018:25:76"]),
        (f"{UNKNOWN} # ua-gen: ignore UA2", ["UA202:25:69", "UA018:25:93"]),
        (f"{UNKNOWN} # ua-gen: ignore UA102", ["UA202:25:69", "UA018:25:93"]),
        (f"{UNKNOWN} # ua-gen: ignored UA202", ["UA202:25:69"]),
        (f"{KNOWN} # ua-gen: ignore UA245", []),
        (f"{UNKNOWN}\n  # ua-gen: ignore UA202", ["UA202:25:69", "UA018:26:20"]),
        (f"  # ua-gen: ignore UA202\n{KNOWN}", ["UA018:25:20"]),
    ],
)
def test_a_comment_silences_codes_in_one_line(line: str, found: list[str], run: Run, here: Path) -> None:
    write("case.yaml", BASE.replace(KNOWN, line))
    assert codes(run, "case.yaml") == found
    assert [found.code for found in ua_gen.validate("case.yaml", date=TODAY)] == [code[:5] for code in found]


def test_what_only_looks_like_a_comment_silences_nothing() -> None:
    inside = """a: '# ua-gen: ignore UA202'\nb: |\n  x # ua-gen: ignore UA203\nc: "x\n  # ua-gen: ignore UA204"\n"""
    text = f"{inside}d: x # ua-gen: ignore UA205"
    root, _ = parse(text, "x")
    assert [ignore.code for ignore in find_ignores(Loaded("x", None, (), root, text))] == ["UA205"]


def test_a_file_that_cannot_be_read_as_a_case_keeps_its_errors(run: Run, here: Path) -> None:
    write("case.yaml", BASE.replace("gender: female", "gendre: female # ua-gen: ignore UA102"))
    assert codes(run, "case.yaml") == ["UA102:21:5"]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ([], ["UA202", "UA018"]),
        (["--select", "UA2"], ["UA202"]),
        (["--select", "UA018"], ["UA018"]),
        (["--select", "UA203,UA018"], ["UA018"]),
        (["--select", "UA203", "--select", "UA202"], ["UA202"]),
        (["--ignore", "UA2"], ["UA018"]),
        (["--ignore", "UA202,UA018"], []),
        (["--select", "UA2", "--ignore", "UA202"], []),
        (["--ignore", "UA"], []),
        (["-q"], ["UA202"]),
    ],
)
def test_codes_may_be_selected_and_ignored(arguments: list[str], found: list[str], run: Run, here: Path) -> None:
    write("case.yaml", BASE.replace(KNOWN, f"{UNKNOWN} # ua-gen: ignore UA203"))
    assert [code.split(":")[0] for code in codes(run, "case.yaml", *arguments)] == found


def test_what_makes_a_file_unreadable_is_always_reported() -> None:
    for path in ("no-such-file", __file__):
        [*found] = ua_gen.validate(path)
        assert found
        assert all(diagnostic in Selection.of(["UA018"], ["UA2"]) for diagnostic in found)


# --- many ------------------------------------------------------------------------------------------------------------


def calls(work: Callable[[], object]) -> int:
    """How many functions are called: the same on every machine, and at every load of it."""
    count = 0

    def tick(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    gc.disable()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(None)
        gc.enable()
    return count


def many_problems(count: int) -> str:
    return BASE + "".join(f"background{number}: [x, y]\n" for number in range(count))


MANY = {
    "unknown fields": many_problems,
    "fields twice": lambda count: BASE + "title: x\n" * count,
    "requests to nobody": lambda count: BASE.replace("requests:\n", "requests:\n" + "  - {to: [nobody]}\n" * count),
    "comments": lambda count: BASE + "# ua-gen: ignore UA202\n" * count,
}


@pytest.mark.parametrize("kind", MANY)
def test_finding_takes_in_proportion_to_what_there_is(kind: str) -> None:
    def finding(count: int) -> int:
        return calls(lambda: runner.check(read_case_text(MANY[kind](count), "x.yaml"), TODAY))

    finding(1)
    assert finding(2000) <= 4.5 * finding(500)


@pytest.mark.slow
@pytest.mark.parametrize("name", reporters.FORMATS)
def test_two_thousand_problems_take_no_longer_to_print_than_to_find(name: str) -> None:
    text = many_problems(2000)
    finding = calls(lambda: read_case_text(text, "x.yaml"))
    found = read_case_text(text, "x.yaml").diagnostics
    assert len(found) == 2000

    def printing(part: int) -> int:
        run = reporters.Run(("x.yaml",), found[:part], Path("/nowhere"), Path("/nowhere"))
        return calls(lambda: reporters.FORMATS[name](run))

    printing(1)  # What is loaded once does not count.
    assert printing(2000) <= finding
    assert printing(2000) <= 4.5 * printing(500)  # In proportion.


@pytest.mark.slow
def test_of_many_files_only_one_is_held_at_a_time(here: Path) -> None:
    paths = [Path(write(f"{number}.yaml", BASE)) for number in range(20)]
    held = []

    def watched() -> Iterator[Loaded[Case]]:
        for loaded in read_cases(paths):
            held.append(sum(type(item) is Loaded for item in gc.get_objects()))
            yield loaded
            del loaded

    runner.check_all(watched(), TODAY)
    assert max(held[2:]) <= min(held[2:])
