"""Programs by Debian's package manager, where somebody may install them without being asked."""

import os
import platform
import shutil
import subprocess
import sys

APT_GET = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "--no-install-recommends")


def install(*packages: str, purpose: str) -> None:
    """By root, or by `sudo` without a password; elsewhere, and where it fails, nothing is done."""
    as_root = () if os.geteuid() == 0 else ("sudo", "-n")
    if platform.system() != "Linux" or not all(map(shutil.which, (*as_root[:1], "apt-get"))):
        return
    sys.stdout.write(f"Installing Debian's {', '.join(packages)} for {purpose}.\n")
    sys.stdout.flush()
    for words in (("update",), ("install", *packages)):
        if subprocess.run([*as_root, *APT_GET, *words], check=False, capture_output=True).returncode:  # noqa: S603
            return
