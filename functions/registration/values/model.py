"""The base of every parsed value: immutable, closed to unknown fields."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic_core import to_jsonable_python


class Model(BaseModel):
    """A value that was parsed once at an edge and is trusted from there on."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


def shown(value: Any) -> Any:
    """A model, or several, as an answer holds it whole: JSON's types, without what is None."""
    return to_jsonable_python(value, exclude_none=True)
