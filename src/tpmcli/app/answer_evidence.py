"""The evidence of an answer beside that of the answer before: kept, added to, or replaced."""

from collections.abc import Sequence

from tpmcli.app.cite import cite_again
from tpmcli.app.workspace import Workspace
from tpmcli.model.checklist import Item
from tpmcli.model.errors import RefusedError
from tpmcli.model.fix import tpm
from tpmcli.model.record import Answer, AnswerValue, Evidence
from tpmcli.rules.items import answer_command


def amended_evidence(
    workspace: Workspace,
    item: Item,
    before: Answer | None,
    added: tuple[Evidence, ...],
    removed: Sequence[str],
) -> tuple[Evidence, ...]:
    """Return the evidence of the present answer without some, and with more behind it.

    What stays is cited anew. Raises: RefusedError if it cannot be, or what is to be removed is
    not cited.
    """
    cited = {entry.target: entry for entry in before.evidence} if before else {}
    for target in removed:
        if cited.pop(target, None) is None:
            known = targets_text(before.evidence) if before and before.evidence else "nothing"
            message = f"{item.id} does not cite {target}; it cites {known}"
            raise RefusedError(message, tpm("why", item.id))
    for entry in added:
        cited.pop(entry.target, None)
    return (*cite_again(workspace, tuple(cited.values())), *added)


def lost_evidence(before: Answer | None, cited: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Return the evidence of the answer before that is no longer cited."""
    kept = {entry.target for entry in cited}
    return tuple(entry for entry in before.evidence if entry.target not in kept) if before else ()


def targets_text(evidence: Sequence[Evidence]) -> str:
    """Return the paths and links of evidence, with commas between them."""
    return ", ".join(entry.target for entry in evidence)


def require_evidence(item: Item, value: AnswerValue, cited: tuple[Evidence, ...]) -> None:
    """Raise RefusedError if the answer needs evidence and cites none."""
    if value is AnswerValue.MET and item.evidence.required and not cited:
        expected = f" ({item.evidence.expect})" if item.evidence.expect else ""
        raise RefusedError(
            f"“{item.title}” needs evidence{expected}",
            answer_command(item),
        )


def kept_evidence(workspace: Workspace, before: Answer | None) -> tuple[Evidence, ...]:
    """Return the evidence of the previous answer with new digests: answering again confirms."""
    if before is None or before.value is not AnswerValue.MET:
        return ()
    return cite_again(workspace, before.evidence)
