"""What `tpm doctor` finds in the set-up of a repository, as data without any text.

`render/doctor.py` makes the text of a finding when it is shown.
"""

from typing import NamedTuple, TypeAlias

from tpmcli.model.fix import Fix, HelpText
from tpmcli.model.rule import Severity
from tpmcli.model.setup_reason import LoopholeText, SetupReasonText
from tpmcli.model.setup_rule import SetupRule


class Weakness(NamedTuple):
    """A loophole of a job, with the words of its pipeline that complete the text."""

    loophole: LoopholeText
    words: tuple[str, ...] = ()


class AddLines(NamedTuple):
    """Lines to add at the end of a file. ``file`` is relative to the repository's top."""

    file: str
    lines: tuple[str, ...]
    help: HelpText


SetupFix: TypeAlias = Fix | AddLines


class SetupArguments(NamedTuple):
    """What the message of a finding names. Unused fields keep their default.

    ``job`` is the name of a job, ``text`` what stands in a file, or why one cannot be read.
    ``files`` are paths, or patterns for CODEOWNERS. ``people`` are email addresses, ``day`` is an
    ISO date, ``version`` is what git says of itself, ``gates`` are phases. Of roles, ``text`` holds
    the short names.
    """

    job: str = ""
    weakness: Weakness | None = None
    text: str = ""
    files: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    total: int = 0
    day: str = ""
    version: str = ""
    gates: tuple[str, ...] = ()


class SetupFinding(NamedTuple):
    """One weak point of the set-up.

    ``file`` is relative to the repository's top, ``line`` counts from 1; "" and 0 mean that there
    is no place to point at. ``softened``: it is a warning here, though its rule is an error.
    """

    reason: SetupReasonText
    fix: SetupFix
    about: SetupArguments = SetupArguments()
    file: str = ""
    line: int = 0
    softened: bool = False

    @property
    def rule(self) -> SetupRule:
        """The rule that the finding is reported under."""
        return self.reason.rule

    @property
    def severity(self) -> Severity:
        """An error if the gate can be bypassed."""
        return Severity.WARNING if self.softened else self.rule.severity
