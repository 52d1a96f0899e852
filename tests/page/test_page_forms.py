"""What is sent to the page that does not fit: it is refused in words, and what was typed stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from served_page import Answer, Served, hidden, push, serving

from tpmcli.repo.lock import hold
from world.draft import ITEM, DraftWorld
from world.people import EVIDENCE, PM, POLICY, RECORD, TPM

PATH = f"/items/{ITEM}"
OTHER = "feasibility.problem-statement-agreed"


def _draft(world: DraftWorld) -> str:
    return world.clone.git("for-each-ref", "--format=%(refname)", "refs/heads/tpm").strip()


def _saved(world: DraftWorld, path: str = RECORD) -> str:
    return world.clone.git("show", f"{_draft(world)}:{path}")


def _files(world: DraftWorld) -> list[str]:
    names = world.clone.git("ls-tree", "-r", "--name-only", _draft(world))
    return [name for name in names.splitlines() if name.startswith("docs/evidence/")]


def _not_met(served: Served, note: str = "soon", path: str = PATH) -> Answer:
    fields = {"answer": "not-met", "note": note, "shown": served.shown(path)}
    return served.post(path, fields)


def _main(text: str) -> str:
    """Return the words of a screen, without its markup."""
    inside = text.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", inside).split())


def test_two_windows(served: Served, world: DraftWorld) -> None:
    """The second one saves nothing, says what happened, and keeps what was typed."""
    form = served.shown(PATH)
    assert _not_met(served, "from the first window").status == 303
    second = {"answer": "met", "path": EVIDENCE, "note": "from the second", "shown": form}
    refused = served.post(PATH, second)
    assert refused.status == 409
    said = _main(refused.text)
    assert "Not saved yet: this item changed while you had it open" in said
    assert "Ana Pérez answered it “not met” on" in said
    assert ">from the second</textarea>" in refused.text
    assert f'value="{EVIDENCE}"' in refused.text
    assert "from the second" not in _saved(world)
    again = served.post(PATH, {**second, "shown": hidden(refused.text, "shown")})
    assert again.status == 303
    assert "from the second" in _saved(world)


def test_main_changes_while_a_form_is_open(served: Served, world: DraftWorld) -> None:
    form = served.shown(PATH)
    push(world, PATH.rpartition("/")[2], "not-met", "--note", "answered elsewhere")
    assert served.post("/update", {}).status == 303
    refused = served.post(PATH, {"answer": "not-met", "note": "mine", "shown": form})
    assert refused.status == 409
    assert "answered elsewhere" in refused.text
    assert ">mine</textarea>" in refused.text


def test_a_conflict_is_for_a_person_to_settle(served: Served, world: DraftWorld) -> None:
    assert _not_met(served, "mine").status == 303
    push(world, ITEM, "not-met", "--note", "theirs")
    conflict = served.post("/update", {})
    assert conflict.status == 200
    said = _main(conflict.text)
    assert "Two answers to one question" in said
    assert "mine" in said
    assert "theirs" in said
    key = hidden(conflict.text, "key")
    unchosen = served.post("/resolve", {"key": key})
    assert unchosen.status == 422
    assert "Choose one of the two" in _main(unchosen.text)
    assert served.post("/resolve", {"key": "items/none", "keep": "ours"}).status == 422
    assert served.post("/resolve", {"key": key, "keep": "ours"}).status == 303
    assert "note: mine" in _saved(world)
    assert "note: theirs" not in _saved(world)
    parents = world.clone.git("log", "-1", "--format=%P", _draft(world)).split()
    assert len(parents) == 2


def test_both_fit_together(served: Served, world: DraftWorld) -> None:
    assert _not_met(served, "mine").status == 303
    push(world, OTHER, "not-met", "--note", "theirs")
    assert served.post("/update", {}).status == 303
    assert "note: mine" in _saved(world)
    assert "note: theirs" in _saved(world)


TROUBLES: dict[str, tuple[Callable[[DraftWorld], object], str]] = {
    "no remote": (
        lambda world: world.clone.git("remote", "remove", "origin"),
        "no remote named “origin”",
    ),
    "no repository": (
        lambda world: world.remote.rename(world.remote.with_name("gone.git")),
        "no such repository",
    ),
    "no rights": (
        lambda world: _hook(world, "echo 'error: permission denied' >&2; exit 1"),
        "did not accept the branch",
    ),
    "a protocol that is not allowed": (
        lambda world: world.clone.git("config", "tpm.protocols", "https"),
        "neither https nor ssh",
    ),
}


def _hook(world: DraftWorld, text: str) -> None:
    hook = world.remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\n{text}\n")
    hook.chmod(0o755)


@pytest.mark.parametrize("name", TROUBLES)
def test_what_cannot_be_sent_is_kept(served: Served, world: DraftWorld, name: str) -> None:
    trouble, words = TROUBLES[name]
    assert _not_met(served).status == 303
    shown = served.shown("/propose")
    trouble(world)
    refused = served.post("/propose", {"shown": shown})
    said = _main(refused.text)
    assert words in said, said
    assert "Your changes are committed on this computer and safe." in said
    assert "note: soon" in _saved(world)


def test_a_draft_that_changed_meanwhile_is_not_sent(served: Served, world: DraftWorld) -> None:
    _not_met(served)
    shown = served.shown("/propose")
    _not_met(served, path=f"/items/{OTHER}")
    assert served.post("/propose", {"shown": shown}).status == 409
    assert "refs/heads/tpm" not in world.clone.git("ls-remote", "origin")


def test_undo_takes_back_what_was_saved(served: Served, world: DraftWorld) -> None:
    _not_met(served)
    commit = world.clone.git("rev-parse", _draft(world)).strip()
    assert served.post("/undo", {"commit": commit}).status == 303
    assert "note: soon" not in _saved(world)
    again = served.post("/undo", {"commit": commit})
    assert again.status == 422
    assert "not in the draft" in _main(again.text)


@pytest.mark.parametrize(
    ("missing", "words"),
    [("user.name", "has no name"), ("user.email", "has no email address")],
)
def test_without_a_name_everything_can_be_read(world: DraftWorld, missing: str, words: str) -> None:
    world.clone.git("config", "--unset", missing)
    with serving(world.context()) as served:
        text = served.ask(PATH).text
        assert words in _main(text)
        assert '<form method="post" action="/items' not in text
        fields = {"answer": "not-met", "shown": "x"}
        assert served.post(PATH, fields).status in (200, 409, 422)
        assert "answer: not-met" not in _saved(world)


def test_somebody_whom_the_rules_do_not_name_can_read(world: DraftWorld) -> None:
    world.clone.git("config", "user.email", "stranger@example.com")
    with serving(world.context()) as served:
        for path in ("/", "/items", PATH, "/waivers", "/sign/feasibility", "/decide/feasibility"):
            answer = served.ask(path)
            assert answer.status == 200
            assert "You can read everything" in _main(answer.text)
            assert 'action="/items' not in answer.text.replace('action="/items" role="search"', "")
        assert served.post(PATH, {"answer": "not-met"}).status == 200
        assert "answer: not-met" not in _saved(world)


def test_without_git_nothing_can_be_saved(tmp_path: Path) -> None:
    from world.folder import Folder

    (tmp_path / "project").mkdir()
    project = Folder.lite(tmp_path / "project")
    with serving(project.session()._replace(person="")) as served:
        said = _main(served.ask("/").text)
        assert "You can read everything, but nothing can be saved" in said
        assert "A draft needs a git repository." in said
        assert served.post(PATH, {"answer": "not-met"}).status == 200


@pytest.mark.parametrize("path", ["/", PATH, "/waivers", "/propose", "/history"])
def test_a_broken_project_has_no_forms(world: DraftWorld, path: str) -> None:
    with serving(world.context()) as served:
        assert served.ask("/").status == 200
        world.clone.write(RECORD, world.clone.read().replace("schema:", "schema: x\nschema:"))
        world.clone.git("commit", "-qam", "break it")
        world.clone.git("push", "-q", "origin", "HEAD:main")
        answer = served.ask(path)
        assert answer.status == 500
        assert "The record cannot be read" in answer.text
        assert RECORD in answer.text
        assert "<form" not in answer.text
        assert served.post(PATH, {"answer": "not-met"}).status == 500


def test_while_another_tpm_writes(
    served: Served, world: DraftWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tpmcli.app.draft.WAIT", 0.1)
    draft = world.open()
    with hold(draft.place.top + ".draft", 1):
        import threading

        done: list[Answer] = []
        asking = threading.Thread(target=lambda: done.append(served.ask("/")))
        asking.start()
        asking.join(30)
    assert done[0].status in (200, 503)
    if done[0].status == 503:
        assert "Another tpm is writing" in done[0].text
    assert served.ask("/").status == 200


# uploads

MET = {"answer": "met", "note": "", "reason": ""}


def _upload(served: Served, *files: tuple[str, bytes]) -> Answer:
    return served.upload(PATH, {**MET, "shown": served.shown(PATH)}, list(files))


def test_an_upload_is_committed_with_its_answer(served: Served, world: DraftWorld) -> None:
    content = b"# Interviews\n\nSeven people were asked on 2026-11-20.\n"
    assert _upload(served, ("Notes (final).md", content)).status == 303
    assert _files(world) == ["docs/evidence/user-evidence-collected/Notes-final.md"]
    assert _saved(world, _files(world)[0]).encode() == content
    assert f"path: {_files(world)[0]}" in _saved(world)
    shown = world.clone.git("log", "-1", "--format=%ae", "--name-only", _draft(world)).split()
    assert shown == [PM, RECORD, *_files(world)]


@pytest.mark.parametrize(
    "name",
    [
        *("../../../../etc/passwd", "..\\..\\windows\\x.md", "/etc/passwd", ".htaccess", "..", "."),
        *("CON", "nul.txt", ".git", "x" * 300 + ".md", "a\u202egpj.exe", "<script>.md"),
        *("%2e%2e%2fx", "a/b/c.md", "-rf", "é ü.md", "a;b|c.md", "`id`.md"),
    ],
)
def test_names_of_uploads_stay_in_their_folder(
    served: Served, world: DraftWorld, name: str
) -> None:
    sent = name.replace('"', "%22")
    answer = _upload(served, (sent, b"Seven people were asked on 2026-11-20.\n"))
    assert answer.status == 303, _main(answer.text)
    [made] = _files(world)
    assert re.fullmatch(r"docs/evidence/user-evidence-collected/[A-Za-z0-9][\w.-]{0,99}", made)
    tracked = set(world.clone.git("ls-tree", "-r", "--name-only", _draft(world)).split("\n"))
    before = set(world.clone.git("ls-tree", "-r", "--name-only", "origin/main").split("\n"))
    assert tracked - before == {made}


def test_an_upload_is_kept_when_its_answer_is_refused(served: Served, world: DraftWorld) -> None:
    """Nobody has to choose it again; a guessed name, or that of another item, brings nothing."""
    fields = {"answer": "", "shown": served.shown(PATH)}
    content = b"Seven people were asked on 2026-11-20.\n"
    refused = served.upload(PATH, fields, [("a.md", content)])
    assert refused.status == 422
    [token] = re.findall(r'name="kept" value="([^"]+)"', refused.text)
    for path, sent in ((PATH, "guessed"), (f"/items/{OTHER}", token)):
        again = {**MET, "kept": sent, "shown": served.shown(path)}
        assert served.post(path, again).status == 422
    assert _files(world) == []
    done = served.post(PATH, {**MET, "kept": token, "shown": hidden(refused.text, "shown")})
    assert done.status == 303, _main(done.text)
    [made] = _files(world)
    assert _saved(world, made).encode() == content


def test_an_empty_upload_is_refused(served: Served, world: DraftWorld) -> None:
    answer = _upload(served, ("empty.md", b""))
    assert answer.status == 422
    assert "empty" in _main(answer.text)
    assert _files(world) == []


def test_evidence_that_is_no_longer_ticked_is_no_longer_cited(tmp_path: Path) -> None:
    import shutil

    from world.command import Repository

    example = Path(__file__).parents[2] / "examples/payments-ledger"
    first = Repository(shutil.copytree(example, tmp_path / "first"), [])
    first.commit("the example")
    world = DraftWorld.of(first.root, tmp_path)
    path = "/items/development.roadmap-current"
    with serving(world.context()) as served:
        fields = {"answer": "met", "evidence": "docs/roadmap.md", "shown": served.shown(path)}
        assert served.post(path, fields).status == 303
        assert 'value="docs/roadmap.md" checked' in served.ask(path).text
        again = {"answer": "met", "note": "not written down", "shown": served.shown(path)}
        assert served.post(path, again).status == 303
        block = _saved(world).partition("development.roadmap-current:")[2].partition("# ")[0]
        assert "note: not written down" in block
        assert "docs/roadmap.md" not in block


def test_a_found_file_that_is_refused_is_named(served: Served, world: DraftWorld) -> None:
    found, sentence = "docs/research/interviews.md", "cannot be cited yet; complete it first."
    assert "Nothing was found" in _main(served.ask(PATH).text)
    assert "From the standard checklist" in _main(served.ask(PATH).text)
    assert sentence not in _main(served.ask(PATH).text)
    world.clone.write(found, "# Interviews\n")
    world.clone.commit("begin the interviews")
    world.clone.git("push", "-q", "origin", "HEAD:main")
    assert served.post("/update", {}).status == 303
    text = served.ask(PATH).text
    assert f"{found} was found, but {sentence}" in _main(text)
    assert "Nothing was found" not in _main(text)
    assert f'name="evidence" value="{found}"' not in text


def test_two_uploads_of_one_name_are_two_files(served: Served, world: DraftWorld) -> None:
    words = b"Seven people were asked on 2026-11-2%d.\n"
    assert _upload(served, ("a.md", words % 1), ("a.md", words % 2)).status == 303
    assert len(_files(world)) == 2


def test_no_link_leads_an_upload_elsewhere(world: DraftWorld, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    target.mkdir()
    folder = world.clone.path("docs/evidence")
    folder.parent.mkdir(exist_ok=True)
    folder.symlink_to(target)
    world.clone.git("add", "-A")
    world.clone.git("commit", "-qm", "a link")
    world.clone.git("push", "-q", "origin", "HEAD:main")
    with serving(world.context()) as served:
        answer = _upload(served, ("a.md", b"Seven people were asked on 2026-11-20.\n"))
        assert answer.status == 422
        assert "link" in _main(answer.text)
        assert list(target.iterdir()) == []


@pytest.mark.parametrize(
    "path", ["../../../etc/passwd", "/etc/passwd", ".git/config", "docs", "none.md", "docs/\0"]
)
def test_only_files_of_the_repository_are_evidence(
    served: Served, world: DraftWorld, path: str
) -> None:
    answer = served.post(PATH, {**MET, "path": path, "shown": served.shown(PATH)})
    assert answer.status == 422
    assert "root:" not in answer.text
    assert "answer: met" not in _saved(world)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_only_web_links_are_evidence(served: Served, world: DraftWorld, link: str) -> None:
    answer = served.post(PATH, {**MET, "new-link": link, "shown": served.shown(PATH)})
    assert answer.status == 422
    assert f'href="{link}' not in answer.text


def test_hostile_files_are_shown_as_text(world: DraftWorld) -> None:
    hostile = (
        "# <script>alert(1)</script>\n\n<img src=x onerror=alert(2)>\n\n"
        "[click](javascript:alert(3)) ![x](http://evil.example/pixel)\n\n"
        "| a | <b>b</b> |\n| - | - |\n| {{ 7*7 }} | \u202e\u0007 |\n\n```\n</pre><script>\n```\n"
    )
    world.clone.write("docs/interviews/notes.md", hostile)
    world.clone.write("docs/interviews/table.csv", "a,b\n<script>x</script>,=cmd\n")
    world.clone.git("add", "-A")
    world.clone.git("commit", "-qm", "hostile files")
    world.clone.git("push", "-q", "origin", "HEAD:main")
    with serving(world.context()) as served:
        text = served.ask(PATH).text
        assert "Read it here" in text
        for bad in ("<script>alert", "<img src=x", "</pre><script>", 'href="javascript', "\u202e"):
            assert bad not in text
        assert "evil.example" not in re.sub(r">[^<]*<", "><", text)
        assert "{{ 7*7 }}" in text


def test_a_date_that_is_none_stays_in_the_form(served: Served, world: DraftWorld) -> None:
    fields = {"answer": "not-met", "owner": PM, "due": "31.12.2030", "note": "kept"}
    answer = served.post(PATH, {**fields, "shown": served.shown(PATH)})
    assert answer.status == 422
    assert "Write the date as year-month-day" in _main(answer.text)
    assert ">kept</textarea>" in answer.text
    assert "answer: not-met" not in _saved(world)


# at the gate


def test_signing_off_needs_the_tick(served: Served, world: DraftWorld) -> None:
    answer = served.post("/sign/feasibility", {"role": "pm"})
    assert answer.status == 422
    assert served.post("/sign/feasibility", {"role": "pm", "read": "yes"}).status in (409, 422)
    assert served.post("/sign/none", {"role": "pm"}).status == 404
    assert served.post("/sign/feasibility", {"role": "none", "read": "yes"}).status == 404
    assert "digest: s1:" not in _saved(world)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose a decision"),
        ({"decision": "go"}, "not met"),
        ({"decision": "kill", "reason": "x"}, "Type Ledger to end the work on it"),
        ({"decision": "recycle"}, "Give a reason"),
        ({"decision": "nonsense"}, "Choose a decision"),
        ({"decision": "conditional"}, "needs a text, an owner and a date"),
    ],
)
def test_decisions_that_do_not_fit(
    served: Served, world: DraftWorld, fields: dict[str, str], words: str
) -> None:
    shown = served.shown("/decide/feasibility")
    answer = served.post("/decide/feasibility", {**fields, "shown": shown})
    assert answer.status == 422
    assert words in _main(answer.text), _main(answer.text)
    assert "decision:" not in _saved(world)


def test_a_condition_is_added_without_javascript(served: Served) -> None:
    fields = {"add": "condition", "condition": "first", "owner": PM, "due": "2030-01-01"}
    text = served.post("/decide/feasibility", fields).text
    assert "gate is not met" in text or text.count('name="condition"') == 2


def test_a_hold_is_recorded_and_can_be_undone(served: Served, world: DraftWorld) -> None:
    shown = served.shown("/decide/feasibility")
    fields = {"decision": "hold", "shown": shown}
    assert served.post("/decide/feasibility", fields).status == 303
    assert "decision: hold" in _saved(world)
    assert served.post("/decide/feasibility", fields).status == 409


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"reason": ""}, "Say why the gate may pass without it"),
        ({"until": "soon"}, "Choose a last date"),
        ({"approver": ""}, "Choose who approves it"),
        ({"until": "2099-01-01"}, "90 days"),
        ({"approver": "stranger@example.com"}, "stranger@example.com"),
        ({"until": "2020-01-01"}, "in the past"),
    ],
)
def test_waivers_that_do_not_fit(
    served: Served, world: DraftWorld, change: dict[str, str], words: str
) -> None:
    until = re.findall(r'max="([0-9-]+)"', served.ask("/waivers").text)[0]
    fields = {"item": ITEM, "reason": "booked", "until": until, "approver": TPM, **change}
    answer = served.post("/waivers", {**fields, "shown": served.shown("/waivers")})
    assert answer.status == 422
    assert words in _main(answer.text), _main(answer.text)
    assert "waivers:" not in _saved(world)


def test_a_waiver_is_asked_for_and_withdrawn(served: Served, world: DraftWorld) -> None:
    until = re.findall(r'max="([0-9-]+)"', served.ask("/waivers").text)[0]
    fields = {"item": ITEM, "reason": "booked", "until": until, "approver": TPM}
    assert served.post("/waivers", {**fields, "shown": served.shown("/waivers")}).status == 303
    page = served.ask("/waivers").text
    assert "Not in force yet" in page
    shown = hidden(page.partition('action="/waivers/withdraw"')[2], "shown")
    done = served.post("/waivers/withdraw", {"item": ITEM, "shown": shown})
    assert done.status == 303
    assert "withdrawn: true" in _saved(world)


def test_the_person_s_own_files_are_never_touched(served: Served, world: DraftWorld) -> None:
    before = world.person_state()
    assert _not_met(served).status == 303
    done = _upload(served, ("a.md", b"Seven people were asked on 2026-11-20.\n"))
    assert done.status == 303, _main(done.text)
    assert served.post("/propose", {"shown": served.shown("/propose")}).status == 200
    served.post("/update", {})
    after = world.person_state()
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert changed <= {"FETCH_HEAD", "ORIG_HEAD"}
    assert POLICY not in world.clone.git("diff", "--name-only", "origin/main", _draft(world))


def test_the_calendar_is_read_by_others(served: Served) -> None:
    fields = {"answer": "not-met", "owner": PM, "due": "2030-12-31", "note": "x"}
    assert served.post(PATH, {**fields, "shown": served.shown(PATH)}).status == 303
    answer = served.ask("/due.ics")
    assert answer.headers("content-type") == ["text/calendar; charset=utf-8"]
    lines = answer.text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert "DTSTART;VALUE=DATE:20301231" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


def test_what_was_read_of_the_draft_before_is_not_read_again(
    served: Served, world: DraftWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tpmcli.app import draft_entries

    for item in (ITEM, OTHER):
        assert _not_met(served, path=f"/items/{item}").status == 303
    draft = world.open()
    found = draft_entries.entries(draft)
    assert len(found) == 2
    assert served.ask("/").status == 200
    assert draft_entries.entries(draft, {each.commit: each for each in found}) == found

    def read(*words: object) -> None:
        raise AssertionError(f"{words} was read again")

    monkeypatch.setattr(draft_entries, "record_changes", read)
    assert "2 changes in your draft" in served.ask("/").text
