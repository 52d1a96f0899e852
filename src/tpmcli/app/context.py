"""Who runs a command, where and when: everything that a use case is told from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from tpmcli.model.days import day_of, moment
from tpmcli.model.tuples import NamedTuple


class CommandContext(NamedTuple):
    """The circumstances of one command.

    ``folder`` is where it was called, ``person`` the e-mail given with ``--as`` (or empty),
    ``as_of`` a day to judge instead of today (or empty), ``increment`` the increment asked for
    (empty for the one under way), ``artifacts`` the folder of reports made in this CI run.
    """

    folder: str
    env: Mapping[str, str]
    clock: Callable[[], datetime]
    person: str = ""
    as_of: str = ""
    increment: str = ""
    artifacts: str = ""

    def now(self) -> str:
        """This moment, as the record writes it."""
        return moment(self.clock())

    def today(self) -> str:
        """The UTC day to judge."""
        return self.as_of or day_of(self.now())
