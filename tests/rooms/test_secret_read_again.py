"""A secret that was changed is what every living process goes by within five minutes: nothing keeps what it made."""

import ast
import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from functions.cloud import composition
from functions.cloud.sealing import secrets
from functions.cloud.sealing.audit_ends import audit_ends
from functions.cloud.sealing.held import Held
from functions.cloud.sealing.labels import labels
from functions.cloud.sms import deployed
from functions.delivery.routes import _is_ours
from functions.on_call import handler as on_call
from tests.aws import SECRET, Cloud
from tests.references import ROOT

from .sms_providers import DOOR

FIVE_MINUTES = 300.0
NEXT_DOOR = "the-door-that-the-provider-is-told-next"
NEXT = SECRET | {
    "mac": {
        "current": 2,
        "keys": SECRET["mac"]["keys"] | {"2": base64.b64encode(bytes(range(7, 39))).decode()},
    },
    "household_gateway": {"client_id": "next", "secret": "next-secret"},
    "property_gateway": {"client_id": "next", "secret": "next-secret"},
    "sms_report_doors": [NEXT_DOOR],
    "on_call": {"runbooks": "https://next.example/"},
}
MADE: dict[str, Callable[[], Any]] = {
    "MACs": lambda: secrets.macs().of("account", "x"),
    "labels": lambda: labels()._macs().derived("label", "x"),
    "ends of the audit trail": lambda: audit_ends()._macs.of("end", "x"),
    "the household registry": composition.household_registry,
    "the household registry of prefill": composition.household_for_prefill,
    "the property registry": composition.property_registry,
    "the SMS provider": lambda: deployed.providers(secrets.secrets()),
    "the door of SMS reports": lambda: (_is_ours(DOOR), _is_ours(NEXT_DOOR)),
    "whom alarms reach": lambda: on_call.secrets().on_call,
}


class Clock:
    seconds = 0.0


@pytest.fixture
def clock_of_secrets(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """One process that lives on: what it holds is read anew by its own clock alone."""
    clock = Clock()
    held = Held(secrets._read, secrets.parse, lambda: clock.seconds)
    monkeypatch.setattr(secrets, "_held", lambda: held)
    return clock


def put(cloud: Cloud, content: dict[str, Any]) -> None:
    found = cloud.clients.secrets.list_secrets()["SecretList"]
    [name] = [one["ARN"] for one in found if one["Name"] == "ruxue-test"]
    cloud.clients.secrets.put_secret_value(SecretId=name, SecretString=json.dumps(content))


@pytest.mark.parametrize("name", MADE)
def test_what_is_made_of_the_secret_is_made_anew_after_five_minutes(
    opened: Cloud, clock_of_secrets: Clock, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("RUXUE_AUDIT_BUCKET", opened.stack.outputs["AuditBucketName"])
    before = MADE[name]()
    try:
        put(opened, NEXT)
        clock_of_secrets.seconds = FIVE_MINUTES - 1
        assert MADE[name]() == before
        clock_of_secrets.seconds += 1
        assert MADE[name]() != before
    finally:
        put(opened, SECRET)


READ = {"secrets", "macs", "_macs"}


def calls(node: ast.AST) -> set[str]:
    """Names of what is called where this runs, a module's too; what a lambda calls, it calls later."""
    if isinstance(node, ast.Lambda):
        return set()
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            own = {name}
        case _:
            own = set()
    return own.union(*(calls(child) for child in ast.iter_child_nodes(node)))


def is_cached(function: ast.FunctionDef) -> bool:
    return any("cache" in ast.unparse(decorator) for decorator in function.decorator_list)


def keepers(path: Path) -> list[str]:
    """What of a module is made once a process and reads the secret for it: cached functions, and the module itself."""
    tree = ast.parse(path.read_text("utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    cached = [one.name for one in functions if is_cached(one) and READ & set().union(*map(calls, one.body))]
    at_import = [
        ast.unparse(node)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and node.value is not None
        and READ & calls(node.value)
    ]
    return [*cached, *at_import]


def test_nothing_that_is_made_once_a_process_reads_the_secret() -> None:
    found = {str(path): kept for path in (ROOT / "functions").rglob("*.py") if (kept := keepers(path))}
    assert found == {}


def test_the_authorizer_reads_no_secret_and_its_keys_are_the_issuers() -> None:
    source = (ROOT / "functions/cloud/web/sign_in.py").read_text("utf-8")
    assert "sealing" not in source
