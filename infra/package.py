"""`make package`: for each project a zip a role (infra/zips.py) in build/<project>, and its SAM template."""

import compileall
import os
import shutil
import sys
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath
from py_compile import PycInvalidationMode

from functions.submit.receipt.face import COMMON
from infra.workshop import environment

from . import interpreter, receipt_face, template, wheels
from .zips import MIB, ZIPS, Zip

ROOT = template.INFRA.parent
LAMBDA_DIRECTORY = "/var/task"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""Every entry's time, so that equal sources make equal zips."""


def main(machine: str = wheels.LAMBDA) -> None:
    """Package every project, in a process of the Python that Lambda will run.

    Wheels for another `machine` than Lambda's make what `make rehearse` runs here, under build/<machine>.
    """
    running = f"{sys.version_info.major}.{sys.version_info.minor}"
    chosen = interpreter.find()
    version = interpreter.version_of(chosen)
    if version == running:
        package(running, machine)
        return
    locks = [ROOT / "requirements" / f"{project}.txt" for project in template.PROJECTS]
    try:
        python = environment.made_once(chosen, ROOT / "build" / f"python{version}", locks)
    except environment.EnvironmentFailedError as error:
        raise SystemExit(str(error)) from None
    variables = {**os.environ, "PACKAGE_PYTHON": str(python)}
    interpreter.run([str(python), "-m", "infra.package", machine], cwd=ROOT, env=variables)


def package(python: str, machine: str) -> None:
    """Package every project for the running Python and print what it came to."""
    target = "Lambda's arm64" if machine == wheels.LAMBDA else f"a rehearsal on {machine}"
    _say(f"Packaging for {target} with Python {python} ({sys.executable}).")
    if python != interpreter.WANTED[0]:
        _say(
            f"No Python {interpreter.WANTED[0]} was found that runs: the functions will run on Python {python}."
        )
    for project in template.PROJECTS:
        directory = build(project, machine)
        shutil.rmtree(directory, ignore_errors=True)
        site = directory / "site"
        wheels.install(ROOT / "requirements" / f"{project}.txt", site, python, machine)
        for name, one in ZIPS[project].items():
            staged, zipped = directory / "staged", directory / f"{name}.zip"
            stage(project, one, site, staged)
            entries = write_zip(staged, zipped)
            shutil.rmtree(staged)
            _say(report(f"{project}, {name}", zipped, entries))
            if zipped.stat().st_size > one.largest:
                raise SystemExit(f"{zipped.relative_to(ROOT)} may hold {one.largest / MIB:.0f} MiB")
        shutil.rmtree(site)
        template.write(project, directory / "sam.json")


def build(project: str, machine: str) -> Path:
    """Where a project's zip and template go: what is deployed lies directly below build/."""
    return ROOT / "build" / ("" if machine == wheels.LAMBDA else machine) / project


def stage(project: str, one: Zip, site: Path, staged: Path) -> None:
    """Lay out what a zip will hold: its distributions of `site`, its entry, its rooms; compiled, without sources."""
    for file in wheels.shipped_files(site, list(one.distributions)):
        _copy(site / file, staged / file)
    if one.entry is not None:
        _copy(template.INFRA / project / f"{one.entry}.py", staged / f"{one.entry}.py")
    functions = template.INFRA / project / "vendor" / "functions"
    _copy(functions / "__init__.py", staged / "functions" / "__init__.py")
    for room in ("registration", "cloud", *one.rooms):
        shutil.copytree(
            functions / room, staged / "functions" / room, ignore=shutil.ignore_patterns("__pycache__")
        )
    if one.draws_letters:
        receipt_face.cut(staged / COMMON.relative_to(ROOT))
    compiled(staged)


def compiled(staged: Path) -> None:
    """Puts every module in the form in which it is read into its source's place."""
    compileall.compile_dir(
        staged,
        quiet=2,
        legacy=True,
        stripdir=str(staged),
        prependdir=LAMBDA_DIRECTORY,
        invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
    )
    for module in staged.rglob("*.py"):
        if module.with_suffix(".pyc").is_file():
            module.unlink()


def write_zip(directory: Path, target: Path) -> list[zipfile.ZipInfo]:
    """Zip a directory in sorted order with one time and mode for all; its entries."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in directory.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(str(path.relative_to(directory)), EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes())
        return archive.infolist()


def report(project: str, zipped: Path, entries: list[zipfile.ZipInfo]) -> str:
    """Sizes in MiB: the zip, what it unpacks to, and its largest parts."""
    parts: Counter[str] = Counter()
    for entry in entries:
        parts[PurePosixPath(entry.filename).parts[0]] += entry.file_size
    largest = ", ".join(f"{name} {size / MIB:.1f}" for name, size in parts.most_common(6))
    return (
        f"{project}: {zipped.relative_to(ROOT)} {zipped.stat().st_size / MIB:.1f} MiB"
        f" (Lambda takes 50 directly, more from a bucket),"
        f" unpacked {sum(parts.values()) / MIB:.1f} MiB (250); largest: {largest}"
    )


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


if __name__ == "__main__":
    main(*sys.argv[1:2])
