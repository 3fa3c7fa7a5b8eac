"""What several rules ask of a case, and how they name things."""

import datetime
from collections.abc import Iterable, Iterator

from ua_gen import languages
from ua_gen.casefile.nodes import Node
from ua_gen.lint.registry import Place, RuleContext
from ua_gen.model import Case, Person, is_over, standing


def appeals(case: Case) -> bool:
    """Whether the document asks for something: an outcome or a stop does not."""
    return case.action.kind in ("first", "update")


def is_open(view: RuleContext) -> bool:
    """Whether appeals may be made on the day of judgement, or later."""
    if not appeals(view.case) or view.day > view.case.action.last_day:
        return False
    return not any(is_over(view.case, status) for _, status in standing(view.case, view.day).values())


def over_a_year(since: datetime.date, day: datetime.date) -> bool:
    return (since.year + 1, since.month, since.day) < (day.year, day.month, day.day)


def name_of(case: Case, person: Person) -> str:
    return person.name.best("en", case.language)


def deadline_place(case: Case) -> Place:
    return ("action", "deadline" if case.action.deadline else "issued")


def english(tag: str) -> str:
    """The English name of a language."""
    return languages.language(tag).english if tag in languages.tags() else languages.language("en").language_name(tag)


def joined(items: Iterable[str]) -> str:
    return ", ".join(f"`{item}`" for item in items)


def scalars(node: Node | None, path: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every value below a node, with its place."""
    if node is None:
        return
    if node.kind == "scalar":
        yield path, str(node.value or "")
    for key, value in node.pairs():
        yield from scalars(value, (*path, str(key.value)))
    for number, item in enumerate(node.items()):
        yield from scalars(item, (*path, number))
