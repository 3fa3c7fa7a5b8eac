"""Worker processes of a print run: how they end."""

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor

from ua_gen.rendering.workers import begin_worker, end_pool


def test_nothing_of_a_pool_outlives_its_ending() -> None:
    """What still closed its pipes while the interpreter went out made it end with a traceback."""
    pool = ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), begin_worker)
    for _ in range(8):
        pool.submit(time.sleep, 60)
    pool.submit(time.sleep, 0)
    workers = list(pool._processes.values())
    manager = pool._executor_manager_thread
    assert manager is not None
    assert manager.is_alive()
    end_pool(pool)
    assert not manager.is_alive()
    assert not any(worker.is_alive() for worker in workers)
