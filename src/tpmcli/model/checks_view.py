"""Automated checks, as `tpm checks` and `tpm checklist show --kinds` show them."""

from collections.abc import Mapping
from typing import NamedTuple

from tpmcli.model.checklist import CheckSpec, Item, Phase
from tpmcli.model.facts import CheckResult
from tpmcli.model.record import Answer, CheckRun


class KindInfo(NamedTuple):
    """The description of a kind of check. `options` maps each option to its meaning."""

    name: str
    about: str
    options: Mapping[str, str]


class Checked(NamedTuple):
    """One check with its present result. `runs` are those recorded for its definition."""

    spec: CheckSpec
    result: CheckResult
    runs: tuple[CheckRun, ...]


class CheckedItem(NamedTuple):
    """An item that has checks."""

    item: Item
    answer: Answer | None
    checks: tuple[Checked, ...]


class CheckedPhase(NamedTuple):
    """A phase with items that have checks.

    `decided`: its gate passed, so that only its continuous items are still evaluated.
    """

    phase: Phase
    decided: bool
    items: tuple[CheckedItem, ...]


class CheckList(NamedTuple):
    """Every check of an increment, or of one phase of it. `as_of` is a date."""

    increment: str
    as_of: str
    phases: tuple[CheckedPhase, ...]


class CommandResult(NamedTuple):
    """The result of a program that was run for a check.

    `output` is the end of what the program wrote, not yet sanitized.
    """

    item: Item
    argv: tuple[str, ...]
    result: CheckResult
    output: str
