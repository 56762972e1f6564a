"""Identity documents, and what may be told from their numbers (R2, R4)."""

import re
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from . import resident_id
from .folding import compact
from .model import Model

ROOM_FOR_TYPING = 60
"""Characters looked at before folding; no number of any kind comes near it."""

SHORT = 10
"""A number shorter than this keeps only its ends when masked."""

ISO_3166 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM
DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN
KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV
SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI
VN VU WF WS YE YT ZA ZM ZW
"""

COUNTRIES = frozenset(ISO_3166.split())
"""The countries and areas a passport can name: ISO 3166-1 alpha-2, officially assigned codes."""


class IdentityDocumentType(StrEnum):
    RESIDENT_ID = "resident_id"
    HMT_RESIDENCE_PERMIT = "hmt_residence_permit"
    HK_MACAO_PERMIT = "hk_macao_permit"
    TAIWAN_PERMIT = "taiwan_permit"
    PASSPORT = "passport"
    PERMANENT_RESIDENT_CARD = "permanent_resident_card"


class NumberRule(NamedTuple):
    """What one kind of number must look like, once it is folded: data, for the page checks by the same rows."""

    pattern: str
    dated: bool = False
    """Whether a number of 18 characters holds a birth date and a check digit (GB 11643)."""
    holder: str | None = None
    """The part of a longer number that is the holder's own: what follows it is dropped."""

    def folded(self, typed: str) -> str:
        """Capitals, half-width, without blanks, dashes and brackets, and the holder's part alone."""
        number = re.sub(r"[-()]", "", compact(typed)).upper()
        whole = re.fullmatch(self.holder, number, re.ASCII) if self.holder else None
        return whole[1] if whole else number

    def checked(self, number: str) -> str:
        """Raises what `resident_id.checked` raises."""
        return resident_id.checked(number) if self.dated and len(number) == resident_id.LENGTH else number


RULES = {
    # GB 11643; area codes are not judged.
    IdentityDocumentType.RESIDENT_ID: NumberRule(r"\d{17}[\dX]", dated=True),
    # State Council, 2018: as a resident ID, under 810000 (Hong Kong), 820000 (Macao) or 830000 (Taiwan).
    IdentityDocumentType.HMT_RESIDENCE_PERMIT: NumberRule(r"8[123]0000\d{11}[\dX]", dated=True),
    # Mainland travel permit for Hong Kong and Macao residents: H or M and eight digits are the holder's for life, the
    # two more of old cards count the cards (GA 456). Since July 2024 permanent residents who are no Chinese nationals
    # hold one as well: HA or MA and seven digits (National Immigration Administration).
    IdentityDocumentType.HK_MACAO_PERMIT: NumberRule(r"[HM](?:A\d{7}|\d{8})", holder=r"([HM]\d{8})\d{2}"),
    # Mainland travel permit for Taiwan residents: 8 digits, before 2015 10 digits and often one character more.
    IdentityDocumentType.TAIWAN_PERMIT: NumberRule(r"\d{8}|\d{10}[0-9A-Z]?"),
    IdentityDocumentType.PASSPORT: NumberRule(r"[0-9A-Z]{5,17}"),
    # National Immigration Administration: 3 letters and 12 digits until 2023-11-30, since then 18 characters
    # that begin with 9, with the resident ID's date and check digit.
    IdentityDocumentType.PERMANENT_RESIDENT_CARD: NumberRule(r"[A-Z]{3}\d{12}|9\d{16}[\dX]", dated=True),
}


class IdentityDocument(Model):
    """One document of one person, its number folded and checked by the rule of its kind.

    Errors on `number`: `identity_number_format`, `identity_number_birth_date`, `identity_number_check_digit`;
    on `country`: `country_required`, `country_not_asked`, `country_unknown`. No error quotes the value.
    """

    type: IdentityDocumentType
    number: str = Field(repr=False)
    country: str | None = Field(default=None, validate_default=True)
    """ISO 3166-1 alpha-2; of passports only."""

    @field_validator("number")
    @classmethod
    def _as_its_kind_asks(cls, number: str, info: ValidationInfo) -> str:
        if (kind := info.data.get("type")) is None:
            return number  # the kind's own error says enough
        rule = RULES[kind]
        folded = rule.folded(number[:ROOM_FOR_TYPING])
        if len(number) > ROOM_FOR_TYPING or not re.fullmatch(rule.pattern, folded, re.ASCII):
            raise PydanticCustomError("identity_number_format", "not a number of this kind of document")
        return rule.checked(folded)

    @field_validator("country")
    @classmethod
    def _of_passports_only(cls, country: str | None, info: ValidationInfo) -> str | None:
        if (kind := info.data.get("type")) is None:
            return country
        if kind is not IdentityDocumentType.PASSPORT:
            if country is not None:
                raise PydanticCustomError("country_not_asked", "only a passport has a country")
            return None
        if country is None:
            raise PydanticCustomError("country_required", "a passport needs its country")
        if (code := compact(country).upper()) not in COUNTRIES:
            raise PydanticCustomError("country_unknown", "not an ISO 3166-1 alpha-2 code")
        return code


TELL_BIRTH_DATE = frozenset(
    {
        IdentityDocumentType.RESIDENT_ID,
        IdentityDocumentType.HMT_RESIDENCE_PERMIT,
        IdentityDocumentType.PERMANENT_RESIDENT_CARD,
    }
)
TELL_SEX = TELL_BIRTH_DATE - {IdentityDocumentType.PERMANENT_RESIDENT_CARD}


def birth_date_of(document: IdentityDocument) -> date | None:
    """The birth date that the number tells (GB 11643), or None for kinds and old forms that tell none."""
    return resident_id.birth_date_in(document.number) if document.type in TELL_BIRTH_DATE else None


def sex_of(document: IdentityDocument) -> Literal["female", "male"] | None:
    """The sex that the number tells (GB 11643), or None for kinds that tell none."""
    return resident_id.sex_in(document.number) if document.type in TELL_SEX else None


def mask(number: str) -> str:
    """The first 3 and the last 2 characters around eight stars, whatever the length; of short numbers the ends."""
    if len(number) < SHORT:
        return f"{number[:1]}********{number[-1:]}"
    return f"{number[:3]}********{number[-2:]}"
