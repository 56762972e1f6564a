"""Where the suite's processor time goes: `python -m pytest -p tests.spent -n 2 [tests/rooms]` ends with it by folder.

A test's seconds are those of its process and of all that this has started: local systems, browsers, whatever draws a
paper. Seconds by the clock would tell more of the machine's other work than of the test.
"""

import os
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

SHOWN = 40
"""Folders and files, of those that took most."""
A_SECOND = os.sysconf("SC_CLK_TCK")
_by_place: Counter[str] = Counter()
_before = [0.0]


def _read(told: Path) -> str:
    """Nothing of a process or thread that ended while it was looked for."""
    try:
        return told.read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _children(process: str) -> Iterator[str]:
    for thread in Path("/proc", process, "task").glob("*/children"):
        yield from _read(thread).split()


def _below(process: str) -> int:
    """Ticks of all processes that this one has started and that have not ended."""
    ticks = 0
    for child in _children(process):
        fields = _read(Path("/proc", child, "stat")).rpartition(")")[2].split()
        ticks += sum(map(int, fields[11:15])) + _below(child)
    return ticks


def _spent() -> float:
    own = os.times()
    ended = own.children_user + own.children_system
    return own.user + own.system + ended + _below(str(os.getpid())) / A_SECOND


def pytest_collection_finish() -> None:
    _before[0] = _spent()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    now = _spent()
    vars(report)["spent"] = now - _before[0]
    _before[0] = now
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    file = report.nodeid.partition("::")[0]
    seconds = vars(report).get("spent", 0.0)
    for place in {file, *map(str, Path(file).parents)}:
        _by_place[place] += seconds


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("processor seconds")
    for place, seconds in _by_place.most_common(SHOWN):
        terminalreporter.write_line(f"{seconds:8.1f}  {place}")
