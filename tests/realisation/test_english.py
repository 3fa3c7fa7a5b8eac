"""English, the original: what its rules and tables make of every fact. Every sentence here is of an invented case."""

from collections.abc import Mapping

import pytest
from helpers.generated import PARTIES
from helpers.model_cases import own, source, value

from ua_gen import stock
from ua_gen.languages.checker import RENAMED
from ua_gen.languages.frames import english, tables
from ua_gen.languages.notation import parse
from ua_gen.wording.realisation.letter import account, letter
from ua_gen.wording.realisation.records import Day, Duty, Event, Facts, Flag, Item, Party, Request, Source
from ua_gen.wording.realisation.rules import en

OSH = own(en="Osh")
BROTHER = Party(noun=value("relative", "brother", name=own(en="Amir Salem")), path="events.0.about")
UNION = Party(noun=own("one", "n", en="the Teachers’ Union"), path="people.0")
# What an event does not tell in a mode: it would contradict it, or is told in a sentence of its own (`condition`).
NOT_TOLD = {
    "trial.ahead": {"until"},
    "on-hunger-strike.now": {"ended"},
    "on-hunger-strike.ahead": {"ended"},
    "denied-medical-care.past": {"condition"},
    "denied-medical-care.now": {"condition"},
    "not-seen-by-doctor.now": {"condition"},
    "hospitalised.past": {"condition"},
    "investigation.now": {"ended"},
    "emergency.now": {"by"},
}


@pytest.mark.parametrize("kind", [kind for kind in stock.kinds() if stock.values(kind)])
def test_every_value_has_its_english(kind: str) -> None:
    assert set(stock.values(kind)) <= set(tables("en").get(kind, {}))


@pytest.mark.parametrize("name", stock.events())
def test_every_argument_of_an_event_is_told_in_each_mode(name: str) -> None:
    event = stock.events()[name]
    for mode in event.modes:
        slots = frozenset().union(*(parse(text).filled for text in english()[f"event.{name}.{mode}"].values()))
        told = {RENAMED.get(slot, slot) for slot in slots}
        assert set(event.args) - told == NOT_TOLD.get(f"{name}.{mode}", set())


@pytest.mark.parametrize("name", stock.requests())
def test_every_argument_of_a_request_is_told(name: str) -> None:
    slots = frozenset().union(*(parse(text).filled for text in english()[f"request.{name}"].values()))
    assert set(stock.requests()[name].args) <= {RENAMED.get(slot, slot) for slot in slots}


def test_every_pattern_of_the_tables_can_be_read() -> None:
    for section, entries in tables("en").items():
        if section not in ("systems", "options", "dates", "numbers", "counted"):
            for entry in entries.values():
                for patterns in entry.values() if isinstance(entry, dict) else (entry,):
                    for pattern in (patterns,) if isinstance(patterns, str) else patterns:
                        parse(pattern)


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (en.possessive("her brother, Amir Salem,"), "her brother Amir Salem’s"),
        (en.possessive("the witnesses"), "the witnesses’"),
        (en.reason("an article"), "for an article"),
        (en.reason("because of her religion"), "because of her religion"),
        (en.reason("fortune-telling"), "for fortune-telling"),
        (en.named_place("Evin", "prison"), "Evin Prison"),
        (en.named_place("No. 47", "prison"), "Prison No. 47"),
        (en.named_place("Marwa Women’s Prison", "prison"), "Marwa Women’s Prison"),
        (en.named_place("Osh", "airport"), "Osh airport"),
        (en.named_place("Osh International Airport", "airport"), "Osh International Airport"),
        (en.definite("Ministry of the Interior"), "the Ministry of the Interior"),
        (en.definite("Prosecutor General’s Office"), "the Prosecutor General’s Office"),
        (en.definite("Committee to Protect Journalists"), "the Committee to Protect Journalists"),
        (en.definite("Human Rights Movement “Bir Duino”"), "the Human Rights Movement “Bir Duino”"),
        (en.definite("Nooken District Court"), "the Nooken District Court"),
        (en.definite("district court in Osh"), "a district court in Osh"),
        (en.definite("supreme court"), "the supreme court"),
        (en.definite("Kyrgyzstan’s Supreme Court"), "Kyrgyzstan’s Supreme Court"),
        (en.definite("Branch 5 of the Cairo Criminal Court"), "Branch 5 of the Cairo Criminal Court"),
        (en.definite("Human Rights Watch"), "Human Rights Watch"),
        (en.definite("officers of the National Guard"), "officers of the National Guard"),
        (en.definite("Bezirksgericht Osch"), "Bezirksgericht Osch"),
        (en.with_article("her lawyer, Aigul Mambetova", ""), "her lawyer, Aigul Mambetova,"),
        (en.with_article("Osh, Kyrgyzstan", "place"), "Osh, Kyrgyzstan,"),
        (en.with_article("her lawyer, her sister and a neighbour", ""), "her lawyer, her sister and a neighbour"),
        (en.with_article("sister", ""), "the sister"),
        (en.with_article("criticising government", "because"), "criticising government"),
        (en.own_form("he is ill", "because"), "because he is ill"),
        (en.own_form("the prosecutor did not permit it", "then"), "because the prosecutor did not permit it"),
        (en.own_form("because he is ill", "because"), "because he is ill"),
        (en.own_form("shot dead", "verb"), None),
    ],
)
def test_rules(got: str | None, wanted: str | None) -> None:
    assert got == wanted


def told(party: str | Party, type: str, args: Mapping[str, object], **more: object) -> str:
    """The sentence of an event."""
    items: dict[str, tuple[Item, ...]] = {
        name: item if isinstance(item, tuple) else (item,) for name, item in args.items()
    }
    event = Event(type, "events.0", items, **more)  # type: ignore[arg-type]
    facts = Facts(PARTIES[party] if isinstance(party, str) else party, (event,))
    found = letter(facts, "en")
    assert not found.untold
    assert not found.bracketed
    told = " ".join(each.text for part in found.paragraphs if part.kind == "facts" for each in part.sentences)
    if told:
        return told
    # The opening of the letter has told all of it.
    return " ".join(each.text for paragraph in account(facts, "en", 0).paragraphs for _, each in paragraph)


SOLDIERS = value("agent", "military")
OSH_COURT = own(en="Osh City Court")
CHARGES = (own(en="arson"), own(en="looting"))
DAY = Day(2026, 5, 2)


def students(number: int) -> Party:
    return Party(noun=value("group", "students", n=number, of=OSH), path="events.0.about")


@pytest.mark.parametrize(
    ("got", "wanted"),
    [
        (
            told("m", "killed", {"by": SOLDIERS, "how": value("killing", "shot")}, date=DAY),
            "On 2 May 2026, soldiers shot Karim Odeh dead.",
        ),
        (told("m", "killed", {"how": value("killing", "shot")}), "Karim Odeh was shot dead."),
        (
            told("m", "killed", {"by": SOLDIERS, "how": own(en="thrown from a bridge")}),
            "Karim Odeh was thrown from a bridge by soldiers.",
        ),
        (
            told("m", "attacked", {"by": SOLDIERS, "how": (value("attack", "beaten"), value("attack", "acid"))}),
            "Karim Odeh has been beaten and attacked with acid by soldiers.",
        ),
        (
            told("f", "property-taken", {"what": (value("property", "computers"), value("property", "camera"))}),
            "Her computers and camera were taken away.",
        ),
        (
            told("f", "home-searched", {"by": SOLDIERS, "place": value("place", "home", in_=OSH)}),
            "Soldiers searched her home in Osh.",
        ),
        (told("p", "home-searched", {"by": SOLDIERS}), "Soldiers searched their homes."),
        (told(UNION, "home-searched", {"by": SOLDIERS}), "Soldiers searched its office."),
        (
            told("f", "assets-frozen", {"by": SOLDIERS}, about=BROTHER),
            "Soldiers froze her brother Amir Salem’s bank accounts.",
        ),
        (
            told("p", "arrested", {"because": value("reason", "work-as", profession=value("profession", "lawyer"))}),
            "Karim Odeh and Nora Salem were arrested because of their work as lawyers.",
        ),
        (
            told("f", "arrested", {"because": value("reason", "work-as", profession=value("profession", "academic"))}),
            "Nora Salem was arrested because of her work as an academic.",
        ),
        (
            told("g", "arrested", {"although": value("although", "child")}),
            "The families were arrested, although they were children.",
        ),
        (
            told("u", "arrested", {"although": value("although", "child")}),
            "Sam Okoye was arrested, although Okoye was a child.",
        ),
        (
            told("u", "forced-confession", {"what": value("confession", "incriminate")}),
            "Sam Okoye has been forced to make incriminating statements.",
        ),
        (
            told("f", "faces-penalty", {"term": value("term", "years", n=1)}, ongoing=True),
            "If convicted, Nora Salem faces one year in prison.",
        ),
        (
            told("f", "faces-penalty", {"term": value("term", "years", n=11), "up_to": Flag()}, ongoing=True),
            "If convicted, Nora Salem faces up to 11 years in prison.",
        ),
        (
            told("m", "imprisoned", {"sentence": value("sentence", "life")}, ongoing=True, about=BROTHER),
            "His brother, Amir Salem, is serving a life sentence.",
        ),
        (
            told("m", "imprisoned", {"sentence": value("sentence", "death")}, ongoing=True, about=BROTHER),
            "His brother, Amir Salem, is imprisoned under a sentence of death.",
        ),
        (
            told("f", "threatened", {"with": value("threat", "arrest"), "if": value("threat-if", "stop-work")}),
            "Nora Salem has been threatened with arrest unless she stopped her work.",
        ),
        (told("f", "arrested", {}, about=students(18)), "A total of 18 students of Osh were arrested."),
        (told("f", "arrested", {}, about=students(2), date=DAY), "On 2 May 2026, two students of Osh were arrested."),
        (told("f", "crackdown", {}, since=DAY), "There has been a crackdown on Nora Salem since 2 May 2026."),
        (
            told(
                "g", "tortured", {"by": SOLDIERS, "methods": value("method", "kept-awake")}, source=source("events.0")
            ),
            "Their relatives say that the families were tortured by soldiers, by being kept awake.",
        ),
        (
            told("m", "tortured", {"methods": (value("method", "beaten"), value("method", "kept-awake"))}),
            "Karim Odeh has been tortured: beaten and kept awake.",
        ),
        (
            told("f", "arrested", {"occasion": value("occasion", "at-protest"), "place": OSH}),
            "Nora Salem was arrested at a peaceful protest in Osh.",
        ),
        (
            told("m", "charged", {"charges": CHARGES, "by": SOLDIERS}, date=DAY, source=source("events.0")),
            "His relatives say that soldiers charged Karim Odeh on 2 May 2026 with “arson” and “looting”.",
        ),
        (
            told("m", "sentenced", {"sentence": value("sentence", "death"), "court": OSH_COURT, "in_absence": Flag()}),
            "The Osh City Court sentenced Karim Odeh to death in absentia.",
        ),
        (
            told("m", "sentenced", {"sentence": (value("sentence", "life"), own(en="a fine")), "in_absence": Flag()}),
            "Karim Odeh was sentenced in absentia to life imprisonment and a fine.",
        ),
        (
            told("m", "sentenced", {"sentence": (value("sentence", "life"), own(en="a fine")), "charges": CHARGES}),
            "Karim Odeh was found guilty of “arson” and “looting” and sentenced to life imprisonment and a fine.",
        ),
        (
            told("m", "unfair-trial", {"unfair": value("unfair", "closed")}, date=DAY),
            "His trial on 2 May 2026 was unfair, because it was held behind closed doors.",
        ),
        (told("f", "released", {"place": OSH}, date=DAY), "On 2 May 2026, Nora Salem was released in Osh."),
        (told("f", "released", {"place": own(en="Osh Prison")}), "Nora Salem was released from Osh Prison."),
        (told("f", "beaten", {"place": own(en="Osh police station")}), "Nora Salem was beaten at Osh police station."),
        (
            told("f", "protection-requested", {"from": value("agent", "police")}),
            "Nora Salem asked the police for protection.",
        ),
        (
            told("f", "threatened", {"if": value("threat-if", "leave")}, since=DAY),
            "Nora Salem has been threatened since 2 May 2026 unless she leaves the area.",
        ),
        (
            told("p", "threatened", {"with": value("threat", "arson"), "if": value("threat-if", "leave")}, since=DAY),
            "Karim Odeh and Nora Salem have been threatened with arson since 2 May 2026 unless they leave the area.",
        ),
        (
            told("f", "suffers-from", {"condition": value("condition", "dehydration")}, ongoing=True),
            "Nora Salem is suffering from dehydration.",
        ),
        (
            told("f", "suffers-from", {"condition": value("condition", "diabetes")}, ongoing=True),
            "Nora Salem has diabetes.",
        ),
        (
            told(
                "f",
                "denied-medical-care",
                {"care": value("care", "insulin"), "refused": value("refusal", "permission")},
            ),
            "Nora Salem has been denied insulin because the prosecutor did not permit it.",
        ),
        (
            told("f", "denied-medical-care", {"refused": value("refusal", "money")}),
            "Nora Salem has been denied medical care because of her inability to pay for it.",
        ),
        (
            told("f", "complaint-filed", {"because": value("harm", "arrest")}),
            "Nora Salem filed a complaint about her arrest.",
        ),
        (
            told("f", "faces-penalty", {"term": value("term", "life")}, ongoing=True, source=source("events.0")),
            "Her relatives say that, if convicted, Nora Salem faces life imprisonment.",
        ),
        (
            told("f", "health-failing", {"place": OSH}, date=DAY),
            "On 2 May 2026, her health was failing while she was in Osh.",
        ),
        (
            told(UNION, "crackdown", {"how": value("crackdown", "cracking-down")}, ongoing=True),
            "There is a crackdown on the Teachers’ Union.",
        ),
        (
            told("f", "held", {"kind": value("detention", "secret")}, ongoing=True, source=Source(None, "events.0.x")),
            "Nora Salem is reportedly still held in secret detention.",
        ),
    ],
)
def test_sentences(got: str, wanted: str) -> None:
    assert got == wanted


@pytest.mark.parametrize(
    ("name", "args", "wanted"),
    [
        ("access-to-family", {"how": value("visit", "visits")}, "allow Sam Okoye regular visits from Okoye’s family."),
        ("end-crackdown", {}, "ensure that Sam Okoye is no longer persecuted."),
        ("amend-law", {"law": value("law", "press-law")}, "repeal or amend the law on the press."),
        (
            "protect",
            {"from": value("danger", "attacks"), "by": SOLDIERS},
            "protect Sam Okoye from attacks by soldiers.",
        ),
        (
            "do-not-return",
            {},
            "refrain from sending Sam Okoye to any country where Okoye would be at risk of torture or other serious "
            "harm.",
        ),
        (
            "medical-care",
            {"care": value("care", "own-doctor"), "at_once": Flag()},
            "ensure that Sam Okoye is given access to a doctor of Okoye’s choice without delay.",
        ),
        (
            "retrial",
            {},
            "ensure that Sam Okoye is given a new trial that meets international standards of fairness.",
        ),
        (
            "investigate",
            {"what": (value("crime", "arrest"), value("crime", "attack"))},
            "order an independent and impartial investigation into Okoye’s arrest and the attack on Okoye.",
        ),
    ],
)
def test_requests(name: str, args: Mapping[str, Item | tuple[Item, ...]], wanted: str) -> None:
    items = {key: item if isinstance(item, tuple) else (item,) for key, item in args.items()}
    found = letter(Facts(PARTIES["u"], (), (), (Request(name, "requests.0", items),)), "en")  # type: ignore[arg-type]
    assert not found.untold
    assert found.paragraphs[1].sentences[-1].text == f"I therefore respectfully urge you to {wanted}"


@pytest.mark.parametrize(
    ("standard", "wanted"),
    [
        (
            "iccpr",
            "Under Article 9 of the International Covenant on Civil and Political Rights, everyone has the right to",
        ),
        ("lawyers", "Under Principle 9 of the UN Basic Principles on the Role of Lawyers, everyone has the right to"),
    ],
)
def test_the_numbers_of_a_standard(standard: str, wanted: str) -> None:
    args = {"standard": (value("standard", standard),), "article": (9,), "right": (value("right", "liberty"),)}
    found = letter(Facts(PARTIES["u"], (), (Duty("article", "duties.0", args),)), "en")
    assert found.law.sentences[0].text.startswith(wanted)


def test_a_community_is_no_person() -> None:
    threatened = Event("threatened", "events.0", lead=True)
    found = letter(Facts(Party(noun=value("group", "community", of=OSH), path="people.0"), (threatened,)), "en")
    assert found.opening.text(" ") == "I am alarmed that the community of Osh has been threatened."
    evicted = Event("evicted", "events.0", lead=True)
    found = letter(Facts(Party(noun=value("group", "community", of=OSH), path="people.0"), (evicted,)), "en")
    assert found.opening.text(" ") == "I am writing to you about the community of Osh, which was forcibly evicted."


def test_names_of_old_files_get_their_article_and_their_commas() -> None:
    says = Source(own(en="Kylym Shamy, a human rights group"), "events.0.according_to")
    assert told("f", "arrested", {"by": own(en="Ministry of the Interior")}, source=says) == (
        "Kylym Shamy, a human rights group, says that the Ministry of the Interior arrested Nora Salem."
    )


def test_only_charges_of_the_case_are_quotations() -> None:
    charges = (value("charge", "murder"), own(en="discord"))
    assert told("f", "convicted", {"charges": charges}) == "Nora Salem was found guilty of murder and “discord”."


def test_the_sentence_opens_a_letter() -> None:
    sentenced = Event("sentenced", "events.0", {"sentence": (value("sentence", "life"),)}, date=DAY, lead=True)
    found = letter(Facts(PARTIES["f"], (sentenced,)), "en")
    assert found.opening.text(" ") == (
        "I am writing to you about Nora Salem, who was sentenced to life imprisonment on 2 May 2026."
    )
