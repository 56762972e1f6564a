"""Every model that somebody sends to either API, and what each is made of: for tests that go over all of a kind."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from functions.cloud.web.sign_in import TokenClaims
from infra.openapi_operations import OPERATIONS as GUARDIANS
from infra.openapi_staff import OPERATIONS as STAFF

REQUESTS: tuple[type[BaseModel], ...] = tuple(
    one.request for one in (*GUARDIANS, *STAFF) if one.request is not None
)


def models(*of: type[BaseModel]) -> tuple[type[BaseModel], ...]:
    """These and all that they hold, each once."""
    seen: dict[type[BaseModel], None] = {}
    waiting = list(of)
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen[model] = None
        for field in model.model_fields.values():
            waiting += [
                part
                for part in parts(field.annotation)
                if isinstance(part, type) and issubclass(part, BaseModel)
            ]
    return tuple(seen)


def texts() -> Iterator[tuple[str, Any]]:
    """Each text of a request, a season and a sign-in, by its model and field, with all that is said of it."""
    for model in models(TokenClaims, *REQUESTS):
        for name, field in model.model_fields.items():
            for part in parts(field.annotation, *field.metadata):
                if part is str or get_origin(part) is Annotated:
                    yield f"{model.__name__}.{name}", part


def parts(annotation: Any, *around: Any) -> Iterator[Any]:
    """What an annotation is made of, down to the innermost; a text with all that is said of it."""
    if get_origin(annotation) is Annotated:
        inner, *said = get_args(annotation)
        yield from parts(inner, *said, *around)
    elif annotation is str:
        yield Annotated[str, *around] if around else str
    elif get_origin(annotation) in {Union, UnionType, tuple, list, dict, frozenset}:
        # What is said of a whole list is said of none of its members.
        of_each = around if get_origin(annotation) in {Union, UnionType} else ()
        for argument in get_args(annotation):
            yield from parts(argument, *of_each)
    elif get_origin(annotation) is not Literal and annotation not in {NoneType, Ellipsis}:
        yield annotation
