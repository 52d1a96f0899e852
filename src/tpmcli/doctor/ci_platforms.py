"""The gate jobs in pipelines of GitHub and GitLab."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tpmcli.doctor.branches import open_on_github, open_on_gitlab
from tpmcli.doctor.gate_jobs import GateJob, asks, expressions, judged_by, loose_installs, swallowed
from tpmcli.doctor.judged_folders import all_judged, from_top
from tpmcli.doctor.pipeline_data import as_list, as_map, as_script, maps_in, text_under
from tpmcli.model.setup_finding import Weakness
from tpmcli.model.setup_reason import Loophole

_ACTION = re.compile(r"^[\w.-]+/tpm(?:cli)?@|^\./?$")
_BRANCH = re.compile(r"@(?:main|master|HEAD|develop|trunk)$")
_ALWAYS = ("always()", "!cancelled()")
_CHANGES = ("pull_request", "pull_request_target", "merge_group")


def github_jobs(data: Any, file: str, called: Mapping[str, Any] | None = None) -> list[GateJob]:
    """Return the gate jobs of a workflow of GitHub, which was read from `file`.

    `called` has the workflows of the repository by their paths: a job may call one of them.
    """
    workflow = as_map(data)
    triggers = workflow.get("on")
    events = {triggers: None} if isinstance(triggers, str) else triggers
    events = dict.fromkeys(map(str, events)) if isinstance(events, list) else as_map(events)
    paths = [
        Weakness(Loophole.KEY_OF, (key, event))
        for event in _CHANGES
        for key in ("paths", "paths-ignore")
        if key in as_map(events.get(event))
    ]
    found: list[GateJob] = []
    for name, job in maps_in(workflow.get("jobs")):
        found += _called_jobs(workflow, file, (name, job), called or {})
        steps = [as_map(step) for step in as_list(job.get("steps"))]
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
                    open_to=tuple(open_on_github(events)),
                    unpinned=tuple(_github_unpinned(steps)),
                    injected=tuple(each for step in steps for each in expressions(_run(step))),
                    may_write=permissions is None or _writes(permissions),
                    shallow=_github_shallow(steps),
                    head_checkout="pull_request_target" in events and _checks_head_out(steps),
                    judged=all_judged(_github_judged(s, job, workflow) for s in asking),
                )
            )
    return found


def _called_jobs(
    workflow: Mapping[str, Any],
    file: str,
    caller: tuple[str, Mapping[str, Any]],
    called: Mapping[str, Any],
) -> Iterator[GateJob]:
    """Yield the gate jobs of the workflow that a job calls, which run when the caller does.

    What is wrong in them whoever calls is found where they are.
    """
    name, job = caller
    # Of this repository: `$/` is the newer way to write it.
    path = re.sub(r"^[.$]/", "", text_under(job, "uses"))
    if path not in called:
        return
    others = {other: data for other, data in called.items() if other != path}
    for inner in github_jobs({**as_map(called[path]), "on": workflow.get("on")}, file, others):
        yield inner._replace(
            name=f"{job.get('name') or name} / {inner.name}",
            skipped_by=(*inner.skipped_by, *_github_conditions(job, [])),
            ignored_by=(),
            unpinned=(),
            injected=(),
            may_write=False,
            shallow=False,
        )


def _asks_on_github(step: Mapping[str, Any]) -> bool:
    return _is_action(step) or asks(_run(step))


def _is_action(step: Mapping[str, Any]) -> bool:
    return _ACTION.match(text_under(step, "uses")) is not None


def _run(step: Mapping[str, Any]) -> str:
    return text_under(step, "run")


def _github_judged(
    step: Mapping[str, Any], job: Mapping[str, Any], workflow: Mapping[str, Any]
) -> tuple[str, ...] | None:
    if _is_action(step):
        given = as_map(step.get("with"))
        # What the action does by default.
        if text_under(given, "all-projects").lower() != "false":
            return None
        return (from_top(text_under(given, "folder")),)
    defaults = [as_map(as_map(each.get("defaults")).get("run")) for each in (job, workflow)]
    if any(text_under(each, "working-directory") for each in (step, *defaults)):
        return None
    return judged_by(_run(step))


def _github_conditions(
    job: Mapping[str, Any], asking: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    if "needs" in job:
        yield Weakness(Loophole.NEEDS)
    for holder in (job, *asking):
        said = text_under(holder, "if")
        if said and not any(word in said for word in _ALWAYS):
            yield Weakness(Loophole.SETTING, ("if", said))


def _github_ignores(
    workflow: Mapping[str, Any], job: Mapping[str, Any], asking: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    for holder in (job, *asking):
        if text_under(holder, "continue-on-error").lower() not in ("", "false"):
            yield Weakness(Loophole.KEY, ("continue-on-error",))
    for step in asking:
        shells = [
            as_map(as_map(each.get("defaults")).get("run")).get("shell") for each in (job, workflow)
        ]
        shell = next((each for each in (step.get("shell"), *shells) if each), "")
        # Named, bash runs with pipefail; unnamed, without.
        yield from swallowed(_run(step), pipefail=shell == "bash")


def _github_unpinned(steps: list[Mapping[str, Any]]) -> Iterator[str]:
    for step in steps:
        used = text_under(step, "uses")
        if _BRANCH.search(used):
            yield used
        yield from loose_installs(_run(step))


def _github_shallow(steps: list[Mapping[str, Any]]) -> bool:
    checkouts = [step for step in steps if text_under(step, "uses").startswith("actions/checkout@")]
    return any(text_under(as_map(step.get("with")), "fetch-depth") != "0" for step in checkouts)


def _checks_head_out(steps: list[Mapping[str, Any]]) -> bool:
    for step in steps:
        ref = text_under(as_map(step.get("with")), "ref")
        if "checkout" in text_under(step, "uses") and re.search(r"head|refs/pull", ref):
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
    pipeline = as_map(data)
    found = []
    for name, own in maps_in(pipeline):
        job = _extended(own, pipeline, 5)
        script = as_script(job.get("script"))
        if name.startswith(".") or not asks(script):
            continue
        rules = [as_map(rule) for rule in as_list(job.get("rules"))]
        # `$CI_MERGE_REQUEST_IID` serves as well as `… == "merge_request_event"`.
        told = " ".join(text_under(rule, "if") for rule in rules).lower()
        variables = {**as_map(pipeline.get("variables")), **as_map(job.get("variables"))}
        only = text_under(job, "only")
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
                open_to=tuple(_gitlab_open(pipeline, job, rules)),
                unpinned=tuple(loose_installs(as_script(job.get("before_script")) + "\n" + script)),
                shallow=text_under(variables, "GIT_DEPTH") != "0",
                judged=judged_by(f"{as_script(job.get('before_script'))}\n{script}"),
            )
        )
    return found


def _extended(job: Mapping[str, Any], pipeline: Mapping[str, Any], left: int) -> dict[str, Any]:
    """Return a job with the keys of those that it extends, at most `left` deep."""
    names = job.get("extends", [])
    merged: dict[str, Any] = {}
    for name in [names] if isinstance(names, str) else as_list(names):
        if left:
            merged |= _extended(as_map(pipeline.get(str(name))), pipeline, left - 1)
    return {**merged, **job}


def _gitlab_conditions(
    job: Mapping[str, Any], rules: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    for rule in rules:
        for key in ("changes", "exists"):
            if key in rule:
                yield Weakness(Loophole.KEY_IN_RULES, (key,))
        about_changes = "merge" in text_under(rule, "if").lower()
        if about_changes and text_under(rule, "when") in ("manual", "delayed", "never"):
            yield Weakness(Loophole.SETTING_IN_RULES, ("when", text_under(rule, "when")))
    if text_under(job, "when") in ("manual", "delayed", "never"):
        yield Weakness(Loophole.SETTING, ("when", text_under(job, "when")))
    for key in ("only", "except"):
        if "changes" in as_map(job.get(key)):
            yield Weakness(Loophole.SETTING, (key, "changes"))


def _gitlab_open(
    pipeline: Mapping[str, Any], job: Mapping[str, Any], rules: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    # What the rules of the whole pipeline keep out starts no job.
    of_all = [as_map(rule) for rule in as_list(as_map(pipeline.get("workflow")).get("rules"))]
    asked = [text_under(rule, "if") for rule in of_all if text_under(rule, "when") != "never"]
    if any("merge_request" in each.lower() for each in asked) and not any(open_on_gitlab(asked)):
        return
    conditions = [text_under(rule, "if") for rule in rules if text_under(rule, "when") != "never"]
    yield from open_on_gitlab([*conditions, text_under(job, "only")])


def _gitlab_ignores(
    job: Mapping[str, Any], rules: list[Mapping[str, Any]], script: str
) -> Iterator[Weakness]:
    for holder in (job, *rules):
        if text_under(holder, "allow_failure").lower() not in ("", "false"):
            yield Weakness(Loophole.KEY, ("allow_failure",))
    # GitLab's runners set pipefail themselves.
    yield from swallowed(script, pipefail=True)
