"""What `tpm init` prints beside its questions: projects nearby, and what comes next."""

from __future__ import annotations

from tpmcli.app.context import CommandContext
from tpmcli.app.init import InitResult
from tpmcli.app.init_next import next_commands
from tpmcli.app.init_surroundings import find_surroundings
from tpmcli.cli.console import print_fix, print_message
from tpmcli.model.place import Place, placed_command
from tpmcli.render.style import plural
from tpmcli.text.sanitize import sanitize_line

ONE_PERSON = (
    "note: one person is TPM and PM, and may approve their own waivers (`distinct-people: off`)"
)
_LISTED = 5


def show_surroundings(here: CommandContext) -> None:
    """Print a note if other projects are around the new one, or below it."""
    near = find_surroundings(here)
    if near.above:
        print_message(
            f"note: this folder is inside the project of `{sanitize_line(near.above)}`; the new"
            " project will be apart from it, with gates of its own"
        )
    if near.below:
        more = f" and {len(near.below) - _LISTED} more" if len(near.below) > _LISTED else ""
        listed = ", ".join(f"`{sanitize_line(each)}`" for each in near.below[:_LISTED])
        print_message(
            f"note: there are projects below this folder already ({listed}{more}); the new project"
            " will be apart from them, with gates of its own"
        )


def show_next(done: InitResult, here: CommandContext, written: tuple[str, ...]) -> None:
    """Print what the gates ask for, and the next commands."""
    gates, items = plural(done.counts.gates, "gate"), plural(done.counts.items, "item")
    applies = "applies" if done.counts.items == 1 else "apply"
    print_message(f"Created a project with {gates}; {items} {applies} to it.")
    if done.ignored:
        print_message("help: git ignores `.tpm/`; remove it from `.gitignore`, and commit it")
    following = next_commands(done, here, written)
    who = Place(person=following.person)
    for command in (*following.commit, following.walk, following.status):
        print_fix(placed_command(command, who))
