"""What each registry says about the population, in the words of docs/gateways.md."""

import re
import unicodedata
from typing import Any

from local.population import Person, Population, RecordedHome

Question = dict[str, Any]
Answer = tuple[int, dict[str, Any]]

NO_RECORD: Answer = (404, {"code": "no_record"})
MALFORMED: Answer = (400, {"code": "malformed_question"})


class HouseholdRecords:
    """The police household registry: holds residents' identity cards and nothing else."""

    path = "/v1/residents/query"

    def __init__(self, population: Population) -> None:
        self._population = population

    def answer(self, question: Question) -> Answer:
        match question:
            case {"identity_document": {"type": "resident_id", "number": str(number)}}:
                person = self._population.residents.get(number.upper())
                return NO_RECORD if person is None else (200, {"resident": self._record(person)})
            case {"identity_document": {"type": str(), "number": str()}}:
                return 422, {"code": "document_not_held"}
        return MALFORMED

    def _record(self, person: Person) -> dict[str, Any]:
        return {
            "identity_document": person.paper.json(),
            "name": person.registry_name or person.name,
            "sex": person.sex,
            "birth_date": person.birth_date.isoformat(),
            "household_district": person.district,
            "household_community": person.community,
            "household_address": person.address,
            "household_type": person.household_type,
            "settled_on": None if person.settled_on is None else person.settled_on.isoformat(),
            "parents": [
                {
                    "relationship": parent.relationship,
                    "name": parent.name,
                    "identity_document": parent.paper.json(),
                }
                for parent in person.parents
            ],
            "household_members": list(self._population.members(person.household)),
            **person.record,
        }


class PropertyRecords:
    """The land and housing registry: certificates, and purchase contracts filed with the bureau."""

    path = "/v1/homes/query"

    def __init__(self, population: Population) -> None:
        self._homes: dict[tuple[str, str], list[RecordedHome]] = {}
        for home in population.homes:
            self._homes.setdefault((home.proof, _bare(home.number)), []).append(home)

    def answer(self, question: Question) -> Answer:
        match question:
            case {
                "proof": "certificate" | "contract" as proof,
                "number": str(number),
                "owner_name": str(owner),
            }:
                homes = self._homes.get((proof, _bare(number)), [])
                if not homes:
                    return NO_RECORD
                owned = [home for home in homes if owner in {name for name, _ in home.owners}]
                return 200, {"home": self._record((owned or homes)[0])}
        return MALFORMED

    @staticmethod
    def _record(home: RecordedHome) -> dict[str, Any]:
        return {
            "number": home.number,
            "owners": [
                {"name": name, "identity_document": paper.json(), "share": f"1/{len(home.owners)}"}
                for name, paper in home.owners
            ],
            "acquired_on": home.acquired_on.isoformat(),
            "titled_on": None if home.titled_on is None else home.titled_on.isoformat(),
            "address": home.address,
        }


def _bare(number: str) -> str:
    """The number without what people write differently: width, case, blanks, brackets."""
    return re.sub(r"[\s()\[\]〔〕【】]", "", unicodedata.normalize("NFKC", number)).upper()
