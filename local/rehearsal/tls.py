"""TLS on loopback: the templates take https addresses only, and the buckets refuse whoever comes without it."""

import ipaddress
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from local.web.serving import LOOPBACK

CHUNK = 64 * 1024


@dataclass(frozen=True)
class Certificate:
    """Self-signed, of the loopback address, for a day."""

    certificate: Path
    key: Path

    def remove(self) -> None:
        self.certificate.unlink()
        self.key.unlink()


def certify(directory: Path) -> Certificate:
    """Write a new certificate and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "rehearsal")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(LOOPBACK))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    written = Certificate(directory / "loopback.crt", directory / "loopback.key")
    written.certificate.write_bytes(made.public_bytes(Encoding.PEM))
    written.key.touch(mode=0o600)
    written.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return written


class Front:
    """Ends TLS on a free loopback port, from construction on, and passes the bytes to `port` behind it."""

    def __init__(self, port: int, shown: Certificate) -> None:
        self._behind = port
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.load_cert_chain(shown.certificate, shown.key)
        self._listening = socket.create_server((LOOPBACK, 0))
        threading.Thread(target=self._accept, name=f"tls-{port}", daemon=True).start()

    @property
    def origin(self) -> str:
        return f"https://{LOOPBACK}:{self._listening.getsockname()[1]}"

    def stop(self) -> None:
        """Takes no more connections; open ones end with their clients."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                plain, _ = self._listening.accept()
                threading.Thread(target=self._serve, args=(plain,), daemon=True).start()

    def _serve(self, plain: socket.socket) -> None:
        with (
            suppress(OSError),
            socket.create_connection((LOOPBACK, self._behind)) as inner,
            self._context.wrap_socket(plain, server_side=True) as outer,
        ):
            threading.Thread(target=_pass, args=(outer, inner), daemon=True).start()
            _pass(inner, outer)


def _pass(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(CHUNK):
            target.sendall(data)
    with suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)
