"""One line for what is wrong with refused data."""

from __future__ import annotations

from typing import Annotated

import pytest
from pydantic import BaseModel, Field, ValidationError, model_validator

from prover.base.validation import one_line


class Inner(BaseModel):
    number: Annotated[int, Field(ge=1)]


class Outer(BaseModel):
    inner: list[Inner] = []

    @model_validator(mode="after")
    def _not_empty(self) -> Outer:
        if not self.inner:
            raise ValueError("there is nothing in it")
        return self


@pytest.mark.parametrize(
    ("data", "whole", "said"),
    [
        (
            {"inner": [{"number": 3}, {"number": 0}]},
            "the file",
            "inner.1.number: Input should be greater than or equal to 1",
        ),
        ({}, "the file", "the file: there is nothing in it"),
        ({}, "", "there is nothing in it"),
    ],
)
def test_the_first_error_with_its_place(data: dict[str, object], whole: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Outer.model_validate(data)
    assert one_line(caught.value, whole=whole) == said
