"""What a family's life leaves in the table is what docs/schema.md says."""

import re
from typing import Any

from functions.cloud.table.table import unpack
from infra import schema

from .household import Household


def _documented(item: dict[str, Any]) -> set[str]:
    """The attributes of the kind of item that has such a key."""
    [kind] = [
        kind
        for kind in schema.REGISTRATIONS
        for example in (schema.example_of(kind.key).key,)
        if item["pk"].split("#")[0] == example.pk.split("#")[0]
        and re.sub(r"\d+", "0", item["sk"]) == re.sub(r"\d+", "0", example.sk)
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
    items = [unpack(item) for item in pages["Items"]]
    kinds = {item["sk"] for item in items}
    assert {"registration", "account", "claim", "phone", "budget"} <= kinds
    for item in items:
        named = {re.sub(r"^prefills .*", "prefills <day>", name) for name in item}
        assert named <= _documented(item), item["sk"]
