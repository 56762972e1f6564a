"""From the alarms' topic: whoever is on call reads it in the group where the team already is."""

from datetime import UTC, datetime

from chalice.app import Blueprint, SNSEvent

from functions.cloud.logs import run
from functions.cloud.sealing.secrets import secrets
from functions.cloud.web.webhook import post

from .message import message_of
from .telling import tell

bp = Blueprint(__name__)


@bp.on_sns_message(topic="AlarmTopic", name="tell_on_call")
@run
def tell_on_call(event: SNSEvent) -> None:
    given = secrets().on_call
    tell(message_of(event.message, given.runbooks), given.robots, post=post, now=datetime.now(UTC))
