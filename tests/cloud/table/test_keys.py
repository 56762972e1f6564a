"""Keys of the tables: each example holds, and no two kinds of item can meet."""

import doctest
import inspect
import re
from pathlib import Path

import pytest

from functions.cloud.table import keys

ROOT = Path(__file__).parents[3]
LITERAL = re.compile(r"""["'][A-Z]#""")
BUILDERS = {
    name: function
    for name, function in inspect.getmembers(keys, inspect.isfunction)
    if inspect.signature(function).return_annotation is keys.Key
}


def test_every_example_is_what_the_function_answers() -> None:
    failed, tried = doctest.testmod(keys)
    assert failed == 0
    assert tried >= len(BUILDERS)


@pytest.mark.parametrize("name", BUILDERS)
def test_every_key_has_an_example(name: str) -> None:
    assert f">>> {name}(" in (BUILDERS[name].__doc__ or "")


def test_no_two_kinds_of_item_share_partition_and_sort_key() -> None:
    made = {
        name: function(
            *(f"x{index}" if kind is str else index for index, kind in enumerate(_kinds(function)))
        )
        for name, function in BUILDERS.items()
        if not name.startswith("in_")
    }
    shapes = {(_prefix(key.pk), re.sub(r"\d+", "0", key.sk)) for key in made.values()}
    assert len(shapes) == len(made), made


def test_no_two_partitions_of_an_index_begin_alike() -> None:
    parts = [keys.season_part("s", 1), keys.in_season_exports("s", "").pk, keys.queue_part("s", 1)]
    assert len({_prefix(part) for part in parts}) == len(parts)


def test_the_order_of_sort_keys_is_the_order_of_what_they_say() -> None:
    assert keys.audit_event("s", 0, 9).sk < keys.audit_event("s", 0, 10).sk
    assert keys.season_version("s", 9).sk < keys.season_version("s", 10).sk
    early, late = "2022-07-01T00:00:00.000000Z", "2022-07-01T00:00:00.000001Z"
    assert keys.in_queue("s", early, "Z").sk < keys.in_queue("s", late, "A").sk


def test_a_key_is_spelled_out_in_no_other_module() -> None:
    spelled = [
        f"{path.relative_to(ROOT)}:{number}"
        for folder in ("functions", "local", "infra")
        for path in (ROOT / folder).rglob("*.py")
        if path != Path(keys.__file__) and "vendor" not in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if LITERAL.search(line)
    ]
    assert spelled == []


def _kinds(function: object) -> list[type]:
    return [parameter.annotation for parameter in inspect.signature(function).parameters.values()]  # type: ignore[arg-type]


def _prefix(pk: str) -> str:
    return pk.partition("#")[0] if "#" in pk else pk
