"""How well the household registry proves that a claimant is a child's family, and what two claims come to (R35)."""

from collections.abc import Callable
from enum import StrEnum

from .authorities import Resident
from .strangers import is_family


class Rank(StrEnum):
    """What the registry said of the claimant, as it stands in the claim."""

    FAMILY = "family"
    UNKNOWN = "unknown"
    """It has not answered yet, or its record does not say whose child it is (R31)."""
    STRANGER = "stranger"
    """It does not tie them, holds no such document, or knows no such child: then it ties nobody."""


class Meeting(StrEnum):
    """What a new claim comes to where another one stands."""

    REFUSED = "refused"
    DISPLACES = "displaces"
    CONTESTED = "contested"


CAN_BE: dict[Rank, frozenset[int]] = {
    Rank.FAMILY: frozenset({1}),
    Rank.UNKNOWN: frozenset({0, 1}),
    Rank.STRANGER: frozenset({0}),
}
"""What each may turn out to be: 1, the child's family; 0, not."""


def meeting(stands: Rank, comes: Rank) -> Meeting:
    """The better one wins, of equals the first stands; contested where that hangs on what is still unknown."""
    wins = {new > old for new in CAN_BE[comes] for old in CAN_BE[stands]}
    if wins == {True}:
        return Meeting.DISPLACES
    return Meeting.REFUSED if wins == {False} else Meeting.CONTESTED


def rank_of(resident: Resident | None, is_asker: Callable[[str], bool]) -> Rank:
    """By the child's own record, as the registry answered; None: it knows no such child."""
    if resident is None:
        return Rank.STRANGER
    if is_family(resident, is_asker):
        return Rank.FAMILY
    return Rank.STRANGER if _tells_whose(resident) else Rank.UNKNOWN


def _tells_whose(resident: Resident) -> bool:
    """Whether parents and booklet could be read, so that who is not among them is not the family."""
    parents = resident.parents
    named = parents is not None and all(parent.identity_document is not None for parent in parents)
    return named and resident.household_type is not None
