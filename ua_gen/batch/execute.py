"""A run carried out: its tasks one after the other, or given to workers, and the files written as they come."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice

from ua_gen.batch.config import Task
from ua_gen.batch.manifest import Count, write_manifests
from ua_gen.batch.plan import RunPlan
from ua_gen.batch.run_folder import Folder
from ua_gen.batch.worker import DiagnosticCounts, TaskResult, Tick, make_letters
from ua_gen.diagnostics import Diagnostic, Problems
from ua_gen.rendering.workers import deaf_to_interrupts

Done = Callable[[Task, TaskResult | None], None]


def execute(
    order: RunPlan, folder: Folder, *, executor: Executor | None = None, ahead: int = 1,
    on_progress: Tick | None = None, done: Done = lambda task, made: None,
) -> tuple[Count, DiagnosticCounts]:  # fmt: skip
    """Makes all letters that are not made yet. Gives how many there are, and what is to be said of them.

    With an `executor` its workers make the letters, at most `ahead` files at a time; this process alone writes.
    `done` is told each task that is finished; Made is None where an earlier run had made it.
    """
    said = DiagnosticCounts()
    count = 0
    for number, task, made in _made(order, folder, executor, ahead, on_progress):
        if made:
            folder.keep(number, made)
            for diagnostic, (times, lines) in made.said.found.items():
                said.add(diagnostic, times, lines)
        count = number + 1
        done(task, made)
    counted = write_manifests(folder.write, lambda: folder.entries(count), order.kinds)
    if counted.made:
        folder.finish()
    else:
        folder.abandon()
    return counted, said


def _made(
    order: RunPlan, folder: Folder, executor: Executor | None, ahead: int, on_progress: Tick | None
) -> Iterator[tuple[int, Task, TaskResult | None]]:
    tasks = enumerate(order.tasks())
    if executor is None:
        for number, task in tasks:
            yield number, task, None if folder.has(number) else make_letters(task, on_progress)
        return
    waiting: deque[tuple[int, Task, Future[TaskResult] | None]] = deque()
    try:
        while True:
            for number, task in islice(tasks, ahead - len(waiting)):
                with deaf_to_interrupts():
                    waiting.append((number, task, None if folder.has(number) else executor.submit(make_letters, task)))
            if not waiting:
                return
            number, task, future = waiting.popleft()
            yield number, task, future.result() if future else None
    except BrokenExecutor:
        message = "a worker ended before its letters were made: was it out of memory, or stopped by somebody?"
        hint = "--resume goes on with the run; a smaller --split needs less memory"
        raise Problems([Diagnostic("UA505", message, None, hint)]) from None
    finally:
        for _, _, future in waiting:
            if future:
                future.cancel()
