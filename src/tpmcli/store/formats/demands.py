"""The formats of roles, and of what is asked of them."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from tpmcli.model.demand import Delegation, Demand
from tpmcli.model.role import MOST_ROLES, Role
from tpmcli.store.formats.base import (
    ABSENT,
    EMAIL,
    ROLE_OR_EMAIL,
    SHORT_NAME,
    UNIQUE,
    UNIQUE_SCHEMA,
    BaseFormat,
    Day,
    Kept,
    Line,
    RoleName,
    RoleOrEmail,
    Slugs,
    Text,
)

People = Annotated[int, Field(ge=1, le=9)]


class RoleFormat(BaseFormat):
    """A role in words: what people call it, and what it is asked."""

    kept_as: ClassVar = ("role",)
    model_config = ConfigDict(title="role")
    title: Annotated[Line, Field(max_length=60), Kept("full_name")] = Field(
        description="The role in full, for headings."
    )
    short: Annotated[str, Field(pattern=SHORT_NAME)] = Field(
        default=ABSENT, description="Its name in messages and columns; absent: in capitals."
    )
    question: Annotated[Line, Field(max_length=200)] = Field(
        default=ABSENT, description="What the role is asked, above its items."
    )


class DemandFormat(BaseFormat):
    """A role must sign off: where, and by how many different people."""

    kept_as: ClassVar = (Demand,)
    model_config = ConfigDict(title="demand")
    role: Annotated[RoleName, Kept(as_=Role)] = Field(description="The role.")
    at: Slugs = Field(default=[], description="The phases; absent: every gate.")
    when: Slugs = Field(default=[], description="Only if the policy has all of these traits.")
    people: People = Field(default=1, description="How many different people must sign off.")
    drop: bool = Field(
        default=False, description="True: takes away what the lifecycle and the packs demand."
    )
    reason: Text = Field(default=ABSENT, description="Why. Needed to drop a demand.")


class AuthorityFormat(BaseFormat):
    """A role or a person who may decide or approve."""

    kept_as: ClassVar = ("authority",)
    model_config = ConfigDict(title="authority")
    role: RoleOrEmail = Field(description="The role, or an email address.")
    people: People = Field(default=1, description="How many different people it takes.")
    at: Slugs = Field(default=[], description="The phases; absent: every gate.")
    when: Slugs = Field(default=[], description="Only if the policy has all of these traits.")


class DelegationFormat(BaseFormat):
    """Who stands in for a holder of a role, and when."""

    kept_as: ClassVar = (Delegation,)
    model_config = ConfigDict(title="delegation")
    from_: Annotated[str, Field(pattern=EMAIL, max_length=320), Kept("giver")] = Field(
        description="Who holds the role."
    )
    to: Annotated[str, Field(pattern=EMAIL, max_length=320)] = Field(
        description="Who stands in, and does not hold it."
    )
    role: Annotated[RoleName, Kept(as_=Role)] = Field(description="The role.")
    first: Day = Field(description="The first date, inclusive.")
    last: Day = Field(description="The last date, inclusive; 90 days at most.")
    reason: Line = Field(description="Why.")


RoleWords = Annotated[
    dict[RoleName, RoleFormat], Field(max_length=MOST_ROLES), Kept(as_="role words")
]
Demands = Annotated[
    list[Annotated[RoleName | DemandFormat, Kept(as_="demand")]],
    UNIQUE,
    Field(max_length=64, json_schema_extra=UNIQUE_SCHEMA),
]
Authorities = Annotated[
    list[
        Annotated[
            Annotated[str, Field(pattern=ROLE_OR_EMAIL, max_length=320)] | AuthorityFormat,
            Kept(as_="authority"),
        ]
    ],
    UNIQUE,
    Field(min_length=1, max_length=64, json_schema_extra=UNIQUE_SCHEMA),
]
