"""The acting user, by email address."""

from __future__ import annotations

from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import UsageError
from tpmcli.repo.git import open_git
from tpmcli.repo.identity import acting_person


def current_user(workspace: Workspace, session: CommandContext) -> str:
    """Return the email address of the acting user.

    Raises:
        UsageError: it is not an email address.
    """
    git = None if session.person else open_git(workspace.root, session.env)
    person = acting_person(session.person or None, session.env, git)
    if "@" not in person.strip("@") or any(sign.isspace() for sign in person):
        raise UsageError(
            f"`{person}` is not an email address", "write an address such as pat@example.com"
        )
    return person
