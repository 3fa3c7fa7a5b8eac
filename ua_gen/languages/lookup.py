"""Which language of ours somebody means who names it in another way."""

from ua_gen import languages
from ua_gen.diagnostics import Misuse, suggest


def known_language(tag: str) -> languages.Language:
    """The language of a tag. Raises Misuse if ua-gen does not have it."""
    try:
        return languages.language(tag)
    except KeyError:
        hint = intended(tag) or f"there are: {', '.join(languages.tags())}"
        raise Misuse(f"no language `{tag}` here", hint) from None


def intended(tag: str) -> str:
    """A question that names the languages that are likely meant; empty where there are none.

    It is asked and not concluded: `en-GB` would lose its region, and whoever types `kg` may mean either of two.
    """
    return _question(_nearest(tag.strip().replace("_", "-")))


def _nearest(tag: str) -> list[str]:
    known = {each.casefold(): each for each in languages.tags()}
    given = tag.casefold()
    parts = given.split("-")
    if given in known:
        return [known[given]]
    for length in range(len(parts) - 1, 0, -1):  # `uz-Cyrl-UZ`, `en-GB`
        if (shorter := "-".join(parts[:length])) in known:
            return [known[shorter]]
    if kin := _kin(parts[0]):  # `zh`, `zh-CN`
        return kin
    if spoken := _spoken_in(given):
        return spoken
    names = {name: each for each in languages.tags() for name in (languages.language(each).english, _own_name(each))}
    meant = suggest(tag, names, "{}") or suggest(tag, languages.tags(), "{}")
    return [names.get(meant, meant)] if meant else []


def _spoken_in(code: str) -> list[str]:
    """The languages that are official in a country, for whoever takes its code for theirs.

    None where the first of them is not ours; and those in use beside it only where no law names any: nobody who means
    Ukrainian is led to Russian.
    """
    if len(code) != 2:
        return []
    from babel.languages import get_official_languages

    by_law = get_official_languages(code.upper())
    listed = by_law or get_official_languages(code.upper(), de_facto=True)
    official = [one.replace("_", "-") for one in listed]
    found = [[one] if one in languages.tags() else _kin(one) for one in official]
    return [tag for tags in found for tag in tags] if found and found[0] else []


def _kin(language: str) -> list[str]:
    """The tags of a language that is here in certain scripts only."""
    return [tag for tag in languages.tags() if tag.partition("-")[0] == language]


def _own_name(tag: str) -> str:
    return languages.language(tag).own_name(tag)


def _question(tags: list[str]) -> str:
    *most, last = [f"`{tag}`" for tag in tags] or [""]
    return f"did you mean {', '.join(most)} or {last}?" if most else f"did you mean {last}?" if last else ""
