"""What may close an action and cannot be read for certain: names, numbers, copies, files; and what is none of it."""

import datetime
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from helpers.related import ACTION, NEW, OLD, changed, found, put, unnumbered
from helpers.specimen import DAY, MINIMAL, OFFICIAL, ROOT, SOMEBODY, case_text

from ua_gen import Problems, load, render
from ua_gen.action.related import Neighbours, names, numbers
from ua_gen.action.related.folder import glance
from ua_gen.action.related.likeness import Action
from ua_gen.batch.config import RunConfig
from ua_gen.batch.plan import Subset, plan_run
from ua_gen.batch.senders.compact import PackedRows
from ua_gen.batch.senders.result import Listed
from ua_gen.casefile.loading import Loaded, read_case, read_case_text
from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.model import Sender

STOP = changed({"kind": "stop"})


def named(case: dict[str, Any], id_: str, **name: str) -> dict[str, Any]:
    """A case without a number for somebody. A name with underscores is in a script: `tg_Cyrl`."""
    texts = {tag.replace("_", "-"): text for tag, text in name.items()}
    return unnumbered(case) | {"people": [{"id": id_, "name": {"en": "Kim", **texts} | texts}]}


ALIKE = [
    ("Nargiz Orozbaeva", "Orozbaeva Nargiz"),
    ("Nargiz Orozbaeva", "OROZBAEVA, Nargiz"),
    ("Pat O'Hara", "Pat O’Hara"),
    ("Pat O'Hara", "Pat OʻHara"),
    ("Pat O'Hara", "Pat OHara"),
    ("Pat O'Hara", "Hara, Pat O"),
    ("Anne-Marie Tessier", "Anne Marie Tessier"),
    ("Anne-Marie Tessier", "Annemarie Tessier"),
    ("Anne\u2010Marie Tessier", "TESSIER Anne-Marie"),
    ("Željko Đurić", "Zeljko Duric"),
    ("Nargiz Orozbaeva", "Наргиз Орозбаева"),
    ("Nargiz Orozbayeva", "Орозбаева Наргиз Талантовна"),
    ("Djumabek Tsoy", "Жумабек Цой"),
    ("Xurshid Baxtiyorov", "Хуршид Бахтиёров"),
    ("Khurshid Bakhtiyorov", "Xurshid Baxtiyorov"),
    ("Yusuf Aliev", "Iusuf Aliyev"),
    ("Mohammad Rezaei", "محمد رضایی"),
    ("Fatemeh Ahmadi", "فاطمه احمدی"),
    ("Nargiz Orozbaeva", "N. Orozbaeva"),
    ("Nargiz Orozbaeva", "Nargiz Orozbajeva"),
    ("Nargiz Talantovna Orozbaeva", "Nargiz Talantovna Bekova"),
    ("Ibrahim al-Sayed", "Ibrahim Al Sayed"),
    ("Aung Zaw", "Aungzaw"),
    ("Suharti", "Suharti Wibowo"),
]
UNLIKE = [
    ("Nargiz Orozbaeva", "Talant Orozbaev"),
    ("Nargiz Orozbaeva", "Nargiz Bekova"),
    ("Ali bin Salem", "Umar bin Khalid"),
    ("Zhang Wei", "Zhang Li"),
    ("محمد رضایی", "علی احمدی"),
    ("Nargiz Orozbaeva", "Kim Sample"),
    ("Abd al-Rahman Nasser", "Abd al-Karim Fares"),
]


def stopped(path: Path) -> list[str]:
    return [found.code for found in Neighbours().stopped(read_case(path))]


def may_be(one: str, other: str) -> bool:
    return any(names.alike(a, b) for a in names.forms(one) for b in names.forms(other))


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_person_is_known_by_any_spelling(one: str, other: str, tmp_path: Path) -> None:
    for first, second in ((one, other), (other, one)):
        old, stop = named(OLD, "a", en=first, ru="Кто"), named(STOP, "b", en=second, ru="Некто")
        [code] = stopped(put(tmp_path, old=old, stop=stop))
        assert code in ("UA221", "UA249")
        assert "UA221" not in stopped(put(tmp_path, old=old, stop=stop | {"country": "KZ"}))


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_others_are_others(one: str, other: str, tmp_path: Path) -> None:
    for first, second in ((one, other), (other, one)):
        old, stop = named(OLD, "a", en=first, ru="Кто"), named(STOP, "b", en=second, ru="Некто")
        assert stopped(put(tmp_path, old=old, stop=stop)) == []


def test_every_name_of_the_file_counts_and_those_found_elsewhere(tmp_path: Path) -> None:
    old = named(OLD, "a", en="Kim Sample", ru="Наргиз Орозбаева")
    assert found(put(tmp_path, old=old, stop=named(STOP, "b", en="N. Orozbayeva", ru="Некто"))) == ["UA249"]
    stop = named(STOP, "b", en="Bo Other", ru="Бо Другой")
    assert found(put(tmp_path, old=old, stop=stop)) == []
    stop["people"][0]["also_known_as"] = ["Orozbaeva Nargis"]
    assert found(put(tmp_path, old=old, stop=stop)) == ["UA249"]
    stop["people"][0]["also_known_as"] = ["Kim"]
    assert found(put(tmp_path, old=old, stop=stop)) == [], "a nickname is no part of a name"


def test_the_message_names_the_file_and_says_how_to_tell_the_actions_apart(tmp_path: Path, run: Run) -> None:
    path = put(tmp_path, old=named(OLD, "a", en="Pat Lee", ru="Кто"), stop=named(STOP, "b", en="Pat A. Lee", ru="Он"))
    ran = run("render", path, "--date", DAY, "-f", "txt", "-o", tmp_path / "out")
    assert ran.code == 1
    assert f"{path}:" in ran.err
    assert "stop.yaml stops what may be this action: it may be for the same person" in ran.err
    assert "give each a `number` of its own, or move one into a folder of its own" in ran.err
    assert not (tmp_path / "out").exists()
    apart = named(OLD, "a", en="Pat Lee", ru="Кто")
    stop = named(STOP, "b", en="Pat A. Lee", ru="Он")
    for case, number in ((apart, "7/26"), (stop, "31/26")):
        case["action"] = case["action"] | {"number": number}
    assert found(put(tmp_path, old=apart, stop=stop)) == []
    stop["action"] = stop["action"] | {"number": "UA 26-7"}
    assert found(put(tmp_path, old=apart, stop=stop | {"people": [{"id": "c", "name": "Bo"}]})) == ["UA221"], (
        "no way out"
    )


def spelled(serial: int, year: int, chance: random.Random) -> str:
    """A number in one of the ways in which people write one."""
    between = chance.choice(
        ["/", " / ", "-", "\u2013", ".", "_", " of ", "\u29f5", "\uff0f", "\u2215", " (20", "\\", ", "]
    )
    first, last = chance.choice([(serial, year), (year, serial)]) if between != " (20" else (serial, year)
    written = [f"{each:0{chance.choice([1, 2, 3])}}" for each in (first, last)]
    if between == " (20":
        written[1] = f"{year:02})"
    elif chance.random() < 0.3:
        written = ["20" + f"{year:02}" if int(each) == year else each for each in written]
    text = between.join(written)
    for digits in chance.choice([(), ("٠١٢٣٤٥٦٧٨٩",), ("۰۱۲۳۴۵۶۷۸۹",), ("０１２３４５６７８９",)]):
        text = text.translate(str.maketrans("0123456789", digits))
    return chance.choice(["", "UA ", "UA", "No. ", "Urgent Action "]) + text + chance.choice(["", " Update 1", "."])


def test_numbers_and_names_are_found_however_they_are_written(tmp_path: Path) -> None:
    """The glance at a file must not know fewer spellings than the comparison."""
    chance = random.Random(26)
    for _ in range(400):
        serial, year = chance.randrange(1, 400), chance.randrange(10, 30)
        text = spelled(serial, year, chance)
        assert numbers.agree(numbers.number(text), numbers.number(f"{serial}/{year}")), text
        case = read(OLD | {"action": ACTION | {"number": f"{serial}/{year}"}})
        clues = glance(case_text(changed({"kind": "stop", "number": text}, people=[{"id": "b", "name": "Bo"}])))
        assert clues is not None
        assert Action.of(case).clues & clues, text
    for one, other in ALIKE:
        for _ in range(5):
            words = other.replace(",", "").split()
            chance.shuffle(words)
            turned = chance.choice([str.upper, str.lower, str.title])(" ".join(words))
            # What is written in one word is found by what it sounds like as a whole, and in its order only.
            assert may_be(one, turned) or (" " in one and len(words) == 1) or one.startswith("Pat O"), (one, turned)
    for one, other in [*ALIKE, *UNLIKE]:
        clues = glance(case_text(named(STOP, "b", en=other, ru="Он")))
        shared = Action.of(read(named(OLD, "a", en=one, ru="Кто"))).clues & (clues or set())
        assert shared or not may_be(one, other), (one, other)


def read(case: dict[str, Any]) -> Any:
    loaded = read_case_text(case_text(case), "case.yaml")
    assert loaded.value, loaded.diagnostics
    return loaded.value


def test_a_glance_goes_no_deeper_than_a_case_may() -> None:
    """What is nested without end would take it minutes."""
    text = case_text(named(STOP, "b", en="Bo", ru="Он"))
    assert glance(f"{text}x: {'[' * 20}{']' * 20}\n")
    assert glance(f"{text}x: {'[' * 24}{']' * 24}\n") is None


def test_a_glance_has_all_that_the_case_is_known_by() -> None:
    for path in sorted((ROOT / "cases").glob("*.yaml")):
        loaded = load_or_none(path)
        if loaded:
            clues = glance(path.read_text("utf-8"))
            assert clues is not None
            assert Action.of(loaded.value).clues <= clues


def load_or_none(path: Path) -> Any:
    try:
        return load(path)
    except Problems:
        return None


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("stop", '"\\x73top"'),
        lambda text: text.replace("action:", '"\\x61ction":'),
        lambda text: text.replace("number:", '? "num\\\n  ber"\n  :'),
        lambda text: "# a remark\n--- # begins\n" + text,
        lambda text: text.replace("Kim Sample", '"K\\u0069m Sample"'),
    ],
)  # fmt: skip
def test_yaml_hides_nothing(change: Any, tmp_path: Path) -> None:
    for stop in (STOP, unnumbered(STOP)):
        text = change(case_text(stop).replace("'", ""))
        assert "UA221" in found(put(tmp_path, stop=text)) or "UA228" in found(put(tmp_path, stop=text))


GIVEN = "Aida Bakyt Cholpon Daniyar Erkin Farida Gulnara Hamid Ilyas Jamila Kanat Leyla Murat Nazira Olim Parviz"
FAMILY = (
    "Abdyraev Bekova Chynov Dosmatov Ergashev Fayzullin Gafurov Husanov Ismailov Kerimova Latipov Mamatov Nazarov "
    "Orozov Petrov Rakhimov Saidov Tursunov Umarov Valiev Yunusov Zakirov Orlov Popov Smirnova Egorov Bolat Suleimenov "
    "Toktogulova Wang Xidoyatov Haydarov"
)


@pytest.mark.slow
def test_five_hundred_actions_in_a_folder_are_none_of_each_others_business(tmp_path: Path) -> None:
    """Half of them have ended, or were stopped; the numbers follow each other."""
    chance = random.Random(7)
    people = chance.sample([f"{given} {family}" for given in GIVEN.split() for family in FAMILY.split()], 500)
    for number, name in enumerate(people):
        kind = ("first", "stop", "update", "outcome")[number % 4]
        action = MINIMAL["action"] | {"number": f"{number + 1}/26", "kind": kind, "sequence": 1 + number % 3}
        who = {"id": f"p-{number}", "name": {"en": name}}
        case = SOMEBODY | {"action": action, "people": [who], "country": chance.choice(["KG", "KZ", "UZ", "TJ"])}
        case["recipients"] = [OFFICIAL | {"country": case["country"]}]
        (tmp_path / f"{number}.yaml").write_text(case_text(case), "utf-8")
    neighbours = Neighbours()
    for path in sorted(tmp_path.iterdir()):
        loaded = read_case(path)
        assert neighbours.stopped(loaded) == [], path
        assert neighbours.closed_elsewhere(loaded, DAY) == []
        assert neighbours.newer(loaded, DAY) == []
        assert neighbours.unclear(loaded) == []


def test_the_cases_that_come_with_it_are_none_of_each_others_business() -> None:
    neighbours = Neighbours()
    cases = [case for path in sorted((ROOT / "cases").glob("*.yaml")) if (case := load_or_none(path))]
    assert len(cases) > 10
    for loaded in cases:
        assert (
            neighbours.stopped(loaded) + neighbours.closed_elsewhere(loaded, DAY) + neighbours.newer(loaded, DAY) == []
        )
        assert neighbours.unclear(loaded) == []


# Another file of the action that closes it


def closed(path: Path, day: datetime.date = DAY, today: datetime.date | None = None) -> list[str]:
    return [found.code for found in Neighbours().closed_elsewhere(read_case(path), day, today)]


def since(state: str, day: str) -> dict[str, str]:
    return {"state": state, "since": day}


HELD = [since("detained", "2026-03-01")]


@pytest.mark.parametrize("state", ["died", "released", "executed", "acquitted"])
def test_a_copy_that_says_that_it_is_over_closes(state: str, tmp_path: Path) -> None:
    path = put(tmp_path, old=OLD | {"status": HELD}, copy=OLD | {"status": [*HELD, since(state, "2026-03-12")]})
    [told] = Neighbours().closed_elsewhere(read_case(path), DAY)
    assert (told.code, told.is_error) == ("UA220", True)
    assert "copy.yaml, of the same action, says that nothing can be asked any more" in told.message
    assert state not in told.message
    assert told.span
    assert told.span.path == str(path)
    assert found(path) == ["UA220"]


def test_a_closing_copy_counts_by_its_days(tmp_path: Path) -> None:
    path = put(tmp_path, old=OLD | {"status": HELD}, copy=OLD | {"status": [*HELD, since("released", "2026-03-18")]})
    assert closed(path, datetime.date(2026, 3, 17), DAY) == [], "as of that day nothing was known"
    assert closed(path, datetime.date(2026, 3, 18), DAY) == ["UA220"]
    put(tmp_path, copy=OLD | {"status": [*HELD, since("released", "2027-03-18")]})
    assert closed(path, DAY, DAY) == ["UA220"], "a slip of the year"


def test_who_was_taken_again_is_appealed_for(tmp_path: Path) -> None:
    freed = OLD | {"status": [since("released", "2026-02")]}
    assert closed(put(tmp_path, old=OLD | {"status": [since("detained", "2026-03-01")]}, other=freed)) == []
    assert closed(put(tmp_path, old=OLD | {"status": [since("detained", "2026-02-10")]}, other=freed)) == ["UA220"]
    died = OLD | {"status": [since("died", "2026-02")]}
    assert closed(put(tmp_path, old=OLD | {"status": HELD}, other=died)) == ["UA220"], "but not who had died"


def test_a_death_is_known_whatever_the_number(tmp_path: Path) -> None:
    """Somebody may have two actions: of the other, that person's death counts, and a slip in the number of its end."""
    for number, state, codes in (
        ("31/26", "died", ["UA249"]), ("31/26", "released", []), ("8/26", "killed", ["UA249"]), ("8/26", "released", [])
    ):  # fmt: skip
        other = changed({"number": number}, status=[since(state, "2026-03-12")])
        path = put(tmp_path, old=OLD | {"status": HELD}, other=other)
        assert closed(path) == codes, (number, state)
        assert closed(put(tmp_path, other=other | {"people": [{"id": "b", "name": "Bo Other"}]})) == []
    put(tmp_path, other=changed({"number": "31/26", "kind": "stop"}))
    assert found(path) == []
    both = [*OLD["people"], {"id": "b", "name": {"en": "Bo Other", "ru": "Бо Другой"}}]
    dead = [since("died", "2026-03-12") | {"people": ["b"]}]
    assert closed(put(tmp_path, other=changed({"number": "31/26"}, people=both, status=dead))) == [], "of somebody else"


def test_an_outcome_closes_whenever_it_was_issued(tmp_path: Path) -> None:
    for day, sequence in (("2026-03-12", 3), ("2026-03-09", 1), ("2026-04-01", 2)):
        outcome = changed({"kind": "outcome", "issued": day, "sequence": sequence})
        assert closed(put(tmp_path, other=outcome)) == ["UA229"]
    assert closed(tmp_path / "old.yaml", DAY, datetime.date(2026, 5, 1)) == [], "on that day it had not been issued"
    past = unnumbered(changed({"kind": "outcome"}), issued="2025-04-01")
    assert closed(put(tmp_path, old=unnumbered(OLD), other=past)) == [], "of an action of last year"


def test_copies_that_say_the_same_are_no_trouble(tmp_path: Path, run: Run) -> None:
    path = put(tmp_path, copy=OLD, other="# A remark.\n" + case_text(OLD | {"title": "Another title"}))
    assert Neighbours().unclear(read_case(path)) == []
    assert closed(path) == []
    put(tmp_path, other=OLD | {"status": HELD, "requests": [{"ask": "fair-trial"}]})
    [told] = Neighbours().unread(read_case(path))
    assert (told.code, told.severity) == ("UA249", Severity.WARNING)
    assert told.message == "other.yaml is the same document, but differs in its status, requests"
    assert found(path) == []
    assert "warning[UA249]" in run("render", path, "--date", DAY, "-f", "txt", "-o", tmp_path / "out").err


def test_a_drafted_stop_is_no_stop_yet_but_keeps_from_writing(tmp_path: Path) -> None:
    draft = "# ua-gen: draft -- why?\n"
    assert found(put(tmp_path, stop=draft + case_text(STOP))) == ["UA249"]
    dead = OLD | {"status": [since("died", "2026-03-12")]}
    assert closed(put(tmp_path, old=OLD | {"status": HELD}, stop=draft + case_text(dead))) == ["UA249"]
    assert found(put(tmp_path, stop=draft + case_text(changed({"kind": "outcome"})))) == []


# Files that cannot be read, and others


def unclear(path: Path) -> list[tuple[str, str, str]]:
    told: list[Diagnostic] = Neighbours().unclear(read_case(path))
    return [(each.code, each.severity.value, Path(each.span.path).name if each.span else "") for each in told]


def test_what_cannot_be_seen_may_be_a_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(tmp_path)
    hidden = tmp_path / "hidden.yaml"
    (tmp_path / "nowhere.yaml").symlink_to("gone.yaml")
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yml")
    hidden.write_text("x: y", "utf-8")
    real = Path.open

    def guarded(self: Path, *arguments: Any, **more: Any) -> Any:
        if self == hidden:
            raise PermissionError(13, "no")
        return real(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", guarded)
    expected = [("UA228", "error", name) for name in ("folder.yaml", "hidden.yaml", "nowhere.yaml", "pipe.yml")]
    assert unclear(path) == expected
    assert found(path) == ["UA228"] * 4


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("services: {web: {image: x, stop: yes}}\n", ""),
        ("a: [\nhello: world\n", "warning"),
        ("# ua-gen: not a case\naction: {number: 7/26, kind: stop}\nx: [", ""),
        ("action:\n  number: 31/26\n  kind: stop\npeople: [{name: Bo Other}]\nx: [", ""),
        ("action:\n  number: 31/26\n  kind: stop\npeople: [{name: Kim Sample}]\nx: [", "error"),
        ("action:\n  kind: stop\npeople: [{name: Bo Other}]\nx: [", "error"),
        ("action: {kind: first}\npeople: [{name: Bo Other}]\nx: [", "warning"),
        ("action: {kind: stop}\npeople: [{id: b, name: Bo Other}]\nstat: x", ""),
        ("action: {kind: stop}\npeople: [{id: b, name: Sample Kim}]\nstat: x", "error"),
        ("action: {kind: stop}\nstat: x", "error"),
        ("action: {kind: stopp, number: 7-26}\nstat: x", "error"),
        ("action: {kind: first, number: 7-26}\nstatus: [{state: died}]\nstat: x", "error"),
        ("action: {kind: first, number: 7-26}\nstat: x", "warning"),
        ('action: {kind: "\\x73top", number: 7/26}\nx: [', "error"),
        ("kind: stop\nnumber: UA 7 of 2026\n", "error"),
        ("", "error"),
    ],
)
def test_what_is_broken_is_judged_by_what_can_be_seen_of_it(text: str, severity: str, tmp_path: Path) -> None:
    assert unclear(put(tmp_path, other=text)) == ([("UA228", severity, "other.yaml")] if severity else [])


def test_a_stop_in_another_encoding_or_too_large_is_seen(tmp_path: Path) -> None:
    path = put(tmp_path)
    stop = tmp_path / "stop.yaml"
    text = case_text(unnumbered(STOP) | {"people": [{"id": "b", "name": "Ким Пример"}]}).replace("\\", "")
    stop.write_bytes("action: {kind: stop, number: 31/26}\npeople: [{name: Ким Пример}]".encode("utf-16"))
    assert unclear(path) == [("UA228", "error", "stop.yaml")]
    stop.write_text(text + "# " + "x" * 1_100_000, "utf-8")
    assert unclear(path) == [("UA228", "error", "stop.yaml")]
    stop.write_bytes(b"x" * 17_000_000)
    assert unclear(path) == [("UA228", "error", "stop.yaml")]


@pytest.mark.parametrize("name", ["STOP.YAML", "Stop.Yml", "stop.yaml.txt", "case.yaml.stop", "stop.json"])
def test_a_stop_that_is_not_quite_called_a_case_counts(name: str, tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / name).write_text(case_text(STOP), "utf-8")
    assert found(path) == ["UA221"]
    (tmp_path / name).write_text("{", "utf-8")
    assert found(path) == (["UA228"] if name.lower().endswith(("yaml", "yml")) else [])


ODD = [
    ".end.yaml",
    "end.yaml.part",
    "end.yam",
    "end.ymal",
    "end.YML.txt ",
    "end.yaml ",
    "end.txt",
    "end",
    "STOP-7-26.txt",
    "Stop 7-26",
    "end.yaml (1)",
    "UA 7.26 stopped",
]
BACKUPS = ["end.yaml.bak", "end.yaml~", "end.yml.orig", "end.yaml.old", "#end.yaml#", "end.old", "end.yaml.~2~"]


@pytest.mark.parametrize("name", ODD + BACKUPS)
def test_a_stop_that_is_not_called_a_case_is_in_doubt(name: str, tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / name).write_text(case_text(STOP), "utf-8")
    (doubt,) = Neighbours().stopped(read_case(path))
    assert (doubt.code, doubt.span and doubt.span.path) == ("UA249", str(path))
    assert doubt.message == f"{name} stops what may be this action: it is not called like a case"
    assert "call it `….yaml` if it counts, and delete it if it does not" in doubt.hint
    for harmless in (case_text(OLD), case_text(STOP | {"country": "MX", "people": PERSON}).replace("7/26", "91/19")):
        (tmp_path / name).write_text(harmless, "utf-8")
        assert found(path) == []


PERSON = [{"id": "elsewhere", "name": {"en": "Ana Vargas"}}]


@pytest.mark.parametrize("name", ODD)
def test_a_broken_stop_that_is_not_called_a_case_is_told(name: str, tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / name).write_text(case_text(STOP) + "\n - [", "utf-8")
    (doubt,) = Neighbours().stopped(read_case(path))
    assert (doubt.code, doubt.span and doubt.span.path) == ("UA228", str(tmp_path / name))


@pytest.mark.parametrize("about", ["UA 7/26", "UA 93/19", "this"])
def test_a_note_that_is_called_a_stop_is_looked_into_by_somebody(about: str, tmp_path: Path) -> None:
    """In words of one's own, a number is not surely that of the action which is meant."""
    path = put(tmp_path)
    (tmp_path / "STOP.txt").write_text(f"Nothing more on {about}, please.\n", "utf-8")
    assert found(path) == ["UA228"]


@pytest.mark.parametrize("name", BACKUPS)
def test_a_backup_counts_only_as_a_stop(name: str, tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / name).write_text(case_text(NEW | {"status": [since("released", "2026-03-12")]}), "utf-8")
    assert found(path) == []
    (tmp_path / name).write_text(case_text(STOP) + "\n - [", "utf-8")
    assert found(path) == []


@pytest.mark.parametrize("name", ["notes.txt", "end.pdf", "end.docx", "._stop.yaml", ".notes", "old.png", "stop.sh"])
def test_files_of_other_programs_are_passed_over(name: str, tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / name).write_text("see\n" + case_text(STOP), "utf-8")
    assert found(path) == []


def test_of_what_is_not_called_a_case_only_the_beginning_is_read(tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / "log.txt").write_text("format: 1\n" + "# nothing\n" * 9000 + case_text(STOP), "utf-8")
    assert found(path) == []


def test_a_case_that_is_not_called_one_does_not_stop_itself(tmp_path: Path) -> None:
    path = put(tmp_path).rename(tmp_path / "old.txt")
    path.write_text(path.read_text("utf-8").replace("\n", "\r\n") + "# it was stopped\r\n" * 5000, "utf-8")
    assert found(path) == []


# Files are known by their place


def two_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Loaded[Any], Loaded[Any]]:
    """Two cases with one relative name, loaded from two folders. The second has a stop beside it."""
    loaded = []
    other = changed({"number": "31/26"}, people=[{"id": "b", "name": {"en": "Bo Other", "ru": "Бо"}}])
    for name, case in (("open", other), ("shut", OLD)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "case.yaml").write_text(case_text(case | {"recipients": [OFFICIAL | {"id": name}]}), "utf-8")
        monkeypatch.chdir(tmp_path / name)
        loaded.append(load("case.yaml"))
    (tmp_path / "shut" / "stop.yaml").write_text(case_text(STOP), "utf-8")
    monkeypatch.chdir(tmp_path)
    return loaded[0], loaded[1]


def test_two_cases_of_one_name_are_two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two_folders(tmp_path, monkeypatch)
    for cases in ([one, other], [other, one], [other]):
        with pytest.raises(Problems, match="UA221"):
            render(cases, formats=["txt"], date=DAY)
    assert len(render([one], formats=["txt"], date=DAY)) == 1
    (tmp_path / "shut" / "stop.yaml").unlink()
    made = render([one, other], formats=["txt"], languages=["en"], date=DAY)
    assert [(each.name, b"Kim Sample" in each.data) for each in made] == [
        ("case/letter-open-en.txt", False),
        ("case/letter-shut-en.txt", True),
    ]


def test_an_error_in_one_of_them_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, shut = two_folders(tmp_path, monkeypatch)
    (tmp_path / "shut" / "stop.yaml").unlink()
    text = case_text(OLD | {"recipients": [OFFICIAL | {"country": "KZ"}]})
    broken = read_case_text(text, "case.yaml")
    for cases in ([broken, shut], [shut, broken]):
        with pytest.raises(Problems, match="UA275"):
            render(cases, formats=["txt"], date=DAY)


def test_a_print_run_does_not_mix_them_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two_folders(tmp_path, monkeypatch)
    (tmp_path / "shut" / "stop.yaml").unlink()
    setting = RunConfig("", (), (), (), DAY, ("txt",))
    order, _ = plan_run([one, other], senders(), setting, Subset(), languages=["en"], real=DAY)
    assert [(base.case, base.recipient) for base in order.setting.bases] == [(0, "open"), (1, "shut")]


def senders() -> Listed:
    rows = PackedRows()
    rows.add(2, Sender(name="Ann Example"))
    return Listed("list.csv", ("name",), rows, (), ())


def test_what_came_after_a_case_was_loaded_counts(tmp_path: Path) -> None:
    path = put(tmp_path)
    loaded = load(path)
    assert render(loaded, formats=["txt"], date=DAY)
    path.write_text(case_text(OLD) + "# A remark.\n", "utf-8")
    assert render(loaded, formats=["txt"], date=DAY)
    for now, code in (
        (STOP, "UA221"),
        (OLD | {"status": [since("died", "2026-03-12")]}, "UA220"),
        (NEW, "UA229"),
    ):
        path.write_text(case_text(now), "utf-8")
        with pytest.raises(Problems, match=code) as caught:
            render(loaded, formats=["txt"], date=DAY)
        assert "old.yaml, as it is by now," in str(caught.value)[:200] or code == "UA221"
    path.unlink()
    put(tmp_path, old="x: [", stop=STOP)
    with pytest.raises(Problems, match="UA221"):
        render(loaded, formats=["txt"], date=DAY)


def test_every_folder_on_the_way_of_a_link_counts(tmp_path: Path, run: Run) -> None:
    for name in ("real", "mid", "today"):
        (tmp_path / name).mkdir()
    put(tmp_path / "real")
    (tmp_path / "mid" / "old.yaml").symlink_to("../real/old.yaml")
    (tmp_path / "today" / "old.yaml").symlink_to("../mid/old.yaml")
    for name in ("real", "mid", "today"):
        stop = tmp_path / name / "stop.yaml"
        stop.write_text(case_text(STOP), "utf-8")
        assert found(tmp_path / "today" / "old.yaml") == ["UA221"]
        both = run("render", tmp_path / "real" / "old.yaml", tmp_path / name / "old.yaml", "--date", DAY, "-f", "txt",
                   "-o", tmp_path / "out")  # fmt: skip
        assert (both.code, "UA221" in both.err) == (1, True), "named by two names, it is stopped by either"
        stop.unlink()


def test_the_list_tells_of_doubts(tmp_path: Path, run: Run) -> None:
    shutil.copy(put(tmp_path, old=OLD | {"status": HELD}), tmp_path / "copy.yaml")
    ran = run("list", tmp_path, "--date", DAY)
    assert (ran.code, "closed" in ran.text) == (0, False)
    put(tmp_path, copy=OLD | {"status": [since("died", "2026-03-12")]})
    assert run("list", tmp_path, "--date", DAY).text.count("closed") == 2
    put(tmp_path, copy=changed({"kind": "stop", "number": "7/62"}))
    ran = run("list", tmp_path, "--date", DAY)
    assert (ran.code, "error[UA249]" in ran.err) == (1, True)


# What closes is one question, whoever is asked


EVENTS = ["died", "killed", "executed", "released", "acquitted", "pardoned", "charges-dropped", "deported"]


@pytest.mark.parametrize("visibility", ["public", "private"])
@pytest.mark.parametrize("kind", EVENTS)
def test_a_copy_that_says_so_by_an_event_closes_as_one_that_says_so_by_status(
    kind: str, visibility: str, tmp_path: Path
) -> None:
    held = OLD | {"status": HELD}
    told = held | {"events": [{"type": kind, "date": "2026-03-12", "visibility": visibility}]}
    path = put(tmp_path, old=held, copy=told)
    assert closed(path) == ["UA220"]
    assert found(path) == ["UA220"]
    undated = held | {"events": [{"type": kind, "visibility": visibility}]}
    assert closed(put(tmp_path, copy=undated)) == ["UA220"]
    slip = held | {"events": [{"type": kind, "date": "2027-03-12", "visibility": visibility}]}
    assert closed(put(tmp_path, copy=slip), DAY, DAY) == ["UA220"]
    assert closed(put(tmp_path, copy=told), datetime.date(2026, 3, 11), DAY) == [], "nothing was known on that day"


def test_a_copy_with_an_outcome_closes(tmp_path: Path) -> None:
    held = OLD | {"status": HELD}
    path = put(tmp_path, old=held, copy=held | {"outcome": {"title": "He is home", "issued": "2026-03-12"}})
    assert closed(path) == ["UA220"]
    assert closed(put(tmp_path, copy=held | {"outcome": {}})) == []


def test_somebody_who_was_taken_again_after_an_event_is_appealed_for(tmp_path: Path) -> None:
    freed = {"events": [{"type": "released", "date": "2026-02-10"}]}
    assert closed(put(tmp_path, old=OLD | {"status": HELD}, other=OLD | freed)) == []
    assert closed(put(tmp_path, old=OLD, other=OLD | freed)) == ["UA220"]


def test_a_death_of_another_action_is_known_by_an_event_and_a_release_is_told(tmp_path: Path) -> None:
    held = OLD | {"status": HELD}
    other = changed({"number": "31/26"}, events=[{"type": "died", "date": "2026-03-12"}])
    path = put(tmp_path, old=held, other=other)
    [told] = Neighbours().closed_elsewhere(read_case(path), DAY)
    assert told.code == "UA249"
    assert "Kim Sample" in told.message, "what is alike is named"
    for freed in (
        changed({"number": "31/26"}, events=[{"type": "released", "date": "2026-03-12"}]),
        changed({"number": "31/26", "kind": "outcome"}, status=[since("released", "2026-03-12")]),
    ):
        put(tmp_path, other=freed)
        assert closed(path) == []
        assert unclear(path) == [("UA249", "warning", "old.yaml")]
        assert "released" not in str(Neighbours().unclear(read_case(path)))
    put(tmp_path, other=changed({"number": "31/26"}, status=[since("released", "2026-02-12")]))
    assert unclear(path) == [], "it is older than what the case knows"


def test_an_action_goes_on_without_somebody_who_has_died(tmp_path: Path) -> None:
    both = [*OLD["people"], {"id": "b", "name": {"en": "Bo Other", "ru": "Бо Другой"}}]
    dead = [since("died", "2026-03-12") | {"people": ["b"]}]
    path = put(tmp_path, old=changed({}, status=HELD), before=OLD | {"people": both, "status": dead})
    assert closed(path) == []
    assert found(path, "2026-03-16") == []
    with pytest.raises(Problems) as refused:
        render(tmp_path / "before.yaml", formats=["txt"], date=datetime.date(2026, 3, 13))
    hints = " ".join(each.hint for each in refused.value.diagnostics if each.code == "UA220")
    assert "for Kim Sample go on with `ua-gen update`: take Bo Other out of its `people`" in hints


def test_ids_and_standard_texts_make_nobody_the_same(tmp_path: Path) -> None:
    mine = OLD | {"people": [{"id": "p", "name": {"en": "Kim Sample", "ru": "Ким Пример"}}]}
    other = [{"id": "p", "name": {"en": "Bo Other", "ru": "Бо Другой"}}]
    for number in ("8/26", "6/26", "17/26"):
        for kind in ("stop", "outcome", "update"):
            stop = changed({"number": number, "kind": kind}, people=other)
            path = put(tmp_path, old=mine, other=stop)
            assert (found(path), closed(path), unclear(path)) == ([], [], [])
    assert found(put(tmp_path, old=unnumbered(mine), other=unnumbered(STOP) | {"people": other})) == []
    assert found(put(tmp_path, old=mine, other=STOP | {"people": other})) == ["UA221"], "it has the same number"


def test_a_stop_without_number_counts_in_another_country_where_the_name_is_equal_in_full(tmp_path: Path) -> None:
    stop = unnumbered(STOP) | {"country": "KZ"}
    path = put(tmp_path, stop=stop)
    [told] = Neighbours().stopped(read_case(path))
    assert told.code == "UA249"
    assert "another country (KZ)" in told.message
    assert found(put(tmp_path, stop=stop | {"people": [{"id": "b", "name": "K. Sample"}]})) == []
    assert found(put(tmp_path, stop=STOP | {"country": "KZ", "action": STOP["action"] | {"number": "31/26"}})) == []


@pytest.mark.parametrize("index", ["EUR 58/0I2/2026", "EUR 58/0l2/2026", "EUR 58/O12/2026", "EUR 58/01 2/2026"])
def test_letters_that_look_like_figures_are_read_as_figures(index: str, tmp_path: Path) -> None:
    somebody = [{"id": "b", "name": {"en": "Bo Other", "ru": "Бо Другой"}}]
    stop = unnumbered(changed({"kind": "stop", "previous": index}, people=somebody))
    codes = ["UA221"] if " 2/" not in index else []
    assert stopped(put(tmp_path, old=unnumbered(OLD, index="EUR 58/012/2026"), stop=stop)) == codes


NAMELESS = "format: 1\nlanguage: en\ncountry: KG\ntitle: Teacher held\nsummary: A teacher is held.\n"


@pytest.mark.parametrize(
    ("content", "severity"),
    [
        ("STOP 7/26\n", "error"),
        ("ua: 7 of 2026\n", "error"),
        ("note: |\n  action:\n    number: 7-26\n    kind: stop\n", "error"),
        ("действие:\n  номер: 7/26\n  вид: остановка\n", "error"),
        ("действие:\n  вид: остановка\n", "error"),
        ("Aktion: eingestellt\n", "error"),
        ("行动: 停止\n", "error"),
        ("wer: SAMPLE, Kim\n", "error"),
        ("action: {kind: press-release, number: 7/26}\n", "error"),
        ("", "error"),
        (bytes(range(256)) * 8, "error"),
        ("action: {kind: stop, number: 7/26}\n".encode("utf-16-le"), "error"),
        ("вид: остановка\nкто: Ким Пример\n".encode("utf-16-be"), "error"),
        ("action: {kind: stop, number: 7/26}\n".encode("utf-32-be"), "error"),
        ("action: {kind: stop, number: 7/26}\n".encode("cp500"), "error"),
        ("вид: остановка, дело 7/26\n".encode("cp1251"), "error"),
        ("words: [one]\n---\n" + case_text(STOP), "error"),
        ("format: 1\nkind: statement\ntitle: T\n---\n" + case_text(STOP), "error"),
        ("kind: statement\n" + case_text(STOP), "error"),
        (NAMELESS, "error"),
        (NAMELESS.replace("KG", "KZ"), ""),
        ("- {name: Ann Example, town: Osh}\n- {name: Bob Example, town: Stop}\n", ""),
        ("ru: {insults: [мерзавец, стоп]}\nen: {orders: [stop, release]}\n", ""),
        ("name: Ann Example\naddress: [7/26 Example Road, Osh]\n", ""),
        ("title: Letter\nper: recipient\npages: 1\nother: stop\n", ""),
        ("name: Build\non: push\njobs:\n  stop: {steps: [{run: echo 2026-07-15 7.26}]}\n", ""),
        ("version: 3\nservices: {web: {image: x, restart: unless-stopped, stop: yes}}\n", ""),
        ("action: {kind: stop, number: 31/26}\nstat: x\ndate: 2026-07-26\n", ""),
        ("colours: {head: red}\n", ""),
    ],
)  # fmt: skip
def test_a_file_of_which_nothing_is_understood_may_be_a_stop(
    content: str | bytes, severity: str, tmp_path: Path
) -> None:
    path = put(tmp_path)
    (tmp_path / "other.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    assert unclear(path) == ([("UA228", severity, "other.yaml")] if severity else [])


def test_a_warning_says_that_the_letter_may_go_and_an_error_how_to_go_on(tmp_path: Path) -> None:
    path = put(tmp_path, other="a: [\nhello: world\n", stop="STOP 7/26")
    warning, error = Neighbours().unclear(read_case(path))
    assert "the letter may go" in warning.hint
    assert "`# ua-gen: not a case`" in error.hint


def test_all_cases_that_are_named_together_stand_beside_each_other(tmp_path: Path, run: Run) -> None:
    for name, content in (("1/a", case_text(OLD)), ("2/s", case_text(STOP)), ("3/broken", "STOP 7/26")):
        file = tmp_path / f"{name}.yaml"
        file.parent.mkdir()
        file.write_text(content, "utf-8")
    for other, code in (("2/s.yaml", "UA221"), ("3/broken.yaml", "UA228")):
        ran = run(
            "render", tmp_path / "1" / "a.yaml", tmp_path / other, "--date", DAY, "-f", "txt", "-o", tmp_path / "o"
        )
        assert (ran.code, code in ran.err) == (1, True)
        assert not (tmp_path / "o").exists()
    assert found(tmp_path / "1" / "a.yaml") == []


def test_a_stop_beside_a_publication_holds_for_the_cases_that_it_names(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    put(tmp_path / "cases")
    release = {"format": 1, "kind": "press-release", "language": "en", "title": "T", "issued": "2026-03-10",
               "issuer": "X", "case": "cases/old.yaml", "lead": "L"}  # fmt: skip
    (tmp_path / "release.yaml").write_text(case_text(release), "utf-8")
    assert found(tmp_path / "release.yaml") == []
    (tmp_path / "stop.yaml").write_text(case_text(STOP), "utf-8")
    assert found(tmp_path / "release.yaml") == ["UA221"]


@pytest.mark.parametrize("how", ["case", "--sender", "--config", "--senders"])
def test_a_pipe_is_refused_at_once(how: str, tmp_path: Path, run: Run) -> None:
    """Nobody knows what stands beside it, and it would be waited for."""
    path, pipe = put(tmp_path), tmp_path / "pipe"
    os.mkfifo(pipe)
    given: dict[str, list[Any]] = {
        "case": ["render", pipe],
        "--sender": ["render", path, "--sender", pipe],
        "--config": ["--config", pipe, "render", path],
        "--senders": ["batch", path, "--senders", pipe],
    }
    ran = run(*given[how], "-o", tmp_path / "out")
    assert ran.code in (1, 2)
    assert "pipe or a device" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "rest",
    [
        "null\n",
        "---\nnull\n...\n",
        "format: 1\n",
        "for",
        "ok\n",
        "Zm9ybWF0OiAxCmxhbmd1YWdlOiBlbgpjb3VudHJ5OiBLRwo=\n" * 3,
    ],
)
def test_what_says_nearly_nothing_may_have_been_a_stop(rest: str, tmp_path: Path) -> None:
    path = put(tmp_path)
    (tmp_path / "end.yaml").write_text(rest, "utf-8")
    assert found(path) == ["UA228"]
    (tmp_path / "end.yaml").write_text("a note that has nothing to do with anybody\n", "utf-8")
    assert found(path) == []
