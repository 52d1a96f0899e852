"""Mistakes that people make: each is told what happened and what to do, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from world.command import Repository, day
from world.people import EVIDENCE, PM, POLICY, RECORD, TPM

ITEM = "unknowns-spiked"
AS = ("--as", TPM)
WAIVER = ("--reason", "agreed", "--approved-by", PM)


class Mistake(NamedTuple):
    """What is typed, the exit code, and what the message says; `before` prepares the mistake."""

    name: str
    words: tuple[str, ...]
    code: int
    says: str
    helps: str = ""
    before: Callable[[Repository], object] | None = None
    folder: str = ""


def edit(old: str, new: str, file: str = RECORD) -> Callable[[Repository], object]:
    return lambda repository: repository.edit(old, new, file)


def written(
    name: str, text: str = "# A\n\nIt was tried, and it holds for years.\n"
) -> Callable[[Repository], object]:
    return lambda repository: repository.write(name, text)


def answered(repository: Repository) -> None:
    repository.answer(f"feasibility.{ITEM}", evidence=[EVIDENCE])


def ready(repository: Repository) -> None:
    repository.answer_all("feasibility")
    repository.sign_both("feasibility")


def passed(repository: Repository) -> None:
    repository.pass_gate("feasibility")


def ignored(repository: Repository) -> None:
    repository.write(".gitignore", "private/\n")
    repository.path("private").mkdir()
    repository.path("private/a.md").write_text("# A\n\nWords that nobody else sees.\n")


def untracked(repository: Repository) -> None:
    repository.path("docs/new.md").write_text("# A\n\nWords that nobody else sees.\n")


def without(*names: str) -> Callable[[Repository], object]:
    def remove(repository: Repository) -> None:
        for name in names:
            repository.path(name).unlink()

    return remove


MET = ("answer", ITEM, "met", *AS)
MISTAKES = [
    # Words.
    Mistake("command", ("statsu",), 2, "no such command `statsu`", "did you mean `status`"),
    Mistake("another command", ("deploy",), 2, "no such command `deploy`", "see `tpm --help`"),
    Mistake(
        "item", ("why", "unknwons-spiked"), 2, "unknwons-spiked", "did you mean `unknowns-spiked`?"
    ),
    Mistake(
        "phase", ("sign", "feasability", "--role", "tpm", *AS), 2, "feasability", "`feasibility`"
    ),
    Mistake("phase number", ("gate", "check", "1"), 2, "`1`", "`feasibility`"),
    Mistake(
        "option",
        ("status", "--fromat", "json"),
        2,
        "no such option `--fromat`",
        "did you mean `--format`?",
    ),
    Mistake("another option", ("status", "--zebra"), 2, "no such option", "`tpm status --help`"),
    Mistake("option value", ("status", "--format", "jsn"), 2, "`jsn`", "`tpm status --help`"),
    Mistake("swapped", ("answer", "met", ITEM, *AS), 2, f"not `{ITEM}`"),
    Mistake("no answer", ("answer", ITEM, *AS), 2, "the last argument must be"),
    Mistake("answer misspelled", ("answer", ITEM, "mett", *AS), 2, "not `mett`", "`met`"),
    Mistake("decision", ("gate", "decide", "feasibility", "approve", *AS), 2, "`approve`"),
    Mistake("decision swapped", ("gate", "decide", "go", "feasibility", *AS), 2, "`feasibility`"),
    Mistake("role", ("sign", "feasibility", "--role", "ceo", *AS), 2, "`ceo`"),
    Mistake(
        "name for an address",
        ("answer", ITEM, "not-met", "--owner", "Pat", *AS),
        2,
        "`Pat` is not an email address",
        "pat@example.com",
    ),
    Mistake(
        "name and address",
        (*MET[:3], "--as", "Pat <pat@example.com>"),
        2,
        "email address",
        "example.com",
    ),
    # Evidence.
    Mistake("none", MET, 1, "needs evidence", "--evidence FILE"),
    Mistake(
        "not there",
        (*MET, "-e", "docs/nothing.md"),
        1,
        "`docs/nothing.md` does not exist",
        "did you mean `docs/evidence.md`?",
    ),
    Mistake("other folder", (*MET, "-e", "evidence.md"), 1, "`docs/evidence.md`"),
    Mistake("folder", (*MET, "-e", "docs"), 1, "it is a folder", "such as `docs/evidence.md`"),
    Mistake("glob", (*MET, "-e", "docs/*.txt"), 1, "does not exist", "check the path"),
    Mistake(
        "glob that matches",
        (*MET, "-e", "docs/*.md"),
        1,
        "does not exist",
        "",
    ),
    Mistake(
        "two files after one option",
        (*MET[:3], "docs/other.md", "-e", EVIDENCE, *AS),
        2,
        "not `docs/other.md`",
        "`--evidence` before each file",
    ),
    Mistake(
        "comma",
        (*MET, "-e", f"{EVIDENCE},docs/b.md"),
        1,
        "does not exist",
        f"`--evidence {EVIDENCE} --evidence docs/b.md`",
        written("docs/b.md"),
    ),
    Mistake(
        "untracked",
        (*MET, "-e", "docs/new.md"),
        1,
        "not tracked",
        "→ git add docs/new.md",
        untracked,
    ),
    Mistake("ignored", (*MET, "-e", "private/a.md"), 1, "git ignores", "`.gitignore`", ignored),
    Mistake("heading", (*MET, "-e", f"{EVIDENCE}#evidense"), 1, "evidense", "`evidence`"),
    Mistake(
        "no scheme",
        (*MET, "-e", "www.example.com/prd"),
        1,
        "does not exist",
        "`https://www.example.com/prd`",
    ),
    Mistake(
        "no www",
        (*MET, "-e", "docs.example.com/prd"),
        1,
        "does not exist",
        "`https://docs.example.com/prd`",
    ),
    Mistake("backslashes", (*MET, "-e", "docs\\evidence.md"), 1, "docs\\evidence.md"),
    Mistake(
        "outside", (*MET, "-e", "../secret.md"), 1, "not inside this repository", "http(s) link"
    ),
    Mistake("empty", (*MET, "-e", "docs/e.md"), 1, "is empty", "fill it", written("docs/e.md", "")),
    # Place.
    Mistake(
        "init twice",
        ("init", "--yes", "--name", "X"),
        2,
        "already exists",
        "→ tpm status",
    ),
    Mistake("no policy", ("status",), 3, "policy.yaml", "", without(POLICY)),
    Mistake("no project file", ("status",), 3, "project.yaml", "", without(RECORD)),
    # Order.
    Mistake(
        "sign before answers",
        ("sign", "feasibility", "--role", "tpm", *AS),
        1,
        "required items",
        "→ tpm walk",
    ),
    Mistake(
        "decide early",
        ("gate", "decide", "feasibility", "go", *AS),
        1,
        "not met",
        "→ tpm gate check",
    ),
    Mistake("answer after the decision", (*MET, "-e", EVIDENCE), 1, "decided", "reopen", passed),
    Mistake("start early", ("start", "1.1", *AS), 1, "no passing decision", "--abandon"),
    Mistake(
        "close nothing", ("gate", "close", "feasibility", "1", "-e", EVIDENCE, *AS), 2, "condition"
    ),
    Mistake(
        "withdraw no waiver",
        ("waive", ITEM, "--withdraw", *AS),
        1,
        "no waiver in force|no active waiver",
    ),
    Mistake("clear nothing", ("answer", ITEM, "--clear", *AS), 1, "has no answer"),
    Mistake(
        "withdraw no sign-off",
        ("sign", "feasibility", "--role", "tpm", "--withdraw", *AS),
        1,
        "sign-off",
    ),
    # People.
    Mistake(
        "other role", ("sign", "feasibility", "--role", "pm", *AS), 1, "is not a PM", f"ask {PM}"
    ),
    Mistake(
        "not a decider",
        ("gate", "decide", "feasibility", "go", "--as", "dev@example.com"),
        1,
        "",
        "ask",
        ready,
    ),
    # By hand in YAML.
    Mistake("tab", ("status",), 3, "a tab", "use spaces", edit("items:\n", "items:\n\t\n")),
    Mistake(
        "misspelled key",
        ("status",),
        3,
        "`waiverz`|'waiverz'",
        "waivers",
        edit("waivers:", "waiverz:", POLICY),
    ),
    Mistake(
        "yes for an answer",
        ("status",),
        3,
        "must be one of met, not-met, not-applicable",
        "",
        edit(
            ": {}\n\n  # feasibility · tpm · o", ":\n    answer: yes\n\n  # feasibility · tpm · o"
        ),
    ),
    # Options.
    Mistake("no day", ("status", "--as-of", "tomorrow"), 2, "is not a date", "2026-12-31"),
    Mistake(
        "past waiver",
        ("waive", ITEM, *WAIVER, "--until", "2020-01-01", *AS),
        2,
        "in the past",
        "today or a later",
    ),
    Mistake(
        "all that is missing",
        ("waive", ITEM, *AS),
        2,
        "`--reason`, `--until`, `--approved-by`",
        "reason",
    ),
    Mistake(
        "no revision",
        ("gate", "check", "--decided", "--against", "nope"),
        3,
        "no commit `nope`",
        "check the name",
    ),
    Mistake(
        "no parents",
        ("gate", "check", "--decided", "--against", "HEAD^^^^^"),
        3,
        "HEAD",
        "check the name",
    ),
    Mistake("report folder", ("report", "-o", "no/such/x.html"), 4, "no/such"),
    Mistake(
        "pdf",
        ("report", "-o", "x.pdf"),
        2,
        "writes HTML, Markdown, text or a badge, not",
        "report.html",
    ),
    Mistake("report format", ("gate", "check", "--format", "pdf"), 2, "`pdf`", "`text`"),
    Mistake("within", ("due", "--within", "soon"), 2, "is not a number of days", "30d"),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name.replace(" ", "-"))
def test_a_mistake_is_told(project: Repository, mistake: Mistake) -> None:
    if mistake.before is not None:
        mistake.before(project)
    record = project.path(RECORD)
    kept = record.read_bytes() if record.exists() else b""
    done = project.run(*mistake.words)
    assert done.code == mistake.code, done.err or done.out
    assert re.search(mistake.says if "|" in mistake.says else re.escape(mistake.says), done.err), (
        done.err
    )
    helps = "\n".join(line for line in done.err.splitlines() if re.match(r" +(help:|→) ", line))
    wanted = mistake.helps if "|" in mistake.helps else re.escape(mistake.helps)
    assert re.search(wanted, helps), done.err
    assert (record.read_bytes() if record.exists() else b"") == kept


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("yes", "met"),
        ("Done", "met"),
        ("MET", "met"),
        ("no", "not-met"),
        ("not_met", "not-met"),
        ("n/a", "not-applicable"),
        ("NA", "not-applicable"),
        ("not_applicable", "not-applicable"),
    ],
)
def test_what_people_type_for_an_answer(project: Repository, typed: str, answer: str) -> None:
    item = "feasibility.security-privacy-screened" if answer == "not-applicable" else ITEM
    done = project.run("answer", item, typed, "-e", EVIDENCE, "--note", "why", *AS)
    if answer == "not-applicable" and done.code == 1:
        assert "does not allow `not-applicable`" in done.err
        return
    assert (done.code, done.err.partition(":")[0]) == (0, answer)


@pytest.mark.parametrize("typed", ["Feasibility", "FEASIBILITY", "ideation & planning", "planning"])
def test_a_phase_by_its_title_in_any_case(project: Repository, typed: str) -> None:
    assert project.run("gate", "check", typed).out.count("feasibility") >= 1


def test_launch_is_the_release(project: Repository) -> None:
    assert "release · Launch" in project.run("gate", "check", "launch").out


def test_a_role_in_capitals(project: Repository) -> None:
    assert project.run("next", "--role", "PM").code == 0


def test_a_path_from_anywhere_is_the_same_file(project: Repository) -> None:
    for number, typed in enumerate([EVIDENCE, f"./{EVIDENCE}", str(project.path(EVIDENCE))]):
        project.ok(*MET, "-e", typed, "--note", str(number))
        assert f"path: {EVIDENCE}".encode() in project.record()
    inside = Repository.__new__(Repository)
    inside.root, inside.command = project.path("docs"), project.command
    inside.ok(*MET, "-e", "evidence.md", "--note", "inside")
    assert f"path: {EVIDENCE}".encode() in project.record()


def test_in_a_monorepo_the_root_says_where_the_projects_are(project: Repository) -> None:
    for name in ("policy.yaml", "project.yaml"):
        text = project.path(f".tpm/{name}").read_text(encoding="utf-8")
        project.write(f"svc/.tpm/{name}", text)
        project.git("rm", "-q", "-f", f".tpm/{name}")
    for words in (("gate", "check"), ("status",), ("next",)):
        done = project.run(*words)
        assert (done.code, "`-C svc`" in done.err) == (3, True), done.err


def test_a_date_of_yesterday_is_no_due_date(project: Repository) -> None:
    ready(project)
    condition = ("--condition", "x", "--owner", TPM, "--due", day(-1))
    done = project.run("gate", "decide", "feasibility", "conditional", *condition, "--as", PM)
    assert (done.code, "use a date from" in done.err) == (1, True)
