"""Commands placed where their reader stands: the folder, the increment, the person."""

from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpmcli.cli.compiled_commands import COMMANDS
from tpmcli.model import place as module
from tpmcli.model.fix import Advice, Ask, Blank, Command, Edit, File, Help, Word, git_restore, tpm
from tpmcli.model.place import Place, for_increment, placed_command, placed_fix, placed_hint
from tpmcli.model.problem import Hint, Remedy

SYNC = tpm("sync")
ELSEWHERE = Place(directory="svc/a b")
# An increment that begins does not exist yet; no finding asks to import a checklist.
NOT_ADDED: dict[str, set[tuple[str, ...]]] = {
    "--increment": {("init",), ("start",)},
    "--as": {("checklist", "import")},
}


def words(command: Command, place: Place) -> tuple[Word, ...]:
    return placed_command(command, place).words


# --- the folder --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "path", "shown"),
    [
        ("", "docs/a.md", "docs/a.md"),
        ("docs", "docs/a.md", "a.md"),
        ("docs", "docs/b/a.md", "b/a.md"),
        ("docs/b", "docs/a.md", "../a.md"),
        ("src", "docs/a.md", "../docs/a.md"),
        ("src/deep", "a.md", "../../a.md"),
        ("doc", "docs/a.md", "../docs/a.md"),
        # A path is a file's, so the folder in which the reader stands is not all of it.
        ("docs", "docs", "../docs"),
        # Neither git nor tpm takes it for an option, nor git for a pathspec with magic.
        ("", "-p.md", "./-p.md"),
        ("docs", "docs/-p.md", "./-p.md"),
        ("src", "-p.md", "../-p.md"),
        ("", ":(top)x.md", "./:(top)x.md"),
    ],
)
def test_a_path_is_named_from_where_the_reader_stands(inside: str, path: str, shown: str) -> None:
    place = Place(inside=inside)
    assert words(Command(("git", "add", File(path))), place) == ("git", "add", shown)
    assert words(tpm("evidence", "move", File(path), File("b.md")), place)[3] == shown


_NAMES = st.lists(st.sampled_from(["a", "b", "-c", "d e"]), max_size=4)


@given(_NAMES, _NAMES.filter(bool))
def test_from_there_it_is_the_same_file(inside: list[str], parts: list[str]) -> None:
    folder, path = "/".join(inside), "/".join(parts)
    shown = words(tpm("why", File(path)), Place(inside=folder))[2]
    assert isinstance(shown, str)
    assert posixpath.normpath(posixpath.join("/", folder, shown)) == f"/{path}"
    assert not shown.startswith("-")


def test_from_outside_the_project_is_named() -> None:
    assert words(SYNC, ELSEWHERE) == ("tpm", "-C", "svc/a b", "sync")
    restore = git_restore("HEAD", "docs/a.md", whole=True)
    assert words(restore, ELSEWHERE) == (
        *("git", "-C", "svc/a b", "checkout"),
        *("HEAD", "--", "docs/a.md"),
    )
    # Other programs do not know the option.
    assert words(Command(("pip", "install", "tpmcli")), ELSEWHERE) == ("pip", "install", "tpmcli")


def test_a_command_that_is_placed_stays_as_it_is() -> None:
    place = Place("svc", "docs", "0.9", "ann@example.com")
    for command in (SYNC, tpm("sign", "build"), git_restore("HEAD", "-a.md", whole=False)):
        once = placed_command(command, place)
        assert placed_command(once, place) == once


def test_it_keeps_who_may_run_it() -> None:
    sign = tpm("sign", "build", people=("pm",))
    assert placed_command(sign, ELSEWHERE).people == ("pm",)


def test_a_program_alone_is_placed_too() -> None:
    assert words(tpm(), ELSEWHERE) == ("tpm", "-C", "svc/a b")
    assert words(tpm(), Place(increment="0.9")) == ("tpm",)


# --- the increment and the person --------------------------------------------------------------


def test_the_options_stand_behind_the_command() -> None:
    place = Place(increment="0.9", person="ann@example.com")
    assert words(tpm("sign", "build", "--role", "pm"), place) == (
        *("tpm", "sign", "--as", "ann@example.com", "--increment", "0.9"),
        *("build", "--role", "pm"),
    )
    assert words(tpm("gate", "decide", "build", "go"), place) == (
        *("tpm", "gate", "decide", "--as", "ann@example.com", "--increment", "0.9"),
        *("build", "go"),
    )


def test_an_option_that_is_given_is_not_added() -> None:
    told = tpm("sign", "--increment", "0.8", "build")
    assert words(told, Place(increment="0.9")) == told.words
    assert for_increment(told, "0.9") == told


@pytest.mark.parametrize("names", [("answr",), ("gate",), ("gate", "chek")])
def test_what_is_no_command_takes_no_option(names: tuple[str, ...]) -> None:
    assert words(tpm(*names), Place(increment="0.9", person="a@b")) == ("tpm", *names)


def test_another_program_takes_no_option() -> None:
    status = Command(("git", "status"))
    assert placed_command(status, Place(increment="0.9", person="a@b")) == status


@pytest.mark.parametrize("option", ["--increment", "--as"])
def test_the_commands_that_take_an_option_are_known(option: str) -> None:
    """Otherwise a command would act on another increment, or would not be accepted."""
    take = {names for names, command in COMMANDS.items() if option in command[2]}
    assert module._OPTIONS[option] == take - NOT_ADDED[option]
    assert NOT_ADDED[option] <= take


# --- what a fix holds --------------------------------------------------------------------------


def test_each_command_of_a_fix_is_placed() -> None:
    advice = Advice(Help.WRITE_EVIDENCE, tpm("answer", "x", Blank.EVIDENCE), before=SYNC)
    assert placed_fix(advice, ELSEWHERE) == advice._replace(
        command=placed_command(tpm("answer", "x", Blank.EVIDENCE), ELSEWHERE),
        before=placed_command(SYNC, ELSEWHERE),
    )
    for fix in (None, Edit("a.md", Help.FILL_IN), Ask("pm", Help.APPROVE), Advice(Help.RESTORE)):
        assert placed_fix(fix, ELSEWHERE) == fix
        assert for_increment(fix, "0.9") == fix
    assert for_increment(SYNC, "0.9") == tpm("sync", "--increment", "0.9")


def test_the_command_of_a_hint_is_placed() -> None:
    # Also the one that its text names always.
    for hint in (Hint(Remedy.LINT_FIX), Hint(Remedy.RUN, command=tpm("lint", "--fix"))):
        placed = placed_hint(hint, ELSEWHERE)
        assert isinstance(placed, Hint)
        assert placed.command_alone == tpm("-C", "svc/a b", "lint", "--fix")
    plain = Hint(Remedy.OTHER, ("free some space",))
    assert placed_hint(plain, ELSEWHERE) == plain
    assert placed_hint(None, ELSEWHERE) is None
    assert placed_hint(SYNC, ELSEWHERE) == placed_command(SYNC, ELSEWHERE)
