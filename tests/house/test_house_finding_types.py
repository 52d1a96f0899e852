"""A finding has no text: who reads a message, or a fix as a sentence, does not pass the types.

What is shown is made in `render/`, and nothing that is decided may depend on it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# The code behind `# E:` is that of the error which mypy must report for the line; other lines
# have none.
SNIPPETS = """
from tpmcli.model.finding import Arguments, Cause, Finding, about_gate
from tpmcli.model.fix import Blank, Command, Help, tpm
from tpmcli.model.loosening import Loosened, Looser
from tpmcli.model.rule import Reason, Rule, Severity
from tpmcli.model.setup_finding import AddLines, SetupArguments, SetupFinding, Weakness
from tpmcli.model.setup_reason import Loophole, SetupHelp, SetupReason
from tpmcli.model.setup_rule import SetupRule
from tpmcli.rules.history import EventType, RecordChange
from tpmcli.rules.next import NextStep, StepKind
from tpmcli.rules.due import Due, DueKind


def read(finding: Finding, step: NextStep, due: Due, less: Loosened) -> None:
    finding.message  # E: attr-defined
    finding.text  # E: attr-defined
    finding.owner  # E: attr-defined
    finding.fix.startswith("tpm")  # E: union-attr
    "sign" in finding.fix  # E: operator
    finding.rule == "unanswered"  # E: comparison-overlap
    finding.subject.endswith(".pm")  # E: attr-defined
    finding.subject == "build.pm"  # E: comparison-overlap
    step.what  # E: attr-defined
    step.command  # E: attr-defined
    due.title  # E: attr-defined
    due.owners.split(", ")  # E: attr-defined
    less.how.startswith("must")  # E: attr-defined


def make() -> None:
    gate = about_gate("build")
    Finding(Reason.UNDECIDED, gate, Severity.ERROR, message="it is open")  # E: call-arg
    Finding("unanswered", gate, Severity.ERROR)  # E: arg-type
    Finding(Rule.UNANSWERED, gate, Severity.ERROR)  # E: arg-type
    Finding(Reason.UNDECIDED, "build", Severity.ERROR)  # E: arg-type
    Finding(Reason.UNDECIDED, gate, "error")  # E: arg-type
    Finding(Reason.UNDECIDED, gate, Severity.ERROR, fix="tpm sync")  # E: arg-type
    Finding(Reason.UNDECIDED, gate, Severity.ERROR, owners="ann@example.com")  # E: arg-type
    Finding(Reason.NO_SUCH_REASON, gate, Severity.ERROR)  # E: attr-defined
    Arguments(message="it is open")  # E: call-arg
    Command("tpm sync")  # E: arg-type


def read_setup(weak: SetupFinding, change: RecordChange) -> None:
    weak.message  # E: attr-defined
    weak.text  # E: attr-defined
    weak.rule == "no-git"  # E: comparison-overlap
    weak.reason.startswith("anybody")  # E: attr-defined
    weak.reason == "anybody may sign"  # E: comparison-overlap
    weak.fix.partition(": ")  # E: union-attr
    weak.about.message  # E: attr-defined
    weak.about.weakness == "a pipe"  # E: comparison-overlap
    change.text  # E: attr-defined
    change.was  # E: attr-defined
    change.key  # E: attr-defined
    change.entry == "met"  # E: comparison-overlap


def make_setup() -> None:
    fix = AddLines("CODEOWNERS", ("/a @b",), SetupHelp.ADD_LINES)
    SetupFinding("no-git", fix)  # E: arg-type
    SetupFinding(SetupRule.NO_GIT, fix)  # E: arg-type
    SetupFinding(Reason.UNANSWERED, fix)  # E: arg-type
    SetupFinding(SetupReason.NO_GIT, "git init")  # E: arg-type
    SetupFinding(SetupReason.NO_GIT, fix, "no git")  # E: arg-type
    SetupFinding(SetupReason.NO_GIT, fix, message="no git")  # E: call-arg
    SetupArguments(weakness="a pipe")  # E: arg-type
    Weakness("a pipe")  # E: arg-type
    AddLines("CODEOWNERS", "/a @b", SetupHelp.ADD_LINES)  # E: arg-type
    RecordChange(EventType.ANSWERED, "1.0", text="met")  # E: call-arg
    RecordChange(EventType.ANSWERED, "1.0", entry="met")  # E: arg-type
    SetupFinding(SetupReason.NO_GIT, fix, SetupArguments(weakness=Weakness(Loophole.PIPE)))


def right(finding: Finding, step: NextStep, due: Due) -> bool:
    made = Finding(
        Reason.SIGNOFF_MISSING,
        about_gate("build"),
        Severity.ERROR,
        Arguments(person="ann@example.com", loosened=Loosened(Looser.LEVEL)),
        tpm("sign", "build", "--role", Blank.ROLE),
        ("ann@example.com",),
    )
    return (
        finding.rule is Rule.SIGNOFF_MISSING
        and finding.reason is not Reason.SIGNOFF_MISSING_AGAIN
        and finding.cause is Cause.TIME
        and finding.subject.phase == "build"
        and finding.about.person in due.owners
        and isinstance(finding.fix, Command)
        and finding.fix.words[1] == "sign"
        and step.kind is StepKind.SIGN
        and due.kind is DueKind.PLAN
        and finding.identity == made.identity
        and Help.RESTORE is not Help.RESTORE_ID
    )
"""


def test_templates_are_read_by_renderers_alone() -> None:
    """A reason does have a message: the template that its renderer fills."""
    reads = re.compile(r"\.(reason\.(message|why)|(help|how|kind|loophole)\.text)\b")
    source = ROOT / "src/tpmcli"
    readers = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if reads.search(path.read_text(encoding="utf-8"))
    }
    assert readers == {"render/doctor.py", "render/finding.py", "render/loosening.py"}


def test_nothing_reads_a_finding_as_text(tmp_path: Path) -> None:
    file = tmp_path / "snippets.py"
    file.write_text(SNIPPETS, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml")),
            *("--cache-dir", str(tmp_path / "cache"), "--no-error-summary", str(file)),
        ],
        cwd=ROOT,
        env={**os.environ, "MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
    )
    expected = {
        (number, code)
        for number, line in enumerate(SNIPPETS.splitlines(), 1)
        if "# E: " in line
        for code in line.partition("# E: ")[2].split()
    }
    found = re.findall(r"snippets\.py:(\d+): error: .*\[([a-z-]+)\]$", done.stdout, re.MULTILINE)
    assert {(int(number), code) for number, code in found} == expected, done.stdout + done.stderr
    assert done.stdout.count(": error:") == len(found)
