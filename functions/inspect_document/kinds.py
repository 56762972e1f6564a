"""What a file's first bytes hint at. A hint only chooses the one decoder that may try; the decoder decides."""

JPEG, PNG, WEBP, HEIF = "JPEG", "PNG", "WEBP", "HEIF"
"""Pillow's names for its decoders."""
PDF = "PDF"
OTHER = "other"
"""Something that is known, and is neither a photo nor a PDF."""

HEIF_BRANDS = frozenset(b"heic heix heim heis hevc hevx hevm hevs mif1 mif2 msf1 miaf".split())
"""ISO 23008-12 and 23000-22; cameras write any of them first."""

OTHERS = (
    b"PK\x03\x04",
    b"GIF8",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"Rar!",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b",
    b"%!PS",
    b"{\\rtf",
    b"\xd0\xcf\x11\xe0",
    b"MZ",
    b"\x7fELF",
    b"RIFF",
    b"ID3",
    b"OggS",
    b"<svg",
    b"\x00\x00\x00\x0cjP  ",
    b"\x00\x00\x00\x0cJXL ",
    b"\xff\x0a",
)
"""Archives and office files, other images, sound, programs."""

PDF_WITHIN = 1024
"""Bytes; readers take a PDF whose header comes this late."""


def kind_of(content: bytes) -> str | None:
    """One of the names above; None for what looks like nothing that is known."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return WEBP
    if content[4:8] == b"ftyp":
        return HEIF if content[8:12] in HEIF_BRANDS else OTHER
    if b"%PDF-" in content[:PDF_WITHIN]:
        return PDF
    return OTHER if content.lstrip()[:12].startswith(OTHERS) else None
