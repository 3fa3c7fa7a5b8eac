"""The marks of languages that set no spaces: where a slot is empty, what is listed, what follows a request."""

from dataclasses import replace

import pytest

from ua_gen.languages import language
from ua_gen.languages.frames import Frame
from ua_gen.languages.notation import parse
from ua_gen.templating.slots import wrap
from ua_gen.wording.realisation.asking import Asking
from ua_gen.wording.realisation.clauses import EMPTY, Clause, tidy, without_subject
from ua_gen.wording.realisation.discourse import Discourse
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.nouns import NounPhrase
from ua_gen.wording.realisation.parties import mentions
from ua_gen.wording.realisation.realiser import Realised, Realiser
from ua_gen.wording.realisation.records import Own, Party, Person


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"{EMPTY}，她在奥什被捕", "她在奥什被捕"),
        (f"她被捕，{EMPTY}，后获释", "她被捕，后获释"),
        (f"据报，{EMPTY}，她被捕", "据报，她被捕"),
        (f"她{EMPTY}{EMPTY}被捕，", "她被捕"),
    ],
)
def test_a_full_width_comma_goes_with_what_is_not_there(text: str, wanted: str) -> None:
    assert tidy(text) == wanted


def test_a_frame_opens_with_the_slot_behind_a_full_width_comma() -> None:
    slot = parse("{When}，{h}{agent}{where}逮捕了{who:obj}").opens_with
    assert slot is not None
    assert slot.name == "agent"


def test_a_subject_is_left_out_where_no_space_follows_it() -> None:
    clause = Clause(before="法院判处她死刑", subject=parse("{court}").opens_with)
    court = NounPhrase({"name": "法院"})
    shorter = without_subject(clause, court, "")
    assert shorter is not None
    assert shorter.before == "判处她死刑"
    assert without_subject(clause, court) is None


def test_several_of_a_kind_are_joined_by_the_marks_that_a_language_has_for_it() -> None:
    usual = grammar("en")
    marked = {**usual.tables, "options": {**usual.tables["options"], "listed": {"method": ["; ", " and then "]}}}
    language_of_marks = replace(usual, tables=marked)
    methods = [NounPhrase({"name": name}, kind="method") for name in ("beaten", "burned", "cut")]
    assert language_of_marks.joined(methods, "").find("name") == "beaten; burned and then cut"
    topics = [replace(each, kind="topic") for each in methods]
    assert language_of_marks.joined(topics, "").find("name") == "beaten, burned and cut"


def test_what_explains_a_request_follows_the_mark_of_clauses_not_that_of_lists() -> None:
    usual = language("en")
    assert usual.clause_comma == usual.comma
    assert replace(usual, comma="、", comma_before_clause="，").clause_comma == "，"


def test_a_list_is_announced_by_the_colon_of_the_language() -> None:
    usual = grammar("en")
    frames = {**usual.frames, "letter.ask-list": (Frame("plain", parse("因此，我恳请您：")),)}
    changed = replace(usual, frames=frames)
    party = Party((Person("salem", Own({"en": {"name": "Nora Salem"}}), "f", path="people.0"),))
    realiser = Realiser(Discourse(changed, mentions(changed, party, {})))
    asked = Asking(realiser, "letter", "").asked([Realised("释放她"), Realised("撤销指控"), Realised("展开调查")])
    assert asked.sentences[0].text == "因此，我恳请您："


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("人权组织负责人Azimzhan Askarov被判刑。", ["人权组织负责人", "Azimzhan Askarov被判", "刑。"]),
        ("监督庭审的“自由之声”基金会，", ["监督庭审的“自由之声”", "基金会，"]),
        ("警方于2026年1月5日2026年逮捕", ["警方于2026年1月5日", "2026年逮捕"]),
        ("见www.example.org/a/very/long/address。", ["见", "www.example.org/a/ve", "ry/long/address。"]),
    ],
)
def test_a_line_of_chinese_breaks_no_word_in_other_letters_and_begins_with_no_comma(
    text: str, wanted: list[str]
) -> None:
    assert wrap(text, width=20).split("\n") == wanted


def test_items_of_a_list_begin_with_numbers_where_a_language_has_them() -> None:
    assert language("en").list_mark(1) == "- "
    numbered = replace(language("en"), list_marks=("一、", "二、"))
    assert [numbered.list_mark(number) for number in (1, 2, 3)] == ["一、", "二、", "- "]
