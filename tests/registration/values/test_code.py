"""A code as it is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from functions.registration.values.code import Code, Purpose

NOW = datetime(2022, 7, 5, tzinfo=UTC)
KEPT = {
    "id": "01CODE",
    "digest": "1:d",
    "covers": "1:c",
    "sent_at": NOW,
    "expires_at": NOW + timedelta(minutes=10),
}


def test_r45_a_code_without_a_purpose_is_no_code() -> None:
    with pytest.raises(ValidationError):
        Code.model_validate(KEPT)


@pytest.mark.parametrize("purpose", Purpose)
def test_r45_a_code_keeps_its_one_purpose(purpose: Purpose) -> None:
    kept = Code.model_validate(KEPT | {"purpose": purpose})
    assert Code.model_validate_json(kept.model_dump_json()).purpose is purpose
