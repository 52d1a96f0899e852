"""The check `changelog`: a changelog has an entry for the newest tag."""

from __future__ import annotations

from tpmcli.checks.base import CannotRunError, CheckContext, FailedError, Options, excerpt, passed
from tpmcli.checks.kind import GLOB, CheckKind, Option
from tpmcli.checks.sources import DOCUMENT_LIMIT, decode, find, read_all
from tpmcli.model.facts import CheckResult

_FILE = Option("file", GLOB, "a path, or a glob: an entry in any file that matches will do")

# At the end of a tag: v1.2.3, release-2024.11, @scope/name@1.2.3-rc.1. A bare number does not
# count, since v3 is a tag that moves.
_VERSION = r"(?<![0-9A-Za-z.])[vV]?(\d+(?:\.\d+)+(?:[-+.]?[0-9A-Za-z.+-]+)?)$"

# For headings that name the same version: each costs a scan of the whole text.
MAX_PLACES = 10


def run(options: Options, context: CheckContext) -> CheckResult:
    """Look for a heading that names the version (https://keepachangelog.com)."""
    from tpmcli.text.headings import format_of, has_body, headings

    glob = _FILE.of(options)
    tag = _newest(context)
    version = version_of(tag) or tag
    found = find(context, glob)
    empty: FailedError | None = None
    for source, data in read_all(found, DOCUMENT_LIMIT, skip_empty=True):
        text = decode(source, data)
        titles = headings(text, format_of(source.path))
        entries = [heading for heading in titles if names_version(heading.title, version)]
        for heading in entries[:MAX_PLACES]:
            if has_body(text, heading, titles):
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
    raise empty or FailedError(
        f"{found.label}: no entry for {excerpt(tag)}, the newest tag", found.first
    )


KIND = CheckKind(
    "A change log has an entry, with text, for the newest tag that names a version.", (_FILE,), run
)


def _newest(context: CheckContext) -> str:
    """Return the newest tag that names a version, or the newest if none does."""
    if context.history is None:
        raise CannotRunError("there is no git history to ask for the newest tag")
    tags = context.history.tags()
    if not tags:
        raise CannotRunError("there is no tag yet, so no version to look for")
    return next((tag for tag in tags if version_of(tag)), tags[0])


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
