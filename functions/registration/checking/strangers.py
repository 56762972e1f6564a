"""What the registries tell to whom (R5, R9): all to the child's own family as they know it, one answer to others."""

from collections.abc import Callable

from functions.registration.checks import TO_AMEND, CheckState, Finding

from .authorities import RegistryHousehold, Resident
from .findings import Verdict

STRANGE_QUESTIONS = 10
"""A day and account, whatever the door: questions about children whom the registry does not tie to the asker."""

ACCOUNT_QUESTIONS = 60
REGISTRATION_QUESTIONS = 30
"""A day: more than any family puts, repeated ones and those about its own children too."""

NOT_CONFIRMED = Finding(field="identity_document.number", code="not_confirmed_together")
"""The one answer for every difference."""

NOT_FAMILY = Finding(field="identity_document", code="asker_not_family")


def family_numbers(resident: Resident) -> frozenset[str]:
    """Identity numbers of whom the record ties to this person: themselves, the parents, the family's booklet."""
    parents = {
        parent.identity_document.number for parent in resident.parents or () if parent.identity_document
    }
    booklet = resident.household_type is RegistryHousehold.FAMILY
    return frozenset(
        {resident.identity_document.number, *parents, *(resident.household_members if booklet else ())}
    )


def is_family(resident: Resident | None, is_asker: Callable[[str], bool]) -> bool:
    """Whether the asker's identity number is among the family's; a child who is not there is nobody's."""
    return resident is not None and any(is_asker(number) for number in family_numbers(resident))


def as_told_to_a_stranger(verdict: Verdict, *, rare: bool = False) -> Verdict:
    """The verdict where the asker is no family: every difference is one, and what agrees is for staff to decide.

    A name with rare characters (`rare`) cannot be confirmed by any spelling, so that it tells nothing at all.
    """
    if not rare and verdict.state in TO_AMEND:
        return Verdict(CheckState.ABNORMAL, (NOT_CONFIRMED,))
    return Verdict(CheckState.MANUAL_REVIEW, (NOT_FAMILY,))
