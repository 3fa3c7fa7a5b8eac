"""Rules on the length of letters and petitions, judged without laying them out."""

import datetime
import math
from collections.abc import Iterator

from ua_gen import languages
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, RuleContext, rule
from ua_gen.lint.rules.missing_texts import addressees
from ua_gen.model import Case, Recipient
from ua_gen.wording import Wording

# The letter at the smallest size its template allows: A4, 10 points with a leading of 1.22, millimetres.
#
# Characters in a line were measured with Linux Libertine, the narrowest of our fonts, on the texts of
# cases/kg-askarov.yaml laid out by WeasyPrint: a model letter of one paragraph fits with 4,541 characters in English
# and 3,786 in Russian, in 42 lines: 108 and 90 in a line. In paragraphs of 500 characters 3,926 and 3,354 fit; in
# paragraphs of one line, 31. That gives the 183.5 mm that are left for the text between a recipient of two lines and
# the closing. The numbers below have 4 % more characters in a line, so that what they call too long is too long: other
# words may be narrower, but hardly by so much. Scripts that are not here are not judged; `--layout` judges all.
_IN_A_LINE = {"Latn": 112, "Cyrl": 94}
_LINE = 10 * 1.22 * 25.4 / 72
_PAGE = 183.5 + 2 * _LINE  # Without the recipient's lines.
_BEFORE_PARAGRAPH, _BEFORE_REQUEST, _BEFORE_COPIES = 1.57, 0.48, 3.6
_COPIES = 0.86  # Their size, compared with that of the text.
_DOUBT = _LINE / 2
_HARMLESS = 130  # Millimetres of text, generously counted: with all that is not counted, far less than a page.


ESTIMATE = "UA293"  # Where letters are really laid out, nobody needs it.


MOST_WORDS = 100  # Of a petition.


@rule(ESTIMATE, "long-letter", Severity.WARNING, of_documents=True)
def long_letter(view: RuleContext) -> Iterator[Finding]:
    r"""A letter that will not fit on one page, even in the smallest type.

    Why: an appeal of two pages is not read, so no letter of more than one page is made.

    Wrong:

        letter: "\
          Point 1.\n\nPoint 2.\n\nPoint 3.\n\nPoint 4.\n\nPoint 5.\n\nPoint 6.\n\nPoint 7.\n\nPoint 8.\n\n\
          Point 9.\n\nPoint 10.\n\nPoint 11.\n\nPoint 12.\n\nPoint 13.\n\nPoint 14.\n\nPoint 15.\n\n\
          Point 16.\n\nPoint 17.\n\nPoint 18.\n\nPoint 19.\n\nPoint 20.\n\nPoint 21.\n\nPoint 22.\n\n\
          Point 23.\n\nPoint 24.\n\nPoint 25.\n\nPoint 26.\n\nPoint 27.\n\nPoint 28.\n\nPoint 29.\n\n\
          Point 30.\n\nPoint 31.\n\nPoint 32.\n\nPoint 33.\n\nPoint 34.\n\nPoint 35."
        write_in: [en]

    Right:

        letter: "Point 1.\n\nPoint 2.\n\nPoint 3."
        write_in: [en]

    Note: it is an estimate that speaks only of letters that are very likely too long.
    `ua-gen validate --layout` lays letters out and measures them (UA403).
    """
    case = view.case
    for tag in case.write_in:
        if tag not in languages.tags() or _generous(view, tag) < _HARMLESS:
            continue
        recipient = _longest(view)
        surplus = _surplus(case, tag, view.day, recipient) if recipient else -1
        if recipient and surplus > _DOUBT:
            path = ("letter", tag) if case.letter else ("events",) if case.events else ("requests",)
            lines = math.ceil(surplus / _LINE)
            name = languages.language(tag).english
            message = f"the letter to `{recipient.id}` in {name} is about {_counted(lines)} too long for one page"
            keep = "" if case.letter else ", or keep events out of letters with `letter: false`"
            yield path, message, f"shorten the texts{keep}; `--layout` measures it"


def _counted(lines: int) -> str:
    return "1 line" if lines == 1 else f"{lines} lines"


def _longest(view: RuleContext) -> Recipient | None:
    """The recipient of the longest letter: the one who is asked most."""

    def asked(recipient: Recipient) -> int:
        return sum(not request.to or recipient.id in request.to for request in view.case.requests)

    return max(addressees(view), key=asked, default=None)


def _generous(view: RuleContext, tag: str) -> float:
    """The height of the letter's texts if they ran much too wide: most letters need no closer look than this."""
    told = {number for number, event in enumerate(view.case.events) if event.letter}
    height = 0.0
    for given in view.texts:
        if given.tag == tag:
            parts = given.field.split(".")
            if parts[0] == "letter" or parts[0] == "requests" or (parts[0] == "events" and given.at[1] in told):
                for paragraph in given.text.split("\n\n"):
                    height += math.ceil(len(paragraph) / 75) * _LINE + _BEFORE_PARAGRAPH
    stock = len(told) + len(view.case.requests)
    return height + stock * 2 * _LINE


def _surplus(case: Case, tag: str, day: datetime.date, recipient: Recipient) -> float:
    """Millimetres by which a letter is too long; negative if it fits."""
    language = languages.language(tag)
    width = _IN_A_LINE.get(language.script)
    if width is None:
        return -1
    say = Wording(case, language, day, recipient)

    def lines(text: str, size: float = 1) -> float:
        return math.ceil(len(text) * size / width) * _LINE * size

    paragraphs = say.model_letter or [*say.concern, *say.facts_before_asked]
    requests: tuple[str, ...] = ()
    if not case.letter:
        asked = say.asked
        requests = asked.items
        paragraphs += [f"{asked.law} {asked.text}".strip(), say.reply]
    height = len(say.recipient_lines) * _LINE
    height += sum(lines(text) + _BEFORE_PARAGRAPH for text in paragraphs)
    height += sum(lines(text) + _BEFORE_REQUEST for text in requests)
    if say.copies:
        height += lines(say.t("letter.copies", copies=say.copies), _COPIES) + _BEFORE_COPIES
    return height - _PAGE


@rule("UA289", "long-petition", Severity.WARNING, of_documents=True)
def long_petition(view: RuleContext) -> Iterator[Finding]:
    """The text of a petition with more than a hundred words.

    Why: people sign in passing. What they have not read they should not be asked to sign.

    Wrong:

        petition:
          text: >-
            On 5 January 2026 the police came to the library of Osh and took away Aida Specimen, who has worked there
            for twenty years, and with her four hundred books, among them all the dictionaries, the atlases, the
            complete works of three poets and the only copy of the history of the town. She was told that it would
            be for an hour. She is still held in the cell to which she was taken on that day, without her glasses,
            without a lawyer, without a visit from her children, and without having been told what she is accused
            of; the books have not been seen again, and the library, which was open to everybody on every day of the
            week, has been closed ever since, so that nobody in the town can borrow a book.

    Right:

        petition:
          text: Aida Specimen has been held since 5 January 2026 for lending books.
    """
    petition = view.case.petition
    if petition and petition.text:
        for tag in petition.text.languages:
            words = len((petition.text.get(tag) or "").split())
            if words > MOST_WORDS:
                message = f"the petition has {words} words; people read {MOST_WORDS} before they sign"
                yield ("petition", "text", tag), message, "shorten it"
