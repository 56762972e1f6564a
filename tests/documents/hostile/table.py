"""Every file and its answer: `OK`, a clean copy; else the code of the refusal.

Damage that a decoder reads over (rows that are missing, pixels of nonsense) is a picture all the same: people see it.
"""

from collections.abc import Callable
from functools import partial as p

from tests.documents.files import (
    HTML,
    blank_pdf,
    encoded,
    filled_form,
    jpeg,
    jpeg_with_metadata,
    pdf_with_attachment,
    pdf_with_next_script,
    picture,
    saved,
    zipped,
)

from . import images as i
from . import others as o
from . import pdfs as d
from .pdf_text import answered, drawn_picture, laughing, one_page, pdf

OK = "ok"


def same(content: bytes) -> Callable[[], bytes]:
    return lambda: content


IMAGES: dict[str, tuple[Callable[[], bytes], str]] = {
    "photo": (jpeg, OK),
    "photo, progressive": (p(jpeg, progressive=True), OK),
    "photo, arithmetic of one colour": (p(i.jpeg_of, "L"), OK),
    "photo, four inks": (p(i.jpeg_of, "CMYK"), OK),
    "photo with place, camera and comment": (p(jpeg_with_metadata, 6), OK),
    "photo, EXIF that points at itself": (lambda: i.jpeg_with(i.exif_loop()), OK),
    "photo, EXIF of nonsense": (lambda: i.jpeg_with(i.exif(b"MM\0*\xff\xff\xff\xff" + b"\xff" * 999)), OK),
    "photo, colours by profile": (lambda: i.jpeg_with(*i.profile(1, i.srgb())), OK),
    "photo, profile of nonsense": (lambda: i.jpeg_with(*i.profile(1, b"canary" * 500)), OK),
    "photo, profile of 5 MB": (lambda: i.jpeg_with(*i.profile(80, b"\0" * 5_200_000)), OK),
    "photo, profile with a part missing": (lambda: i.jpeg_with(*i.profile(3, i.srgb())[:1]), OK),
    "photo with a script as XMP": (
        lambda: i.jpeg_with(i.segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + HTML)),
        OK,
    ),
    "two photos in one": (i.two_pictures, OK),
    "long screenshot": (lambda: encoded(picture(400, 9000), "PNG"), OK),
    "PNG of a palette": (lambda: encoded(i.noise(640, 480, "P"), "PNG"), OK),
    "PNG of a palette, partly transparent": (
        lambda: encoded(i.noise(300, 300, "P"), "PNG", transparency=3),
        OK,
    ),
    "PNG of black and white": (lambda: encoded(i.noise(640, 480, "1"), "PNG"), OK),
    "PNG of grey and glass": (p(i.transparent, "PNG", "LA"), OK),
    "PNG of glass": (p(i.transparent, "PNG"), OK),
    "PNG, 16 bits": (i.deep_png, OK),
    "PNG that moves": (p(i.moving, "PNG"), OK),
    "PNG, profile of nonsense": (
        lambda: i.png(300, 300, i.chunk(b"iCCP", b"x\0\0" + b"canary")),
        OK,
    ),
    "PNG, profile that unpacks to 90 MB": (
        lambda: i.png(300, 300, i.chunk(b"iCCP", b"x\0\0" + i.zlib.compress(bytes(90_000_000)))),
        "image_damaged",
    ),
    "PNG, words that unpack to 90 MB": (
        lambda: i.png(300, 300, i.chunk(b"zTXt", b"x\0\0" + i.zlib.compress(bytes(90_000_000)))),
        "image_damaged",
    ),
    "PNG, nine thousand words": (lambda: i.png(300, 300, *[i.chunk(b"tEXt", b"k\0canary")] * 9000), OK),
    "PNG that holds no pixels": (lambda: i.png(300, 300, data=b""), "image_damaged"),
    "PNG of fewer rows than it says": (
        lambda: i.png(300, 300, data=i.zlib.compress(bytes(901 * 9))),
        OK,
    ),
    "PNG of more rows than it says": (lambda: i.png(300, 300, data=i.zlib.compress(bytes(901 * 90_000))), OK),
    "PNG with a wrong sum": (
        lambda: i.png(300, 300).replace(b"IHDR\0\0\1\x2c", b"IHDR\0\0\1\x2d"),
        "image_damaged",
    ),
    "PNG, bits that do not exist": (lambda: i.png(300, 300, depth=7), "image_damaged"),
    "PNG of no width": (lambda: i.png(0, 300), "image_damaged"),
    "PNG bomb by its header": (lambda: i.png(60_000, 60_000, data=b""), "image_too_many_pixels"),
    "PNG one row too large": (lambda: i.png(8000, 6501, data=b""), "image_too_many_pixels"),
    "PNG of 4 thousand million a side": (
        lambda: i.png(2**31 - 1, 2**31 - 1, data=b""),
        "image_too_many_pixels",
    ),
    "JPEG that claims 65,000 a side": (p(i.jpeg_of_size, 65_000, 65_000), "image_too_many_pixels"),
    "JPEG that claims twice its rows": (p(i.jpeg_of_size, 640, 9600), OK),
    "JPEG of no height": (p(i.jpeg_of_size, 640, 0), "image_damaged"),
    "WebP": (lambda: encoded(picture(), "WEBP"), OK),
    "WebP without loss": (lambda: encoded(picture(), "WEBP", lossless=True), OK),
    "WebP of glass": (p(i.transparent, "WEBP"), OK),
    "WebP that moves": (p(i.moving, "WEBP"), OK),
    "WebP that claims 16,384 a side": (p(i.webp_of_size, 16_384, 16_384), "image_too_many_pixels"),
    "HEIC": (i.heic, OK),
    "HEIC, 10 bits": (p(i.heic, bits=10, size=(1200, 900)), OK),
    "HEIC, heim": (p(i.heic, b"heim"), OK),
    "HEIC, hevc": (p(i.heic, b"hevc"), OK),
    "HEIC, miaf": (p(i.heic, b"miaf"), OK),
    "HEIC of glass": (p(i.transparent, "HEIF"), OK),
    "HEIC that claims 60,000 a side": (p(i.heic_of_size, 60_000, 60_000), "image_too_many_pixels"),
    "HEIC of a first box alone": (lambda: i.heic()[:40], "image_damaged"),
    "too small to read": (lambda: encoded(picture(199, 900), "PNG"), "image_too_small"),
    "as small as can be read": (lambda: encoded(picture(200, 200), "PNG"), OK),
    **{
        f"{kind}, {word}": (change(lambda kind=kind: encoded(picture(), kind)), "image_damaged")  # type: ignore[misc]
        for kind in ("JPEG", "PNG", "WEBP", "HEIF")
        for word, change in (("cut", lambda make: i.cut(make, 0.5)),)
    },
    "PNG overwritten": (i.overwritten(lambda: encoded(picture(), "PNG")), "image_damaged"),
    "WebP overwritten": (i.overwritten(lambda: encoded(picture(), "WEBP", lossless=True)), OK),
    "JPEG of two bytes more": (same(b"\xff\xd8\xff\xe0"), "image_damaged"),
}

OTHERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (same(b""), "empty"),
    "too large": (o.too_large, "too_large"),
    "words": (same(b"only words " * 50), "not_an_image"),
    "zeros": (same(bytes(5000)), "not_an_image"),
    "noise": (o.random_bytes, "not_an_image"),
    "HTML": (same(HTML), "not_an_image"),
    "HTML behind a JPEG's first bytes": (
        lambda: o.html_after_the_first_bytes_of(b"\xff\xd8\xff\xe0"),
        "image_damaged",
    ),
    "HTML behind a PNG's": (lambda: o.html_after_the_first_bytes_of(b"\x89PNG\r\n\x1a\n"), "image_damaged"),
    "HTML behind a GIF's": (lambda: o.html_after_the_first_bytes_of(b"GIF89a"), "kind_not_accepted"),
    "HTML behind a PDF's": (lambda: o.html_after_the_first_bytes_of(b"%PDF-1.7\n"), "pdf_damaged"),
    "SVG": (same(o.SVG), "kind_not_accepted"),
    "SVG after blanks": (same(b"\n\n  " + o.SVG), "kind_not_accepted"),
    "GIF": (lambda: encoded(picture(), "GIF"), "kind_not_accepted"),
    "BMP": (lambda: encoded(picture(), "BMP"), "kind_not_accepted"),
    "TIFF": (lambda: encoded(picture(), "TIFF"), "kind_not_accepted"),
    "AVIF": (lambda: o.isobmff(b"avif"), "kind_not_accepted"),
    "film": (lambda: o.isobmff(b"isom"), "kind_not_accepted"),
    "JPEG 2000": (same(b"\0\0\0\x0cjP  \r\n\x87\n"), "kind_not_accepted"),
    "archive": (zipped, "kind_not_accepted"),
    "archive bomb": (o.zip_bomb, "kind_not_accepted"),
    "Word": (o.docx, "kind_not_accepted"),
    "Word of old": (same(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "kind_not_accepted"),
    "RTF": (same(b"{\\rtf1 canary}"), "kind_not_accepted"),
    "PostScript": (same(b"%!PS-Adobe-3.0\n(canary) show"), "kind_not_accepted"),
    "program": (same(b"MZ" + bytes(600)), "kind_not_accepted"),
    "program of Linux": (same(b"\x7fELF" + bytes(600)), "kind_not_accepted"),
    "sound": (same(b"RIFF\0\0\0\0WAVEfmt "), "kind_not_accepted"),
    "photo and HTML": (lambda: o.picture_then(HTML), OK),
    "photo and archive": (lambda: o.picture_then(zipped()), OK),
    "photo and PDF": (o.picture_then_pdf, OK),
    "PDF and archive": (o.pdf_then_zip, OK),
    "PDF behind HTML": (o.html_then_pdf, OK),
}

PDFS: dict[str, tuple[Callable[[], bytes], str]] = {
    "paper": (one_page, OK),
    "twenty pages": (lambda: saved(blank_pdf(20)), OK),
    "twenty-one pages": (lambda: saved(blank_pdf(21)), "pdf_too_many_pages"),
    "a million pages, it says": (d.claims_many_pages, "pdf_too_many_pages"),
    "no page": (lambda: saved(blank_pdf(0)), "pdf_damaged"),
    "pages in a circle": (d.family_tree_in_a_circle, "pdf_damaged"),
    "a page three hundred below": (p(d.far_down, 300), OK),
    "a header alone": (same(b"%PDF-1.7\n"), "pdf_damaged"),
    "cut": (i.cut(lambda: saved(blank_pdf(3)), 0.4), "pdf_damaged"),
    "wrong places": (
        lambda: pdf(
            [
                b"<</Type/Catalog/Pages 2 0 R>>",
                b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>",
            ],
            shift=77,
        ),
        OK,
    ),
    "words before and after": (lambda: b"canary\n" + one_page() + b"\ncanary", OK),
    "owner's password": (p(d.locked, owner="secret", user=""), OK),
    "a password to open": (p(d.locked, owner="secret", user="secret"), "pdf_encrypted"),
    "filled form": (filled_form, OK),
    "answers without appearance": (p(answered, "林知夏"), "pdf_form"),
    "answers with their own": (p(answered, "林知夏", own=b"0 0 1 rg 0 0 200 50 re f"), OK),
    "dynamic form": (lambda: one_page(catalog=b"/AcroForm<</Fields[]/XFA(<xdp/>)>>"), "pdf_form"),
    "link": (lambda: d.on_page(b"/Subtype/Link/A<</S/URI/URI(https://canary.example)>>"), OK),
    "prints itself": (
        lambda: one_page(catalog=b"/OpenAction<</S/JavaScript/JS(print\\(\\))>>"),
        "pdf_active_content",
    ),
    "script, its name escaped": (d.escaped_script, "pdf_active_content"),
    "script in an object stream": (d.hidden_script, "pdf_active_content"),
    "script after a link": (pdf_with_next_script, "pdf_active_content"),
    "starts a program": (lambda: d.on_page(b"/Subtype/Link/A<</S/Launch/F(cmd.exe)>>"), "pdf_active_content"),
    "sends itself": (
        lambda: one_page(catalog=b"/OpenAction<</S/SubmitForm/F(https://a.example)>>"),
        "pdf_active_content",
    ),
    "attachment": (pdf_with_attachment, "pdf_active_content"),
    "portfolio": (d.portfolio, "pdf_active_content"),
    "film in it": (lambda: d.on_page(b"/Subtype/RichMedia"), "pdf_active_content"),
    "three dimensions": (lambda: d.on_page(b"/Subtype/3D"), "pdf_active_content"),
    "photo with a place": (d.with_photo, OK),
    "picture elsewhere": (p(d.fetching, b"https://canary.example/a.jpg"), OK),
    "picture of nonsense": (lambda: drawn_picture(b"/Width 9/Height 9/Filter/JPXDecode", b"canary"), OK),
    "fax of nonsense": (
        lambda: drawn_picture(b"/Width 9/Height 9%b/Filter/JBIG2Decode" % d.GREY, b"canary" * 99),
        OK,
    ),
    "picture of 400 megapixels": (p(d.huge_pictures, 1, 20_000), "image_too_many_pixels"),
    "twenty pictures of 100 megapixels": (p(d.huge_pictures, 20, 10_000), "image_too_many_pixels"),
    "a page of 419 MB of blanks": (p(d.unpacking, b" " * 1000, 419_000_000), "too_heavy"),
    "a page of 150 MB of strokes": (p(d.unpacking, b"0 0 m 9 9 l S\n", 150_000_000), "too_heavy"),
    "packed twelve times": (d.packed_again_and_again, OK),
    "laughing": (p(laughing, 9), "too_heavy"),
    "a drawing of itself": (d.painting_itself, OK),
    "a letter made of itself": (d.drawing_its_letters_for_ever, OK),
    "tiles without a step": (p(d.tiled, b"0"), OK),
    "tiles of a millionth": (p(d.tiled, b"0.000001"), "too_heavy"),
    "twenty thousand arrays in each other": (d.nested_arrays, OK),
    "a page as wide as a street": (lambda: one_page(box=b"0 0 9000000 900"), OK),
    "a page like a stamp": (lambda: one_page(box=b"0 0 9 9"), OK),
    "a page of no size": (lambda: one_page(box=b"0 0 0 0"), OK),
    "a page of less than nothing": (lambda: one_page(box=b"nan -9 1e99 842"), OK),
    "a turned page": (lambda: one_page(page=b"/Rotate 90"), OK),
    "content of nonsense": (lambda: one_page(b"Do Q Q Q ]] >> (" * 500), OK),
    "an unseen layer": (d.unseen_layer, OK),
    "an object that nobody uses": (d.attached_to_nothing, OK),
}
"""All declared as PDF; the others as photos."""
