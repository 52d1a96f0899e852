"""`tpm report` writes a file or to stdout, and says no where that would be silly."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
DAY = ["--as-of", "2026-11-22"]
TPM = "tpm@example.com"


def test_a_page_goes_to_stdout_and_an_unmet_gate_is_no_failure(tpm: Run, project: Path) -> None:
    before = sorted(project.rglob("*"))
    code, out, err = tpm("report", *DAY)
    assert (code, err) == (0, "")
    assert out.startswith("<!DOCTYPE html>\n")
    assert "<h1>Ledger cannot leave Ideation &amp; planning today.</h1>" in out
    assert tpm("report", *DAY, "--output", "-") == (code, out, err)
    assert sorted(project.rglob("*")) == before


def test_a_file_holds_what_stdout_would(tpm: Run, project: Path) -> None:
    _, out, _ = tpm("report", *DAY)
    assert tpm("report", *DAY, "-o", "report.html") == (0, "", "")
    assert Path("report.html").read_text(encoding="utf-8") == out
    Path("report.html").chmod(0o640)
    assert tpm("report", "feasibility", *DAY, "--format", "markdown", "-o", "report.html")[0] == 0
    text = Path("report.html").read_text(encoding="utf-8")
    assert text.startswith("# Ledger 1.0\n\nAs of 2026-11-22 · only the `feasibility` gate\n")
    if os.name == "posix":
        assert Path("report.html").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in project.iterdir() if path.name.endswith("tmp")] == []


def git(folder: Path, *args: str) -> str:
    who = ("-c", "user.name=Sam Poe", "-c", f"user.email={TPM}")
    done = subprocess.run(
        ["git", *who, *args], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("folder", ["", "apps/led ger"])
def test_evidence_is_linked_as_it_is_in_the_commit_that_was_pushed(
    tpm: Run, project: Path, folder: str
) -> None:
    below = project / folder
    if folder:
        below.mkdir(parents=True)
        for name in (".tpm", "docs"):
            (project / name).rename(below / name)
    git(project, "add", "-A")
    answer = ("unknowns-spiked", "met", "-e", "docs/evidence.md", "--as", TPM)
    assert tpm("answer", "-C", str(below), *answer)[0] == 0
    git(project, "add", "-A")
    git(project, "commit", "-qm", "answer")
    git(project, "remote", "add", "origin", "https://me:hunter2@gitlab.com/acme/ledger.git")
    commit = git(project, "rev-parse", "HEAD")
    plain = '<span class="path">docs/evidence.md</span>'
    _, out, _ = tpm("report", "-C", str(below), *DAY)
    assert plain in out
    assert "gitlab.com" not in out

    git(project, "update-ref", "refs/remotes/origin/main", commit)
    _, out, _ = tpm("report", "-C", str(below), *DAY)
    path = f"{folder}/docs/evidence.md".lstrip("/").replace(" ", "%20")
    address = f"https://gitlab.com/acme/ledger/-/blob/{commit}/{path}"
    assert f'<a class="path" href="{address}" rel="noopener noreferrer">docs/evidence.md</a>' in out
    assert f'href="https://gitlab.com/acme/ledger/-/commit/{commit}"' in out
    assert "hunter2" not in out
    assert "Sam Poe" in out
    assert str(project) not in out

    (below / "docs/evidence.md").write_text("# Changed\n\nNot what the commit has at all.\n")
    _, out, _ = tpm("report", "-C", str(below), *DAY)
    assert plain in out
    assert "with uncommitted changes" in out


def test_a_copy_without_git(tpm: Run, project: Path) -> None:
    (project / ".git").rename(project / "git-was-here")
    code, out, err = tpm("report", *DAY)
    assert (code, err) == (0, "")
    assert "uncommitted" not in out


def test_a_repository_without_a_commit(tpm: Run, project: Path) -> None:
    git(project, "update-ref", "-d", "HEAD")
    assert tpm("report", *DAY)[0] == 0


@pytest.mark.parametrize(
    ("name", "begin"),
    [
        ("html", "<!DOCTYPE html>\n"),
        ("markdown", "# Ledger 1.0: No-go\n"),
        ("text", "Ledger 1.0 · No-go\n"),
    ],
)
def test_the_first_screen_alone(tpm: Run, project: Path, name: str, begin: str) -> None:
    code, out, err = tpm("report", *DAY, "--brief", "--format", name)
    assert (code, err) == (0, "")
    assert out.startswith(begin)
    assert "Ledger cannot leave Ideation" in out
    assert "For people who use the terminal" not in out
    assert tpm("report", *DAY, "--brief", "--format", name, "-o", "brief.txt")[0] == 0
    assert Path("brief.txt").read_text(encoding="utf-8") == out


def test_text_is_for_the_first_screen(tpm: Run, project: Path) -> None:
    assert tpm("report", "--format", "text") == (
        2,
        "",
        "error: `--format text` has the first screen alone\n  help: add `--brief`\n",
    )


def test_a_folder_that_is_not_there(tpm: Run, project: Path) -> None:
    code, out, err = tpm("report", "-o", "no/such/report.html")
    assert (code, out) == (4, "")
    path = project / "no/such/report.html"
    assert err == (
        f"error: cannot write {path}: a folder or file does not exist\n  help: create"
        " the folder and try again\n"
    )


def test_a_file_that_is_read_only_stays(tpm: Run, project: Path) -> None:
    kept = project / "kept.html"
    kept.write_text("mine", encoding="utf-8")
    kept.chmod(0o444)
    code, out, err = tpm("report", "-o", "kept.html")
    assert (code, out) == (4, "")
    assert err.startswith(f"error: cannot write `{kept}`: it is read-only\n")
    assert kept.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("target", [".tpm/project.yaml", ".git/report.html", ".tpm/new.html"])
def test_our_files_and_those_of_git_are_never_written(tpm: Run, project: Path, target: str) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in project.rglob("*"))
    code, out, err = tpm("report", "-o", target)
    assert (code, out) == (2, "")
    assert err == (
        f"error: reports cannot be written into `.tpm/` or `.git/`: {target}\n  help:"
        " name a file elsewhere\n"
    )
    assert sorted((path, path.stat().st_mtime_ns) for path in project.rglob("*")) == before


def test_a_folder_is_no_file(tpm: Run, project: Path) -> None:
    assert tpm("report", "-o", "docs") == (
        2,
        "",
        "error: `--output` docs is a folder\n  help: name a file, such as report.html\n",
    )


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_where_nothing_can_be_evaluated_the_report_says_what_is_wrong(
    tpm: Run, project: Path, name: str
) -> None:
    """An old page beside an invalid project would be taken for its state."""
    old = project / "report.html"
    old.write_text("old", encoding="utf-8")
    record = project / ".tpm/project.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(f'{text}"<script>alert(1)</script>": 1\n', encoding="utf-8")
    code, out, err = tpm("report", "-o", "report.html", "--format", name)
    assert (code, out) == (3, "")
    assert err.endswith("1 problem; nothing was checked or recorded\n")
    page = old.read_text(encoding="utf-8")
    assert ".tpm/project.yaml" in page
    assert "<script>" not in page
    assert {"html": "<h1>This project could not be checked.</h1>", "markdown": "Not checked"}[
        name
    ] in page
    code, out, _ = tpm("report", "--format", name)
    assert (code, out) == (3, page)


@pytest.mark.skipif(sys.platform == "win32", reason="its consoles have encodings of their own")
def test_a_page_survives_every_encoding(
    tpm: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = project / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8").replace("name: Ledger", "name: Grüße 漢字")
    policy.write_text(text, encoding="utf-8")
    _, out, _ = tpm("report", *DAY)
    assert out.isascii()
    assert (
        "<h1>Gr&#252;&#223;e &#28450;&#23383; cannot leave Ideation &amp; planning today.</h1>"
        in out
    )
