"""A case's letters laid out, to know whether they fit on their page; nothing is written."""

import datetime
from collections.abc import Iterator

from ua_gen import languages
from ua_gen.casefile.loading import Loaded
from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.model import Case
from ua_gen.rendering.job import Job
from ua_gen.rendering.produce import render_all
from ua_gen.templating import Templates


def check_layout(loaded: Loaded[Case], day: datetime.date, templates: Templates) -> Iterator[Diagnostic]:
    """What `render` would say of the layout of each letter, in each language to write in: UA401, UA402 and UA403.

    Letters are laid out whether or not they may still be sent, without a sender. Those that lack texts (UA261) are
    passed over. Raises Problems (UA501) where the libraries for PDF are not installed.
    """
    loaded = loaded.public()
    case = loaded.value
    if not isinstance(case, Case):
        return
    document = templates.documents["letter"]
    jobs = [
        Job(loaded, document, languages.language(tag), day, recipient)
        for tag in case.write_in
        if tag in languages.tags()
        for recipient in case.recipients
        if recipient.role == "to"
    ]
    for made in render_all(jobs, ("pdf",), templates):
        found = made.diagnostics if isinstance(made, Problems) else made.warnings
        for diagnostic in found:
            if diagnostic.code.startswith("UA5"):
                raise Problems(found)
            if diagnostic.code.startswith(("UA3", "UA4")):
                yield diagnostic
