"""The rules, one module for each subject: to import this package is to register them. A new module joins MODULES."""

from ua_gen.lint.rules import (
    attribution,
    dates,
    events,
    languages,
    length,
    missing_texts,
    numbers,
    people,
    pictures,
    recipients,
    requests,
    scripts,
    solidarity,
    status,
    structure,
    tone,
    translations,
)

# In the order in which they are run.
MODULES = (
    structure,
    numbers,
    dates,
    status,
    people,
    recipients,
    requests,
    events,
    attribution,
    languages,
    missing_texts,
    translations,
    scripts,
    solidarity,
    length,
    tone,
    pictures,
)
