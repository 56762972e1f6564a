"""Values as families type them, and what each is: lists that the page's own tests run as well."""

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "corpus"


def corpus(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return rows
