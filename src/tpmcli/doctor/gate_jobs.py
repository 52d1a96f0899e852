"""The CI jobs that check the gates, and the ways past them.

What a pipeline contains is kept as it was read; findings are made from the fields of `GateJob`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tpmcli.doctor.judged_folders import judged_folders, judges
from tpmcli.model.fix import Advice, Edit, HelpText, tpm
from tpmcli.model.setup_finding import SetupArguments, SetupFinding, Weakness
from tpmcli.model.setup_reason import Loophole, SetupHelp, SetupReason, SetupReasonText

_ASKED = re.compile(r"\btpm\b[^\n]*\bgate\s+check\b")
# A version, a commit or the digest of a file: what does not change its meaning.
_PIN = r"==|@[0-9a-f]{40}\b|\#sha256=[0-9a-f]{64}\b"
_LOOSE = re.compile(
    r"(?:pip3?|pipx|uv tool|uv pip)[\"']?\s+install\b[^\n]*"
    rf"\btpmcli\b(?!\s*(?:==|(?:@\s)?[^\s'\"]*(?:{_PIN})))"
)
_EXPRESSION = re.compile(r"\$\{\{\s*(?:github\.head_ref|github\.event\.)[^}]*\}\}")


class GateJob(NamedTuple):
    """A job of some platform that runs `tpm gate check`.

    ``on_changes``: it runs for pull or merge requests; ``daily``: on a schedule; ``compares``: with
    `--against`. ``skipped_by`` can keep it from running, ``ignored_by`` its failure from counting.
    ``unpinned`` names what may change under it, ``injected`` the expressions in its scripts that a
    stranger may have written. ``open_to`` lets it run for branches or commits of anybody's choice.
    ``head_checkout``: it checks a stranger's change out with the rights
    of the base. ``asks_approvals``: it passes on who approved. ``judged`` are the folders whose
    projects it judges, None for all of them.
    """

    file: str
    name: str
    on_changes: bool
    daily: bool
    compares: bool
    asks_approvals: bool
    skipped_by: tuple[Weakness, ...] = ()
    ignored_by: tuple[Weakness, ...] = ()
    open_to: tuple[Weakness, ...] = ()
    unpinned: tuple[str, ...] = ()
    injected: tuple[str, ...] = ()
    may_write: bool = False
    shallow: bool = False
    head_checkout: bool = False
    judged: tuple[str, ...] | None = None


def asks(script: str) -> bool:
    """Return whether a script runs `tpm gate check`."""
    return _ASKED.search(_joined(script)) is not None


def judged_by(script: str) -> tuple[str, ...] | None:
    """Return the folders whose projects a script judges, None for all of them."""
    return judged_folders(_joined(script))


def is_pinned(requirement: str) -> bool:
    """Return whether a requirement of pip always installs the same."""
    return re.search(_PIN, requirement) is not None


def loose_installs(script: str) -> list[str]:
    """Return the commands of a script that install tpm without a version."""
    return [found[0].strip() for found in _LOOSE.finditer(_joined(script))]


def expressions(script: str) -> list[str]:
    """Return the expressions of GitHub in a script that a stranger may have written."""
    return _EXPRESSION.findall(script)


def swallowed(script: str, *, pipefail: bool) -> list[Weakness]:
    """Return how a script hides the exit code of `tpm gate check`.

    `pipefail`: the platform starts the shell with that option.
    """
    found = []
    text = _joined(script)
    pipefail = pipefail or "pipefail" in text
    if re.search(r"^\s*set\s+\+e", text, re.MULTILINE):
        found.append(Weakness(Loophole.ERRORS_PASSED_OVER))
    for line in text.split("\n"):
        asked = _ASKED.search(line)
        if asked is None:
            continue
        rest = re.sub(r"'[^']*'|\"[^\"]*\"", "…", line[asked.end() :])
        if "||" in rest:
            found.append(Weakness(Loophole.ALTERNATIVE, (rest.partition("||")[2].rstrip(),)))
        elif "|" in rest and not pipefail:
            found.append(Weakness(Loophole.PIPE))
        if re.search(r"(?<!;);(?!;)\s*\S", rest) and not re.search(
            r";\s*(?:then|do|fi|done)\b", rest
        ):
            found.append(Weakness(Loophole.COMMAND_BEHIND))
        if re.search(r"(?<!&)&\s*$", rest):
            found.append(Weakness(Loophole.BACKGROUND))
        if re.match(r"\s*(?:if|while|until|!)\s", line):
            found.append(Weakness(Loophole.CONDITION))
    return found


def _joined(script: str) -> str:
    """Return the script with continued lines joined."""
    return re.sub(r"\\\r?\n\s*", " ", script)


def jobs_advice(
    jobs: Sequence[GateJob],
    *,
    platform: bool,
    others: Iterable[str],
    project: str = "",
    projects: Sequence[str] = ("",),
) -> list[SetupFinding]:
    """Return what is wrong with the jobs.

    Args:
        jobs: every job that runs `tpm gate check`.
        platform: the policy requires approvals on the platform.
        others: the files that were looked at and have no such job.
        project: the folder of the project, from the top of the repository.
        projects: the folders of all its projects.
    """
    found: list[SetupFinding] = []
    if not any(job.on_changes for job in jobs):
        files = tuple(others)
        fix = Advice(SetupHelp.INIT_CI, tpm("ci", "init", "github"))
        reason = SetupReason.NO_GATE_JOB_IN if files else SetupReason.NO_GATE_JOB
        found.append(SetupFinding(reason, fix, SetupArguments(files=files)))
    elif not any(job.on_changes and judges(job.judged, project, projects) for job in jobs):
        judging = next(job for job in jobs if job.on_changes)
        edit = Edit(judging.file, SetupHelp.JUDGE_ALL)
        about = SetupArguments(judging.name, text=project or "the top folder")
        found.append(SetupFinding(SetupReason.PROJECT_NOT_JUDGED, edit, about, judging.file))
    elif not any(job.daily for job in jobs):
        found.append(SetupFinding(SetupReason.NO_DAILY_CHECK, Advice(SetupHelp.ADD_SCHEDULE)))
    required = {job.name for job in jobs if job.on_changes}
    for job in jobs:
        found += _of_job(job, platform=platform)
        # The platform looks at the name alone, so any job of that name makes the same check.
        if job.name in required:
            found += [_open(job, weakness) for weakness in job.open_to]
    return found


def _open(job: GateJob, weakness: Weakness) -> SetupFinding:
    return SetupFinding(
        SetupReason.ANY_BRANCH,
        Edit(job.file, SetupHelp.ONLY_PROTECTED),
        SetupArguments(job.name, weakness),
        job.file,
        # In Azure Repos the branch policy says for which branch it runs.
        softened=weakness.loophole is Loophole.NO_PR,
    )


def _of_job(job: GateJob, *, platform: bool) -> list[SetupFinding]:
    found: list[SetupFinding] = []

    def report(
        reason: SetupReasonText, advice: HelpText, *, text: str = "", by: Weakness | None = None
    ) -> None:
        about = SetupArguments(job.name, by, text)
        found.append(SetupFinding(reason, Edit(job.file, advice), about, job.file))

    for weakness in job.ignored_by:
        report(SetupReason.FAILURE_IGNORED, SetupHelp.TAKE_OUT, by=weakness)
    if job.on_changes:
        for weakness in job.skipped_by:
            report(SetupReason.JOB_CONDITIONAL, SetupHelp.TAKE_OUT, by=weakness)
        if not job.compares:
            report(SetupReason.NOT_AGAINST, SetupHelp.COMPARE)
        if platform and not job.asks_approvals:
            report(SetupReason.NO_APPROVALS, SetupHelp.PASS_APPROVALS)
    if job.head_checkout:
        report(SetupReason.TARGET_CHECKOUT, SetupHelp.FETCH_HEAD)
    for text in job.injected:
        report(SetupReason.TEXT_IN_SCRIPT, SetupHelp.PASS_BY_ENV, text=text)
    for text in job.unpinned:
        report(SetupReason.NOT_PINNED, SetupHelp.PIN, text=text)
    if job.may_write:
        report(SetupReason.MAY_WRITE, SetupHelp.READ_ONLY)
    if job.shallow:
        report(SetupReason.CHECKOUT_SHALLOW, SetupHelp.FETCH_ALL)
    return found
