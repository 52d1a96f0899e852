"""The traits format: what a product may be or have, which decides whether some items apply."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.base import BaseFormat, Line, Slug


class TraitFormat(BaseFormat):
    """Something that a product is, has or does."""

    model_config = ConfigDict(title="trait")
    ask: Line = Field(description="The question that `tpm init` asks.")
    means: Line = Field(description="What it means to have the trait.")


class Traits(BaseFormat):
    """The closed list of traits that an item's `when` and a policy may name."""

    model_config = ConfigDict(title="list of traits")
    schema_: Literal["tpm/traits/1"] = Field(description="The format and its version.")
    traits: dict[Slug, TraitFormat] = Field(description="The traits by name.")
