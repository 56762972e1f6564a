"""A draw that anybody can repeat (R47): a list fixed by its hash, a seed drawn in public, an order by SHA-256.

The list is one registration a line, sorted; its hash is SHA-256 of its lines joined by line feeds. The seed is drawn
after the hash was published. Each registration's lot is SHA-256 of the seed, a line feed and the registration; by lots,
smallest first, they are numbered from 1. To repeat it: `python -m functions.registration.placing.draw LIST SEED`.
"""

import hashlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path


def drawing_list(registrations: Iterable[str]) -> tuple[str, ...]:
    """In one order, whoever asks: each once."""
    return tuple(sorted(set(registrations)))


def list_hash(drawing: Iterable[str]) -> str:
    """SHA-256, in hex, of the sorted list."""
    return hashlib.sha256("\n".join(drawing_list(drawing)).encode()).hexdigest()


def lot(registration: str, seed: str) -> str:
    """What it drew, in hex."""
    return hashlib.sha256(f"{seed}\n{registration}".encode()).hexdigest()


def draw(drawing: Iterable[str], seed: str) -> tuple[str, ...]:
    """The list by draw numbers: the first has number 1."""
    return tuple(
        sorted(drawing_list(drawing), key=lambda registration: (lot(registration, seed), registration))
    )


def numbers(drawing: Iterable[str], seed: str) -> Mapping[str, int]:
    """Registration -> its number."""
    return {registration: number for number, registration in enumerate(draw(drawing, seed), start=1)}


def main(path: str, seed: str) -> None:
    """Prints the list's hash, and then each number with its registration."""
    drawing = Path(path).read_text(encoding="utf-8").split()
    lines = [f"{number}\t{registration}" for registration, number in numbers(drawing, seed).items()]
    sys.stdout.write("\n".join([f"# {list_hash(drawing)}", *lines]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
