"""What pydantic finds wrong in a body, field by field, in our own stable codes."""

import re

from pydantic import ValidationError

from functions.registration.errors import Fault, InvalidInput
from functions.registration.form import HomeKind

PLAIN_CODES = (
    (re.compile(r"json_invalid"), "malformed_json"),
    (re.compile(r"missing"), "missing"),
    (re.compile(r"extra_forbidden"), "unknown_field"),
    (re.compile(r"string_too_long"), "too_long"),
    (re.compile(r"string_too_short"), "empty_text"),
    (re.compile(r"string_pattern_mismatch|value_error"), "invalid_format"),
    (re.compile(r"string_unicode"), "control_character"),
    (re.compile(r"date.*|time.*"), "invalid_date"),
    (re.compile(r"enum|literal_error|union_tag_.*"), "invalid_choice"),
    (re.compile(r"too_long"), "too_many_items"),
    (re.compile(r"too_short"), "too_few_items"),
    (re.compile(r"less_than.*|greater_than.*"), "out_of_range"),
    (re.compile(r".*_type|.*_parsing|model_.*|int_from_float|int_parsing_size|finite_number"), "wrong_type"),
)
"""pydantic's own error types by our codes; our validators' types are codes already."""


def refused_input(error: ValidationError) -> InvalidInput:
    """pydantic's errors as faults by field."""
    faults = []
    for fault in error.errors(include_url=False, include_input=False):
        code = next((code for shape, code in PLAIN_CODES if shape.fullmatch(fault["type"])), fault["type"])
        if code == "malformed_json":
            return InvalidInput(code="malformed_json")
        variables = {name: str(value) for name, value in fault.get("ctx", {}).items()}
        faults.append(Fault(_path(fault["loc"]), code, variables))
    return InvalidInput(*faults)


def _path(location: tuple[int | str, ...]) -> str:
    """The dotted path as the client wrote it: pydantic names a union's member too, the JSON does not."""
    tagged = location[:1] == ("property",) and location[1:2] and location[1] in frozenset(HomeKind)
    parts = location[:1] + location[2:] if tagged else location
    return ".".join(str(part) for part in parts)
