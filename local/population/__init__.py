"""A city that nobody lives in: seeded, with valid check digits, and no real person in it."""

from copy import deepcopy
from datetime import date
from random import Random

from . import registries, special, stories
from .families import FamilyMaker
from .numbers import Numbers
from .people import Account, Json, Paper, Person, Population, RecordedHome, Story
from .stories import Told

__all__ = [
    "Account",
    "Json",
    "Paper",
    "Person",
    "Population",
    "RecordedHome",
    "Story",
    "correction_of",
    "form_of",
    "population",
]

TOLD = (
    stories.ordinary,
    stories.wrong_certificate,
    stories.wrong_guardian,
    stories.wrong_student,
    stories.grandparents_home,
    stories.new_home,
    stories.shared_certificate,
    stories.unrecorded_home,
    stories.public_rental,
    stories.low_rent,
    stories.other_home,
    stories.collective,
    special.twins,
    special.private_use_name,
    special.long_name,
    special.single_parent,
    special.too_young,
    special.unverified,
)


def population(
    seed: int, today: date, cutoff_birth_date: date, district: str = "350203", *, bulk: int = 300
) -> Population:
    """The same arguments give the same people. `cutoff_birth_date` is the season's (R1)."""
    numbers = Numbers(district[:4] + "99")

    def maker(key: str) -> FamilyMaker:
        rng = Random(f"{seed}:{key}")
        return FamilyMaker(rng, numbers, today=today, cutoff=cutoff_birth_date, district=district)

    told: list[Told] = [story(maker(str(index))) for index, story in enumerate(TOLD)]
    told += [special.from_abroad(maker(key), key) for key in special.ABROAD]
    told += special.two_accounts(maker("two_accounts"))
    told += [story(maker(story.__name__)) for story in registries.TOLD]
    many = [stories.ordinary(maker(f"bulk-{n}"), f"bulk-{n:04d}") for n in range(bulk)]
    return Population(
        seed=seed,
        district=district,
        residents={one.paper.number: one for each in (*told, *many) for one in each.residents},
        homes=tuple(home for each in (*told, *many) for home in each.homes),
        stories={each.story.key: each.story for each in told},
        bulk=tuple(each.story for each in many),
    )


def form_of(story: Story) -> Json:
    """What the guardian of this story types first, as `PUT /registrations/{id}` takes it."""
    return deepcopy(story.form)


def correction_of(story: Story) -> Json:
    """What the guardian types when amending; the first form where there was no mistake in it."""
    return deepcopy(story.correction or story.form)
