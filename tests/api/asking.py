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


def hands_in(family: Household, number: int = 1, **answer: Any) -> Told:
    body = {"words": {"residence": WORDS}} | answer
    return family.client.call("POST", f"{family.path}/requests/{number}/answer", body)


def waiting(who: Member = CLERK, **query: Any) -> list[str]:
    return [one["id"] for one in who.get(QUEUE, **query).body["cases"]]
