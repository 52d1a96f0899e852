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
    from tpmcli.text.globs import check_glob, compile_glob

    glob = _MATCHES.of(options)
    if reason := check_glob(glob):
        raise CannotRunError(f"the option `matches` is not a pattern ({excerpt(glob)}): {reason}")
    if context.history is None:
        raise CannotRunError(f"tag {excerpt(glob)}: there is no git history to ask")
    matches = compile_glob(glob)
    tags = context.history.tags()
    for name in tags:
        if matches(name):
            return passed(f"tag {excerpt(name)} is the newest that matches {excerpt(glob)}")
    raise FailedError(f"no tag matches {excerpt(glob)} (of {counted(len(tags), 'tag')})")


KIND = CheckKind("There is a git tag whose name matches.", (_MATCHES,), run)
