"""`tpm gate decide`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from tpmcli.cli.context import command_context
from tpmcli.model.errors import Exit, UsageError
from tpmcli.model.record import Condition, Outcome

if TYPE_CHECKING:
    import typer

    from tpmcli.cli.completion import emails
    from tpmcli.cli.options import Artifacts, Folder, Increment, Person, PhaseName, Quiet


def decide(
    phase: PhaseName,
    decision: Annotated[Outcome, typer.Argument(metavar="DECISION", help="Decision to record")],
    reason: Annotated[
        str, typer.Option("--reason", help="Reason (needed if it differs from the recommendation)")
    ] = "",
    minutes: Annotated[
        str, typer.Option("--minutes", metavar="PATH|URL", help="Minutes of the discussion")
    ] = "",
    condition: Annotated[
        list[str] | None,
        typer.Option(
            "--condition",
            metavar="TEXT",
            help="Condition, each with --owner and --due (repeatable)",
        ),
    ] = None,
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner",
            metavar="EMAIL",
            help="Owner of the condition",
            autocompletion=emails,
        ),
    ] = None,
    due: Annotated[
        list[str] | None, typer.Option("--due", metavar="DATE", help="Due date of the condition")
    ] = None,
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    artifacts: Artifacts = "",
    quiet: Quiet = False,
) -> int:
    """Record a decision at a gate.

    `go` and `conditional` are refused while the gate is not met.
    """
    from tpmcli.app import decide as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import print_message
    from tpmcli.rules.project import short_increment
    from tpmcli.text.sanitize import sanitize_line

    texts, owners, days = condition or [], owner or [], due or []
    if not len(texts) == len(owners) == len(days):
        raise UsageError(
            f"the numbers of `--condition` ({len(texts)}), `--owner` ({len(owners)}) and `--due`"
            f" ({len(days)}) differ",
            "give each condition its owner and its date, in the same order",
        )
    conditions = [Condition(*each) for each in zip(texts, owners, days, strict=True)]
    here = command_context(folder, person=person, increment=increment, artifacts=artifacts)
    done = use_case.decide(
        open_workspace(here),
        here,
        phase,
        decision,
        reason=reason,
        minutes=minutes,
        conditions=conditions,
    )
    if not quiet:
        print_message(f"decided: {done.phase.id} {decision} by {done.by}")
        if (short := short_increment(done.workspace.project)) is not None:
            from tpmcli.render.short_increment import short_text

            print_message(f"  {short_text(short)}")
        for number, each in enumerate(done.conditions, 1):
            print_message(
                f"  condition {number}: {sanitize_line(each.text)} ({each.owner}, {each.due})"
            )
    return Exit.OK
