"""What some letters only tell: the events, requests and values of the third tier, in each language that has frames."""

import pytest
from helpers.generated import PARTIES, needed, of_kind
from helpers.model_cases import value

from ua_gen import stock
from ua_gen.languages.frames import frames, tables
from ua_gen.wording.realisation.letter import letter
from ua_gen.wording.realisation.records import Day, Event, Facts, Flag, Item, Party, Request

TAGS = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "ru",
    "uk",
    "ky",
    "kk",
    "uz",
    "uz-Cyrl",
    "fa",
    "ar",
    "tg",
    "tk",
    "zh-Hans",
    "tr",
)
UNFIT = {("denied-parcels", "land-to-live-from")}  # Nobody brings it to a prison.


@pytest.mark.parametrize("tag", TAGS)
def test_each_language_has_frames_and_words_for_all_of_it(tag: str) -> None:
    told, words = frames(tag), tables(tag)
    lacking = [
        f"event.{name}.{mode}"
        for name, event in stock.events().items()
        for mode in event.modes
        if not told.get(f"event.{name}.{mode}")
    ]
    lacking += [f"request.{name}" for name in stock.requests() if not told.get(f"request.{name}")]
    lacking += [
        f"{kind}.{name}"
        for kind in stock.kinds()
        for name, each in stock.values(kind).items()
        if each.tier == 3 and name not in words.get(kind, {})
    ]
    assert lacking == []


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("name", [name for name, each in stock.requests().items() if each.tier == 3])
def test_every_request_is_asked_for_each_party(name: str, tag: str) -> None:
    request = stock.requests()[name]
    args: dict[str, tuple[Item, ...]] = {need: needed(request.args[need].kind) for need in request.needs}
    flags: dict[str, tuple[Item, ...]] = {arg.name: (Flag(),) for arg in request.args.values() if arg.kind == "flag"}
    for key, party in PARTIES.items():
        for given in (args, args | flags):
            found = letter(Facts(party, (), (), (Request(name, "requests.0", given),)), tag)
            assert not found.untold, (key, given)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    ("name", "arg"),
    [
        (name, arg.name)
        for name, each in stock.requests().items()
        for arg in each.args.values()
        if each.tier == 3 and stock.values(arg.kind) and arg.kind not in ("place", "agent")
    ],
)
def test_every_value_of_a_request_is_told(name: str, arg: str, tag: str) -> None:
    request = stock.requests()[name]
    others: dict[str, tuple[Item, ...]] = {need: needed(request.args[need].kind) for need in request.needs}
    kind = request.args[arg].kind
    for word, each in stock.values(kind).items():
        if not set(each.takes) - {"article"}:
            given = others | {arg: (value(kind, word),)}
            found = letter(Facts(PARTIES["f"], (), (), (Request(name, "requests.0", given),)), tag)
            assert f"requests.0.{arg}" not in found.untold, word


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    ("name", "arg"),
    [
        (name, arg.name)
        for name, each in stock.events().items()
        for arg in each.args.values()
        if each.tier == 3 and arg.kind not in ("agent", "court", "place", "reason", "flag") and stock.values(arg.kind)
    ],
)
def test_every_value_of_an_event_is_told(name: str, arg: str, tag: str) -> None:
    event = stock.events()[name]
    mode = "now" if (name, arg) == ("investigation", "charges") else event.modes[0]
    args: dict[str, tuple[Item, ...]] = {
        need: of_kind(need, event.args[need].kind) for need in event.needs if need != "by"
    }
    if "by" in event.needs:
        args["by"] = (value("agent", "government"),)
    kind = event.args[arg].kind
    for word, each in stock.values(kind).items():
        if not set(each.takes) - {"article", "for"} and "{article}" not in each.english and (name, word) not in UNFIT:
            told = Event(
                name, "events.0", args | {arg: (value(kind, word),)}, date=Day(2026, 1, 12) if mode == "past" else None,
                ongoing=mode == "now", expected=Day(2026, 5, 18) if mode == "ahead" else None,
            )  # fmt: skip
            found = letter(Facts(PARTIES["f"], (told,)), tag)
            assert f"events.0.{arg}" not in found.untold, word


SAID = {
    "en": "two of those responsible were sentenced to life imprisonment in absentia",
    "de": "wurden zwei der Verantwortlichen in Abwesenheit zu lebenslanger Haft verurteilt",
    "fr": "deux des responsables ont été condamnés par contumace à la réclusion à perpétuité",
    "es": "dos de los responsables fueron condenados en ausencia a cadena perpetua",
    "it": "due dei responsabili sono stati condannati in contumacia all’ergastolo",
    "pt": "dois dos responsáveis foram condenados à revelia a prisão perpétua",
    "ru": "2 виновных были заочно приговорены к пожизненному лишению свободы",
    "uk": "2 винні були заочно засуджені до довічного позбавлення волі",
    "ky": "эки күнөөлүү адам сыртынан өмүр бою эркинен ажыратылган",
    "kk": "екі кінәлі адам сырттай өмір бойына бас бостандығынан айырылған",
    "tk": "iki günäkär gaýybana ömürlik azatlykdan mahrum edildi",
    "uz": "ikki nafar aybdor sirtdan umrbod ozodlikdan mahrum qilingan",
    "uz-Cyrl": "икки нафар айбдор сиртдан умрбод озодликдан маҳрум қилинган",
    "tg": "ду нафар аз гунаҳкорони ин кор ғоибона ба ҳабси якумрӣ маҳкум шуданд",
    "fa": "دو نفر از عاملان این امر به‌طور غیابی به حبس ابد محکوم شدند",
    "zh-Hans": "两名责任人被缺席判处无期徒刑",
    "tr": "ki sorumlu, 12 Şubat 2026’da gıyabında müebbet hapis cezasına çarptırıldı",
    "ar": "حُكم غيابيًا على اثنين من المسؤولين عن ذلك بالسجن المؤبد",
}


@pytest.mark.parametrize("tag", TAGS)
def test_those_responsible_are_told_of_as_others_are(tag: str) -> None:
    party = Party(noun=value("group", "those-responsible", n=2), path="events.0.about")
    sentence: dict[str, tuple[Item, ...]] = {"sentence": (value("sentence", "life"),), "in_absence": (Flag(),)}
    event = Event("sentenced", "events.0", sentence, party, date=Day(2026, 2, 12))
    found = letter(Facts(PARTIES["f"], (event,)), tag)
    assert SAID[tag] in found.text()
    assert not found.untold


ALTHOUGH = {
    "en": "is still held, although a court had ordered her release.",
    "de": "befindet sich in Haft, obwohl ein Gericht die Freilassung angeordnet hatte.",
    "fr": "est toujours détenue, alors qu’un tribunal avait ordonné sa libération.",
    "es": "permanece bajo custodia, pese a que un tribunal había ordenado la puesta en libertad.",
    "it": "si trova tuttora in stato di detenzione, benché un tribunale avesse ordinato la scarcerazione.",
    "pt": "encontra-se em detenção, apesar de um tribunal ter ordenado a libertação.",
    "ru": "хотя суд распорядился её освободить.",
    "uk": "хоча суд розпорядився її звільнити.",
    "ky": "сот бошотуу чечимин чыгарганына карабай",
    "kk": "сот босату туралы шешім шығарғанына қарамастан",
    "tk": "kazyýetiň azat etmek barada karar çykarandygyna garamazdan",
    "uz": "sud ozod qilish haqida qaror chiqarganiga qaramay",
    "uz-Cyrl": "суд озод қилиш ҳақида қарор чиқарганига қарамай",
    "tg": "то ҳол, гарчанде суд амр дода буд, ки ӯро озод кунанд, дар ҳабс аст.",
    "fa": "همچنان، با آنکه دادگاهی حکم به آزادی‌اش داده بود، در بازداشت است.",
    "zh-Hans": "仍被关押，尽管一家法院已下令将其释放。",
    "tr": "mahkeme serbest bırakılmasına karar vermesine rağmen",
    "ar": "محتجزة، رغم صدور أمر قضائي بالإفراج عنها.",
}


@pytest.mark.parametrize("tag", TAGS)
def test_somebody_is_held_although_a_court_ordered_the_release(tag: str) -> None:
    event = Event("held", "events.0", {"although": (value("although", "release-ordered"),)}, ongoing=True)
    found = letter(Facts(PARTIES["f"], (event,)), tag)
    assert ALTHOUGH[tag] in found.text().replace("\u202f", " ")
    assert not found.untold
