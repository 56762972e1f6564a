"""Ports for a local system of a test's own."""

import random
import socket


def free_port() -> int:
    """The first of three free ports in a row, below those that the system hands out by itself."""
    choice = random.SystemRandom()
    while True:
        port = choice.randrange(10_000, 30_000, 10)
        if all(is_free(port + more) for more in range(3)):
            return port


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
