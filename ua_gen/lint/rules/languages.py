"""Rules on the languages that a case names: tags, languages to write in, languages that reach a prisoner."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from ua_gen import languages
from ua_gen.diagnostics import Severity
from ua_gen.lint.registry import Finding, Place, RuleContext, rule
from ua_gen.lint.rules.common import english, joined


@rule("UA260", "unknown-language", Severity.WARNING)
def unknown_language(view: RuleContext) -> Iterator[Finding]:
    """A tag that is the code of the country instead of its language, or has a language, script or region unknown to
    Unicode's register of locales.

    Why: texts under a wrong tag are in no language that a letter can be written in, and `write_in` would ask people to
    write in a language of another part of the world.

    Wrong:

        write_in: [ru, kg, en]

    Right:

        write_in: [ru, ky, en]

    Note: `kg` is Kongo, `am` Amharic, `ee` Ewe. A tag that is no language at all is UA106.
    """
    case = view.case
    places: list[tuple[str, Place]] = [(case.language, ("language",))]
    places += [(tag, ("write_in", number)) for number, tag in enumerate(case.write_in)]
    if case.solidarity:
        places += [(tag, ("solidarity", "languages", number)) for number, tag in enumerate(case.solidarity.languages)]
    places += [(tag, ("translations", tag)) for tag in case.translations]
    places += [(given.tag, given.path) for given in view.texts if given.tag not in languages.tags()]
    seen: set[str] = set()
    for tag, path in places:
        doubt = _doubt(tag, case.country)
        if doubt and tag not in seen:
            seen.add(tag)
            yield path, *doubt


@lru_cache(maxsize=1024)
def _doubt(tag: str, country: str) -> tuple[str, str] | None:
    """What is strange about a tag, and what to do."""
    if tag in languages.tags():
        return None
    from babel import Locale
    from babel.core import get_global

    locale = Locale.parse("en")
    language, *subtags = tag.split("-")
    spoken: Mapping[str, Any] = get_global("territory_languages").get(country, {})
    if language.upper() == country and language not in spoken:
        here = [f"`{code}`" for code, facts in spoken.items() if facts["official_status"] and "_" not in code]
        name, place = locale.languages.get(language, tag), locale.territories.get(country, country)
        return f"`{tag}` is {name}, which is not a language of {place}", f"those are {', '.join(here)}" if here else ""
    if language not in locale.languages:
        return f"`{tag}` is a language that Unicode's register does not know", "check its code in ISO 639"
    for subtag in subtags:
        if subtag not in (locale.scripts if len(subtag) == 4 else locale.territories):
            what = "script" if len(subtag) == 4 else "region"
            return f"`{subtag}` in `{tag}` is no {what} that Unicode's register knows", f"is `{language}` enough?"
    return None


@rule("UA262", "unsupported-language", Severity.WARNING)
def unsupported_language(view: RuleContext) -> Iterator[Finding]:
    """A language to write in that ua-gen does not have.

    Why: the case sheet asks people to write in it, but no letter can be made; letters are written in the next language
    of `write_in`.

    Wrong:

        write_in: [tet, en]

    Right:

        write_in: [ru, en]

    Note: it may well be right to keep the language, for those who write by hand. Then
    `# ua-gen: ignore UA262` says so.
    """
    for number, tag in enumerate(view.case.write_in):
        if tag not in languages.tags():
            kin = [known for known in languages.tags() if known.partition("-")[0] == tag.partition("-")[0]]
            others = joined(kin or languages.tags())
            message = f"ua-gen cannot write letters in {english(tag)} (`{tag}`)"
            yield ("write_in", number), message, f"it has {others}; letters use the other languages of `write_in`"


@rule("UA269", "unreachable-language", Severity.WARNING)
def unreachable_language(view: RuleContext) -> Iterator[Finding]:
    """A message to the prisoner or the family in none of the languages that reach them.

    Why: prison censors hold back what they cannot read, and the person may not be able to read it either.

    Wrong:

        solidarity:
          languages: [ru]
          message: {en: We are thinking of you.}

    Right:

        solidarity:
          languages: [ru]
          message: {ru: Мы думаем о Вас., en: We are thinking of you.}
    """
    solidarity = view.case.solidarity
    if solidarity is None or not solidarity.languages:
        return
    for name, text in (("greeting", solidarity.greeting), ("message", solidarity.message)):
        if text is not None and not any(tag in text.languages for tag in solidarity.languages):
            names = " or ".join(english(tag) for tag in solidarity.languages)
            yield ("solidarity", name), f"the {name} is not in {names}", f"add `{solidarity.languages[0]}: …`"
