import itertools
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from functions.cloud.sms import SmsRetryError, SmsUnknownError
from functions.cloud.sms.https import LONGEST_ANSWER, pool, post
from tests.listening import listening
from tests.patience import PATIENCE


def test_the_answer_is_read_whatever_the_status(fake):
    fake.answers({"Code": "no"}, status=503)
    assert post(f"{fake.url}/", {}, b"x") == {"Code": "no"}


def test_a_silent_provider_is_left_at_the_deadline(fake):
    fake.drip = threading.Event()
    fake.answers({"Code": "OK"})
    with pytest.raises(SmsUnknownError, match="time_out"):
        post(f"{fake.url}/", {}, b"x", deadline=0.2, clock=lambda: 0.0)


def test_an_answer_that_arrives_after_the_deadline_does_not_count(fake):
    fake.answers({"Code": "OK"})
    ticks = itertools.chain([0.0], itertools.repeat(1000.0))
    with pytest.raises(SmsUnknownError, match="time_out"):
        post(f"{fake.url}/", {}, b"x", deadline=PATIENCE, clock=lambda: next(ticks))


def test_a_provider_that_is_not_there_is_asked_again_later():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(SmsRetryError, match="unreachable") as raised:
            post(url, {}, b"x")
    assert raised.value.retry_after == 60


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b"\xff", b"[" * LONGEST_ANSWER])
def test_what_is_no_json_object_is_no_answer(fake, answer):
    fake.answer = answer
    with pytest.raises(SmsUnknownError, match="unreadable_answer"):
        post(f"{fake.url}/", {}, b"x")


def test_an_endless_answer_is_not_read_to_its_end(fake):
    fake.answer = b" " * (LONGEST_ANSWER + 1) + b"{}"
    with pytest.raises(SmsUnknownError, match="unreadable_answer"):
        post(f"{fake.url}/", {}, b"x")


def test_a_redirect_is_not_followed(fake):
    fake.answers({"Code": "moved"}, status=307)
    fake.location = "/elsewhere"
    assert post(f"{fake.url}/", {}, b"x") == {"Code": "moved"}
    assert len(fake.requests) == 1


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ssl.SSLContext]:
    """A server's context, whose certificate is believed."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pem.write_bytes(private + certificate.public_bytes(Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    pool.cache_clear()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    yield context
    pool.cache_clear()


def test_where_no_secure_connection_comes_about_nothing_was_handed_over(secure: ssl.SSLContext):
    with (
        listening(lambda connection: connection.sendall(b"no TLS")) as port,
        pytest.raises(SmsRetryError, match="unreachable"),
    ):
        post(f"https://localhost:{port}/", {}, b"x")


def test_a_secure_connection_that_breaks_after_the_request_may_have_handed_it_over(secure: ssl.SSLContext):
    received = []

    def breaks(connection: socket.socket) -> None:
        with secure.wrap_socket(connection, server_side=True) as tls:
            while not b"".join(received).endswith(b"x=1"):
                received.append(tls.recv(8192))
            os.write(tls.fileno(), b"no TLS")

    with listening(breaks) as port, pytest.raises(SmsUnknownError, match="broken_off"):
        post(f"https://localhost:{port}/", {}, b"x=1")
    head, _, body = b"".join(received).partition(b"\r\n\r\n")
    assert body == b"x=1"
    assert b"content-length: 3" in head.lower()
    assert b"transfer-encoding" not in head.lower()
