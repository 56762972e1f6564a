"""NOTICE: whose work is deployed with Ruxue, and under which licence. `--check` says whether it is current.

Names and licences come from what is installed and from the locks, so that a new dependency cannot be forgotten. A
licence that is no SPDX expression and that `SPDX` does not know ends the command: somebody has to read it.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, distribution, distributions
from pathlib import Path

from infra import wheels

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "NOTICE"
LOCKS = {project: ROOT / "requirements" / f"{project}.txt" for project in ("guardians", "staff")}
PAGES = ROOT / "web" / "package-lock.json"

HEAD = """\
Ruxue 入学
Licensed under the Apache License, Version 2.0: see LICENSE.

Written by `python -m infra.notice`; do not edit.

What is deployed holds the work of others, each under its own licence. No file of theirs is changed; tests, stubs and
AWS services that nothing calls are left out. Each wheel's licence texts lie in its .dist-info folder inside the zips;
each npm package's in its folder under web/node_modules: hand them on with the built pages.
"""

SPDX: Mapping[str, str] = {
    "Apache License 2.0": "Apache-2.0",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",  # python-dateutil
    "PSFL": "PSF-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "Apache-2.0 OR BSD-3-Clause",  # pypdfium2
}
"""What older packages call their licence, as SPDX calls it."""

UNSAID: Mapping[str, str] = {"segno": "BSD-3-Clause"}
"""Packages that name no licence in their metadata, by the text that they carry."""

KNOWN = frozenset(
    {
        "Apache-2.0",
        "Apache-2.0 OR BSD-2-Clause",
        "Apache-2.0 OR BSD-3-Clause",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "LGPL-3.0-only",
        "MIT",
        "MIT-0",
        "MIT-CMU",
        "OFL-1.1",
        "PSF-2.0",
    }
)
"""Licences that somebody has read and found fit to deploy beside Apache-2.0."""

CONDITIONS: Mapping[str, str] = {
    "LGPL-3.0-only": "used as a library, unchanged; whoever deploys may put another version in its place in the zip",
    "OFL-1.1": "a font, embedded in receipts as its licence allows; not sold by itself, not renamed",
}
"""What the licences that ask for more than their text ask for, and how it is met."""

INSIDE: Mapping[str, str] = {
    "noto-cjk-sans-otc": "Noto Sans CJK (OFL-1.1)",
    "pypdfium2": "PDFium (Apache-2.0, BSD-3-Clause), FreeType (FTL), libjpeg-turbo (IJG), lcms2, libpng, OpenJPEG",
    "pi-heif": "libheif, libde265 (LGPL-3.0): decoders alone",
}
"""Libraries inside wheels whose licence differs from their wheel's."""


def notice() -> str:
    """The whole file."""
    shipped = _shipped()
    locked = sorted({name for lock in LOCKS.values() for name in wheels.roots(lock)} - shipped.keys())
    pages = json.loads(PAGES.read_text(encoding="utf-8"))["packages"]
    parts = [
        HEAD,
        "In the functions' zips\n",
        *(
            _line(name, _licence(found), f"https://pypi.org/project/{name}/")
            for name, found in shipped.items()
        ),
        _line(wheels.NOT_SHIPPED, _licence(distribution(wheels.NOT_SHIPPED)), "its runtime files only"),
        "\nIn the pages (what they need at run time, and what that brings along)\n",
        *_page_lines(pages),
        "\nConditions\n",
        *(f"  {licence}: {met}" for licence, met in CONDITIONS.items()),
        "\nInside wheels\n",
        *(f"  {name}: {inside}" for name, inside in INSIDE.items()),
        "\nLocked for packaging, deployed nowhere\n",
        *(f"  {name}" for name in locked if name != wheels.NOT_SHIPPED),
    ]
    return "\n".join(parts) + "\n"


def _shipped() -> dict[str, Distribution]:
    roots = [name for lock in LOCKS.values() for name in wheels.roots(lock.with_suffix(".in"))]
    return dict(sorted(wheels.shipped(distributions(), roots).items()))


def _licence(found: Distribution) -> str:
    name = str(found.metadata["Name"]).lower()
    said = _field(found, "License-Expression") or _field(found, "License") or UNSAID.get(name, "")
    licence = SPDX.get(said, said)
    if licence not in KNOWN:
        raise SystemExit(f"{name}: read its licence ({licence[:60]!r}) and name it in infra/notice.py")
    return licence


def _field(found: Distribution, name: str) -> str:
    return "".join(found.metadata.get_all(name) or ())


def _page_lines(packages: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    for path, package in sorted(packages.items()):
        if path and not package.get("dev") and not package.get("devOptional"):
            name, licence = path.removeprefix("node_modules/"), str(package.get("license"))
            if licence not in KNOWN:
                raise SystemExit(f"{name}: read its licence ({licence!r}) and name it in infra/notice.py")
            yield _line(name, licence, f"https://www.npmjs.com/package/{name}")


def _line(name: str, licence: str, where: str) -> str:
    return f"  {name:32} {licence:28} {where}"


def main() -> int:
    text = notice()
    if "--check" in sys.argv:
        current = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write("NOTICE is not current: run `python -m infra.notice`\n")
        return 0 if current else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
