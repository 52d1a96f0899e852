"""The jobs that ask the gates in CI, and the ways past them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import SetupFinding
from tpmcli.model.tuples import NamedTuple

_ASKED = re.compile(r"\btpm\b[^\n]*\bgate\s+check\b")
_LOOSE = re.compile(r"(?:pip3?|pipx|uv tool|uv pip)\s+install\b[^\n]*\btpmcli\b(?!\s*==)")
_EXPRESSION = re.compile(r"\$\{\{\s*(?:github\.head_ref|github\.event\.)[^}]*\}\}")


class GateJob(NamedTuple):
    """A job of some platform that runs `tpm gate check`.

    ``on_changes``: it runs for pull or merge requests; ``daily``: on a schedule; ``compares``: with
    `--against`. ``skipped_by`` and ``ignored_by`` say in words what can keep it from running, and
    its failure from counting. ``unpinned`` names what may change under it. ``head_checkout``: it
    checks a stranger's change out with the rights of the base. ``asks_approvals``: it passes on who
    approved.
    """

    file: str
    name: str
    on_changes: bool
    daily: bool
    compares: bool
    asks_approvals: bool
    skipped_by: tuple[str, ...] = ()
    ignored_by: tuple[str, ...] = ()
    unpinned: tuple[str, ...] = ()
    injected: tuple[str, ...] = ()
    may_write: bool = False
    shallow: bool = False
    head_checkout: bool = False


def asks(script: str) -> bool:
    """True where a script runs `tpm gate check`."""
    return _ASKED.search(_joined(script)) is not None


def loose_installs(script: str) -> list[str]:
    """The lines of a script that install tpm without saying which."""
    return [found[0].strip() for found in _LOOSE.finditer(_joined(script))]


def expressions(script: str) -> list[str]:
    """What a stranger may have written, put into the text of a script."""
    return _EXPRESSION.findall(script)


def swallowed(script: str, *, pipefail: bool) -> list[str]:
    """In words, how a script keeps the exit code of `tpm gate check` to itself."""
    found = []
    text = _joined(script)
    pipefail = pipefail or "pipefail" in text
    if re.search(r"^\s*set\s+\+e", text, re.MULTILINE):
        found.append("“set +e”")
    for line in text.split("\n"):
        asked = _ASKED.search(line)
        if asked is None:
            continue
        rest = re.sub(r"'[^']*'|\"[^\"]*\"", "…", line[asked.end() :])
        if "||" in rest:
            found.append(f"“||{rest.partition('||')[2].rstrip()}”")
        elif "|" in rest and not pipefail:
            found.append("a pipe, whose exit code is that of its last command")
        if re.search(r"(?<!;);(?!;)\s*\S", rest) and not re.search(
            r";\s*(?:then|do|fi|done)\b", rest
        ):
            found.append("a command behind “;”")
        if re.search(r"(?<!&)&\s*$", rest):
            found.append("“&”, which does not wait for it")
        if re.match(r"\s*(?:if|while|until|!)\s", line):
            found.append("a condition around it")
    return found


def _joined(script: str) -> str:
    """The script with continued lines as one."""
    return re.sub(r"\\\r?\n\s*", " ", script)


def jobs_advice(
    jobs: Sequence[GateJob], *, platform: bool, others: Iterable[str]
) -> list[SetupFinding]:
    """What is wrong with the jobs. `platform`: the policy demands authenticated approvals.

    `others` are the files that were looked at and have no such job.
    """
    found: list[SetupFinding] = []
    if not any(job.on_changes for job in jobs):
        looked = list(others)
        where = f" (looked at {', '.join(looked)})" if looked else ""
        found.append(
            SetupFinding(
                "no-gate-job",
                Severity.ERROR,
                f"no job runs 'tpm gate check' for pull requests{where}",
                "what is not checked is not enforced",
                "tpm ci init github (or gitlab, azure), then make it a required check",
            )
        )
    elif not any(job.daily for job in jobs):
        found.append(
            SetupFinding(
                "no-daily-check",
                Severity.WARNING,
                "no job runs 'tpm gate check --decided' on a schedule",
                "waivers end and conditions fall due without anybody pushing",
                'add to the job: schedule: [{cron: "17 5 * * *"}]',
            )
        )
    for job in jobs:
        found += _of_job(job, platform=platform)
    return found


def _of_job(job: GateJob, *, platform: bool) -> list[SetupFinding]:
    said: list[tuple[str, Severity, str, str, str]] = []
    error, warning = Severity.ERROR, Severity.WARNING
    for how in job.ignored_by:
        why = "a gate that may fail is no gate"
        said.append(
            ("failure-ignored", error, f"its failure does not count: {how}", why, "take it out")
        )
    if job.on_changes:
        for how in job.skipped_by:
            why = "a required check that is skipped counts as passed"
            said.append(("job-conditional", error, f"it can be skipped: {how}", why, "take it out"))
        if not job.compares:
            why = "the pull request would be judged by its own policy"
            fix = 'tpm gate check --decided --against "origin/$BASE"'
            said.append(("not-against", error, "it does not compare with the base", why, fix))
        if platform and not job.asks_approvals:
            why = "the policy demands approvals that the platform vouches for"
            fix = "--approvals FILE, as in the job of 'tpm ci init'"
            said.append(("no-approvals", warning, "it passes no approvals on", why, fix))
    if job.head_checkout:
        why = "whoever opens a pull request would run with the rights of the base"
        fix = "check the base out, and fetch the pull request: docs/ci.md, the strong level"
        said.append(("target-checkout", error, "pull_request_target checks the head out", why, fix))
    for what in job.injected:
        why = "whoever names a branch would write the script"
        said.append(("text-in-script", error, f"{what} stands in a script", why, "pass it by env:"))
    for what in job.unpinned:
        why = "what it checks would change without a pull request"
        fix = "name a version; Renovate and Dependabot keep it up to date"
        said.append(("not-pinned", warning, f"not pinned: {what}", why, fix))
    if job.may_write:
        fix = "permissions: {contents: read, pull-requests: read}"
        said.append(("may-write", warning, "it may write", "it only has to read", fix))
    if job.shallow:
        why = "the base and its history are what a change is compared with"
        fix = "fetch-depth: 0 (GitLab: GIT_DEPTH: 0, Azure: fetchDepth: 0)"
        said.append(("checkout-shallow", warning, "it does not fetch all history", why, fix))
    return [
        SetupFinding(rule, severity, f"the job “{job.name}”: {message}", why, fix, job.file)
        for rule, severity, message, why, fix in said
    ]
