"""What a change of a policy is compared by: both policies, and the rows of the tables of keys."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tpmcli.model.checklist import Checklist
from tpmcli.model.finding import Subject, about_policy
from tpmcli.model.loosening import Loosened, LooserText
from tpmcli.model.policy import Policy

Less = tuple[Subject, Loosened]
"""What is loosened (an item, a phase, a key of the policy), and how."""


class PolicyChange(NamedTuple):
    """Two policies, and the checklists that they ask for once every layer is applied."""

    before: Policy
    after: Policy
    old: Checklist
    new: Checklist


class PolicyRow(NamedTuple):
    """Keys of the formats, and how what they ask for less is found."""

    keys: tuple[str, ...]
    find: Callable[[PolicyChange], Iterator[Less]]


def of_key(key: str, how: LooserText, name: str = "", before: str = "", after: str = "") -> Less:
    """Return the loosening of a key of the policy."""
    return about_policy(key), Loosened(how, name=name, before=before, after=after)
