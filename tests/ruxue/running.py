"""Runs the command in this process, with the canary's eye on all that it says."""

import json
from typing import Any

from typer.testing import CliRunner

from ruxue.command import app
from tests.canary.watch import WATCH


def run(*words: str, code: int = 0) -> str:
    """All that was said, standard error included."""
    result = CliRunner().invoke(app, list(words))
    WATCH.look(f"ruxue {words[0]}", result.output)
    assert result.exit_code == code, (result.output, result.exception)
    return result.output


def asked(*words: str, code: int = 0) -> dict[str, Any]:
    """The answer as a program reads it."""
    result = CliRunner().invoke(app, [*words, "--json"])
    WATCH.look(f"ruxue {words[0]}", result.output)
    assert result.exit_code == code, (result.output, result.exception)
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer
