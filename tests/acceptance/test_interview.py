"""The interview of `tpm init` in a real pseudo-terminal: every question, and every way out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from world.command import Repository
from world.files import clean_env
from world.people import PM, POLICY, RECORD, TPM

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from tpmcli.model.role import Role
from tpmcli.store.checklists.shipped import pack_names, traits
from tpmcli.store.policy_file import parse_policy
from world.person import Person

NAME = "What is the product called? [repository]:"
LIFECYCLE = "Which lifecycle? (standard or lite) [standard]:"
WHO_TPM = f"Who is the Technical Product Manager (TPM)? (email) [{TPM}]:"
WHO_PM = f"Who is the Product Manager (PM)? (email) [{TPM}]:"
PACKS = "Which packs do you want to add? (space-separated, Enter for none):"
TRAITS = [f"{trait.ask} [y/N]:" for trait in traits().values()]
QUESTIONS = [NAME, LIFECYCLE, WHO_TPM, WHO_PM, PACKS, *TRAITS]
Asked = Callable[..., Person]
TWO_OF_BOARD = """schema: tpm/pack/1
name: two
title: Two of the board
roles: {board: {title: Product board}}
signoffs: [{role: board, people: 2, at: [release]}]
"""


@pytest.fixture
def asked(repository: Repository) -> Iterator[Asked]:
    """Starts `tpm init` in the repository with these words."""
    started: list[Person] = []

    def start(*words: str, **more: object) -> Person:
        person = Person(repository.command, repository.root, "init", *words, **more)  # type: ignore[arg-type]
        started.append(person)
        return person

    yield start
    for person in started:
        person.close()


def answer_the_rest(person: Person, after: str) -> None:
    """Press Enter at every question behind this one."""
    for question in QUESTIONS[QUESTIONS.index(after) + 1 :]:
        person.sees(question)
        person.types("")


def policy(repository: Repository) -> dict[str, object]:
    """Return what the policy says of what is asked."""
    found = parse_policy(repository.path(POLICY).read_bytes(), POLICY).policy
    return {
        "name": found.name,
        "lifecycle": found.lifecycle,
        "tpm": found.people["tpm"],  # type: ignore[index]
        "pm": found.people["pm"],  # type: ignore[index]
        "packs": found.packs,
        "traits": found.traits,
        "distinct": str(found.gate.distinct_people),
    }


def test_enter_takes_every_default(repository: Repository, asked: Asked) -> None:
    person = asked()
    person.sees(NAME)
    person.types("")
    answer_the_rest(person, NAME)
    assert person.leaves() == 0
    assert policy(repository) == {
        "name": "repository",
        "lifecycle": "standard",
        "tpm": (TPM,),
        "pm": (TPM,),
        "packs": (),
        "traits": (),
        "distinct": "off",
    }


def test_every_answer_is_checked_at_once_and_asked_again(
    repository: Repository, asked: Asked
) -> None:
    person = asked()
    for question, refused, error, accepted in (
        (NAME, "x" * 501, "more than 500 characters", "Küche · 厨房"),
        (LIFECYCLE, "lit", "did you mean", "lite"),
        (WHO_TPM, "notmail", "notmail", f"{TPM}, dev@example.com"),
        (WHO_PM, f"{PM} {PM}", "twice", PM),
        (PACKS, "fintec", "did you mean", "fintech, saas"),
        (TRAITS[0], "maybe", "error: answer y or n", "Y"),
        (TRAITS[1], "yess", "error: answer y or n", "no"),
    ):
        person.sees(question)
        person.types(refused)
        person.sees("error:")
        person.sees(error.removeprefix("error:"))
        person.sees(question)
        person.types(accepted)
    answer_the_rest(person, TRAITS[1])
    assert person.leaves() == 0
    assert policy(repository) == {
        "name": "Küche · 厨房",
        "lifecycle": "lite",
        "tpm": (TPM, "dev@example.com"),
        "pm": (PM,),
        "packs": ("fintech", "saas"),
        "traits": (next(iter(traits())),),
        "distinct": "warn",
    }


def test_what_there_is_to_choose_from(asked: Asked) -> None:
    person = asked("--name", "X", "--tpm", TPM, "--pm", PM)
    shown = " ".join(person.sees(LIFECYCLE).split())
    assert re.search(r"standard Seven gates .*: 7 gates, \d{2,} items", shown)
    assert re.search(r"lite Five gates .*: 5 gates, \d{2,} items", shown)
    person.types("")
    shown = " ".join(person.sees(PACKS).split())
    assert [name for name in pack_names() if f" {name} " not in f" {shown} "] == []
    assert re.search(
        r"fintech Financial technology: adds \d+ items, changes \d+; "
        r"some need external-users, handles-payments ",
        shown,
    )
    person.types("fintech")
    shown = ""
    for question in TRAITS:
        shown += " " + " ".join(person.sees(question).split())
        person.types("")
    for trait in traits().values():
        assert f"{trait.name}: {trait.means}" in shown
    assert "need proof; needed by items of fintech" in shown
    assert person.leaves() == 0


def test_whoever_signs_off_for_a_role_of_a_pack_is_asked_for_last(
    repository: Repository, asked: Asked
) -> None:
    repository.write(".tpm/checklists/two.yaml", TWO_OF_BOARD)
    person = asked("--name", "X", "--lifecycle", "lite", "--tpm", TPM, "--pm", PM)
    person.sees(PACKS)
    person.types("security .tpm/checklists/two.yaml")
    answer_the_rest(person, PACKS)
    person.sees("SEC: Who could misuse it, and would anybody notice?")
    person.sees("Who signs off as Security (SEC)? (email):")
    person.types("ann")
    person.sees("error: `ann` is not an email address")
    person.sees("Who signs off as Security (SEC)? (email):")
    person.types("ann@example.com")
    question = "Who signs off as Product board (BOARD)? (2 emails or more, space-separated):"
    person.sees(question)
    person.types("vera@example.com")
    person.sees("error: 2 people must sign off as BOARD")
    person.sees(question)
    person.types("vera@example.com will@example.com")
    assert person.leaves() == 0
    people = parse_policy(repository.path(POLICY).read_bytes(), POLICY).policy.people
    assert people[Role("security")] == ("ann@example.com",)
    assert people[Role("board")] == ("vera@example.com", "will@example.com")
    assert repository.run("lint").code == 0


def test_what_was_given_is_not_asked(repository: Repository, asked: Asked) -> None:
    words = ("--name", "X", "--lifecycle", "lite", "--tpm", TPM, "--pm", PM)
    person = asked(*words, "--pack", "saas", "--trait", "hosted")
    assert person.leaves() == 0
    assert "?" not in person.seen
    assert policy(repository)["traits"] == ("hosted",)


def test_an_invalid_option_is_refused_before_any_question(
    repository: Repository, asked: Asked
) -> None:
    person = asked("--pack", "sas")
    assert person.leaves() == 2
    assert "did you mean" in person.seen
    assert "?:" not in person.seen
    assert not repository.path(POLICY).exists()


def test_one_person_in_both_roles_is_told_what_it_means(asked: Asked) -> None:
    person = asked()
    for question in (NAME, LIFECYCLE, WHO_TPM):
        person.sees(question)
        person.types("")
    person.sees(WHO_PM)
    person.types(TPM.upper())
    person.sees("note: one person is TPM and PM, and may approve their own waivers")
    person.sees("(`distinct-people: off`)")
    person.sees(PACKS)


def test_nobody_is_known(repository: Repository, asked: Asked) -> None:
    repository.git("config", "--unset", "user.email")
    person = asked("--name", "X", "--lifecycle", "lite")
    question = "Who is the Technical Product Manager (TPM)? (email):"
    person.sees(question)
    person.types("")
    person.sees("error: an answer is needed")
    person.sees(question)
    person.types(TPM)
    person.sees("Who is the Product Manager (PM)? (email):")
    person.types(PM)
    answer_the_rest(person, WHO_PM)
    assert person.leaves() == 0
    # Whoever answers must be named then.
    assert f"→ tpm walk --as {TPM} feasibility --role tpm\r\n" in person.seen


@pytest.mark.parametrize("number", range(len(QUESTIONS)))
@pytest.mark.parametrize("way", ["interrupts", "ends_the_input"])
def test_breaking_off_writes_nothing(
    repository: Repository, asked: Asked, number: int, way: str
) -> None:
    before = repository.files()
    person = asked()
    for question in QUESTIONS[:number]:
        person.sees(question)
        person.types("")
    person.sees(QUESTIONS[number])
    getattr(person, way)()
    person.sees("interrupted; nothing was written")
    assert person.leaves() == 130
    assert repository.files() == before


# --- the end -----------------------------------------------------------------------------------


def commands(text: str) -> list[str]:
    """Return the commands behind arrows."""
    return re.findall(r"→ (.*?)\r?\n", text)


def run_in_shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run what was pasted into a shell that has `tpm`."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**clean_env(), "PATH": path}
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    ("folder", "words"),
    [("", ()), ("", ("--ci", "github")), ("my app", ()), ("my app", ("--ci", "gitlab"))],
)
def test_it_ends_with_the_next_three_commands(
    repository: Repository, folder: str, words: tuple[str, ...]
) -> None:
    """Each works as it is, pasted where `init` was started."""
    (repository.root / folder).mkdir(exist_ok=True)
    repository.write("half-done.txt", "staged, and not to be committed\n")
    place = ("-C", folder) if folder else ()
    people = ("--tpm", TPM, "--pm", PM, "--lifecycle", "lite")
    done = repository.run("init", "--name", "X", *people, *place, *words)
    assert done.code == 0
    assert re.search(
        r"^Created a project with 5 gates; \d+ items apply to it\.$", done.err, re.MULTILINE
    )
    add, commit, walk, status = commands(done.err)
    for command in (add, commit):
        ran = run_in_shell(command, repository.root)
        assert ran.returncode == 0, ran.stderr
    left = repository.git("status", "--porcelain").splitlines()
    assert left == ["A  half-done.txt"]
    assert f"{folder + '/' if folder else ''}{RECORD}" in repository.git(
        "-c", "core.quotePath=off", "show", "--format=", "--name-only"
    )
    ran = run_in_shell(walk, repository.root)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "`tpm walk` needs a terminal" in ran.stderr
    assert "--role tpm" in walk
    assert run_in_shell(status, repository.root).returncode == 0


def test_the_walk_is_that_of_the_person(repository: Repository) -> None:
    repository.git("config", "user.email", PM)
    done = repository.run("init", "--name", "X", "--tpm", TPM, "--pm", PM)
    assert "→ tpm walk feasibility --role pm\n" in done.err


def test_one_gate(repository: Repository) -> None:
    repository.write(
        "own/tiny.yaml", "schema: tpm/lifecycle/1\nname: tiny\ntitle: Tiny\nphases: [only]\n"
    )
    repository.write(
        "own/only.yaml",
        "schema: tpm/checklist/1\nphase: only\ntitle: Only\nquestion: Is it?\n"
        "tpm:\n  - {id: done, title: It is done}\n",
    )
    done = repository.run("init", "--yes", "--lifecycle", "own/tiny.yaml")
    assert "Created a project with 1 gate; 1 item applies to it.\n" in done.err
    assert "note: one person is TPM and PM" in done.err
    assert "→ tpm walk only\n" in done.err


def test_git_that_cannot_commit_the_project(repository: Repository, tmp_path: Path) -> None:
    repository.write(".gitignore", ".tpm\n")
    done = repository.run("init", "--yes")
    assert "help: git ignores `.tpm/`; remove it from `.gitignore`, and commit it\n" in done.err
    assert [command.split()[0] for command in commands(done.err)] == ["tpm", "tpm"]
    plain = tmp_path / "plain"
    plain.mkdir()
    people = ("--tpm", TPM, "--pm", PM)
    done = repository.run("init", "--name", "X", *people, "-C", str(plain))
    assert [command.split()[0] for command in commands(done.err)] == ["tpm", "tpm"]


def test_projects_nearby_are_named(repository: Repository) -> None:
    for name in ("web", "web/shop", *(f"lib{n}" for n in range(5))):
        (repository.root / name).mkdir()
        assert repository.run("init", "--yes", "-C", name).code == 0
    done = repository.run("init", "--yes", "-C", "web/shop/../../lib0/..")
    assert (
        "note: there are projects below this folder already (`lib0`, `lib1`, `lib2`, `lib3`,"
        " `lib4` and 2 more); the new project will be apart from them, with gates of its own\n"
    ) in done.err
    (repository.root / "web/shop/src").mkdir()
    done = repository.run("init", "--yes", "-C", "web/shop/src")
    assert (
        "note: this folder is inside the project of `..`; the new project will be apart from it,"
        " with gates of its own\n"
    ) in done.err
    done = repository.run("init", "--yes", "-q", "-C", "docs")
    assert done[1:] == ("", "")


def test_without_a_terminal_every_missing_option_is_named(repository: Repository) -> None:
    done = repository.run("init")
    assert done.code == 2
    assert "missing `--name`, `--tpm` and `--pm`; tpm cannot ask without a terminal\n" in done.err
    done = repository.run("init", "--name", "X", "--tpm", TPM)
    assert "missing `--pm`; tpm cannot ask without a terminal\n" in done.err
    repository.git("config", "--unset", "user.email")
    done = repository.run("init", "--yes")
    assert done.code == 2
    assert "missing `--tpm` and `--pm`; git does not know your email address\n" in done.err
    assert not repository.path(POLICY).exists()


@pytest.mark.parametrize(
    "env", [{"TPM_ACCESSIBLE": "1"}, {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}]
)
def test_other_terminals(repository: Repository, asked: Asked, env: dict[str, str]) -> None:
    person = asked("--name", "X", "--pm", PM, env={"NO_COLOR": "", **env})
    for question in (LIFECYCLE, WHO_TPM, PACKS, *TRAITS):
        person.sees(question)
        person.types("")
    assert person.leaves() == 0
    assert person.raw.isascii() or "TPM_ACCESSIBLE" in env
    assert "\x1b" not in person.raw or "TPM_ACCESSIBLE" not in env


def test_a_narrow_window(asked: Asked) -> None:
    person = asked("--name", "X", "--tpm", TPM, "--pm", PM, columns=40)
    person.sees(LIFECYCLE)
    person.types("")
    shown = person.sees(PACKS)
    listed = shown.split("Which packs")[0].split("\r\n")[1:]
    assert max(map(len, listed)) <= 40
