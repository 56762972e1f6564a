"""Images that are odd, broken or made to hurt."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageCms

from tests.documents.files import encoded, picture


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(
    width: int,
    height: int,
    *between: bytes,
    data: bytes | None = None,
    depth: int = 8,
    colour: int = 2,
    interlaced: int = 0,
) -> bytes:
    """A white PNG, or one of `data` (deflated), with chunks before its pixels."""
    rows = (b"\0" + b"\xff" * (width * 3)) * height if data is None else b""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlaced)
    body = chunk(b"IDAT", zlib.compress(rows) if data is None else data)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(between) + body + chunk(b"IEND", b"")


def deep_png() -> bytes:
    """16 bits a channel."""
    row = b"\0" + struct.pack(">HHH", 0xFFFF, 0, 0) * 300
    return png(300, 300, data=zlib.compress(row * 300), depth=16)


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return picture(width, height).convert(mode)


def jpeg_of(mode: str, **options: object) -> bytes:
    return encoded(noise(640, 480, mode), "JPEG", **options)


def segment(marker: int, data: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg_with(*segments: bytes) -> bytes:
    plain = jpeg_of("RGB")
    return plain[:2] + b"".join(segments) + plain[2:]


def jpeg_of_size(width: int, height: int) -> bytes:
    """A small JPEG whose header claims another size."""
    plain = jpeg_of("RGB")
    at = plain.index(b"\xff\xc0") + 5
    return plain[:at] + struct.pack(">HH", height, width) + plain[at + 4 :]


def exif(body: bytes) -> bytes:
    return segment(0xE1, b"Exif\0\0" + body)


def exif_loop() -> bytes:
    """A directory that names itself as the next."""
    return exif(b"II*\0\x08\0\0\0" + b"\x01\0" + struct.pack("<HHII", 0x0112, 3, 1, 6) + b"\x08\0\0\0")


def profile(parts: int, data: bytes) -> list[bytes]:
    """An ICC profile in as many segments."""
    size = 65_000
    return [
        segment(0xE2, b"ICC_PROFILE\0" + bytes([part + 1, parts]) + data[part * size : (part + 1) * size])
        for part in range(parts)
    ]


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def two_pictures() -> bytes:
    """MPO, as stereo cameras and some phones write."""
    return encoded(picture(), "MPO", save_all=True, append_images=[Image.new("RGB", (640, 480))])


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (300, 300), colour) for colour in ("red", "blue")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:])


def transparent(kind: str, mode: str = "RGBA") -> bytes:
    return encoded(Image.new("RGBA", (300, 300), (0, 0, 0, 0)).convert(mode), kind)


def heic(brand: bytes | None = None, *, bits: int = 8, size: tuple[int, int] = (640, 480)) -> bytes:
    import pillow_heif

    image = noise(*size)
    if bits == 8:
        content = encoded(image, "HEIF", quality=50)
    else:
        samples = b"".join(bytes((0, value)) for value in image.tobytes())
        file = BytesIO()
        pillow_heif.from_bytes(mode="RGB;16", size=size, data=samples).save(file, quality=50)
        content = file.getvalue()
    return content if brand is None else content[:8] + brand + content[12:]


def heic_of_size(width: int, height: int) -> bytes:
    """A small HEIC whose properties claim another size."""
    content = heic()
    return content.replace(struct.pack(">II", 640, 480), struct.pack(">II", width, height))


def webp_of_size(width: int, height: int) -> bytes:
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    lossy = encoded(noise(300, 300), "WEBP")[12:]
    body = b"VP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + canvas + lossy
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def cut(make: Callable[[], bytes], part: float) -> Callable[[], bytes]:
    def made() -> bytes:
        content = make()
        return content[: int(len(content) * part)]

    return made


def overwritten(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The last three quarters are nonsense."""

    def made() -> bytes:
        content = make()
        quarter = len(content) // 4
        return content[:quarter] + b"\x55\xaa\x13" * quarter

    return made
