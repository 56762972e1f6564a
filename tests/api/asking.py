"""A family whose home waits for staff, a clerk who asks it for more, and what both do then (R40)."""

from typing import Any

from local.population import Population
from tests.aws import Cloud
from tests.documents.files import jpeg
from tests.review.staff import CLERK, Answer, Member

from .client import Answer as Told
from .household import Household
from .test_documents import uploaded

QUEUE = "/staff/seasons/siming-2022/queue"
LAST_DAY = "2022-07-12"
ASKED: dict[str, Any] = {
    "check": "property",
    "reason": "paper_unreadable",
    "papers": [{"kind": "rental_contract"}],
    "words": ["residence"],
    "until": LAST_DAY,
    "note": "第二页看不清",
}
WORDS = "我们一家三口从2019年起住在这里。"
SAID: dict[str, Any] = {"words": {"residence": WORDS}}


def tenant(cloud: Cloud, city: Population) -> Household:
    """A household in public rental, checked: its home waits for staff."""
    return Household(cloud, city.stories["public_rental"]).checked()


def asks(family: Household, who: Member = CLERK, **changed: Any) -> Answer:
    path = f"/staff/registrations/{family.id}"
    tag = who.get(path).etag
    return who.call("POST", f"{path}/requests", ASKED | changed, If_Match=tag)


def brings(family: Household) -> str:
    """The paper that is asked for, uploaded and looked over."""
    return str(uploaded(family, jpeg(), kind="rental_contract", check="property")["id"])


def asks_code(family: Household, **said: Any) -> Told:
    """For this answer."""
    return family.may_have_another_code().ask_code("answer", answer=SAID | said)


def confirms(family: Household, code: str, number: int = 1, *, key: str = "", **said: Any) -> Told:
    """The answer with this code."""
    path = f"{family.path}/requests/{number}/answer"
    return family.client.call("POST", path, SAID | said | {"code": code}, Idempotency_Key=key)


def hands_in(family: Household, number: int = 1, **said: Any) -> Told:
    """As at the page: a code for the answer, then the answer with it; whatever refuses first."""
    asked = asks_code(family, **said)
    return confirms(family, family.digits(), number, **said) if asked.status == 202 else asked


def waiting(who: Member = CLERK, **query: Any) -> list[str]:
    return [one["id"] for one in who.get(QUEUE, **query).body["cases"]]
