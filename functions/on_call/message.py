"""What whoever is on call reads of an alarm, in Chinese: what people notice, what it means, where to go on."""

import json
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
PAGES = "docs/zh-CN/operations/runbooks"
ANCHOR = re.compile(r"\(docs/operations/runbooks/(?P<page>[\w-]+\.md)#(?P<anchor>\w+)\)$")
"""How the description of every alarm ends."""

STATES = {"ALARM": "告警", "OK": "恢复正常", "INSUFFICIENT_DATA": "数据不足"}

UNREADABLE = "收到一条无法识别的告警，请查看告警邮件和 CloudWatch。"


class Meaning(NamedTuple):
    name: str
    noticed: str
    means: str


class Message(NamedTuple):
    title: str
    text: str
    """Markdown, as far as both DingTalk and WeCom show it."""


def message_of(published: str, runbooks: str | None) -> Message:
    """Of what CloudWatch publishes; whatever it is, somebody is told. `runbooks`: where the Chinese pages are shown."""
    try:
        alarm = json.loads(published)
        state = STATES[alarm["NewStateValue"]]
        at = datetime.fromisoformat(alarm["StateChangeTime"]).astimezone(ZONE)
        place_named = ANCHOR.search(alarm["AlarmDescription"] or "")
        meaning = None if place_named is None else meanings().get(place_named["anchor"])
        if place_named is None or meaning is None:
            return Message(f"{state} {alarm['AlarmName']}", f"### {state}：{alarm['AlarmName']}")
    except (ValueError, KeyError, TypeError):
        return Message("告警", UNREADABLE)
    place = f"{place_named['page']}#{place_named['anchor']}"
    page = f"{PAGES}/{place}" if runbooks is None else f"[{place_named['page']}]({runbooks}/{place})"
    lines = (
        f"### {state}：{meaning.name}",
        f"时间：{at:%Y-%m-%d %H:%M}",
        f"人们看到：{meaning.noticed}",
        f"含义：{meaning.means}",
        f"手册：{page}",
    )
    return Message(f"{state} {meaning.name}", "\n\n".join(lines))


@cache
def meanings() -> dict[str, Meaning]:
    """Of each alarm, by its anchor; made from the runbooks by `python -m infra.meanings`."""
    table = json.loads(Path(__file__).with_name("meanings.json").read_text("utf-8"))
    return {name.lower(): Meaning(name, **words) for name, words in table.items()}
