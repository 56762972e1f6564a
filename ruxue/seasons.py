"""A season's file: checked, and put in the place of what stands, by the rules that hold for the console."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from functions.cloud import composition, settings
from functions.registration.errors import NotFound
from functions.registration.season.file import SeasonFaultsError, clerk_report, load_season
from functions.registration.season.season import Season
from functions.registration.staff.audit import BY_ITSELF, Act, Deed
from functions.review.audit.audit_answers import People
from functions.review.season.desk import replaced

from . import approving


def faults(file: Path, language: str) -> list[dict[str, str]]:
    """Each with its path in the file, its code and its words."""
    try:
        load_season(_text(file))
    except SeasonFaultsError as error:
        return [
            {"field": fault.field, "code": fault.code, "words": clerk_report([fault], language)}
            for fault in error.faults
        ]
    return []


def people(file: Path, language: str, now: datetime) -> People | None:
    """Whether the season's people are enough (R37); None of what is no season, or where no system is named."""
    try:
        season = load_season(_text(file))
        settings.tables()
    except (SeasonFaultsError, settings.SettingsError):
        return None
    return approving.counted(season, language, now)


def loaded(file: Path, now: datetime, *, do: bool) -> dict[str, Any]:
    """Which version becomes which, and what changes. Raises SeasonFaultsError, StaleVersion."""
    after = load_season(_text(file))
    version, before = _current(after.id)
    after = replaced(after.id, before, after, district=after.district.code, now=now)
    changed = [
        name
        for name in Season.model_fields
        if before is None or getattr(before, name) != getattr(after, name)
    ]
    if do and changed:
        deed = Deed(after.id, Act.SEASON_REPLACED, BY_ITSELF, None, {"version": str(version + 1)})
        write = partial(composition.audit_trail().write_with, deed=deed, now=now)
        composition.season_table().put(after, replaces=version, by=BY_ITSELF, now=now, write=write)
    return {
        "season": after.id,
        "version": version,
        "becomes": version + 1 if changed else version,
        "changed": changed,
    }


def _text(file: Path) -> str:
    return file.read_bytes().decode("utf-8", errors="replace")


def _current(season: str) -> tuple[int, Season | None]:
    """Version 0 of nothing where there is no such season."""
    try:
        return composition.season_desk().current(season)
    except NotFound:
        return 0, None
