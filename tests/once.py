"""Made once for all workers of a run: who comes first makes it, who comes meanwhile waits."""

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest

ONE_WORKER = "popen-gw"
"""How xdist calls a worker's own folder, beside which those of the others lie."""


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The file of that name. It is there whole or not at all, also where its maker was stopped."""
    own = folders.getbasetemp()
    shared = own.parent if own.name.startswith(ONE_WORKER) else own
    file = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            begun = shared / f"{name}.begun"
            make(begun)
            begun.rename(file)
    return file
