"""The local cloud's own AWS clients, told apart from the functions' so that their polling is not counted."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.loaders import Loader, create_loader
from botocore.session import Session as BotocoreSession

from .edge import MACHINERY

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_sqs import SQSClient

REGION = "us-east-1"
"""moto stamps every stream record with this one, and finds an unsigned upload's bucket only here."""

ACCOUNT = "123456789012"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_SESSION_TOKEN": "local"}


@dataclass(frozen=True)
class Clients:
    """One client for each service, all pointed at `endpoint`."""

    endpoint: str
    dynamodb: "DynamoDBClient"
    streams: Any
    s3: "S3Client"
    sqs: "SQSClient"
    secrets: "SecretsManagerClient"
    cloudformation: Any

    def queue_url(self, name: str) -> str:
        return self.sqs.get_queue_url(QueueName=name)["QueueUrl"]


@cache
def _descriptions() -> Loader:
    return create_loader()


def new_session() -> BotocoreSession:
    """A session of its own that shares AWS's service descriptions: reading them is half of making a client."""
    session = BotocoreSession()
    session.register_component("data_loader", _descriptions())
    return session


def clients(endpoint: str) -> Clients:
    """Clients of the cloud at `endpoint`, with made-up credentials whatever the machine has."""
    session = boto3.session.Session("local", "local", region_name=REGION, botocore_session=new_session())
    config = Config(
        user_agent_extra=MACHINERY, retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}
    )

    def client(service: Any) -> Any:
        return session.client(service, endpoint_url=endpoint, config=config)

    return Clients(
        endpoint,
        dynamodb=client("dynamodb"),
        streams=client("dynamodbstreams"),
        s3=client("s3"),
        sqs=client("sqs"),
        secrets=client("secretsmanager"),
        cloudformation=client("cloudformation"),
    )
