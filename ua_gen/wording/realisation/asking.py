"""What a letter asks for: each request as it completes *I ask you to*, and all of them as sentences or as a list."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ua_gen.wording.realisation.clauses import ordered, render
from ua_gen.wording.realisation.nouns import DEFAULT, Missing, NounPhrase
from ua_gen.wording.realisation.realiser import Realised, Realiser
from ua_gen.wording.realisation.records import Request


@dataclass
class Paragraph:
    """Sentences that stand together. `items` are a list that its last sentence announces."""

    kind: str
    sentences: list[Realised] = field(default_factory=list)
    items: list[Realised] = field(default_factory=list)

    @property
    def told(self) -> frozenset[str]:
        return frozenset().union(*(each.told for each in (*self.sentences, *self.items)))

    def text(self, space: str) -> str:
        """Its sentences, without what they announce."""
        return space.join(each.text for each in self.sentences)


class Asking:
    """Asks in the voice of one writer (`letter`), of several (`group`), or of those who sign a `petition`.

    `salutation` is for languages that repeat it.
    """

    def __init__(self, realiser: Realiser, voice: str, salutation: str) -> None:
        self.realiser = realiser
        self.discourse = realiser.discourse
        self.grammar = realiser.grammar
        self.voice = voice
        self.salutation = salutation

    def asked(self, requests: Sequence[Realised]) -> Paragraph:
        """What is asked for: a list that a sentence announces, or sentences, as the language has it."""
        if not requests:
            return Paragraph("requests")
        style = self.grammar.option("requests", {})
        if len(requests) < int(style.get("list-from", 3)):
            return Paragraph("requests", self._prose(requests))
        between, last = style.get("between", ";"), self.grammar.language.full_stop
        comma = self.grammar.language.clause_comma
        marks = [between] * (len(requests) - 1) + [last]
        items = [replace(each, text=_with_tail(each, comma) + mark) for each, mark in zip(requests, marks, strict=True)]
        return Paragraph("requests", [self._phrase("ask-list", {})], items)

    def requests(self, requests: Sequence[Request]) -> list[tuple[Request, Realised]]:
        """Each as it completes *I ask you to*; without those that the language cannot ask."""
        found = []
        named = False
        for request in requests:
            one = self.realiser.request(request, by_name=not named)
            if one is not None:
                asked, names = one
                named = named or names
                if names:
                    self.discourse.named.add(self.discourse.party.key)
                found.append((request, asked))
        return found

    def _prose(self, asked: Sequence[Realised]) -> list[Realised]:
        """One sentence for one or two requests, or one for each, as the language has it."""
        if self.grammar.option("requests", {}).get("one-sentence", True):
            if len(asked) == 1:
                return [self._phrase("ask-one", {"request": asked[0]})]
            found, rest = [], list(asked)
            while rest:
                pair, rest = rest[:2], rest[2:]
                key = "ask-two" if len(pair) == 2 else "ask-one"
                found.append(self._phrase(key, dict(zip(("request", "second"), pair, strict=False))))
            return found
        keys = ["ask-first", *["ask-next"] * (len(asked) - 2), "ask-last"][: len(asked)]
        if len(asked) > 1:
            keys[-1] = "ask-last" if len(asked) > 2 else "ask-next"
        return [self._phrase(key, {"request": each}) for key, each in zip(keys, asked, strict=True)]

    def _phrase(self, key: str, requests: dict[str, Realised]) -> Realised:
        # Where the verb comes last, so does what explains the request.
        last = bool(self.grammar.option("requests", {}).get("tail-last"))
        comma = self.grammar.language.clause_comma
        tail = "".join(f"{comma}{each.tail}" for each in requests.values() if each.tail and last)
        nouns = {
            name: NounPhrase({DEFAULT: each.text if last else _with_tail(each, comma)})
            for name, each in requests.items()
        }
        if self.grammar.you is not None:
            nouns["you"] = self.grammar.you
        greeted = {DEFAULT: self.salutation} if self.salutation else {}
        nouns["salutation"] = NounPhrase(greeted, rule=self.grammar.form, kind="salutation")
        told = frozenset().union(*(each.told for each in requests.values())) if requests else frozenset()
        for frame in self.grammar.frames.get(f"{self.voice}.{key}", ()):
            try:
                text = ordered(render(self.grammar, frame, nouns.get), "", self.grammar)
            except Missing:
                continue
            mark = next((mark for mark in (":", "：", ",") if frame.phrase.source.endswith(mark)), "")
            stop = mark or self.grammar.language.full_stop
            text = text.removesuffix(mark) + tail + stop
            return Realised(self.grammar.language.capitalised(text), told)
        raise LookupError(f"{self.grammar.tag}: no {self.voice}.{key}")


def _with_tail(asked: Realised, comma: str) -> str:
    return f"{asked.text}{comma}{asked.tail}" if asked.tail else asked.text
