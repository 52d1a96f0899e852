# ruff: noqa: RUF001 - titles of every script
"""`tpm walk` in a real pseudo-terminal: every key, every question, and every way out."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator

import pytest

from world.command import Repository
from world.people import PM, RECORD, TPM

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are a POSIX thing", allow_module_level=True)

from tpmcli.store.record.file import read_record
from tpmcli.text.columns import columns
from world.person import Person

PROMPT = "[q]uit >"
LIFECYCLE = "schema: tpm/lifecycle/1\nname: short\ntitle: Short\nphases: [idea]\n"
IDEA = """\
schema: tpm/checklist/1
phase: idea
title: Idea
question: Should we?
tpm:
  - id: tried
    title: It was tried
    why: Trying something shows more than talking about it does, and it is cheaper than being wrong.
    evidence: {expect: a note, required: true, find: ["docs/notes/*.md"]}
  - id: sized
    title: Its size is known
    not-applicable: true
  - id: named
    title: It has a name
    level: should
pm:
  - id: wanted
    title: Somebody wants it
"""
Walking = Callable[..., Person]


@pytest.fixture
def short(make_repository: Callable[[str], Repository]) -> Repository:
    """A project of four items, with two notes that may serve as evidence."""
    made = make_repository("short")
    made.write("own/short.yaml", LIFECYCLE)
    made.write("own/idea.yaml", IDEA)
    for name in ("first", "my second"):
        note = made.write(
            f"docs/notes/{name}.md", f"# The {name} note\n\nIt was tried: it works.\n"
        )
        # As old as the other, so that their names decide which comes first.
        os.utime(made.path(note), (1_000_000_000, 1_000_000_000))
    made.init("--lifecycle", "own/short.yaml")
    return made


@pytest.fixture
def walking() -> Iterator[Walking]:
    """Starts `tpm walk` in a project with these words."""
    started: list[Person] = []

    def start(project: Repository, *words: str, folder: str = "", **more: object) -> Person:
        person = Person(project.command, project.root / folder, "walk", *words, **more)  # type: ignore[arg-type]
        started.append(person)
        return person

    yield start
    for person in started:
        person.close()


@pytest.fixture
def walk(short: Repository, walking: Walking) -> Person:
    """The TPM's walk in the short project, at its first item."""
    person = walking(short, "--role", "tpm")
    person.sees(PROMPT)
    return person


def answers(project: Repository, path: str = RECORD) -> dict[str, tuple[str, list[str], str]]:
    """Return every answer by its slug: the value, what it cites, and its note."""
    record = read_record(project.path(path).read_bytes(), path)
    given = [(item.id, item.answer) for item in record.items.values() if item.answer]
    return {
        name.partition(".")[2]: (answer.value, [e.target for e in answer.evidence], answer.note)
        for name, answer in given
    }


def quit_walk(person: Person) -> None:
    person.presses("q")
    assert person.leaves() == 0


# --- keys --------------------------------------------------------------------------------------


def test_y_asks_which_file_if_there_are_several(short: Repository, walk: Person) -> None:
    assert "1 docs/notes/first.md · The first note" in " ".join(walk.seen.split())
    walk.presses("y")
    walk.sees(
        "Evidence (paths, links or numbers from the list, space-separated; Enter to go back):"
    )
    walk.types("2 https://example.com/x")
    walk.sees("recorded: met with docs/notes/my second.md, https://example.com/x")
    walk.sees("note: https://example.com/x is recorded, but not verified")
    walk.sees("idea · 2 of 3")
    walk.sees(PROMPT)
    # Nothing is needed, and there is nothing to choose from.
    walk.presses("y")
    walk.sees("recorded: met, without evidence")
    walk.sees(PROMPT)
    quit_walk(walk)
    assert answers(short) == {
        "tried": ("met", ["docs/notes/my second.md", "https://example.com/x"], ""),
        "sized": ("met", [], ""),
    }


def test_a_number_answers_with_that_file(short: Repository, walk: Person) -> None:
    walk.presses("3")
    walk.sees("that key does nothing here; ? lists the keys")
    walk.sees(PROMPT)
    walk.presses("2")
    walk.sees("recorded: met with docs/notes/my second.md")
    walk.sees(PROMPT)
    walk.presses("1")
    walk.sees("that key does nothing here")
    walk.sees(PROMPT)
    quit_walk(walk)
    assert answers(short) == {"tried": ("met", ["docs/notes/my second.md"], "")}


def test_n_takes_a_note_or_none(short: Repository, walk: Person) -> None:
    walk.presses("n")
    walk.sees("What is missing? (a note; Enter for none):")
    walk.types("a spike · naïve 需求")
    walk.sees("recorded: not-met: a spike · naïve 需求")
    walk.sees(PROMPT)
    walk.presses("N")
    walk.sees("for none):")
    walk.types("")
    walk.sees("recorded: not-met")
    walk.sees(PROMPT)
    quit_walk(walk)
    assert answers(short) == {
        "tried": ("not-met", [], "a spike · naïve 需求"),
        "sized": ("not-met", [], ""),
    }


def test_a_is_offered_only_if_the_item_allows_it(short: Repository, walk: Person) -> None:
    assert "[a]" not in walk.seen
    walk.presses("a")
    walk.sees("this item does not allow `not-applicable`")
    walk.sees(PROMPT)
    walk.presses("s")
    assert "[a] n/a" in walk.sees(PROMPT)
    walk.presses("a")
    walk.sees("Why does it not apply? (Enter to go back):")
    walk.types("  ")
    walk.sees("nothing was recorded")
    walk.sees(PROMPT)
    walk.presses("a")
    walk.sees("go back):")
    walk.types("no size limit")
    walk.sees("recorded: not-applicable: no size limit")
    walk.sees(PROMPT)
    quit_walk(walk)
    assert answers(short) == {"sized": ("not-applicable", [], "no size limit")}


def test_e_asks_for_evidence_and_says_why_it_is_refused(short: Repository, walk: Person) -> None:
    walk.presses("e")
    walk.sees("go back):")
    walk.types("docs/nowhere.md")
    walk.sees("error: `docs/nowhere.md` does not exist")
    walk.sees("help: did you mean `docs/evidence.md`?")
    walk.sees(PROMPT)
    walk.presses("e")
    walk.sees("go back):")
    walk.types("")
    walk.sees("nothing was recorded")
    walk.sees(PROMPT)
    # What is written and added meanwhile can be cited.
    short.write("docs/nowhere.md", "# Here\n\nIt was tried, and it works.\n")
    walk.presses("e")
    walk.sees("go back):")
    walk.types("docs/nowhere.md")
    walk.sees("recorded: met with docs/nowhere.md")
    walk.sees(PROMPT)
    quit_walk(walk)


@pytest.mark.parametrize(
    "typed",
    [
        "docs/notes/my second.md",
        "'docs/notes/my second.md'",
        "docs/notes/my\\ second.md",
        '"docs/notes/my second.md" docs/notes/first.md',
        "docs/notes/my second.md docs/notes/first.md",
        "docs/no\t\tmy\t",
        "'docs/notes/my s\t 1",
    ],
)
def test_names_with_spaces(short: Repository, walk: Person, typed: str) -> None:
    """Quoted as for a shell, just as they are, and completed with Tab."""
    walk.presses("e")
    walk.sees("go back):")
    walk.types(typed)
    walk.sees("recorded: met with docs/notes/my second.md")
    walk.sees(PROMPT)
    quit_walk(walk)
    expected = ["docs/notes/my second.md"]
    if typed.endswith(("first.md", "1")):
        expected.append("docs/notes/first.md")
    assert answers(short)["tried"][1] == expected


def test_b_shows_the_answer_given(short: Repository, walk: Person, walking: Walking) -> None:
    assert "[b]ack" not in walk.seen
    walk.presses("b")
    walk.sees("this is the first item")
    walk.sees(PROMPT)
    walk.presses("1")
    walk.sees(PROMPT)
    walk.presses("n")
    walk.sees("for none):")
    walk.types("ask Ann")
    assert "[b]ack" in walk.sees(PROMPT)
    walk.presses("b")
    shown = " ".join(walk.sees(PROMPT).split())
    assert "idea · 2 of 3" in shown
    assert re.search(rf"answer not-met by {TPM} on \d{{4}}-\d\d-\d\d note ask Ann", shown)
    walk.presses("b")
    shown = " ".join(walk.sees(PROMPT).split())
    assert re.search(rf"answer met by {TPM} on [0-9-]+ evidence docs/notes/first.md", shown)
    # Enter keeps what is cited.
    walk.presses("y")
    walk.sees("Enter keeps what is cited):")
    walk.types("")
    walk.sees("recorded: met with docs/notes/first.md")
    walk.sees("note: kept the evidence of idea.tried")
    walk.sees(PROMPT)
    quit_walk(walk)


def test_u_takes_the_last_answer_back(short: Repository, walk: Person) -> None:
    start = short.record()
    assert "[u]ndo" not in walk.seen
    walk.presses("u")
    walk.sees("there is no answer to take back")
    walk.sees(PROMPT)
    walk.presses("1")
    walk.sees("recorded")
    walk.sees(PROMPT)
    first = short.record()
    walk.presses("y")
    walk.sees("recorded")
    walk.sees(PROMPT)
    walk.presses("u")
    walk.sees("taken back: “Its size is known” has no answer again")
    walk.sees("idea · 2 of 3")
    walk.sees(PROMPT)
    assert short.record() == first
    walk.presses("b")
    walk.sees(PROMPT)
    walk.presses("n")
    walk.sees("for none):")
    walk.types("")
    walk.sees(PROMPT)
    walk.presses("u")
    walk.sees("taken back: “It was tried” is answered `met` again")
    walk.sees("evidence docs/notes/first.md")
    walk.sees(PROMPT)
    assert short.record() == first
    walk.presses("u")
    walk.sees("taken back: “It was tried” has no answer again")
    walk.sees(PROMPT)
    assert short.record() == start
    walk.presses("q")
    walk.sees("no answer saved")
    assert walk.leaves() == 0


def test_u_says_why_it_cannot(short: Repository, walk: Person) -> None:
    walk.presses("1")
    walk.sees(PROMPT)
    short.answer("idea.tried", "not-met", by=PM)
    walk.presses("u")
    walk.sees("error: “It was tried” was answered again since; nothing was taken back")
    walk.sees("→ tpm why idea.tried")
    walk.sees(PROMPT)
    quit_walk(walk)
    assert answers(short)["tried"][0] == "not-met"


def test_s_skips_and_the_other_keys_do_nothing(short: Repository, walk: Person) -> None:
    for key in ("x", "\r", " ", "\x1b[A", "\x1bOP", "é", "需", "\x01", "0", "9"):
        walk.presses(key)
        walk.sees("that key does nothing here; ? lists the keys")
        walk.sees(PROMPT)
    for number in (2, 3):
        walk.presses("S")
        walk.sees(f"idea · {number} of 3")
        walk.sees(PROMPT)
    walk.presses("s")
    assert walk.leaves() == 0
    assert answers(short) == {}


def test_keys_typed_ahead_are_not_lost(short: Repository, walk: Person) -> None:
    walk.presses("1nlater\ryu")
    walk.sees("recorded: met with docs/notes/first.md")
    walk.sees("recorded: not-met: later")
    walk.sees("recorded: met, without evidence")
    walk.sees("taken back: “It has a name” has no answer again")
    walk.sees(PROMPT)
    quit_walk(walk)
    assert answers(short) == {
        "tried": ("met", ["docs/notes/first.md"], ""),
        "sized": ("not-met", [], "later"),
    }


@pytest.mark.parametrize("key", ["q", "\r", "\x04"])
def test_behind_the_last_item(short: Repository, walk: Person, key: str) -> None:
    """The last answer can be taken back or looked at, too."""
    walk.presses("ss")
    walk.sees("idea · 3 of 3")
    walk.sees(PROMPT)
    walk.presses("y")
    walk.sees("that was the last item")
    walk.sees("[b]ack [u]ndo [q]uit >")
    walk.presses("s")
    walk.sees("only b, u and q do something here")
    walk.sees(PROMPT)
    walk.presses("b")
    walk.sees(f"answer met by {TPM}")
    walk.sees(PROMPT)
    walk.presses("s")
    walk.sees("that was the last item")
    walk.sees(PROMPT)
    short.answer("idea.named", "not-met")
    walk.presses("u")
    walk.sees("error: “It has a name” was answered again since")
    walk.sees(PROMPT)
    walk.presses(key)
    walk.sees("1 answer saved")
    assert walk.leaves() == 0
    assert answers(short) == {"named": ("not-met", [], "")}


def test_ctrl_c_behind_the_last_item(short: Repository, walk: Person) -> None:
    walk.presses("ssy")
    walk.sees("that was the last item")
    walk.sees(PROMPT)
    walk.interrupts()
    walk.sees("interrupted; 1 answer saved")
    assert walk.leaves() == 130
    assert answers(short) == {"named": ("met", [], "")}


def test_the_question_mark_lists_the_keys_that_do_something(walk: Person) -> None:
    walk.presses("?")
    shown = " ".join(walk.sees(PROMPT).split())
    for line in (
        "y met; asks for evidence if the item needs it or files are listed",
        "1-2 met, with the file of that number",
        "q stop; every answer is saved already",
    ):
        assert line in shown
    assert "not applicable" not in shown
    quit_walk(walk)


# --- the end -----------------------------------------------------------------------------------


def test_the_end_recommends_to_sign_off(short: Repository, walking: Walking, walk: Person) -> None:
    walk.presses("q")
    walk.sees("no answer saved")
    walk.sees("2 required items of the TPM are still open in idea")
    assert walk.leaves() == 0
    assert "→" not in walk.seen
    again = walking(short, "--role", "tpm", "-C", "../..", folder="docs/notes")
    again.sees(PROMPT)
    again.presses("1y")
    again.sees("recorded: met, without evidence")
    again.presses("q")
    again.sees("2 answers saved")
    assert again.leaves() == 0
    [command] = re.findall("→ (tpm .*?)\r", again.seen)
    assert command == "tpm -C ../.. sign idea --role tpm"
    assert short.run(*shlex.split(command)[3:]).code == 0
    # The recommended item is still open, and the sign-off is done.
    last = walking(short, "--role", "tpm")
    last.sees(PROMPT)
    last.presses("q")
    assert last.leaves() == 0
    assert "→ tpm next" in last.seen


def test_somebody_else_is_named_who_can_sign_off(short: Repository, walking: Walking) -> None:
    short.answer("idea.wanted", by=PM)
    person = walking(short)
    person.sees(PROMPT)
    person.presses("q")
    person.sees("2 required items of the TPM are still open in idea")
    person.sees(f"help: ask {PM} to run `tpm sign idea --role pm`")
    assert person.leaves() == 0


def test_nothing_is_open(short: Repository, walking: Walking) -> None:
    short.answer("idea.wanted", by=PM)
    person = walking(short, "--role", "pm", "--as", PM)
    person.sees("no item is open in idea")
    person.sees(f"→ tpm sign --as {PM} idea --role pm")
    assert person.leaves() == 0
    everything = walking(short, "--role", "pm", "--all")
    everything.sees("state satisfied")
    everything.sees(PROMPT)
    quit_walk(everything)


def test_without_a_terminal(short: Repository) -> None:
    done = short.run("walk")
    assert (done.code, done.out) == (2, "")
    assert "`tpm walk` needs a terminal" in done.err
    assert "in scripts, use `tpm answer`" in done.err


# --- breaking off ------------------------------------------------------------------------------

QUESTIONS = {
    "key": ("", ""),
    "evidence": ("e", "Evidence"),
    "which": ("y", "Evidence"),
    "note": ("n", "What is missing?"),
    "reason": ("sa", "Why does it not apply?"),
}


@pytest.mark.parametrize(("keys", "question"), QUESTIONS.values(), ids=QUESTIONS)
@pytest.mark.parametrize("saved", [0, 1])
def test_ctrl_c_keeps_and_counts_what_was_answered(
    short: Repository, walk: Person, keys: str, question: str, saved: int
) -> None:
    if saved:
        walk.presses("1")
        walk.sees(PROMPT)
        walk.presses("b")
        walk.sees(PROMPT)
    before = short.record()
    walk.presses(keys)
    walk.sees(question)
    walk.interrupts()
    walk.sees("interrupted; 1 answer saved" if saved else "interrupted; no answer saved")
    assert walk.leaves() == 130
    assert short.record() == before
    assert len(answers(short)) == saved


@pytest.mark.parametrize(("keys", "question"), list(QUESTIONS.values())[1:], ids=[*QUESTIONS][1:])
def test_ctrl_d_in_a_question_returns_to_the_item(
    short: Repository, walk: Person, keys: str, question: str
) -> None:
    before = short.record()
    walk.presses(keys)
    walk.sees(question)
    walk.sees(":")
    walk.ends_the_input()
    walk.sees("nothing was recorded")
    walk.sees(PROMPT)
    # And there it ends the walk.
    walk.ends_the_input()
    walk.sees("no answer saved")
    assert walk.leaves() == 0
    assert short.record() == before


def test_a_project_file_that_breaks_meanwhile(short: Repository, walk: Person) -> None:
    """It is left alone, and once it is mended the walk goes on."""
    text = short.read()
    short.write(RECORD, text + "items: {}\n")
    walk.presses("1")
    walk.sees("error: .tpm/project.yaml:")
    walk.sees("help:")
    walk.sees(PROMPT)
    assert short.read() == text + "items: {}\n"
    short.write(RECORD, text)
    walk.presses("1")
    walk.sees("recorded: met")
    walk.sees(PROMPT)
    short.write(RECORD, short.read() + "items: {}\n")
    walk.presses("s")
    walk.sees("nothing was checked or recorded")
    assert walk.leaves() == 3


def test_an_unusual_spelling_is_interrupted_alike(short: Repository, walking: Walking) -> None:
    """What typer must read says once that it was interrupted, too."""
    person = walking(short, "-rtpm")
    person.sees(PROMPT)
    person.interrupts()
    assert person.leaves() == 130
    assert person.seen.count("interrupted") == 1


def test_neither_typer_nor_rich_is_loaded(short: Repository, walking: Walking) -> None:
    command = [short.command[0], "-X", "importtime", *short.command[1:]]
    other = Repository.copy(short.root, short.root / "copy", command)
    person = walking(other, "--role", "tpm")
    person.sees(PROMPT)
    person.presses("1")
    person.sees(PROMPT)
    quit_walk(person)
    loaded = set(re.findall(r"\| +([\w.]+)\r\n", person.seen))
    assert "tpmcli.cli.terminal" in loaded
    assert {"typer", "rich", "click", "pydantic"} & loaded == set()


# --- every kind of terminal --------------------------------------------------------------------


def test_accessible(short: Repository, walking: Walking) -> None:
    """Typed lines instead of keys, and nothing but text."""
    raw = walking(short, "--role", "tpm", env={"TPM_ACCESSIBLE": "1", "NO_COLOR": ""})
    raw.sees("y yes, 1-2 file, n no, e evidence, s skip, ? help, q quit:")
    assert "state open" in " ".join(raw.seen.split())
    raw.types("x")
    raw.sees("that key does nothing here")
    raw.sees("q quit:")
    raw.types("yes")
    raw.sees("Evidence (paths, links or numbers from the list, space-separated; Enter to go back):")
    raw.types("docs/notes/my second.md")
    raw.sees("recorded: met with docs/notes/my second.md")
    raw.sees("q quit:")
    raw.types("undo")
    raw.sees("taken back: “It was tried” has no answer again")
    raw.sees("q quit:")
    raw.types("1")
    raw.sees("recorded: met with docs/notes/first.md")
    raw.sees("a not-applicable")
    raw.sees("q quit:")
    raw.types("Q")
    assert raw.leaves() == 0
    assert answers(short) == {"tried": ("met", ["docs/notes/first.md"], "")}


@pytest.mark.parametrize("env", [{"TPM_ACCESSIBLE": "1", "NO_COLOR": ""}, {"TERM": "dumb"}])
def test_no_control_sequence_is_written(
    short: Repository, walking: Walking, env: dict[str, str]
) -> None:
    person = walking(short, "--role", "tpm", env=env)
    for line in ("y", "1", "n", "later", "b", "?", "x", "q"):
        person.types(line)
    assert person.leaves() == 0
    assert "\x1b" not in person.raw
    assert answers(short).keys() == {"tried", "sized"}


def test_ascii(short: Repository, walking: Walking) -> None:
    short.edit("It was tried", "It was tried · 需求 “naïve”", "own/idea.yaml")
    env = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    person = walking(short, "--role", "tpm", env=env)
    person.sees('It was tried - \\u9700\\u6c42 "na\\xefve"')
    person.sees(PROMPT)
    person.presses("e")
    person.sees("go back):")
    person.types("docs/é.md")
    person.sees("the encoding of this terminal (ascii) lacks that text")
    person.sees("go back):")
    person.types("1")
    person.sees("recorded: met with docs/notes/first.md")
    person.sees(PROMPT)
    quit_walk(person)
    # What the terminal itself shows of what is typed is no output of ours.
    assert person.seen.replace("docs/é.md", "").isascii()
    assert answers(short)["tried"][0] == "met"


TITLES = [
    "每个主要的技术未知数都有一个限时的探究，并写明结果（问题、时间、尝试过的内容、结果和由此改变的内容）",
    "主要な技術的不明点には、それぞれ時間を区切った調査があり、結果とそれによって変わることが明記されている",
    "לכל אי ודאות טכנית מרכזית יש בדיקה תחומה בזמן, עם תוצאה כתובה ועם מה שהיא משנה בתוכנית העבודה",
    "لكل مجهول تقني رئيسي تجربة محددة الوقت، ونتيجة مكتوبة، وما الذي تغيره هذه النتيجة في الخطة",
    "주요 기술적 미지수마다 시간이 정해진 조사와 명시된 결과가 있고, 그것이 바꾸는 것이 적혀 있다",
]


@pytest.mark.parametrize("title", TITLES, ids=["zh", "ja", "he", "ar", "ko"])
def test_titles_of_every_script_fit_80_columns(
    short: Repository, walking: Walking, title: str
) -> None:
    short.edit("It was tried", f'"{title}"', "own/idea.yaml")
    person = walking(short, "--role", "tpm")
    shown = person.sees(PROMPT)
    lines = shown.split("\r\n")
    assert title.replace(" ", "") in "".join(lines).replace(" ", "")
    assert max(map(columns, lines)) <= 80
    # The title is not torn into many lines.
    first = next(number for number, line in enumerate(lines) if line and line in title)
    assert sum(bool(line.strip()) and line.strip() in title for line in lines) == 2
    assert columns(lines[first]) > 60
    quit_walk(person)


def test_a_window_that_gets_narrow(short: Repository, walk: Person) -> None:
    walk.resizes(40)
    walk.presses("?")
    lines = walk.sees(PROMPT).split("\r\n")
    walk.presses("s")
    lines += walk.sees(PROMPT).split("\r\n")
    assert max(map(columns, lines)) <= 40
    walk.resizes(110)
    walk.presses("b")
    assert max(map(columns, walk.sees(PROMPT).split("\r\n"))) > 70
    quit_walk(walk)


def test_a_file_that_would_be_refused_has_no_number(short: Repository, walking: Walking) -> None:
    for name in ("first", "my second"):
        note = short.write(f"docs/notes/{name}.md", "# Note\n\nok\n")
        os.utime(short.path(note), (1_000_000_000, 1_000_000_000))
    person = walking(short, "--role", "tpm")
    shown = person.sees(PROMPT)
    assert "  found     docs/notes/first.md cannot be cited yet; complete it first\r\n" in shown
    assert "[1" not in shown
    short.write("docs/notes/my second.md", "# Note\n\nIt was tried for a week: it works.\n")
    person.presses("s")
    person.sees(PROMPT)
    person.presses("b")
    shown = person.sees(PROMPT)
    assert "  1  docs/notes/my second.md · Note\r\n" in shown
    assert ("found" in shown, "[1]" in shown) == (False, True)
    quit_walk(person)


def test_what_is_shown_is_disarmed(short: Repository, walking: Walking) -> None:
    """As all other output: no command for a runner of CI, and nothing that hides."""
    short.edit("It was tried", '"::error::It was tried ##[group]x"', "own/idea.yaml")
    short.write("docs/notes/first.md", "# a\u202eb \x1b[31mred\n\nIt was tried: it works.\n")
    person = walking(short, "--role", "tpm")
    shown = person.sees(PROMPT)
    assert "\n: :error::It was tried # #[group]x" in shown
    assert "a\\u202eb \\x1b[31mred" in shown
    person.presses("n")
    person.sees("for none):")
    person.types("::set-output name=x::y")
    person.sees("recorded: not-met: ::set-output name=x::y")
    person.sees(PROMPT)
    quit_walk(person)


# --- elsewhere ---------------------------------------------------------------------------------


def test_from_a_folder_below(short: Repository, walking: Walking) -> None:
    """Paths are shown and taken as one types them there."""
    person = walking(short, "--role", "tpm", folder="docs")
    person.sees("1 notes/first.md")
    person.sees(PROMPT)
    person.presses("2")
    person.sees("recorded: met with notes/my second.md")
    person.sees(PROMPT)
    person.presses("b")
    person.sees("evidence notes/my second.md")
    person.sees(PROMPT)
    person.presses("e")
    person.sees("go back):")
    person.types("no\tf\t")
    person.sees("recorded: met with notes/first.md")
    person.sees(PROMPT)
    quit_walk(person)
    assert answers(short)["tried"][1] == ["docs/notes/first.md"]


def test_another_increment(short: Repository, walking: Walking) -> None:
    short.ok("start", "1.0.1", "--parallel", "--as", TPM)
    person = walking(short, "--role", "tpm", "--increment", "1.0.1")
    person.sees(PROMPT)
    person.presses("1y")
    person.sees("recorded: met, without evidence")
    person.presses("q")
    person.sees("→ tpm sign --increment 1.0.1 idea --role tpm")
    assert person.leaves() == 0
    assert answers(short) == {}
    assert answers(short, ".tpm/increments/1.0.1.yaml").keys() == {"tried", "sized"}
