"""Every command that installs takes only what a lock names, and the locks are complete and name no host."""

import ast
import json
import re
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest

from infra.workshop.locks import NPM_LOCKS, PYTHON_LOCKS, REQUIREMENTS, ROOT, Versions, versions

NOT_OURS = re.compile(r"(^|/)(\.(?!ci/|github/)[^/]+|node_modules|build|dist|coverage|__pycache__)/")
READ_BY_PEOPLE_OR_SHELLS = {"", ".md", ".sh", ".yml", ".yaml", ".toml", ".json"}
INSTALLS = re.compile(
    r"\b(?:(?:pip3?|pipx|uv|conda|poetry) (?:pip )?(?:install|add|sync|download|wheel|run)|uvx|npx"
    r"|(?:npm|pnpm|yarn|bun) (?:install|i|add|ci|update|exec|dlx)\b|playwright install|ensurepip)[^\n`]*"
)
EXACT = re.compile(r"npm ci\b(?: --[a-z-]+| error)*")
"""What a shell may be told: Python's packages come by infra.workshop.environment alone."""

INSTALLERS = {
    "infra/workshop/environment.py": {"--no-deps", "--require-hashes", "-r"},
    "infra/wheels.py": {"--no-deps", "--require-hashes", "-r"},
    "infra/workshop/registry_chromium.py": {"ci", "--ignore-scripts"},
    "infra/workshop/upgrade.py": {"--package-lock-only", "--ignore-scripts"},
    "infra/workshop/debian.py": {"apt-get"},
}
"""The modules that call an installer, with the words that hold it to a lock. `upgrade` writes locks and installs
nothing; Debian's browsers are the system's own and have no lock."""

WORDS = {"install", "ci", "download", "wheel", "ensurepip", "npx", "uvx"}


def files(*suffixes: str) -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        if path.suffix in suffixes and path.is_file() and not NOT_OURS.search(str(path.relative_to(ROOT))):
            yield path


def words(path: Path) -> set[str]:
    """Every string that a module writes."""
    tree = ast.parse(path.read_text())
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_what_people_and_shells_are_told_to_install_is_what_a_lock_names() -> None:
    told = {
        (str(path.relative_to(ROOT)), found)
        for path in files(*READ_BY_PEOPLE_OR_SHELLS)
        if path not in NPM_LOCKS
        for found in INSTALLS.findall(path.read_text(errors="replace"))
    }
    assert {place for place, found in told if EXACT.fullmatch(found.strip())} == {"Makefile"}
    assert {(place, found) for place, found in told if not EXACT.fullmatch(found.strip())} == set()


def test_only_the_named_modules_install_and_each_is_held_to_a_lock() -> None:
    modules = {str(path.relative_to(ROOT)): words(path) for path in files(".py")}
    test = str(Path(__file__).relative_to(ROOT))
    installing = {name for name, said in modules.items() if said & WORDS and name != test}
    assert installing == set(INSTALLERS)
    for name, needed in INSTALLERS.items():
        assert needed <= modules[name]


@pytest.mark.parametrize(
    ("told", "exact"),
    [
        ("pip install requests", False),
        ("pip install --require-hashes -r requirements/dev.txt", False),
        ("uv pip install -r requirements/dev.txt", False),
        ("npm install vue", False),
        ("npm ci --loglevel error --no-progress", True),
        ("npm ci && npm i vue", False),
        ("npx vite", False),
    ],
)
def test_a_loose_command_would_be_seen(told: str, exact: bool) -> None:  # noqa: FBT001
    [found] = INSTALLS.findall(told)
    assert bool(EXACT.fullmatch(found)) is exact


def test_this_environment_holds_nothing_that_its_lock_does_not_name() -> None:
    locked = versions(REQUIREMENTS / "dev.txt")
    installed = {re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower(): one.version for one in distributions()}
    assert {name: at for name, at in installed.items() if at not in locked.get(name, "").split(", ")} == {}


@pytest.mark.parametrize("project", ["guardians", "staff"])
def test_what_is_deployed_is_what_is_tested(project: str) -> None:
    tested = versions(REQUIREMENTS / "dev.txt")
    deployed: Versions = versions(REQUIREMENTS / f"{project}.txt")
    assert deployed == {name: tested[name] for name in deployed}


def test_the_peers_of_the_bench_stand_on_the_versions_that_are_deployed() -> None:
    deployed, peers = versions(REQUIREMENTS / "guardians.txt"), versions(REQUIREMENTS / "peers.txt")
    shared = deployed.keys() & peers.keys()
    assert {"boto3", "pydantic", "aws-lambda-powertools", "cryptography"} <= shared
    assert {name: peers[name] for name in shared} == {name: deployed[name] for name in shared}


@pytest.mark.parametrize(
    "lock", [*PYTHON_LOCKS, *NPM_LOCKS], ids=lambda lock: lock.parent.name + "/" + lock.stem
)
def test_no_lock_names_a_host(lock: Path) -> None:
    assert re.findall(r"\w+://[^\s\"]+", without_funding(lock)) == []


def without_funding(lock: Path) -> str:
    """npm copies into its lock where a package's author asks for money: words, not a source."""
    if lock in PYTHON_LOCKS:
        return lock.read_text()
    packages = json.loads(lock.read_text())["packages"].values()
    return json.dumps([{key: value for key, value in one.items() if key != "funding"} for one in packages])


@pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=lambda lock: lock.stem)
def test_every_package_of_pythons_locks_has_its_hashes(lock: Path) -> None:
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^#.*\n", "", lock.read_text(), flags=re.MULTILINE))
    assert [entry for entry in entries if not re.match(r"\S+==\S+ .*\\\n {4}--hash=sha256:", entry)] == []


@pytest.mark.parametrize("lock", NPM_LOCKS, ids=lambda lock: lock.parent.name)
def test_every_package_of_npms_locks_has_its_hash_and_comes_from_whatever_registry_is_set(lock: Path) -> None:
    packages = json.loads(lock.read_text())["packages"]
    others = {place: one for place, one in packages.items() if place}
    assert [place for place, one in others.items() if "integrity" not in one or "resolved" in one] == []
    assert "omit-lockfile-registry-resolved=true" in (lock.parent / ".npmrc").read_text().splitlines()
