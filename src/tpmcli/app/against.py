"""`tpm gate check --against`: a project after a change, checked under the base's policy.

The tree to check is the one that the base will have after the merge. Requirements and authority
come from the base; the record and the evidence come from the merge.
"""

from datetime import UTC, datetime
from typing import NamedTuple

from tpmcli.app.all_projects import as_one
from tpmcli.app.change_rules import ProjectChange, everybody
from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import refuse_elsewhere
from tpmcli.app.judged_change import Ask, judge_change
from tpmcli.app.place import place_of, project_root
from tpmcli.app.state import MissingFile, ProjectState, is_file, load_state, missing_file
from tpmcli.app.workspace import POLICY, RECORD
from tpmcli.model.days import day_at, day_of, moment
from tpmcli.model.errors import InvalidInputError, UsageError
from tpmcli.model.finding import Arguments, Cause, Finding, Since, about_policy, about_project
from tpmcli.model.fix import Advice, Command, File, Help
from tpmcli.model.place import placed_command
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from tpmcli.model.rule import Reason, Severity
from tpmcli.model.verdict import GateReport, GateVerdict
from tpmcli.repo.approvals import Approval, read_approvals
from tpmcli.repo.comparison import Comparison
from tpmcli.repo.discover import FOLDER, governed_folders, holder_in, project_folders
from tpmcli.rules.gate_check import CheckScope

# The number of commits of the project to try until one can be read.
_LOOKED_BACK = 50
_DAY = 24 * 60 * 60


class Against(NamedTuple):
    """The revisions to compare: the base and the head, as git names them.

    `approvals` is a file of approvals that CI fetched, or empty. `deny_policy_change`: a change
    of the policy blocks. `entries_from` is the head of the commits that introduced the entries, if
    it is not `head`.
    """

    base: str
    head: str = "HEAD"
    approvals: str = ""
    deny_policy_change: bool = False
    entries_from: str = ""


def check_against(
    context: CommandContext,
    against: Against,
    ask: Ask,
    *,
    all_projects: bool = False,
    allow_no_project: bool = False,
) -> GateReport | None:
    """Return the report on the project around the current folder after a change.

    With `all_projects` it is about every project of the repository. None if neither the base nor
    the result has a project, with `allow_no_project`.

    Raises: UsageError if `--as-of` is in the past; InvalidInputError if nothing can be evaluated.
    """
    if context.as_of and context.as_of < day_of(context.now()):
        raise UsageError(
            f"`--as-of` {context.as_of} is in the past; `--against` needs today or later",
            "omit `--as-of`, or use today or a later date",
        )
    with Comparison(
        context.folder, against.base, against.head, context.env, against.entries_from
    ) as compared:
        folders = _all_projects(compared) if all_projects else _project_around(compared)
        if folders:
            change = _Change(context, against, compared)
            return as_one([change.report(folder, ask) for folder in folders])
        # A project that is not looked at is no reason to pass.
        refuse_elsewhere(compared.folder, _governed(compared), all_projects=all_projects)
    if allow_no_project:
        return None
    hint = Hint(Remedy.INIT_OR_ALLOW_NO_PROJECT)
    raise InvalidInputError([Problem(Flaw.NO_PROJECT_COMPARED, (against.base,), hint=hint)])


def _all_projects(compared: Comparison) -> list[str]:
    """Return the folders of every project, in the base or in the result."""
    base, result = _projects(compared)
    return sorted({*base, *result})


def _projects(compared: Comparison) -> tuple[list[str], list[str]]:
    """Return the folders of every project in the base, and of every project in the result."""
    trees = (compared.base_tree(), compared.result_tree())
    base, result = (project_folders(tree.paths()) for tree in trees)
    return base, result


def _governed(compared: Comparison) -> list[str]:
    """Return the folders of every project, and those in the result that hold another `.tpm`.

    What only looked like a project in the base may be cleared away.
    """
    base, _ = _projects(compared)
    return sorted({*base, *governed_folders(compared.result_tree().paths())})


def _project_around(compared: Comparison) -> list[str]:
    """Return the folder of the nearest project, in a list; empty if there is none.

    The base comes first, so that a change cannot slip a project of its own in between; the result
    counts only if the base has none. Such a change is judged by its own policy, so the projects
    that it takes away elsewhere are judged with it.
    """
    folder = compared.folder
    above = [folder]
    while folder:
        folder = folder.rpartition("/")[0]
        above.append(folder)
    base, result = _projects(compared)
    for each in above:
        if each in base:
            return [each]
    for each in above:
        if each in result:
            return [each, *(gone for gone in base if gone not in result)]
    return []


class _Base(NamedTuple):
    """The project as it was accepted: its commit, and the findings on that."""

    state: ProjectState | None
    commit: str
    findings: tuple[Finding, ...]


class _Change:
    """One change under review, at one moment."""

    def __init__(self, context: CommandContext, against: Against, compared: Comparison) -> None:
        self._context = context
        self._against = against
        self._compared = compared
        clock = context.clock()
        base_time = compared.base_time()
        if base_time is not None and base_time > clock.timestamp() + _DAY:
            # If the base is from the future, its committer's clock is wrong, not the time.
            base_time = None
        latest = max(base_time or 0, clock.timestamp())
        self._now = moment(datetime.fromtimestamp(latest, UTC))
        self._today = context.as_of or day_of(self._now)
        # Without a date of the base nothing came with time: what the base has too is inherited.
        self._base_day = day_of(self._now) if base_time is None else day_at(base_time)
        self._base_undated = base_time is None
        self._approvals: list[Approval] = (
            read_approvals(against.approvals) if against.approvals else []
        )

    def report(self, prefix: str, ask: Ask) -> GateReport:
        """Return the report on the project in a folder of the repository."""
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
            self._against.deny_policy_change,
            base.commit,
        )
        report = judge_change(self._context, change, ask, self._today, self._base_day)
        found = (*report.findings, *base.findings)
        if self._base_undated and base.state is not None:
            found += (self._undated(base.state),)
        return report._replace(findings=found)

    def _base(self, prefix: str) -> _Base:
        """Load the project in the base.

        If it cannot be read there, its last readable version counts: otherwise no change could fix
        it.
        """
        try:
            return _Base(load_state(self._compared.base_tree(prefix)), self._compared.base, ())
        except InvalidInputError as error:
            unreadable = error
        folder = holder_in(prefix)
        for commit in self._compared.touched(folder, _LOOKED_BACK):
            try:
                state = load_state(self._compared.tree_at(commit, prefix))
            except InvalidInputError:
                continue
            finding = self._unreadable(unreadable, state, commit)
            return _Base(state, commit, (finding._replace(since=self._since(prefix)),))
        raise InvalidInputError(
            [
                Problem(Flaw.UNREADABLE_IN, (each, self._against.base), hint=each.hint).at(
                    each.file, each.line, each.column
                )
                for each in unreadable.problems
            ]
        )

    def _since(self, prefix: str) -> Since | None:
        """Return the commit of the base since which the project cannot be read."""
        from tpmcli.app.since import Branch, unreadable_since

        compared = self._compared
        return unreadable_since(Branch(compared.git, compared.base, prefix, compared.user_git))

    def _undated(self, state: ProjectState) -> Finding:
        return Finding(
            Reason.BASE_UNDATED,
            about_policy(),
            Severity.NOTE,
            Arguments(base=self._against.base, commit=self._compared.base[:10], day=self._today),
            Advice(Help.COMMIT_AGAIN),
            everybody(state.requirements.policy),
            cause=Cause.INHERITED,
            file=RECORD,
        )

    def _unreadable(self, error: InvalidInputError, state: ProjectState, commit: str) -> Finding:
        policy = state.requirements.policy
        problem = error.problems[0]
        return Finding(
            Reason.BASE_UNREADABLE,
            about_policy(),
            Severity.WARNING,
            Arguments(base=self._against.base, problem=problem, commit=commit[:10]),
            Advice(Help.MERGE_FIX),
            everybody(policy),
            cause=Cause.INHERITED,
            file=problem.file or POLICY,
        )

    def _removed(self, base: ProjectState, missing: MissingFile, prefix: str) -> GateReport:
        policy = base.requirements.policy
        root = project_root(self._context.folder, prefix)
        restore = Command(("git", "checkout", self._against.base, "--", File(FOLDER)))
        finding = Finding(
            Reason.PROJECT_LINKED if missing.is_link else Reason.PROJECT_REMOVED,
            about_project(policy.id),
            Severity.ERROR,
            Arguments(name=policy.name, base=self._against.base, path=missing.path),
            placed_command(restore, place_of(self._context, root)),
            everybody(policy),
            cause=Cause.THIS_CHANGE,
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
