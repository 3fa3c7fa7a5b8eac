"""What `ua-gen batch` is given: the list of senders, sizes of envelopes, sheets of labels, and who does the work."""

import contextlib
import sys
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ua_gen.cli.batch_report import SHOWN, in_words
from ua_gen.cli.common import (
    echo_error,
    here,
    print_diagnostics,
    workers,
)
from ua_gen.diagnostics import Misuse, Problems, one_of, quote, suggest

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ua_gen.batch.config import Format
    from ua_gen.batch.senders.result import Listed
    from ua_gen.batch.senders.table import Lacking
    from ua_gen.model.stationery import Sheet


@contextlib.contextmanager
def batch_hints() -> Iterator[None]:
    """Hints at a document that is to be made are for `render`: here there are letters only."""
    from dataclasses import replace

    try:
        yield
    except Problems as problems:
        other = [replace(each, hint=_for_render(each.hint)) for each in problems.diagnostics]
        raise Problems(other) from None


def _for_render(hint: str) -> str:
    return hint.replace("`-d ", "`ua-gen render -d ").replace("choose with --document;", "see `ua-gen render -d NAME`;")


def envelope_size(name: str) -> str:
    from ua_gen.model.stationery import envelopes

    found = one_of(name, envelopes())
    if found and found not in envelopes():
        raise Misuse(f"no envelope `{name}` here", suggest(name, envelopes()) or f"there are: {', '.join(envelopes())}")
    return found


def label_sheet(name: str, configurations: tuple[Path, ...], first: int) -> "Sheet | None":
    """The sheet of labels of a name, or in a file. Raises Misuse too where it has no label with the `first` number."""
    found = _sheet(name, configurations)
    if first > 1 and not found:
        raise Misuse("--first-label is for sheets of labels", "add --labels")
    if found and first > (count := found.columns * found.rows):
        raise Misuse(f"a sheet of labels `{found.name}` has {count}, and --first-label is {first}")
    return found


def _sheet(name: str, configurations: tuple[Path, ...]) -> "Sheet | None":
    from ua_gen.casefile.loading import read_table
    from ua_gen.cli.config import label_tables
    from ua_gen.model.stationery import sheet, sheets

    if not name:
        return None
    own = {key: sheet for path in reversed(configurations) for key, sheet in label_tables(path).items()}
    if Path(name).suffix.lower() in (".yaml", ".yml"):
        return sheet(Path(name).stem, read_table(Path(name)))
    known = {**sheets(), **own}  # Those of the configuration come first.
    found = one_of(name, known)
    if found in own:
        return sheet(found, own[found])
    if found in sheets():
        return sheets()[found]
    hint = suggest(name, known) or f"there are: {', '.join(known)}; or name a YAML file"
    raise Misuse(f"no labels `{name}` here", hint)


def read_list(
    senders: str, mapping: dict[str, str], encoding: str, formats: "Collection[Format]", skip: bool, quiet: bool
) -> "Listed":
    from ua_gen.batch.senders import read_senders

    by_post = set(formats) != {"eml"}
    electronic, lacking = "eml" in formats, _lacking() if "pdf" in formats else None
    listed = read_senders(
        Path(senders), senders, mapping, encoding, electronic=electronic, by_post=by_post, lacking=lacking
    )
    bad = listed.bad
    print_diagnostics(each for each in listed.diagnostics if (each.is_error and not skip) or not quiet)
    if bad and not skip:
        whole = len(listed.rejected) + len(listed.rows)
        echo_error(f"{in_words(bad, 'row')} of {whole:,} cannot be used, so that nothing is made.")
        echo_error("  Mend the list, or leave them out with --skip-bad-rows.")
        raise click.exceptions.Exit(1)
    for reason, count in listed.kept_from.items():
        echo_error(f"{in_words(count, 'row')} left out: {reason}")
    if not listed.rows:
        echo_error("No row of the list can be used, so that nothing is made.")
        raise click.exceptions.Exit(1)
    return listed


def _lacking() -> "Lacking":
    from ua_gen.pdf import unprintable

    return unprintable


def rows_of(listed: "Listed", names: Iterable[str]) -> list[int]:
    """The lines of senders by their names. Raises Misuse where nobody is called so; says which, if they are several."""
    from ua_gen.batch.senders.duplicates import find

    found: list[int] = []
    for name in names:
        lines = find(listed.rows, name)
        if not lines:
            left_out = f"; {in_words(len(listed.rejected), 'row')} of the list are left out" if listed.rejected else ""
            hint = f"give it as in the list, or a part of it, or the row, as --row 12{left_out}"
            raise Misuse(f"no sender in the list is called {quote(name)}", hint)
        rows = ", ".join(map(str, lines[:SHOWN])) + (", …" if len(lines) > SHOWN else "")
        echo_error(f"{quote(name)} is in row {rows}" + (": --row takes one of them" if lines[1:] else ""))
        found += lines
    return found


@contextlib.contextmanager
def executor_of(name: str, jobs: int) -> "Iterator[Executor | None]":
    """Who makes the letters: None is this process."""
    if not name:
        if workers(jobs) == 1:
            yield None
        else:
            from ua_gen.rendering.workers import processes

            with processes(jobs) as pool:
                yield pool
        return
    with _found(name) as executor:
        yield executor


def _found(name: str) -> "Executor":
    import importlib
    from concurrent.futures import Executor

    module, _, path = name.partition(":")
    sys.path.append(str(here() or ""))  # Last, so that nothing in there takes the place of what is installed.
    try:
        found: Any = importlib.import_module(module)
        for part in path.split("."):
            found = getattr(found, part)
        executor = found()
    except Exception as error:  # Whatever somebody else's code does wrong.
        message = f"--executor {name} cannot be had: {type(error).__name__}: {error}"
        raise Misuse(
            message, "write `module:callable`; after what is installed, the folder you are in is searched"
        ) from None
    finally:
        sys.path.pop()
    if not isinstance(executor, Executor):
        raise Misuse(f"--executor {name} gives a {type(executor).__name__}, not a concurrent.futures.Executor")
    return executor
