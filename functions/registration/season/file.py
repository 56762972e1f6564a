"""Reading a season from a clerk's file: every fault at once, each with its path and in words."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError

from functions.registration.errors import Fault, InvalidInput
from functions.registration.texts import text

from .placing_rules import SHARE
from .rules import faults_of
from .season import OFFICE_PHONE, Season

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


EXAMPLES: Mapping[str, str] = {
    r"^\d{6}$": "350203",
    r"^\d{9}$": "350203001",
    r"^\d{12}$": "350203001001",
    OFFICE_PHONE: "0592-2684508",
    r"^[a-z0-9-]{2,40}$": "lianqian-1",
    r"^[a-z0-9-]{1,40}$": "own-home",
    SHARE: "1/2",
    r"^[0-9a-f]{64}$": "9f86d081…",
    r"^[0-9A-Za-z._-]{4,100}$": "38-7-112-25",
    r"^[a-z][a-z0-9-]{1,40}-\d{4}$": "siming-2022",
    r"^[\w.-]{1,40}$": "siming-2022-1",
    r"^[^\s\d]{2,40}$": "思明南路",
    r"^https://[^\s]{3,200}$": "https://example.org",
}
"""Pattern -> a value of that form: what a clerk reads instead of it."""


def load_season(source: str) -> Season:
    """The season written in `source`, as JSON. Raises `SeasonFaultsError`."""
    try:
        data = json.loads(source, object_pairs_hook=_no_key_twice)
    except (
        ValueError,
        RecursionError,
    ) as error:  # also what json has no error of its own for: depth, endless digits
        where = {"line": str(getattr(error, "lineno", 1)), "column": str(getattr(error, "colno", 1))}
        raise SeasonFaultsError(Fault("", "season_not_json", where)) from None
    return parse_season(data)


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    keys = [key for key, _ in pairs]
    for key in fields:
        if keys.count(key) > 1:
            raise SeasonFaultsError(Fault(key, "season_repeated", {"value": key}))
    return fields


def parse_season(data: Any) -> Season:
    """The season in decoded JSON. Raises `SeasonFaultsError`."""
    try:
        return Season.model_validate_json(json.dumps(data))
    except ValidationError as error:
        shape = _of_shape(error)
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
        kind: Any = Annotated[field.annotation, field]
        adapter: TypeAdapter[Any] = TypeAdapter(kind)
        try:
            yield name, adapter.validate_json(json.dumps(data[name]))
        except ValidationError:
            continue


def _of_shape(error: ValidationError) -> tuple[Fault, ...]:
    faults = [_fault(detail) for detail in error.errors()]
    # pydantic counts only the right items: a list whose one item is wrong is not also empty.
    return tuple(
        fault
        for fault in faults
        if fault.code != "season_empty"
        or not any(other.field.startswith(f"{fault.field}.") for other in faults)
    )


def _fault(error: Mapping[str, Any]) -> Fault:
    path = ".".join(str(part) for part in error["loc"] if part != "[key]")
    shown = "" if isinstance(error["input"], dict | list) else str(error["input"])[:LONGEST_QUOTE]
    variables = {"value": shown} | {name: str(value) for name, value in error.get("ctx", {}).items()}
    if "pattern" in variables:
        variables["example"] = EXAMPLES[variables["pattern"]]
    if "expected" in variables:
        variables["expected"] = variables["expected"].replace("'", "").replace(" or ", ", ")
    return Fault(path, _code(error["type"]), variables)


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
