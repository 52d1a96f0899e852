"""What comes after `tpm init`, as commands: the commit, the first walk, and a look at the whole."""

from collections.abc import Sequence
from typing import NamedTuple

from tpmcli.app.context import CommandContext
from tpmcli.app.init import InitResult
from tpmcli.model.errors import UsageError
from tpmcli.model.fix import Command, File, Word, tpm
from tpmcli.model.role import TPM
from tpmcli.repo.git import open_git
from tpmcli.repo.identity import acting_person
from tpmcli.rules.project import gated_phases


class NextCommands(NamedTuple):
    """The commands, to be run in the folder of the call; `commit` is empty if git takes no commit.

    `person` is who should be named to answer, empty if git knows who answers.
    """

    commit: tuple[Command, ...]
    walk: Command
    status: Command
    person: str


def next_commands(
    done: InitResult, context: CommandContext, written: Sequence[str]
) -> NextCommands:
    """Return what to do with a new project.

    `written` are the files of CI, from the top of the repository.
    """
    policy, phase = done.project.policy, gated_phases(done.project)[0].id
    person = ""
    try:
        acting = acting_person(None, context.env, open_git(context.folder, context.env))
    except UsageError:
        acting = person = policy.people[TPM][0]
    roles = policy.roles_of(acting)
    # Whoever holds both roles, or none, walks through all items.
    role = roles[0] if len(roles) == 1 else None
    walk = tpm("walk", phase, "--role", str(role)) if role else tpm("walk", phase)
    commit = _commit(written) if done.committable else ()
    return NextCommands(commit, walk, tpm("status"), person)


def _commit(written: Sequence[str]) -> tuple[Command, Command]:
    """Return how to commit `.tpm/` and the files of CI, and nothing else that is staged."""
    files: tuple[Word, ...] = (File(".tpm"), *(f":/{path}" for path in written))
    return (
        Command(("git", "add", *files)),
        Command(("git", "commit", "-m", "Set up tpm", "--", *files)),
    )
