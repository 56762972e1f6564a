"""The one font that stands in for those a PDF names and does not carry, the same on every machine.

Chinese certificates often name 宋体 and leave it to the reader's machine; Lambda has no Chinese font, so their
text would be missing without a word.
"""

import ctypes

import pypdfium2.raw as pdfium
from noto_cjk_sans_otc import FONT_PATH


def use_our_font() -> None:
    """Starts the library anew with our font's folder in place of the system's. Before any document is opened."""
    folder = ctypes.create_string_buffer(str(FONT_PATH.parent).encode())
    folders = (ctypes.POINTER(ctypes.c_char) * 2)()
    folders[0] = ctypes.cast(folder, ctypes.POINTER(ctypes.c_char))  # and a null that ends the list
    pdfium.FPDF_DestroyLibrary()
    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=folders))
