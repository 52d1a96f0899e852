"""A gate report as JUnit XML, for the test views of Jenkins, GitLab and others.

It has one suite for each gate, with a case for each item, for each required sign-off, and for each
rule with a finding about the gate itself. A case fails if something blocks, and is skipped if a
waiver covers it; so there is a failure if and only if the gate is not met. The text is ASCII, so
that it survives any output encoding.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tpmcli.model.finding import Finding, errors
from tpmcli.model.problem import Problem
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import (
    GateReport,
    GateResult,
    GateVerdict,
    ItemVerdict,
    SignOffState,
    SignOffVerdict,
    State,
)
from tpmcli.render.escape import xml
from tpmcli.render.finding import message, owners_text, since_text
from tpmcli.render.fix import fix_text
from tpmcli.render.gate.grouping import errors_first, gate_name, grouped, path_from_top
from tpmcli.render.gate.summary import headline
from tpmcli.render.labels import label
from tpmcli.render.problem import problem_line, problem_message
from tpmcli.render.signers import signers

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class _Case(NamedTuple):
    """One case. `outcome` is the element for its outcome, empty for passed."""

    group: str
    name: str
    outcome: str = ""
    message: str = ""
    kind: str = ""
    text: str = ""
    file: str = ""


_Suite = tuple[str, list[_Case]]


def render(report: GateReport) -> str:
    """Render the whole report as XML."""
    suites = [(gate_name(gate), _gate(gate)) for gate in report.gates]
    project = _rules("project", report.findings)
    if not report.gates:
        project.insert(0, _Case("project", "gates", "skipped", headline(report)))
    if project:
        suites.append(("project", project))
    name = f"{report.project_name} {report.increment}".rstrip()
    if report.verdict is GateVerdict.MET:
        suites = [(title, [_excused(case) for case in cases]) for title, cases in suites]
    properties = {"verdict": str(report.verdict), "as_of": report.as_of}
    if report.short:
        from tpmcli.render.short_increment import short_text

        properties["kind"] = "; ".join(map(short_text, report.short))
    return _write(name, suites, properties, report.folder)


def render_problems(problems: Sequence[Problem]) -> str:
    """Render a case in error for each problem that prevented the evaluation."""
    cases = [
        _Case(
            "input",
            f"{number}: {problem_line(problem)}",
            "error",
            problem_message(problem),
            "problem",
            "\n  ".join(filter(None, (problem_line(problem), fix_text(problem.hint)))),
        )
        for number, problem in enumerate(problems, 1)
    ]
    return _write("tpm", [("input", cases)], {"verdict": "not-checked"})


def _gate(gate: GateResult) -> list[_Case]:
    group = f"{gate_name(gate)}.gate"
    if gate.verdict is GateVerdict.NOT_GATED:
        why = "this increment skips the gate, so it was not checked"
        return [_Case(group, "gate", "error", why, "not-gated", why)]
    found = grouped(gate)
    holds = gate.decided is not None and gate.decided.outcome.passes
    cases = [_item(item, found.items[item.item.id], holds=holds) for item in gate.items]
    cases += [_signoff(gate, s, found.signoffs[s.role], holds=holds) for s in gate.signoffs]
    cases += _rules(group, found.gate)
    if gate.verdict is GateVerdict.UNMET and not any(case.outcome == "failure" for case in cases):
        why = "the gate is not met"
        cases.append(_Case(group, "gate", "failure", why, "unmet", why))
    return cases


def _item(verdict: ItemVerdict, findings: list[Finding], *, holds: bool) -> _Case:
    """Return the case of an item. `holds`: the gate is decided, so an open item is not new."""
    item = verdict.item
    case = _Case(f"{item.phase}.{item.role}", f"{item.slug}: {item.title}", **_about(findings))
    blocking = errors(findings)
    if blocking:
        return _failed(case, blocking)
    if verdict.must and not verdict.satisfied and not holds:
        why = f"“{item.title}” is not satisfied ({label(verdict.state)})"
        return case._replace(outcome="failure", message=why, kind=str(verdict.state))
    if verdict.state is State.WAIVED:
        reason = f": {verdict.waiver.reason}" if verdict.waiver else ""
        why = f"waived until {verdict.waived_until}{reason}"
        return case._replace(outcome="skipped", message=why)
    return case


def _signoff(
    gate: GateResult, signoff: SignOffVerdict, findings: list[Finding], *, holds: bool
) -> _Case:
    case = _Case(f"{gate_name(gate)}.{signoff.role}", "sign-off", **_about(findings))
    blocking = errors(findings)
    if blocking:
        return _failed(case, blocking)
    if signoff.state is SignOffState.VALID:
        return case._replace(
            text=case.text or f"signed off by {signers(signoff)} ({signoff.identity})"
        )
    why = f"{signoff.role.named}'s sign-off is {label(signoff.state)}"
    outcome = "skipped" if holds else "failure"
    return case._replace(outcome=outcome, message=why, kind=str(signoff.state))


def _rules(group: str, findings: Iterable[Finding]) -> list[_Case]:
    """Return a case for each rule, so that a case keeps its name from run to run."""
    by_rule: dict[Rule, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    cases = []
    for rule, found in by_rule.items():
        case = _Case(group, rule.id, **_about(found))
        blocking = errors(found)
        cases.append(_failed(case, blocking) if blocking else case)
    return cases


def _failed(case: _Case, blocking: list[Finding]) -> _Case:
    more = f" (and {len(blocking) - 1:,} more)" if len(blocking) > 1 else ""
    first = errors_first(blocking)[0]
    return case._replace(outcome="failure", message=f"{message(first)}{more}", kind=first.rule.id)


def _about(findings: Sequence[Finding]) -> dict[str, str]:
    """Return the text of the findings, and the file that they are about."""
    file = next((finding.file for finding in findings if finding.file), "")
    return {"text": _said(findings), "file": file}


def _excused(case: _Case) -> _Case:
    """Turn a failure that the change did not cause into a skipped case: not a pass either."""
    if case.outcome not in ("failure", "error"):
        return case
    return case._replace(outcome="skipped", message=f"not caused by this change: {case.message}")


def _said(findings: Iterable[Finding]) -> str:
    lines = []
    for finding in errors_first(findings):
        who = "".join(f", {each}" for each in (finding.cause, owners_text(finding)) if each)
        lines.append(f"{finding.severity}: {message(finding)} [{finding.rule.id}{who}]")
        if since := since_text(finding):
            lines.append(f"  {since}")
        if fix := fix_text(finding.fix):
            lines.append(f"  {fix}")
    return "\n".join(lines)


def _write(name: str, suites: list[_Suite], properties: dict[str, str], folder: str = "") -> str:
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element(
        "testsuites", {"name": xml(name), **_counts([c for _, cs in suites for c in cs])}
    )
    for title, cases in suites:
        suite = SubElement(root, "testsuite", {"name": xml(title), **_counts(cases)})
        bag = SubElement(suite, "properties")
        for key, value in properties.items():
            SubElement(bag, "property", {"name": key, "value": xml(value)})
        for case in cases:
            _add(suite, case, folder)
    indent(root)
    body = tostring(root, encoding="us-ascii").decode("ascii")
    declared = body.partition("?>")[2] if body.startswith("<?xml") else body
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{declared.strip()}\n'


def _add(suite: "Element", case: _Case, folder: str) -> None:
    from xml.etree.ElementTree import SubElement

    names = {"classname": xml(case.group), "name": xml(case.name), "time": "0"}
    if case.file:
        names["file"] = xml(path_from_top(folder, case.file))
    element = SubElement(suite, "testcase", names)
    if case.outcome:
        attributes = {"message": xml(case.message)}
        if case.outcome != "skipped":
            attributes["type"] = xml(case.kind)
        outcome = SubElement(element, case.outcome, attributes)
        outcome.text = xml(case.text) or None
    elif case.text:
        SubElement(element, "system-out").text = xml(case.text)


def _counts(cases: Sequence[_Case]) -> dict[str, str]:
    outcomes = [case.outcome for case in cases]
    return {
        "tests": str(len(cases)),
        "failures": str(outcomes.count("failure")),
        "errors": str(outcomes.count("error")),
        "skipped": str(outcomes.count("skipped")),
        "time": "0",
    }
