"""What a family's life leaves in the table is what docs/schema.md says."""

import re
from typing import Any

from functions.cloud.staff.desk.approvals import READS
from functions.cloud.table.table import unpack
from infra import schema

from .household import Household


def _shape(sort_key: str) -> str:
    """A sort key without what differs from item to item: numbers, and the door that a question came through."""
    return re.sub(r"#(prefill|code|submission)#", "#door#", re.sub(r"\d+", "0", sort_key))


NAMED_BY = {
    r"(codes) \d{4}-\d{2}-\d{2}": "day",
    r"(consents|consented|consent) [a-z].*": "season",
    r"(questions|codes|phones) [0-9A-Z]{26}": "registration",
    r"(drawing) [0-9A-Z]{26}": "document",
    r"(to) .*": "phone",
}
"""Attributes that carry what they are about in their name."""


def _named(attribute: str) -> str:
    """An attribute's name as the page of the tables has it: `codes <registration>`."""
    for pattern, what in NAMED_BY.items():
        attribute = re.sub(rf"^{pattern}$", rf"\1 <{what}>", attribute)
    return re.sub(r"^strange[0-3]$", "strange<0 to 3>", re.sub(r"^sent[0-9]$", "sent<0 to 9>", attribute))


def _documented(item: dict[str, Any]) -> set[str]:
    """The attributes of the kind of item that has such a key."""
    [kind] = [
        kind
        for kind in schema.REGISTRATIONS
        for example in (schema.example_of(kind.key).key,)
        if item["pk"].split("#")[0] == example.pk.split("#")[0] and _shape(item["sk"]) == _shape(example.sk)
    ]
    return {"pk", "sk", *kind.attributes}


def test_every_item_has_only_attributes_that_are_documented(family: Household) -> None:
    family.ready()
    family.client.call("POST", "/prefill", {
        "season": family.stored().season,
        "identity_document": family.form["students"][0]["identity_document"],
    })  # fmt: skip
    family.submitted()
    family.client.call("POST", f"{family.path}/amendment")
    pages = family.cloud.clients.dynamodb.scan(TableName=family.cloud.table.name)
    items = [unpack(item) for item in pages["Items"] if not item["sk"]["S"].startswith(READS)]
    kinds = {item["sk"] for item in items}
    assert {"registration", "account", "claim", "phone", "budget"} <= kinds
    for item in items:
        named = {_named(name) for name in item}
        assert named <= _documented(item), item["sk"]
