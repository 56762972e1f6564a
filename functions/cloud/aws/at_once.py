"""Fan-out: reads that need nothing of each other, at the same time, since an answer of AWS is waited for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

AT_ONCE = 8
"""Calls of one block under way; the connections kept are 32 a service (transport)."""


def at_once() -> "Executor":
    """What is submitted inside its `with` block has ended with it; `result()` answers, or raises, as the read did."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="at-once")
