"""The check `tag`: a git tag exists."""

from __future__ import annotations

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    FailedError,
    Options,
    counted,
    excerpt,
    passed,
)
from tpmcli.checks.kind import LINE, CheckKind, Option
from tpmcli.model.facts import CheckResult

_MATCHES = Option("matches", LINE, "which tags, such as v*; a star stops at '/', as in paths")


def run(options: Options, context: CheckContext) -> CheckResult:
    """Find the newest tag that matches."""
    from tpmcli.checks.tags import matching_tags

    glob = _MATCHES.of(options)
    if context.history is None:
        raise CannotRunError(f"tag {excerpt(glob)}: there is no git history to ask")
    for name in matching_tags(context.history, "matches", glob):
        return passed(f"tag {excerpt(name)} is the newest that matches {excerpt(glob)}")
    tags = len(context.history.tags())
    raise FailedError(f"no tag matches {excerpt(glob)} (of {counted(tags, 'tag')})")


KIND = CheckKind("There is a git tag whose name matches.", (_MATCHES,), run)
