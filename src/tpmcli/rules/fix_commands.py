"""The fixes of findings, made to concern the increment that was checked."""

from __future__ import annotations

from tpmcli.model.finding import Finding
from tpmcli.model.fix import Fix
from tpmcli.model.place import for_increment
from tpmcli.model.record import Record
from tpmcli.model.verdict import GateResult

ARCHIVE = ".tpm/increments/"


def fix_for(record: Record, fix: Fix | None) -> Fix | None:
    """Return the fix with the record's increment named, unless it is the current one."""
    return for_increment(fix, record.increment) if record.file.startswith(ARCHIVE) else fix


def with_increment(record: Record, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings with fixes for the increment of this record."""
    if not record.file.startswith(ARCHIVE):
        return findings
    return tuple(
        finding._replace(fix=for_increment(finding.fix, record.increment)) for finding in findings
    )


def gate_with_increment(record: Record, gate: GateResult) -> GateResult:
    """Return a gate with fixes for the increment of this record, those of its items included."""
    if not record.file.startswith(ARCHIVE):
        return gate
    items = tuple(
        item._replace(findings=with_increment(record, item.findings)) for item in gate.items
    )
    return gate._replace(items=items, findings=with_increment(record, gate.findings))
