"""`tpm lint --fix` mends what has one right answer, and nothing else."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from problem_data import refused_for, reword_everything
from tpmcli.app.lint import lint
from tpmcli.model.errors import InvalidInputError
from tpmcli.model.problem import Expression, Flaw, FlawText, Hint, Problem, Remedy, Term
from tpmcli.render.problem import problem_message
from tpmcli.store.record.canonical import Phases, layout, new_project
from tpmcli.store.record.file import read_record
from tpmcli.store.record.outline import outline
from tpmcli.store.record.tidy import tidy
from world.folder import Folder
from world.found import comparable
from world.people import TPM

QUICK, SOAK = range(25), range(1_000, 1_500)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    Folder.lite(tmp_path)
    return tmp_path


def _phases(folder: Path) -> Phases:
    checklist = Folder.without_git(folder).open().checklist
    return [
        (phase.id, [(str(item.role), item.id) for item in phase.items])
        for phase in checklist.phases
    ]


def _record(dice: random.Random, phases: Phases) -> dict[str, dict[str, Any]]:
    """Answers, sign-offs and decisions, as far as the format minds them."""

    def digest(scheme: str) -> str:
        return f"{scheme}:{dice.getrandbits(256):064x}"

    def entry(**more: Any) -> dict[str, Any]:
        return {"by": TPM, "at": f"2026-11-{dice.randrange(10, 22)}T10:00:00Z", **more}

    items = {
        name: entry(
            answer=dice.choice(["met", "not-met"]),
            role=role,
            note=dice.choice(["plain", "no", "1.10", "a: b # c", "two\nlines", "größe 🚀"]),
            question=digest("q1"),
        )
        for _, asked, *_ in phases
        for role, name in asked
        if dice.random() < 0.4
    }
    signoffs = {
        f"{phase}.{role}": [entry(digest=digest("s1"))]
        for phase, *_ in phases
        for role in ("tpm", "pm")
        if dice.random() < 0.4
    }
    decisions = {
        phase: [
            entry(
                decision="hold",
                reason="no",
                recommendation="hold",
                rule="unmet",
                digest=digest("d1"),
            )
        ]
        for phase, *_ in phases
        if dice.random() < 0.3
    }
    return {"items": items, "signoffs": signoffs, "decisions": decisions}


# --- what has one right answer -----------------------------------------------------------------


def _other_order(dice: random.Random, data: bytes) -> bytes:
    cut = outline(data, "f")
    for section in cut.sections:
        if section.blocks:
            dice.shuffle(section.blocks)
    return cut.to_bytes()


def _blocks_missing(dice: random.Random, data: bytes) -> bytes:
    cut = outline(data, "f")
    for section in cut.sections:
        empty = [b for b in section.blocks or () if "".join(b.body).rstrip().endswith(": {}")]
        gone = dice.sample(empty, min(3, len(empty)))
        if section.blocks:
            section.blocks = [block for block in section.blocks if block not in gone]
    return cut.to_bytes()


def _identical_doubles(dice: random.Random, data: bytes) -> bytes:
    cut = outline(data, "f")
    section = dice.choice([section for section in cut.sections if section.blocks])
    assert section.blocks
    section.blocks.insert(dice.randrange(len(section.blocks)), dice.choice(section.blocks))
    return cut.to_bytes()


def _other_indentation(dice: random.Random, data: bytes) -> bytes:
    lines = data.decode().split("\n")
    return "\n".join("  " + line if line[:1] == " " else line for line in lines).encode()


def _quotes(dice: random.Random, data: bytes) -> bytes:
    return re.sub(rb"answer: (met|not-met)", rb"'answer':   '\1'", data)


def _blank_lines(dice: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n\n", dice.choice([b"\n", b"\n\n\n"]))


def _no_comments(dice: random.Random, data: bytes) -> bytes:
    return re.sub(rb"(?m)^ *# .*\n", b"", data)


def _line_ends(dice: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _a_persons_comment(dice: random.Random, data: bytes) -> bytes:
    return data.replace(b"signoffs:\n", b"signoffs:\n\n  # remark of a person\n")


UNTIDY: list[Callable[[random.Random, bytes], bytes]] = [
    _other_order,
    _blocks_missing,
    _identical_doubles,
    _other_indentation,
    _quotes,
    _blank_lines,
    _no_comments,
    _a_persons_comment,
    _line_ends,
]


def mended(seed: int, project: Path, phases: Phases) -> None:
    """Spoils a file as a person or a merge would, has it mended, and compares."""
    dice = random.Random(seed)
    file = project / ".tpm/project.yaml"
    policy = (project / ".tpm/policy.yaml").read_bytes()
    own = re.search(rb"(?m)^id: (\S+)", policy)
    assert own
    name = own.group(1).decode()
    tidy = new_project(name, "1.0", "", phases, record=_record(dice, phases))
    data = tidy
    changes = dice.sample(UNTIDY, dice.choice([1, 1, 2, 3]))
    for change in sorted(changes, key=UNTIDY.index):
        data = change(dice, data)
    file.write_bytes(data)
    refused: list[Problem] = []
    try:
        untidy = lint(Folder.without_git(project).session()).untidy
    except InvalidInputError as error:
        refused = list(error.problems)
    # A block that stands twice is refused until it is mended; everything else is only told.
    assert bool(refused) == (_identical_doubles in changes), (seed, refused)
    assert all(problem.flaw is Flaw.DUPLICATE_KEY for problem in refused)
    assert all(problem.hint == Hint(Remedy.KEEP_ONE_BLOCK) for problem in refused)
    assert file.read_bytes() == data, "lint without --fix wrote"
    fixed = lint(Folder.without_git(project).session(), fix=True)
    after = file.read_bytes()
    words = [change.__name__ for change in changes]
    assert bool(refused or untidy) == bool(fixed.fixed) == (after != data), (seed, words)
    assert read_record(after, "f") == read_record(tidy, "f"), (seed, words)
    if _a_persons_comment in changes:
        assert after.count(b"# remark of a person") == 1, (seed, words)
    elif _line_ends not in changes:
        assert after == tidy, (seed, words)
    else:
        assert after == tidy.replace(b"\n", b"\r\n"), (seed, words)
    status = file.stat()
    again = lint(Folder.without_git(project).session(), fix=True)
    assert (again.untidy, again.fixed) == ((), ())
    assert file.stat().st_mtime_ns == status.st_mtime_ns
    assert (project / ".tpm/policy.yaml").read_bytes() == policy


def all_mended(seeds: range, project: Path) -> None:
    phases = _phases(project)
    for seed in seeds:
        mended(seed, project, phases)


def test_what_has_one_right_answer_is_mended(
    project: Path, record_property: Callable[[str, object], None]
) -> None:
    all_mended(QUICK, project)
    record_property("files", len(QUICK))


@pytest.mark.soak
def test_what_has_one_right_answer_is_mended_at_length(
    project: Path, record_property: Callable[[str, object], None]
) -> None:
    all_mended(SOAK, project)
    record_property("files", len(SOAK))


def _mends_nothing(data: bytes, phases: Phases, file: str) -> bytes:
    return data


def _drops_comments(data: bytes, phases: Phases, file: str) -> bytes:
    return _no_comments(random.Random(0), tidy(data, phases, file))


def _changes_an_answer(data: bytes, phases: Phases, file: str) -> bytes:
    return tidy(data, phases, file).replace(b"answer: not-met", b"answer: met", 1)


def _forgets_the_last_block(data: bytes, phases: Phases, file: str) -> bytes:
    cut = outline(tidy(data, phases, file), "f")
    blocks = cut.sections[-1].blocks
    assert blocks
    blocks.pop()
    return cut.to_bytes()


@pytest.mark.parametrize(
    "broken", [_mends_nothing, _drops_comments, _changes_an_answer, _forgets_the_last_block]
)
def test_mending_that_is_wrong_is_caught(
    broken: Callable[[bytes, Phases, str], bytes], project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tpmcli.app.lint.tidy", broken)
    with pytest.raises(AssertionError):
        all_mended(QUICK, project)


def test_mending_moves_no_verdict(project: Path) -> None:
    phases = _phases(project)
    for seed in range(10):
        dice = random.Random(seed)
        workspace = Folder.without_git(project).open()
        data = new_project(workspace.policy.id, "1.0", "", phases, record=_record(dice, phases))
        file = project / ".tpm/project.yaml"
        file.write_bytes(_other_order(dice, _quotes(dice, data)))
        made = Folder.without_git(project)
        before = [comparable(made.judged("phase", phase)) for phase, *_ in phases]
        assert lint(Folder.without_git(project).session(), fix=True).fixed
        assert [comparable(made.judged("phase", phase)) for phase, *_ in phases] == before
        assert list(layout(phases)["items"]) == list(read_record(file.read_bytes(), "f").items)


# --- what a person must decide -----------------------------------------------------------------

ANSWERED = (
    "  feasibility.unknowns-spiked:\n    answer: not-met\n    role: tpm\n    by: a@b.c\n"
    f'    at: "2026-11-22T10:00:00Z"\n    question: q1:{"0" * 64}\n'
)
EMPTY = "  feasibility.unknowns-spiked: {}\n"


@pytest.mark.parametrize(
    ("old", "new", "flaw"),
    [
        (EMPTY, EMPTY + ANSWERED, Flaw.BLOCK_TWICE_UNLIKE),
        (EMPTY, ANSWERED.replace("answer: not-met", "answer: maybe"), Flaw.UNFIT_VALUE),
        (EMPTY, ANSWERED.replace("    answer: not-met\n", ""), Flaw.ANSWER_ABSENT),
        (EMPTY, ANSWERED + "    nonsense: 1\n", Flaw.UNKNOWN_KEY),
        (EMPTY, f"<<<<<<< a\n{EMPTY}=======\n{ANSWERED}>>>>>>> b\n", Flaw.CONFLICT_BEGINS),
        ("policy: ", "policy: another-", Flaw.FOREIGN_RECORD),
        ("tpm/project/1", "tpm/project/2", Flaw.SCHEMA_NEWER),
        ("increment:", "increment: &a", Flaw.ANCHOR),
        ("items:\n", "items:\n\t\n", Flaw.TAB),
        ("decisions:\n", "decisions: [\n", Flaw.LIST_OPEN_SINCE),
    ],
)
def test_what_a_person_must_decide_is_left(
    tmp_path: Path, old: str, new: str, flaw: FlawText
) -> None:
    Folder.lite(tmp_path)
    file = tmp_path / ".tpm/project.yaml"
    text = file.read_text(encoding="utf-8")
    # Untidy as well: not even that is mended in a file that is not sound.
    text = text.replace("  # feasibility · tpm · unknowns-spiked\n", "", 1).replace(old, new, 1)
    file.write_text(text, encoding="utf-8", newline="")
    with pytest.raises(InvalidInputError) as caught:
        lint(Folder.without_git(tmp_path).session(), fix=True)
    assert flaw in {problem.flaw for problem in caught.value.problems}
    assert file.read_text(encoding="utf-8") == text


def test_what_is_mended_does_not_hang_on_words(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That a block stands twice was once read from the message."""
    reword_everything(monkeypatch)
    file = project / ".tpm/project.yaml"
    tidied = file.read_text(encoding="utf-8")
    file.write_text(tidied.replace(EMPTY, EMPTY + EMPTY, 1), encoding="utf-8", newline="")
    with pytest.raises(InvalidInputError) as caught:
        lint(Folder.without_git(project).session())
    (problem,) = caught.value.problems
    assert (problem.flaw, problem.hint) == (Flaw.DUPLICATE_KEY, Hint(Remedy.KEEP_ONE_BLOCK))
    assert problem_message(problem).startswith("reworded feasibility.")
    assert lint(Folder.without_git(project).session(), fix=True).fixed == (".tpm/project.yaml",)
    assert file.read_text(encoding="utf-8") == tidied


@pytest.mark.parametrize("words", ["key 'twice'", "lists twice twice"])
def test_a_word_of_a_message_in_the_file_is_no_reason_to_mend(project: Path, words: str) -> None:
    file = project / ".tpm/project.yaml"
    text = file.read_text(encoding="utf-8").replace(EMPTY, f"{EMPTY}  {words}: {{}}\n", 1)
    file.write_text(text, encoding="utf-8", newline="")
    with refused_for(Flaw.UNFIT_KEY, words, "items") as caught:
        lint(Folder.without_git(project).session(), fix=True)
    assert caught.value.problems[0].hint == Hint(Remedy.WRITE, (Expression(Term.ITEM_ID),))
    assert file.read_text(encoding="utf-8") == text
