"""The formats of what shipped items draw on: frameworks, traits of a product, lists of globs."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.base import BaseFormat, Day, Globs, Line, Slug, Url


class ReferenceFormat(BaseFormat):
    """A public framework."""

    model_config = ConfigDict(title="reference")
    name: Line = Field(description="What it is called.")
    url: Url = Field(description="Where it stands.")
    licence: Line = Field(description="On what terms it may be used.")
    seen: Day = Field(description="The date on which the entry was last compared with the source.")


class References(BaseFormat):
    """The public frameworks that items cite, by the key that an item's `refs` uses."""

    model_config = ConfigDict(title="list of references")
    schema_: Literal["tpm/references/1"] = Field(description="The format and its version.")
    references: dict[Slug, ReferenceFormat] = Field(description="The frameworks by key.")


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


class FindLists(BaseFormat):
    """Lists of globs that an item's `find` names as `@NAME`."""

    model_config = ConfigDict(title="lists of places")
    schema_: Literal["tpm/find-lists/1"] = Field(description="The format and its version.")
    lists: dict[Slug, Globs] = Field(description="The globs by the name of the list.")
