"""Logs and metrics: JSON, ids only (docs/promises.md). Powertools is imported with the first line that is written.

The veil is a second line of defence, not the first: it hides what looks like a resident identity number or a
mainland mobile number in what a program logged by mistake. It knows no names, no addresses and no other documents.
"""

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aws_lambda_powertools import Logger, Metrics

SERVICE = "ruxue"

_PERSONAL = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|(?:\+?86)?1[3-9]\d{9})(?![0-9A-Za-z])")


def veiled(value: Any) -> Any:
    """`value` with personal-looking numbers hidden, at any depth of lists and mappings, keys too."""
    match value:
        case bool() | None | float():
            return value
        case str():
            return _PERSONAL.sub("[hidden]", value)
        case int():
            return value if veiled(str(value)) == str(value) else "[hidden]"
        case dict():
            return {veiled(key): veiled(entry) for key, entry in value.items()}
        case list() | tuple() | set() | frozenset():
            return [veiled(entry) for entry in value]
        case _:
            return veiled(str(value))


def _line(entry: dict[str, Any]) -> str:
    return json.dumps(veiled(entry), ensure_ascii=False)


@cache
def logger() -> "Logger":
    """One for all rooms. Level by POWERTOOLS_LOG_LEVEL, INFO by default."""
    from aws_lambda_powertools import Logger

    return Logger(service=SERVICE, json_serializer=_line)


@cache
def metrics() -> "Metrics":
    """One for all rooms: CloudWatch metrics written to the log."""
    from aws_lambda_powertools import Metrics

    return Metrics(namespace="Ruxue", service=SERVICE)
