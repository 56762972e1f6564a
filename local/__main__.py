"""`make run`: the cloud on a laptop, in the foreground, until Ctrl-C. PORT and DATA say where."""

import logging
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue

from local.aws.keeping.errors import DataError
from local.web.serving import PortTakenError

PORT = 8000
LARGEST_PORT = 65_533  # moto and the issuer take the two after it


def main() -> int:
    """Serve until told to stop; the process's exit code."""
    told: SimpleQueue[int] = SimpleQueue()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: told.put(number))
    logging.basicConfig(
        level=os.environ.get("LOG", "WARNING").upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    given = os.environ.get("PORT") or str(PORT)
    if not given.isdecimal() or int(given) > LARGEST_PORT:
        return _fault(f"PORT must be a number up to {LARGEST_PORT}, not {given!r}")
    from .run import system, welcome

    data = os.environ.get("DATA")
    running = system(Path(data) if data else None)
    try:
        running.start(int(given))
    except (PortTakenError, DataError) as error:
        return _fault(str(error))
    _say(welcome(running))
    _wait_for(told)
    running.stop()
    _say("stopped" + (f"; kept in {data}" if data else ""))
    return 0


def _wait_for(told: "SimpleQueue[int]") -> None:
    """Until a signal came. Only this queue may be filled by a handler that interrupts its own reader: an event's or a
    condition's lock could be the one that the interrupted line holds, and the process would never stop.
    """
    while True:
        with suppress(Empty):
            told.get(timeout=1.0)  # a wait without end would keep Ctrl-C from being noticed on some systems
            return


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _fault(words: str) -> int:
    sys.stderr.write(f"make run: {words}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
