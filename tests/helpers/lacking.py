"""A language without some of its frames, as one that is still being written."""

from collections.abc import Callable

import pytest

from ua_gen.languages import frames


def without_frames(monkeypatch: pytest.MonkeyPatch, tag: str, lacks: Callable[[str], bool], part: str = "") -> None:
    """Takes from a language the frames of whose key `lacks` is true; with `part`, only that of what they say."""
    known = frames.frames(tag)
    kept = {
        key: {label: text.replace(part, "") if lacks(key) else text for label, text in labels.items()}
        for key, labels in known._sources.items()
        if part or not lacks(key)
    }
    monkeypatch.setattr(known, "_sources", kept)
    monkeypatch.setattr(known, "_read", {})
