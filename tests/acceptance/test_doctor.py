"""`tpm doctor` on real repositories."""

from __future__ import annotations

import json
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tpmcli.model.platform_setting import settings_for
from tpmcli.render.json_schemas import json_schema_text
from world.command import Repository, day
from world.files import clean_env
from world.people import PM, POLICY, TPM

Validator: Any = import_module("jsonschema").Draft202012Validator
LOOKED = (
    "Checked .github/workflows/tpm-daily.yml, .github/workflows/tpm-release.yml,"
    " .github/workflows/tpm-review.yml, .github/workflows/tpm.yml, .github/CODEOWNERS, .tpm/ and"
    " git."
)
UNSEEN = "".join(
    f"- {each.setting}: otherwise {each.otherwise}\n" for each in settings_for((".github/x",))
)
OWNERS = "/.tpm/ @platform\n/.github/ @platform\n"


def rules(repository: Repository, *words: str, code: int = 0) -> list[str]:
    """The rules that fire; what is said as JSON fits its schema and agrees with the exit code."""
    done = repository.run("doctor", "--format", "json", *words)
    assert done.code == code, done
    Validator(json.loads(json_schema_text("doctor"))).validate(done.json)
    assert done.json["bypassable"] is (code == 1)
    return [each["rule"] for each in done.json["advice"]]


@pytest.fixture
def sound(repository: Repository) -> Repository:
    """A project that is set up as it should be."""
    repository.init("--lifecycle", "lite", "--ci", "github")
    repository.write(".github/CODEOWNERS", OWNERS)
    repository.commit("set tpm up")
    return repository


def test_what_tpm_writes_is_sound_once_somebody_owns_it(repository: Repository) -> None:
    repository.init("--lifecycle", "lite")
    assert rules(repository, code=1) == ["no-gate-job", "codeowners-gap"]
    for platform in ("github", "gitlab", "azure"):
        repository.ok("ci", "init", platform)
    # GitHub and GitLab look for it in different places; at the top both do.
    assert rules(repository, code=1) == ["codeowners-gap", "codeowners-gap"]
    repository.write("CODEOWNERS", "* @platform\n")
    assert rules(repository) == []


@pytest.mark.parametrize(
    ("file", "text", "gap"),
    [
        ("", "", "no CODEOWNERS file covers"),
        (".github/CODEOWNERS", "* @demo/owners\n", "no CODEOWNERS file covers"),
        (".gitlab/CODEOWNERS", "^[Rules] @demo/owners\n*\n", "CODEOWNERS names nobody for"),
        (
            ".gitlab/CODEOWNERS",
            "* @demo/owners\n!.tpm/policy.yaml\n",
            "CODEOWNERS names nobody for",
        ),
        (".gitlab/CODEOWNERS", "* owners\n", "CODEOWNERS names nobody for"),
        (".gitlab/CODEOWNERS", "* @demo/owners\n", ""),
        ("docs/CODEOWNERS", "[All] @demo/owners\n*\n", ""),
    ],
)
def test_on_gitlab_code_owners_have_places_and_rules_of_their_own(
    repository: Repository, file: str, text: str, gap: str
) -> None:
    repository.init("--lifecycle", "lite", "--ci", "gitlab")
    if file:
        repository.write(file, text)
    done = repository.run("doctor", "--format", "json")
    found = [each for each in done.json["advice"] if each["rule"] == "codeowners-gap"]
    assert [each["file"] for each in found] == ([".gitlab/CODEOWNERS"] if gap else [])
    assert [each["message"].startswith(gap) for each in found] == ([True] if gap else [])


def test_the_whole_text(sound: Repository) -> None:
    assert sound.ok("doctor").out == (
        f"{LOOKED}\n"
        "No way to bypass the gate was found.\n"
        "Not checked here, because only the platform knows (see docs/ci.md):\n"
        f"{UNSEEN}"
    )
    sound.write(".gitattributes", "* text=auto\n.tpm/** linguist-generated\n")
    done = sound.run("doctor")
    assert done.code == 1
    assert done.out.splitlines()[:7] == [
        (
            "error    `.tpm/** linguist-generated` affects `.tpm/policy.yaml`,"
            " `.tpm/project.yaml`, `.tpm/allowed_signers`, `.tpm/increments/1.0.yaml`"
            " [attributes-hide, .gitattributes:2]"
        ),
        (
            "         why: platforms fold files that are marked as generated, so reviewers would"
            " not see what changes"
        ),
        "         help: remove the line, or add at the end of `.gitattributes`:",
        "           /.tpm/** !merge !diff -linguist-generated -gitlab-generated !filter",
        "",
        LOOKED,
        "The gate can be bypassed in 1 way.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("    timeout-minutes: 15", "    continue-on-error: true", "failure-ignored"),
        ('    branches: ["main"]\n', "", "any-branch"),
        ('    branches: ["main"]\n', '    branches: ["*"]\n', "any-branch"),
        ("  merge_group:\n", "  merge_group:\n  workflow_dispatch:\n", "any-branch"),
        ("  merge_group:\n", "  merge_group:\n  pull_request_review:\n", "any-branch"),
        ("    timeout-minutes: 15", "    if: github.actor == 'x'", "job-conditional"),
        ('  --report "markdown=$REPORTS/gate.md"', "  || true", "failure-ignored"),
        ("  pull_request:\n", "  pull_request:\n    paths: [src/**]\n", "job-conditional"),
        ("--against", "--nothing", "not-against"),
    ],
)
def test_a_job_that_was_weakened(sound: Repository, old: str, new: str, found: str) -> None:
    file = sound.root / ".github/workflows/tpm.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert rules(sound, code=1) == [found]


def test_a_workflow_that_cannot_be_read_is_said(sound: Repository) -> None:
    sound.write(".github/workflows/broken.yml", "on: [push\n")
    assert rules(sound) == ["not-looked-into"]


def test_checklists_of_a_team_are_governed_wherever_they_are(sound: Repository) -> None:
    """Nobody owns a pack beside `.tpm/` by owning that."""
    pack = "schema: tpm/pack/1\nname: own\ntitle: Own\n"
    for path in ("rules/own.yaml", "top.yaml", ".tpm/checklists/sub/third.yaml"):
        name = path.rpartition("/")[2].removesuffix(".yaml")
        sound.write(path, pack.replace("own", name).replace("Own", name))
    packs = "packs: [rules/own.yaml, top.yaml, .tpm/checklists/sub/third.yaml]"
    sound.edit("packs: []", packs, POLICY)
    done = sound.run("doctor", "--format", "json")
    (advice,) = done.json["advice"]
    assert (done.code, advice["rule"]) == (1, "codeowners-gap")
    assert advice["add"] == ["/rules/ @your-team", "/top.yaml @your-team"]
    sound.write(".github/CODEOWNERS", OWNERS + "".join(f"{line}\n" for line in advice["add"]))
    assert rules(sound) == []


def test_a_delegation_that_is_over_is_advised(sound: Repository) -> None:
    lent = f"{{from: {PM}, to: d@example.com, role: pm, first: '2026-01-01', last: '2026-01-09',"
    sound.edit("\ngate:\n", f"\ndelegations: [{lent} reason: x}}]\ngate:\n", POLICY)
    assert rules(sound) == ["delegation-over"]
    shown = sound.run("doctor").out
    assert "the delegation of PM to d@example.com ended on 2026-01-09 [delegation-over" in shown


def test_a_shallow_clone_and_an_old_git(
    sound: Repository, tmp_path: Path, command: list[str]
) -> None:
    clone = tmp_path / "shallow"
    sound.write("a.md", "a\n")
    sound.commit("second")
    words = ["git", "clone", "-q", "--depth", "1", f"file://{sound.root}", str(clone)]
    subprocess.run(words, check=True, env=clean_env())
    assert rules(Repository(clone, command)) == ["history-shallow"]
    old = tmp_path / "old/git"
    old.parent.mkdir()
    real = subprocess.run(["which", "git"], capture_output=True, text=True).stdout.strip()
    old.write_text(
        '#!/bin/sh\ncase "$*" in *version*) echo git version 2.30.2;; '
        f'*) exec "{real}" "$@";; esac\n'
    )
    old.chmod(0o755)
    done = sound.run("doctor", env={"PATH": str(old.parent)})
    assert done.code == 0
    assert "git version 2.30.2 is too old" in done.out


def test_people_and_waivers(sound: Repository) -> None:
    policy = sound.root / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    policy.write_text(text.replace(f"pm: [{PM}]", f"pm: [{PM}, {TPM}]"), encoding="utf-8")
    assert "identity: author" in text
    assert rules(sound) == ["both-roles"]
    policy.write_text(text.replace("identity: author", "identity: signed"), encoding="utf-8")
    assert rules(sound) == ["no-signers"]
    policy.write_text(text, encoding="utf-8")
    for item in ("nfrs-quantified", "prd-complete", "acceptance-criteria-testable"):
        words = ["--reason", "r", "--until", day(5), "--approved-by", PM, "--as", TPM]
        sound.ok("waive", item, *words)
    assert rules(sound) == ["waivers-one-day"]
    assert rules(sound, "--as-of", day(6)) == []


def test_a_project_below_the_top_and_one_without_git(
    sound: Repository, tmp_path: Path, command: list[str]
) -> None:
    (sound.root / "apps/x").mkdir(parents=True)
    sound.ok("-C", "apps/x", "init", "--name", "X", "--tpm", TPM, "--pm", PM)
    done = sound.run("-C", "apps/x", "doctor")
    assert done.code == 1
    assert "CODEOWNERS names nobody for `/apps/x/.tpm/policy.yaml`" in done.out
    assert rules(sound) == []
    plain = tmp_path / "plain"
    plain.mkdir()
    done = sound.run("-C", str(plain), "init", "--name", "X", "--tpm", TPM, "--pm", PM)
    done = sound.run("-C", str(plain), "doctor")
    assert done.code == 1
    assert "this project is not in a git repository" in done.out


def test_without_a_project_nothing_can_be_said(repository: Repository) -> None:
    assert repository.run("doctor").code == 3
