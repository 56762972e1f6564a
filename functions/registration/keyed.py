"""Somebody or something by keyed MAC while keys rotate: one way to write it, several ways in which it may stand."""

from typing import Self


class Keyed(str):  # noqa: SLOT000 - a str of any length can have no slots
    """The MAC under the current key, which also knows itself under every other key that is still held.

    It is written as it is; whatever was stored is compared by `names`, never by equality, and looked up under `every`.
    """

    every: tuple[str, ...]
    """The current one first."""

    def __new__(cls, every: tuple[str, ...]) -> Self:
        made = super().__new__(cls, every[0])
        made.every = every
        return made

    def names(self, stored: str | None) -> bool:
        """Whether what stands there is this one, whichever held key made it."""
        return stored in self.every
