"""Parties as noun phrases: the full name, the pronoun, and what stands for it where a pronoun would not do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ua_gen.wording.realisation.grammar import Grammar, agreement
from ua_gen.wording.realisation.nouns import DEFAULT, NounPhrase, Patterned
from ua_gen.wording.realisation.records import Own, Party, Person, Value

TITLED = "titled"  # The form of a name with what somebody is: `Nora Salem, a journalist,`.


@dataclass
class Named(NounPhrase):
    """The name of a person, who may have a role."""

    role: NounPhrase | None = None
    title: Callable[["Named", str], str | None] | None = None
    titled: bool = False

    def given(self, form: str) -> str | None:
        self.titled = False
        if form != TITLED and not form.startswith(f"{TITLED}."):
            return super().given(form)
        if self.role is not None and self.title is not None:
            text = self.title(self, form[len(TITLED) + 1 :] or DEFAULT)
            if text is not None:
                self.titled = True
                return text
        return self.find(form[len(TITLED) + 1 :] or DEFAULT)

    @property
    def paths(self) -> frozenset[str]:
        return super().paths | (self.role.paths if self.titled and self.role else frozenset())


@dataclass(frozen=True)
class Mentions:
    """A party in one language, in each way that it can be mentioned.

    `again` is what stands for it where a pronoun does not, `pronoun` is None where its gender is not known.
    """

    key: str
    full: NounPhrase
    pronoun: NounPhrase | None
    again: NounPhrase
    roles: Mapping[str, NounPhrase]
    person: bool
    described: NounPhrase | None = None  # `the person called Kim Sample`: where the name lacks the form that is needed.

    def context(self, named: bool) -> dict[str, NounPhrase]:
        """What patterns of the tables may refer to: `{his}`, and `{owner}`, the name itself where `his` has no form."""
        return {"his": self.possessive(named), "owner": self.again if named and not self.again.pronoun else self.full}

    def possessive(self, named: bool) -> NounPhrase:
        """What fills `{his}` and `{he}`: the pronoun where the party has been named, else its name."""
        return (self.pronoun or self.again) if named else self.full


def key_of(party: Party) -> str:
    """What two mentions of one party have in common."""
    return party.path or "+".join(person.id for person in party.people)


def mentions(grammar: Grammar, party: Party, context: Mapping[str, NounPhrase]) -> Mentions:
    """A party as it can be mentioned. `context` holds those whose relative it may be."""
    if party.others:
        parts = [mentions(grammar, other, context).full for other in party.others]
        full = grammar.joined(parts, party.path)
        return Mentions(key_of(party), full, pronoun(grammar, full), full, {}, False)
    if party.people:
        persons = [_person(grammar, person) for person in party.people]
        full = grammar.joined(persons, party.path) if len(persons) > 1 else persons[0]
        again: NounPhrase = full
        if len(persons) == 1 and (short := party.people[0].short) is not None:
            again = grammar.own(short, "", person=True)
            again.number, again.gender, again.person = "one", full.gender, True
        elif len(persons) > 1:
            again = _noun_again(grammar, full, len(persons)) or full
        roles = {
            f"role.{number}": each.role
            for number, each in enumerate(persons)
            if isinstance(each, Named) and each.role is not None
        }
        described = _described(grammar, full, "person" if len(persons) == 1 else "people")
        return Mentions(key_of(party), full, pronoun(grammar, full), again, roles, True, described)
    if isinstance(party.noun, Value):
        full = grammar.value(party.noun, party.path, context)
    elif isinstance(party.noun, Own):
        full = grammar.own(party.noun, party.path)
    else:
        raise ValueError(f"{party.path}: neither people nor a noun")
    again = _again(grammar, party.noun, full) or full
    return Mentions(key_of(party), full, pronoun(grammar, full), again, {}, False)


def _person(grammar: Grammar, person: Person) -> NounPhrase:
    if isinstance(person.noun, Value):
        return grammar.value(person.noun, person.path, {})
    if person.noun is not None:
        return grammar.own(person.noun, person.path)
    name = grammar.own(person.name, person.path, person=True)
    role = grammar.own(person.role, f"{person.path}.role", "role") if person.role is not None else None
    return Named(
        name.forms, _number(grammar, person, name), person.gender, person.path, rule=name.rule, person=True, own=True,
        role=role if role is not None and role.forms else None, title=_title(grammar),
    )  # fmt: skip


def _number(grammar: Grammar, person: Person, name: NounPhrase) -> str:
    """A person is one, unless the name is a description of several: `the people of Bodo`."""
    if person.name.number:
        return person.name.number
    text, guess = name.forms.get(DEFAULT, ""), grammar.rule("number")
    return "many" if guess is not None and text[:1].islower() and guess(text) == "many" else "one"


def _title(grammar: Grammar) -> Callable[[Named, str], str | None] | None:
    rule = grammar.rule(TITLED)
    return (lambda named, form: rule(named, named.role, form, grammar)) if rule is not None else None


def pronoun(grammar: Grammar, noun: NounPhrase) -> NounPhrase | None:
    """The pronoun that stands for a noun phrase, or None where number or gender do not tell which it is."""
    sets = grammar.tables["pronouns"]
    if noun.number == "many":
        key = next((feature for feature in agreement(noun) if feature in sets), "many")
    elif noun.number == "one":
        key = noun.gender if noun.gender in sets else "any"
    else:
        return None
    if key not in sets:
        return None
    forms = {str(form): str(text) for form, text in sets[key].items()}
    return NounPhrase(forms, noun.number, noun.gender, pronoun=True, dual=noun.dual, rule=grammar.form)


def _described(grammar: Grammar, full: NounPhrase, key: str) -> NounPhrase | None:
    """The name in apposition to a noun of the tables that has all forms, in languages whose names are declined."""
    entry = grammar.tables.get("described", {}).get(key)
    if entry is None:
        return None
    number, gender = ("one", "m") if key == "person" else ("many", "m")
    return Patterned({}, number, gender, full.path, rule=grammar.form, patterns=entry, args={"name": full})


def _noun_again(grammar: Grammar, full: NounPhrase, size: int) -> NounPhrase | None:
    """`the two women`: what stands for several people who were named."""
    names = grammar.tables.get("again", {})
    keys: tuple[str, ...] = ("two-women", "women") if full.gender == "f" else ()
    if size != 2:
        keys = keys[1:]
    for key in (*keys, *(("two",) if size == 2 else ()), "people"):
        if key in names:
            entry = names[key]
            gender = str(entry.get("gender", full.gender))
            forms = {str(form): str(text) for form, text in entry.items()}
            return NounPhrase(forms, "many", gender, dual=size == 2, rule=grammar.form)
    return None


def _again(grammar: Grammar, noun: Value | Own, full: NounPhrase) -> NounPhrase | None:
    """`the families`: the noun of a group by itself, where the tables have one."""
    if not isinstance(noun, Value):
        return None
    entry = grammar.tables.get("again", {}).get(noun.name)
    if entry is None:
        return None
    forms = {str(form): str(text) for form, text in entry.items()}
    return NounPhrase(forms, full.number, full.gender, dual=full.dual, rule=grammar.form)
