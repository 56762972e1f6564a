"""What decides a family's place, as registries or people confirmed it (R47). None is unknown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from functions.registration.check_kinds import CheckKind
from functions.registration.checks import Check, CheckState
from functions.registration.form import HomeKind, YesNo
from functions.registration.season.placing_rules import Share
from functions.registration.values.model import Model

from .statements import HomeStatement, PersonStatement, Statement

NOTHING: Mapping[str, YesNo] = {}

Question = Callable[[PersonStatement], bool | None]
"""Asked of each child."""


class Facts(Model):
    """The names are those of `Fact`."""

    child_settled_on: date | None = None
    """Of several children the one who settled last."""
    parent_settled_on: date | None = None
    """Of the parent whom the place rests on: an owner before another, at the child's address before elsewhere."""
    same_address: bool | None = None
    share: Share | None = None
    titled_on: date | None = None
    same_booklet: bool | None = None
    home_unused: bool | None = None
    first_occupant: bool | None = None
    no_other_home: bool | None = None


class Confirmed(Model):
    """What people confirmed on papers, of the answers as they were then."""

    covers: dict[str, str]
    facts: Facts


def facts_of(
    checks: Mapping[str, Check],
    statements: Iterable[Statement],
    home: HomeKind | None,
    confirmed: Confirmed | None = None,
    declared: Mapping[str, YesNo] = NOTHING,
) -> Facts:
    """All that is known now; what people confirmed fills in only what no registry told.

    What a family `declared` against itself needs no paper; what it says for itself is unknown until people saw one.
    """
    current = {statement.check: statement for statement in statements if _is_current(statement, checks)}
    children = [
        None if (statement := current.get(check.id)) is None else statement.person
        for check in checks.values()
        if check.kind is CheckKind.STUDENT_IDENTITY
    ]
    people = [statement.person for statement in current.values() if statement.person is not None]
    parents = [person for person in people if person.is_parent]
    title = next((statement.home for statement in current.values() if statement.home is not None), None)
    own = Facts(
        child_settled_on=_latest([None if child is None else child.settled_on for child in children]),
        parent_settled_on=_settled(parents, children, title),
        same_address=_each(children, lambda child: _lives_with(child, parents)),
        share=_share(title, parents, home),
        titled_on=None if title is None else title.titled_on,
        same_booklet=_each(children, lambda child: _in_owners_booklet(child, parents, title)),
        home_unused=_unused(checks),
    )
    against = {name: False for name, answer in declared.items() if answer is YesNo.NO}
    stands = confirmed is not None and confirmed.covers == covers_of(checks, declared)
    by_people = confirmed.facts.model_dump(exclude_none=True) if confirmed is not None and stands else {}
    return Facts.model_validate(against | by_people | own.model_dump(exclude_none=True))


def covers_of(checks: Mapping[str, Check], declared: Mapping[str, YesNo] = NOTHING) -> dict[str, str]:
    """Which answers stand now: those that the checks are of, and those that the family declared."""
    return {check.id: check.covers for check in checks.values()} | dict(declared)


def _is_current(statement: Statement, checks: Mapping[str, Check]) -> bool:
    check = checks.get(statement.check)
    part = statement.person or statement.home
    return check is not None and part is not None and check.covers == part.covers


def _latest(days: Sequence[date | None]) -> date | None:
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _each(children: Sequence[PersonStatement | None], asked: Question) -> bool | None:
    """False where it is so of one child, unknown where it is of one, true where it holds of all."""
    answers = [None if child is None else asked(child) for child in children]
    if False in answers:
        return False
    return None if None in answers or not answers else True


def _lives_with(child: PersonStatement, parents: Sequence[PersonStatement]) -> bool | None:
    answers = [_at_one_address(child, parent) for parent in parents]
    if True in answers:
        return True
    return None if None in answers or not answers else False


def _at_one_address(child: PersonStatement, parent: PersonStatement) -> bool | None:
    if parent.person in (child.members or ()):
        return True
    if child.address is None or parent.address is None:
        return None
    return child.address == parent.address


def _in_owners_booklet(
    child: PersonStatement, parents: Sequence[PersonStatement], title: HomeStatement | None
) -> bool | None:
    if child.members is None or title is None or title.owner is None or not parents:
        return None
    return title.owner in child.members and any(parent.person in child.members for parent in parents)


def _settled(
    parents: Sequence[PersonStatement],
    children: Sequence[PersonStatement | None],
    title: HomeStatement | None,
) -> date | None:
    owners = (title.shares or {}).keys() if title else ()

    def merit(parent: PersonStatement) -> tuple[bool, bool]:
        beside = all(child is not None and _at_one_address(child, parent) is True for child in children)
        return (parent.person in owners, beside)

    best = max(map(merit, parents), default=None)
    days = [
        parent.settled_on for parent in parents if merit(parent) == best and parent.settled_on is not None
    ]
    return min(days, default=None)


def _share(
    title: HomeStatement | None, parents: Sequence[PersonStatement], home: HomeKind | None
) -> str | None:
    """The parents' together, or that of the grandparent whom the form names."""
    if title is None or title.shares is None:
        return None
    whose = _whose_share(home, parents, title)
    shares = [share for person, share in title.shares.items() if person in whose]
    if not shares or None in shares:
        return None
    whole = sum((Fraction(share) for share in shares if share is not None), Fraction())
    return f"{whole.numerator}/{whole.denominator}"


def _whose_share(
    home: HomeKind | None, parents: Sequence[PersonStatement], title: HomeStatement
) -> frozenset[str | None]:
    match home:
        case HomeKind.PARENTS_PURCHASE:
            return frozenset(parent.person for parent in parents)
        case HomeKind.GRANDPARENTS_PURCHASE:
            return frozenset({title.owner})
        case HomeKind.PUBLIC_RENTAL | HomeKind.LOW_RENT | HomeKind.COLLECTIVE | HomeKind.OTHER | None:
            return frozenset()


def _unused(checks: Mapping[str, Check]) -> bool | None:
    """Told by the check of the home: it passes by itself only where the home's seat is free."""
    home = next((check for check in checks.values() if check.kind is CheckKind.PROPERTY), None)
    return True if home is not None and home.state is CheckState.PASSED else None
