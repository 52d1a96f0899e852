"""Who acts: the address that a recorded answer names, and for whom a command is meant."""

from tpmcli.app.context import CommandContext
from tpmcli.app.workspace import Workspace
from tpmcli.model.errors import UsageError
from tpmcli.repo.git import open_git
from tpmcli.repo.identity import acting_person


def current_user(workspace: Workspace, context: CommandContext) -> str:
    """Return the email address of the acting user.

    Raises:
        UsageError: it is not an email address.
    """
    git = None if context.person else open_git(workspace.root, context.env)
    person = acting_person(context.person or None, context.env, git)
    if "@" not in person.strip("@") or any(sign.isspace() for sign in person):
        raise UsageError(
            f"`{person}` is not an email address", "write an address such as pat@example.com"
        )
    return person
