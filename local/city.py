"""Who lives in the local city: its sign-ins and its two authorities, over one generated population."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from functions.registration.season.divisions import city_of
from functions.registration.values.resident_id import check_character
from local.authorities import Authorities, Authority, Credentials, start_authorities
from local.authorities.switches import PARSE
from local.issuer import SignIn
from local.population import Population, Story, population
from local.web.controls import Switchable

SEED = 20220701
DISTRICT = "350203"
STAFF = (
    (
        "reviewer",
        "林审核",
        ["reviewer"],
        ("审核员：处理待审核的报名", "Reviewer: decides what no registry can"),
    ),
    (
        "reviewer2",
        "陈审核",
        ["reviewer"],
        ("第二位审核员：拒绝须两人", "A second reviewer: a refusal needs two"),
    ),
    (
        "supervisor",
        "黄主管",
        ["supervisor", "reviewer"],
        ("主管：招生季与公布", "Supervisor: season and publication"),
    ),
    (
        "supervisor2",
        "郑主管",
        ["supervisor"],
        ("第二位主管：批准导出，确认公布", "A second supervisor: approves exports, confirms the publication"),
    ),
    (
        "reviewer3",
        "王审核",
        ["reviewer"],
        ("第三位审核员：办理复核", "A third reviewer: decides reviews"),
    ),
    (
        "reviewer4",
        "李审核",
        ["reviewer"],
        ("第四位审核员：更改结果须两人", "A fourth reviewer: changing a result needs two"),
    ),
    (
        "reviewer5",
        "赵审核",
        ["reviewer"],
        ("新来的审核员：尚未获准查看", "A new reviewer: not approved to read yet"),
    ),
    ("auditor", "吴审计", ["auditor"], ("审计员：查看审计记录", "Auditor: reads the audit trail")),
)

UNAPPROVED = "reviewer5"
"""Whom a supervisor approves while the system runs."""

CITY = city_of(DISTRICT)
OF_CITY = (
    "cityreviewer",
    "周市审",
    ["reviewer"],
    ("市级审核员：本区借调后才能查看", "A reviewer of the city: sees what a district borrows them for"),
)


class _Switch:
    """One authority's simulator as the local controls see it."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority

    def look(self) -> dict[str, Any]:
        return {**self._authority.switches.json(), "counts": self._authority.counts.json()}

    def turn(self, switches: bytes) -> dict[str, Any]:
        """Raises ValueError when the switches are not understood."""
        self._authority.control(PARSE.validate_json(switches))
        return self.look()


@dataclass(frozen=True)
class City:
    """The population, and its authorities once they run."""

    population: Population
    authorities: Authorities

    @property
    def urls(self) -> Mapping[str, str]:
        return {"household": self.authorities.household.url, "property": self.authorities.property.url}

    @property
    def switches(self) -> Mapping[str, Switchable]:
        return {
            "household": _Switch(self.authorities.household),
            "property": _Switch(self.authorities.property),
        }

    @property
    def people(self) -> Sequence[SignIn]:
        guardians = [_guardian(story) for story in self.population.stories.values()]
        office = [_staff(number, DISTRICT, *each) for number, each in enumerate(STAFF)]
        return [*guardians, *office, _staff(len(STAFF), CITY, *OF_CITY)]

    def stop(self) -> None:
        self.authorities.stop()


def citizens(today: date) -> Population:
    """Who lives there when a season of `today`'s year is on: its children turn six by 31 August."""
    return population(SEED, today, date(today.year - 6, 8, 31), DISTRICT)


def start_city(secret: str, today: date) -> City:
    """The city and its authorities; the secret's JSON has the credentials of those who may ask them."""
    parsed = json.loads(secret)
    people = citizens(today)
    credentials = {name: Credentials(**parsed[f"{name}_gateway"]) for name in ("household", "property")}
    return City(people, start_authorities(people, credentials=credentials))


def _guardian(story: Story) -> SignIn:
    account = story.account
    return SignIn(
        account.sub,
        account.name,
        "guardian",
        {"zh-CN": story.zh, "en": story.en},
        {"real_name_level": account.real_name_level, "identity_number": account.identity_number},
    )


def _staff(
    number: int, district: str, sub: str, name: str, roles: list[str], words: tuple[str, str]
) -> SignIn:
    """Older than anybody whom the population has, so that no number is a guardian's too."""
    body = f"3502031940010100{number}"
    claims = {"real_name_level": 2, "identity_number": body + check_character(body), "roles": roles}
    claims |= {"district": district, "amr": ["pwd", "otp", "mfa"]}
    return SignIn(sub, name, "staff", {"zh-CN": words[0], "en": words[1]}, claims)
