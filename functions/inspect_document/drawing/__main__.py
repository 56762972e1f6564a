"""The drawing process: a file on its standard input, pictures on its standard output, nothing else of ours in it.

It has no credentials, no settings and no other file of a family; it ends after one file.
"""

import sys
from types import TracebackType

from . import answer
from .bounds import Bounds, keep


def main(kind: str, cpu_seconds: str, memory: str, output: str) -> None:
    sys.excepthook = _place_only
    keep(Bounds(cpu_seconds=int(cpu_seconds), memory=int(memory), output=int(output)))
    # After the limits: what the libraries take counts.
    from .draw import draw

    content = sys.stdin.buffer.read()
    answer.write(sys.stdout.buffer, draw(kind, content))


def _place_only(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """An error's words may quote the file ."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = "" if trace is None else f" {trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
    sys.stderr.write(f"{kind.__name__}{place}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
