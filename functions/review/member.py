"""Who of the staff asks, and how far that person reaches: one district, by roles; of the city, where borrowed."""

from typing import Any, NamedTuple, Self

from functions.cloud.sealing.macs import Macs
from functions.registration.errors import NotAllowed, NotFound
from functions.registration.keyed import Keyed
from functions.registration.season.season import Season
from functions.registration.staff.roles import Permission, Role, roles_among, roles_that_may
from functions.registration.values.free_text import one_direction


class Member(NamedTuple):
    key: Keyed
    """Keyed MAC of the account: what decisions and the audit trail name."""
    roles: frozenset[Role]
    district: str
    identity_number: str
    """Of the person, whichever account; empty where the sign-in does not tell it."""
    name: str
    """As the sign-in tells it; the account where it tells none."""

    def who_may(self, permission: Permission) -> Self:
        """Itself. Raises NotAllowed where none of its roles grants it."""
        if self.roles.isdisjoint(roles_that_may(permission)):
            raise NotAllowed
        return self


def member_of(authorizer: dict[str, Any], *, macs: Macs) -> Member:
    """The asker, as the authorizer passed it on. Raises NotAllowed without a second factor at sign-in."""
    if authorizer["second_factor"] != "true":
        raise NotAllowed(code="second_factor_needed")
    return Member(
        key=macs.keyed("staff", authorizer["issuer"], authorizer["account"]),
        roles=roles_among(authorizer["roles"].split()),
        district=authorizer["district"],
        identity_number=authorizer["identity_number"],
        name=authorizer["name"] or one_direction(authorizer["account"]),
    )


def of_district(member: Member, season: Season) -> Season:
    """The season, if it is of the member's district. Raises NotFound: foreign and absent are alike."""
    if not member.district or season.district.code != member.district:
        raise NotFound
    return season


def is_of_city(member: Member, season: Season) -> bool:
    """Whether the season's district may borrow the member (R37): a reviewer of its city, and of no district."""
    is_reviewer = Role.REVIEWER in member.roles
    return is_reviewer and member.district == season.district.city_code != season.district.code
