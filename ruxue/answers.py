"""Answers on standard output, as tables or as JSON; progress and refusals beside them."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from typing import Any

import typer
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    EndpointConnectionError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
)
from pydantic_core import PydanticCustomError
from rich.console import Console
from rich.table import Table

from functions.cloud.aws.errors import AwsError, CredentialsError, NoAnswerError, RefusedError, RegionError
from functions.cloud.logs import veiled
from functions.cloud.settings import SettingsError
from functions.cloud.table.items import UnreadableError
from functions.cloud.table.seasons import SeasonSetAsideError
from functions.registration.errors import Refusal
from functions.registration.texts import text

Step = Callable[[str], None]
"""Tells what was just done."""

UNNAMED = (CredentialsError, NoCredentialsError, NoRegionError, RegionError)
UNHEARD = (EndpointConnectionError, HTTPClientError, NoAnswerError)

SAID: Mapping[str, str] = {
    "no_such_letter": "no dead letter has this id",
    "season_faults": "the file is not right, `season check` tells where",
    "not_found": "nothing here has this id, reference, key or name",
    "not_possible_now": "as it stands, this can not be done",
    "stale_version": "somebody else was faster: look again",
}
"""What its code does not tell."""

NOT_DONE = "Nothing was changed; with --yes it is."
NOTHING_TO_DO = "There is nothing to do."

WIDTH = 110
"""Columns where nobody looks on: in a file or a pipe."""


@contextmanager
def refusing() -> Iterator[None]:
    """One sentence and 2 instead of a traceback, which could quote what is sealed."""
    try:
        yield
    except Refusal as refusal:
        words = _refused(refusal)
    except SettingsError as error:
        words = f"the environment is not complete: {error}"
    except UNNAMED as error:
        words = f"the environment is not complete: {error}"
    except UnreadableError as damaged:
        words = (
            f"registration {damaged.id} of season {damaged.season} cannot be read by this version"
            f" ({damaged.why}): docs/operations/runbooks/mending.md"
        )
    except SeasonSetAsideError as error:
        words = f"season {error} cannot be read by this version: docs/operations/runbooks/mending.md"
    except PydanticCustomError as error:
        words = f"{text(error.type, 'en').rstrip('.')} ({error.type})"
    except UNHEARD as error:
        words = f"nobody answered at the system that the environment names ({type(error).__name__})"
    except (AwsError, BotoCoreError, ClientError) as error:
        words = f"AWS did not do it: {_code(error)}"
    else:
        return
    sys.stderr.write(f"ruxue: {veiled(words)}\n")
    raise typer.Exit(2)


def _refused(refusal: Refusal) -> str:
    """In words where they are of use to whoever runs Ruxue, else by its code; and which fields it is about."""
    said = f"{SAID[refusal.reason]} ({refusal.reason})" if refusal.reason in SAID else refusal.reason
    places = ", ".join(fault.field or "the whole file" for fault in refusal.faults)
    return f"{said}: {places}" if places else said


def _code(error: Exception) -> str:
    """Never its message, which may quote what was sent."""
    if isinstance(error, RefusedError):
        return error.code
    if isinstance(error, ClientError):
        return str(error.response.get("Error", {}).get("Code", type(error).__name__))
    return type(error).__name__


@contextmanager
def working(what: str) -> Iterator[Step]:
    """Says on a terminal how many steps are done; nothing where nobody looks on.

    What is counted on the way is written as a function's line of metrics: beside the answer too.
    """
    done = 0
    with redirect_stdout(sys.stderr), Console(stderr=True).status(what) as status:

        def step(name: str) -> None:
            nonlocal done
            done += 1
            status.update(f"{what}: {done} ({name})")

        yield step


def say(answer: Mapping[str, Any], *, as_json: bool) -> None:
    """The whole answer. Numbers that look like a person's are hidden in it, as in logs."""
    shown = veiled(dict(answer))
    if as_json:
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2) + "\n")
        return
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDTH)
    for name, value in shown.items():
        if _is_rows(value):
            console.print(_table(name, value))
        else:
            console.print(f"{name}: {_cell(value)}", markup=False, highlight=False)
    if shown.get("done") is False:
        found = [value for value in shown.values() if isinstance(value, list | dict)]
        is_empty = bool(found) and not any(found)
        console.print(NOTHING_TO_DO if is_empty else NOT_DONE, highlight=False)


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _table(title: str, rows: list[dict[str, Any]]) -> Table:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    table = Table(title=title, title_justify="left")
    for name in columns:
        # An id of which a part is missing finds nothing.
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in columns))
    return table


def _cell(value: Any) -> str:
    match value:
        case None | []:
            return "–"
        case dict() if not value:  # {} would be any dict
            return "–"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(_cell, value))
        case dict():
            return ", ".join(f"{name} {_cell(entry)}" for name, entry in value.items())
        case _:
            return str(value)
