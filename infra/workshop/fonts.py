"""Chinese letters for a browser wherever it runs: the font that the receipt is set in, besides the machine's own."""

import os
from pathlib import Path

from noto_cjk_sans_otc import FONT_PATH

CONFIGURATION = Path(__file__).resolve().parents[2] / "build" / "fonts.conf"
WORDS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{directory}</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


def variables() -> dict[str, str]:
    """What tells fontconfig, in whatever program, where the font lies."""
    CONFIGURATION.parent.mkdir(exist_ok=True)
    written = CONFIGURATION.with_suffix(f".{os.getpid()}")  # another process may be reading the old one
    written.write_text(WORDS.format(directory=Path(FONT_PATH).parent))
    written.replace(CONFIGURATION)
    return {"FONTCONFIG_FILE": str(CONFIGURATION)}
