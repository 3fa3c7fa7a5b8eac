"""Case files to cases: every complaint about their shape by its code, its place, and its words."""

from pathlib import Path

import pytest
from helpers.input import CASES, LINE, NEXT, SMALLEST, case_with, places, pointed_at, read, sole

from ua_gen.casefile.loading import Loaded, read_case, read_sender

ALL_FIELDS = (
    "format, language, country, title, summary, invented, action, status, people, events, background, duties, "
    "requests, write_in, recipients, embassies, solidarity, outcome, petition, letter, vocabulary, translations, "
    "sources"
)


def test_the_smallest_case() -> None:
    loaded = read(case_with())
    assert loaded.diagnostics == ()
    assert loaded.value is not None
    assert loaded.value.action.last_day.isoformat() == "2026-02-16"


@pytest.mark.parametrize("path", sorted(CASES.glob("**/*.yaml")), ids=lambda path: path.name)
def test_the_cases_that_come_along_are_sound(path: Path) -> None:
    assert read_case(path).diagnostics == ()


def test_what_a_file_is_called_in_messages_is_up_to_the_caller(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(case_with(country="kg"), "utf-8")
    assert str(read_case(file, "my/case.yaml").diagnostics[0].span) == "my/case.yaml:3:10"
    assert str(read_case(file).diagnostics[0].span) == f"{file}:3:10"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(start: str, end: str) -> None:
    text = case_with(country="kg").replace("\n", end)
    loaded = read(start + text)
    assert places(loaded.diagnostics) == [("UA106", 3, 10)]
    assert loaded.span().source == "format: 1"
    assert read(start + "formt: 1" + end).diagnostics[-1].span == read("formt: 1").diagnostics[-1].span


# Missing and unknown fields


@pytest.mark.parametrize("field", SMALLEST)
def test_a_field_that_must_be_there(field: str) -> None:
    diagnostic = sole(read(case_with(**{field: None})).diagnostics)
    assert places([diagnostic]) == [("UA101", 1, 1)]
    assert diagnostic.message == f"`{field}` is missing"
    assert diagnostic.hint.endswith(".")  # What the field is for


@pytest.mark.parametrize(
    ("fields", "line", "column", "at", "message", "hint"),
    [
        ({"action": "{issuer: A}"}, 6, 1, "action", "`issued` is missing in `action`", "The day of issue."),
        ({"people": "[{id: p}]"}, 7, 10, "{", "`name` is missing in `people[0]`", "The one spelling used"),
        ({"sources": "[{id: a, title: b}, {id: c}]"}, NEXT, 30, "{", "`title` is missing in `sources[1]`", "Its"),
        ({"embassies": "{GB: {address: [a]}}"}, NEXT, 13, "GB", "`office` is missing in `embassies.GB`", "Whom to"),
        ({"people": "[{id: p, name: N, considered: {}}]"}, 7, 27, "considered", "`as` is missing in", "The desig"),
    ],
)
def test_a_missing_field_is_missed_where_it_should_be(
    fields: dict[str, str], line: int, column: int, at: str, message: str, hint: str
) -> None:
    diagnostic = sole(read(case_with(**fields)).diagnostics)
    assert places([diagnostic]) == [("UA101", line, column)]
    assert pointed_at(diagnostic) == at
    assert diagnostic.message.startswith(message)
    assert diagnostic.hint.startswith(hint)


RECIPIENT = "[{{id: r, post: minister, office: M, country: KG, {}}}]"


@pytest.mark.parametrize(
    ("fields", "line", "column", "at", "message", "hint"),
    [
        ({"titel": "x"}, NEXT, 1, "titel", "unknown field `titel`", "did you mean `title`?"),
        ({"zzz": "x"}, NEXT, 1, "zzz", "unknown field `zzz`", f"fields here: {ALL_FIELDS}"),
        (
            {"action": "{issued: 2026-01-05, issuer: A, dedline: 2026-02-01}"},
            *(6, 41, "dedline", "unknown field `dedline` in `action`", "did you mean `deadline`?"),
        ),
        (
            {"recipients": RECIPIENT.format("adress: [a]")},
            *(NEXT, 62, "adress", "unknown field `adress` in `recipients[0]`", "did you mean `address`?"),
        ),
        (
            {"recipients": RECIPIENT.format("lnag: ru")},
            *(NEXT, 62, "lnag", "unknown field `lnag` in `recipients[0]`", "fields here: id, role, post, office, "),
        ),
        (
            {"people": "[{id: p, name: N, considered: {as: at-risk, becaus: x}}]"},
            *(7, 53, "becaus", "unknown field `becaus` in `people[0].considered`", "did you mean `because`?"),
        ),
        (
            {"solidarity": "{massage: x}"},
            NEXT,
            14,
            "massage",
            "unknown field `massage` in `solidarity`",
            "did you mean",
        ),
        ({"'[key]'": "x"}, NEXT, 1, "'[key]'", "unknown field `[key]`", "fields here: "),
        ({"'<text>'": "x"}, NEXT, 1, "'<text>'", "unknown field `<text>`", "fields here: "),
        ({"'-1'": "x"}, NEXT, 1, "'-1'", "unknown field `-1`", "fields here: "),
        (
            {"events": "[{type: beaten, zzz: x}]"},
            *(NEXT, 25, "zzz", "unknown field `zzz` in `events[0]`"),
            "fields here: type, text, detail, date, since, for, ongoing, expected, times, people, about, lead …; "
            "`ua-gen stock` tells what each takes",
        ),
        ({"'a b\\n\\n c'": "x"}, NEXT, 1, "'a b\\n\\n c'", "unknown field `a b\\n\\n c`", "fields here: "),
        ({'"a\\nb"': "x"}, NEXT, 1, '"a\\nb"', "unknown field `a b`", "fields here: "),
        ({'"' + 200 * "a" + '"': "x"}, NEXT, 1, '"' + 200 * "a" + '"', f"unknown field `{59 * 'a'}…`", "fields here: "),
    ],
)
def test_an_unknown_field(fields: dict[str, str], line: int, column: int, at: str, message: str, hint: str) -> None:
    diagnostic = sole(read(case_with(**fields)).diagnostics)
    assert places([diagnostic]) == [("UA102", line, column)]
    assert pointed_at(diagnostic) == at
    assert diagnostic.message == message
    assert diagnostic.hint.startswith(hint)


def test_a_misspelt_field_is_suspected_to_be_the_missing_one() -> None:
    found = read(case_with(action="{issud: 2026-01-05, issuer: A}")).diagnostics
    assert [(d.message, d.hint) for d in found] == [
        ("`issued` is missing in `action`", "is `issud` meant to be it?"),
        ("unknown field `issud` in `action`", "did you mean `issued`?"),
    ]


def test_a_field_that_is_right_is_not_suspected_to_be_another() -> None:
    diagnostic = sole(read(case_with(action="{issued: 2026-01-05}")).diagnostics)
    assert (diagnostic.message, diagnostic.hint) == (
        "`issuer` is missing in `action`",
        "The organisation that issues the action.",
    )


# Wrong kinds

LIST_HINT = "write `[…]`, or each item in a line of its own after `- `"
MAP_HINT = "write its fields in lines of their own below, indented: `name: value`"
TEXT_HINT = "write one text, in quotation marks if it begins with a bracket"


@pytest.mark.parametrize(
    ("field", "value", "column", "at", "message", "hint"),
    [
        ("title", "[a]", 8, "[", "a text is expected here, not a list", TEXT_HINT),
        ("country", "[KG]", 10, "[", "a text is expected here, not a list", TEXT_HINT),
        ("format", "{a: 1}", 9, "{", "a text is expected here, not a map", TEXT_HINT),
        ("people", "lawyer", 9, "lawyer", "`people` must be a list, not `lawyer`", LIST_HINT),
        ("people", "{id: p, name: N}", 9, "{", "`people` must be a list, not a map", LIST_HINT),
        (
            "requests",
            "[medical-care]",
            12,
            "medical-care",
            "`requests[0]` must be a map of fields, not `medical-care`",
            "write `ask: medical-care`, or `text: …` for words of your own",
        ),
        ("people", "[lawyer]", 10, "lawyer", "`people[0]` must be a map of fields, not `lawyer`", MAP_HINT),
        ("people", "[[lawyer]]", 10, "[", "`people[0]` must be a map of fields, not a list", MAP_HINT),
        ("action", "update", 9, "update", "`action` must be a map of fields, not `update`", MAP_HINT),
        ("action", "[update]", 9, "[", "`action` must be a map of fields, not a list", MAP_HINT),
        ("write_in", "ru", 11, "ru", "`write_in` must be a list, not `ru`", LIST_HINT),
        ("background", "{en: x}", 13, "{", "`background` must be a list, not a map", LIST_HINT),
        ("background", "[x, [y]]", 17, "[", "a text is expected here, not a list", TEXT_HINT),
        ("translations", "[ru]", 15, "[", "`translations` must be a map of fields, not a list", MAP_HINT),
        ("translations", "{ru: me}", 20, "me", "`translations.ru` must be a map of fields, not `me`", MAP_HINT),
        ("solidarity", "yes", 13, "yes", "`solidarity` must be a map of fields, not `yes`", MAP_HINT),
        ("invented", "yes", 11, "yes", "`yes` is neither `true` nor `false`", "write `true` for yes, `false` for no"),
        ("invented", "TRue", 11, "TRue", "`TRue` is neither `true` nor `false`", "write `true` for yes"),
        ("invented", "1", 11, "1", "`1` is neither `true` nor `false`", "write `true` for yes"),
        ("invented", "[true]", 11, "[", "a text is expected here, not a list", TEXT_HINT),
        ("solidarity", "{own_address: on}", 27, "on", "`on` is neither `true` nor `false`", "write `true` for yes"),
        ("solidarity", "{to: [family]}", 18, "[", "`solidarity.to` must be one word, not a list", "one of: person"),
        ("events", "[{type: [x]}]", 17, "[", "a text is expected here, not a list", TEXT_HINT),
    ],
)
def test_one_kind_of_value_in_the_place_of_another(
    field: str, value: str, column: int, at: str, message: str, hint: str
) -> None:
    diagnostic = sole(read(case_with(**{field: value})).diagnostics)
    assert places([diagnostic]) == [("UA103", LINE.get(field, NEXT), column)]
    assert pointed_at(diagnostic) == at
    assert diagnostic.message == message
    assert diagnostic.hint.startswith(hint)


@pytest.mark.parametrize(
    ("typed", "code", "message"),
    [
        ("abc", "UA103", "`action.sequence` must be a whole number, not `abc`"),
        ("1.5", "UA103", "`action.sequence` must be a whole number, not `1.5`"),
        ("[1]", "UA103", "`action.sequence` must be a whole number, not a list"),
        ("0x10", "UA103", "`action.sequence` must be a whole number, not `0x10`"),
        ("٣", "UA103", "`action.sequence` must be a whole number, not `٣`"),
        (5000 * "9", "UA103", "`action.sequence` must be a whole number, not `" + 59 * "9" + "…`"),
        ("0", "UA106", "`action.sequence` must be at least 1"),
        ("-1", "UA106", "`action.sequence` must be at least 1"),
        ("100", "UA106", "`action.sequence` must be at most 99"),
        ("", "UA107", "`action.sequence` is empty"),
    ],
)
def test_numbers(typed: str, code: str, message: str) -> None:
    diagnostic = sole(read(case_with(action=f"{{issued: 2026-01-05, issuer: A, sequence: {typed}}}")).diagnostics)
    assert places([diagnostic]) == [(code, 6, 51)]
    assert diagnostic.message == message
    assert diagnostic.hint


@pytest.mark.parametrize("field", SMALLEST)
def test_a_field_that_must_be_there_and_is_left_empty(field: str) -> None:
    diagnostic = sole(read(case_with(**{field: ""})).diagnostics)
    assert places([diagnostic]) == [("UA107", LINE[field], len(field) + 2)]
    assert diagnostic.message == f"`{field}` is empty"
    assert diagnostic.hint.endswith(".")  # What the field is for


def test_what_may_be_absent_may_be_left_empty() -> None:
    action = "{issued: 2026-01-05, issuer: A, deadline: , number: ~}"
    recipients = RECIPIENT.format("fax: , email: , address: , name: ")
    assert read(case_with(action=action, recipients=recipients, solidarity="", letter="")).diagnostics == ()


@pytest.mark.parametrize(
    ("field", "value", "column", "message"),
    [
        ("people", "[]", 9, "`people` is empty"),
        ("status", "", 8, "`status` is empty"),
        ("events", "[{type: detained, reported: }]", 37, "`events[0].reported` is empty"),
        ("background", "[~]", 14, "`background[0]` is empty"),
        ("requests", "[{text: ''}]", 19, "this is empty"),
    ],
)
def test_what_is_empty_but_must_be_something(field: str, value: str, column: int, message: str) -> None:
    diagnostic = sole(read(case_with(**{field: value})).diagnostics)
    assert places([diagnostic]) == [("UA107", LINE.get(field, NEXT), column)]
    assert diagnostic.message == message
    assert diagnostic.hint


# Words from a list


@pytest.mark.parametrize(
    ("field", "value", "column", "at", "message", "hint"),
    [
        ("events", "[{type: detaind}]", 17, "detaind", "`detaind` is not a stock event", "did you mean `detained`?"),
        (
            *("events", "[{type: xyz}]", 17, "xyz", "`xyz` is not a stock event"),
            "one of: arrested, detained, abducted, disappeared, forcibly-disappeared, whereabouts-unknown, "
            "last-contact, wanted, held, imprisoned, solitary-confinement, not-told-reasons …; "
            "`ua-gen stock` lists all",
        ),
        ("requests", "[{ask: releese-unconditionally}]", 18, "releese-unconditionally", None, "did you mean `release"),
        (
            "people",
            "[{id: p, name: N, gender: man}]",
            35,
            "man",
            "`man` is not a value of `people[0].gender`",
            "one of:",
        ),
        ("people", "[{id: p, name: N, gender: femal}]", 35, "femal", None, "did you mean `female`?"),
        ("people", "[{id: p, name: N, considered: {as: x}}]", 44, "x", "`x` is not a designation", "one of:"),
        ("status", "[{state: dead, since: 2010}]", 18, "dead", "`dead` is not a value of `status[0].state`", "did you"),
        (
            "recipients",
            RECIPIENT.format("role: cc"),
            68,
            "cc",
            "`cc` is not a value of `recipients[0].role`",
            "one of:",
        ),
        (
            "recipients",
            "[{id: r, post: president, office: M, country: KG}]",
            28,
            "president",
            "`president` is not a post with a stock salutation",
            "did you mean `head-of-state`?",
        ),
        ("solidarity", "{to: persn}", 18, "persn", "`persn` is not a value of `solidarity.to`", "did you"),
    ],
)
def test_a_word_that_is_not_in_the_list(
    field: str, value: str, column: int, at: str, message: str | None, hint: str
) -> None:
    diagnostic = sole(read(case_with(**{field: value})).diagnostics)
    assert places([diagnostic]) == [("UA104", LINE.get(field, NEXT), column)]
    assert pointed_at(diagnostic) == at
    assert message is None or diagnostic.message == message
    assert diagnostic.hint.startswith(hint)


@pytest.mark.parametrize(
    ("field", "value", "at", "message", "hint"),
    [
        ("format", "2", "2", "format `2` is not one that this program reads", "a newer ua-gen wrote it: install that"),
        ("format", "0", "0", "format `0` is not one that this program reads", "write `format: 1`"),
        ("people", "[{id: A b, name: N}]", "A b", "`A b` cannot be an id", "small letters and digits"),
        ("people", f"[{{id: {61 * 'a'}, name: N}}]", 61 * "a", f"`{59 * 'a'}…` cannot be an id", "small letters"),
        ("recipients", RECIPIENT.format("email: foo"), "foo", "`foo` is not an e-mail address", "compare"),
        ("recipients", RECIPIENT.format("email: a@b"), "a@b", "`a@b` is not an e-mail address", "compare with the"),
        ("sources", "[{id: a, title: b, url: 'http://a b'}]", "'http://a b'", "`http://a b` is not a web address", ""),
        ("sources", "[{id: a, title: b, url: file:x}]", "file:x", "`file:x` is not a web address", ""),
    ],
)
def test_a_value_that_cannot_be(field: str, value: str, at: str, message: str, hint: str) -> None:
    diagnostic = sole(read(case_with(**{field: value})).diagnostics)
    assert (diagnostic.code, pointed_at(diagnostic), diagnostic.message) == ("UA106", at, message)
    assert diagnostic.hint.startswith(hint)


@pytest.mark.parametrize("number", ["+996 312 68 20 44", "0312682044", "+996312682044", "12:30", "00 44 20"])
def test_telephone_numbers_stay_as_typed(number: str) -> None:
    case = read(case_with(recipients=RECIPIENT.format(f"fax: {number}"))).value
    assert case is not None
    assert case.recipients[0].fax == number


def test_norway_stays_norway() -> None:
    recipients = "[{id: r, post: minister, office: M, country: NO}]"
    case = read(case_with(country="NO", write_in="[no]", recipients=recipients)).value
    assert case is not None
    assert (case.country, case.recipients[0].country, case.write_in) == ("NO", "NO", ("no",))


# Whole files


@pytest.mark.parametrize(
    ("text", "at"), [("- a\n- b\n", "-"), ("Dear Minister,\nplease\n", "Dear Minister,"), ("42\n", "42"), ("[]", "[")]
)
def test_a_file_that_is_not_made_of_fields(text: str, at: str) -> None:
    diagnostic = sole(read(text).diagnostics)
    assert places([diagnostic]) == [("UA103", 1, 1)]
    assert diagnostic.message == "this is not a map of fields"
    assert diagnostic.hint == "a case file consists of lines like `country: KG`, with a space after the colon"


@pytest.mark.parametrize(
    ("text", "it_is"),
    [
        ("- {name: Mary Example, town: Leeds}\n", "a list of senders"),
        ("name: Mary Example\naddress: [12 Sample Lane]\ncountry: GB\n", "the file of a sender"),
        ("title: Letter\nper: recipient\npages: 1\nappeal: true\nfits: []\n", "the description of a template"),
    ],
)
def test_files_that_lie_beside_cases_are_told_from_them(text: str, it_is: str) -> None:
    diagnostic = sole(read(text).diagnostics)
    assert places([diagnostic]) == [("UA103", 1, 1)]
    assert diagnostic.message == f"this is no case, but looks like {it_is}"
    assert "not a case" in diagnostic.hint
    assert read("# ua-gen: not a case\n" + text).diagnostics == ()


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("press release", "did you mean `press-release`? A case has none"),
        ("Statment", "did you mean `statement`? A case has none"),
        ("letter", "there are: statement, press-release. A case has none"),
    ],
)
def test_an_unknown_kind_of_file_is_told_as_that_alone(kind: str, hint: str) -> None:
    diagnostic = sole(read(f"format: 1\nkind: {kind}   # of file\ntitle: A\n").diagnostics)
    assert places([diagnostic]) == [("UA104", 2, 7)]
    assert (diagnostic.message, diagnostic.hint) == (f"`{kind}` is no kind of file", hint)


def test_every_problem_of_a_file_is_reported_at_once_in_its_order() -> None:
    text = """\
format: 3
language: english
country: kg
titel: x
summary: [a]
action:
  issued: 2010-02-30
  issuer:
  sequence: x
  foo: bar
people:
  - id: A
    gender: man
events:
  - typ: detained
    date: 31-12-2010
    date: 2010-12-31
"""
    assert places(read(text).diagnostics) == [
        ("UA101", 1, 1),  # title
        ("UA106", 1, 9),
        ("UA106", 2, 11),
        ("UA106", 3, 10),
        ("UA102", 4, 1),
        ("UA103", 5, 10),
        ("UA105", 7, 11),
        ("UA107", 8, 10),
        ("UA103", 9, 13),
        ("UA102", 10, 3),
        ("UA101", 12, 5),  # name
        ("UA106", 12, 9),
        ("UA104", 13, 13),
        ("UA102", 15, 5),
        ("UA105", 16, 11),
        ("UA012", 17, 5),
    ]


def test_a_broken_person_does_not_make_the_list_of_people_empty() -> None:
    assert places(read(case_with(people="[{id: A, name: N}]")).diagnostics) == [("UA106", 7, 15)]


def test_a_language_that_is_wrong_is_reported_once_and_not_at_every_text() -> None:
    assert places(read(case_with(language="english")).diagnostics) == [("UA106", 2, 11)]


@pytest.mark.parametrize("language", ["[en]", "{a: b}", "12"])
def test_no_kind_of_language_upsets_the_rest(language: str) -> None:
    assert {code for code, *_ in places(read(case_with(language=language)).diagnostics)} <= {"UA103", "UA106"}


def test_a_file_with_errors_gives_no_case() -> None:
    assert read(case_with(extra="x")).value is None


@pytest.mark.parametrize(
    ("path", "column"), [((), 1), (("action", "issued"), 18), (("action", "deadline"), 9), (("nothing",), 1)]
)
def test_the_place_of_a_value_or_of_the_deepest_part_that_is_there(path: tuple[str, ...], column: int) -> None:
    span = read(case_with()).span(*path)
    assert (span.line, span.column) == (6 if path and path[0] == "action" else 1, column)


def test_a_file_that_is_no_yaml_has_one_place() -> None:
    loaded = read("a: [")
    assert str(loaded.span("a")) == "case.yaml:1:1"


# Senders


def read_sender_text(tmp_path: Path, text: str) -> Loaded:  # type: ignore[type-arg]
    file = tmp_path / "sender.yaml"
    file.write_text(text, "utf-8")
    return read_sender(file, "sender.yaml")


def test_a_sender(tmp_path: Path) -> None:
    sender = read_sender_text(tmp_path, "name: Jo Doe\naddress: [Main Street 1, 0123 Town]\ncountry: NO\n").value
    assert sender is not None
    assert (sender.name, sender.address, sender.country) == ("Jo Doe", ("Main Street 1", "0123 Town"), "NO")


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "hint"),
    [
        ("nam: Jo\n", "UA101", 1, 1, "`name` is missing", "is `nam` meant to be it?"),
        ("name:\n", "UA107", 1, 6, "`name` is empty", "Full name."),
        ("name: Jo\naddress: Main Street\n", "UA103", 2, 10, "`address` must be a list", "write `[…]`"),
        ("name: Jo\naddress: [1, 2, 3, 4, 5, 6, 7]\n", "UA106", 2, 10, "`address` is too long", "at most 6"),
        ("name: Jo\ncountry: UK\n", "UA106", 2, 10, "`UK` is not a country code", "did you mean `GB`?"),
        ("name: Jo\nprivacy: initial\n", "UA104", 2, 10, "`initial` is not a value of", "did you mean `initials`?"),
        ("- Jo\n", "UA103", 1, 1, "this is not a map of fields", "a sender file consists of lines like"),
    ],
)
def test_what_is_wrong_with_a_sender(
    tmp_path: Path, text: str, code: str, line: int, column: int, message: str, hint: str
) -> None:
    first = read_sender_text(tmp_path, text).diagnostics[0]
    assert places([first]) == [(code, line, column)]
    assert first.message.startswith(message)
    assert first.hint.startswith(hint)
