"""The receipt's one route: a function of its own serves it, since it alone draws letters and pictures."""

from chalice import Response

from functions.cloud import settings
from functions.cloud.web.http import HEADERS
from functions.submit.account import Account
from functions.submit.routes import bp, language, loaded_of, route, season_of

from .content import receipt_of

__all__ = ["bp"]


@route("GET", "/registrations/{registration_id}/receipt")
def receipt(account: Account, registration_id: str) -> Response:
    registration = loaded_of(account, registration_id).registration
    pdf = receipt_of(
        registration, season_of(registration.season), site=settings.site().url, language=language()
    )
    headers: dict[str, str | list[str]] = {**HEADERS, "Content-Type": "application/pdf"}
    return Response(body=pdf, status_code=200, headers=headers)
