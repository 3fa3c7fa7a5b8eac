"""The section's profile: the table `[section]` of a configuration, checked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ua_gen.casefile.validation import literals, purpose
from ua_gen.diagnostics import Misuse, quote, suggest
from ua_gen.files.images import ImageError, logo_address
from ua_gen.files.paths import is_regular_file
from ua_gen.model import Section


def check_section(values: Mapping[str, Any], folder: Path, name: str) -> Section:
    """The section's profile from the table of a configuration. Raises Misuse with what is wrong with it."""
    given = {key: str(value).lower() if isinstance(value, bool) else value for key, value in values.items()}
    for key, value in given.items():  # Text is what fields are made from; TOML has more.
        if not all(isinstance(item, str) for item in (value if isinstance(value, list) else [value])):
            raise Misuse(f"{name}: [section] `{key.replace('_', '-')}` must be a text", "write it in quotation marks")
    try:
        section = Section.model_validate(given, context={"language": "en"})
    except ValidationError as error:
        found = error.errors(include_url=False)
        # What is not known may be what is missing, misspelt.
        first = next((each for each in found if each["type"] == "extra_forbidden"), found[0])
        raise Misuse(f"{name}: {_section_complaint(first)}") from None
    if section.letterhead is not None:
        if not is_regular_file(folder / section.letterhead):
            message = f"{name}: [section] `letterhead`: {quote(section.letterhead)} is not there"
            raise Misuse(message, "`ua-gen templates --letterhead FILE` writes one to begin with")
        section = section.model_copy(update={"letterhead": str(folder / section.letterhead)})
    if section.logo is None:
        return section
    path = folder / section.logo
    try:
        logo_address(path)
    except ImageError as error:
        raise Misuse(f"{name}: [section] `logo`: {error.message}", error.hint) from None
    return section.model_copy(update={"logo": str(path)})


def _section_complaint(error: ErrorDetails) -> str:
    key = str(error["loc"][0]).replace("_", "-")
    match error["type"]:
        case "missing":
            return f"[section] has no `{key}`"
        case "extra_forbidden":
            known = [name.replace("_", "-") for name in Section.model_fields]
            hint = suggest(key, known) or f"there are: {', '.join(known)}"
            return f"[section] has no key `{key}`; {hint}"
        case "literal_error":
            values = ", ".join(literals(Section, error["loc"]))
            return f"[section] `{key}` must be one of: {values}"
        case kind if kind.isdigit():
            context = error.get("ctx") or {}
            return f"[section] `{key}`: {context['message']}; {context['hint']}"
    return f"[section] `{key}` cannot be {quote(str(error['input']))}: {purpose(Section, error['loc'])}"
