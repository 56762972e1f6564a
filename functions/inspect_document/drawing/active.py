"""Does a PDF want to do something, or hide files in it? Nothing of that outlives the drawing; the family is told so.

A paper scanned or printed to PDF holds none of this, and what hangs on a PDF would be lost without a word: so it is
refused. This reads names, not structure; whoever hides them well gets pictures of their pages and nothing more.
"""

import re
import zlib

PACKED = 8 * 1024 * 1024
"""Bytes that are unpacked of one object stream, and `ALL_PACKED` of all: names come early and a bomb not at all."""
ALL_PACKED = 64 * 1024 * 1024

_ACTION = (
    b"JavaScript|Launch|GoToE|GoToR|ImportData|SubmitForm|Rendition|Movie|Sound|RichMediaExecute|GoTo3DView"
)
_ANNOTATION = b"FileAttachment|RichMedia|3D|Movie|Sound|Screen"
_NAMES = b"JavaScript|EmbeddedFiles|RichMediaContent|Collection"
_END = rb"(?=[\s/<>\[\]()%]|$)"
_ACTIVE = re.compile(
    rb"/S\s*/(?:%b)%b|/Subtype\s*/(?:%b)%b|/(?:%b)%b\s*(?:<<|\d+\s+\d+\s+R)"
    % (_ACTION, _END, _ANNOTATION, _END, _NAMES, _END)
)
_OBJECT_STREAM = re.compile(rb"/ObjStm\b.{0,500}?\bstream\r?\n", re.DOTALL)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def is_active(content: bytes) -> bool:
    """Whether the file names a script, an action beyond itself, a film, a sound or a file within it."""
    if _names_action(content):
        return True
    left = ALL_PACKED
    for stream in _OBJECT_STREAM.finditer(content):
        unpacked = _unpacked(content[stream.end() :], min(PACKED, left))
        left -= len(unpacked)
        if _names_action(unpacked):
            return True
        if left <= 0:
            break
    return False


def _names_action(text: bytes) -> bool:
    return bool(_ACTIVE.search(_ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), text)))


def _unpacked(packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        return b""
