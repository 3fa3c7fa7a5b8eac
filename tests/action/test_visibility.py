"""What is not for the public, and what is superseded: in no document, in no message, and not in the public copy."""

import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Run
from helpers.specimen import (
    ASKAROV,
    ASKAROV_DAY,
    DAY,
    FULL,
    MINIMAL,
    OFFICIAL,
    SOMEBODY,
    TWO_PEOPLE,
    case_text,
    loaded,
    made,
    one,
    text,
)
from PIL import Image, PngImagePlugin

from ua_gen import Diagnostic, Problems, render
from ua_gen.action.gate import judge
from ua_gen.action.public_copy import named_beside, redact
from ua_gen.action.related import Neighbours
from ua_gen.casefile.loading import Loaded, read_case, read_case_text
from ua_gen.casefile.texts import texts
from ua_gen.cli import validate
from ua_gen.cli.new import starter
from ua_gen.clock import Days
from ua_gen.languages import language
from ua_gen.lint import runner
from ua_gen.lint.publications import secrets
from ua_gen.rendering.job import Job
from ua_gen.rendering.produce import Format
from ua_gen.templating import Templates

KINDS = ("section", "private")
NOT_FOR_ALL = ("status", "events", "recipients", "sources")
SIGN = "Zmrzlina"  # Stands in everything that is not for the public, and nowhere else.


def hidden(visibility: str = "private", case: dict[str, Any] = TWO_PEOPLE) -> dict[str, Any]:
    """A case with one fact of each sort that is not for the public, and all that hangs on them."""
    told = {"en": f"{SIGN} said so", "ru": f"{SIGN} сказала"}
    mark = {"visibility": visibility}
    status = {"state": "imprisoned", "since": "2026-03-12", "note": told, "place": told, "source": "kin"}
    event = {"type": "tortured", "date": "2026-03-02", "place": told, "by": told, "according_to": told, "source": "kin"}
    official = {"id": "zmrzlina", "post": "official", "office": told, "name": told, "country": "KG"}
    official |= {"email": "zmrzlina@example.org", "fax": "+996 312 00 00 09", "address": [SIGN]}
    return case | {
        "status": [*case.get("status", []), status | mark],
        "events": [event | mark, *case.get("events", []), {"text": told} | mark],
        "recipients": [official | mark, *case["recipients"], official | mark | {"id": "zmrzlina-2", "role": "copy"}],
        "requests": [
            {"text": told, "to": ["zmrzlina"]},
            {"ask": "fair-trial", "to": ["zmrzlina", case["recipients"][0]["id"]]},
            *case.get("requests", []),
        ],
        "sources": [
            {"id": "kin", "title": SIGN, "publisher": f"A call from {SIGN}"},
            *case.get("sources", []),
            {"id": "note", "title": SIGN} | mark,
        ],
    }


def bare(case: dict[str, Any] = TWO_PEOPLE) -> dict[str, Any]:
    """The same without what is not for the public."""
    asked = {"ask": "fair-trial", "to": [case["recipients"][0]["id"]]}
    return case | {"requests": [asked, *case.get("requests", [])]}


CASES = [DOCUMENT for DOCUMENT in Templates().documents.values() if DOCUMENT.per not in ("statement", "press-release")]


@pytest.mark.parametrize("kind", ["txt", "html"])
@pytest.mark.parametrize("visibility", KINDS)
@pytest.mark.parametrize("document", [d for d in CASES if not d.tells_outcome], ids=lambda document: document.name)
def test_no_document_tells_what_is_not_for_the_public(document: Any, visibility: str, kind: Format) -> None:
    def all_made(case: Loaded[Any]) -> list[tuple[str, bytes]]:
        from helpers.specimen import sender

        wish: dict[str, Any] = {"documents": [document.name], "formats": [kind], "languages": ["en", "ru"]}
        if document.per == "solidarity":
            wish["languages"] = ["ru"]  # The only one that reaches her.
        if document.name == "test-page":
            wish["window"] = "din-b"
        to = ["minister"] if document.needs_fax else []
        found = render(case, **wish, to=to, sender=sender(), date=DAY)
        return [(one.name, one.data) for one in found]

    found = all_made(loaded(hidden(visibility)))
    assert found == all_made(loaded(bare()))
    assert found
    assert not any(SIGN.lower() in data.decode().lower() for _, data in found)


def test_an_outcome_tells_neither() -> None:
    case = TWO_PEOPLE | {"status": [{"state": "released", "since": "2026-03-15"}]}
    secret = {"type": "tortured", "date": "2026-03-02", "place": SIGN, "visibility": "section"}
    with_it = case | {"events": [secret, *case["events"]]}
    assert text(with_it, document="outcome") == text(case, document="outcome")


@pytest.mark.parametrize("place", ["say.case.{}", "case.{}", "say.model.case.{}"])
@pytest.mark.parametrize("name", NOT_FOR_ALL)
def test_a_template_cannot_reach_it(place: str, name: str, own: Path) -> None:
    folder = own / "all"
    folder.mkdir()
    (folder / "document.yaml").write_text("{title: All, per: case, pages: 1, appeal: true, fits: [[12, 1.3, 1]]}")
    (folder / "all.txt").write_text(f"{{{{ {place.format(name)} }}}} {{{{ {place.format('requests')} }}}}")
    found = text(hidden(), document="all", templates=[own])
    assert SIGN not in found
    assert "visibility" in found


def test_whoever_makes_a_job_makes_it_of_what_is_public() -> None:
    case = loaded(hidden())
    job = Job(case, Templates().documents["letter"], language("en"), DAY)
    assert job.case.value.recipients == loaded(bare()).value.recipients  # type: ignore[union-attr]
    assert job.case.public() is job.case


def test_places_are_still_those_of_the_file() -> None:
    """What stands before them in the file and is left out must not move them."""
    case = loaded(hidden())
    public = case.public()
    assert public.value
    for name in NOT_FOR_ALL:
        for index, fact in enumerate(getattr(public.value, name)):
            line = public.span(name, index).line
            [there] = [number for number, other in enumerate(getattr(case.value, name)) if other == fact]
            assert line == case.span(name, there).line


def test_a_statement_names_no_source_that_is_not_for_the_public(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text(case_text(hidden()), "utf-8")
    statement = {
        "format": 1, "kind": "statement", "language": "en", "title": "T", "issued": "2026-03-10",
        "signatories": [{"name": "Example"}],
        "preamble": [{"text": "P", "sources": ["kin", "paper"]}],
        "countries": [{"country": "KG", "text": [{"text": "C", "sources": ["kin"]}],
                       "entries": [{"case": "case.yaml", "text": [{"text": "E", "sources": ["kin"]}]}]}],
        "sources": [{"id": "kin", "title": SIGN, "visibility": "section"}, {"id": "paper", "title": "The Paper"}],
    }  # fmt: skip
    path = tmp_path / "statement.yaml"
    path.write_text(case_text(statement), "utf-8")
    [found] = render(path, formats=["txt"], date=DAY)
    assert SIGN not in found.data.decode()
    assert "The Paper" in found.data.decode()


def test_a_recipient_who_is_not_for_the_public_is_not_known(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(hidden()), "utf-8")
    ran = run("render", path, "--to", "zmrzlina", "--date", DAY, "-f", "txt", "-o", tmp_path / "out")
    assert ran.code == 2
    assert "zmrzlina" not in ran.err.replace("no recipient `zmrzlina`", "")


# --- the gate sees it ------------------------------------------------------------------------------------------------


def refused(case: Any, day: datetime.date) -> list[Diagnostic]:
    """Why no letter may be made of a case on a day."""
    return list(judge(Templates().documents["letter"], [case], Days(day, day), Neighbours()).refused)


@pytest.mark.parametrize("visibility", KINDS)
def test_what_the_public_does_not_know_keeps_from_asking(visibility: str) -> None:
    died = {"state": "died", "since": "2026-03-12", "visibility": visibility, "note": SIGN, "source": "kin"}
    case = loaded(one(status=[{"state": "detained", "since": "2026-01"}, died], sources=[{"id": "kin", "title": SIGN}]))
    [found] = refused(case, DAY)
    assert (found.code, found.message, found.hint) == (
        "UA220",
        "no appeal may be made for this case any more",
        "ask the issuer",
    )
    assert found.span
    assert found.span.source == ""
    assert refused(case, datetime.date(2026, 3, 10)) == []
    assert not any(word in str(runner.errors(case, Days(DAY, DAY))) for word in ("died", SIGN))


def test_what_the_public_knows_keeps_from_asking_even_if_the_office_knows_more() -> None:
    freed, taken = {"state": "released", "since": "2026-03-12"}, {"state": "detained", "since": "2026-03-15"}
    assert [found.code for found in refused(loaded(one(status=[freed, taken])), DAY)] == []
    secret = loaded(one(status=[freed, taken | {"visibility": "section"}]))
    assert [found.code for found in refused(secret, DAY)] == ["UA220"]


def test_no_outcome_is_told_over_news_that_is_not_for_the_public() -> None:
    freed, died = {"state": "released", "since": "2026-03-12"}, {"state": "died", "since": "2026-03-15"}
    with pytest.raises(Problems) as refused:
        made(one(status=[freed, died | {"visibility": "private", "note": SIGN}]), "txt", document="outcome")
    assert [found.code for found in refused.value.diagnostics] == ["UA225"]
    assert "died" not in str(refused.value)


def test_a_source_that_is_not_for_the_public_is_not_named_in_a_refusal() -> None:
    died = {"state": "died", "since": "2026-03-12", "source": "kin"}
    case = one(status=[died], sources=[{"id": "kin", "title": SIGN, "visibility": "section"}])
    [found] = refused(loaded(case), DAY)
    assert found.message == "Bolot Muster has died (2026-03-12)"


# --- messages do not repeat it ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["block", "flow", "json"])
def test_no_message_repeats_it(form: str, run: Run, tmp_path: Path) -> None:
    case = hidden() | {
        "status": [*hidden()["status"], {"state": "at-risk", "since": "2026-03-11", "people": ["nobody"]}]
    }
    case["events"][0] |= {"people": [SIGN.lower()], "confiscation": True}
    path = tmp_path / "case.yaml"
    path.write_text(WRITTEN[form](case), "utf-8")
    for arguments in (
        ["validate", path, "--date", DAY],
        ["validate", path, "--public", "--output-format", "json"],
        ["render", path, "--date", DAY, "-o", tmp_path / "out", "-f", "txt"],
        ["list", path],
        ["translate", path, "-l", "ky", "--date", DAY],
    ):
        ran = run(*arguments)
        assert SIGN.lower() not in (ran.text + ran.err).lower().replace(str(tmp_path), ""), arguments


DETAINED = {"state": "detained", "since": "2026-01-05"}
MOTHER = {"id": "mother-of-kim", "title": "A call"}
BROTHER = OFFICIAL | {"id": "brother", "name": "Bo Fig", "address": ["1 Lane"], "country": "KZ"}
IN_SECRET = {"visibility": "private"}
# By the code that finds it: a case, and what no message may say of it.
CONTRADICTIONS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "UA201": ({"sources": [MOTHER | IN_SECRET, {"id": "mother-of-kim", "title": "Paper"}]}, ["second entry"]),
    "UA202": (
        {"events": [{"type": "detained", "source": "nobody"}], "sources": [MOTHER | IN_SECRET]},
        ["mother-of", "nothing cites"],
    ),
    "UA240": (
        {"events": [{"type": "tortured", "date": "2026-03-02"} | IN_SECRET, {"type": "charged", "date": "2026-02-01"}]},
        ["tortured", "2026-03-02"],
    ),
    "UA250": ({"status": [DETAINED, {"state": "killed", "since": "2026-03-01"} | IN_SECRET]}, ["killed", "2026-03-01"]),
    "UA253": ({"status": [{"state": "killed", "since": "2026-01-01"} | IN_SECRET, DETAINED]}, ["died", "2026-01-01"]),
    "UA254": (
        {"status": [{"state": "at-risk", "since": "2026-02-01"} | IN_SECRET, DETAINED]},
        ["at-risk", "2026-02-01"],
    ),
    "UA274": ({"recipients": [OFFICIAL, BROTHER | IN_SECRET]}, ["Bo Fig"]),
    "UA275": ({"recipients": [OFFICIAL, BROTHER | IN_SECRET]}, ["`brother`", "in KZ", "but the case"]),
    "UA281": (
        {
            "recipients": [OFFICIAL, BROTHER | IN_SECRET | {"role": "copy"}],
            "requests": [{"ask": "fair-trial", "to": ["brother"]}, {"ask": "fair-trial"}],
        },
        ["brother"],
    ),
    "UA283": (
        {
            "status": [DETAINED, {"state": "died", "since": "2026-03-01"} | IN_SECRET],
            "requests": [{"ask": "release-unconditionally"}],
        },
        ["died", "Kim Sample is"],
    ),
    "UA288": ({"events": [{"type": "sentenced"} | IN_SECRET]}, ["sentence:", "no length", "convicted"]),
}


@pytest.mark.parametrize("form", ["block", "flow"])
@pytest.mark.parametrize("code", CONTRADICTIONS)
def test_no_rule_tells_it_at_another_place(code: str, form: str, run: Run, tmp_path: Path) -> None:
    fields, unsaid = CONTRADICTIONS[code]
    dates = [f"2026-0{month}-0{day}" for month in (1, 2, 3) for day in (1, 2)]
    elsewhere = ["killed", "died", "at-risk", "tortured", "sentenced", "mother-of-kim", "brother", "Bo Fig", *dates]
    path = tmp_path / "case.yaml"  # A word that is elsewhere, too, is not known for a secret by itself.
    path.write_text(WRITTEN[form](one(background=elsewhere) | fields), "utf-8")
    for written in ("text", "json"):
        ran = run("validate", path, "--date", DAY, "--output-format", written)
        assert code in ran.text
        assert not [word for word in unsaid if word.lower() in ran.text.lower()]


def test_what_the_public_may_know_is_told_as_ever() -> None:
    """Only what hangs on a secret is left out: the same mistake beside one is explained in full."""
    wrong = {
        "requests": [{"ask": "fair-trial", "to": ["brother", "nobody"]}, {"ask": "fair-trial"}],
        "events": [{"type": "detained", "source": "nobody"}],
    }
    secret = {
        "recipients": [BROTHER | IN_SECRET, OFFICIAL],
        "sources": [MOTHER | IN_SECRET, {"id": "ua", "title": "T"}],
    }
    found = [one for one in runner.check(loaded(one() | wrong | secret), DAY) if one.code == "UA202"]
    assert [(one.message, one.hint) for one in found] == [
        ("no recipient has the id `nobody`", "there are: official"),
        ("no source has the id `nobody`", "there are: ua"),
    ]


def test_a_line_that_names_it_is_not_quoted() -> None:
    events = [{"type": "detained", "source": "mother-of-kim"}, {"type": "charged", "source": "ua"}]
    requests = [{"ask": "fair-trial", "to": ["brother", "official"]}, {"text": SIGN, "to": ["brother"]}]
    secret = {
        "recipients": [BROTHER | IN_SECRET, OFFICIAL],
        "sources": [MOTHER | IN_SECRET, {"id": "ua", "title": "T"}],
    }
    case = loaded(one() | {"events": events, "requests": requests} | secret)
    quoted = [case.span("events", 0, "source"), case.span("requests", 0, "to", 0), case.span("requests", 1, "text")]
    assert [span.source for span in quoted] == ["", "", ""]
    assert case.span("requests", 0, "to", 1).source
    assert case.span("events", 1, "source").source


@pytest.mark.parametrize("written", ["text", "json", "sarif"])
@pytest.mark.parametrize(
    ("above", "beside"),
    [("", "UA252x"), ("", "UA273"), ("", f"UA273 -- {SIGN}"), ("", SIGN), (f"UA273 -- {SIGN}", ""), (SIGN, "")],
)
@pytest.mark.parametrize("entry", ["state: at-risk, visibility: private", "state: stopped"])
def test_a_comment_that_silences_nothing_repeats_nothing(
    entry: str, above: str, beside: str, written: str, run: Run, tmp_path: Path
) -> None:
    comments = [f" # ua-gen: ignore {words}" if words else "" for words in (above, beside)]
    line = f"  - {{{entry}, since: 2026-03-12, note: {SIGN} told us}}"
    path = tmp_path / "case.yaml"
    path.write_text(f"{case_text(SOMEBODY)}status:\n {comments[0]}\n{line}{comments[1]}\n", "utf-8")
    ran = run("validate", path, "--date", DAY, "--output-format", written)
    assert "UA018" in ran.text
    assert SIGN.lower() not in (ran.text + ran.err).lower()


def test_comments_within_what_is_not_for_the_public_are_not_quoted(run: Run, tmp_path: Path) -> None:
    secret = f"  # {SIGN}\n  - state: at-risk\n    # ua-gen: draft -- {SIGN}\n    visibility: private\n    # {SIGN}\n"
    path = tmp_path / "case.yaml"
    path.write_text(f"{case_text(SOMEBODY)}status:\n{secret}    since: 2026-03-12\n", "utf-8")
    ran = run("validate", path, "--date", DAY)
    assert "UA020" in ran.text
    assert SIGN.lower() not in (ran.text + ran.err).lower()


@pytest.mark.parametrize("spoil", ["stat: x", "state: [", "source: x"])
def test_nor_of_a_file_that_cannot_be_read(spoil: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(hidden()).replace("state: imprisoned", f"state: imprisoned\n  {spoil}"), "utf-8")
    ran = run("validate", path)
    assert ran.code == 1
    assert SIGN.lower() not in (ran.text + ran.err).lower()


@pytest.mark.parametrize(
    "line",
    [
        "- {type: detained, text: SIGN #1, visibility: private}",
        "- {type: detained, text: SIGN # 1, visibility: private}",
        "- {type: detained, text: 'SIGN # 1', visibility: private]",
        "- [SIGN, x} # state: stopped",
    ],
)
def test_what_only_seems_to_be_a_comment_may_be_a_field(line: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"{case_text(SOMEBODY)}events:\n  {line.replace('SIGN', SIGN)}\n", "utf-8")
    ran = run("validate", path)
    assert ran.code == 1
    assert SIGN.lower() not in (ran.text + ran.err).lower()


@pytest.mark.parametrize("key", ["visiblity", "Visibility", "visability", "visible"])
def test_nor_where_its_visibility_is_misspelt(key: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(f"{case_text(SOMEBODY)}events:\n  - {{type: detained, text: {SIGN}, {key}: private}}\n", "utf-8")
    ran = run("validate", path)
    assert "UA102" in ran.text
    assert SIGN.lower() not in (ran.text + ran.err).lower()


def test_comments_about_it_do_not_hide_the_lines_of_a_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(starter(DAY).replace("  kind: first", "\tkind: first"), "utf-8")
    said = run("validate", path).text
    assert "a tab where YAML wants spaces" in said
    assert "kind: first" in said


@pytest.mark.parametrize("encoding", ["latin-1", "cp1251", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("form", ["flow", "json"])
def test_nor_of_one_that_is_not_utf8(form: str, encoding: str, run: Run, tmp_path: Path) -> None:
    written = WRITTEN[form](hidden(case=SOMEBODY)).replace(SIGN, f"{SIGN}\u00a0").encode(encoding, "replace")
    path = tmp_path / "case.yaml"
    path.write_bytes(written)
    for arguments in (["validate", path], ["validate", path, "--output-format", "json"], ["list", tmp_path]):
        ran = run(*arguments)
        assert "UA002" in ran.text + ran.err or "UA011" in ran.text + ran.err
        assert SIGN.lower() not in (ran.text + ran.err).replace("\0", "").replace("\ufffd", "").lower()
    ran = run("render", path, "-o", tmp_path / "out")
    assert SIGN.lower() not in (ran.text + ran.err).replace("\0", "").replace("\ufffd", "").lower()


def test_what_is_not_for_the_public_needs_no_translation() -> None:
    case = loaded(hidden()).value
    assert case
    found = texts(case)
    assert not any(SIGN in given.text for given in found)
    assert next(given.at for given in found if given.field == "events.place") == ("events", 1, "place")


def test_of_a_misspelt_visibility_nothing_is_repeated_but_the_word(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(hidden("privat")), "utf-8")
    ran = run("validate", path)
    assert "`privat` is not a value of `status[1].visibility`" in ran.text
    assert SIGN.lower() not in ran.text.lower()


# --- validate --public -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NOT_FOR_ALL)
@pytest.mark.parametrize("visibility", KINDS)
def test_each_such_fact_keeps_a_file_from_being_published(name: str, visibility: str, run: Run, tmp_path: Path) -> None:
    case = FULL | {name: [FULL[name][0] | {"visibility": visibility}, *FULL[name][1:]]}
    path = tmp_path / "case.yaml"
    path.write_text(case_text(case), "utf-8")
    line = next(n for n, line in enumerate(case_text(case).splitlines(), 1) if line.endswith(visibility))
    assert "UA206" not in run("validate", path).text
    ran = run("validate", path, "--public", "--output-format", "concise")
    assert ran.code == 1
    assert next(found for found in ran.text.splitlines() if "UA206" in found).startswith(f"{path}:{line}:")
    path.write_text(case_text(FULL), "utf-8")
    assert "UA206" not in run("validate", path, "--public").text


def test_that_cannot_be_silenced(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    source = "sources:\n  # ua-gen: ignore UA206\n  - {id: a, title: T, visibility: private} # ua-gen: ignore UA206\n"
    path.write_text(case_text({k: v for k, v in SOMEBODY.items() if k != "sources"}) + source, "utf-8")
    ran = run("validate", path, "--public", "--exit-zero")
    assert "error[UA206]" in ran.text
    assert run("validate", path, "--public", "--ignore", "UA206").code == 2
    assert "error[UA206]" in run("validate", path, "--public", "--ignore", "UA2").text


# --- superseded ------------------------------------------------------------------------------------------------------


def test_what_is_superseded_is_told_nowhere_and_counts_for_nothing() -> None:
    wrong = {"state": "died", "since": "2026-03-12", "superseded": True}
    case = one(
        status=[{"state": "detained", "since": "2026-01-05"}, wrong],
        events=[
            {"type": "died", "date": "2026-03-12", "place": SIGN, "superseded": True},
            {"type": "detained", "date": "2026-01-05"},
        ],
    )
    without = one(status=case["status"][:1], events=case["events"][1:])
    for document in ("letter", "urgent-action", "urgent-action-classic", "petition", "group-letter"):
        assert text(case, document=document) == text(without, document=document)
    assert refused(loaded(case), DAY) == []
    later = {"state": "imprisoned", "since": "2026-03-15"}
    assert not [
        f for f in runner.check(loaded(one(status=[*case["status"], later])), DAY) if f.code in ("UA253", "UA254")
    ]


def test_a_stop_that_is_superseded_stops_nothing() -> None:
    stop = {"state": "stopped", "since": "2026-03-12"}
    assert [found.code for found in refused(loaded(one(status=[stop])), DAY)] == ["UA221"]
    assert refused(loaded(one(status=[stop | {"superseded": True}])), DAY) == []


def test_a_superseded_source_is_to_be_cited_no_more() -> None:
    old = {"id": "old", "title": "Old", "superseded": True}
    event = {"type": "detained", "date": "2026-01-05", "source": "old"}

    def found(**more: Any) -> list[str]:
        case = loaded(one(events=[event | more], sources=[old]))
        return [diagnostic.code for diagnostic in runner.check(case, DAY) if diagnostic.code in ("UA207", "UA286")]

    assert found() == ["UA207"]
    assert found(superseded=True) == []


# --- ids, wherever they are named ------------------------------------------------------------------------------------

CONTACT = (
    "- {id: hidden-contact, post: official, office: Zed Bureau, name: Qamar Zed, country: KG, visibility: private}\n"
)
WITH_CONTACT = case_text(TWO_PEOPLE).replace("recipients:\n", f"recipients:\n{CONTACT}", 1)


def asking(request: str, text: str = WITH_CONTACT) -> str:
    return f"{text}requests:\n- {{{request}}}\n" if "requests:\n" not in text else text.replace(
        "requests:\n", f"requests:\n- {{{request}}}\n", 1
    )  # fmt: skip


NAMING_IT = {
    "beside a mistake": asking("ask: fair-trials, to: [hidden-contact]"),
    "in a field that is none": asking("ask: fair-trial, too: [hidden-contact]"),
    "with a slip": asking("ask: fair-trial, to: [hidden-contcat]"),
    "in other letters": asking("ask: fair-trial, to: [Hidden-Contact, nobody]"),
    "as a text": asking("ask: fair-trial, to: 'hidden-contact, minister'"),
    "as a field": asking("ask: fair-trial, to: {hidden-contact: x}"),
    "as the name of a field": WITH_CONTACT + "hidden-contact: 1\n",
    "in a comment": asking("ask: fair-trials").replace("fair-trials}", "fair-trials} # not for hidden-contact"),
    "in an event": WITH_CONTACT.replace("events:\n", "events:\n- {type: detain, by: hidden-contact}\n", 1),
    "as an anchor": asking("ask: fair-trial, to: [&hidden-contact x]"),
    "as an alias": asking("ask: fair-trial, to: [*hidden-contact]"),
    "as a tag": asking("ask: fair-trial, to: [!hidden-contact x]"),
    "twice": asking("ask: fair-trial, to: {hidden-contact: 1, hidden-contact: 2}"),
    "in braces": asking("ask: fair-trial, to: {hidden-contact, minister}"),
    "a bracket left open": asking("ask: fair-trial, to: [hidden-contact").replace("hidden-contact}", "hidden-contact"),
    "and a misspelt mark": asking("ask: fair-trial, to: [hidden-contact").replace("visibility", "Visiblity"),
    "at a wrong place": f"{case_text(TWO_PEOPLE)}recipientz: {{hidden-contact: {{visibility: private}}}}",
    "in a list": "[{id: hidden-contact, visibility: private}, {name: hidden-contact}]\n",
    "in a second document": f"{WITH_CONTACT}---\nhidden-contact: 1\n",
    "in a question": f"{WITH_CONTACT}# ua-gen: draft -- ask hidden-contact\n",
    "in a cut text": asking("ask: fair-trial, text: call hidden-contact #1, to: [hidden-contact]"),
}


@pytest.mark.parametrize("name", NAMING_IT)
def test_no_message_in_any_form_has_the_id_of_what_is_not_for_the_public(name: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(NAMING_IT[name], "utf-8")
    wanted = [["validate", path, "--date", DAY, "--output-format", form] for form in validate.FORMATS]
    wanted += [["list", path, "--json"], ["redact", path, "-o", "-"], ["translate", path, "-l", "ky", "--date", DAY]]
    wanted += [
        ["update", path, "--stop", "--date", DAY, "-o", "-"],
        ["render", path, "--date", DAY, "-o", tmp_path / "o"],
    ]
    assert run(*wanted[0]).code == 1
    for arguments in wanted:
        ran = run(*arguments)
        said = (ran.text + ran.err).lower()
        assert [word for word in ("hidden-cont", "zed", "qamar") if word in said] == [], arguments
    assert not [found for found in tmp_path.rglob("*") if "hidden" in found.name]


def test_a_text_in_vietnamese_is_no_mark() -> None:
    case = loaded(MINIMAL | {"title": {"en": "A title", "vi": "Tên"}})
    assert case.secret is None
    assert case.span("title", "vi").source


# --- who helped with a case ------------------------------------------------------------------------------------------


def helped(tmp_path: Path, credit: str = "Photo: her sister", **more: Any) -> Path:
    """A case with a photograph in a folder of its own, full of what a camera writes."""
    folder = tmp_path / "own"
    folder.mkdir()
    exif = Image.Exif()
    exif[0x010F] = SIGN
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", SIGN)
    picture = Image.new("RGB", (40, 50), "red")
    picture.save(folder / "face.jpg", exif=exif, comment=SIGN.encode())
    picture.save(folder / "face.png", pnginfo=notes)
    photograph = {"file": "face.jpg", "alt": "A face", "credit": credit, "permission": f"{SIGN}, her sister"}
    other = photograph | {"file": "face.png", "credit": "Agence Exemple"}
    people = [MINIMAL["people"][0] | {"photograph": photograph}, {"id": "b", "name": "Bo", "photograph": other}]
    translations = {"ru": {"by": f"Ms {SIGN}", "reviewed": False}}
    path = folder / "case.yaml"
    path.write_text(case_text(MINIMAL | {"people": people, "translations": translations} | more), "utf-8")
    return path


def test_the_copy_names_nobody_who_helped_and_its_pictures_are_cleared(run: Run, tmp_path: Path) -> None:
    old = {"type": "detained", "date": "2026-01-02", "place": SIGN, "superseded": True, "source": "old"}
    sources = [{"id": "old", "title": SIGN, "superseded": True}]
    path = helped(tmp_path, events=[old], sources=sources)
    before = [
        found.split(" ")[1]
        for found in run("validate", path, "--public", "--output-format", "concise").text.splitlines()
    ]
    assert [
        before.count(f"{how}:") + before.count(how) for how in ("error[UA276]", "error[UA277]", "warning[UA277]")
    ] == [2, 5, 1]
    (tmp_path / "out").mkdir()
    copy = tmp_path / "out" / "case.yaml"
    ran = run("redact", path, "-o", copy)
    assert (ran.code, SIGN in ran.err) == (0, False)
    for place, word in (
        ("people.0.photograph.permission", "on file"),
        ("people.0.photograph.credit", "Private"),
        ("people.1.photograph.permission", "on file"),
        ("translations.ru.by", "not named"),
    ):
        assert f"{place} says `{word}` there" in ran.err
    assert "people.1.photograph.credit" not in ran.err
    assert {found.name for found in copy.parent.iterdir()} == {"case.yaml", "face-public.jpg", "face-public.png"}
    for found in copy.parent.iterdir():
        assert SIGN.encode() not in found.read_bytes()
    said = run("validate", copy, "--public").text
    assert not [code for code in ("UA206", "UA276", "UA277", "UA205") if code in said]
    assert "Agence Exemple" in copy.read_text("utf-8")


def test_no_picture_is_overwritten(run: Run, tmp_path: Path) -> None:
    path = helped(tmp_path)
    (path.parent / "face-public.png").write_bytes(b"mine")
    ran = run("redact", path)
    assert (ran.code, "face-public.png exists already" in ran.err) == (2, True)
    assert {found.name for found in path.parent.iterdir()} == {"case.yaml", "face.jpg", "face.png", "face-public.png"}
    assert (path.parent / "face-public.png").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("credit", "names"),
    [
        ("Agence Exemple", False),
        ("Private", False),
        ("© Example Rights Centre", False),
        ("Grandstand Pictures", False),
        ("Photo: the family", True),
        ("Foto: Bruder des Häftlings", True),
        ("фото сестры", True),
        ("© Muster family archive", True),
        ("由家人提供", True),
        ("Gulmira Samplova", True),
        ("photo de sa mère", True),
    ],
)
def test_credits_that_name_the_family_are_known(credit: str, names: bool) -> None:
    photograph = {"file": "a.png", "alt": "A face", "credit": credit, "permission": "on file"}
    people = [{"id": "a", "name": "Kim Samplov", "photograph": photograph}]
    case = loaded(MINIMAL | {"people": people})
    assert case.value
    assert bool(list(named_beside(case, case.value))) == names


def test_a_stop_says_nothing_that_the_public_may_not_know(run: Run, tmp_path: Path) -> None:
    status = [{"state": "detained", "since": "2026-01-05", "note": SIGN, "place": SIGN, "source": "kin"}]
    path = tmp_path / "case.yaml"
    path.write_text(f"# {SIGN}\n{case_text(hidden(case=TWO_PEOPLE | {'status': status}))}# {SIGN}\n", "utf-8")
    ran = run("update", path, "--stop", "--date", DAY)
    assert ran.code == 0, ran.err
    stop = (tmp_path / "case-stop.yaml").read_text("utf-8")
    assert SIGN.lower() not in stop.lower()
    assert "state: stopped" in stop
    assert "UA2" not in run("validate", tmp_path / "case-stop.yaml", "--public", "--select", "UA206,UA276,UA277").text


# --- the public copy -------------------------------------------------------------------------------------------------


def copied(source: str, name: str = "specimen.yaml") -> Loaded[Any]:
    case = read_case_text(source, name)
    assert case.value is not None, case.diagnostics
    return redact(case, case.value, name)


def remarked(source: str) -> str:
    """A text with a comment above and beside each line, and below, where it has no blocks of text."""
    lines = [re.sub(r"^(\s*)(.*)$", rf"\1# {SIGN} above\n\1\2 # {SIGN} beside", line) for line in source.splitlines()]
    return "\n".join([*lines, f"# {SIGN} below", ""])


def flow(case: dict[str, Any]) -> str:
    """Each fact in one line, in brackets."""
    plain = json.loads(json.dumps(case))  # No part of it twice.
    return yaml.safe_dump(plain, allow_unicode=True, default_flow_style=None, width=10_000)


WRITTEN = {
    "block": case_text,
    "flow": flow,
    "json": lambda case: json.dumps(case, ensure_ascii=False),
    "json-lines": lambda case: json.dumps(case, ensure_ascii=False, indent=1),
    "remarks": lambda case: remarked(case_text(case)),
    "remarks-crlf": lambda case: remarked(case_text(case)).replace("\n", "\r\n"),
    "flow-remarks": lambda case: remarked(flow(case)),
    "json-remarks": lambda case: remarked(json.dumps(case, ensure_ascii=False, indent=1)),
}


def nobody_named(case: dict[str, Any]) -> dict[str, Any]:
    """The case with nobody named who helped with it: those have no part in the documents."""
    translations = {tag: entry | {"by": "not named"} for tag, entry in case.get("translations", {}).items()}
    return case | ({"translations": translations} if translations else {})


WHOLE = {"two": TWO_PEOPLE, "somebody": SOMEBODY, "letter": FULL}


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITTEN)
@pytest.mark.parametrize("name", WHOLE)
def test_the_public_copy_makes_the_same_documents(name: str, form: str) -> None:
    case = hidden(case=nobody_named(WHOLE[name]))
    if "remarks" in form:
        case.pop("letter", None)  # Its lines would take the remarks for their own.
    text = WRITTEN[form](case)
    copy = copied(text)
    assert SIGN.lower() not in copy.text.lower()
    assert copy.value
    assert list(secrets(copy)) == []
    assert "#" not in copy.text
    assert copy.public().value == copy.value
    original = read_case_text(text, "specimen.yaml")
    assert copy.value == original.public().value

    def documents(source: Loaded[Any]) -> list[tuple[str, bytes]]:
        wanted = [document.name for document in CASES if not document.tells_outcome and not document.needs_fax]
        wanted = [document for document in wanted if source.value.embassies or document != "embassy-copy"]
        wanted = [document for document in wanted if document not in ("test-page", "solidarity")]
        found = render(source, documents=wanted, formats=["txt", "html"], languages=["en"], date=DAY)
        if source.value.solidarity:
            found += render(source, documents=["solidarity"], formats=["txt", "html"], languages=["ru"], date=DAY)
        return [(one.name, one.data) for one in found]

    assert documents(copy) == documents(original)


def test_of_pages_too(tmp_path: Path) -> None:
    source = ASKAROV.read_text("utf-8")
    secret = f"sources:\n  - {{id: kin, title: {SIGN}, visibility: private}}\n"
    assert "\nsources:\n" in source
    source = source.replace("\nsources:\n", f"\n{secret}", 1)
    original, copy = read_case_text(source, "kg-askarov.yaml"), copied(source, "kg-askarov.yaml")
    assert SIGN not in copy.text
    both = [render(case, formats=["pdf"], languages=["en"], date=ASKAROV_DAY)[0].data for case in (original, copy)]
    assert both[0] == both[1]


def test_a_case_without_secrets_loses_only_its_comments() -> None:
    source = ASKAROV.read_text("utf-8")
    copy = copied(source, "kg-askarov.yaml")
    original = read_case(ASKAROV).value
    assert original
    assert copy.value.model_copy(update={"translations": original.translations}) == original
    lost = [line for line in source.splitlines() if line not in copy.text.splitlines()]
    assert all("#" in line or "{by: " in line for line in lost if line.strip())


def test_comments_that_ua_gen_reads_stay_without_their_reasons() -> None:
    source = (
        f"# yaml-language-server: $schema=s.json\n# {SIGN}\n"
        + case_text(SOMEBODY)
        + f"status:\n  # ua-gen: ignore UA202, UA251 -- {SIGN}\n"
        + f"  - {{state: detained, since: 2026-01-05}} # ua-gen: ignore UA252 {SIGN}\n"
        + f"  # ua-gen: ignore UA254 -- {SIGN}\n"
        + "  - {state: imprisoned, since: 2026-01-05, visibility: private}\n"
    )
    assert [line for line in copied(source).text.splitlines() if "#" in line] == [
        "  # ua-gen: ignore UA202, UA251",
        "  - {state: detained, since: 2026-01-05} # ua-gen: ignore UA252",
    ]


@pytest.mark.parametrize(
    "head",
    [
        "# yaml-language-server: $schema=https://zmrzlina@example.org/case.json\n",
        "# yaml-language-server: $schema=/home/zmrzlina/case.json\n",
        "%TAG ! tag:zmrzlina@example.org,2026:\n---\n",
        "# zmrzlina\n%YAML 1.1\n%TAG !z! tag:zmrzlina,2026: # zmrzlina\n---\n",
    ],
)
def test_no_address_of_a_schema_or_of_tags_stays(head: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(head + case_text(MINIMAL), "utf-8")
    ran = run("validate", path, "--public", "--output-format", "concise")
    line = 2 if head.startswith("# zmrzlina") else 1
    assert [found for found in ran.text.splitlines() if f"case.yaml:{line}:1" in found and "UA277" in found]
    copy = copied(head + case_text(MINIMAL)).text
    assert SIGN.lower() not in copy.lower()
    assert copy.removeprefix("---\n") == case_text(MINIMAL)


def test_blocks_of_text_keep_their_number_signs() -> None:
    block = f"background:\n  - |- # {SIGN}\n    # is not a remark\n\n    nor # is this\n # {SIGN}\npeople:"
    source = case_text(MINIMAL).replace("summary:\n", f"summary: # {SIGN}\n").replace("people:", block)
    copy = copied(source)
    assert SIGN not in copy.text
    assert copy.value.background[0].root["en"] == "# is not a remark\n\nnor # is this"


def test_a_case_that_is_closed_in_secret_has_no_public_copy() -> None:
    died = {"state": "died", "since": "2026-03-12", "visibility": "private", "note": SIGN}
    with pytest.raises(Problems) as refused:
        copied(case_text(one(status=[{"state": "detained", "since": "2026-01"}, died])))
    [found] = refused.value.diagnostics
    assert found.code == "UA023"
    assert SIGN not in str(found)
    assert "died" not in str(found)


@pytest.mark.parametrize("visibility", KINDS)
@pytest.mark.parametrize(
    "event",
    [
        {"type": "released", "date": "2026-03-12"},
        {"type": "died"},
        {"type": "acquitted", "date": "2026-03-12", "people": ["nobody"]},
    ],
)
def test_nor_has_one_that_an_event_closes_in_secret(event: dict[str, Any], visibility: str) -> None:
    case = one(status=[{"state": "detained", "since": "2026-01"}], events=[event | {"visibility": visibility}])
    with pytest.raises(Problems) as refused:
        copied(case_text(case))
    [found] = refused.value.diagnostics
    assert (found.code, "an event" in found.message) == ("UA023", True)
    assert event["type"] not in str(found)
    again = [{"state": "detained", "since": "2026-03-20"}]
    if "date" in event and "people" not in event:
        assert copied(case_text(case | {"status": again})), "somebody was taken again"


def test_no_copy_is_made_beside_a_stop(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(TWO_PEOPLE), "utf-8")
    stop = TWO_PEOPLE["action"] | {"kind": "stop", "sequence": 9}
    (tmp_path / "stop.yaml").write_text(case_text(TWO_PEOPLE | {"action": stop}), "utf-8")
    ran = run("redact", path)
    assert (ran.code, "UA221" in ran.err) == (1, True)
    assert not (tmp_path / "case-public.yaml").exists()
    assert run("redact", tmp_path / "stop.yaml").code == 0, "the stop itself is there to be published"
    (tmp_path / "stop-public.yaml").unlink()
    (tmp_path / "stop.yaml").write_text(case_text(TWO_PEOPLE | {"action": stop | {"kind": "outcome"}}), "utf-8")
    ran = run("redact", path)
    assert (ran.code, "warning[UA229]" in ran.err) == (0, True)


def test_the_copy_does_not_tell_why_an_action_was_stopped() -> None:
    stop = {"state": "stopped", "since": "2026-03-12", "note": SIGN, "place": SIGN, "source": "kin"}
    copy = copied(case_text(one(status=[stop], sources=[{"id": "kin", "title": SIGN}, {"id": "b", "title": "B"}])))
    assert SIGN not in copy.text
    assert [found.code for found in refused(copy, DAY)] == ["UA221"]


def test_the_command(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("case.yaml").write_text(case_text(hidden()), "utf-8")
    Path("ua-gen.toml").write_text('output = "letters"\n', "utf-8")
    ran = run("--config", "ua-gen.toml", "redact", "case.yaml")
    assert (ran.code, ran.out) == (0, b"")
    assert "case-public.yaml" in ran.err
    assert "comments" in ran.err
    copy = Path("case-public.yaml").read_bytes()
    assert run("redact", "case.yaml", "-o", "-").out == copy
    again = run("redact", "case.yaml")
    assert again.code == 2
    assert Path("case-public.yaml").read_bytes() == copy
    assert "UA206" not in run("validate", "--public", "case-public.yaml").text
    assert run("redact", "nothing.yaml").code == 1
    assert run("redact", "case.yaml", "-o", ".").code == 2


def test_of_a_case_with_errors_there_is_no_copy(run: Run, tmp_path: Path) -> None:
    """What names somebody with a slip is no name of theirs, and would stay in the copy."""
    path = tmp_path / "case.yaml"
    path.write_text(asking("text: She must be freed, to: [hidden-contcat, minister]"), "utf-8")
    for output in ("-", tmp_path / "copy.yaml"):
        ran = run("redact", path, "-o", output)
        assert (ran.code, ran.out) == (1, b"")
        assert "UA202" in ran.err
    assert [found.name for found in tmp_path.iterdir()] == ["case.yaml"]


def test_the_languages_of_a_case_are_those_of_whom_the_public_knows(run: Run, tmp_path: Path) -> None:
    both = []
    for name, case in (("all", hidden()), ("public", bare())):
        path = tmp_path / f"{name}.yaml"
        path.write_text(case_text(case), "utf-8")
        ran = run("languages", path)
        assert ran.code == 0
        both.append(ran.text)
    assert both[0] == both[1]
    assert "ValueError" not in both[0]


@pytest.mark.parametrize("form", ["block", "flow"])
def test_a_stop_does_not_tell_of_which_file_it_was_drafted(form: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "letter-of-her-sister.yaml"
    path.write_text(WRITTEN[form](MINIMAL), "utf-8")
    said = run("update", path, "--stop", "--date", DAY, "-o", "-").text
    assert "state: stopped" in said
    assert not [word for word in ("sister", "ua-gen update", "drafted") if word in said]
