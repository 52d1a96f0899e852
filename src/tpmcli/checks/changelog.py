"""The check `changelog`: a changelog has an entry for the newest tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tpmcli.checks.base import (
    CannotRunError,
    CheckContext,
    FailedError,
    FoundFiles,
    Options,
    excerpt,
    passed,
)
from tpmcli.checks.documents import find_documents
from tpmcli.checks.kind import GLOB, LINE, UNREAD, CheckKind, Option, choice
from tpmcli.checks.sources import DOCUMENT_LIMIT, decode, read_all
from tpmcli.checks.tags import matching_tags
from tpmcli.model.facts import CheckResult

if TYPE_CHECKING:
    from tpmcli.text.headings import Heading

_FILE = Option(
    "file", GLOB, "a path, or a glob: an entry in any file that matches will do; or `evidence`"
)
_TAG = Option(
    "tag",
    LINE,
    "which tags count, such as api@*; else all of them, and an entry in the tag's own package",
    required=False,
)

_VERSION_OF = Option(
    "version",
    choice("increment"),
    "increment: look for the name of the increment, so that the entry can be asked for before there"
    " is a tag",
    required=False,
)

# At the end of a tag: v1.2.3, release-2024.11, @scope/name@1.2.3-rc.1. A bare number does not
# count, since v3 is a tag that moves.
_VERSION = r"(?<![0-9A-Za-z.])[vV]?(\d+(?:\.\d+)+(?:[-+.]?[0-9A-Za-z.+-]+)?)$"
# Words of a heading that names a version without being its entry: "Upgrading from 1.2.0".
_ABOUT_OTHERS = (
    r"(?i)\b(?:from|to|since|before|after|until|till|than|between|via|with|requires?|supports?"
    r"|upgrad\w*|migrat\w*|downgrad\w*|compatib\w*)\b"
)
_UNRELEASED = r"(?i)\W*(?:unreleased|upcoming|next|head|main|master|in progress|to come)\b"

# For headings that name the same version: each costs a scan of the whole text.
MAX_PLACES = 10


def run(options: Options, context: CheckContext) -> CheckResult:
    """Look for a heading that names the version (https://keepachangelog.com)."""
    from tpmcli.text.documents import format_of
    from tpmcli.text.headings import headings
    from tpmcli.text.written import has_text

    glob = _FILE.of(options)
    tag, what = _wanted(options, context)
    version = version_of(tag) or tag
    found = _of_package(find_documents(context, glob), tag)
    empty: FailedError | None = None
    for source, data in read_all(found, DOCUMENT_LIMIT, skip_empty=True):
        text = decode(source, data)
        form = format_of(source.path)
        there = headings(text, form)
        listed = next(filter(None, (entries(there, each) for each in _spellings(version))), [])
        for heading in listed[:MAX_PLACES]:
            if has_text(text, heading, form):
                return passed(
                    f"{source.path}:{heading.line}: has an entry for {excerpt(tag)}",
                    source,
                    heading.line,
                )
            empty = FailedError(
                f"{source.path}:{heading.line}: the entry for {excerpt(tag)} is empty",
                source,
                heading.line,
            )
    raise empty or FailedError(f"{found.label}: no entry for {excerpt(tag)}, {what}", found.first)


KIND = CheckKind(
    "A change log has an entry, with text, for the newest tag that names a version, or for the"
    " increment.",
    (_FILE, _TAG, _VERSION_OF, UNREAD),
    run,
    reads=(".md", ".markdown", ".mdx", ".rst", ".rest", ".adoc", ".asciidoc", ".asc", ".txt"),
)


def _wanted(options: Options, context: CheckContext) -> tuple[str, str]:
    """Return the tag or increment whose entry is looked for, and what it is."""
    if not _VERSION_OF.of(options):
        return _newest(context, _TAG.of(options)), "the newest tag"
    if _TAG.of(options):
        raise CannotRunError("the options `tag` and `version` exclude one another")
    if not context.increment:
        raise CannotRunError("there is no increment whose name could be looked for")
    return context.increment, "the increment"


def _spellings(version: str) -> list[str]:
    """Return the ways to write a version: 1.2 is 1.2.0, too."""
    parts = version.split(".")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) not in (2, 3):
        return [version]
    if len(parts) == 2:
        return [version, f"{version}.0"]
    return [version, version.removesuffix(".0")] if version.endswith(".0") else [version]


def _newest(context: CheckContext, glob: str) -> str:
    """Return the newest tag that names a version, or the newest if none does."""
    if context.history is None:
        raise CannotRunError("there is no git history to ask for the newest tag")
    tags = matching_tags(context.history, "tag", glob)
    if not tags:
        which = f" that matches {excerpt(glob)}" if glob else ""
        raise CannotRunError(f"there is no tag yet{which}, so no version to look for")
    return next((tag for tag in tags if version_of(tag)), tags[0])


def _of_package(found: FoundFiles, tag: str) -> FoundFiles:
    """Return the files in a folder of the package that the tag names, or all if there is none."""
    import re

    prefix = tag[: len(tag) - len(version_of(tag))].rstrip("vV").rstrip("@-_/")
    package = re.split(r"[@/]", prefix)[-1]
    own = tuple(each for each in found.sources if package in each.path.split("/")[:-1])
    if not package or not own:
        return found
    return FoundFiles(found.glob, own, len(own))


def entries(found: Sequence[Heading], version: str) -> list[Heading]:
    """Return the headings that are the entry of a version.

    It is named before any other word that speaks of another version, and the heading is not part
    of another entry; that of a series, such as 1.2, may hold those of its versions.
    """
    import re

    result = []
    above: list[Heading] = []
    for heading in found:
        while above and above[-1].level >= heading.level:
            above.pop()
        title = heading.title
        if names_version(title, version) and not any(
            re.match(_UNRELEASED, each.title) or _is_other(each.title, version) for each in above
        ):
            before = title[: title.find(version)]
            if not re.search(_ABOUT_OTHERS, before) and not re.search(r"\d\.\d", before):
                result.append(heading)
        above.append(heading)
    return result


def _is_other(title: str, version: str) -> bool:
    """Return whether a title begins with another version, of which this one is no part."""
    import re

    named = re.match(r"\W*(?:version |release )?[vV]?(\d+(?:\.\d+)+)", title, re.IGNORECASE)
    return named is not None and not f"{version}.".startswith(f"{named[1]}.")


def version_of(tag: str) -> str:
    """Return the version that a tag ends in, without `v`; empty if there is none."""
    import re

    match = re.search(_VERSION, tag[:200])
    return match[1] if match else ""


def names_version(title: str, version: str) -> bool:
    """Return whether the title names exactly this version: 1.2.3 is not 1.2.30 or 1.2.3-rc1."""
    at = title.find(version)
    while at >= 0:
        before, after = title[:at], title[at + len(version) :]
        if _begins(before) and _ends(after):
            return True
        at = title.find(version, at + 1)
    return False


def _begins(before: str) -> bool:
    before = before.removesuffix("v").removesuffix("V")
    return not before or not (before[-1].isalnum() or before[-1] in ".+-")


def _ends(after: str) -> bool:
    if not after:
        return True
    if after[0] in ".-+":
        return len(after) == 1 or not after[1].isalnum()
    return not after[0].isalnum()
