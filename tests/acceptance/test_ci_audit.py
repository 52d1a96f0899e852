"""zizmor finds nothing in any workflow that tpm writes, shows or is."""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from ci_runner import load

from world.command import Repository

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
SHOWN = re.findall(
    r"<!-- valid as (github-workflows|dependabot) -->\n```yaml\n(.*?)```", PAGE, re.DOTALL
)
TEMPLATES = sorted((ROOT / "src/tpmcli/app/ci_templates").glob("github*.yml"))
# What a reader fills in: the hash of the version of this project that they use.
HASH = "0" * 40


def audit(*inputs: Path) -> tuple[int, str]:
    """The exit code of zizmor, and what it says, without asking anybody on the network."""
    program = Path(sysconfig.get_path("scripts"), "zizmor").with_suffix(
        ".exe" if sys.platform == "win32" else ""
    )
    words = ["--offline", "--no-progress", "--strict-collection", "--no-config", "--color=never"]
    done = subprocess.run(
        [program, *words, *inputs], capture_output=True, text=True, encoding="utf-8"
    )
    return done.returncode, done.stdout + done.stderr


def test_what_is_written_for_github_is_clean(project: Repository) -> None:
    for platform in ("github", "pre-commit"):
        project.ok("ci", "init", platform)
    workflows = project.root / ".github/workflows"
    assert len(list(workflows.iterdir())) == len(TEMPLATES) == 4
    code, said = audit(workflows, project.root / ".pre-commit-config.yaml")
    assert code == 0, said


def test_the_action_is_clean() -> None:
    code, said = audit(ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml")
    assert code == 0, said


def test_what_the_page_shows_is_clean(tmp_path: Path) -> None:
    workflows = tmp_path / ".github/workflows"
    workflows.mkdir(parents=True)
    for number, (schema, text) in enumerate(SHOWN):
        file = (
            workflows / f"{number}.yml"
            if schema == "github-workflows"
            else (tmp_path / ".github/dependabot.yml")
        )
        file.write_text(text.replace("tpm@HASH", f"tpm@{HASH}"), encoding="utf-8")
    assert len(SHOWN) >= 6
    code, said = audit(tmp_path)
    assert code == 0, said


@pytest.mark.parametrize(
    ("old", "new", "audits"),
    [
        ("@3d3c42e5aac5ba805825da76410c181273ba90b1", "@v7", "unpinned-uses"),
        ("persist-credentials: false", "clean: true", "artipacked"),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
        ("tpm lint", "echo ${{ github.head_ref }}", "template-injection"),
    ],
)
def test_zizmor_finds_what_is_spoilt(project: Repository, old: str, new: str, audits: str) -> None:
    project.ok("ci", "init", "github")
    file = project.root / ".github/workflows/tpm.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    code, said = audit(file)
    assert code != 0
    assert audits in said


def test_an_action_is_pinned_everywhere_at_the_same_version() -> None:
    pins: dict[str, set[str]] = {}
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES]
    for text in (*texts, *(text for _, text in SHOWN)):
        for name, pin in re.findall(r"uses: (actions/[\w-]+)@(.*)", text):
            assert re.fullmatch(r"[0-9a-f]{40}  # v\d+\.\d+\.\d+", pin)
            pins.setdefault(name, set()).add(pin)
    assert set(pins) == {"actions/checkout", "actions/upload-artifact"}
    assert all(len(versions) == 1 for versions in pins.values()), pins


def test_no_workflow_but_the_one_for_reviews_may_write(project: Repository) -> None:
    project.ok("ci", "init", "github")
    for file in (project.root / ".github/workflows").iterdir():
        workflow = load(file.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {} or file.name == "tpm-release.yml"
        for job in workflow["jobs"].values():
            rights = set(job.get("permissions", workflow["permissions"]).values())
            assert rights == ({"write"} if file.name == "tpm-review.yml" else {"read"})
