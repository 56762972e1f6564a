"""What a refused value says: its fields and codes, never the value."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError


def faults(kind: Any, value: object) -> list[tuple[str, str]]:
    """(dotted field, code) of every error of parsing `value` as `kind`."""
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(kind).validate_python(value)
    return [(".".join(map(str, error["loc"])), error["type"]) for error in refused.value.errors()]


def code(kind: Any, value: object) -> str:
    """The one code with which `value` is refused."""
    ((_, only),) = faults(kind, value)
    return only


def parsed(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)
