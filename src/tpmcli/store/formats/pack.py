"""The pack format: items and adjustments laid over a lifecycle."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.adjust import Adjust
from tpmcli.store.formats.base import ABSENT, BaseFormat, ItemId, Line, Slug, Text
from tpmcli.store.formats.checklist import RoleItems


class PackFormat(BaseFormat):
    """Items and adjustments laid over a lifecycle: shipped for a field, or a team's own."""

    model_config = ConfigDict(title="pack")
    schema_: Literal["tpm/pack/1"] = Field(description="The format and its version.")
    name: Slug = Field(description="The pack's name.")
    title: Line = Field(description="The pack in a few words, for people.")
    about: Text = Field(default=ABSENT, description="Whom it is for and what it adds.")
    add: dict[Slug, RoleItems] = Field(default={}, description="Items to add, by phase.")
    adjust: dict[ItemId, Adjust] = Field(
        default={}, description="Changes to items of the layers below, by full item id."
    )
