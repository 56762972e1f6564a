"""A rendezvous at the seam: calls that wait there for each other, so that only what is done at once ever goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock

from functions.cloud.aws.calls import SEAM, Answer, Call, Caller

from .patience import PATIENCE


@contextmanager
def meeting(of: Callable[[Call], bool], number: int) -> Iterator[None]:
    """None of those calls is answered before so many are under way; moto is asked by one thread at a time."""
    all_are_there, changing, moto = Event(), Lock(), Lock()
    there = 0

    def meet(call: Call, then: Caller) -> Answer:
        nonlocal there
        if of(call):
            with changing:
                there += 1
                if there == number:
                    all_are_there.set()
            assert all_are_there.wait(PATIENCE), f"{there} of {number} calls were under way at once"
        with moto:
            return then(call)

    with SEAM.around(meet):
        yield
