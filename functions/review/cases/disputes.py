"""Whose child it is, in people's hands (R35): who claims each child of a case, by what the registry said."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Literal, NotRequired

from pydantic import Field
from typing_extensions import TypedDict

from functions.cloud.table.children.claims import Claimants
from functions.registration.checking.ranks import Rank
from functions.registration.keyed import Keyed
from functions.registration.registration import Registration
from functions.registration.staff.queues import waiting_release


class StaffClaimant(TypedDict):
    registration: str
    reference: str
    rank: Annotated[Rank, Field(description="What the household registry said of the account")]
    mine: Annotated[bool, Field(description="Whether it is this registration")]


class StaffChild(TypedDict):
    student: int
    standing: Literal["held", "contested", "displaced", "free"]
    claimants: list[StaffClaimant]


class StaffRelease(TypedDict):
    student: int
    reason: str
    favours: NotRequired[Annotated[str, Field(description="The reference of the family that it kept out")]]
    at: datetime
    mine: bool


class StaffChildren(TypedDict):
    children: list[StaffChild]
    proposed: Annotated[StaffRelease | None, Field(description="A first person's word that a child be freed")]


def children_view(
    registration: Registration,
    children: Mapping[str, int],
    claims: Iterable[Claimants],
    known: Mapping[str, Registration],
    member: Keyed,
) -> StaffChildren:
    """`children`: keyed MAC -> student; `known`: whoever is named, by id."""
    ranks: dict[int, dict[str, Rank]] = {}
    for claim in claims:
        ranks.setdefault(children[claim.child], {}).update(claim.ranks)
    view: StaffChildren = {
        "children": [
            {
                "student": student,
                "standing": _standing(registration, {mac for mac in children if children[mac] == student}),
                "claimants": [
                    {
                        "registration": claimant,
                        "reference": known[claimant].reference if claimant in known else "",
                        "rank": rank,
                        "mine": claimant == registration.id,
                    }
                    for claimant, rank in sorted(ranks.get(student, {}).items())
                ],
            }
            for student in sorted(set(children.values()))
        ],
        "proposed": None,
    }
    word = waiting_release(registration)
    if word is not None:
        proposed: StaffRelease = {
            "student": word.student,
            "reason": word.reason,
            "at": word.at,
            "mine": member.names(word.by),
        }
        if word.favours is not None and word.favours in known:
            proposed["favours"] = known[word.favours].reference
        view["proposed"] = proposed
    return view


def _standing(
    registration: Registration, macs: set[str]
) -> Literal["held", "contested", "displaced", "free"]:
    dispute = registration.dispute
    if dispute is not None and macs.intersection(dispute.displaced):
        return "displaced"
    if dispute is not None and macs.intersection(dispute.contested):
        return "contested"
    return "held" if macs.intersection(registration.claims) else "free"
