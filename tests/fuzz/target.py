"""What is fuzzed: both APIs behind the local gateway and the real authorizer, over HTTP, in the middle of the season.

It stands in this process, so that a fault shows its traceback. A family has a draft and a submitted registration, and
a case waits for the staff.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest
import time_machine

from functions.registration.checks import CheckState
from infra.guardians.app import app as guardians
from infra.staff.app import app as staff
from local.authorities import start_authorities
from local.figures import Figures
from local.population import population
from local.web.front import Front
from local.web.gateway import Gateway
from local.web.inbox import Inbox
from local.web.pages import DIST, Pages
from local.web.serving import Serving
from seasons import siming_2022
from tests.api.client import Client, context_of
from tests.api.household import Household
from tests.authorities import CREDENTIALS
from tests.aws import made_cloud
from tests.issuer import issuing, signed
from tests.midseason import NOW
from tests.readers import approve_readers
from tests.review.conftest import judged
from tests.rooms.registrations import form

SEASON = "siming-2022"
DISTRICT = "350203"
CASE = "01G76PAV40BBBBBBBBBBBBBBBB"
LIFETIME = 3600

PERSONS: Mapping[str, Mapping[str, object]] = {
    "guardian": {},
    "stranger": {"sub": "stranger"},
    "unverified": {"sub": "unverified", "real_name_level": 0},
    "reviewer": {"sub": "reviewer", "roles": ["reviewer"]},
    "supervisor": {"sub": "supervisor", "roles": ["supervisor"]},
    "auditor": {"sub": "auditor", "roles": ["auditor"]},
    "elsewhere": {"sub": "elsewhere", "roles": ["reviewer", "supervisor", "auditor"], "district": "350206"},
    "one factor": {"sub": "one factor", "roles": ["reviewer", "supervisor", "auditor"], "amr": ["pwd"]},
}
"""Who asks: what the token says beside or instead of what the family's own says."""


@dataclass(frozen=True)
class Target:
    url: str
    """The base path of the API."""
    tokens: Mapping[str, str]
    """Person -> ID token."""
    registrations: tuple[str, ...]
    """The family's own."""


@contextmanager
def standing() -> Iterator[Target]:
    city = population(7, date(2022, 6, 1), date(2016, 8, 31), bulk=0)
    with (
        time_machine.travel(NOW, tick=False),
        issuing(["published"]) as issuer,
        start_authorities(city, credentials=CREDENTIALS) as authorities,
        pytest.MonkeyPatch.context() as patch,
        made_cloud(patch) as cloud,
    ):
        patch.setenv("RUXUE_OIDC_ISSUER", issuer)
        names = {
            "EXPORT_BUCKET": "ExportBucketName",
            "JOB_QUEUE_URL": "JobQueueUrl",
            "JOB_DLQ_URL": "JobDlqUrl",
        }
        for name, output in names.items():
            patch.setenv(f"RUXUE_{name}", cloud.stack.outputs[output])
        patch.setenv("RUXUE_AUDIT_BUCKET", cloud.stack.outputs["AuditBucketName"])
        cloud.connect(authorities)
        season = siming_2022().model_copy(update={"publication_held": False})
        cloud.put_season(season, NOW)
        sub = city.stories["ordinary"].account.sub
        approve_readers(cloud.table, season, NOW, issuer=issuer, accounts=[sub])
        cloud.put(judged(form(city, "public_rental"), CASE, {"property": CheckState.MANUAL_REVIEW}))
        family = Household(cloud, city.stories["ordinary"])
        family.client = Client(family.story.account, issuer=issuer)
        submitted = family.submitted().id
        family.begin().save()
        serving = Serving(Front([Gateway(guardians), Gateway(staff)], Pages(DIST), Figures(), Inbox()))
        serving.start()
        try:
            account = context_of(family.story.account, issuer)
            yield Target(f"{serving.origin}/api", _tokens(issuer, account), (submitted, family.id))
        finally:
            serving.stop()


def _tokens(issuer: str, account: Mapping[str, str]) -> dict[str, str]:
    common = {
        "sub": account["account"], "name": account["name"], "real_name_level": int(account["level"]),
        "identity_number": account["identity_number"], "amr": ["pwd", "mfa"], "district": DISTRICT,
        "exp": int(NOW.timestamp()) + LIFETIME,
    }  # fmt: skip
    return {who: signed(issuer, **{**common, **claims}) for who, claims in PERSONS.items()}
