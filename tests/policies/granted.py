"""What each function's role may do, from its policy file; and what it may that no call of ours shows."""

import json
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from infra.template import INFRA, PROJECTS

from .called import SERVED_APART, Need

_EXPORT = re.compile(r"\$\{DataStack\}-(\w+?)Arn")
Grant = tuple[str, str]
"""(action, resource), as in `Need`."""

BY_LAMBDA = {
    "WriteItsLog": "the runtime writes the log",
    "TakeFromItsQueue": "the event source takes messages",
    "ReadTheStream": "the event source reads the stream",
    "ListTheTablesStreams": "the event source finds the stream",
    "UseTheKeyThroughServices": "the services open what lies encrypted in them",
}
"""Statement -> who uses it, where no call of ours need."""

NOT_OURS = frozenset({"WriteItsLog", "UseTheKeyThroughServices"})
"""What no call of ours can use."""

BY_SIGNATURE: Mapping[tuple[str, Grant], str] = {
    ("guardians.dispatch", ("sqs:SendMessage", "DispatchDlq")): "the stream's destination of what failed",
    ("staff.count", ("sqs:SendMessage", "CountDlq")): "the stream's destination of what failed",
    (
        "guardians.inspect_document",
        ("s3:ListBucket", "QuarantineBucket"),
    ): "that what is absent is 404 and not 403",
    (
        "guardians.inspect_document",
        ("s3:ListBucket", "DocumentBucket"),
    ): "that what is absent is 404 and not 403",
}
"""What Amazon's side does with a grant, without a call of ours."""


@cache
def policies() -> Mapping[str, list[dict[str, Any]]]:
    """Function, as in `Need`, to its statements."""
    found = {}
    for project in PROJECTS:
        config = json.loads((INFRA / project / ".chalice" / "config.json").read_text())
        for name, function in config["stages"]["prod"]["lambda_functions"].items():
            file = INFRA / project / ".chalice" / function["iam_policy_file"]
            found[f"{project}.{name}"] = json.loads(file.read_text())["Statement"]
    for function in SERVED_APART.values():
        project, _, name = function.partition(".")
        file = INFRA / project / "policies" / f"{name}.json"
        found[function] = json.loads(file.read_text())["Statement"]
    return found


@cache
def grants(function: str, *, beyond: frozenset[str] = NOT_OURS) -> frozenset[Grant]:
    """Everything that the role may do, but for the statements `beyond`."""
    return frozenset(
        (action, resource)
        for statement in policies()[function]
        if statement["Effect"] == "Allow" and statement["Sid"] not in beyond
        for action in statement["Action"]
        for resource in _resources(statement)
    )


def permitted(need: Need) -> bool:
    """Whether the role has it, by IAM's own wildcard."""
    return any(_covers(grant, need[1:]) for grant in grants(need.function))


def spare(function: str, called: set[Grant]) -> set[Grant]:
    """What the role may and nothing ever used."""
    own = grants(function, beyond=frozenset(BY_LAMBDA))
    unused = {grant for grant in own if not any(_covers(grant, one) for one in called)}
    return {grant for grant in unused if (function, grant) not in BY_SIGNATURE}


def _covers(grant: Grant, called: Grant) -> bool:
    return grant[0] == called[0] and fnmatchcase(called[1], grant[1])


def _resources(statement: Mapping[str, Any]) -> Iterator[str]:
    if "NotResource" in statement:
        yield "a phone"
        return
    written = statement["Resource"]
    for one in written if isinstance(written, list) else [written]:
        [export] = _EXPORT.findall(json.dumps(one))
        inside = one["Fn::Join"][1][1:] if "Fn::Join" in one else []
        yield "/".join([export, *inside])
