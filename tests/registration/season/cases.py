"""A complete registration to take things away from. No real person's data: numbers are generated."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from functions.registration.documents import Document, DocumentState
from functions.registration.form import Form
from functions.registration.values import resident_id

Json = dict[str, Any]
AT = datetime(2022, 7, 2, tzinfo=UTC)


def number(birth: str, serial: str = "002") -> str:
    """A resident number that no real person has: the area is not assigned."""
    stem = "999999" + birth + serial
    return next(stem + digit for digit in "0123456789X" if _right(stem + digit))


def _right(candidate: str) -> bool:
    try:
        return resident_id.checked(candidate) == candidate
    except ValueError:
        return False


def student(serial: str = "002", **changes: Any) -> Json:
    household = {
        "status": "district",
        "type": "family",
        "street": "350203009",
        "community": "350203009007",
        "address": "思明区样例路 1 号",
    }
    return {
        "identity_document": {"type": "resident_id", "number": number("20160501", serial)},
        "name": "林样例",
        "name_pinyin": "LIN YANGLI",
        "birth_date": "2016-05-01",
        "sex": "female",
        "household": household | changes.pop("household", {}),
        "residence_address": "思明区样例路 1 号",
    } | changes


def hong_kong_student(**changes: Any) -> Json:
    document = {"type": "hk_macao_permit", "number": "H99999999"}
    return student(identity_document=document) | {"household": {"status": "hmt_or_foreign"}} | changes


GUARDIAN: Json = {
    "relationship": "mother",
    "name": "陈样例",
    "identity_document": {"type": "resident_id", "number": number("19880101")},
    "phone": "13800000000",
}

OWNER: Json = {"type": "resident_id", "number": number("19880101")}

HOMES: dict[str, Json] = {
    kind: {
        "kind": kind,
        "proof": "certificate",
        "number": "闽（2020）厦门市不动产权第0084498号",
        "owner_name": "陈样例",
        "owner_identity_document": OWNER,
        "acquired_on": "2018-03-01",
        "address": "思明区样例路 1 号",
    }
    for kind in ("parents_purchase", "grandparents_purchase")
} | {
    "public_rental": {
        "kind": "public_rental",
        "tenant_name": "陈样例",
        "tenant_identity_document": OWNER,
        "address": "思明区样例路 1 号",
    },
    "low_rent": {"kind": "low_rent", "contract_number": "LZ2020001", "address": "思明区样例路 1 号"},
    "collective": {"kind": "collective"},
    "other": {"kind": "other", "address": "思明区样例路 1 号", "explanation": "历史原因，没有产权证。"},
}


def form(*students: Json, home: str | Json = "parents_purchase", **changes: Any) -> Form:
    """The form of these students (one ordinary, where none is given), one guardian and a home."""
    claim = HOMES[home] if isinstance(home, str) else home
    answers = {"students": list(students or [student()]), "guardians": [GUARDIAN], "property": claim}
    return Form.model_validate(deepcopy(answers | changes))


def document(kind: str, about: int | None = None, state: DocumentState = DocumentState.ACCEPTED) -> Document:
    return Document.model_validate(
        {
            "id": f"{kind}-{about}-{state}",
            "kind": kind,
            "student": about,
            "state": state,
            "media_type": "image/jpeg",
            "size": 1000,
            "asked_at": AT,
            "upload_until": AT,
        }
    )
