"""docs/openapi.json is what the API is: its routes, and every answer to the letter."""

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from infra import openapi
from infra.guardians.app import app
from infra.openapi import TARGET, document
from infra.openapi_operations import OPERATIONS
from tests.documents.files import jpeg

from .client import Answer, Client
from .household import SEASON, Household
from .test_documents import uploaded


@cache
def contract() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(TARGET.read_text(encoding="utf-8"))
    return found


def conforms(answer: Answer, method: str, pattern: str) -> None:
    """The answer has the schema that the contract gives for its status and media type."""
    responses = contract()["paths"][pattern][method.lower()]["responses"]
    wanted = responses.get(str(answer.status)) or responses[f"{str(answer.status)[0]}XX"]
    if "content" not in wanted:
        assert answer.content == b""
        return
    schema = wanted["content"][answer.kind]["schema"]
    if answer.kind.endswith("json"):
        whole = schema | {"components": contract()["components"]}
        OAS31Validator(whole).validate(answer.json)


def test_the_document_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == (
        json.dumps(document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    )


def test_the_check_fails_where_it_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "openapi.json"
    monkeypatch.setattr(openapi, "TARGET", target)
    monkeypatch.setattr(sys, "argv", ["openapi", "--check"])
    assert openapi.main() == 1
    target.write_text("{}", encoding="utf-8")
    assert openapi.main() == 1
    monkeypatch.setattr(sys, "argv", ["openapi"])
    assert openapi.main() == 0
    monkeypatch.setattr(sys, "argv", ["openapi", "--check"])
    assert openapi.main() == 0


def test_the_document_is_valid_openapi() -> None:
    validate(contract())


def test_every_route_is_described_and_every_description_has_its_route() -> None:
    routes = {
        (method, re.sub("^/api", "", route)) for route, methods in app.routes.items() for method in methods
    }
    described = {(one.method, one.path) for one in OPERATIONS if not one.path.startswith("/staff")}
    assert routes == described


def test_names_of_operations_are_given_once() -> None:
    names = [one.name for one in OPERATIONS]
    assert len(names) == len(set(names))


def test_every_answer_is_as_the_contract_says(family: Household) -> None:
    client, one = family.client, "/registrations/{registration_id}"
    conforms(client.call("GET", "/seasons"), "GET", "/seasons")
    conforms(client.call("GET", f"/seasons/{SEASON}"), "GET", "/seasons/{season}")
    conforms(client.call("GET", "/me"), "GET", "/me")
    document = family.form["students"][0]["identity_document"]
    conforms(
        client.call("POST", "/prefill", {"season": SEASON, "identity_document": document}), "POST", "/prefill"
    )
    conforms(client.call("POST", "/registrations", {"season": SEASON}), "POST", "/registrations")
    family.ready()
    conforms(family.put(), "PUT", one)
    conforms(client.call("GET", family.path), "GET", one)
    shown = uploaded(family, jpeg())
    body = {"kind": "other", "media_type": "image/jpeg", "size": 9, "sha256": "A" * 43 + "="}
    conforms(client.call("POST", f"{family.path}/documents", body), "POST", f"{one}/documents")
    path = f"{family.path}/documents/{shown['id']}"
    conforms(client.call("GET", path), "GET", f"{one}/documents/{{document_id}}")
    conforms(client.call("DELETE", path), "DELETE", f"{one}/documents/{{document_id}}")
    conforms(family.ask_code(), "POST", f"{one}/code")
    conforms(family.submit(family.digits()), "POST", f"{one}/submission")
    conforms(client.call("GET", family.path), "GET", one)
    conforms(client.call("GET", f"{family.path}/receipt", Accept="application/pdf"), "GET", f"{one}/receipt")
    conforms(client.call("GET", f"{family.path}/copy"), "GET", f"{one}/copy")
    conforms(family.open_copy(family.may_have_another_code().code("copy")), "POST", f"{one}/copy")
    conforms(client.call("GET", f"{family.path}/copy"), "GET", f"{one}/copy")
    conforms(client.call("POST", f"{family.path}/amendment"), "POST", f"{one}/amendment")
    conforms(client.call("GET", "/registrations"), "GET", "/registrations")
    family.client.ok("DELETE", f"{family.path}/amendment")
    family.withdrawn()
    conforms(family.withdraw("000000"), "POST", f"{one}/withdrawal")
    family.begin()
    conforms(client.call("DELETE", family.path), "DELETE", one)
    conforms(client.call("DELETE", family.path), "DELETE", one)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.name)
def test_every_refusal_is_as_the_contract_says(stranger: Client, cloud: object, operation: Any) -> None:
    if operation.path.startswith("/staff"):
        pytest.skip("described here, answered by another application")
    path = re.sub(r"\{\w+\}", "01G76PAV40ZZZZZZZZZZZZZZZZ", operation.path)
    answer = stranger.call(operation.method, path, {"nothing": "of this"} if operation.request else None)
    if answer.status >= 400:
        conforms(answer, operation.method, operation.path)
