"""`tpm gate check`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.completion import phases
from tpmcli.cli.options import Artifacts, AsOf, Folder, Increment, OptionalPhase, Quiet
from tpmcli.render.gate.formats import FORMATS


def _formats(incomplete: str) -> list[str]:
    return [name for name in FORMATS if name.startswith(incomplete)]


def check(
    phase: OptionalPhase = "",
    through: Annotated[
        str,
        typer.Option(
            "--through",
            metavar="PHASE",
            help="Is every gate up to this one decided, and does each hold?",
            autocompletion=phases,
            show_default=False,
        ),
    ] = "",
    decided: Annotated[
        bool, typer.Option("--decided", help="Does everything that was decided still hold?")
    ] = False,
    output_format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="|".join(FORMATS),
            help="How to write the result.",
            autocompletion=_formats,
        ),
    ] = "text",
    report: Annotated[
        list[str] | None,
        typer.Option(
            "--report",
            metavar="FORMAT=FILE",
            help="Write the result into a file, too; as often as needed.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="REF",
            help="Judge what merging into REF gives, by the policy of REF; from git alone.",
            show_default=False,
        ),
    ] = None,
    head: Annotated[
        str, typer.Option("--head", metavar="REF", help="What to merge, with --against.")
    ] = "HEAD",
    approvals: Annotated[
        str,
        typer.Option(
            "--approvals",
            metavar="FILE",
            help="Approvals that CI fetched: a JSON list of login, commit and state.",
            show_default=False,
        ),
    ] = "",
    deny_policy_change: Annotated[
        bool, typer.Option("--deny-policy-change", help="A change of the policy blocks.")
    ] = False,
    all_projects: Annotated[
        bool, typer.Option("--all-projects", help="Every project of the repository, in one report.")
    ] = False,
    allow_no_project: Annotated[
        bool,
        typer.Option(
            "--allow-no-project", help="No project in base and result: exit 0, and say so."
        ),
    ] = False,
    increment: Increment = "",
    artifacts: Artifacts = "",
    as_of: AsOf = "",
    folder: Folder = "",
    quiet: Quiet = False,
) -> int:
    """Is the gate met? Without a phase: the current one. Exit 0 met, 1 not met, 3 cannot tell."""
    from tpmcli.cli.plain.gate_check import GateCheckArgs, run

    return run(
        GateCheckArgs(
            phase=phase,
            through=through,
            decided=decided,
            output_format=output_format,
            report=tuple(report or ()),
            against=against,
            head=head,
            approvals=approvals,
            deny_policy_change=deny_policy_change,
            all_projects=all_projects,
            allow_no_project=allow_no_project,
            increment=increment,
            artifacts=artifacts,
            as_of=as_of,
            folder=folder,
            quiet=quiet,
        )
    )
