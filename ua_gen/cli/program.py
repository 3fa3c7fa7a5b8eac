"""All commands as one program, and every way that it can end."""

import contextlib
import gc
import io
import os
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from ua_gen import __version__
from ua_gen.cli import terminal
from ua_gen.cli.batch import batch
from ua_gen.cli.common import echo_error, exit_code, print_diagnostics
from ua_gen.cli.config_search import InForce, in_force
from ua_gen.cli.doctor import doctor
from ua_gen.cli.explain import explain
from ua_gen.cli.importing import import_
from ua_gen.cli.interruptions import check
from ua_gen.cli.languages import languages
from ua_gen.cli.listing import list_
from ua_gen.cli.new import new
from ua_gen.cli.preview import preview
from ua_gen.cli.redact import redact
from ua_gen.cli.render import render
from ua_gen.cli.schema import schema
from ua_gen.cli.stock import stock
from ua_gen.cli.templates import templates
from ua_gen.cli.translate import translate
from ua_gen.cli.update import update
from ua_gen.cli.validate import validate
from ua_gen.cli.words import Commands, choice
from ua_gen.diagnostics import Diagnostic, Misuse, Problems
from ua_gen.files.paths import is_pipe


def _set_color(context: click.Context, parameter: click.Parameter, value: str) -> None:
    if value == "auto":
        context.color = False if os.environ.get("NO_COLOR") else None
    else:
        context.color = value == "always"
    terminal.colours = context.color


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="ua-gen", message="%(prog)s %(version)s")
@click.option("--config", type=click.Path(dir_okay=False, exists=True), help="Use this ua-gen.toml and no other.")
@click.option("--no-config", is_flag=True, help="Use no ua-gen.toml at all.")
@click.option(
    "--color",
    type=choice(("auto", "always", "never")),
    default="auto",
    show_default=True,
    is_eager=True,
    expose_value=False,
    callback=_set_color,
    help="Colours in messages.",
)
@click.pass_context
def cli(context: click.Context, config: str | None, no_config: bool) -> None:
    """Appeal letters and Urgent Action documents from case files.

    A case file describes a prisoner, the officials to write to and what is asked of them. `ua-gen new` writes one
    to start from; `ua-gen render CASE` makes the letters.
    """
    if config and no_config:
        raise Misuse("--config and --no-config exclude each other", "give one of them")
    if no_config:
        context.obj = InForce()
        return
    context.obj = in_force(Path(config) if config else None, _flags())
    context.default_map = context.obj.defaults
    if context.invoked_subcommand != "doctor":  # Which tells it with all else.
        for line in context.obj.told():
            echo_error(line)


def _flags() -> dict[str, dict[str, Any]]:
    """For each command, the long names of its flags and the parameters that they set."""
    from ua_gen.cli.config import Flag

    return {
        name: {
            option.removeprefix("--"): Flag(str(parameter.name), parameter.is_flag, parameter.multiple)
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
            if option.startswith("--")
        }
        for name, command in cli.commands.items()
    }


for command in (
    render,
    preview,
    batch,
    validate,
    explain,
    schema,
    new,
    import_,
    stock,
    list_,
    languages,
    translate,
    update,
    redact,
    templates,
    doctor,
):
    cli.add_command(command)


def run(arguments: Sequence[str] | None) -> NoReturn:
    """Does what is asked for, and ends the process with its exit code: see `main`."""
    _ready_streams()
    # Without this, pydantic looks through every installed package for plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Processes that are started would look for modules first where we stand: beside a stranger's case.
    os.environ["PYTHONSAFEPATH"] = "1"
    # Most of what a run makes is needed to its end: looking for garbage all the while costs a tenth of its time.
    gc.set_threshold(100_000, 20, 20)
    with _endings():
        _check_zone()
        code = cli.main(args=arguments and list(arguments), prog_name="ua-gen", standalone_mode=False)
        if code != 130:  # Who ends so has said it.
            check()
        if sys.stdout is not None:
            sys.stdout.flush()
    sys.exit(code if isinstance(code, int) else 0)


def _check_zone() -> None:
    """Raises Misuse where the environment names a file that is no time zone."""
    zone = os.environ.get("TZ", "").removeprefix(":")
    if zone and Path(zone).exists() and (is_pipe(Path(zone)) or not _is_zone(Path(zone))):
        raise Misuse(f"TZ={zone} names a file that is no time zone", "set it to a zone such as Asia/Bishkek")


def _is_zone(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"TZif"
    except OSError:
        return False


def _ready_streams() -> None:
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # Closed by whoever started us. The next file to be opened would take its place.
            os.open(os.devnull, os.O_RDWR)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # A terminal that has no Cyrillic is no reason to fail.


def _discard_output() -> None:
    """Python writes out standard output when it ends, and would complain that it cannot."""
    with contextlib.suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _endings() -> Iterator[None]:
    """Every way that a run can end, in one place."""
    try:
        yield
    except click.exceptions.Exit as ending:
        sys.exit(ending.exit_code)
    except click.ClickException as error:
        said = io.StringIO()  # What was typed may come from a stranger's mail: no terminal is to obey it.
        error.show(said)
        for line in said.getvalue().rstrip("\n").split("\n"):
            echo_error(line)
        sys.exit(2)
    except Misuse as error:
        echo_error(f"Error: {error.message}")
        if error.hint:
            echo_error(f"  {error.hint}")
        sys.exit(2)
    except Problems as problems:
        print_diagnostics(problems.diagnostics)
        sys.exit(exit_code(problems.diagnostics))
    except (click.Abort, KeyboardInterrupt):
        echo_error("Interrupted.")
        sys.exit(130)
    except SystemExit:
        # Click itself ends the process only where whoever read our output has had enough. It means no problem.
        sys.exit(0)
    except BrokenPipeError:
        _discard_output()
        sys.exit(0)
    except MemoryError:
        hint = "close other programs, or give fewer files at a time"
        print_diagnostics([Diagnostic("UA506", "there is not enough memory", None, hint)])
        sys.exit(2)
    except OSError as error:
        # A full disk, a folder that has vanished: nothing that ua-gen could mend.
        echo_error(f"Error: {error.filename or 'standard output'} cannot be used: {error.strerror or error}")
        _discard_output()
        sys.exit(2)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}:{frame.lineno}"
        echo_error(f"Error: a mistake in ua-gen itself: {type(error).__name__}: {error} ({place})")
        echo_error("  Please report it, with the command and, if you may share it, the file.")
        sys.exit(2)
