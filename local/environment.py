"""The variables that the deployed functions get, for the local cloud; put back as they were in the end."""

import base64
import json
import os
import secrets
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import ModuleType
from typing import Any

from local.aws.clients import ACCOUNT, CREDENTIALS, REGION, Clients
from local.issuer import AUDIENCE

from .projects import Project

SECRET_NAME = "ruxue-local"  # noqa: S105 - its name
NO_FILE = os.devnull


def fresh_secret() -> str:
    """The secret's JSON with new random keys and credentials."""

    def gateway(name: str) -> dict[str, str]:
        return {"client_id": f"local-{name}", "secret": secrets.token_urlsafe(32)}

    content: dict[str, Any] = {
        "mac": {"current": 1, "keys": {"1": base64.b64encode(secrets.token_bytes(32)).decode()}},
        "household_gateway": gateway("household"),
        "property_gateway": gateway("property"),
        "sms": {},
        "sms_report_doors": [secrets.token_urlsafe(32)],
    }
    return json.dumps(content)


def stack_variables(project: Project, outputs: Mapping[str, str], clients: Clients) -> dict[str, str]:
    """What the project's functions are told about the data stack; queues by the address that they have here."""
    known = {variable: outputs.get(output) for variable, output in project.environment.items()}
    return {variable: _here(value, clients) for variable, value in known.items() if value}


def _here(value: str, clients: Clients) -> str:
    if not value.startswith("https://sqs."):
        return value
    return f"{clients.endpoint}/{ACCOUNT}/{value.rsplit('/', 1)[-1]}"


def cloud_variables(endpoint: str) -> dict[str, str]:
    """Made-up credentials, the local endpoint, and nothing of the machine's own configuration or proxies."""
    return {
        **CREDENTIALS,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_CONFIG_FILE": NO_FILE,
        "AWS_SHARED_CREDENTIALS_FILE": NO_FILE,
        "AWS_EC2_METADATA_DISABLED": "true",
        "NO_PROXY": "127.0.0.1,localhost",
        "no_proxy": "127.0.0.1,localhost",
        "PYPINYIN_NO_PHRASES": "true",
        "POWERTOOLS_METRICS_NAMESPACE": "Ruxue",
        "POWERTOOLS_METRICS_DISABLED": "true",
        "POWERTOOLS_LOG_LEVEL": os.environ.get("POWERTOOLS_LOG_LEVEL", "WARNING"),
    }


def site_variables(
    *, site: str, issuer: str, secret_id: str, authorities: Mapping[str, str]
) -> dict[str, str]:
    """What the deployment takes as parameters."""
    return {
        "RUXUE_SITE_URL": site,
        "RUXUE_OIDC_ISSUER": issuer,
        "RUXUE_OIDC_AUDIENCE": AUDIENCE,
        "RUXUE_SECRET_ID": secret_id,
        "RUXUE_AWS_CLIENT": "own",
        "RUXUE_CIPHER": "aes-256-gcm",
        "RUXUE_SMS_PROVIDER": "sns",
        "RUXUE_SMS_FALLBACK": "none",
        "RUXUE_MALWARE_SCANNER": "off",
        "RUXUE_CLAMD_ADDRESS": "",
        **{f"RUXUE_{name.upper()}_GATEWAY_URL": url for name, url in authorities.items()},
    }


class Environment:
    """Sets variables of this process and takes them back."""

    _GONE = (
        "AWS_PROFILE",
        "AWS_DEFAULT_PROFILE",
        *(f"AWS_ENDPOINT_URL_{name}" for name in ("S3", "DYNAMODB", "KMS", "SECRETS_MANAGER", "SQS")),
    )
    _MADE = ("AWS_EXECUTION_ENV",)  # by Chalice, when an app is made

    def __init__(self) -> None:
        self._before: dict[str, str | None] = {name: os.environ.pop(name, None) for name in self._GONE}
        self.given: dict[str, str] = {}
        """What was set: whoever sets the same speaks to the same cloud."""
        self._before |= {name: os.environ.get(name) for name in self._MADE}

    def set(self, variables: Mapping[str, str]) -> None:
        for name, value in variables.items():
            self._before.setdefault(name, os.environ.get(name))
            os.environ[name] = self.given[name] = value

    def put_back(self) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


CACHED = type(cache(lambda: None))
"""What `functools.cache` makes. Asking for `cache_clear` alone would meet libraries' objects that have any name."""


def forget_cached(packages: Iterable[str] = ("functions",)) -> None:
    """Clients, settings and secrets that the functions made for another cloud, in this process, are made anew."""
    for _, held in _cached(packages):
        held.cache_clear()


def remembered(packages: Iterable[str] = ("functions",)) -> frozenset[tuple[str, int]]:
    """What `forget_cached` would forget: of each such function, how many results are kept."""
    kept = ((name, held.cache_info().currsize) for name, held in _cached(packages))
    return frozenset((name, size) for name, size in kept if size)


def _cached(packages: Iterable[str]) -> Iterator[tuple[str, Any]]:
    within = tuple(f"{package}." for package in packages)
    for module in _modules(within, len(sys.modules)):
        yield from _cached_in(module, len(vars(module)))


@cache
def _modules(within: tuple[str, ...], _known: int) -> tuple[ModuleType, ...]:
    """Looked for once, and again where a module came since."""
    return tuple(module for name, module in sys.modules.items() if name.startswith(within))


@cache
def _cached_in(module: ModuleType, _names: int) -> tuple[tuple[str, Any], ...]:
    """Looked for once, and again where a name came to it since."""
    named = vars(module).items()
    return tuple((f"{module.__name__}.{name}", held) for name, held in named if type(held) is CACHED)
