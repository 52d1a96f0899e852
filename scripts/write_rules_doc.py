"""Write docs/rules.md from the table of rules; with --check, exit 1 if it is out of date."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from written_page import keep

from tpmcli.model.rule import Rule, Severity

TARGET = Path(__file__).resolve().parents[1] / "docs" / "rules.md"
COMMAND = "python scripts/write_rules_doc.py"

INTRO = f"""\
# The rules

<!-- Written by `{COMMAND}` from the table that the reports use. Do not edit this page. -->

Every finding of `tpm` names a rule. The ids are stable: they are the same in every format, and
scripts may rely on them. `tpm explain RULE` prints what a rule means, and `tpm explain` lists all
rules, and those of `tpm doctor`. An **error** blocks its gate; a **warning** and a **note** do not.
The severity given here is the usual one: a policy can raise or lower some of them, and a finding
that a waiver covers is a note.

With `--against`, a finding also has a cause: `this-change`, `time` (a date has passed) or
`inherited` (the base has it, too).
"""


def page() -> str:
    """Return the whole page."""
    blocks = [INTRO.strip("\n"), *_overview()]
    for topic, rules in groupby(Rule, key=lambda rule: rule.topic):
        blocks.append(f"## {topic}")
        for rule in rules:
            blocks += _rule(rule)
    return "\n\n".join(blocks) + "\n"


def _overview() -> Iterator[str]:
    rows = [f"| [`{each.id}`](#{each.id}) | {each.severity} | {each.title} |" for each in Rule]
    yield "\n".join(["| Rule | Usually | Title |", "| --- | --- | --- |", *rows])


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.id}"
    blocks = "" if rule.severity is Severity.ERROR else f" *({rule.severity})*"
    yield f"**{rule.title}.**{blocks} {rule.meaning}"
    yield f"*Fix:* {rule.fix}"


def main(arguments: list[str]) -> int:
    """Write the page, or with ``--check`` compare it: exit code 1 if it differs."""
    return keep(TARGET, page(), COMMAND, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
