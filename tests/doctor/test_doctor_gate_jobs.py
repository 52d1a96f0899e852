"""Case folder: what is read of a pipeline's gate jobs, and what is said of them.

A case is a pipeline whose name begins with its platform, and beside it, as `.txt`, all that the
rules make of it. To add one, write the pipeline, run the tests with
--write-expected, and read what was written.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from problem_data import named
from tpmcli.doctor.azure_pipelines import azure_jobs
from tpmcli.doctor.ci_platforms import github_jobs, gitlab_jobs
from tpmcli.doctor.gate_jobs import GateJob, asks, jobs_advice, loose_installs, swallowed
from tpmcli.model.fix import Advice, tpm
from tpmcli.model.setup_finding import SetupArguments, SetupFinding, Weakness
from tpmcli.model.setup_reason import Loophole, LoopholeText, SetupHelp, SetupReason
from tpmcli.render.doctor import as_fix, setup_message, weakness_text
from tpmcli.render.fix import fix_text
from world.expected import Expected

CASES = sorted((Path(__file__).parent / "job_cases").glob("*.yml"))
READERS = {"github": github_jobs, "gitlab": gitlab_jobs, "azure": azure_jobs}


def read(path: Path) -> list[GateJob]:
    """The gate jobs of a case."""
    reader = READERS[path.stem.partition("-")[0]]
    return reader(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader), path.name)


def told(path: Path) -> str:
    """The jobs with all that is known of them, and the advice that follows."""
    jobs = read(path)
    lines = [line for job in jobs for line in described(job)]
    lines.append("# advice")
    for advice in jobs_advice(jobs, platform=True, others=["other.yml", "more.yml"]):
        place = f" ({advice.file}:{advice.line})" if advice.file else ""
        lines += [
            f"{advice.severity} {advice.rule}{place}: {setup_message(advice)}",
            f"    because {advice.reason.why}",
            f"    {fix_text(as_fix(advice.fix))}",
        ]
    return "\n".join(lines) + "\n"


def described(job: GateJob) -> list[str]:
    fields = job._asdict()
    for key in ("skipped_by", "ignored_by", "open_to"):
        fields[key] = tuple(map(weakness_text, fields[key]))
    return [
        f"# {fields.pop('file')}: {fields.pop('name')}",
        *(f"{key}: {value!r}" for key, value in fields.items() if value not in (False, ())),
    ]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_jobs_of_a_pipeline_are_read_as_expected(path: Path, expected: Expected) -> None:
    expected(path.with_suffix(".txt"), told(path))


def test_every_loophole_is_found() -> None:
    jobs = [job for path in CASES for job in read(path)]
    found = {
        each.loophole for job in jobs for each in (*job.skipped_by, *job.ignored_by, *job.open_to)
    }
    script = "set +e\nif tpm gate check; true &"
    found |= {each.loophole for each in swallowed(script, pipefail=False)}
    assert found == set(named(Loophole, LoopholeText).values())


def test_every_case_has_its_expectation_and_every_expectation_its_case() -> None:
    folder = Path(__file__).parent / "job_cases"
    assert {path.stem for path in folder.glob("*.txt")} == {path.stem for path in CASES}
    assert len(CASES) >= 20


SET_E, BEHIND = Weakness(Loophole.ERRORS_PASSED_OVER), Weakness(Loophole.COMMAND_BEHIND)
APART, AROUND = Weakness(Loophole.BACKGROUND), Weakness(Loophole.CONDITION)


def alternative(rest: str) -> Weakness:
    return Weakness(Loophole.ALTERNATIVE, (rest,))


@pytest.mark.parametrize(
    ("script", "ways"),
    [
        ("tpm gate check --decided", []),
        ("tpm gate check  ||  true  ", [alternative("  true")]),
        ("tpm gate check || a || b", [alternative(" a || b")]),
        ("set +e\n  tpm gate check", [SET_E]),
        ("true\n\tset  +e\ntpm gate check", [SET_E]),
        ("echo set +e\ntpm gate check", []),
        ("tpm gate check | tee a || true", [alternative(" true")]),
        ("tpm gate check 'a|b' \"c;d\" --report x", []),
        ("tpm gate check; true", [BEHIND]),
        ("tpm gate check ;  ", []),
        ('tpm gate check; "$CLEAN_UP"', [BEHIND]),
        ('tpm gate check || echo "late"', [alternative(" echo …")]),
        ("case x in x) tpm gate check ;; esac", []),
        ("if true; then tpm gate check; fi", [AROUND]),
        ("while read x; do tpm gate check; done", [AROUND]),
        ("  until tpm gate check; do sleep 1", [AROUND]),
        ("! tpm gate check", [AROUND]),
        ("for x in a; do tpm gate check; done", []),
        ("tpm gate check &", [APART]),
        ("tpm gate check && make", []),
        ("tpm gate check &&", []),
        ("make || true\ntpm gate check\ntpm gate check || :", [alternative(" :")]),
        (
            "set +e\nif tpm gate check; true &",
            [
                SET_E,
                BEHIND,
                APART,
                AROUND,
            ],
        ),
    ],
)
def test_how_a_script_keeps_the_exit_code_to_itself(script: str, ways: list[Weakness]) -> None:
    assert swallowed(script, pipefail=True) == ways
    assert swallowed(script, pipefail=False) == ways


def test_a_pipe_passes_a_failure_on_only_with_pipefail() -> None:
    said = [Weakness(Loophole.PIPE)]
    assert swallowed("tpm gate check | tee log", pipefail=False) == said
    assert swallowed("tpm gate check | tee log", pipefail=True) == []
    assert swallowed("set -euo pipefail\ntpm gate check | tee log", pipefail=False) == []


@pytest.mark.parametrize(
    ("script", "answer"),
    [
        ("tpm gate check", True),
        ("tpm -C apps/x gate  check --decided", True),
        ("tpm \\\n  gate check", True),
        ("tpm \\\r\n  gate check", True),
        ("tpm\ngate check", False),
        ("tpm status", False),
        ("xtpm gate check", False),
    ],
)
def test_whether_a_script_asks_the_gates(script: str, answer: bool) -> None:
    assert asks(script) is answer


COMMIT, DIGEST = "0123456789" * 4, "01234567" * 8


@pytest.mark.parametrize(
    ("script", "loose"),
    [
        ("pip install tpmcli==1.0.0", False),
        ("pip install --no-deps rich==15.0.0 \\\n  tpmcli==1.0.0", False),
        (f"pip install 'tpmcli @ git+https://example.com/acme/tpm@{COMMIT}'", False),
        (f"pip install https://example.com/tpmcli/tpmcli-1.whl#sha256={DIGEST}", False),
        ("pip install tpmcli", True),
        ("pip install rich==15.0.0 tpmcli", True),
        ("pipx install 'tpmcli>=1.0'", True),
        ('"$RUNNER_TEMP/venv/bin/pip" install tpmcli', True),
        ("pip install 'tpmcli @ git+https://example.com/acme/tpm@v1.0.0'", True),
        (f"pip install 'tpmcli @ git+https://example.com/acme/tpm@{COMMIT[:12]}'", True),
        ("pip install https://example.com/tpmcli-1.whl", True),
    ],
)
def test_what_is_installed_without_a_version(script: str, loose: bool) -> None:
    assert bool(loose_installs(script)) is loose


def test_without_a_gate_job_the_files_that_were_looked_at_are_named() -> None:
    fix = Advice(SetupHelp.INIT_CI, tpm("ci", "init", "github"))
    found = jobs_advice([], platform=False, others=["a.yml", "b.yml"])
    about = SetupArguments(files=("a.yml", "b.yml"))
    assert found == [SetupFinding(SetupReason.NO_GATE_JOB_IN, fix, about)]
    found = jobs_advice([], platform=False, others=[])
    assert found == [SetupFinding(SetupReason.NO_GATE_JOB, fix)]
