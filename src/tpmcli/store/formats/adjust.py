"""A layer's change to an item that a layer below it brought."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict, Field

from tpmcli.store.formats.base import ABSENT, BaseFormat, DayOrNow, DaysOrNever, Slugs, Text


class Adjust(BaseFormat):
    """A change to one item. Tightening is free; asking for less needs a reason."""

    model_config = ConfigDict(title="adjustment")
    level: Literal["must", "should"] = Field(
        default=ABSENT, description="must blocks the gate, should warns."
    )
    drop: bool = Field(default=False, description="True: the item is not asked at all.")
    reason: Text = Field(default=ABSENT, description="Why. Needed where less is asked for.")
    enforce_from: DayOrNow = Field(
        default=ABSENT, description="A must-item only warns until this day; now: it blocks at once."
    )
    valid_for: DaysOrNever = Field(
        default=ABSENT, description="How long an answer counts; never: it does not lapse."
    )
    evidence_required: bool = Field(
        default=ABSENT, description="True: `met` needs at least one path or link."
    )
    pin: bool = Field(
        default=ABSENT, description="True: evidence that changes afterwards reopens the item."
    )
    standing: bool = Field(
        default=ABSENT, description="True: also judged today in a gate decided long ago."
    )
    when: Slugs = Field(
        default=ABSENT, description="Applies only where the policy has all of these traits."
    )
    not_applicable: bool = Field(
        default=ABSENT, description="True: may be answered not-applicable, with a reason."
    )
