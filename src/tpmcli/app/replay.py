"""Whether rebasing a branch gives what merging it gives, for everything that is governed.

Governed are a project's files below `.tpm/`, the evidence that its records cite, and the files that
its automated checks read.
"""

from collections.abc import Iterable, Iterator

from tpmcli.app.state import ProjectState
from tpmcli.model.finding import Arguments, Finding, about_project
from tpmcli.model.fix import Advice, Command, Help
from tpmcli.model.policy import MergeWay, Policy
from tpmcli.model.rule import Reason, Severity
from tpmcli.repo.comparison import Comparison
from tpmcli.repo.discover import FOLDER
from tpmcli.repo.replay import changed_paths
from tpmcli.rules.project import Project
from tpmcli.rules.scope import checked_items, evidence_paths
from tpmcli.text.paths import split_fragment


def verify_replay(
    compared: Comparison, prefix: str, policy: Policy, result: ProjectState
) -> list[Finding]:
    """Return the finding that a rebase gives other governed files than the merge, if so.

    A branch that cannot be rebased gets a note. Nothing is compared if the policy, which is that of
    the base, leaves rebasing out, or in a merge queue, whose own commit is the one that lands.

    Raises: InvalidInputError if there are too many commits to apply.
    """
    if MergeWay.REBASE not in policy.merge or compared.in_queue:
        return []
    subject = about_project(policy.id)
    tree = compared.replayed_tree()
    if tree is None:
        about = Arguments(base=compared.against)
        advice = Advice(Help.MERGE_OR_SQUASH)
        return [Finding(Reason.REPLAY_CONFLICTS, subject, Severity.NOTE, about, advice)]
    if tree == compared.tree:
        return []
    start = f"{prefix}/" if prefix else ""
    changed = changed_paths(compared.git, tree, compared.tree)
    below = [path[len(start) :] for path in changed if path.startswith(start)]
    files = tuple(sorted(_governed(below, result)))
    if not files:
        return []
    about = Arguments(base=compared.against, files=files)
    rebase = Command(("git", "rebase", compared.against))
    return [Finding(Reason.REPLAY_DIFFERS, subject, Severity.ERROR, about, rebase, file=files[0])]


def _governed(paths: Iterable[str], result: ProjectState) -> set[str]:
    """Return the paths below the project's folder that have an influence on its gates."""
    changed = set(paths)
    found = {path for path in changed if path.startswith(f"{FOLDER}/")}
    records = result.records.all.values() if result.records else ()
    for record in records:
        project = Project(*result.requirements, record)
        phases = project.checklist.phases
        cited = (split_fragment(path)[0] for path in evidence_paths(project, phases))
        found |= changed.intersection(cited)
        found |= set(_checked(changed, project))
    return found


def _checked(changed: set[str], project: Project) -> Iterator[str]:
    """Yield the changed paths that an automated check reads."""
    from tpmcli.checks.registry import globs_of
    from tpmcli.text.globs import glob_paths

    for item in checked_items(project, project.checklist.phases):
        for spec in item.checks:
            yield from glob_paths(globs_of(spec), sorted(changed))
