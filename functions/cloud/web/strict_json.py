"""JSON that can be read in one way only (RFC 7493): whatever readers would read differently is refused.

pydantic's own reader takes the last of two equal keys, where another takes the first: between a check and its use that
is room for two truths. Here both APIs refuse it before any model looks.
"""

import json
import math
from typing import Any, NoReturn

DEEPEST = 64
"""Levels of nesting; a season, the deepest of what is sent, has eight."""


def check(raw: bytes) -> None:
    """Raises ValueError for what is not UTF-8 or not JSON, for NaN, Infinity and numbers beyond what is finite, for
    equal keys in one object, lone surrogates, a byte order mark, and more than DEEPEST levels.
    """
    text = raw.decode()
    try:
        decoded = json.loads(text, object_pairs_hook=_unique, parse_constant=_refused, parse_float=_finite)
    except RecursionError:
        raise ValueError("too deep") from None
    _look_down(decoded, DEEPEST)
    if "\\u" in text:
        json.dumps(decoded, ensure_ascii=False).encode()


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("equal keys")
    return members


def _refused(constant: str) -> NoReturn:
    raise ValueError(constant)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _look_down(value: Any, levels: int) -> None:
    if not isinstance(value, dict | list):
        return
    if levels == 0:
        raise ValueError("too deep")
    for inner in value.values() if isinstance(value, dict) else value:
        _look_down(inner, levels - 1)
