"""Changing the MAC keys of a running season, as docs/operations/rotate-keys.md tells it."""

import base64
import json
from typing import Any

from functions.cloud.sealing import secrets
from tests.aws import SECRET, Cloud

NEW = {"algorithm": "sm3", "key": base64.b64encode(bytes(range(100, 132))).decode()}
"""Another key and another algorithm at once: rotating is the way to both."""


def hold(cloud: Cloud, *numbers: int, current: int) -> None:
    """These keys are held from now on, and every function has read the secret again."""
    keys: dict[int, Any] = {1: SECRET["mac"]["keys"]["1"], 2: NEW}
    mac = {"current": current, "keys": {str(number): keys[number] for number in numbers}}
    found = cloud.clients.secrets.list_secrets()["SecretList"]
    [name] = [one["ARN"] for one in found if one["Name"] == "ruxue-test"]
    cloud.clients.secrets.put_secret_value(SecretId=name, SecretString=json.dumps(SECRET | {"mac": mac}))
    secrets._held.cache_clear()


def rotate(cloud: Cloud) -> None:
    """Both are held, then the new one is current."""
    hold(cloud, 1, 2, current=1)
    hold(cloud, 1, 2, current=2)
