"""Where moto reads more than it is asked for: the same answers, sooner (see moto_speed for what it writes).

For each query it sorts the whole table, comparing keys by way of decimals; for each request it lists all that a
service can do, and draws fifty letters one by one.
"""

import string
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any
from unittest import mock

from moto.core import responses
from moto.core.utils import camelcase_to_underscores, method_names_from_class
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table
from moto.moto_api._internal.moto_random import MotoRandom

PLAIN = frozenset({"S", "B", "BOOL"})
"""Types whose value is what it is compared by."""
LETTERS, DIGITS = string.ascii_letters, string.digits

_query = Table.query
_equal, _less = DynamoType.__eq__, DynamoType.__lt__
_part: ContextVar[DynamoType | None] = ContextVar("_part", default=None)
"""The only part of the table that is being read."""


def _is_equal(self: DynamoType, other: DynamoType) -> bool:
    if self.type in PLAIN:
        return bool(self.type == other.type and self.value == other.value)
    return bool(_equal(self, other))


def _is_other(self: DynamoType, other: DynamoType) -> bool:
    return not _is_equal(self, other)


def _is_less(self: DynamoType, other: DynamoType) -> bool:
    if self.type in PLAIN and other.type in PLAIN:
        return bool(self.value < other.value)
    return bool(_less(self, other))


def _items(self: Table) -> list[Item]:
    """In the order of their keys; a query of the table itself looks at nothing beside its part."""
    part = _part.get()
    if not self.range_key_attr:
        held: dict[DynamoType, Item] = self.items  # type: ignore[assignment]
        return sorted(held.values(), key=lambda item: item.hash_key.cast_value)
    parts = self.items.values() if part is None else [self.items.get(part, {})]
    found = [item for held in parts for item in held.values()]
    return sorted(found, key=lambda item: (item.hash_key.cast_value, item.range_key.cast_value))


def _query_part(self: Table, hash_key: DynamoType | None, *asked: Any, **more: Any) -> Any:
    *_, index_name, _, _ = asked
    token = _part.set(None if index_name else hash_key)
    try:
        return _query(self, hash_key, *asked, **more)
    finally:
        _part.reset(token)


def _letters(
    self: MotoRandom,
    length: int = 20,
    include_digits: bool = True,  # noqa: FBT001, FBT002 - as moto has it
    lower_case: bool = False,  # noqa: FBT001, FBT002
) -> str:
    drawn = "".join(self.choices(LETTERS + DIGITS if include_digits else LETTERS, k=length))
    return drawn.lower() if lower_case else drawn


@cache
def _can_do(service: type) -> frozenset[str]:
    return frozenset(method_names_from_class(service))


@cache
def _as_a_method(action: str) -> str:
    return str(camelcase_to_underscores(action))


@contextmanager
def moto_reading_less() -> Iterator[None]:
    """moto as it is, in less time, until the context ends."""
    with (
        mock.patch.object(DynamoType, "__eq__", _is_equal),
        mock.patch.object(DynamoType, "__ne__", _is_other),
        mock.patch.object(DynamoType, "__lt__", _is_less),
        mock.patch.object(Table, "all_items", _items),
        mock.patch.object(Table, "query", _query_part),
        mock.patch.object(MotoRandom, "get_random_string", _letters),
        mock.patch.object(responses, "method_names_from_class", _can_do),
        mock.patch.object(responses, "camelcase_to_underscores", _as_a_method),
    ):
        yield
