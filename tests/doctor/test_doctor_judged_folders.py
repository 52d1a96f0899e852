"""Which projects a job judges."""

from __future__ import annotations

from typing import Any

import pytest

from tpmcli.doctor.ci_platforms import github_jobs
from tpmcli.doctor.gate_jobs import jobs_advice, judged_by
from tpmcli.doctor.judged_folders import all_judged, judges
from tpmcli.model.setup_reason import SetupReason


@pytest.mark.parametrize(
    ("script", "judged"),
    [
        ("tpm gate check --decided", ("",)),
        ("tpm -C . gate check --decided", ("",)),
        ("tpm -C svc gate check --decided", ("svc",)),
        ("tpm -C ./svc/ gate check", ("svc",)),
        ("tpm -C 'my web' gate check", ("my web",)),
        ('tpm gate check -C "my web" --decided', ("my web",)),
        ("tpm gate check -C=svc", ("svc",)),
        ("tpm -C svc gate check\ntpm -C web gate check", ("svc", "web")),
        ("tpm -C svc \\\n  gate check", ("svc",)),
        ("tpm gate check --all-projects", None),
        ("ask=(--all-projects)\ntpm gate check", None),
        ('tpm -C "$FOLDER" gate check', None),
        ("cd svc\ntpm gate check", None),
    ],
)
def test_the_folders_of_a_script(script: str, judged: tuple[str, ...] | None) -> None:
    assert judged_by(script) == judged


def test_several_steps_judge_together() -> None:
    assert all_judged([("svc",), ("web",)]) == ("svc", "web")
    assert all_judged([("svc",), None]) is None


def test_the_nearest_project_around_a_folder_is_judged() -> None:
    both = ["", "svc"]
    assert judges(("svc/src",), "svc", both)
    assert not judges(("svc/src",), "", both)
    assert judges(("docs",), "", both)
    assert not judges(("svcs",), "svc", ["svc"])
    assert judges(None, "svc", both)
    assert not judges(("",), "svc", ["svc"])


def _advice(step: dict[str, Any], project: str, *projects: str) -> list[Any]:
    workflow = {
        "on": {"pull_request": {"branches": ["main"]}},
        "jobs": {"gate": {"steps": [step]}},
    }
    found = jobs_advice(
        github_jobs(workflow, "w.yml"),
        platform=False,
        others=(),
        project=project,
        projects=projects,
    )
    return [each.reason for each in found]


@pytest.mark.parametrize(
    ("step", "missed"),
    [
        ({"run": "tpm -C svc gate check"}, True),
        ({"run": "tpm gate check"}, True),
        ({"run": "tpm gate check", "working-directory": "web"}, False),
        ({"run": "tpm -C web gate check"}, False),
        ({"run": "tpm gate check --all-projects"}, False),
        ({"uses": "someone/tpm@v1"}, False),
        ({"uses": "someone/tpm@v1", "with": {"folder": "svc"}}, False),
        ({"uses": "someone/tpm@v1", "with": {"folder": "svc", "all-projects": "false"}}, True),
        ({"uses": "someone/tpm@v1", "with": {"folder": "./web", "all-projects": "false"}}, False),
    ],
)
def test_a_job_that_misses_a_project_is_found(step: dict[str, Any], missed: bool) -> None:
    assert (SetupReason.PROJECT_NOT_JUDGED in _advice(step, "web", "svc", "web")) == missed
