"""The stories up to the day of publication, each asserted to what its family then sees."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from local.population import correction_of

from .changes import begun, cancelled
from .claims import displaced, makes_way, registers_the_child_of
from .client import expect
from .family import Family
from .more import ask_for_more

Tell = Callable[[Family], str]


def ordinary_way(family: Family, expected: dict[str, str]) -> str:
    """Fill in, upload, submit, and see these states."""
    family.begin()
    family.save()
    files = family.upload_what_is_missing()
    seen = family.submitted()
    expect(seen["outcome"] is None, "an outcome before publication")
    states = family.checks()
    differing = {one: states.get(one) for one in expected if states.get(one) != expected[one]}
    expect(not differing, f"checks differ: {differing}, expected {expected}")
    return f"{files} files, checks: {', '.join(f'{one} {state}' for one, state in states.items())}"


def ordinary(family: Family) -> str:
    expect(family.prefill().code == "consent_needed", "the registry was asked before the notice was answered")
    family.consent()
    told = family.prefill()
    expect(told.status == HTTPStatus.OK, f"prefill answered {told.status}: {told.body}")
    student = family.form["students"][0]
    expect(told.body["student"]["name"] == student["name"], "prefill told another name")
    expect(len(told.body["guardians"]) == len(family.form["guardians"]), "prefill did not tell both parents")
    result = ordinary_way(family, ALL_PASSED)
    source = family.look()["provenance"]
    expect(source["students.0.name"] == "registry", "the name does not come from the registry")
    expect(source["guardians.0.phone"] == "guardian", "the phone does not come from the guardian")
    receipt = family.person.call("GET", f"/registrations/{family.id}/receipt", Accept="application/pdf")
    expect(receipt.body[:5] == b"%PDF-", "the receipt is no PDF")
    return (
        f"prefilled {len(told.body['provenance'])} fields, {result}, receipt {len(receipt.body) // 1024} kB"
    )


def wrong_certificate(family: Family) -> str:
    ordinary_way(family, ALL_PASSED | {"property": "no_record"})
    finding = next(one for one in family.look()["checks"] if one["id"] == "property")["findings"][0]
    expect(finding["field"] == "property.number", f"the finding names {finding['field']}")
    asked = authority_counts(family)
    family.person.ok("POST", f"/registrations/{family.id}/amendment")
    family.form = correction_of(family.story)
    family.save()
    family.town.advance(minutes=2)
    family.submitted()
    expect(family.checks() == ALL_PASSED, f"after amending: {family.checks()}")
    more = {name: after - asked[name] for name, after in authority_counts(family).items()}
    expect(more["property"] == 1, f"the home was asked about {more['property']} times")
    return f"amended {finding['field']}; asked again: home {more['property']}, guardians 0"


def authority_counts(family: Family) -> dict[str, int]:
    names = ("household", "property")
    return {name: int(family.town.local("GET", f"authorities/{name}")["counts"]["asked"]) for name in names}


def too_young(family: Family) -> str:
    family.begin()
    family.save()
    asked = family.ask_code()
    name = family.form["students"][0]["name"]
    expect(asked.code == "not_eligible", f"a young child: {asked.status} {asked.body}")
    expect(name in asked.body["detail"], "the answer does not name the child")
    return "draft saved, code refused, the answer names the child"


def unverified(family: Family) -> str:
    asked = family.person.call("GET", "/me")
    expect(asked.code == "account_not_verified", f"an unverified account: {asked.body}")
    begun = family.person.call("POST", "/registrations", {"season": family.season})
    expect(begun.code == "account_not_verified", "an unverified account began a registration")
    return "told where to verify, and nothing else"


def second_parent(family: Family) -> str:
    family.begin()
    family.save()
    family.upload_what_is_missing()
    family.town.advance(minutes=2)
    answer = family.submit()
    expect(answer.code == "child_already_registered", f"the second parent: {answer.status} {answer.body}")
    mother = Family(family.town, family.town.population().stories["two_accounts_mother"], family.season)
    return f"refused: one exists already; whom to call is said; the mother's {makes_way(mother, family)}"


def childs_family(family: Family) -> str:
    stranger = Family(family.town, family.town.population().stories["institution_owner"], family.season)
    registers_the_child_of(family, stranger)
    return f"{ordinary_way(family, ALL_PASSED)}; {displaced(stranger, family)}"


def changed_its_mind(family: Family) -> str:
    return f"{ordinary_way(family, ALL_PASSED)}; {cancelled(family)}"


def left_amending(family: Family) -> str:
    return f"{ordinary_way(family, ALL_PASSED)}; {begun(family)}"


def authority_down(family: Family) -> str:
    town = family.town
    town.local("PUT", "authorities/property", {"mode": "down"})
    ordinary_way(family, {"property": "authority_unavailable"})
    for _ in range(6):
        town.advance(minutes=10)
    expect(family.checks()["property"] == "authority_unavailable", "the check did not wait")
    town.local("PUT", "authorities/property", {"mode": "ok"})
    for _ in range(3):
        town.advance(hours=1)
    expect(family.checks()["property"] == "passed", f"after the outage: {family.checks()}")
    return "an hour without the registry, then answered by itself"


ALL_PASSED = {"student-0": "passed", "guardian-0": "passed", "guardian-1": "passed", "property": "passed"}
BY_HAND = ALL_PASSED | {"property": "manual_review"}


def expecting(states: dict[str, str]) -> Tell:
    return lambda family: ordinary_way(family, states)


@dataclass(frozen=True)
class Told:
    """One story: whose, how it goes until publication, what staff decide, and how it ends."""

    key: str
    words: str
    tell: Tell
    decide: dict[str, str] | None = None
    """Check -> `accepted` or `refused`, by staff."""
    outcome: str | None = "admitted"


def asked_for_more(family: Family) -> str:
    ordinary_way(family, BY_HAND)
    return ask_for_more(family)


def kept_by_staff(check: str, field: str, code: str) -> Tell:
    """The registry's record does not tell what decides: nobody's fault, nothing asked of the family."""

    def tell(family: Family) -> str:
        ordinary_way(family, ALL_PASSED | {check: "manual_review"})
        found = [one for check in family.look()["checks"] for one in check["findings"]]
        expect([(one["field"], one["code"]) for one in found] == [(field, code)], f"findings: {found}")
        expect(not family.told("abnormal"), "the family was asked to amend")
        return f"{check} goes to staff: {code}; nothing asked of the family"

    return tell


def other_community(family: Family) -> str:
    ordinary_way(family, ALL_PASSED | {"student-0": "abnormal"})
    family.person.ok("POST", f"/registrations/{family.id}/amendment")
    family.form = correction_of(family.story)
    family.save()
    family.town.advance(minutes=2)
    family.submitted()
    expect(family.checks() == ALL_PASSED, f"after amending: {family.checks()}")
    return "the registry has another community; amended, checked again"


def strangers_home(family: Family) -> str:
    ordinary_way(family, BY_HAND)
    family.person.ok("POST", f"/registrations/{family.id}/amendment")
    asked = [one["document"] for one in family.look()["missing"]]
    expect(asked == ["kinship_proof"], f"asked for {asked}")
    family.upload_what_is_missing()
    family.town.advance(minutes=2)
    family.submitted()
    expect(family.checks() == BY_HAND, f"after uploading: {family.checks()}")
    return "no registry ties the owner to the child: staff, and a proof of kinship is asked for"


STORIES = (
    Told("ordinary", "ordinary family", ordinary),
    Told("wrong_certificate", "wrong certificate number, amended", wrong_certificate),
    Told("grandparents_home", "grandparents' home, an amendment cancelled", changed_its_mind),
    Told("new_home", "purchase contract of a new home, an amendment left", left_amending),
    Told("public_rental", "public rental, asked for more", asked_for_more, {"property": "accepted"}),
    Told("low_rent", "low-rent home, decided late", expecting(BY_HAND), outcome="pending"),
    Told("collective", "collective household", expecting(ALL_PASSED | {"property": "not_required"})),
    Told(
        "other_home",
        "other home, refused, later reviewed",
        expecting(BY_HAND),
        {"property": "refused"},
        "refused",
    ),
    Told(
        "twins",
        "twins, one with a rare character",
        expecting({"student-0": "passed", "student-1": "manual_review"}),
        {"student-1": "accepted"},
    ),
    Told("single_parent", "single parent", expecting({"guardian-0": "passed", "property": "passed"})),
    Told(
        "hongkong_child",
        "Hong Kong child",
        expecting({"student-0": "manual_review"}),
        {"student-0": "accepted"},
    ),
    Told(
        "foreign_child",
        "foreign child with a passport",
        expecting({"student-0": "manual_review"}),
        {"student-0": "accepted"},
    ),
    Told(
        "masked_owner",
        "an owner whom the registry masks",
        kept_by_staff("property", "property.owner_name", "record_unreadable"),
        {"property": "accepted"},
    ),
    Told("old_numbers", "a number of before 2000 in both registries", expecting(ALL_PASSED)),
    Told("other_community", "the community next door, amended", other_community),
    Told("address_on_table", "a community found by the address", expecting(ALL_PASSED)),
    Told("mothers_parents_home", "a child whom a stranger registered first", childs_family),
    Told(
        "strangers_home",
        "a stranger's home as the grandparents', refused",
        strangers_home,
        {"property": "refused"},
        "refused",
    ),
    Told("too_young", "child too young", too_young, outcome=None),
    Told("two_accounts_mother", "a child registered by one parent", expecting(ALL_PASSED), outcome=None),
    Told("two_accounts_father", "the second parent, same child", second_parent),
    Told("unverified", "unverified account", unverified, outcome=None),
    Told("shared_certificate", "an authority down for an hour", authority_down),
)
