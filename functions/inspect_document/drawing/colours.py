"""Whatever colours a picture has, as they look in sRGB on white paper."""

from io import BytesIO

from PIL import Image, ImageCms

LARGEST_PROFILE = 4 * 1024 * 1024
"""Bytes; printers' profiles have up to 2 million."""

PROFILE_ERRORS = (ImageCms.PyCMSError, OSError, ValueError, TypeError)


def resizable(image: Image.Image) -> Image.Image:
    """In a mode whose pixels may be averaged: palettes and single bits would lose thin strokes."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"P", "PA"}:
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return _eight_bits(image)


def plain(image: Image.Image) -> Image.Image:
    """RGB. What is transparent becomes white, as paper is: transparent pixels often hide black ones."""
    profile = image.info.get("icc_profile")
    image = resizable(image)
    alpha = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    colours = _by_profile(image, profile) or image.convert("RGB")
    if alpha is None:
        return colours
    return Image.composite(colours, Image.new("RGB", image.size, "white"), alpha)


def _eight_bits(image: Image.Image) -> Image.Image:
    """16 bits of grey scaled down; Pillow's own conversion would cut instead."""
    if not image.mode.startswith("I"):
        return image
    grey = image.convert("I").point(lambda value: value / 256).convert("L")
    grey.info = {key: value for key, value in image.info.items() if key != "transparency"}
    return grey


def _by_profile(image: Image.Image, profile: object) -> Image.Image | None:
    """The colours that its profile means; None without one that can be read and fits the picture."""
    if not isinstance(profile, bytes) or not 0 < len(profile) <= LARGEST_PROFILE:
        return None
    opaque = image.convert(image.mode.rstrip("Aa")) if image.mode in {"RGBA", "LA", "La", "RGBa"} else image
    try:
        return ImageCms.profileToProfile(
            opaque,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except PROFILE_ERRORS:
        return None
