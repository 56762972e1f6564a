import os
import signal
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest

from local.__main__ import main
from local.clock import Clock
from local.system import System
from local.web.serving import PortTakenError, Serving
from tests.local.tiny import TEMPLATE, Around, Seen, project
from tests.patience import PATIENCE
from tests.ports import free_port


def test_a_taken_port_is_told_in_one_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        environment = {**os.environ, "PORT": str(port)}
        ended = subprocess.run(
            [sys.executable, "-m", "local"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"port {port} is taken" in ended.stderr


def test_a_system_that_could_not_start_leaves_nothing_behind(seen: Seen):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        before = dict(os.environ)
        failing = System(lambda: [project(seen)], lambda *_: Around(), template=TEMPLATE)
        with pytest.raises(PortTakenError):
            failing.start(other.getsockname()[1])
    assert dict(os.environ) == before


def test_stopping_puts_time_and_environment_back(seen: Seen):
    before = dict(os.environ)
    running = System(lambda: [project(seen)], lambda *_: Around(), template=TEMPLATE)
    running.start()
    assert os.environ["AWS_ENDPOINT_URL"] == running.storage
    assert os.environ["TINY_QUEUE_URL"].startswith(running.storage)
    running.clock.advance(86_400)
    running.stop()
    assert dict(os.environ) == before
    assert abs(datetime.now(UTC).timestamp() - time.clock_gettime(time.CLOCK_REALTIME)) < 3600


def test_a_running_system_works_by_itself(seen: Seen):
    running = System(lambda: [project(seen)], lambda *_: Around(), template=TEMPLATE)
    running.start()
    queue = os.environ["TINY_QUEUE_URL"]
    import boto3

    boto3.client("sqs").send_message(QueueUrl=queue, MessageBody="hello")
    while "hello" not in seen.bodies:
        assert seen.worked.wait(PATIENCE)
        seen.worked.clear()
    running.stop()


def test_ports_are_bound_to_loopback_only():
    served = Serving(lambda environ, start_response: [])
    assert served._socket.getsockname()[0] == "127.0.0.1"
    served.stop()


def test_time_outs_are_not_touched_by_the_moved_clock():
    clock = Clock()
    before = time.monotonic()
    clock.advance(86_400)
    assert time.monotonic() - before < 3600
    clock.stop()


TINY_RUN = """
import local.run
from local.system import System
from tests.local.tiny import TEMPLATE, Around, Seen, project
local.run.system = lambda data: System(lambda: [project(Seen())], lambda *_: Around(), template=TEMPLATE, data=data)
from local.__main__ import main
raise SystemExit(main())
"""


@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_cleanly_when_told(told: signal.Signals):
    port = free_port()
    running = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", TINY_RUN],
        env={**os.environ, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    said = ""
    for line in running.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    running.send_signal(told)
    rest, complaints = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    assert f"http://127.0.0.1:{port}" in said
    assert "reviewer" in said
    assert rest.strip() == "stopped"
    assert complaints == ""


INTERRUPTED = (
    """
import signal, sys, threading
from queue import SimpleQueue
import local.run
def profile(frame, event, arg):
    held = event == "call" and frame.f_code is threading.Condition.wait.__code__
    if held or (event == "c_call" and isinstance(getattr(arg, "__self__", None), SimpleQueue)):
        sys.setprofile(None)
        signal.raise_signal(signal.SIGTERM)
def welcome(running):
    sys.setprofile(profile)
    return ""
local.run.welcome = welcome
"""
    + TINY_RUN
)
"""The signal comes as the process begins to wait: where that wait holds a lock of Python's own, nothing may take it."""


def test_a_signal_stops_it_also_where_it_begins_to_wait():
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", INTERRUPTED],
        env={**os.environ, "PORT": str(free_port())},
        timeout=PATIENCE,
        check=True,
    )


@pytest.mark.parametrize("port", ["abc", "70000", "-1"])
def test_a_port_that_is_none_is_told_in_one_line(port: str, capsys, monkeypatch):
    monkeypatch.setenv("PORT", port)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    assert main() == 1
    assert capsys.readouterr().err == f"make run: PORT must be a number up to 65533, not {port!r}\n"
