"""What `tpm doctor` has to say about how a repository is set up."""

from __future__ import annotations

from tpmcli.model.rule import Severity
from tpmcli.model.tuples import NamedTuple


class SetupFinding(NamedTuple):
    """One thing about the set-up. An error lets the gate be walked around; a warning does not.

    ``reason`` says why it matters, ``fix`` is the line to add or the command to run. ``file`` is
    relative to the repository's top, ``line`` counts from 1, 0 where there is none to point at.
    """

    rule: str
    severity: Severity
    message: str
    reason: str
    fix: str
    file: str = ""
    line: int = 0
