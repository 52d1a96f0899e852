"""List the public frameworks that nobody has looked at for a year: exit code 1 if there are any.

    python scripts/list_old_references.py            # as of today
    python scripts/list_old_references.py 2027-12-01 # as of that day

Whoever compares an entry of checklists/references.yaml with its source sets its `seen` to that day.
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

from tpmcli.store.checklists import shipped

YEAR = 365


def old_references(today: date) -> list[str]:
    """Return a line for each reference that was last looked at more than a year ago."""
    raw = shipped.document("references.yaml").value["references"]
    found = sorted((reference["seen"], key, reference) for key, reference in raw.items())
    return [
        f"{seen}  {key}: {reference['name']}  {reference['url']}"
        for seen, key, reference in found
        if (today - date.fromisoformat(seen)).days > YEAR
    ]


def main(arguments: list[str]) -> int:
    """Print them, the oldest first."""
    today = date.fromisoformat(arguments[0]) if arguments else datetime.now(UTC).date()
    lines = old_references(today)
    print("\n".join(lines) or "every reference was looked at within a year")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
