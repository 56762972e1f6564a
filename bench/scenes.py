"""What is timed of the guardians' functions: one event for each, as their own tests bring it to them."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from functions.cloud import composition
from functions.dispatch.handler import dispatch
from tests.api import client
from tests.api.household import SEASON, Household
from tests.aws import Cloud
from tests.midseason import NOW
from tests.rooms.deliveries import NONE_FAILED
from tests.rooms.sms_providers import CREDENTIALS, keep


class Scene(NamedTuple):
    """A function, what it is called with, and which of its modules read the clock."""

    module: str
    attribute: str
    event: Any
    clocks: tuple[str, ...]


def of_the_api(
    family: Household, another_family: Household, another: Callable[[], Household]
) -> Mapping[str, Scene]:
    family.ready()
    code = family.code()
    pledge = composition.season_table().get(SEASON, NOW).pledge.version
    typed = another().ready()
    looked = another_family.submitted()
    submission = {"code": code, "pledge_version": pledge}
    events = {
        "status": _event(looked, "GET", looked.path, None, {}),
        "save": _event(typed, "PUT", typed.path, typed.form, {"If-Match": typed.etag()}),
        "list": _event(family, "GET", "/registrations", None, {}),
        "submission": _event(family, "POST", f"{family.path}/submission", submission, {}),
    }
    clocks = ("functions.submit.routes",)
    return {name: Scene("infra.guardians.api", "app", event, clocks) for name, event in events.items()}


def of_the_workers(cloud: Cloud, family: Household) -> Mapping[str, Scene]:
    """One submitted family's way: its changes in the stream, a check at each registry, an SMS by Tencent."""
    cloud.environment.setenv("RUXUE_SMS_PROVIDER", "tencent")
    keep(cloud, sms=CREDENTIALS["tencent"])
    cloud.changes()
    family.submitted()
    changes = cloud.changes()
    failed = dispatch(changes, None)
    if failed != NONE_FAILED:
        raise SystemExit(f"dispatch: {failed}")
    consumer = "functions.cloud.check_consumer"
    rooms = {
        "verify_identity": ("Identity", "functions.verify_identity.handler", (consumer,)),
        "verify_property": (
            "Property",
            "functions.verify_property.handler",
            (consumer, "functions.verify_property.handler"),
        ),
    }
    made = {
        name: Scene(module, name, cloud.received(queue, 1), clocks)
        for name, (queue, module, clocks) in rooms.items()
    }
    module = "functions.notify.handler"
    made["notify"] = Scene(module, "notify", cloud.received("Notice", 1), (module,))
    module = "functions.dispatch.handler"
    made["dispatch"] = Scene(module, "dispatch", changes, (module,))
    return made


def _event(household: Household, method: str, path: str, body: Any, headers: dict[str, str]) -> Any:
    sent = client.REQUEST_HEADERS | {"Content-Type": "application/json"} | headers
    text = None if body is None else json.dumps(body, ensure_ascii=False)
    return client.event(method, f"/api{path}", text, sent, client.context_of(household.story.account))
