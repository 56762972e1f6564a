"""Python's values as DynamoDB's attribute values and back (Amazon DynamoDB API reference, "AttributeValue").

Numbers are whole: nothing that Ruxue keeps is a fraction. Binary comes as bytes from boto3, and in base64 from
DynamoDB's own JSON and in a stream's images.
"""

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Any

Attribute = dict[str, Any]


def pack(value: Any) -> Attribute:  # noqa: PLR0911 - one type a line
    """Raises TypeError for what DynamoDB does not keep, fractions among it."""
    match value:
        case str():
            return {"S": value}
        case bool():
            return {"BOOL": value}
        case int():
            return {"N": str(value)}
        case None:
            return {"NULL": True}
        case bytes() | bytearray():
            return {"B": bytes(value)}
        case Mapping():
            return {"M": {key: pack(inner) for key, inner in value.items()}}
        case list() | tuple():
            return {"L": [pack(inner) for inner in value]}
        case set() | frozenset() if value and all(isinstance(member, str) for member in value):
            return {"SS": sorted(value)}
    raise TypeError(f"no attribute value of DynamoDB: {type(value).__name__}")


def unpack(attribute: Attribute) -> Any:
    """Raises KeyError for a type that Ruxue does not write."""
    [(kind, value)] = attribute.items()
    return _READ[kind](value)


def _binary(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else b64decode(value)


_READ: Mapping[str, Callable[[Any], Any]] = {
    "S": str,
    "N": int,
    "BOOL": bool,
    "NULL": lambda _: None,
    "B": _binary,
    "M": lambda value: {key: unpack(inner) for key, inner in value.items()},
    "L": lambda value: [unpack(inner) for inner in value],
    "SS": set,
}
