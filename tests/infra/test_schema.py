"""docs/schema.md says what stands in the tables: every key, and the modules that really write and read it."""

import re
from pathlib import Path
from typing import Any

import pytest

from functions.cloud.table import keys
from infra import docs, schema
from tests.cloud.table.test_keys import BUILDERS

from .conftest import of_type, rendered, written

ROOT = Path(__file__).parents[2]
PAGE = (docs.DOCS / "schema.md").read_text(encoding="utf-8")
KINDS = (*schema.REGISTRATIONS, *schema.SEASONS)
ITEMS = {kind.key.__name__: kind for kind in KINDS}
USES = {"audit_event": "audit_chain", "current_season": "CURRENT_SEASONS"}
"""Names that stand for a key's partition alone."""


def test_the_page_of_the_tables_is_current() -> None:
    assert docs.page(PAGE) == PAGE


def test_every_key_is_on_the_page_with_its_example() -> None:
    places = {place.key.__name__ for place in schema.PLACES}
    assert set(BUILDERS) == set(ITEMS) | places
    for name, function in BUILDERS.items():
        example = schema.example_of(function)
        assert f"`{example.key.pk}`" in PAGE, name
        assert f"`{example.key.sk}`" in PAGE, name
        assert repr(example.key) in str(function.__doc__)


@pytest.mark.parametrize("name", ITEMS)
def test_the_modules_that_write_and_read_are_those_that_make_the_key(name: str) -> None:
    used = re.compile(rf"\bkeys\.({name}|{USES.get(name, name)})\b")
    making = {
        str(path.relative_to(ROOT / "functions" / "cloud").with_suffix(""))
        for path in (ROOT / "functions").rglob("*.py")
        if used.search(path.read_text("utf-8"))
    }
    assert {*ITEMS[name].written, *ITEMS[name].read} == making


def _tables() -> dict[str, dict[str, Any]]:
    return of_type(written("resources.yaml"), "AWS::DynamoDB::Table")


def test_the_indexes_are_those_that_are_deployed() -> None:
    indexes = {
        index["IndexName"]: index for index in _tables()["RegistrationTable"]["GlobalSecondaryIndexes"]
    }
    assert set(indexes) == {place.within for place in schema.PLACES}
    for name in indexes["queue"]["Projection"]["NonKeyAttributes"]:
        assert f"`{name}`" in PAGE


def test_what_expires_does_so_by_the_attribute_that_is_deployed() -> None:
    tables = _tables()
    assert tables["RegistrationTable"]["TimeToLiveSpecification"]["AttributeName"] == "expires"
    assert "TimeToLiveSpecification" not in tables["SeasonTable"]
    for kind in KINDS:
        assert bool(kind.expires) == ("expires" in kind.attributes), kind.key.__name__


@pytest.mark.parametrize("project", ["guardians", "staff"])
def test_roles_are_denied_to_change_audit_events_by_the_partition_that_they_have(project: str) -> None:
    leading = {
        pattern
        for policy in re.findall(r"'dynamodb:LeadingKeys': \[([^]]*)\]", str(rendered(project)))
        for pattern in re.findall(r"'([^']*)'", policy)
    }
    chain = keys.audit_chain("", 0).partition("#")[0]
    assert leading <= {f"{chain}#*"}
    assert project == "guardians" or leading
