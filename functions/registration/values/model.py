"""The base of every parsed value: immutable, closed to unknown fields."""

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


def jsonable(value: Any) -> Any:
    """What JSON has no word for, in JSON's types; a model by itself, since pydantic's general way builds none."""
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else to_jsonable_python(value)


def shown(value: Any) -> Any:
    """A model, or several, as an answer holds it whole: JSON's types, without what is None."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True)
    if isinstance(value, dict):
        return {key: shown(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [shown(inner) for inner in value]
    return to_jsonable_python(value)
