"""The content at the paths that answers cite as evidence."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from tpmcli.model.facts import Detail, DetailText, EvidenceDetail, EvidenceFact, EvidenceStatus
from tpmcli.model.tree import EntryKind, NotFetchedError, TreeEntry
from tpmcli.repo.content import FileTree, StoredTree, is_binary
from tpmcli.repo.lfs import LfsTree
from tpmcli.text.paths import check_path, split_fragment

# Larger files are hashed in pieces, and are not searched for placeholders.
HELD = 50 * 1024 * 1024
_SEARCHED = 1024 * 1024
# The detail for a path that holds no regular file of this repository.
_NO_FILE = {
    EntryKind.SYMLINK: (EvidenceStatus.OUTSIDE, Detail.SYMLINK),
    EntryKind.SUBMODULE: (EvidenceStatus.OUTSIDE, Detail.SUBMODULE),
    EntryKind.DIRECTORY: (EvidenceStatus.MISSING, Detail.FOLDER),
    EntryKind.OTHER: (EvidenceStatus.MISSING, Detail.NOT_REGULAR),
}


def inspect_evidence(tree: StoredTree, targets: Iterable[str]) -> dict[str, EvidenceFact]:
    """Return what is at each cited path, with or without `#heading`, by the target as cited.

    Each file is read once. A digest is the SHA-256 of the content with LF as line end. With a
    heading it covers that section alone, to the next heading of its level, so that edits
    elsewhere in the document do not disturb the answer. A file in Git LFS is judged by its content,
    as it would be checked out; if that was not fetched, it is not verified.

    A path that `check_path` refuses, or that is reached through a symbolic link or a submodule,
    is outside. A folder is missing, since its content has no digest: a file in it is cited.
    """
    wanted = list(dict.fromkeys(targets))
    by_path: dict[str, list[str]] = {}
    for target in wanted:
        by_path.setdefault(split_fragment(target)[0], []).append(target)
    facts: dict[str, EvidenceFact] = {}
    files = LfsTree(tree)
    for path, cited in by_path.items():
        facts.update(_look_at(files, path, cited))
    return {target: facts[target] for target in wanted}


def _look_at(tree: FileTree, path: str, cited: list[str]) -> dict[str, EvidenceFact]:
    refused = _refuse(tree, path)
    if isinstance(refused, EvidenceFact):
        return {target: _with_hash_hint(tree, refused, path, target) for target in cited}
    entry = refused
    try:
        content = None if entry.size > HELD else _held(tree, path)
        if content is None:
            found = {target: _large(tree, path, target) for target in cited}
        else:
            found = {target: _fact(content, path, split_fragment(target)[1]) for target in cited}
    except NotFetchedError as error:
        fact = EvidenceFact(
            EvidenceStatus.NOT_FETCHED, error.oid, EvidenceDetail(Detail.NOT_FETCHED)
        )
        found = dict.fromkeys(cited, fact)
    except FileNotFoundError:
        # It vanished between the two accesses.
        return dict.fromkeys(cited, _missing(Detail.CHANGING))
    if not entry.tracked:
        return {target: _untracked(fact, path) for target, fact in found.items()}
    return found


def _held(tree: FileTree, path: str) -> bytes | None:
    """Return the content; None if it is large, as that of a small pointer may be."""
    try:
        return tree.read(path, HELD)
    except ValueError:
        return None


def _missing(kind: DetailText, *words: str) -> EvidenceFact:
    return EvidenceFact(EvidenceStatus.MISSING, detail=EvidenceDetail(kind, words))


def _refuse(tree: FileTree, path: str) -> TreeEntry | EvidenceFact:
    """Return the entry of the regular file at the path, or why there is none."""
    if reason := check_path(path):
        return EvidenceFact(
            EvidenceStatus.OUTSIDE, detail=EvidenceDetail(Detail.REFUSED, (reason,))
        )
    entry = tree.entry(path)
    if entry is None:
        return EvidenceFact(EvidenceStatus.MISSING, detail=suggest(path, tree.files()))
    if entry.kind in _NO_FILE:
        status, kind = _NO_FILE[entry.kind]
        return EvidenceFact(status, detail=EvidenceDetail(kind))
    return entry


def _with_hash_hint(tree: FileTree, fact: EvidenceFact, path: str, target: str) -> EvidenceFact:
    """Return the fact, with how to cite a file whose own name holds the `#`."""
    named = fact.status is EvidenceStatus.MISSING and target != path and not check_path(target)
    if named and tree.entry(target) is not None:
        return fact._replace(detail=EvidenceDetail(Detail.HASH_IN_NAME, (target,)))
    return fact


def _untracked(fact: EvidenceFact, path: str) -> EvidenceFact:
    from shlex import quote

    if fact.status is not EvidenceStatus.OK:
        return fact
    detail = EvidenceDetail(Detail.UNTRACKED, (quote(path),))
    return fact._replace(status=EvidenceStatus.UNTRACKED, detail=detail)


def _large(tree: FileTree, path: str, target: str) -> EvidenceFact:
    if split_fragment(target)[1]:
        return _missing(Detail.TOO_LARGE, str(HELD // 1024**2))
    digest = sha256()
    empty = True
    for piece in tree.chunks(path):
        digest.update(piece)
        empty = empty and not piece.strip()
    status = EvidenceStatus.EMPTY if empty else EvidenceStatus.OK
    return EvidenceFact(status, digest.hexdigest())


def _fact(content: bytes, path: str, fragment: str) -> EvidenceFact:
    if fragment:
        return _section_fact(content, path, fragment)
    digest = sha256(content).hexdigest()
    if not content.strip() or content.strip() == b"\xef\xbb\xbf":
        kind = Detail.WHITE_SPACE if content else Detail.NO_CONTENT
        return EvidenceFact(EvidenceStatus.EMPTY, digest, EvidenceDetail(kind))
    words, line = _placeholder(content, path)
    return EvidenceFact(EvidenceStatus.OK, digest, placeholder=words, placeholder_line=line)


def _section_fact(content: bytes, path: str, fragment: str) -> EvidenceFact:
    from tpmcli.text.headings import find_heading, format_of, has_body, headings, section_text
    from tpmcli.text.placeholders import find_placeholder

    if is_binary(content):
        return _missing(Detail.BINARY, fragment)
    text = content.decode("utf-8-sig", "replace")
    found = headings(text, format_of(path))
    heading = find_heading(found, fragment)
    if heading is None:
        detail = _no_heading(fragment, [other.slugs[0] for other in found])
        return EvidenceFact(EvidenceStatus.MISSING, detail=detail)
    section = section_text(text, heading).encode()
    digest = sha256(section).hexdigest()
    if not has_body(text, heading, found):
        detail = EvidenceDetail(Detail.NOTHING_BELOW, (heading.title, str(heading.line)))
        return EvidenceFact(EvidenceStatus.EMPTY, digest, detail)
    words, line = find_placeholder(section[:_SEARCHED].decode())
    line += heading.line - 1 if line else 0
    return EvidenceFact(EvidenceStatus.OK, digest, placeholder=words, placeholder_line=line)


def _no_heading(fragment: str, slugs: list[str]) -> EvidenceDetail:
    from tpmcli.text.names import MOST_LISTED, nearest

    if not slugs:
        return EvidenceDetail(Detail.NO_HEADINGS, (fragment,))
    close = nearest(fragment.lower(), slugs)
    if close is not None:
        return EvidenceDetail(Detail.NEAREST_HEADING, (fragment, close))
    if len(slugs) <= MOST_LISTED:
        return EvidenceDetail(Detail.OTHER_HEADINGS, (fragment, ", ".join(slugs)))
    return EvidenceDetail(Detail.NO_HEADING, (fragment,))


def _placeholder(content: bytes, path: str) -> tuple[str, int]:
    if is_binary(content):
        return "", 0
    from tpmcli.text.headings import MARKDOWN, format_of
    from tpmcli.text.placeholders import find_placeholder

    extension = path.rpartition(".")[2].lower()
    form = format_of(path)
    prose = form != MARKDOWN or extension in ("md", "markdown", "mdx")
    text = content[:_SEARCHED].decode("utf-8-sig", "replace")
    return find_placeholder(text, form if prose and len(content) <= _SEARCHED else "")


def suggest(path: str, files: Iterable[str]) -> EvidenceDetail | None:
    """Return which file a path that does not exist may mean, or None if none is near.

    First the same path in another spelling, then the same name in another folder, then a similar
    name in the same folder.
    """
    from unicodedata import normalize

    from tpmcli.text.names import nearest

    known = list(files)
    folded = normalize("NFC", path).casefold()
    for other in known:
        if normalize("NFC", other).casefold() == folded:
            return EvidenceDetail(Detail.SPELLING, (other,))
    folder, _, name = path.rpartition("/")
    same_name = [other for other in known if other.rpartition("/")[2].casefold() == name.casefold()]
    if len(same_name) == 1:
        return EvidenceDetail(Detail.SAME_NAME, (same_name[0],))
    if same_name:
        first = nearest(path, same_name[:100]) or same_name[0]
        return EvidenceDetail(Detail.SAME_NAMES, (first, str(len(same_name))))
    beside = [other for other in known if other.rpartition("/")[0] == folder]
    close = nearest(path, beside[:1000])
    return EvidenceDetail(Detail.NEAREST, (close,)) if close else None
