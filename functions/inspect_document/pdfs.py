"""PDFs: no password, no scripts, no attachments, no more than some pages; written anew from the pages alone.

Memory: qpdf keeps streams as they are; what it has to unpack (object and cross-reference streams) is limited to
`UNPACKED` bytes each, so that a bomb of 10 MB ends as a damaged file.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Name

from .verdict import Clean, Refused, Verdict

MAX_PAGES = 20
MAX_OBJECTS = 50_000
MAX_PIXELS = 100_000_000
"""Of one picture on a page: A3 scanned at 600 dots an inch has 70 million."""

UNPACKED = 64 * 1024 * 1024

ACTIVE_ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/GoToE",
        "/GoToR",
        "/ImportData",
        "/SubmitForm",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
        "/GoTo3DView",
    }
)
ACTIVE_ANNOTATIONS = frozenset({"/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"})
ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/Collection"})

UNSEEN_KEYS = ("/AA", "/Annots", "/AF", "/B", "/Metadata", "/PieceInfo", "/StructParents", "/Tabs", "/Thumb")
"""What pages and their pictures may carry besides what is seen of them."""


def clean_pdf(content: bytes) -> Verdict:
    """The same pages and nothing else.

    A paper scanned or printed to PDF holds no script, attachment or live form, so a file with one is refused;
    links and jumps are common and harmless once gone, so they are only taken away.
    """
    _limit_unpacking()
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return Refused("pdf_encrypted")
            code = _fault(pdf)
            return Refused(code) if code else _rewritten(pdf)
    except pikepdf.PasswordError:
        return Refused("pdf_encrypted")
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError):
        return Refused("pdf_damaged")


@cache
def _limit_unpacking() -> None:
    """The limits are the process's own, so they are set once, by the function that needs them."""
    from pikepdf.settings import set_qpdf_limits

    set_qpdf_limits(
        flate_max_memory=UNPACKED,
        run_length_max_memory=UNPACKED,
        png_max_memory=UNPACKED,
        tiff_max_memory=UNPACKED,
        dct_max_memory=UNPACKED,
        parser_max_container_size=MAX_OBJECTS * 10,
        doc_max_warnings=100,
    )


def _fault(pdf: pikepdf.Pdf) -> str | None:
    if len(pdf.objects) > MAX_OBJECTS:
        return "pdf_damaged"
    pages = len(pdf.pages)
    if not 1 <= pages <= MAX_PAGES:
        return "pdf_too_many_pages" if pages else "pdf_damaged"
    for thing in _dictionaries(pdf):
        code = _fault_of(thing)
        if code:
            return code
    return None


def _fault_of(thing: Any) -> str | None:
    keys = set(thing.keys())
    if "/XFA" in keys:
        return "pdf_form"
    subtype = _name(thing, "/Subtype")
    if keys & ACTIVE_KEYS or _name(thing, "/S") in ACTIVE_ACTIONS or subtype in ACTIVE_ANNOTATIONS:
        return "pdf_active_content"
    if subtype == "/Image" and int(thing.get("/Width", 0)) * int(thing.get("/Height", 0)) > MAX_PIXELS:
        return "image_too_many_pixels"
    return None


def _name(thing: Any, key: str) -> str | None:
    value = thing.get(key)
    return str(value) if isinstance(value, Name) else None


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary of the file, those inside others too; an object is entered only where it is defined."""
    waiting: list[Any] = [*pdf.objects, pdf.trailer]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, pikepdf.Array):
            inside: list[Any] = list(thing)
        else:
            if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                continue
            yield thing
            inside = [value for _, value in thing.items()]
        waiting += [value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect]


def _rewritten(pdf: pikepdf.Pdf) -> Clean:
    pdf.generate_appearance_streams()
    pdf.flatten_annotations("screen")
    with pikepdf.new() as clean:
        for page in pdf.pages:
            clean.pages.append(page)
        for thing in _dictionaries(clean):
            for key in UNSEEN_KEYS:
                if key in thing:
                    del thing[key]
        written = BytesIO()
        clean.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return Clean(written.getvalue(), "application/pdf", pages=len(pdf.pages))
