from collections import Counter

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
    told = [dict(report.user_properties) for report in reports]
    played = [properties for properties in told if "runs" in properties]
    if played:
        done = sum((Counter(properties["deeds"]) for properties in played), Counter[str]())
        runs = sum(properties["runs"] for properties in played)
        said = ", ".join(f"{deed} {times}" for deed, times in sorted(done.items()))
        terminalreporter.write_line(
            f"model: {runs} runs of {len(played)} seeds were played, with {done.total()} deeds that were done: {said}"
        )
