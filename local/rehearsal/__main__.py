"""`make rehearse`: deploys both packaged projects on ministack and plays a family and the office through them."""

import platform
import signal
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from typing import Any

import boto3
import urllib3
from botocore.config import Config

from infra import package, template
from local.aws.clients import REGION
from local.city import start_city
from local.demo.client import DifferentError
from local.environment import fresh_secret

from . import checks, gaps, tls
from .emulator import ROOT, Emulator, EmulatorError
from .play import play
from .simulators import serve
from .stacks import Deployer, Made, StackError, data_stacks, function_stacks
from .town import Deployed

DIRECTORY = ROOT / "build" / "rehearsal"


def main() -> int:
    """0 when everything was made and ran as it should, 1 when anything differed."""
    began = time.perf_counter()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # else nothing would be stopped
    DIRECTORY.mkdir(parents=True, exist_ok=True)
    try:
        with ExitStack() as undo:
            rehearse(undo)
    except (DifferentError, EmulatorError, StackError) as error:
        say(f"DIFFERENT: {error}")
        say(f"the functions' logs and ministack's are in {DIRECTORY.relative_to(ROOT)}")
        return 1
    say(f"all as it should be, in {time.perf_counter() - began:.0f} s")
    return 0


def rehearse(undo: ExitStack) -> None:
    """Everything that is started is stopped by `undo`. Raises DifferentError, EmulatorError or StackError."""
    secret = fresh_secret()
    shown = tls.certify(DIRECTORY)
    undo.callback(shown.remove)
    city = start_city(secret, datetime.now(UTC).date())
    undo.callback(city.stop)
    addresses = serve(city, shown, undo)
    emulator = Emulator(DIRECTORY, shown)
    undo.callback(emulator.stop)
    say(f"ministack answers at {emulator.url}; roles are enforced")
    packages = {project: package.build(project, platform.machine()) for project in template.PROJECTS}
    for project, directory in packages.items():
        count = checks.imports_alone(emulator.python, directory)
        say(f"{project}: {count} handlers' modules import from their zips alone")

    session = boto3.session.Session("test", "test", region_name=REGION)

    @cache
    def client(service: str) -> Any:
        return session.client(  # type: ignore[call-overload]
            service,
            endpoint_url=emulator.url,
            verify=str(shown.certificate),
            config=Config(s3={"addressing_style": "path"}),
        )

    deployer = Deployer(client, emulator.url)
    made = {name: _made(deployer, name, *asked) for name, asked in data_stacks().items()}
    arn = made["ruxue-data"].outputs["SecretArn"]
    client("secretsmanager").put_secret_value(SecretId=arn, SecretString=secret)
    functions = function_stacks(deployer, packages, addresses)
    made |= {name: _made(deployer, name, *asked) for name, asked in functions.items()}
    gaps.in_mappings(client("lambda"))
    for words in gaps.WORDS:
        say(f"ministack's gap: {words}")
    say(f"{checks.alarms_watch_what_exists(client)} alarms watch what exists")
    town = Deployed(
        _address(emulator, made["ruxue-guardians"]),
        urllib3.PoolManager(ca_certs=str(shown.certificate)),
        staff=_address(emulator, made["ruxue-staff"]),
        issuer=addresses["sign-in"],
        endpoint=emulator.url,
        client=client,
    )
    undo.callback(lambda: town.keep_log(DIRECTORY / "functions.log"))
    play(town, city, made, say)


def _made(deployer: Deployer, name: str, body: str, parameters: dict[str, str]) -> Made:
    began = time.perf_counter()
    made = deployer.deploy(name, body, parameters)
    say(f"{name}: {len(made.resources)} resources in {time.perf_counter() - began:.1f} s: {made.words()}")
    return made


def _address(emulator: Emulator, stack: Made) -> str:
    return f"{emulator.url}/restapis/{stack.named('RestAPI')}/v1/_user_request_"


def say(words: str) -> None:
    sys.stdout.write(f"{datetime.now().astimezone():%H:%M:%S}  {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
