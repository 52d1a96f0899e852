"""The gate jobs in pipelines of Azure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tpmcli.doctor.branches import open_on_azure
from tpmcli.doctor.gate_jobs import GateJob, asks, judged_by, loose_installs, swallowed
from tpmcli.doctor.pipeline_data import as_list, as_map, text_under
from tpmcli.model.setup_finding import Weakness
from tpmcli.model.setup_reason import Loophole

_ALWAYS = ("not(canceled())", "succeededOrFailed()", "always()")


def azure_jobs(data: Any, file: str) -> list[GateJob]:
    """Return the gate jobs of a pipeline of Azure, which was read from `file`."""
    pipeline = as_map(data)
    jobs = [as_map(job) for job in as_list(pipeline.get("jobs"))]
    for stage in map(as_map, as_list(pipeline.get("stages"))):
        jobs += [as_map(job) for job in as_list(stage.get("jobs"))]
    if "steps" in pipeline:
        jobs.append(pipeline)
    found = []
    for job in jobs:
        steps = [as_map(step) for step in as_list(job.get("steps"))]
        asking = [step for step in steps if asks(_azure_script(step))]
        if not asking:
            continue
        script = "\n".join(map(_azure_script, asking))
        found.append(
            GateJob(
                file,
                str(job.get("displayName") or job.get("job") or "pipeline"),
                # In Azure Repos a branch policy starts it, which no file tells.
                on_changes=text_under(pipeline, "pr") != "none",
                daily="schedules" in pipeline,
                compares="--against" in script,
                asks_approvals="--approvals" in script,
                skipped_by=tuple(_azure_conditions(pipeline, job, asking)),
                ignored_by=tuple(_azure_ignores(job, asking)),
                open_to=tuple(open_on_azure(pipeline)),
                unpinned=tuple(each for s in steps for each in loose_installs(_azure_script(s))),
                shallow=_azure_shallow(steps),
                judged=None if _azure_moves(asking) else judged_by(script),
            )
        )
    return found


def _azure_script(step: Mapping[str, Any]) -> str:
    return str(step.get("bash") or step.get("script") or "")


def _azure_moves(asking: list[Mapping[str, Any]]) -> bool:
    return any("workingDirectory" in step for step in asking)


def _azure_conditions(
    pipeline: Mapping[str, Any], job: Mapping[str, Any], asking: list[Mapping[str, Any]]
) -> Iterator[Weakness]:
    if "paths" in as_map(pipeline.get("pr")):
        yield Weakness(Loophole.KEY_OF, ("paths", "pr"))
    for holder in (job, *asking):
        said = text_under(holder, "condition")
        if said and not any(word in said for word in _ALWAYS):
            yield Weakness(Loophole.SETTING, ("condition", said))


def _azure_ignores(job: Mapping[str, Any], asking: list[Mapping[str, Any]]) -> Iterator[Weakness]:
    for holder in (job, *asking):
        if text_under(holder, "continueOnError").lower() not in ("", "false"):
            yield Weakness(Loophole.KEY, ("continueOnError",))
    for step in asking:
        yield from swallowed(_azure_script(step), pipefail=False)


def _azure_shallow(steps: list[Mapping[str, Any]]) -> bool:
    checkouts = [step for step in steps if "checkout" in step]
    return not any(text_under(step, "fetchDepth") == "0" for step in checkouts)
