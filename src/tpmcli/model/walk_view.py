"""An item and an end as `tpm walk` shows them. Paths are relative to the folder of the call."""

from typing import NamedTuple

from tpmcli.model.checklist import Item
from tpmcli.model.evidence_view import Proposal
from tpmcli.model.facts import EvidenceStatus
from tpmcli.model.record import Answer
from tpmcli.model.role import Role
from tpmcli.model.verdict import ItemVerdict


class CitedTarget(NamedTuple):
    """A file or link that the answer cites.

    `status` is None for a link, whose content is never verified; `changed` is whether the content
    differs from what was cited.
    """

    target: str
    status: EvidenceStatus | None = None
    changed: bool = False


class WalkCard(NamedTuple):
    """One item of the walk: the `number`-th (from 1) of `total`, as it is now.

    `refused` is a file that matches while no file can be cited; see `CitableProposals`.
    """

    item: Item
    verdict: ItemVerdict
    cited: tuple[CitedTarget, ...]
    candidates: tuple[Proposal, ...]
    number: int
    total: int
    refused: str = ""


class RecordedAnswer(NamedTuple):
    """An answer that the walk recorded, what it cites, and remarks on it."""

    item: Item
    answer: Answer
    targets: tuple[str, ...]
    remarks: tuple[str, ...] = ()


class UndoneAnswer(NamedTuple):
    """An answer that the walk took back, and the one that stands again, None for none."""

    item: Item
    before: Answer | None


class RoleProgress(NamedTuple):
    """A role whose sign-off the gate needs.

    `required` and `recommended` count its open items; `signed` is whether its sign-off is valid.
    """

    role: Role
    required: int
    recommended: int
    signed: bool
