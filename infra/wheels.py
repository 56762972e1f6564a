"""The third-party files a project ships: wheels for Lambda's arm64, without what Lambda never reads."""

import re
import sys
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path, PurePosixPath

from .interpreter import run

NOT_SHIPPED = "chalice"
"""Its command line's own dependencies stay at home; of itself Lambda needs `CHALICE_RUNTIME`."""
CHALICE_RUNTIME = frozenset({"chalice/__init__.py", "chalice/app.py"})
AWS_SERVICES = frozenset({"cloudwatch", "dynamodb", "kms", "s3", "secretsmanager", "sns", "sqs", "sts"})
"""What the functions make clients for: botocore knows several hundred services more."""
LAMBDA = "aarch64"
"""Lambda's arm64, as wheels call it."""
GLIBC = {"3.11": 26, "3.12": 34, "3.13": 34, "3.14": 34}
"""Minor version of glibc 2 in Lambda's runtime for each Python."""

_NEVER_READ = re.compile(
    r"(^|/)(tests?|examples|__pycache__)/|\.(pyi|pyx|pxd|c|h|cpp)$"
    r"|^aws_lambda_powertools/(event_handler|utilities/(?!jmespath_utils)[a-z_0-9]+)/"  # its log and metrics are used
    r"|^PIL/_avif\.|^pillow\.libs/libavif-"  # a format that nobody may upload; Pillow asks whether it is there
    r"|^(cffi|pycparser)/"  # what compiled cryptography; it loads _cffi_backend alone
    r"|^pypinyin/phrases_dict\.(py|json)$"  # functions/registration/values/spelling/pinyin.py reads none
    r"|^\.\.|\.dist-info/(RECORD|INSTALLER|REQUESTED|direct_url\.json|sboms/)"
)


def install(requirements: Path, target: Path, python: str, machine: str = LAMBDA) -> None:
    """Put every distribution of a lock file into `target`, for Linux on `machine` and `python` (as "3.13").

    Raises CalledProcessError when a hash differs or a wheel that Lambda's glibc can load does not exist.
    """
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-compile",
    ]
    command += [
        "--require-hashes",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--target",
        str(target),
        "--upgrade",
    ]
    command += ["--implementation", "cp", "--python-version", python]
    for platform in platforms(python, machine):
        command += ["--platform", platform]
    run([*command, "-r", str(requirements)])


def platforms(python: str, machine: str) -> list[str]:
    """The tags of the wheels that Lambda's glibc can load, best first."""
    tags = [f"manylinux_2_{minor}_{machine}" for minor in range(GLIBC[python], 16, -1)]
    return [*tags, f"manylinux2014_{machine}"]


def shipped_files(site: Path, roots: list[str]) -> list[PurePosixPath]:
    """The files below `site` to ship: those of the roots and of all they need, sorted."""
    wanted = shipped(distributions(path=[str(site)]), roots)
    files = {PurePosixPath(str(file)) for found in wanted.values() for file in found.files or ()}
    files |= {PurePosixPath(file) for file in CHALICE_RUNTIME}
    return sorted(file for file in files if _is_read(str(file)))


def shipped(installed: Iterable[Distribution], roots: list[str]) -> dict[str, Distribution]:
    """Name -> distribution, of the roots and of all they need; Chalice's few runtime files come beside them."""
    known = {name_of(found.metadata["Name"]): found for found in installed}
    wanted: dict[str, Distribution] = {}
    queue = [name_of(root) for root in roots if name_of(root) != NOT_SHIPPED]
    while queue:
        name = queue.pop()
        if name in known and name not in wanted:
            wanted[name] = known[name]
            queue += _needs(known[name])
    return wanted


def roots(requirements: Path) -> list[str]:
    """The names a requirements file asks for, without what they need in turn."""
    lines = (line.split("#")[0].strip() for line in requirements.read_text().splitlines())
    return [name_of(line) for line in lines if line and not line.startswith("-")]


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    if found is None:
        raise ValueError(f"not a requirement: {requirement}")
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def _needs(distribution: Distribution) -> list[str]:
    return [name_of(line) for line in distribution.requires or () if not re.search(r"extra\s*==", line)]


def _is_read(file: str) -> bool:
    if _NEVER_READ.search(file):
        return False
    service = re.match(r"(?:botocore|boto3)/data/([^/]+)/", file)
    return service is None or service.group(1) in AWS_SERVICES
