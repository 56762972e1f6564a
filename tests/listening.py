"""A port of this machine behind which one connection is served: for what speaks to no HTTP server."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from .patience import PATIENCE


@contextmanager
def listening(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def run() -> None:
            connection, _ = server.accept()
            with connection:
                serve(connection)

        thread = Thread(target=run, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join(PATIENCE)
