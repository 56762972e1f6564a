import json
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from functions.registration.season.season import Season
from seasons import SIMING_2022, siming_2022


@cache
def _read() -> Any:
    return json.loads(SIMING_2022.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def season() -> Season:
    return siming_2022().model_copy(update={"publication_held": False})


@pytest.fixture
def data() -> dict[str, Any]:
    """The sample season as decoded JSON, to be spoilt."""
    return deepcopy(_read())
