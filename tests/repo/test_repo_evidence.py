"""What is found at cited paths."""

from __future__ import annotations

import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tpmcli.model.facts import Detail, DetailText, EvidenceDetail, EvidenceFact, EvidenceStatus
from tpmcli.repo.content import StoredTree
from tpmcli.repo.evidence import inspect_evidence
from tpmcli.repo.git import Git
from tpmcli.repo.gittree import GitTree
from tpmcli.repo.worktree import WorkTree

Run = Callable[..., str]
OK, MISSING, EMPTY, OUTSIDE, UNTRACKED, NOT_FETCHED = (
    EvidenceStatus.OK,
    EvidenceStatus.MISSING,
    EvidenceStatus.EMPTY,
    EvidenceStatus.OUTSIDE,
    EvidenceStatus.UNTRACKED,
    EvidenceStatus.NOT_FETCHED,
)

PRD = "# PRD\n\n## Goals\n\nWin.\n\n## Non-goals\n\n<!-- what we leave -->\n\n## Open\n\nTBD\n"
OID = sha256(b"large content").hexdigest()
ABSENT = sha256(b"nowhere").hexdigest()
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize 13\n"

FILES = {
    "docs/prd.md": PRD.encode(),
    "docs/crlf.md": PRD.replace("\n", "\r\n").encode(),
    "docs/blank.md": b" \n\t\r\n\n",
    "docs/bom.md": b"\xef\xbb\xbf",
    "docs/zero.md": b"",
    "docs/todo.md": b"# Plan\n\nWho: TODO\n",
    "docs/skeleton.md": b"# Plan\n\n<!-- who? -->\n\n## When\n",
    "docs/data.csv": b"# comment\n",
    "docs/logo.png": b"\x89PNG\0\r\nTODO",
    "docs/video.mp4": POINTER.encode(),
    "docs/absent.mp4": POINTER.replace(OID, ABSENT).encode(),
    "docs/pointer.txt": POINTER.encode(),
    ".gitattributes": b"*.mp4 filter=lfs diff=lfs merge=lfs -text\n",
    "docs/C#.md": b"sharp\n",
    "docs/guide.adoc": b"= Guide\n\n== First Step\n\ngo\n",
    "docs/guide.rst": b"Guide\n=====\n\nFirst step\n----------\n\ngo\n",
    "other/unique.md": b"x\n",
    ".tpm/policy.yaml": b"schema: tpm/policy/1\n",
    "docs/nothing.bin": b"\0\0 \n",
    "docs/utf16.txt": "Approved by the board in November\n".encode("utf-16"),
    "docs/many.md": b"".join(b"# %d\n\ntext\n" % number for number in range(13)),
    "a/plan.md": b"x\n",
    "b/plan.md": b"x\n",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, git: Run) -> Path:
    root = tmp_path_factory.mktemp("evidence")
    git(root, "init", "-q")
    for name, content in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    (root / "link.md").symlink_to("docs/prd.md")
    (root / "linked").symlink_to("docs")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    store = root / ".git/lfs/objects" / OID[:2] / OID[2:4]
    store.mkdir(parents=True)
    (store / OID).write_bytes(b"large content")
    return root


@pytest.fixture(scope="module", params=["work", "git"])
def tree(request: pytest.FixtureRequest, shared: Path) -> Iterator[StoredTree]:
    if request.param == "work":
        yield WorkTree(str(shared))
    else:
        with GitTree(Git(str(shared)), "HEAD") as found:
            yield found


def digest(text: str | bytes) -> str:
    return sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def fact(status: EvidenceStatus, sha256: str, kind: DetailText, *words: str) -> EvidenceFact:
    return EvidenceFact(status, sha256, EvidenceDetail(kind, words))


def unfilled(content: str | bytes, words: str, line: int, *, thin: bool = False) -> EvidenceFact:
    fact = EvidenceFact(OK, digest(content), placeholder=words, placeholder_line=line)
    return fact._replace(thin=thin)


CASES: dict[str, EvidenceFact] = {
    "docs/prd.md": unfilled(PRD, "TBD", 13),
    "docs/crlf.md": unfilled(PRD, "TBD", 13),
    "docs/prd.md#goals": EvidenceFact(OK, digest("## Goals\n\nWin.\n")),
    "docs/crlf.md#Goals": EvidenceFact(OK, digest("## Goals\n\nWin.\n")),
    "docs/prd.md#open": fact(EMPTY, digest("## Open\n\nTBD\n"), Detail.NOTHING_BELOW, "Open", "11"),
    "docs/prd.md#non-goals": fact(
        EMPTY,
        digest("## Non-goals\n\n<!-- what we leave -->\n"),
        Detail.NOTHING_BELOW,
        "Non-goals",
        "7",
    ),
    "docs/prd.md#goal": fact(MISSING, "", Detail.NEAREST_HEADING, "goal", "goals"),
    "docs/prd.md#x": fact(MISSING, "", Detail.OTHER_HEADINGS, "x", "prd, goals, non-goals, open"),
    "docs/data.csv#x": fact(MISSING, "", Detail.OTHER_HEADINGS, "x", "comment"),
    "docs/many.md#x": fact(MISSING, "", Detail.NO_HEADING, "x"),
    "a/plan.md#x": fact(MISSING, "", Detail.NO_HEADINGS, "x"),
    "docs/prd.md#": unfilled(PRD, "TBD", 13),
    "docs/blank.md": fact(EMPTY, digest(b" \n\t\n\n"), Detail.NOTHING_VISIBLE),
    "docs/bom.md": fact(EMPTY, digest(b"\xef\xbb\xbf"), Detail.NOTHING_VISIBLE),
    ".tpm/policy.yaml": fact(EMPTY, digest(FILES[".tpm/policy.yaml"]), Detail.OWN_FILE),
    "docs/nothing.bin": fact(EMPTY, digest(b"\0\0 \n"), Detail.NOTHING_VISIBLE),
    "docs/utf16.txt": EvidenceFact(OK, digest(FILES["docs/utf16.txt"])),
    "docs/zero.md": fact(EMPTY, digest(b""), Detail.NO_CONTENT),
    "docs/todo.md": unfilled(FILES["docs/todo.md"], "TODO", 3, thin=True),
    "docs/skeleton.md": fact(EMPTY, digest(FILES["docs/skeleton.md"]), Detail.UNFILLED),
    "docs/data.csv": EvidenceFact(OK, digest(b"# comment\n"), thin=True),
    "docs/logo.png": EvidenceFact(OK, digest(FILES["docs/logo.png"])),
    "docs/logo.png#x": fact(MISSING, "", Detail.BINARY, "x"),
    "docs/video.mp4": EvidenceFact(OK, OID),
    "docs/video.mp4#x": fact(MISSING, "", Detail.NO_HEADINGS, "x"),
    "docs/absent.mp4": fact(NOT_FETCHED, ABSENT, Detail.NOT_FETCHED),
    "docs/absent.mp4#x": fact(NOT_FETCHED, ABSENT, Detail.NOT_FETCHED),
    "docs/pointer.txt": EvidenceFact(OK, digest(POINTER)),
    "docs/C#.md": fact(MISSING, "", Detail.HASH_IN_NAME, "docs/C#.md"),
    "docs/C#.md#": EvidenceFact(OK, digest(b"sharp\n"), thin=True),
    "docs/guide.adoc#_first_step": EvidenceFact(OK, digest("== First Step\n\ngo\n"), thin=True),
    "docs/guide.adoc#first-step": EvidenceFact(OK, digest("== First Step\n\ngo\n"), thin=True),
    "docs/guide.rst#first-step": EvidenceFact(
        OK, digest("First step\n----------\n\ngo\n"), thin=True
    ),
    "docs": fact(MISSING, "", Detail.FOLDER),
    "link.md": fact(OUTSIDE, "", Detail.SYMLINK),
    "linked/prd.md": fact(OUTSIDE, "", Detail.SYMLINK),
    "../secret": fact(OUTSIDE, "", Detail.REFUSED, "'..' in the path: write it without"),
    "docs\\prd.md": fact(
        OUTSIDE, "", Detail.REFUSED, "a backslash: write '/' between folders, on Windows too"
    ),
    "DOCS/prd.md": fact(MISSING, "", Detail.SPELLING, "docs/prd.md"),
    "docs/unique.md": fact(MISSING, "", Detail.SAME_NAME, "other/unique.md"),
    "docs/plan.md": fact(MISSING, "", Detail.SAME_NAMES, "b/plan.md", "2"),
    "docs/prdd.md": fact(MISSING, "", Detail.NEAREST, "docs/prd.md"),
    "nothing/like/it": EvidenceFact(MISSING),
    "": fact(OUTSIDE, "", Detail.REFUSED, "the path is empty"),
}


@pytest.mark.parametrize("target", list(CASES), ids=ascii)
def test_evidence_is_looked_up_one_by_one(tree: StoredTree, target: str) -> None:
    assert inspect_evidence(tree, [target]) == {target: CASES[target]}


def test_all_targets_at_once(tree: StoredTree) -> None:
    targets = [*CASES, *reversed(CASES)]
    found = inspect_evidence(tree, iter(targets))
    assert found == CASES
    assert list(found) == list(CASES)


class Counting:
    """A tree that counts what is read."""

    def __init__(self, inner: StoredTree) -> None:
        self.inner = inner
        self.reads: Counter[str] = Counter()
        self.entry, self.files, self.chunks = inner.entry, inner.files, inner.chunks
        self.in_lfs, self.lfs_objects = inner.in_lfs, inner.lfs_objects

    def read(self, path: str, limit: int) -> bytes:
        self.reads[path] += 1
        return self.inner.read(path, limit)


def test_every_file_is_read_once(tree: StoredTree) -> None:
    counting = Counting(tree)
    inspect_evidence(counting, CASES)
    assert set(counting.reads.values()) == {1}
    assert counting.reads["docs/prd.md"] == 1


def test_untracked_says_what_to_do(repository: Path) -> None:
    (repository / "it's new.md").write_text("new\n")
    (repository / "zero.md").write_text("")
    found = inspect_evidence(WorkTree(str(repository)), ["it's new.md", "zero.md"])
    assert found == {
        "it's new.md": fact(
            UNTRACKED, digest("new\n"), Detail.UNTRACKED, "'it'\"'\"'s new.md'"
        )._replace(thin=True),
        "zero.md": fact(EMPTY, digest(""), Detail.NO_CONTENT),
    }


def test_edits_elsewhere_leave_a_section_alone(repository: Path) -> None:
    path = repository / "prd.md"
    path.write_text(PRD)
    before = inspect_evidence(WorkTree(str(repository)), ["prd.md#goals", "prd.md"])
    path.write_text("Preface\n\n" + PRD.replace("TBD", "All known.") + "\n# More\n")
    after = inspect_evidence(WorkTree(str(repository)), ["prd.md#goals", "prd.md"])
    assert before["prd.md#goals"].sha256 == after["prd.md#goals"].sha256
    assert before["prd.md"].sha256 != after["prd.md"].sha256


def test_large_files_are_not_held(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = b"0123456789abcde\r\n" * 65_536
    with open(repository / "large.txt", "wb") as file:
        file.writelines(block for _ in range(60))
    with open(repository / "blank.txt", "wb") as file:
        file.truncate(0)
        file.writelines(b" " * (1 << 20) for _ in range(51))
    expected = sha256()
    for _ in range(60):
        expected.update(block.replace(b"\r\n", b"\n"))
    tracemalloc.start()
    found = inspect_evidence(WorkTree(str(repository)), ["large.txt", "blank.txt", "large.txt#x"])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found["large.txt"].sha256 == expected.hexdigest()
    assert found["blank.txt"].status is EMPTY
    assert found["large.txt#x"].detail == EvidenceDetail(Detail.TOO_LARGE, ("50",))
    assert peak < 16 * 1024 * 1024


def test_of_what_is_cited_often_it_is_told_whether_it_has_headings(tree: StoredTree) -> None:
    often = ["docs/prd.md", "docs/data.csv", "docs/logo.png", "a/plan.md", "docs/guide.rst"]
    counting = Counting(tree)
    found = inspect_evidence(counting, [*often, "docs/prd.md#goals", "docs/guide.adoc"], often)
    headed = [target for target, fact in found.items() if fact.has_headings]
    assert headed == ["docs/prd.md", "docs/guide.rst"]
    assert set(counting.reads.values()) == {1}


class Vanishing(Counting):
    """A tree whose files go away between the look and the read."""

    def read(self, path: str, limit: int) -> bytes:
        raise FileNotFoundError(path)


def test_a_file_that_vanishes_is_no_pass(tree: StoredTree) -> None:
    assert inspect_evidence(Vanishing(tree), ["docs/prd.md"]) == {
        "docs/prd.md": fact(MISSING, "", Detail.CHANGING)
    }
