"""What is told of the accounts at the SMS providers, as `functions/review/staff_answers.py` does."""

from datetime import datetime
from typing import Annotated

from pydantic import Field
from typing_extensions import TypedDict

from functions.cloud.settings import SmsProvider


class BlockedAccount(TypedDict):
    provider: SmsProvider
    code: Annotated[str, Field(description="The provider's own word for why it sends nothing")]
    since: datetime
    tried_at: Annotated[datetime, Field(description="When an SMS tried it last; one does every five minutes")]


class SmsAnswer(TypedDict):
    held: Annotated[int, Field(description="Notices of the season that wait for an account or the budget")]
    blocked: list[BlockedAccount]
