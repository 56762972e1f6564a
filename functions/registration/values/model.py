"""The base of every parsed value: immutable, closed to unknown fields."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import to_jsonable_python


class Model(BaseModel):
    """A value that was parsed once at an edge and is trusted from there on.

    Its validator is built on first use: a function that starts needs those of what it is asked for, and a part of
    another model mostly needs none of its own.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False, defer_build=True
    )


def jsonable(value: Any, *, exclude_none: bool = False) -> Any:
    """What JSON has no word for, in JSON's types: pydantic's general way serves no model that was never built."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=exclude_none)
    if isinstance(value, Mapping):
        return {key: jsonable(inner, exclude_none=exclude_none) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(inner, exclude_none=exclude_none) for inner in value]
    return to_jsonable_python(value)


def shown(value: Any) -> Any:
    """A model, or several, as an answer holds it whole: JSON's types, without what is None."""
    return jsonable(value, exclude_none=True)
