"""`ua-gen doctor`: what is installed, what is missing, and which files of the user's are in force."""

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ua_gen import __version__
from ua_gen.cli import terminal
from ua_gen.cli.common import own_sender, section, sender_file, user_folder
from ua_gen.cli.config_search import InForce
from ua_gen.diagnostics import Problems


@click.command()
@click.pass_obj
def doctor(config: InForce) -> None:
    """Show whether everything is there: Pango, fonts for each language, your sender file, the configuration.

    Ends with 2 if PDF files cannot be made here, or the sender that is in force cannot be used.
    """
    _tell(f"ua-gen {__version__}, Python {sys.version.split()[0]}")
    able = _pdf()
    _pdf_reader()
    _wall()
    click.echo()
    _fonts()
    click.echo()
    able = _files(config) and able
    if not able:
        raise click.exceptions.Exit(2)


def _tell(text: str) -> None:
    for line in text.splitlines():
        click.echo(terminal.line(line, terminal.width()))


def _mark(good: bool | None) -> str:
    if good is None:
        return click.style("?", fg="yellow", bold=True)
    return click.style("ok", fg="green") if good else click.style("--", fg="red", bold=True)


def _pdf() -> bool:
    import warnings

    from ua_gen.pdf import versions

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # It is about HarfBuzz-Subset, of which we tell more clearly below.
            weasyprint, pango, subset = versions()
    except Problems as problems:
        for diagnostic in problems.diagnostics:
            _tell(f"{_mark(False)} {diagnostic.message}\n   {diagnostic.hint}")
        return False
    _tell(f"{_mark(True)} PDF: WeasyPrint {weasyprint}, Pango {pango}")
    if not subset:
        _tell(f"{_mark(False)} HarfBuzz-Subset is missing: PDF files come out slowly, and not the same every time")
        _tell("   Debian, Ubuntu: apt install libharfbuzz-subset0")
    return True


def _pdf_reader() -> None:
    """Whether `ua-gen import` can read PDF files."""
    if importlib.util.find_spec("pypdfium2"):
        click.echo(f"{_mark(True)} PDF files can be imported")
        return
    click.echo(f"{_mark(None)} PDF files cannot be imported: pip install 'ua-gen[pdf-import]'")


def _wall() -> None:
    """Whether the kernel stands behind the sandbox of strangers' templates."""
    from ua_gen.templating import confined

    if abi := confined.version():
        network = "" if abi >= 4 else ", which is too old to refuse connections"
        _tell(f"{_mark(True)} Strangers' templates: walled off by the kernel (Landlock {abi}{network})")
        return
    _tell(f"{_mark(None)} Strangers' templates: not walled off by the kernel, which has no Landlock here")
    _tell("   Linux has it since 5.13. SECURITY.md says what keeps them in without it.")


def _fonts() -> None:
    from ua_gen import languages

    installed = set(_installed_families())
    for tag in languages.tags():
        language = languages.language(tag)
        lacking = language.fonts_lacking(installed) if installed else []
        used = [family for families in language.fonts.values() for family in families if family not in lacking]
        tell = f"{_mark(not lacking if installed else None)} {language.english} ({tag}): {', '.join(used)}"
        for family in lacking:
            tell += f"; {family} is missing: install {language.packages.get(family, 'a font for it')}"
        _tell(tell)
    if not installed:
        _tell("   `fc-list` is not here, so it cannot be told which fonts are installed.")


def _installed_families() -> Iterator[str]:
    import shutil
    import subprocess  # No other command needs it, and it takes long to load.

    # On Windows, which has none, the folder where one stands would be searched first.
    program = shutil.which("fc-list") if os.name == "posix" else None
    if program is None:
        return
    listed = subprocess.run([program, ":", "family"], capture_output=True, text=True, check=False)
    for line in listed.stdout.splitlines():
        yield from (family.strip() for family in line.split(","))


def _files(config: InForce) -> bool:
    from ua_gen.cli.reporters import visible

    able = True
    defaults = (click.get_current_context().find_root().default_map or {}).get("render", {})
    sender = sender_file(defaults.get("sender"))
    folder = user_folder() or Path("your configuration folder (nobody knows your home here)")
    missing = f"{folder / 'sender.yaml'} (not there: letters have lines to fill in by hand)"
    _tell(visible(f"Sender: {sender or missing}"))
    try:
        own_sender(defaults.get("sender"))
    except Problems as problems:
        for diagnostic in problems.diagnostics:
            _tell(f"{_mark(False)} {visible(str(diagnostic))}")
        able = False
    if profile := section(config.files):
        _tell(visible(f"Section: {profile.name}"))
    for path in config.files:
        _tell(visible(f"Configuration: {path}{', which you trust' if path == config.trusted else ''}"))
    if not (config.files or config.found):
        _tell(visible(f"Configuration: none; it would be ua-gen.toml here, above, or in {folder}"))
    for line in config.told() if config.found else ():
        _tell(visible(line))
    return able
