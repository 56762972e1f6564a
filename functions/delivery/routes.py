"""Where SMS providers report what became of SMS: an address that only they know, since they sign nothing."""

import hmac
from datetime import UTC, datetime

from chalice import Response
from chalice.app import Blueprint

from functions.cloud.sealing.secrets import secrets
from functions.cloud.sms.reports import TAKEN, Reporter, pushed
from functions.cloud.web.http import answer, body_of, refusing
from functions.registration.errors import NotFound, Unavailable

from .noting import noted
from .taking import Taken

bp = Blueprint(__name__)

REPORTERS: dict[str, Reporter] = {name: name for name in TAKEN}


@bp.route("/sms-reports/{provider}/{door}", methods=["POST"], content_types=["*/*"])
@refusing(lambda: bp.current_request)
def take_sms_reports(provider: str, door: str) -> Response:
    """Takes what can be read, and says yes as the provider expects it: to push the rest again would help nobody."""
    reporter = REPORTERS.get(provider)
    if not _is_ours(door) or reporter is None:
        raise NotFound
    now = datetime.now(UTC)
    if Taken.BUSY in noted(reporter, pushed(reporter, body_of(bp.current_request), now), now):
        raise Unavailable(retry_after=60)
    return answer(TAKEN[reporter])


def _is_ours(given: str) -> bool:
    """Compared with the doors that are open, each in constant time."""
    said = given.encode(errors="replace")
    doors = [door.get_secret_value().encode() for door in secrets().sms_report_doors]
    return any(hmac.compare_digest(said, door) for door in doors)
