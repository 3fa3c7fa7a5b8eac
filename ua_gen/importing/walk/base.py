"""What every part of the walk through an appeal has: its paragraphs, what was found, which lines are known."""

from collections import Counter
from collections.abc import Sequence

from ua_gen.importing.found import Appeal
from ua_gen.importing.lines import Paragraph, TextLine, paragraphs
from ua_gen.importing.walk.parts import whole


class Walk:
    """The paragraphs of a document on the way through it, and what was found so far."""

    def __init__(self, lines: Sequence[TextLine], language: str, form: str) -> None:
        self.lines = list(lines)
        self.paragraphs = list(whole(paragraphs(lines)))
        self.appeal = Appeal(language)
        self.form = form
        self.language = language or "en"
        self.caption_at: TextLine | None = None
        self.spoken: Counter[str] = Counter()
        self.repeating = False

    def _know(self, line: TextLine) -> None:
        self.appeal.known[line.place + "|" + line.text] = line

    def _know_all(self, held: Sequence[Paragraph]) -> None:
        for paragraph in held:
            for line in paragraph.lines:
                self._know(line)
