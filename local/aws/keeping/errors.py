"""Why a directory cannot be started from, in one sentence that says what to do.

DataError
├── DamagedError      a file in it cannot be read
├── InUseError        another system runs on it
└── NotWritableError  nothing can be written there
"""

from pathlib import Path


class DataError(Exception):
    """Its words are one line."""


class DamagedError(DataError):
    """Nothing of it is taken: half of what was kept would look like all of it."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(
            f"{file} is damaged ({why}): put a copy of {file.parent} in its place, or begin anew in another"
            " directory, DATA=other make run"
        )


class InUseError(DataError):
    """Two systems would overwrite each other's."""

    def __init__(self, directory: Path) -> None:
        super().__init__(
            f"another system runs on {directory}: stop it, or choose another, DATA=other make run"
        )


class NotWritableError(DataError):
    """As the operating system says."""

    def __init__(self, directory: Path, why: str | None) -> None:
        super().__init__(
            f"nothing can be kept in {directory} ({why}): choose another directory, DATA=other make run"
        )
