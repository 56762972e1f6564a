"""A text of the season's own, in both languages."""

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from .free_text import one_direction
from .model import Model

Words = Annotated[str, StringConstraints(min_length=1, max_length=4000), AfterValidator(one_direction)]


class Localised(Model):
    """Written `{"zh-CN": "…", "en": "…"}`; both are required."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    zh: Annotated[Words, Field(alias="zh-CN")]
    en: Words

    def in_language(self, language: str) -> str:
        """The text in `language`, zh-CN unless that is `en`."""
        return self.en if language == "en" else self.zh
