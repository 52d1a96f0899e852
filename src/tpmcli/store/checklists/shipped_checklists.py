"""The shipped lifecycles and packs on their own, without a project: to look at and to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.model.checklist import Checklist
from tpmcli.model.checklist_view import Pack
from tpmcli.store.checklists import items, shipped
from tpmcli.store.checklists.load import load_checklist
from tpmcli.store.policy_file import parse_policy
from tpmcli.store.yaml.emit import scalar

if TYPE_CHECKING:
    from tpmcli.store.yaml.reader import Document

_POLICY = """\
schema: tpm/policy/1
id: shipped
name: Shipped
lifecycle: {lifecycle}
packs: [{packs}]
people: {{tpm: [tpm@example.com], pm: [pm@example.com]}}
"""


def composed(lifecycle: str, over: tuple[str, ...] = ()) -> Checklist:
    """Return a shipped lifecycle with the shipped packs `over` it, as a new project has it.

    Raises:
        InvalidInputError: a name is not shipped.
    """
    listed = ", ".join(scalar(pack, flow=True) for pack in over)
    policy = _POLICY.format(lifecycle=scalar(lifecycle), packs=listed)
    return load_checklist(parse_policy(policy.encode(), "policy.yaml"), _none)


def lifecycle_title(name: str) -> str:
    """Return the title of a shipped lifecycle.

    Raises:
        KeyError: there is none of that name.
    """
    path = shipped.lifecycle_path(name)
    if path is None:
        raise KeyError(name)
    title: str = shipped.document(path).value["title"]
    return title


def shipped_pack(name: str) -> Pack:
    """Return a shipped pack by its name.

    Raises:
        InvalidInputError: it cannot be read.
    """
    return pack_of(shipped.document(f"packs/{name}.yaml"), is_shipped=True)


def pack_of(document: Document, *, is_shipped: bool) -> Pack:
    """Return a pack from its file, which has the form of the format."""
    layer = items.PackDocument(document, is_shipped=is_shipped).layer(placed=False)
    return Pack(layer, document.value.get("about", ""), document.value)


def _none(path: str) -> bytes:
    raise FileNotFoundError(path)
