"""What a refused request answers, and that it changed nothing."""

from copy import deepcopy
from typing import Any

from .client import Answer, Json
from .household import Household


def refused(answer: Answer, status: int, code: str | None = None) -> Answer:
    assert answer.status == status, (answer.status, answer.content.decode())
    assert answer.kind == "application/problem+json"
    body = answer.json
    assert set(body) - {"instance"} == {"type", "title", "status", "code", "detail", "errors"}
    assert ("instance" in body) is (status >= 500)
    assert body["status"] == status
    assert body["detail"]
    assert all(one["field"] is not None and one["code"] and one["detail"] for one in body["errors"])
    if code is not None:
        assert body["code"] == code
    return answer


def changed(form: Json, path: str, value: Any) -> Json:
    """The form with one field replaced, by its dotted path."""
    copy = deepcopy(form)
    *way, last = path.split(".")
    at: Any = copy
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    at[int(last) if isinstance(at, list) else last] = value
    return copy


def unchanged(family: Household) -> None:
    assert family.look()["form"]["students"][0]["name"] == family.form["students"][0]["name"]
    assert family.stored().version == 2
