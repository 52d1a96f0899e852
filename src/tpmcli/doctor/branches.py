"""The branches that a gate job runs for.

A check belongs to a commit, and not to a branch. If the job also runs for a branch that anybody may
make, a pull request of the same commit into that branch, judged by a policy of its own, earns the
check that the protected branch requires.

The data is what a YAML reader makes of a file: maps, lists and scalars; anything else is skipped.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tpmcli.model.setup_finding import Weakness
from tpmcli.model.setup_reason import Loophole

# Names that a branch of anybody's may have. A pattern that fits one protects nothing.
_ANYBODYS = ("anybodys-branch", "anybodys/branch")
_PULL_REQUESTS = ("pull_request", "pull_request_target")
# Events whose check belongs to a commit of somebody's choice, and which know no base.
_WITHOUT_BASE = (
    "pull_request_review",
    "pull_request_review_comment",
    "workflow_dispatch",
    "create",
    "release",
    "deployment",
    "deployment_status",
)
_SIGNS = {"**": ".*", "*": "[^/]*", "?": "?", "+": "+"}
_TARGET = re.compile(
    r"\$CI_MERGE_REQUEST_TARGET_BRANCH_(?:PROTECTED\s*==\s*[\"']true[\"']|NAME\s*(==|=~)\s*(\S.*))",
    re.IGNORECASE,
)


def open_on_github(events: Mapping[str, Any]) -> Iterator[Weakness]:
    """Yield what lets a workflow with these triggers run for any branch or commit."""
    for event in _PULL_REQUESTS:
        if event in events:
            yield from _filters(event, events[event])
    if "push" in events:
        own = events["push"]
        if isinstance(own, Mapping) and "tags" in own:
            yield Weakness(Loophole.KEY_OF, ("tags", "push"))
        else:
            yield from _filters("push", own)
    for event in _WITHOUT_BASE:
        if event in events:
            yield Weakness(Loophole.EVENT_WITHOUT_BASE, (event,))


def _filters(event: str, own: Any) -> Iterator[Weakness]:
    filters = own if isinstance(own, Mapping) else {}
    if "branches-ignore" in filters:
        yield Weakness(Loophole.KEY_OF, ("branches-ignore", event))
    elif "branches" not in filters:
        yield Weakness(Loophole.NO_BRANCHES, (event,))
    else:
        for pattern in _texts(filters["branches"]):
            if _fits_anybodys(_github_pattern(pattern)):
                yield Weakness(Loophole.ANY_BRANCH, (pattern, event))


def _github_pattern(pattern: str) -> str:
    """Return a filter pattern of GitHub's as a regular expression; `!` takes names away."""
    if pattern.startswith("!"):
        return "(?!)"
    parts = re.findall(r"\*\*|[*?+]|\[[^\]]*\]|\\.|.", pattern)
    return "".join(
        _SIGNS.get(part) or (part if part[0] in "[\\" and len(part) > 1 else re.escape(part))
        for part in parts
    )


def open_on_gitlab(conditions: Iterable[str]) -> Iterator[Weakness]:
    """Yield the conditions under which a job runs for merge requests into any branch.

    Args:
        conditions: the `if` of each rule; one that does not name merge requests is skipped.
    """
    for condition in conditions:
        for way in condition.split("||"):
            if "merge_request" in way.lower() and not _names_target(way):
                yield Weakness(Loophole.NO_TARGET, (condition,))
                break


def _names_target(condition: str) -> bool:
    found = _TARGET.search(condition)
    if found is None:
        return False
    pattern = re.match(r"/(.*)/", found[2] or "") if found[1] == "=~" else None
    return pattern is None or not any(_searches(pattern[1], name) for name in _ANYBODYS)


def open_on_azure(pipeline: Mapping[str, Any]) -> Iterator[Weakness]:
    """Yield what lets a pipeline run for pull requests into any branch."""
    if "pr" not in pipeline:
        yield Weakness(Loophole.NO_PR)
        return
    own = pipeline["pr"]
    branches = own.get("branches") if isinstance(own, Mapping) else own
    if isinstance(branches, Mapping):
        branches = branches.get("include")
    if branches is None:
        yield Weakness(Loophole.NO_BRANCHES, ("pr",))
    for pattern in _texts(branches):
        if _fits_anybodys(re.escape(pattern).replace(r"\*", ".*")):
            yield Weakness(Loophole.ANY_BRANCH, (pattern, "pr"))


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [str(each) for each in value] if isinstance(value, list) else []


def _fits_anybodys(pattern: str) -> bool:
    return any(_searches(rf"\A(?:{pattern})\Z", name) for name in _ANYBODYS)


def _searches(pattern: str, name: str) -> bool:
    """Return whether a pattern fits; one that cannot be read is taken for one that does."""
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return True
