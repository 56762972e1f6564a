"""How much one file may cost, set by the drawing process on itself before it reads a byte."""

import resource
import signal
import sys
from dataclasses import dataclass

from functions.inspect_document.kinds import HEIF, JPEG, PDF, PNG, WEBP

MB = 1024 * 1024


@dataclass(frozen=True)
class Bounds:
    """Measured needs are in docs/files.md; the function has 1,769 MB and 60 s (infra/guardians)."""

    cpu_seconds: int = 30
    memory: int = 1300 * MB
    """Bytes of address space, the interpreter's and the libraries' 100 million included."""
    output: int = 64 * MB
    """Bytes of all pictures together; twenty full pages of noise have 50 million."""
    wall_seconds: float = 45
    """A process that only computes reaches its limit of computing first, unless the machine stands still."""


IMAGE = Bounds()
BOUNDS = {JPEG: IMAGE, PNG: IMAGE, WEBP: IMAGE, HEIF: IMAGE, PDF: Bounds(memory=640 * MB)}
"""A PDF's scans are unpacked line by line: one that needs more than this was made to."""


def keep(bounds: Bounds) -> None:
    """A core would be a file of somebody's paper. macOS cannot limit the address space; Lambda is Linux."""
    limits = {
        resource.RLIMIT_CPU: (bounds.cpu_seconds, bounds.cpu_seconds + 1),
        resource.RLIMIT_FSIZE: (bounds.output, bounds.output),
        resource.RLIMIT_CORE: (0, 0),
    }
    if sys.platform == "linux":
        limits[resource.RLIMIT_AS] = (bounds.memory, bounds.memory)
    # Python ignores it, and a file too long would look like a fault of ours.
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    for limit, values in limits.items():
        resource.setrlimit(limit, values)
