"""A gate report as SARIF 2.1.0 (OASIS), for code scanning views.

It has one rule for each rule id, with its help, and one result for each finding, errors first. A
result keeps its fingerprint while its rule and subject stay the same, even if its line changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tpmcli.model.finding import Finding
from tpmcli.model.problem import Problem
from tpmcli.model.record import Waiver
from tpmcli.model.rule import Rule, Severity
from tpmcli.model.verdict import GateReport, State
from tpmcli.render.escape import sarif_message
from tpmcli.render.finding import message, owners_text, since_text
from tpmcli.render.fix import fix_text
from tpmcli.render.gate.grouping import gate_name, path_from_top, rank
from tpmcli.render.gate.summary import headline
from tpmcli.render.jsontext import dump
from tpmcli.render.problem import problem_message
from tpmcli.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# GitHub shows at most 5,000 results of a run, and refuses a run with more than 25,000.
MOST_RESULTS = 5_000
# GitHub and others refuse a result without a place.
_PLACE = ".tpm/project.yaml"
_INDEX = {rule: number for number, rule in enumerate(Rule)}

_Object = dict[str, object]
_Pair = tuple[Finding, Waiver | None]


def render(report: GateReport) -> str:
    """Render the whole report as SARIF: the first 5,000 findings, if there are more."""
    found = sorted(_with_waivers(report), key=lambda pair: rank(pair[0]))
    shown = found[:MOST_RESULTS]
    opening = headline(report)
    if len(found) > len(shown):
        opening += f" The first {len(shown):,} of {len(found):,} findings are shown."
    note = {"level": "note", "message": _message(opening)}
    properties: _Object = {
        "verdict": str(report.verdict),
        "as_of": report.as_of,
        "project": report.project_id,
        "increment": report.increment,
        "gates": [{"phase": gate_name(g), "verdict": str(g.verdict)} for g in report.gates],
    }
    if report.short:
        from tpmcli.render.short_increment import short_data

        properties["short"] = short_data(report.short)
    return _log(
        {"executionSuccessful": True, "toolExecutionNotifications": [note]},
        list(_results(report, shown)),
        properties,
    )


def render_problems(problems: Sequence[Problem]) -> str:
    """Render the problems that prevented the evaluation: a failed run without results."""
    notes = []
    for problem in problems:
        text = "; ".join(filter(None, (problem_message(problem), fix_text(problem.hint))))
        note: _Object = {"level": "error", "message": _message(text)}
        if problem.file:
            note["locations"] = [_location(problem.file, problem.line)]
        notes.append(note)
    return _log({"executionSuccessful": False, "toolConfigurationNotifications": notes}, [], {})


def _log(invocation: _Object, results: list[_Object], properties: _Object) -> str:
    driver: _Object = {
        "name": "tpm",
        "version": __version__,
        "rules": [_rule(rule) for rule in Rule],
    }
    run: _Object = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "tpm/gate-check/"},
        "invocations": [invocation],
        "results": results,
    }
    if properties:
        run["properties"] = properties
    return dump({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> _Object:
    plain = f"{rule.meaning}\n\nFix: {rule.fix}".replace("`", "")
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.split("-")),
        "shortDescription": {"text": rule.title.replace("`", "")},
        "fullDescription": {"text": rule.meaning.replace("`", "")},
        "help": {
            "text": plain,
            "markdown": f"{rule.meaning}\n\n**Fix:** {rule.fix}",
        },
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _with_waivers(report: GateReport) -> Iterable[_Pair]:
    """Yield every finding, with the waiver that covers its item, if there is one."""
    for gate in report.gates:
        waivers = {
            verdict.item.id: verdict.waiver
            for verdict in gate.items
            if verdict.state is State.WAIVED and verdict.satisfied
        }
        for finding in gate.findings:
            subject = finding.subject
            yield finding, waivers.get(subject.name) if subject.of_item else None
    for finding in report.findings:
        yield finding, None


def _results(report: GateReport, findings: Iterable[_Pair]) -> Iterable[_Object]:
    seen: dict[str, int] = {}
    for finding, waiver in findings:
        mark = _fingerprint(report.project_id, finding)
        seen[mark] = seen.get(mark, 0) + 1
        path = path_from_top(report.folder, finding.file or _PLACE)
        result: _Object = {
            "ruleId": finding.rule.id,
            "level": str(finding.severity),
            "message": _message(_with_fix(finding)),
            "locations": [_location(path, finding.line, finding.subject.id)],
            # Results with the same rule and subject differ in their number, as GitHub's own do.
            "partialFingerprints": {"primaryLocationLineHash": f"{mark}:{seen[mark]}"},
            "properties": {
                "subject": finding.subject.id,
                "owner": owners_text(finding) or None,
                "cause": str(finding.cause) if finding.cause else None,
            },
            "ruleIndex": _INDEX[finding.rule],
        }
        if waiver is not None and finding.severity is Severity.NOTE:
            why = f"waived until {waiver.until}: {waiver.reason}"
            result["suppressions"] = [
                {"kind": "external", "status": "accepted", "justification": why}
            ]
        yield result


def _fingerprint(project: str, finding: Finding) -> str:
    """Return 16 hexadecimal digits that identify project, rule and subject."""
    from tpmcli.model.sha256 import sha256
    from tpmcli.text.sanitize import sanitize

    parts = (project, finding.rule.id, finding.subject.id)
    return sha256("\0".join(sanitize(part) for part in parts).encode()).hexdigest()[:16]


def _location(path: str, line: int, subject: str = "") -> _Object:
    from urllib.parse import quote

    from tpmcli.text.sanitize import sanitize

    physical: _Object = {
        "artifactLocation": {"uri": quote(sanitize(path), safe="/"), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": line or 1},
    }
    location: _Object = {"physicalLocation": physical}
    if subject:
        location["logicalLocations"] = [{"fullyQualifiedName": subject}]
    return location


def _message(text: str) -> _Object:
    return {"text": sarif_message(text)}


def _with_fix(finding: Finding) -> str:
    text, since, fix = message(finding), since_text(finding), fix_text(finding.fix)
    text = f"{text}, {since}" if since else text
    return f"{text}. {fix}" if fix else text
