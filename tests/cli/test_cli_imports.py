"""What commands load: none loads typer, and those that run unattended no more than they need.

Starting up is most of what a command costs, so an import that slips in is a regression. The modules
are compared with fixed lists, which no busy machine can disturb.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tpmcli.cli.compiled_commands import COMMANDS

EXAMPLE = Path(__file__).parents[2] / "examples" / "payments-ledger"
HOT = [
    "gate check",
    "gate check --format json",
    "status",
    "next",
    "next --role pm",
    "due",
    "report --brief --format text",
]

AS = "--as tpm@example.com"
WAIVED = "architecture.threat-model-reviewed"
SOON = f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d}"
EVERY = [
    "answer feasibility.unknowns-spiked met --as tpm@example.com",
    "checklist export requirements",
    "checklist import CHANGELOG.md --bullets --phase release --role pm --dry-run",
    "checklist list",
    "checklist new --from lite drawn -o drawn.yaml",
    "checklist show",
    "checklist show --kinds",
    "checks list",
    "checks run",
    "ci init github",
    "doctor",
    "due",
    "evidence find feasibility.unknowns-spiked",
    "evidence move a.md b.md",
    "evidence new feasibility.unknowns-spiked docs/new.md",
    "explain unanswered",
    "export answers",
    "gate check --against HEAD",
    f"gate close requirements 1 --evidence CHANGELOG.md {AS}",
    f"gate decide requirements hold --reason x {AS}",
    "gate list",
    f"import answers fresh/form.csv {AS}",
    "init -C fresh --yes --name X --tpm t@example.com --pm p@example.com",
    "lint",
    "log",
    "merge",
    "next",
    "people",
    "portfolio .",
    "report",
    "schema",
    "schema status",
    "serve --shortcut",
    f"sign requirements --role tpm {AS}",
    f"start 2.0 --abandon x {AS}",
    "status",
    "sync",
    "walk",
    f"waive {WAIVED} --until {SOON} --reason x --approved-by pm@example.com {AS}",
    "why feasibility.unknowns-spiked",
]

# What the fast path goes round, and what explains what was refused.
TYPER = {
    *("typer", "click", "rich", "pydantic", "pydantic_core", "annotated_types", "shellingham"),
    *("tpmcli.cli.tree", "tpmcli.store.formats.validation_messages"),
    *("tpmcli.store.formats.base", "tpmcli.store.formats.schemas"),
}
_FORMATS = {f"tpmcli.store.formats.{name}" for name in ("base", "schemas")}
FORBIDDEN = TYPER | {
    # What saving needs.
    *("filelock", "platformdirs", "tpmcli.repo.atomic", "tpmcli.repo.lock"),
    *("tpmcli.store.record.edit", "tpmcli.store.record.outline", "tpmcli.store.record.canonical"),
    # What a YAML parser needs.
    *("yaml", "_yaml", "tpmcli.store.yaml.parsers", "tpmcli.store.yaml.build"),
    # What other commands need.
    *("tpmcli.repo.gittree", "tpmcli.repo.comparison", "tpmcli.app.against", "regex"),
    *("jinja2", "markupsafe"),
    # Parts of the standard library that take longer than judging a gate.
    *("inspect", "dataclasses", "pathlib", "difflib", "argparse", "asyncio", "email", "fractions"),
    *("decimal", "importlib.metadata", "importlib.resources", "logging", "random"),
    *("multiprocessing", "shutil", "socket", "ssl", "statistics", "tempfile", "textwrap"),
    *("tomllib", "tokenize", "traceback", "urllib.request", "uuid", "xml.etree", "zipfile", "ast"),
}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example project in a repository of its own."""
    root = tmp_path_factory.mktemp("imports") / "payments-ledger"
    shutil.copytree(EXAMPLE, root)
    author = ["-c", "user.name=TPM", "-c", "user.email=tpm@example.com"]
    for words in (["init", "-q"], ["add", "-A"], [*author, "commit", "-q", "-m", "Begin"]):
        subprocess.run(["git", *words], cwd=root, check=True)
    return root


PROBE = """
import sys
before = set(sys.modules)
sys.argv = ["tpm", *sys.argv[1:]]
from tpmcli.cli.main import main
code = main(sys.argv[1:])
names = sorted(set(sys.modules) - before)
files = {name: getattr(sys.modules[name], "__file__", None) or "" for name in names}
for name in names:
    print(name, "foreign" if "site-packages" in files[name] else "own", file=sys.stderr)
sys.exit(code)
"""


def loaded(folder: Path, command: str, codes: tuple[int, ...] = (0, 1)) -> dict[str, str]:
    """The modules that a command loads, and whether each comes from an installed package."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *command.split()],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in codes, done.stderr
    lines = [line.split(" ") for line in done.stderr.splitlines()]
    return {line[0]: line[1] for line in lines if line[1:] in (["own"], ["foreign"])}


def unwanted(modules: dict[str, str], forbidden: set[str] = FORBIDDEN) -> list[str]:
    """Those on the list, or within a package on it."""
    return [
        name
        for name in modules
        if any(name == other or name.startswith(f"{other}.") for other in forbidden)
    ]


@pytest.mark.parametrize("command", HOT)
def test_a_hot_command_loads_nothing_it_does_not_need(command: str, example: Path) -> None:
    modules = loaded(example, command)
    assert unwanted(modules) == []
    foreign = [
        name
        for name, origin in modules.items()
        if origin == "foreign" and not name.startswith("tpmcli")
    ]
    assert foreign == []


@pytest.mark.parametrize("command", EVERY)
def test_no_command_loads_typer(command: str, example: Path, tmp_path: Path) -> None:
    root = tmp_path / "project"
    shutil.copytree(example, root)
    (root / "fresh").mkdir()
    (root / "fresh/form.csv").write_text("Id,Answer\n")
    refused = command.startswith(("walk", "evidence move"))
    modules = loaded(root, command, codes=(2,) if refused else (0, 1))
    # The schemas that it lists are those of the formats.
    own = {f"tpmcli.store.formats.{name}" for name in ("registry", "schemas")}
    if command.startswith("checklist new"):
        # It writes the schema of a format beside the new file.
        own = {"pydantic", "pydantic_core", "annotated_types", *_FORMATS}
    explains = command.startswith(("schema", "checklist new"))
    assert unwanted(modules, TYPER - own if explains else TYPER) == []
    function = COMMANDS[_names(command)][0]
    assert function.partition(":")[0] in modules


def test_every_command_is_tried() -> None:
    assert {_names(command) for command in EVERY} | {("gate", "check")} == COMMANDS.keys()


def _names(command: str) -> tuple[str, ...]:
    first, second, *_ = (*command.split(), "")
    return (first,) if (first,) in COMMANDS else (first, second)


def test_a_parser_is_loaded_where_the_spelling_asks_for_one(example: Path, tmp_path: Path) -> None:
    """The one package from elsewhere that a hot command may load, and the guard sees it."""
    root = tmp_path / "project"
    shutil.copytree(example, root)
    policy = root / ".tpm" / "policy.yaml"
    name = "name: Payments ledger"
    text = policy.read_text(encoding="utf-8")
    assert name in text
    policy.write_text(text.replace(name, "name: >-\n  Payments ledger"), encoding="utf-8")
    modules = loaded(root, "gate check")
    foreign = {
        name.partition(".")[0]
        for name, origin in modules.items()
        if origin == "foreign" and not name.startswith("tpmcli")
    }
    assert foreign == {"yaml"}
    assert "yaml" in unwanted(modules)


def test_what_typer_must_read_loads_it(example: Path) -> None:
    """The guard can fail: `--` is not plain."""
    assert "typer" in unwanted(loaded(example, "why -- feasibility.unknowns-spiked"))
