"""What can be wrong with the pages of a document, as diagnostics."""

import contextlib
from collections.abc import Iterator

from ua_gen.casefile.nodes import Node
from ua_gen.diagnostics import Diagnostic, Problems, Severity, quote
from ua_gen.languages import Language, tags
from ua_gen.languages import language as get_language
from ua_gen.model import Case
from ua_gen.pdf import DoesNotFit, InkOutside, Misplaced, MissingGlyphs, OutsideWindow, SenderTooLong
from ua_gen.rendering.job import Job


@contextlib.contextmanager
def layout_problems(job: Job) -> Iterator[None]:
    """What goes wrong while a job's pages are laid out in here becomes Problems."""
    try:
        yield
    except DoesNotFit as error:
        raise Problems([too_long(job, error)]) from None
    except OutsideWindow as error:
        raise Problems([outside(job, error)]) from None
    except SenderTooLong:
        raise Problems([sender_too_long(job)]) from None
    except InkOutside as error:
        raise Problems(dict.fromkeys(misplaced(job, each) for each in error.found)) from None
    except MissingGlyphs as error:
        raise Problems([missing_glyph(job, character) for character in error.characters]) from None


def too_long(job: Job, error: DoesNotFit) -> Diagnostic:
    """UA403."""
    room = "one page" if job.pages == 1 else f"{job.pages} pages"
    lines = "1 line" if error.lines == 1 else f"about {error.lines} lines"
    millimetres = max(1, round(error.millimetres))  # A signature alone on its page has no line to be measured.
    message = f"the {job.title} is {millimetres} mm ({lines}) too long for {room}, even at {error.fit.size:g} pt"
    case = job.case.value if isinstance(job.case.value, Case) else None
    if case and case.letter and job.document.per == "recipient":
        return job.case.diagnostic_at("UA403", message, "letter", job.language.tag, hint="shorten the letter")
    hint = "shorten the texts, or keep events out of letters with `letter: false`"
    return job.case.diagnostic_at("UA403", message, *(("events",) if case and case.events else ()), hint=hint)


def outside(job: Job, error: OutsideWindow) -> Diagnostic:
    """UA404."""
    side = "tall" if error.side == "height" else "wide"
    message = f"the address of the {job.title} is {error.millimetres:.0f} mm too {side}"
    message += f" for the window `{job.page.window}`"
    place: tuple[str | int, ...] = ()
    if job.recipient and isinstance(job.case.value, Case):
        place = ("recipients", job.case.value.recipients.index(job.recipient), "address")
    return job.case.diagnostic_at("UA404", message, *place, hint="shorten it, or choose another --window")


def misplaced(job: Job, found: Misplaced) -> Diagnostic:
    """UA408, at the first text of the case that has the words."""
    words = found.text.split()
    # A line may have only some of the words of a text, and what is not of the case around them.
    node = next((node for word in sorted(words, key=len, reverse=True) if (node := _text_with(job, word))), None)
    hint = "shorten it, or part it by a blank where it may be broken"
    if found.over:
        message = f"in the {job.title}, {quote(found.text)} stands over {quote(found.over)}"
    else:
        where = "off the page" if found.off_page else "out of its place"
        message = f"in the {job.title}, {quote(found.text)} runs {found.millimetres:.0f} mm {where}"
    return Diagnostic("UA408", message, node.span if node else None, hint)


def _text_with(job: Job, word: str) -> Node | None:
    return _find(job.case.root, word) if job.case.root else None


def sender_too_long(job: Job) -> Diagnostic:
    """UA407."""
    message = f"name or address of the sender are too long for a {job.document.name}"
    message += f" with the window `{job.page.window}`"
    return Diagnostic("UA407", message, None, "shorten them, or choose another --window")


def missing_glyph(job: Job, character: str) -> Diagnostic:
    """UA401, at the first place of the case that has the character."""
    shown = f"`{character}` (U+{ord(character):04X})"
    packages = ", ".join(dict.fromkeys(job.language.packages.values()))
    fonts = f"fonts for {job.language.english}: {packages}"
    hint = f"is it the character you meant? If so, install a font that has it ({fonts})"
    node = _find(job.case.root, character) if job.case.root else None
    span = node.span if node else None
    return Diagnostic("UA401", f"no installed font has the character {shown} of the {job.title}", span, hint)


def _find(node: Node, part: str) -> Node | None:
    """The first text of a file that has a character, or a word."""
    if node.kind == "scalar":
        return node if part in str(node.value) else None
    children = [*(value for _, value in node.pairs()), *node.items()]
    return next((found for child in children if (found := _find(child, part))), None)


def foreign_fonts(language: Language, used: frozenset[str]) -> list[Diagnostic]:
    """A warning if pages are set in type that no language asks for: its own is not installed."""
    own = tuple(family for families in language.fonts.values() for family in families)
    strange = [name for name in sorted(used) if not name.startswith(own)]
    if strange:  # A sender's name may be in another script: then that script's own type is right.
        known = tuple(family for tag in tags() for families in get_language(tag).fonts.values() for family in families)
        strange = [name for name in strange if not name.startswith(known)]
    if not strange:
        return []
    message = f"some of the {language.english} pages is set in {', '.join(strange)}, instead of {own[0]} and its kin"
    packages = " ".join(dict.fromkeys(language.packages.values()))
    return [Diagnostic("UA402", message, None, f"install {packages}", Severity.WARNING)]
