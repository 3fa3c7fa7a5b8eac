"""The archive that a Word file is: a blank one to begin with, and writing so that one text gives the same bytes."""

import io
import zipfile
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

FIRST = "[Content_Types].xml"  # What programs look for at the beginning of the archive.


@cache
def blank() -> bytes:
    """A document without a text, and without the traces that one made by Word has: who, when, with what."""
    members = dict(_below(files("ua_gen.word") / "blank", ""))
    return packed(members)


def _below(folder: Traversable, name: str) -> list[tuple[str, bytes]]:
    found = []
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            found += _below(each, f"{name}{each.name}/")
        else:
            found.append((name + each.name, each.read_bytes()))
    return found


def settled(data: bytes) -> bytes:
    """A document with its members in order, of no time and of no system. They are not packed: packers differ."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()})


def packed(members: dict[str, bytes]) -> bytes:
    """An archive of parts by their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(members, key=lambda name: (name != FIRST, name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            archive.writestr(info, members[name])
    return out.getvalue()
