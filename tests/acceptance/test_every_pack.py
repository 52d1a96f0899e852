"""Both lifecycles with every pack: from `init` to the last gate, through the command itself."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tpmcli.cli.main import main
from tpmcli.store.checklists.shipped import lifecycle_names, pack_names, trait_names
from tpmcli.store.checklists.shipped_checklists import shipped_pack

TPM, PM = "tpm@example.com", "pm@example.com"
ALL = tuple(pack_names())
SETS = [(), *((name,) for name in ALL), ALL]
QUICK = [("lite", ()), ("lite", ("open-source",)), ("lite", ALL), ("standard", ALL)]
EACH = [(lifecycle, packs) for lifecycle in ("standard", "lite") for packs in SETS]
LONG = [each for each in EACH if each not in QUICK]

CASES = "".join(f'<testcase classname="c" name="n{number}"/>' for number in range(20))
JUNIT = f'<testsuites><testsuite name="s">{CASES}</testsuite></testsuites>'
SBOM = (
    '{"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,'
    ' "components": [{"type": "library", "name": "left-pad"}, {"type": "library", "name": "right"},'
    ' {"type": "library", "name": "middle"}]}'
)


def _sarif(tool: str) -> str:
    run = {"tool": {"driver": {"name": tool}}, "results": []}
    return json.dumps({"version": "2.1.0", "runs": [run]})


# What machines look at themselves, whatever people answer.
FILES = {
    "docs/evidence.md": "# Evidence\n\nIt was tried, and it works.\n",
    "reports/secrets.sarif": _sarif("gitleaks"),
    "reports/components.sarif": _sarif("Grype"),
    "reports/static.sarif": _sarif("CodeQL"),
    "reports/pipeline.sarif": _sarif("zizmor"),
    "reports/api-lint.sarif": _sarif("spectral"),
    "reports/junit.xml": JUNIT,
    "reports/a11y.xml": JUNIT,
    "reports/isolation.xml": JUNIT,
    "reports/evals.xml": JUNIT,
    "reports/api-compat.xml": JUNIT,
    "reports/sbom.json": SBOM,
    "README.md": "# Product\n\nWhat it is.\n",
    "LICENSE": "MIT License\n\nDo what you like with it.\n",
    "CHANGELOG.md": "# Changelog\n\n## 1.0.0 - 2026-11-01\n\n- The first release.\n",
}


def _repository(root: Path) -> None:
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    who = ["-c", "user.name=x", "-c", f"user.email={TPM}"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "x"], ["tag", "v1.0.0"]):
        subprocess.run(["git", *words], cwd=root, check=True)


def brought(packs: tuple[str, ...]) -> list[str]:
    """Return the roles that packs bring."""
    return [str(demand.role) for name in packs for demand in shipped_pack(name).layer.demands]


def _walk_through(
    lifecycle: str, packs: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    def ok(*words: str) -> str:
        code = main(words)
        said = capsys.readouterr()
        assert code == 0, (words, said.err, said.out)
        return said.out

    chosen = [word for pack in packs for word in ("--pack", pack)]
    chosen += [word for trait in trait_names() for word in ("--trait", trait)]
    people = {"tpm": TPM, "pm": PM} | {role: f"{role}@example.com" for role in brought(packs)}
    for role in brought(packs):
        chosen += ["--person", f"{role}={people[role]}"]
    ok("init", "--name", "X", "--tpm", TPM, "--pm", PM, "--lifecycle", lifecycle, *chosen)
    ok("lint")
    phases = [each["phase"] for each in json.loads(ok("gate", "list", "--format", "json"))["gates"]]
    for phase in phases:
        main(["gate", "check", phase, "--format", "json"])
        [gate] = json.loads(capsys.readouterr().out)["gates"]
        signing = [each["role"] for each in gate["signoffs"]]
        assert {item["role"] for item in gate["items"] if item["level"] == "must"} <= {*signing}
        for role in signing:
            person = people[role]
            names = [
                item["id"]
                for item in gate["items"]
                if item["role"] == role and item["level"] == "must" and not item["satisfied"]
            ]
            if names:
                ok("answer", *names, "met", "-e", "docs/evidence.md", "--as", person, "-q")
            ok("sign", phase, "--role", role, "--as", person, "-q")
        ok("gate", "decide", phase, "go", "--reason", "good enough", "--as", PM, "-q")
    ok("gate", "check", "--through", phases[-1], "-q")
    ok("lint")


def test_these_are_all_lifecycles() -> None:
    assert {lifecycle for lifecycle, _ in LONG + QUICK} == set(lifecycle_names())


@pytest.mark.parametrize(
    ("lifecycle", "packs"),
    [*QUICK, *(pytest.param(*each, marks=pytest.mark.soak) for each in LONG)],
    ids=lambda value: value if isinstance(value, str) else "+".join(value) or "none",
)
def test_from_init_to_the_last_gate(
    lifecycle: str,
    packs: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    _walk_through(lifecycle, packs, capsys)
