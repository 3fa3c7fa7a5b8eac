"""The JSON Schema and the reader say the same of a file.

What a schema cannot say is named in `beyond`, and nothing else may differ, but for this: the reader takes off white
space around a value.
"""

import copy
import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from ua_gen.casefile.json_schema import KINDS, schema
from ua_gen.casefile.loading import _read, read_case_text
from ua_gen.cli.new import starter
from ua_gen.diagnostics import Diagnostic
from ua_gen.model.values import TAG

ROOT = Path(__file__).parent.parent.parent
CASES = [*sorted((ROOT / "cases").glob("*.yaml")), ROOT / "tests" / "base-case.yaml"]
SENDER = {"name": "Jo Writer", "address": ["1 Any Street", 469], "country": "GB", "privacy": "full", "language": "en"}
SCHEMAS = {kind: schema(kind) for kind in KINDS}
CHECKERS = {kind: jsonschema.Draft202012Validator(known) for kind, known in SCHEMAS.items()}


def found(kind: str, document: Any) -> list[Diagnostic]:
    """What the reader says of a document. JSON is YAML, and its numbers and truth values are unquoted texts there."""
    text = json.dumps(document, ensure_ascii=False)
    loaded = read_case_text(text, "x.yaml") if kind == "case" else _read(KINDS[kind], text, "x.yaml")
    return list(loaded.diagnostics)


def beyond(diagnostic: Diagnostic) -> bool:
    """Whether a complaint is about more than the form: the calendar, and lists of countries and languages."""
    said = ("there is no day", "is not a country code", "is not the tag of a language", "is not an e-mail address")
    return diagnostic.code == "UA108" or any(words in diagnostic.message for words in said)


# --- documents made from the schema ----------------------------------------------------------------------------------

SOUND: dict[str, st.SearchStrategy[Any]] = {  # Instead of what only looks like a country, a language, a day.
    "^([A-Z]{2})$": st.sampled_from(["KG", "NO", "GB"]),
    f"^({TAG})$": st.sampled_from(["en", "ru", "no", "uz-Cyrl", "zh-Hans"]),
    f"^{TAG}$": st.sampled_from(["en", "ru", "no", "uz-Cyrl"]),
    r"^([^\s@]+@[^\s@]+)$": st.sampled_from(["a@example.org", "Jo.Writer+x@post.example.kg"]),
    r"\S": st.text("aя中9 -\n./:'\"#@", min_size=1).filter(str.strip),
}


def patterns(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == "pattern" and isinstance(value, str))
        yield from (key for key in schema.get("patternProperties", ()))
    for value in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from patterns(value)


@pytest.mark.parametrize("kind", KINDS)
def test_the_patterns_are_those_of_json_schema_too(kind: str) -> None:
    """Its expressions are ECMAScript's, where only what means something may be escaped (ECMA-262, IdentityEscape)."""
    found = set(patterns(SCHEMAS[kind]))
    assert len(found) > 3
    escaped = {mark for pattern in found for mark in re.findall(r"\\(.)", pattern)}
    assert escaped <= set("sSdDwWbn" + "^$\\.*+?()[]{}|/")
    assert not [pattern for pattern in found if re.search(r"\(\?(?![:=!])", pattern)]


def pattern_strategy(pattern: str) -> st.SearchStrategy[Any]:
    if pattern in SOUND:
        return SOUND[pattern]
    if "(0[1-9]|[12][0-9]|3[01])" in pattern:
        days = st.dates(datetime.date(1800, 1, 1), datetime.date(2199, 12, 31)).map(str)
        return days if "?" not in pattern else days.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
    return st.from_regex(
        pattern, alphabet=st.characters(codec="ascii", categories=["L", "N", "P"], include_characters=" ")
    )


def made_from(schema: dict[str, Any], root: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Documents for which a schema holds."""
    if "$ref" in schema:
        return st.deferred(lambda: made_from(root["$defs"][schema["$ref"].split("/")[-1]], root))
    if "if" in schema:  # A condition on the whole: what does not meet it is made anew.
        check = jsonschema.Draft202012Validator(schema | {"$defs": root["$defs"]})
        return made_from({key: value for key, value in schema.items() if key not in ("if", "then")}, root).filter(
            check.is_valid
        )
    if "anyOf" in schema:
        return st.one_of([made_from(one, root) for one in schema["anyOf"]])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([BY_TYPE[kind](schema, root) for kind in types])


def array(schema: dict[str, Any], root: dict[str, Any]) -> st.SearchStrategy[Any]:
    least = schema.get("minItems", 0)
    return st.lists(made_from(schema["items"], root), min_size=least, max_size=min(schema.get("maxItems", 3), 3))


def mapping(schema: dict[str, Any], root: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "patternProperties" in schema:
        [(pattern, value)] = schema["patternProperties"].items()
        least = schema.get("minProperties", 0)
        longest = schema.get("propertyNames", {}).get("maxLength", 999)
        keys = pattern_strategy(pattern).filter(lambda key: len(key) <= longest)
        languages = st.dictionaries(keys, made_from(value, root), min_size=least, max_size=2)
        beside = {name: made_from(value, root) for name, value in schema.get("properties", {}).items()}
        both = st.tuples(languages, st.fixed_dictionaries({}, optional=beside))
        return both.map(lambda maps: maps[0] | maps[1]) if beside else languages
    if schema.get("maxProperties") == 1:
        return st.one_of(
            [made_from(value, root).map(lambda one, n=name: {n: one}) for name, value in schema["properties"].items()]
        )
    fields = {name: made_from(value, root) for name, value in schema["properties"].items()}
    required = {name: fields.pop(name) for name in schema.get("required", ())}
    return st.fixed_dictionaries(required, optional=fields)


Maker = Callable[[dict[str, Any], dict[str, Any]], st.SearchStrategy[Any]]
BY_TYPE: dict[str, Maker] = {
    "string": lambda schema, root: pattern_strategy(schema["pattern"]).filter(
        lambda text: len(text) <= schema.get("maxLength", 999)
    ),
    "integer": lambda schema, root: st.integers(schema["minimum"], schema.get("maximum", 999)),
    "number": lambda schema, root: st.integers() | st.floats(allow_nan=False, allow_infinity=False),
    "boolean": lambda schema, root: st.booleans(),
    "null": lambda schema, root: st.none(),
    "array": array,
    "object": mapping,
}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_the_schema_allows_the_reader_reads(kind: str) -> None:
    @settings(max_examples=60, deadline=None)
    @given(made_from(SCHEMAS[kind], SCHEMAS[kind]))
    def check(document: Any) -> None:
        assert CHECKERS[kind].is_valid(document)
        assert found(kind, document) == []

    check()


@pytest.mark.parametrize(
    ("kind", "document", "sound"),
    [
        ("case", {"people": [{"id": "p", "group": None}]}, False),
        ("case", {"people": [{"id": "p", "group": None, "name": "N"}]}, True),
        ("case", {"people": [{"id": "p", "group": {"noun": "villagers"}}]}, True),
        ("case", {"people": [{"id": "p"}]}, False),
        ("vocabulary", {"vocabulary": {"agent": {60 * "a": "x"}}}, True),
        ("vocabulary", {"vocabulary": {"agent": {61 * "a": "x"}}}, False),
        ("case", {"vocabulary": {"agent": {61 * "a": "x"}}}, False),
    ],
)
def test_both_say_the_same_of_what_one_field_asks_of_another(kind: str, document: Any, sound: bool) -> None:
    document = {**TREES["base-case"], **document} if kind == "case" else {"language": "en", **document}
    if "people" in document and kind == "case":
        document |= {"status": [], "events": [], "requests": []}
    assert (CHECKERS[kind].is_valid(document), found(kind, document) == []) == (sound, sound)


# --- real cases with one thing changed -------------------------------------------------------------------------------

OTHERS: list[Any] = [
    None, "", " ", "x", "true", "True", "yes", "1", "6", "100", "2010", "2010-06", "2010-06-15", "2010-13-01",
    "2010-02-30", "life", "7 years", "0 years", "KG", "ru", "Kyrgyzstan", "a@example.org", "www.example.org", "a b",
    0, 1, 6, -1, 2010, 1799, 1.5, True, False, [], ["x"], [None], [[]], {}, {"en": "x"}, {"en": None}, {"en": ["x"]},
    {"englisch": "x"}, {"id": "x"}, ["x"] * 8,
]  # fmt: skip


def places(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    for step, value in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from places(value, (*path, step))


def changed(tree: Any, path: tuple[str | int, ...], change: Callable[[Any, Any], None]) -> Any:
    tree = copy.deepcopy(tree)
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    change(parent, path[-1])
    return tree


def replace(value: Any) -> Callable[[Any, Any], None]:
    return lambda parent, step: parent.__setitem__(step, value)


def delete(parent: Any, step: Any) -> None:
    del parent[step]


def rename(parent: Any, step: Any) -> None:
    if isinstance(parent, dict):
        parent[f"{step}x"] = parent.pop(step)


TREES = {path.stem: yaml.load(path.read_bytes(), Loader=yaml.BaseLoader) for path in CASES}
REAL = [("sender", SENDER), *((tree.get("kind", "case"), tree) for tree in TREES.values())]
RICH = [("sender", SENDER)]
RICH += [(TREES[name].get("kind", "case"), TREES[name]) for name in ("kg-askarov", "base-case", "joint-statement-2010")]


@pytest.mark.parametrize(("kind", "tree"), REAL)
def test_a_real_file_is_right_for_both(kind: str, tree: Any) -> None:
    assert [error.message for error in CHECKERS[kind].iter_errors(tree)] == []
    assert found(kind, tree) == []


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "tree"), RICH)
def test_of_a_real_file_with_one_thing_changed_both_say_the_same(kind: str, tree: Any) -> None:
    changes = [delete, rename, *map(replace, OTHERS)]

    @settings(max_examples=400, deadline=None)
    @given(st.sampled_from(list(places(tree))[1:]), st.sampled_from(changes))
    def check(path: tuple[str | int, ...], change: Callable[[Any, Any], None]) -> None:
        document = changed(tree, path, change)
        complaints = found(kind, document)
        errors = [error.message for error in CHECKERS[kind].iter_errors(document)]
        if errors:
            assert complaints != [], errors
        else:
            assert [str(diagnostic) for diagnostic in complaints if not beyond(diagnostic)] == []

    check()


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_command_prints_a_sound_schema(kind: str, run: Run) -> None:
    printed = json.loads(run("schema", kind).out)
    assert printed == SCHEMAS[kind]
    assert printed["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(printed)


def test_without_a_word_it_is_the_one_of_cases(run: Run) -> None:
    assert run("schema").out == run("schema", "case").out


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_field_is_described(kind: str) -> None:
    parts = [SCHEMAS[kind], *SCHEMAS[kind]["$defs"].values()]
    fields = {name: field for part in parts for name, field in part.get("properties", {}).items()}
    assert [name for name, field in fields.items() if not field.get("description")] == []


def test_the_case_to_start_from_tells_editors_where_the_schema_is(run: Run) -> None:
    first = run("new", "-", "--schema", "../our schemas/case.json").text.splitlines()[0]
    assert first == "# yaml-language-server: $schema=../our schemas/case.json"
    assert starter(datetime.date(2026, 1, 20)).startswith("# yaml-language-server: $schema=ua-gen-case.schema.json\n")
