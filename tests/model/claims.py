"""Who claims a child in the model, and how well the household registry ties each to it (R25, R35)."""

from dataclasses import dataclass, field

FAMILY, UNKNOWN, STRANGER = "family", "unknown", "stranger"
"""What the registry says of the account; unknown while it has not answered."""

REFUSED_BY = {FAMILY: {FAMILY}, UNKNOWN: {FAMILY}, STRANGER: {FAMILY, UNKNOWN, STRANGER}}
"""Who comes, and whose claim stands in any case: one that is as good or better, whatever is still to be answered."""


@dataclass
class Claims:
    of: dict[str, dict[str, str]] = field(default_factory=dict)
    """Child -> the families that claim it, each with its rank."""

    def on(self, child: str) -> dict[str, str]:
        return self.of.setdefault(child, {})

    def made(self, child: str, family: str, rank: str) -> bool:
        """One claim more, or the same one again, which only a better one keeps out; False: refused."""
        claimed = self.on(child)
        others = {stands for other, stands in claimed.items() if other != family}
        better = {FAMILY} if rank == STRANGER else set()
        if others & (better if family in claimed else REFUSED_BY[rank]):
            return False
        self._known(child, family, rank)
        return True

    def settled(self, child: str, family: str, rank: str) -> bool:
        """What was unknown is known; whether it was unknown until then."""
        claimed = self.on(child)
        if claimed.get(family) != UNKNOWN:
            return False
        if rank == STRANGER and FAMILY in claimed.values():
            del claimed[family]
        else:
            self._known(child, family, rank)
        return True

    def _known(self, child: str, family: str, rank: str) -> None:
        """Of this rank; strangers give way to a family."""
        claimed = self.on(child)
        claimed[family] = rank
        if rank == FAMILY:
            for other in [other for other, stands in claimed.items() if stands == STRANGER]:
                del claimed[other]

    def released(self, child: str, family: str) -> None:
        self.on(child).pop(family, None)

    def given(self, child: str, family: str) -> None:
        """By two of staff, to one family alone."""
        self.of[child] = {family: FAMILY}
