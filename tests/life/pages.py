"""The guardians' page: its texts, read from its sources, and which of them stands at the head of a registration."""

import re
from datetime import datetime
from functools import cache
from typing import Any

from functions.registration.season.season import Season
from functions.registration.texts.dates import in_words
from tests.references import ROOT

SOURCES = ROOT / "web" / "src"
STATUS = SOURCES / "guardian" / "status" / "RegistrationStatus.vue"
ENTRY = re.compile(r"^  '(status\.[\w.]+)':\s+'((?:[^'\\]|\\.)*)',$", re.MULTILINE)

TO_AMEND = {"abnormal", "no_record"}
OPEN = {"queued", "authority_unavailable"}


@cache
def status_texts(language: str) -> dict[str, str]:
    """Each text of a status, by its key."""
    files = sorted((SOURCES / "i18n").glob(f"*{language}.ts"))
    return {key: words for file in files for key, words in ENTRY.findall(file.read_text(encoding="utf-8"))}


def word_of(view: dict[str, Any], season: Season, now: datetime) -> str:
    """Which status the page shows: RegistrationStatus.vue once more, so that its every word can be walked to."""
    may = set(view["actions"])
    over = now >= season.results_until
    if view["status"] == "withdrawn":
        return "declined" if any(one["what"] == "declined" for one in view["timeline"]) else "withdrawn"
    if view["outcome"]:
        unsaid = "over" if over else "not_decided"
        return unsaid if view["outcome"] == "pending" else str(view["outcome"])
    if view["results"] in {"late", "held"}:
        return "over" if over else str(view["results"])
    if view["status"] == "draft":
        return "draft_open" if "edit" in may else "draft_code" if "submit" in may else "draft"
    if view["status"] == "amending":
        return "amending" if "edit" in may else "amending_code" if "submit" in may else "amending_over"
    return _of_checks(view, may) if view["status"] == "submitted" else str(view["status"])


def _of_checks(view: dict[str, Any], may: set[str]) -> str:
    states = {check["state"] for check in view["checks"]}
    if view["dispute"]:
        return str(view["dispute"]["state"])
    if view["request"]:
        return "asked"
    if states & TO_AMEND:
        return "abnormal" if "amend" in may else "unmended"
    if states & OPEN:
        return "checking"
    return "pending" if "manual_review" in states else "checked"


def headline(word: str, view: dict[str, Any], season: Season, language: str) -> str:
    """What the page says of this status, its dates filled in."""
    slots = {"at": "publication_at", "until": "amendment_deadline", "closes": "closes_at"}
    ends = view["deadlines"]
    said = {
        slot: in_words(f"{season.local(ends[name]):%Y-%m-%d %H:%M}", language) for slot, name in slots.items()
    }
    said["phone"] = season.contacts.support_phone
    texts = status_texts(language)
    return f"{texts[f'status.{word}']} {texts[f'status.{word}.say']}".format_map(said)
