"""The set-up of a repository, examined for ways past the gate.

Reads files and git, and changes nothing. What only the platform knows (whether the check is
required, who may pass it over) cannot be seen from here.
"""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.elsewhere import locate
from tpmcli.app.workspace import POLICY, RECORD, load_record, load_requirements
from tpmcli.checks.base import CannotRunError, CheckedFile
from tpmcli.checks.data_yaml import load_yaml
from tpmcli.doctor.azure_pipelines import azure_jobs
from tpmcli.doctor.ci_platforms import github_jobs, gitlab_jobs
from tpmcli.doctor.code_owners import (
    ANY_FILE,
    ON_GITHUB,
    ON_GITLAB,
    OwnersFile,
    attributes_advice,
    owners_advice,
)
from tpmcli.doctor.gate_jobs import GateJob, jobs_advice
from tpmcli.doctor.roles import roles_advice
from tpmcli.doctor.setup import people_advice, waivers_advice
from tpmcli.model.fix import Advice, Command, Edit
from tpmcli.model.platform_setting import PlatformSetting, settings_for
from tpmcli.model.policy import Identity, Policy
from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import SetupArguments, SetupFinding
from tpmcli.model.setup_reason import SetupHelp, SetupReason
from tpmcli.repo.discover import (
    find_project,
    find_repository,
    path_below,
    project_folders,
)
from tpmcli.repo.git import Git, open_git
from tpmcli.repo.worktree import WorkTree
from tpmcli.rules.project import Project

_LIMIT = 1 << 20
_MERGE_TREE = (2, 38)
_SIGNERS = ".tpm/allowed_signers"
CHECKLISTS = ".tpm/checklists"
# Folders, how the names of pipelines in them begin, and who reads them.
_PIPELINES: tuple[tuple[str, str, Callable[..., list[GateJob]]], ...] = (
    (".github/workflows", "", github_jobs),
    ("", ".gitlab-ci", gitlab_jobs),
    (".gitlab", "", gitlab_jobs),
    (".gitlab/ci", "", gitlab_jobs),
    ("", "azure-pipelines", azure_jobs),
    (".azure-pipelines", "", azure_jobs),
    ("azure-pipelines", "", azure_jobs),
)


class DoctorResult(NamedTuple):
    """The findings, errors first, the files looked at, and the settings that no file shows."""

    advice: tuple[SetupFinding, ...]
    looked_at: tuple[str, ...]
    unseen: tuple[PlatformSetting, ...]

    @property
    def bypassable(self) -> bool:
        """Whether the gate can be bypassed."""
        return any(each.severity is Severity.ERROR for each in self.advice)


class _Pipelines(NamedTuple):
    jobs: list[GateJob]
    files: list[str]
    unread: list[SetupFinding]


def examine(session: CommandContext) -> DoctorResult:
    """Examine the repository around the session's folder.

    If no project is around it, those below are examined.

    Raises:
        InvalidInputError: there is no project, or its policy or record cannot be read.
    """
    repository = find_repository(session.folder)
    if find_project(session.folder) is None and repository is not None:
        below = project_folders(WorkTree(session.folder).files())
        if below:
            folders = (os.path.join(session.folder, folder) for folder in below)
            return _joined([_examine(session, folder) for folder in folders])
    return _examine(session, locate(session.folder))


def _joined(results: Sequence[DoctorResult]) -> DoctorResult:
    """Return several results as one, each part of it once."""
    advice, looked_at, unseen = (
        list(dict.fromkeys(each for part in parts for each in part))
        for parts in zip(*results, strict=True)
    )
    order = list(Severity)
    advice.sort(key=lambda each: order.index(each.severity))
    return DoctorResult(tuple(advice), tuple(looked_at), tuple(unseen))


def _examine(session: CommandContext, root: str) -> DoctorResult:
    """Examine the repository for the project in the folder `root`."""
    own = WorkTree(root)
    policy, checklist = load_requirements(own)
    record = load_record(own, RECORD, policy)
    project = Project(policy, checklist, record)
    repository = find_repository(root)
    top = repository.top if repository is not None and repository.top else root
    inside = path_below(os.path.realpath(root), top)
    prefix = inside and f"{inside}/"
    tree = WorkTree(top)
    pipelines = _pipelines(tree)
    gated = list(dict.fromkeys(job.file for job in pipelines.jobs))
    people = {policy.canonical(each) for names in policy.people.values() for each in names}
    governed = [f"{prefix}.tpm/{name}" for name in ("policy.yaml", "allowed_signers")]
    governed += [f"{prefix}{path}" for path in _checklists(policy)]
    governed += gated
    owners = [_owners(tree, platform) for platform in _platforms(gated or pipelines.files)]
    found = [
        *_git_advice(open_git(root, session.env)),
        *jobs_advice(
            pipelines.jobs,
            platform=policy.gate.identity is Identity.PLATFORM,
            others=[file for file in pipelines.files if file not in gated],
            project=prefix.removesuffix("/"),
            projects=sorted({prefix.removesuffix("/"), *project_folders(tree.files())}),
        ),
        *pipelines.unread,
        *(
            advice
            for each in owners
            for advice in owners_advice(
                each.text,
                each.file,
                [*governed, each.file],
                alone=len(people) == 1,
                gitlab=each.platform is ON_GITLAB,
            )
        ),
        *attributes_advice(_attributes(tree, prefix), _files_of_tpm(own, prefix), prefix),
        *_signers_advice(own, policy, f"{prefix}{POLICY}"),
        *roles_advice(project, f"{prefix}{POLICY}", session.today()),
        *people_advice(policy, f"{prefix}{POLICY}"),
        *waivers_advice(record, session.today(), f"{prefix}{RECORD}"),
    ]
    order = list(Severity)
    found.sort(key=lambda each: order.index(each.severity))
    looked = [*pipelines.files, *(each.file for each in owners if each.text is not None)]
    looked_at, advice = dict.fromkeys(looked), dict.fromkeys(found)
    return DoctorResult(tuple(advice), tuple(looked_at), settings_for(tuple(gated)))


def _checklists(policy: Policy) -> list[str]:
    """Return a file for each folder in which the team has checklists, and those of the top."""
    own = [path for path in (policy.lifecycle, *policy.packs) if path.endswith(".yaml")]
    folders = dict.fromkeys([CHECKLISTS, *(path.rpartition("/")[0] for path in own)])
    found = [
        f"{folder}/{ANY_FILE}"
        for folder in folders
        if folder and not folder.startswith(f"{CHECKLISTS}/")
    ]
    return found + [path for path in own if "/" not in path]


class _Owners(NamedTuple):
    """The CODEOWNERS that a platform reads; `text` is None if there is none."""

    platform: OwnersFile
    file: str
    text: str | None


def _platforms(files: Sequence[str]) -> list[OwnersFile]:
    """Return the platforms whose code owners count: GitLab, and GitHub for any other one."""
    on_gitlab = [file.startswith(".gitlab") for file in files]
    github = [ON_GITHUB] if not all(on_gitlab) or not files else []
    return [*github, *([ON_GITLAB] if any(on_gitlab) else [])]


def _owners(tree: WorkTree, platform: OwnersFile) -> _Owners:
    for file in platform.places:
        text = _text(tree, file)
        if text is not None:
            return _Owners(platform, file, text)
    return _Owners(platform, platform.new, None)


def _text(tree: WorkTree, path: str) -> str | None:
    try:
        return tree.read(path, _LIMIT).decode("utf-8", "replace") if path else None
    except (OSError, ValueError):
        return None


def _pipelines(tree: WorkTree) -> _Pipelines:
    found = _Pipelines([], [], [])
    for folder, start, read in _PIPELINES:
        loaded: dict[str, Any] = {}
        for name in sorted(tree.names(folder)):
            path = f"{folder}/{name}" if folder else name
            ours = name.startswith(start) and name.endswith((".yml", ".yaml"))
            text = _text(tree, path) if ours else None
            if text is None:
                continue
            found.files.append(path)
            try:
                loaded[path] = load_yaml(CheckedFile(path, tree), text)
            except CannotRunError as error:
                found.unread.append(_unread(path, error))
        for path, data in loaded.items():
            # On GitHub a job may call another workflow of the folder.
            called = (loaded,) if read is github_jobs else ()
            found.jobs.extend(read(data, path, *called))
    return found


def _unread(path: str, error: CannotRunError) -> SetupFinding:
    fix = Edit(path, SetupHelp.MEND_FILE, error.line)
    about = SetupArguments(text=error.message)
    return SetupFinding(SetupReason.NOT_LOOKED_INTO, fix, about, path, error.line)


def _attributes(tree: WorkTree, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield the .gitattributes that can concern files of tpm, from the top down."""
    parts = [*prefix.split("/")[:-1], ".tpm"]
    folders = ["", *("/".join(parts[:end]) for end in range(1, len(parts) + 1))]
    for folder in (*folders, f"{folders[-1]}/increments", f"{folders[-1]}/checklists"):
        text = _text(tree, f"{folder}/.gitattributes" if folder else ".gitattributes")
        if text is not None:
            yield folder, text


def _files_of_tpm(tree: WorkTree, prefix: str) -> list[str]:
    names = [f"increments/{name}" for name in sorted(tree.names(".tpm/increments"))]
    names += [f"checklists/{name}" for name in sorted(tree.names(".tpm/checklists"))]
    # Those to come, too: an increment that starts tomorrow must not be hidden either.
    names += ["policy.yaml", "project.yaml", "allowed_signers", "increments/1.0.yaml"]
    own = (name for name in names if not name.endswith(".gitattributes"))
    return [f"{prefix}.tpm/{name}" for name in dict.fromkeys(own)]


def _git_advice(git: Git | None) -> list[SetupFinding]:
    if git is None:
        fix = Advice(SetupHelp.INIT_GIT, Command(("git", "init")))
        return [SetupFinding(SetupReason.NO_GIT, fix)]
    found = []
    if git.is_shallow():
        fix = Advice(SetupHelp.UNSHALLOW, Command(("git", "fetch", "--unshallow")))
        found.append(SetupFinding(SetupReason.HISTORY_SHALLOW, fix))
    version = git.run("version").out.decode("ascii", "replace").strip()
    numbers: Sequence[str] = re.findall(r"\d+", version)[:2]
    if tuple(map(int, numbers)) < _MERGE_TREE:
        about = SetupArguments(version=version)
        found.append(SetupFinding(SetupReason.GIT_TOO_OLD, Advice(SetupHelp.INSTALL_GIT), about))
    return found


def _signers_advice(tree: WorkTree, policy: Policy, file: str) -> list[SetupFinding]:
    if policy.gate.identity is not Identity.SIGNED or _text(tree, _SIGNERS):
        return []
    fix = Edit(_SIGNERS, SetupHelp.LIST_KEYS)
    return [SetupFinding(SetupReason.NO_SIGNERS, fix, file=file)]
