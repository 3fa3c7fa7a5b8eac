"""A language that is laid over another: its files hold only what differs."""

import json
import os
import re
from pathlib import Path

import pytest

from ua_gen import compiled
from ua_gen.languages import HERE, language
from ua_gen.languages.compile import compile_all, compile_frames, compile_po, compile_yaml, respelt, variant_of
from ua_gen.languages.data import read_data
from ua_gen.languages.frames import frames, sources, tables
from ua_gen.wording.realisation.grammar import grammar

PO = 'msgid ""\nmsgstr ""\n"Language: pt\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package with a language of four files, and a variant of it that has two."""
    base, variant = tmp_path / "languages" / "aa", tmp_path / "languages" / "aa-BB"
    base.mkdir(parents=True)
    variant.mkdir()
    (base / "language.yaml").write_text("name: facto\nlocale: aa\n", "utf-8")
    (base / "tables.yaml").write_text("dates: {when: no facto, bare: facto}\nlist: [facto, outro]\n", "utf-8")
    (base / "countries.yaml").write_text("- forms: {in: 'em {}'}\n  names: {AA: Facto, BB: Outro}\n", "utf-8")
    entry = '\nmsgctxt "{}"\nmsgid "{}"\nmsgstr "{}"\n'
    (base / "frames.po").write_text(
        PO + entry.format("event.a|plain", "one", "o facto {who}") + entry.format("event.b|plain", "two", "b"), "utf-8"
    )
    (variant / "language.yaml").write_text(
        "variant_of: aa\nname: outra\nwords:\n  - ['\\bfacto\\b', fato]\n  - ['\\bno fato', em fato]\n", "utf-8"
    )
    (variant / "frames.po").write_text(
        PO + entry.format("event.b|plain", "two", "c") + entry.format("event.b|own", "two", "d"), "utf-8"
    )
    return tmp_path


def made(package: Path, name: str) -> object:
    return json.loads((package / "languages" / "aa-BB" / name).read_text("utf-8"))


def test_all_of_a_variant_is_compiled_whole(package: Path) -> None:
    compile_all(package)
    assert made(package, "language.json") == {
        "name": "outra", "locale": "aa", "variant_of": "aa",
        "words": [["\\bfacto\\b", "fato"], ["\\bno fato", "em fato"]],
    }  # fmt: skip
    assert made(package, "tables.json") == {"dates": {"when": "em fato", "bare": "fato"}, "list": ["fato", "outro"]}
    assert made(package, "frames.json") == {
        "event.a|plain": "o fato {who}", "event.b|plain": "c", "event.b|own": "d",
    }  # fmt: skip


def test_what_it_has_of_its_own_is_laid_over_the_rest(package: Path) -> None:
    folder = package / "languages" / "aa-BB"
    (folder / "tables.yaml").write_text("dates: {bare: facto}\nlist: [um]\n", "utf-8")
    assert json.loads(compile_yaml(folder / "tables.yaml")) == {
        "dates": {"when": "em fato", "bare": "facto"}, "list": ["um"],
    }  # fmt: skip
    (folder / "countries.yaml").write_text("- forms: {in: 'no {}'}\n  names: {AA: Fato}\n", "utf-8")
    assert json.loads(compile_yaml(folder / "countries.yaml")) == [
        {"forms": {"in": "no {}"}, "names": {"AA": "Fato"}},
        {"forms": {"in": "em {}"}, "names": {"BB": "Outro"}},
    ]


def test_it_is_stale_when_the_language_beneath_is_newer(package: Path) -> None:
    compile_all(package)
    path = package / "languages" / "aa-BB" / "tables.yaml"
    assert compiled.fresh(path) is not None
    later = path.with_suffix(".json").stat().st_mtime + 10
    os.utime(package / "languages" / "aa" / "tables.yaml", (later, later))
    assert compiled.fresh(path) is None
    assert read_data(path)["list"] == ["fato", "outro"]


def test_keys_are_not_written_otherwise() -> None:
    assert respelt({"facto": ["um facto"]}, [(re.compile("facto"), "fato")]) == {"facto": ["um fato"]}


# --- the variants that there are -------------------------------------------------------------------------------------


def test_the_variant_of_brazil() -> None:
    assert variant_of(HERE / "pt-BR") == HERE / "pt"
    assert variant_of(HERE / "pt") is None
    assert language("pt-BR").variant_of == "pt"
    assert grammar("pt-BR").rules is grammar("pt").rules
    assert tables("pt-BR").keys() == tables("pt").keys()
    assert sources("pt-BR").keys() == sources("pt").keys()
    assert len(compile_po(HERE / "pt-BR" / "catalogue.po")) > 1000


def test_it_writes_as_brazil_does() -> None:
    (ask,) = frames("pt-BR")["letter.reply"]
    assert ask.phrase.source == "agradeceria que {you} me informasse sobre as medidas tomadas"
    (arrested, *_) = frames("pt-BR")["event.arrested.past"]
    assert "{agent!prendeu|prenderam|teria prendido|teriam prendido}" in arrested.phrase.source
    assert tables("pt-BR")["pronouns"]["f"]["na-sua"] == "em sua "
    assert tables("pt-BR")["agent"]["police"]["name"].startswith("policiais")
    assert tables("pt-BR")["country"]["IR"]["in"] == "no Irã"
    assert language("pt-BR").text("salutation.minister", "male") == "Senhor Ministro"
    assert language("pt-BR").text("salutation.monarch", "male") == "Majestade"


@pytest.mark.parametrize(
    "word",
    ["facto", "contacto", "detid[oa{]", "equipa\\b", "registo", "género", "«", "\\bterá\\b", "\\bn[ao]s? su?as?\\b"],
)
def test_nothing_of_portugal_is_left_in_it(word: str) -> None:
    files = compile_frames(HERE / "pt-BR" / "frames.po"), compile_yaml(HERE / "pt-BR" / "tables.yaml")
    said = "\n".join(text for file in files for text in _texts(json.loads(file)))
    assert re.findall(f"(?<![:.-])(?:{word})", said) == []


def _texts(data: object) -> list[str]:
    if isinstance(data, dict):
        return [text for value in data.values() for text in _texts(value)]
    if isinstance(data, list):
        return [text for value in data for text in _texts(value)]
    return [str(data)]
