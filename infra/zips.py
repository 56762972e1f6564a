"""Which zip carries which function: one a role, each with what that role imports and no more."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
MIB = 1024 * 1024


class Zip(NamedTuple):
    """One zip of a project."""

    distributions: tuple[str, ...]
    """Of those that the project's requirements lock; what they need comes with them."""
    rooms: tuple[str, ...] = ()
    """Of functions/, beside the domain and the adapters."""
    entry: str | None = None
    """The project's module that registers its routes."""
    largest: int = 40 * MIB
    draws_letters: bool = False
    """Then it carries the cut face beside the whole font."""


EVERYWHERE = ("aws-lambda-powertools", "chalice", "pydantic", "urllib3", "tzdata")
TABLE = (*EVERYWHERE, "boto3", "cryptography", "python-ulid")
"""Whoever reads and seals registrations. boto3 is there for what is rare, and to take our client's place by setting."""

AUTHORIZER = Zip((*EVERYWHERE, "pyjwt", "cryptography"), largest=12 * MIB)

ELSEWHERE = frozenset({"delivery", "submit", "inspect_document", "review", "jobs"})
"""Rooms with a zip of their own kind."""

WORKERS = tuple(sorted({path.parent.name for path in (ROOT / "functions").glob("*/handler.py")} - ELSEWHERE))
"""Every other room: each begins with a queue, the stream or the clock, and needs the same few distributions."""

ZIPS: Mapping[str, Mapping[str, Zip]] = {
    "guardians": {
        "api": Zip((*TABLE, "pypinyin"), ("delivery", "submit"), entry="api", largest=12 * MIB),
        "receipt": Zip(
            (*TABLE, "fpdf2", "noto-cjk-sans-otc", "segno"), ("submit",), entry="receipt", draws_letters=True
        ),
        "authorizer": AUTHORIZER,
        "inspection": Zip((*TABLE, "pillow", "pi-heif", "pypdfium2"), ("inspect_document",)),
        "workers": Zip((*TABLE, "pypinyin"), WORKERS),
    },
    "staff": {
        "staff": Zip((*TABLE, "pypinyin", "xlsxwriter"), ("jobs", "review"), entry="api"),
        "authorizer": AUTHORIZER,
    },
}
"""By project."""

BEHIND_THE_GATEWAY: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "guardians": {
        "APIHandler": ("api", "api.app"),
        "Receipt": ("receipt", "receipt.app"),
        "Authorizer": ("authorizer", "functions.cloud.web.authorizing.authorizer"),
    },
    "staff": {
        "APIHandler": ("staff", "api.app"),
        "Authorizer": ("authorizer", "functions.cloud.web.authorizing.authorizer"),
    },
}
"""Function of the template -> its zip, and where it begins; every other one begins in its room, where Chalice says."""


def carried(project: str, function: str, handler: str) -> tuple[str, str]:
    """The zip that carries a function of the template, and its handler; `handler` is what Chalice made of it."""
    if function in BEHIND_THE_GATEWAY[project]:
        return BEHIND_THE_GATEWAY[project][function]
    room = handler.split(".")[1]
    return next(name for name, one in ZIPS[project].items() if room in one.rooms), handler
