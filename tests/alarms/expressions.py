"""CloudWatch's metric math, as far as our alarms use it; a value that is missing is None.

What is reckoned from something missing is missing, but for FILL, and for a SUM over several metrics, which adds up
those that are there (CloudWatch user guide, "Using metric math").
"""

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from functools import cache

Value = float | None

OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
COMPARISONS: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.GtE: operator.ge,
    ast.Gt: operator.gt,
    ast.LtE: operator.le,
    ast.Lt: operator.lt,
}


class UnknownMathError(ValueError):
    """An alarm uses what this does not know."""


def reckoned(expression: str, metrics: Mapping[str, Value]) -> Value:
    """The expression's value in one period. Raises UnknownMathError."""
    return _of(_parsed(expression), metrics)


@cache
def _parsed(expression: str) -> ast.expr:
    return ast.parse(expression, mode="eval").body


def _of(node: ast.expr, metrics: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return metrics[name]
        case ast.BinOp(left=left, op=does, right=right):
            return _both(OPERATORS[type(does)], _of(left, metrics), _of(right, metrics))
        case ast.Compare(left=left, ops=[compares], comparators=[right]):
            return _both(COMPARISONS[type(compares)], _of(left, metrics), _of(right, metrics))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _called(name, arguments, metrics)
        case _:
            raise UnknownMathError(ast.unparse(node))


def _both(does: Callable[[float, float], float], left: Value, right: Value) -> Value:
    """Missing too where it is a division by zero."""
    try:
        return None if left is None or right is None else float(does(left, right))
    except ZeroDivisionError:
        return None


def _called(name: str, arguments: Sequence[ast.expr], metrics: Mapping[str, Value]) -> Value:
    match name, arguments:
        case "FILL", [one, instead]:
            value = _of(one, metrics)
            return _of(instead, metrics) if value is None else value
        case "IF", [condition, one, other]:
            holds = _of(condition, metrics)
            return None if holds is None else _of(one if holds else other, metrics)
        case "SUM", [ast.Call(func=ast.Name(id="METRICS"), args=[])]:
            there = [value for value in metrics.values() if value is not None]
            return sum(there) if there else None
        case _:
            raise UnknownMathError(name)
