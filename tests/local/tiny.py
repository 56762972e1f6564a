"""A tiny project with a route, a queue, a stream and two schedules, and the data stack that it needs."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any

import boto3
from botocore.config import Config
from chalice.app import AuthResponse, Chalice, Cron, Rate

from local.issuer import SignIn
from local.projects import Project, Wiring
from local.web.controls import Switchable

TEMPLATE = Path(__file__).parent / "tiny.yaml"
PEOPLE = (
    SignIn("mother", "王小明", "guardian", {"zh-CN": "普通家庭", "en": "ordinary"}, {"real_name_level": 2}),
    SignIn("reviewer", "林审核", "staff", {"zh-CN": "审核员", "en": "reviewer"}, {"roles": ["reviewer"]}),
)


@dataclass
class Seen:
    """What the functions were given, and how they are told to behave."""

    bodies: list[str] = field(default_factory=list)
    receives: list[str] = field(default_factory=list)
    records: list[dict[str, Any]] = field(default_factory=list)
    ticks: list[str] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    raising: set[str] = field(default_factory=set)
    worked: Event = field(default_factory=Event)
    """Set whenever a message was given to `work`; S3's own test event is one too."""


class Around:
    """Two people and no authorities."""

    people: Sequence[SignIn] = PEOPLE
    urls: Mapping[str, str] = {}
    switches: Mapping[str, Switchable] = {}

    def stop(self) -> None:
        """Nothing to stop."""


def s3() -> Any:
    return boto3.client("s3", config=Config(signature_version="s3v4"))


def project(seen: Seen) -> Project:
    app = Chalice(app_name="tiny")
    _routes(app)
    _schedules(app, seen)

    @app.on_sqs_message(queue_arn="arn:aws:sqs:us-east-1:123456789012:jobs", batch_size=10)
    def work(event: Any) -> dict[str, Any]:
        records = event.to_dict()["Records"]
        failures = []
        for record in records:
            seen.bodies.append(record["body"])
            seen.worked.set()
            seen.receives.append(record["attributes"]["ApproximateReceiveCount"])
            if record["body"] in seen.raising:
                raise RuntimeError("told to fail")
            if record["body"] in seen.failing:
                failures.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failures}

    @app.on_dynamodb_record(
        stream_arn="arn:aws:dynamodb:us-east-1:123456789012:table/x/stream/y", batch_size=10
    )
    def follow(event: Any) -> dict[str, Any]:
        for record in event.to_dict()["Records"]:
            key = record["dynamodb"]["Keys"]["pk"]["S"]
            if key in seen.raising:
                raise RuntimeError("told to fail")
            if key in seen.failing:
                return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
            seen.records.append(record)
        return {"batchItemFailures": []}

    return Project(
        app,
        wiring={
            "work": Wiring("JobQueueArn"),
            "follow": Wiring("ThingStreamArn", dead_letters="JobDlqArn", attempts=3),
        },
        environment={
            "TINY_TABLE": "ThingTableName",
            "TINY_QUEUE_URL": "JobQueueUrl",
            "TINY_BUCKET": "FileBucketName",
        },
    )


def _schedules(app: Chalice, seen: Seen) -> None:
    @app.schedule(Rate(5, unit=Rate.MINUTES))
    def often(event: Any) -> None:
        seen.ticks.append("often")

    @app.schedule(Cron(0, 8, "*", "*", "?", "*"))
    def daily(event: Any) -> None:
        seen.ticks.append("daily")


def _routes(app: Chalice) -> None:
    @app.authorizer()
    def gate(request: Any) -> AuthResponse:
        if request.token in {"Unauthorized", "broken"}:
            raise RuntimeError(request.token)
        return AuthResponse(
            routes=["*"] if request.token == "good" else [], principal_id="x", context={"level": 2}
        )

    @app.route("/api/things/{thing}", methods=["GET", "PUT"])
    def thing(thing: str) -> dict[str, Any]:
        return {"thing": thing, "body": app.current_request.raw_body.decode()}

    @app.route("/api/mine", authorizer=gate)
    def mine() -> dict[str, Any]:
        return {"level": app.current_request.context["authorizer"]["level"]}

    @app.route("/api/sms", methods=["POST"])
    def sms() -> dict[str, Any]:
        boto3.client("sns").publish(PhoneNumber="+8613800000000", Message="验证码 123456")
        return {}

    @app.route("/api/form", methods=["POST"])
    def form() -> dict[str, Any]:
        made = s3().generate_presigned_post(
            os.environ["TINY_BUCKET"],
            "some/key",
            Fields={"Content-Type": "image/jpeg"},
            Conditions=[{"Content-Type": "image/jpeg"}, ["content-length-range", 1, 100]],
            ExpiresIn=600,
        )
        return json.loads(json.dumps(made))
