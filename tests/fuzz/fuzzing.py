"""Schemathesis over docs/openapi.json: every operation by every person, and chains of requests along the links.

What a role may reach is declared (functions.review.handler.ROLES, and a verified account for the guardians' half);
an operation that it may not reach must refuse it, whatever is sent.
"""

import json
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from requests.structures import CaseInsensitiveDict
from schemathesis.checks import CheckContext, load_all_checks
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    ExamplesPhaseConfig,
    FuzzingPhaseConfig,
    GenerationConfig,
    PhasesConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    StatefulPhaseConfig,
)
from schemathesis.core.transport import Response
from schemathesis.engine import events, from_schema
from schemathesis.generation.case import Case

from functions.review.handler import ROLES
from infra.openapi import TARGET

from .target import CASE, PERSONS, SEASON, Target

SEED = 20220705
STAFF = "/staff/"
REFUSED = ("400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428", "429")
"""What wrong data may be answered with."""


@dataclass(frozen=True)
class Depth:
    """How much is tried of each operation."""

    examples: int
    coverage: bool = False
    """Every boundary that the document names, one by one."""
    stateful: bool = False
    reachable: bool | None = None
    """Only the operations that the person may reach, or only the others; None: all."""


@dataclass(frozen=True)
class Turn:
    who: str
    depth: Depth


@dataclass
class Outcome:
    requests: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    faults: dict[tuple[str, ...], str] = field(default_factory=dict)
    """(check, operation, status, who) -> the first time that it happened, in words."""


def may_reach(who: str, method: str, path: str) -> bool:
    """Whether the person's token opens this operation at all; what is whose is decided after."""
    claims = PERSONS[who]
    if not path.startswith(STAFF):
        return claims.get("real_name_level") != 0 or path in {"/seasons", "/seasons/{season}"}
    roles = claims.get("roles", [])
    return "amr" not in claims and not ROLES[method.upper(), path].isdisjoint(roles)


def document(target: Target) -> dict[str, Any]:
    """The contract, with values of this target among what its parameters are drawn from."""
    found: dict[str, Any] = json.loads(TARGET.read_text(encoding="utf-8"))
    known = {
        "season": [SEASON],
        "registration_id": [*target.registrations, CASE],
        "If-Match": ['"1"', '"2"', '"3"', '"2000"'],
        "version": ["1"],
        "check": ["property", "student-0"],
    }
    for operations in found["paths"].values():
        for operation in operations.values():
            for parameter in operation["parameters"]:
                if parameter["name"] in known:
                    values = {"type": "string", "enum": known[parameter["name"]]}
                    parameter["schema"] = {"anyOf": [values, deepcopy(parameter["schema"])]}
    return found


def play(target: Target, turn: Turn, outcome: Outcome, *, seed: int = SEED) -> None:
    """One person's turn; what went wrong is added to `outcome`."""
    who, depth = turn.who, turn.depth
    schema = schemathesis.openapi.from_dict(document(target), config=_config(target, turn, seed))
    if depth.reachable is not None:
        schema = schema.include(
            lambda one: may_reach(who, one.operation.method, one.operation.path) is depth.reachable
        )
    for event in from_schema(schema).execute():
        if isinstance(event, events.ScenarioFinished):
            for case, failure, status in _seen(event.recorder, outcome):
                where = f"{case.operation.method.upper()} {case.operation.path}"
                outcome.faults.setdefault(
                    (failure[0], where, status, who), f"{failure[1]}\n{case.as_curl_command()}"
                )
        elif isinstance(event, events.NonFatalError | events.FatalError):
            outcome.faults[("engine", str(event), "", who)] = str(event)


def _config(target: Target, turn: Turn, seed: int) -> SchemathesisConfig:
    who, depth = turn.who, turn.depth
    phases = PhasesConfig(
        examples=ExamplesPhaseConfig(enabled=False),
        coverage=CoveragePhaseConfig(enabled=depth.coverage),
        fuzzing=FuzzingPhaseConfig(enabled=depth.examples > 0 and not depth.stateful),
        stateful=StatefulPhaseConfig(enabled=depth.stateful),
    )
    checks = ChecksConfig()
    checks.positive_data_acceptance.enabled = False  # what a document can say is not all that a rule asks
    checks.missing_required_header.expected_statuses = list(REFUSED)
    checks.negative_data_rejection.expected_statuses = list(REFUSED)
    project = ProjectConfig(
        base_url=target.url,
        headers={"Authorization": f"Bearer {target.tokens[who]}", "X-Person": who},
        continue_on_failure=True,
        generation=GenerationConfig(
            max_examples=depth.examples or 1, deterministic=seed == SEED, no_shrink=True
        ),
        phases=phases,
        checks=checks,
    )
    return SchemathesisConfig(seed=seed, projects=ProjectsConfig(default=project))


def _seen(recorder: Any, outcome: Outcome) -> Iterator[tuple[Case, tuple[str, str], str]]:
    for identity, interaction in recorder.interactions.items():
        status = interaction.response.status_code if interaction.response else 0
        outcome.requests += 1
        outcome.statuses[status] += 1
        for check in recorder.checks.get(identity, []):
            if check.failure_info is not None:
                yield (
                    recorder.cases[identity].value,
                    (check.name, str(check.failure_info.failure)),
                    str(status),
                )


@schemathesis.check
def role_held(_: CheckContext, response: Response, case: Case) -> None:
    """Nobody gets an answer from an operation that no role of theirs opens."""
    who = CaseInsensitiveDict(response.request.headers).get("X-Person")
    if who is not None and not may_reach(str(who), case.operation.method, case.operation.path):
        assert response.status_code in {400, 401, 403, 404, 405, 406, 415}, response.status_code


@schemathesis.check
def headers_held(_: CheckContext, response: Response, case: Case) -> None:
    """What every answer carries, whoever made it."""
    headers = CaseInsensitiveDict({name: values[0] for name, values in response.headers.items()})
    assert headers.get("X-Content-Type-Options") == "nosniff"
    assert "Content-Security-Policy" in headers
    assert "max-age=31536000" in headers.get("Strict-Transport-Security", "")
    assert "no-store" in headers.get("Cache-Control", "") or case.operation.path in {
        "/seasons",
        "/seasons/{season}",
    }
    assert response.status_code != 401 or "WWW-Authenticate" in headers
    assert response.status_code != 429 or "Retry-After" in headers


load_all_checks()
