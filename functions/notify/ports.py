"""What sending a notice needs of the cloud."""

from datetime import datetime
from typing import NamedTuple, Protocol

from functions.cloud.sms import SmsSender
from functions.cloud.sms.blocks import Gate
from functions.registration.registration import Notice, Registration


class Registrations(Protocol):
    def get_any(self, registration_id: str) -> Registration: ...

    def proved_phones(self, owner: str) -> frozenset[str]: ...


class Notices(Protocol):
    def move_notice(self, registration_id: str, notice: Notice, *, expected: Notice) -> bool: ...


class Deliveries(Protocol):
    def sent(self, registration_id: str, notice: Notice, *, expected: Notice, now: datetime) -> bool: ...


class Budget(Protocol):
    def take_from_reserve(self, season: str, registration_id: str, *, budget: int) -> None: ...


class Blocks(Protocol):
    def gate(self, now: datetime) -> Gate: ...

    def block(self, code: str, now: datetime) -> None: ...

    def release(self) -> None: ...


class Provider(NamedTuple):
    """One account at an SMS provider."""

    name: str
    sms: SmsSender
    blocks: Blocks
