"""What `make test` plays of the browser's tests: the same for everybody, each journey, and something of each file."""

from pathlib import Path
from typing import Any, cast

import pytest

from tests.browser.sample import DRIVES, JOURNEY, ONE_IN, left_out


class Test:
    """As much of a collected one as is looked at."""

    __test__ = False

    def __init__(self, file: str, *, journey: bool = False, drives: bool = True) -> None:
        self.path = Path(file)
        self.fixturenames = [DRIVES] if drives else []
        self._journey = journey

    def get_closest_marker(self, name: str) -> bool:
        assert name == JOURNEY
        return self._journey


def played(tests: list[Test]) -> list[Test]:
    without = left_out(cast("list[pytest.Item]", tests))
    return [test for test in tests if cast("Any", test) not in without]


def test_each_journey_and_one_in_three_of_the_others_are_played() -> None:
    journeys = [Test("test_a.py", journey=True) for _ in range(4)]
    others = [Test("test_a.py") for _ in range(3 * ONE_IN)]
    kept = played(journeys + others)
    assert kept[:4] == journeys
    assert len(kept[4:]) == 3
    assert kept == played(journeys + others)


def test_a_file_keeps_one_at_least() -> None:
    alone, of_two = [Test("test_a.py")], [Test("test_b.py"), Test("test_b.py")]
    assert [test.path.name for test in played(alone + of_two)] == ["test_a.py", "test_b.py"]
    assert played([Test("test_a.py", journey=True), Test("test_a.py")])[0]._journey


def test_what_drives_no_browser_is_always_played() -> None:
    tests = [Test("test_rule.py", drives=False) for _ in range(5)]
    assert played(tests) == tests
