"""The notice that a guardian reads before a child's number is taken, and the separate consents asked with it (R48).

The words are the season's own; which sections there are, and what a refused consent keeps from happening, are the same
for every season.
"""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from functions.registration.values.localised import Localised
from functions.registration.values.model import Model


class Section(StrEnum):
    """What every notice tells (PIPL 17, 23, 30; CPR 10; NDSR 21)."""

    WHO = "who"
    WHAT = "what"
    WHY = "why"
    BASIS = "basis"
    STORAGE = "storage"
    SAFEGUARDS = "safeguards"
    RECIPIENTS = "recipients"
    CHOICE = "choice"
    PAPER = "paper"
    RIGHTS = "rights"
    COMPLAINT = "complaint"
    AUTOMATIC = "automatic"
    CHANGES = "changes"


class Consent(StrEnum):
    """What a guardian may be asked to consent to, each by itself."""

    CHILD = "child"
    """Processing a child's information at all."""
    HOUSEHOLD_REGISTRY = "household_registry"
    """Passing numbers and names to the police household registry, to be confirmed."""
    PROPERTY_REGISTRY = "property_registry"
    """Passing the home's papers to the land and housing registry, to be confirmed."""
    PREFILL = "prefill"
    """Letting the household registry fill in the form."""


NECESSARY: Mapping[Consent, bool] = {
    Consent.CHILD: True,
    Consent.HOUSEHOLD_REGISTRY: True,
    Consent.PROPERTY_REGISTRY: True,
    Consent.PREFILL: False,
}
"""Whether refusing it keeps a family from registering online; what is not necessary is never forced."""


class NoticeSection(Model):
    id: Section
    title: Localised
    short: Localised
    """One or two plain sentences, which is what most people read."""
    full: Localised


class ConsentQuestion(Model):
    id: Consent
    ask: Localised
    refused: Localised
    """What refusing means, and what can be done then."""


class PrivacyNotice(Model):
    version: Annotated[str, StringConstraints(pattern=r"^[\w.-]{1,40}$")]
    to_settle: Localised | None = None
    """What of it only a lawyer or the district can settle; said on the page of a sample."""
    sections: Annotated[tuple[NoticeSection, ...], Field(min_length=1)]
    consents: tuple[ConsentQuestion, ...] = ()
    """Empty where every purpose rests on a statutory duty: the notice is due all the same."""

    def asks(self, consent: Consent) -> bool:
        """Whether this purpose rests on consent in this season."""
        return any(question.id is consent for question in self.consents)

    @property
    def digest(self) -> str:
        """SHA-256 of every word of it in both languages: a changed notice is another one, whatever its version."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()
