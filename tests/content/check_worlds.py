"""Two repositories in which every shipped check is tried: a real-shaped one and a hollow one.

The hollow one has a file for everything that a checklist asks for, and nothing in any of them: one
commit of 2023, the report of one linter under every name, one test, one component, tables whose
rows name nobody, a licence that licenses nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable

from content_files import EXAMPLES, ROOT, Entry

TODAY = "2026-11-22"
LATELY = "2026-11-20T10:00:00Z"
LONG_AGO = "2023-01-01T10:00:00Z"
# Items whose template is not what people cite, or that have none.
CITED = {
    "ci-on-every-change": ".github/workflows/ci.yml",
    "coverage-at-floor": "coverage.xml",
    "changelog-entry-written": "CHANGELOG.md",
}
TESTS = {
    "junit": 40,
    "isolation": 6,
    "evals": 24,
    "api-compat": 3,
    "a11y": 8,
    "ledger": 5,
}
SCANS = {
    "secrets": "gitleaks",
    "components": "osv-scanner",
    "static-analysis": "CodeQL",
    "pipeline": "zizmor",
    "api-lint": "spectral",
}
INCREMENT = "1.4"


def cited_file(entry: Entry) -> str:
    """The file that the answer to an item cites."""
    item = entry.item
    named = CITED.get(item["id"])
    return named or f"docs/{item['evidence'].get('template', 'without-template')}.md"


def good_files(templates: Iterable[str]) -> dict[str, str]:
    """The files of the real-shaped repository."""
    return {
        **{f"docs/{name}.md": _filled(name) for name in templates},
        **{f"reports/{name}.xml": _junit(LATELY, number) for name, number in TESTS.items()},
        **{f"reports/{name}.sarif": _sarif(tool, LATELY) for name, tool in SCANS.items()},
        "reports/sbom.json": _sbom(LATELY, 48),
        "coverage.xml": _coverage(LATELY, covered=9),
        "CHANGELOG.md": "# Changelog\n\n## [1.4.0] - 2026-11-20\n\n- Refunds in parts.\n",
        "LICENSE": "MIT License\n\nCopyright (c) 2026 Example\n\nPermission is hereby granted\n",
        "LICENSE-HEADER.txt": "Copyright (c) 2026 Example\n",
        ".github/workflows/ci.yml": "name: CI\non:\n  pull_request:\njobs:\n  a:\n    runs-on: x\n",
    }


def hollow_files(templates: Iterable[str]) -> dict[str, str]:
    """The files of the hollow repository: the same paths."""
    return {
        **{f"docs/{name}.md": _hollow(name) for name in templates},
        **{f"reports/{name}.xml": _junit(LONG_AGO, 1) for name in TESTS},
        **{f"reports/{name}.sarif": _sarif("ESLint", LONG_AGO) for name in SCANS},
        "reports/sbom.json": _sbom(LONG_AGO, 1),
        "coverage.xml": _coverage(LONG_AGO, covered=0),
        "CHANGELOG.md": "# Changelog\n\n## Unreleased\n\n- Nothing yet.\n",
        "LICENSE": "All rights reserved.\n",
        "LICENSE-HEADER.txt": "All rights reserved.\n",
        ".github/workflows/ci.yml": "name: CI\non:\n  push:\n    branches: [main]\n"
        "jobs:\n  a:\n    runs-on: x\n",
    }


def _filled(name: str) -> str:
    """A template as a person fills it in; the shipped example where there is one."""
    if name in EXAMPLES:
        return (ROOT / "examples" / f"{name}.md").read_text(encoding="utf-8")
    return _with_rows(name, lambda column, _: f"{column.lower()} of the ledger")


def _hollow(name: str) -> str:
    """A template in whose tables one row was begun, and sections of one word."""
    if name == "prd":
        return "# Product requirements\n\n## Problem\n\nLate.\n\n## Goals\n\n## Open questions\n"
    return _with_rows(name, lambda column, place: column if place == 0 else "")


def _with_rows(name: str, cell: Callable[[str, int], str]) -> str:
    text = (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")
    lines = []
    header: list[str] = []
    for line in re.sub(r"<!--.*?-->", "The ledger keeps it so since spring.", text).split("\n"):
        lines.append(line)
        if re.fullmatch(r"(\|---)+\|", line):
            cells = [cell(column, place) for place, column in enumerate(header)]
            lines.append(f"| {' | '.join(cells)} |")
        header = [each.strip() for each in line.strip("|").split("|")]
    return "\n".join(lines)


def _junit(when: str, tests: int) -> str:
    cases = "".join(f'<testcase classname="ledger" name="t{n}"/>' for n in range(tests))
    return f'<testsuite name="all" timestamp="{when[:-1]}">{cases}</testsuite>\n'


def _sarif(tool: str, when: str) -> str:
    run = {
        "tool": {"driver": {"name": tool, "rules": []}},
        "invocations": [{"executionSuccessful": True, "endTimeUtc": when}],
        "results": [],
    }
    return json.dumps({"version": "2.1.0", "runs": [run]})


def _sbom(when: str, components: int) -> str:
    return json.dumps(
        {
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "metadata": {"timestamp": when, "tools": [{"name": "syft"}]},
            "components": [{"type": "library", "name": f"part-{n}"} for n in range(components)],
        }
    )


def _coverage(when: str, covered: int) -> str:
    lines = "".join(f'<line number="{n}" hits="{int(n <= covered)}"/>' for n in range(1, 11))
    return (
        f'<coverage line-rate="0.9" timestamp="{when}"><packages><package><classes>'
        f'<class filename="ledger.py"><lines>{lines}</lines></class>'
        "</classes></package></packages></coverage>\n"
    )
