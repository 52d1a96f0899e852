"""Who works in the small project, on which days, and what is there to cite."""

from __future__ import annotations

TPM, PM = "tpm@example.com", "pm@example.com"
DEV = "dev@example.com"
STRANGER = "stranger@example.com"
"""Nobody whom the policy names."""

ROLES = {"tpm": TPM, "pm": PM}

NAME = "Ledger"
TODAY = "2026-11-22"
POLICY, RECORD = ".tpm/policy.yaml", ".tpm/project.yaml"

EVIDENCE = "docs/evidence.md"
CLEAN_SCAN = """{"version": "2.1.0", "runs": [
  {"tool": {"driver": {"name": "scanner", "rules": []}}, "results": []}]}
"""
FILES = {
    EVIDENCE: "# Evidence\n\nIt was tried, and it works.\n",
    # A check reads this one, whatever people answer.
    "reports/secrets.sarif": CLEAN_SCAN,
}
"""What is in the repository before there is a project."""
