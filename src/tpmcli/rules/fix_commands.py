"""Commands that people are told, made to concern the increment that was looked at."""

from __future__ import annotations

from tpmcli.model.finding import Finding
from tpmcli.model.record import Record
from tpmcli.model.verdict import GateResult

# Those that take --increment, among what findings tell people to run.
_OF_AN_INCREMENT = (
    r"\btpm (?:answer|waive|sign|walk|why|sync|gate (?:check|decide|close)|checks (?:list|run)"
    r"|evidence (?:new|find|move))\b(?! --increment )"
)
_ASIDE = ".tpm/increments/"


def for_increment(record: Record, words: str) -> str:
    """The words, in which each command names the increment, unless it is the one under way."""
    if not record.file.startswith(_ASIDE):
        return words
    from re import sub
    from shlex import quote

    named = f" --increment {quote(record.increment)}"
    return sub(_OF_AN_INCREMENT, lambda command: command[0] + named, words)


def with_increment(record: Record, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The findings, with the way out of each as it is for the increment of this record."""
    if not record.file.startswith(_ASIDE):
        return findings
    return tuple(finding._replace(fix=for_increment(record, finding.fix)) for finding in findings)


def gate_with_increment(record: Record, gate: GateResult) -> GateResult:
    """A gate with the way out of each finding, those of its items included."""
    if not record.file.startswith(_ASIDE):
        return gate
    items = tuple(
        item._replace(findings=with_increment(record, item.findings)) for item in gate.items
    )
    return gate._replace(items=items, findings=with_increment(record, gate.findings))
