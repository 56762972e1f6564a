"""A file of a known kind, drawn."""

from functions.inspect_document.inspection_result import Refused
from functions.inspect_document.kinds import PDF

from .answer import Drawn


def draw(kind: str, content: bytes) -> Drawn:
    """Pictures of the file, or why there are none. `kind` is one of `functions.inspect_document.kinds`."""
    try:
        if kind == PDF:
            from .pdfs import draw_pdf

            return draw_pdf(content)
        from .images import draw_image

        return draw_image(content, kind)
    except MemoryError:
        return Refused("too_heavy")
