"""What a provider reports of an SMS; it is reported again until it is taken."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from chalice.local import LambdaContext

from functions.cloud import composition
from functions.cloud.table import items, keys
from functions.cloud.table.expressions import Update
from functions.registration.registration import Notice, NoticeState
from infra.guardians.app import app
from local.aws.sns_logs import brought, line
from tests.api.client import Answer, Client
from tests.api.household import Household
from tests.midseason import NOW
from tests.rooms.sms_providers import DOOR, tencent_report

from .family_deeds import Request

Deed = Callable[[Household], Request]
SERIAL = "5000:1045710669157053657849499619"


def _told(family: Household) -> Notice:
    """A notice of the family's, which SNS took and nobody reported of."""
    family.checked()
    stands = family.stored().notices.values()
    return next(one for one in stands if one.state is NoticeState.SENT and one.message_id)


def _push(*entries: object) -> Answer:
    return Client().call("POST", f"/sms-reports/tencent/{DOOR}", json.dumps(entries))


def push_a_report(family: Household) -> Request:
    told = _told(family).model_copy(update={"provider": "tencent", "message_id": SERIAL})
    change = Update().set(("notices", told.id), items.dump(told))
    composition.table().update(keys.registration(family.id), change)
    whose = Update().set("registration", family.id).set("notice", told.id)
    composition.table().update(keys.sms_message("tencent", SERIAL), whose)
    return lambda: _push(tencent_report(SERIAL))


def push_a_report_that_came_first(family: Household) -> Request:
    family.checked()
    return lambda: _push(tencent_report(SERIAL))


def line_of_sns(family: Household) -> dict[str, Any]:
    """The event by which SNS's log says that a notice did not arrive."""
    return brought(line(str(_told(family).message_id), "FAILURE", "Phone has blocked SMS", at=NOW))


def bring_a_line_of_sns(family: Household) -> Request:
    event = line_of_sns(family)

    def bring() -> SimpleNamespace:
        app.handler_map["take_sns_logs"](event, LambdaContext("take_sns_logs", 512))
        return SimpleNamespace(status=200)

    return bring


DEEDS: tuple[Deed, ...] = (push_a_report, push_a_report_that_came_first, bring_a_line_of_sns)
