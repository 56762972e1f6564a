"""By the clock: publication, reminders, the reconciler."""

from collections.abc import Iterable
from datetime import UTC, datetime

from chalice.app import Blueprint, CloudWatchEvent, Rate

from functions.cloud import composition
from functions.cloud.logs import run
from functions.cloud.metrics import counting
from functions.cloud.staff.derived.derived import DerivedTable
from functions.cloud.staff.desk.spots import SpotTable
from functions.cloud.staff.requests.asking import request_table
from functions.cloud.table.children.disputes import DisputeTable
from functions.registration.placing.outcome import is_late
from functions.registration.season.season import Season

from . import publication, recount, reminders
from .budgets import watch_budgets
from .lapses import lapse
from .orphans import release_orphans
from .passes import run_all
from .reconciler import Desk
from .reconciler import reconcile as mend
from .stamping import stamp
from .unanswered import end_unanswered

bp = Blueprint(__name__)


@bp.schedule(Rate(1, unit=Rate.MINUTES), name="publish")
@run
def publish(_: CloudWatchEvent) -> None:
    now = datetime.now(UTC)
    seasons = composition.season_table().all(now)
    run_all(
        # First, so that nobody reads an outcome of an amendment that is over.
        lambda: lapse(
            seasons,
            registrations=composition.result_table(),
            amendments=composition.submission_table(),
            checkpoints=composition.checkpoints(),
            now=now,
        ),
        lambda: end_unanswered(
            seasons,
            queue=composition.staff_queue(),
            records=composition.result_table(),
            requests=request_table(),
            now=now,
        ),
        lambda: _count_late(seasons, now),
        lambda: _stamp(seasons, now),
        lambda: publication.publish(
            seasons,
            notices=composition.result_table(),
            checkpoints=composition.checkpoints(),
            now=now,
        ),
    )


def _stamp(seasons: Iterable[Season], now: datetime) -> None:
    with counting() as count:
        stamp(
            seasons,
            desk=composition.season_desk(),
            stamps=composition.result_table(),
            checkpoints=composition.checkpoints(),
            count=count,
            now=now,
        )


def _count_late(seasons: Iterable[Season], now: datetime) -> None:
    with counting() as count:
        for season in seasons:
            if is_late(season, now):
                count(publication.UNCONFIRMED)


# Every ten minutes, so that a city's reminders go out over the day; each family gets a day's reminder once.
@bp.schedule(Rate(10, unit=Rate.MINUTES), name="remind")
@run
def remind(_: CloudWatchEvent) -> None:
    now = datetime.now(UTC)
    reminders.remind(
        composition.season_table().all(now),
        registrations=composition.result_table(),
        checkpoints=composition.checkpoints(),
        now=now,
    )


@bp.schedule(Rate(15, unit=Rate.MINUTES), name="reconcile")
@run
def reconcile(_: CloudWatchEvent) -> None:
    now = datetime.now(UTC)
    seasons = composition.season_table().all(now)
    with counting() as count:
        run_all(
            lambda: mend(
                seasons,
                records=composition.result_table(),
                desk=Desk(request_table(), DisputeTable(composition.table()), SpotTable(composition.table())),
                uploads=composition.uploads(),
                outbox=composition.reconciling_outbox(),
                checkpoints=composition.checkpoints(),
                count=count,
                now=now,
            ),
            lambda: watch_budgets(seasons, budgets=composition.limits(), count=count, now=now),
            lambda: release_orphans(
                claims=composition.child_claims(),
                registrations=composition.result_table(),
                checkpoints=composition.checkpoints(),
                count=count,
                now=now,
            ),
            lambda: recount.watch(
                seasons,
                derived=DerivedTable(composition.table(), composition.result_table()),
                checkpoints=composition.checkpoints(),
                count=count,
                now=now,
            ),
        )
