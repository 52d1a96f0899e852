"""`tpm sign`."""

from __future__ import annotations

from typing import Annotated

import typer

from tpmcli.cli.options import Artifacts, Folder, Increment, OptionalPhase, Person, Quiet, session
from tpmcli.model.checklist import Role
from tpmcli.model.errors import Exit


def sign(
    role: Annotated[Role, typer.Option("--role", "-r", help="The role that vouches.")],
    phase: OptionalPhase = "",
    person: Person = "",
    folder: Folder = "",
    increment: Increment = "",
    artifacts: Artifacts = "",
    quiet: Quiet = False,
) -> int:
    """Vouch for a role's answers in a phase, and for the waivers there that you approved."""
    from tpmcli.app import sign as use_case
    from tpmcli.app.workspace import open_workspace
    from tpmcli.cli.console import say
    from tpmcli.report.style import plural

    here = session(folder, person=person, increment=increment, artifacts=artifacts)
    done = use_case.sign(open_workspace(here), here, phase, role)
    if quiet:
        return Exit.OK
    over = plural(done.answers, "answer")
    if done.waivers:
        over += f" and {plural(done.waivers, 'waiver')}"
    if not done.again:
        say(f"{done.by} had signed {done.phase.id} as {role.upper()} already; nothing changed")
    else:
        say(f"signed {done.phase.id} as {role.upper()} by {done.by}: {over}")
    return Exit.OK
