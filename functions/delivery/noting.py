"""What was reported, taken in with the deployed parts, and counted."""

from datetime import datetime

from functions.cloud import composition
from functions.cloud.metrics import counting
from functions.cloud.settings import SmsProvider
from functions.cloud.sms import deployed
from functions.cloud.sms.reports import Pushed

from .taking import Taken, take


def noted(provider: SmsProvider, pushed: Pushed, now: datetime) -> list[Taken]:
    """What became of each that could be read."""
    taken = []
    with counting() as count:
        for _ in range(pushed.unreadable):
            count("SmsReportUnreadable")
        for outcome in take(
            provider,
            pushed.reports,
            registrations=composition.result_table(),
            deliveries=deployed.deliveries(),
            now=now,
        ):
            count(outcome.value)
            taken.append(outcome)
    return taken
