"""A draft on odd machines and after odd events: each is repaired, or refused in plain words."""

from __future__ import annotations

import shutil
import signal
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from tpmcli.app import draft_save
from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.draft_entries import entries
from tpmcli.app.draft_repair import Repair
from tpmcli.app.draft_save import Files, receive, save
from tpmcli.app.draft_update import update
from tpmcli.app.shown import ShownKind, StaleFormError, shown
from tpmcli.app.workspace import open_workspace
from tpmcli.model.errors import InvalidInputError, RefusedError, StorageError, UsageError
from tpmcli.model.record import AnswerValue
from tpmcli.repo.draft_commit import SigningFailed
from tpmcli.repo.lock import hold
from tpmcli.repo.uploads import MOST_BYTES, put, safe_name
from world.command import Repository
from world.draft import ITEM, DraftWorld
from world.people import EVIDENCE, PM, RECORD


@pytest.fixture
def world(tmp_path: Path) -> DraftWorld:
    return DraftWorld.begin(tmp_path)


def in_main(world: DraftWorld, name: str, text: str) -> None:
    """Change a file in main, behind the draft's back."""
    host = DraftWorld.of(world.remote, world.root, f"host-{len(list(world.root.iterdir()))}").clone
    host.write(name, text)
    host.commit("change")
    host.git("push", "-q", "origin", "main")


def test_a_removed_work_tree_is_made_again(world: DraftWorld) -> None:
    draft = world.open()
    saved = world.answer(draft)
    before = world.person_state()
    shutil.rmtree(draft.top)
    again = world.open()
    assert (again.branch, again.repaired) == (draft.branch, Repair.RESTORED)
    assert again.tree().head() == saved.commit
    assert world.person_state() == before


def test_a_pruned_work_tree_is_made_again(world: DraftWorld) -> None:
    draft = world.open()
    saved = world.answer(draft)
    shutil.rmtree(draft.tree().git_dir)
    assert world.open().tree().head() == saved.commit


def test_a_locked_work_tree_that_is_gone_is_made_again(world: DraftWorld) -> None:
    draft = world.open()
    saved = world.answer(draft)
    world.clone.git("worktree", "lock", draft.top)
    shutil.rmtree(draft.top)
    assert world.open().tree().head() == saved.commit


def test_a_moved_and_a_copied_repository(world: DraftWorld, tmp_path: Path) -> None:
    saved = world.answer(world.open())
    copied = tmp_path / "copied"
    shutil.copytree(world.clone.root, copied, symlinks=True)
    original = world.clone.root
    world.clone.root = copied
    draft = world.open()
    assert draft.top == str(copied / ".git/tpm/draft")
    copy = world.answer(draft, value="not-met", note="in the copy")
    world.clone.root = original
    assert world.open().tree().head() == saved.commit != copy.commit
    moved = tmp_path / "moved"
    original.rename(moved)
    world.clone.root = moved
    assert world.open().tree().head() == saved.commit


def test_locks_of_git_that_were_left_behind(world: DraftWorld) -> None:
    draft = world.open()
    git_dir = Path(draft.tree().git_dir)
    for lock in (git_dir / "index.lock", git_dir / "HEAD.lock"):
        lock.touch()
    branch = world.clone.path(f".git/refs/heads/{draft.branch}.lock")
    branch.touch()
    assert world.answer(draft).commit
    assert not branch.exists()


def test_another_writer_holds_the_lock(world: DraftWorld) -> None:
    draft = world.open()
    script = (
        "import sys\nfrom tpmcli.app.draft import hold_draft\nfrom tpmcli.repo.draft_tree import"
        " DraftPlace\nwith hold_draft(DraftPlace(*sys.argv[1:]), 5):\n    print('held', flush=True)"
        "\n    sys.stdin.read()\n"
    )
    from world.command import COMMAND

    words = [COMMAND[0], "-c", script, draft.place.common, draft.place.name]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(words, text=True, **pipes) as other:  # type: ignore[call-overload]
        other.stdout.readline()
        with pytest.raises(StorageError, match="timed out"):
            save(draft, lambda *_: None, wait=0.1)
        # What only reads needs no lock.
        assert world.open().branch == draft.branch
        other.stdin.close()
    assert world.answer(draft).commit


def test_a_submodule_a_sparse_checkout_and_another_work_tree(tmp_path: Path) -> None:
    first = Repository.begin(tmp_path / "first")
    first.init("--lifecycle", "lite")
    part = Repository.begin(tmp_path / "part")
    allow = ("-c", "protocol.file.allow=always")
    first.git(*allow, "submodule", "add", "-q", str(part.root), "parts/part")
    first.commit("set up")
    world = DraftWorld.of(first.root, tmp_path)
    world.clone.git("sparse-checkout", "set", ".tpm")
    assert not world.clone.path(EVIDENCE).exists()
    world.clone.git("worktree", "add", "-q", "-b", "mine", str(tmp_path / "mine"))
    before = world.person_state()
    draft = world.open()
    assert Path(draft.folder, EVIDENCE).exists()
    assert world.answer(draft).commit
    names = world.clone.git("show", "--format=", "--name-only", draft.branch).split()
    assert names == [RECORD]
    assert world.person_state() == before
    inside = world.context()._replace(folder=str(tmp_path / "mine"))
    from tpmcli.app.draft import open_draft

    assert open_draft(inside).branch == draft.branch


def test_a_project_below_the_top(tmp_path: Path) -> None:
    first = Repository.begin(tmp_path / "first")
    below = Repository.__new__(Repository)
    below.root, below.command = first.root / "products/ü", []
    below.root.mkdir(parents=True)
    below.init("--lifecycle", "lite")
    below.write(EVIDENCE, "# Evidence\n\nIt was tried, and it works well enough.\n")
    below.commit("set up")
    world = DraftWorld.of(first.root, tmp_path)
    draft = world.open("products/ü")
    upload = receive(draft, "a.txt", [b"What five people said about it, word for word.\n"])
    done = save(
        draft,
        lambda work, who, names: answer(work, who, [ITEM], AnswerRequest(AnswerValue.MET, names)),
        files=Files(ITEM, (upload,)),
    )
    assert done.files == (f"docs/evidence/{ITEM}/a.txt",)
    [entry] = entries(draft)
    assert (len(entry.changes), entry.files) == (1, done.files)
    in_main(world, f"products/ü/{EVIDENCE}", "# Evidence\n\nIt was tried again.\n")
    assert update(draft).merged


def test_no_name_and_no_address(world: DraftWorld) -> None:
    world.clone.git("config", "--unset", "user.name")
    world.clone.git("config", "user.email", "nobody")
    draft = world.open()
    assert draft.author.missing == ("user.name", "user.email")
    with pytest.raises(UsageError, match=r"no usable `user\.name` and no usable `user\.email`"):
        world.answer(draft)
    assert entries(draft) == ()


def test_only_git_says_who_acts(world: DraftWorld) -> None:
    others = ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL", "EMAIL", "TPM_AS")
    world.env = {**world.env, **dict.fromkeys(others, "mallory@example.com")}
    draft = world.open()
    done = world.answer(draft)
    shown_commit = world.clone.git("show", "-s", "--format=%ae %ce", done.commit)
    assert shown_commit.split() == [PM, PM]
    [change] = done.changes
    assert change.change.entry is not None
    assert change.change.entry.by == PM


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("../../main", "main"),
        ("Ünsal Ağaoğlu", "unsal-agaoglu"),
        ("李雷", "pm"),
    ],
)
def test_odd_names(world: DraftWorld, name: str, part: str) -> None:
    world.clone.git("config", "user.name", name)
    draft = world.open()
    assert draft.branch == f"tpm/{part}-{world.now.date()}"
    assert world.answer(draft, note="<script>alert(2)</script>").commit


def test_hooks_are_not_run(world: DraftWorld) -> None:
    marker = world.root / "ran"
    hooks = world.clone.path(".git/hooks")
    hooks.mkdir(exist_ok=True)
    for name in ("pre-commit", "commit-msg", "post-checkout", "reference-transaction", "pre-push"):
        (hooks / name).write_text(f"#!/bin/sh\necho {name} >> {marker}\nexit 1\n")
        (hooks / name).chmod(0o755)
    from tpmcli.app.propose import propose

    draft = world.open()
    world.answer(draft)
    assert propose(draft).sent
    assert not marker.exists()


def signing_key(world: DraftWorld) -> Path:
    key: Path = world.root / "key"
    words = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", PM, "-f", str(key)]
    subprocess.run(words, check=True)
    world.clone.git("config", "gpg.format", "ssh")
    world.clone.git("config", "user.signingkey", str(key))
    world.clone.git("config", "commit.gpgsign", "true")
    return key


def test_commits_are_signed_if_git_is_set_to(world: DraftWorld) -> None:
    key = signing_key(world)
    draft = world.open()
    done = world.answer(draft)
    signers = world.root / "signers"
    signers.write_text(f"{PM} {key.with_suffix('.pub').read_text()}")
    config = ("-c", f"gpg.ssh.allowedSignersFile={signers}")
    assert "Good" in world.clone.git(*config, "show", "-s", "--format=%GG", done.commit)
    in_main(world, "notes.md", "notes\n")
    merged = update(draft).merged
    assert world.clone.git(*config, "show", "-s", "--format=%G?", merged).strip() == "G"


def test_a_save_that_cannot_be_signed_is_taken_back(world: DraftWorld) -> None:
    signing_key(world).unlink()
    draft = world.open()
    head = draft.tree().head()
    with pytest.raises(SigningFailed, match="could not sign") as caught:
        world.answer(draft)
    assert caught.value.said
    assert draft.tree().head() == head
    assert draft.tree().is_clean()
    assert open_workspace(draft.context).record.item(ITEM).answer is None
    world.clone.git("config", "commit.gpgsign", "false")
    assert world.answer(draft).commit


def test_a_refused_act_leaves_nothing_and_keeps_what_was_uploaded(world: DraftWorld) -> None:
    draft = world.open()
    upload = receive(draft, "empty-ish.md", [b"TODO\n"])

    def act(work: object, who: object, names: tuple[str, ...]) -> None:
        raise RefusedError("no")

    with pytest.raises(RefusedError, match="no"):
        save(draft, act, files=Files(ITEM, (upload,)))
    assert draft.tree().is_clean()
    assert not Path(draft.folder, "docs/evidence", ITEM).exists()
    assert Path(upload.path).read_bytes() == b"TODO\n"


def test_an_interrupted_save_is_taken_back(
    world: DraftWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = world.open()

    def interrupted(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(draft_save, "commit_record", interrupted)
        with pytest.raises(KeyboardInterrupt):
            world.answer(draft)
    assert draft.tree().is_clean()
    assert entries(draft) == ()
    assert world.open().repaired is Repair.NOTHING


class Killed(BaseException):
    """The process ended here: nothing after it happens."""


def test_a_save_that_was_cut_off_is_committed_with_its_own_time(
    world: DraftWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = world.open()

    def killed(*_: object, **__: object) -> object:
        raise Killed

    world.now -= timedelta(days=3)
    recorded = world.now
    with monkeypatch.context() as patch:
        patch.setattr(draft_save, "commit_record", killed)
        patch.setattr(draft_save, "take_back", killed)
        with pytest.raises(Killed):
            world.answer(draft)
    world.later(days=3)
    again = world.open()
    assert again.repaired is Repair.COMMITTED
    # Otherwise the gate would take the entry for one that is dated wrongly.
    assert [entry.at for entry in entries(again)] == [int(recorded.timestamp())]


def test_a_form_that_is_out_of_date_saves_nothing(world: DraftWorld) -> None:
    draft = world.open()
    form = shown(open_workspace(draft.context), ShownKind.ITEM, ITEM)
    gate = shown(open_workspace(draft.context), ShownKind.SIGNOFF, "feasibility")
    other = shown(open_workspace(draft.context), ShownKind.DECISION, "requirements")
    save(draft, lambda *_: None, shown=form)
    world.answer(draft)
    for stale in (form, gate):
        with pytest.raises(StaleFormError):
            save(draft, lambda *_: pytest.fail("acted"), shown=stale)
    save(draft, lambda *_: None, shown=other)


def test_a_form_is_out_of_date_once_a_pull_changed_its_evidence(world: DraftWorld) -> None:
    draft = world.open()
    world.answer(draft)
    form = shown(open_workspace(draft.context), ShownKind.ITEM, ITEM)
    in_main(world, EVIDENCE, "# Evidence\n\nIt was tried, and it fails.\n")
    assert update(draft).merged
    with pytest.raises(StaleFormError):
        save(draft, lambda *_: pytest.fail("acted"), shown=form)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        (".git", "git"),
        (".htaccess", "htaccess"),
        ("CON", "file-CON"),
        ("nul.txt", "file-nul.txt"),
        ("", "file"),
        ("...", "file"),
        ("é à <b>.md", "e-a-b.md"),
        ("李雷.pdf", "file.pdf"),
        ("a" * 300 + ".pdf", "a" * 96 + ".pdf"),
        ("-rf", "rf"),
        ("a\0b\n.txt", "a-b.txt"),
        ("name.", "name"),
    ],
)
def test_names_of_uploads(name: str, made: str) -> None:
    assert safe_name(name) == made


def test_uploads_that_are_refused(world: DraftWorld) -> None:
    draft = world.open()
    with pytest.raises(RefusedError, match="is empty"):
        receive(draft, "a.txt", [])
    taken = 0

    def endless() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * (1 << 20)

    with pytest.raises(RefusedError, match="larger than 20 MB"):
        receive(draft, "a.txt", endless())  # type: ignore[arg-type]
    assert taken == MOST_BYTES // (1 << 20) + 1
    assert list(Path(draft.tree().git_dir, "tpm-uploads").iterdir()) == []
    upload = receive(draft, "a.txt", [b"x"])
    with pytest.raises(UsageError, match="no item or phase"):
        save(draft, lambda *_: None, files=Files("../../.tpm", (upload,)))
    with pytest.raises(RefusedError, match="more than 10 files"):
        save(draft, lambda *_: None, files=Files(ITEM, (upload,) * 11))


def test_an_upload_overwrites_nothing_and_follows_no_link(world: DraftWorld) -> None:
    draft = world.open()
    folder = Path(draft.folder, "docs/evidence")
    names: list[str] = []
    for _ in range(3):
        upload = receive(draft, "A.txt", [b"What five people said about it, word for word.\n"])
        done = save(
            draft,
            lambda work, who, files: answer(
                work, who, [ITEM], AnswerRequest(AnswerValue.MET, added=files)
            ),
            files=Files(ITEM, (upload,)),
        )
        names += done.files
    assert [Path(name).name for name in names] == ["A.txt", "A-2.txt", "A-3.txt"]
    assert not Path(upload.path).exists()
    outside = world.root / "outside"
    outside.mkdir()
    shutil.rmtree(folder)
    folder.symlink_to(outside)
    upload = receive(draft, "b.txt", [b"x"])
    # The link is there when the file is put: the draft was in order when the save began.
    with pytest.raises(RefusedError, match="a link or a file"):
        put(draft.tree(), draft.folder, f"docs/evidence/{ITEM}", [upload])
    assert list(outside.iterdir()) == []


def test_an_upload_that_git_lfs_would_keep(world: DraftWorld) -> None:
    in_main(world, ".gitattributes", "*.pdf filter=lfs diff=lfs merge=lfs -text\n")
    draft = world.open()
    update(draft)
    upload = receive(draft, "a.pdf", [b"%PDF"])
    with pytest.raises(RefusedError, match="Git LFS"):
        save(draft, lambda *_: None, files=Files(ITEM, (upload,)))
    assert draft.tree().is_clean()


def test_an_invalid_project_is_told_and_nothing_is_saved(world: DraftWorld) -> None:
    in_main(world, RECORD, "schema: [\n")
    draft = world.open()
    update(draft)
    with pytest.raises(InvalidInputError):
        world.answer(draft)
    assert entries(draft) == ()


def test_a_project_that_is_not_in_main_yet(tmp_path: Path) -> None:
    first = Repository.begin(tmp_path / "first")
    first.init("--lifecycle", "lite")
    world = DraftWorld(tmp_path, first, tmp_path / "none")
    with pytest.raises(RefusedError, match="not in the branch `main` yet"):
        world.open()


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    from world.files import Files as Folder

    folder = Folder(tmp_path / "new")
    folder.root.mkdir()
    folder.git_init()
    folder.write(".tpm/policy.yaml", "")
    with pytest.raises(RefusedError, match="has no commit"):
        DraftWorld(tmp_path, folder, tmp_path / "none").open()


def test_two_drafts_at_once_have_one_writer(world: DraftWorld) -> None:
    one, two = world.open(), world.open()
    world.answer(one)
    world.answer(two, "feasibility.problem-statement-agreed")
    assert len(entries(one)) == len(entries(two)) == 2


def test_the_lock_is_held_during_an_act(world: DraftWorld) -> None:
    draft = world.open()

    def act(work: object, who: object, names: tuple[str, ...]) -> str:
        with hold(draft.place.top + ".draft", 0):
            return str(signal.SIGINT)

    # The same thread takes it again.
    assert save(draft, act).commit == ""


def test_a_git_folder_in_which_nothing_can_be_made(world: DraftWorld) -> None:
    world.clone.write(".git/tpm", "in the way\n")
    with pytest.raises(StorageError, match="cannot create"):
        world.open()
