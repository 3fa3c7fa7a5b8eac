"""The next document of an action, drafted in the text of its case: numbers and dates carried on, news asked for."""

import datetime
from typing import Literal

from ua_gen.casefile.editor import Editor
from ua_gen.casefile.loading import Loaded, read_case_text
from ua_gen.diagnostics import Misuse, Problems
from ua_gen.model import CLOSED, DEAD, DEFAULT_DAYS, ENDED, Case, asks_of_a_death, standing

Kind = Literal["update", "outcome", "stop"]

LAST = 99  # What `sequence` can be.
WHAT = {"update": "an update", "outcome": "the outcome", "stop": "the stop"}
ASKED = "ua-gen: draft --"
# Forms to be filled in have nothing after the colon: what is left so is found to be empty.


def draft(loaded: Loaded[Case], case: Case, kind: Kind, day: datetime.date, name: str) -> Loaded[Case]:
    """The draft of the next document as a text, which is to be the file `name`, with its open questions (UA020).

    Raises Problems if the action has ended (UA022) or the text cannot be changed (UA021), Misuse if `day` is too early.
    """
    _refuse(loaded, case, kind, day)
    assert loaded.root is not None
    edit = _Draft(loaded, case, kind, day)
    edit.whole()
    return read_case_text(edit.text(), name)


def _refuse(loaded: Loaded[Case], case: Case, kind: Kind, day: datetime.date) -> None:
    action = case.action
    hint = "for people who are in danger again, begin a new action: `ua-gen new`"
    if action.kind in ("outcome", "stop"):
        message = f"this is {WHAT[action.kind]} of the action: no document follows it"
        raise Problems([loaded.diagnostic_at("UA022", message, "action", "kind", hint=hint)])
    states = standing(case, day)
    if len(states) == len(case.people) and all(status.state == "stopped" for _, status in states.values()):
        index, status = next(iter(states.values()))
        message = f"the action has been stopped ({status.since}): no document follows"
        raise Problems([loaded.diagnostic_at("UA022", message, "status", index, "state", hint=hint)])
    if action.sequence >= LAST:
        message = f"document {action.sequence} is the last that an action can have"
        raise Problems([loaded.diagnostic_at("UA022", message, "action", "sequence", hint="begin a new action")])
    if day < action.issued:
        hint = "choose the day of issue with --date"
        raise Misuse(f"{loaded.name} was issued on {action.issued}; {WHAT[kind]} cannot be of {day}, before it", hint)


class _Draft:
    """One draft in the making."""

    def __init__(self, loaded: Loaded[Case], case: Case, kind: Kind, day: datetime.date) -> None:
        assert loaded.root is not None
        self.edit = Editor(loaded.root, loaded.text, loaded.name)
        self.case = case
        self.kind = kind
        self.day = day
        self.given = {str(key.value) for key, _ in loaded.root.pairs()}
        self.in_action = {str(key.value) for key, _ in loaded.root.find(("action",))[1].pairs()}
        # Questions for which there is no line of their own, as where everything stands in one pair of brackets.
        self.first: list[str] = []

    def text(self) -> str:
        name = self.edit.name.replace("\\", "/").rpartition("/")[2]
        name = "".join(each if each.isprintable() else "_" for each in name)  # YAML refuses some even in a comment.
        action = self.case.action
        number = f" of Urgent Action {action.number}" if action.number else ""
        if self.kind == "stop":  # It is passed on: what the files of its issuer are called is nobody's business.
            self.edit.begin(self.first)
            return self.edit.result()
        said = f"Document {action.sequence + 1}{number}: {WHAT[self.kind]}, drafted by `ua-gen update` from {name}."
        lines = [
            " ".join(said.split()),
            "Each comment `ua-gen: draft` asks for what only you can know. Until the last is answered and deleted,",
            "no document is made of this file.",
        ]
        self.edit.begin([*lines, *self.first])
        return self.edit.result()

    def whole(self) -> None:
        self._action()
        match self.kind:
            case "update":
                self._news()
                self._words()
            case "outcome":
                self._outcome()
            case "stop":
                self._stopped()

    def _ask(self, question: str, *more: str, above: str) -> None:
        """Asks above a field of the case; `more` are comments to be filled in."""
        lines = [f"{ASKED} {question}", *more]
        if self.edit.is_block():
            self.edit.comment_above(lines, above)
        else:
            self.first += lines

    def _ask_below(self, question: str, *more: str, field: str, instead: str) -> None:
        """Asks below the last item of a list; below the field `instead` where the case has no such list."""
        lines = [f"{ASKED} {question}", *more]
        items = getattr(self.case, field)
        if not self.edit.is_block():
            self.first += lines
        elif items and self.edit.is_block(field):
            self.edit.comment_in(lines, field)
        elif field in self.given:
            self.edit.comment_above(lines, field)
        else:
            self.edit.comment_after([lines[0], f"{field}:", *(f"  {line}" for line in more)], instead)

    def _action(self) -> None:
        action, edit = self.case.action, self.edit
        number = "number" if "number" in self.in_action else "issued"
        for name, value in (("kind", self.kind), ("sequence", str(action.sequence + 1))):
            if name in self.in_action:
                edit.set(value, "action", name)
            else:
                edit.add(value, number, "action", name)
        edit.set(self.day.isoformat(), "action", "issued")
        self._deadline()
        has_previous = "previous" in self.in_action  # Perhaps with nothing in it.
        if has_previous and action.index is not None:
            edit.set(action.index, "action", "previous")
        elif has_previous:  # It is the one before the previous by now, and the previous has no index.
            edit.remove("action", "previous")
        if action.index is None:
            return
        if self.kind != "outcome":  # An outcome has its index in `outcome`.
            line = "index: …  # of this document"
            asked = [f"{ASKED} the index of this document", "index:"] if self.kind == "update" else [line]
            if edit.is_block("action"):
                edit.comment_above(asked, "action", "index")
            elif edit.is_block():
                edit.comment_above(asked, "action")
            else:
                self.first += asked
        if has_previous:
            edit.remove("action", "index")
        else:
            edit.rename("previous", "action", "index")

    def _deadline(self) -> None:
        """What is usual needs no field. An agreed deadline is renewed where it can be seen, and agreed on again."""
        action = self.case.action
        if action.deadline is None:
            return
        usual = datetime.timedelta(days=DEFAULT_DAYS)
        if self.kind == "update" and action.deadline != action.issued + usual:
            self.edit.set((self.day + usual).isoformat(), "action", "deadline")
        else:
            self.edit.remove("action", "deadline")

    def _news(self) -> None:
        issued = self.case.action.issued
        for index, event in enumerate(self.case.events):
            if not event.background:
                self.edit.set("true", "events", index, "background")
        states = [status for _, status in standing(self.case, self.day).values()]
        ending = CLOSED - DEAD if asks_of_a_death(self.case) else CLOSED
        if len(states) == len(self.case.people) and all(status.state in ending for status in states):
            known = f"`{states[0].state}` since {states[0].since}"
            question = f"{known} ends an action, see --outcome. If not: what is the state today, and what is asked?"
        elif self.case.status:
            question = f"what is the state today? If it is the same, add `as_of: {self.day}` to the last; else add:"
        else:
            question = "what is the state today?"
        entry = f"- {{state: , since: , as_of: {self.day}, source: }}"
        self._ask_below(question, entry, field="status", instead="action")
        news = f"what has happened since {issued}? Add it as the last of the events, without `background`"
        self._ask_below(news, "- {type: , date: , place: , source: }", field="events", instead="people")

    def _words(self) -> None:
        issued = self.case.action.issued
        self._ask(f"do title and summary tell the news? They are those of {issued}", above="title")
        if self.case.requests:
            self._ask("is this still what has to be asked?", above="requests")
        if self.case.recipients:
            question = "is everybody still in office? Renew `verified_on` of each one that you have checked"
            self._ask(question, above="recipients")
        if self.case.letter:
            self._ask(f"this letter is that of {issued}: write it anew, or delete it", above="letter")
        if self.case.petition and self.case.petition.return_by:
            question = f"when must the sheets be back? `return_by` was {self.case.petition.return_by}"
            self._ask(question, above="petition")

    def _outcome(self) -> None:
        states = standing(self.case, self.day)
        if not all(person.id in states and states[person.id][1].state in ENDED for person in self.case.people):
            question = "what became of them? Fill in and add:" if len(self.case.people) > 1 else "how did it end? Add:"
            entry = "- {state: , since: , place: , source: }"
            self._ask_below(question, entry, field="status", instead="action")
        if self.case.outcome:
            self._ask("is this all that can be told of how it ended?", above="outcome")
            return
        lines = [
            f"{ASKED} what can be told of how it ended, beside `status`? Fill in what is known, delete the rest",
            "outcome:",
            *(["  index:"] if self.case.action.index else []),
            "  title:",
            "  text:",
            "    -",
            "  actions:",
            "    - {what: letters, number: }",
            "  quotation: {text: , by: , role: }",
            "  source:",
        ]
        if self.edit.is_block():
            self.edit.comment_after(["", *lines], "status" if "status" in self.given else "action")
        else:
            self.first += lines

    def _stopped(self) -> None:
        entry = {"state": "stopped", "since": self.day.isoformat()}
        if "status" in self.given:
            self.edit.append(entry, "status")
        else:
            self.edit.add_list(entry, "action", "status")
