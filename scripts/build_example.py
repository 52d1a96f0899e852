"""Writes examples/payments-ledger/.tpm anew, from its evidence files and the history told here.

The use cases of `tpm` do the work, with a clock that stands at the moments of the history, so that
the record is one that people could have made and the same bytes come out each time. The team's own
pack is written by hand and only read here. The output that the example's README shows is renewed.

    python scripts/build_example.py
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from contextlib import chdir, redirect_stdout
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from tpmcli.app.answer import AnswerRequest, answer
from tpmcli.app.context import CommandContext
from tpmcli.app.decide import decide
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.sign import sign
from tpmcli.app.sync import sync as use_case
from tpmcli.app.waive import waive
from tpmcli.app.workspace import open_workspace
from tpmcli.cli.main import main as tpm
from tpmcli.model.record import AnswerValue, Condition, Outcome
from tpmcli.model.role import PM as PM_ROLE
from tpmcli.model.role import TPM as TPM_ROLE
from tpmcli.model.role import Role

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "payments-ledger"
PACK = Path(".tpm/checklists/house-rules.yaml")
WRITTEN = (Path(".tpm/policy.yaml"), Path(".tpm/project.yaml"))
README = Path("README.md")
TPM = "tpm@example.com"
PM = "pm@example.com"

# What the house rule said until 18 November, and what it says since.
REWORDED = (
    (
        "Each ledger invariant is written down with the place that enforces it",
        "Each ledger invariant names the place that enforces it and the alert when it breaks",
    ),
    (
        "a table: invariant, and where it is enforced",
        "a table: invariant, where it is enforced, and the alert that fires when it breaks",
    ),
)

# What the people of this project changed in the policy that `tpm init` wrote.
POLICY_EDITS = (
    ("packs: [fintech]", f"packs: [fintech, {PACK.as_posix()}]"),
    ("names: {}  #", "names: {tpm@example.com: Sam, pm@example.com: Ana}  #"),
    (
        "adjust: {}\n",
        """\
adjust:
  architecture.unit-cost-estimated:
    level: must
    reason: a stop criterion of the business case rests on it
""",
    ),
)


class Say(NamedTuple):
    """An answer `met`: when, to which items of a phase, with which evidence, and a note."""

    at: str
    items: str
    evidence: str
    note: str = ""


FEASIBILITY_TPM = (
    Say(
        "2026-10-06 08:12",
        "unknowns-spiked",
        "docs/spikes/ledger-throughput.md docs/spikes/idempotency.md"
        " docs/spikes/settlement-file.md",
        "p99 12 ms at 2,000 transfers a second; 400 of 400 repeats booked once",
    ),
    Say("2026-10-06 08:20", "existing-systems-surveyed", "docs/context.md"),
    Say("2026-10-06 08:31", "options-compared", "docs/options.md", "build: 4.3 against 3.4"),
    Say("2026-10-06 08:40", "dependencies-confirmed", "docs/dependencies.md"),
    Say("2026-10-07 13:05", "technical-risks-registered", "docs/risks.csv"),
    Say("2026-10-07 13:11", "security-privacy-screened", "docs/security/screening.md"),
    Say("2026-10-07 13:24", "effort-and-run-cost-ranged", "docs/estimate.md"),
    Say("2026-10-07 13:30", "skills-and-capacity-checked", "docs/team.md"),
    Say("2026-10-07 13:41", "fintech-money-flow-drawn", "docs/money-flow.md"),
)
FEASIBILITY_PM = (
    Say("2026-10-08 09:02", "problem-statement-agreed", "docs/problem.md"),
    Say(
        "2026-10-08 09:10",
        "user-evidence-collected",
        "docs/research/2026-09-finance-and-shops.md",
        "7 interviews, 246 tickets",
    ),
    Say("2026-10-08 09:18", "market-need-sized", "docs/market.md"),
    Say("2026-10-08 09:25", "outcome-metrics-baselined", "docs/metrics.md"),
    Say("2026-10-08 09:33", "owners-and-decision-rights-named", "docs/owners.md"),
    Say("2026-10-09 10:00", "strategy-fit-stated", "docs/roadmap.md"),
    Say("2026-10-12 07:44", "business-case-approved", "docs/business-case.md"),
    Say(
        "2026-10-12 07:51",
        "fintech-regulatory-perimeter-opinion",
        "docs/compliance/perimeter.md",
        "covered by our licence; the supervisor is told 30 days ahead",
    ),
)
REQUIREMENTS_TPM = (
    Say("2026-10-20 12:15", "data-inventory-classified", "docs/data-inventory.md"),
    Say("2026-10-21 14:40", "security-requirements-selected", "docs/security/requirements.md"),
    Say("2026-10-23 09:05", "nfrs-quantified", "docs/nfr.md"),
    Say("2026-10-23 09:12", "interfaces-drafted", "docs/api/openapi.yaml"),
    Say("2026-10-26 15:30", "must-haves-traced", "docs/traceability.csv"),
    Say("2026-10-26 15:38", "acceptance-criteria-testable", "docs/acceptance.md"),
    Say("2026-10-26 15:44", "edge-and-misuse-cases-listed", "docs/edge-cases.md"),
    Say("2026-10-28 08:20", "engineers-walked-through", "docs/reviews/requirements-2026-10-27.md"),
)
REQUIREMENTS_PM = (
    Say("2026-10-28 11:30", "journeys-mapped-end-to-end", "docs/journeys.md"),
    Say("2026-10-29 10:15", "prd-complete", "docs/prd.md"),
    Say("2026-10-29 10:21", "backlog-ordered-by-method", "docs/backlog.md"),
    Say("2026-10-29 10:40", "obligations-confirmed-in-writing", "docs/compliance/obligations.md"),
    Say("2026-10-30 14:05", "stakeholders-consulted", "docs/stakeholders.md"),
    Say("2026-10-30 14:12", "scope-and-non-goals-agreed", "docs/scope.md"),
)
ARCHITECTURE_TPM = (
    Say(
        "2026-11-09 13:50",
        "decisions-recorded",
        "docs/adr/0001-one-postgres-primary.md docs/adr/0002-idempotency-in-the-transaction.md"
        " docs/adr/0003-append-only-lines.md",
    ),
    Say("2026-11-10 09:10", "architecture-documented", "docs/architecture.md"),
    Say("2026-11-10 09:22", "failure-modes-analysed", "docs/failure-modes.md"),
    Say("2026-11-10 09:31", "scaling-path-modelled", "docs/capacity.md", "first limit 2,400/s"),
    Say("2026-11-11 15:00", "slos-defined", "docs/slo.md"),
    Say("2026-11-11 15:08", "ledger-invariants-enforced", "docs/ledger-invariants.md"),
    Say("2026-11-12 16:20", "threat-model-reviewed", "docs/threat-model.md"),
    Say("2026-11-12 16:31", "data-lifecycle-designed", "docs/data-design.md"),
    Say("2026-11-13 08:45", "change-and-exit-planned", "docs/versioning.md"),
    Say(
        "2026-11-13 08:52",
        "unit-cost-estimated",
        "docs/cost.md docs/business-case.md",
        "0.00006 € a transfer, 0.0001 € allowed",
    ),
    Say("2026-11-13 14:22", "fintech-audit-trail-kept", "docs/security/audit-trail.md"),
    Say("2026-11-13 14:30", "fintech-card-scope-minimised", "docs/security/card-scope.md"),
    Say("2026-11-18 10:05", "internal-teams-confirmed", "docs/commitments.md"),
)
ARCHITECTURE_PM = (
    Say("2026-11-13 12:10", "design-tested-with-users", "docs/research/2026-11-api-trial.md"),
    Say("2026-11-13 12:15", "fintech-customer-money-protected", "docs/compliance/safeguarding.md"),
    Say("2026-11-13 12:20", "fintech-ict-providers-registered", "docs/compliance/providers.md"),
    Say("2026-11-13 12:26", "impact-assessment-done", "docs/privacy/impact-assessment.md"),
    Say("2026-11-13 12:31", "business-rules-confirmed", "docs/business-rules.md"),
    Say("2026-11-16 09:40", "rollout-concept-chosen", "docs/rollout.md"),
    Say("2026-11-16 09:48", "measurement-plan-specified", "docs/tracking-plan.md"),
    Say("2026-11-16 15:15", "tradeoffs-accepted-by-business", "docs/trade-offs.md"),
)


def build(root: Path) -> None:
    """Tells the history in `root`, a folder with the evidence and the pack and no git around it.

    Writes `root`'s policy and project file.
    """
    pack = root / PACK
    wording = pack.read_text(encoding="utf-8")
    shutil.rmtree(root / ".tpm")
    traits = ("handles-payments", "handles-personal-data", "hosted", "public-api", "stores-data")
    setup = InitOptions("Payments ledger", (TPM,), (PM,), packs=("fintech",), traits=traits)
    first_day = _session(root, TPM, "2026-10-05 07:30")
    initialise(first_day, setup, lambda count: bytes.fromhex("7c1e04d9")[:count])
    _adapt(root, wording)
    use_case(open_workspace(first_day))

    _answer(root, TPM, "feasibility", FEASIBILITY_TPM)
    _answer(root, PM, "feasibility", FEASIBILITY_PM)
    _sign(root, TPM, "2026-10-12 14:00", "feasibility", TPM_ROLE)
    _sign(root, PM, "2026-10-13 08:15", "feasibility", PM_ROLE)
    decided = _session(root, PM, "2026-10-14 09:30")
    decide(open_workspace(decided), decided, "feasibility", Outcome.GO)

    _requirements(root)
    _architecture(root, wording)


def _adapt(root: Path, wording: str) -> None:
    """The pack as it was at first, and the policy as the people changed it."""
    for before, now in REWORDED:
        wording = _replaced(wording, now, before)
    (root / PACK).parent.mkdir()
    (root / PACK).write_bytes(wording.encode())
    policy = root / ".tpm/policy.yaml"
    text = policy.read_text(encoding="utf-8")
    for before, now in POLICY_EDITS:
        text = _replaced(text, before, now)
    policy.write_bytes(text.encode())


def _requirements(root: Path) -> None:
    _answer(root, TPM, "requirements", REQUIREMENTS_TPM)
    _answer(root, PM, "requirements", REQUIREMENTS_PM)
    here = _session(root, TPM, "2026-10-29 08:40")
    said = AnswerRequest(
        AnswerValue.NOT_MET,
        ("docs/assumptions.md",),
        "logged; Northbank has not confirmed how its settlement file names wrong lines",
        TPM,
        "2026-12-11",
    )
    answer(open_workspace(here), here, ["requirements.constraints-and-assumptions-logged"], said)
    here = _session(root, PM, "2026-10-29 10:55")
    note = "the ledger opens no customer account; these checks stay with Onboarding (obligation 5)"
    said = AnswerRequest(AnswerValue.NOT_APPLICABLE, ("docs/compliance/obligations.md",), note)
    answer(open_workspace(here), here, ["requirements.fintech-customer-checks-specified"], said)
    _sign(root, TPM, "2026-11-02 08:10", "requirements", TPM_ROLE)
    _sign(root, PM, "2026-11-03 09:05", "requirements", PM_ROLE)
    here = _session(root, PM, "2026-11-04 13:00")
    promise = Condition(
        "Northbank confirms in writing what its settlement file says when a line is wrong",
        TPM,
        "2026-12-11",
    )
    decide(
        open_workspace(here),
        here,
        "requirements",
        Outcome.CONDITIONAL,
        reason="matching is designed to cope with either answer",
        conditions=[promise],
    )


def _architecture(root: Path, wording: str) -> None:
    _answer(root, TPM, "architecture", ARCHITECTURE_TPM)
    _answer(root, PM, "architecture", ARCHITECTURE_PM)
    _sign(root, PM, "2026-11-17 08:30", "architecture", PM_ROLE)
    # On 18 November the review of a fault made the team sharpen its own rule.
    (root / PACK).write_bytes(wording.encode())
    step_up = "architecture.fintech-strong-auth-and-fraud-designed"
    here = _session(root, TPM, "2026-11-19 09:20")
    note = "limits are designed; step-up waits for the Identity team's passkeys"
    said = AnswerRequest(AnswerValue.NOT_MET, ("docs/commitments.md",), note, TPM, "2026-12-18")
    answer(open_workspace(here), here, [step_up], said)
    here = _session(root, TPM, "2026-11-19 09:25")
    waive(
        open_workspace(here),
        here,
        step_up,
        reason="manual postings stay off until the Identity team delivers step-up on 2026-12-18",
        until="2027-01-15",
        approved_by=PM,
    )


def _replaced(text: str, before: str, now: str) -> str:
    if text.count(before) != 1:
        raise ValueError(f"stands {text.count(before)} times, not once: {before}")
    return text.replace(before, now)


def _session(root: Path, person: str, at: str) -> CommandContext:
    moment = datetime.strptime(at, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    return CommandContext(str(root), {}, lambda: moment, person)


def _answer(root: Path, person: str, phase: str, answers: tuple[Say, ...]) -> None:
    for say in answers:
        here = _session(root, person, say.at)
        said = AnswerRequest(AnswerValue.MET, tuple(say.evidence.split()), say.note)
        names = [f"{phase}.{slug}" for slug in say.items.split()]
        answer(open_workspace(here), here, names, said)


def _sign(root: Path, person: str, at: str, phase: str, role: Role) -> None:
    here = _session(root, person, at)
    sign(open_workspace(here), here, phase, role)


def renewed(text: str, root: Path) -> str:
    """A text in which each ```console block with one `$ tpm` command shows what it prints now.

    It is printed in the folder of the project, to the TPM.
    """

    def run(block: re.Match[str]) -> str:
        out = io.StringIO()
        # In the folder, so that the commands in the output are those that a reader types there.
        with (
            chdir(root),
            redirect_stdout(out),
            chdir(root),
            patch.dict(os.environ, {"TPM_AS": TPM}),
        ):
            tpm(block["command"].split())
        shown = "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
        return f"```console\n$ tpm {block['command']}\n{shown}```\n"

    pattern = r"^```console\n\$ tpm (?P<command>[^\n]*)\n.*?^```\n"
    return re.sub(pattern, run, text, flags=re.DOTALL | re.MULTILINE)


def main() -> None:
    """Builds in a copy outside the repository, and brings back what was written."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / EXAMPLE.name
        shutil.copytree(EXAMPLE, copy)
        build(copy)
        readme = (EXAMPLE / README).read_text(encoding="utf-8")
        (copy / README).write_bytes(renewed(readme, copy).encode())
        for path in (*WRITTEN, README):
            (EXAMPLE / path).write_bytes((copy / path).read_bytes())
            print(f"written: {EXAMPLE / path}")


if __name__ == "__main__":
    main()
