"""The commit of a branch since which a gate does not hold, named with the findings.

Two pull requests can each be green and break a gate together. What the branch itself has too is
looked for in the commits that the branch took in, the newest first: the one whose predecessor does
not have it brought it about. Nothing is decided by this, so the search is bounded, and what cannot
be evaluated is passed over.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tpmcli.app.gate_check import check
from tpmcli.app.restorable import restorable_at
from tpmcli.app.state import ProjectState, is_file, load_state
from tpmcli.app.workspace import POLICY, EarlierTree, Workspace
from tpmcli.model.errors import InvalidInputError, TpmError
from tpmcli.model.finding import Finding, Since, errors
from tpmcli.model.fix import git_restore
from tpmcli.model.rule import Rule
from tpmcli.model.verdict import GateReport
from tpmcli.repo.discover import FOLDER, find_repository, folder_in_repository, holder_in
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.gittree import BlobReader, GitTree
from tpmcli.repo.history import GitHistory
from tpmcli.repo.mainline import Mainline, MainlineCommit, mainline
from tpmcli.rules.gate_check import CheckRequest
from tpmcli.text.paths import split_fragment

# So many commits are evaluated at most; each costs some milliseconds.
MOST = 50

_Identity = tuple[object, ...]


class Branch(NamedTuple):
    """A branch at a commit, and the folder of the project in it. `tags_of` has the tags."""

    git: Git
    commit: str
    prefix: str
    tags_of: Git


def branch_of(root: str) -> Branch | None:
    """Return the branch that is checked out around a folder; None without git or a commit."""
    repository = find_repository(root)
    # Paths in git's history are told from the top.
    git = open_git(repository.top) if repository is not None else None
    if git is None:
        return None
    try:
        return Branch(git, git.resolve("HEAD"), folder_in_repository(root), git)
    except TpmError:
        return None


def with_since(
    report: GateReport,
    workspace: Workspace,
    request: CheckRequest,
    branch: Branch,
    wanted: Sequence[Finding],
) -> GateReport:
    """Return the report in which the wanted findings name the commit that brought them about.

    `workspace` is the project that the report is about. A finding that the branch itself does not
    have names none.
    """
    reader = BlobReader(branch.git)
    asked = {id(finding) for finding in wanted}
    try:
        known = _LookBack(workspace, request, branch, reader).search(wanted)
        gates = tuple(
            gate._replace(
                findings=tuple(
                    _told(finding, known[finding.identity], workspace, branch, reader)
                    if id(finding) in asked and finding.identity in known
                    else finding
                    for finding in gate.findings
                )
            )
            for gate in report.gates
        )
    except TpmError:
        return report
    finally:
        reader.close()
    return report._replace(gates=gates)


def unreadable_since(branch: Branch) -> Since | None:
    """Return the commit since which the project cannot be read; None if that is not found."""
    folder = holder_in(branch.prefix)
    broken: MainlineCommit | None = None
    reader = BlobReader(branch.git)
    try:
        for commit in mainline(branch.git, branch.commit, [folder], MOST).commits:
            try:
                load_state(GitTree(branch.git, commit.id, branch.prefix, reader))
            except InvalidInputError:
                broken = commit
                continue
            return _since(broken) if broken is not None else None
    finally:
        reader.close()
    return None


def of_decided_gates(report: GateReport) -> list[Finding]:
    """Return what blocks the gates that were decided, and that nobody decided anew.

    What an open gate lacks was never there, and reports of this CI run are in no commit.
    """
    return [
        finding
        for gate in report.gates
        if gate.decided is not None and gate.decided.outcome.passes
        for finding in errors(gate.findings)
        if finding.about.result is None or not finding.about.result.from_run
    ]


class _LookBack:
    """The request of a check, evaluated at earlier commits of the branch."""

    def __init__(
        self, workspace: Workspace, request: CheckRequest, branch: Branch, reader: BlobReader
    ) -> None:
        self._workspace = workspace
        self._request = request
        self._branch = branch
        self._reader = reader
        self._state: ProjectState | None = None

    def search(self, wanted: Iterable[Finding]) -> dict[_Identity, MainlineCommit]:
        """Return the commit that brought each of the findings about, by identity."""
        open_ones = list(wanted)
        past = mainline(self._branch.git, self._branch.commit, self._paths(open_ones), MOST)
        here = self._found(self._branch.commit, self._workspace.today) or frozenset()
        left = {finding.identity for finding in open_ones} & here
        known = self._origins(left, past)
        days = {(commit.id, commit.day) for commit in known.values() if commit.day}
        then = {commit: self._found(commit, day) for commit, day in days}
        # What only time brought about was not there on the day of the commit.
        return {
            identity: commit
            for identity, commit in known.items()
            if identity in (then.get(commit.id) or ())
        }

    def _origins(self, left: set[_Identity], past: Mainline) -> dict[_Identity, MainlineCommit]:
        """Return the oldest commit that has each finding without a gap."""
        known: dict[_Identity, MainlineCommit] = {}
        newer: MainlineCommit | None = None
        for commit in past.commits:
            if not left:
                break
            if newer is None:
                newer = commit
                continue
            found = self._found(commit.id, self._workspace.today)
            if found is None:
                continue
            known.update(dict.fromkeys(left - found, newer))
            left &= found
            newer = commit
        if past.complete and newer is not None:
            known.update(dict.fromkeys(left, newer))
        return known

    def _paths(self, wanted: Iterable[Finding]) -> list[str]:
        """Return the paths without a change to which the findings stay as they are."""
        start = f"{self._branch.prefix}/" if self._branch.prefix else ""
        paths = {FOLDER: None}
        for finding in wanted:
            if finding.about.result is not None:
                # A check may read any file of the project.
                return [self._branch.prefix] if self._branch.prefix else []
            if finding.about.path:
                paths[split_fragment(finding.about.path)[0]] = None
        return [f"{start}{path}" for path in paths]

    def _found(self, commit: str, day: str) -> frozenset[_Identity] | None:
        """Return what blocks at a commit on a date; None if that cannot be evaluated."""
        branch = self._branch
        tree = GitTree(branch.git, commit, branch.prefix, self._reader)
        try:
            if not is_file(tree, POLICY):
                return frozenset()
            state = self._state = load_state(tree, self._state)
            increment = self._workspace.record.increment
            record = state.records.all.get(increment) if state.records else None
            if record is None:
                return frozenset()
            history = GitHistory(
                branch.git, day, (commit,), prefix=branch.prefix, tags_of=branch.tags_of
            )
            workspace = Workspace(
                "", tree, *state.requirements, record, record.file, day, None, history
            )
            report = check(workspace, self._request)
        except TpmError:
            return None
        return frozenset(finding.identity for finding in errors(report.all_findings()))


_LOST = frozenset((Rule.EVIDENCE_MISSING, Rule.EVIDENCE_EMPTY, Rule.EVIDENCE_OUTSIDE))


def _told(
    finding: Finding,
    commit: MainlineCommit,
    workspace: Workspace,
    branch: Branch,
    reader: BlobReader,
) -> Finding:
    """Return the finding with the commit, and with what restores a file that it lost."""
    finding = finding._replace(since=_since(commit))
    if finding.reason.rule not in _LOST or not commit.parents:
        return finding
    before = GitTree(branch.git, commit.parents[0], branch.prefix, reader)
    earlier = EarlierTree(commit.parents[0][:10], branch.prefix, before)
    found = restorable_at(earlier, workspace, finding.about.path)
    if found is None:
        return finding
    return finding._replace(fix=git_restore(found.revision, found.file, whole=found.whole))


def _since(commit: MainlineCommit) -> Since:
    return Since(commit.id, commit.day, commit.author, is_merge=len(commit.parents) > 1)
