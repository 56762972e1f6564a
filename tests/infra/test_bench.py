"""The benches end with 1 where a bound is missed, and hold the bounds that were set."""

from datetime import date
from math import inf
from typing import Any

import pytest

from bench import __main__ as bench
from bench import price, receipt, recorder, replay
from bench.lines import LINES, SIGNED_IN
from bench.process import Told
from bench.scenes import SCENES
from infra.template import PROJECTS

from .conftest import of_type, rendered

FAMILIES_WAIT = ("status", "save", "submission")

AT_MOST: dict[tuple[str, str], tuple[float, float | None]] = {
    **{(name, bench.FLOOR): (1.25, None) for name in LINES},
    **{(name, bench.FLOOR): (1.0, 0.8) for name in FAMILIES_WAIT},
    ("submission", bench.POWERTOOLS): (0.8, None),
    ("submission", bench.FASTAPI): (0.6, None),
}
"""What is done and against whom: ratio cold, and warm."""


def test_every_function_of_both_projects_is_started() -> None:
    for project in PROJECTS:
        functions = set(of_type(rendered(project), "AWS::Serverless::Function"))
        assert {line.function for line in LINES.values() if line.project == project} == functions


def test_every_line_has_its_scene() -> None:
    assert set(SCENES) == LINES.keys() - SIGNED_IN


def test_no_bound_is_looser_than_it_was_set() -> None:
    held = {(bound.what, bound.against): (bound.cold, bound.warm) for bound in bench.BOUNDS}
    for pair, most in AT_MOST.items():
        for ours, theirs in zip(held[pair], most, strict=True):
            assert (ours or inf) <= (theirs or inf)
    assert receipt.BOUND <= 1 / 3


def _took(cold: float, warm: float) -> list[Told]:
    return [Told((cold, cold), [(warm, warm)] * (bench.SETTLED + 1), None, frozenset(), [])]


@pytest.mark.parametrize(
    ("cold", "warm", "holds"), [(1.0, 0.8, True), (1.004, 0.8, False), (1.0, 0.804, False), (0.1, 0.1, True)]
)
def test_a_bound_is_missed_by_however_little(
    cold: float,
    warm: float,
    holds: bool,  # noqa: FBT001
    capsys: pytest.CaptureFixture[str],
) -> None:
    bound = bench.Bound("status", bench.FLOOR, 1.0, 0.8)
    took = {("status", bench.OURS): _took(cold, warm), ("status", bench.FLOOR): _took(1.0, 1.0)}
    assert bench._told(bound, took) is holds
    assert ("MISSED" in capsys.readouterr().out) is not holds


@pytest.mark.parametrize("missed", [None, "_sizes", "_timed", "receipt", "inspection", "jobs"])
def test_one_bound_that_is_missed_ends_it_with_1(monkeypatch: pytest.MonkeyPatch, missed: str | None) -> None:
    for name in ("_sizes", "_timed"):
        monkeypatch.setattr(bench, name, lambda name=name: name != missed)
    for name in ("receipt", "inspection", "jobs"):
        monkeypatch.setattr(getattr(bench, name), "main", lambda *_, name=name: int(missed == name))
    assert bench.main() == (missed is not None)


def test_a_price_by_tiers_is_shared_by_all_lives() -> None:
    tiers = {"tiers": [[10, 1.0], [100, 0.5]]}
    assert price.each(tiers, 1, 5) == 1.0
    assert price.each(tiers, 1, 20) == 0.75


def test_every_price_says_of_what_it_is_and_where_it_was_looked_up_or_that_it_was_not() -> None:
    date.fromisoformat(price.PRICES["looked_up"])
    for partition in ("aws", "aws-cn"):
        for one in price.PRICES[partition]["prices"].values():
            assert one["of"]
            assert one["source"] is None or one["source"].startswith("https://")


def test_the_bounds_of_the_price_are_those_that_were_set() -> None:
    assert (price.MOST, price.MOST_RATIO, price.SMALL, price.LARGE) == (0.003, 1.1, 15_000, 18_000_000)


def _call(of: str, exactly: str, body: str) -> dict[str, Any]:
    return {"of": of, "exactly": exactly, "answered": {"status": 200, "headers": [], "body": body}}


def test_what_is_asked_to_the_letter_gets_its_own_answer_and_what_is_not_the_next() -> None:
    asked = replay.asked_of("POST", "/", "", "DynamoDB_20120810.Query", b'{"TableName": "T", "part": 1}')
    first, second = (replay.to_the_letter(asked, body) for body in (b"1", b"2"))
    told = replay.answers([_call(asked, first, "one"), _call(asked, second, "two")])
    assert [one["body"] for one in told[second]] == ["two"]
    assert [one["body"] for one in told[asked]] == ["one", "two"]


@pytest.mark.parametrize(
    ("method", "path", "query", "known"),
    [
        ("GET", "/papers/01/02", "", "GET /papers object "),
        ("GET", "/papers", "list-type=2&prefix=01", "GET /papers  list-type"),
        ("GET", "/papers", "versions&prefix=01", "GET /papers  versions"),
        ("POST", "/papers", "delete", "POST /papers  delete"),
    ],
)
def test_what_s3_is_asked_is_known_by_its_verb_and_bucket(
    method: str, path: str, query: str, known: str
) -> None:
    assert replay.asked_of(method, path, query, None, b"") == known


def test_a_call_that_is_not_spelt_in_json_and_that_nobody_told_of_ends_the_recording() -> None:
    carried = {"of": "Publish", "service": recorder.NOT_JSON}
    other = {"of": "GetItem T", "service": "dynamodb"}
    [told, _] = recorder.completed([carried, other], [("sns", "Publish", {"Message": "it"})])
    assert (told["service"], told["operation"], told["asked"]) == ("sns", "Publish", {"Message": "it"})
    for calls, more in (([carried, carried], []), ([other], [("sns", "Publish", {})])):
        with pytest.raises(SystemExit):
            recorder.completed(calls, more)
