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
  {"tool": {"driver": {"name": "gitleaks", "rules": []}}, "results": []}]}
"""
GREEN_RUN = '<testsuite name="all"><testcase classname="ledger" name="books"/></testsuite>\n'
FILES = {
    EVIDENCE: "# Evidence\n\nIt was tried, and it works.\n",
    # Checks read these, whatever people answer.
    "reports/secrets.sarif": CLEAN_SCAN,
    "reports/junit.xml": GREEN_RUN,
}
"""What is in the repository before there is a project."""
