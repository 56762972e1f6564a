"""From the logs of Amazon SNS, which pushes nothing: what became of SMS."""

from datetime import UTC, datetime
from typing import Any

from chalice.app import Blueprint

from functions.cloud.logs import running
from functions.cloud.sms.sns_logs import logged

from .noting import noted
from .taking import Taken

bp = Blueprint(__name__)


class MetOthersError(Exception):
    """A report met other writers of its notice: Lambda hands the lines over again, and what was noted is known."""


@bp.lambda_function(name="take_sns_logs")
def take_sns_logs(event: dict[str, Any], context: Any) -> None:
    now = datetime.now(UTC)
    with running(getattr(context, "aws_request_id", None)):
        if Taken.BUSY in noted("sns", logged(event, now), now):
            raise MetOthersError
