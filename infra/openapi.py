"""docs/openapi.json, made from what the APIs parse and answer with. `--check` says whether it is current."""

import json
import re
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from functions.cloud.web.http import Problem
from functions.registration.form import Form, Household

from . import openapi_operations, openapi_staff
from .openapi_operations import Operation
from .openapi_parameters import LINKS, PARAMETERS

OPERATIONS = (*openapi_operations.OPERATIONS, *openapi_staff.OPERATIONS)

TARGET = Path(__file__).parent.parent / "docs" / "openapi.json"


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document of both APIs."""
    for written_out in (Household, Form):  # as defaults; who starts a function does not build them
        written_out.model_rebuild()
    inputs: list[tuple[type, JsonSchemaMode, TypeAdapter[Any]]] = [
        *((kind, "validation", TypeAdapter(kind)) for kind in _kinds("request")),
        *((kind, "serialization", TypeAdapter(kind)) for kind in _kinds("answer")),
    ]
    references, schemas = TypeAdapter.json_schemas(
        inputs, ref_template="#/components/schemas/{model}", schema_generator=_Closed
    )
    paths: dict[str, Any] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation, references)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Ruxue 入学",
            "version": "1",
            "description": "Registration for primary school. Errors are RFC 9457 problem details.",
        },
        "servers": [{"url": "/api"}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {
                "account": {"type": "http", "scheme": "bearer", "bearerFormat": "OpenID Connect ID token"}
            },
        },
    }


class _Closed(GenerateJsonSchema):
    """An answer has the keys that it says, and no others."""

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        return {**super().typed_dict_schema(schema), "additionalProperties": False}


def _kinds(side: str) -> list[type]:
    """What is asked or answered, by name."""
    kinds: set[type] = {getattr(operation, side) for operation in OPERATIONS} - {None}
    if side == "answer":
        kinds.add(Problem)
    return sorted(kinds, key=lambda kind: kind.__name__)


def _described(operation: Operation, references: dict[Any, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": references[Problem, "serialization"]}}
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": PARAMETERS[name]}
            for name in re.findall(r"{(\w+)}", operation.path)
        ]
        + [
            {"name": name, "in": "header", "required": name == "If-Match", "schema": PARAMETERS[name]}
            for name in operation.headers
        ]
        + [{"name": name, "in": "query", "schema": PARAMETERS[name]} for name in operation.query],
        "responses": {
            str(operation.status): _success(operation, references) | _links(operation),
            "4XX": {"description": "What is wrong, field by field", "content": problem},
            "503": {"description": "Come back after Retry-After seconds", "content": problem},
        },
    }
    if operation.request is not None:
        schema = {"schema": references[operation.request, "validation"]}
        needed = not operation.optional_body
        described["requestBody"] = {"required": needed, "content": {"application/json": schema}}
    if not operation.public:
        described["security"] = [{"account": []}]
    return described


def _success(operation: Operation, references: dict[Any, Any]) -> dict[str, Any]:
    if operation.answer is not None:
        schema = references[operation.answer, "serialization"]
        return {"description": operation.summary, "content": {"application/json": {"schema": schema}}}
    if operation.media_type is not None:
        binary = {"schema": {"type": "string", "format": "binary"}}
        return {"description": operation.summary, "content": {operation.media_type: binary}}
    return {"description": operation.summary}


def _links(operation: Operation) -> dict[str, Any]:
    found = LINKS.get(operation.name, {})
    links = {to: {"operationId": to, "parameters": dict(where)} for to, where in found.items()}
    return {"links": links} if links else {}


def main() -> int:
    text = json.dumps(document(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if "--check" in sys.argv:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write("docs/openapi.json is not current: run `make openapi`\n")
        return 0 if current else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
