"""The language engine: notation, checker, rules, frames, letters. Every sentence here is of an invented case."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from helpers.generated import PARTIES, SOURCES, cases
from helpers.model_cases import EAST, SALEM, WEST, event, own, source, told, value
from helpers.specimen import ROOT

from ua_gen import stock
from ua_gen.languages import checker
from ua_gen.languages.frames import Frame
from ua_gen.languages.notation import parse
from ua_gen.wording.realisation.discourse import Discourse
from ua_gen.wording.realisation.grammar import grammar
from ua_gen.wording.realisation.letter import Letter, letter
from ua_gen.wording.realisation.parties import mentions
from ua_gen.wording.realisation.realiser import Realiser
from ua_gen.wording.realisation.records import Day, Duty, Event, Facts, Party, Request
from ua_gen.wording.realisation.rules import de, en, fr, ky, ru

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
SALUTATION = {"fr": "Monsieur le Ministre", "ar": "معالي الوزير"}
# The case of each book of style.
MODEL = {
    **dict.fromkeys(("ru", "uk", "ky", "kk", "uz", "uz-Cyrl", "tg", "tk", "tr"), EAST),
    "fa": replace(WEST, country="IR"),
    "ar": replace(WEST, addressee="EG"),
}


# --- rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (fr.joined("de", "Ahmad"), "d’Ahmad"),
        (fr.joined("de", "Hassan"), "de Hassan"),
        (fr.joined("de", "Yacine"), "de Yacine"),
        (fr.joined("de", "Yves"), "d’Yves"),
        (fr.joined("de", "« incitation à la haine »"), "d’« incitation à la haine »"),
        (fr.joined("de", "le parquet"), "du parquet"),
        (fr.joined("de", "les habitants"), "des habitants"),
        (fr.joined("de", "des gardiens"), "de gardiens"),
        (fr.joined("à", "Le Caire", True), "au Caire"),
        (fr.joined("de", "Les Cayes", True), "des Cayes"),
        (fr.joined("à", "La Haye", True), "à La Haye"),
        (fr.joined("de", "Évin"), "d’Évin"),
        (fr.joined("à", "la prison d’Evin"), "à la prison d’Evin"),
        (fr.joined("de", "l’hôpital X"), "de l’hôpital X"),
        (fr.joined("de", "hôpitaux"), "d’hôpitaux"),
        (fr.joined("de", "onze personnes"), "de onze personnes"),
        (de.joined("von", "das Bezirksgericht Osch"), "vom Bezirksgericht Osch"),
        (de.joined("von", "der Oberste Gerichtshof"), "vom Obersten Gerichtshof"),
        (de.joined("von", "die Zweite Strafkammer"), "von der Zweiten Strafkammer"),
        (de.joined("von", "der Präsident"), None),
        (de.joined("von", "die Vorsitzende der Kommission"), "von der Vorsitzenden der Kommission"),
        (de.joined("von", "die Behörden", True), None),
        (de.joined("vor", "das Oberste Gericht der Republik X"), "vor dem Obersten Gericht der Republik X"),
        (de.joined("in", "das Zentralgefängnis Marwa"), "im Zentralgefängnis Marwa"),
        (de.joined("von", "Human Rights Watch"), "von Human Rights Watch"),
        (de.joined("von", "der Generalstaatsanwalt"), "vom Generalstaatsanwalt"),
        (de.joined("von", "der Nationale Sicherheitsrat"), "vom Nationalen Sicherheitsrat"),
        (de.joined("von", "Angehörige des Geheimdienstes", True), None),
        (de.into("das Zentralgefängnis Marwa"), "ins Zentralgefängnis Marwa"),
        (de.accusative("der Oberste Gerichtshof"), "den Obersten Gerichtshof"),
        (en.article("activist"), "an"),
        (en.article("university lecturer"), "a"),
        (en.article("honorary consul"), "an"),
        (en.article("Uzbek lawyer"), "an"),
        (en.article("Ukrainian journalist"), "a"),
        (en.article("unidentified man"), "an"),
        (en.article("Uyghur poet"), "a"),
        (en.article("MP"), "an"),
        (en.article("NGO"), "an"),
        (en.article("UN expert"), "a"),
        (en.possessive("Okoye"), "Okoye’s"),
        (en.possessive("officers"), "officers’"),
        (ky.person("Канышай Мамыркулова", "acc"), "Канышай Мамыркулованы"),
        (ky.person("Аскаров", "acc"), "Аскаровду"),
        (ky.person("Аскаров", "gen"), "Аскаровдун"),
        (ky.person("Аскаров", "dat"), "Аскаровго"),
        (ky.person("Атамбаев", "dat"), "Атамбаевге"),
        (ky.person("Тажибек кызы", "gen"), "Тажибек кызынын"),
        (ky.person("Нора Салем", "acc"), "Нора Салемди"),
        (ky.person("Nora Salem", "acc"), None),
        (ru.person("Аида Касымова", "acc", "f"), "Аиду Касымову"),
        (ru.person("Ирина Иванова", "gen", "f"), "Ирины Ивановой"),
        (ru.person("Азимжан Аскаров", "ins", "m"), "Азимжаном Аскаровым"),
        (ru.person("Толекан Исмаилова", "dat", "f"), "Толекан Исмаиловой"),
        (ru.person("Рита Карасартова", "gen", "f"), "Риты Карасартовой"),
        (ru.person("Андрей Достоевский", "gen", "m"), "Андрея Достоевского"),
        (ru.person("Nora Salem", "gen", "f"), None),
        (ru.person("Сэм Окойе", "gen", ""), None),
        (ru.counted(21), 0),
        (ru.counted(12), 2),
        (ru.counted(3), 1),
    ],
)
def test_rules(got: object, wanted: object) -> None:
    assert got == wanted


# --- the model cases of the style books -----------------------------------------------------------


def sentences(found: Letter) -> list[str]:
    return [each.text for paragraph in found.paragraphs for each in (*paragraph.sentences, *paragraph.items)]


# Where our sentence is not that of the book: ours, the book's, and why. Order, facts and forms are the same.
DIFFERENT: Mapping[str, Sequence[tuple[str, str, str]]] = yaml.load(
    (Path(__file__).parent / "model-letters.yaml").read_bytes(), Loader=yaml.CSafeLoader
)


@pytest.mark.parametrize("tag", TAGS)
def test_the_model_letter_is_that_of_the_book(tag: str) -> None:
    facts = MODEL.get(tag, WEST)
    found = letter(facts, tag, SALUTATION.get(tag, ""))
    book = DIFFERENT[tag]
    assert sentences(found) == [line[0] for line in book]
    assert not found.untold
    assert not found.bracketed
    for line in book:
        assert len(line) == 1 or all(line), "a difference has a reason"


def test_requests_may_be_asked_for_in_any_order() -> None:
    """Whichever comes first that speaks of the person names her; the others have the pronoun."""
    first, second, third = WEST.requests
    facts = Facts(WEST.party, WEST.events, WEST.duties, (third, second, first))
    items = [item.text for item in letter(facts, "de").paragraphs[-2].items]
    assert items == [
        "die Berichte über ihre Misshandlung unabhängig und unparteiisch untersuchen zu lassen,",
        "dafür zu sorgen, dass Nora Salem umgehend die nötige medizinische Versorgung erhält,",
        "sie sofort und bedingungslos freizulassen.",
    ]


# --- sentences ------------------------------------------------------------------------------------


BROTHER = Party(
    noun=value("relative", "brother", name=own(en="Amir Salem", de="Amir Salem", fr="Amir Salem", ky="Амир Салем")),
    path="events.1.about",
)


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        (
            "en",
            [
                "On 12 January 2026, police officers arrested Nora Salem.",
                "The next day, unknown persons threatened her brother, Amir Salem, by telephone.",
                "On 3 May, Nora Salem was followed.",
            ],
        ),
        (
            "de",
            [
                "Am 12. Januar 2026 nahm die Polizei Nora Salem fest.",
                "Am nächsten Tag bedrohten Unbekannte ihren Bruder Amir Salem telefonisch.",
                "Am 3. Mai wurde Nora Salem beschattet.",
            ],
        ),
    ],
)
def test_a_relative_is_told_of_and_the_person_is_named_again_after_him(tag: str, wanted: list[str]) -> None:
    events = (
        event("arrested", 0, args={"by": value("agent", "police")}, date=Day(2026, 1, 12)),
        event(
            "threatened",
            1,
            args={"by": value("agent", "unknown"), "how": value("threat-how", "by-telephone")},
            about=BROTHER,
            date=Day(2026, 1, 13),
        ),
        event("followed", 2, date=Day(2026, 5, 3)),
    )
    assert told(tag, *events) == wanted


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("en", "Unknown persons threatened Okoye’s brother."),
        ("de", "Unbekannte bedrohten den Bruder von Okoye."),
        ("fr", "Des inconnus ont menacé son frère."),
        ("es", "Unos desconocidos amenazaron a su hermano."),
        ("it", "Alcuni sconosciuti hanno minacciato suo fratello."),
        ("pt", "Desconhecidos ameaçaram o irmão de Okoye."),
        ("ru", "Неизвестные угрожали брату Сэма Окойе."),
        ("ky", "Белгисиз адамдар анын бир тууганын коркуткан."),
        ("kk", "Белгісіз біреулер оның бауырына қоқан-лоқы көрсеткен."),
        ("uz", "Nomaʼlum shaxslar uning tugʻishgan birodariga tahdid qilgan."),
        ("uz-Cyrl", "Номаълум шахслар унинг туғишган биродарига таҳдид қилган."),
        ("fa", "افراد ناشناس برادرش را تهدید کردند."),
        ("tg", "Афроди ношинос ба бародараш таҳдид карданд."),
        ("ar", "وهدّد مجهولون شقيق أوكوي."),
        ("tk", "Näbelli adamlar onuň erkek doganyna haýbat atdy."),
        ("zh-Hans", "身份不明者对奥科耶的兄弟发出威胁。"),
        ("tr", "Kimliği belirsiz kişiler, erkek kardeşini tehdit etti."),
    ],
)
def test_a_relative_of_somebody_of_unknown_gender_has_the_name_for_a_possessive(tag: str, wanted: str) -> None:
    brother = Party(noun=value("relative", "brother"), path="events.0.about")
    threat = event("threatened", args={"by": value("agent", "unknown")}, about=brother)
    assert told(tag, threat, party=PARTIES["u"]) == [wanted]


def test_a_hedge_that_has_no_place_is_never_dropped() -> None:
    """A frame without `{h}`, and a hedge that stands inside: there is no sentence, rather than a fact."""
    language = grammar("en")
    bare = {
        **language.frames,
        "event.beaten.past": (Frame("plain", parse("{who} {who!was|were} beaten")),),
        "hedge.reported": (Frame("mid", parse("reportedly")),),
    }
    other = replace(language, frames=bare)
    realiser = Realiser(Discourse(other, mentions(other, Party((SALEM,)), {})))
    assert realiser.tell(event("beaten", source=source("events.0", None))) is None
    assert realiser.tell(event("beaten")) is not None


def test_no_german_sentence_begins_with_a_plural_that_reads_as_the_addressee() -> None:
    found = told(
        "de",
        event("arrested", 0, args={"by": value("agent", "police")}, date=Day(2026, 1, 12)),
        event("beaten", 1, ),
        party=PARTIES["pf"],
    )  # fmt: skip
    assert found[-1] == "Die beiden Frauen wurden geschlagen."
    assert not any(sentence.startswith("Sie ") for sentence in found)


def test_a_german_pronoun_stands_where_no_subject_is_mistaken() -> None:
    odeh = told(
        "de",
        event("beaten", 0, args={"by": value("agent", "police")}, date=Day(2026, 1, 12)),
        event("tortured", 1, args={"by": value("agent", "military")}, date=Day(2026, 1, 13)),
        party=PARTIES["m"],
    )
    assert odeh == ["Am 12. Januar 2026 schlug die Polizei Karim Odeh.", "Am nächsten Tag folterten ihn Soldaten."]
    salem = told(
        "de",
        event("beaten", 0, args={"by": value("agent", "police")}, date=Day(2026, 1, 12)),
        event("tortured", 1, args={"by": value("agent", "military")}, date=Day(2026, 1, 13)),
    )
    assert salem[-1] == "Am nächsten Tag folterten Soldaten sie."


def test_a_place_without_its_form_stands_in_brackets_and_is_told_of() -> None:
    facts = Facts(
        Party((SALEM,)),
        (event("arrested", args={"place": own(ru="Нижний Новгород")}, date=Day(2026, 1, 12)),),
    )
    found = letter(facts, "ru")
    assert found.bracketed == {"events.0.place"}
    assert "(Нижний Новгород)" in found.text()


def test_two_facts_are_told_in_one_sentence_only_where_nothing_is_lost() -> None:
    """An agent is the subject of its own sentence in Kyrgyz; without one, both are told of her."""
    asthma = {"condition": value("condition", "asthma")}
    ill = event("suffers-from", 0, args=asthma, ongoing=True, source=source("events.0"))
    insulin = {"care": value("care", "insulin")}
    for more, wanted in (
        ({"by": value("agent", "prison-staff")}, "түрмө кызматкерлери ага инсулин берүүдөн баш тартууда"),
        ({}, "астма менен ооруйт жана инсулин ала албай жатат"),
    ):
        denied = event("denied-medical-care", 1, args={**insulin, **more}, ongoing=True, source=source("events.1"))
        found = letter(Facts(Party((SALEM,)), (ill, denied)), "ky")
        assert wanted in found.text()
        assert not found.untold


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("fr", "souffre d’asthme et ne reçoit pas"),
        ("es", "padece asma y no recibe"),
        ("pt", "sofre de asma e não recebe"),
        ("de", "leidet und nicht"),
    ],
)
def test_a_denial_behind_and_keeps_its_distance_to_the_verb(tag: str, wanted: str) -> None:
    ill = event("suffers-from", 0, args={"condition": value("condition", "asthma")}, ongoing=True, source=source("e.0"))
    denied = event("denied-medical-care", 1, ongoing=True, source=source("e.1"))
    assert wanted in told(tag, ill, denied)[0]


def test_what_a_language_cannot_tell_is_in_untold() -> None:
    facts = Facts(Party((SALEM,)), (Event("unheard-of", "events.0", date=Day(2026, 1, 12)),))
    assert letter(facts, "en").untold >= {"events.0", "events.0.date"}


def test_a_text_of_the_cases_own_keeps_its_attribution_and_is_missed_where_it_is_lacking() -> None:
    """Where a language lacks it, the stock event is told, and the text is among what is left out."""
    text = own(en="she was kicked until she fainted", de="sie wurde getreten, bis sie ohnmächtig wurde")
    facts = Facts(Party((SALEM,)), (event("beaten", source=source("events.0"), text=text),))
    assert "say that she was kicked until she fainted." in letter(facts, "en").text()
    assert "Sie wurde getreten, bis sie ohnmächtig wurde, so ihre Angehörigen." in letter(facts, "de").text()
    french = letter(facts, "fr")
    assert "indiquent que Nora Salem a été frappée." in french.text()
    assert french.untold >= {"events.0.text"}


def test_a_detail_follows_its_event_and_is_missed_where_it_is_lacking() -> None:
    detail = own(en="The officers showed no warrant.", de="Die Polizisten zeigten keinen Haftbefehl.")
    facts = Facts(Party((SALEM,)), (event("arrested", args={"by": value("agent", "police")}, detail=detail),))
    assert "arrested Nora Salem. The officers showed no warrant." in letter(facts, "en").text()
    assert letter(facts, "ru").untold >= {"events.0.detail"}


def test_a_source_of_unknown_number_is_never_given_a_verb() -> None:
    monitors = own(de="Beobachter", ru={"name": "хроникёры", "gen": "хроникёров"})
    facts = Facts(Party((SALEM,)), (event("beaten", source=source("events.0", monitors)),))
    assert "по данным хроникёров" in letter(facts, "ru").text().lower()


# --- nothing lost, nothing added ------------------------------------------------------------------

HEDGED = {
    "en": re.compile(r"reportedly|according to|\b(says?|adds?|reports?)\b", re.IGNORECASE),
    "de": re.compile(
        r"Berichten zufolge|nach Angaben|berichte[nt]?|\bsoll(en)?\b|\b(sei|habe|hätten)\b", re.IGNORECASE
    ),
    "fr": re.compile(r"selon|d’après|indique|\w+(rait|raient)\b", re.IGNORECASE),
    "es": re.compile(r"según|al parecer|hay informes|\b(afirma|añade|indica)n?\b", re.IGNORECASE),
    "it": re.compile(r"secondo|a quanto risulta|a detta d|riferisc|\b\w+(rebbe|rebbero)\b", re.IGNORECASE),
    "pt": re.compile(
        r"segundo|de acordo com|há relatos|\b(afirma|acrescenta)m?\b|\bter(á|ão|-(se|lhes?)-(á|ão))\b", re.IGNORECASE
    ),
    "ru": re.compile(r"по словам|по данным|сообщ|сведениям", re.IGNORECASE),
    "uk": re.compile(r"за словами|за даними|повідомля|відомостями|інформацією|сказано", re.IGNORECASE),
    "ky": re.compile(r"айтымында|билдир|маалымат|кабар", re.IGNORECASE),
    "kk": re.compile(r"айтуынша|мәлімет|хабар", re.IGNORECASE),
    "uz": re.compile(r"aytishicha|maʼlum qilishicha|xabar|maʼlumotlarga", re.IGNORECASE),
    "uz-Cyrl": re.compile(r"айтишича|маълум қилишича|хабар|маълумотларга", re.IGNORECASE),
    "tk": re.compile(r"sözlerine görä|aýtmagyna görä|habar", re.IGNORECASE),
    "tr": re.compile(r"(aktardığına|bildirdiğine|belirttiğine|bilgilere|aktarılanlara) göre", re.IGNORECASE),
    "fa": re.compile(r"به گفتهٔ|گزارش|می‌گویند?|اعلام کرده|اظهارات|افزوده"),
    "tg": re.compile(r"ба гуфтаи|ба иттилои|тибқи (иттилои|маълумоти)|хабар|мегӯя|илова мекун|иттилоъ", re.IGNORECASE),
    "ar": re.compile(r"بحسب|وفقًا|تقارير|(أفاد|ذكر|أضاف)"),
    "zh-Hans": re.compile(r"据报|据悉|有报告称|据[^，。]+(反映|报告|称)，|表示，"),
}
OWN_AGENT = {
    "en": "Migration Office", "de": "Migrationsamt", "fr": "Bureau des migrations",
    "es": "Oficina de Migración", "it": "Ufficio migrazione", "pt": "Serviço de Migração", "ru": "Бюро миграции",
    "uk": "Бюро міграції",
    "ky": "Миграция бюросу", "kk": "Көші-қон бюросы", "fa": "ادارهٔ مهاجرت", "ar": "مكتب الهجرة",
    "tr": "Göç Bürosu", "uz": "Migratsiya byurosi", "tk": "Migrasiýa edarasy", "uz-Cyrl": "Миграция бюроси",
    "tg": "Бюрои муҳоҷират",
    "zh-Hans": "移民局",
}  # fmt: skip
SAMPLE = [case for number, case in enumerate(cases()) if number % 11 == 0]


def tells(tag: str, name: str) -> bool:
    """Whether a language has to tell the event of a letter: one of the third tier only where it has a frame for it."""
    key = name.split("/")[0]
    return stock.events()[key.split(".")[1]].tier in stock.TIERS or key in grammar(tag).frames


def worries(tag: str, party: Party) -> set[str]:
    """The openings that assert nothing of the harm."""
    language = grammar(tag)
    realiser = Realiser(Discourse(language, mentions(language, party, {})))
    found = set()
    for key, variants in language.frames.items():
        for frame in variants:
            if key.startswith("opening.") and frame.label.startswith("worry"):
                try:
                    found.add(realiser._opening(frame, None, realiser.discourse.party, None, None).text)
                except LookupError:
                    continue
    return found


def check(tag: str, name: str, facts: Facts, worry: set[str], banned: Sequence[re.Pattern[str]]) -> list[str]:
    """What is wrong with a letter of the generated set."""
    _, _, agent, kind = name.split("/")
    found = letter(facts, tag)
    text = found.text()
    wrong = [f"untold: {path}" for path in sorted(found.untold | found.bracketed) if (tag, name, path) not in KNOWN]
    # Where the opening has told all of the event, there is no other sentence of it.
    event_told = [each.text for part in (*found.facts, found.law) for each in part.sentences]
    if kind != "none":
        if event_told and not HEDGED[tag].search(event_told[0]):
            wrong.append(f"no hedge: {event_told[0]}")
        opening = found.paragraphs[0].sentences[0].text
        if opening not in worry and not HEDGED[tag].search(opening):
            wrong.append(f"no hedge in the opening: {opening}")
    if agent == "own" and OWN_AGENT[tag] not in text:
        wrong.append("no agent")
    if agent == "none" and (hit := checker.NAMED_AGENTS[tag].search(text)):
        wrong.append(f"an agent that nobody named: {hit[0]}")
    wrong += [f"banned: {pattern.pattern}" for pattern in banned if pattern.search(text.replace("\u202f", " "))]
    return [f"{tag} {name}: {each}\n{text}" for each in wrong]


BANNED = yaml.load((Path(__file__).parent / "banned-frames.yaml").read_bytes(), Loader=yaml.CSafeLoader)
# What is left out with a warning, because the books have no frame for it.
KNOWN = {("fr", f"event.evicted.past/u/none/{kind}", "events.0.place") for kind in SOURCES}


def patterns(tag: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.MULTILINE) for pattern in (*BANNED["common"], *BANNED[tag])]


@pytest.mark.parametrize("tag", TAGS)
def test_nothing_is_lost_and_nothing_added(tag: str) -> None:
    worry = {name: worries(tag, party) for name, party in PARTIES.items()}
    wrong = [
        each
        for name, facts in SAMPLE
        if tells(tag, name)
        for each in check(tag, name, facts, worry[name.split("/")[1]], patterns(tag))
    ]
    assert not wrong, "\n\n".join(wrong[:5])


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAGS)
def test_nothing_is_lost_and_nothing_added_in_the_whole_set(tag: str) -> None:
    worry = {name: worries(tag, party) for name, party in PARTIES.items()}
    wrong = [
        each
        for name, facts in cases()
        if tells(tag, name)
        for each in check(tag, name, facts, worry[name.split("/")[1]], patterns(tag))
    ]
    assert not wrong, "\n\n".join(wrong[:5])


@pytest.mark.parametrize("tag", TAGS)
def test_the_model_letters_have_no_banned_frame(tag: str) -> None:
    text = letter(MODEL.get(tag, WEST), tag, SALUTATION.get(tag, "")).text().replace("\u202f", " ")
    assert [pattern.pattern for pattern in patterns(tag) if pattern.search(text)] == []


def test_the_page_for_writers_of_a_language_names_every_slot_and_option() -> None:
    page = (ROOT / "docs" / "language-engine.md").read_text("utf-8")
    for tag in TAGS:
        for option in grammar(tag).tables["options"]:
            assert f"`{option}`" in page, option
    for slot in checker.EVERY | checker.OTHER_SLOTS["opening"]:
        assert f"{{{slot}" in page, slot


# --- two facts in a sentence, and the order of paragraphs -------------------------------------------------------------

COURT = {"court": value("court", "district-court", **{"of": own(en="Osh", de="Osch", fr="Och", ru="Ош", ky="Ош")})}
ARRESTED = event("arrested", 2, date=Day(2026, 1, 12), lead=True)
GUILTY = event("convicted", 0, date=Day(2026, 3, 1), args=COURT)
SENTENCED = event("sentenced", 1, date=Day(2026, 3, 1), args={**COURT, "sentence": value("sentence", "life")})


def test_what_one_court_did_on_one_day_is_one_sentence() -> None:
    """The day and the court are told once, and only where nothing is lost by it."""
    found = letter(Facts(Party((SALEM,)), (GUILTY, SENTENCED)), "en")
    assert "On 1 March 2026, the Osh District Court convicted Nora Salem and sentenced her to life" in found.text()
    assert not found.untold
    german = letter(Facts(Party((SALEM,)), (GUILTY, SENTENCED)), "de")
    assert "und verurteilte sie zu lebenslanger Haft" in german.text()


def test_two_days_two_courts_or_two_sources_are_two_sentences() -> None:
    others = (
        replace(SENTENCED, date=Day(2026, 3, 2)),
        replace(SENTENCED, source=source("events.1")),
        replace(SENTENCED, args={**SENTENCED.args, "court": (value("court", "supreme-court"),)}),
        replace(SENTENCED, date=None),
    )
    for other in others:
        found = letter(Facts(Party((SALEM,)), (GUILTY, other)), "en")
        assert "convicted Nora Salem and" not in found.text(), other
        assert not found.untold


def test_an_auxiliary_is_not_said_twice() -> None:
    guilty, sentenced = (
        replace(each, args={k: v for k, v in each.args.items() if k != "court"}) for each in (GUILTY, SENTENCED)
    )
    for tag, wanted in (
        ("en", "was convicted and sentenced to life"),
        ("de", "schuldig gesprochen und zu lebenslanger Haft verurteilt"),
        ("fr", "a été reconnue coupable et condamnée à"),
        ("ru", "её признали виновной и приговорили к"),
    ):
        assert wanted in letter(Facts(Party((SALEM,)), (ARRESTED, guilty, sentenced)), tag).text().replace(
            "\u00a0", " "
        ), tag


def test_what_is_listed_is_not_continued_by_a_second_clause() -> None:
    """`Kept awake and forced to confess`: whose list it is, nobody could tell."""
    methods = {"methods": (value("method", "beaten"), value("method", "deprived-of-sleep"))}
    tortured = event("tortured", 0, date=Day(2026, 3, 1), args=methods)
    forced = event("forced-confession", 1, date=Day(2026, 3, 1))
    assert ". The same day, she was forced" in letter(Facts(Party((SALEM,)), (tortured, forced)), "en").text()


def test_the_opening_leaves_the_date_to_the_fact_that_tells_more() -> None:
    arrested = event("arrested", 0, date=Day(2026, 3, 1), args={"by": value("agent", "police")}, lead=True)
    text = letter(Facts(Party((SALEM,)), (arrested,)), "en").text()
    assert text.count("1 March 2026") == 1
    assert "who was taken into custody.\n\nOn 1 March 2026, police officers arrested" in text


def test_topics_follow_in_the_order_of_time() -> None:
    """One that was over before another comes first; short ones that overlap are one story, long ones stay apart."""
    threatened = event("threatened", 0, date=Day(2025, 12, 1), args={"by": value("agent", "unknown")})
    arrested = event("arrested", 1, date=Day(2026, 1, 12))
    again = event("threatened", 2, date=Day(2026, 2, 1))
    undated = replace(again, date=None)
    charged = [event("charged", 3 + number, date=Day(2026, 3, 1 + number)) for number in range(12)]
    for events, wanted in (
        ((arrested, charged[0], threatened, replace(again, date=Day(2026, 1, 11))), "threat threat arrest charge"),
        ((arrested, charged[0], threatened, again), "threat arrest threat charge"),
        ((arrested, charged[0], threatened, undated), "threat threat arrest charge"),
        ((arrested, *charged, threatened, again), f"arrest {'charge ' * 12}threat threat"),
    ):
        facts = letter(Facts(Party((SALEM,)), events), "en").facts
        text = " ".join(paragraph.text(" ") for paragraph in facts)
        assert re.findall("threat|arrest|charge", text) == wanted.split(), text


def test_a_penalty_that_threatens_stands_by_the_trial_that_may_end_in_it() -> None:
    trial = event("trial", 1, expected=Day(2026, 5, 18))
    penalty = event("faces-penalty", 2, ongoing=True, args={"term": value("term", "years", n=7)})
    said = event("denied-lawyer", 0, since=Day(2026, 1, 12), source=source("events.0"))
    more = event("denied-family-visits", 3, since=Day(2026, 1, 13), source=source("events.3"))
    for tag in ("en", "de", "fr", "ru", "ky"):
        facts = letter(Facts(Party((SALEM,)), (said, more, trial, penalty)), tag).facts
        texts, day = [part.text(" ") for part in facts], grammar(tag).language.figures("18")
        assert len([text for text in texts if day in text]) == 1
        assert any(day in text and re.search("7|seven|sieben|sept|siete|сем|жети|жеті|هفت|سبع", text) for text in texts)


def test_sympathy_is_no_demand() -> None:
    """A letter says it in a sentence of its own; a list of what is asked has it too."""
    asked = (Request("halt-execution", "requests.0"), Request("sympathy-for-victims", "requests.1"))
    for tag, wanted in (
        ("en", "None of this is meant to make "), ("de", "Das Leid der Opfer"), ("fr", "Cette lettre ne "),
        ("ru", "Это обращение ни в коей мере"), ("ky", "Бул кайрылуу"), ("kk", "Бұл өтініш"),
    ):  # fmt: skip
        found = letter(Facts(Party((SALEM,)), (), requests=asked), tag)
        assert [each.sentences[0].text[: len(wanted)] for each in found.facts] == [wanted]
        assert wanted[5:] not in found.asked.text(" ")
        assert len(found.requests) == 2
        assert not found.untold


def test_undated_stages_of_a_trial_follow_each_other() -> None:
    """A case that lists its facts by weight is told in order; what has a date, or befell others, stays where it is."""
    sentenced = event("sentenced", 0, args={"sentence": value("sentence", "life")})
    upheld, arrested, charged = (event(type, n) for n, type in enumerate(("verdict-upheld", "arrested", "charged"), 1))
    text = letter(Facts(Party((SALEM,)), (sentenced, upheld, arrested, charged)), "en").text()
    assert re.findall("arrested|charged|upheld", text) == ["arrested", "charged", "upheld"]
    dated = replace(arrested, date=Day(2026, 3, 1))
    text = letter(Facts(Party((SALEM,)), (sentenced, upheld, dated, charged)), "en").text()
    assert re.findall("arrested|charged|upheld", text) == ["upheld", "arrested", "charged"]


def test_undated_facts_are_joined_by_one_verb_only() -> None:
    denied, visits = event("denied-lawyer", 0), event("denied-family-visits", 1)
    complained = event("complaint-filed", 2)
    text = letter(Facts(Party((SALEM,)), (denied, visits, complained)), "en").text()
    assert "has been denied access to a lawyer and denied family visits." in text
    text = letter(Facts(Party((SALEM,)), (denied, complained)), "en").text()
    assert "access to a lawyer." in text


def test_what_is_still_so_is_the_end_of_its_story_and_stands_before_a_law_only() -> None:
    """Without a law, the requests follow on all that happened; and the day of the arrest is told once."""
    arrested, held = event("arrested", 0, date=Day(2026, 1, 12)), event("held", 1, since=Day(2026, 1, 12))
    charged = event("charged", 2, date=Day(2026, 3, 1))
    party = Party((SALEM,))
    found = letter(Facts(party, (held, arrested, charged), requests=(Request("drop-charges", "requests.0"),)), "en")
    assert found.facts[0].text(" ").endswith("On 1 March, she was charged. She is still held.")
    assert found.law.sentences == []
    assert found.untold == frozenset()
    law = (Duty("no-prison-for", "duties.0", {"right": (value("right", "freedom-of-expression"),)}),)
    with_law = letter(Facts(party, (held, arrested, charged), duties=law), "en")
    assert with_law.law.sentences[0].text == "Nora Salem is still held."
    in_prison = replace(held, args={"place": (value("place", "prison", name=own(en="Evin")),)})
    assert "since 12 January" in letter(Facts(party, (in_prison, arrested)), "en").text(), (
        "they may have come there later"
    )


def test_an_arrest_of_which_no_more_is_known_is_told_once() -> None:
    party = Party((SALEM,))
    charged = event("charged", 1, date=Day(2026, 3, 1))
    text = letter(Facts(party, (event("arrested", 0), charged)), "en").text()
    assert "taken into custody" in text
    assert "arrested" not in text
    assert "arrested" in letter(Facts(party, (event("campaigned", 2), event("arrested", 0))), "en").text(), (
        "not the first"
    )


def test_a_fact_that_another_tells_more_of_is_not_told_by_itself() -> None:
    party, charge = Party((SALEM,)), {"charges": (value("charge", "murder"),)}
    bare, more = event("charged", 0), event("charged", 1, args=charge)
    found = letter(Facts(party, (bare, more)), "en")
    assert found.text().count("charged") == 1
    assert found.untold == frozenset()
    twice = (event("interrogated", 0), event("interrogated", 1, args={"by": value("agent", "police")}))
    assert letter(Facts(party, twice), "en").text().count("questioned") == 2, "that can happen to anybody twice"


def test_a_month_that_the_sentence_before_has_named_is_not_named_again() -> None:
    pleaded, sentenced = event("pleaded-guilty", 0, date=Day(2001)), event("sentenced", 1, date=Day(2001))
    sentenced = replace(sentenced, args={"sentence": (value("sentence", "death"),)})
    found = letter(Facts(Party((SALEM,)), (pleaded, sentenced)), "ru")
    assert found.text().count("2001") == 1
    assert found.untold == frozenset()


def test_german_adds_where_a_plural_would_be_taken_for_the_addressee() -> None:
    two = Party((SALEM, replace(SALEM, id="o", name=own(de="Mia Odeh"))))
    events = [
        event(kind, number, ongoing=True) for number, kind in enumerate(("denied-lawyer", "denied-family-visits"))
    ]
    text = letter(Facts(two, tuple(events)), "de").text()
    assert "Zudem dürfen sie" in text
    assert "Sie dürfen" not in text
