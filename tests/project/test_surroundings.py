"""Everything there is, made without a network by somebody with a name: what is made tells nothing of them. And made
again on machines that are old, small, foreign, or closed."""

import base64
import io
import os
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from conftest import in_a_process
from helpers.everything import FORMATS, KINDS, ON, commands, lay_out_files, rendering, run_all
from helpers.specimen import FULL, ON_THAT_DAY, SENDER, case_text
from PIL import Image, PngImagePlugin

from ua_gen.cli import cli

# Words that stand nowhere by chance.
TRACES = {
    "HOME": "homefolder-qz71",
    "USER": "username-qz72",
    "HOSTNAME": "hostname-qz73",
    "LANG": "xx_QZ74.UTF-8",
    "EDITOR": "editor-qz75",
    "TZ": "QZ76-3",
}
FOLDER = "workfolder-qz77"
CAMERA = "camera-qz78"
TOOLS = ("python-docx", "WeasyPrint", "pydyf", "pikepdf", "Pillow", "CPython", "HarfBuzz")
CLOSED = "<&- >&- 2>&-"
TEXT = ("txt", "html", "eml")


@dataclass(frozen=True)
class World:
    ends: list[int]
    wanted: list[list[str]]
    said: str
    files: dict[str, bytes]


def allowed(*before: str) -> list[str]:
    """Words before a command, if this machine lets us say them."""
    if shutil.which(before[0]) and subprocess.run([*before, "true"], capture_output=True, check=False).returncode == 0:
        return list(before)
    return []


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Every command, document and format, in one process, in a name space without a network where that can be had."""
    base = tmp_path_factory.mktemp("world")
    folder, home, out = base / FOLDER, base / TRACES["HOME"], base / "out"
    lay_out_files(folder)
    photograph = {"file": "face.jpg", "alt": "A face", "credit": "Private", "permission": "the family, 2026-01-10"}
    aida, bolot = FULL["people"]
    people = [aida | {"photograph": photograph}, bolot | {"photograph": photograph | {"file": "face.png"}}]
    (folder / "case.yaml").write_text(case_text(FULL | {"people": people}), "utf-8")
    picture = Image.effect_noise((60, 80), 50).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = exif[0x9286] = exif[0x013B] = CAMERA
    picture.save(folder / "face.jpg", exif=exif, comment=CAMERA.encode())
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CAMERA)
    notes.add_itxt("Location", CAMERA, zip=True)
    picture.save(folder / "face.png", pnginfo=notes, exif=exif)
    home.mkdir()
    environment = TRACES | {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "LOGNAME": TRACES["USER"]}
    wanted = [command for group in commands(str(out)).values() for command in group if command != ["doctor"]]
    quiet = SENDER | {"privacy": "anonymous", "name": "Hidden Qz80", "email": "qz81@example.org", "signatories": []}
    (folder / "quiet.yaml").write_text(case_text(quiet), "utf-8")
    wanted += rendering(f"{out}/quiet", "--sender", "quiet.yaml", formats=("pdf", "txt"))
    before = allowed("unshare", "-n", "-u") or allowed("unshare", "-r", "-n", "-u")
    if before:
        before += ["sh", "-c", f'hostname {TRACES["HOSTNAME"]}; exec "$@"', "sh"]
    ends, said, complained = run_all(wanted, folder, base, environment, before)
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    return World(ends, wanted, said + complained, files)


def contents(data: bytes) -> Iterator[bytes]:
    """All that can be read in a file: of a PDF what is packed in it, of the others the pictures, as they are too."""
    yield data
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            yield pdf.trailer.unparse()
            for item in pdf.objects:
                yield item.unparse() if not isinstance(item, pikepdf.Stream) else item.read_raw_bytes()
                if isinstance(item, pikepdf.Stream):
                    try:
                        unpacked = item.read_bytes()
                    except (pikepdf.PdfError, zlib.error):
                        continue
                    yield unpacked
                    yield unpacked.decode("utf-16-be", "ignore").encode()
    for packed in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data):
        yield base64.b64decode(packed)
    for packed in re.findall(rb"(?:^[A-Za-z0-9+/=]{60,}\r?\n)+[A-Za-z0-9+/=]*", data, re.MULTILINE):
        yield base64.b64decode(re.sub(rb"\s", b"", packed) + b"==")


def test_every_command_and_document_works_without_a_network(world: World) -> None:
    assert len(world.ends) == len(world.wanted)
    assert [command for command, end in zip(world.wanted, world.ends, strict=True) if end] == []
    made = {re.sub(r"-(en|ru)\..*", "", Path(name).name) for name in world.files}
    assert {name for name, per in KINDS.items() if per != "press-release"} <= {
        re.sub("-(minister|prosecutor)$", "", name) for name in made
    }
    assert {Path(name).suffix for name in world.files} >= {f".{kind}" for kind in FORMATS}


def test_every_command_is_among_them() -> None:
    assert set(cli.commands) == set(commands("out"))


def test_what_is_made_tells_nothing_of_who_made_it(world: World) -> None:
    traces = [*TRACES.values(), FOLDER, CAMERA, *TOOLS]
    for name, data in world.files.items():
        for part in contents(data):
            assert [trace for trace in traces if trace.encode() in part] == [], name
        assert not any(trace in name for trace in traces)


def test_what_is_said_tells_nothing_of_who_made_it(world: World) -> None:
    # The output folder was given by its whole path, in which none of these stands.
    assert [trace for trace in (*TRACES.values(), FOLDER, CAMERA) if trace in world.said] == []


def test_a_sender_who_wishes_to_be_nobody_is(world: World) -> None:
    quiet = {name: data for name, data in world.files.items() if name.startswith("quiet/")}
    assert len(quiet) > 20
    for name, data in quiet.items():
        for part in contents(data):
            assert [word for word in (b"Hidden", b"Qz80", b"qz81", b"Specimen Road") if word in part] == [], name


def test_these_tests_can_see(world: World) -> None:
    """What is there is found: the sender's name in letters, the pictures in the Urgent Action."""
    letter = world.files["case/letter-minister-en.pdf"]
    assert any(b"/Title" in part for part in contents(letter))
    page = world.files["case/urgent-action-en.html"]
    assert any(part.startswith((b"\xff\xd8\xff", b"\x89PNG")) for part in contents(page))
    mail = world.files["case/letter-minister-en.eml"]
    assert b"Mary-Ann" in mail


# --- old, small, foreign and closed machines -------------------------------------------------------------------------

ASCII = {"LC_ALL": "POSIX", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
NO_HOME = {"HOME": None, "XDG_CONFIG_HOME": None, "USER": None, "LOGNAME": None, "TERM": None, "PATH": None}
NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


@pytest.mark.parametrize(
    ("environment", "after"),
    [
        (NO_HOME | ASCII, CLOSED),
        pytest.param(NO_HOME, "", marks=pytest.mark.slow),
        pytest.param(ASCII, "", marks=pytest.mark.slow),
        pytest.param({"HOME": "/nonexistent", "LC_ALL": "xx_XX.UTF-8"}, CLOSED, marks=pytest.mark.slow),
    ],
    ids=["all at once", "no home and no path", "only ASCII", "closed streams"],
)
def test_every_command_works_on_poor_machines(environment: dict[str, str | None], after: str, tmp_path: Path) -> None:
    lay_out_files(tmp_path / "in")
    out = tmp_path / "out"
    wanted = [command for group in commands(str(out), TEXT).values() for command in group if command != ["doctor"]]
    ends, _, said = run_all(wanted, tmp_path / "in", tmp_path, environment, after=after)
    assert [command for command, end in zip(wanted, ends, strict=True) if end] == []
    assert "Traceback" not in said
    assert "mistake in ua-gen" not in said
    for path in out.rglob("*.txt"):
        path.read_text("utf-8")
    assert len(list(out.rglob("*.*"))) > 30


def test_the_folder_that_one_is_in_need_not_be_ones_own() -> None:
    """Somebody without rights, whose home is not theirs, in a folder that they may only read."""
    before = allowed(*NOBODY) if os.getuid() == 0 else []
    if os.getuid() == 0 and not before:
        pytest.skip("root cannot become anybody else here")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        base.chmod(0o755)
        lay_out_files(base / "in")
        (base / "out").mkdir()
        (base / "out").chmod(0o777)
        (base / "in").chmod(0o555)
        (base / "home").mkdir(mode=0)  # A home that is somebody else's.
        home = str(base / "home")
        environment = {"HOME": home, "XDG_CONFIG_HOME": f"{home}/.config", "PYTHONDONTWRITEBYTECODE": "1"}
        wanted = [
            ["render", "case.yaml", *ON, "-f", "pdf", "--to", "minister", "-o", str(base / "out")],
            ["validate", "case.yaml", "--exit-zero"],
            ["render", "case.yaml", *ON, "-f", "txt"],
        ]
        ends, _, said = run_all(wanted, base / "in", base, environment, before)
        (base / "in").chmod(0o755)
        assert ends == [0, 0, 2], said
        assert "cannot be written: you may not write there" in said
        assert "Traceback" not in said


NO_PANGO = """
import ctypes.util, sys
from importlib.abc import MetaPathFinder
class Missing(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("weasyprint", "cffi", "pydyf"):
            raise OSError("cannot load library 'libpango-1.0-0': not there")
sys.meta_path.insert(0, Missing())
"""


def test_everything_but_pdf_works_without_pango(tmp_path: Path) -> None:
    lay_out_files(tmp_path)
    wanted = [command for group in commands("out", TEXT).values() for command in group if command != ["doctor"]]
    wanted += [["render", "case.yaml", *ON, "-f", "pdf"], ["render", "case.yaml", *ON, "-f", "eml", "--attach"]]
    code = f"{NO_PANGO}\n{ON_THAT_DAY}\nfrom ua_gen.cli import main\nends = []\nfor command in {wanted!r}:\n" + (
        "    try:\n        main(command)\n    except SystemExit as ending:\n        ends.append(ending.code)\n"
        "print('ENDS', ends)\n"
    )
    ran = in_a_process(code, cwd=tmp_path)
    assert ran.text.rpartition("ENDS ")[2].strip() == str([0] * (len(wanted) - 2) + [2, 2])
    assert ran.err.count("error[UA501]") >= 2
