"""What documents of ours show is found in them again: in every language and both forms of an Urgent Action."""

import re
from typing import Any

import pytest
from helpers.all_languages import DAY, fields_in
from helpers.appeals import lines_of
from helpers.specimen import ALL_LANGUAGES, loaded

from ua_gen.api import render
from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.importing.captions import folded
from ua_gen.importing.draft import draft
from ua_gen.importing.found import Appeal, Recipient
from ua_gen.importing.recognise import recognise
from ua_gen.languages import language
from ua_gen.model import Case
from ua_gen.wording import Wording

TEXTS = {  # Title, summary, office, president, background: our own, in a language of each script.
    "Latn": (
        "Librarian held in Osh", "Aida Specimen was taken from her library on Friday. Nobody has said why.",
        "Minister of Internal Affairs", "President", "The library has stood beside the market for a century.",
    ),
    "Cyrl": (
        "Библиотекарь под стражей в Оше", "Аиду Образцову забрали из библиотеки в пятницу. Никто не сказал почему.",
        "Министр внутренних дел", "Президент", "Библиотека уже сто лет стоит рядом с рынком.",
    ),
    "Arab": (
        "أمينة مكتبة رهن الاحتجاز في أوش", "اقتيدت عائدة نموذج من مكتبتها يوم الجمعة. ولم يذكر أحد السبب.",
        "وزير الداخلية", "رئيس الجمهورية", "تقف المكتبة بجوار السوق منذ قرن.",
    ),
    "Hans": (
        "奥什图书管理员被拘留", "艾达·样本星期五从图书馆被带走。没有人说明原因。",
        "内务部长", "总统", "图书馆在集市旁边已有一百年。",
    ),
}  # fmt: skip


def case_in(tag: str) -> Loaded[Case]:
    title, summary, office, president, background = TEXTS[language(tag).script]
    fields = {key: value for key, value in fields_in(tag, ("female",)).items() if key not in ("status", "outcome")}
    first, *others = fields["recipients"]
    return loaded(
        fields
        | {"title": title, "summary": summary, "background": [background]}
        | {"recipients": [first | {"office": office}, *(each | {"office": president} for each in others)]}
        | {"write_in": list(dict.fromkeys([tag, "ru", "en"]))}
    )


def shown(case: Case, tag: str, document: str) -> dict[str, Any]:
    """What a document shows of a case."""
    say = Wording(case, language(tag), DAY, None, None, None, None)
    action = case.action
    found: dict[str, Any] = {
        "title": folded(say.headline), "summary": say.summary, "number": action.number, "index": action.index,
        "issued": action.issued, "deadline": action.last_day, "country": case.country, "language": tag,
        "sequence": action.sequence, "write_in": case.write_in, "further": action.further_information,
        "background": say.background,
    }  # fmt: skip
    if document == "urgent-action":
        found["people"] = [say.names([person]) for person in case.people]
        found |= {"previous": action.previous, "online": action.online}
    else:
        found["requests"] = list(say.requests)
    for number, who in enumerate(case.recipients):
        office, *address = say._address_lines(who)
        found[f"office {number}"], found[f"copy {number}"] = office, who.role == "copy"
        found[f"address {number}"], found[f"country {number}"] = ", ".join(address[:-1]), who.country
        for name in ("phone", "fax", "email"):
            found[f"{name} {number}"] = getattr(who, name)
    return {key: _plain(value) for key, value in found.items()}


def seen(found: Appeal) -> dict[str, Any]:
    def value(field: Any) -> Any:
        return None if field is None else field.value

    names = (
        "summary",
        "number",
        "index",
        "issued",
        "deadline",
        "country",
        "sequence",
        "write_in",
        "further",
        "previous",
        "online",
    )
    result: dict[str, Any] = {name: value(getattr(found, name)) for name in names}
    result |= {"title": folded(value(found.title) or ""), "language": found.language}
    result["background"] = [text.value for text in found.background]
    result["requests"] = [request.text.value for request in found.requests]
    result["people"] = [person.name.value for person in found.people]
    for number, who in enumerate(sorted(found.recipients, key=lambda who: who.copy)):
        result |= of_recipient(who, number)
    return {key: _plain(each) for key, each in result.items()}


def of_recipient(who: Recipient, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {f"office {number}": who.office and who.office.value, f"copy {number}": who.copy}
    found[f"address {number}"] = ", ".join(line.value for line in who.address)
    found[f"country {number}"] = who.country and who.country.value
    for name in ("phone", "fax", "email"):
        values = getattr(who, name)
        found[f"{name} {number}"] = values[0].value if values else None
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"[\s\u00a0]+", " ", re.sub("[\u2066-\u2069\u200e\u200f]", "", value)).strip(" ;.؛。；")
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("document", ["urgent-action", "urgent-action-classic"])
@pytest.mark.parametrize("tag", ALL_LANGUAGES)
@pytest.mark.parametrize("kind", ["txt", "html", pytest.param("pdf", marks=pytest.mark.slow)])
def test_what_a_document_shows_is_found_in_it(kind: Any, tag: str, document: str) -> None:
    case = case_in(tag)
    assert case.value
    [made] = render(case, documents=document, formats=kind, languages=tag, date=DAY)
    found = recognise(lines_of(made.data))
    wanted, got = shown(case.value, tag, document), seen(found)
    bad = {key: (value, got.get(key)) for key, value in wanted.items() if got.get(key) != value}
    if kind == "pdf" and tag == "fa":  # The joiner within Persian words has no glyph: pages do not have it.
        bad = {key: each for key, each in bad.items() if key not in ("requests", "background")}
    assert bad == {}
    draft_of_it = read_case_text(draft(found, made.name).text, "draft.yaml")
    assert {each.code for each in draft_of_it.diagnostics if each.is_error} <= {"UA020", "UA101", "UA107"}
