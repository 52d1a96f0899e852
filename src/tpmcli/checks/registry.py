"""The kinds of checks by name. A kind is the module of its name, imported when first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tpmcli.checks.base import CheckContext, StoppedError, UnreadError
from tpmcli.model.checklist import CITED, CheckSpec, reads_cited
from tpmcli.model.errors import TpmError
from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.record import AnswerValue

if TYPE_CHECKING:
    from tpmcli.checks.kind import CheckKind
    from tpmcli.model.checks_view import KindInfo

MET = str(AnswerValue.MET)

# In the order of the documentation. After a change: scripts/write_check_kinds.py.
KINDS = (
    "file",
    "text",
    "table",
    "junit",
    "coverage",
    "sarif",
    "sbom",
    "data",
    "changed",
    "tag",
    "changelog",
    "any-of",
    "command",
)


def load_kind(name: str) -> CheckKind:
    """Return the kind with this name, which must be one of `KINDS`."""
    from importlib import import_module

    kind: CheckKind = import_module(f"tpmcli.checks.{name.replace('-', '_')}").KIND
    return kind


def kinds() -> list[KindInfo]:
    """Return the description of every kind, in the order of `KINDS`."""
    from tpmcli.model.checks_view import KindInfo

    found = []
    for name in KINDS:
        kind = load_kind(name)
        found.append(KindInfo(name, kind.about, {each.name: each.help for each in kind.options}))
    return found


def globs_of(spec: CheckSpec) -> list[str]:
    """Return the paths and globs of the files that a check reads, what is cited left out."""
    from tpmcli.checks.kind import GLOB

    if spec.inner:
        return [glob for each in spec.inner for glob in globs_of(each)]

    options = load_kind(spec.kind).options if spec.kind in KINDS else ()
    named = [spec.options.get(option.name) for option in options if option.takes is GLOB]
    return [glob for glob in named if isinstance(glob, str) and glob != CITED]


def _need_answer(context: CheckContext) -> None:
    """Raise UnreadError without an answer that cites evidence, before the kind is imported."""
    answer = context.cited.answer
    if answer != MET:
        told = f"the item is answered `{answer}`" if answer else "the item has no answer"
        raise UnreadError(f"{told}, so it cites no file to check")


def run_check(spec: CheckSpec, context: CheckContext) -> CheckResult:
    """Return the result of one check.

    Every error of the check becomes `could-not-run`, never an exception.

    Raises: TpmError if the repository itself cannot be read, as for whoever else reads it.
    """
    if spec.kind not in KINDS:
        message = f"no check kind named `{spec.kind}`; kinds are {', '.join(KINDS)}"
        return CheckResult(spec.kind, CheckOutcome.COULD_NOT_RUN, message)
    try:
        if reads_cited(spec) and not spec.inner:
            _need_answer(context)
        result = load_kind(spec.kind).judge(spec.options, context)
    except UnreadError as unread:
        # Without an answer `met` there is nothing yet that could be read.
        waits = context.cited.answer != MET
        tolerated = waits or spec.options.get("unread") == "warn"
        result = unread.result()._replace(tolerated=tolerated)
    except StoppedError as stopped:
        result = stopped.result()
    except TpmError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug in a check must not let a gate pass or crash
        message = f"the check itself broke ({type(error).__name__}): please report it"
        result = CheckResult(spec.kind, CheckOutcome.COULD_NOT_RUN, message)
    # The checks in an `any-of` have it in their messages.
    told = result.from_run and not spec.inner
    message = f"{result.message} (from this run)" if told else result.message
    return result._replace(kind=spec.kind, message=message)
