"""Where moto's DynamoDB takes more time than its answers need to read what it is asked to do: expressions and values.

A function says the same few expressions again and again, and moto reads each anew, two or three times a request.
"""

import base64
import copy
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, NamedTuple
from unittest import mock

from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node  # type: ignore[attr-defined]
from moto.dynamodb.parsing.expressions import UpdateExpressionParser  # type: ignore[attr-defined]
from moto.dynamodb.parsing.validators import ActionCountValidator, OverlappingPathsValidator

VALUE = "AttributeValue"
"""A value's shape in DynamoDB's model: a structure of ten members, of which a value has one."""

MOST_EXPRESSIONS = 10_000

_structure = BaseJSONSerializer._serialize_type_structure  # noqa: SLF001 - moto has no public way to answer
_make: Callable[[str], Any] = UpdateExpressionParser.make
_lex = ConditionExpressionParser._lex_condition_expression  # noqa: SLF001
_parse = ConditionExpressionParser.parse


class _UnusualError(Exception):
    """What moto answers by itself."""


def _text(held: Any) -> str:
    if type(held) is not str:
        raise _UnusualError
    return held


def _yes_or_no(held: Any) -> bool:
    if type(held) is not bool:
        raise _UnusualError
    return held


def _binary(held: Any) -> str:
    return base64.b64encode(held.encode() if isinstance(held, str) else held).decode()


def _each(answered: Callable[[Any], Any]) -> Callable[[Any], list[Any]]:
    return lambda held: [answered(part) for part in held]


def _as_answered(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) != 1:
        raise _UnusualError
    [(kind, held)] = value.items()
    if kind not in _ANSWERED:
        raise _UnusualError
    return {kind: _ANSWERED[kind](held)}


_ANSWERED: Mapping[str, Callable[[Any], Any]] = {
    "S": _text,
    "N": _text,
    "B": _binary,
    "BOOL": _yes_or_no,
    "NULL": _yes_or_no,
    "SS": _each(_text),
    "NS": _each(_text),
    "BS": _each(_binary),
    "L": _each(_as_answered),
    "M": lambda held: {name: _as_answered(part) for name, part in held.items()},
}


def _answer(self: BaseJSONSerializer, serialized: Any, value: Any, shape: Any, key: str) -> None:
    """moto looks for each member under four spellings."""
    if shape.name == VALUE:
        try:
            answered = _as_answered(value)
        except _UnusualError:
            pass
        else:
            self._default_serialize(serialized, answered, shape, key)
            return
    _structure(self, serialized, value, shape, key)


@lru_cache(MOST_EXPRESSIONS)
def _update(expression: str) -> Any:
    return _make(expression)


def _made(_: type, expression: str) -> Any:
    """Whoever changes the tree copies it first."""
    return _update(expression)


@lru_cache(MOST_EXPRESSIONS)
def _tokens(expression: str) -> tuple[Any, ...]:
    return tuple(_lex(ConditionExpressionParser(expression, None, None)))


def _lexed(self: ConditionExpressionParser) -> deque[Any]:
    """Reading an expression's tokens asks for none of its names and values."""
    return deque(_tokens(self.condition_expression or ""))


class _Condition(NamedTuple):
    """What was read of one expression with its names and values, which are kept so that no others become them."""

    of: tuple[Any, Any]
    names: tuple[str, ...]
    values: tuple[str, ...]
    condition: Any


MOST_CONDITIONS = 200
"""More than two transactions have, of the hundred parts that one may have."""

_conditions: dict[tuple[str | None, int, int], _Condition] = {}


def _condition(self: ConditionExpressionParser) -> Any:
    """moto reads each condition of a transaction three times: to see that it may be asked, to ask it, and to write."""
    of = self.expression_attribute_names, self.expression_attribute_values
    key = self.condition_expression, id(of[0]), id(of[1])
    read = _conditions.get(key)
    if read is None:
        condition = _parse(self)
        if len(_conditions) >= MOST_CONDITIONS:
            _conditions.clear()
        found = tuple(self.expr_attr_names_found), tuple(self.expr_attr_values_found)
        _conditions[key] = _Condition(of, *found, condition)
        return condition
    self.expr_attr_names_found.extend(read.names)
    self.expr_attr_values_found.extend(read.values)
    return read.condition


def _copy_of_the_node(self: Any, memo: dict[int, Any]) -> Any:
    """With all below it; what is above it is copied by whoever copies that."""
    made = object.__new__(type(self))
    memo[id(self)] = made
    vars(made).update(vars(self))
    if self.parent is not None:
        made.parent = copy.deepcopy(self.parent, memo)
    if self.children is not None:
        made.children = [copy.deepcopy(child, memo) if _is_node(child) else child for child in self.children]
    return made


_kinds: dict[type, tuple[type, ...]] = {}
_nodes: dict[type, bool] = {}
_processed: dict[tuple[type, type], bool] = {}


def _kinds_to_process(self: DepthFirstTraverser) -> tuple[type, ...]:
    kind = type(self)
    if kind not in _kinds:
        _kinds[kind] = tuple(self._processing_map())
    return _kinds[kind]


def _is_node(held: Any) -> bool:
    kind = type(held)
    if kind not in _nodes:
        _nodes[kind] = issubclass(kind, Node)
    return _nodes[kind]


def _is_processed(traverser: DepthFirstTraverser, node: Any) -> bool:
    kinds = type(traverser), type(node)
    if kinds not in _processed:
        _processed[kinds] = issubclass(type(node), traverser.nodes_to_be_processed())
    return _processed[kinds]


def _walked(self: DepthFirstTraverser, node: Any, child_id: int = -1) -> Any:
    """moto asks of each node and each child, four times over, of which class it is."""
    if not _is_node(node):
        return node
    parent = node.parent
    for position, child in enumerate(node.children or ()):
        self.pre_processing_of_child(node, position)
        if _is_node(child):
            self.traverse_node_recursively(child, position)
    if _is_processed(self, node):
        node = self.process(node)
        node.parent = parent
        if parent:
            parent.children[child_id] = node
    return node


def _whole(self: Any, node: Node) -> Node:
    """Looks at an update's whole, which has all that its parts have: moto looks at each part too, and at its parts."""
    processed: Node = self.process(node)
    return processed


@contextmanager
def moto_reading_sooner() -> Iterator[None]:
    """moto as it is, in less time, until the context ends."""
    with (
        mock.patch.object(BaseJSONSerializer, "_serialize_type_structure", _answer),
        mock.patch.object(UpdateExpressionParser, "make", classmethod(_made)),
        mock.patch.object(ConditionExpressionParser, "_lex_condition_expression", _lexed),
        mock.patch.object(ConditionExpressionParser, "parse", _condition),
        mock.patch.object(Node, "__deepcopy__", _copy_of_the_node, create=True),
        mock.patch.object(DepthFirstTraverser, "nodes_to_be_processed", _kinds_to_process),
        mock.patch.object(DepthFirstTraverser, "traverse_node_recursively", _walked),
        mock.patch.object(ActionCountValidator, "traverse", _whole, create=True),
        mock.patch.object(OverlappingPathsValidator, "traverse", _whole, create=True),
    ):
        yield
