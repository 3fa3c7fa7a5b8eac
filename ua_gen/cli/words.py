"""Words on the command line, as they are meant: names in any case, several behind one flag, a file for a command."""

import shlex
from pathlib import Path
from typing import Any

import click

from ua_gen.casefile.discovery import is_case_name
from ua_gen.diagnostics import Misuse, one_of


class Several(click.Option):
    """An option that may be repeated, or take several values at once, parted by commas: `-l en,ru`."""

    def type_cast_value(self, ctx: click.Context, value: Any) -> Any:
        if isinstance(value, list | tuple):
            value = [part for given in value for part in _parts(str(given))]
        return super().type_cast_value(ctx, value)


def _parts(given: str) -> list[str]:
    # What is nothing but commas, or empty, is left as it is: whatever it was to name, it names nothing.
    return [part.strip() for part in given.split(",") if part.strip()] or [given]


class SmallLetters(click.ParamType[str]):
    """A name that is written in small letters wherever it is known, however it is typed."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return str(value).lower()


class LanguageTag(click.ParamType[str]):
    """A language, in whichever case its tag is typed, with `-` or `_`. Others are for whoever looks them up to name."""

    name = "tag"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from ua_gen.languages import tags

        found = one_of(str(value).strip().replace("_", "-"), tags())
        return found if found in tags() else str(value)


def choice(names: tuple[str, ...]) -> click.Choice[str]:
    """One of the names, in whichever case it is typed."""
    return click.Choice(names, case_sensitive=False)


class Commands(click.Group):
    """Commands by their names. Where a file stands in the place of one, the hint says what to do with it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = str(args[0])
        if self.get_command(ctx, name) is None and (is_case_name(Path(name).name) or Path(name).exists()):
            what = "a folder" if Path(name).is_dir() else "a file"
            hint = f"to make letters: ua-gen render {shlex.quote(name)}; to check: ua-gen validate {shlex.quote(name)}"
            raise Misuse(f"`{name}` is {what}, and no command", hint)
        return super().resolve_command(ctx, args)
