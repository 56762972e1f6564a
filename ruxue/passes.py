"""The clock's passes, now: by the same code, or by the same code on adapters that write nothing."""

from collections import Counter
from datetime import datetime
from typing import Any

from functions.cloud import composition, settings
from functions.cloud.metrics import Count
from functions.cloud.staff.desk.spots import SpotTable
from functions.cloud.staff.requests.asking import request_table
from functions.cloud.table.children.disputes import DisputeTable
from functions.erase import telling
from functions.erase.erasing import ITEMS, erase_items, erase_orphans
from functions.publish.orphans import release_orphans
from functions.publish.reconciler import Desk
from functions.publish.reconciler import reconcile as mend
from functions.registration.staff.audit import Deed

from . import dry
from .answers import Step


def _counting(counted: Counter[str], step: Step) -> Count:
    def count(name: str) -> None:
        counted[name] += 1
        step(name)

    return count


def reconcile(now: datetime, *, do: bool, step: Step) -> dict[str, int]:
    """What was mended, or would be, by its name."""
    counted: Counter[str] = Counter()
    records, claims = composition.result_table(), composition.child_claims()
    disputes = DisputeTable(composition.table())
    desk = Desk(request_table(), disputes, SpotTable(composition.table()))
    outbox, checkpoints = composition.reconciling_outbox(), composition.checkpoints()
    mend(
        composition.season_table().all(now),
        records=records if do else dry.Records(records),
        desk=desk if do else Desk(dry.Requests(), dry.Disputes(disputes), dry.Spots()),
        uploads=composition.uploads(),
        outbox=outbox if do else dry.Outbox(),
        checkpoints=checkpoints if do else dry.Checkpoints(checkpoints),
        count=_counting(counted, step),
        now=now,
    )
    release_orphans(
        claims=claims if do else dry.Claims(claims, composition.erasure().existing),
        registrations=records,
        checkpoints=checkpoints if do else dry.Checkpoints(checkpoints),
        count=_counting(counted, step),
        now=now,
    )
    return dict(counted)


def erase(now: datetime, *, do: bool, step: Step) -> dict[str, Any]:
    """What was erased, or would be, season by season, and whether the table was gone over to its end."""
    counted: Counter[str] = Counter()
    erased: list[dict[str, str]] = []
    count = _counting(counted, step)
    names, real = settings.erased_buckets(), composition.checkpoints()
    checkpoints = real if do else dry.Checkpoints(real)
    table = composition.erasure() if do else dry.Erasure(composition.erasure())
    quarantine, documents, exports = (
        composition.versions(name) if do else dry.Versions(composition.versions(name))
        for name in (names.quarantine, names.documents, names.exports)
    )

    def write_down(deed: Deed, told: dict[str, Any]) -> None:
        if do:
            telling.write_down(deed, told, now=now)
        erased.append({"season": deed.season} | deed.details)
        step(deed.season)

    erase_items(
        composition.season_table().whole(now),
        table=table,
        buckets=(quarantine, documents),
        checkpoints=checkpoints,
        write_down=write_down,
        count=count,
        now=now,
    )
    for name, bucket, existing in (
        ("quarantine", quarantine, table.existing),
        ("documents", documents, table.existing),
        ("exports", exports, table.existing_exports),
    ):
        erase_orphans(f"erase {name}", bucket, existing, checkpoints=checkpoints, count=count, now=now)
    finished = checkpoints.get(ITEMS).after is None
    return {"erased": erased, "beside": dict(counted), "to_the_end": finished}
