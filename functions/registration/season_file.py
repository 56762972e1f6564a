"""Reading a season from a clerk's file: every fault at once, each with its path and in words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from .errors import Fault, InvalidInput
from .season import Season
from .season_rules import faults_of
from .texts import text

LONGEST_QUOTE = 40
"""Characters of a wrong value that are shown back."""


class SeasonFaultsError(InvalidInput):
    """Not a season; `faults` holds everything that is wrong with it."""

    code = "season_faults"


CODES: Mapping[str, str] = {
    "missing": "season_field_missing",
    "extra_forbidden": "season_field_unknown",
    "timezone_aware": "season_without_zone",
    "datetime_": "season_not_an_instant",
    "date_": "season_not_a_date",
    "int_": "season_not_a_number",
    "greater_than": "season_number_too_small",
    "less_than": "season_number_too_big",
    "enum": "season_not_a_value",
    "literal_error": "season_not_a_value",
    "string_pattern_mismatch": "season_not_the_form",
    "string_too_short": "season_empty",
    "too_short": "season_empty",
    "string_too_long": "season_too_long",
    "season_": "",
}
"""The beginning of pydantic's error type -> our code; the first that fits. Empty: the type is our code already."""


def load_season(source: str) -> Season:
    """The season written in `source`, as JSON. Raises `SeasonFaultsError`."""
    try:
        data = json.loads(source, object_pairs_hook=_no_key_twice)
    except json.JSONDecodeError as error:
        where = {"line": str(error.lineno), "column": str(error.colno)}
        raise SeasonFaultsError(Fault("", "season_not_json", where)) from None
    return parse_season(data)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    keys = [key for key, _ in pairs]
    for key in found:
        if keys.count(key) > 1:
            raise SeasonFaultsError(Fault(key, "season_repeated", {"value": key}))
    return found


def parse_season(data: Any) -> Season:
    """The season in decoded JSON. Raises `SeasonFaultsError`."""
    try:
        return Season.model_validate_json(json.dumps(data))
    except ValidationError as error:
        shape = tuple(_fault(one) for one in error.errors())
    # Where the shape is wrong, pydantic does not come to the rules between the parts: ask those that can answer.
    known = {fault.field for fault in shape}
    between = [fault for fault in faults_of(_parsed(data)) if fault.field not in known]
    raise SeasonFaultsError(*shape, *between)


def _parsed(data: Any) -> dict[str, Any]:
    """The top-level fields that are right by themselves."""
    return dict(_readable(data)) if isinstance(data, dict) else {}


def _readable(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, field in Season.model_fields.items():
        if name not in data:
            if not field.is_required():
                yield name, field.get_default(call_default_factory=True)
            continue
        kind: Any = Annotated[field.annotation, *field.metadata]
        adapter: TypeAdapter[Any] = TypeAdapter(kind)
        try:
            yield name, adapter.validate_json(json.dumps(data[name]))
        except ValidationError:
            continue


def _fault(error: Mapping[str, Any]) -> Fault:
    variables = {name: str(value) for name, value in error.get("ctx", {}).items() if name != "error"}
    shown = str(error.get("input"))[:LONGEST_QUOTE] if not isinstance(error.get("input"), dict | list) else ""
    path = ".".join(str(part) for part in error["loc"] if part != "[key]")
    return Fault(path, _code(error["type"]), {"value": shown} | variables)


def _code(kind: str) -> str:
    for beginning, code in CODES.items():
        if kind.startswith(beginning):
            return code or kind
    return "season_wrong"


def clerk_report(faults: Iterable[Fault], language: str = "zh-CN") -> str:
    """One line for each fault: where it is in the file, what is wrong and what to do."""
    lines = []
    for fault in faults:
        where = fault.field or text("season_whole_file", language)
        lines.append(f"{where}: {text(fault.code, language, **fault.variables)}")
    return "\n".join(lines)
