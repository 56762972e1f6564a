"""A small district that does not exist, unlike Siming in all that a season can say."""

from typing import Any

from functions.registration.season.file import parse_season
from functions.registration.season.season import Season

from .cases import Json


def both(zh: str, en: str) -> Json:
    return {"zh-CN": zh, "en": en}


def brook_valley(siming: dict[str, Any]) -> Season:
    """Two streets, one school, other dates and zone, other papers; words and lists borrowed from `siming`."""
    other_city = {"status": "other_city", "identity_documents": ["resident_id"], "asks": ["type"]}
    district = {"status": "district", "identity_documents": ["resident_id"], "asks": ["community"]}
    streets = [
        {"code": "999901001", "name": both("溪东街道", "East Brook")},
        {"code": "999901002", "name": both("溪西街道", "West Brook")},
    ]
    communities = [
        {"code": f"{street['code']}001", "street": street["code"], "name": street["name"]}
        for street in streets
    ]
    return parse_season(
        siming
        | {
            "id": "brook-valley-2031",
            "year": 2031,
            "district": {
                "code": "999901",
                "name": both("溪谷区", "Brook Valley"),
                "city": both("某市", "Sometown"),
            },
            "zone": "Asia/Urumqi",
            "opens_at": "2031-03-01T02:00:00+00:00",
            "closes_at": "2031-03-05T02:00:00+00:00",
            "amendment_deadline": "2031-03-06T02:00:00+00:00",
            "publication_at": "2031-04-01T02:00:00+00:00",
            "review_until": "2031-04-15T02:00:00+00:00",
            "results_until": "2031-05-01T02:00:00+00:00",
            "archive_until": "2032-05-01T02:00:00+00:00",
            "cutoff_birth_date": "2024-12-31",
            "admissible": [district, other_city],
            "streets": streets,
            "communities": communities,
            "schools": [
                {
                    "id": "brook",
                    "name": both("溪谷小学", "Brook School"),
                    "phone": "0999-0000001",
                    "address": both("无", "-"),
                }
            ],
            "catchments": {communities[0]["code"]: "brook", communities[1]["code"]: None},
            "addresses": [],
            "property_rules": [],
            "placing": [],
            "document_rules": [
                {
                    "any_of": ["other"],
                    "rule": "BV-1",
                    "reason": both("请上传居住满一年的证明。", "Upload proof of a year's residence."),
                    "when": {"household_status": ["other_city"]},
                }
            ],
        }
    )
