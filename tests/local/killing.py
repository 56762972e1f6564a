"""A system of its own process over one directory, which is killed at seeded requests and started again."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from threading import Timer
from typing import Any

import urllib3

from local.demo.client import Town
from tests.ports import free_port

RUN = """
from local.city import City, _guardian
people = City.people.fget
City.people = property(lambda city: [*people(city), *map(_guardian, city.population.bulk)])
from local.__main__ import main
raise SystemExit(main())
"""
"""`make run` where everybody of the city may sign in, and not the stories' people alone."""

MOST_TRIES = 5
LONGEST_MOMENT = 0.03
"""Seconds from sending a request to the kill: it is being read, being worked on, being written, or answered."""


@dataclass
class Killed:
    """`make run` with DATA. Every request goes through `request`; during those whose number is in `at` it is killed."""

    data: Path
    seed: int
    at: frozenset[int]
    town: Town = field(init=False)
    sent: int = 0
    kills: int = 0

    def __post_init__(self) -> None:
        self._chosen = random.Random(self.seed)
        self._port = free_port()
        self.town = Town(f"http://127.0.0.1:{self._port}", http=_Pool(self))  # type: ignore[arg-type]
        self.start()

    def start(self) -> None:
        """Until it says that it runs. Whoever was signed in is not any more."""
        complaints = self.data.with_suffix(".log")
        with complaints.open("a") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [sys.executable, "-c", RUN],
                env={**os.environ, "PORT": str(self._port), "DATA": str(self.data)},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self.process.stdout
        assert any("Ctrl-C" in line for line in self.process.stdout), complaints.read_text()
        self.town.tokens.clear()

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()

    def request(self, http: urllib3.PoolManager, *args: Any, **named: Any) -> urllib3.BaseHTTPResponse:
        """Answered, or lost with the process; it runs again in either case. What is told to come again comes again."""
        for _ in range(MOST_TRIES):
            answer = self._once(http, *args, **named)
            if answer.status != HTTPStatus.SERVICE_UNAVAILABLE:
                break
        return answer

    def _once(self, http: urllib3.PoolManager, *args: Any, **named: Any) -> urllib3.BaseHTTPResponse:
        self.sent += 1
        if self.sent not in self.at:
            return http.request(*args, **named)
        killer = Timer(self._chosen.uniform(0, LONGEST_MOMENT), self.process.send_signal, (signal.SIGKILL,))
        killer.start()
        try:
            return http.request(*args, **named)
        finally:
            killer.join()
            http.clear()
            self.kill_and_start()

    def kill_and_start(self) -> None:
        self.kill()
        self.kills += 1
        self.start()


class _Pool:
    """What a town takes for its pool."""

    def __init__(self, killed: Killed) -> None:
        self._killed, self._http = killed, urllib3.PoolManager()

    def request(self, *args: Any, **named: Any) -> urllib3.BaseHTTPResponse:
        return self._killed.request(self._http, *args, **named)


def moments(seed: int, *, kills: int, among: Iterable[int]) -> frozenset[int]:
    """At which requests it is killed."""
    return frozenset(random.Random(seed).sample(list(among), kills))
