"""What is asked of each person of a form: field -> the rule that asks for it. Of a home: homes.HOMES.

A field's code is `need_` and its name. The pages ask the same: web/src/api/vocabulary.ts is made from these tables.
"""

from collections.abc import Mapping

from functions.registration.season.season import HouseholdField

STUDENT: Mapping[str, str] = {
    "identity_document": "R4",
    "name": "R4",
    "birth_date": "R4",
    "sex": "R4",
    "residence_address": "R6",
}

HOUSEHOLD: Mapping[HouseholdField, str] = {
    "type": "R6",
    "street": "R6",
    "community": "R6",
    "address": "R4",
}
"""Those of them that the season asks of the household's status."""

GUARDIAN: Mapping[str, str] = {"relationship": "R10", "name": "R10", "identity_document": "R10"}

FIRST_GUARDIAN: Mapping[str, str] = {"phone": "R12"}
"""Beside what is asked of each: every code and notice goes there."""
