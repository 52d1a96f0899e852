"""Evidence to propose for an item, as `tpm evidence find` and `tpm walk` show it."""

from typing import NamedTuple

from tpmcli.model.checklist import Item


class Proposal(NamedTuple):
    """A file that may serve as evidence. `heading` is its first heading, or empty."""

    path: str
    heading: str


class CitableProposals(NamedTuple):
    """The newest files that can be cited for an item as they are now.

    `refused` is the newest file that matches if none can be cited, such as one with hardly any
    text; empty if no file matches.
    """

    files: tuple[Proposal, ...]
    refused: str = ""


class EvidenceProposals(NamedTuple):
    """The newest files for an item. `total` also counts older files that `files` leaves out.

    `places` are the globs of the item as this project means them. `citable` is the newest file that
    can be cited as it is; empty if the policy refuses each, such as for hardly having any text.
    """

    item: Item
    files: tuple[Proposal, ...]
    total: int
    places: tuple[str, ...] = ()
    citable: str = ""
