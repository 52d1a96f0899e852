"""`tpm ci init`: write the job that checks the gates in CI, for one platform.

The files belong to the user from then on: an existing file is never changed. If one has other
content, the difference is shown, and nothing at all is written.
"""

import os
import re
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.model.errors import TpmError, UsageError
from tpmcli.text.names import suggestion

_TEMPLATES = os.path.join(os.path.dirname(__file__), "ci_templates")
_REQUIREMENTS = "requirements.txt"
_LAST_GATE = "release"
_LARGEST = 1 << 20


class Target(NamedTuple):
    """A platform.

    `files` are templates and their paths; `once` those that are written only if no file exists,
    with the line to add to one that does; `then` is the next step.
    """

    files: tuple[tuple[str, str], ...]
    then: str
    once: tuple[tuple[str, str, str], ...] = ()


TARGETS = {
    "github": Target(
        (
            ("github.yml", ".github/workflows/tpm.yml"),
            ("github-review.yml", ".github/workflows/tpm-review.yml"),
            ("github-daily.yml", ".github/workflows/tpm-daily.yml"),
            ("github-release.yml", ".github/workflows/tpm-release.yml"),
        ),
        "commit it, then require the status check “tpm gate” in a ruleset; `tpm doctor` checks it",
    ),
    "gitlab": Target(
        (("gitlab.yml", ".gitlab/tpm.yml"),),
        "commit it, then let merge requests need a pipeline that succeeds; `tpm doctor` checks it",
        (
            (
                "gitlab-include.yml",
                ".gitlab-ci.yml",
                "add to .gitlab-ci.yml:  include: [{local: .gitlab/tpm.yml}]",
            ),
        ),
    ),
    "azure": Target(
        (("azure.yml", ".azure-pipelines/tpm.yml"),),
        "commit it, make a pipeline of it, and require it as build validation; `tpm doctor` checks"
        " it",
    ),
    "pre-commit": Target(
        (("pre-commit.yml", ".pre-commit-config.yaml"),),
        "commit it, then: pre-commit install --hook-type pre-commit --hook-type pre-push",
    ),
}
"""The platforms that a job can be written for, by name."""


class SetUp(NamedTuple):
    """The result: the files written, and those that had this content already.

    `differences` is a unified diff for each file with other content; then nothing was written.
    `advice` is what a person does next.
    """

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    differences: tuple[str, ...]
    advice: tuple[str, ...]


class _Place(NamedTuple):
    """The top of the repository, and the words for the templates."""

    top: str
    words: dict[str, str]


def check_target(name: str) -> None:
    """Refuse a platform that does not exist.

    Raises: UsageError, with the nearest name, if there is none of that name.
    """
    if name not in TARGETS:
        raise UsageError(f"no CI platform named `{name}`", suggestion(name, TARGETS))


def set_up(context: CommandContext, name: str, install: str = "") -> SetUp:
    """Write the job for the platform `name` at the top of the repository.

    `install` is what pip installs in the job; by default this version, from the package index.

    Raises:
        UsageError: there is no such platform, or `install` may change its meaning.
        StorageError: the system refuses.
    """
    from tpmcli.repo.atomic import create

    check_target(name)
    target = TARGETS[name]
    place = _place(context, _checked(install))
    wanted = {path: _filled(template, place) for template, path in target.files}
    missing, unchanged, differences = [], [], []
    for path, text in wanted.items():
        there = _content(os.path.join(place.top, path))
        if there is None:
            missing.append(path)
        elif there == text:
            unchanged.append(path)
        else:
            differences.append(_difference(path, there, text))
    if differences:
        advice = ("nothing was written; take over by hand what you want of it",)
        return SetUp((), tuple(unchanged), tuple(differences), advice)
    advised = []
    for template, path, instead in target.once:
        there = _content(os.path.join(place.top, path))
        if there is None:
            wanted[path] = _filled(template, place)
            missing.append(path)
        elif target.files[0][1] not in there:
            advised.append(instead)
    for path in missing:
        create(os.path.join(place.top, *path.split("/")), wanted[path].encode())
    return SetUp(tuple(missing), tuple(unchanged), (), (*advised, target.then))


def _checked(install: str) -> str:
    """Return what pip installs in the job.

    Raises: UsageError if it could become part of a script, or names no version for good.
    """
    from tpmcli.doctor.gate_jobs import is_pinned
    from tpmcli.version import __version__

    if not install:
        return f"tpmcli=={__version__}"
    # No quote, `$` or line end: it is written into a script, which platforms expand as well.
    if not re.fullmatch(r"[\w][\w @:/.+=#%~&?,-]*", install, re.ASCII):
        raise UsageError(f"`{install}` cannot be written into a CI file")
    if not is_pinned(install):
        raise UsageError(
            f"the content of `{install}` can change later",
            "use `tpmcli==VERSION`, a git reference with a whole commit id, or the address of a"
            " wheel with `#sha256=DIGEST`",
        )
    return install


def _place(context: CommandContext, install: str) -> _Place:
    from shlex import quote

    from tpmcli.repo.discover import find_repository

    folder = os.path.realpath(context.folder)
    repository = find_repository(folder)
    top = repository.top if repository is not None and repository.top else _top_without_git(folder)
    projects = _projects(folder, top)
    for each in projects:
        if not each.isprintable():
            raise UsageError(f"the folder `{each}` cannot be written into a CI file", "rename it")
    commands = [f"tpm -C {quote(each)}" if each else "tpm" for each in projects]
    # A job that names each would leave out those to come.
    check = "tpm gate check --all-projects" if len(projects) > 1 else f"{commands[0]} gate check"
    lint = " && ".join(f"{each} lint" for each in commands)
    hook = f"bash -c {quote(lint)}" if len(projects) > 1 else lint
    above = _escaped(f"{projects[0]}/" if projects[0] else "")
    return _Place(
        top,
        {
            "tpmcli": quote(install),
            "dependency": _yaml_text(install),
            "branch": _main_branch(context),
            "gate": _last_gate(os.path.join(top, projects[0])),
            "gate_check": check,
            "lint_each": lint,
            "lint": _yaml_text(hook),
            "check": _yaml_text(f"{check} --decided"),
            "files": _yaml_text(r"(^|/)\.tpm/" if len(projects) > 1 else rf"^{above}\.tpm/"),
        },
    )


def _top_without_git(folder: str) -> str:
    from tpmcli.repo.discover import find_project

    return find_project(folder) or folder


def _projects(folder: str, top: str) -> list[str]:
    """Return the folders of the repository's projects, from its top; the given one if none is."""
    from tpmcli.repo.discover import find_project, path_below, project_folders
    from tpmcli.repo.worktree import WorkTree

    around = find_project(folder)
    # The one around may not be committed yet.
    found = {path_below(around, top)} if around is not None else set()
    found.update(project_folders(WorkTree(top).files()))
    return sorted(found) or [path_below(folder, top)]


def _last_gate(project: str) -> str:
    """Return the gate that a deployment checks: `release`, or a lifecycle's last without it."""
    from tpmcli.app.workspace import load_requirements
    from tpmcli.repo.worktree import WorkTree

    try:
        names = [phase.id for phase in load_requirements(WorkTree(project)).checklist.phases]
    except TpmError:
        return _LAST_GATE
    return _LAST_GATE if _LAST_GATE in names else names[-1]


def _main_branch(context: CommandContext) -> str:
    """Return the branch that pull requests are merged into, as far as this clone knows."""
    from tpmcli.repo.git import open_git

    git = open_git(context.folder, context.env)
    if git is None:
        return "main"
    known = ("refs/remotes/origin/main", "refs/remotes/origin/master", "refs/heads/main")
    asked = [
        ("symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"),
        # Without it, whoever sets this up may be on a branch of their own.
        *(("rev-parse", "--quiet", "--verify", "--abbrev-ref", name) for name in known),
        ("symbolic-ref", "--quiet", "--short", "HEAD"),
    ]
    for words in asked:
        answer = git.run(*words)
        branch = answer.out.decode("utf-8", "replace").strip().removeprefix("origin/")
        # The name is written into a file for machines: its owner must enter an unusual one.
        plain = branch.replace("/", "").replace("-", "").replace("_", "").replace(".", "")
        if answer.code == 0 and plain.isalnum() and plain.isascii():
            return branch
    return "main"


def _filled(template: str, place: _Place) -> str:
    from string import Template

    class Marked(Template):
        # Shells and CI systems use the dollar sign themselves.
        delimiter = "%%"

    text = _template(template)
    # One a line, each as far in as the line that asks for them.
    start = re.search(r"^( *)%%\{requirements\}", text, re.MULTILINE)
    between = f" \\\n{start[1] if start else ''}"
    requirements = between.join(_template(_REQUIREMENTS).split())
    return Marked(text).substitute(place.words, requirements=requirements)


def _template(name: str) -> str:
    with open(os.path.join(_TEMPLATES, name), encoding="utf-8") as file:
        return file.read()


def _content(path: str) -> str | None:
    """Return the content of a file as text; None if there is no file."""
    from tpmcli.repo.os_errors import storage_error

    if not os.path.lexists(path):
        return None
    try:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            return file.read(_LARGEST).replace("\r\n", "\n")
    except OSError as error:
        raise storage_error(error, "read", path) from error


def _difference(path: str, there: str, wanted: str) -> str:
    from difflib import unified_diff

    lines = unified_diff(
        there.splitlines(), wanted.splitlines(), path, f"{path} (as tpm writes it)", lineterm=""
    )
    return "".join(f"{line}\n" for line in lines)


def _escaped(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "/_-" else f"\\{sign}" for sign in text)


def _yaml_text(text: str) -> str:
    """Return a text in the single quotes of YAML."""
    return "'" + text.replace("'", "''") + "'"
