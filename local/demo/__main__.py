"""`make demo`: one season played through the HTTP API, like any client, and every ending checked."""

import os
import sys
import time
from contextlib import ExitStack
from datetime import datetime
from http import HTTPStatus

import urllib3

from .client import DifferentError, Town
from .season import play

DEFAULT = "http://127.0.0.1:8000"


def running_at(site: str) -> bool:
    """Whether a local system answers there."""
    try:
        answer = urllib3.request("GET", f"{site}/local/clock", timeout=1.0, retries=False)
    except urllib3.exceptions.HTTPError:
        return False
    return answer.status == HTTPStatus.OK and "ahead_seconds" in answer.json()


def main() -> int:
    """0 when everything ended as it should, 1 when anything differed."""
    site = os.environ.get("SITE", DEFAULT)
    with ExitStack() as undo:
        if not running_at(site):
            from local.run import system

            own = system()
            own.start(0)
            undo.callback(own.stop)
            site = own.url
            say(f"no system runs at {DEFAULT}; started one at {site}")
        began = time.perf_counter()
        town = Town(site)
        try:
            play(town, say)
        except DifferentError as error:
            say(f"DIFFERENT: {error}")
            return 1
        say(f"all as it should be, in {time.perf_counter() - began:.1f} s")
    return 0


def say(words: str) -> None:
    sys.stdout.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M}  {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
