"""Claims that no registration holds any more: a child must never stay blocked by one (R25, R30)."""

from datetime import datetime, timedelta
from typing import Protocol

from functions.cloud.metrics import Count
from functions.cloud.table.checkpoints import PAGE, Checkpoint, Checkpoints
from functions.cloud.table.children.claims import ChildClaim
from functions.registration.registration import Registration
from functions.registration.staff.by_two.releases import HOLDING

from .reconciler import Mended

PASS = "claims"  # noqa: S105 - a pass over the table
PAGES_A_RUN = 10
READ_A_PAGE = 500
"""Items of any kind; 5,000 a run, so that 100,000 are looked over in five hours."""

REMEMBERED = timedelta(days=30)


class ChildClaims(Protocol):
    def page(self, *, after: str | None = None, limit: int = ...) -> tuple[list[ChildClaim], str | None]: ...

    def release(self, claim: ChildClaim, seen: Registration | None) -> bool: ...


class Registrations(Protocol):
    def many(self, registration_ids: list[str]) -> tuple[Registration, ...]: ...


def release_orphans(
    *,
    claims: ChildClaims,
    registrations: Registrations,
    checkpoints: Checkpoints,
    count: Count,
    now: datetime,
) -> None:
    """Goes on over the table and frees every child whose claim nobody holds; starts anew at its end."""
    after = checkpoints.get(PASS).after
    for _ in range(PAGES_A_RUN):
        page, after = claims.page(after=after, limit=READ_A_PAGE)
        for start in range(0, len(page), PAGE):
            _release(page[start : start + PAGE], claims, registrations, count)
        if after is None:
            break
    checkpoints.put(PASS, Checkpoint(after=after), expires=int((now + REMEMBERED).timestamp()))


def _release(page: list[ChildClaim], claims: ChildClaims, registrations: Registrations, count: Count) -> None:
    ids = sorted({claim.registration for claim in page})
    held = {registration.id: registration for registration in registrations.many(ids)}
    for claim in page:
        registration = held.get(claim.registration)
        if not _holds(registration, claim) and claims.release(claim, registration):
            count(Mended.CLAIM)


def _holds(registration: Registration | None, claim: ChildClaim) -> bool:
    return registration is not None and registration.status in HOLDING and claim.child in registration.claims
