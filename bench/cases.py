"""What is timed: each function from its packaged zip, the floor under it, and the same submission on two frameworks."""

import json
import os
import platform
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple

import jwt
import urllib3
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from infra import interpreter, package, wheels

from .lines import LINES, SIGNED_IN
from .process import ADDRESSES, PLAIN, Told, begins, carrier, good, run
from .replay import ASKED, ORIGIN, answers, asked_of, plain

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "bench"
ALONE = ("-I", "-S")
"""Of Python: nothing but the standard library and what the job's path says."""

KEPT = "GetSecretValue"
"""What a process asks once and keeps; so are the seasons."""

KEY = "bench"


class Case(NamedTuple):
    job: dict[str, Any]
    scene: str
    environment: dict[str, str]


@cache
def python() -> str:
    """The Python that packaged."""
    made = ROOT / "build" / f"python{interpreter.version_of(interpreter.find())}" / "bin" / "python"
    return str(made if made.is_file() else interpreter.find())


def recorded() -> dict[str, Any]:
    """Of each line that asks AWS: its event, and what AWS answered, recorded now."""
    folder = BUILD / "recorded"
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:randomly", "bench/recording.py"]
    told = os.environ | {"RUXUE_BENCH_RECORDED": str(folder)}
    done = subprocess.run(command, cwd=ROOT, check=False, env=told, capture_output=True, text=True)  # noqa: S603 - our own words
    if done.returncode:
        raise SystemExit(done.stdout[-3000:])
    return {name: json.loads((folder / f"{name}.json").read_text()) for name in LINES.keys() - SIGNED_IN}


@cache
def unpacked(project: str, name: str) -> str:
    """A zip that was packaged for this machine, laid out as Lambda does it."""
    target = BUILD / project / name
    rmtree(target, ignore_errors=True)
    with zipfile.ZipFile(package.build(project, platform.machine()) / f"{name}.zip") as archive:
        archive.extractall(target)
    return str(target)


def peers() -> list[str]:
    """Both frameworks' own packages, compiled like ours, and their handlers."""
    version = str(interpreter.version_of(python()))
    site, lock = BUILD / f"peers{version}", ROOT / "requirements" / "peers.txt"
    done = site / "installed"
    if not done.exists() or done.stat().st_mtime < lock.stat().st_mtime:
        rmtree(site, ignore_errors=True)
        wheels.install(lock, site, version, platform.machine())
        interpreter.run(
            [python(), "-m", "compileall", "-q", "--invalidation-mode", "unchecked-hash", str(site)]
        )
        done.touch()
    return [str(ROOT / "bench" / "peers"), str(site)]


def of_others(loaded: Iterable[str], site: str) -> list[str]:
    """The modules of other people's packages that a function loaded, boto3's left out: the floor brings its own."""
    ours = {"functions", "api", "boto3", "botocore"}
    shipped = {path.name.split(".")[0] for path in Path(site).iterdir()} - ours
    return sorted(name for name in loaded if name.split(".")[0] in shipped)


def ours(name: str, scene: Mapping[str, Any]) -> Case:
    """A line's function from its zip."""
    line = LINES[name]
    path = [unpacked(line.project, carrier(line))]
    return Case(scene["job"] | {"path": path}, name, scene["environment"])


def floor(function: Case, scene: Mapping[str, Any], told: Told) -> Case:
    calls = [
        (call["service"], _snake(call["operation"]), call["asked"], call["refused"])
        for call in scene["calls"]
    ]
    kept = [
        call["operation"] == KEPT or call["asked"].get("TableName") == scene["seasons"]
        for call in scene["calls"]
    ]
    job = {
        "kind": "floor",
        "path": function.job["path"],
        "imports": of_others(told.loaded, function.job["path"][0]),
        "plain": any(call[0] == PLAIN for call in calls),
        "calls": calls,
        "calls_warm": [call for call, once in zip(calls, kept, strict=True) if not once],
    }
    return Case(job, function.scene, function.environment)


def probed(function: Case, scene: Mapping[str, Any], addresses: Mapping[str, str]) -> Told:
    """One start that is not timed. Raises SystemExit where it asked more or less than was recorded."""
    told = timed(function, addresses, 0)
    answer = urllib3.request("GET", addresses[function.scene] + ASKED).json()
    if answer != len(scene["calls"]):
        raise SystemExit(f"{function.scene}: {answer} calls, and {len(scene['calls'])} were recorded")
    return told


def signing_in(
    name: str, environment: dict[str, str], addresses: Mapping[str, str], issuer: "Issuer"
) -> tuple[Case, Case]:
    """An authorizer and its floor."""
    line, address, audience = LINES[name], addresses[name], environment["RUXUE_OIDC_AUDIENCE"]
    path, event = [unpacked(line.project, carrier(line))], issuer.event(address, audience)
    function = Case(
        begins(line) | {"path": path, "event": event}, name, environment | {"RUXUE_OIDC_ISSUER": address}
    )
    imports = of_others(timed(function, addresses, 0).loaded, path[0])
    job = {"kind": "token", "path": path, "imports": imports, "issuer": address, "audience": audience}
    return function, Case(job | {"event": event}, name, environment)


def _snake(operation: str) -> str:
    """boto3's name of it; a path stays."""
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in operation).lstrip("_")


class Issuer:
    """Somebody who signs people in, with a key of the day."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        public = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        keys = {"keys": [public | {"kid": KEY, "alg": "RS256", "use": "sig"}]}
        discovered = {"jwks_uri": f"{ORIGIN}/keys"}
        asked = {"/.well-known/openid-configuration": discovered, "/keys": keys}
        self.scene = {asked_of("GET", path, "", None, b""): [plain(told)] for path, told in asked.items()}

    def event(self, address: str, audience: str) -> dict[str, Any]:
        """What API Gateway asks the authorizer with."""
        now = time.time()
        claims = {
            "iss": address,
            "aud": audience,
            "sub": "family",
            "iat": now,
            "exp": now + 3600,
            "name": "林某",
        }
        claims |= {"real_name_level": 1, "identity_number": "350203198001010017"}
        token = jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": KEY})
        arn = "arn:aws-cn:execute-api:cn-north-1:123456789012:api/v1/GET/api/me"
        return {"type": "TOKEN", "authorizationToken": f"Bearer {token}", "methodArn": arn}


def scenes(found: Mapping[str, Any]) -> dict[str, dict[str, list[Any]]]:
    return {name: answers(scene["calls"]) for name, scene in found.items()}


def timed(case: Case, addresses: Mapping[str, str], warm: int) -> Told:
    environment = case.environment | dict.fromkeys(ADDRESSES, addresses[case.scene])
    told = run(python(), case.job | {"warm": warm}, environment, *ALONE)
    if case.job["kind"] == "function" and not good(told.answer):
        raise SystemExit(f"{case.scene}: {str(told.answer)[:2000]}")
    return told
