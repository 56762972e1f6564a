"""By the clock: what a season's retention has ended for (R49), by a function and a role of its own."""

from datetime import UTC, datetime
from functools import partial

from chalice.app import Blueprint, CloudWatchEvent, Rate

from functions.cloud import composition, settings
from functions.cloud.logs import run
from functions.cloud.metrics import counting

from .erasing import erase_items, erase_orphans
from .telling import write_down

bp = Blueprint(__name__)


@bp.schedule(Rate(30, unit=Rate.MINUTES), name="erase")
@run
def erase(_: CloudWatchEvent) -> None:
    now = datetime.now(UTC)
    names, table, checkpoints = settings.erased_buckets(), composition.erasure(), composition.checkpoints()
    quarantine, documents = composition.versions(names.quarantine), composition.versions(names.documents)
    with counting() as count:
        erase_items(
            composition.season_table().whole(now),
            table=table,
            buckets=(quarantine, documents),
            checkpoints=checkpoints,
            write_down=partial(write_down, now=now),
            count=count,
            now=now,
        )
        for name, bucket, existing in (
            ("quarantine", quarantine, table.existing),
            ("documents", documents, table.existing),
            ("exports", composition.versions(names.exports), table.existing_exports),
        ):
            erase_orphans(f"erase {name}", bucket, existing, checkpoints=checkpoints, count=count, now=now)
