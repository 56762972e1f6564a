"""One alarm to every robot: a group that cannot be reached keeps it from no other."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from functions.cloud.logs import logger
from functions.cloud.sealing.secrets import Robot, RobotKind
from functions.cloud.web.webhook import WebhookError, signed

from .message import Message

Post = Callable[[str, Mapping[str, object]], None]


class UntoldError(Exception):
    """Some group was not told: Lambda tries it again, and the functions' alarm goes out by mail."""


def tell(message: Message, robots: Iterable[Robot], *, post: Post, now: datetime) -> None:
    """Raises UntoldError at the end, where a robot did not take it."""
    untold = []
    for robot in robots:
        try:
            post(_address(robot, now), _body(robot.kind, message))
        except WebhookError as error:
            logger().error("robot_not_reached", extra={"robot": robot.kind.value, "why": str(error)})
            untold.append(robot.kind.value)
    if untold:
        raise UntoldError(", ".join(untold))


def _address(robot: Robot, now: datetime) -> str:
    url = robot.url.get_secret_value()
    if robot.secret is None:
        return url
    return signed(url, robot.secret.get_secret_value(), int(now.timestamp() * 1000))


def _body(kind: RobotKind, message: Message) -> dict[str, object]:
    match kind:
        case RobotKind.DINGTALK:
            return {"msgtype": "markdown", "markdown": {"title": message.title, "text": message.text}}
        case RobotKind.WECOM:
            return {"msgtype": "markdown", "markdown": {"content": message.text}}
