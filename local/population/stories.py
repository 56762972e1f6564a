"""Ordinary households of the city: every kind of home, and the mistakes that people make on paper."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from . import forms
from .families import Family, FamilyMaker
from .people import Account, Json, Person, RecordedHome, Story


@dataclass(frozen=True)
class Told:
    """A story, everyone whom the household registry knows for it, and the homes that are recorded."""

    story: Story
    residents: tuple[Person, ...]
    homes: tuple[RecordedHome, ...] = ()


def tell(
    key: str,
    words: tuple[str, str],
    family: Family,
    form: Json,
    *,
    account: Account,
    home: RecordedHome | None = None,
    correction: Json | None = None,
) -> Told:
    """The common case: the whole family are residents, and the home, if any, is recorded."""
    guardians = (family.mother, family.father)
    story = Story(key, *words, account, family.children, guardians, form, home, correction)
    return Told(story, family.everyone, () if home is None else (home,))


def ordinary(make: FamilyMaker, key: str = "ordinary") -> Told:
    words = ("户口和房产都在本区的普通家庭。", "An ordinary family: household and home are in the district.")
    family = make.family()
    home = make.home(family, family.mother, family.father)
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    return tell(key, words, family, form, account=make.account(key, family.mother), home=home)


def living(family: Family, **otherwise: Any) -> Family:
    """The whole household with something else about each of them."""
    return replace(
        family,
        father=replace(family.father, **otherwise),
        mother=replace(family.mother, **otherwise),
        grandfather=replace(family.grandfather, **otherwise),
        children=tuple(replace(child, **otherwise) for child in family.children),
    )


def wrong_certificate(make: FamilyMaker) -> Told:
    words = (
        "产权证号抄错一位，修改后通过。",
        "One digit of the certificate's number is wrong; amending mends it.",
    )
    family = make.family()
    home = make.home(family, family.mother)
    right = forms.form(family, forms.purchase(home, home.owners[0]))
    wrong = deepcopy(right)
    wrong["property"]["number"] = home.number[:-2] + str((int(home.number[-2]) + 1) % 10) + home.number[-1]
    account = make.account("wrong_certificate", family.mother)
    return tell("wrong_certificate", words, family, wrong, account=account, home=home, correction=right)


def wrong_guardian(make: FamilyMaker) -> Told:
    words = (
        "父亲的名字写错一个字，修改后通过。",
        "The father's name has a wrong character; amending mends it.",
    )
    family = make.family()
    home = make.home(family, family.mother)
    right = forms.form(family, forms.purchase(home, home.owners[0]))
    wrong = deepcopy(right)
    wrong["guardians"][1]["name"] = family.father.name[:-1] + "山"
    account = make.account("wrong_guardian", family.mother)
    return tell("wrong_guardian", words, family, wrong, account=account, home=home, correction=right)


def wrong_student(make: FamilyMaker) -> Told:
    words = (
        "孩子的姓名与身份证号对不上，不能在线提交。",
        "The child's name and number do not belong together: it cannot be submitted.",
    )
    family = make.family()
    home = make.home(family, family.mother)
    right = forms.form(family, forms.purchase(home, home.owners[0]))
    wrong = deepcopy(right)
    wrong["students"][0]["name"] = family.children[0].name[:-1] + "山"
    account = make.account("wrong_student", family.mother)
    return tell("wrong_student", words, family, wrong, account=account, home=home, correction=right)


def grandparents_home(make: FamilyMaker) -> Told:
    words = ("住在祖父母买的房子里。", "They live in a home that the grandparents bought.")
    family = make.family()
    home = make.home(family, family.grandfather)
    form = forms.form(family, forms.purchase(home, home.owners[0], kind="grandparents_purchase"))
    account = make.account("grandparents_home", family.mother)
    return tell("grandparents_home", words, family, form, account=account, home=home)


def new_home(make: FamilyMaker) -> Told:
    words = (
        "新房还没有产权证，用备案的购房合同。",
        "A new home without a certificate yet: a filed purchase contract.",
    )
    family = make.family()
    home = make.home(family, family.father, family.mother, style="contract")
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    account = make.account("new_home", family.father)
    return tell("new_home", words, family, form, account=account, home=home)


def shared_certificate(make: FamilyMaker) -> Told:
    words = (
        "共有房产，证上的号码末尾有 -2。",
        "A shared home: the number printed on their certificate ends in -2.",
    )
    family = make.family()
    home = make.home(family, family.mother, family.father, style="old")
    claim = forms.purchase(home, home.owners[1]) | {"number": home.number + "-2"}
    account = make.account("shared_certificate", family.father)
    return tell("shared_certificate", words, family, forms.form(family, claim), account=account, home=home)


def unrecorded_home(make: FamilyMaker) -> Told:
    words = ("房管局没有这套房子的记录。", "A home that the land and housing registry has no record of.")
    family = make.family()
    home = make.home(family, family.mother)
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    told = tell(
        "unrecorded_home", words, family, form, account=make.account("unrecorded_home", family.mother)
    )
    return Told(told.story, told.residents)


def _without_record(
    key: str, words: tuple[str, str], claim: Callable[[Family], Json]
) -> Callable[[FamilyMaker], Told]:
    def story(make: FamilyMaker) -> Told:
        family = make.family()
        account = make.account(key, family.mother)
        form = forms.form(family, claim(family)) | {"declared": {"no_other_home": "no"}}
        return tell(key, words, family, form, account=account)

    return story


public_rental = _without_record(
    "public_rental",
    ("租住公租房，等待人工审核。", "They rent a public home: manual review."),
    lambda family: {
        "kind": "public_rental",
        "tenant_name": family.mother.name,
        "tenant_identity_document": family.mother.paper.json(),
        "address": family.address,
    },
)

low_rent = _without_record(
    "low_rent",
    ("租住廉租房，等待人工审核。", "They live in low-rent housing: manual review."),
    lambda family: {
        "kind": "low_rent",
        "contract_number": "LZ" + family.phone[-6:],
        "address": family.address,
    },
)

other_home = _without_record(
    "other_home",
    (
        "历史原因没有产权的老宅，等待人工审核。",
        "An old house without a title, for historical reasons: manual review.",
    ),
    lambda family: {
        "kind": "other",
        "address": family.address,
        "explanation": "祖上留下的老宅，因历史原因没有办理产权证。",
    },
)


def collective(make: FamilyMaker) -> Told:
    words = ("集体户，不填房产。", "A collective household, which states no property.")
    family = living(make.family(), household_type="collective")
    child = forms.student(family.children[0], family.community, type_="collective")
    form = forms.form(family, {"kind": "collective"}, child)
    return tell("collective", words, family, form, account=make.account("collective", family.mother))
