"""The gate jobs in pipelines of GitHub, GitLab and Azure.

The data is what a YAML reader makes of a file: maps, lists and scalars; anything else is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tpmcli.doctor.gate_jobs import GateJob, asks, expressions, loose_installs, swallowed
from tpmcli.model.setup_finding import Weakness
from tpmcli.model.setup_reason import Loophole

_ACTION = re.compile(r"^[\w.-]+/tpm(?:cli)?@|^\./?$")
_BRANCH = re.compile(r"@(?:main|master|HEAD|develop|trunk)$")
_ALWAYS = ("always()", "!cancelled()", "not(canceled())", "succeededOrFailed()")
_CHANGES = ("pull_request", "pull_request_target", "merge_group")


def github_jobs(data: Any, file: str) -> list[GateJob]:
    """Return the gate jobs of a workflow of GitHub, which was read from `file`."""
    workflow = _map(data)
    triggers = workflow.get("on")
    events = {triggers: None} if isinstance(triggers, str) else triggers
    events = dict.fromkeys(map(str, events)) if isinstance(events, list) else _map(events)
    paths = [
        Weakness(Loophole.KEY_OF, (key, event))
        for event in _CHANGES
        for key in ("paths", "paths-ignore")
        if key in _map(events.get(event))
    ]
    found = []
    for name, job in _maps(workflow.get("jobs")):
        steps = [_map(step) for step in _list(job.get("steps"))]
        asking = [step for step in steps if _asks_on_github(step)]
        if asking:
            permissions = job.get("permissions", workflow.get("permissions"))
            found.append(
                GateJob(
                    file,
                    str(job.get("name") or name),
                    on_changes=any(event in events for event in _CHANGES),
                    daily="schedule" in events,
                    compares=any(_is_action(s) or "--against" in _run(s) for s in asking),
                    asks_approvals=any(_is_action(s) or "--approvals" in _run(s) for s in asking),
                    skipped_by=(*paths, *_github_conditions(job, asking)),
                    ignored_by=tuple(_github_ignores(workflow, job, asking)),
                    unpinned=tuple(_github_unpinned(steps)),
                    injected=tuple(each for step in steps for each in expressions(_run(step))),
                    may_write=permissions is None or _writes(permissions),
                    shallow=_github_shallow(steps),
                    head_checkout="pull_request_target" in events and _checks_head_out(steps),
                )
            )
    return found


def _asks_on_github(step: Mapping[str, Any]) -> bool:
    return _is_action(step) or asks(_run(step))


def _is_action(step: Mapping[str, Any]) -> bool:
    return _ACTION.match(_text(step, "uses")) is not None


def _run(step: Mapping[str, Any]) -> str:
    return _text(step, "run")


def _github_conditions(
    job: Mapping[str, Any], asking: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    if "needs" in job:
        yield Weakness(Loophole.NEEDS)
    for holder in (job, *asking):
        said = _text(holder, "if")
        if said and not any(word in said for word in _ALWAYS):
            yield Weakness(Loophole.SETTING, ("if", said))


def _github_ignores(
    workflow: Mapping[str, Any], job: Mapping[str, Any], asking: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    for holder in (job, *asking):
        if _text(holder, "continue-on-error").lower() not in ("", "false"):
            yield Weakness(Loophole.KEY, ("continue-on-error",))
    for step in asking:
        shells = [
            _map(_map(each.get("defaults")).get("run")).get("shell") for each in (job, workflow)
        ]
        shell = next((each for each in (step.get("shell"), *shells) if each), "")
        # Named, bash runs with pipefail; unnamed, without.
        yield from swallowed(_run(step), pipefail=shell == "bash")


def _github_unpinned(steps: list[Mapping[str, Any]]) -> Iterator[str]:
    for step in steps:
        used = _text(step, "uses")
        if _BRANCH.search(used):
            yield used
        yield from loose_installs(_run(step))


def _github_shallow(steps: list[Mapping[str, Any]]) -> bool:
    checkouts = [step for step in steps if _text(step, "uses").startswith("actions/checkout@")]
    return any(_text(_map(step.get("with")), "fetch-depth") != "0" for step in checkouts)


def _checks_head_out(steps: list[Mapping[str, Any]]) -> bool:
    for step in steps:
        ref = _text(_map(step.get("with")), "ref")
        if "checkout" in _text(step, "uses") and re.search(r"head|refs/pull", ref):
            return True
        if re.search(
            r"git (?:checkout|switch|merge|reset)\b[^\n]*(?:refs/pull|FETCH_HEAD|tpm/head)",
            _run(step),
        ):
            return True
    return False


def _writes(permissions: Any) -> bool:
    if isinstance(permissions, Mapping):
        return any(str(value) == "write" for value in permissions.values())
    return str(permissions) == "write-all"


def gitlab_jobs(data: Any, file: str) -> list[GateJob]:
    """Return the gate jobs of a pipeline of GitLab, which was read from `file`."""
    pipeline = _map(data)
    found = []
    for name, own in _maps(pipeline):
        job = _extended(own, pipeline, 5)
        script = _lines(job.get("script"))
        if name.startswith(".") or not asks(script):
            continue
        rules = [_map(rule) for rule in _list(job.get("rules"))]
        # `$CI_MERGE_REQUEST_IID` serves as well as `… == "merge_request_event"`.
        told = " ".join(_text(rule, "if") for rule in rules).lower()
        variables = {**_map(pipeline.get("variables")), **_map(job.get("variables"))}
        only = _text(job, "only")
        found.append(
            GateJob(
                file,
                name,
                on_changes="merge_request" in told + only,
                daily="schedule" in told + only,
                compares="--against" in script,
                asks_approvals="--approvals" in script,
                skipped_by=tuple(_gitlab_conditions(job, rules)),
                ignored_by=tuple(_gitlab_ignores(job, rules, script)),
                unpinned=tuple(loose_installs(_lines(job.get("before_script")) + "\n" + script)),
                shallow=_text(variables, "GIT_DEPTH") != "0",
            )
        )
    return found


def _extended(job: Mapping[str, Any], pipeline: Mapping[str, Any], left: int) -> dict[str, Any]:
    """Return a job with the keys of those that it extends, at most `left` deep."""
    names = job.get("extends", [])
    merged: dict[str, Any] = {}
    for name in [names] if isinstance(names, str) else _list(names):
        if left:
            merged |= _extended(_map(pipeline.get(str(name))), pipeline, left - 1)
    return {**merged, **job}


def _gitlab_conditions(
    job: Mapping[str, Any], rules: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    for rule in rules:
        for key in ("changes", "exists"):
            if key in rule:
                yield Weakness(Loophole.KEY_IN_RULES, (key,))
        about_changes = "merge" in _text(rule, "if").lower()
        if about_changes and _text(rule, "when") in ("manual", "delayed", "never"):
            yield Weakness(Loophole.SETTING_IN_RULES, ("when", _text(rule, "when")))
    if _text(job, "when") in ("manual", "delayed", "never"):
        yield Weakness(Loophole.SETTING, ("when", _text(job, "when")))
    for key in ("only", "except"):
        if "changes" in _map(job.get(key)):
            yield Weakness(Loophole.SETTING, (key, "changes"))


def _gitlab_ignores(
    job: Mapping[str, Any], rules: list[Mapping[str, Any]], script: str
) -> Iterator[Weakness]:
    for holder in (job, *rules):
        if _text(holder, "allow_failure").lower() not in ("", "false"):
            yield Weakness(Loophole.KEY, ("allow_failure",))
    # GitLab's runners set pipefail themselves.
    yield from swallowed(script, pipefail=True)


def azure_jobs(data: Any, file: str) -> list[GateJob]:
    """Return the gate jobs of a pipeline of Azure, which was read from `file`."""
    pipeline = _map(data)
    jobs = [_map(job) for job in _list(pipeline.get("jobs"))]
    for stage in map(_map, _list(pipeline.get("stages"))):
        jobs += [_map(job) for job in _list(stage.get("jobs"))]
    if "steps" in pipeline:
        jobs.append(pipeline)
    found = []
    for job in jobs:
        steps = [_map(step) for step in _list(job.get("steps"))]
        asking = [step for step in steps if asks(_azure_script(step))]
        if not asking:
            continue
        script = "\n".join(map(_azure_script, asking))
        found.append(
            GateJob(
                file,
                str(job.get("displayName") or job.get("job") or "pipeline"),
                # In Azure Repos a branch policy starts it, which no file tells.
                on_changes=_text(pipeline, "pr") != "none",
                daily="schedules" in pipeline,
                compares="--against" in script,
                asks_approvals="--approvals" in script,
                skipped_by=tuple(_azure_conditions(pipeline, job, asking)),
                ignored_by=tuple(_azure_ignores(job, asking)),
                unpinned=tuple(each for s in steps for each in loose_installs(_azure_script(s))),
                shallow=_azure_shallow(steps),
            )
        )
    return found


def _azure_script(step: Mapping[str, Any]) -> str:
    return str(step.get("bash") or step.get("script") or "")


def _azure_conditions(
    pipeline: Mapping[str, Any], job: Mapping[str, Any], asking: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    if "paths" in _map(pipeline.get("pr")):
        yield Weakness(Loophole.KEY_OF, ("paths", "pr"))
    for holder in (job, *asking):
        said = _text(holder, "condition")
        if said and not any(word in said for word in _ALWAYS):
            yield Weakness(Loophole.SETTING, ("condition", said))


def _azure_ignores(job: Mapping[str, Any], asking: list[Mapping[str, Any]]) -> Iterator[Weakness]:
    for holder in (job, *asking):
        if _text(holder, "continueOnError").lower() not in ("", "false"):
            yield Weakness(Loophole.KEY, ("continueOnError",))
    for step in asking:
        yield from swallowed(_azure_script(step), pipefail=False)


def _azure_shallow(steps: list[Mapping[str, Any]]) -> bool:
    checkouts = [step for step in steps if "checkout" in step]
    return not any(_text(step, "fetchDepth") == "0" for step in checkouts)


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(holder: Mapping[str, Any], key: str) -> str:
    """Return what a map holds under a key, as text; empty if it has none."""
    return str(holder.get(key, ""))


def _maps(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the entries of a map that are maps."""
    return ((str(key), each) for key, each in _map(value).items() if isinstance(each, Mapping))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _lines(script: Any) -> str:
    """Return a script that is a text, or a list of them."""
    return script if isinstance(script, str) else "\n".join(map(str, _list(script)))
