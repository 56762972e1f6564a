"""The form as a guardian of a generated household types it (docs/openapi.json)."""

from .families import Family
from .people import Json, Paper, Person, RecordedHome


def student(person: Person, community: str, *, status: str = "district", type_: str = "family") -> Json:
    household: Json = {"status": status}
    if status == "district":
        household |= {
            "type": type_,
            "street": community[:9],
            "community": community,
            "address": person.address,
        }
    return {
        "identity_document": person.paper.json(),
        "name": person.name,
        "name_pinyin": person.pinyin,
        "has_rare_characters": person.registry_name is not None,
        "birth_date": person.birth_date.isoformat(),
        "sex": person.sex,
        "household": household,
        "residence_address": person.address,
    }


def guardian(person: Person, relationship: str, phone: str | None = None) -> Json:
    answer: Json = {
        "relationship": relationship,
        "name": person.name,
        "identity_document": person.paper.json(),
    }
    return answer if phone is None else answer | {"phone": phone, "employer": "厦门示例软件有限公司"}


def purchase(home: RecordedHome, owner: tuple[str, Paper], *, kind: str = "parents_purchase") -> Json:
    name, paper = owner
    return {
        "kind": kind,
        "proof": home.proof,
        "number": home.number,
        "owner_name": name,
        "owner_identity_document": paper.json(),
        "acquired_on": home.acquired_on.isoformat(),
        "address": home.address,
    }


def form(family: Family, property_: Json, *students: Json, guardians: tuple[Json, ...] = ()) -> Json:
    """The whole form; without more words, every child and both parents, the mother first."""
    both = (guardian(family.mother, "mother", family.phone), guardian(family.father, "father"))
    everyone = students or tuple(student(child, family.community) for child in family.children)
    return {"students": list(everyone), "guardians": list(guardians or both), "property": property_}
