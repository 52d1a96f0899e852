"""The facts that the rules need of the world: the date, the evidence, the check results."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class EvidenceStatus(StrEnum):
    """The state of a cited path."""

    OK = "ok"
    MISSING = "missing"
    EMPTY = "empty"
    OUTSIDE = "outside"
    UNTRACKED = "untracked"
    NOT_FETCHED = "not-fetched"


class DetailText(NamedTuple):
    """A kind of detail. The words of an `EvidenceDetail` are `{0}` and `{1}` in the text.

    `of_section`: the file is there, and only the cited section of it is not.
    """

    text: str
    of_section: bool = False


class Detail:
    """Every kind of detail on a cited path, by name."""

    CHANGING = DetailText("it is being changed right now")
    REFUSED = DetailText("{0}")
    SPELLING = DetailText("`{0}` exists: spelling and case count")
    SAME_NAME = DetailText("`{0}` has the same name")
    SAME_NAMES = DetailText("{1} files have the same name, such as `{0}`")
    NEAREST = DetailText("did you mean `{0}`?")
    SYMLINK = DetailText(
        "it is a symbolic link, or behind one: cite the file that the link leads to"
    )
    SUBMODULE = DetailText("it belongs to another git repository (a submodule): cite a link to it")
    FOLDER = DetailText("it is a folder")
    NOT_REGULAR = DetailText("it is not a regular file")
    HASH_IN_NAME = DetailText("its own name contains `#`: cite it as `{0}#`")
    UNTRACKED = DetailText("git does not track it: git add -- {0}")
    TOO_LARGE = DetailText(
        "it is larger than {0} MiB, too large to look for a heading", of_section=True
    )
    NOT_FETCHED = DetailText("its content is in Git LFS and was not fetched")
    NOTHING_VISIBLE = DetailText("it contains nothing that can be seen")
    NO_CONTENT = DetailText("it has no content")
    UNFILLED = DetailText("it contains only headings, comments, prompts and placeholders")
    OWN_FILE = DetailText("it is a file of tpm itself, below `.tpm/`")
    BINARY = DetailText(
        "it is not a text file, so it has no heading `#{0}`: cite the whole file", of_section=True
    )
    NO_HEADINGS = DetailText(
        "there is no heading `#{0}`: the file has no headings", of_section=True
    )
    NO_HEADING = DetailText("there is no heading `#{0}`", of_section=True)
    NEAREST_HEADING = DetailText("there is no heading `#{0}`: did you mean `{1}`?", of_section=True)
    OTHER_HEADINGS = DetailText("there is no heading `#{0}`: choose one of {1}", of_section=True)
    NOTHING_BELOW = DetailText(
        "there is no text under the heading `{0}` (line {1})", of_section=True
    )


class EvidenceDetail(NamedTuple):
    """A detail on a cited path: its kind, and the words that complete its text."""

    kind: DetailText
    words: tuple[str, ...] = ()


class EvidenceFact(NamedTuple):
    """The state of the repository at a cited path.

    `sha256` is the content's digest as git would store it; what Git LFS did not fetch has the one
    that its pointer names, also if a heading is cited. `placeholder` is text that looks
    unfilled, empty if there is none, `placeholder_line` its line (from 1; 0 for the whole file).
    `moved_to` is the present path of the cited content, if it is missing here. `thin`: the whole
    file, which is text, has hardly a word. `has_headings` is known where it was asked for.
    """

    status: EvidenceStatus
    sha256: str = ""
    detail: EvidenceDetail | None = None
    placeholder: str = ""
    placeholder_line: int = 0
    moved_to: str = ""
    thin: bool = False
    has_headings: bool = False


class CheckOutcome(StrEnum):
    """The result of an automated check. The third is never a pass."""

    PASS = "pass"
    FAIL = "fail"
    COULD_NOT_RUN = "could-not-run"


class CheckResult(NamedTuple):
    """The outcome of one automated check, with its observation and place.

    `message` is the check's own observation, shown and never read back. `from_run`: it read a
    report made in this CI run, not committed evidence. `until` is the last date on which it passes
    without a change to the repository, for a check that depends on the date; else empty. `lacks` is
    the path of the file that it needs and that is missing or empty; else empty. `tolerated`: it
    could not run since the answer cites nothing that it can read, and by its definition the answer
    stands all the same; or there is no answer `met` yet.
    """

    kind: str
    outcome: CheckOutcome
    message: str
    file: str = ""
    line: int = 0
    from_run: bool = False
    until: str = ""
    lacks: str = ""
    tolerated: bool = False


class Restorable(NamedTuple):
    """An earlier state that still has what is lost: a revision, and the file in the project.

    `whole`: the file is gone or empty, so that restoring it overwrites nothing.
    """

    revision: str
    file: str
    whole: bool


_NOTHING: Mapping[str, Restorable] = {}


class Facts(NamedTuple):
    """The facts that the rules need of the world.

    `today` is the UTC date to evaluate. `evidence` is keyed by cited path (with its `#heading`),
    `checks` by item id. `restorable` says by path where lost evidence, and a file that a check
    lacks, can be had again.
    """

    today: str
    evidence: Mapping[str, EvidenceFact]
    checks: Mapping[str, tuple[CheckResult, ...]]
    restorable: Mapping[str, Restorable] = _NOTHING
