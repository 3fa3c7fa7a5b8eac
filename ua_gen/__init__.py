"""Appeal letters and Urgent Action documents from one YAML case file.

Four calls are the whole programming interface; each takes and gives plain values, prints nothing, and
reads the clock only where no date is given:

    >>> import datetime, ua_gen
    >>> case = ua_gen.load("cases/kg-askarov.yaml")
    >>> day = datetime.date(2010, 9, 20)
    >>> [document.name for document in ua_gen.render(case, languages=["ru"], formats=["txt"], date=day)]
    ['kg-askarov/letter-interior-minister-ru.txt', 'kg-askarov/letter-general-prosecutor-ru.txt']
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Case",
    "Diagnostic",
    "Loaded",
    "Misuse",
    "Problems",
    "Rendered",
    "Section",
    "Sender",
    "Severity",
    "Span",
    "UaGenError",
    "load",
    "load_sender",
    "render",
    "validate",
]

if TYPE_CHECKING:
    from ua_gen.api import (
        Case,
        Diagnostic,
        Loaded,
        Misuse,
        Problems,
        Rendered,
        Section,
        Sender,
        Severity,
        Span,
        UaGenError,
        load,
        load_sender,
        render,
        validate,
    )


def __getattr__(name: str) -> Any:
    # Loaded at first use: `ua-gen --help` must not pay for the data model.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ua_gen import api

    return getattr(api, name)
