"""ministack on a free loopback port, with every process that it starts, and its end."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

import urllib3

from infra import interpreter
from infra.workshop import environment
from local.aws.clients import REGION
from local.web.serving import LOOPBACK

from .tls import Certificate

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements" / "ministack.txt"
ACCOUNT = "000000000000"
"""What ministack calls the account of any credentials that are not a number."""

START = 60.0
END = 5.0
"""Seconds that starting and ending may take."""


class EmulatorError(Exception):
    """It could not be installed or did not start; the words say why or name its log."""


class Emulator:
    """Starts on construction; `shown` is its certificate, and the one that the functions believe."""

    def __init__(self, directory: Path, shown: Certificate) -> None:
        """Raises EmulatorError."""
        try:
            python = environment.made_once(interpreter.find(), ROOT / "build" / "ministack", [LOCK])
        except environment.EnvironmentFailedError as error:
            raise EmulatorError(str(error)) from None
        self.python = python
        self.port = _free_port()
        self.log = directory / "ministack.log"
        self._scratch = directory / "scratch"
        shutil.rmtree(self._scratch, ignore_errors=True)
        self._scratch.mkdir(parents=True)
        with self.log.open("w") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                [str(python), "-m", "ministack"],
                cwd=self._scratch,
                env=self._environment(shown),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self._wait(shown)
        except BaseException:
            self.stop()
            raise

    @property
    def url(self) -> str:
        return f"https://{LOOPBACK}:{self.port}"

    def stop(self) -> None:
        """Ends it and every function's process: they are one process group."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, sign)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(END)
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _environment(self, shown: Certificate) -> Mapping[str, str]:
        """Nothing of this process's own; the functions inherit what stands here."""
        return {
            "PATH": f"{self.python.parent}:/usr/bin:/bin",
            "HOME": str(self._scratch),
            "TMPDIR": str(self._scratch),
            "LANG": "C.UTF-8",
            "AWS_EC2_METADATA_DISABLED": "true",
            "BIND_HOST": LOOPBACK,
            "MINISTACK_HOST": LOOPBACK,
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_REGION": REGION,
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "AUTH": "true",
            "NO_PROXY": LOOPBACK,
            "USE_SSL": "1",
            "MINISTACK_SSL_CERT": str(shown.certificate),
            "MINISTACK_SSL_KEY": str(shown.key),
            "SSL_CERT_FILE": str(shown.certificate),
            "AWS_CA_BUNDLE": str(shown.certificate),
        }

    def _wait(self, shown: Certificate) -> None:
        http = urllib3.PoolManager(ca_certs=str(shown.certificate))
        deadline = time.monotonic() + START
        while time.monotonic() < deadline and self._process.poll() is None:
            try:
                answer = http.request("GET", f"{self.url}/_ministack/health", timeout=1.0, retries=False)
            except urllib3.exceptions.HTTPError:
                time.sleep(0.1)
                continue
            if answer.status == HTTPStatus.OK:
                return
        raise EmulatorError(f"ministack does not answer; see {self.log}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])
