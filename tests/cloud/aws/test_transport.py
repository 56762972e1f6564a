"""Real connections on loopback: kept, left by the other end, refused, and never answered."""

import socket
import threading
from collections.abc import Iterator

import pytest

from functions.cloud.aws.transport import TRUSTED, Connections, Request, UnansweredError

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Amz-Crc32: 1\r\n\r\n{}"


class Server:
    """Accepts connections one after the other, and answers each request with what comes next; None ends it."""

    def __init__(self, *answers: bytes | None) -> None:
        self.accepted = 0
        self.requests: list[bytes] = []
        self._answers = iter(answers)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.accepted += 1
            with connection:
                self._serve(connection)

    def _serve(self, connection: socket.socket) -> None:
        while data := connection.recv(65536):
            while not data.endswith(b"{}"):
                more = connection.recv(65536)
                if not more:
                    return
                data += more
            self.requests.append(data)
            answer = next(self._answers)
            if answer is None:
                return
            connection.sendall(answer)

    def close(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()


@pytest.fixture
def serve() -> Iterator:
    made: list[Server] = []

    def start(*answers: bytes | None) -> Server:
        made.append(Server(*answers))
        return made[-1]

    yield start
    for one in made:
        one.close()


def post(connections: Connections, port: int, scheme: str = "http", read: float = 5.0):
    request = Request(
        f"{scheme}://127.0.0.1:{port}/", {"host": f"127.0.0.1:{port}", "user-agent": "r"}, b"{}"
    )
    return connections(request, connect=1.0, read=read)


def test_a_request_goes_out_as_it_was_signed_and_its_answer_comes_back(serve):
    server = serve(ANSWER)
    answer = post(Connections(), server.port)
    assert (answer.status, answer.headers["x-amz-crc32"], answer.body) == (200, "1", b"{}")
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert body == b"{}"
    assert b"content-length: 2" in head.lower()
    assert b"transfer-encoding" not in head.lower()
    assert head.lower().count(b"host:") == 1


def test_a_connection_is_kept_while_it_is_in_use(serve):
    server, clock = serve(*[ANSWER] * 4), [0.0]
    connections = Connections(now=lambda: clock[0])
    for second in (0.0, TRUSTED, 2 * TRUSTED):
        clock[0] = second
        post(connections, server.port)
    assert (server.accepted, len(server.requests)) == (1, 3)


@pytest.mark.parametrize("moved", [TRUSTED + 1, -1.0])
def test_a_connection_that_has_rested_is_not_trusted_whichever_way_the_clock_moved(serve, moved):
    server, clock = serve(*[ANSWER] * 2), [0.0]
    connections = Connections(now=lambda: clock[0])
    post(connections, server.port)
    clock[0] = moved
    post(connections, server.port)
    assert (server.accepted, len(server.requests)) == (2, 2)


def test_a_connection_ended_after_the_request_leaves_open_what_was_done(serve):
    server = serve(None)
    with pytest.raises(UnansweredError) as caught:
        post(Connections(), server.port)
    assert caught.value.sent
    assert len(server.requests) == 1


def test_an_answer_that_does_not_come_in_time_leaves_open_what_was_done(serve):
    server = serve(b"")
    with pytest.raises(UnansweredError) as caught:
        post(Connections(), server.port, read=0.05)
    assert caught.value.sent


def test_where_nobody_listens_nothing_was_sent():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(UnansweredError) as caught:
        post(Connections(), port)
    assert not caught.value.sent


def test_where_no_secure_connection_comes_about_nothing_was_sent():
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def hang_up() -> None:
            connection, _ = listening.accept()
            connection.close()

        threading.Thread(target=hang_up, daemon=True).start()
        with pytest.raises(UnansweredError) as caught:
            post(Connections(), listening.getsockname()[1], scheme="https")
    assert not caught.value.sent


def test_an_answer_of_any_status_is_an_answer_and_no_redirection_is_followed(serve):
    server = serve(b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n")
    assert post(Connections(), server.port).status == 302
