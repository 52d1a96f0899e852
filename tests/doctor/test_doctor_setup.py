"""The rules of `tpm doctor`: patterns, ownership, attributes, jobs, people, waivers."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from tpmcli.doctor.azure_pipelines import azure_jobs
from tpmcli.doctor.ci_platforms import github_jobs, gitlab_jobs
from tpmcli.doctor.code_owners import attributes_advice, owners_advice
from tpmcli.doctor.gate_jobs import jobs_advice, swallowed
from tpmcli.doctor.setup import people_advice, waivers_advice
from tpmcli.model.fix import Advice, Edit
from tpmcli.model.policy import GatePolicy, Identity, Policy, WaiverPolicy
from tpmcli.model.record import ItemRecord, Record, Waiver
from tpmcli.model.role import PM, TPM
from tpmcli.model.rule import Severity
from tpmcli.model.setup_finding import AddLines, SetupArguments, SetupFinding
from tpmcli.model.setup_reason import SetupHelp, SetupReason, SetupReasonText
from tpmcli.render.doctor import as_fix, setup_message
from tpmcli.render.fix import fix_text
from tpmcli.text.globs import covers

PROJECT = ".tpm/project.yaml"


@pytest.mark.parametrize(
    ("pattern", "path", "owners", "attributes"),
    [
        ("*", "a/b/c.yaml", True, True),
        ("/.tpm/", PROJECT, True, False),
        (".tpm/", f"apps/{PROJECT}", True, False),
        ("/.tpm", PROJECT, True, False),
        ("/.tpm/*", PROJECT, True, True),
        ("/.tpm/*", ".tpm/checklists/a.yaml", False, False),
        ("/.tpm/**", ".tpm/checklists/a.yaml", True, True),
        ("**/.tpm/**", f"apps/x/{PROJECT}", True, True),
        ("*.yaml", PROJECT, True, True),
        ("project.yaml", PROJECT, True, True),
        ("/project.yaml", PROJECT, False, False),
        (".tpm/p*t.yaml", PROJECT, True, True),
        (".tpm/p*t.yaml", f"x/{PROJECT}", False, False),
        (".tpm/projec?.yaml", PROJECT, True, True),
        (".tpm/project[.]yaml", PROJECT, True, True),
        (".tpm/[!q]roject.yaml", PROJECT, True, True),
        ("tpm", PROJECT, False, False),
        ("/", PROJECT, True, False),
        ("a**z.md", "abcz.md", True, True),
    ],
)
def test_a_pattern_covers_contents_for_code_owners_alone(
    pattern: str, path: str, owners: bool, attributes: bool
) -> None:
    assert covers(pattern, path, contents=True) is owners
    assert covers(pattern, path, contents=False) is attributes


PATHS = (".tpm/policy.yaml", ".tpm/checklists/any.yaml", ".github/workflows/tpm.yml")


POLICY, CHECKLISTS, WORKFLOW = "/.tpm/policy.yaml", "/.tpm/checklists/", "/" + PATHS[2]


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        (None, (POLICY, CHECKLISTS, WORKFLOW)),
        ("* @team\n", ()),
        ("# all\n/.tpm/ @a\n/.github/ @b # platform\n", ()),
        ("* @team\n/.tpm/\n", (POLICY, CHECKLISTS)),
        ("/.tpm/policy.yaml @a\n/.github/ @b\n", (CHECKLISTS,)),
        ("[Platform] @p\n/.tpm/\n/.github/\n", (POLICY, CHECKLISTS, WORKFLOW)),
        ("[Platform]\n/.tpm/\n/.github/ @b\n", (POLICY, CHECKLISTS)),
        ("* owners\n/.tpm/ @a\n", (WORKFLOW,)),
        ("* @team\n^[Optional]\n/.tpm/\n", (POLICY, CHECKLISTS)),
    ],
)
def test_code_owners_leave_these_files_open(text: str | None, left_open: tuple[str, ...]) -> None:
    found = owners_advice(text, ".github/CODEOWNERS", PATHS, alone=False)
    if not left_open:
        assert found == []
        return
    (advice,) = found
    assert advice.reason is (
        SetupReason.CODEOWNERS_MISSING if text is None else SetupReason.CODEOWNERS_GAP
    )
    assert advice.about.files == left_open
    assert advice.severity is Severity.ERROR
    (alone,) = owners_advice(text, "CODEOWNERS", PATHS, alone=True)
    assert alone.severity is Severity.WARNING
    assert alone.about == advice.about


def added(advice: SetupFinding) -> str:
    """The lines that the fix adds to a file."""
    assert isinstance(advice.fix, AddLines)
    return "".join(f"{line}\n" for line in advice.fix.lines)


def test_the_lines_to_add_close_the_gap() -> None:
    (advice,) = owners_advice(None, "CODEOWNERS", PATHS, alone=False)
    assert owners_advice(added(advice), "CODEOWNERS", PATHS, alone=False) == []


MERGE, DIFF = SetupReason.ATTRIBUTES_MERGE, SetupReason.ATTRIBUTES_DIFF


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("*.yaml merge=union", MERGE),
        (".tpm/project.yaml merge=ours", MERGE),
        (".tpm/** -diff", DIFF),
        ("*.yaml binary", DIFF),
        (".tpm/* linguist-generated", SetupReason.ATTRIBUTES_GENERATED),
        (".tpm/* linguist-generated=true", SetupReason.ATTRIBUTES_GENERATED),
        (".tpm/* gitlab-generated", SetupReason.ATTRIBUTES_GENERATED_GITLAB),
        ("*.yaml filter=secret", SetupReason.ATTRIBUTES_FILTER),
        ("* text=auto eol=lf", None),
        ("*.yaml merge=text diff", None),
        ("*.lock -diff merge=union", None),
        (".tpm/ -diff", None),
        ("# *.yaml -diff", None),
        ("[attr]hidden -diff", None),
        (".tpm/** -diff\n.tpm/** diff", None),
        (".tpm/** linguist-generated\n.tpm/** -linguist-generated", None),
        ("*.yaml merge=union\n*.yaml !merge", None),
    ],
)
def test_attributes_that_disturb_the_project_file_are_found(
    line: str, reason: SetupReasonText | None
) -> None:
    found = attributes_advice([("", f"# first\n{line}\n")], (PROJECT, ".tpm/policy.yaml"), "")
    if reason is None:
        assert found == []
        return
    (advice,) = found
    assert advice.reason is reason
    assert (advice.file, advice.line) == (".gitattributes", 2)
    assert advice.severity is Severity.ERROR
    undone = f"{line}\n{added(advice)}"
    assert attributes_advice([("", undone)], (PROJECT, ".tpm/policy.yaml"), "") == []


def test_attributes_of_a_folder_concern_what_is_in_it() -> None:
    paths = (f"apps/x/{PROJECT}",)
    inside = [("", "x -diff\n"), ("apps/x/.tpm", "project.yaml merge=union\n")]
    (advice,) = attributes_advice(inside, paths, "apps/x/")
    assert advice.file == "apps/x/.tpm/.gitattributes"
    assert attributes_advice([("other", "* -diff\n")], paths, "apps/x/") == []


SOUND = """
on:
  pull_request:
    branches: [main]
  schedule: [{cron: "1 1 * * *"}]
permissions: {contents: read}
jobs:
  gate:
    name: tpm gate
    steps:
      - uses: actions/checkout@v4
        with: {fetch-depth: 0}
      - run: pipx install tpmcli==1.0.0
      - shell: bash
        run: |
          tpm gate check --decided --against "origin/$BASE" \\
            --approvals a.json
"""


def _rules(text: str, platform: bool = True) -> list[str]:
    jobs = github_jobs(yaml.load(text, Loader=yaml.BaseLoader), "tpm.yml")
    return [each.rule.id for each in jobs_advice(jobs, platform=platform, others=[])]


CHANGED: dict[str, tuple[str, str, list[str]]] = {
    "sound": ("", "", []),
    "paths": ("branches: [main]", "branches: [main]\n    paths: [src/**]", ["job-conditional"]),
    "paths-ignore": (
        "branches: [main]",
        "branches: [main]\n    paths-ignore: ['*.md']",
        ["job-conditional"],
    ),
    "any branch": ("    branches: [main]", "    types: [opened]", ["any-branch"]),
    "a review": ("  schedule:", "  pull_request_review:\n  schedule:", ["any-branch"]),
    "job if": ("    name: tpm gate", "    if: github.actor != 'x'", ["job-conditional"]),
    "job needs": ("    name: tpm gate", "    needs: build", ["job-conditional"]),
    "job always": ("    name: tpm gate", "    if: ${{ always() }}", []),
    "step if": (
        "      - shell: bash",
        "      - if: false\n        shell: bash",
        ["job-conditional"],
    ),
    "job goes on": ("    name: tpm gate", "    continue-on-error: true", ["failure-ignored"]),
    "step goes on": (
        "      - shell: bash",
        "      - continue-on-error: ${{ x }}\n        shell: bash",
        ["failure-ignored"],
    ),
    "or true": ("--approvals a.json", "--approvals a.json || true", ["failure-ignored"]),
    "no base": ('--against "origin/$BASE" ', "", ["not-against"]),
    "no approvals": ("--approvals a.json", "", ["no-approvals"]),
    "no schedule": ('  schedule: [{cron: "1 1 * * *"}]\n', "", ["no-daily-check"]),
    "no permissions": ("permissions: {contents: read}\n", "", ["may-write"]),
    "may write": ("contents: read", "contents: write", ["may-write"]),
    "write all": ("{contents: read}", "write-all", ["may-write"]),
    "loose": ("tpmcli==1.0.0", "tpmcli", ["not-pinned"]),
    "a branch": ("checkout@v4", "checkout@main", ["not-pinned"]),
    "shallow": ("        with: {fetch-depth: 0}\n", "", ["checkout-shallow"]),
    "injected": ("origin/$BASE", "origin/${{ github.head_ref }}", ["text-in-script"]),
    "target": ("  pull_request:", "  pull_request_target:", []),
    "nothing": ("tpm gate check", "tpm status", ["no-gate-job"]),
}


@pytest.mark.parametrize("name", CHANGED)
def test_jobs_of_github(name: str) -> None:
    old, new, rules = CHANGED[name]
    assert old in SOUND
    assert _rules(SOUND.replace(old, new, 1) if old else SOUND) == rules


@pytest.mark.parametrize(
    "way", ["ref: '${{ github.event.pull_request.head.sha }}'", "ref: refs/pull/1/merge"]
)
def test_a_target_job_must_not_check_the_head_out(way: str) -> None:
    text = SOUND.replace("pull_request:", "pull_request_target:")
    assert _rules(text.replace("fetch-depth: 0", f"fetch-depth: 0, {way}")) == ["target-checkout"]
    fetched = text.replace(
        "tpm gate check", "git checkout -q refs/tpm/head\n          tpm gate check"
    )
    assert _rules(fetched) == ["target-checkout"]


def test_the_action_is_a_gate_job() -> None:
    text = SOUND.replace(
        "      - shell: bash\n", "      - uses: acme/tpm@v1\n      - shell: bash\n"
    )
    text = text.replace("tpm gate check --decided --against", "echo")
    assert _rules(text) == []
    assert _rules(text.replace("acme/tpm@v1", "acme/tpm@main")) == ["not-pinned"]


@pytest.mark.parametrize(
    ("script", "ways"),
    [
        ("tpm gate check --decided", 0),
        ("tpm gate check --decided || true", 1),
        ("tpm -C apps gate check || :", 1),
        ("tpm gate check --report junit='a||b'", 0),
        ("tpm gate check \\\n  --decided \\\n  || echo late", 1),
        ("set +e\ntpm gate check", 1),
        ("tpm gate check | tee log", 1),
        ("set -o pipefail\ntpm gate check | tee log", 0),
        ("tpm gate check; true", 1),
        ("if tpm gate check; then echo; fi", 1),
        ("! tpm gate check", 1),
        ("tpm gate check &", 1),
        ("tpm gate check && deploy", 0),
        ("true || false\ntpm gate check", 0),
    ],
)
def test_ways_to_swallow_a_failure(script: str, ways: int) -> None:
    assert len(swallowed(script, pipefail=False)) == ways


GITLAB = """
variables: {GIT_DEPTH: "0"}
.base:
  before_script: [pip install tpmcli==1.0.0]
tpm gate:
  extends: .base
  rules:
    - if: $CI_MERGE_REQUEST_ID && $CI_MERGE_REQUEST_TARGET_BRANCH_NAME == "main"
    - if: $CI_PIPELINE_SOURCE == "schedule"
  script:
    - tpm gate check --decided --against refs/tpm/base
"""


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("", "", []),
        ("  extends: .base", "  allow_failure: true", ["failure-ignored"]),
        ("  extends: .base", "  allow_failure: {exit_codes: 1}", ["failure-ignored"]),
        ("  extends: .base", "  when: manual", ["job-conditional"]),
        ('== "main"', '== "main"\n      changes: [a]', ["job-conditional"]),
        ('== "main"', '== "main"\n      when: never', ["job-conditional"]),
        ('== "main"', '!= "x"', ["any-branch"]),
        (" --against refs/tpm/base", "", ["not-against"]),
        ("tpm/base", "tpm/base || true", ["failure-ignored"]),
        ("tpmcli==1.0.0", "tpmcli", ["not-pinned"]),
        ('variables: {GIT_DEPTH: "0"}\n', "", ["checkout-shallow"]),
        (".base:\n", ".base:\n  allow_failure: true\n", ["failure-ignored"]),
    ],
)
def test_jobs_of_gitlab(old: str, new: str, rules: list[str]) -> None:
    text = GITLAB.replace(old, new, 1) if old else GITLAB
    jobs = gitlab_jobs(yaml.load(text, Loader=yaml.BaseLoader), ".gitlab-ci.yml")
    found = [each.rule.id for each in jobs_advice(jobs, platform=False, others=[])]
    assert found == rules


AZURE = """
pr: [main]
schedules: [{cron: "1 1 * * *"}]
jobs:
  - job: gate
    steps:
      - checkout: self
        fetchDepth: 0
      - bash: pip install tpmcli==1.0.0
      - bash: tpm gate check --decided --against origin/main
        displayName: gate
"""


@pytest.mark.parametrize(
    ("old", "new", "rules"),
    [
        ("", "", []),
        ("        displayName: gate", "        continueOnError: true", ["failure-ignored"]),
        ("        displayName: gate", "        condition: eq(1, 2)", ["job-conditional"]),
        ("        displayName: gate", "        condition: not(canceled())", []),
        ("pr: [main]", "pr: {branches: [main], paths: {include: [a]}}", ["job-conditional"]),
        ("pr: [main]", "pr: ['*']", ["any-branch"]),
        (" --against origin/main", "", ["not-against"]),
        ("fetchDepth: 0", "fetchDepth: 1", ["checkout-shallow"]),
        ("tpmcli==1.0.0", "tpmcli", ["not-pinned"]),
        ("pr: [main]", "pr: none", ["no-gate-job"]),
    ],
)
def test_jobs_of_azure(old: str, new: str, rules: list[str]) -> None:
    text = AZURE.replace(old, new, 1) if old else AZURE
    jobs = azure_jobs(yaml.load(text, Loader=yaml.BaseLoader), "azure-pipelines.yml")
    found = [each.rule.id for each in jobs_advice(jobs, platform=False, others=[])]
    assert found == rules


@pytest.mark.parametrize("odd", [None, [], "text", {"jobs": []}, {"jobs": {"a": 1}}, {"on": 7}])
def test_odd_pipelines_have_no_jobs(odd: Any) -> None:
    for read in (github_jobs, gitlab_jobs, azure_jobs):
        assert read(odd, "x.yml") == []


def _policy(**changes: Any) -> Policy:
    gate = changes.pop("gate", GatePolicy())
    people = {TPM: ("t@example.com",), PM: ("p@example.com",)}
    rest: Any = {
        **dict.fromkeys(("id", "name", "requires", "lifecycle", "start_at"), "x"),
        **dict.fromkeys(("packs", "traits", "adjust"), ()),
        "kinds": {},
        "aliases": {},
        "people": people,
        "waivers": WaiverPolicy(),
        **changes,
    }
    return Policy(gate=gate, **rest)


def test_people_in_one_role_each() -> None:
    assert people_advice(_policy(), "p") == []
    assert people_advice(_policy(people={PM: ("p@example.com",)}), "p") == []
    assert people_advice(_policy(gate=GatePolicy(identity=Identity.SIGNED)), "p") == []


def test_addresses_that_can_be_mistaken() -> None:
    twin = "p\u0430t@example.com"
    people = {TPM: ("pat@example.com",), PM: (twin, "\u0438\u0432\u0430\u043d@x")}
    written = f"{twin} (p\\u0430t@example.com, Cyrillic and Latin)"
    fix = Edit("p", SetupHelp.CONFIRM_ADDRESS)
    alike = SetupFinding(
        SetupReason.ADDRESSES_LOOK_ALIKE,
        fix,
        SetupArguments(people=("pat@example.com", written)),
        "p",
    )
    mixed = alike._replace(
        reason=SetupReason.ADDRESS_MIXES_SCRIPTS, about=SetupArguments(people=(written,))
    )
    assert people_advice(_policy(people=people), "p") == [alike, mixed]
    # An alias is no second person, and is looked at for its letters all the same.
    own = {"pat@example.com": (twin,)}
    assert people_advice(_policy(people=people, aliases=own), "p") == [mixed]


def test_people_whom_the_proof_cannot_reach() -> None:
    claimed = GatePolicy(identity=Identity.CLAIMED)
    fix = Edit("policy.yaml", SetupHelp.RAISE_IDENTITY)
    assert people_advice(_policy(gate=claimed), "policy.yaml") == [
        SetupFinding(SetupReason.IDENTITY_CLAIMED, fix, file="policy.yaml")
    ]
    platform = GatePolicy(identity=Identity.PLATFORM)
    people = {TPM: ("z@example.com", "t@example.com"), PM: ("p@example.com",)}
    aliases = {"z@example.com": ("other@example.com",), "P@EXAMPLE.com": ("x@y.z", "github:p")}
    alias = ('aliases: {t@example.com: ["github:LOGIN"]}',)
    assert people_advice(_policy(gate=platform, people=people, aliases=aliases), "f") == [
        SetupFinding(
            SetupReason.NO_LOGIN,
            AddLines("f", alias, SetupHelp.ADD_LINES),
            SetupArguments(people=("t@example.com", "z@example.com")),
            "f",
        )
    ]


def _waived(*days: str) -> Record:
    items = {
        f"testing.i{number}": ItemRecord(
            f"testing.i{number}",
            waivers=(
                Waiver("t@example.com", "2026-01-01T00:00:00Z", "r", ("p@example.com",), day),
            ),
        )
        for number, day in enumerate(days)
    }
    return Record("p", "1.0", items=items)


def test_waivers_that_end_on_one_day() -> None:
    day = "2026-03-01"
    assert waivers_advice(_waived(day, day, day), "2026-02-01", "r") == [
        SetupFinding(
            SetupReason.WAIVERS_ONE_DAY,
            Advice(SetupHelp.SPREAD_WAIVERS),
            SetupArguments(total=3, day=day),
            "r",
        )
    ]
    assert waivers_advice(_waived(day, day), "2026-02-01", "r") == []
    assert waivers_advice(_waived(day, day, day, "2026-03-02"), "2026-02-01", "r") == []
    assert waivers_advice(_waived(day, day, day), "2026-03-02", "r") == []


def test_what_is_found_can_be_shown() -> None:
    """Each fix has the words that its advice names."""
    day, identities = "2026-03-01", (Identity.CLAIMED, Identity.PLATFORM)
    both = {TPM: ("t@example.com",), PM: ("t@example.com",)}
    found = waivers_advice(_waived(day, day, day), "2026-02-01", "r")
    for identity in identities:
        found += people_advice(_policy(gate=GatePolicy(identity=identity), people=both), "p")
    found += owners_advice(None, "CODEOWNERS", PATHS, alone=False)
    found += attributes_advice([("", "* -diff\n")], (PROJECT,), "")
    shown = {fix_text(as_fix(each.fix)) for each in found}
    assert len(shown) == 5
    assert "help: write `gate: {identity: platform}`, or `author`, or `signed`" in shown
    # Lines to add stand below their advice.
    added = {each.fix.file: each.fix.lines for each in found if isinstance(each.fix, AddLines)}
    assert added["p"] == ('aliases: {t@example.com: ["github:LOGIN"]}',)
    assert "help: add to `p`:" in shown
    assert all(setup_message(each) for each in found)
