import pytest

from tests.faults.conftest import (
    _begun,
    _cloud,
    _families,
    authorities,
    city,
    clock,
    cloud,
    running_authorities,
    season,
    world,
)

__all__ = [
    "_begun",
    "_cloud",
    "_families",
    "authorities",
    "city",
    "clock",
    "cloud",
    "running_authorities",
    "season",
    "world",
]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    for report in reports:
        for name, done in report.user_properties:
            if name == "deeds":
                said = ", ".join(f"{deed} {times}" for deed, times in sorted(done.items()))
                terminalreporter.write_line(f"model: {sum(done.values())} deeds were done: {said}")
