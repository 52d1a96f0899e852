"""`tpm merge`: from git's three stages, and never over a person's own work."""

from __future__ import annotations

import pytest
from small_project import Small, problems, refused

from tpmcli.app.merge import merge_project_files
from tpmcli.app.start import start
from tpmcli.model.errors import InvalidInputError, RefusedError
from tpmcli.model.problem import Flaw, Hint, Problem, Remedy
from world.people import PM, RECORD, TPM


@pytest.fixture
def split(small: Small) -> Small:
    """Two branches that answered the same item otherwise, in the middle of a merge."""
    small.commit("begin")
    small.git("switch", "-qc", "other")
    small.answer("documented", "met", by=PM)
    small.answer("wanted", by=PM)
    small.commit("other")
    small.git("switch", "-q", "main")
    small.answer("documented", "not-met")
    small.answer("tried", "met", evidence=["docs/note.md"])
    small.commit("ours")
    small.git("merge", "-q", "other", check=False)
    assert "<<<<<<<" in small.read()
    return small


def test_contradictions_alone_are_left(split: Small) -> None:
    done = merge_project_files(split.session())
    assert done.files == (RECORD,)
    assert [(path, conflict.key) for path, conflict in done.conflicts] == [
        (RECORD, "build.documented")
    ]
    text = split.read()
    assert text.count("<<<<<<<") == 1
    assert text.count("answer: met") == 3
    # Once more gives the same.
    assert merge_project_files(split.session()) == done
    assert split.read() == text


def test_what_differs_not_at_all_is_merged_whole(small: Small) -> None:
    small.commit("begin")
    small.git("switch", "-qc", "other")
    small.edit("idea.tried: {}\n\n", "idea.tried: {}  # theirs\n\n")
    small.answer("wanted", by=PM)
    small.commit("other")
    small.git("switch", "-q", "main")
    small.edit(
        "idea.tried: {}\n\n  # idea · pm · wanted\n",
        "idea.tried: {}\n\n  # idea · pm · wanted\n  # ours\n",
    )
    small.answer("tried", "met", evidence=["docs/note.md"])
    small.commit("ours")
    small.git("merge", "-q", "other", check=False)
    assert "<<<<<<<" in small.read()
    done = merge_project_files(small.session())
    assert (done.files, done.conflicts) == ((RECORD,), ())
    record = small.open().record
    assert {name for name, item in record.items.items() if item.answer} == {
        "idea.tried",
        "idea.wanted",
    }
    assert small.read().count("# ours") == small.read().count("# theirs") == 1


def test_what_a_person_resolved_is_not_thrown_away(split: Small) -> None:
    merge_project_files(split.session())
    text = split.read()
    ours = text[text.index("<<<<<<<") :].partition("\n")[2].partition("=======")[0]
    head = text[: text.index("<<<<<<<")]
    tail = text[text.index(">>>>>>>") :].partition("\n")[2]
    (split.root / RECORD).write_bytes((head + ours + tail).encode())
    resolved = split.files()
    with pytest.raises(RefusedError) as caught:
        merge_project_files(split.session())
    assert refused(caught) == (
        f"`{RECORD}` contains no conflict markers: it is already resolved",
        f"→ git add {RECORD}",
    )
    assert split.files() == resolved
    split.git("checkout", "--merge", "--", RECORD)
    assert merge_project_files(split.session()).files == (RECORD,)


def test_nothing_is_in_conflict(small: Small) -> None:
    small.commit("begin")
    with pytest.raises(RefusedError) as caught:
        merge_project_files(small.session())
    assert refused(caught) == ("no project file is in conflict", "→ git status")


def test_without_git_there_is_nothing_to_merge_from(small: Small) -> None:
    import shutil

    shutil.rmtree(small.root / ".git")
    with pytest.raises(InvalidInputError) as caught:
        merge_project_files(small.session())
    assert problems(caught) == [Problem(Flaw.NO_GIT_FOR_MERGE)]


@pytest.mark.parametrize("removes", ["main", "other"])
def test_a_side_that_removed_the_file(small: Small, removes: str) -> None:
    start(small.open(), small.session(), "1.0.1", parallel=True)
    path = ".tpm/increments/1.0.1.yaml"
    small.commit("begin")
    small.git("branch", "other")
    for branch in ("other", "main"):
        small.git("switch", "-q", branch)
        if branch == removes:
            (small.root / path).unlink()
        else:
            small.answer("documented", increment="1.0.1")
        small.commit(branch)
    small.git("merge", "-q", "other", check=False)
    before = small.files()
    with pytest.raises(InvalidInputError) as caught:
        merge_project_files(small.session())
    flaw = Flaw.OUR_SIDE_REMOVED if removes == "main" else Flaw.THEIR_SIDE_REMOVED
    assert problems(caught) == [Problem(flaw, (), path, hint=Hint(Remedy.KEEP_OTHER_SIDE))]
    assert small.files() == before


def test_other_files_in_conflict_are_left_to_people(split: Small) -> None:
    split.git("merge", "--abort")
    split.git("switch", "-q", "other")
    split.write("docs/note.md", "theirs\n")
    split.write("README.md", f"{TPM}\n")
    split.commit("theirs")
    split.git("switch", "-q", "main")
    split.write("docs/note.md", "ours\n")
    split.commit("more")
    split.git("merge", "-q", "other", check=False)
    assert merge_project_files(split.session()).files == (RECORD,)
    assert "<<<<<<<" in split.read("docs/note.md")
