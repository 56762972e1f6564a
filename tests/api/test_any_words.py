"""Whatever stands in a field of whatever is sent, the answer has words for what is wrong with it."""

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from functions.cloud.web.http import problem
from functions.cloud.web.wrong_fields import refused_input
from functions.registration.season.season import Season
from functions.registration.texts import staff_text

from .sent_models import REQUESTS, models

ODD: tuple[Any, ...] = (
    None, True, 0, -1, 10**30, 1.5, 1e308, "", " ", "\u202e", "x" * 5000, "\x00", "0000-00-00", "9999-12-31T00:00:00Z",
    [], [[]], [None], ["x"] * 100, {}, {"x": "x"}, {"": None}, {"type": "x"}, {"kind": "x"}, {"kind": []},
)  # fmt: skip
MODELS = models(*(model for model in REQUESTS if model is not Season))
"""A season's file is told by line (season/file.py)."""


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_what_is_wrong_with_a_field_has_words_in_both_languages(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        for odd in ODD:
            try:
                model.model_validate({field.alias or name: odd})
            except ValidationError as error:
                for language in ("zh-CN", "en"):
                    answer = problem(refused_input(error), language, staff_text)
                    assert answer.status_code == 422
                    assert all(fault["detail"] for fault in answer.body["errors"])
