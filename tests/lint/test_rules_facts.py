"""The rules on numbers, dates, status, people, recipients, requests and attribution.

A case here is a few fields in the place of those of the base case. ⟦ and ⟧ stand around what is complained of.
"""

import datetime
import random
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from helpers.manual_examples import written_out

from ua_gen.casefile.loading import read_case, read_case_text
from ua_gen.diagnostics import Diagnostic, Severity
from ua_gen.lint import runner
from ua_gen.lint.registry import Observation, RuleContext
from ua_gen.lint.rules import addresses

ROOT = Path(__file__).parent.parent.parent
DAY = datetime.date(2026, 1, 20)

ERROR, WARNING = Severity.ERROR, Severity.WARNING
RULES = {
    "UA230": ("ua-number", ERROR),
    "UA231": ("ua-number-year", ERROR),
    "UA232": ("index-form", ERROR),
    "UA233": ("unknown-index", WARNING),
    "UA234": ("index-year", ERROR),
    "UA235": ("sequence-and-kind", ERROR),
    "UA2012": ("counted-otherwise", WARNING),
    "UA236": ("index-country", WARNING),
    "UA237": ("date-in-the-future", ERROR),
    "UA238": ("ending-not-in-status", ERROR),
    "UA240": ("event-order", WARNING),
    "UA241": ("event-after-issue", ERROR),
    "UA242": ("source-before-event", WARNING),
    "UA243": ("deadline-before-issue", ERROR),
    "UA244": ("deadline-near", WARNING),
    "UA245": ("deadline-past", WARNING),
    "UA246": ("deadline-far", WARNING),
    "UA247": ("action-after-detention", ERROR),
    "UA248": ("misspelt-authority", WARNING),
    "UA250": ("appeal-for-closed-case", ERROR),
    "UA251": ("no-status", WARNING),
    "UA252": ("stale-status", WARNING),
    "UA253": ("state-after-death", ERROR),
    "UA254": ("status-order", WARNING),
    "UA255": ("misspelt-name", WARNING),
    "UA256": ("name-differs-between-files", WARNING),
    "UA257": ("name-without-script", WARNING),
    "UA258": ("gender-missing", WARNING),
    "UA259": ("withdrawn-designation", WARNING),
    "UA270": ("unreachable-recipient", ERROR),
    "UA271": ("phone-number", WARNING),
    "UA272": ("postcode", WARNING),
    "UA2011": ("lone-number", WARNING),
    "UA273": ("weak-salutation", WARNING),
    "UA274": ("office-holder-unverified", WARNING),
    "UA275": ("recipient-abroad", ERROR),
    "UA278": ("no-completion", WARNING),
    "UA279": ("unknown-agreement", ERROR),
    "UA280": ("no-requests", WARNING),
    "UA281": ("request-to-nobody", ERROR),
    "UA282": ("repeated-request", WARNING),
    "UA283": ("request-contradicts-status", ERROR),
    "UA284": ("unfounded-request", WARNING),
    "UA285": ("unattributed-allegation", WARNING),
    "UA286": ("uncited-source", WARNING),
    "UA287": ("untold-detail", WARNING),
    "UA288": ("sentence-without-term", WARNING),
    "UA289": ("long-petition", WARNING),
    "UA2031": ("damaged-word", WARNING),
    "UA2032": ("lost-letter", ERROR),
}


REAL = datetime.date(2026, 12, 31)  # Nothing that is right below is dated after it.


def judged(files: list[str], day: datetime.date = DAY) -> list[Diagnostic]:
    cases = [read_case_text(text, f"{number}.yaml") for number, text in enumerate(files)]
    for case in cases:
        assert case.value is not None, case.diagnostics
    return [found for case in runner.check_all(cases, day, real=REAL).values() for found in case]


def marked(files: list[str]) -> tuple[list[str], list[tuple[str, int, int, int]]]:
    """The files without their marks, and what the marks stand around: file, line, column, column after it."""
    places = []
    for number, text in enumerate(files):
        for line, content in enumerate(text.split("\n"), 1):
            while "⟦" in content:
                start = content.index("⟦")
                content = content.replace("⟦", "", 1)
                end = content.index("⟧")
                content = content.replace("⟧", "", 1)
                places.append((f"{number}.yaml", line, start + 1, end + 1))
    return [re.sub("[⟦⟧]", "", text) for text in files], places


def action(fields: str, issued: str = "2026-01-15") -> str:
    return f"action: {{issued: {issued}, issuer: Example Committee, {fields}}}"


def to_minister(fields: str) -> str:
    """The only recipient, with these fields beside those that must be there."""
    return f"recipients: [{{id: minister, office: {{en: Minister, ru: Министр}}, {fields}}}]"


def by_mail(fields: str) -> str:
    return to_minister(f"post: minister, gender: male, country: KG, email: a@example.org, {fields}")


def person(fields: str, name: str = "{en: Aida Specimen, ru: Аида Образцова}") -> str:
    return f"people: [{{id: specimen, name: {name}, {fields}}}]"


def askarov(summary: str, also: str = "[]") -> str:
    """A summary in English or Russian of a case for a man whose name has been misspelt by many."""
    tag = "ru" if re.search("[а-я]", summary) else "en"
    return (
        f"people: [{{id: askarov, name: {{en: Azimzhan Askarov, ru: Азимжан Аскаров}}, also_known_as: {also},"
        f" gender: male}}]\nsummary: {{{tag}: {summary}}}"
    )


NO_EVENTS = "events: []\nsources: []"
TWO = "people: [{id: a, name: Aida Specimen, gender: female}, {id: b, name: Bolot Muster, gender: male}]"
COPY = "{id: president, role: copy, post: head-of-state, office: President, country: KG}"
OFFICE = "post: minister, office: Minister, country: KG, email: a@example.org"

# What is wrong: the code, the case, and words of what is said of it.
WRONG: list[tuple[str, str, str]] = [
    # --- numbers
    ("UA230", action("number: ⟦3/2026⟧"), "did you mean `3/26`?"),
    ("UA230", action("number: ⟦UA 83.18⟧"), "did you mean `83/18`?"),
    ("UA230", action("number: ⟦219 /06⟧"), "did you mean `219/06`?"),
    ("UA230", action("number: ⟦2420⟧"), "did you mean `24/20`?"),
    ("UA230", action('number: ⟦"FU UA: 135/10"⟧'), "did you mean `135/10`?"),
    ("UA230", action("number: ⟦135⟧"), "serial number/year: `135/10`"),
    ("UA230", action("number: ⟦0/26⟧"), "`0/26` is not a UA number"),
    ("UA231", action("number: ⟦3/27⟧, kind: update, sequence: 2"), "UA 3/27 began in 2027"),
    ("UA231", action("number: ⟦3/25⟧", "2026-02-01"), "did you mean `3/26`?"),
    ("UA232", action("index: ⟦EUR58/015/2026⟧"), "did you mean `EUR 58/015/2026`?"),
    ("UA232", action("index: ⟦eur 58/15/26⟧"), "did you mean `EUR 58/015/2026`?"),
    ("UA232", action("index: ⟦EUR 58.1234.2026⟧"), "did you mean `EUR 58/1234/2026`?"),
    ("UA232", action("index: ⟦EUR 58/015⟧"), "region, country/serial number/year: `EUR 58/015/2010`"),
    ("UA233", action("index: ⟦EUS 58/015/2026⟧"), "did you mean `EUR`?"),
    ("UA233", action("index: ⟦XYZ 58/015/2026⟧"), "one of: ACT, AFR, AMR, ASA"),
    ("UA233", action("index: ⟦58/015/2026⟧"), "`58/015/2026` is not an index of a known form"),
    ("UA234", action("index: ⟦EUR 58/015/2025⟧"), "compare with the source: `EUR 58/015/2026`?"),
    ("UA235", action("kind: first, sequence: ⟦3⟧"), "cannot be number 3"),
    ("UA235", action("kind: update, sequence: ⟦1⟧"), "`sequence` is 1"),
    ("UA235", action("kind: ⟦update⟧"), "write `sequence: 2`"),
    (
        "UA2012",
        action("kind: update, sequence: ⟦3⟧")
        + "\nbackground: [{en: This is the THIRD update., ru: Это второе обновление.}]",
        "a text says “THIRD update”",
    ),
    (
        "UA2012",
        action("kind: update, sequence: ⟦2⟧") + "\nbackground: [{en: She is held., ru: Это второе обновление.}]",
        "a text says “второе обновление”",
    ),
    (
        "UA2012",
        "action: ⟦{⟧kind: first, issued: 2026-01-15, issuer: Example Committee}"
        + "\nsources: [{id: ua, publisher: P, title: Fifth update to UA 3, date: 2026-01-05}]",
        "write `sequence: 6`",
    ),
    (
        "UA236",
        f"country: KG\n---\ncountry: KG\n---\ncountry: UZ\n{action('index: ⟦EUR 58/099/2026⟧')}",
        "`EUR 58` stands here for UZ, but in 0.yaml for KG",
    ),
    # --- dates
    (
        "UA240",
        "events:\n  - {type: charged, date: 2026-01-08}\n  - {type: detained, date: ⟦2026-01-05⟧}",
        "this event of 2026-01-05 stands after one of 2026-01-08",
    ),
    (
        "UA240",  # All that are out of order, not only the first.
        "events:\n  - {type: charged, date: 2026-01-08}\n  - {type: charged, date: ⟦2026-01-05⟧}\n"
        "  - {type: detained, date: ⟦2025-12⟧}",
        "stands after one of 2026-01-08",
    ),
    ("UA241", "events: [{type: detained, date: ⟦2026-01-16⟧}]", "after the document was issued (2026-01-15)"),
    ("UA241", "events: [{type: detained, date: ⟦2026-02⟧}]", "this event of 2026-02"),
    (
        "UA242",
        "events: [{type: detained, date: 2026-01-05, source: ⟦old⟧}]\nsources: [{id: old, title: Old, date: 2025}]",
        "`old` was published on 2025, before what it is cited for happened (2026-01-05)",
    ),
    (
        "UA242",
        "status: [{state: detained, since: 2026-01, source: ⟦old⟧}]\n"
        "events: []\nsources: [{id: old, title: Old, date: 2025-12-31}]",
        "`old` was published on 2025-12-31",
    ),
    ("UA243", action("deadline: ⟦2026-01-15⟧"), "42 days are usual: `2026-02-26`"),
    ("UA243", action("deadline: ⟦2025-02-26⟧"), "the deadline 2025-02-26 is not after the day of issue, 2026-01-15"),
    ("UA244", action("deadline: ⟦2026-01-26⟧"), "the deadline is in 6 days (2026-01-26)"),
    ("UA244", action("deadline: ⟦2026-01-21⟧"), "the deadline is tomorrow"),
    ("UA244", action("deadline: ⟦2026-01-20⟧"), "the deadline is today"),
    (
        "UA244",
        "action: {issued: ⟦2025-12-15⟧, issuer: Example Committee}\nstatus: []\n" + NO_EVENTS,
        "the deadline is in 6 days (2026-01-26)",
    ),
    ("UA245", action("deadline: ⟦2026-01-19⟧"), "past since 2026-01-19 (1 day)"),
    (
        "UA245",
        "action: {issued: ⟦2025-01-01⟧, issuer: Example Committee}\nstatus: []\n" + NO_EVENTS,
        "past since 2025-02-12 (342 days)",
    ),
    ("UA246", action("deadline: ⟦2026-07-21⟧"), "more than six months away"),
    (
        "UA248",
        "events: [{type: detained, by: ⟦polise⟧, source: ua}]",
        "`polise` is none of the words that every language",
    ),
    ("UA248", "events: [{type: detained, by: ⟦prison-staf⟧, source: ua}]", "`prison-staf` is none of the words"),
    (
        "UA237",
        "status: [{state: released, since: ⟦2027-01-02⟧}]",
        "2027-01-02 lies ahead: by the clock of this machine",
    ),
    ("UA237", "events: [{type: tortured, date: ⟦2028⟧}]", "2028 lies ahead"),
    ("UA238", "events: [{type: ⟦released⟧, date: 2026}]", "has been released (2026), and `status` does not say so"),
    ("UA238", "events: [{type: ⟦deported⟧}]", "has been deported (no date is told), and `status`"),
    ("UA247", "events: [{type: ⟦released⟧, date: 2026-01-09}]", "Aida Specimen has been released (2026-01-09), before"),
    ("UA247", "events: [{type: ⟦died⟧, date: 2026-01}]", "Aida Specimen has died (2026-01)"),
    (
        "UA247",  # Nobody is detained after their death, and no status of somebody alive mends it.
        "events: [{type: ⟦killed⟧, date: 2026-01-02}, {type: detained, date: 2026-01-04}]",
        "Aida Specimen has been killed",
    ),
    (
        "UA247",
        TWO + "\nevents: [{type: detained, date: 2026-01-05}, {type: ⟦released⟧, date: 2026-01-09, people: [b]}]",
        "Bolot Muster has been released",
    ),
    # --- status
    (
        "UA250",
        "status: [{state: detained, since: 2026-01-05}, {state: ⟦died⟧, since: 2026-01-15}]",
        "Aida Specimen has died (2026-01-15), before this appeal was issued (2026-01-15)",
    ),
    ("UA250", "status: [{state: ⟦released⟧, since: 2026-01-12}]", "`kind: outcome`, which asks for nothing"),
    ("UA250", "status: [{state: ⟦stopped⟧, since: 2026-01-12}]", "`kind: stop`; send nothing more"),
    (
        "UA250",
        TWO + "\nstatus: [{state: detained, since: 2026-01-05}, {state: ⟦released⟧, since: 2026-01-12, people: [b]}]",
        "take whom it no longer concerns out of `people`",
    ),
    (
        "UA250",
        TWO + "\nstatus: [{state: ⟦released⟧, since: 2026-01-12}]",
        "Aida Specimen and Bolot Muster have been released (2026-01-12)",
    ),
    (
        "UA250",  # Of a death one may ask, but not for anything else.
        "status: [{state: ⟦died⟧, since: 2026-01-12}]\nrequests: [{ask: investigate-death}, {ask: medical-care}]",
        "has died",
    ),
    ("UA251", "status: ⟦[⟧]", "what has become of Aida Specimen"),
    (
        "UA251",
        TWO + "\nstatus: ⟦[⟧{state: detained, since: 2026, people: [a]}]",
        "what has become of Bolot Muster",
    ),
    (
        "UA252",
        "status: [{state: ⟦imprisoned⟧, since: 2025-01-19}]",
        "`imprisoned` was last confirmed on 2025-01-19, more than twelve months ago",
    ),
    (
        "UA252",
        "status: [{state: ⟦imprisoned⟧, since: 2020, as_of: 2024-12-01, source: old}]\n"
        "sources: [{id: old, title: Old, date: 2024-06}]\nevents: []",
        "confirmed on 2024-12-01",
    ),
    (
        "UA253",
        "status: [{state: died, since: 2025-12-20}, {state: imprisoned, since: ⟦2025-12-28⟧}]",
        "cannot be `imprisoned` since 2025-12-28 and have died before it (2025-12-20)",
    ),
    (
        "UA253",  # A year counts from its first day, here as in the making of letters.
        "status: [{state: detained, since: ⟦2025-06-15⟧}, {state: died, since: 2025}]",
        "give the day if it is known",
    ),
    (
        "UA254",
        "status: [{state: imprisoned, since: 2026-01-12}, {state: detained, since: ⟦2026-01-05⟧}]",
        "`detained` since 2026-01-05 stands after `imprisoned` since 2026-01-12",
    ),
    (
        "UA254",
        "status: [{state: released, since: 2026-01-12}, {state: detained, since: ⟦2026-01-12⟧}]",
        "`released` and `detained` both begin on 2026-01-12",
    ),
    (
        "UA259",
        person("gender: female, considered: {as: prisoner-of-conscience, since: 2026-01-05, until: ⟦2026-01-20⟧}"),
        "considered `prisoner-of-conscience` only until 2026-01-20",
    ),
    # --- people
    (
        "UA255",
        askarov("⟦Azimzhan Askarow is held.⟧"),
        "`Askarow` is nearly, but not quite, the name of Azimzhan Askarov",
    ),
    ("UA255", askarov("⟦Azkarov is held.⟧"), "or add the other spelling to `people[0].also_known_as`"),
    ("UA255", askarov("⟦Azimjan Askarov is held.⟧"), "`Azimjan`"),
    ("UA255", askarov("⟦The defender AZKAROV is held.⟧"), "`AZKAROV`"),
    ("UA255", askarov("⟦Задержан Аскоров.⟧"), "`Аскоров` is nearly, but not quite, the name of Азимжан Аскаров"),
    ("UA255", askarov("⟦Об Аскарове и Аскорове.⟧"), "`Аскорове`"),
    ("UA255", askarov("⟦Задержали Азимджана Аскарова.⟧"), "`Азимджана`"),
    ("UA255", person("gender: male", "Yusuf Dzhumaev") + "\nsummary: ⟦Djumayev is held.⟧", "`Djumayev`"),
    ("UA255", person("gender: male", "Yusuf Dzhumaev") + "\nsummary: ⟦Yussuf Dzhumaev is held.⟧", "`Yussuf`"),
    (
        "UA255",  # A spelling that is right in another language only.
        person("gender: male", "{en: Azimzhan Askarov, fr: Azimjan Askarov}") + "\nsummary: ⟦Azimjan Askarov is held.⟧",
        "write it as in `Azimzhan Askarov`",
    ),
    ("UA255", by_mail("name: Zarylbek Rysaliev, salutation: ⟦Dear Minister Rysaleev⟧"), "`Rysaleev`"),
    (
        "UA256",
        f"{person('gender: female')}\n---\n{person('gender: female')}\n---\n"
        + person("gender: female", "{en: ⟦Ayda Specimen⟧, ru: Аида Образцова}"),
        "`Ayda Specimen` is spelt `Aida Specimen` in 0.yaml",
    ),
    (
        "UA256",
        "people: [{id: one, name: Azimzhan Askarov, gender: male}]\n---\n"
        "people: [{id: other, name: ⟦Azimzhan Azkarov⟧, gender: male}]",
        "add the other to `also_known_as` of `other`",
    ),
    ("UA257", person("gender: female", "⟦Aida Specimen⟧"), "`Aida Specimen` has no spelling for letters in Russian"),
    ("UA257", by_mail("name: ⟦Bakyt Muster⟧, verified_on: 2026-01-10"), "`Bakyt Muster`"),
    ("UA257", "write_in: [en]\n" + person("gender: male", "⟦{⟧ru: Аскаров}"), "letters in English"),
    (
        "UA258",
        "people: [⟦{⟧id: specimen, name: {en: Aida Specimen, ru: Аида Образцова}}]",
        "no gender of Aida Specimen, which sentences in Russian need",
    ),
    # --- recipients
    (
        "UA270",
        to_minister("post: minister, country: KG").replace("id: minister", "id: ⟦minister⟧"),
        "no way to reach `minister`",
    ),
    ("UA271", by_mail("fax: ⟦+996 312 68 20⟧"), "too short for a number with +996"),
    ("UA271", by_mail("fax: ⟦+996 312 68 20 44 44 44⟧"), "too long"),
    ("UA271", by_mail("phone: ⟦0312 682044⟧"), "write `+996 312 682 044`"),
    ("UA271", by_mail("phone: ⟦+998 71 233 48 85⟧"), "is a number in UZ, but the recipient is in KG"),
    ("UA271", by_mail("phone: ⟦unknown⟧"), "`unknown` is not a telephone number"),
    (
        "UA271",
        to_minister("post: ambassador, country: KZ, email: a@example.org, phone: ⟦+7 495 606 07 66⟧"),
        "is a number in RU",
    ),
    ("UA272", by_mail("address: [1 Example Street, ⟦Bishkek 72000⟧]"), "in KG: six digits, such as `720003`"),
    (
        "UA272",
        by_mail("address: {en: [⟦Bishkek 7200000⟧, Centre], ru: [Бишкек 720000]}"),
        "`7200000` is not a postcode",
    ),
    ("UA272", by_mail("address: ⟦[⟧P.O. Box 1234, Bishkek]"), "this address has no postcode"),
    ("UA272", "embassies: {GB: {office: Ambassador, address: ⟦[⟧1 Example Square, London]}}", "such as `SW1A 2AA`"),
    ("UA272", "solidarity: {address: [Prison, ⟦Osh 7145⟧]}", "`7145` is not a postcode in KG"),
    ("UA2011", by_mail("address: [Example Street, ⟦17⟧, Bishkek 720000]"), '"Example Street, 17"'),
    ("UA2011", by_mail("address: {en: [⟦12a⟧, Example Street, Bishkek 720000]}"), '"12a, Example Street"'),
    ("UA2011", "embassies: {DE: {office: Embassy, address: [Musterweg, ⟦4-6⟧, 10557 Berlin]}}", '"Musterweg, 4-6"'),
    ("UA2011", "solidarity: {address: [Prison, ⟦№ 47⟧, Osh 714500]}", '"Prison, № 47"'),
    (
        "UA273",
        to_minister("post: official, country: KG, email: a@example.org").replace("id: minister", "id: ⟦minister⟧"),
        "would begin with “Dear Sir or Madam”",
    ),
    ("UA274", by_mail("name: ⟦{⟧en: Bakyt Muster, ru: Бакыт Мустер}"), "nobody has noted when Bakyt Muster"),
    ("UA274", by_mail("name: Bakyt Muster, verified_on: ⟦2025-01-19⟧"), "was last checked on 2025-01-19"),
    ("UA274", by_mail("name: Bakyt Muster, verified_on: ⟦2026-01-21⟧"), "lies in the future: 2026-01-21"),
    ("UA274", by_mail("verified_on: ⟦2027-01-10⟧"), "lies in the future: 2027-01-10"),
    ("UA275", to_minister("post: minister, country: ⟦AZ⟧, email: a@example.org"), "is in AZ, but the case is in KG"),
    # --- requests
    ("UA278", "requests: [{text: {en: ⟦Return the books. They are hers!⟧}}]", "it is a sentence of its own"),
    ("UA278", "requests: [{text: {en: ⟦any appeal must be heard elsewhere⟧}}]", "`any` begins a sentence of its own"),
    ("UA278", "requests: [{text: {es: ⟦devolverle los libros⟧}}]", "`devolverle` is an infinitive"),
    ("UA278", "requests: [{text: {es: ⟦no condenar a nadie por sus libros⟧}}]", "needs a subjunctive"),
    ("UA278", "requests: [{text: {tg: ⟦баргардонидани китобҳои ӯро⟧}}]", "`ӯро` is an object without its verb"),
    ("UA279", "people: [{id: staff, kind: group, name: ⟦the staff⟧}]", "is `the staff` one or many?"),
    ("UA280", "requests: ⟦[⟧]", "this appeal asks for nothing"),
    (
        "UA281",
        f"requests: [{{ask: medical-care, to: [⟦president⟧]}}]\nrecipients: [{COPY}]",
        "`president` only gets copies",
    ),
    (
        "UA281",
        f"requests: [{{ask: medical-care, to: [a]}}]\nrecipients: [{{id: a, {OFFICE}}}, {{id: ⟦b⟧, {OFFICE}}}]",
        "nothing is asked of `b`",
    ),
    (
        "UA282",
        "requests: [{ask: medical-care}, {ask: ⟦medical-care⟧, to: [minister]}]",
        "the same is asked in requests[0]",
    ),
    ("UA282", "requests: [{text: let her go.}, {text: ⟦Let her go⟧}]", "delete one of the two"),
    (
        "UA283",
        "status: [{state: at-risk, since: 2026-01-05}]\nrequests: [{ask: ⟦release-unconditionally⟧}]",
        "Aida Specimen is `at-risk`, not held",
    ),
    (
        "UA283",
        "status: [{state: died, since: 2026-01-12}]\nrequests: [{ask: ⟦humane-conditions⟧}]",
        "Aida Specimen is `died`",
    ),
    (
        "UA283",
        "status: [{state: imprisoned, since: 2026-01-12}]\nrequests: [{ask: ⟦release-unless-charged⟧}]",
        "and so charged already",
    ),
    ("UA283", "requests: [{ask: ⟦investigate-death⟧}]", "is `detained`, and no event tells of a death"),
    ("UA284", "requests: [{ask: ⟦commute-death-sentence⟧}]", "no event tells of a death sentence"),
    (
        "UA284",
        "requests: [{ask: ⟦halt-execution⟧}]\nevents: [{type: sentenced, sentence: life, date: 2026-01-10}]",
        "no event tells of a death sentence",
    ),
    ("UA284", "requests: [{ask: ⟦retrial⟧}]", "no event tells of a trial"),
    ("UA284", "requests: [{ask: ⟦recognise-prisoner-of-conscience⟧}]", "considered: {as: prisoner-of-conscience"),
    # --- attribution
    ("UA285", "events: [{type: ⟦tortured⟧, date: 2026-01-06}]", "`tortured` is an allegation"),
    ("UA285", "events: [{text: she was seen, reported: ⟦true⟧}]", "this is reported, but nothing says by whom"),
    ("UA287", "events: [{type: pardoned, place: ⟦Osh⟧, source: ua}]", "`pardoned` does not tell the `place`"),
    ("UA287", "events: [{text: {en: she was moved}, date: ⟦2026-01-06⟧, source: ua}]", "in the `text`: 6 January 2026"),
    ("UA287", "events: [{text: {en: in 2025 she moved}, date: ⟦2026-01⟧, source: ua}]", "in the `text`: January 2026"),
    ("UA287", "events: [{type: detained, sentence: ⟦life⟧, source: ua}]", "`detained` does not tell the `sentence`"),
    ("UA288", "events: [⟦{⟧type: sentenced, source: ua}]", "this sentence has no length"),
    ("UA289", f"petition: {{text: ⟦{' '.join(['word'] * 101)}⟧}}", "the petition has 101 words"),
    (
        "UA286",
        "sources: [{id: ua, title: Action, date: 2026-01-15}, {id: ⟦report⟧, title: Report}]",
        "add `source: report` to what it tells",
    ),
    # --- damage
    ("UA2031", "title: ⟦MÃ¼ller held⟧", "`MÃ¼ller` seems to be damaged: read in a wrong encoding: it may be `Müller`"),
    ("UA2031", "title: {en: Held, ru: ⟦РўРѕРјСЃРє⟧}", "it may be `Томск`"),
    ("UA2031", "title: ⟦Books &amp; readers⟧", "it may be `&`"),
    ("UA2031", "people: [{id: a, name: ⟦Zo? Specimen⟧, gender: female}]", "`Zo?` seems to be damaged: a question mark"),
    ("UA2032", "people: [{id: a, name: ⟦Zo\ufffd Specimen⟧, gender: female}]", "type the word as it was"),
]

# What is right, though nearly wrong.
RIGHT: list[tuple[str, str]] = [
    ("UA230", action("number: 135/26")),
    ("UA230", action("number: 003/26")),
    ("UA231", action("number: 285/01, kind: update, sequence: 2")),
    ("UA231", action("number: 3/98, kind: update, sequence: 2")),
    ("UA231", action("number: 350/25", "2026-01-02")),
    ("UA232", action("index: EUR 58/015/2026")),
    ("UA232", action("index: EUR 58/01234/2026")),
    ("UA232", action("index: KGZ 001 / 0126 / OBS 111")),
    ("UA233", action("index: IOR 64/001/2026")),
    ("UA234", action("index: EUR 58/015/2026")),
    ("UA235", action("kind: outcome")),
    ("UA235", action("kind: update, sequence: 2")),
    ("UA236", f"country: KG\n{action('index: EUR 01/015/2026')}\n---\ncountry: UZ\n{action('index: EUR 01/016/2026')}"),
    ("UA236", f"country: KG\n---\ncountry: UZ\n{action('index: ASA 58/016/2026')}"),
    ("UA237", "status: [{state: released, since: 2027-01-01}]"),  # Somewhere it is the first of January already.
    ("UA238", "events: [{type: released, date: 2025}]\nstatus: [{state: detained, since: 2026-01-05}]"),
    ("UA240", "events: [{type: detained, date: 2026-01-05}, {type: tortured, date: 2026-01}, {text: later}]"),
    ("UA241", "events: [{type: detained, date: 2026-01-15}, {type: charged, date: 2026}]"),
    ("UA242", "sources: [{id: ua, title: Action, date: 2026-01}]"),
    ("UA242", "sources: [{id: ua, title: Action}]"),
    ("UA243", action("deadline: 2026-01-16")),
    ("UA243", action("kind: stop, deadline: 2026-01-15")),
    ("UA244", action("deadline: 2026-01-27")),
    ("UA244", action("deadline: 2026-01-19")),
    ("UA244", action("deadline: 2026-01-22") + "\nstatus: [{state: released, since: 2026-01-17}]"),
    ("UA245", action("deadline: 2026-01-20")),
    ("UA245", action("deadline: 2026-01-19, kind: outcome")),
    ("UA245", action("deadline: 2026-01-19") + "\nstatus: [{state: died, since: 2026-01-18}]"),
    ("UA246", action("deadline: 2026-07-20")),
    ("UA248", "events: [{type: detained, by: police, source: ua}, {type: arrested, by: guards, source: ua}]"),
    ("UA248", "events: [{type: detained, by: {en: polise, ru: полиция}, source: ua}]"),
    ("UA247", action("kind: outcome") + "\nevents: [{type: released, date: 2026-01-09}]"),
    ("UA247", "events: [{type: released, date: 2026-01-02}, {type: detained, date: 2026-01-05}]"),
    ("UA247", "events: [{type: released, date: 2026-01-09}]\nstatus: [{state: at-risk, since: 2026-01-09}]"),
    ("UA250", action("kind: outcome") + "\nstatus: [{state: released, since: 2026-01-12}]"),
    ("UA250", "status: [{state: detained, since: 2026-01-05}, {state: released, since: 2026-01-16}]"),
    (
        "UA250",
        "status: [{state: died, since: 2026-01-12}]\nrequests: [{ask: investigate-death}, {ask: bring-to-justice}]",
    ),
    ("UA251", action("kind: stop") + "\nstatus: []"),
    ("UA252", "status: [{state: imprisoned, since: 2025-01-20}]"),
    ("UA252", "status: [{state: imprisoned, since: 2019, source: ua}]"),
    ("UA252", "status: [{state: imprisoned, since: 2019, as_of: 2026-01-02}]"),
    ("UA252", "status: [{state: imprisoned, since: 2019}]\n" + action("kind: outcome")),
    ("UA252", "status: [{state: died, since: 2019}]"),
    ("UA252", "status: [{state: died, since: 2019}]\nrequests: [{ask: investigate-death}]"),
    ("UA252", action("deadline: 2026-01-19") + "\nstatus: [{state: imprisoned, since: 2019}]"),
    ("UA253", "status: [{state: imprisoned, since: 2025-12-20}, {state: died, since: 2025-12-28}]"),
    ("UA253", "status: [{state: died, since: 2025-12-20}, {state: stopped, since: 2025-12-28}]"),
    (
        "UA253",
        TWO + "\nstatus: [{state: died, since: 2025-12, people: [a]}, {state: detained, since: 2026-01, people: [b]}]",
    ),
    ("UA254", "status: [{state: detained, since: 2026-01-05}, {state: imprisoned, since: 2026-01}]"),
    (
        "UA254",
        TWO + "\nstatus: [{state: on-trial, since: 2026-01, people: [a]}, {state: detained, since: 2025, people: [b]}]",
    ),
    ("UA255", askarov("Askarov's sons and the Askarovs are held with Azarov and Asanov and Askarova.")),
    ("UA255", askarov("Azimjan Askarov is held.", "[Azimjan Askarov]")),
    (
        "UA255",
        person("gender: male", "Bolot Muster") + "\nsummary: Master of arts. The master is held.\nrecipients: []",
    ),
    ("UA255", person("gender: female", "Roza Sample") + "\nsummary: Rosa is a name."),
    ("UA256", f"{person('gender: female')}\n---\n{person('gender: female')}"),
    (
        "UA256",
        person("gender: female", "Aida Specimen") + "\n---\ncountry: UZ\n" + person("gender: female", "Ayda Specimen"),
    ),
    (
        "UA256",
        f"{action('number: 1/26')}\npeople: [{{id: a, name: Hasan Muster}}]\n---\n"
        f"{action('number: 2/26')}\npeople: [{{id: b, name: Husan Muster}}]",
    ),
    ("UA256", "people: [{id: a, name: Aida Exampl}]\n---\npeople: [{id: b, name: Aida Exampla}]"),
    (
        "UA256",
        "people: [{id: a, name: Azimzhan Muster}, {id: b, name: Azimjan Muster}]\n---\n"
        "people: [{id: a, name: Azimjan Muster}]",
    ),
    ("UA257", "write_in: [en]\n" + person("gender: female", "Aida Specimen")),
    ("UA257", "write_in: [ru]\n" + person("gender: female", "{ky: Аида Образцова}")),
    ("UA258", person("gender: neutral")),
    ("UA259", person("gender: female, considered: {as: at-risk, since: 2026-01-05, until: 2026-01-21}")),
    ("UA270", f"recipients: [{COPY}]"),
    ("UA270", to_minister("post: minister, country: KG, phone: +996 312 68 20 44")),
    ("UA270", to_minister("post: minister, country: KG, address: [Bishkek 720000]")),
    ("UA271", by_mail("fax: +996 312 68 20 44, phone: +996 312 66 54 11")),
    ("UA271", by_mail("fax: (+996 312) 62-50-12")),
    ("UA272", by_mail("address: [Bishkek 720000, House 12345]")),
    ("UA272", by_mail("address: [720000 Бишкек]")),
    ("UA272", "embassies: {GB: {office: Ambassador, address: [1 Example Square, London SW1A 2AA]}}"),
    ("UA272", "embassies: {TD: {office: Ambassador, address: [1 Example Square]}}"),
    ("UA2011", by_mail("address: ['Example Street, 17', Bishkek 720000]")),
    ("UA2011", by_mail("address: [Example Street 17, '720000', Bishkek]")),
    ("UA2011", "embassies: {AT: {office: Embassy, address: [Musterweg 1, '1010', Wien]}}"),
    ("UA2012", action("kind: update, sequence: 6") + "\nbackground: [This is the fifth update.]"),
    ("UA2012", action("kind: update, sequence: 6") + "\nbackground: [The second update told of a trial.]"),
    ("UA273", to_minister("post: official, country: KG, email: a@example.org, gender: neutral")),
    ("UA273", to_minister("post: official, country: KG, email: a@example.org, salutation: Dear Sirs")),
    ("UA273", to_minister("post: minister, country: KG, email: a@example.org")),
    ("UA273", to_minister("post: official, role: copy, country: KG")),
    ("UA274", by_mail("phone: +996 312 68 20 44")),
    ("UA274", by_mail("name: Bakyt Muster, verified_on: 2025-01-20")),
    ("UA274", action("deadline: 2026-01-19") + "\n" + by_mail("name: Bakyt Muster")),
    ("UA275", to_minister("post: minister, country: AZ, email: a@example.org, because: she fled there")),
    ("UA275", to_minister("post: ambassador, country: GB, email: a@example.org")),
    ("UA278", "requests: [{text: {en: return the books that are hers}}]"),
    ("UA278", "requests: [{text: {es: devuelva los libros que son de ella}}]"),
    ("UA278", "requests: [{text: {tg: китобҳои ӯро баргардонед}}]"),
    ("UA279", "people: [{id: staff, kind: group, name: {en: the staff, number: many}}]"),
    ("UA280", "requests: []\nletter: Please release her."),
    ("UA280", "requests: []\n" + action("kind: outcome")),
    ("UA280", "requests: []\nrecipients: []\nsolidarity: {message: We think of you.}"),
    (
        "UA281",
        "requests: [{ask: medical-care, to: [president, minister]}]\n"
        f"recipients: [{COPY}, {{id: minister, {OFFICE}}}]",
    ),
    (
        "UA281",
        "requests: [{ask: medical-care, to: [a]}]\nletter: Please.\n"
        + f"recipients: [{{id: a, {OFFICE}}}, {{id: b, {OFFICE}}}]",
    ),
    (
        "UA282",
        "requests: [{ask: medical-care, to: [a]}, {ask: medical-care, to: [b]}]\n"
        f"recipients: [{{id: a, {OFFICE}}}, {{id: b, {OFFICE}}}]",
    ),
    ("UA283", "requests: [{ask: release-unconditionally}]"),
    ("UA283", "requests: [{ask: release-unconditionally}]\nstatus: []"),
    (
        "UA283",
        TWO
        + "\nstatus: [{state: at-risk, since: 2026-01, people: [a]}, {state: detained, since: 2026-01, people: [b]}]\n"
        "requests: [{ask: release-unconditionally}]",
    ),
    ("UA283", "requests: [{ask: investigate-death}]\nstatus: [{state: died, since: 2026-01-05}]"),
    ("UA284", "requests: [{ask: retrial}]\nstatus: [{state: imprisoned, since: 2026-01-05}]"),
    ("UA284", "requests: [{ask: note-prisoner-of-conscience}]\n" + person("considered: {as: prisoner-of-conscience}")),
    ("UA285", "events: [{type: tortured, source: ua}, {type: detained}, {type: killed, according_to: monitors}]"),
    ("UA286", "events: []"),
    ("UA286", "sources: [{id: ua, title: T}, {id: news, title: N}]\noutcome: {text: [x], source: news}"),
    ("UA287", "events: [{text: {en: on 6 January she was moved}, date: 2026-01-06, source: ua}]"),
    ("UA287", "events: [{text: {en: early in January she was moved}, date: 2026-01-06, source: ua}]"),
    ("UA287", "language: ru\nevents: [{text: {ru: в январе её перевели}, date: 2026-01, source: ua}]"),
    ("UA287", "events: [{type: detained, date: 2026-01-06}, {text: {en: that day she was moved}, date: 2026-01-06}]"),
    ("UA287", "events: [{type: transferred, place: Osh, source: ua}]"),
    ("UA288", "events: [{type: sentenced, text: she was sentenced to a fine, source: ua}]"),
    ("UA289", f"petition: {{text: {'word ' * 100}}}"),
    ("UA2031", "title: 'Müller held: what for?'"),
    ("UA2031", "sources: [{id: ua, title: T, date: 2026-01-15, url: 'https://example.org/?a=b&amp;c'}]"),
    ("UA2032", "title: Zoë? held"),
]

# What Russian makes of names, none of it a misspelling.
DECLINED = {
    "Азимжан Аскаров": "Азимжана Аскарова, Азимжану Аскарову, Азимжаном Аскаровым, Азимжане Аскарове, Аскаровы",
    "Аида Образцова": "Аиды Образцовой, Аиде Образцовой, Аиду Образцову, Аидой Образцовой, Образцов, Образцовых",
    "Наталья Достоевская": "Натальи Достоевской, Наталье, Наталью Достоевскую, Натальей Достоевскою, Достоевский",
    "Пётр Крамской": "Петра Крамского, Петру Крамскому, Петром Крамским, Петре Крамском, Петр",
    "Павел Левченко": "Павла Левченко, Павлу Левченко, Павлом Левченко, Павле Левченко",
    "Сергей Мусорский": "Сергея Мусорского, Сергею Мусорскому, Сергеем Мусорским, Мусорская, Мусорской",
    "Гульнара Жээнбекова": "Гульнары Жээнбековой, Гульнаре, Гульнару Жээнбекову, Жээнбеков, Жээнбековым",
    "Игорь Тимофеев": "Игоря Тимофеева, Игорю Тимофееву, Игорем Тимофеевым, Тимофеевых",
    "Зарылбек Рысалиев": "Зарылбека Рысалиева, Зарылбеку Рысалиеву, Зарылбеком Рысалиевым",
}


@pytest.mark.parametrize(("code", "case", "said"), WRONG)
def test_it_is_found_at_its_place(code: str, case: str, said: str) -> None:
    files, places = marked(written_out(case))
    assert places
    found = [diagnostic for diagnostic in judged(files) if diagnostic.code == code]
    spans = [diagnostic.span for diagnostic in found]
    assert [(span.path, span.line, span.column, span.end_column) for span in spans if span] == places
    for diagnostic in found:
        assert said in f"{diagnostic.message} | {diagnostic.hint}"
        assert diagnostic.hint


@pytest.mark.parametrize(("code", "case"), RIGHT)
def test_it_is_not_found(code: str, case: str) -> None:
    assert [str(diagnostic) for diagnostic in judged(written_out(case)) if diagnostic.code == code] == []


def test_what_is_not_there_is_missed_at_the_beginning() -> None:
    [file] = written_out(NO_EVENTS)
    without = re.sub("^(status|requests):.*\n( .*\n)*", "", file, flags=re.MULTILINE)
    found = {diagnostic.code: diagnostic.span for diagnostic in judged([without])}
    for code in ("UA251", "UA280"):
        span = found[code]
        assert span
        assert (span.source, span.column) == ("format: 1", 1)


def test_codes_keep_their_names_and_severities() -> None:
    ours = [f"UA{group}" for group in (23, 24, 25, 27, 28)]
    every = {**runner.RULES, **runner.CROSS_FILE_RULES}
    found = {code: (rule.name, rule.severity) for code, rule in every.items() if code[:4] in ours or len(code) > 5}
    assert found == RULES


def test_every_rule_is_shown_wrong_and_right() -> None:
    assert {code for code, _, _ in WRONG} == set(RULES)
    assert {code for code, _ in RIGHT} == set(RULES)


@pytest.mark.parametrize("name", DECLINED)
def test_a_declined_name_is_no_misspelling(name: str) -> None:
    case = person("gender: neutral", f"{{en: Somebody, ru: {name}}}") + f"\nsummary: {{ru: '{DECLINED[name]}'}}"
    assert [str(found) for found in judged(written_out(case)) if found.code == "UA255"] == []


@pytest.mark.parametrize("name", DECLINED)
def test_a_letter_too_few_in_a_declined_name_is_one(name: str) -> None:
    given, family = name.split()
    broken = f"{given} {family[:2]}{family[3:]}"
    case = person("gender: neutral", f"{{en: Somebody, ru: {name}}}") + f"\nsummary: {{ru: '{broken}'}}"
    assert [found.code for found in judged(written_out(case)) if found.code == "UA255"] == ["UA255"]


ASKAROV = read_case(ROOT / "cases" / "kg-askarov.yaml", "kg-askarov.yaml")
TRUE_OF_ASKAROV = {
    datetime.date(2010, 9, 20): [],
    datetime.date(2010, 10, 25): ["UA244"],
    datetime.date(2012, 1, 1): ["UA245"],
    datetime.date(2026, 11, 21): [],  # He has died: nobody waits for a deadline.
}


@pytest.mark.parametrize("day", TRUE_OF_ASKAROV, ids=str)
def test_the_case_of_askarov_raises_no_false_alarm(day: datetime.date) -> None:
    assert [found.code for found in runner.check(ASKAROV, day) if found.code in RULES] == TRUE_OF_ASKAROV[day]


@pytest.mark.parametrize("country", addresses._postcodes())
def test_postcodes_are_like_their_examples(country: str) -> None:
    known = addresses._postcodes()[country]
    assert known.pattern.fullmatch(known.example)
    assert known.pattern.search(f"Town {known.example}")
    assert not known.pattern.search(f"Town {known.example}1")
    assert not known.pattern.search("1 Example Street")


def test_rules_on_words_take_little_time() -> None:
    """A case of 18 kB. Compiled patterns and the forms of names are kept, so the first time does not count."""

    def once() -> float:
        assert ASKAROV.value
        view = RuleContext(ASKAROV, ASKAROV.value, DAY)
        assert view.texts
        start = time.process_time()
        for code in RULES:
            if code in runner.RULES:
                list(runner.RULES[code].run(view))
        return time.process_time() - start

    assert min(once() for _ in range(20)) < 0.05


def test_ten_thousand_names_are_compared_in_little_time() -> None:
    loaded = read_case_text(written_out(person("gender: female", "Aida Specimen"))[0], "0.yaml")
    assert loaded.value
    rule = runner.CROSS_FILE_RULES["UA256"]
    [note] = rule.notes(RuleContext(loaded, loaded.value, DAY))
    chosen = random.Random(0)
    names = ["Aida " + "".join(chosen.choices("abdegiklmnorstuz", k=9)) for _ in range(10_000)]
    misspelt = names[0][:9] + names[0][10:]
    notes = [Observation(note.what._replace(name=name), replace(note.span, path=name)) for name in [*names, misspelt]]
    start = time.perf_counter()
    assert [found.message for found in rule.run(notes)] == [f"`{misspelt}` is spelt `{names[0]}` in {names[0]}"]
    assert time.perf_counter() - start < 10
