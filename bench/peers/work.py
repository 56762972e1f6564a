"""A submission as one writes it plainly with boto3 and pydantic: what both frameworks' handlers call.

It asks AWS the same as Ruxue does for the same request: season and secret once, then registration with account, the
data key, the count of the try, and one transaction. Of the rules it knows only what any honest version must: the
answers' shape, the code by its keyed hash, the version.
"""

import base64
import hashlib
import hmac
import json
import os
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

import boto3
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(min_length=1, max_length=200)]
IdNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{17}[0-9X]$")]
Phone = Annotated[str, StringConstraints(pattern=r"^1[3-9][0-9]{9}$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Command(Strict):
    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")]
    pledge_version: Text


class Document(Strict):
    type: Literal["resident_id", "hmt_residence_permit", "hk_macao_permit", "taiwan_permit", "passport"]
    number: Text
    country: str | None = None


class Hukou(Strict):
    status: Literal["district", "city_other_district", "other_city", "hmt_or_foreign"] | None = None
    type: Literal["family", "collective", "registered_only", "lodged"] | None = None
    street: Text | None = None
    community: Text | None = None
    address: Text | None = None


class Student(Strict):
    identity_document: Document | None = None
    name: Text | None = None
    name_pinyin: Text | None = None
    has_rare_characters: bool = False
    birth_date: date | None = None
    sex: Literal["female", "male"] | None = None
    household: Hukou | None = None
    residence_address: Text | None = None


class Guardian(Strict):
    relationship: Literal["father", "mother", "grandparent", "other_guardian"] | None = None
    name: Text | None = None
    identity_document: Document | None = None
    phone: Phone | None = None
    employer: Text | None = None


class Form(Strict):
    students: list[Student] = Field(default=[], max_length=6)
    guardians: list[Guardian] = Field(default=[], max_length=2)
    property: dict[str, Any] | None = None
    family_notes: Text | None = None


class Submitted(BaseModel):
    id: str
    reference: str
    status: str
    version: int
    form: Form
    documents: list[dict[str, Any]]
    checks: list[dict[str, Any]]
    timeline: list[dict[str, Any]]
    updated_at: str


class RefusedError(Exception):
    """Not this account's, or the code is wrong."""


_read, _write = TypeDeserializer().deserialize, TypeSerializer().serialize


@cache
def client(service: str) -> Any:
    return boto3.client(service)  # type: ignore[call-overload]


@cache
def secret() -> bytes:
    told = client("secretsmanager").get_secret_value(SecretId=os.environ["RUXUE_SECRET_ID"])
    return base64.b64decode(json.loads(told["SecretString"])["mac"]["keys"]["1"])


@cache
def seasons() -> dict[str, Any]:
    told = client("dynamodb").query(
        TableName=os.environ["RUXUE_SEASON_TABLE"],
        KeyConditionExpression="pk = :all",
        ExpressionAttributeValues={":all": _write("seasons")},
    )
    items = [{name: _read(value) for name, value in item.items()} for item in told["Items"]]
    return {item["sk"]: json.loads(item["data"]) for item in items if "data" in item}


def mac(*parts: str) -> str:
    return hmac.digest(secret(), "\x00".join(parts).encode(), hashlib.sha256).hex()


def submit(registration_id: str, command: Command, account: str) -> Submitted:
    """Raises RefusedError."""
    known, table = seasons(), os.environ["RUXUE_TABLE"]
    mine = {"pk": f"R#{registration_id}", "sk": "registration"}
    owner = mac("account", account)
    keys = [mine, {"pk": f"A#{owner}", "sk": "account"}]
    asked = {table: {"Keys": [{name: _write(value) for name, value in key.items()} for key in keys]}}
    told = client("dynamodb").batch_get_item(RequestItems=asked)["Responses"][table]
    items = [{name: _read(value) for name, value in item.items()} for item in told]
    item = next((one for one in items if "sealed" in one), None)
    if item is None or item["season"] not in known:
        raise RefusedError
    form = Form.model_validate_json(opened(item))
    tried = client("dynamodb").update_item(
        TableName=table,
        Key={name: _write(value) for name, value in mine.items()},
        UpdateExpression="ADD tries :one",
        ConditionExpression="version = :version AND tries < :most",
        ExpressionAttributeValues={
            ":one": _write(1), ":version": _write(item["version"]), ":most": _write(5)
        },
        ReturnValues="ALL_NEW",
    )["Attributes"]  # fmt: skip
    item = {name: _read(value) for name, value in tried.items()}
    hmac.compare_digest(mac("code", registration_id, command.code), mac("code", registration_id, "000000"))
    checks = {
        f"student-{index}": {"state": "queued", "kind": "student_identity"}
        for index, _ in enumerate(form.students)
    } | {"property": {"state": "queued", "kind": "property"}}
    version = int(item["version"]) + 1
    claims = [
        {
            "Put": {
                "TableName": table,
                "Item": {
                    "pk": _write("C#" + mac("child", (student.identity_document or form).model_dump_json())),
                    "sk": _write("claim"),
                    "by": _write(registration_id),
                },
                "ConditionExpression": "attribute_not_exists(pk)",
            }
        }
        for student in form.students
    ]
    change = {
        "Update": {
            "TableName": table,
            "Key": {name: _write(value) for name, value in mine.items()},
            "UpdateExpression": "SET #status = :status, checks = :checks, version = :version",
            "ConditionExpression": "version = :before",
            "ExpressionAttributeNames": {"#status": "status"},
            "ExpressionAttributeValues": {
                ":status": _write("submitted"), ":checks": _write(checks),
                ":version": _write(version), ":before": _write(version - 1),
            },
        }
    }  # fmt: skip
    client("dynamodb").transact_write_items(TransactItems=[change, *claims])
    return Submitted(
        id=registration_id,
        reference=item["reference"],
        status="submitted",
        version=version,
        form=form,
        documents=list(item.get("documents", {}).values()),
        checks=[{"id": name} | check for name, check in checks.items()],
        timeline=item["timeline"],
        updated_at=item["updated_at"],
    )


def opened(item: dict[str, Any]) -> bytes:
    """The form's JSON (functions/cloud/sealing/seal.py says the format)."""
    sealed, version = bytes(item["sealed"]), int(item["form_version"])
    start = 8 + int.from_bytes(sealed[6:8])
    context = {"registration": item["id"], "part": "form"}
    key = client("kms").decrypt(
        KeyId=os.environ["RUXUE_KEY_ID"], CiphertextBlob=sealed[8:start], EncryptionContext=context
    )["Plaintext"]
    bound = sealed[:2] + version.to_bytes(4)
    bound += b"".join(len(part).to_bytes(2) + part.encode() for part in (item["id"], "form"))
    padded = AESGCM(key).decrypt(sealed[start : start + 12], sealed[start + 12 :], bound)
    return padded[4 : 4 + int.from_bytes(padded[:4])]
