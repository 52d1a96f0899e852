"""For which branches and commits a gate job runs, form by form, and what is found if for any."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tpmcli.doctor.branches import open_on_azure, open_on_github, open_on_gitlab
from tpmcli.doctor.ci_platforms import github_jobs, gitlab_jobs
from tpmcli.doctor.gate_jobs import GateJob, jobs_advice
from tpmcli.model.rule import Severity
from tpmcli.model.setup_rule import SetupRule
from tpmcli.render.doctor import setup_message, weakness_text


def read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


@pytest.mark.parametrize(
    ("triggers", "found"),
    [
        ("{pull_request: {branches: [main]}}", []),
        ("{pull_request: {branches: main}, merge_group: }", []),
        ("{pull_request_target: {branches: [main, 'release/**', 'v[12].x']}}", []),
        ("{pull_request: {branches: [main, '!old']}, schedule: []}", []),
        ("{pull_request: }", ["`pull_request` without `branches:`"]),
        ("{pull_request: {types: [opened]}}", ["`pull_request` without `branches:`"]),
        ("{pull_request_target: {}}", ["`pull_request_target` without `branches:`"]),
        ("{pull_request: {branches: ['**']}}", ["`branches: **` of `pull_request`"]),
        ("{pull_request: {branches: [main, '*']}}", ["`branches: *` of `pull_request`"]),
        ("{pull_request: {branches: ['*/**']}}", ["`branches: */**` of `pull_request`"]),
        ("{pull_request: {branches: ['**', '!main']}}", ["`branches: **` of `pull_request`"]),
        ("{pull_request: {branches: ['[a-z]*']}}", ["`branches: [a-z]*` of `pull_request`"]),
        ("{pull_request: {branches: ['[z-a]*']}}", ["`branches: [z-a]*` of `pull_request`"]),
        (
            "{pull_request: {branches-ignore: [old]}}",
            ["`branches-ignore:` of `pull_request`"],
        ),
        (
            "{pull_request: {branches: [main]}, pull_request_review: }",
            ["the event `pull_request_review`, which cannot be limited to a branch"],
        ),
        (
            "{pull_request: {branches: [main]}, workflow_dispatch: }",
            ["the event `workflow_dispatch`, which cannot be limited to a branch"],
        ),
        ("{pull_request: {branches: [main]}, push: {branches: [main]}}", []),
        ("{pull_request: {branches: [main]}, push: }", ["`push` without `branches:`"]),
        (
            "{pull_request: {branches: [main]}, push: {tags: [v*], branches: [main]}}",
            ["`tags:` of `push`"],
        ),
    ],
)
def test_triggers_of_github(triggers: str, found: list[str]) -> None:
    assert [weakness_text(each) for each in open_on_github(read(triggers))] == found


TO_ANY = "which does not test the target branch"
SOURCE = '$CI_PIPELINE_SOURCE == "merge_request_event"'


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        (f'{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED == "true"', True),
        (f"{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == $CI_DEFAULT_BRANCH", True),
        ('$CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "main"', True),
        (f"{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME =~ /^(main|release-.*)$/", True),
        ('$CI_PIPELINE_SOURCE == "schedule"', True),
        (SOURCE, False),
        ("$CI_MERGE_REQUEST_IID", False),
        (f'{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED == "false"', False),
        (f'{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME != "old"', False),
        (f"{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME =~ /.*/", False),
        (f"{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME =~ /(/", False),
        (f'{SOURCE} || $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "main"', False),
        (f'{SOURCE} && $CI_MERGE_REQUEST_SOURCE_BRANCH_NAME == "main"', False),
    ],
)
def test_conditions_of_gitlab(condition: str, kept: bool) -> None:
    expected = [] if kept else [f"`if: {condition}`, which does not test the target branch"]
    assert [weakness_text(each) for each in open_on_gitlab([condition])] == expected


def test_what_the_whole_pipeline_keeps_out_starts_no_job() -> None:
    job = "{script: tpm gate check --decided --against b, rules: [{if: $CI_MERGE_REQUEST_IID}]}"
    kept = f'{SOURCE} && $CI_MERGE_REQUEST_TARGET_BRANCH_PROTECTED == "true"'
    for conditions, count in (
        (f"[{{if: '{kept}'}}]", 0),
        (f"[{{if: '{kept}'}}, {{if: $CI_MERGE_REQUEST_IID}}]", 1),
        ("[{if: $CI_COMMIT_TAG}]", 1),
        ("[{if: $CI_MERGE_REQUEST_IID, when: never}]", 1),
    ):
        data = read(f"gate: {job}\nworkflow: {{rules: {conditions}}}")
        (found,) = gitlab_jobs(data, "x.yml")
        assert len(found.open_to) == count, conditions


@pytest.mark.parametrize(
    ("pipeline", "found"),
    [
        ("{pr: {branches: {include: [main, release/*]}}}", []),
        ("{pr: [main]}", []),
        ("{pr: none}", []),
        ("{pr: {branches: {include: ['*']}}}", ["`branches: *` of `pr`"]),
        ("{pr: ['*']}", ["`branches: *` of `pr`"]),
        ("{pr: {branches: {exclude: [old]}}}", ["`pr` without `branches:`"]),
        ("{pr: {drafts: false}}", ["`pr` without `branches:`"]),
        ("{trigger: none}", ["no `pr:`, which all hosts but Azure Repos need"]),
    ],
)
def test_triggers_of_azure(pipeline: str, found: list[str]) -> None:
    assert [weakness_text(each) for each in open_on_azure(read(pipeline))] == found


STEP = "steps: [{run: tpm gate check --decided --against b --approvals f, shell: bash}]"
GATE = f"jobs: {{gate: {{name: tpm gate, permissions: {{contents: read}}, {STEP}}}}}"


def found(jobs: list[GateJob]) -> list[tuple[str, Severity]]:
    advice = jobs_advice(jobs, platform=True, others=[])
    return [(each.file, each.severity) for each in advice if each.rule is SetupRule.ANY_BRANCH]


def test_a_job_of_the_required_name_in_another_workflow_makes_the_same_check() -> None:
    kept = github_jobs(read(f"on: {{pull_request: {{branches: [main]}}}}\n{GATE}"), "tpm.yml")
    by_hand = f"on: {{schedule: [], workflow_dispatch: }}\n{GATE}"
    same = github_jobs(read(by_hand), "daily.yml")
    other = github_jobs(read(by_hand.replace("tpm gate,", "tpm daily,")), "daily.yml")
    assert found(kept) == []
    assert found([*kept, *other]) == []
    assert found([*kept, *same]) == [("daily.yml", Severity.ERROR)]


def test_a_workflow_that_another_calls_runs_whenever_that_does() -> None:
    inner = read(f"on: {{workflow_call: }}\n{GATE}")
    path = ".github/workflows/gate.yml"
    for events, expected in (
        ("{pull_request: {branches: [main]}}", []),
        ("{pull_request: }", [("tpm.yml", Severity.ERROR)]),
        ("[pull_request, merge_group]", [("tpm.yml", Severity.ERROR)]),
    ):
        outer = read(f"on: {events}\njobs: {{call: {{uses: ./{path}}}}}")
        jobs = github_jobs(outer, "tpm.yml", {path: inner})
        assert [job.name for job in jobs] == ["call / tpm gate"]
        assert found(jobs) == expected
    circle = read(f"on: [pull_request]\njobs: {{again: {{uses: ./{path}}}}}")
    assert github_jobs(circle, path, {path: circle}) == []


def test_a_call_that_can_be_skipped_is_found_and_the_called_job_once() -> None:
    path = ".github/workflows/gate.yml"
    inner = read(f"on: {{workflow_call: }}\n{GATE}".replace("shell: bash", "continue-on-error: 1"))
    outer = read(
        f"on: {{pull_request: {{branches: [main]}}}}\njobs: {{c: {{uses: ./{path}, needs: x}}}}"
    )
    jobs = [*github_jobs(outer, "tpm.yml", {path: inner}), *github_jobs(inner, path)]
    advice = [(each.file, str(each.rule)) for each in jobs_advice(jobs, platform=True, others=[])]
    assert advice == [
        ("", "no-daily-check"),
        ("tpm.yml", "job-conditional"),
        (path, "failure-ignored"),
    ]


def test_what_is_found_names_the_job_and_the_trigger() -> None:
    jobs = github_jobs(read(f"on: [pull_request]\n{GATE}"), "tpm.yml")
    (advice,) = (
        each
        for each in jobs_advice(jobs, platform=True, others=[])
        if each.rule is SetupRule.ANY_BRANCH
    )
    assert setup_message(advice) == (
        "the job `tpm gate`: it also runs for branches that are not protected"
        " (`pull_request` without `branches:`)"
    )
