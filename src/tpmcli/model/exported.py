"""What `tpm checklist export` writes: the items of a checklist as rows, whatever the format."""

from typing import NamedTuple

from tpmcli.model.checklist import Level


class ExportedItem(NamedTuple):
    """An item with the names of its phase and role for people."""

    id: str
    phase: str
    phase_title: str
    role: str
    role_title: str
    level: Level
    title: str
    why: str = ""
    expect: str = ""
    evidence_required: bool = False
    not_applicable: bool = False


class ExportedChecklist(NamedTuple):
    """A checklist to write: its title, and its items in their order."""

    title: str
    items: tuple[ExportedItem, ...]
