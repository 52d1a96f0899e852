"""Writes examples/clinic-reminders/.tpm anew: four roles, two of three people, and a holiday.

As `build_example.py` does. The lifecycle is written by hand and only read here.

    python scripts/build_example_roles.py
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from example_history import Say, answer_all, replaced, session, sign_off, write_example

from tpmcli.app.decide import decide
from tpmcli.app.init import InitOptions, initialise
from tpmcli.app.sync import sync
from tpmcli.app.workspace import open_workspace
from tpmcli.model.record import Outcome
from tpmcli.model.role import Role

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "clinic-reminders"
WRITTEN = (Path(".tpm/policy.yaml"), Path(".tpm/project.yaml"))
TPM, PM, DANA = "tpm@example.com", "pm@example.com", "dana@example.com"
ANN, BO, CY, FLO = (f"{name}@example.com" for name in ("ann", "bo", "cy", "flo"))

# What the people of this project changed in the policy that `tpm init` wrote.
TWO_OF_THREE = (
    "  signoffs: [tpm, pm]  # the roles that must sign off\n",
    """\
  signoffs:  # beside what the packs ask for
    - tpm
    - pm
    - {role: security, people: 2, at: [plan, run]}
""",
)
# And before the holiday, in a change of its own.
HOLIDAY = (
    "\ngate:\n",
    """
# Who stands in for whom, and how long.
delegations:
  - from: pm@example.com
    to: dana@example.com
    role: pm
    first: "2026-12-21"
    last: "2027-01-08"
    reason: holiday

gate:
""",
)

PLAN = {
    TPM: (
        Say("2026-11-05 15:10", "design-drawn", "docs/design.md"),
        Say("2026-11-05 15:40", "failures-answered", "docs/failures.md"),
    ),
    PM: (
        Say("2026-11-04 10:00", "need-shown", "docs/need.md", "7.6% missed at the pilot clinic"),
        Say("2026-11-06 11:30", "scope-agreed", "docs/scope.md"),
    ),
    ANN: (
        Say("2026-11-09 13:00", "sec-attackers-named", "docs/security/attackers.md"),
        Say("2026-11-11 09:15", "sec-objections-answered", "docs/security/objections.md"),
    ),
    BO: (Say("2026-11-11 09:40", "sec-keys-and-secrets-designed", "docs/security/keys.md"),),
}
BUILD = {
    TPM: (Say("2026-12-08 16:00", "journeys-tested", "docs/tests.md"),),
    PM: (Say("2026-12-07 14:20", "pilot-accepted", "docs/pilot.md", "5.1% missed in the week"),),
}
RUN = {
    TPM: (
        Say("2026-12-16 19:05", "alerts-tried", "docs/alerts.md", "4 minutes"),
        Say("2026-12-16 19:10", "way-back-tried", "docs/way-back.md"),
    ),
    PM: (Say("2026-12-11 09:30", "patients-told", "docs/notice.md"),),
    CY: (
        Say("2026-12-16 10:00", "sec-outsider-tested", "docs/security/outside-test.md"),
        Say("2026-12-17 10:20", "sec-findings-closed-or-dated", "docs/security/findings.md"),
    ),
    FLO: (
        Say("2026-12-16 15:00", "legal-licences-cleared", "docs/legal/licences.md"),
        Say("2026-12-17 15:00", "legal-markets-cleared", "docs/legal/clearance.md"),
        Say("2026-12-17 15:10", "legal-claims-supported", "docs/legal/claims.md"),
        Say("2026-12-17 15:20", "legal-supplier-contracts-cover-use", "docs/legal/contracts.md"),
    ),
}


def build(root: Path) -> None:
    """Tells the history in `root`, a folder with the evidence and the lifecycle, without git.

    Writes `root`'s policy and project file.
    """
    for path in WRITTEN:
        (root / path).unlink(missing_ok=True)
    setup = InitOptions(
        "Clinic reminders",
        (TPM,),
        (PM,),
        ".tpm/checklists/lifecycle.yaml",
        ("security", "legal"),
        ("external-users", "handles-personal-data"),
        people=(*(("security", each) for each in (ANN, BO, CY)), ("legal", FLO)),
    )
    first_day = session(root, TPM, "2026-11-02 08:00")
    initialise(first_day, setup, lambda count: bytes.fromhex("51b0ce7a")[:count])
    _edit(root, TWO_OF_THREE)
    sync(open_workspace(first_day))

    _answer(root, "plan", PLAN)
    for person, at, role in (
        (TPM, "2026-11-12 08:30", "tpm"),
        (ANN, "2026-11-12 09:00", "security"),
        (BO, "2026-11-12 11:45", "security"),
        (PM, "2026-11-13 09:10", "pm"),
    ):
        sign_off(root, person, at, "plan", Role(role))
    later = "what is only recommended is planned for the second market"
    _go(root, PM, "2026-11-16 13:00", "plan", later)

    _answer(root, "build", BUILD)
    sign_off(root, PM, "2026-12-08 16:30", "build", Role("pm"))
    sign_off(root, TPM, "2026-12-09 08:00", "build", Role("tpm"))
    _go(root, TPM, "2026-12-10 13:00", "build")

    _edit(root, HOLIDAY)
    sync(open_workspace(session(root, PM, "2026-12-15 12:00")))
    _answer(root, "run", RUN)
    for person, at, role in (
        (FLO, "2026-12-18 09:30", "legal"),
        (CY, "2026-12-18 14:00", "security"),
        (TPM, "2026-12-21 08:15", "tpm"),
        (DANA, "2026-12-21 10:30", "pm"),
    ):
        sign_off(root, person, at, "run", Role(role))


def _edit(root: Path, change: tuple[str, str]) -> None:
    policy = root / ".tpm/policy.yaml"
    policy.write_bytes(replaced(policy.read_text(encoding="utf-8"), *change).encode())


def _answer(root: Path, phase: str, answers: Mapping[str, tuple[Say, ...]]) -> None:
    for person, said in answers.items():
        answer_all(root, person, phase, said)


def _go(root: Path, person: str, at: str, phase: str, reason: str = "") -> None:
    here = session(root, person, at)
    decide(open_workspace(here), here, phase, Outcome.GO, reason=reason)


def main() -> None:
    """Builds in a copy outside the repository, and brings back what was written."""
    write_example(EXAMPLE, build, WRITTEN)


if __name__ == "__main__":
    main()
