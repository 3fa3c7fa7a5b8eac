"""One line for each diagnostic, for editors and for grep: `path:line:column: severity[CODE] message (hint)`."""

from ua_gen.cli.reporters.run import Run
from ua_gen.cli.reporters.text import visible


def write(run: Run) -> str:
    return "".join(f"{visible(str(diagnostic))}\n" for diagnostic in run.diagnostics)
