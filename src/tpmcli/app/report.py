"""`tpm report`: everything about the project, or one gate. Reads, and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

from tpmcli.app.committed import committed_record, gate_with_commits
from tpmcli.app.facts import gather
from tpmcli.app.names import names_for
from tpmcli.app.workspace import Workspace
from tpmcli.model.facts import EvidenceStatus
from tpmcli.model.record import Decision
from tpmcli.model.tree import EntryKind
from tpmcli.model.verdict import State
from tpmcli.repo.checkout import read_checkout
from tpmcli.repo.code_host import CodeHost, host_with
from tpmcli.repo.content import ProjectTree
from tpmcli.repo.discover import find_repository, folder_in_repository
from tpmcli.repo.git import open_git
from tpmcli.rules.authorisation import find_phase
from tpmcli.rules.project import gated_phases
from tpmcli.rules.project_report import ProjectReport, Source, build_project_report
from tpmcli.text.paths import split_fragment


def build_report(workspace: Workspace, phase_name: str, *, brief: bool = False) -> ProjectReport:
    """Build the report of the project, or of the named phase.

    With `brief`, what only the details show is left out.

    Raises: UsageError if there is no such phase; InvalidInputError if no required item applies at
    the gate.
    """
    project = workspace.project
    phase = find_phase(project, phase_name) if phase_name else None
    facts = gather(workspace, gated_phases(project))
    report = build_project_report(project, facts, phase)._replace(names=names_for(workspace))
    report = _with_source(_with_commits(report, workspace), workspace)
    if brief:
        return report
    from tpmcli.app.earlier_wording import earlier_wordings

    stale = [
        verdict.item
        for each in report.gates
        for verdict in (each.gate.items if each.gate else ())
        if verdict.state is State.STALE
    ]
    return report._replace(earlier=earlier_wordings(workspace, stale))


def _with_commits(report: ProjectReport, workspace: Workspace) -> ProjectReport:
    """Return the report with the sign-offs that are committed."""
    committed = committed_record(workspace)
    if committed is None:
        return report
    gates = tuple(
        each._replace(gate=each.gate and gate_with_commits(each.gate, committed))
        for each in report.gates
    )
    return report._replace(gates=gates)


def _with_source(report: ProjectReport, workspace: Workspace) -> ProjectReport:
    """Return the report with the commit that was evaluated, and the web pages of cited files."""
    repository = find_repository(workspace.root)
    git = open_git(repository.top) if repository is not None and repository.top else None
    found = read_checkout(git) if git is not None else None
    if git is None or found is None:
        return report
    host = host_with(git, found.commit)
    address = host.commit(found.commit) if host is not None else ""
    folder = folder_in_repository(workspace.root)
    start = f"{folder}/" if folder else ""
    dirty = any(path.startswith(start) for path in found.changed)
    report = report._replace(source=Source(found.commit, found.branch, address, dirty))
    if host is None:
        return report
    links = _links(host, found.commit, start, found.changed, _paths(report, workspace.tree))
    return report._replace(links=links)


def _links(
    host: CodeHost, commit: str, start: str, changed: frozenset[str], paths: Mapping[str, None]
) -> dict[str, str]:
    """Return the web page of each file that the commit has as it is here."""
    return {path: host.file(commit, start + path) for path in paths if start + path not in changed}


def _paths(report: ProjectReport, tree: ProjectTree) -> dict[str, None]:
    """Return the files that are there and cited, as evidence or as minutes."""
    paths = {
        split_fragment(path)[0]: None
        for path, fact in report.facts.evidence.items()
        if fact.status is EvidenceStatus.OK
    }
    for entries in report.status.project.record.decisions.values():
        for entry in entries:
            if isinstance(entry, Decision) and entry.minutes and "://" not in entry.minutes:
                path = split_fragment(entry.minutes)[0]
                found = tree.entry(path)
                if found is not None and found.kind is EntryKind.FILE:
                    paths[path] = None
    return paths
