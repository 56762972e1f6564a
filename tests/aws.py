"""Ruxue's data stack on moto, in this process: a fixture for every test that wants real adapters or real events.

    from tests.aws import Cloud, cloud  # in the folder's conftest.py

A test takes `cloud` and gets tables, queues, buckets, key and secret made from `infra/resources.yaml`, with the
variables that `infra/guardians/merge.yaml` gives the functions. Everything that functions keep for the life of their
process is forgotten before and after.
"""

import base64
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple

import boto3
import pytest
from botocore.session import Session as BotocoreSession
from moto.dynamodbstreams.models import dynamodbstreams_backends
from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from functions.cloud import clients, settings
from functions.cloud.aws.services import DynamoDb
from functions.cloud.sealing.labels import labels
from functions.cloud.sealing.seal import seal
from functions.cloud.table import items, keys
from functions.cloud.table.seasons import SeasonTable
from functions.cloud.table.table import Table, pack, unpack
from functions.registration.registration import Registration
from functions.registration.season.season import Season
from local.authorities import Authorities
from local.aws import moto_state
from local.aws.clients import ACCOUNT, REGION, Clients, new_session
from local.aws.moto_fixes import moto_fixed
from local.aws.resources import Stack, create_stack
from local.aws.templates import load
from local.environment import forget_cached
from local.projects import INFRA, RESOURCES

from .authorities import CREDENTIALS
from .canary.watch import WATCH
from .lambda_events import sqs_record, stream_record
from .moto_addresses import mocked_aws
from .moto_snapshot import Snapshot
from .moto_transport import moto_transport

SECRET: dict[str, Any] = {
    "mac": {"current": 1, "keys": {"1": base64.b64encode(bytes(range(32))).decode()}},
    **{
        f"{name}_gateway": {"client_id": one.client_id, "secret": one.secret}
        for name, one in CREDENTIALS.items()
    },
    "sms": {},
    "sms_report_doors": ["the-door-that-only-the-provider-knows"],
}
WATCH.plant([*SECRET["sms_report_doors"], *SECRET["mac"]["keys"].values()])
SERVICES = ("S3", "DYNAMODB", "KMS", "SECRETS_MANAGER", "SNS", "SQS")
MOST_RECORDS = 1000
"""Of one answer of a stream, as Amazon bounds it."""
NOWHERE = "http://127.0.0.1:9"
"""Where nobody answers."""

_IMPORTED = re.compile(r"\$\{DataStack\}-(\w+)")


@dataclass
class Cloud:
    """What was made, and what tests ask of it. `environment` sets a variable of the functions."""

    stack: Stack
    clients: Clients
    environment: pytest.MonkeyPatch
    read_until: str | None = None
    """The iterator of the stream that the last `changes` ended with."""
    authorities: Authorities | None = None

    @property
    def dynamodb(self) -> DynamoDb:
        """The tests' own, around which nothing stands."""
        return DynamoDb(clients.carrier())

    @property
    def table(self) -> Table:
        return Table(self.dynamodb, settings.tables().registrations)

    def connect(self, authorities: Authorities) -> None:
        """Lets the functions ask these two."""
        self.authorities = authorities
        self.environment.setenv("RUXUE_HOUSEHOLD_GATEWAY_URL", authorities.household.url)
        self.environment.setenv("RUXUE_PROPERTY_GATEWAY_URL", authorities.property.url)
        forget_cached()

    def put_season(self, season: Season, now: datetime) -> None:
        table = SeasonTable(Table(self.dynamodb, settings.tables().seasons))
        table.put(season, replaces=0, by="test", now=now)

    def put(self, registration: Registration, **attributes: Any) -> None:
        """Writes it as it stands, whatever stood there."""
        self.table.put(items.to_item(registration, seal(), labels()) | attributes)

    def get(self, registration_id: str) -> Registration:
        """As it stands, with its form."""
        return items.whole(self.item(keys.registration(registration_id)), seal())

    def item(self, key: keys.Key) -> dict[str, Any]:
        """moto's own, without the way by its API."""
        found = moto_state.item(settings.tables().registrations, pack(key._asdict()))
        assert found is not None, key
        return unpack(found)

    def queue(self, name: str) -> str:
        """The address of `Identity`, `Property`, `Notice` or `Inspection`; `IdentityDlq` and so on."""
        output = f"{name}Url" if name.endswith("Dlq") else f"{name}QueueUrl"
        return self.stack.outputs[output]

    def received(self, name: str, most: int = 10) -> dict[str, Any]:
        """An SQS event as Lambda makes it, of what is visible now: moto's messages, without the way by its API.

        They are in flight afterwards.
        """
        queues, queue = sqs_backends[ACCOUNT][REGION], self.queue(name).rsplit("/", 1)[-1]
        if not queues.queues[queue].messages:
            return {"Records": []}
        hidden = int(queues.queues[queue].visibility_timeout)
        messages = queues.receive_message(queue, most, 0, hidden, ["All"])
        return {"Records": [sqs_record(message) for message in messages]}

    def bodies(self, name: str) -> list[dict[str, Any]]:
        """Takes everything that is visible in a queue and deletes it."""
        found: list[dict[str, Any]] = []
        while records := self.received(name)["Records"]:
            for record in records:
                found.append(json.loads(record["body"]))
                self.done(name, record)
        return found

    def send(self, name: str, body: Mapping[str, Any] | str) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        self.clients.sqs.send_message(QueueUrl=self.queue(name), MessageBody=text)

    def done(self, name: str, record: Mapping[str, Any]) -> None:
        queue = self.queue(name).rsplit("/", 1)[-1]
        sqs_backends[ACCOUNT][REGION].delete_message(queue, record["receiptHandle"])

    def changes(self) -> dict[str, Any]:
        """A stream event of everything written since the last call: moto's records, without the way by its API."""
        streams = dynamodbstreams_backends[ACCOUNT][REGION]
        answer = streams.get_records(self.read_until or self._beginning(), MOST_RECORDS)
        self.read_until = answer["NextShardIterator"]
        return {"Records": [stream_record(one) for one in answer["Records"]]}

    def surroundings(self) -> str:
        """How both registries behave just now."""
        asked = self.authorities
        return "" if asked is None else f"{asked.household.switches} {asked.property.switches}"

    def _beginning(self) -> str:
        streams, arn = dynamodbstreams_backends[ACCOUNT][REGION], self.stack.outputs["RegistrationStreamArn"]
        [shard] = streams.describe_stream(arn)["Shards"]
        return str(streams.get_shard_iterator(arn, shard["ShardId"], "TRIM_HORIZON").arn)

    def sms(self) -> list[tuple[str, str]]:
        """(phone, text) of every SMS that went out, in order."""
        sent = sns_backends[ACCOUNT][REGION].sms_messages
        return [(str(one[0]), str(one[1])) for one in sent.values()]


@pytest.fixture
def cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """A fresh data stack, and the functions' variables for it."""
    with made_cloud(monkeypatch) as made:
        yield made


@contextmanager
def made_cloud(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cloud]:
    """The same for fixtures of a wider scope, whose tests keep out of each other's way by themselves."""
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", *(f"AWS_ENDPOINT_URL_{name}" for name in SERVICES)):
        monkeypatch.delenv(name, raising=False)
    for name, value in _fixed().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(clients, "transport", moto_transport)
    monkeypatch.setattr(Season, "model_validate_json", _season)
    monkeypatch.setattr(clients, "session", lambda: _of_botocore())  # noqa: PLW0108 - a cached one is forgotten
    forget_cached()
    with mocked_aws(), moto_fixed():
        boto3.DEFAULT_SESSION = _session()
        made = _data_stack()
        for name, value in made.variables.items():
            monkeypatch.setenv(name, value)
        yield Cloud(made.stack, _clients(), monkeypatch)
    forget_cached()


def _fixed() -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_SESSION_TOKEN": "test",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",  # moto knows no such address of the stream
        "POWERTOOLS_METRICS_NAMESPACE": "Ruxue",
        "RUXUE_SITE_URL": "https://ruxue.example",
        "RUXUE_OIDC_ISSUER": "https://issuer.example",
        "RUXUE_OIDC_AUDIENCE": "ruxue",
        "RUXUE_SMS_PROVIDER": "sns",
        "RUXUE_HOUSEHOLD_GATEWAY_URL": NOWHERE,
        "RUXUE_PROPERTY_GATEWAY_URL": NOWHERE,
    }


class DataStack(NamedTuple):
    stack: Stack
    variables: dict[str, str]
    """What the deployment imports from it, and the secret's ARN."""
    snapshot: Snapshot


@cache
def _first_data_stack() -> DataStack:
    stack = create_stack(RESOURCES, _clients(), site="https://ruxue.example")
    secret = _clients().secrets.create_secret(Name="ruxue-test", SecretString=json.dumps(SECRET))
    return DataStack(stack, _variables(stack) | {"RUXUE_SECRET_ID": secret["ARN"]}, Snapshot())


def _data_stack() -> DataStack:
    """CloudFormation makes it for the first test of a process, and every other has a copy: a tenth of the work."""
    is_first = _first_data_stack.cache_info().currsize == 0
    made = _first_data_stack()
    if not is_first:
        made.snapshot.restore()
    return made


_season = lru_cache(maxsize=64)(Season.model_validate_json)
"""A season does not change once it is read, so that what is written alike is the same: it is read in 3 ms."""


@cache
def _session() -> boto3.Session:
    """boto3's around the same: a second one would add its own methods to its clients again."""
    return boto3.Session(botocore_session=_of_botocore())


@cache
def _of_botocore() -> BotocoreSession:
    """One for the process: its credentials are every test's, and what else it holds was read from large files."""
    return new_session()


@cache
def _clients() -> Clients:
    names = ("dynamodb", "dynamodbstreams", "s3", "sqs", "secretsmanager", "cloudformation")
    made: list[Any] = [boto3.client(name, region_name=REGION) for name in names]  # type: ignore[call-overload]
    return Clients("", *made)


@cache
def imported(project: str = "guardians") -> dict[str, str]:
    """Variable of the functions -> the data stack's output that it is set to."""
    merge = load(INFRA / project / "merge.yaml")
    told = merge["Globals"]["Function"]["Environment"]["Variables"]
    return {name: found[1] for name, value in told.items() if (found := _IMPORTED.search(str(value)))}


def _variables(stack: Stack) -> dict[str, str]:
    return {name: stack.outputs[output] for name, output in imported().items() if output in stack.outputs}
