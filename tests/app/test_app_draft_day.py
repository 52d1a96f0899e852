"""A Product Manager's day in a draft, up to what CI says of it in the remote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tpmcli.app import propose as propose_draft
from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.decide import decide
from tpmcli.app.draft import Draft
from tpmcli.app.draft_entries import entries
from tpmcli.app.draft_save import Files, receive, save
from tpmcli.app.draft_state import state
from tpmcli.app.draft_undo import undo
from tpmcli.app.draft_update import Side, resolve, update
from tpmcli.app.propose import difference, propose
from tpmcli.app.sign import sign
from tpmcli.app.workspace import open_workspace
from tpmcli.model.errors import RefusedError
from tpmcli.model.record import AnswerValue, Outcome
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.repo import draft_remote
from tpmcli.repo.draft_remote import RemoteTrouble
from world.command import Repository
from world.draft import ITEM, DraftWorld
from world.files import Files as Folder
from world.people import EVIDENCE, PM, RECORD, TPM

GATE = "feasibility"
OTHER = "feasibility.problem-statement-agreed"


@pytest.fixture
def world(tmp_path: Path) -> DraftWorld:
    """The TPM has done their part of the first gate, and it is in main."""
    first = Repository.begin(tmp_path / "first")
    first.init("--lifecycle", "lite")
    first.commit("set up")
    mine = first.unsatisfied(GATE, should=True)["tpm"]
    first.answer_each(mine, evidence=[EVIDENCE])
    first.sign(GATE, "tpm")
    first.commit("answer as the TPM")
    return DraftWorld.of(first.root, tmp_path)


def pm_items(draft: Draft, phase: str = GATE) -> list[str]:
    items = open_workspace(draft.context).checklist.items().values()
    return [item.id for item in items if item.role == "pm" and item.phase == phase]


def live_a_day(world: DraftWorld) -> Draft:
    draft = world.open()
    first, *rest = pm_items(draft)
    upload = receive(draft, "Interviews.pdf", [b"%PDF-1.7 five people", b" asked for it\n"])
    files = Files(first, (upload,))
    save(
        draft,
        lambda work, who, names: answer(work, who, [first], AnswerRequest(AnswerValue.MET, names)),
        files=files,
    )
    for item in rest:
        world.answer(draft, item)
    save(draft, lambda work, who, _: sign(work, who, GATE, PM_ROLE))
    save(draft, lambda work, who, _: decide(work, who, GATE, Outcome.GO))
    return draft


def judged(world: DraftWorld, branch: str, tmp_path: Path) -> tuple[str, list[str]]:
    """Return what CI says of a branch in the remote: the verdict, and the rules that it found."""
    ci = tmp_path / "ci"
    Folder(tmp_path).git("clone", "-q", str(world.remote), str(ci))
    runner = Repository.__new__(Repository)
    runner.root, runner.command = ci, []
    runner.git("checkout", "-q", branch)
    told = runner.run(
        "gate", "check", "--decided", "--against", "origin/main", "--format", "json"
    ).json
    return told["verdict"], [each["rule"] for gate in told["gates"] for each in gate["findings"]]


def test_the_day_of_a_product_manager_passes_the_gate(world: DraftWorld, tmp_path: Path) -> None:
    before = world.person_state()
    draft = live_a_day(world)
    shown = difference(draft)
    assert RECORD in [each.path for each in shown.files]
    done = propose(draft)
    assert done.sent, done.answer
    assert world.person_state() == before
    assert state(draft).sent
    assert all(entry.sent for entry in entries(draft))
    assert judged(world, draft.branch, tmp_path) == ("met", [])
    heads = Folder(world.remote).git("for-each-ref", "--format=%(refname:short)").split()
    assert heads == ["main", draft.branch]


def test_a_merge_of_main_changes_nothing_about_who_recorded_what(
    world: DraftWorld, tmp_path: Path
) -> None:
    draft = live_a_day(world)
    colleague = DraftWorld.of(world.remote, tmp_path, "colleague").clone
    colleague.git("config", "user.email", TPM)
    colleague.write("notes.md", "# Notes\n")
    colleague.commit("take notes")
    colleague.git("push", "-q", "origin", "main")
    done = update(draft)
    assert done.merged
    assert not done.conflicts
    assert propose(draft).sent
    assert (world.clone.path(".git/tpm/draft/notes.md")).read_text() == "# Notes\n"
    assert judged(world, draft.branch, tmp_path) == ("met", [])


def test_an_ended_draft_makes_room_for_the_next(world: DraftWorld) -> None:
    first = live_a_day(world)
    assert propose(first).sent
    for squash in (False, True):
        draft = world.open()
        if squash:
            # The next one is merged as one commit that its branch does not have.
            assert draft.branch == f"{first.branch}-2"
            world.answer(draft, pm_items(draft, "requirements")[0], value="not-met", note="not yet")
            assert propose(draft).sent
        host = DraftWorld.of(world.remote, world.root, f"host-{squash}").clone
        host.git("merge", "-q", *(["--squash"] if squash else []), f"origin/{draft.branch}")
        if squash:
            host.git("commit", "-qm", "squashed")
        host.git("push", "-q", "origin", "HEAD:main")
        update(draft)
    assert world.open().branch == f"{first.branch}-3"


def contradict(world: DraftWorld) -> None:
    """Let a colleague answer the item otherwise, and something else too, in main."""
    colleague = DraftWorld.of(world.remote, world.root, "colleague").clone
    runner = Repository.__new__(Repository)
    runner.root, runner.command = colleague.root, []
    runner.answer(ITEM, "not-met", by=PM, note="asked nobody")
    runner.answer(OTHER, by=PM, evidence=[EVIDENCE])
    runner.commit("answer otherwise")
    runner.git("push", "-q", "origin", "main")


@pytest.mark.parametrize("side", list(Side))
def test_a_contradiction_is_left_to_the_person(world: DraftWorld, side: Side) -> None:
    draft = world.open()
    world.answer(draft, note="asked many")
    kept = draft.tree().head()
    contradict(world)
    done = update(draft)
    [conflict] = done.conflicts
    assert (conflict.key, conflict.chosen) == (f"items/{ITEM}", None)
    said = [[each.change.entry.value for each in part] for part in (conflict.ours, conflict.theirs)]  # type: ignore[union-attr]
    assert said == [["met"], ["not-met"]]
    assert draft.tree().head() == kept
    assert update(draft).conflicts == done.conflicts
    merged = resolve(draft, conflict.key, side)
    assert merged.merged
    assert state(draft).behind == 0
    record = open_workspace(draft.context).record
    answers = [record.item(each).answer for each in (ITEM, OTHER)]
    expected = "met" if side is Side.OURS else "not-met"
    assert [each and each.value for each in answers] == [expected, "met"]


def test_a_decision_of_main_stays(world: DraftWorld) -> None:
    draft = live_a_day(world)
    host = DraftWorld.of(world.remote, world.root, "host").clone
    runner = Repository.__new__(Repository)
    runner.root, runner.command = host.root, []
    runner.decide(GATE, "hold", reason="wait for legal")
    runner.commit("hold")
    runner.git("push", "-q", "origin", "main")
    [conflict] = update(draft).conflicts
    assert (conflict.key, conflict.sides) == (f"decisions/{GATE}", (Side.THEIRS,))
    with pytest.raises(RefusedError, match="what main has recorded here stays"):
        resolve(draft, conflict.key, Side.OURS)
    assert resolve(draft, conflict.key, Side.THEIRS).merged
    record = open_workspace(draft.context).record
    assert [entry.raw["decision"] for entry in record.decisions[GATE]] == ["hold"]


@pytest.mark.parametrize("side", list(Side))
def test_an_upload_of_the_same_name_in_main(world: DraftWorld, side: Side) -> None:
    draft = live_a_day(world)
    name = f"docs/evidence/{pm_items(draft)[0]}/Interviews.pdf"
    ours = Path(draft.folder, name).read_text()
    host = DraftWorld.of(world.remote, world.root, "host").clone
    host.write(name, "something else\n")
    host.path(name).chmod(0o755)
    host.commit("add the same name")
    host.git("push", "-q", "origin", "main")
    [conflict] = update(draft).conflicts
    assert conflict.key == f"files/{name}"
    assert resolve(draft, conflict.key, side).merged
    kept = Path(draft.folder, name)
    assert kept.read_text() == (ours if side is Side.OURS else "something else\n")
    assert bool(kept.stat().st_mode & 0o100) == (side is Side.THEIRS)


def test_undo_before_and_after_a_push(world: DraftWorld) -> None:
    draft = world.open()
    first = world.answer(draft)
    second = world.answer(draft, OTHER)
    assert undo(draft, second.commit).dropped
    assert draft.tree().head() == first.commit
    assert propose(draft).sent
    done = undo(draft, first.commit)
    assert not done.dropped
    one, two = entries(draft)
    assert (one.taken_back, one.sent, two.takes_back, two.sent) == (True, True, one.commit, False)
    assert difference(draft).empty
    with pytest.raises(RefusedError, match="undone already"):
        undo(draft, first.commit)


def test_an_undo_keeps_what_changed_since(world: DraftWorld) -> None:
    draft = world.open()
    first = world.answer(draft)
    world.later(minutes=1)
    world.answer(draft, value="not-met", note="looked again")
    with pytest.raises(RefusedError, match="changed again"):
        undo(draft, first.commit)
    assert [entry.takes_back for entry in entries(draft)] == ["", ""]


def test_a_sign_off_is_not_undone_under_a_decision(world: DraftWorld) -> None:
    draft = live_a_day(world)
    signed = entries(draft)[-2]
    with pytest.raises(RefusedError, match="rests on this sign-off"):
        undo(draft, signed.commit)


def test_a_remote_that_refuses(world: DraftWorld) -> None:
    hook = world.remote / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'no branches today' >&2\nexit 1\n")
    hook.chmod(0o755)
    draft = world.open()
    saved = world.answer(draft)
    done = propose(draft)
    assert done.answer is not None
    assert done.answer.trouble is RemoteTrouble.REJECTED
    assert "no branches today" in done.answer.said
    assert draft.tree().head() == saved.commit
    # The remote has nothing of it, so it can still be dropped.
    assert undo(draft, saved.commit).dropped


def test_a_remote_that_is_gone(world: DraftWorld) -> None:
    draft = world.open()
    saved = world.answer(draft)
    world.remote.rename(world.root / "away.git")
    done = propose(draft)
    assert done.answer is not None
    assert done.answer.trouble is RemoteTrouble.NOT_FOUND
    assert update(draft).answer is not None
    assert state(draft).offline
    assert world.open().branch == draft.branch
    assert entries(draft)[0].commit == saved.commit


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("https://127.0.0.1:1/owner/name.git", RemoteTrouble.NO_NETWORK),
        ("ext::sh -c touch% /tmp/never", RemoteTrouble.PROTOCOL),
        ("http://127.0.0.1:1/owner/name.git", RemoteTrouble.PROTOCOL),
        ("git://127.0.0.1:1/owner/name.git", RemoteTrouble.PROTOCOL),
    ],
)
def test_a_remote_that_is_not_reached(
    world: DraftWorld, address: str, trouble: RemoteTrouble
) -> None:
    world.clone.git("config", "remote.origin.url", address)
    world.clone.git("config", "--unset", "tpm.protocols")
    draft = world.open()
    world.answer(draft)
    done = propose(draft)
    assert done.answer is not None
    assert done.answer.trouble is trouble, done.answer.said


def test_a_local_remote_needs_the_setting(world: DraftWorld) -> None:
    world.clone.git("config", "--unset", "tpm.protocols")
    draft = world.open()
    world.answer(draft)
    done = propose(draft)
    assert done.answer is not None
    assert done.answer.trouble is RemoteTrouble.PROTOCOL


def test_without_a_remote_the_draft_begins_at_the_local_main(world: DraftWorld) -> None:
    world.clone.git("remote", "remove", "origin")
    draft = world.open()
    assert (draft.main.name, draft.main.remote, draft.main.has_remote) == ("main", False, False)
    world.answer(draft)
    done = propose(draft)
    assert done.answer is not None
    assert done.answer.trouble is RemoteTrouble.NO_REMOTE
    assert not done.difference.empty


def test_nothing_to_propose(world: DraftWorld) -> None:
    done = propose(world.open())
    assert (done.answer, done.sent, done.difference.empty) == (None, False, True)


def test_credentials_are_not_passed_on(world: DraftWorld) -> None:
    address = "https://ana:secret@127.0.0.1:1/owner/name.git"
    world.clone.git("config", "remote.origin.url", address)
    draft = world.open()
    world.answer(draft)
    done = propose(draft)
    assert done.answer is not None
    assert "secret" not in json.dumps(done.answer)


def over_ssh(world: DraftWorld, script: str) -> None:
    """Let the remote be one at GitHub, and let a script stand in for ssh."""
    ssh = world.root / "ssh"
    ssh.write_text(f"#!/bin/sh\n{script}\n")
    ssh.chmod(0o755)
    world.clone.git("config", "core.sshCommand", str(ssh))
    world.clone.git("config", "remote.origin.url", "git@github.com:acme/ledger.git")
    world.clone.git("config", "--unset", "tpm.protocols")


def test_a_proposal_ends_at_the_form_of_the_code_host(world: DraftWorld) -> None:
    over_ssh(world, f"exec git-receive-pack {world.remote}")
    draft = world.open()
    world.answer(draft)
    done = propose(draft)
    assert done.sent, done.answer
    branch = draft.branch
    assert done.link == f"https://github.com/acme/ledger/compare/main...{branch}?expand=1"


@pytest.mark.parametrize("folder", ["", "docs"])
def test_a_relative_path_leads_from_the_person_s_repository(tmp_path: Path, folder: str) -> None:
    world = DraftWorld.begin(tmp_path)
    world.clone.git("remote", "set-url", "origin", "../remote.git")
    world.clone.git("config", "remote.origin.pushurl", "../sent.git")
    Folder(tmp_path).git("init", "-q", "--bare", "sent.git")
    draft = world.open(folder)
    fetched = update(draft).answer
    assert fetched is not None
    assert fetched.trouble is None, fetched.said
    world.answer(draft)
    done = propose(draft)
    assert done.sent, done.answer
    sent = Folder(tmp_path / "sent.git").git("rev-parse", f"refs/heads/{draft.branch}")
    assert sent.strip() == done.commit


def test_a_remote_without_rights(world: DraftWorld) -> None:
    over_ssh(world, "echo 'git@github.com: Permission denied (publickey).' >&2; exit 255")
    draft = world.open()
    world.answer(draft)
    done = propose(draft)
    assert done.answer is not None
    assert done.answer.trouble is RemoteTrouble.NO_RIGHTS
    assert "Permission denied (publickey)" in done.answer.said


def test_a_push_that_takes_too_long_is_ended(
    world: DraftWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = world.root / "running"
    over_ssh(world, f"echo $$ > {running}; exec sleep 600")
    monkeypatch.setattr(draft_remote, "PUSH_TIMEOUT", 1.0)
    draft = world.open()
    saved = world.answer(draft)
    done = propose(draft)
    assert done.answer is not None
    assert done.answer.trouble is RemoteTrouble.TOOK_TOO_LONG
    process = int(running.read_text())
    state_of = Path(f"/proc/{process}/stat")
    assert not state_of.exists() or state_of.read_text().split()[2] == "Z"
    # It may have arrived, so the save is not dropped any more.
    assert not undo(draft, saved.commit).dropped


def test_what_is_saved_during_a_push_is_not_part_of_it(
    world: DraftWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = world.open()
    first = world.answer(draft)

    def push(*given: Any) -> draft_remote.RemoteAnswer:
        assert world.open().branch == draft.branch
        world.answer(draft, OTHER)
        return draft_remote.push_branch(*given)

    monkeypatch.setattr(propose_draft, "push_branch", push)
    assert propose(draft).sent
    assert [entry.sent for entry in entries(draft)] == [True, False]
    assert not state(draft).sent
    assert undo(draft, first.commit).commit
