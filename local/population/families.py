"""Makes one household out of one seed: the same seed gives the same people."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from .numbers import Numbers
from .people import Account, Paper, Parent, Person, RecordedHome
from .words import COMMUNITIES, GIVEN, GROWN_UP, ROADS, SURNAMES

YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Family:
    """One generated household before it has a story. `community` is the whole code of 12 digits."""

    father: Person
    mother: Person
    grandfather: Person
    children: tuple[Person, ...]
    community: str
    address: str
    phone: str

    @property
    def everyone(self) -> tuple[Person, ...]:
        return (self.father, self.mother, self.grandfather, *self.children)


class FamilyMaker:
    """Draws families, homes and papers for one story."""

    def __init__(self, rng: Random, numbers: Numbers, *, today: date, cutoff: date, district: str) -> None:
        self.rng, self.numbers, self.today, self.cutoff, self.district = rng, numbers, today, cutoff, district

    def family(self, *, children: int = 1, too_young: bool = False) -> Family:
        """Parents, the father's father, and children born in the season's year, or after its cutoff."""
        rng = self.rng
        father_name, mother_name = rng.sample(SURNAMES, 2)
        given = iter(rng.sample(GROWN_UP, 3))
        street, house, room = rng.choice(ROADS), rng.randint(1, 199), rng.randint(101, 2404)
        address = f"厦门市{'思明区' if self.district == '350203' else '某区'}{street}{house}号{room}室"
        community = self.district + rng.choice(COMMUNITIES)
        phone = self.numbers.digits(rng, 7, prefix="1380")
        household = "H" + phone
        born = self._born(too_young=too_young)

        def grown_up(surname: tuple[str, str], sex: str, years: int) -> Person:
            name, pinyin = next(given)
            birthday = born - years * YEAR - timedelta(days=rng.randint(0, 364))
            return Person(
                paper=Paper("resident_id", self.numbers.resident(rng, birthday, sex)),
                name=surname[0] + name,
                pinyin=f"{surname[1]} {pinyin}",
                sex=sex,
                birth_date=birthday,
                district=self.district,
                address=address,
                household=household,
                community=community,
                settled_on=born - 2 * YEAR,
            )

        grandfather = grown_up(father_name, "male", 58)
        father = grown_up(father_name, "male", rng.randint(27, 38))
        father = replace(father, parents=(Parent("father", grandfather.name, grandfather.paper),))
        mother = grown_up(mother_name, "female", rng.randint(25, 36))
        names = rng.sample(GIVEN, children)
        born_here = tuple(self._child(father, mother, father_name, one, born) for one in names)
        return Family(father, mother, grandfather, born_here, community, address, phone)

    def _born(self, *, too_young: bool) -> date:
        days = self.rng.randint(1, 180)
        return self.cutoff + timedelta(days=days) if too_young else self.cutoff - timedelta(days=2 * days)

    def _child(
        self, father: Person, mother: Person, surname: tuple[str, str], given: tuple[str, str], born: date
    ) -> Person:
        sex = self.rng.choice(("female", "male"))
        return replace(
            father,
            paper=Paper("resident_id", self.numbers.resident(self.rng, born, sex)),
            name=surname[0] + given[0],
            pinyin=f"{surname[1]} {given[1]}",
            sex=sex,
            birth_date=born,
            settled_on=born + timedelta(days=30),
            parents=(
                Parent("father", father.name, father.paper),
                Parent("mother", mother.name, mother.paper),
            ),
        )

    def home(self, family: Family, *owners: Person, style: str = "new") -> RecordedHome:
        """A recorded home at the family's address; `style` is `new`, `old` or `contract`."""
        rng, numbers = self.rng, self.numbers
        acquired_on = self.today - timedelta(days=rng.randint(400, 2600))
        match style:
            case "old":
                number = numbers.digits(rng, 8, prefix="厦国土房证第", suffix="号")
            case "contract":
                number = numbers.digits(rng, 6, prefix=f"YS{acquired_on.year}")
            case _:
                number = numbers.digits(
                    rng, 7, prefix=f"闽（{acquired_on.year}）厦门市不动产权第", suffix="号"
                )
        return RecordedHome(
            proof="contract" if style == "contract" else "certificate",
            number=number,
            owners=tuple((one.name, one.paper) for one in owners),
            acquired_on=acquired_on,
            address=family.address,
            titled_on=None if style == "contract" else acquired_on,
        )

    def elder(self, child: Person) -> Person:
        """Somebody of the child's surname, a generation older, with a household of their own elsewhere in the city."""
        surname = next(one for one in SURNAMES if child.name.startswith(one[0]))
        name, pinyin = self.rng.choice(GROWN_UP)
        birthday = child.birth_date - 26 * YEAR - timedelta(days=self.rng.randint(0, 364))
        return Person(
            paper=Paper("resident_id", self.numbers.resident(self.rng, birthday, "male")),
            name=surname[0] + name,
            pinyin=f"{surname[1]} {pinyin}",
            sex="male",
            birth_date=birthday,
            district=self.district[:4] + "06",
            address=f"厦门市另一区旧书路{self.rng.randint(1, 99)}号",
            household="E" + self.numbers.digits(self.rng, 7),
            settled_on=birthday + 30 * YEAR,
        )

    def account(self, key: str, person: Person, *, real_name_level: int = 2) -> Account:
        """The person's sign-in; its own phone is not guardian 1's."""
        phone = self.numbers.digits(self.rng, 7, prefix="1390")
        return Account(f"guardian-{key}", person.name, person.paper.number, phone, real_name_level)
