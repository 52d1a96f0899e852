"""The kinds of automated checks, by name. A kind is imported when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from tpmcli.checks.base import CheckContext, CheckKind, StoppedError
from tpmcli.model.checklist import CheckSpec
from tpmcli.model.facts import CheckOutcome, CheckResult

if TYPE_CHECKING:
    from tpmcli.model.checks_view import KindInfo

KINDS: Mapping[str, str] = {
    "file": "tpmcli.checks.file",
    "text": "tpmcli.checks.text",
    "table": "tpmcli.checks.table",
    "junit": "tpmcli.checks.junit",
    "coverage": "tpmcli.checks.coverage",
    "sarif": "tpmcli.checks.sarif",
    "sbom": "tpmcli.checks.sbom",
    "data": "tpmcli.checks.data",
    "changed": "tpmcli.checks.changed",
    "tag": "tpmcli.checks.tag",
    "changelog": "tpmcli.checks.changelog",
}

# Kinds that are not evaluated here: they run a program, and their recorded result is looked up.
COMMAND = "command"
RECORDED = frozenset({COMMAND})

_COMMAND_ABOUT = "A program ends with an exit code. Run by `tpm checks run` alone."
_COMMAND_OPTIONS = {
    "run": "the program and its arguments, without a shell",
    "exit": "the exit code that passes; 0 unless given",
    "timeout": "how long it may run, such as 60s or 10m; 60s unless given",
}


def kinds() -> list[KindInfo]:
    """Every kind of check, in the order of the documentation."""
    from tpmcli.model.checks_view import KindInfo

    found = []
    for name in KINDS:
        kind = _kind(name)
        found.append(KindInfo(name, kind.ABOUT, kind.OPTIONS))
    return [*found, KindInfo(COMMAND, _COMMAND_ABOUT, _COMMAND_OPTIONS)]


def run_check(spec: CheckSpec, context: CheckContext) -> CheckResult:
    """The result of one check. Never raises: trouble of any sort is ``could-not-run``.

    A kind in `RECORDED` is not run either; look its result up in the record.
    """
    if spec.kind in RECORDED:
        message = "runs a program: its result is recorded by `tpm checks run`"
        return CheckResult(spec.kind, CheckOutcome.COULD_NOT_RUN, message)
    if spec.kind not in KINDS:
        message = f"there is no check of the kind '{spec.kind}'; kinds are {', '.join(KINDS)}"
        return CheckResult(spec.kind, CheckOutcome.COULD_NOT_RUN, message)
    try:
        result = _kind(spec.kind).run(spec.options, context)
    except StoppedError as stopped:
        result = stopped.result()
    except Exception as error:  # noqa: BLE001 - a bug in a check must not let a gate pass or crash
        message = f"the check itself broke ({type(error).__name__}): please report it"
        result = CheckResult(spec.kind, CheckOutcome.COULD_NOT_RUN, message)
    message = f"{result.message} (from this run)" if result.from_run else result.message
    return result._replace(kind=spec.kind, message=message)


def _kind(name: str) -> CheckKind:
    from importlib import import_module

    return cast(CheckKind, import_module(KINDS[name]))
