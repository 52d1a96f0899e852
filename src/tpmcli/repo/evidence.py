"""What the repository has at the paths that answers cite as evidence."""

from __future__ import annotations

from collections.abc import Iterable

from tpmcli.model.facts import EvidenceFact, EvidenceStatus
from tpmcli.model.sha256 import sha256_hex
from tpmcli.model.tree import EntryKind, TreeEntry
from tpmcli.repo.content import FileTree, is_binary
from tpmcli.text.paths import check_path, split_fragment

# Larger files are hashed in pieces, and are not searched for placeholders.
HELD = 50 * 1024 * 1024
_SEARCHED = 1024 * 1024
_LFS_VERSION = b"version https://git-lfs.github.com/spec/v1\n"
_LFS_LARGEST = 1024


def inspect_evidence(tree: FileTree, targets: Iterable[str]) -> dict[str, EvidenceFact]:
    """What is at each cited path, with or without ``#heading``, by the target as it is cited.

    Each file is read once. A digest is the sha256 of the content with LF as line end. With a
    heading it covers that section alone, to the next heading of its level, so that edits
    elsewhere in the document do not disturb the answer. A Git LFS pointer has the digest of the
    content it stands for, which is the digest that the checked-out file has.

    A path that `check_path` refuses, or that is reached through a symbolic link or a submodule,
    is ``outside``; a folder is ``missing``, since its content has no digest: cite a file in it.
    """
    wanted = list(dict.fromkeys(targets))
    by_path: dict[str, list[str]] = {}
    for target in wanted:
        by_path.setdefault(split_fragment(target)[0], []).append(target)
    facts: dict[str, EvidenceFact] = {}
    for path, cited in by_path.items():
        facts.update(_look_at(tree, path, cited))
    return {target: facts[target] for target in wanted}


def _look_at(tree: FileTree, path: str, cited: list[str]) -> dict[str, EvidenceFact]:
    refused = _refuse(tree, path)
    if isinstance(refused, EvidenceFact):
        return {target: _with_hash_hint(tree, refused, path, target) for target in cited}
    entry = refused
    try:
        if entry.size > HELD:
            found = {target: _large(tree, path, target) for target in cited}
        else:
            content = tree.read(path, HELD)
            found = {target: _fact(content, path, split_fragment(target)[1]) for target in cited}
    except (FileNotFoundError, ValueError):
        # It changed between the look and the read.
        changing = EvidenceFact(EvidenceStatus.MISSING, detail="it is being changed right now")
        return dict.fromkeys(cited, changing)
    if not entry.tracked:
        return {target: _untracked(fact, path) for target, fact in found.items()}
    return found


def _refuse(tree: FileTree, path: str) -> TreeEntry | EvidenceFact:
    """The entry of the regular file at the path, or why it is none."""
    if reason := check_path(path):
        return EvidenceFact(EvidenceStatus.OUTSIDE, detail=reason)
    entry = tree.entry(path)
    if entry is None:
        return EvidenceFact(EvidenceStatus.MISSING, detail=suggest(path, tree.files()))
    if entry.kind is EntryKind.SYMLINK:
        detail = "it is, or lies behind, a symbolic link: cite the file that the link leads to"
        return EvidenceFact(EvidenceStatus.OUTSIDE, detail=detail)
    if entry.kind is EntryKind.SUBMODULE:
        detail = "it belongs to another git repository (a submodule): cite a link to it"
        return EvidenceFact(EvidenceStatus.OUTSIDE, detail=detail)
    if entry.kind is EntryKind.DIRECTORY:
        return EvidenceFact(EvidenceStatus.MISSING, detail="it is a folder: name a file in it")
    if entry.kind is EntryKind.OTHER:
        return EvidenceFact(EvidenceStatus.MISSING, detail="it is no regular file")
    return entry


def _with_hash_hint(tree: FileTree, fact: EvidenceFact, path: str, target: str) -> EvidenceFact:
    """The fact, with the way out where the ``#`` belongs to the file's own name."""
    named = fact.status is EvidenceStatus.MISSING and target != path and not check_path(target)
    if named and tree.entry(target) is not None:
        return fact._replace(detail=f"a '#' is in the file's own name: cite it as '{target}#'")
    return fact


def _untracked(fact: EvidenceFact, path: str) -> EvidenceFact:
    from shlex import quote

    if fact.status is not EvidenceStatus.OK:
        return fact
    detail = f"git does not track it: git add -- {quote(path)}"
    return fact._replace(status=EvidenceStatus.UNTRACKED, detail=detail)


def _large(tree: FileTree, path: str, target: str) -> EvidenceFact:
    from hashlib import sha256

    if split_fragment(target)[1]:
        detail = f"it is larger than {HELD // 1024**2} MiB, too large to look for a heading"
        return EvidenceFact(EvidenceStatus.MISSING, detail=detail)
    digest = sha256()
    empty = True
    for piece in tree.chunks(path):
        digest.update(piece)
        empty = empty and not piece.strip()
    status = EvidenceStatus.EMPTY if empty else EvidenceStatus.OK
    return EvidenceFact(status, digest.hexdigest())


def _fact(content: bytes, path: str, fragment: str) -> EvidenceFact:

    pointer = lfs_digest(content)
    if fragment:
        if pointer:
            detail = "it is kept in Git LFS, where a heading cannot be seen: cite the whole file"
            return EvidenceFact(EvidenceStatus.MISSING, detail=detail)
        return _section_fact(content, path, fragment)
    digest = pointer or sha256_hex(content)
    if not content.strip() or content.strip() == b"\xef\xbb\xbf":
        detail = "it holds nothing but white space" if content else "it has no content"
        return EvidenceFact(EvidenceStatus.EMPTY, digest, detail)
    return EvidenceFact(EvidenceStatus.OK, digest, placeholder=_placeholder(content, path))


def _section_fact(content: bytes, path: str, fragment: str) -> EvidenceFact:
    from tpmcli.text.headings import find_heading, format_of, has_body, headings, section_text

    if is_binary(content):
        detail = f"it is no text file, so '#{fragment}' cannot be looked for: cite the whole file"
        return EvidenceFact(EvidenceStatus.MISSING, detail=detail)
    text = content.decode("utf-8-sig", "replace")
    found = headings(text, format_of(path))
    heading = find_heading(found, fragment)
    if heading is None:
        detail = _no_heading(fragment, [other.slugs[0] for other in found])
        return EvidenceFact(EvidenceStatus.MISSING, detail=detail)
    section = section_text(text, heading).encode()
    digest = sha256_hex(section)
    if not has_body(text, heading, found):
        detail = f"nothing is written under '{heading.title}' (line {heading.line})"
        return EvidenceFact(EvidenceStatus.EMPTY, digest, detail)
    return EvidenceFact(EvidenceStatus.OK, digest, placeholder=_words(section, heading.line - 1))


def _no_heading(fragment: str, slugs: list[str]) -> str:
    from tpmcli.text.names import did_you_mean

    if not slugs:
        return f"there is no heading '#{fragment}': the file has no headings"
    hint = did_you_mean(fragment.lower(), slugs)
    return f"there is no heading '#{fragment}'" + (f": {hint}" if hint else "")


def _placeholder(content: bytes, path: str) -> str:
    if is_binary(content):
        return ""
    from tpmcli.text.headings import MARKDOWN, format_of
    from tpmcli.text.placeholders import SKELETON, find_placeholder

    extension = path.rpartition(".")[2].lower()
    form = format_of(path)
    prose = form != MARKDOWN or extension in ("md", "markdown", "mdx")
    text = content[:_SEARCHED].decode("utf-8-sig", "replace")
    found, line = find_placeholder(text, form if prose and len(content) <= _SEARCHED else "")
    return found if found == SKELETON or not found else f"{found} (line {line})"


def _words(section: bytes, before: int) -> str:
    from tpmcli.text.placeholders import find_placeholder

    found, line = find_placeholder(section[:_SEARCHED].decode())
    return f"{found} (line {line + before})" if found else ""


def lfs_digest(content: bytes) -> str:
    """The sha256 of the content that a Git LFS pointer stands for; empty where it is no pointer.

    https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
    """
    if len(content) > _LFS_LARGEST or not content.startswith(_LFS_VERSION):
        return ""
    fields = dict(
        line.split(" ", 1)
        for line in content.decode("utf-8", "replace").splitlines()
        if " " in line
    )
    scheme, _, digest = fields.get("oid", "").partition(":")
    sound = scheme == "sha256" and len(digest) == 64 and not digest.strip("0123456789abcdef")
    return digest if sound and fields.get("size", "").isdecimal() else ""


def suggest(path: str, files: Iterable[str]) -> str:
    """Where a path that is not there may be meant to lead, in words; empty where nothing is near.

    First the same path in another spelling, then the same name in another folder, then a similar
    name in the same folder.
    """
    from unicodedata import normalize

    from tpmcli.text.names import nearest

    known = list(files)
    folded = normalize("NFC", path).casefold()
    for other in known:
        if normalize("NFC", other).casefold() == folded:
            return f"'{other}' is there: spelling and case count"
    folder, _, name = path.rpartition("/")
    same_name = [other for other in known if other.rpartition("/")[2].casefold() == name.casefold()]
    if len(same_name) == 1:
        return f"'{same_name[0]}' has the same name"
    if same_name:
        first = nearest(path, same_name[:100]) or same_name[0]
        return f"{len(same_name)} files have the same name, such as '{first}'"
    beside = [other for other in known if other.rpartition("/")[0] == folder]
    close = nearest(path, beside[:1000])
    return f"did you mean '{close}'?" if close else ""
