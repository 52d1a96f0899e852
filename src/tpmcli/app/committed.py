"""Which of the entries that a report shows are in a commit.

Who recorded an entry is verified when the change that adds it is checked with `--against`. Without
that, an entry of the last commit is shown as committed, and any other as claimed.
"""

from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.policy import Identity
from tpmcli.model.record import Record
from tpmcli.model.verdict import (
    COMMITTED,
    GateReport,
    GateResult,
    Signature,
    SignOffVerdict,
    with_signatures,
)
from tpmcli.repo.worktree import WorkTree
from tpmcli.store.record.file import read_record


def with_commits(report: GateReport, workspace: Workspace) -> GateReport:
    """Return the report with what is committed, and the number of entries that are not.

    Git is asked only if the policy wants more than a claim, and an entry is shown.
    """
    if not any(map(_shows_entry, report.gates)):
        return report
    committed = committed_record(workspace)
    if committed is None:
        return report
    gates = tuple(gate_with_commits(gate, committed) for gate in report.gates)
    claims = sum(_claims(gate, committed) for gate in gates)
    return report._replace(gates=gates, uncommitted=claims)


def _shows_entry(gate: GateResult) -> bool:
    return gate.decided is not None or any(signoff.by for signoff in gate.signoffs)


def committed_record(workspace: Workspace) -> Record | None:
    """Return the record in the last commit; an empty one if that has none that can be read.

    None if it does not matter, since a claim is enough for the policy.
    """
    tree = workspace.tree
    if workspace.policy.gate.identity is Identity.CLAIMED or not isinstance(tree, WorkTree):
        return None
    data = tree.committed(workspace.record_path)
    if data == workspace.record_bytes():
        return workspace.record
    try:
        if data is not None:
            return read_record(data, workspace.record_path)
    except InvalidInputError:
        pass
    return workspace.record._replace(signoffs={}, decisions={})


def gate_with_commits(gate: GateResult, committed: Record) -> GateResult:
    """Return the gate in which sign-offs that the committed record has are `COMMITTED`."""

    def signed(each: Signature) -> Signature:
        known = committed.signoffs.get((gate.phase, each.block), ())
        there = any(each.entry.raw == other.raw for other in known)
        return each._replace(identity=COMMITTED) if there else each

    def shown(verdict: SignOffVerdict) -> SignOffVerdict:
        return with_signatures(verdict, tuple(map(signed, verdict.signatures)))

    return gate._replace(signoffs=tuple(map(shown, gate.signoffs)))


def _claims(gate: GateResult, committed: Record) -> int:
    """Return how many of the entries that a gate shows are not committed."""
    known = [entry.raw for entry in committed.decisions.get(gate.phase, ())]
    shown = [each for verdict in gate.signoffs for each in verdict.shown]
    claimed = [each for each in shown if each.identity != COMMITTED]
    return len(claimed) + (gate.decided is not None and gate.decided.raw not in known)
