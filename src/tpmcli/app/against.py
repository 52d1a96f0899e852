"""`tpm gate check --against`: what a change makes of a project, judged by the base's policy.

The tree that is judged is the one that the base will have after the merge. What is asked, and who
may do what, comes from the base; the record and the evidence come from the merge.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tpmcli.app.all_projects import as_one
from tpmcli.app.change_rules import ProjectChange, everybody
from tpmcli.app.context import CommandContext
from tpmcli.app.judged_change import Ask, judge_change
from tpmcli.app.state import MissingFile, State, is_file, load_state, missing_file
from tpmcli.app.workspace import POLICY, RECORD
from tpmcli.model.days import day_of, moment
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.tuples import NamedTuple
from tpmcli.model.verdict import Finding, GateReport, GateVerdict, Severity
from tpmcli.render.problem import problem_line
from tpmcli.repo.approvals import Approval, read_approvals
from tpmcli.repo.comparison import Comparison
from tpmcli.repo.discover import FOLDER, project_folders
from tpmcli.rules.change.cause import INHERITED, THIS_CHANGE
from tpmcli.rules.gate_check import CheckScope

# How many commits that touch the project are tried for one that can be read.
_LOOKED_BACK = 50


class Against(NamedTuple):
    """What to compare: the base and the head, as git names them.

    ``approvals`` is a file of approvals that CI fetched, or empty. ``frozen_policy``: a change of
    the policy blocks.
    """

    base: str
    head: str = "HEAD"
    approvals: str = ""
    frozen_policy: bool = False


def check_against(
    session: CommandContext,
    against: Against,
    ask: Ask,
    *,
    every: bool = False,
    if_governed: bool = False,
) -> GateReport | None:
    """The report on the project around the session's folder, or on `every` one of the repository.

    None where neither the base nor the result has a project, with `if_governed`. Raises UsageError
    for a day before today, InvalidInputError where nothing can be judged.
    """
    if session.as_of and session.as_of < day_of(session.now()):
        raise UsageError(
            f"--as-of {session.as_of} is over, and --against judges what is to come",
            "leave --as-of away, or give a day from today on",
        )
    with Comparison(session.folder, against.base, against.head, session.env) as compared:
        folders = _all_projects(compared) if every else _project_around(compared)
        if folders:
            change = _Change(session, against, compared)
            return as_one([change.report(folder, ask) for folder in folders])
    if if_governed:
        return None
    hint = Hint(Remedy.INIT_OR_IF_GOVERNED)
    raise InvalidInputError([Problem(Flaw.NO_PROJECT_COMPARED, (against.base,), hint=hint)])


def _all_projects(compared: Comparison) -> list[str]:
    """The folders of every project, in the base or in the result."""
    trees = (compared.base_tree(), compared.result_tree())
    return sorted({folder for tree in trees for folder in project_folders(tree.files())})


def _project_around(compared: Comparison) -> list[str]:
    """The folder of the nearest project: that of the base, so that a change cannot slip a project
    of its own in between; a new one only where the base has none.
    """
    folder = compared.folder
    above = [folder]
    while folder:
        folder = folder.rpartition("/")[0]
        above.append(folder)
    for tree in (compared.base_tree(), compared.result_tree()):
        for each in above:
            if is_file(tree, f"{each}/{POLICY}" if each else POLICY):
                return [each]
    return []


class _Base(NamedTuple):
    """The project as it was accepted: at which commit, and what there is to say about that."""

    state: State | None
    commit: str
    findings: tuple[Finding, ...]


class _Change:
    """One change under review, at one moment."""

    def __init__(self, session: CommandContext, against: Against, compared: Comparison) -> None:
        self._session = session
        self._against = against
        self._compared = compared
        base_time = datetime.fromtimestamp(compared.base_time(), UTC)
        clock = session.clock()
        # A base from the future tells more of its committer's clock than of the time.
        ahead = clock < base_time <= clock + timedelta(days=1)
        self._now = moment(base_time if ahead else clock)
        self._today = session.as_of or day_of(self._now)
        self._base_day = day_of(moment(base_time))
        self._approvals: list[Approval] = (
            read_approvals(against.approvals) if against.approvals else []
        )

    def report(self, prefix: str, ask: Ask) -> GateReport:
        """The report on the project in a folder of the repository."""
        base_tree = self._compared.base_tree(prefix)
        result_tree = self._compared.result_tree(prefix)
        missing = missing_file(result_tree)
        base = _Base(None, "", ())
        if is_file(base_tree, POLICY):
            base = self._base(prefix)
        if (
            base.state is not None
            and missing is not None
            and (base.state.records or missing.path == POLICY)
        ):
            return self._removed(base.state, missing, prefix)
        result = load_state(result_tree, base.state)
        if result.records is None:
            hint = Hint(Remedy.RESTORE_OR_INIT)
            raise InvalidInputError([Problem(Flaw.FILE_MISSING, (), RECORD, hint=hint)])
        change = ProjectChange(
            self._compared,
            prefix,
            base.state,
            result,
            self._approvals,
            self._now,
            self._against.frozen_policy,
            base.commit,
        )
        report = judge_change(self._session, change, ask, self._today, self._base_day)
        return report._replace(findings=(*report.findings, *base.findings))

    def _base(self, prefix: str) -> _Base:
        """The project in the base. Where it cannot be read there, it is taken as it last could be:
        otherwise no change could mend it.
        """
        try:
            return _Base(load_state(self._compared.base_tree(prefix)), self._compared.base, ())
        except InvalidInputError as error:
            said = error
        folder = f"{prefix}/{FOLDER}" if prefix else FOLDER
        for commit in self._compared.touched(folder, _LOOKED_BACK):
            try:
                state = load_state(self._compared.tree_at(commit, prefix))
            except InvalidInputError:
                continue
            return _Base(state, commit, (self._unreadable(said, state, commit),))
        raise InvalidInputError(
            [
                Problem(Flaw.UNREADABLE_IN, (each, self._against.base), hint=each.hint).at(
                    each.file, each.line, each.column
                )
                for each in said.problems
            ]
        )

    def _unreadable(self, error: InvalidInputError, state: State, commit: str) -> Finding:
        policy = state.asked.policy
        return Finding(
            "policy-changed",
            Severity.WARNING,
            "policy",
            f"the project cannot be read in {self._against.base}"
            f" ({problem_line(error.problems[0])}); this change is compared with commit"
            f" {commit[:10]}, where it last could be",
            "merge a change that mends it",
            everybody(policy),
            INHERITED,
            error.problems[0].file or POLICY,
        )

    def _removed(self, base: State, missing: MissingFile, prefix: str) -> GateReport:
        policy = base.asked.policy
        gone = "is, or lies behind, a symbolic link" if missing.is_link else "is gone"
        finding = Finding(
            "project-removed",
            Severity.ERROR,
            policy.id,
            f"the project {policy.name} is in {self._against.base}, and this change takes it away:"
            f" {missing.path} {gone}",
            f"git checkout {self._against.base} -- {f'{prefix}/' if prefix else ''}.tpm",
            everybody(policy),
            cause=THIS_CHANGE,
            file=POLICY,
        )
        increment = base.records.current.increment if base.records else ""
        return GateReport(
            policy.id,
            policy.name,
            increment,
            self._today,
            CheckScope.DECIDED,
            GateVerdict.UNMET,
            (),
            (finding,),
            prefix,
        )
