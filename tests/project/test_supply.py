"""What is installed and run on the way: known by its hashes and commits, and nothing that a stranger's files bring."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from helpers.specimen import ROOT, SOMEBODY, case_text

KEPT = ("constraints.txt", "constraints-dev.txt")
PIN = re.compile(r"^([a-z0-9.-]+)==(\S+?)( ; [^\\]+)? \\((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)$", re.MULTILINE)


def pins(name: str) -> dict[str, tuple[str, frozenset[str]]]:
    """Each package of a list with its version and hashes."""
    text = (ROOT / name).read_text("utf-8")
    return {pin[1]: (pin[2], frozenset(re.findall("[0-9a-f]{64}", pin[4]))) for pin in PIN.finditer(text)}


@pytest.mark.parametrize("name", KEPT)
def test_every_package_that_is_installed_has_its_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    rest = PIN.sub("", text)
    assert [line for line in rest.splitlines() if line and not line.startswith("#")] == []
    assert "://" not in text, "and no address of where it is from"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    wanted += project["dependency-groups"]["build"] + project["project"]["optional-dependencies"]["preview"]
    wanted += project["project"]["optional-dependencies"]["dev"] if "dev" in name else []
    assert {re.split("[>=]", each)[0].lower() for each in wanted} <= set(pins(name))


def test_what_the_browser_is_driven_with_has_its_hashes_too() -> None:
    text = (ROOT / "constraints-browser.txt").read_text("utf-8")
    assert [line for line in PIN.sub("", text).splitlines() if line and not line.startswith("#")] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {re.split("[>=]", each)[0] for each in project["dependency-groups"]["browser"]}
    assert wanted <= set(pins("constraints-browser.txt"))


def test_the_tests_run_with_what_others_install() -> None:
    run, dev = map(pins, KEPT)
    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["action.yml", ".github/workflows/ci.yml"])
def test_what_others_make_for_the_workflows_is_pinned_by_its_commit(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    uses = re.findall(r"\buses: *(.*)", text)
    assert uses
    assert [use for use in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+)*", use)] == []


@pytest.mark.parametrize("name", ["action.yml", ".github/workflows/ci.yml", "setup.sh"])
def test_nothing_is_installed_without_its_hash_but_ua_gen_itself(name: str) -> None:
    lines = [line for line in (ROOT / name).read_text("utf-8").splitlines() if re.search(r"\bpip\b.* install ", line)]
    lines += re.findall(r"^    pip install .*", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    assert name == ".github/workflows/ci.yml" or lines
    for line in lines:
        assert "--require-hashes" in line or "--no-deps --no-build-isolation" in line, line


# --- the action, on a stranger's pull request ------------------------------------------------------------------------

EVIL = "import pathlib; pathlib.Path('evil').touch()\n"


@pytest.mark.skipif(os.name != "posix", reason="a script of the shell")
def test_nothing_in_a_pull_request_sets_how_it_is_checked(tmp_path: Path) -> None:
    step = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["runs"]["steps"][-1]
    python = tmp_path / "temp" / "ua-gen" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', "utf-8")
    python.chmod(0o755)
    work = tmp_path / "work"
    for name in ("ua_gen", "pip", "click", "sitecustomize"):
        (work / name).mkdir(parents=True)
        for file in ("__init__.py", "__main__.py"):
            (work / name / file).write_text(EVIL, "utf-8")
    toml = '[validate]\nexit-zero = true\nquiet = true\noutput-format = "concise"\nignore = ["UA1"]\n'
    (work / "ua-gen.toml").write_text(toml, "utf-8")
    (work / "--exit-zero").touch()
    (work / "UA106").touch()
    broken = case_text(SOMEBODY | {"country": "Nowhere"})
    (work / "--exit-zero.yaml").write_text(broken, "utf-8")
    (work / "::stop-commands::x.yaml").write_text(broken, "utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "GITHUB_WORKSPACE"}
    environment |= {"RUNNER_TEMP": str(tmp_path / "temp"), "BIN": "bin", "PYTHONPATH": str(work)}
    for arguments, paths in (("", "."), ("--ignore UA9?? --ignore UA?06x", "*.yaml")):
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=work,
            env=environment | {"ARGUMENTS": arguments, "PATHS": paths},
            capture_output=True,
            text=True,
            check=False,
        )
        if arguments:
            assert (ran.returncode, "UA9??" in ran.stderr) == (2, True), "a pattern stays as it was written"
            continue
        assert ran.returncode == 1, ran.stderr
        told = ran.stdout.splitlines()
        assert all(re.match(r"::(error|warning) file=", line) for line in told)
        found = [line for line in told if "title=UA106" in line]
        assert [line.partition("file=")[2].partition(",")[0] for line in found] == [
            "--exit-zero.yaml",
            "%3A%3Astop-commands%3A%3Ax.yaml",
        ]
        assert ran.stderr == f"{len([line for line in told if 'error' in line[:8]])} errors in 2 files.\n"
    assert not (work / "evil").exists()
