"""From a request to jobs that may be done: planned, judged by the gate, checked by the linter. All ways begin here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ua_gen.casefile.loading import Loaded, named_cases
from ua_gen.clock import Days
from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.lint import runner
from ua_gen.model import Case
from ua_gen.rendering.job import Job
from ua_gen.rendering.plan import plan
from ua_gen.rendering.produce import Format, check_names
from ua_gen.rendering.request import RenderRequest
from ua_gen.templating import Templates


def prepare(
    cases: Sequence[Loaded[Any]], request: RenderRequest, templates: Templates, formats: Sequence[Format] = ()
) -> tuple[list[Job], list[Diagnostic]]:
    """The jobs for a request and every error that stands in their way: those of the files, of the rules, of the gate.

    Of a file with an error nothing is made, nor of a publication that names such a case: whatever the error is, the
    gate may have judged by what is wrong in the file. Jobs carry the warnings that belong to what they make.
    Raises Misuse for what there is not, and Problems (UA504) where two files in these formats would have one name.
    """
    jobs, refused = plan(cases, request, templates)
    whole = {loaded.identity: loaded for loaded in cases if loaded.value is not None}
    broken = {each: _errors(loaded, request.days) for each, loaded in whole.items()}
    kept = [job for job in jobs if not broken[job.case.identity]]
    # A job has what is public, without the comments of the file.
    cautions = [runner.cautions(whole[job.case.identity], request.day, job.document.per) for job in kept]
    kept = [replace(job, notes=(*job.notes, *found)) for job, found in zip(kept, cautions, strict=True)]
    check_names(kept, formats)
    return kept, list(dict.fromkeys([*(found for each in broken.values() for found in each), *refused]))


def _errors(loaded: Loaded[Any], days: Days) -> tuple[Diagnostic, ...]:
    """The errors of a file, and of the cases that it names."""
    named = (found for case in _named(loaded) for found in runner.errors(case, days))
    return tuple(dict.fromkeys([*runner.errors(loaded, days), *named]))


def _named(loaded: Loaded[Any]) -> list[Loaded[Case]]:
    """The cases that a publication names, if all can be had: else the rules tell of it."""
    try:
        return [] if isinstance(loaded.value, Case) else named_cases(loaded)
    except Problems:
        return []
