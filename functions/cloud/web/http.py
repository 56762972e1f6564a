"""Answers of the HTTPS APIs: JSON, ETags and RFC 9457 problem details. HTTP status lives here alone."""

import functools
import json
import re
import traceback
from collections.abc import Callable, Mapping
from typing import Annotated, Any, NotRequired, TypeVar, cast

from chalice import Response
from chalice.app import MultiDict, Request
from pydantic import BaseModel, Field, ValidationError
from typing_extensions import TypedDict

from functions.cloud.aws.errors import FaultError, NoAnswerError, ThrottledError
from functions.cloud.logs import logger, trace
from functions.cloud.table.table import BusyError
from functions.registration import errors
from functions.registration.errors import Fault, InvalidInput, NotFound, Refusal, VersionRequired
from functions.registration.texts import text
from functions.registration.values.model import jsonable

from . import strict_json
from .wrong_fields import refused_input

STATUS: dict[type[Refusal], int] = {
    errors.InvalidInput: 422,
    errors.NotFound: 404,
    errors.AccountNotVerified: 403,
    errors.NotAllowed: 403,
    errors.NotPossibleNow: 409,
    errors.StaleVersion: 412,
    errors.VersionRequired: 428,
    errors.NotEligible: 422,
    errors.NotConfirmed: 422,
    errors.Incomplete: 422,
    errors.ChildAlreadyRegistered: 409,
    errors.CodeRefused: 422,
    errors.CodeNeeded: 403,
    errors.PledgeOutdated: 409,
    errors.ConsentNeeded: 403,
    errors.NoticeOutdated: 409,
    errors.KeyReused: 422,
    errors.CannotBeRead: 500,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}


class FieldError(TypedDict):
    field: Annotated[str, Field(description="Dotted path, such as students.0.identity_document.number")]
    code: str
    detail: str


class Problem(TypedDict):
    """RFC 9457 problem details."""

    instance: NotRequired[
        Annotated[
            str, Field(description="Of a fault of ours: `urn:ruxue:trace:` and the id to search the logs by")
        ]
    ]

    type: str
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldError]


class InternalFault(Refusal):
    """Ours, not the asker's."""

    code = "internal_fault"


FAULTS = 500
"""From this status on it is ours, and the answer names its trace."""

BY_CODE = {
    "internal_fault": 500,
    "malformed_json": 400,
    "body_too_large": 413,
    "method_not_allowed": 405,
    "not_acceptable": 406,
    "unsupported_media_type": 415,
}

FRAMEWORK_CODES = {
    "MethodNotAllowedError": "method_not_allowed",
    "BadRequest": "not_acceptable",
    "UnsupportedMediaType": "unsupported_media_type",
}
"""What Chalice refuses by itself, before or after a view, by our codes."""

ID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
"""A ULID: what every id in a path looks like."""

ACCOUNT = "ruxue_account"
"""Where in a request's context a room keeps the keyed MAC of who asks, so that each refusal can be traced to it."""

CHARSET = re.compile(r"""charset\s*=\s*["']?([^"';,\s]*)""", re.IGNORECASE)
"""What a content type says of its encoding; JSON has one only (RFC 8259)."""

LARGEST_BODY = 256 * 1024
"""Bytes. The largest honest form is under 20 kB."""

HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}

BUSY = (ThrottledError, FaultError, NoAnswerError, BusyError)
"""Of AWS, after every try that was harmless, and of two who write the same at once: it may be asked again."""

View = TypeVar("View", bound=Callable[..., Response])
M = TypeVar("M", bound=BaseModel)


def language_of(request: Request) -> str:
    """`en` or `zh-CN`, by the first of the two in Accept-Language."""
    for choice in str(request.headers.get("accept-language", "")).split(","):
        wanted = choice.split(";")[0].strip().lower()
        if wanted.startswith("zh"):
            break
        if wanted.startswith("en"):
            return "en"
    return "zh-CN"


def answer(
    body: Any, *, status: int = 200, version: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """JSON that nobody else may keep; `version` becomes the ETag."""
    tag = {} if version is None else {"ETag": f'"{version}"'}
    kind = {} if body is None else {"Content-Type": "application/json"}
    sent = "" if body is None else json.dumps(body, default=jsonable, separators=(",", ":"))
    return Response(body=sent, status_code=status, headers={**HEADERS, **kind, **tag, **(headers or {})})


def problem(refusal: Refusal, language: str, translate: Callable[..., str] = text) -> Response:
    """A refusal as problem details, in the reader's language; `translate` words a code for who reads it."""
    status = BY_CODE.get(refusal.reason) or next(
        STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS
    )
    body: Problem = {
        "type": f"urn:ruxue:problem:{refusal.reason}",
        "title": text(f"{refusal.code}_title", language),
        "status": status,
        "code": refusal.reason,
        "detail": translate(refusal.reason, language, **refusal.variables),
        "errors": [
            {
                "field": fault.field,
                "code": fault.code,
                "detail": translate(fault.code, language, **fault.variables),
            }
            for fault in refusal.faults
        ],
    }
    if status >= FAULTS and (by := trace()) is not None:
        body["instance"] = f"urn:ruxue:trace:{by}"
    headers: dict[str, str | list[str]] = {
        **HEADERS,
        "Content-Type": "application/problem+json",
        "Content-Language": language,
    }
    after = getattr(refusal, "retry_after", None)
    if after is not None:
        headers["Retry-After"] = str(max(1, after))
    return Response(body=body, status_code=status, headers=headers)


def as_problem(response: Response, language: str) -> Response:
    """Chalice's own refusals as problem details like every other; any other answer as it is."""
    if not isinstance(response.body, dict) or "Code" not in response.body:
        return response
    code = FRAMEWORK_CODES.get(response.body["Code"], InternalFault.code)
    said = problem(Refusal(code=code), language)
    said.headers |= {name: value for name, value in response.headers.items() if name == "Allow"}
    return said


def refusing(
    request: Callable[[], Request], *, translate: Callable[..., str] = text
) -> Callable[[View], View]:
    """Under `@bp.route`: a refusal raised by the view becomes its problem, AWS being busy or gone a 503, anything
    else a 500 that says no more.

    A fault is logged by its type and place only: its words may quote what somebody typed.
    """

    def around(view: View) -> View:
        @functools.wraps(view)
        def inner(*args: Any, **kwargs: Any) -> Response:
            try:
                if not all(ID.fullmatch(value) for name, value in kwargs.items() if name.endswith("_id")):
                    raise NotFound  # noqa: TRY301 - nothing has another kind of id, so nothing is asked
                return view(*args, **kwargs)
            except Refusal as refusal:
                ids = {name: value for name, value in kwargs.items() if ID.fullmatch(value)}
                who = {"account": request().context[ACCOUNT]} if ACCOUNT in request().context else {}
                said = {"code": refusal.reason, "view": view.__name__}
                logger().info("refused", extra=said | who | ids)
                return problem(refusal, language_of(request()), translate)
            except BUSY as busy:
                logger().error(
                    "aws_not_answering", extra={"kind": type(busy).__name__, "view": view.__name__}
                )
                return problem(errors.Unavailable(retry_after=1), language_of(request()), translate)
            except Exception as fault:  # noqa: BLE001 - the edge of the API
                place = [
                    f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)
                ]
                logger().error("fault", extra={"kind": type(fault).__name__, "place": place[-5:]})
                return problem(InternalFault(), language_of(request()), translate)

        return inner  # type: ignore[return-value]

    return around


def check_query(request: Request, known: tuple[str, ...] = ()) -> None:
    """Of an asker who may ask at all. Raises InvalidInput naming each parameter that is unknown, empty or repeated."""
    sent = MultiDict({}) if request.query_params is None else request.query_params
    faults = [Fault(name, "unknown_field") for name in sorted(set(sent) - set(known))]
    faults += [
        Fault(name, "invalid_format") for name in sent if name in known and len(sent.getlist(name)) > 1
    ]
    faults += [Fault(name, "empty_text") for name in sent if name in known and not sent[name]]
    if faults:
        raise InvalidInput(*faults)


def parse(request: Request, model: type[M]) -> M:
    """The body as `model`. Raises InvalidInput naming each wrong field by its dotted path."""
    raw = body_of(request) or b"null"
    strictly_json(raw)
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise refused_input(error) from None


def body_of(request: Request) -> bytes:
    """The body as it was sent. Raises InvalidInput for one that is too large or says to be in no UTF-8."""
    raw = cast("bytes", request.raw_body)
    if len(raw) > LARGEST_BODY:
        raise InvalidInput(code="body_too_large")
    said = CHARSET.search(request.headers.get("content-type", ""))
    if said is not None and said[1].lower() not in {"utf-8", "utf8"}:
        raise InvalidInput(code="unsupported_media_type")
    return raw


def strictly_json(raw: bytes) -> None:
    """Raises InvalidInput for what is no JSON, or JSON that can be read in two ways."""
    try:
        strict_json.check(raw)
    except ValueError:
        raise InvalidInput(code="malformed_json") from None


def version_of(headers: Mapping[str, str]) -> int:
    """The version that If-Match names. Raises VersionRequired; what is no ETag of ours matches nothing: -1."""
    tag = headers.get("if-match")
    if tag is None:
        raise VersionRequired
    match = re.fullmatch(r'(?:W/)?"(\d{1,9})"', tag.strip())
    return int(match[1]) if match else -1
