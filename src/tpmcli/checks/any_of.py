"""The check `any-of`: one of several checks passes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tpmcli.checks.base import CannotRunError, CheckContext, Options
from tpmcli.checks.kind import CheckKind, Option, OptionType
from tpmcli.checks.registry import run_check
from tpmcli.model.checklist import ANY_OF, checks_of
from tpmcli.model.facts import CheckOutcome, CheckResult

_MOST_TOLD = 3


def _read(value: object) -> tuple[Mapping[str, Any], ...] | None:
    if not isinstance(value, (list, tuple)) or not value:
        return None
    checks = tuple(each for each in value if isinstance(each, Mapping) and len(each) == 1)
    return checks if len(checks) == len(value) else None


_CHECKS = Option(
    "checks",
    OptionType("Annotated[list[SimpleCheck], Field(min_length=2)]", "a list of checks", _read),
    "the checks, of any kind but `any-of` and `command`",
)


def run(options: Options, context: CheckContext) -> CheckResult:
    """Return the first pass; else why the first that could not run did not, or the first fail."""
    specs = checks_of(_CHECKS.of(options))
    for spec in specs:
        if spec.kind in (ANY_OF, "command"):
            raise CannotRunError(f"a check of the kind `{spec.kind}` cannot be part of `{ANY_OF}`")
    results = []
    for spec in specs:
        result = run_check(spec, context)
        if result.outcome is CheckOutcome.PASS:
            return result
        results.append(result)
    unclear = [each for each in results if each.outcome is CheckOutcome.COULD_NOT_RUN]
    first = (unclear or results)[0]
    # What failed for want of a file does not speak against an answer that nothing could read.
    tolerated = all(
        each.tolerated if each in unclear else not each.file for each in results
    ) and bool(unclear)
    messages = list(dict.fromkeys(each.message for each in results))
    more = f"; and {len(messages) - _MOST_TOLD} more" if len(messages) > _MOST_TOLD else ""
    told = "; ".join(messages[:_MOST_TOLD]) + more
    return first._replace(
        message=f"none of {len(results)} checks passes: {told}", tolerated=tolerated
    )


KIND = CheckKind(
    "One of several checks passes. It is written as a list: `any-of: [{text: ...}, {file: ...}]`.",
    (_CHECKS,),
    run,
)
