"""What whoever runs Ruxue does by the command that changes something; it is called again where it did not end well."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

from typer.testing import CliRunner

from functions.cloud.sms.blocks import SmsBlocks
from functions.cloud.table import keys
from functions.cloud.table.expressions import Update
from functions.registration.registration import NoticeKind, NoticeState
from local.population import Population
from ruxue.command import app
from tests.api.household import SEASON
from tests.aws import Cloud
from tests.midseason import NOW
from tests.review.conftest import CASE, judged
from tests.rooms.registrations import form, notice

from .family_deeds import Request

Deed = Callable[[Cloud], Request]
EARLIER = NOW - timedelta(minutes=30)


def with_unsent_notices(cloud: Cloud, city: Population) -> None:
    """One that the provider would not have, one that is held, one that went."""
    unsent = (
        notice(
            NoticeKind.SUBMITTED, state=NoticeState.FAILED, reason="template", sends=1, paid=1, since=EARLIER
        ),
        notice(NoticeKind.OUTCOME_CHANGED, state=NoticeState.SENT, sends=1, paid=1, since=EARLIER),
        notice(NoticeKind.CHILD_KEPT, state=NoticeState.HELD, reason="arrears", since=EARLIER),
    )
    cloud.put(judged(form(city), CASE, notices={one.id: one for one in unsent}, updated_at=EARLIER))


def resend(_: Cloud) -> Request:
    return _ran("resend", "--season", SEASON, "--yes")


def release_the_account(cloud: Cloud) -> Request:
    SmsBlocks(cloud.table, "sns").block("arrears", NOW)
    return _ran("sms", "release", "--yes")


def recount(cloud: Cloud) -> Request:
    cloud.table.update(keys.figures(SEASON, 3), Update().add("f#status#submitted", 7))
    cloud.table.update(keys.registration(CASE), Update().set("gsi2pk", "Q#nowhere").set("gsi2sk", "0"))
    return _ran("recount", "--yes")


def _ran(*words: str) -> Request:
    def run() -> SimpleNamespace:
        result = CliRunner().invoke(app, list(words))
        return SimpleNamespace(status=200 if result.exit_code == 0 else 503)

    return run


DEEDS: tuple[Deed, ...] = (resend, release_the_account, recount)
