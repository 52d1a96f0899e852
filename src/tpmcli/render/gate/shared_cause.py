"""Findings of one cause, told once: a lost file takes the evidence of many items with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.rule import Rule, RuleReason
from tpmcli.render.finding import message, named
from tpmcli.render.gate.grouping import errors_first
from tpmcli.text.paths import split_fragment

_MOST_OWNERS = 3
_OF_FILES = frozenset((Rule.EVIDENCE_MISSING, Rule.EVIDENCE_OUTSIDE, Rule.EVIDENCE_UNTRACKED))


def by_cause(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return the findings in lists of one cause each, in the order of `errors_first`.

    One cause is one file of one project that is lost, changed or refused; every other finding is
    its own.
    """
    causes: dict[tuple[object, ...], list[Finding]] = {}
    for number, finding in enumerate(errors_first(findings)):
        key: tuple[object, ...] = (number,)
        if file := file_at_fault(finding):
            place = (_project(finding), file, finding.increment, finding.decided)
            key = (*place, finding.severity, finding.cause, finding.since)
        causes.setdefault(key, []).append(finding)
    return list(causes.values())


def file_at_fault(finding: Finding) -> str:
    """Return the file that causes the finding, with `#heading` if it is that section alone.

    Empty if it is no file.
    """
    about = finding.about
    if about.result is not None:
        return about.result.lacks or about.result.file
    in_section = about.detail is not None and about.detail.kind.of_section
    if finding.reason.rule in _OF_FILES and not in_section:
        return split_fragment(about.path)[0] or about.path
    return about.path if finding.subject.of_item or finding.subject.number else ""


def _project(finding: Finding) -> str:
    """Return the folder of the finding's project in a report about several of them."""
    result = finding.about.result
    if result is not None and result.file:
        return finding.file.removesuffix(result.file)
    return finding.file.partition(".tpm/")[0]


def shared_message(findings: Sequence[Finding]) -> str:
    """Return the message of findings of one cause, which names a few of their subjects."""
    if len(findings) == 1:
        return message(findings[0])
    reasons: dict[RuleReason, list[Finding]] = {}
    for finding in findings:
        reasons.setdefault(finding.reason, []).append(finding)
    return "; ".join(_of_one_reason(alike) for alike in reasons.values())


def _of_one_reason(findings: Sequence[Finding]) -> str:
    first, *others = findings
    if first.about.result is None and first.subject.of_item:
        about = first.about._replace(path=file_at_fault(first))
        return message(first._replace(about=about), others)
    more = f" (and the same for {named(others)})" if others else ""
    return f"{message(first)}{more}"


def shared_owners(findings: Iterable[Finding]) -> str:
    """Return the owners of findings of one cause, with commas between them; empty if none."""
    owners = list(dict.fromkeys(owner for finding in findings for owner in finding.owners))
    more = len(owners) - _MOST_OWNERS
    return ", ".join(owners if more <= 0 else [*owners[:_MOST_OWNERS], f"{more} more"])
