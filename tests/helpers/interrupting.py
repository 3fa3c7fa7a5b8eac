"""A print run that is interrupted after some of its tasks."""

import signal
from typing import Any

import pytest

from ua_gen.batch import execute, worker
from ua_gen.cli import interruptions


def interrupt_at(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets so many tasks pass, and then presses Ctrl-C."""
    begun = []

    def make(task: Any, on_progress: Any = None) -> worker.TaskResult:
        begun.append(task)
        if len(begun) > number:
            interruptions._hear(signal.SIGINT, None)
        return worker.make_letters(task, on_progress)

    monkeypatch.setattr(execute, "make_letters", make)
