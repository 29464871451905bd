"""Work spread over processes: results in the order of the work, and only a few pieces in memory at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")

# Pieces handed out for each process: one in work and one waiting, so that none stands idle and the rest of the input stays unread.
_AHEAD = 2


def in_order(work: Callable[[_Piece], _Result], pieces: Iterable[_Piece], jobs: int) -> Iterator[_Result]:
    """`work` of each piece, in their order, done by `jobs` processes (1: by this one). `work` must be a function of a module."""
    if jobs == 1:
        yield from map(work, pieces)
        return
    # A new interpreter for each process, on every system: a copy of one that has threads (the progress bar's) may lock up.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"))
    waiting: deque[Future[_Result]] = deque()
    try:
        for piece in pieces:
            waiting.append(pool.submit(work, piece))
            if len(waiting) >= _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)
