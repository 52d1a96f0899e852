"""The circumstances of a command: who runs it, in which folder, and when."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from tpmcli.model.days import day_of, moment


class CommandContext(NamedTuple):
    """The circumstances of one command.

    `folder` is the folder of the call, `person` the email address given with `--as` (or empty),
    `as_of` a date to evaluate instead of today (or empty), `increment` the requested increment
    (empty for the current one), `artifacts` the folder of reports made in this CI run. `directory`
    is the folder as named with -C, empty if it was not.
    """

    folder: str
    env: Mapping[str, str]
    clock: Callable[[], datetime]
    person: str = ""
    as_of: str = ""
    increment: str = ""
    artifacts: str = ""
    directory: str = ""

    def now(self) -> str:
        """Return the present moment, as the record writes it."""
        return moment(self.clock())

    def today(self) -> str:
        """Return the UTC date to evaluate."""
        return self.as_of or day_of(self.now())
