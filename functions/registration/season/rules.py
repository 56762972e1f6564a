"""What must hold between the parts of a season, beyond each part's own shape.

Each rule names the fields that it reads, so that a file with a wrong field still gets every other rule's answer.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from functions.registration.documents import DocumentKind
from functions.registration.errors import Fault
from functions.registration.form import HomeKind, HouseholdStatus, HouseholdType, Proof, Relationship, Sex
from functions.registration.values.identity import IdentityDocumentType

from . import placing_faults
from .addresses import overlapping
from .document_rules import DocumentRule
from .notice import PrivacyNotice, Section

INSTANTS = (
    "opens_at", "closes_at", "amendment_deadline", "publication_at", "review_until", "results_until", "archive_until"
)  # fmt: skip
"""In the order in which they must come."""


def _values(enum: type[StrEnum]) -> frozenset[str]:
    return frozenset(enum)


LISTS: Mapping[str, frozenset[str]] = {
    "household_status": _values(HouseholdStatus),
    "household_type": _values(HouseholdType),
    "sex": _values(Sex),
    "relationship": _values(Relationship),
    "identity_document_type": _values(IdentityDocumentType),
    "property_kind": _values(HomeKind),
    "proof": _values(Proof),
    "document_kind": _values(DocumentKind),
}
"""Every list of choices that a season has, and the values it may hold."""

TEXTS = frozenset(
    {
        "who_may_register",  # R1, R2
        "verify_account",  # R3
        "prefilled",  # R4
        "household_type_help",  # R6
        "twins_help",  # R7
        "rare_help",  # R8
        "single_parent_help",  # R10, R11
        "phone_help",  # R12
        "family_notes_help",  # R13
        "certificate_where",  # R15, R16
        "contract_where",  # R15
        "acquired_on_help",  # R17
        "owner_help",  # R15
        "share_hint",  # R18
        "documents_help",  # R22
        "results_note",  # R26
        "next_admitted",  # R29
        "next_refused",  # R29
        "next_pending",  # R21, R29
    }
)
"""The places of the page for which every season has words."""

YOUNGEST, OLDEST = 5, 8
"""A first-year pupil's age in years; a cutoff outside is a slip of the pen."""

Parts = Mapping[str, Any]
Found = Iterator[Fault]


def _order(parts: Parts) -> Found:
    known = [name for name in INSTANTS if parts.get(name) is not None]
    for earlier, later in pairwise(known):
        if parts[later] <= parts[earlier]:
            yield Fault(later, "season_order", {"earlier": earlier, "later": later})


def _id(parts: Parts) -> Found:
    if not parts["id"].endswith(f"-{parts['year']}"):
        yield Fault("id", "season_id_year", {"year": str(parts["year"])})


def _opening_year(parts: Parts) -> Found:
    if parts["opens_at"].year not in (parts["year"] - 1, parts["year"]):
        yield Fault("opens_at", "season_opening_year", {"year": str(parts["year"])})


def _cutoff(parts: Parts) -> Found:
    if not YOUNGEST <= parts["year"] - parts["cutoff_birth_date"].year <= OLDEST:
        yield Fault("cutoff_birth_date", "season_cutoff", {"year": str(parts["year"])})


def _zone(parts: Parts) -> Found:
    try:
        ZoneInfo(parts["zone"])
    except (KeyError, OSError, ValueError):
        yield Fault("zone", "season_zone", {"zone": parts["zone"]})


def _sample(parts: Parts) -> Found:
    if parts["is_sample"] != (parts["sample_note"] is not None):
        yield Fault("sample_note", "season_sample_note")


def _repeated(field: str, key: str, values: Iterable[str]) -> Found:
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield Fault(f"{field}.{index}.{key}", "season_repeated", {"value": value})
        seen.add(value)


def _repeats(field: str, key: str) -> Callable[[Parts], Found]:
    return lambda parts: _repeated(field, key, (getattr(entry, key) for entry in parts[field]))


def _streets(parts: Parts) -> Found:
    streets = {street.code for street in parts["streets"]}
    for index, community in enumerate(parts["communities"]):
        if community.street not in streets:
            yield Fault(f"communities.{index}.street", "season_unknown_street", {"value": community.street})
    peopled = {community.street for community in parts["communities"]}
    for index, street in enumerate(parts["streets"]):
        if street.code not in peopled:
            yield Fault(f"streets.{index}", "season_empty_street", {"value": street.code})


def _catchments(parts: Parts) -> Found:
    communities = {community.code for community in parts["communities"]}
    for code in sorted(communities - parts["catchments"].keys()):
        yield Fault(f"catchments.{code}", "season_no_catchment", {"value": code})
    for code in sorted(parts["catchments"].keys() - communities):
        yield Fault(f"catchments.{code}", "season_unknown_community", {"value": code})


def _catchment_schools(parts: Parts) -> Found:
    schools = {school.id for school in parts["schools"]}
    for code, school in sorted(parts["catchments"].items()):
        if school is not None and school not in schools:
            yield Fault(f"catchments.{code}", "season_unknown_school", {"value": school})


def _addresses(parts: Parts) -> Found:
    for index, row in enumerate(parts["addresses"]):
        if row.last < row.first:
            yield Fault(f"addresses.{index}.last", "season_numbers_reversed", {"first": str(row.first)})
    for index, row in overlapping(parts["addresses"]):
        where = {"road": row.road, "first": str(row.first), "last": str(row.last)}
        yield Fault(f"addresses.{index}", "season_addresses_overlap", where)


def _address_communities(parts: Parts) -> Found:
    communities = {community.code for community in parts["communities"]}
    for index, row in enumerate(parts["addresses"]):
        if row.community not in communities:
            yield Fault(f"addresses.{index}.community", "season_unknown_community", {"value": row.community})


def _lists(parts: Parts) -> Found:
    choices = parts["choices"]
    for name in sorted(LISTS.keys() - choices.keys()):
        yield Fault(f"choices.{name}", "season_no_list")
    for name, options in choices.items():
        if name not in LISTS:
            yield Fault(f"choices.{name}", "season_unknown_list", {"value": name})
            continue
        if not options:
            yield Fault(f"choices.{name}", "season_no_list")
        yield from _repeated(f"choices.{name}", "value", (option.value for option in options))
        for index, option in enumerate(options):
            if option.value not in LISTS[name]:
                yield Fault(f"choices.{name}.{index}.value", "season_unknown_choice", {"value": option.value})


def _offered(parts: Parts, name: str) -> frozenset[str]:
    return frozenset(choice.value for choice in parts["choices"].get(name, ()))


def _each_offered(parts: Parts, name: str, field: str, values: Iterable[str]) -> Found:
    for value in values:
        if value not in _offered(parts, name):
            yield Fault(field, "season_not_offered", {"value": value, "list": name})


def _admissible(parts: Parts) -> Found:
    for index, admission in enumerate(parts["admissible"]):
        at = f"admissible.{index}"
        yield from _each_offered(parts, "household_status", f"{at}.status", [admission.status])
        documents = admission.identity_documents
        yield from _each_offered(parts, "identity_document_type", f"{at}.identity_documents", documents)


WHEN_LISTS = {
    "household_status": "household_status",
    "household_type": "household_type",
    "student_document": "identity_document_type",
    "property_kind": "property_kind",
    "proof": "proof",
}


def _document_rules(parts: Parts) -> Found:
    rule: DocumentRule
    for index, rule in enumerate(parts["document_rules"]):
        at = f"document_rules.{index}"
        yield from _each_offered(parts, "document_kind", f"{at}.any_of", rule.any_of)
        for name, choices in WHEN_LISTS.items():
            yield from _each_offered(parts, choices, f"{at}.when.{name}", getattr(rule.when, name))


def _property_rules(parts: Parts) -> Found:
    for index, rule in enumerate(parts["property_rules"]):
        at = f"property_rules.{index}"
        yield from _each_offered(parts, "property_kind", f"{at}.kind", [rule.kind])
        yield from _each_offered(parts, "household_type", f"{at}.household_types", rule.household_types)


def _texts(parts: Parts) -> Found:
    for name in sorted(TEXTS - parts["texts"].keys()):
        yield Fault(f"texts.{name}", "season_no_text", {"value": name})


def _notice(parts: Parts) -> Found:
    notice: PrivacyNotice = parts["notice"]
    section_ids = [section.id for section in notice.sections]
    for name in Section:
        if name not in section_ids:
            yield Fault("notice.sections", "season_no_section", {"value": name})
    yield from _repeated("notice.sections", "id", section_ids)
    yield from _repeated("notice.consents", "id", (question.id for question in notice.consents))


def _notice_of_a_sample(parts: Parts) -> Found:
    if parts["is_sample"] and parts["notice"].to_settle is None:
        yield Fault("notice.to_settle", "season_sample_note")


class Rule(NamedTuple):
    reads: frozenset[str]
    find: Callable[[Parts], Found]


RULES: tuple[Rule, ...] = tuple(
    Rule(frozenset(reads.split()), find)
    for reads, find in (
        ("", _order),
        ("id year", _id),
        ("opens_at year", _opening_year),
        ("cutoff_birth_date year", _cutoff),
        ("zone", _zone),
        ("is_sample sample_note", _sample),
        ("streets", _repeats("streets", "code")),
        ("communities", _repeats("communities", "code")),
        ("schools", _repeats("schools", "id")),
        ("admissible", _repeats("admissible", "status")),
        ("property_rules", _repeats("property_rules", "kind")),
        ("streets communities", _streets),
        ("communities catchments", _catchments),
        ("schools catchments", _catchment_schools),
        ("addresses", _addresses),
        ("addresses communities", _address_communities),
        ("choices", _lists),
        ("choices admissible", _admissible),
        ("choices document_rules", _document_rules),
        ("choices property_rules", _property_rules),
        ("schools placing", placing_faults.each_school_has_its_rules),
        ("placing", placing_faults.doors_are_sound),
        ("choices placing", placing_faults.homes_are_offered),
        ("limits placing", placing_faults.used_homes_are_known),
        ("draw", placing_faults.draw_is_whole),
        ("texts", _texts),
        ("notice", _notice),
        ("is_sample notice", _notice_of_a_sample),
    )
)


def faults_of(parts: Parts) -> tuple[Fault, ...]:
    """Every fault between the parts that are there (name -> parsed value), in the rules' order."""
    return tuple(fault for rule in RULES if rule.reads <= parts.keys() for fault in rule.find(parts))
