"""What our AWS client costs against boto3, bare: processor time of a cold start and of each warm call.

Both speak to one server on loopback that answers what was recorded, in a process of its own so that its work is not
counted. Rounds of both alternate; a ratio is of one run. Exits with 1 where a ratio is above its bound.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from statistics import median
from typing import Any

from .aws_calls import ANSWERS, MAKERS, OPERATIONS, Clients

COLD_ROUNDS = 9
WARM_ROUNDS = 15
CALLS = 60
"""In each warm round."""

BOUND = 0.8
"""Of boto3's time, at most."""

ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "bench",
    "AWS_SECRET_ACCESS_KEY": "bench",
    "AWS_SESSION_TOKEN": "bench" * 100,
    "AWS_REGION": "cn-north-1",
    "AWS_DEFAULT_REGION": "cn-north-1",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
    "NO_PROXY": "127.0.0.1",
}


class Recorded(BaseHTTPRequestHandler):
    """Answers by the operation that X-Amz-Target names."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        body = json.dumps(ANSWERS[self.headers["x-amz-target"].rsplit(".", 1)[-1]]).encode()
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: %d\r\n\r\n%s"
            % (len(body), body)
        )


def serve(ready: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Recorded)
    ready.send(server.server_address[1])
    server.serve_forever()


def cold(which: str) -> float:
    """Milliseconds of processor time of a fresh process: imports, clients, a get and a decrypt; not Python's own."""
    program = (
        "import time; began = time.process_time(); from bench import aws_calls as bench; "
        f"made = bench.MAKERS[{which!r}](); bench.OPERATIONS['get'](made); bench.OPERATIONS['decrypt'](made); "
        "print((time.process_time() - began) * 1000)"
    )
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def warm(call: Callable[[Clients], Any], made: Clients) -> float:
    """Milliseconds of processor time a call."""
    began = time.process_time()
    for _ in range(CALLS):
        call(made)
    return (time.process_time() - began) * 1000 / CALLS


def told(name: str, took: dict[str, list[float]]) -> bool:
    """Prints a line; whether the bound holds, for the minima and for the medians."""
    ratios = []
    words = [f"{name:<10}"]
    for kind, of in (("min", min), ("median", median)):
        mine, theirs = of(took["ours"]), of(took["boto3"])
        ratios.append(mine / theirs)
        words.append(f"{kind} {mine:8.2f} / {theirs:8.2f} ms = {ratios[-1]:.2f}")
    print("   ".join(words))
    return max(ratios) <= BOUND


def measured() -> list[bool]:
    held = []
    took: dict[str, list[float]] = {which: [] for which in MAKERS}
    for _ in range(COLD_ROUNDS):
        for which in MAKERS:
            took[which].append(cold(which))
    held.append(told("cold", took))
    made = {which: make() for which, make in MAKERS.items()}
    for name, call in OPERATIONS.items():
        took = {which: [] for which in MAKERS}
        for clients in made.values():
            warm(call, clients)
        for _ in range(WARM_ROUNDS):
            for which, clients in made.items():
                took[which].append(warm(call, clients))
        held.append(told(name, took))
    return held


def main() -> int:
    ready, side = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=serve, args=(side,), daemon=True)
    server.start()
    try:
        os.environ.update(ENVIRONMENT, AWS_ENDPOINT_URL=f"http://127.0.0.1:{ready.recv()}")
        print(f"processor time, ours / boto3; bound {BOUND}")
        held = measured()
    finally:
        server.terminate()
        server.join()
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
