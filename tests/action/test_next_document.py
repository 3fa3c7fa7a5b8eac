"""`ua-gen update`: what is carried on, what is asked for, and that nothing of the file is spoiled on the way."""

import copy
import datetime
import difflib
import json
import random
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import Golden, Run
from helpers.specimen import ASKAROV, DAY, FULL, MINIMAL, ROOT, SOMEBODY, TWO_PEOPLE, case_text

from ua_gen.action.next_document import Kind, draft
from ua_gen.casefile.editor import Editor
from ua_gen.casefile.loading import Loaded, read_case, read_case_text
from ua_gen.clock import Days
from ua_gen.diagnostics import Misuse, Problems
from ua_gen.lint import runner

KINDS: tuple[Kind, ...] = ("update", "outcome", "stop")
NEXT = datetime.date(2010, 10, 20)
MARK = re.compile(r"[ \t]*# ua-gen: draft[^\r\n]*\r?\n?")
COMMENT = re.compile(r"# c\d+")

# What else can be in a case, for its parts that the specimens lack.
MORE: dict[str, Any] = TWO_PEOPLE | {
    "action": FULL["action"] | {"previous": "EX 01/001/2026", "deadline": "2026-05-01"},
    "petition": {"return_by": "2026-04-20"},
    "letter": FULL["letter"],
    "events": [
        *FULL["events"],
        {"type": "charged", "date": "2026-03-02", "background": "false", "source": "statement"},
    ],
}
# Of the first document of a series that has neither numbers nor indexes.
FIRST: dict[str, Any] = SOMEBODY | {"action": MINIMAL["action"] | {"previous": "an earlier one"}, "events": []}
CASES = {"minimal": MINIMAL, "first": FIRST, "full": FULL, "more": MORE}


def drafted(text: str, kind: Kind = "update", day: datetime.date = DAY, name: str = "case.yaml") -> Loaded[Any]:
    """The draft after a case given as text. The case must be sound."""
    loaded = read_case_text(text, name)
    assert loaded.value is not None, loaded.diagnostics
    return draft(loaded, loaded.value, kind, day, "next.yaml")


def refusal(text: str, kind: Kind = "update", day: datetime.date = DAY) -> str:
    with pytest.raises(Problems) as raised:
        drafted(text, kind, day)
    [found] = raised.value.diagnostics
    return f"{found.span}: {found.code}"


def as_read(text: str) -> Any:
    loaded = read_case_text(text, "any.yaml")
    assert loaded.root is not None, loaded.diagnostics
    return _stripped(loaded.root.plain())


def _stripped(value: Any) -> Any:
    """The end of a block of text is no part of what it says."""
    if isinstance(value, dict):
        return {key: _stripped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_stripped(item) for item in value]
    return value.rstrip() if isinstance(value, str) else value


def carried_on(old: Any, kind: Kind, day: datetime.date = DAY) -> Any:
    """What the next document's case must say, worked out from the data and not from the text."""
    new = copy.deepcopy(old)
    action = new["action"]
    usual = datetime.timedelta(days=42)
    action |= {"kind": kind, "sequence": str(int(action.get("sequence", 1)) + 1), "issued": day.isoformat()}
    agreed = action.pop("deadline", None)
    was_usual = str(datetime.date.fromisoformat(old["action"]["issued"]) + usual)
    if kind == "update" and agreed not in (None, was_usual):
        action["deadline"] = str(day + usual)
    action.pop("previous", None)
    if "index" in action:
        action["previous"] = action.pop("index")
    if kind == "update":
        for event in new.get("events", []):
            event["background"] = "true"
    if kind == "stop":
        new["status"] = [*new.get("status", []), {"state": "stopped", "since": day.isoformat()}]
    return new


def answered(found: Loaded[Any]) -> Loaded[Any]:
    """The draft after its author has deleted the questions."""
    return read_case_text(MARK.sub("", found.text), found.name)


def check(text: str, kind: Kind) -> Loaded[Any]:
    """What must be true of every draft."""
    found = drafted(text, kind)
    assert as_read(found.text) == carried_on(as_read(text), kind)
    assert sorted(COMMENT.findall(found.text)) == sorted(COMMENT.findall(text))
    assert {one.code for one in found.diagnostics} <= {"UA020"}
    assert (found.value is None) == (kind != "stop") == bool(found.diagnostics)
    done = answered(found)
    assert done.value is not None, done.diagnostics
    assert runner.errors(done, Days(DAY, DAY)) == ()
    return found


# --- any way of writing YAML -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", CASES)
def test_in_blocks(name: str, kind: Kind) -> None:
    check(case_text(CASES[name]), kind)


@pytest.mark.parametrize("kind", ["outcome", "stop"])
def test_after_an_end_the_requests_that_are_kept_do_no_harm(kind: Kind) -> None:
    ended = {"status": [{"state": "released", "since": "2026-03-15"}], "requests": [{"ask": "release-unconditionally"}]}
    check(case_text(MINIMAL | ended), kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", CASES)
def test_in_brackets(name: str, kind: Kind) -> None:
    text = yaml.safe_dump(json.loads(json.dumps(CASES[name])), default_flow_style=True, allow_unicode=True, width=90)
    check(text, kind)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("name", CASES)
def test_in_json(name: str, indent: int | None, kind: Kind) -> None:
    text = json.dumps(json.loads(json.dumps(CASES[name]), parse_int=str), indent=indent)
    found = check(text, kind)
    without_comments = re.sub("(?m)^#.*\n", "", found.text)
    json.loads(without_comments)  # And it stays JSON.


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", CASES)
def test_with_the_line_ends_of_windows(name: str, kind: Kind) -> None:
    found = check(case_text(CASES[name]).replace("\n", "\r\n"), kind)
    assert not re.search("(?<!\r)\n|\r(?!\n)", found.text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", CASES)
def test_without_an_end_of_the_last_line(name: str, kind: Kind) -> None:
    check(case_text(CASES[name]).rstrip("\n"), kind)


class Scribe:
    """Writes data as YAML, each part in another of the ways that YAML has, with comments wherever one can stand."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.comments = 0

    def written(self, data: Mapping[str, Any]) -> str:
        column = self.chance.choice((0, 0, 0, 2))
        head = self.chance.choice(("", "---\n", "# yaml-language-server: $schema=x.json\n", self.comment() + "\n\n"))
        return f"{head}{self.block(data, column)}"

    def comment(self) -> str:
        self.comments += 1
        return f"# c{self.comments}"

    def beside(self) -> str:
        return f"  {self.comment()}" if self.chance.random() < 0.2 else ""

    def above(self, column: int) -> str:
        kind = self.chance.random()
        return f"{' ' * column}{self.comment()}\n" if kind < 0.1 else "\n" if kind < 0.2 else ""

    def block(self, data: Any, column: int) -> str:
        space = " " * column
        lines = []
        if isinstance(data, Mapping):
            for name, value in data.items():
                key = self.word(name)
                lines.append(self.above(column))
                if self.chance.random() < 0.1:
                    lines.append(f"{space}? {key}{self.beside()}\n{space}:{self.value(value, column)}")
                else:
                    lines.append(f"{space}{key}:{self.value(value, column)}")
        else:
            for item in data:
                lines.append(self.above(column))
                if isinstance(item, Mapping) and self.chance.random() < 0.6:
                    # Its first line stands beside the hyphen.
                    inside = self.block(item, column + 2)
                    above, first = re.match(r"((?:\s*#.*\n|\s*\n)*)([\s\S]*)", inside).groups()  # type: ignore[union-attr]
                    lines.append(above + space + "- " + first[column + 2 :])
                else:
                    lines.append(f"{space}-{self.value(item, column + 1)}")
        return "".join(lines)

    def value(self, data: Any, column: int) -> str:
        if isinstance(data, Mapping | list):
            if not data or self.chance.random() < 0.35:
                return f" {self.flow(data, column + 2)}{self.beside()}\n"
            return f"{self.beside()}\n{self.block(data, column + self.chance.choice((1, 2, 4)))}"
        text = str(data).lower() if isinstance(data, bool) else str(data)
        if self.chance.random() < 0.15:
            style = self.chance.choice(("|", "|+", ">") if " " in text else ("|-", ">-"))  # A word has no line end.
            inside = "\n".join(f"{' ' * (column + 3)}{line}".rstrip() for line in text.split("\n"))
            return f" {style}{self.beside()}\n{inside}\n{self.chance.choice(('', chr(10)))}"
        return f" {self.word(text)}{self.beside()}\n"

    def flow(self, data: Any, column: int) -> str:
        if not isinstance(data, Mapping | list):
            return self.word(str(data).lower() if isinstance(data, bool) else str(data), flow=True)
        parts = (
            [f"{self.word(name, flow=True)}: {self.flow(value, column)}" for name, value in data.items()]
            if isinstance(data, Mapping)
            else [self.flow(item, column) for item in data]
        )
        gap = self.chance.choice((", ", ", ", " , ", f",\n{' ' * column}", f", {self.comment()}\n{' ' * column}"))
        end = self.chance.choice(("", "", " ", ",", f"\n{' ' * column}", f" {self.comment()}\n{' ' * column}"))
        begin, finish = "{}" if isinstance(data, Mapping) else "[]"
        return f"{begin}{gap.join(parts)}{end if parts else ''}{finish}"

    def word(self, text: str, flow: bool = False) -> str:
        style = self.chance.random()
        if style < 0.15 or "\n" in text:
            return json.dumps(text, ensure_ascii=False)
        if style < 0.3 or not re.fullmatch(r"[\w/.+@-][\w/.+@ -]*", text):
            return "'" + text.replace("'", "''") + "'"
        return text


@pytest.mark.parametrize("seed", range(60))
def test_in_whatever_mixture(seed: int) -> None:
    """Comments stay, too: the scribe numbers those that it writes."""
    text = Scribe(seed).written([MORE, FULL, MINIMAL, FIRST][seed % 4])
    for kind in KINDS:
        check(text, kind)


# --- what a draft looks like -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_drafts_after_the_example(kind: Kind, golden: Golden) -> None:
    """As lines that differ: all others stay, to the letter."""
    old = read_case(ASKAROV, "kg-askarov.yaml")
    assert old.value is not None
    new = draft(old, old.value, kind, NEXT, "next.yaml")
    lines = difflib.unified_diff(old.text.splitlines(), new.text.splitlines(), "kg-askarov.yaml", kind, "", "", 1, "")
    golden.holds(f"update/kg-askarov-{kind}.diff", "\n".join(lines) + "\n")


def test_no_other_drafts_are_kept(golden: Golden) -> None:
    golden.holds_only("update", [f"kg-askarov-{kind}.diff" for kind in KINDS])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", sorted(ASKAROV.parent.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_case_of_the_repository_can_go_on(path: Path, kind: Kind) -> None:
    old = read_case(path)
    if old.value is None or old.value.action.kind in ("outcome", "stop"):
        pytest.skip("nothing follows it")
    day = old.value.action.issued + datetime.timedelta(days=14)
    done = answered(draft(old, old.value, kind, day, str(path.with_name("next.yaml"))))
    assert done.value is not None, done.diagnostics
    assert runner.errors(done, Days(day, datetime.date(2026, 12, 31))) == ()


HEAD = """\
format: 1
language: en
country: KG
title: Reader held
summary: A reader is held.
"""
PEOPLE = "people: [{id: reader, name: Kim Sample, gender: female}]\n"
ISSUED = "  issued: 2026-03-10\n  issuer: X Y"
ACTION = "action: {issued: 2026-03-10, issuer: Example Committee}\n"


def changed(text: str, kind: Kind = "update") -> list[str]:
    """The lines that a draft of a case has and the case had not, without its questions and its head."""
    lines = MARK.sub("", check(text, kind).text).splitlines()
    return [line for line in lines if line not in text.splitlines() and not re.match("# (Document|Each|no) ", line)]


@pytest.mark.parametrize(
    ("action", "lines"),
    [
        (
            "action: {issued: 2026-03-10, issuer: X Y}",
            ["action: {issued: DAY, kind: update, sequence: 2, issuer: X Y}"],
        ),
        (
            'action: {"issued":"2026-03-10","issuer":"X Y"}',
            ['action: {"issued":"DAY", "kind": "update", "sequence": 2,"issuer":"X Y"}'],
        ),
        (
            "action:\n  issued: 2026-03-10 # c1\n  issuer: X Y",
            ["  issued: DAY # c1", "  kind: update", "  sequence: 2"],
        ),
        (
            "action:\n  index: A 1 # c1\n" + ISSUED,
            ["  # index:", "  previous: A 1 # c1", "  issued: DAY", "  kind: update", "  sequence: 2"],
        ),
        (
            'action:\n  "index": "A: 1"\n  previous: \'A 0\' # c1\n  issued: 2026-03-10\n  issuer: X Y',
            ["  # index:", "  previous: 'A: 1' # c1", "  issued: DAY", "  kind: update", "  sequence: 2"],
        ),
        (
            'action:\n  index: "A: 1 #"\n  previous: A 0\n  issued: 2026-03-10\n  issuer: X Y',
            ["  # index:", '  previous: "A: 1 #"', "  issued: DAY", "  kind: update", "  sequence: 2"],
        ),
        (
            "action:\n  kind: first # c1\n  sequence: 1\n  deadline: 2026-04-21 # c2\n" + ISSUED,
            ["  kind: update # c1", "  sequence: 2", "  # c2", "  issued: DAY"],
        ),
        (
            "action:\n  kind: first\n  sequence: 1\n  deadline: 2026-04-22 # c2\n" + ISSUED,
            ["  kind: update", "  sequence: 2", "  deadline: 2026-05-01 # c2", "  issued: DAY"],
        ),
        (
            "action: {issued: 2026-03-10,\n  issuer: X Y, # c1\n  deadline: 2026-04-21 ,}",
            ["action: {issued: DAY, kind: update, sequence: 2,", "  }"],
        ),
        (
            "action:\n  index: A 1\n  previous: # c1\n" + ISSUED,
            ["  # index:", "  previous: A 1 # c1", "  issued: DAY", "  kind: update", "  sequence: 2"],
        ),
        (
            "action:\n  deadline: 2026-04-21  # ua-gen: ignore UA243\n" + ISSUED,
            ["  issued: DAY", "  kind: update", "  sequence: 2"],
        ),
        (
            "? action\n: number: 7/26\n" + ISSUED,
            ["  kind: update", "  sequence: 2", "  issued: DAY"],
        ),
        (
            "? action\n: index: A 1\n  issued: 2026-03-10\n  issuer: X Y\n  previous: A 0",
            ["# index:", ": issued: DAY", "  kind: update", "  sequence: 2", "  previous: A 1"],
        ),
    ],
)
def test_the_action_is_carried_on(action: str, lines: list[str]) -> None:
    text = f"{HEAD}{action}\n{PEOPLE}"
    asked = ["# status:", f"#   - {{state: , since: , as_of: {DAY}, source: }}"]
    asked += ["# events:", "#   - {type: , date: , place: , source: }"]
    assert [line for line in changed(text) if line not in asked] == [line.replace("DAY", str(DAY)) for line in lines]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- {type: detained, date: 2026-01-05}", "- {type: detained, date: 2026-01-05, background: true}"),
        ("- {type: detained, source: s} # c1", "- {type: detained, background: true, source: s} # c1"),
        ('- {"type":"detained"}', '- {"type":"detained", "background": true}'),
        ("- {type: detained,}", "- {type: detained, background: true,}"),
        ("- {type: detained, background: false}", "- {type: detained, background: true}"),
        ("- type: detained", "- type: detained\n  background: true"),
        ("- type: detained\n  # c1\n  source: s", "- type: detained\n  background: true\n  # c1\n  source: s"),
        ("-   text: |\n      so\n\n      it is", "-   text: |\n      so\n\n      it is\n    background: true"),
        ("-\n  ? type\n  : detained", "-\n  ? type\n  : detained\n  background: true"),
        ("- text: so\n    it is # c1\n  # c2", "- text: so\n    it is # c1\n  background: true"),
        (
            "- text: so\n  charges:\n  - theft\n  - arson",
            "- text: so\n  charges:\n  - theft\n  - arson\n  background: true",
        ),
    ],
)
def test_what_has_been_told_becomes_background(old: str, new: str) -> None:
    sources = "sources: [{id: s, title: T}]\n"
    text = HEAD + ACTION + PEOPLE + sources + f"events:\n{old}\n"
    assert f"events:\n{new}\n" in MARK.sub("", check(text, "update").text)


def test_what_is_background_already_stays() -> None:
    text = HEAD + ACTION + PEOPLE + "events:\n- {type: detained, background: true}\n"
    assert "- {type: detained, background: true}\n" in check(text, "update").text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "action: {ACTION}\nstatus:\n  - {state: stopped, since: DAY}\n"),
        ("status: []\n", "status: [{state: stopped, since: DAY}]\n"),
        (
            "status: [{state: detained, since: 2026}]\n",
            "status: [{state: detained, since: 2026}, {state: stopped, since: DAY}]\n",
        ),
        (
            "status:\n- state: detained\n  since: 2026 # c1\n# c2\n",
            "status:\n- state: detained\n  since: 2026 # c1\n- {state: stopped, since: DAY}\n# c2\n",
        ),
    ],
)
def test_a_stop_says_so_in_the_status_and_gives_no_reason(old: str, new: str) -> None:
    action = f"issued: {DAY}, kind: stop, sequence: 2, issuer: Example Committee"
    found = check(HEAD + ACTION + old + PEOPLE, "stop")
    assert new.replace("DAY", str(DAY)).replace("ACTION", action) in found.text
    assert "draft --" not in found.text


def questions(found: Loaded[Any]) -> list[str]:
    return [one.message.removeprefix("this is a draft: ") for one in found.diagnostics]


def test_an_update_asks_for_everything_that_may_have_changed() -> None:
    always = ["title and summary", "state today", "has happened"]
    sometimes = ["index", "to be asked", "in office", "letter", "return_by"]
    asked = " ".join(questions(check(case_text(MORE), "update")))
    for part in always + sometimes:
        assert part in asked
    asked = " ".join(questions(check(case_text(MINIMAL), "update")))
    assert [part for part in always + sometimes if part in asked] == always


def test_after_an_end_an_update_asks_what_can_still_be_asked() -> None:
    data = MINIMAL | {"status": [{"state": "released", "since": "2026-03-15"}]}
    assert "`released` since 2026-03-15" in " ".join(questions(drafted(case_text(data))))
    assert "--outcome" not in " ".join(questions(drafted(case_text(data), day=datetime.date(2026, 3, 12))))
    justice = MINIMAL | {"status": [{"state": "died", "since": "2026-01"}], "requests": [{"ask": "investigate-death"}]}
    assert "--outcome" not in " ".join(questions(check(case_text(justice), "update")))
    one_of_two = TWO_PEOPLE | {"status": [{"state": "released", "since": "2026-03-15", "people": ["aida"]}]}
    assert "--outcome" not in " ".join(questions(drafted(case_text(one_of_two))))


def test_an_outcome_asks_how_it_ended_unless_the_case_says_so() -> None:
    assert len(questions(check(case_text(MINIMAL), "outcome"))) == 2
    known = MINIMAL | {"status": [{"state": "released", "since": "2026-03-15"}]}
    assert len(questions(check(case_text(known), "outcome"))) == 1
    told = known | {"outcome": {"text": ["She is free."]}}
    assert questions(check(case_text(told), "outcome")) == ["is this all that can be told of how it ended?"]


def filled_in(text: str, *answers: tuple[str, str]) -> Loaded[Any]:
    """A draft without its questions, the comment signs of its forms taken away, and some of its gaps filled."""
    text = re.sub(r"(?m)^( *)# (?=(  )*(-|\w+:)( |$))", r"\1", MARK.sub("", text))
    for old, new in answers:
        assert old in text
        text = text.replace(old, new, 1)
    return read_case_text(text, "x.yaml")


def test_a_form_of_an_update_that_is_not_filled_in_is_an_error() -> None:
    text = drafted(case_text(MINIMAL)).text
    empty = filled_in(text)
    assert [one.message for one in empty.diagnostics] == ["`status[0].state` is empty", "`status[0].since` is empty"]
    half = filled_in(text, ("{state: , since: ,", "{state: detained, since: 2026-03-11,"))
    assert half.value is not None
    assert [one.code for one in runner.errors(half, Days(DAY, DAY))] == ["UA203"]
    whole = filled_in(text, ("{state: , since: ,", "{state: detained, since: 2026-03-11,"), ("type: ", "type: charged"))
    assert runner.errors(whole, Days(DAY, DAY)) == ()


def test_a_form_of_an_outcome_that_is_not_filled_in_is_an_error() -> None:
    text = drafted(case_text(MINIMAL), "outcome").text
    empty = {one.message for one in filled_in(text).diagnostics}
    assert {"`status[0].state` is empty", "`outcome.quotation.text` is empty"} <= empty
    whole = filled_in(
        text,
        ("{state: , since: ,", "{state: released, since: 2026-03-11,"),
        ("    -\n", "    - She is free.\n"),
        ("number: ", "number: 7"),
        ("{text: , by: ", "{text: Thank you., by: Kim"),
    )
    assert whole.value is not None, whole.diagnostics
    assert runner.errors(whole, Days(DAY, DAY)) == ()
    assert whole.value.outcome.actions[0].number == 7


# --- what is refused -------------------------------------------------------------------------------------------------


def of_kind(kind: str, **more: Any) -> str:
    return case_text(MINIMAL | {"action": MINIMAL["action"] | {"kind": kind}} | more)


def test_nothing_follows_an_end() -> None:
    stopped = [{"state": "detained", "since": "2026-01-01"}, {"state": "stopped", "since": "2026-03-15"}]
    assert refusal(of_kind("outcome")) == "case.yaml:32:9: UA022"
    assert refusal(of_kind("stop")) == "case.yaml:32:9: UA022"
    assert refusal(of_kind("update", status=stopped), "stop").endswith("UA022")
    assert refusal(case_text(MINIMAL | {"action": MINIMAL["action"] | {"sequence": 99}})).endswith("UA022")
    drafted(of_kind("update", status=stopped), day=datetime.date(2026, 3, 14))


def test_of_several_people_some_may_be_left_out() -> None:
    status = [{"state": "stopped", "since": "2026-03-15", "people": ["aida"]}]
    drafted(case_text(TWO_PEOPLE | {"status": status}))


def test_a_day_before_the_last_document_is_refused() -> None:
    with pytest.raises(Misuse, match="issued on 2026-03-10"):
        drafted(case_text(MINIMAL), day=datetime.date(2026, 3, 9))
    drafted(case_text(MINIMAL), day=datetime.date(2026, 3, 10))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{HEAD}action:\n  ? # c1\n    index\n  : A 1\n{ISSUED}\n{PEOPLE}", "case.yaml:8:5"),
        (HEAD + ACTION + PEOPLE + "events: [type: detained]\n", "case.yaml:8:10"),
    ],
)
def test_what_cannot_be_changed_safely_is_refused_at_its_place(text: str, place: str) -> None:
    assert refusal(text) == f"{place}: UA021"


def test_a_text_that_would_not_say_what_it_should_is_not_given() -> None:
    """Whatever way of writing nobody thought of: the new text is read again."""
    loaded = read_case_text(f"# c2 c\n{HEAD}{ACTION}{PEOPLE}", "case.yaml")
    assert loaded.root is not None

    def editor() -> Editor:
        assert loaded.root is not None
        return Editor(loaded.root, loaded.text, loaded.name)

    other, overlapping, broken = editor(), editor(), editor()
    other.data["people"][0]["gender"] = "male"
    overlapping.changes += [(0, 3, ""), (2, 6, "# c")]
    broken.changes.append((0, 0, "\t: ["))
    assert editor().result() == loaded.text
    for edit, place in ((other, "8:49"), (overlapping, "2:1"), (broken, "2:1")):
        with pytest.raises(Problems, match=rf"^case.yaml:{place}: error\[UA021\]"):
            edit.result()


# --- drafts are no cases yet -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("# ua-gen: draft", ["UA020:6:1-16"]),
        ("  #ua-gen:draft  ", ["UA020:6:3-16"]),
        ("invented: true # ua-gen: draft -- is she?", ["UA020:6:16-42"]),
        ("# ua-gen: drafted", []),
        ("# ua-gen: draft-horse", []),
        ("letter: so# ua-gen:draft", []),
        ("letter: '# ua-gen: draft'", []),
        ("letter: |\n  # ua-gen: draft", []),
        ("letter: |\n  so\n# ua-gen: draft", ["UA020:8:1-16"]),
        ("? '# ua-gen: draft'\n: 1", ["UA102:6:3-20"]),
    ],
)
def test_a_comment_makes_a_case_a_draft(line: str, found: list[str]) -> None:
    loaded = read_case_text(f"{HEAD}{line}\n{ACTION}{PEOPLE}", "x.yaml")
    assert (loaded.value is None) == bool(found)
    spans = [(one.code, one.span) for one in loaded.diagnostics]
    assert [f"{code}:{at.line}:{at.column}-{at.end_column}" for code, at in spans if at] == found


@pytest.mark.parametrize("more", [[], ["--outcome"], ["--stop"]])
def test_a_stopped_action_does_not_go_on(more: list[str], run: Run, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text(case_text(MINIMAL), "utf-8")
    assert run("update", path, "--stop", "--date", DAY, "-o", tmp_path / "halt.yaml").code == 0
    ran = run("update", path, *more, "--date", DAY)
    assert ran.code == 1
    assert "error[UA221]: this action has been stopped: see halt.yaml" in ran.err
    assert sorted(each.name for each in tmp_path.iterdir()) == ["case.yaml", "halt.yaml"]


@pytest.mark.parametrize("command", ["redact", "update", "translate", "languages"])
@pytest.mark.parametrize("kind", ["statement", "press-release"])
def test_a_publication_is_no_case(kind: str, command: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "publication.yaml"
    example = {"statement": "joint-statement-2010", "press-release": "press-release-askarov-2016"}[kind]
    path.write_text((ROOT / "cases" / f"{example}.yaml").read_text("utf-8"), "utf-8")
    ran = run(command, path, *(["-l", "ru"] if command == "translate" else []))
    assert ran.code == 1
    assert f"error[UA217]: this is a {kind}, not a case" in ran.err
    assert "not a case`" not in ran.err


@pytest.mark.parametrize("command", ["render", "validate", "translate", "update"])
def test_no_command_takes_a_draft_for_a_case(command: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_text(drafted(case_text(SOMEBODY)).text, "utf-8")
    ran = run(command, path, *(["-l", "ru"] if command == "translate" else []))
    assert ran.code == 1
    assert "error[UA020]: this is a draft: what is the state today?" in ran.err + ran.text


# --- the command -----------------------------------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("case.yaml").write_text(case_text(MORE), "utf-8")
    return tmp_path


ON = ("--date", str(DAY))


@pytest.mark.parametrize(
    ("name", "flags", "written"),
    [
        ("a.yaml", [], "a-4.yaml"),
        ("a-3.yaml", [], "a-4.yaml"),
        ("a-13.yml", [], "a-13-4.yml"),
        ("-3.yaml", [], "-3-4.yaml"),
        ("b/a.yaml", ["--outcome"], "b/a-outcome.yaml"),
        ("b/a-3.yaml", ["--stop"], "b/a-stop.yaml"),
        ("a.yaml", ["-o", "c/d.yaml"], "c/d.yaml"),
    ],
)
def test_a_new_file_is_written_and_the_case_is_not_touched(
    name: str, flags: list[str], written: str, run: Run, here: Path
) -> None:
    Path("b").mkdir()
    text = Path("case.yaml").read_bytes().replace(b"\n", b"\r\n")
    Path("case.yaml").unlink()
    Path(name).write_bytes(text)
    ran = run("update", *ON, *flags, "--", name)
    assert (ran.code, ran.out) == (0, b"")
    assert {path.relative_to(here).as_posix() for path in here.rglob("*.y*ml")} == {name, written}
    assert Path(name).read_bytes() == text
    new = Path(written).read_bytes()
    assert new.count(b"\n") == new.count(b"\r\n")
    assert ("--stop" in flags) == (new.count(b"\n") <= text.count(b"\n"))  # It has nothing but what it needs.
    assert ran.err.startswith(f"wrote {written}")


def test_the_questions_are_told_with_their_lines(run: Run, here: Path) -> None:
    ran = run("update", "case.yaml", *ON)
    wrote, *told = ran.err.splitlines()
    lines = Path("case-4.yaml").read_text("utf-8").splitlines()
    asked = [f"  case-4.yaml:{n}: {line.split(' -- ')[1]}" for n, line in enumerate(lines, 1) if "draft --" in line]
    assert told == asked
    assert len(told) == 8
    assert wrote == "wrote case-4.yaml; answer each of these there, then delete its comment:"
    stopped = "wrote case-stop.yaml\n  from now on nothing is made of case.yaml\n"
    assert run("update", "case.yaml", "--stop", *ON).err == stopped


def test_the_draft_can_be_written_to_standard_output(run: Run, here: Path) -> None:
    ran = run("update", "case.yaml", *ON, "-o", "-")
    assert ran.err == ""
    assert ran.text == drafted(case_text(MORE)).text
    assert [path.name for path in here.iterdir()] == ["case.yaml"]


def test_nothing_is_overwritten(run: Run, here: Path) -> None:
    Path("case-4.yaml").write_text("mine", "utf-8")
    Path("link.yaml").symlink_to("nowhere.yaml")
    Path("folder").mkdir()
    for flags in ([], ["-o", "case.yaml"], ["-o", "link.yaml"], ["-o", "folder"]):
        ran = run("update", "case.yaml", *ON, *flags)
        assert ran.code == 2
        assert "exists already" in ran.err or "is a folder" in ran.err
    assert Path("case-4.yaml").read_text("utf-8") == "mine"
    assert Path("case.yaml").read_text("utf-8") == case_text(MORE)


def test_the_folder_for_letters_is_not_meant(run: Run, here: Path) -> None:
    Path("ua-gen.toml").write_text('output = "letters"\n', "utf-8")
    assert run("--config", "ua-gen.toml", "update", "case.yaml", *ON).code == 0
    assert Path("case-4.yaml").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["case.yaml", "--outcome", "--stop"], 2, "not by both"),
        (["case.yaml", "--date", "2026-03-09"], 2, "was issued on 2026-03-10"),
        (["nothing.yaml"], 1, "UA001"),
        (["broken.yaml"], 1, "UA202"),
        (["other.yaml"], 1, "UA019"),
    ],
)
def test_what_goes_wrong_is_said(arguments: list[str], code: int, said: str, run: Run, here: Path) -> None:
    Path("broken.yaml").write_text(case_text(FULL).replace("id: statement", "id: another"), "utf-8")
    Path("other.yaml").write_text("# ua-gen: not a case\na: 1\n", "utf-8")
    ran = run("update", *ON, *arguments)
    assert ran.code == code
    assert said in ran.err
    assert len(list(here.glob("*.yaml"))) == 3


def test_a_stop_says_what_is_stopped_by_it(run: Run, tmp_path: Path) -> None:
    for name, number in (("case", "7/26"), ("again", "UA 7/26"), ("another", "8/26")):
        case = SOMEBODY | {"action": SOMEBODY["action"] | {"number": number}}
        (tmp_path / f"{name}.yaml").write_text(case_text(case), "utf-8")
    ran = run("update", tmp_path / "case.yaml", "--stop", "--date", "2026-03-15")
    assert ran.code == 0
    files = f"{tmp_path / 'again.yaml'}, {tmp_path / 'case.yaml'}"
    assert f"from now on nothing is made of {files}\n" in ran.err
    (tmp_path / "elsewhere").mkdir()
    ran = run(
        "update", tmp_path / "another.yaml", "--stop", "--date", "2026-03-15", "-o", tmp_path / "elsewhere/s.yaml"
    )
    assert f"it does not hold for {tmp_path / 'another.yaml'}" in ran.err
    assert "nothing is made of" not in ran.err
