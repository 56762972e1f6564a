"""R47: facts are what registries told of answers that still stand; people fill in what no registry tells."""

from datetime import date
from typing import Any

import pytest

from functions.registration.checking.authorities import Home, RegistryHousehold, RegistryOwner, Resident
from functions.registration.checks import Check, CheckState
from functions.registration.form import Guardian, HomeKind, Purchase, Student, YesNo
from functions.registration.placing.facts import Confirmed, Facts, covers_of, facts_of
from functions.registration.placing.statements import Statement, home_statement, person_statement
from functions.registration.values.identity import IdentityDocument, IdentityDocumentType
from tests.registration.season.cases import AT, number

CHILD, TWIN, MOTHER, FATHER, ELDER = (
    number(day) for day in ("20160501", "20160502", "19880101", "19870101", "19550101")
)
ADDRESS = "思明区样例路 1 号"
SETTLED = {
    CHILD: date(2016, 6, 1),
    TWIN: date(2019, 6, 1),
    MOTHER: date(2014, 1, 1),
    FATHER: date(2012, 1, 1),
}


def document(number: str) -> IdentityDocument:
    return IdentityDocument(type=IdentityDocumentType.RESIDENT_ID, number=number)


def check(name: str, state: CheckState = CheckState.PASSED, covers: str = "1:now") -> Check:
    kind = {"s": "student_identity", "g": "guardian_identity", "p": "property"}[name[0]]
    return Check.model_validate(
        {"id": name, "kind": kind, "state": state, "version": 1, "covers": covers, "since": AT}
    )


CHECKS = {name: check(name) for name in ("student-0", "guardian-0", "guardian-1", "property")}
WHO = {"student-0": CHILD, "student-1": TWIN, "guardian-0": MOTHER, "guardian-1": FATHER}


def resident(who: str, **changes: Any) -> Resident:
    return Resident(
        identity_document=document(who),
        settled_on=SETTLED[who],
        household_address=ADDRESS,
        household_type=RegistryHousehold.FAMILY,
        household_members=(CHILD, MOTHER, ELDER),
    ).model_copy(update=changes)


def person(name: str, **changes: Any) -> Statement:
    subject = Student() if name.startswith("student") else Guardian(relationship="mother")
    return person_statement(check(name), subject, resident(WHO[name], **changes))


def home(*owners: tuple[str, str | None], kind: str = "parents_purchase", named: str = MOTHER) -> Statement:
    claim = Purchase(kind=kind, owner_identity_document=document(named))
    held = tuple(
        RegistryOwner(name="x", identity_document=document(who), share=share) for who, share in owners
    )
    return home_statement(check("property"), claim, Home(owners=held, titled_on=date(2015, 1, 1)))


def told(*parts: Statement, kind: HomeKind = HomeKind.PARENTS_PURCHASE, checks: Any = CHECKS) -> Facts:
    return facts_of(checks, parts, kind)


FAMILY = (
    person("student-0"),
    person("guardian-0"),
    person("guardian-1"),
    home((MOTHER, "1/2"), (FATHER, "1/3")),
)


def test_r47_an_ordinary_family_is_told_by_its_registries() -> None:
    assert told(*FAMILY) == Facts(
        child_settled_on=SETTLED[CHILD],
        parent_settled_on=SETTLED[FATHER],
        same_address=True,
        share="5/6",
        titled_on=date(2015, 1, 1),
        same_booklet=True,
        home_unused=True,
    )


def test_nothing_told_is_all_unknown() -> None:
    assert told(checks={"student-0": check("student-0", CheckState.MANUAL_REVIEW)}) == Facts()


def test_r47_an_amended_answer_makes_its_own_part_unknown_and_no_other() -> None:
    amended = CHECKS | {"student-0": check("student-0", covers="1:amended")}
    found = told(*FAMILY, checks=amended)
    assert (found.child_settled_on, found.same_address) == (None, None)
    assert (found.share, found.titled_on) == ("5/6", date(2015, 1, 1))


def test_of_several_children_the_last_settled_counts_and_one_unknown_makes_all_so() -> None:
    twins = CHECKS | {"student-1": check("student-1")}
    assert told(*FAMILY, person("student-1"), checks=twins).child_settled_on == SETTLED[TWIN]
    assert told(*FAMILY, checks=twins).child_settled_on is None
    apart = person("student-1", household_address="别处 2 号", household_members=(TWIN,))
    assert told(*FAMILY, apart, checks=twins).same_address is False


@pytest.mark.parametrize(
    ("address", "expected"), [("思明区样例路１号", True), ("思明区样例路 2 号", False), (None, None)]
)
def test_r47_child_and_parent_are_at_one_address_by_the_registry_s_own(
    address: str | None, *, expected: bool | None
) -> None:
    child = person("student-0", household_address=address, household_members=())
    assert told(child, person("guardian-0")).same_address is expected


def test_r47_the_parent_who_owns_the_home_counts_before_one_who_settled_earlier() -> None:
    assert told(*FAMILY[:3], home((MOTHER, "1/1"))).parent_settled_on == SETTLED[MOTHER]


@pytest.mark.parametrize(
    ("owners", "expected"),
    [
        ((("M", "1/2"), ("E", "1/2")), "1/2"),
        ((("M", None), ("E", "1/2")), None),
        ((("E", "1/1"),), None),
    ],
)
def test_r47_the_share_is_the_parents_and_unknown_where_one_of_theirs_is(
    owners: tuple[tuple[str, str | None], ...], expected: str | None
) -> None:
    title = home(*(({"M": MOTHER, "E": ELDER}[who], share) for who, share in owners))
    assert told(*FAMILY[:3], title).share == expected


def test_r47_of_a_grandparents_home_the_named_owner_s_share_and_booklet_count() -> None:
    title = home((ELDER, "2/3"), (FATHER, "1/3"), kind="grandparents_purchase", named=ELDER)
    found = told(*FAMILY[:3], title, kind=HomeKind.GRANDPARENTS_PURCHASE)
    assert (found.share, found.same_booklet) == ("2/3", True)
    elsewhere = person("student-0", household_members=(CHILD, MOTHER))
    assert told(elsewhere, *FAMILY[1:3], title).same_booklet is False
    collective = person("student-0", household_type=RegistryHousehold.COLLECTIVE)
    assert told(collective, *FAMILY[1:3], title).same_booklet is None


def test_r47_a_home_that_people_had_to_look_at_is_not_known_to_be_unused() -> None:
    accepted = CHECKS | {"property": check("property", CheckState.ACCEPTED)}
    assert told(*FAMILY, checks=accepted).home_unused is None


def test_r47_people_fill_in_what_no_registry_told_and_overrule_nothing() -> None:
    sent = Facts(no_other_home=True, share="1/9")
    found = facts_of(
        CHECKS, FAMILY, HomeKind.PARENTS_PURCHASE, Confirmed(covers=covers_of(CHECKS), facts=sent)
    )
    assert (found.no_other_home, found.share) == (True, "5/6")


def test_r47_what_people_confirmed_falls_with_the_answers_it_was_about() -> None:
    before = Confirmed(covers=covers_of(CHECKS), facts=Facts(no_other_home=True))
    amended = CHECKS | {"property": check("property", covers="1:amended")}
    assert facts_of(amended, FAMILY, HomeKind.PARENTS_PURCHASE, before).no_other_home is None


def test_what_is_kept_names_nobody_s_number_and_no_address() -> None:
    kept = "".join(one.model_dump_json() for one in FAMILY)
    assert not [one for one in (CHILD, MOTHER, FATHER, ELDER, ADDRESS) if one in kept]


def declaring(**said: str) -> Facts:
    return facts_of(CHECKS, FAMILY, HomeKind.PARENTS_PURCHASE, None, said)


def test_r47_what_a_family_says_against_itself_needs_no_paper_and_what_it_says_for_itself_does() -> None:
    assert declaring(no_other_home=YesNo.NO).no_other_home is False
    assert declaring(no_other_home=YesNo.YES).no_other_home is None


def test_r47_a_paper_that_people_saw_goes_before_what_the_family_said_until_it_says_something_else() -> None:
    said = {"first_occupant": YesNo.NO}
    seen = Confirmed(covers=covers_of(CHECKS, said), facts=Facts(first_occupant=True))
    assert facts_of(CHECKS, FAMILY, HomeKind.PARENTS_PURCHASE, seen, said).first_occupant is True
    otherwise = {"first_occupant": YesNo.YES}
    assert facts_of(CHECKS, FAMILY, HomeKind.PARENTS_PURCHASE, seen, otherwise).first_occupant is None


def test_r47_nothing_stated_leaves_what_people_confirmed_before_there_were_questions() -> None:
    seen = Confirmed(covers=covers_of(CHECKS), facts=Facts(no_other_home=True))
    assert facts_of(CHECKS, FAMILY, HomeKind.PARENTS_PURCHASE, seen, {}).no_other_home is True
