"""The content at the paths that answers cite as evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tpmcli.model.facts import Detail, DetailText, EvidenceDetail, EvidenceFact, EvidenceStatus
from tpmcli.model.sha256 import sha256
from tpmcli.model.tree import EntryKind, NotFetchedError, TreeEntry
from tpmcli.repo.content import FileTree, StoredTree, is_binary
from tpmcli.repo.lfs import LfsTree
from tpmcli.text.paths import check_path, split_fragment
from tpmcli.text.visible import is_visible

# Larger files are hashed in pieces, and are not searched for placeholders.
HELD = 50 * 1024 * 1024
_SEARCHED = 1024 * 1024
OWN_FOLDER = ".tpm/"
# Names of pictures and other formats that are not read, whatever they hold.
_PICTURES = frozenset(
    (
        *("png", "jpg", "jpeg", "gif", "webp", "svg", "bmp", "tif", "tiff", "ico", "avif", "heic"),
        *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "zip", "gz", "mp4", "webm", "mov"),
    )
)
# The detail for a path that holds no regular file of this repository.
_NO_FILE = {
    EntryKind.SYMLINK: (EvidenceStatus.OUTSIDE, Detail.SYMLINK),
    EntryKind.SUBMODULE: (EvidenceStatus.OUTSIDE, Detail.SUBMODULE),
    EntryKind.DIRECTORY: (EvidenceStatus.MISSING, Detail.FOLDER),
    EntryKind.OTHER: (EvidenceStatus.MISSING, Detail.NOT_REGULAR),
}


def inspect_evidence(
    tree: StoredTree, targets: Iterable[str], often: Collection[str] = ()
) -> dict[str, EvidenceFact]:
    """Return what is at each cited path, with or without `#heading`, by the target as cited.

    Each file is read once. A digest is the SHA-256 of the content with LF as line end. With a
    heading it covers that section alone, to the next heading of its level, so that edits
    elsewhere in the document do not disturb the answer. A file in Git LFS is judged by its content,
    as it would be checked out; if that was not fetched, it is not verified.

    A path that `check_path` refuses, or that is reached through a symbolic link or a submodule,
    is outside. A folder is missing, since its content has no digest: a file in it is cited. Of the
    paths in `often` it is told whether they have headings.
    """
    wanted = list(dict.fromkeys(targets))
    by_path: dict[str, list[str]] = {}
    for target in wanted:
        by_path.setdefault(split_fragment(target)[0], []).append(target)
    facts: dict[str, EvidenceFact] = {}
    files = LfsTree(tree)
    for path, cited in by_path.items():
        facts.update(_look_at(files, path, cited, outlined=path in often))
    return {target: facts[target] for target in wanted}


def _look_at(
    tree: FileTree, path: str, cited: list[str], *, outlined: bool
) -> dict[str, EvidenceFact]:
    refused = _refuse(tree, path)
    if isinstance(refused, EvidenceFact):
        return {target: _with_hash_hint(tree, refused, path, target) for target in cited}
    entry = refused
    try:
        content = None if entry.size > HELD else _held(tree, path)
        if path.startswith(OWN_FOLDER):
            found = dict.fromkeys(cited, _own_file(tree, path))
        elif content is None:
            found = {target: _large(tree, path, target) for target in cited}
        else:
            found = {target: _fact(content, path, split_fragment(target)[1]) for target in cited}
            if outlined and path in found:
                has_headings = _has_headings(content, path)
                found[path] = found[path]._replace(has_headings=has_headings)
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
    from codecs import getincrementaldecoder

    digest = sha256()
    decoder = getincrementaldecoder("utf-8")("replace")
    visible = False
    for piece in tree.chunks(path):
        digest.update(piece)
        visible = visible or is_visible(decoder.decode(piece))
    status = EvidenceStatus.OK if visible else EvidenceStatus.EMPTY
    return EvidenceFact(status, digest.hexdigest())


def _own_file(tree: FileTree, path: str) -> EvidenceFact:
    digest = sha256()
    for piece in tree.chunks(path):
        digest.update(piece)
    return _nothing(digest.hexdigest(), Detail.OWN_FILE)


def _nothing(digest: str, kind: DetailText, *words: str) -> EvidenceFact:
    return EvidenceFact(EvidenceStatus.EMPTY, digest, EvidenceDetail(kind, words))


def _has_headings(content: bytes, path: str) -> bool:
    """Return whether a file is a document with headings."""
    from tpmcli.text.documents import document_format
    from tpmcli.text.headings import headings

    form = document_format(path)
    text = _text_of(content) if form and len(content) <= _SEARCHED else None
    return text is not None and bool(headings(text, form))


def _fact(content: bytes, path: str, fragment: str) -> EvidenceFact:
    if fragment:
        return _section_fact(content, path, fragment)
    digest = sha256(content).hexdigest()
    if not content:
        return _nothing(digest, Detail.NO_CONTENT)
    text = _text_of(content)
    if not is_visible(content.decode("utf-8", "replace") if text is None else text):
        return _nothing(digest, Detail.NOTHING_VISIBLE)
    if text is None:
        return EvidenceFact(EvidenceStatus.OK, digest)
    return _text_fact(text, path, digest)


def _text_fact(text: str, path: str, digest: str) -> EvidenceFact:
    from tpmcli.text.documents import document_format
    from tpmcli.text.placeholders import find_placeholder, is_thin, is_unfilled

    whole = len(text) <= _SEARCHED
    form = document_format(path) if whole else ""
    if form and is_unfilled(text, form):
        return _nothing(digest, Detail.UNFILLED)
    words, line = find_placeholder(text[:_SEARCHED], form)
    thin = whole and not _is_picture(path) and is_thin(text, form)
    return EvidenceFact(
        EvidenceStatus.OK, digest, placeholder=words, placeholder_line=line, thin=thin
    )


def _is_picture(path: str) -> bool:
    return path.rpartition(".")[2].lower() in _PICTURES


def _text_of(content: bytes) -> str | None:
    """Return content as text: UTF-8, or UTF-16 with a byte-order mark; None if it is binary."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    return None if is_binary(content) else content.decode("utf-8-sig", "replace")


def _section_fact(content: bytes, path: str, fragment: str) -> EvidenceFact:
    from tpmcli.text.documents import format_of
    from tpmcli.text.headings import find_heading, headings, section_text
    from tpmcli.text.placeholders import find_placeholder, is_thin, is_unfilled

    text = _text_of(content)
    if text is None:
        return _missing(Detail.BINARY, fragment)
    form = format_of(path)
    found = headings(text, form)
    heading = find_heading(found, fragment)
    if heading is None:
        detail = _no_heading(fragment, [other.slugs[0] for other in found])
        return EvidenceFact(EvidenceStatus.MISSING, detail=detail)
    section = section_text(text, heading)
    digest = sha256(section.encode()).hexdigest()
    if is_unfilled(section[:_SEARCHED], form):
        return _nothing(digest, Detail.NOTHING_BELOW, heading.title, str(heading.line))
    words, line = find_placeholder(section[:_SEARCHED], form)
    line += heading.line - 1 if line else 0
    # A section may be short, such as "None": the whole document is measured.
    thin = is_thin(text[:_SEARCHED], form)
    return EvidenceFact(
        EvidenceStatus.OK, digest, placeholder=words, placeholder_line=line, thin=thin
    )


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
