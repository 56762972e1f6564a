"""What the stream, the queues and Amazon SNS's logs bring."""

import json
from typing import Any

from functions.cloud import settings
from tests.documents.files import encoded, picture
from tests.faults.family_deeds import ask_an_upload
from tests.faults.report_deeds import line_of_sns
from tests.midseason import NOW

from .stage import Play, Stage

PHOTO = (2048, 1536)
"""As the page sends one usually."""


def dispatched(stage: Stage) -> Any:
    stage.family.submitted()
    return stage.cloud.changes()


def checked_by(queue: str) -> Play:
    def play(stage: Stage) -> Any:
        stage.family.submitted()
        stage.dispatched()
        return stage.taken(queue)

    return play


def code(stage: Stage) -> Any:
    stage.sends_by_tencent()
    stage.family.ready().code()
    stage.dispatched()
    return stage.taken("Code")


def notice(stage: Stage) -> Any:
    stage.sends_by_tencent()
    return notice_by_sns(stage)


def notice_by_sns(stage: Stage) -> Any:
    """Sent by whoever the stack sends by unless told, which is SNS."""
    stage.family.submitted()
    stage.dispatched()
    return stage.taken("Notice")


def logs_of_sns(stage: Stage) -> Any:
    return line_of_sns(stage.family)


def inspected(stage: Stage) -> Any:
    asked = ask_an_upload(stage.family)().json
    key = f"{stage.family.id}/{asked['document']['id']}"
    photo = encoded(picture(*PHOTO), "JPEG")
    stage.cloud.clients.s3.put_object(Bucket=settings.buckets().quarantine, Key=key, Body=photo)
    told = {"eventName": "ObjectCreated:Post", "eventTime": NOW.isoformat(), "s3": {"object": {"key": key}}}
    stage.cloud.bodies("Inspection")
    stage.cloud.send("Inspection", json.dumps({"Records": [told]}))
    return stage.taken("Inspection")
