"""Every error whose hint names a command: the hint helps from where the error was printed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from shutil import copytree, rmtree

import pytest
from fix_follow import ARROW, Shell, Stand, check_words, commands_in, filled, parses
from fix_world_items import OWNED, waived
from fix_worlds import Clock, FixWorld, reading

from tpmcli.model.problem import Remedy, RemedyText
from tpmcli.store.checklists import shipped
from world.command import Run, run_here
from world.people import PM, TPM

SPIKED = "feasibility.unknowns-spiked"

# In a folder of a project, these are about that folder.
_ELSEWHERE = frozenset({"init twice", "no project file anywhere", "no project below"})

Prepare = Callable[[FixWorld], object]
_HINT = re.compile(r" *(→ |help: )(.*)")
_ASKS = re.compile(r"needs a terminal|cannot ask without a terminal")


def nothing(world: FixWorld) -> None:
    """Leave the world as it is."""


def untracked(world: FixWorld) -> None:
    world.write("docs/it's new.md", "# New\n\nPat owns it.\n")


def ignored(world: FixWorld) -> None:
    untracked(world)
    world.write(".gitignore", "docs/it*\n")


def begun(world: FixWorld) -> None:
    world.start("1.1")
    world.commit()


def begun_and_answered(world: FixWorld) -> None:
    begun(world)
    world.answer(OWNED)


def reformatted(world: FixWorld) -> None:
    world.record("items:\n", "items:\n\n\n")


def without(name: str) -> Prepare:
    return lambda world: world.path(name).unlink()


def with_file(world: FixWorld) -> None:
    world.write("docs/spikes/one.md", "# One\n\nIt was tried.\n")
    world.commit()


def conflicting(world: FixWorld) -> None:
    world.record("items:\n", "<<<<<<< ours\nitems:\n=======\nitems:\n>>>>>>> theirs\n")


def twice(world: FixWorld) -> None:
    """Record a block twice, as a merge by hand may."""
    block = world.block(OWNED)
    world.record(block, f"{block}\n\n{block}")


def no_items(world: FixWorld) -> None:
    """Recommend every item of a phase that is required."""
    items = [
        item.id for item in world.open().checklist.items().values() if item.phase == "feasibility"
    ]
    lines = "".join(f"  {item}: {{level: should, reason: small}}\n" for item in items)
    world.policy("adjust: {}", f"adjust:\n{lines}")


def folder_with(name: str) -> Prepare:
    """Leave a `.tpm` with that file alone, or with none."""

    def prepare(world: FixWorld) -> None:
        world.path(".tpm").mkdir()
        if name:
            world.write(f".tpm/{name}", "something\n")

    return prepare


def policy_alone(world: FixWorld) -> None:
    world.git("checkout", "-q", "base-fresh", "--", ".tpm")
    world.git("rm", "-q", "--cached", ".tpm/project.yaml")
    world.path(".tpm/project.yaml").unlink()
    world.commit()


def without_git(world: FixWorld) -> None:
    rmtree(world.path(".git"))


def cloned(*options: str) -> Prepare:
    """Let the world be a clone of itself."""

    def prepare(world: FixWorld) -> None:
        world.write("src/main.py", "print('changed')\n")
        world.commit()
        world.git("config", "uploadpack.allowFilter", "true")
        origin = world.root.rename(world.root.with_name("origin"))
        # Nothing that git tidies up behind a fetch is still at work when the clone is removed.
        tidy = ("-c", "maintenance.auto=false", "-c", "gc.auto=0")
        words = ["clone", "-q", *tidy, *options, "--branch", "pr", f"file://{origin}"]
        words.append(str(world.root))
        FixWorld(origin).git(*words)

    return prepare


def both_answered(world: FixWorld) -> None:
    world.answer(OWNED)
    world.commit()
    world.git("checkout", "-q", "main")
    world.answer(OWNED, "not-met")
    world.commit()
    world.git("checkout", "-q", "pr")


CASES: dict[str, tuple[str, Prepare, tuple[str, ...]]] = {
    "clear without an answer": ("fresh", nothing, ("answer", OWNED, "--clear")),
    "withdraw without a waiver": ("fresh", nothing, ("waive", OWNED, "--withdraw")),
    "withdraw without a sign-off": (
        "answered",
        nothing,
        ("sign", "feasibility", "--role", "tpm", "--withdraw"),
    ),
    "withdraw what a decision locks": (
        "decided",
        nothing,
        ("sign", "feasibility", "--role", "tpm", "--withdraw"),
    ),
    "an item that is misspelled": ("fresh", nothing, ("why", "feasibility.owner-nmed")),
    "no evidence": ("fresh", nothing, ("answer", OWNED, "met")),
    "untracked evidence": (
        "fresh",
        untracked,
        ("answer", OWNED, "met", "--evidence", "{docs}/it's new.md"),
    ),
    "ignored evidence": (
        "fresh",
        ignored,
        ("answer", OWNED, "met", "--evidence", "{docs}/it's new.md"),
    ),
    "an answer that a decision locks": ("decided", nothing, ("answer", OWNED, "not-met")),
    "a waiver that a decision locks": (
        "decided",
        nothing,
        ("waive", OWNED, "--reason", "so", "--until", "2026-03-20", "--approved-by", PM),
    ),
    "a waiver that is too long": (
        "fresh",
        nothing,
        ("waive", OWNED, "--reason", "so", "--until", "2027-03-20", "--approved-by", PM),
    ),
    "not applicable": ("fresh", nothing, ("answer", OWNED, "not-applicable", "--note", "so")),
    "sign off too early": ("fresh", nothing, ("sign", "feasibility", "--role", "tpm")),
    "decide too early": ("fresh", nothing, ("gate", "decide", "feasibility", "go")),
    "decide twice": ("decided", nothing, ("gate", "decide", "feasibility", "go")),
    "decide against the advice": ("signed", nothing, ("gate", "decide", "feasibility", "kill")),
    "start too early": ("decided", nothing, ("start", "1.1")),
    "start without a name": ("ended", nothing, ("start",)),
    "start a name with undo": ("ended", begun, ("start", "--undo", "1.1")),
    "start with an increment": ("ended", nothing, ("start", "1.1", "--increment", "1.0")),
    "undo the first": ("decided", nothing, ("start", "--undo")),
    "undo after an answer": ("ended", begun_and_answered, ("start", "--undo")),
    "init twice": ("fresh", nothing, ("init", "--name", "x", "--tpm", TPM, "--pm", PM, "--yes")),
    "a checklist that is not there": ("fresh", nothing, ("checklist", "show", "nothing-like-it")),
    "a check that is not there": ("fresh", nothing, ("checks", "run", OWNED, "--allow-commands")),
    "a file that is there": (
        "fresh",
        with_file,
        ("evidence", "new", SPIKED, "{docs}/spikes/one.md"),
    ),
    "a document to fill in": ("fresh", with_file, ("evidence", "new", SPIKED)),
    "no conflict": ("fresh", nothing, ("merge",)),
    "another form": ("fresh", reformatted, ("lint",)),
    "a conflict": ("fresh", conflicting, ("status",)),
    "no project file": ("fresh", without(".tpm/project.yaml"), ("status",)),
    "no policy": ("fresh", without(".tpm/policy.yaml"), ("gate", "check")),
    "no project file anywhere": (
        "fresh",
        without(".tpm/project.yaml"),
        ("gate", "check", "--all-projects"),
    ),
    "a revision that is not there": ("fresh", nothing, ("gate", "check", "--against", "nope")),
    "a branch that is not fetched": (
        "fresh",
        nothing,
        ("gate", "check", "--against", "origin/main"),
    ),
    "waive again": (
        "fresh",
        waived,
        ("waive", OWNED, "--reason", "so", "--until", "2026-03-20", "--approved-by", TPM),
    ),
    "sign off when all is decided": ("ended", nothing, ("sign", "--role", "tpm")),
    "clear with an answer": ("answered", nothing, ("answer", OWNED, "met", "--clear")),
    "move what nothing cites": (
        "answered",
        nothing,
        ("evidence", "move", "{docs}/other.md", "x.md"),
    ),
    "a block twice": ("fresh", twice, ("status",)),
    "a policy for a newer tpm": (
        "fresh",
        lambda world: world.policy("tpm/policy/1", "tpm/policy/2"),
        ("status",),
    ),
    "a policy alone": ("empty", policy_alone, ("gate", "check", "--against", "main")),
    "an empty folder": ("empty", folder_with(""), ("status",)),
    "a folder of something else": ("empty", folder_with("notes.txt"), ("status",)),
    "a gate without items": ("fresh", no_items, ("gate", "check", "feasibility")),
    "no project below": ("empty", nothing, ("gate", "check", "--all-projects")),
    "no project": ("empty", nothing, ("status",)),
    "no project to compare": ("empty", nothing, ("gate", "check", "--against", "main")),
    "no project to list": ("empty", nothing, ("portfolio",)),
    "no git": ("fresh", without_git, ("log",)),
    "a shallow clone": (
        "fresh",
        cloned("--depth", "1", "--no-single-branch"),
        ("gate", "check", "--against", "origin/main"),
    ),
    "a branch that was not cloned": (
        "fresh",
        cloned("--single-branch"),
        ("gate", "check", "--against", "origin/main"),
    ),
    "a partial clone": (
        "fresh",
        cloned("--filter=tree:0"),
        ("gate", "check", "--against", "origin/main"),
    ),
    "a merge that conflicts": ("fresh", both_answered, ("gate", "check", "--against", "main")),
    "answer without an item": ("fresh", nothing, ("answer", "met")),
}

REMEDIES = {
    "RUN": "no project file",
    "RESOLVE_CONFLICT": "a conflict",
    "KEEP_ONE_BLOCK": "a block twice",
    "UPGRADE": "a policy for a newer tpm",
    "LINT_FIX": "another form",
    "RESTORE_OR_INIT": "a policy alone",
    "REMOVE_AND_INIT": "an empty folder",
    "RESTORE_OR_REMOVE_AND_INIT": "a folder of something else",
    "SHOW_PHASE": "a gate without items",
    "INIT": "no project below",
    "INIT_OR_NAME_FOLDER": "no project",
    "INIT_OR_ALLOW_NO_PROJECT": "no project to compare",
    "NAME_TRACKED_FOLDERS": "no project to list",
    "GIT_INIT": "no git",
    "FETCH_HISTORY": "a shallow clone",
    "FETCH_REVISION": "a branch that was not cloned",
    "FETCH_OBJECTS": "a partial clone",
    "RESOLVE_MERGE_OF_RECORD": "a merge that conflicts",
}
"""The case that shows each remedy with a command."""

# It takes another installation, which `test_a_damaged_installation` has.
ALONE = frozenset({"REINSTALL"})


def test_every_remedy_with_a_command_has_a_case() -> None:
    remedies = {name: each for name, each in vars(Remedy).items() if isinstance(each, RemedyText)}
    needed = {name for name, each in remedies.items() if "{command}" in each.text}
    assert needed == REMEDIES.keys() | ALONE
    assert set(REMEDIES.values()) <= CASES.keys()


def _shown(remedy: str) -> re.Pattern[str]:
    """Return the pattern of the hints that a remedy makes."""
    parts = re.split(r"\{[^}]*\}", getattr(Remedy, remedy).text)
    return re.compile("(→|help:) " + ".*".join(map(re.escape, parts)))


STANDS: dict[str, Callable[[FixWorld], Stand]] = {
    "root": lambda world: Stand(world.root),
    "below": lambda world: Stand(world.root / "docs"),
    "beside": lambda world: Stand(world.root.parent, ("-C", world.root.name)),
}


@pytest.mark.parametrize("where", STANDS)
@pytest.mark.parametrize("case", CASES)
def test_a_hint_helps(case: str, where: str, begin: Callable[..., FixWorld], shell: Shell) -> None:
    state, prepare, words = CASES[case]
    world = begin(state, name="it's $(touch PWNED)")
    prepare(world)
    stand = STANDS[where](world)
    docs = "." if where == "below" else "docs"
    words = tuple(word.replace("{docs}", docs) for word in words)
    failed = _run(world, stand, words)
    if where == "below" and case in _ELSEWHERE:
        return
    hints = hints_in(failed)
    assert hints, failed
    if "\nfill it in, then:\n" in failed.err:
        written = failed.err.removeprefix("wrote ").partition(": ")[0]
        # With `-C`, paths are relative to that folder.
        FixWorld(stand.folder.joinpath(*stand.before[1:])).write(
            written, "# New\n\nIt was tried, and it works well.\n"
        )
    for remedy in (name for name, shown in REMEDIES.items() if shown == case):
        assert any(_shown(remedy).fullmatch(hint) for hint in hints), hints
    for hint in hints:
        check_words(hint)
        for line in commands_in(hint):
            asked = filled(world, line, TPM, stand)
            for noted in shell.words(asked, stand.folder):
                assert noted.program != "tpm" or parses(noted.words), asked
        if hint.startswith(ARROW):
            run = shell.paste(world, hint.removeprefix(ARROW), TPM, stand.folder)
            # A walk and an interview ask for keys.
            asks = run.code == 2 and _ASKS.search(run.err)
            assert asks or run.code < 1 + _shows(hint), f"{hint}: {run}"
            if hint.startswith(f"{ARROW}git ") and not _shows(hint):
                assert _run(world, stand, words) != failed, hint
    assert not list(Path(shell.folder).rglob("PWNED"))


def hints_in(run: Run) -> list[str]:
    """Return the hints of an error, each with its label."""
    found = [_HINT.fullmatch(line) for line in (run.err + run.out).splitlines()]
    return [each[1] + each[2] for each in found if each]


def _run(world: FixWorld, stand: Stand, words: tuple[str, ...]) -> Run:
    Clock.moment = world.now
    return run_here(stand.folder, (*stand.before, *words), reading(TPM))


def _shows(hint: str) -> bool:
    """Return whether the command of a hint shows something, or asks for keys."""
    return bool(
        re.search(r"\b(why|gate check|walk|status|log|checks list|checklist list)\b", hint)
        or re.search(r"\bgit( -C \S+)? status", hint)
    )


def test_a_damaged_installation(
    begin: Callable[..., FixWorld], shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What comes with tpm and cannot be read is not a matter of the project."""
    damaged = Path(copytree(shipped.folder(), tmp_path / "checklists"))
    (damaged / "templates/spike-note.md").unlink()
    monkeypatch.setattr(shipped, "folder", lambda: str(damaged))
    world = begin("fresh")
    stand = Stand(world.root)
    failed = _run(world, stand, ("evidence", "new", SPIKED, "docs/new.md"))
    assert failed.code == 3
    (hint,) = hints_in(failed)
    check_words(hint)
    assert _shown("REINSTALL").fullmatch(hint)
    (noted,) = shell.words(hint.removeprefix(ARROW), stand.folder)
    assert (noted.program, noted.words) == ("pip", ("install", "--force-reinstall", "tpmcli"))
    assert not world.path("docs/new.md").exists()
