"""The model cases of the style books as records: Nora Salem in the west, Aida Kasymova in the east."""

from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.records import Day, Duty, Event, Facts, Flag, Own, Party, Person, Request, Source, Value


def own(number: str = "", gender: str = "", **texts: str | dict[str, str]) -> Own:
    forms = {tag: {"name": text} if isinstance(text, str) else text for tag, text in texts.items()}
    return Own(forms, number, gender)  # type: ignore[arg-type]


def value(kind: str, entry: str, /, **args: object) -> Value:
    return Value(kind, entry, {key.rstrip("_"): item for key, item in args.items()})  # type: ignore[misc]


MARWA = own(
    en="Marwa",
    de="Marwa",
    fr="Marwa",
    es="Marwa",
    it="Marwa",
    pt="Marwa",
    ru={"name": "Марва", "in": "в Марве", "of": "Марвы"},
    uk="Марва",
    ky="Марва",
    kk="Марва",
    fa="مروه",
    ar="مروة",
    uz="Marva",
    tg="Марва",
    tk="Marwa",
    tr="Marva",
    **{"uz-Cyrl": "Марва", "zh-Hans": "马尔瓦"},
)
SALEM = Person(
    "salem",
    own(
        en="Nora Salem",
        de="Nora Salem",
        fr="Nora Salem",
        es="Nora Salem",
        it="Nora Salem",
        pt="Nora Salem",
        ru={"name": "Нора Салем", "gen": "Норы Салем", "acc": "Нору Салем", "dat": "Норе Салем", "ins": "Норой Салем"},
        uk="Нора Салем",
        ky="Нора Салем",
        kk={"name": "Нора Салем", "acc": "Нора Салемді", "dat": "Нора Салемге", "gen": "Нора Салемнің"},
        uz="Nora Salem",
        tg="Нора Салем",
        tk="Nora Salem",
        tr="Nora Salem",
        **{"uz-Cyrl": "Нора Салем", "zh-Hans": "诺拉·萨利姆"},
        fa="نورا سالم",
        ar="نورا سالم",
    ),
    "f",
    own(
        en="Salem",
        de="Salem",
        fr="Salem",
        ru="Салем",
        uk="Салем",
        ky="Салем",
        kk="Салем",
        fa="خانم سالم",
        ar="سالم",
        uz="Salem",
        tg="Салем",
        tk="Salem",
        tr="Salem",
        **{"uz-Cyrl": "Салем", "zh-Hans": "萨利姆"},
    ),
    own(
        en="journalist",
        de="Journalistin",
        fr="journaliste",
        es="periodista",
        it="giornalista",
        pt="jornalista",
        ru="журналистка",
        uk="журналістка",
        ky="журналист",
        kk="журналист",
        fa="روزنامه‌نگار",
        ar="الصحفية",
        uz="jurnalist",
        tg="рӯзноманигор",
        tk="žurnalist",
        tr="gazeteci",
        **{"uz-Cyrl": "журналист", "zh-Hans": "记者"},
    ),
    "people.0",
)
PRISON = value(
    "place", "prison",
    name=own(en="Marwa Central Prison", de="das Zentralgefängnis Marwa", fr="la prison centrale de Marwa",
             es="la Prisión Central de Marwa",
             it="il carcere centrale di Marwa",
             pt="a Prisão Central de Marwa",
             ru={"name": "Центральная тюрьма Марвы", "in": "в Центральной тюрьме Марвы"},
             uk="Центральна в’язниця Марви",
             ky={"name": "Марва борбордук түрмөсү", "in": "Марва борбордук түрмөсүндө"}, kk="Марва орталық түрмесі",
             fa="زندان مرکزی مروه", ar="سجن مروة المركزي",
             uz="Marva markaziy qamoqxonasi", tg="маҳбаси марказии Марва",
             tk="Marwa merkezi türmesi", tr="Marva Merkez Cezaevi",
             **{"uz-Cyrl": "Марва марказий қамоқхонаси", "zh-Hans": "马尔瓦中央监狱"}),
)  # fmt: skip
RELATIVES = Party(noun=value("relative", "relatives"), path="relatives")


def source(path: str, who: Party | Own | None = RELATIVES) -> Source:
    return Source(who, f"{path}.according_to" if who is not None else f"{path}.reported")


FALSE = own(
    en="spreading false information", de="Verbreitung falscher Nachrichten", fr="diffusion de fausses informations",
    es="difusión de noticias falsas",
    it="diffusione di notizie false",
    pt="divulgação de notícias falsas",
    ru={"name": "распространение ложной информации", "in": "в распространении ложной информации"},
    uk="поширення неправдивої інформації",
    ky="жалган маалымат таратуу",
    kk="жалған ақпарат тарату", fa="نشر اخبار دروغ", ar="نشر أخبار كاذبة",
    uz="yolgʻon axborot tarqatish", tg="паҳн кардани маълумоти бардурӯғ",
    tk="ýalan maglumat ýaýratmak", tr="yalan haber yayma",
    **{"uz-Cyrl": "ёлғон ахборот тарқатиш", "zh-Hans": "传播虚假信息罪"},
)  # fmt: skip

WEST = Facts(
    Party((SALEM,)),
    (
        Event(
            "arrested", "events.0",
            {"by": (value("agent", "security-service"),), "place": (value("place", "home", in_=MARWA),)},
            date=Day(2026, 1, 12),
        ),
        Event(
            "charged", "events.1", {"by": (value("agent", "prosecutor"),), "charges": (FALSE,)}, date=Day(2026, 2, 3),
        ),
        Event(
            "beaten", "events.2", {"place": (value("place", "police-station", of=MARWA),)}, source=source("events.2"),
        ),
        Event("held", "events.3", {"place": (PRISON,)}, since=Day(2026, 2, 20)),
        Event(
            "not-seen-by-doctor", "events.4", {"condition": (value("condition", "diabetes"),)},
            duration=value("duration", "weeks"), source=source("events.4"), lead=True,
        ),
        Event(
            "trial", "events.5", {"court": (value("court", "criminal-court", of=MARWA),)}, expected=Day(2026, 5, 18),
        ),
        Event("faces-penalty", "events.6", {"term": (value("term", "years", n=7),), "up_to": (Flag(),)}, ongoing=True),
    ),
    (Duty("no-prison-for", "duties.0", {"right": (value("right", "freedom-of-expression"),)}),),
    (
        Request("release-unconditionally", "requests.0"),
        Request("medical-care", "requests.1"),
        Request("investigate", "requests.2", {"what": (value("crime", "ill-treatment"),)}),
    ),
)  # fmt: skip

OSH = own(
    ru={"name": "Ош", "in": "в Оше", "to": "в Ош", "from": "из Оша", "of": "Оша"},
    uk="Ош",
    ky="Ош",
    kk="Ош",
    uz="Oʻsh",
    tg="Ош",
    tk="Oş",
    tr="Oş",
    **{"uz-Cyrl": "Ўш"},
)
KASYMOVA = Person(
    "kasymova",
    own(
        ru="Аида Касымова",
        uk="Аїда Касимова",
        ky="Аида Касымова",
        kk="Аида Касымова",
        uz="Aida Qosimova",
        tg="Аида Қосимова",
        tk="Aýda Kasymowa",
        tr="Aida Kasımova",
        **{"uz-Cyrl": "Аида Қосимова"},
    ),
    "f",
    role=own(
        ru="журналистка из Оша",
        uk="журналістка з Оша",
        ky="оштук журналист",
        kk="оштық журналист",
        uz="oʻshlik jurnalist",
        tg="рӯзноманигор аз шаҳри Ош",
        tk="oşly žurnalist",
        tr="Oşlu gazeteci",
        **{"uz-Cyrl": "ўшлик журналист"},
    ),
    path="people.0",
)
COMMITTEE = own(
    ru={
        "name": "Государственный комитет национальной безопасности",
        "gen": "Государственного комитета национальной безопасности",
    },
    uk="Державний комітет національної безпеки",
    ky={
        "name": "Улуттук коопсуздук мамлекеттик комитети",
        "gen": "Улуттук коопсуздук мамлекеттик комитетинин",
    },
    kk="Ұлттық қауіпсіздік мемлекеттік комитеті",
    uz="Milliy xavfsizlik davlat qoʻmitasi",
    tg="Кумитаи давлатии амнияти миллӣ",
    tk="Milli howpsuzlyk döwlet komiteti",
    tr="Devlet Ulusal Güvenlik Komitesi",
    **{"uz-Cyrl": "Миллий хавфсизлик давлат қўмитаси"},
)
ARTICLE = value(
    "charge",
    "article",
    number=own(ru="330", uk="330", ky="330", kk="330", uz="330", tg="330", tk="330", tr="330", **{"uz-Cyrl": "330"}),
    heading=own(
        ru="Возбуждение розни",
        uk="Розпалювання ворожнечі",
        ky="Кастыкты козутуу",
        kk="Араздықты қоздыру",
        uz="Adovat qoʻzgʻatish",
        tg="Барангехтани адоват",
        tk="Duşmançylygy öjükdirmek",
        tr="düşmanlığa tahrik",
        **{"uz-Cyrl": "Адоват қўзғатиш"},
    ),
)
LAWYER = Party(noun=value("associate", "lawyer"), path="lawyer")

EAST = Facts(
    Party((KASYMOVA,)),
    (
        Event(
            "arrested",
            "events.0",
            {"by": (value("agent", "security-service", name=COMMITTEE),), "place": (value("place", "city", name=OSH),)},
            date=Day(2026, 10, 3),
        ),
        Event(
            "charged",
            "events.1",
            {
                "charges": (ARTICLE,),
                "because": (value("reason", "articles", topic=value("topic", "corruption")),),
            },
            date=Day(2026, 10, 5),
        ),
        Event("faces-penalty", "events.2", {"term": (value("term", "years", n=7),), "up_to": (Flag(),)}, ongoing=True),
        Event("trial", "events.3", expected=Day(2026, 12, 15)),
        Event(
            "ill-treated",
            "events.4",
            {"methods": (value("method", "beaten"), value("method", "kept-awake"))},
            source=source("events.4"),
        ),
        Event(
            "not-seen-by-doctor",
            "events.5",
            {"condition": (value("condition", "severe-asthma"),)},
            ongoing=True,
            source=source("events.5", LAWYER),
            lead=True,
        ),
        Event("held", "events.6", {"place": (value("place", "remand-prison", number=1),)}, since=Day(2026, 10, 3)),
    ),
    (Duty("torture-ban", "duties.0"),),
    (
        Request("release-unconditionally", "requests.0"),
        Request("medical-care", "requests.1"),
        Request("investigate", "requests.2", {"what": (value("crime", "torture"),)}),
    ),
)


def event(type: str, number: int = 0, **more: object) -> Event:
    """An event; each of its `args` is one value, or several."""
    args = {name: item if isinstance(item, tuple) else (item,) for name, item in more.pop("args", {}).items()}  # type: ignore[attr-defined]
    return Event(type, f"events.{number}", args, **more)  # type: ignore[arg-type]


def told(tag: str, *events: Event, party: Party | None = None) -> list[str]:
    """The sentences of the facts of a letter."""
    facts = Facts(party or Party((SALEM,)), events)
    found = letter(facts, tag)
    if not found.facts:  # The opening of the letter has told all of it.
        return [sentence.text for paragraph in account(facts, tag, 0).paragraphs for _, sentence in paragraph]
    return [each.text for part in found.paragraphs if part.kind == "facts" for each in part.sentences]
