"""Where moto's DynamoDB takes more time than its answers need: the same answers, sooner.

Most of what a local season and the tests do is moto's: it copies the whole table for every write of a transaction, and
weighs all of an item for each attribute that is put into it. It also holds all that it ever made, so that a process
that lives long grows and slows down.
"""

import base64
import copy
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple
from unittest import mock

from moto.core.common_models import BaseModel
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import StreamShard, Table
from moto.dynamodb.models.utilities import bytesize
from moto.dynamodb.parsing.ast_nodes import DDBTypedValue  # type: ignore[attr-defined]
from moto.dynamodb.parsing.executors import UpdateExpressionExecutor
from moto.kms import models as kms
from moto.kms.utils import KeySpec
from moto.kms.utils import generate_private_key as find_private_key

from .moto_expressions import moto_reading_sooner

FAR_FROM_TOO_LARGE = 100_000
"""Bytes: a quarter of what an item may have."""

WEIGHED = "weighed"
"""Of an item's attributes, while those are set that were weighed together."""

_transact = DynamoDBBackend.transact_write_items
_init = Item.__init__
_size = DynamoType.size
_weigh_and_set = LimitedSizeDict.__setitem__
_executed = UpdateExpressionExecutor.execute


def _plain(self: DynamoType) -> dict[str, Any]:
    """What the value holds, in containers of its own: moto copies all below it first, at each depth anew."""
    value = self.value
    if isinstance(value, dict):
        value = {name: _plain(held) if isinstance(held, DynamoType) else held for name, held in value.items()}
    elif isinstance(value, list):
        value = [_plain(held) if isinstance(held, DynamoType) else held for held in value]
    elif self.is_binary() and isinstance(value, str):
        value = base64.b64decode(value)
    return {self.type: value}


class Transaction(NamedTuple):
    """What is being written together, and the tables as they were before, to be put back."""

    keys: Mapping[str, list[dict[str, Any]]]
    """Name of a table -> the keys of its items that are written."""
    before: dict[int, Table]


_transaction: ContextVar[Transaction | None] = ContextVar("_transaction", default=None)


def _write_together(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
    keys: dict[str, list[dict[str, Any]]] = {}
    for request in (request for item in transact_items for request in item.values()):
        keys.setdefault(request.get("TableName"), []).append(request.get("Key") or request.get("Item") or {})
    token = _transaction.set(Transaction(keys, {}))
    try:
        _transact(self, transact_items)
    finally:
        _transaction.reset(token)


def _copy_of_the_table(self: Table, memo: dict[int, Any]) -> Table:
    """Within a transaction: once, and of the items only those that it writes, for no other can change."""
    transaction = _transaction.get()
    if transaction is not None and id(self) in transaction.before:
        return transaction.before[id(self)]
    made = copy.copy(self)
    memo[id(self)] = made
    state = vars(self)
    if transaction is not None:
        transaction.before[id(self)] = made
        made.items = _with_copies(self, transaction.keys.get(self.name, []), memo)
        state = {name: held for name, held in state.items() if name != "items"}
    vars(made).update({name: copy.deepcopy(held, memo) for name, held in state.items()})
    return made


def _with_copies(table: Table, keys: list[dict[str, Any]], memo: dict[int, Any]) -> Any:
    """The table's items in mappings of their own, those under the keys copied; half a key is none."""
    if table.range_key_attr is None:
        return copy.deepcopy(table.items, memo)
    made: Any = defaultdict(dict)
    made.update((hash_key, dict(items)) for hash_key, items in table.items.items())
    for key in keys:
        if not {table.hash_key_attr, table.range_key_attr} <= key.keys():
            continue
        hash_key, range_key = DynamoType(key[table.hash_key_attr]), DynamoType(key[table.range_key_attr])
        items = made.get(hash_key, {})
        if range_key in items:
            items[range_key] = copy.deepcopy(items[range_key], memo)
    return made


def _copy_of_the_stream(self: StreamShard, memo: dict[int, Any]) -> StreamShard:
    """The same records in a list of its own: they never change once they are written."""
    made = copy.copy(self)
    memo[id(self)] = made
    made.items = list(self.items)
    made.table = copy.deepcopy(self.table, memo)
    return made


def _build(self: Item, hash_key: DynamoType, range_key: DynamoType | None, attrs: dict[str, Any]) -> None:
    """moto weighs all that is there for each attribute that is put beside it; far from the limit once is enough."""
    held = {name: DynamoType(value) for name, value in attrs.items()}
    if sum(bytesize(name) + value.size() for name, value in held.items()) > FAR_FROM_TOO_LARGE:
        _init(self, hash_key, range_key, attrs)
        return
    self.hash_key, self.range_key, self.attrs = hash_key, range_key, LimitedSizeDict(held)


def _copy_of_the_value(self: DynamoType, memo: dict[int, Any]) -> DynamoType:
    """A value has no value twice in it."""
    made = object.__new__(DynamoType)
    made.type, value = self.type, self.value
    if isinstance(value, dict):
        value = {name: _copy_of_the_value(held, memo) for name, held in value.items()}
    elif isinstance(value, list):
        value = [_copy_of_the_value(held, memo) if isinstance(held, DynamoType) else held for held in value]
    made.value = value
    return made


def _weight(self: DynamoType) -> int:
    """moto wraps each value below it once more to weigh it."""
    value = self.value
    if isinstance(value, str):
        return len(value) if value.isascii() else len(value.encode())
    if isinstance(value, dict):
        return sum(bytesize(name) + _as_held(held).size() for name, held in value.items())
    return _size(self)


def _as_held(value: Any) -> DynamoType:
    return value if isinstance(value, DynamoType) else DynamoType(value)


def _set(self: LimitedSizeDict, name: str, value: Any) -> None:
    if vars(self).get(WEIGHED):
        dict.__setitem__(self, name, value)
    else:
        _weigh_and_set(self, name, value)


def _execute(self: UpdateExpressionExecutor, node: Any = None) -> None:
    """moto weighs all that is there for each attribute that is set: far from the limit all is weighed once."""
    if node is not None or self.item.size() + _brought(self.update_ast) > FAR_FROM_TOO_LARGE:
        _executed(self, node)
        return
    flags = vars(self.item.attrs)
    flags[WEIGHED] = True
    try:
        _executed(self, node)
    finally:
        del flags[WEIGHED]


def _brought(actions: Any) -> int:
    """Bytes of the values that an update sets, adds or takes out."""
    values = (part for action in actions.children for part in action.children)
    return sum(value.get_value().size() for value in values if isinstance(value, DDBTypedValue))


def _new(cls: type[BaseModel], *_: Any, **__: Any) -> BaseModel:
    """moto keeps a list of all that it ever made, for a page of its own server: each message that was read, each
    object that was deleted, and the whole table once for each transaction, for as long as the process lives.
    """
    return object.__new__(cls)


def _private_key(key_spec: str) -> Any:
    """A symmetric key has none: moto finds the primes of one that nobody can ask for."""
    return None if key_spec == KeySpec.SYMMETRIC_DEFAULT else find_private_key(key_spec)


@contextmanager
def moto_sooner() -> Iterator[None]:
    """moto as it is, in less time, until the context ends."""
    with (
        mock.patch.object(BaseModel, "__new__", _new),
        mock.patch.object(kms, "generate_private_key", _private_key),
        mock.patch.object(DynamoType, "to_regular_json", _plain),
        mock.patch.object(DynamoDBBackend, "transact_write_items", _write_together),
        mock.patch.object(Table, "__deepcopy__", _copy_of_the_table, create=True),
        mock.patch.object(StreamShard, "__deepcopy__", _copy_of_the_stream, create=True),
        mock.patch.object(Item, "__init__", _build),
        mock.patch.object(DynamoType, "__deepcopy__", _copy_of_the_value),
        mock.patch.object(DynamoType, "size", _weight),
        mock.patch.object(LimitedSizeDict, "__setitem__", _set),
        mock.patch.object(UpdateExpressionExecutor, "execute", _execute),
        moto_reading_sooner(),
    ):
        yield
