"""What stands in an address or a header, by name, and which answer leads to which request: for the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from functions.cloud.sms.reports import TAKEN
from functions.cloud.web.http import ID
from functions.registration.check_kinds import CheckId
from functions.registration.checks import CheckState
from functions.registration.season.season import Season
from functions.registration.staff.audit import Act
from functions.registration.staff.looking.grounds import LookingReason
from functions.review.cases import pages

_ULID = {"type": "string", "pattern": f"^{ID.pattern}$"}
_TEXT = {"type": "string"}

PARAMETERS: Mapping[str, Mapping[str, Any]] = {
    "registration_id": _ULID,
    "document_id": _ULID,
    "export_id": _ULID,
    "job": {"type": "string", "pattern": "^[a-z_]{1,40}(-[0-9A-Z]{26})?$"},
    "season": {"type": "string", "pattern": Season.model_json_schema()["properties"]["id"]["pattern"]},
    "version": {"type": "string", "pattern": "^[1-9][0-9]{0,7}$"},
    "check": TypeAdapter(CheckId).json_schema(),
    "provider": {"type": "string", "enum": sorted(TAKEN)},
    "door": {"type": "string", "pattern": "^[A-Za-z0-9_-]{32,128}$"},
    "number": {"type": "string", "pattern": "^[1-9][0-9]{0,3}$"},
    "If-Match": {"type": "string", "pattern": '^(W/)?"[0-9]{1,9}"$'},
    "Idempotency-Key": _TEXT,
    "kind": {"type": "string", "enum": sorted(pages.QUEUES)},
    "age": {"type": "integer", "minimum": 1, "maximum": pages.LONGEST_WAIT},
    "free": {"type": "string", "enum": ["true"]},
    "limit": {"type": "integer", "minimum": 1, "maximum": pages.LONGEST_PAGE},
    "street": _TEXT,
    "school": _TEXT,
    "cursor": _TEXT,
    "status": {"type": "string", "enum": sorted(pages.LISTED)},
    "state": {"type": "string", "enum": sorted(CheckState)},
    "person": _TEXT,
    "registration": _TEXT,
    "act": {"type": "string", "enum": sorted(Act)},
    "day": {"type": "string", "format": "date"},
    "reason": {"type": "string", "enum": sorted(LookingReason)},
    "waiting": {"type": "string", "enum": ["school", "second_word"]},
}

_MINE = {"registration_id": "$response.body#/id"}
_PAPER = {"registration_id": "$request.path.registration_id", "document_id": "$response.body#/document/id"}
_EXPORT = {"export_id": "$response.body#/id"}
_CASE = {"registration_id": "$response.body#/cases/0/id"}

LINKS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "createRegistration": {
        "readRegistration": _MINE,
        "saveForm": _MINE | {"header.If-Match": "$response.header.ETag"},
        "withdraw": _MINE,
        "askUpload": _MINE,
        "askCode": _MINE,
        "submit": _MINE,
        "amend": _MINE,
        "cancelAmendment": _MINE,
        "readReceipt": _MINE,
    },
    "askUpload": {"readDocument": _PAPER, "removeDocument": _PAPER},
    "readQueue": {
        "readCase": _CASE,
        "claimCase": _CASE,
        "releaseCase": _CASE,
        "readHistory": _CASE,
        "readPlace": _CASE,
    },
    "askExport": {"readExport": _EXPORT, "approveExport": _EXPORT},
}
"""Operation -> the operations that its answer's values lead to, each with where its parameters stand."""
