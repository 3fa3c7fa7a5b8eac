"""The generated set: every event of the frames with every kind of party, agent and source.

In the folder `tests`, `python -m helpers.generated de [EVENT]` writes what a language says of each, for a native reader.
"""

import re
import sys
from collections.abc import Iterator, Mapping

from helpers.model_cases import own, source, value
from ua_gen import stock
from ua_gen.languages.checker import RENAMED
from ua_gen.languages.cyrillic import cyrillic
from ua_gen.languages.frames import english
from ua_gen.languages.notation import parse
from ua_gen.wording.realisation.letter import letter
from ua_gen.wording.realisation.records import Day, Event, Facts, Flag, Item, Party, Person, Request, Source

KAIRO = own(en="Cairo", de="Kairo", fr="Le Caire", es="El Cairo", it="Il Cairo", pt="o Cairo", ru={"name": "Каир", "in": "в Каире", "to": "в Каир", "from": "из Каира", "of": "Каира"}, uk={"name": "Каїр", "in": "у Каїрі", "to": "до Каїра", "from": "з Каїра", "of": "Каїра"}, ky="Каир", kk={"name": "Каир", "in": "Каирде", "to": "Каирге", "from": "Каирден"}, fa="قاهره", ar="القاهرة", uz="Qohira", tg="Қоҳира", tk="Kair", tr="Kahire", **{"uz-Cyrl": "Қоҳира", "zh-Hans": "开罗"})  # fmt: skip

ARABIC = {"odeh": "كريم عودة", "salem": "نورا سالم", "haddad": "لينا حداد", "okoye": "سام أوكوي"}
TAJIK = {"odeh": "Карим Авда", "salem": "Нора Салем", "haddad": "Лина Ҳаддод", "okoye": "Сэм Окойе"}
TURKMEN: Mapping[str, str | Mapping[str, str]] = {"odeh": {"name": "Kerim Ode", "acc": "Kerim Odäni", "dat": "Kerim Odä", "gen": "Kerim Odäniň"}, "salem": "Nora Salem", "haddad": "Lina Haddad", "okoye": {"name": "Sem Okoýe", "acc": "Sem Okoýäni", "dat": "Sem Okoýä", "gen": "Sem Okoýäniň"}}  # fmt: skip
CHINESE = {"odeh": "卡里姆·奥德", "salem": "诺拉·萨利姆", "haddad": "丽娜·哈达德", "okoye": "萨姆·奥科耶"}
# The last has forms of its own: whose gender is not known, of them no rule declines the name.
UKRAINIAN = {
    "odeh": "Карім Оде", "salem": "Нора Салем", "haddad": "Ліна Хаддад",
    "okoye": {"name": "Сем Окоє", "acc": "Сема Окоє", "gen": "Сема Окоє", "dat": "Сему Окоє", "ins": "Семом Окоє"},
}  # fmt: skip
PERSIAN = {"odeh": "کریم عوده", "salem": "نورا سالم", "haddad": "لینا حداد", "okoye": "سام اوکویه"}


def person(
    id: str, gender: str, name: str, russian: str, turkic: str, endings: str, uzbek: str, **forms: str
) -> Person:
    """`endings`: of the accusative, dative and genitive in Kazakh."""
    kazakh = {"name": turkic, **{case: turkic + end for case, end in zip(("acc", "dat", "gen"), endings.split(), strict=True)}}  # fmt: skip
    texts = own(tr=uzbek.replace("Sem", "Sam"), en=name, de=name, fr=name, es=name, it=name, pt=name, ru={"name": russian, **forms}, uk=UKRAINIAN[id], ky={"name": turkic, "acc": f"{turkic}ди", "dat": f"{turkic}ге", "gen": f"{turkic}дин"}, kk=kazakh, fa=PERSIAN[id], ar=ARABIC[id], uz=uzbek, tg=TAJIK[id], tk=TURKMEN[id], **{"uz-Cyrl": cyrillic(uzbek), "zh-Hans": CHINESE[id]})  # fmt: skip
    last = name.split()[-1]
    return Person(id, texts, gender, own(tr=last, en=last, de=last, fr=last, es=last, it=last, pt=last, ru={"name": russian, **forms}, uk=UKRAINIAN[id], ky=turkic, kk=kazakh, fa=PERSIAN[id], ar=ARABIC[id].split()[-1], uz=uzbek.split()[-1], tg=TAJIK[id].split()[-1], tk=TURKMEN[id], **{"uz-Cyrl": cyrillic(uzbek.split()[-1]), "zh-Hans": CHINESE[id].split("·")[-1]}), path=f"people.{id}")  # type: ignore[arg-type]  # fmt: skip


ODEH = person("odeh", "m", "Karim Odeh", "Карим Одех", "Карим Одех", "ті ке тің", "Karim Odeh", acc="Карима Одеха", gen="Карима Одеха", dat="Кариму Одеху", ins="Каримом Одехом")  # fmt: skip
SALEM = person("salem", "f", "Nora Salem", "Нора Салем", "Нора Салем", "ді ге нің", "Nora Salem", acc="Нору Салем", gen="Норы Салем", dat="Норе Салем", ins="Норой Салем")  # fmt: skip
HADDAD = person("haddad", "f", "Lina Haddad", "Лина Хаддад", "Лина Хаддад", "ты қа тың", "Lina Haddad", acc="Лину Хаддад", gen="Лины Хаддад", dat="Лине Хаддад", ins="Линой Хаддад")  # fmt: skip
OKOYE = person("okoye", "", "Sam Okoye", "Сэм Окойе", "Сэм Окойе", "ні ге нің", "Sem Okoye", acc="Сэма Окойе", gen="Сэма Окойе", dat="Сэму Окойе", ins="Сэмом Окойе")  # fmt: skip

PARTIES: Mapping[str, Party] = {
    "m": Party((ODEH,)),
    "f": Party((SALEM,)),
    "u": Party((OKOYE,)),
    "p": Party((ODEH, SALEM)),
    "pf": Party((SALEM, HADDAD)),
    "g": Party(noun=value("group", "families", n=120, of=KAIRO), path="people.0"),
}
WATCH = own("one", en="Human Rights Watch", de="Human Rights Watch", fr="Human Rights Watch", es="Human Rights Watch", it="Human Rights Watch", pt="a Human Rights Watch", ru="Human Rights Watch", uk="Human Rights Watch", ky={"name": "Human Rights Watch уюму", "gen": "Human Rights Watch уюмунун"}, kk="Human Rights Watch ұйымы", fa="دیده‌بان حقوق بشر", ar="هيومن رايتس ووتش", uz="Human Rights Watch tashkiloti", tg="созмони «Дидбони ҳуқуқи башар»", tk="Human Rights Watch guramasy", tr={"name": "Human Rights Watch", "gen": "Human Rights Watch’ın"}, **{"uz-Cyrl": "Human Rights Watch ташкилоти", "zh-Hans": "人权观察"})  # fmt: skip
EVIN = own(en="Evin", de="Evin", fr="Evin", es="Evin", it="Evin", pt="Evin", ru="Эвин", uk="Евін", ky="Эвин", kk="Эвин", fa="اوین", ar="إيفين", uz="Evin", tg="Эвин", tk="Ewin", tr="Evin", **{"uz-Cyrl": "Эвин", "zh-Hans": "埃温监狱"})  # fmt: skip
OFFICE = own("one", "n", en="the Migration Office", de="das Migrationsamt", fr="le Bureau des migrations", es="la Oficina de Migración", it="l’Ufficio migrazione", pt="o Serviço de Migração", ru={"name": "Бюро миграции"}, uk="Бюро міграції", ky="Миграция бюросу", kk="Көші-қон бюросы", fa="ادارهٔ مهاجرت", ar="مكتب الهجرة", uz="Migratsiya byurosi", tg="Бюрои муҳоҷират", tk="Migrasiýa edarasy", tr="Göç Bürosu", **{"uz-Cyrl": "Миграция бюроси", "zh-Hans": "移民局"})  # fmt: skip

SOURCES = ("none", "reported", "relatives", "organisation")
AGENTS = ("none", "stock", "own")


def cited(kind: str, path: str) -> Source | None:
    if kind == "none":
        return None
    if kind == "reported":
        return source(path, None)
    return source(path) if kind == "relatives" else source(path, WATCH)


VALUES: Mapping[str, tuple[Item, ...]] = {
    "place": (value("place", "prison", name=EVIN),),
    "because": (value("reason", "article"),),
    "charges": (value("charge", "terrorism"), value("charge", "murder")),
    "court": (value("court", "supreme-court"),),
    "sentence": (value("sentence", "life"),),
    "term": (value("term", "years", n=7),),
    "care": (value("care", "insulin"),),
    "condition": (value("condition", "asthma"),),
    "harm": (value("harm", "torture"),),
    "methods": (value("method", "beaten"),),
    "with": (value("threat", "death"),),
    "how": (value("threat-how", "by-telephone"),),
    "degree": (value("degree", "grave"),),
    "kind": (value("detention", "incommunicado"),),
    "up_to": (Flag(),),
}
STOP = own(
    en="stop the execution", de="die Hinrichtung auszusetzen", fr="suspendre l’exécution", es="suspenda la ejecución",
    it="sospendere l’esecuzione",
    pt="suspenda a execução",
    ru="приостановить казнь", uk="призупинити страту",
    ky="өлүм жазасын токтотууну", kk="өлім жазасын орындауды тоқтатуды", fa="اجرای حکم اعدام را متوقف کنید",
    ar="وقف تنفيذ حكم الإعدام",
    tk="ölüm jezasynyň ýerine ýetirilmegini togtatmagyňyzy",
    uz="qatl etishni toʻxtatishni", tg="иҷрои ҳукми қатлро боздоред", tr="idamın durdurulmasını",
    **{"uz-Cyrl": "қатл этишни тўхтатишни", "zh-Hans": "停止处决"},
)  # fmt: skip
# What else an argument of a kind may be: given where an event cannot be told without it.
BY_KIND: Mapping[str, tuple[Item, ...]] = {
    "request": (STOP,),
    "pressure": (value("pressure", "confess"),),
    "effect": (value("effect", "restrict", right=value("right", "freedom-of-expression")),),
    "standard": (value("standard", "iccpr"),),
    "right": (value("right", "freedom-of-expression"),),
    "law": (value("law", "press-law"),),
    "abuse": (value("abuse", "raids"), value("abuse", "threats")),
    "need": (value("need", "food"), value("need", "clean-water")),
    "property": (value("property", "computers"), value("property", "documents")),
}


def needed(kind: str) -> tuple[Item, ...]:
    """A value of a kind: a chosen one, or the first that takes nothing itself."""
    if kind not in BY_KIND:
        alone = (
            name for name, each in stock.values(kind).items() if not re.search(r"{(?!he}|him}|his})", each.english)
        )
        return (value(kind, next(alone)),)
    return BY_KIND[kind]


def of_kind(slot: str, kind: str) -> tuple[Item, ...]:
    """What stands for an argument in the set; where that is of another kind under the same name, one of its own."""
    if kind == "party":
        return (Party(noun=value("relative", "mother"), path=f"events.0.{slot}"),)
    items = VALUES.get(slot, ())
    return items if items and getattr(items[0], "kind", kind) == kind else needed(kind)


SPECIAL = {
    ("released", "how"): (value("release", "on-bail"),),
    ("evicted", "place"): (value("place", "homes"),),
    ("homes-destroyed", "place"): (value("place", "city", name=KAIRO),),
    ("fled", "to"): (value("place", "city", name=KAIRO),),
    ("verdict-upheld", "what"): (value("verdict", "sentence"),),
    ("forcibly-disappeared", "place"): (value("place", "home"),),
}
MAIN = (
    "charges",
    "sentence",
    "term",
    "care",
    "condition",
    "harm",
    "court",
    "place",
)  # Given always, where there are such.


def _event(key: str, party: str, agent: str, kind: str, full: bool) -> Event:
    _, name, mode = key.split(".")
    slots = set()
    for text in english()[key].values():
        slots |= {RENAMED.get(slot, slot) for slot in parse(text).filled}
    path = "events.0"
    args: dict[str, tuple[Item, ...]] = {}
    stocked = stock.events()[name]
    for slot in sorted(slots):
        if slot == "by":
            if agent != "none":
                args["by"] = (value("agent", "police"),) if agent == "stock" else (OFFICE,)
        elif slot in stocked.needs and slot in stocked.args:
            args[slot] = of_kind(slot, stocked.args[slot].kind)
        elif slot in VALUES and (full or slot in MAIN):
            args[slot] = SPECIAL.get((name, slot)) or of_kind(slot, stocked.args[slot].kind)
    if name in ("faces-penalty", "imprisoned"):
        args.pop("sentence", None)
    if "by" in args and name not in ("charged", "trial", "sued", "petition-filed"):
        args.pop("court", None)  # It is one or the other who did it.
    if name == "breaches":
        args["standard"] = BY_KIND["standard"]
    if name == "faces-penalty":
        args["up_to"] = (Flag(),)
    if name == "ill-treated" and full:
        args.pop("by", None)
    if "charges" in args and "court" in args and name in ("trial",) and mode == "ahead":
        args.pop("charges")
    since = Day(2026, 2, 20) if mode == "now" and "since" in slots else None
    return Event(
        name, path, args, source=cited(kind, path), since=since, ongoing=mode == "now" and since is None,
        date=Day(2026, 1, 12) if mode == "past" else None, expected=Day(2026, 5, 18) if mode == "ahead" else None,
    )  # fmt: skip


def cases() -> Iterator[tuple[str, Facts]]:
    """A letter for each combination, under a name that tells it."""
    for key in english():
        if not key.startswith("event."):
            continue
        agents = AGENTS if "{agent}" in "".join(english()[key].values()) else ("none",)
        if "by" in stock.events()[key.split(".")[1]].needs:
            agents = AGENTS[1:]
        for party in PARTIES:
            for agent in agents:
                for kind in SOURCES:
                    event = _event(key, party, agent, kind, False)
                    facts = Facts(PARTIES[party], (event,), (), (Request("release-unconditionally", "requests.0"),))
                    yield f"{key}/{party}/{agent}/{kind}", facts


def specimen(tag: str, event: str = "") -> Iterator[str]:
    """What a language says of each event of the set, without what is asked for."""
    for name, facts in cases():
        if event in ("", name.split(".")[1]):
            found = letter(facts, tag)
            said = [" ".join(each.text for each in part.sentences) for part in found.paragraphs[:-1]]
            untold = f"  (untold: {', '.join(sorted(found.untold))})" if found.untold else ""
            yield f"{name}: {' | '.join(said)}{untold}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in specimen(*sys.argv[1:]))
