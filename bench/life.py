"""What a registration's life asks of AWS, counted: one of the suite's families plays it, and each call is measured.

By pytest, as `bench.recording`; `python -m bench.price` starts it, and it writes where RUXUE_BENCH_LIFE says.
"""

import json
import os
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest

from bench.meter import Meter, bytes_of
from functions.cloud import settings
from functions.cloud.aws.calls import SEAM
from functions.cloud.table import keys
from functions.dispatch import handler as dispatch_room
from functions.notify import handler as notify_room
from functions.review import workers as staff_room
from functions.verify_identity import handler as identity_room
from functions.verify_property import handler as property_room
from tests.api.household import SEASON, Household
from tests.aws import Cloud
from tests.faults.world import World
from tests.rooms.deliveries import NONE_FAILED, consumed

pytest_plugins = ("tests.faults.conftest",)

SAVES, LOOKS = 14, 10
"""Of one family: a save a screen, as `bench.surge` has it; how often it looks at its status. Assumptions."""


def test_record(world: World, family: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    meter, parts = Meter(family.cloud.dynamodb), {}
    plain = family.client.call

    def call(*told: Any, **headers: Any) -> Any:
        meter.used["requests"] += 1
        return plain(*told, **headers)

    monkeypatch.setattr(family.client, "call", call)

    def part(name: str) -> None:
        parts[name] = meter.taken()

    with SEAM.around(meter):
        document = family.consent().form["students"][0]["identity_document"]
        family.client.ok("POST", "/prefill", {"season": SEASON, "identity_document": document})
        family.ready()
        part("notice, prefill, begun, saved once, papers accepted")
        for _ in range(SAVES):
            family.save()
        part("saves")
        code = family.code()
        part("a code asked for")
        if family.submit(code).status != HTTPStatus.OK:
            raise SystemExit("the submission was refused")
        part("the submission")
        _deliver(world.cloud, meter, part)
        for _ in range(LOOKS):
            family.look()
        part("looks at the status")
    told = {
        "parts": parts,
        "papers": len(family.stored().documents),
        "largest item": meter.largest,
        "season": bytes_of(_season(world.cloud)),
    }
    Path(os.environ["RUXUE_BENCH_LIFE"]).write_text(json.dumps(told))


def _season(cloud: Cloud) -> Any:
    """The season's item, which each process reads anew every minute."""
    key = {name: {"S": value} for name, value in keys.current_season(SEASON)._asdict().items()}
    return cloud.dynamodb.get_item(TableName=settings.tables().seasons, Key=key)["Item"]


def _deliver(cloud: Cloud, meter: Meter, part: Any) -> None:
    """The stream and each queue once, as Lambda brings them; a message costs a receive and a delete too."""
    for name, queue, function in (
        ("the checks of people", "Identity", identity_room.verify_identity),
        ("the check of the home", "Property", property_room.verify_property),
        ("the code's SMS", "Code", notify_room.send_code),
        ("other SMS", "Notice", notify_room.notify),
    ):
        changes = cloud.changes()
        for read_by in (dispatch_room.dispatch, staff_room.count):
            if read_by(changes, None) != NONE_FAILED:
                raise SystemExit("the stream came back")
        meter.used["changes"] += len(changes["Records"])
        part(f"the stream before {name}")

        def counting(event: Any, context: Any, inner: Any = function) -> Any:
            meter.used["messages"] += len(event["Records"])
            return inner(event, context)

        if back := consumed(cloud, queue, counting):
            raise SystemExit(f"{name}: {back}")
        part(name)
