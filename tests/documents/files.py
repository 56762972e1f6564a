"""Files as guardians send them, made here so that none is kept in the repository."""

import random
import zipfile
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageDraw


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """Noise of a fixed seed under a red upper left corner, so that a turned picture is seen to be turned."""
    seeded = random.Random(7)
    image = Image.frombytes("RGB", (64, 48), seeded.randbytes(64 * 48 * 3)).resize((width, height))
    ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="red")
    return image.convert(mode)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    if kind == "HEIF":
        from pillow_heif import register_heif_opener

        register_heif_opener()
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def jpeg(**options: Any) -> bytes:
    return encoded(picture(), "JPEG", **options)


def jpeg_with_metadata(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "canary-camera"
    exif.get_ifd(0x8825)[1] = "N"
    return jpeg(exif=exif, comment=b"canary-comment")


def zipped() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("canary-inside.txt", "canary")
    return file.getvalue()


HTML = b"<!DOCTYPE html><html><body><script>alert('canary-script')</script></body></html>"


def blank_pdf(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(b"0.8 0 0 rg 100 500 300 200 re f")
    return pdf


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    file = BytesIO()
    pdf.save(file, **options)
    return file.getvalue()


def pdf_with_catalog(**entries: Any) -> bytes:
    pdf = blank_pdf()
    for key, value in entries.items():
        pdf.Root[f"/{key}"] = value
    return saved(pdf)


def pdf_with_annotation(**entries: Any) -> bytes:
    pdf = blank_pdf()
    annotation = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 50, 50]))
    for key, value in entries.items():
        annotation[f"/{key}"] = value
    pdf.pages[0].Annots = pdf.make_indirect(Array([annotation]))
    return saved(pdf)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('canary-script')"))


def pdf_with_attachment() -> bytes:
    pdf = blank_pdf()
    pdf.attachments["canary.txt"] = b"canary"
    return saved(pdf)


def pdf_with_next_script() -> bytes:
    link = Dictionary(S=Name.URI, URI=String("https://example.org"), Next=Array([script()]))
    return pdf_with_annotation(Subtype=Name.Link, A=link)


def filled_form() -> bytes:
    """A plain form with one text field that says 'canary-value', as a PDF reader saves it."""
    pdf = blank_pdf()
    look = pdf.make_stream(b"0 0 1 rg 0 0 200 50 re f")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 50])
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("name"),
            V=String("canary-value"),
            Rect=Array([100, 100, 300, 150]),
            F=4,
            AP=Dictionary(N=look),
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return saved(pdf)
