"""Evidence that is there but shows little, as it is cited: refused or remarked on by the policy."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import RefusedError
from tpmcli.model.facts import EvidenceFact
from tpmcli.model.policy import Response
from tpmcli.model.record import Evidence, Record
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.rules.scope import cited_often


def grade(workspace: Workspace, facts: Mapping[str, EvidenceFact]) -> list[str]:
    """Return remarks on cited files that are thin or look unfilled.

    Raises: RefusedError if the policy has them block.
    """
    from tpmcli.render.finding import placeholder_text

    policy = workspace.policy.evidence
    remarks = []
    for path, fact in facts.items():
        if fact.thin:
            text = f"`{path}` has hardly any text"
            remarks += _respond(
                policy.thin, text, "write in it what shows it, or cite another file"
            )
        if fact.placeholder:
            text = placeholder_text(path, fact.placeholder, fact.placeholder_line)
            remarks += _respond(policy.placeholder, text, "fill it in first")
    return remarks


def grade_reuse(
    workspace: Workspace, record: Record, items: Collection[str], cited: Collection[Evidence]
) -> list[str]:
    """Return remarks on documents that these items, too, would cite as a whole for many items.

    Raises: RefusedError if the policy has that block.
    """
    response = workspace.policy.evidence.reused
    often = cited_often(record, items, cited) if response is not Response.OFF else frozenset()
    named = sorted(often.intersection(entry.path for entry in cited))
    facts = inspect_evidence(workspace.tree, named, named) if named else {}
    remarks = []
    for path, fact in facts.items():
        if fact.has_headings:
            text = f"`{path}` is cited as a whole for more than three items"
            remarks += _respond(response, text, "cite the section that shows it, as `path#heading`")
    return remarks


def _respond(response: Response, text: str, hint: str) -> list[str]:
    if response is Response.BLOCK:
        raise RefusedError(text, hint)
    return [text] if response is Response.WARN else []
