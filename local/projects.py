"""What is served: Chalice apps, and which queue or stream of the data stack each of their functions gets.

For the real projects both come from where the deployment has them, the project's `merge.yaml`: a function that is
wired wrongly there is wired wrongly here too.
"""

import importlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chalice.app import Chalice
from chalice.utils import to_cfn_resource_name

from local.aws.templates import load

INFRA = Path(__file__).resolve().parent.parent / "infra"
RESOURCES = INFRA / "resources.yaml"
_IMPORTED = re.compile(r"\$\{DataStack\}-(\w+)")


@dataclass(frozen=True)
class Wiring:
    """An event source by the names of the data stack's outputs."""

    source: str
    """Output that holds the queue's or the stream's ARN."""

    dead_letters: str | None = None
    """Output with the ARN of the queue for what a stream's function could never take."""

    attempts: int = 10
    window: float = 0.0
    """Seconds for which records may gather before the function is called."""


@dataclass(frozen=True)
class Project:
    """One Chalice app, the wiring of its functions by name, and the variables that come from the data stack."""

    app: Chalice
    wiring: Mapping[str, Wiring] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    timeouts: Mapping[str, int] = field(default_factory=dict)
    """Seconds, by function; `api_handler` is the routes' function."""


def project(name: str) -> Project:
    """A project of `infra/`, with its app imported."""
    app: Chalice = importlib.import_module(f"infra.{name}.app").app
    merge = load(INFRA / name / "merge.yaml")
    config = json.loads((INFRA / name / ".chalice" / "config.json").read_text())
    functions = next(iter(config["stages"].values())).get("lambda_functions", {})
    variables = merge.get("Globals", {}).get("Function", {}).get("Environment", {}).get("Variables", {})
    return Project(
        app,
        wiring={
            source.name: _wiring(source.name, merge)
            for source in app.event_sources
            if hasattr(source, "batch_size")
        },
        environment={key: output for key, value in variables.items() if (output := _output(value))},
        timeouts={
            key: value["lambda_timeout"] for key, value in functions.items() if "lambda_timeout" in value
        },
    )


def _wiring(function: str, merge: Mapping[str, Any]) -> Wiring:
    """Raises KeyError when the project forgot to say which queue or stream the function gets."""
    [event] = merge["Resources"][to_cfn_resource_name(function)]["Properties"]["Events"].values()
    properties = event["Properties"]
    source = _output(properties.get("Queue") or properties["Stream"])
    if source is None:
        raise KeyError(f"{function} has no queue or stream of the data stack")
    return Wiring(
        source,
        _output(properties.get("DestinationConfig")),
        properties.get("MaximumRetryAttempts", 10),
        properties.get("MaximumBatchingWindowInSeconds", 0.0),
    )


def _output(value: Any) -> str | None:
    """The data stack's output that this part of a template imports, or None."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        return next((found for part in value if (found := _output(part))), None)
    imported = _IMPORTED.fullmatch(value) if isinstance(value, str) else None
    return imported[1] if imported else None
