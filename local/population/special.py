"""Households that an ordinary form was not made for: names, numbers and families out of the common run."""

from collections.abc import Callable
from dataclasses import replace

from . import forms
from .families import FamilyMaker
from .people import Paper, Parent, Person
from .stories import Told, ordinary, tell

LONG_NAME = "古丽努尔·阿卜杜热合曼·伊敏江"
LONG_FATHER = "阿卜杜热合曼·伊敏江·吐尔逊"


def twins(make: FamilyMaker) -> Told:
    words = (
        "双胞胎，户籍类型不同；一个孩子名中有生僻字“𬱖”，户籍系统用别的字代替。",
        "Twins with different household types; one has a rare character that the registry spells otherwise.",
    )
    family = make.family(children=2)
    plain, rare = family.children
    surname = family.father.name[:-2]
    rare = replace(
        rare,
        name=surname + "𬱖",
        pinyin=rare.pinyin.split()[0] + " DI",
        registry_name=surname + "頔",
        birth_date=plain.birth_date,
    )
    family = replace(family, children=(plain, rare))
    home = make.home(family, family.mother, family.father)
    students = (
        forms.student(plain, family.community),
        forms.student(rare, family.community, type_="registered_only"),
    )
    form = forms.form(family, forms.purchase(home, home.owners[0]), *students)
    return tell("twins", words, family, form, account=make.account("twins", family.mother), home=home)


def private_use_name(make: FamilyMaker) -> Told:
    words = (
        "名中有“䶮”字，户籍系统发来旧编码。",
        "A name with 䶮, which the registry still sends as an old private code.",
    )
    family = make.family()
    surname = family.father.name[:-2]
    child = replace(
        family.children[0],
        name=surname + "䶮",
        pinyin=family.children[0].pinyin.split()[0] + " YAN",
        registry_name=surname + "\ue863",
    )
    family = replace(family, children=(child,))
    home = make.home(family, family.mother)
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    account = make.account("private_use_name", family.mother)
    return tell("private_use_name", words, family, form, account=account, home=home)


def long_name(make: FamilyMaker) -> Told:
    words = ("姓名很长，带间隔号。", "Long names with middle dots.")
    family = make.family()
    father = replace(family.father, name=LONG_FATHER, pinyin="ABUDUREHEMAN YIMINJIANG TUERXUN")
    child = replace(
        family.children[0],
        name=LONG_NAME,
        pinyin="GULINUER ABUDUREHEMAN YIMINJIANG",
        parents=(
            Parent("father", father.name, father.paper),
            Parent("mother", family.mother.name, family.mother.paper),
        ),
    )
    family = replace(family, father=father, children=(child,))
    home = make.home(family, father)
    # As many keyboards write it: U+2022 instead of U+00B7.
    typed = forms.student(child, family.community) | {"name": LONG_NAME.replace("·", "•")}
    form = forms.form(family, forms.purchase(home, home.owners[0]), typed)
    return tell("long_name", words, family, form, account=make.account("long_name", father), home=home)


def single_parent(make: FamilyMaker) -> Told:
    words = ("单亲家庭，只有一位监护人。", "A single parent: one guardian.")
    family = make.family()
    child = family.children[0]
    child = replace(child, parents=tuple(one for one in child.parents if one.relationship == "mother"))
    family = replace(family, children=(child,))
    home = make.home(family, family.mother)
    form = forms.form(
        family,
        forms.purchase(home, home.owners[0]),
        guardians=(forms.guardian(family.mother, "mother", family.phone),),
    )
    account = make.account("single_parent", family.mother)
    told = tell("single_parent", words, family, form, account=account, home=home)
    return replace(told, story=replace(told.story, guardians=(family.mother,)))


def too_young(make: FamilyMaker) -> Told:
    words = ("孩子未满六周岁，不能提交。", "The child is too young to be submitted.")
    family = make.family(too_young=True)
    home = make.home(family, family.mother)
    form = forms.form(family, forms.purchase(home, home.owners[0]))
    account = make.account("too_young", family.mother)
    return tell("too_young", words, family, form, account=account, home=home)


def unverified(make: FamilyMaker) -> Told:
    told = ordinary(make, "unverified")
    account = replace(told.story.account, real_name_level=0)
    return replace(
        told,
        story=replace(
            told.story,
            zh="账号还没有实名认证。",
            en="The account has not been verified yet.",
            account=account,
        ),
    )


def two_accounts(make: FamilyMaker) -> tuple[Told, Told]:
    """One child, registered from the mother's account and again from the father's (R25)."""
    first = ordinary(make, "two_accounts_mother")
    father = first.story.guardians[1]
    words = ("父母各用自己的账号登记同一个孩子：{}。", "Two parents, two accounts, one child: {}.")
    second = replace(
        first.story,
        key="two_accounts_father",
        zh=words[0].format("父亲后来"),
        en=words[1].format("the father comes second"),
        account=make.account("two_accounts_father", father),
    )
    story = replace(first.story, zh=words[0].format("母亲先来"), en=words[1].format("the mother comes first"))
    return replace(first, story=story), Told(second, (), ())


def _permit_18(area: str) -> Callable[[FamilyMaker, Person], Paper]:
    def paper(make: FamilyMaker, child: Person) -> Paper:
        number = make.numbers.resident(make.rng, child.birth_date, child.sex, area=area)
        return Paper("hmt_residence_permit", number)

    return paper


def _digits(type_: str, count: int, prefix: str = "", country: str | None = None) -> Callable[..., Paper]:
    def paper(make: FamilyMaker, child: Person) -> Paper:
        del child
        return Paper(type_, make.numbers.digits(make.rng, count, prefix=prefix), country)

    return paper


ABROAD = {
    "hongkong_residence_permit": (
        ("香港孩子，持港澳居民居住证。", "A child from Hong Kong with a residence permit."),
        _permit_18("810000"),
    ),
    "hongkong_child": (
        ("香港孩子，持回乡证。", "A child from Hong Kong with a home return permit."),
        _digits("hk_macao_permit", 8, "H"),
    ),
    "macao_child": (
        ("澳门孩子，持回乡证。", "A child from Macao with a home return permit."),
        _digits("hk_macao_permit", 8, "M"),
    ),
    "taiwan_child": (
        ("台湾孩子，持台胞证。", "A child from Taiwan with a travel permit."),
        _digits("taiwan_permit", 8),
    ),
    "foreign_child": (
        ("外国孩子，持护照。", "A foreign child with a passport."),
        _digits("passport", 7, "XX", "FR"),
    ),
}
"""Children whose documents the household registry does not hold (R2): key, words, and their document."""


def from_abroad(make: FamilyMaker, key: str) -> Told:
    words, paper = ABROAD[key]
    family = make.family()
    child = family.children[0]
    child = replace(child, paper=paper(make, child), parents=())
    family = replace(family, children=(child,))
    home = make.home(family, family.mother)
    student = forms.student(child, family.community, status="hmt_or_foreign")
    form = forms.form(family, forms.purchase(home, home.owners[0]), student)
    told = tell(key, words, family, form, account=make.account(key, family.mother), home=home)
    return replace(told, residents=(family.father, family.mother, family.grandfather))
