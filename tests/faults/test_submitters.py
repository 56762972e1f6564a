"""R25: of sixteen accounts that submit one child at the same moment one wins, in whatever order their calls meet.

`make faults` plays a thousand seeds, `make races` ten thousand, the suite two.
"""

from dataclasses import replace

import pytest

from functions.cloud import composition
from functions.cloud.sealing.secrets import macs
from functions.cloud.table.children.claims import ChildClaimTable
from functions.registration.errors import Refusal
from functions.registration.registration import Status
from tests.api.household import SEASON, Household
from tests.api.test_claim_races import stands, submit
from tests.review.test_races import Turns, paused
from tests.seeds import PARTS, shared

from .test_faults import Record
from .world import World

SUBMITTERS = 16


def _submitters(family: Household) -> list[Household]:
    """The same form under sixteen accounts, each with a phone and a code of its own."""
    made = []
    for number in range(SUBMITTERS):
        account = replace(family.story.account, sub=f"{family.story.account.sub}-{number}")
        one = Household(family.cloud, replace(family.story, account=account)).consent()
        one.form["guardians"][0]["phone"] = f"139123450{number:02d}"
        made.append(one.ready())
    return made


@pytest.mark.parametrize("part", PARTS)
def test_r25_of_sixteen_at_once_one_is_submitted_in_every_order(
    world: World, family: Household, record_property: Record, part: int
) -> None:
    families = _submitters(family)
    codes = [one.code() for one in families]
    kept = world.kept()
    wrong: dict[int, list[str]] = {}
    played = shared(part, 2, whole=1_000, most=10_000)
    for seed in played:
        world.restore(kept)
        # Read before the race: whoever reads what grew old holds up everybody else who wants it.
        assert stands()
        macs()
        turns = Turns(seed)
        with paused(turns):
            answers = turns.run(
                *(
                    lambda one=one, code=code: submit(one, code)
                    for one, code in zip(families, codes, strict=True)
                )
            )
        said = [one.reason if isinstance(one, Refusal) else "submitted" for one in answers]
        if sorted(said) != ["child_already_registered"] * (SUBMITTERS - 1) + ["submitted"] or not _holds(
            families, families[said.index("submitted")]
        ):
            wrong[seed] = said
    record_property("seeds", {f"{SUBMITTERS} submitters": len(played)})
    assert wrong == {}


def _holds(families: list[Household], winner: Household) -> bool:
    """Whether the winner alone is submitted and alone has the claim."""
    found = {one.id: composition.result_table().many([one.id])[0] for one in families}
    submitted = {one for one, stored in found.items() if stored.status is Status.SUBMITTED}
    claims = ChildClaimTable(composition.table()).of(SEASON, found[winner.id].claims)
    return submitted == {winner.id} and [set(claim.ranks) for claim in claims] == [{winner.id}]
