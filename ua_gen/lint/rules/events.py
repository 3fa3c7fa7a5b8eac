"""Rules on stock events: what is given for one must be what its sentence can tell."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from ua_gen import languages, stock
from ua_gen.diagnostics import Severity, suggest
from ua_gen.lint.registry import Finding, Place, RuleContext, rule
from ua_gen.model import Case, Event, Request
from ua_gen.model.arguments import PARTIES, allowed, attribute, each, not_taken, stock_word
from ua_gen.model.dates import PartialDate
from ua_gen.wording import untold

NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)+")


@rule("UA248", "misspelt-authority", Severity.WARNING)
def misspelt_authority(view: RuleContext) -> Iterator[Finding]:
    """A word for a stock value, as in `by`, that is none, or only nearly one, of those that every language knows.

    Why: what is none of them is printed as it is: “detained by polise”.

    Wrong:

        events:
          - {type: detained, date: 2026-01-05, by: polise, source: ua}

    Right:

        events:
          - {type: detained, date: 2026-01-05, by: police, source: ua}

    Note: `ua-gen stock` lists these words. Anything else is told in your own words, in each language.
    """
    language = view.case.language
    root = view.loaded.root
    for place, word, kinds in _arguments(view.case):
        lists = [one for kind in kinds for one in (_known(kind), view.case.vocabulary.get(kind, {}))]
        # Below its language, a text is one's own, whatever it looks like.
        if not any(lists) or any(word in one for one in lists) or (root and root.find(place)[1].kind != "scalar"):
            continue
        known = [name for one in lists for name in one]
        like_one = "-" in word and NAME.fullmatch(word)
        # A capital is that of a name: `Osch` is no slip for `school`.
        near = " " not in word and (word.islower() or "agent" in kinds)
        if meant := suggest(word, known, parts=False) if near else "":
            yield place, f"`{word}` is none of the words that every language knows", meant
        elif like_one:
            shown = ", ".join(known[:12]) + (" …" if len(known) > 12 else "")
            hint = f"there are: {shown} (`ua-gen stock`); or write a text: `{{{language}: …}}`"
            yield place, f"`{word}` is none of the words that every language knows", hint


def _known(kind: str) -> Collection[str]:
    return stock.request_names() if kind == "request" else stock.values(kind)


def _arguments(case: Case) -> Iterator[tuple[Place, str, tuple[str, ...]]]:
    """Every word that an event or request of the case takes, with its place and the kinds of values it may be of."""
    for index, event in enumerate(case.events):
        if event.type is not None:
            yield from _words(case, event, stock.event(event.type).args, ("events", index))
    for index, request in enumerate(case.requests):
        if request.ask is not None:
            yield from _words(case, request, stock.request(request.ask).args, ("requests", index))


def _words(
    case: Case, entry: Event | Request, args: Mapping[str, stock.Argument], here: Place
) -> Iterator[tuple[Place, str, tuple[str, ...]]]:
    for given in entry.model_fields_set:
        name = given.removesuffix("_")
        if name not in args and name != "about":
            continue
        kinds = PARTIES if name == "about" else allowed(args[name].kind)
        for rest, value in each(getattr(entry, given)):
            word = stock_word(value, case.language)
            if word and word.isascii():
                yield (*here, name, *rest), word, kinds


@rule("UA287", "untold-detail", Severity.WARNING)
def untold_detail(view: RuleContext) -> Iterator[Finding]:
    """A detail that letters do not tell: of a stock event, one that its sentence has no place for, such as the place of
    a pardon; of an event in words of your own, a date that these words do not give.

    Why: whoever wrote it down expects to read it in the letter, and it is told nowhere.

    Wrong:

        events:
          - {type: verdict-upheld, date: 2026-01-06, sentence: 5 years, source: ua}

    Right:

        events:
          - {type: sentenced, date: 2026-01-06, sentence: 5 years, source: ua}
    """
    done: set[Place] = set()
    for index, event in enumerate(view.case.events):
        if event.type is not None:
            for place, message, hint in _not_taken(event, event.type, stock.event(event.type)):
                done.add(("events", index, place))
                yield ("events", index, place), message, f"tell it in an event of its own, or in a `text`; {hint}"
    for index, request in enumerate(view.case.requests):
        if request.ask is not None:
            for place, message, hint in _not_taken(request, request.ask, stock.request(request.ask)):
                done.add(("requests", index, place))
                yield ("requests", index, place), message, hint
    yield from _untold_dates(view)
    told: set[str] = set()
    for where, field in untold(view.case) if _in_old_words(view.case) else ():
        if field not in told and where not in done:
            told.add(field)
            yield where, f"letters cannot tell `{field}` yet: they leave it out", "tell it in a `text` of your own"


def _untold_dates(view: RuleContext) -> Iterator[Finding]:
    for index, event in enumerate(view.case.events):
        if event.type is not None or event.text is None or event.date is None or event.superseded:
            continue
        if any(before.date == event.date for before in view.case.events[:index]):
            continue  # What was told of that day, it leans on.
        text = event.text.root.get(view.case.language, "")
        if text and not _names_date(text, event.date, view.case.language):
            written = languages.language(view.case.language) if view.case.language in languages.tags() else None
            shown = written.date(event.date.year, event.date.month, event.date.day) if written else str(event.date)
            message = "letters do not tell the `date` of an event in words of your own"
            yield ("events", index, "date"), message, f"say it in the `text`: {' '.join(shown.split())}"


def _names_date(text: str, date: PartialDate, tag: str) -> bool:
    """Whether a text has the year or the day of a date in figures, or the name of its month."""
    figures = {int(figure) for figure in re.findall(r"\d{1,4}", text)}
    if figures & {date.year, date.day}:
        return True
    if date.month is None or tag not in languages.tags():
        return False
    language = languages.language(tag)
    of_month = _long_words(language.date(date.year, date.month)) - _long_words(language.date(date.year))
    # Of a name that is declined, the end may differ.
    return any(word[: max(3, len(word) - 2)] in text.casefold() for word in of_month)


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) > 2}


def _in_old_words(case: Case) -> bool:
    """Whether all letters are in languages that tell less; of the others UA268 says what they leave out."""
    known = [languages.language(tag) for tag in case.write_in or (case.language,) if tag in languages.tags()]
    return all(language.engine == 1 for language in known)


def _not_taken(entry: Event | Request, name: str, spec: stock.Event | stock.Request) -> Iterator[tuple[str, str, str]]:
    """The fields of an entry that its stock sentence does not take."""
    hint = f"it takes: {', '.join(spec.args)}" if spec.args else "it takes nothing of its own"
    for field in not_taken(entry, spec):
        yield field, f"the sentence on `{name}` does not tell the `{field}`", hint


@rule("UA288", "sentence-without-term", Severity.WARNING)
def sentence_without_term(view: RuleContext) -> Iterator[Finding]:
    """A stock event or request without what its sentence needs, such as `sentenced` that does not say to what.

    Why: “was sentenced” alone sounds as if the letter hid something.

    Wrong:

        events:
          - {type: sentenced, date: 2026-01-06, source: ua}

    Right:

        events:
          - {type: sentenced, date: 2026-01-06, sentence: 2 years 6 months, source: ua}
    """
    for index, event in enumerate(view.case.events):
        if event.type == "sentenced" and event.sentence is None and event.text is None:
            hint = "add `sentence: 7 years`, `life` or `death`; or `type: convicted` if it is not known"
            yield ("events", index), "this sentence has no length", hint
        elif event.type is not None and event.text is None:
            yield from _lacking(event, event.type, stock.event(event.type).needs, ("events", index))
    for index, request in enumerate(view.case.requests):
        if request.ask is not None and request.text is None:
            known, implied = stock.request_names()[request.ask]
            needs = [name for name in known.needs if name not in implied]
            yield from _lacking(request, request.ask, needs, ("requests", index))


def _lacking(entry: Event | Request, name: str, needs: Iterable[str], here: Place) -> Iterator[Finding]:
    for need in needs:
        fields = need.split(" or ")
        if not any(getattr(entry, attribute(field)) for field in fields):
            either = " or ".join(f"`{field}`" for field in fields)
            yield here, f"`{name}` says nothing without {either}", f"add `{fields[0]}: …` (`ua-gen stock {name}`)"
