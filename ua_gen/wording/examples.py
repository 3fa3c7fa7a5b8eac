"""What letters say of a stock event or request, as an example: of a woman, on a day, without anything else."""

import datetime

from ua_gen import stock
from ua_gen.languages import language
from ua_gen.languages.phrases import names
from ua_gen.model import Case
from ua_gen.wording.base import CaseWords
from ua_gen.wording.sentences import event_sentence, request

SOMEBODY = "N. N."
DAY = datetime.date(2026, 1, 5)


def event_example(name: str, tag: str) -> str:
    """The sentence for a stock event; empty where letters cannot tell it."""
    if name not in names("event"):
        return ""
    given = {"type": name, "date": str(DAY)}
    if "sentence" in stock.event(name).args:
        given["sentence"] = "7 years"
    say = _words(tag, events=[given])
    return event_sentence(say, 0, say.case.events[0], named=True)


def request_example(name: str, tag: str) -> str:
    """What is asked, after *I ask you to*; empty where letters cannot ask it."""
    if name not in names("request"):
        return ""
    say = _words(tag, requests=[{"ask": name}])
    return request(say, 0, say.case.requests[0])


def _words(tag: str, **facts: object) -> CaseWords:
    case = {
        "format": "1",
        "language": tag,
        "country": "KG",
        "title": SOMEBODY,
        "summary": SOMEBODY,
        "action": {"issued": str(DAY), "issuer": "…"},
        "people": [{"id": "somebody", "name": SOMEBODY, "gender": "female"}],
    }
    checked = Case.model_validate(case | facts, context={"language": tag})
    return CaseWords(checked, language(tag), DAY)
