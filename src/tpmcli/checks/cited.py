"""The files that the answer to an item cites, as its checks read them.

They are those of the judged tree, never reports of the CI run, and the rules for evidence hold:
only regular files of safe paths, tracked by git. What is wrong with a path is an error of the
answer itself, too (`no-evidence`, `evidence-missing` and their like).
"""

from __future__ import annotations

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    CheckedFile,
    FailedError,
    FoundFiles,
    UnreadError,
    excerpt,
)
from tpmcli.model.checklist import CITED
from tpmcli.model.tree import EntryKind
from tpmcli.text.paths import check_path, split_fragment

_OWN_FOLDER = ".tpm/"
_LABEL = "the cited files"
_MOST_NAMED = 3


def find_cited(context: CheckContext) -> FoundFiles:
    """Return the cited files that the kind of the check reads, each once and in their order.

    Raises: UnreadError if there is none, FailedError if one is missing or not tracked by git,
    CannotRunError if a path is refused.
    """
    endings = context.readable
    if endings is None:
        raise CannotRunError(f"this kind of check does not read what is cited (`{CITED}`)")
    named = [split_fragment(target) for target in dict.fromkeys(context.cited.paths)]
    fitting = [each for each in named if _fits(each[0].lower(), endings)]
    if not fitting:
        raise UnreadError(_nothing_to_read(context))
    sources = tuple(_source(context, path, section) for path, section in fitting)
    return FoundFiles(_LABEL, sources, len(sources), cited=True)


def _fits(path: str, endings: tuple[str, ...]) -> bool:
    # What has no ending is text by custom, such as LICENSE.
    has_none = "." not in path.rpartition("/")[2]
    return not endings or path.endswith(endings) or (has_none and ".txt" in endings)


def _nothing_to_read(context: CheckContext) -> str:
    targets = (*context.cited.paths, *context.cited.links)
    if not targets:
        return "the answer cites no file to check"
    shown = ", ".join(excerpt(target, 60) for target in targets[:_MOST_NAMED])
    more = f" and {len(targets) - _MOST_NAMED:,} more" if len(targets) > _MOST_NAMED else ""
    return f"the answer cites no file that this check can read: {shown}{more}"


def _source(context: CheckContext, path: str, section: str) -> CheckedFile:
    if check_path(path) or path.startswith(_OWN_FOLDER):
        raise CannotRunError(f"{excerpt(path)} cannot be evidence")
    entry = context.tree.entry(path)
    if entry is None:
        raise FailedError(f"{path} does not exist", lacks=path)
    if entry.kind is EntryKind.FILE and not entry.tracked:
        raise FailedError(f"{path} is not tracked by git: git add -- {path}")
    return CheckedFile(path, context.tree, section=section)


def section_of(source: CheckedFile, text: str) -> str:
    """Return the text with nothing but the cited section left; every line keeps its number.

    A file that is not a document has no sections, and its text is returned as it is.

    Raises: FailedError if there is no such heading.
    """
    from tpmcli.text.documents import document_format
    from tpmcli.text.headings import find_heading, headings, section_text

    form = document_format(source.path)
    if not form:
        return text
    heading = find_heading(headings(text, form), source.section)
    if heading is None:
        reason = f"there is no heading `#{excerpt(source.section, 40)}`"
        raise FailedError(f"{source.path}: {reason}", source)
    above = "\n" * (heading.line - 1)
    return above + section_text(text, heading)
