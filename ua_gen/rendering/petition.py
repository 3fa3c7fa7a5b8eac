"""How many rows a petition gets, and how few sheets they take."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ua_gen.pdf import DoesNotFit, lay_out
from ua_gen.rendering.compose import compose
from ua_gen.rendering.job import Job
from ua_gen.templating import Fit, Templates

FEWEST, MOST = 10, 30  # Rows of one page, where nobody asked for a number.


def with_rows(job: Job, templates: Templates) -> Job:
    """A petition with as many rows as fill its first page, or with those asked for on the fewest pages they need.

    Where not even ten fit comfortably, ten it is, in smaller rows. Raises Problems like `compose`.
    """
    fits, roots = job.document.fits, templates.roots(job.document.name)
    if job.page.rows:
        document, *_ = lay_out(compose(job, templates, "html").text, fits[-1:], job.pages, roots)
        return replace(job, sheets=len(document.pages))

    def too_many(rows: int) -> bool:
        return not _on_one_page(compose(_with(job, rows), templates, "html").text, fits[:1], roots)

    rows = bisect_left(range(FEWEST, MOST + 1), True, key=too_many) + FEWEST - 1
    return replace(_with(job, max(rows, FEWEST)), sheets=1)


def _on_one_page(html: str, fits: Sequence[Fit], roots: Sequence[Path]) -> bool:
    try:
        lay_out(html, fits, 1, roots)
    except DoesNotFit:
        return False
    return True


def _with(job: Job, rows: int) -> Job:
    return replace(job, page=replace(job.page, rows=rows))
