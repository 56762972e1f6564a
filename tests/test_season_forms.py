"""Each part of a season is changed in a form of the console, by a route of its own, or as JSON for a stated reason."""

import re
from pathlib import Path

from functions.registration.season.season import Season

FORMS = Path(__file__).parent.parent / "web" / "src" / "staff" / "season" / "draft.ts"

ELSEWHERE = {
    "id": "made with the season, and never changed",
    "year": "made with the season: the copy of last year's counts on",
    "publication_at": "two supervisors, on the publication's screen (R44)",
    "publication_held": "two supervisors, on the publication's screen (R44)",
    "draw": "two supervisors, on the publication's screen (R47)",
}
AS_JSON = {
    "is_sample": "of the sample that comes with Ruxue alone",
    "sample_note": "of the sample that comes with Ruxue alone",
    "district": "the deployment's, not the year's",
    "zone": "the deployment's, not the year's",
    "streets": "the national list's: changed when the state changes it",
    "communities": "the national list's: changed when the state changes it",
}

WITHIN = {
    "placing.*.doors.*.id": "made with the door, and named by nothing that people read",
    "notice.sections.*.id": "the law's own: every notice has each of them",
    "choices.*.*.value": "the code's own: which options there are, the checks know",
}
"""Leaves of a form that it does not change."""


def test_every_part_of_a_season_has_a_form_a_route_of_its_own_or_a_reason_to_be_json() -> None:
    [table] = re.findall(r"const HELD_BY[^{]*\{(.*?)\n\}", FORMS.read_text(encoding="utf-8"), re.DOTALL)
    in_forms = set(re.findall(r"^  (\w+):", table, re.MULTILINE))
    assert in_forms & (ELSEWHERE.keys() | AS_JSON.keys()) == set()
    assert in_forms | ELSEWHERE.keys() | AS_JSON.keys() == set(Season.model_fields)
