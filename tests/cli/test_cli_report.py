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
    assert "Not met: feasibility of Ledger 1.0 is not ready for a decision" in out
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


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("report.html", "docs/evidence.md"),
        ("docs/report.html", "../docs/evidence.md"),
        ("docs/a b/report.html", "../../docs/evidence.md"),
        ("../report.html", ""),
    ],
)
def test_files_are_linked_from_where_the_report_stands(
    tpm: Run, project: Path, target: str, link: str
) -> None:
    (project / "docs/a b").mkdir()
    assert tpm("answer", "unknowns-spiked", "met", "-e", "docs/evidence.md", "--as", TPM)[0] == 0
    assert tpm("report", "-o", target)[0] == 0
    text = Path(target).read_text(encoding="utf-8")
    cited = "<code>docs/evidence.md</code>"
    shown = f'<a href="{link}">{cited}</a>' if link else cited
    assert f"Evidence: {shown}</p>" in text
    assert str(project.parent) not in text


def test_a_project_below_the_top_is_linked_from_above(
    tpm: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    below = project / "apps" / "led ger"
    below.mkdir(parents=True)
    for name in (".tpm", "docs"):
        (project / name).rename(below / name)
    assert tpm("-C", str(below), "lint")[0] == 0
    monkeypatch.chdir(project)
    answer = ("unknowns-spiked", "met", "-e", "docs/evidence.md", "--as", TPM)
    subprocess.run(["git", "add", "-A"], check=True)
    assert tpm("answer", "-C", str(below), *answer)[0] == 0
    assert tpm("report", "-C", "apps/led ger", "-o", "../../report.html")[0] == 0
    text = (project / "report.html").read_text(encoding="utf-8")
    assert '<a href="apps/led%20ger/docs/evidence.md">' in text


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


def test_where_nothing_can_be_evaluated_the_old_report_stays(tpm: Run, project: Path) -> None:
    old = project / "report.html"
    old.write_text("old", encoding="utf-8")
    record = project / ".tpm/project.yaml"
    record.write_text(record.read_text(encoding="utf-8") + "extra: 1\n", encoding="utf-8")
    code, out, err = tpm("report", "-o", "report.html")
    assert (code, out) == (3, "")
    assert err.endswith("1 problem; nothing was checked or recorded\n")
    assert old.read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="its consoles have encodings of their own")
def test_a_page_survives_every_encoding(
    tpm: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = project / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8").replace("name: Ledger", "name: Grüße 漢字")
    policy.write_text(text, encoding="utf-8")
    _, out, _ = tpm("report", *DAY)
    assert out.isascii()
    assert "<h1>Gr&#252;&#223;e &#28450;&#23383; 1.0</h1>" in out
