"""What staff send."""

from typing import Annotated

from pydantic import StringConstraints

from functions.registration.decisions import Result
from functions.registration.model import Model


class DecisionCommand(Model):
    check: Annotated[str, StringConstraints(pattern=r"^(student|guardian)-\d$|^property$")]
    result: Result
    reason: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    note: Annotated[str, StringConstraints(max_length=500)] = ""
