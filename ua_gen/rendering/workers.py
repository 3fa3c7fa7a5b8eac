"""Processes that lay out pages beside this one: begun, fed and ended."""

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future
from typing import TYPE_CHECKING, Any

from ua_gen.pdf import PdfFile

if TYPE_CHECKING:
    from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures import Executor


def submit(pool: "Executor", printing: Callable[..., PdfFile], pages: tuple[Any, ...]) -> Future[PdfFile]:
    try:
        with deaf_to_interrupts():
            return pool.submit(printing, *pages)
    except BrokenExecutor as error:
        failed: Future[PdfFile] = Future()
        failed.set_exception(error)
        return failed


def end_pool(pool: "ProcessPoolExecutor") -> None:
    """Ends the processes of a pool, whatever they are at."""
    # Before Python 3.14 there is no other way to them.
    workers = list((getattr(pool, "_processes", None) or {}).values())
    manager = getattr(pool, "_executor_manager_thread", None)
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
    if manager is not None:
        # It closes the pipes, which the interpreter, on its way out, would write to at the same moment. Bounded: that
        # thread may itself wait for ever for a pipe that no worker empties any more.
        manager.join(timeout=2)


def begin_worker() -> None:
    """In a new worker process: it ends with the one that started it, and not before, whoever hangs up."""
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Workers wait for work for ever, with names and addresses in their memory, even where nobody can give them any."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


@contextlib.contextmanager
def safe_path() -> Iterator[None]:
    """Processes that are started in here look for no modules where we stand: that may be a stranger's folder."""
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTHONSAFEPATH"]
        if before is not None:
            os.environ["PYTHONSAFEPATH"] = before


@contextlib.contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Processes that are started in here do not hear Ctrl-C: whoever started them does, and stops them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextlib.contextmanager
def processes(count: int) -> Iterator[Executor]:
    """So many processes on this machine. They are ended at once where the run is."""
    from concurrent.futures import ProcessPoolExecutor

    before = set(multiprocessing.active_children())
    # Spawned, not forked: WeasyPrint's libraries do not survive a fork.
    pool = ProcessPoolExecutor(count, multiprocessing.get_context("spawn"), _begin)
    try:
        with safe_path():
            yield pool
    except BaseException:
        # What they are making is not waited for: it would only be thrown away.
        for process in set(multiprocessing.active_children()) - before:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In a new worker: Ctrl-C ends it without a word, for whoever started it says what there is to say."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    begin_worker()
