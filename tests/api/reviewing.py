"""A family that was refused, or admitted, and the review that it asks for (R42)."""

from typing import Any

import time_machine

from functions.registration.checks import CheckState
from functions.registration.registration import Decision
from functions.registration.season.season import Season
from tests.confirmed import stamp_as_it_stands
from tests.documents.files import jpeg
from tests.review.staff import Answer, Member

from .client import Answer as Told
from .household import SEASON, Household
from .test_documents import uploaded

REFUSERS = (Member("first refuser"), Member("second refuser"))
WORDS = "房产证上的地址就是我们住的地方，请再看一次。"


def refused(family: Household, season: Season, clock: time_machine.Traveller) -> Household:
    """Published to it: its home was refused by two."""
    family.submitted()
    stored = family.stored()
    checks = {
        name: check.model_copy(update={"state": CheckState.PASSED}) for name, check in stored.checks.items()
    }
    checks["property"] = checks["property"].model_copy(update={"state": CheckState.REFUSED})
    by_two = tuple(
        Decision(
            check="property", result="refused", reason="documents_insufficient", by=who.key,
            at=season.amendment_deadline, waits_for_second=who is REFUSERS[0],
        )
        for who in REFUSERS
    )  # fmt: skip
    family.cloud.put(stored.model_copy(update={"checks": checks, "decisions": by_two}))
    return published(family, season, clock)


def admitted(family: Household, season: Season, clock: time_machine.Traveller) -> Household:
    family.submitted()
    stored = family.stored()
    checks = {
        name: check.model_copy(update={"state": CheckState.PASSED}) for name, check in stored.checks.items()
    }
    family.cloud.put(stored.model_copy(update={"checks": checks}))
    return published(family, season, clock)


def published(family: Household, season: Season, clock: time_machine.Traveller) -> Household:
    stamp_as_it_stands(family.cloud, season, family.id)
    clock.move_to(season.publication_at)
    return family


def brings(family: Household) -> str:
    return str(uploaded(family, jpeg(), kind="property_proof", for_review=True)["id"])


def asks(family: Household, ground: str = "judged_wrongly", explanation: str = WORDS) -> Told:
    command = {"ground": ground, "explanation": explanation}
    return family.client.call("POST", f"{family.path}/review", command)


def decides(who: Member, family: Household, result: str = "changed", **more: Any) -> Answer:
    path = f"/staff/registrations/{family.id}"
    reasons = {"changed": "judged_wrongly", "upheld": "not_shown"}
    tag = more.pop("etag", None) or who.get(path).etag
    command = {"result": result, "reason": reasons[result]} | more
    return who.call("POST", f"{path}/review", command, If_Match=tag)


def queued(who: Member, **query: Any) -> list[str]:
    return [one["id"] for one in who.get(f"/staff/seasons/{SEASON}/queue", **query).body["cases"]]


def confirms(who: Member, family: Household, result: str) -> Answer:
    body = {"results": [{"registration": family.id, "result": result}]}
    return who.call("POST", f"/staff/seasons/{SEASON}/results", body)
