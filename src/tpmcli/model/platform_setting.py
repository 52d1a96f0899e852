"""The settings of a platform that the gate depends on, and that no file of a repository shows.

`tpm doctor` lists them as not verified; `docs/ci.md` has the same list with where to find each.
"""

from typing import NamedTuple


class PlatformSetting(NamedTuple):
    """A setting that must hold, and what happens without it. Neither has a full stop."""

    setting: str
    otherwise: str


_TOGETHER = "two pull requests that pass one by one can break the branch together"
_LEFT_TO_OWNERS = "only code owners review a change of the policy or of the job alone"
_LATER_PUSH = "an approval would count for later pushes, too"
_PUSHES_LAST = "the approver of a change could have pushed the last part of it"
_NOT_REQUIRED = "an optional check blocks nothing"
_BYPASS = "people on the bypass list can merge without a check"
_TAGS = "anybody who pushes a version tag starts a release"
_MERGE_WAYS = PlatformSetting(
    "only the ways to merge that the policy names (`merge`) are allowed",
    "a rebase can give other answers than the merge that was checked",
)

_GITHUB = (
    PlatformSetting(
        "the check `tpm gate` is required, with GitHub Actions as source", _NOT_REQUIRED
    ),
    PlatformSetting("branches must be up to date, or merge through a merge queue", _TOGETHER),
    PlatformSetting("a pull request needs a review by code owners", _LEFT_TO_OWNERS),
    PlatformSetting("a push dismisses approvals", _LATER_PUSH),
    PlatformSetting("the last push must be approved by somebody else", _PUSHES_LAST),
    _MERGE_WAYS,
    PlatformSetting("nobody is on the bypass list, and force pushes are blocked", _BYPASS),
    PlatformSetting("a ruleset for tags restricts who may push `v*`", _TAGS),
    PlatformSetting(
        "only people you trust may push branches, or the organisation requires the workflow",
        "a workflow on any branch can report a check of any name for any commit",
    ),
)
_GITLAB = (
    PlatformSetting("pipelines must succeed, and skipped ones do not count", _NOT_REQUIRED),
    PlatformSetting("merge trains, or a merge method that needs an up-to-date branch", _TOGETHER),
    PlatformSetting("the protected branch requires approval by code owners", _LEFT_TO_OWNERS),
    PlatformSetting("a push removes all approvals", _LATER_PUSH),
    PlatformSetting("authors and those who add commits cannot approve", _PUSHES_LAST),
    _MERGE_WAYS,
    PlatformSetting("nobody may push to the protected branch directly", _BYPASS),
    PlatformSetting("a protected tag restricts who may create `v*`", _TAGS),
    PlatformSetting(
        "a pipeline runs again after the target branch of a merge request changes",
        "a pipeline for a branch with another policy would count",
    ),
)
_AZURE = (
    PlatformSetting("build validation with this pipeline is required", _NOT_REQUIRED),
    PlatformSetting("a build expires immediately when the branch is updated", _TOGETHER),
    PlatformSetting(
        "reviewers of /.tpm/ and the pipeline are included and required", _LEFT_TO_OWNERS
    ),
    PlatformSetting("a push resets all votes", _LATER_PUSH),
    PlatformSetting("the most recent pusher cannot approve", _PUSHES_LAST),
    _MERGE_WAYS,
    PlatformSetting("nobody may bypass policies or force push", _BYPASS),
    PlatformSetting("permissions restrict who may create tags `v*`", _TAGS),
)
_ANYWHERE = (
    PlatformSetting("the check and a review by code owners are required", _NOT_REQUIRED),
    PlatformSetting("nobody may bypass them", _BYPASS),
)
_BY_FOLDER = ((".github/", _GITHUB), (".gitlab", _GITLAB), (".azure", _AZURE), ("azure", _AZURE))


def settings_for(files: tuple[str, ...]) -> tuple[PlatformSetting, ...]:
    """Return the settings of the platforms that run jobs from these files."""
    found = [
        each
        for start, settings in _BY_FOLDER
        if any(file.startswith(start) for file in files)
        for each in settings
    ]
    return tuple(dict.fromkeys(found)) or _ANYWHERE
