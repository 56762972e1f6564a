"""What the form asks for a place that no registry tells (R47): only where a door of the child's school goes by it.

Dates of settlement, shares and titles are the registries' to tell, or stand on papers that every family brings.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from functions.registration.form import Declared, Form, HomeKind, YesNo
from functions.registration.values.model import Model

from .placing_rules import Door, Fact
from .season import Season


class Declaration(NamedTuple):
    """One field of `Declared`, and which of a door's conditions goes by it."""

    condition: str
    must: bool
    of: Fact | None = None
    """The fact that it states; what helps staff to confirm another states none."""


DECLARATIONS: Mapping[str, Declaration] = {
    "no_other_home": Declaration("no_other_home", must=True, of=Fact.NO_OTHER_HOME),
    "first_occupant": Declaration("first_occupants_excepted", must=True, of=Fact.FIRST_OCCUPANT),
    "sibling_school": Declaration("home_unused", must=False),
}
"""By the fields of `Declared`, in their order."""


class Ask(Model):
    """One question of the form, for one kind of home."""

    home: HomeKind
    field: str
    must: bool
    acquired_after: date | None = None
    """Only of a home acquired later: with an earlier one nothing is to be excepted."""

    def concerns(self, form: Form) -> bool:
        if form.property is None or form.property.kind is not self.home:
            return False
        acquired = getattr(form.property, "acquired_on", None)
        return self.acquired_after is None or (acquired is not None and acquired > self.acquired_after)


def asks(form: Form, season: Season) -> tuple[Ask, ...]:
    """For each kind of home, what the rules of the first child's school ask of a family that lives in one."""
    community = next((student.household.community for student in form.students), None)
    school = season.school_of(community)
    rules = None if school is None else season.placing_of(school)
    return () if rules is None else tuple(_asked(rules.doors))


def asked(form: Form, season: Season) -> tuple[Ask, ...]:
    """Of these, what is asked of this form with the home that it states."""
    return tuple(ask for ask in asks(form, season) if ask.concerns(form))


def stated(form: Form, season: Season) -> Declared:
    """What the form states of what it is asked: the answer to a question of another home or school is none."""
    fields = {ask.field for ask in asked(form, season)}
    unasked = dict.fromkeys(Declared.model_fields.keys() - fields)
    return (form.declared or Declared()).model_copy(update=unasked)


def declared_facts(form: Form, season: Season) -> dict[str, YesNo]:
    """What the form states of the facts that seats go by, by their names."""
    declared = stated(form, season)
    return {
        row.of.value: answer
        for field, row in DECLARATIONS.items()
        if row.of is not None and (answer := getattr(declared, field)) is not None
    }


def _asked(doors: Iterable[Door]) -> Iterator[Ask]:
    held = tuple(doors)
    for field, row in DECLARATIONS.items():
        for home in HomeKind:
            concerned = [door for door in held if home in door.homes and getattr(door, row.condition)]
            if row.of is not Fact.FIRST_OCCUPANT:
                days: list[date] = []
            elif not (days := [day for door in concerned for day in _days(door)]):
                continue
            if concerned:
                yield Ask(home=home, field=field, must=row.must, acquired_after=min(days, default=None))


def _days(door: Door) -> Iterator[date]:
    """The conditions that a first occupant is excepted from."""
    for day in (door.child_settled_by, door.parent_settled_by, door.titled_by):
        if day is not None:
            yield day
