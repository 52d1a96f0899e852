"""The context and the results that every kind of check shares.

A check has one of three outcomes:

- `pass`: everything that was asked for was examined and is as it should be.
- `fail`: it was examined and is not as it should be. A missing or empty file is a fail, and so is
  a well-formed report that counts nothing.
- `could-not-run`: there is something, but it cannot be read as what it should be: a malformed
  report, a binary file, a symbolic link, a file that is too large, no history, invalid options.
  Never a pass.

Files are looked up in the artifacts first (reports made in the same CI run, at the same path below
the artifacts' folder), and in the repository only if nothing matches there. What an answer cites is
looked up in the repository alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from tpmcli.model.facts import CheckOutcome, CheckResult
from tpmcli.model.record import CheckRun
from tpmcli.model.tree import Tree
from tpmcli.text.sanitize import sanitize_line

Options = Mapping[str, object]


class History(Protocol):
    """The history in git. Dates are `YYYY-MM-DD`, UTC."""

    def last_change(self, paths: Sequence[str]) -> str | None:
        """Return the date of the last commit that touches one of the paths, or None.

        A commit dated more than a day after the clock is left out; if there is no other, the
        answer is not a date.
        """
        ...

    def tags(self) -> Sequence[str]:
        """Return the names of the tags that the judged commit has, the newest first."""
        ...


class CitedEvidence(NamedTuple):
    """What the answer to the item cites: paths, each with its `#heading`, and links.

    `answer` is the answer's value; empty if there is none.
    """

    answer: str = ""
    paths: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


class CheckContext(NamedTuple):
    """The inputs of a check.

    `artifacts` holds reports made in this CI run. `today` is the UTC date that is judged.
    `history` is None without git. `runs` are the recorded runs of the item's programs, oldest
    first, and `tree_digest` gives the digest of the tracked files that such a run is bound to.
    `base` holds the files of the base of a pull request; None if nothing is compared.
    `cited` is what the item's answer cites, `increment` the name of the increment. `readable` holds
    the endings of the cited files that the kind of the check reads, all if it is empty; None if
    the kind does not read what is cited.
    """

    tree: Tree
    artifacts: Tree | None
    today: str
    history: History | None
    runs: Sequence[CheckRun] = ()
    tree_digest: Callable[[], str] | None = None
    base: Tree | None = None
    cited: CitedEvidence = CitedEvidence()
    increment: str = ""
    readable: tuple[str, ...] | None = None


class CheckedFile(NamedTuple):
    """A file to examine, and the tree that holds it.

    `section` is the cited heading of a document, without `#`: only what stands under it is read.
    """

    path: str
    tree: Tree
    from_run: bool = False
    section: str = ""


class FoundFiles(NamedTuple):
    """The files that a glob finds: a limited number of `total`, sorted, never none.

    `cited`: they are what the answer cites, in its order.
    """

    glob: str
    sources: tuple[CheckedFile, ...]
    total: int
    cited: bool = False

    @property
    def first(self) -> CheckedFile:
        """The file that is examined if one is enough."""
        return self.sources[0]

    @property
    def label(self) -> str:
        """The files as a message names them: the path, or the glob and their number."""
        if self.total == 1:
            return self.first.path
        return f"{self.glob} ({self.total:,} files)"

    @property
    def first_label(self) -> str:
        """The first file as a message names it, if only that one was examined."""
        if self.total == 1:
            return self.first.path
        return f"{self.first.path} (first of {self.total:,} files that match {self.glob})"


class StoppedError(Exception):
    """The check ends without a pass.

    `line` counts from 1; 0 if there is none. `lacks` is the path of a missing or empty file.
    """

    outcome = CheckOutcome.COULD_NOT_RUN

    def __init__(
        self, message: str, source: CheckedFile | None = None, line: int = 0, lacks: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.line = line
        self.lacks = lacks

    def result(self) -> CheckResult:
        """Return the result without its kind."""
        result = _result(self.outcome, self.message, self.source, self.line)
        return result._replace(lacks=self.lacks)


class FailedError(StoppedError):
    """The check fails."""

    outcome = CheckOutcome.FAIL


class CannotRunError(StoppedError):
    """The check could not run."""


class UnreadError(CannotRunError):
    """The answer cites nothing that the check can read."""


def passed(message: str, source: CheckedFile | None = None, line: int = 0) -> CheckResult:
    """Return a pass."""
    return _result(CheckOutcome.PASS, message, source, line)


def failed(message: str, source: CheckedFile | None = None, line: int = 0) -> CheckResult:
    """Return a fail."""
    return _result(CheckOutcome.FAIL, message, source, line)


def _result(
    outcome: CheckOutcome, message: str, source: CheckedFile | None, line: int
) -> CheckResult:
    if source is None:
        return CheckResult("", outcome, message)
    return CheckResult("", outcome, message, source.path, line, source.from_run)


def excerpt(text: str, most: int = 80) -> str:
    """Return text from a file on one line, sanitized and cut to `most` characters."""
    flat = " ".join(sanitize_line(text[: 4 * most]).split())
    return flat if len(flat) <= most else f"{flat[: most - 1]}…"


def is_blank(text: str) -> bool:
    """Return whether the text holds only blanks and invisible characters."""
    from tpmcli.text.visible import is_visible

    return not is_visible(text)


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its noun: `1 test`, `3,120 tests`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
