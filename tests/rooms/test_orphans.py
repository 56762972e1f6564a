"""A claim on a child that no registration holds any more is released; one that is held stays."""

from typing import Any

from functions.cloud.table.children.claims import ChildClaim
from functions.publish.orphans import PAGES_A_RUN, release_orphans
from functions.registration.registration import Registration, Status
from local.population import Population

from .fakes import Checkpoints, Records
from .registrations import NOW, form, submitted


class ChildClaims:
    def __init__(self, *claims: ChildClaim) -> None:
        self.all = list(claims)
        self.pages = 0

    def page(self, *, after: Any = None, limit: int = 500) -> tuple[list[ChildClaim], Any]:
        self.pages += 1
        return self.all[(after or 0) : (after or 0) + 1], (after or 0) + 1 if (after or 0) + 1 < len(
            self.all
        ) else None

    def release(self, claim: ChildClaim, seen: Registration | None) -> bool:
        self.released = [*getattr(self, "released", []), claim.child]
        return True


def test_claims_that_nobody_holds_are_released_and_those_held_stay(city: Population) -> None:
    family = form(city)
    records = Records(
        submitted(family, "LIVE", claims=["held"]),
        submitted(family, "AMENDING", status=Status.AMENDING, claims=["amended"]),
        submitted(family, "WITHDRAWN", status=Status.WITHDRAWN),
    )
    claims = ChildClaims(
        ChildClaim("siming-2022", "held", "LIVE"),
        ChildClaim("siming-2022", "dropped", "LIVE"),
        ChildClaim("siming-2022", "amended", "AMENDING"),
        ChildClaim("siming-2022", "withdrawn", "WITHDRAWN"),
        ChildClaim("siming-2022", "erased", "GONE"),
    )
    counted: list[str] = []
    release_orphans(
        claims=claims, registrations=records, checkpoints=Checkpoints(), count=counted.append, now=NOW
    )
    assert claims.released == ["dropped", "withdrawn", "erased"]
    assert counted == ["ClaimReleased"] * 3


def test_the_look_for_claims_goes_on_where_it_stopped(city: Population) -> None:
    claims, checkpoints = (
        ChildClaims(*(ChildClaim("siming-2022", f"c{n}", "GONE") for n in range(PAGES_A_RUN + 2))),
        Checkpoints(),
    )
    for _ in range(2):
        release_orphans(
            claims=claims, registrations=Records(), checkpoints=checkpoints, count=lambda _: None, now=NOW
        )
    assert claims.pages == PAGES_A_RUN + 2
    assert checkpoints.checkpoints["claims"].after is None
