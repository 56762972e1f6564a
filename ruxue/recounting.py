"""What is derived, counted anew: what differs from the registrations, and what of it was mended."""

from collections import Counter
from datetime import datetime
from typing import Any

from functions.cloud import composition
from functions.cloud.staff.derived.derived import DerivedTable
from functions.publish.recount import differences
from functions.registration.errors import NotFound

from .answers import Step


def recounted(season: str | None, now: datetime, *, do: bool, step: Step) -> dict[str, Any]:
    """How much of each kind differs and about what, and how much of it somebody changed before it was mended.

    Raises NotFound where there is no such season.
    """
    seasons = [one for one in composition.season_table().all(now) if season in {None, one.id}]
    if season is not None and not seasons:
        raise NotFound
    counted: Counter[str] = Counter()
    about: list[dict[str, str]] = []
    left = 0
    derived = DerivedTable(composition.table(), composition.result_table())
    for difference in differences(seasons, derived=derived, now=now):
        counted[difference.kind.value] += 1
        about.append({"kind": difference.kind.value, "about": difference.about})
        step(difference.about)
        if do and not difference.mend():
            left += 1
    return {"differs": dict(counted), "left": left, "about": about}
