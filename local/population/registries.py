"""Households that the registries know otherwise than their forms say, or cannot tell (R31, R33, R34)."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

from . import forms
from .families import Family, FamilyMaker
from .people import Paper, Parent, Person, RecordedHome
from .stories import Told, living, tell


def _old_number(person: Person) -> str:
    """As cards before 2000 had it: no century, no check character."""
    number = person.paper.number
    return number[:6] + number[8:17]


def _masked(person: Person) -> str:
    number = person.paper.number
    return f"{number[:4]}**********{number[-4:]}"


def _owned(home: RecordedHome, *owners: tuple[str, Paper]) -> RecordedHome:
    """The record with these owners in it."""
    return replace(home, owners=owners)


def masked_owner(make: FamilyMaker) -> Told:
    words = (
        "不动产登记遮盖了产权人的证件号码，转人工审核。",
        "The land registry masks the owner's number: manual review.",
    )
    family = make.family()
    home = make.home(family, family.mother)
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    masked = _owned(home, (family.mother.name, Paper("resident_id", _masked(family.mother))))
    return tell(
        "masked_owner", words, family, form, account=make.account("masked_owner", family.mother), home=masked
    )


def institution_owner(make: FamilyMaker) -> Told:
    words = ("与单位共有产权，登记的是营业执照。", "A company owns a share, under its business licence.")
    family = make.family()
    home = make.home(family, family.mother)
    company = (
        "厦门示例置业有限公司",
        Paper("business_licence", make.numbers.digits(make.rng, 8, prefix="9135020000")),
    )
    shared = _owned(home, company, home.owners[0])
    form = forms.form(family, forms.purchase(shared, home.owners[0]))
    account = make.account("institution_owner", family.mother)
    return tell("institution_owner", words, family, form, account=account, home=shared)


def old_numbers(make: FamilyMaker) -> Told:
    words = (
        "两个登记系统里还是父亲十五位的旧号码。",
        "Both registries still hold the father's old number of 15 digits.",
    )
    family = make.family()
    old = Paper("resident_id", _old_number(family.father))
    family = replace(family, father=replace(family.father, record={"identity_document": old.json()}))
    home = make.home(family, family.father, style="old")
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    home = _owned(home, (family.father.name, old))
    return tell(
        "old_numbers", words, family, form, account=make.account("old_numbers", family.father), home=home
    )


def unreadable_child(make: FamilyMaker) -> Told:
    words = (
        "户籍系统里孩子的出生日期是 1900 年，转人工审核。",
        "The registry has the child born in 1900: manual review.",
    )
    family = make.family()
    child = replace(family.children[0], record={"birth_date": "1900-01-01"})
    family = replace(family, children=(child,))
    home = make.home(family, family.mother)
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    account = make.account("unreadable_child", family.mother)
    return tell("unreadable_child", words, family, form, account=account, home=home)


def moved_away(make: FamilyMaker) -> Told:
    words = (
        "户口已经迁到别的区，仍填作本区户籍。",
        "The household has moved to another district; the form still says this one.",
    )
    family = living(make.family(), district=make.district[:4] + "06", community=None)
    home = make.home(family, family.mother)
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    return tell(
        "moved_away", words, family, form, account=make.account("moved_away", family.mother), home=home
    )


ANOTHER = {"009007": "009008"}
"""A community, and another one of the same street."""


def other_community(make: FamilyMaker) -> Told:
    words = (
        "社区选成了隔壁的，修改后通过。",
        "They chose the community next door; amending mends it.",
    )
    family = _at(make, make.family(), "石板巷", "009007")
    home = make.home(family, family.mother)
    right = forms.form(family, forms.purchase(home, home.owners[0]))
    wrong = deepcopy(right)
    wrong["students"][0]["household"]["community"] = make.district + ANOTHER["009007"]
    account = make.account("other_community", family.mother)
    return tell("other_community", words, family, wrong, account=account, home=home, correction=right)


def _at(make: FamilyMaker, family: Family, road: str, community: str, *, known: bool = True) -> Family:
    """The family with its household in this road; `known` says whether the registry tells the community."""
    whole = make.district + community
    address = f"厦门市{'思明区' if make.district == '350203' else '某区'}{road}１７號之2 101室"
    moved = living(family, address=address, community=whole if known else None)
    return replace(moved, community=whole, address=address)


def _untold(key: str, words: tuple[str, str], road: str) -> Callable[[FamilyMaker], Told]:
    def story(make: FamilyMaker) -> Told:
        family = _at(make, make.family(), road, "009007", known=False)
        home = make.home(family, family.mother)
        form = forms.form(family, forms.purchase(home, home.owners[0]))
        return tell(key, words, family, form, account=make.account(key, family.mother), home=home)

    story.__name__ = key
    return story


address_on_table = _untold(
    "address_on_table",
    ("户籍系统不给社区，按地址表查到。", "The registry tells no community; the table of addresses does."),
    "学径路",
)

address_off_table = _untold(
    "address_off_table",
    (
        "户籍系统不给社区，地址表里也没有，转人工审核。",
        "Neither the registry nor the table of addresses tells the community: manual review.",
    ),
    "无名小路",
)


def mothers_parents_home(make: FamilyMaker) -> Told:
    words = ("住在外公买的房子里。", "They live in a home that the mother's father bought.")
    family = make.family()
    elder = make.elder(family.mother)
    family = replace(
        family, mother=replace(family.mother, parents=(Parent("father", elder.name, elder.paper),))
    )
    told = _elder_s_home("mothers_parents_home", words, make, family, elder)
    return replace(told, residents=(*told.residents, elder))


def strangers_home(make: FamilyMaker) -> Told:
    words = (
        "把别人的房子填成祖辈购房，转人工审核。",
        "A stranger's home stated as the grandparents': manual review.",
    )
    family = make.family()
    stranger = make.elder(family.father)
    told = _elder_s_home("strangers_home", words, make, family, stranger)
    return replace(told, residents=(*told.residents, stranger))


def _elder_s_home(key: str, words: tuple[str, str], make: FamilyMaker, family: Family, elder: Person) -> Told:
    home = make.home(family, elder)
    form = forms.form(family, forms.purchase(home, home.owners[0], kind="grandparents_purchase"))
    return tell(key, words, family, form, account=make.account(key, family.mother), home=home)


TOLD = (
    masked_owner,
    institution_owner,
    old_numbers,
    unreadable_child,
    moved_away,
    other_community,
    address_on_table,
    address_off_table,
    mothers_parents_home,
    strangers_home,
)
